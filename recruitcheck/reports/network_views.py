"""The page of the network: who stands where, who is missing, what is wrong in files."""

from collections import Counter
from collections.abc import Iterable

from recruitcheck.actions.words import corridor_label
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import corridor_name
from recruitcheck.issues import Issue
from recruitcheck.reports import views
from recruitcheck.reports.corridor_views import absent_from, practice_of
from recruitcheck.reports.known import known_flags, known_summary
from recruitcheck.reports.parts import (
    bands_of,
    cell_of,
    completeness_of,
    framework_rows,
    gate_levels,
    method_of,
    page_name,
    sector_of,
    total_score,
)
from recruitcheck.reports.recruiter_rows import recruiter_row
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.roll_ups import known_workers, roll_up

_MOST_FLAGS = 3


def network_view(results: Results) -> views.NetworkView:
    """The index of everything assessed, each organisation in its latest cycle."""
    suppliers = results.latest("supplier")
    cycles = [cycles[-1] for cycles in results.cycles.values()]
    return views.NetworkView(
        name=results.title,
        cycle=max(cycles, default=""),
        bands=bands_of(results.model),
        method=method_of(results),
        suppliers=tuple(
            _supplier_row(name, units, results) for name, units in suppliers.items()
        ),
        corridors=tuple(_corridor_row(one, results) for one in results.corridors),
        recruiters=_recruiters(results),
        members=tuple(
            _member_row(name, units, results)
            for name, units in results.latest("member").items()
        ),
        flags=_flags(results),
        absent=_absent(results),
        problems=tuple(_problems(results.issues, results)),
        frameworks=_frameworks(results),
    )


def _corridor_row(corridor: Corridor, results: Results) -> views.CorridorRow:
    units = results.corridors[corridor]
    left = known_summary(corridor, results).residual
    page = page_name(str(corridor))
    return views.CorridorRow(
        label=corridor_name(corridor),
        href=f"corridors/{page}",
        practice=practice_of(units, results),
        suppliers=sum(one.score is not None for one in units),
        absent=len(absent_from(corridor, results)),
        workers=known_workers(units),
        interviews=sum(one.heard.n for one in units),
        gates=gate_levels(units, results.model),
        risk=results.inherent_risk(corridor).value,
        left=None if left is None else left.risk,
        tier="" if left is None else left.tier,
        brief_href=f"briefs/{page}",
    )


def _flags(results: Results) -> views.FlagCount:
    raised = known_flags(results).raised
    often = Counter(one.title for one in raised)
    most = sorted(often.items(), key=lambda pair: (-pair[1], pair[0]))
    who = {one.subject.organisation for one in raised}
    return views.FlagCount(len(raised), len(who), tuple(most[:_MOST_FLAGS]))


def _supplier_row(
    name: str, units: tuple[Assessment, ...], results: Results
) -> views.SupplierRow:
    total = roll_up(units, results.model)
    own = units[0].unit.own
    return views.SupplierRow(
        id=name,
        name=own.name or name,
        href=f"suppliers/{page_name(name)}",
        sector=sector_of(own, results),
        corridors=tuple(corridor_label(one.unit) for one in units),
        workers=known_workers(units),
        interviews=sum(one.heard.n for one in units),
        score=total_score(units, results.model),
        completeness=completeness_of(total.status),
        gates=gate_levels(units, results.model),
    )


def _recruiters(results: Results) -> tuple[views.RecruiterRow, ...]:
    """All labour recruiters that answered or that a supplier names."""
    used: dict[str, tuple[set[str], dict[str, None]]] = {}
    for name, units in results.latest("recruiter").items():
        labels = {corridor_label(one.unit): None for one in units}
        used[name] = (set(), labels)
    for units in results.latest("supplier").values():
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
            results,
            folder="recruiters/",
            corridors=tuple(filter(None, labels)),
            suppliers=len(suppliers),
        )
        for name, (suppliers, labels) in sorted(used.items())
    )


def _member_row(
    name: str, units: tuple[Assessment, ...], results: Results
) -> views.MemberRow:
    own = units[0].unit.own
    return views.MemberRow(
        name,
        own.name or name,
        f"members/{page_name(name)}",
        sector_of(own, results),
        total_score(units, results.model),
        completeness_of(roll_up(units, results.model).status),
    )


def _absent(results: Results) -> tuple[views.Absent, ...]:
    return tuple(
        views.Absent(
            one.id,
            one.name,
            one.role,
            "No usable return received.",
            tuple(map(corridor_name, one.corridors)),
        )
        for one in results.silent
    )


def _problems(
    issues: Iterable[Issue], results: Results
) -> Iterable[views.ReturnProblem]:
    """Each file with issues once: how many, and the worst of them."""
    by_file: dict[str, list[Issue]] = {}
    for one in issues:
        by_file.setdefault(one.place.file, []).append(one)
    order = ("blocking", "error", "advisory")

    def hardest_first(entry: tuple[str, list[Issue]]) -> tuple[int, str]:
        return -sum(one.severity != "advisory" for one in entry[1]), entry[0]

    names = {
        submission.file: submission.name or submission.organisation
        for one in results.network.assessments
        for submission in one.unit.returns
        if submission.received
    }
    for file, found in sorted(by_file.items(), key=hardest_first):
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
            usable=not worst.blocking,
        )


def _frameworks(results: Results) -> tuple[views.FrameworkRow, ...]:
    answered: dict[str, bool] = {}
    for one in results.network.assessments:
        for submission in one.unit.returns:
            questionnaire = results.questionnaires.get(submission.questionnaire)
            for question in (
                questionnaire.in_form(submission.form) if questionnaire else ()
            ):
                if question.clauses:
                    answer = one.unit.answer(question.id)
                    given = answer is not None and answer.given == "answered"
                    answered[question.id] = answered.get(question.id, False) or given
    return framework_rows(answered, results)
