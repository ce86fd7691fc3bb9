"""The page of the network: who stands where, who is missing, what is wrong in files."""

from collections.abc import Iterable

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.issues import Issue
from recruitcheck.reports import views
from recruitcheck.reports.corridor_views import absent_from, practice_of
from recruitcheck.reports.sources import (
    Sources,
    cell_of,
    completeness_of,
    corridor_label,
    framework_rows,
    gate_levels,
    page_name,
    total_score,
)
from recruitcheck.reports.supplier_views import recruiter_row
from recruitcheck.scoring.assessment import Assessment, roll_up


def network_view(sources: Sources) -> views.NetworkView:
    """The index of everything assessed, each organisation in its latest cycle."""
    suppliers = sources.latest("supplier")
    cycles = [cycles[-1] for cycles in sources.cycles.values()]
    return views.NetworkView(
        name=sources.title,
        cycle=max(cycles, default=""),
        bands=sources.bands,
        method=sources.method,
        suppliers=tuple(
            _supplier_row(name, units, sources) for name, units in suppliers.items()
        ),
        corridors=tuple(
            views.CorridorRow(
                label=corridor_name(corridor),
                href=f"corridors/{page_name(str(corridor))}",
                practice=practice_of(units, sources),
                suppliers=sum(one.score is not None for one in units),
                absent=len(absent_from(corridor, sources)),
                workers=sum(one.workers or 0 for one in units),
                interviews=sum(one.heard.n for one in units),
                gates=gate_levels(units, sources.model),
            )
            for corridor, units in sources.corridors.items()
        ),
        recruiters=_recruiters(sources),
        members=tuple(
            _member_row(name, units, sources)
            for name, units in sources.latest("member").items()
        ),
        absent=_absent(sources),
        problems=tuple(_problems(sources.issues, sources)),
        frameworks=_frameworks(sources),
    )


def _supplier_row(
    name: str, units: tuple[Assessment, ...], sources: Sources
) -> views.SupplierRow:
    total = roll_up(units, sources.model)
    own = units[0].unit.own
    return views.SupplierRow(
        id=name,
        name=own.name or name,
        href=f"suppliers/{page_name(name)}",
        sector=own.sector,
        corridors=tuple(corridor_label(one.unit) for one in units),
        workers=sum(one.workers or 0 for one in units),
        interviews=sum(one.heard.n for one in units),
        score=total_score(units, sources.model),
        completeness=completeness_of(total.status),
        gates=gate_levels(units, sources.model),
    )


def _recruiters(sources: Sources) -> tuple[views.RecruiterRow, ...]:
    """All labour recruiters that answered or that a supplier names."""
    used: dict[str, tuple[set[str], dict[str, None]]] = {}
    for name, units in sources.latest("recruiter").items():
        labels = {corridor_label(one.unit): None for one in units}
        used[name] = (set(), labels)
    for units in sources.latest("supplier").values():
        for one in units:
            named = (
                one.unit.own.recruiters.get(one.corridor, ()) if one.corridor else ()
            )
            for recruiter in named:
                suppliers, labels = used.setdefault(recruiter, (set(), {}))
                suppliers.add(one.organisation)
                labels[corridor_label(one.unit)] = None
    return tuple(
        recruiter_row(
            name,
            sources,
            folder="recruiters/",
            corridors=tuple(filter(None, labels)),
            suppliers=len(suppliers),
        )
        for name, (suppliers, labels) in sorted(used.items())
    )


def _member_row(
    name: str, units: tuple[Assessment, ...], sources: Sources
) -> views.MemberRow:
    own = units[0].unit.own
    return views.MemberRow(
        name,
        own.name or name,
        f"members/{page_name(name)}",
        own.sector,
        total_score(units, sources.model),
        completeness_of(roll_up(units, sources.model).status),
    )


def _absent(sources: Sources) -> tuple[views.Absent, ...]:
    return tuple(
        views.Absent(
            one.id,
            one.name,
            one.role,
            "No usable return received.",
            tuple(map(corridor_name, one.corridors)),
        )
        for one in sources.expected
        if one.id not in sources.cycles
    )


def _problems(
    issues: Iterable[Issue], sources: Sources
) -> Iterable[views.ReturnProblem]:
    """Each file with issues once: how many, and the worst of them."""
    by_file: dict[str, list[Issue]] = {}
    for one in issues:
        by_file.setdefault(one.place.file, []).append(one)
    order = ("blocking", "error", "advisory")
    names = {
        submission.file: submission.name or submission.organisation
        for one in sources.network.assessments
        for submission in one.unit.returns
    }
    for file, found in sorted(by_file.items()):
        worst = min(found, key=lambda issue: order.index(issue.severity))
        advisory = sum(issue.severity == "advisory" for issue in found)
        yield views.ReturnProblem(
            file,
            names.get(file, ""),
            len(found) - advisory,
            advisory,
            worst.message,
            worst.code,
            cell_of(worst.place),
        )


def _frameworks(sources: Sources) -> tuple[views.FrameworkRow, ...]:
    answered: dict[str, bool] = {}
    for one in sources.network.assessments:
        for submission in one.unit.returns:
            questionnaire = sources.questionnaires.get(submission.questionnaire)
            for question in (
                questionnaire.in_form(submission.form) if questionnaire else ()
            ):
                if question.clauses:
                    answer = one.unit.answer(question.id)
                    given = answer is not None and answer.given == "answered"
                    answered[question.id] = answered.get(question.id, False) or given
    return framework_rows(answered, sources)
