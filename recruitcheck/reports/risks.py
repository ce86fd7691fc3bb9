"""The risk of a corridor as its page shows it: what is known, and what is left of it."""

from collections.abc import Sequence
from dataclasses import replace

from recruitcheck.corridors.fact_words import citations
from recruitcheck.corridors.facts import Fact
from recruitcheck.corridors.outcomes import Told
from recruitcheck.corridors.residual import Binding, Residual
from recruitcheck.corridors.risk import InherentRisk, RiskPart
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.reports import views
from recruitcheck.reports.charts.numbers import money
from recruitcheck.reports.rules import fact_rows
from recruitcheck.reports.worker_parts import limit_words, withheld
from recruitcheck.results import Results
from recruitcheck.summaries.breakdowns import DIMENSIONS, Dimension, PartTold
from recruitcheck.summaries.corridors import CorridorSummary, IndicatorTold

_WHY: dict[Binding, str] = {
    "inherent risk after practice": "Inherent risk, less what the practice of suppliers"
    " takes away, decides: workers report less harm than that.",
    "observed harm": "What workers report decides: it is more than practice would leave.",
    "no worker voice: no control credit": "Too few workers were heard, so nothing is"
    " taken off for the practice of suppliers.",
    "last known harm": "Too few workers were heard now; what they reported in an earlier"
    " cycle decides.",
}
_TITLES: dict[Dimension, str] = {
    "recruiter": "By labour recruiter",
    "year": "By year of start",
    "sex": "By sex",
    "channel": "By who helped most",
}


def risk_of(
    risk: InherentRisk, others: Sequence[Fact], left: Residual | None = None
) -> views.Risk:
    """Inherent risk with every fact and source; `others` are known and weigh nothing."""
    rest = risk.besides(others)
    lines = [line for fact in (*risk.facts, *rest) for line in citations(fact)]
    sources = tuple(dict.fromkeys(lines))
    model = risk.model
    return views.Risk(
        value=risk.value,
        low=risk.low,
        high=risk.high,
        known=round(risk.completeness, 9),
        provisional=risk.provisional,
        parts=tuple(_part(part) for part in risk.parts),
        facts=fact_rows(risk.facts, sources),
        others=fact_rows(rest, sources),
        sources=sources,
        rules=f"{model.id} {model.version} ({model.hash[:8]})",
        on=risk.on.isoformat(),
        floors=risk.reasons[len(risk.parts) :],
        residual=None if left is None else _residual(left),
    )


def _residual(left: Residual) -> views.Residual:
    return views.Residual(
        left.risk, left.tier, _WHY[left.binding], left.after_practice, left.harm
    )


def _part(part: RiskPart) -> views.RiskPart:
    rows = tuple(
        views.RiskIndicator(one.title, one.value, one.words, one.unknown)
        for one in part.indicators
    )
    return views.RiskPart(
        part.title, part.value, part.weight, round(part.known, 9), rows
    )


def forced_labour_rows(
    summary: CorridorSummary, results: Results
) -> tuple[views.ForcedLabourRow, ...]:
    """The ILO indicators in their order, then workers who report several of them."""
    rows = [_indicator(one, results) for one in summary.indicators]
    if summary.several is not None:
        several = IndicatorTold("", "Several of these at once", summary.several)
        rows.append(_indicator(several, results))
    return tuple(rows)


def _indicator(one: IndicatorTold, results: Results) -> views.ForcedLabourRow:
    found = one.told
    if found is None:
        return views.ForcedLabourRow(one.title, "not asked", 0)
    row = views.ForcedLabourRow(
        one.title, _words(found, results.model.minimum_cell), found.n or found.heard
    )
    return replace(row, low=found.low, high=found.high)


def _words(found: Told, minimum: int) -> str:
    if found.n == 0:
        return f"withheld: {withheld(found.heard, minimum).reason}"
    if found.limit:
        return limit_words(found, "reports it", "report it")
    if found.reports is not None:
        return f"{found.reports} of {found.n}"
    return "" if found.share is None else f"about {100 * found.share:.0f}%"


def breakdowns_of(
    summary: CorridorSummary, results: Results
) -> tuple[views.Breakdown, ...]:
    """Workers by recruiter, year, sex and helper, where parts may be shown."""
    outcomes = results.model.incidences
    titles = tuple(outcome.title for outcome in outcomes)
    ids = [outcome.id for outcome in outcomes]
    return tuple(
        views.Breakdown(
            _TITLES[dimension],
            titles,
            tuple(_part_of(part, dimension, ids, results) for part in parts),
        )
        for dimension, parts in summary.breakdowns.items()
        if len(parts) > 1
    )


def _part_of(
    part: PartTold, dimension: Dimension, ids: Sequence[str], results: Results
) -> views.PartOfWorkers:
    return views.PartOfWorkers(
        _label(part.key, dimension, results),
        part.n,
        tuple(part.shares.get(name) for name in ids),
        "" if part.mean_cost is None else money(part.mean_cost, part.currency),
    )


def _label(key: str, dimension: Dimension, results: Results) -> str:
    """The words of an answer; a recruiter by name, others and who did not say apart."""
    if key in {"", "*"}:
        return "Others, each too few to show" if key else "Did not say"
    if dimension == "recruiter":
        return results.names.get(key, key)
    return _answer(results.worker, DIMENSIONS[dimension], key)


def _answer(worker: Questionnaire | None, question: str, key: str) -> str:
    if worker is None or question not in worker.questions:
        return key
    for choice in worker[question].choices:
        if choice.name == key:
            return next(filter(None, choice.labels.values()), key)
    return key
