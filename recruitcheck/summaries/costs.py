"""What recruitment cost the workers, as a page may print it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from recruitcheck.corridors.costs import CATEGORIES
from recruitcheck.corridors.privacy import Block, Cell, hidden, two_digits
from recruitcheck.results import Results
from recruitcheck.summaries.paying_blocks import (
    ShownBlocks,
    payments_by_cell,
    sure_payers,
    without_currency,
)
from recruitcheck.summaries.payments import Payment, payments
from recruitcheck.summaries.samples import interviewed


@dataclass(frozen=True, slots=True)
class CategoryTold:
    """Mean cost of one category per worker asked, those who paid nothing too.

    None where nobody was asked, or where `few`: by too few workers to show. `partly`:
    what workers paid where only a few paid for it is left out, so it is the least that
    the mean can be.
    """

    mean: float | None
    few: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class CostsTold:
    """What interviewed workers paid, in one currency; amounts to two digits.

    n         workers the figures rest on, in whole blocks; 0: none may be shown
    heard     workers who named an amount in this currency, those withheld too
    few       fewer than three of them paid anything: no amount is shown
    mean      per worker, those who paid nothing too; None where withheld
    repaid_most  more than half of those who paid, the minimum cell at least, say that
              they got all of it back. No number goes with it: it would be about a part
              of a block
    """

    currency: str
    n: int
    heard: int
    few: bool = False
    mean: float | None = None
    repaid_most: bool = False
    categories: Mapping[str, CategoryTold] | None = None


def costs_told(wanted: Collection[Cell], results: Results) -> tuple[CostsTold, ...]:
    """Costs by currency, most interviews first; empty where nobody named an amount."""
    found = interviewed(results)
    if found is None:
        return ()
    cells, all_ = frozenset(wanted), payments(results)
    currencies = sorted(
        {
            one.currency
            for cell, one in zip(found.cells, all_, strict=True)
            if one is not None and cell in cells
        }
    )
    told_ = [_costs(cells, name, results) for name in currencies]
    return tuple(sorted(told_, key=lambda one: (-one.heard, one.currency)))


def shown_payments(
    wanted: Collection[Cell], currency: str, results: Results
) -> list[list[Payment]]:
    """The workers whose payments make the figures of a currency, one list a block."""
    found = interviewed(results)
    if found is None:
        return []
    by_cell = payments_by_cell(found, payments(results))
    shown = _of_currency(wanted, by_cell, currency, results)
    return [_paid_in(currency, block, by_cell) for block in shown.counted]


def leaves_few_out(wanted: Collection[Cell], results: Results) -> bool:
    """Whether a few workers of these cells named a total but no currency.

    Exact counts of the others, less the share of all who paid, would tell of them.
    """
    few = without_currency(results)
    return any(
        0 < len(few[cell]) < results.model.minimum_cell
        for cell in wanted
        if cell in few
    )


def _paid_in(
    currency: str, block: Block, by_cell: Mapping[Cell, Sequence[Payment]]
) -> list[Payment]:
    every = (one for cell in sorted(block) for one in by_cell[cell])
    return [one for one in every if one.currency == currency]


def _of_currency(
    wanted: Collection[Cell],
    by_cell: Mapping[Cell, Sequence[Payment]],
    currency: str,
    results: Results,
) -> ShownBlocks:
    """Blocks of workers with amounts in a currency.

    Where only a few of a cell used another, how many of them paid could be worked out
    from the share of all who did: then the cell shows no amounts.
    """
    sizes, payers = {}, {}
    minimum, without = results.model.minimum_cell, without_currency(results)
    for cell, own in by_cell.items():
        same = [one for one in own if one.currency == currency]
        rest = len(own) - len(same)
        sizes[cell] = 0 if 0 < rest < minimum else len(same)
        paid = sum(one.total > 0 for one in same)
        payers[cell] = sure_payers(paid, without.get(cell, ()), minimum)
    return ShownBlocks.of(wanted, sizes, payers, minimum)


def _costs(wanted: frozenset[Cell], currency: str, results: Results) -> CostsTold:
    found, minimum = interviewed(results), results.model.minimum_cell
    by_cell = {} if found is None else payments_by_cell(found, payments(results))
    heard = sum(
        one.currency == currency for cell in wanted for one in by_cell.get(cell, ())
    )
    shown = _of_currency(wanted, by_cell, currency, results)
    parts = [_paid_in(currency, block, by_cell) for block in shown.together]
    own = [one for part in parts for one in part]
    if not own:
        return CostsTold(currency, 0, heard)
    if not shown.enough:
        return CostsTold(currency, len(own), heard, few=True)
    return CostsTold(
        currency,
        len(own),
        heard,
        mean=two_digits(fmean([float(one.total) for one in own])),
        repaid_most=_repaid_most(own, minimum),
        categories=_categories(parts, minimum),
    )


def _repaid_most(own: Sequence[Payment], minimum: int) -> bool:
    payers = [one for one in own if one.total > 0]
    return len(payers) >= minimum and 2 * sum(o.got_back for o in payers) > len(payers)


def _categories(
    parts: Sequence[Sequence[Payment]], minimum: int
) -> dict[str, CategoryTold]:
    """Of each category the sum of what the blocks may tell of it, over all asked.

    What a block may tell depends on the block alone. So the amounts of two pages differ
    by amounts of whole blocks, each nobody's or of three workers who paid or more.
    """
    open_ = [_open_categories(part, minimum) for part in parts]
    return {c: _category(c, parts, open_, minimum) for c in CATEGORIES}


def _category(
    category: str,
    parts: Sequence[Sequence[Payment]],
    open_: Sequence[Collection[str]],
    minimum: int,
) -> CategoryTold:
    amounts = [_amounts(category, part) for part in parts]
    asked = sum(map(len, amounts))
    told_: list[float] = []
    held: list[float] = []
    for block, free in zip(amounts, open_, strict=True):
        (told_ if category in free else held).extend(block.values())
    paid, partly = any(told_), any(held)
    if asked < minimum or (partly and not paid):
        return CategoryTold(None, few=paid or partly)
    return CategoryTold(two_digits(math.fsum(told_) / asked), partly=partly)


def _open_categories(part: Sequence[Payment], minimum: int) -> frozenset[str]:
    """Categories of which a block may tell what its workers paid, or that nobody did."""
    means: dict[str, float | None] = {}
    payers: dict[str, list[int]] = {}
    for category in CATEGORIES:
        known = _amounts(category, part)
        payers[category] = [at for at, value in known.items() if value > 0]
        means[category] = fmean([*known.values()]) if len(known) >= minimum else None
    few = hidden(means, payers)
    return frozenset(
        c
        for c in CATEGORIES
        if c not in few and (means[c] is not None or not payers[c])
    )


def _amounts(category: str, part: Sequence[Payment]) -> dict[int, float]:
    """What each worker paid, by position, of those who said."""
    return {
        at: float(amount)
        for at, one in enumerate(part)
        if (amount := one.items[category]) is not None
    }
