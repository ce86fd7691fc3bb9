"""What each interviewed worker paid and earned, in currencies that may be added.

Exact and one entry a worker: for this room only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from recruitcheck.corridors.conversions import (
    ASKED,
    COST,
    FIRST_PAY,
    PAY,
    STARTED,
    day_of,
    decimal_of,
)
from recruitcheck.corridors.costs import CATEGORIES, REPAID, TOTAL
from recruitcheck.corridors.rates import Rates
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.results import Results
from recruitcheck.summaries.samples import Interviewed, interviewed


@dataclass(frozen=True, slots=True)
class Payment:
    """What one worker paid for the job in `currency`, 0 for nothing.

    `items` by cost category, None where nothing of it was answered. `cost` and `pay`
    are in `pay_currency`, None where they are not known or cannot be brought together.
    `got_back`: whether at least as much was paid back; False of who paid nothing.
    """

    currency: str
    total: Decimal
    items: Mapping[str, Decimal | None]
    cost: Decimal | None
    pay: Decimal | None
    pay_currency: str
    got_back: bool = False


@lru_cache(maxsize=4)
def payments(results: Results) -> tuple[Payment | None, ...]:
    """One entry an interview of `interviewed`; None where no total is known.

    Amounts of a corridor are converted to the currency most of its workers used, where
    the user's rates allow it; others stay in their own and are never added to these.
    """
    found = interviewed(results)
    if found is None or results.worker is None:
        return ()
    raw = _raw(found, results.worker, results.rates)
    used: dict[str, Counter[str]] = {}
    for cell, one in zip(found.cells, raw, strict=True):
        if one is not None:
            used.setdefault(cell.corridor, Counter())[one[0].currency] += 1
    common = {
        corridor: min(counts, key=lambda name: (-counts[name], name))
        for corridor, counts in used.items()
    }
    return tuple(
        None if one is None else _converted(*one, common[cell.corridor], results.rates)
        for cell, one in zip(found.cells, raw, strict=True)
    )


@lru_cache(maxsize=4)
def unpriced(results: Results) -> tuple[bool | None, ...]:
    """One entry an interview: whether who named a total without a currency paid.

    None of all others: they have a payment, or named no total.
    """
    found = interviewed(results)
    if found is None or results.worker is None:
        return ()
    question = next((q.id for q in results.worker if q.cost == TOTAL), None)
    if question is None or question not in found.table:
        return (None,) * len(found.table)
    totals = [decimal_of(answer) for answer in found.table[question].astype(object)]
    return tuple(
        total > 0 if one is None and total is not None else None
        for one, total in zip(payments(results), totals, strict=True)
    )


def _raw(
    found: Interviewed, questionnaire: Questionnaire, rates: Rates
) -> list[tuple[Payment, date | None] | None]:
    table = found.table
    asked: dict[str, list[str]] = {}
    for question in questionnaire:
        if question.cost and question.id in table:
            asked.setdefault(question.cost, []).append(question.id)
    if TOTAL not in asked or COST not in table:
        return [None] * len(table)
    names = {name for group in asked.values() for name in group}
    names |= {COST, PAY, FIRST_PAY, STARTED, ASKED}
    columns = {n: list(table[n].astype(object)) for n in sorted(names) if n in table}
    return [
        _payment({name: column[at] for name, column in columns.items()}, asked, rates)
        for at in range(len(table))
    ]


def _payment(
    row: Mapping[str, object], asked: Mapping[str, list[str]], rates: Rates
) -> tuple[Payment, date | None] | None:
    total, currency = decimal_of(row[asked[TOTAL][0]]), row[COST]
    if total is None or not isinstance(currency, str):
        return None
    items = {
        category: _sum(decimal_of(row[name]) for name in asked.get(category, ()))
        for category in CATEGORIES
    }
    on = day_of(row.get(STARTED), row.get(ASKED))
    pay, quote = decimal_of(row.get(FIRST_PAY)), row.get(PAY)
    cost = None
    if pay and isinstance(quote, str):
        cost = _in(total, currency, quote, on, rates)
    quoted = quote if isinstance(quote, str) else ""
    back = _sum(decimal_of(row[name]) for name in asked.get(REPAID, ()))
    whole = back is not None and 0 < total <= back
    return Payment(currency, total, items, cost, pay or None, quoted, whole), on


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


def _in(
    amount: Decimal, base: str, quote: str, on: date | None, rates: Rates
) -> Decimal | None:
    """The amount in another currency; None without a rate of that time.

    Of nothing too: else those who paid would be lost for want of a rate, and those who
    paid nothing kept.
    """
    if base == quote:
        return amount
    rate = None if on is None else rates.find(base, quote, on)
    return None if rate is None else rate.convert(amount)


def _converted(one: Payment, on: date | None, quote: str, rates: Rates) -> Payment:
    total = _in(one.total, one.currency, quote, on, rates)
    items = {
        category: None
        if amount is None
        else _in(amount, one.currency, quote, on, rates)
        for category, amount in one.items.items()
    }
    if total is None or any(
        items[c] is None for c, amount in one.items.items() if amount is not None
    ):
        return one
    return replace(one, currency=quote, total=total, items=items)
