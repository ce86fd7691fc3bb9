"""What is known of the rules of a corridor on both sides: no legal advice.

Every rule is a fact with a source and a date. What no fact says is a question, not "no".
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import corridor_name, country_name
from recruitcheck.corridors.facts import Fact, Facts, pair
from recruitcheck.corridors.indicators import INDICATORS, INSTRUMENTS
from recruitcheck.corridors.risk import dated
from recruitcheck.corridors.risk_model import RiskModel, shipped_risk_model

Side = Literal["origin", "destination"]
NO_ADVICE = "Facts with their sources, in our own words. This is not legal advice."


@dataclass(frozen=True, slots=True)
class CountryRules:
    """What is known of one side. `fee_rules` are those that reach this corridor.

    `other_fee_rules` are for other destinations. `tier` and `tied` are None where not
    known; `unknown_instruments` are codes of those that weigh and nobody looked up.
    """

    side: Side
    country: str
    fee_rules: tuple[Fact, ...]
    other_fee_rules: tuple[Fact, ...]
    tier: Fact | None
    tied: Fact | None
    ratified: tuple[Fact, ...]
    not_ratified: tuple[Fact, ...]
    unknown_instruments: tuple[str, ...]

    @property
    def name(self) -> str:
        return country_name(self.country)

    @property
    def facts(self) -> tuple[Fact, ...]:
        some = (fact for fact in (self.tier, self.tied) if fact is not None)
        rules = (*self.fee_rules, *self.other_fee_rules)
        return (*rules, *some, *self.ratified, *self.not_ratified)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is not known, as a question to ask, and where to look it up."""

    text: str
    look_up: str


@dataclass(frozen=True, slots=True)
class LegalContext:
    """The rules of a corridor on both sides and between them.

    `agreements` are in force or of the past, or say that there is none; `caps` the
    highest fees of the origin for this destination; `costs` what workers were found to
    pay, of the corridor itself or wider, the nearest first.
    """

    corridor: Corridor
    origin: CountryRules
    destination: CountryRules
    agreements: tuple[Fact, ...]
    caps: tuple[Fact, ...]
    costs: tuple[Fact, ...]

    @property
    def sides(self) -> tuple[CountryRules, CountryRules]:
        return self.origin, self.destination

    @property
    def agreement(self) -> Fact | None:
        """The agreement in force, or the fact that there is none; None if not known."""
        counting = (one for one in self.agreements if one.value != "historic")
        return next(counting, None)

    @property
    def facts(self) -> tuple[Fact, ...]:
        between = (*self.agreements, *self.caps, *self.costs)
        return (*self.origin.facts, *self.destination.facts, *between)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What no fact answers: a gap may be there, or none."""
        return tuple(_questions(self))


def legal_context(
    corridor: Corridor,
    facts: Facts,
    *,
    on: date | None = None,
    model: RiskModel | None = None,
) -> LegalContext:
    """What is known of both sides. With a day `on`, facts that are old are marked."""
    model = model or shipped_risk_model()

    def marked(found: Iterable[Fact]) -> tuple[Fact, ...]:
        if on is None:
            return tuple(found)
        return tuple(dated(fact, on=on, model=model) for fact in found)

    def find(indicator: str, about: str) -> tuple[Fact, ...]:
        return marked(facts.find(indicator, about))

    def side(name: Side, country: str) -> CountryRules:
        rules = find(f"fee_law_{name}", country)
        here = [one for one in rules if _reaches(one, corridor)]
        ratified = [
            fact
            for code in INSTRUMENTS
            for fact in find(f"ratification_{code}", country)
        ]
        return CountryRules(
            side=name,
            country=country,
            fee_rules=tuple(here),
            other_fee_rules=tuple(one for one in rules if one not in here),
            tier=next(iter(find("tip_tier", country)), None),
            tied=next(iter(find("employer_tied", country)), None),
            ratified=tuple(one for one in ratified if one.value == "ratified"),
            not_ratified=tuple(one for one in ratified if one.value != "ratified"),
            unknown_instruments=tuple(
                code
                for code in model.instruments
                if not facts.find(f"ratification_{code}", country)
            ),
        )

    return LegalContext(
        corridor=corridor,
        origin=side("origin", corridor.origin),
        destination=side("destination", corridor.destination),
        agreements=find("bilateral_agreement", str(corridor)),
        caps=find("fee_cap", str(corridor)),
        costs=tuple(
            fact
            for about in pair(corridor)
            for name in ("worker_paid_cost_months", "worker_paid_cost")
            for fact in find(name, about)
        ),
    )


def _reaches(rule: Fact, corridor: Corridor) -> bool:
    return not rule.destinations or corridor.destination in rule.destinations


def _questions(context: LegalContext) -> Iterable[Question]:
    names = corridor_name(context.corridor)
    for side in context.sides:
        law = INDICATORS[f"fee_law_{side.side}"].filled_by
        if not (side.fee_rules or side.other_fee_rules):
            yield Question(f"What does the law of {side.name} say about fees?", law)
    if context.agreement is None:
        text = f"Is there a labour agreement in force for {names}, and who pays by it?"
        yield Question(text, INDICATORS["bilateral_agreement"].filled_by)
    if context.destination.tied is None:
        text = f"May a migrant worker in {context.destination.name} change employer?"
        yield Question(text, INDICATORS["employer_tied"].filled_by)
    if not any(one.indicator == "worker_paid_cost_months" for one in context.costs):
        text = f"What do workers pay for {names}, in months of earnings?"
        yield Question(text, INDICATORS["worker_paid_cost_months"].filled_by)
    for side in context.sides:
        codes = ", ".join(side.unknown_instruments)
        if codes:
            text = f"Has {side.name} ratified {codes}?"
            yield Question(text, "the depositaries' lists of parties")
