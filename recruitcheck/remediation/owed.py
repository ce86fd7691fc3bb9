"""What suppliers owe their workers, as it may be shown; nothing of few workers.

Amounts of different currencies are never added.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue
from recruitcheck.remediation.claims import NOTHING
from recruitcheck.remediation.estimates import Reference
from recruitcheck.remediation.payments import Progress

LOOK_BACK = 36  # months


@dataclass(frozen=True, slots=True)
class Terms:
    """How what is owed is worked out.

    `annual_rate`: interest a year on what workers paid, 0.06 for 6 %; none is known
    beforehand. `look_back` in months, for workers who left. `currency` of repayment;
    None for the one that most workers of a corridor name. `on`: the day that interest
    runs to; None for the day of the last interview.
    """

    reference: Reference = "p75"
    annual_rate: Decimal = NOTHING
    look_back: int = LOOK_BACK
    currency: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What workers are owed together, in one currency, to two significant digits.

    `low` and `high` are the 95 % interval of `likely`, rounded outwards; `low` is never
    below what the interviewed workers are owed themselves. `plan` is what to set aside:
    their own amounts, the reference for all others; never less than `likely`, rounded
    up. `interest` is the part of `likely` that is interest. A month of delay costs
    `delay` in interest here and `loans` on workers' own loans. None where it would tell
    what one or two workers said.
    """

    currency: str
    low: Decimal
    likely: Decimal
    high: Decimal
    plan: Decimal
    interest: Decimal | None
    delay: Decimal | None
    loans: Decimal | None


@dataclass(frozen=True, slots=True)
class CohortOwed:
    """What one cohort is owed. None wherever nobody knows, or nobody may be shown.

    `reference` is what each worker who was not interviewed is owed, rounded up to two
    digits; `confirmed` what those interviewed are owed together, rounded down; `repaid`
    what workers say they got back, expanded to all of them.
    `interviews` is None where there are fewer than the minimum cell. `why` says in
    words what is not known or not shown.
    """

    key: str
    corridors: tuple[Corridor, ...]
    recruiters: tuple[str, ...]
    years: tuple[int | None, ...]
    currency: str
    current: int | None
    former: int | None
    former_complete: bool
    interviews: int | None
    amounts: Amounts | None = None
    confirmed: Decimal | None = None
    reference: Decimal | None = None
    repaid: Decimal | None = None
    why: str = ""

    @property
    def workers(self) -> int | None:
        return None if self.current is None else self.current + (self.former or 0)


@dataclass(frozen=True, slots=True)
class SupplierOwed:
    """What one supplier owes in its latest cycle; `totals` by currency, of `cohorts`.

    Cohorts without amounts are in no total.
    """

    supplier: str
    name: str
    cycle: str
    cohorts: tuple[CohortOwed, ...]
    totals: Mapping[str, Amounts]
    progress: Progress

    @property
    def missing(self) -> tuple[CohortOwed, ...]:
        """Cohorts that are in no total."""
        return tuple(one for one in self.cohorts if one.amounts is None)


@dataclass(frozen=True, slots=True)
class Owed:
    """What every supplier owes, on which terms, and what was wrong on the way."""

    suppliers: tuple[SupplierOwed, ...]
    terms: Terms
    minimum: int
    issues: tuple[Issue, ...]
    fictional: bool
