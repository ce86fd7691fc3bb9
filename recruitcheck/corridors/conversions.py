"""Costs in one currency and pay in another, brought together by the user's rates.

A form cannot know exchange rates, so a ratio of two currencies comes back unknown. It
is worked out here at the rate of the month in which the job began; without a rate in the
table it stays unknown, and an issue names the currencies and the day.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from recruitcheck.corridors.rates import Rates, missing_rate
from recruitcheck.issues import Issue

if TYPE_CHECKING:
    import pandas as pd

COST, PAY = "cost_currency", "pay_currency"
FIRST_PAY = "W-CON-06"
STARTED, ASKED = "W-PRO-03", "interviewed_on"
RATIOS: Mapping[str, str] = {"rci": "W-FEE-01", "debt_months": "W-DEBT-03"}
"""Columns that hold an amount in months of pay, and the amount."""


def decimal_of(answer: object) -> Decimal | None:
    """An amount as the table stores it; None where it is no answer."""
    if not isinstance(answer, str) or not answer or not answer[-1].isdigit():
        return None
    return Decimal(answer)


def day_of(started: object, asked: object) -> date | None:
    """The day whose rate counts: when the job began, else that of the interview."""
    for text in (started, asked):
        if isinstance(text, str) and text[:1].isdigit():
            return date.fromisoformat(text)
    return None


def with_known_months(
    table: "pd.DataFrame", rates: Rates
) -> "tuple[pd.DataFrame, tuple[Issue, ...]]":
    """The interviews with every ratio of two currencies that a rate makes known.

    The issues name each rate that was needed and not found, once.
    """
    needed = {COST, PAY, FIRST_PAY}
    if not needed <= set(table.columns):
        return table, ()
    found = table
    missing: dict[Issue, None] = {}
    for ratio, amount in RATIOS.items():
        if ratio not in table or amount not in table:
            continue
        values = table[ratio].astype(float).copy()
        for at, months in _ratios(table, amount, rates, missing):
            values.iloc[at] = months
        found = found.assign(**{ratio: values})
    return found, tuple(missing)


def _ratios(
    table: "pd.DataFrame", amount: str, rates: Rates, missing: dict[Issue, None]
) -> Iterator[tuple[int, float]]:
    """Row and months of pay, for amounts and pay of two currencies."""
    names = (COST, PAY, amount, FIRST_PAY, STARTED, ASKED)
    absent = [None] * len(table)
    columns = [table[n].astype(object) if n in table else absent for n in names]
    for at, (base, quote, owed, paid, started, asked) in enumerate(
        zip(*columns, strict=True)
    ):
        cost, pay, on = decimal_of(owed), decimal_of(paid), day_of(started, asked)
        if not _two_currencies(base, quote) or on is None or not cost or not pay:
            continue
        rate = rates.find(base, quote, on)
        if rate is None:
            missing[missing_rate(base, quote, on)] = None
        else:
            yield at, float(rate.convert(cost) / pay)


def _two_currencies(base: object, quote: object) -> bool:
    return isinstance(base, str) and isinstance(quote, str) and base != quote
