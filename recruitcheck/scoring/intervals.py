"""How much a sample of workers can say.

Source: Wilson, JASA 22 (1927), 209-212; finite population correction and effective
sample size: Kish, Survey Sampling (1965).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

Z95 = 1.959963984540054  # two-sided 95 % point of the normal distribution


class Interval(NamedTuple):
    """A 95 % interval of a share, 0-1."""

    low: float
    high: float


class Group(NamedTuple):
    """One supplier's sample: `favourable` of `n` heard, for `population` workers."""

    favourable: float
    n: int
    population: int


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
    if n <= 0:
        return Interval(0.0, 1.0)
    share = favourable / n
    if population is None:
        return _wilson(share, n)
    if population < n:
        message = f"{n} of {population} workers cannot have been interviewed"
        raise ValueError(message)
    if population == n:
        return Interval(share, share)
    return _wilson(share, n * _finite(n, population))


def _finite(drawn: float, population: float) -> float:
    """What each interview is worth when that many are drawn from that many workers."""
    return (population - 1) / (population - drawn)


def _wilson(share: float, n: float) -> Interval:
    square = Z95 * Z95
    centre = (share + square / (2 * n)) / (1 + square / n)
    spread = math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    half = Z95 / (1 + square / n) * spread
    return Interval(max(0.0, centre - half), min(1.0, centre + half))


def pool(groups: Sequence[Group]) -> Pooled | None:
    """The share over suppliers, each weighted by its workers; None without a sample.

    p = sum(N_s p_s) / sum(N_s); the interval is Wilson's on Kish's effective size
    (sum N_s)^2 / sum(N_s^2 / n_s), corrected for the finite population.
    """
    heard = [group for group in groups if group.n > 0 and group.population > 0]
    if not heard:
        return None
    total = sum(group.population for group in heard)
    share = sum(g.population * g.favourable / g.n for g in heard) / total
    n = sum(group.n for group in heard)
    effective = total**2 / sum(g.population**2 / g.n for g in heard)
    if n >= total:
        return Pooled(share, n, effective, Interval(share, share))
    interval = _wilson(share, effective * _finite(n, total))
    return Pooled(share, n, effective, interval)
