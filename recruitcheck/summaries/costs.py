"""What recruitment cost the workers, as a page may print it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from recruitcheck.corridors.costs import CATEGORIES
from recruitcheck.corridors.months_of_pay import MonthsOfPay, months_of_pay
from recruitcheck.corridors.outcomes import Sample, Told, stratum, told
from recruitcheck.corridors.privacy import (
    FEWEST_PAYERS,
    Block,
    Cell,
    blocks,
    hidden,
    least_payers,
    money_blocks,
    told_amounts,
    two_digits,
    whole,
)
from recruitcheck.results import Results
from recruitcheck.scoring.intervals import Z95
from recruitcheck.summaries.payments import Payment, payments, unpriced
from recruitcheck.summaries.samples import Interviewed, interviewed


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


@dataclass(frozen=True, slots=True)
class MonthsTold:
    """Recruitment cost in months of pay (SDG 10.7.1), to two digits.

    n         workers whose cost and pay are known, in whole blocks; 0: none shown
    heard     workers whose cost and pay are known
    without_pay  workers whose cost is known and whose pay is not: they are left out
    few       fewer than three of them paid anything: no months are shown but quartiles
              that are all 0
    parts     blocks that the figures are made of; never more than suppliers
    above_one_month  share of these workers, not weighted by suppliers, as `Told`
    ratio_of_means   mean cost over mean pay, not the mean; None also where the pay is
                     of several currencies
    """

    n: int
    heard: int
    without_pay: int
    parts: int = 0
    few: bool = False
    mean: float | None = None
    lower_quartile: float | None = None
    median: float | None = None
    upper_quartile: float | None = None
    fourth_quintile: float | None = None
    above_one_month: Told | None = None
    ratio_of_means: float | None = None


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


@dataclass(frozen=True, slots=True)
class _Shown:
    """The blocks behind figures of money: of `sizes` workers each, of whom some paid.

    `together` are the same workers in blocks of which no fewer than three paid, or
    nobody: what is said of amounts is said of whole ones.
    """

    counted: tuple[Block, ...]
    together: tuple[Block, ...]
    sizes: Mapping[Cell, int]
    payers: Mapping[Cell, int]

    @classmethod
    def of(
        cls,
        wanted: Collection[Cell],
        sizes: Mapping[Cell, int],
        payers: Mapping[Cell, int],
        minimum: int,
    ) -> "_Shown":
        parts = blocks(sizes, minimum)
        together = whole(wanted, money_blocks(parts, payers))
        counted = whole(frozenset().union(*together), parts)
        return cls(counted, together, sizes, payers)

    @property
    def enough(self) -> bool:
        """Whether three of them paid, as far as anything else that is shown can tell."""
        return (
            sum(
                least_payers(
                    sum(self.payers[cell] for cell in block),
                    sum(self.sizes[cell] for cell in block),
                )
                for block in self.counted
            )
            >= FEWEST_PAYERS
        )


def shown_payments(
    wanted: Collection[Cell], currency: str, results: Results
) -> list[list[Payment]]:
    """The workers whose payments make the figures of a currency, one list a block."""
    found = interviewed(results)
    if found is None:
        return []
    by_cell = _by_cell(found, payments(results))
    shown = _of_currency(wanted, by_cell, currency, results)
    return [_paid_in(currency, block, by_cell) for block in shown.counted]


def leaves_few_out(wanted: Collection[Cell], results: Results) -> bool:
    """Whether a few workers of these cells named a total but no currency.

    Exact counts of the others, less the share of all who paid, would tell of them.
    """
    few = _without_currency(results)
    return any(
        0 < len(few[cell]) < results.model.minimum_cell
        for cell in wanted
        if cell in few
    )


def _without_currency(results: Results) -> dict[Cell, list[bool]]:
    """Per cell whether they paid, of those who named a total but no currency."""
    found = interviewed(results)
    left: dict[Cell, list[bool]] = {}
    if found is not None:
        for cell, paid in zip(found.cells, unpriced(results), strict=True):
            if paid is not None:
                left.setdefault(cell, []).append(paid)
    return left


def _sure_payers(payers: int, left: Sequence[bool], minimum: int) -> int:
    """Payers among those who can be counted, as far as may be told; at least one of some.

    Of a few `left` out it is as if all had paid: else whether amounts are shown would
    tell, beside the share of all who paid, what they did.
    """
    every = payers + sum(left)
    if not every or not 0 < len(left) < minimum:
        return payers
    return max(1, every - len(left))


def _paid_in(
    currency: str, block: Block, by_cell: Mapping[Cell, Sequence[Payment]]
) -> list[Payment]:
    every = (one for cell in sorted(block) for one in by_cell[cell])
    return [one for one in every if one.currency == currency]


def _by_cell(
    found: Interviewed, all_: Sequence[Payment | None]
) -> dict[Cell, list[Payment]]:
    by_cell: dict[Cell, list[Payment]] = {cell: [] for cell in found.workers}
    for cell, one in zip(found.cells, all_, strict=True):
        if one is not None:
            by_cell[cell].append(one)
    return by_cell


def _of_currency(
    wanted: Collection[Cell],
    by_cell: Mapping[Cell, Sequence[Payment]],
    currency: str,
    results: Results,
) -> _Shown:
    """Blocks of workers with amounts in a currency.

    Where only a few of a cell used another, how many of them paid could be worked out
    from the share of all who did: then the cell shows no amounts.
    """
    sizes, payers = {}, {}
    minimum, without = results.model.minimum_cell, _without_currency(results)
    for cell, own in by_cell.items():
        same = [one for one in own if one.currency == currency]
        rest = len(own) - len(same)
        sizes[cell] = 0 if 0 < rest < minimum else len(same)
        paid = sum(one.total > 0 for one in same)
        payers[cell] = _sure_payers(paid, without.get(cell, ()), minimum)
    return _Shown.of(wanted, sizes, payers, minimum)


def _costs(wanted: frozenset[Cell], currency: str, results: Results) -> CostsTold:
    found, minimum = interviewed(results), results.model.minimum_cell
    by_cell = {} if found is None else _by_cell(found, payments(results))
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
        mean=two_digits(_mean([float(one.total) for one in own])),
        repaid_most=_repaid_most(own, minimum),
        categories=_categories(parts, minimum),
    )


def _repaid_most(own: Sequence[Payment], minimum: int) -> bool:
    payers = [one for one in own if one.total > 0]
    return len(payers) >= minimum and 2 * sum(o.got_back for o in payers) > len(payers)


def _mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


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
        means[category] = _mean([*known.values()]) if len(known) >= minimum else None
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


def months_told(wanted: Collection[Cell], results: Results) -> MonthsTold | None:
    """Months of pay of these cells' workers; None where nobody named a cost."""
    found = interviewed(results)
    if found is None:
        return None
    by_cell = _by_cell(found, payments(results))
    heard = [one for cell in wanted for one in by_cell.get(cell, ())]
    if not heard:
        return None
    known = {cell: [o for o in own if _has_months(o)] for cell, own in by_cell.items()}
    minimum = results.model.minimum_cell
    sizes = {cell: len(own) for cell, own in known.items()}
    left = _without_months(by_cell, results)
    payers = {
        cell: _sure_payers(sum(o.total > 0 for o in own), left[cell], minimum)
        for cell, own in known.items()
    }
    shown = _Shown.of(wanted, sizes, payers, minimum)
    own = [o for block in shown.counted for cell in sorted(block) for o in known[cell]]
    n = sum(map(_has_months, heard))
    without = len(heard) - n
    measured = months_of_pay((one.cost, one.pay) for one in own)
    if measured is None:
        return MonthsTold(0, n, without)
    # Of the interviewed, as the other measures are: not weighted by suppliers.
    above = told(_above(known, left, minimum), wanted, minimum)
    if not shown.enough:
        # Where three in four paid nothing, the quartiles are 0 and tell of nobody.
        zero = 0.0 if measured.upper_quartile == 0 else None
        few = MonthsTold(measured.n, n, without, few=True, above_one_month=above)
        return replace(few, lower_quartile=zero, median=zero, upper_quartile=zero)
    base = MonthsTold(measured.n, n, without, len(shown.counted))
    return _rounded(measured, own, base, above)


def _has_months(one: Payment) -> bool:
    return one.cost is not None and one.pay is not None


def _rounded(
    exact: MonthsOfPay, own: Sequence[Payment], base: MonthsTold, above: Told | None
) -> MonthsTold:
    one_currency = len({one.pay_currency for one in own}) == 1
    return MonthsTold(
        base.n,
        base.heard,
        base.without_pay,
        base.parts,
        mean=two_digits(exact.mean),
        lower_quartile=two_digits(exact.lower_quartile),
        median=two_digits(exact.median),
        upper_quartile=two_digits(exact.upper_quartile),
        fourth_quintile=two_digits(exact.fourth_quintile),
        above_one_month=above,
        ratio_of_means=two_digits(exact.ratio_of_means) if one_currency else None,
    )


def _without_months(
    by_cell: Mapping[Cell, Sequence[Payment]], results: Results
) -> dict[Cell, list[bool]]:
    """Per cell whether they paid, of those who named a total but no pay or currency."""
    without = _without_currency(results)
    return {
        cell: [one.total > 0 for one in own if not _has_months(one)]
        + without.get(cell, [])
        for cell, own in by_cell.items()
    }


def _above(
    known: Mapping[Cell, Sequence[Payment]],
    left: Mapping[Cell, Sequence[bool]],
    minimum: int,
) -> dict[Cell, Sample]:
    """Workers who paid more than a month of pay, weighted by nothing but themselves.

    Where all who paid did, or all but one, it is half a worker less than all: else,
    where the pay of a few is not known, it would tell that none of these paid.
    """
    found = {}
    for cell, own in known.items():
        above = float(sum(_months(one) > 1 for one in own))
        payers = sum(one.total > 0 for one in own) + sum(left[cell])
        if above and 0 < len(left[cell]) < minimum and payers - above <= 1:
            above = min(payers, len(own)) - 0.5
        if own:
            found[cell] = Sample(above, len(own), None)
    return found


def _months(one: Payment) -> float:
    return float(one.cost or 0) / float(one.pay or 1)


def months_bound(wanted: Collection[Cell], results: Results) -> float | None:
    """The upper 95 % bound of the mean in months, for the residual risk only.

    Of what pictures may count (`told_amounts`), because the harm made of it is shown.
    Stratified by block: each weighs its migrant workers, its variance corrected for the
    share of them that was heard, as the method's section 7 does for the total owed.
    None where fewer than the minimum cell may be counted.
    """
    found = interviewed(results)
    if found is None:
        return None
    known = {
        cell: [one for one in own if _has_months(one)]
        for cell, own in _by_cell(found, payments(results)).items()
    }
    sizes = {cell: len(own) for cell, own in known.items()}
    shown = whole(wanted, blocks(sizes, results.model.minimum_cell))
    strata = []
    for block in shown:
        every = [_months(one) for cell in sorted(block) for one in known[cell]]
        months = told_amounts(every)
        heard = {
            cell: Sample(0, len(known[cell]), found.workers[cell]) for cell in block
        }
        workers = stratum(block, heard).workers
        strata.append((months, workers))
    return _upper(strata)


def _upper(strata: Sequence[tuple[Sequence[float], int | None]]) -> float | None:
    """Upper bound of a mean over pairs of months and number of workers.

    A stratum whose workers nobody knows weighs what was heard, without correction.
    """
    sizes = [max(len(months), workers or 0) for months, workers in strata]
    total = sum(sizes)
    if not total:
        return None
    mean = variance = 0.0
    for (months, workers), size in zip(strata, sizes, strict=True):
        n, own = len(months), _mean(months)
        spread = math.fsum((value - own) ** 2 for value in months) / (n - 1)
        finite = 1 - n / size if workers is not None and workers >= n else 1.0
        mean += size / total * own
        variance += (size / total) ** 2 * spread / n * finite
    return mean + Z95 * math.sqrt(variance)
