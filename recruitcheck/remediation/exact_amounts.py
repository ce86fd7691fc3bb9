"""Amounts of single workers and of cohorts, exact.

They never leave this room: only what `shown` and `rounded_sum` make of them does.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from recruitcheck.corridors.privacy import FEW, FEWEST_PAYERS, two_digits
from recruitcheck.remediation.claims import (
    NOTHING,
    Claim,
    Tier,
    amount_due,
    delay_cost,
    evidence_tier,
    planned_amount,
)
from recruitcheck.remediation.cohorts import Cohort
from recruitcheck.remediation.conversions import Conversions
from recruitcheck.remediation.estimates import (
    Estimate,
    add_up,
    quantile,
    reference_amount,
)
from recruitcheck.remediation.owed import Amounts, Terms


@dataclass(frozen=True, slots=True)
class Due:
    """One worker's amounts in the currency of repayment, exact."""

    due: Decimal
    planned: Decimal
    interest: Decimal
    repaid: Decimal
    delay: Decimal
    loans: Decimal


_PARTS = ("interest", "delay", "loans")


@dataclass(frozen=True, slots=True)
class Worked:
    """A cohort worked out exactly; only what `shown` makes of it leaves this module."""

    dues: tuple[Due, ...]
    estimate: Estimate
    plan: Decimal

    def of_all(self, part: str) -> Decimal | None:
        """A part expanded to all workers; None where it tells of one or two."""
        told = [getattr(one, part) for one in self.dues]
        return expanded(told, self.estimate.population)


def expanded(told: Sequence[Decimal], workers: int) -> Decimal | None:
    if tells_of_few(told):
        return None
    return sum(told, NOTHING) * workers / len(told)


def tells_of_few(told: Sequence[Decimal]) -> bool:
    """Whether the sum tells of one or two; of fewer than fifty none looks like one."""
    some = sum(1 for one in told if one > 0)
    return some < FEWEST_PAYERS and not (some == 0 and len(told) >= FEW)


def rounded_sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum to two digits; None where a part may not be told."""
    known = tuple(parts)
    if None in known:
        return None
    return two_digits(sum(filter(None, known), NOTHING))


def shown(
    parts: Sequence[Worked], currency: str, annual_rate: Decimal
) -> Amounts | None:
    """The sum of cohorts as it may be shown; None of none."""
    total = add_up(one.estimate for one in parts)
    if total is None:
        return None
    sums = {part: rounded_sum(one.of_all(part) for one in parts) for part in _PARTS}
    if not annual_rate:
        sums["delay"] = NOTHING
    plan = sum((one.plan for one in parts), NOTHING)
    return Amounts(
        currency=currency,
        low=two_digits(total.low, ROUND_FLOOR),
        likely=two_digits(total.point),
        # More than one worker was heard, so that the interval is known.
        high=two_digits(total.high or total.point, ROUND_CEILING),
        plan=two_digits(plan, ROUND_CEILING),
        **sums,
    )


def dues_of(cohort: Cohort, terms: Terms, conversions: Conversions) -> tuple[Due, ...]:
    """What every worker of a cohort is owed who was heard, in its currency."""
    claims = [one.claim for one in cohort.heard]
    rates = [conversions.rates_of(one, cohort.currency) for one in cohort.heard]
    annual = terms.annual_rate
    dues = [
        amount_due(claim, at, annual_rate=annual)
        for claim, at in zip(claims, rates, strict=True)
    ]
    reference, tiers = reference_of(dues, terms), _tiers(claims)
    found = []
    for claim, at, due, tier in zip(claims, rates, dues, tiers, strict=True):
        bare = amount_due(replace(claim, loan_interest=NOTHING), at)
        delay, loans = delay_cost(claim, at, annual_rate=annual)
        repaid = max(rate.convert(claim.repaid) for rate in at)
        found.append(
            Due(
                due=due,
                planned=planned_amount(due, reference, tier, repaid=repaid),
                interest=due - bare,
                repaid=repaid,
                delay=delay,
                loans=loans,
            )
        )
    return tuple(found)


def reference_of(amounts: Sequence[Decimal], terms: Terms) -> Decimal:
    """What each worker is owed who was not heard, rounded up to two digits."""
    return two_digits(reference_amount(amounts, terms.reference), ROUND_CEILING)


def _tiers(claims: Sequence[Claim]) -> list[Tier]:
    """How well each claim of a cohort is supported, beside others in its currency."""
    paid: dict[str, list[Decimal]] = {}
    for claim in claims:
        if claim.paid:
            paid.setdefault(claim.currency, []).append(claim.paid)
    bounds = {
        name: (quantile(amounts, Decimal("0.1")), quantile(amounts, Decimal("0.9")))
        for name, amounts in paid.items()
    }
    return [
        evidence_tier(claim, *bounds[claim.currency]) if claim.paid else "E2"
        for claim in claims
    ]
