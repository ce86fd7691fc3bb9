"""What pages are made from, and the parts that every kind of page shares."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Literal, get_args

from recruitcheck.actions.words import first_text
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.costs import CATEGORIES, WorkerCosts, worker_costs
from recruitcheck.issues import Place
from recruitcheck.reports import views
from recruitcheck.reports.charts.money import SAFE_BIN, bin_payments
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import (
    Assessment,
    roll_up,
    status_of,
)
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.intervals import Group, pool, wilson
from recruitcheck.scoring.scoring_model import Outcome, ScoringModel
from recruitcheck.scoring.trend import Change, Trend
from recruitcheck.scoring.workers import Incidence, incidence
from recruitcheck.submissions.submission import Submission

if TYPE_CHECKING:
    from recruitcheck.scoring.crosswalk import Clause

EMPLOYER_PAYS = "M-FEE-01"  # the question where management ticks what it pays in full
EMPLOYER_TOTAL = "M-FEE-02"  # what it paid in total per worker
_TICKS: Mapping[str, str] = {
    "A_fee": "fee",
    "B1_medical": "medical",
    "B2_insurance": "insurance",
    "B3_tests": "tests",
    "B4_training": "training",
    "B5_equipment": "equipment",
    "B6_travel": "travel",
    "B7_admin": "admin",
}
FEWEST_PERCENT = 10  # of so few, one worker is ten percent
FEW = 50  # workers at one employer below which all and none are not told apart
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


def level_of(cap: float, model: ScoringModel) -> views.GateLevel:
    """The severity whose ceiling that is."""
    if cap == model.caps.zero_tolerance:
        return "zero_tolerance"
    return "critical" if cap == model.caps.critical else "major"


def cap_of(one: Assessment, gate: str, model: ScoringModel) -> float:
    severity = one.outcome_severities.get(gate)
    if severity is not None:
        return float(getattr(model.caps, severity))
    return one.details[gate].cap


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


def withheld(n: int, minimum: int) -> views.Withheld:
    words = "interview" if n == 1 else "interviews"
    return views.Withheld(f"{n} {words}, shown from {minimum}")


def heard_together(units: Sequence[Assessment], minimum: int) -> tuple[Assessment, ...]:
    """The units whose interviews may be counted together.

    Units below the minimum cell are left out unless together they reach it: otherwise
    a total less the shown units would give them away.
    """
    heard = [one for one in units if one.heard.n]
    large = [one for one in heard if one.heard.n >= minimum]
    small = sum(one.heard.n for one in heard if one.heard.n < minimum)
    return tuple(heard if small >= minimum or not large else large)


def voice_rows(
    units: Sequence[Assessment],
    results: Results,
    management: Mapping[str, float | None],
) -> tuple[views.VoiceRow, ...]:
    """Management's and workers' views per principle, workers pooled over the units.

    Pooled by number of workers; withheld where fewer than the minimum were heard.
    """
    rows = []
    for principle in principles_of(results.model):
        groups = [
            Group(voice.mean * voice.n, voice.n, max(one.workers or 0, voice.n))
            for one in heard_together(units, results.model.minimum_cell)
            if (voice := one.heard.voices.get(principle.id)) is not None
        ]
        pooled = pool(groups)
        workers: float | views.Withheld | None = None
        low = high = None
        n = pooled.n if pooled is not None else 0
        if pooled is not None and n < results.model.minimum_cell:
            workers = withheld(n, results.model.minimum_cell)
        elif pooled is not None:
            workers = 100 * pooled.share
            low, high = (100 * bound for bound in pooled.interval)
        said = management.get(principle.id)
        if workers is not None or said is not None:
            rows.append(views.VoiceRow(principle, said, workers, low, high, n))
    return tuple(rows)


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


def _kind(
    outcome: str,
) -> Literal["fee", "documents", "debt", "contract", "other"]:
    for kind in ("fee", "documents", "debt", "contract"):
        if kind == outcome:
            return kind
    return "other"


def incidence_rows(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Incidence, ...]:
    """What interviewed workers report, over these units, with 95 % intervals."""
    units = heard_together(units, results.model.minimum_cell)
    rows = []
    for outcome in results.model.incidences:
        found = _incidences(units, results, outcome)
        groups = [
            Group(i.reports, i.n, max(one.workers or 0, i.n))
            for one, i in zip(units, found, strict=True)
        ]
        reports = sum(one.reports for one in found)
        row = _incidence_row(outcome, groups, reports, results.model.minimum_cell)
        if row is not None:
            rows.append(row)
    return tuple(rows)


def _incidence_row(
    outcome: Outcome, groups: Sequence[Group], reports: int, minimum: int
) -> views.Incidence | None:
    """One indicator, blurred where few workers would make a single one visible.

    Of fewer than fifty, nobody and one worker look the same, and so do all and all but
    one: the page prints a share of 0 as "< 10 %" and of 1 as "> 90 %".
    """
    pooled = pool(groups)
    if pooled is None:
        return None
    n, share, interval = pooled.n, pooled.share, pooled.interval
    row = views.Incidence(outcome.title, n, share, kind=_kind(outcome.id))
    if n < minimum:
        return replace(row, share=withheld(n, minimum))
    if n < FEW and not 2 <= reports <= n - 2:
        if n <= FEWEST_PERCENT:
            few = "nobody or one worker reports it"
            most = "all or all but one report it"
            reason = few if reports < n / 2 else most
            return replace(row, share=views.Withheld(reason))
        either = [wilson(k, n) for k in ((0, 1) if reports < n / 2 else (n - 1, n))]
        share = 0.0 if reports < n / 2 else 1.0
        low, high = min(i.low for i in either), max(i.high for i in either)
        low, high = (0.0, high) if share == 0 else (low, 1.0)
        return replace(row, share=share, low=low, high=high)
    return replace(
        row, reports=reports, low=interval.low, high=interval.high, share=share
    )


def _incidences(
    units: Sequence[Assessment], results: Results, outcome: Outcome
) -> list[Incidence]:
    tables = [results.table([one]) for one in units]
    return [
        incidence(table, outcome.asked, outcome.condition, one.workers)
        for one, table in zip(units, tables, strict=True)
        if table is not None
    ]


def cost_pictures(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Costs, ...]:
    """Who paid for recruitment, one picture per currency."""
    table = results.table(heard_together(units, results.model.minimum_cell))
    if table is None or results.worker is None:
        return ()
    found = worker_costs(table, results.worker)
    employer = employer_pays(units)
    total, unit = _employer_total(units)
    return tuple(
        replace(
            _costs(costs, employer, results.model),
            employer_total=total,
            employer_unit=unit,
        )
        for costs in found
    )


def _hidden_categories(costs: WorkerCosts) -> frozenset[str]:
    """Categories whose mean would tell what one or two workers paid.

    Where that is a single one, the next smallest is hidden too: else the total less
    the others would give it away. Source: SDC Handbook, dominance and complementary
    suppression.
    """
    few = {c for c, n in costs.payers.items() if 0 < n < SAFE_BIN}
    others = sorted(
        (mean, category)
        for category, mean in costs.means.items()
        if category not in few and mean
    )
    if len(few) == 1 and others:
        few.add(others[0][1])
    return frozenset(few)


def _employer_total(units: Iterable[Assessment]) -> tuple[float | None, str]:
    """Mean cost per worker as management states it, weighted by workers.

    None where nobody states one, or where they are of several currencies.
    """
    stated = [
        (float(answer.value), one.workers or 0, one.unit.own.currency)
        for one in units
        if (answer := one.unit.answer(EMPLOYER_TOTAL)) is not None
        and answer.given == "answered"
    ]
    workers = sum(n for _, n, _ in stated)
    if not workers or len({currency for *_, currency in stated}) > 1:
        return None, ""
    return sum(value * n for value, n, _ in stated) / workers, stated[0][2]


def _costs(
    costs: WorkerCosts, employer: Mapping[str, views.EmployerPays], model: ScoringModel
) -> views.Costs:
    labels = {c: label for c, (_, label) in CATEGORIES.items()}
    employer_only = tuple(
        (labels[c], said) for c, said in employer.items() if said != "not_asked"
    )
    if costs.n < model.minimum_cell:
        small = withheld(costs.n, model.minimum_cell)
        return views.Costs(costs.currency, costs.n, small, employer_only=employer_only)
    few = _hidden_categories(costs)
    rows = tuple(
        views.CostRow(
            group,
            label,
            None if category in few else costs.means[category],
            employer[category],
            few=category in few,
        )
        for category, (group, label) in CATEGORIES.items()
    )
    enough = costs.n_months >= model.minimum_cell
    return views.Costs(
        unit=costs.currency,
        n=costs.n,
        rows=rows,
        worker_total=costs.mean,
        employer_only=employer_only,
        months_of_pay=costs.months_of_pay if enough else None,
    )


def employer_pays(units: Iterable[Assessment]) -> dict[str, views.EmployerPays]:
    """What management says it pays in full, per cost category, over all corridors."""
    answers = [one.unit.answer(EMPLOYER_PAYS) for one in units]
    given = [a for a in answers if a is not None and a.given == "answered"]
    found: dict[str, views.EmployerPays] = {}
    for category in CATEGORIES:
        tick = _TICKS.get(category)
        ticked = sum(tick in answer.value.split() for answer in given)
        if tick is None or not any(answers):
            found[category] = "not_asked"
        elif not given:
            found[category] = "unknown"
        elif ticked == len(given):
            found[category] = "yes"
        else:
            found[category] = "some" if ticked else "no"
    return found


def payment_pictures(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Payments | views.Withheld, ...]:
    minimum = results.model.minimum_cell
    table = results.table(heard_together(units, minimum))
    if table is None or results.worker is None:
        return ()
    return tuple(
        bin_payments(costs.totals, costs.currency, minimum_cell=minimum)
        for costs in worker_costs(table, results.worker)
    )


def interviews_heard(units: Sequence[Assessment], results: Results) -> views.Interviews:
    table = results.table(units)
    workers = [one.workers for one in units if one.workers is not None]
    days: list[str] = []
    if table is not None and "interviewed_on" in table:
        days = sorted(str(day) for day in table["interviewed_on"].dropna())
    return views.Interviews(
        n=sum(one.heard.n for one in units),
        workers=sum(workers) if workers else None,
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
