"""From what interviewed workers are owed to what all workers are owed.

Simple random sampling without replacement in each stratum, expanded by its size:
T = N * mean, Var = N^2 s^2 / n (1 - n / N). Source: Cochran, Sampling Techniques
(1977), sections 2.5 to 2.9 and 5.4; the method, section 7.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from recruitcheck.scoring.intervals import Z95

INDICATIVE = 10
"""Fewer interviews than this give an idea, not an estimate."""
Reference = Literal["p75", "median", "mean"]
REFERENCES: tuple[Reference, ...] = ("p75", "median", "mean")
_Z = Decimal(str(Z95))


@dataclass(frozen=True, slots=True)
class Estimate:
    """What `population` workers are owed together, from `n` of them.

    `confirmed` is what those interviewed are owed themselves. `variance` of `point`;
    None where it cannot be known, as from one interview.
    """

    population: int
    n: int
    point: Decimal
    variance: Decimal | None
    confirmed: Decimal

    @property
    def mean(self) -> Decimal:
        return self.point / self.population

    @property
    def low(self) -> Decimal:
        """Lower end of the 95 % interval, never below what is confirmed."""
        if self.variance is None:
            return self.confirmed
        return max(self.confirmed, self.point - _Z * self.variance.sqrt())

    @property
    def high(self) -> Decimal | None:
        """Upper end of the 95 % interval; None where it cannot be known."""
        if self.variance is None:
            return None
        return self.point + _Z * self.variance.sqrt()

    @property
    def indicative(self) -> bool:
        return self.n < INDICATIVE


def expand(amounts: Sequence[Decimal], population: int) -> Estimate:
    """What all workers of a stratum are owed, from the amounts of those interviewed.

    ValueError where nobody was interviewed, or more than there are.
    """
    n = len(amounts)
    if not 0 < n <= population:
        message = f"{n} of {population} workers cannot stand for all of them"
        raise ValueError(message)
    confirmed = sum(amounts, Decimal(0))
    mean = confirmed / n
    variance = None
    if n == population:
        variance = Decimal(0)
    elif n > 1:
        spread = sum(((one - mean) ** 2 for one in amounts), Decimal(0)) / (n - 1)
        variance = Decimal(population**2) * spread / n * (1 - Decimal(n) / population)
    # Multiplied first: a sum that divides evenly stays exact.
    return Estimate(population, n, confirmed * population / n, variance, confirmed)


def add_up(estimates: Iterable[Estimate]) -> Estimate | None:
    """The sum over strata drawn independently, in one currency; None of none."""
    parts = tuple(estimates)
    if not parts:
        return None
    known = [one.variance for one in parts if one.variance is not None]
    return Estimate(
        population=sum(one.population for one in parts),
        n=sum(one.n for one in parts),
        point=sum((one.point for one in parts), Decimal(0)),
        variance=sum(known, Decimal(0)) if len(known) == len(parts) else None,
        confirmed=sum((one.confirmed for one in parts), Decimal(0)),
    )


def quantile(amounts: Sequence[Decimal], share: Decimal) -> Decimal:
    """The inclusive quantile: straight lines between the sorted amounts, both ends in.

    As Excel's PERCENTILE.INC. ValueError of no amounts.
    """
    if not amounts:
        raise ValueError("no amounts have no quantile")
    ordered = sorted(amounts)
    place = share * (len(ordered) - 1)
    whole = int(place)
    pairs = [*pairwise(ordered), (ordered[-1], ordered[-1])]
    low, high = pairs[whole]
    return low + (high - low) * (place - whole)


def reference_amount(amounts: Sequence[Decimal], reference: Reference) -> Decimal:
    """What a worker of a cohort is owed who was not interviewed, not rounded."""
    if reference == "mean":
        return sum(amounts, Decimal(0)) / len(amounts)
    return quantile(amounts, Decimal("0.75" if reference == "p75" else "0.5"))
