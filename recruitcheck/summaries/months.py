"""What recruitment cost the workers in months of their pay, as a page may print it."""

import math
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import fmean

from recruitcheck.corridors.months_of_pay import MonthsOfPay, months_of_pay
from recruitcheck.corridors.outcomes import Sample, Told, stratum, told
from recruitcheck.corridors.privacy import (
    Cell,
    blocks,
    told_amounts,
    two_digits,
    whole,
)
from recruitcheck.results import Results
from recruitcheck.scoring.intervals import Z95
from recruitcheck.summaries.paying_blocks import (
    ShownBlocks,
    payments_by_cell,
    sure_payers,
    without_currency,
)
from recruitcheck.summaries.payments import Payment, payments
from recruitcheck.summaries.samples import interviewed


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


def months_told(wanted: Collection[Cell], results: Results) -> MonthsTold | None:
    """Months of pay of these cells' workers; None where nobody named a cost."""
    found = interviewed(results)
    if found is None:
        return None
    by_cell = payments_by_cell(found, payments(results))
    heard = [one for cell in wanted for one in by_cell.get(cell, ())]
    if not heard:
        return None
    known = {cell: [o for o in own if _has_months(o)] for cell, own in by_cell.items()}
    minimum = results.model.minimum_cell
    sizes = {cell: len(own) for cell, own in known.items()}
    left = _without_months(by_cell, results)
    payers = {
        cell: sure_payers(sum(o.total > 0 for o in own), left[cell], minimum)
        for cell, own in known.items()
    }
    shown = ShownBlocks.of(wanted, sizes, payers, minimum)
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
    without = without_currency(results)
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
        for cell, own in payments_by_cell(found, payments(results)).items()
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
        n, own = len(months), fmean(months)
        spread = math.fsum((value - own) ** 2 for value in months) / (n - 1)
        finite = 1 - n / size if workers is not None and workers >= n else 1.0
        mean += size / total * own
        variance += (size / total) ** 2 * spread / n * finite
    return mean + Z95 * math.sqrt(variance)
