"""How much a sample of workers can say.

Source: Wilson, JASA 22 (1927), 209-212; finite population correction and effective
sample size: Kish, Survey Sampling (1965).
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from recruitcheck.scoring.means import Floats

Z95 = 1.959963984540054  # two-sided 95 % point of the normal distribution


class Interval(NamedTuple):
    """A 95 % interval of a share, 0-1."""

    low: float
    high: float


class Group(NamedTuple):
    """One supplier's sample: `favourable` of `n` heard, for `population` workers.

    None where their number is not known, or stated smaller than the sample.
    """

    favourable: float
    n: int
    population: int | None


class Pooled(NamedTuple):
    """A share over several suppliers, with the sample size it is worth."""

    share: float
    n: int
    effective: float
    interval: Interval


def wilson(favourable: float, n: float, population: float | None = None) -> Interval:
    """The 95 % Wilson interval of `favourable` of `n`, from 0 to 1.

    With `population` the sample is drawn from that many workers without replacement:
    n becomes n(N-1)/(N-n), and a full count has no uncertainty. `favourable` may be a
    sum of shares; the interval is then wider than needed, never narrower. n = 0 gives
    (0, 1). ValueError where more were heard than there are.
    """
    if population is not None and population < n:
        message = f"{n} of {population} workers cannot have been interviewed"
        raise ValueError(message)
    known = np.nan if population is None else float(population)
    low, high = wilson_bounds(
        np.array([favourable], float), np.array([n], float), np.array([known])
    )
    return Interval(float(low[0]), float(high[0]))


def wilson_bounds(
    favourable: Floats, n: Floats, population: Floats
) -> tuple[Floats, Floats]:
    """Wilson's interval of many samples at once; see `wilson`.

    `population` nan, or smaller than the sample: as if there were no end of workers.
    `n` nan or 0: nobody was heard, (0, 1).
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share = favourable / n
        finite = n * (population - 1) / (population - n)
        size = np.where(population > n, finite, n)
        low, high = _bounds(share, size)
    full, nobody = population == n, ~(n > 0)
    if full.any():
        low, high = np.where(full, share, low), np.where(full, share, high)
    if nobody.any():
        low, high = np.where(nobody, 0.0, low), np.where(nobody, 1.0, high)
    return low, high


def _bounds(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    one = 1 / n
    square = Z95 * Z95 * one
    widened = 1 / (1 + square)
    centre = (share + square / 2) * widened
    half = Z95 * widened * np.sqrt((share * (1 - share) + square / 4) * one)
    return np.maximum(0.0, centre - half), np.minimum(1.0, centre + half)


def pool(groups: Sequence[Group]) -> Pooled | None:
    """The share over suppliers, each weighted by its workers; None without a sample.

    p = sum(N_s p_s) / sum(N_s); the interval is Wilson's on Kish's effective size
    (sum N_s)^2 / sum(N_s^2 / n_s), corrected for the finite population. A supplier whose
    workers nobody knows weighs what was heard; then there is no correction.
    """
    heard = [group for group in groups if group.n > 0]
    if not heard:
        return None
    sizes = [_weight(group) for group in heard]
    total, n = sum(sizes), sum(group.n for group in heard)
    share = sum(w * g.favourable / g.n for w, g in zip(sizes, heard, strict=True))
    share /= total
    effective = total**2 / sum(w**2 / g.n for w, g in zip(sizes, heard, strict=True))
    finite = 1.0
    if all(_known(group) for group in heard):
        if n >= total:
            return Pooled(share, n, effective, Interval(share, share))
        finite = (total - 1) / (total - n)  # by what was drawn, not what it is worth
    low, high = _bounds(np.array([share]), np.array([effective * finite]))
    return Pooled(share, n, effective, Interval(float(low[0]), float(high[0])))


def _known(group: Group) -> bool:
    return group.population is not None and group.population >= group.n


def _weight(group: Group) -> int:
    return group.n if group.population is None else max(group.population, group.n)
