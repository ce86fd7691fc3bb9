"""What pages are made from, and the parts that every kind of page shares."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Literal, get_args

from recruitcheck.actions.gates import cap_of, level_of
from recruitcheck.actions.words import first_text
from recruitcheck.corridor import Corridor
from recruitcheck.issues import Place
from recruitcheck.reports import views
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.roll_ups import known_workers, roll_up, status_of
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.trend import Change, Trend
from recruitcheck.submissions.submission import Submission

if TYPE_CHECKING:
    from recruitcheck.scoring.crosswalk import Clause

_PEERS = 5

Completeness = Literal["complete", "provisional", "incomplete"]
_STATES_CLAUSES = frozenset({"GCM", "SDG"})


def method_of(results: Results) -> views.Method:
    """How the numbers came about, for the foot of every page."""
    model = results.model
    levels = get_args(views.EvidenceLevel)
    return views.Method(
        model=views.Stamp(model.id, model.version, model.hash),
        model_title=model.title,
        questionnaires=tuple(
            views.Stamp(q.id, q.version, q.hash)
            for q in results.questionnaires.values()
        ),
        inputs=tuple(views.Stamp(one.file, "", one.hash) for one in results.inputs),
        caps=(
            ("zero_tolerance", model.caps.zero_tolerance),
            ("critical", model.caps.critical),
            ("major", model.caps.major),
        ),
        credits=tuple(zip(levels, model.credit, strict=True)),
        tool=results.tool,
        minimum_cell=model.minimum_cell,
        sentences=(model.note,) if model.note else (),
        fictional=results.fictional,
    )


def bands_of(model: ScoringModel) -> tuple[views.Band, ...]:
    """The bands from the worst to the best."""
    return tuple(views.Band(b.letter, b.name, b.least) for b in reversed(model.bands))


def principles_of(model: ScoringModel) -> tuple[views.Principle, ...]:
    return tuple(views.Principle(p.id, p.title, p.short) for p in model.principles)


def page_name(name: str) -> str:
    """A file name for an id that anybody may have written: letters, digits, - _ ."""
    safe = "".join(
        c if c.isascii() and (c.isalnum() or c in "-_") else "_" for c in name
    )
    return f"{safe or '_'}.html"


def completeness_of(status: str | None) -> Completeness:
    return next((c for c in get_args(Completeness) if c == status), "incomplete")


def total_score(units: Sequence[Assessment], model: ScoringModel) -> views.Score:
    """The score of an organisation over its corridors, as a page shows it."""
    total = roll_up(units, model)
    if total.score is None:
        reasons = dict.fromkeys(one.why_none for one in units if one.why_none)
        why = " ".join(reasons) or "No migrant workers are stated in any corridor."
        return views.Score(None, why_none=why)
    caps = {one.cap for one in units if one.score is not None}
    cap = caps.pop() if len(caps) == 1 else None
    return views.Score(
        value=total.score,
        band=total.band or "",
        raw=total.raw,
        cap=cap if cap is not None and cap < 100 else None,
        low=total.low,
        high=total.high,
    )


def unit_score(one: Assessment) -> views.Score:
    if one.score is None:
        return views.Score(None, why_none=one.why_none)
    cap = one.cap if one.cap < 100 else None
    return views.Score(one.score, one.band or "", one.raw, cap, one.low, one.high)


def gate_levels(
    units: Iterable[Assessment], model: ScoringModel
) -> tuple[views.GateLevel, ...]:
    """Levels of all rules that fired in these units, worst first, alerts left out."""
    fired = {gate: cap_of(one, gate, model) for one in units for gate in one.gates}
    return tuple(level_of(cap, model) for cap in sorted(fired.values()))


def cell_of(place: Place | None) -> views.CellReference | None:
    if place is None or place.cell is None:
        return None
    return views.CellReference(place.file, place.sheet or "", place.cell)


def sector_of(own: Submission, results: Results) -> str:
    """The sector as the form words it."""
    questionnaire = results.questionnaires.get(own.questionnaire)
    if questionnaire is None or "sector" not in questionnaire.questions:
        return own.sector
    choices = questionnaire["sector"].choices
    labels = {choice.name: first_text(choice.labels) for choice in choices}
    return labels.get(own.sector, own.sector)


def coverage(
    details: Iterable[Detail], units: Sequence[Assessment], model: ScoringModel
) -> views.Coverage:
    """How much of what applies was answered, over these questions of these units."""
    states: dict[str, int] = {}
    for detail in details:
        states[detail.state] = states.get(detail.state, 0) + 1
    total = roll_up(units, model)
    share = total.completeness or 0.0
    exposures = [one.na_exposure for one in units if one.na_exposure is not None]
    return views.Coverage(
        answered_weight=share,
        completeness=completeness_of(status_of(share, model)),
        na_exposure=max(exposures, default=None),
        **{name: states.get(name, 0) for name in _COUNTED},
    )


_COUNTED = (
    "answered",
    "missing",
    "hidden",
    "na_approved",
    "na_unapproved",
    "out_of_scope",
)


def management_points(
    units: Iterable[Assessment], results: Results
) -> dict[str, float | None]:
    """Mean points x 100 of what management answered, per principle, by weight."""
    sums: dict[int, list[float]] = {}
    own = {i.id: i for r in results.network.rules.values() for i in r.items}
    for one in units:
        for detail in one.details.values():
            item = own[detail.question]
            if item.principle is None or item.respondent == "auditor":
                continue
            if detail.state in {"answered", "hidden"}:
                pair = sums.setdefault(item.principle, [0.0, 0.0])
                pair[0] += detail.weight * detail.points
                pair[1] += detail.weight
    return {
        principles_of(results.model)[position].id: 100 * gained / weight
        for position, (gained, weight) in sums.items()
        if weight
    }


def interviews_heard(units: Sequence[Assessment], results: Results) -> views.Interviews:
    table = results.table(units)
    days: list[str] = []
    if table is not None and "interviewed_on" in table:
        days = sorted(str(day) for day in table["interviewed_on"].dropna())
    return views.Interviews(
        n=sum(one.heard.n for one in units),
        workers=known_workers(units),
        first=days[0] if days else "",
        last=days[-1] if days else "",
    )


def framework_rows(
    questions: Mapping[str, bool], results: Results
) -> tuple[views.FrameworkRow, ...]:
    """What these questions are mapped to. The value says whether one is answered."""
    rows = []
    frameworks: dict[str, list[Clause]] = {}
    for clause in results.clauses.values():
        frameworks.setdefault(clause.framework, []).append(clause)
    for framework, clauses in frameworks.items():
        ids = {clause.id for clause in clauses}
        touched: set[str] = set()
        mapped: list[str] = []
        for name in questions:
            own = ids.intersection(results.questions[name].clauses)
            touched |= own
            if own:
                mapped.append(name)
        if mapped:
            root = next((c for c in clauses if not c.parent), clauses[0])
            rows.append(
                views.FrameworkRow(
                    framework,
                    root.title,
                    len(touched),
                    len(ids),
                    len(mapped),
                    sum(questions[name] for name in mapped),
                    states=framework in _STATES_CLAUSES,
                )
            )
    return tuple(rows)


def peers_of(organisation: str, results: Results) -> views.Peers | None:
    """Median of the other suppliers of the network, from five on."""
    import statistics

    scores = [
        total.value
        for name, units in results.latest("supplier").items()
        if name != organisation
        and (total := total_score(units, results.model)).value is not None
    ]
    if len(scores) < _PEERS:
        return None
    median = round(statistics.median(scores), 1)
    return views.Peers(median, len(scores), "other suppliers of this network")


_REASONS = (
    ("answers", "better or worse answers"),
    ("evidence", "proof"),
    ("workers", "what workers say"),
)


def change_of_organisation(organisation: str, results: Results) -> views.Change | None:
    """Since the last cycle of the network; None where it was not in both."""
    if results.trend is None:
        return None
    for one in results.trend.organisations:
        if one.organisation == organisation:
            parts = [(words, getattr(one.split, name)) for name, words in _REASONS]
            parts.append(("workers who moved between corridors", one.mix))
            questions = {name for unit in one.units for name in unit.left_out}
            return _change(one.change, parts, len(questions), results.trend)
    return None


def change_of_corridor(corridor: Corridor, results: Results) -> views.Change | None:
    """The same of a corridor, over the suppliers that it had in both cycles."""
    if results.trend is None:
        return None
    for one in results.trend.corridors:
        if one.corridor == corridor:
            parts = [
                ("better or worse suppliers", one.within),
                ("workers who moved between suppliers", one.mix),
            ]
            return _change(one.change, parts, 0, results.trend)
    return None


def _change(
    found: Change, parts: Sequence[tuple[str, float]], left_out: int, trend: Trend
) -> views.Change:
    shown = tuple((words, points) for words, points in parts if abs(points) >= 0.05)
    return views.Change(
        trend.old, found.old, found.new, shown, found.real, left_out=left_out
    )
