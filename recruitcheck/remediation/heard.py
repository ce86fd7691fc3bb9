"""What interviewed workers say about money, one record an interview, no name anywhere.

Records of single workers: they never leave this room, only figures over enough of them
do.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from recruitcheck.corridors.costs import CATEGORIES, RECURRING, REPAID, TOTAL
from recruitcheck.questionnaires.questionnaire import RESERVED, Questionnaire
from recruitcheck.remediation.claims import MONTHS_A_YEAR, NOTHING, Claim

if TYPE_CHECKING:
    import pandas as pd

STARTED, RECEIPTS = "W-PRO-03", "W-FEE-17"
BORROWED, STILL_OWED, MONTHLY = "W-DEBT-02", "W-DEBT-03", "W-DEBT-04"
PERCENT = Decimal(100)


@dataclass(frozen=True, slots=True)
class Heard:
    """One worker: whom the worker came with and when, and the claim.

    `recruiter` '' where the worker named none, `started` None where not known. `owing`:
    whether anything is owed without interest.
    """

    recruiter: str
    started: date | None
    interviewed: date | None
    claim: Claim
    owing: bool = False

    @property
    def year(self) -> int | None:
        return self.started.year if self.started else None


def heard_workers(
    table: "pd.DataFrame", questionnaire: Questionnaire, *, on: date
) -> tuple[Heard, ...]:
    """Every interview that says what the worker paid, also if that is nothing.

    Paid is the larger of the total and the sum of its items, and what the worker has
    paid since to keep the job. Interest on a loan runs from the start of the job to the
    interview while something is owed; of a loan paid off nobody knows how long it ran,
    and nothing is counted. `on`: the day that what is owed is worked out for.
    """
    costs: dict[str, list[str]] = {}
    for question in questionnaire:
        if question.cost and question.id in table:
            costs.setdefault(question.cost, []).append(question.id)
    wanted = {name for names in costs.values() for name in names}
    wanted |= {STARTED, RECEIPTS, BORROWED, STILL_OWED, MONTHLY}
    wanted |= {"recruiter_id", "interviewed_on", "cost_currency"}
    names = [name for name in table if name in wanted]
    rows = zip(*(table[name].astype(object) for name in names), strict=True)
    found = [_heard(dict(zip(names, row, strict=True)), costs, on) for row in rows]
    return tuple(one for one in found if one is not None)


def _heard(
    row: Mapping[str, object], costs: Mapping[str, list[str]], on: date
) -> Heard | None:
    currency = _text(row.get("cost_currency"))
    total = _amount(row, costs.get(TOTAL, []))
    items = _amount(row, [i for name in CATEGORIES for i in costs.get(name, [])])
    if not currency or (total is None and items is None):
        return None
    recurring = _amount(row, costs.get(RECURRING, [])) or NOTHING
    started, interviewed = _day(row.get(STARTED)), _day(row.get("interviewed_on"))
    debt = _amount(row, [STILL_OWED]) or NOTHING
    monthly = (_amount(row, [MONTHLY]) or NOTHING) / PERCENT
    borrowed = _amount(row, [BORROWED]) or NOTHING
    months = _months(started, interviewed) if debt else 0
    claim = Claim(
        currency=currency,
        paid=max(total or NOTHING, items or NOTHING) + recurring,
        loan_interest=borrowed * monthly * months,
        repaid=_amount(row, costs.get(REPAID, [])) or NOTHING,
        days=max(0, (on - started).days) if started else 0,
        debt=debt,
        monthly=monthly,
        receipts=_text(row.get(RECEIPTS)) == "all",
    )
    return Heard(_text(row.get("recruiter_id")), started, interviewed, claim)


def _text(value: object) -> str:
    return value if isinstance(value, str) and value not in RESERVED else ""


def _amount(row: Mapping[str, object], names: list[str]) -> Decimal | None:
    """The sum of these answers; None where none of them is an amount."""
    found = [Decimal(text) for name in names if (text := _text(row.get(name)))]
    return sum(found, NOTHING) if found else None


def _day(value: object) -> date | None:
    text = _text(value)
    return date.fromisoformat(text) if text else None


def _months(first: date | None, last: date | None) -> int:
    """Whole months between two days, 0 where one is not known."""
    if first is None or last is None:
        return 0
    months = (last.year - first.year) * MONTHS_A_YEAR + last.month - first.month
    return max(0, months - (last.day < first.day))
