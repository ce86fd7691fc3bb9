"""Recruitment cost in months of pay, by the rules of SDG indicator 10.7.1.

Per worker: what the worker paid over the same worker's first full month's pay. The
measures are of the workers of one sample. A sample of sites is not a national
indicator, and no page may call it one: `NOTE` stands beside every figure.

Source: SDG indicator metadata 10.7.1 (World Bank and ILO, 2022); the method, section 6.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

NOTE = (
    "Computed by the rules of SDG indicator 10.7.1 for the interviewed workers;"
    " a sample of sites, not the national indicator."
)
MEAN_OF_RATIOS = "Mean of each worker's own cost in months of own pay"
RATIO_OF_MEANS = "Mean cost divided by mean pay (not the mean of the workers' ratios)"


@dataclass(frozen=True, slots=True)
class MonthsOfPay:
    """What `n` workers paid for their job, in months of own first full month's pay.

    Workers who paid nothing are counted in everything. `mean`, `median`, the quartiles
    and `fourth_quintile` (the 80th percentile, both ends included) are months, 0 or more;
    `deviation` is the standard deviation of the sample, None for one worker. `paying`
    and `above_one_month` are shares 0-1. `ratio_of_means` is mean cost over mean pay:
    published national figures are often that, so it is given and never called the mean.

    Exact, and so not to be shown as it is: see `recruitcheck.corridors.privacy`.
    """

    n: int
    mean: float
    lower_quartile: float
    median: float
    upper_quartile: float
    fourth_quintile: float
    deviation: float | None
    paying: float
    above_one_month: float
    ratio_of_means: float


def months_of_pay(
    workers: Iterable[tuple[Decimal | float | None, Decimal | float | None]],
) -> MonthsOfPay | None:
    """The measures over pairs of cost and pay, each pair of one worker in one currency.

    A worker whose cost or pay is not known, or whose pay is not above 0, is left out
    whole: to keep those who paid nothing and lose those who paid would make recruitment
    look cheaper than it was. None where nobody is left.
    """
    pairs = [
        (float(cost), float(pay))
        for cost, pay in workers
        if cost is not None and pay is not None and pay > 0
    ]
    if not pairs:
        return None
    n = len(pairs)
    ratios = sorted(cost / pay for cost, pay in pairs)
    mean = math.fsum(ratios) / n
    squares = math.fsum((ratio - mean) ** 2 for ratio in ratios)
    return MonthsOfPay(
        n=n,
        mean=mean,
        lower_quartile=_percentile(ratios, 25),
        median=_percentile(ratios, 50),
        upper_quartile=_percentile(ratios, 75),
        fourth_quintile=_percentile(ratios, 80),
        deviation=math.sqrt(squares / (n - 1)) if n > 1 else None,
        paying=sum(ratio > 0 for ratio in ratios) / n,
        above_one_month=sum(ratio > 1 for ratio in ratios) / n,
        ratio_of_means=math.fsum(c for c, _ in pairs) / math.fsum(p for _, p in pairs),
    )


def _percentile(ordered: list[float], percent: int) -> float:
    """The inclusive percentile: both ends of the sample are its 0th and 100th."""
    at, rest = divmod((len(ordered) - 1) * percent, 100)
    above = ordered[min(at + 1, len(ordered) - 1)]
    return ordered[at] + (above - ordered[at]) * rest / 100
