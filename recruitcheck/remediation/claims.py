"""What one worker is owed.

    due = max(0, F (1 + r days / 365) + I - repaid)

F: fees and related costs (ILO definition), I: interest paid on the loan for them, r: an
interest rate a year, simple. Converted at the better of two dated rates for the worker,
and rounded up to the minor unit of the currency. Source: the method, section 7.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from recruitcheck.corridors.currencies import rounded_up
from recruitcheck.corridors.rates import Rate

DAYS_A_YEAR = 365
MONTHS_A_YEAR = 12
NOTHING = Decimal(0)

Tier = Literal["E1", "E2", "E3"]
"""E1 receipts for all; E2 like what others of the cohort paid; E3 unlike it: looked at one
by one, and never refused for that."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What one worker paid and got back, in the currency that the worker named.

    `days` since the payments were made, `debt` what is still owed to lenders and
    `monthly` the interest on it (0.03 for 3 % a month). `receipts` for all payments.
    """

    currency: str
    paid: Decimal
    loan_interest: Decimal = NOTHING
    repaid: Decimal = NOTHING
    days: int = 0
    debt: Decimal = NOTHING
    monthly: Decimal = NOTHING
    receipts: bool = False

    def before_repayment(self, annual_rate: Decimal) -> Decimal:
        """F (1 + r days / 365) + I, in the currency of the claim."""
        return self.paid + self.interest(annual_rate) + self.loan_interest

    def interest(self, annual_rate: Decimal) -> Decimal:
        """F r days / 365: what the money would have earned."""
        return self.paid * annual_rate * self.days / DAYS_A_YEAR


def amount_due(
    claim: Claim,
    rates: Sequence[Rate],
    *,
    annual_rate: Decimal = NOTHING,
    repaid: Decimal = NOTHING,
) -> Decimal:
    """What the worker is owed, in the currency that the rates lead to; 0 or more.

    `rates`: of the day of payment and of today; the one that gives more counts. All of
    a worker's claim is converted at one of them, so that whoever got everything back in
    the currency of payment is owed nothing. `repaid`: what was paid back in the
    currency of repayment. ValueError without a rate.
    """
    net = claim.before_repayment(annual_rate) - claim.repaid
    best = max(rate.convert(net) for rate in rates)
    return rounded_up(max(NOTHING, best - repaid), rates[0].quote)


def delay_cost(
    claim: Claim, rates: Sequence[Rate], *, annual_rate: Decimal = NOTHING
) -> tuple[Decimal, Decimal]:
    """What one month (a twelfth of a year) costs: interest here, and on workers' loans.

    Not rounded, in the currency that the rates lead to. Nothing where nothing is owed.
    """
    if not amount_due(claim, rates, annual_rate=annual_rate):
        return NOTHING, NOTHING
    interest = claim.paid * annual_rate / MONTHS_A_YEAR
    loan = claim.debt * claim.monthly
    return (
        max(rate.convert(interest) for rate in rates),
        max(rate.convert(loan) for rate in rates),
    )


def evidence_tier(claim: Claim, low: Decimal, high: Decimal) -> Tier:
    """How well a claim is supported.

    `low` and `high` are the 10th and 90th percentile of what those of its cohort paid
    who paid anything, in the currency of the claim.
    """
    if claim.receipts:
        return "E1"
    return "E2" if low <= claim.paid <= high else "E3"


def planned_amount(
    due: Decimal, reference: Decimal, tier: Tier, *, repaid: Decimal = NOTHING
) -> Decimal:
    """What to set aside for an interviewed worker: the reference, or more.

    Never less than a credible own claim. A claim unlike the others counts with the
    reference until somebody has looked at it. What was `repaid` (in the same currency)
    is not paid again.
    """
    rest = max(NOTHING, reference - repaid)
    return rest if tier == "E3" else max(due, rest)
