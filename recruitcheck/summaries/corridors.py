"""One corridor: how its suppliers recruit, what workers report, what risk is left."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.forced_labour import (
    IndicatorRules,
    asked_and_reported,
    reporting_several,
)
from recruitcheck.corridors.outcomes import Told, told, upper_bound
from recruitcheck.corridors.privacy import Cell, blocks, whole
from recruitcheck.corridors.residual import (
    OUTCOMES,
    Harm,
    Outcome,
    Practice,
    Residual,
    ResidualRules,
    harm,
    practice,
    residual,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment, Network
from recruitcheck.summaries.breakdowns import Dimension, PartTold, breakdowns
from recruitcheck.summaries.costs import (
    CostsTold,
    costs_told,
)
from recruitcheck.summaries.months import MonthsTold, months_bound, months_told
from recruitcheck.summaries.samples import (
    Interviewed,
    cell_of,
    interviewed,
    outcome_samples,
)


@dataclass(frozen=True, slots=True)
class IndicatorTold:
    """One ILO indicator of forced labour, "reported by n of m interviewed workers".

    `clause` is its id in the crosswalk and `title` what that calls it. `told` is None
    where nobody was asked about it.
    """

    clause: str
    title: str
    told: Told | None


@dataclass(frozen=True, slots=True)
class CorridorSummary:
    """What one corridor comes to; every figure of workers may be shown as it is.

    interviews  workers interviewed; `counted` of them are in figures
    practice    None where no migrant worker is known of
    outcomes    by incidence of the model; None where nobody was asked
    costs       one per currency; empty where nobody named an amount
    months      None where nobody named an amount
    indicators  in the order of the rules; `several` counts workers who report several
    breakdowns  only those that may be shown
    harm        0-100 to one decimal; None without worker voice
    last_harm   the same of the latest earlier cycle that is not too old
    residual    None where inherent risk is not known
    """

    corridor: Corridor
    interviews: int
    counted: int
    practice: Practice | None
    outcomes: Mapping[str, Told | None]
    costs: tuple[CostsTold, ...]
    months: MonthsTold | None
    indicators: tuple[IndicatorTold, ...]
    several: Told | None
    breakdowns: Mapping[Dimension, tuple[PartTold, ...]]
    harm: float | None
    last_harm: float | None
    residual: Residual | None


def corridor_summary(
    corridor: Corridor,
    results: Results,
    risk: float | None = None,
    *,
    on: date | None = None,
) -> CorridorSummary:
    """The summary of a corridor from every supplier's latest cycle.

    `risk` is inherent risk 0-100, None where it is not known. `on` is the day from which
    earlier harm is counted back, by default that of the latest return.
    """
    units = results.corridors.get(corridor, ())
    rules = results.corridor_model.residual
    indicator_rules = results.corridor_model.forced_labour
    found = interviewed(results)
    cells = [cell_of(one) for one in units]
    minimum = results.model.minimum_cell
    did = practice((one.workers, one.score) for one in units)
    hurt = _harm(cells, results, rules)
    last = _last_harm(corridor, results, rules, on or _today(units))
    sizes = {} if found is None else found.sizes()
    counted = frozenset().union(*whole(cells, blocks(sizes, minimum)))
    left = None
    if risk is not None:
        left = residual(
            risk,
            None if did is None else did.assured,
            None if hurt is None else hurt.value,
            rules,
            last_harm=last,
        )
    return CorridorSummary(
        corridor,
        interviews=sum(sizes.get(cell, 0) for cell in cells),
        counted=sum(sizes.get(cell, 0) for cell in counted),
        practice=did,
        outcomes=_outcomes(found, cells, results),
        costs=costs_told(cells, results),
        months=months_told(cells, results),
        indicators=_indicators(found, cells, results, indicator_rules),
        several=_several(found, cells, indicator_rules, minimum),
        breakdowns=breakdowns(corridor, results),
        harm=None if hurt is None else _one_decimal(hurt.value),
        last_harm=None if last is None else _one_decimal(last),
        residual=left if left is None else _as_shown(left),
    )


def _one_decimal(value: float) -> float:
    return round(value, 1)


def _as_shown(left: Residual) -> Residual:
    """Harm to one decimal: exactly, it could be taken apart into what workers said."""
    return replace(
        left,
        harm=None if left.harm is None else _one_decimal(left.harm),
        after_practice=_one_decimal(left.after_practice),
    )


def _today(units: Iterable[Assessment]) -> date | None:
    return max((d for one in units if (d := one.unit.own.dated)), default=None)


def _outcomes(
    found: Interviewed | None, cells: Collection[Cell], results: Results
) -> dict[str, Told | None]:
    minimum = results.model.minimum_cell
    return {
        outcome.id: None
        if found is None
        else told(outcome_samples(found, outcome), cells, minimum)
        for outcome in results.model.incidences
    }


def _indicators(
    found: Interviewed | None,
    cells: Collection[Cell],
    results: Results,
    rules: IndicatorRules,
) -> tuple[IndicatorTold, ...]:
    clauses, minimum = results.clauses, results.model.minimum_cell
    return tuple(
        IndicatorTold(
            one.id,
            clauses[one.id].title if one.id in clauses else one.id,
            None
            if found is None
            else told(
                found.samples(*asked_and_reported(found.table, one)), cells, minimum
            ),
        )
        for one in rules.indicators
    )


def _several(
    found: Interviewed | None,
    cells: Collection[Cell],
    rules: IndicatorRules,
    minimum: int,
) -> Told | None:
    if found is None:
        return None
    return told(found.samples(*reporting_several(found.table, rules)), cells, minimum)


def _harm(
    cells: Collection[Cell], results: Results, rules: ResidualRules
) -> Harm | None:
    """Harm over the interviews that may be counted; None without worker voice."""
    found = interviewed(results)
    if found is None:
        return None
    by_id = {outcome.id: outcome for outcome in results.model.incidences}
    minimum = results.model.minimum_cell
    upper: dict[Outcome, float | None] = {
        k: upper_bound(outcome_samples(found, by_id[k]), cells, minimum)
        for k in OUTCOMES
        if k in by_id
    }
    upper["cost"] = months_bound(cells, results)
    return harm(upper, rules)


def _last_harm(
    corridor: Corridor, results: Results, rules: ResidualRules, on: date | None
) -> float | None:
    """Harm in the latest earlier cycle of the corridor that is not too old."""
    if on is None or results.interviews is None:
        return None
    latest = {one.unit.key for one in results.corridors.get(corridor, ())}
    earlier: dict[str, list[Assessment]] = {}
    for one in results.network.of("supplier"):
        if one.corridor == corridor and one.unit.key not in latest:
            earlier.setdefault(one.cycle, []).append(one)
    for cycle in sorted(earlier, reverse=True):
        then = _of_cycle(results, cycle)
        days = [str(day) for day in _days(then, corridor)]
        if days and _months_between(max(days), on) <= rules.memory_months:
            cells = [cell_of(one) for one in earlier[cycle]]
            hurt = _harm(cells, then, rules)
            if hurt is not None:
                return hurt.value
    return None


def _of_cycle(results: Results, cycle: str) -> Results:
    """The results as they would be if that cycle were the latest."""
    own = tuple(a for a in results.network.assessments if a.cycle == cycle)
    network = Network(results.model, own, results.network.rules)
    return replace(results, network=network)


def _days(results: Results, corridor: Corridor) -> Sequence[object]:
    found = interviewed(results)
    if found is None or "interviewed_on" not in found.table:
        return ()
    rows = [at for at, c in enumerate(found.cells) if c.corridor == str(corridor)]
    return list(found.table["interviewed_on"].iloc[rows].dropna())


def _months_between(earlier: str, later: date) -> float:
    return (later - date.fromisoformat(earlier)).days / 30.4375
