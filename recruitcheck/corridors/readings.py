"""What facts say of one indicator: its risk, how much is known, and the reason why.

Shares run from 0 (low risk) to 1. What is not known has no value and says what would
fill it.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import country_name
from recruitcheck.corridors.fact_words import said, when
from recruitcheck.corridors.facts import ANY, Fact, Facts, pair
from recruitcheck.corridors.indicators import INDICATORS
from recruitcheck.corridors.risk_kernel import goalpost, on_lines
from recruitcheck.corridors.risk_model import RiskModel


@dataclass(frozen=True, slots=True)
class Reading:
    """One indicator of one country or corridor.

    `value` is None where nothing is known; `known` is 1 where all is known, and less
    where a figure only covers more than this corridor. `low` and `high` hold what it
    can still become. `unknown` says what to look up, '' where nothing is missing.
    """

    indicator: str
    title: str
    words: str
    value: float | None = None
    known: float = 0.0
    low: float = 0.0
    high: float = 1.0
    facts: tuple[Fact, ...] = ()
    unknown: str = ""


def read_origin(facts: Facts, country: str, model: RiskModel) -> tuple[Reading, ...]:
    """The indicators of an origin, in the order of the model's weights."""
    return (
        _coded(facts, "tip_tier", country, model),
        _governance(facts, country, model.governance_origin, model),
        _coded(facts, "fee_law_origin", country, model),
        _ratifications(facts, country, model),
    )


def read_destination(
    facts: Facts, country: str, model: RiskModel
) -> tuple[Reading, ...]:
    """The indicators of a destination, in the order of the model's weights."""
    return (
        _coded(facts, "tip_tier", country, model),
        _governance(facts, country, model.governance_destination, model),
        _coded(facts, "fee_law_destination", country, model),
        _ratifications(facts, country, model),
        _coded(facts, "employer_tied", country, model),
    )


def read_pair(
    facts: Facts, corridor: Corridor, model: RiskModel
) -> tuple[Reading, ...]:
    """The indicators of the corridor itself, in the order of the model's weights."""
    return (
        _cost(facts, corridor, model),
        _coded(facts, "bilateral_agreement", str(corridor), model),
    )


def _coded(facts: Facts, indicator: str, about: str, model: RiskModel) -> Reading:
    """A word on a scale; of several rules the worst counts, whatever its scope."""
    kind = INDICATORS[indicator]
    scale = getattr(model.scales, indicator)
    found = facts.find(indicator, about)
    counting = [fact for fact in found if fact.value in scale]
    if not counting:
        return Reading(indicator, kind.title, "not known", unknown=kind.filled_by)
    worst = max(counting, key=lambda fact: float(scale[fact.value]))
    value = scale[worst.value] / 100
    words = f"{said(worst)} ({when(worst)})"
    if len({fact.value for fact in counting}) > 1:
        words += ", the worst of several rules"
    return Reading(
        indicator, kind.title, words, value, 1.0, value, value, tuple(counting)
    )


def _governance(
    facts: Facts, country: str, names: Sequence[str], model: RiskModel
) -> Reading:
    """The mean of percentile ranks; each that is missing leaves a share unknown."""
    found = [fact for name in names if (fact := facts.one(name, country))]
    missing = [name for name in names if not facts.one(name, country)]
    unknown = " and ".join(INDICATORS[name].filled_by for name in missing)
    if not found:
        return Reading("governance", "governance", "not known", unknown=unknown)
    best, worst = model.percentile_goalposts
    risks = [goalpost(fact.number, best, worst) for fact in found]
    ranks = ", ".join(
        f"{INDICATORS[fact.indicator].title} {fact.number:.0f}" for fact in found
    )
    years = sorted({fact.reference for fact in found})
    return Reading(
        "governance",
        "governance",
        f"percentile rank in the world, 100 is best: {ranks} ({', '.join(years)})",
        sum(risks) / len(risks),
        len(found) / len(names),
        sum(risks) / len(names),
        (sum(risks) + len(missing)) / len(names),
        tuple(found),
        unknown,
    )


def _ratifications(facts: Facts, country: str, model: RiskModel) -> Reading:
    """The share not ratified of those known; too few say nothing, but bound it."""
    every = [f"ratification_{code}" for code in model.instruments]
    found = [fact for name in every if (fact := facts.one(name, country))]
    lacking = [fact for fact in found if fact.value != "ratified"]
    missing = [name for name in every if not facts.one(name, country)]
    low = len(lacking) / len(every)
    high = (len(lacking) + len(missing)) / len(every)
    unknown = ", ".join(name.partition("_")[2] for name in missing)
    if missing:
        unknown = f"the depositaries' lists of parties to {unknown}"
    title = "ratifications"
    if len(found) < model.least_ratifications:
        words = f"only {len(found)} of {len(every)} instruments known"
        return Reading(
            "ratifications",
            title,
            words if found else "not known",
            low=low,
            high=high,
            facts=tuple(found),
            unknown=unknown,
        )
    names = ", ".join(fact.indicator.partition("_")[2] for fact in lacking)
    words = f"{len(lacking)} of {len(found)} known instruments not ratified"
    return Reading(
        "ratifications",
        title,
        f"{words}: {names}" if names else words,
        len(lacking) / len(found),
        1.0,
        low,
        high,
        tuple(found),
        unknown,
    )


def _cost(facts: Facts, corridor: Corridor, model: RiskModel) -> Reading:
    """Months of earnings of this corridor, else of its origin or destination as a whole.

    A figure for a whole country counts for less, and bounds nothing.
    """
    name = "worker_paid_cost_months"
    title, filled_by = "worker-paid cost", INDICATORS[name].filled_by
    own, *wider = ([*facts.find(name, about)] for about in pair(corridor))
    own = [fact for fact in own if fact.grade in model.cost_grades]
    if own:
        value = cost_share(own[0], model)
        words = f"workers pay {said(own[0])} ({when(own[0])})"
        return Reading(
            "worker_paid_cost", title, words, value, 1.0, value, value, (own[0],)
        )
    found = [f for some in wider for f in some if f.grade in model.cost_grades]
    if not found:
        words = "not known in months of earnings"
        return Reading("worker_paid_cost", title, words, unknown=filled_by)
    worst = max(found, key=lambda fact: cost_share(fact, model))
    words = f"{_whose(worst)} pay {said(worst)} ({when(worst)}), which counts half"
    return Reading(
        "worker_paid_cost",
        title,
        words,
        cost_share(worst, model),
        model.aggregate_credit,
        facts=tuple(found),
        unknown=filled_by,
    )


def cost_share(fact: Fact, model: RiskModel) -> float:
    """The risk of a number of months of earnings."""
    points = [(month, risk / 100) for month, risk in model.scales.cost_months]
    return on_lines(fact.number, points)


def _whose(fact: Fact) -> str:
    origin, _, destination = fact.about.partition("-")
    if destination == ANY:
        return f"workers from {country_name(origin)}, all destinations taken together,"
    return f"workers in {country_name(destination)}, all origins taken together,"
