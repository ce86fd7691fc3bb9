"""The arithmetic of inherent risk: columns of shares in, columns of shares out.

A row is a corridor; one corridor is a column of one row. Everything runs from 0 (low
risk) to 1. Scales and their names stand in `corridors.toml`, facts in words elsewhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    import numpy as np

    Array: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

NO_FLOOR, DESTINATION_FLOOR, PAIR_FLOOR = range(3)


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """One indicator: its risk, how much of it is known, and what it could still be.

    `value` means nothing where `known` is 0. `low` and `high` hold every value that
    it can take once the rest is known.
    """

    value: "Array"
    known: "Array"
    low: "Array"
    high: "Array"


@dataclass(frozen=True, slots=True, eq=False)
class PartColumns:
    """A part: `value` with what is unknown filled in, `mean` of what is known only."""

    value: "Array"
    mean: "Array"
    known: "Array"
    low: "Array"
    high: "Array"


@dataclass(frozen=True, slots=True, eq=False)
class Combined:
    """The risk of each row. `floor` says which floor lifted it: 0 none."""

    value: "Array"
    low: "Array"
    high: "Array"
    known: "Array"
    floor: "np.ndarray[Any, np.dtype[np.int8]]"
    parts: Mapping[str, PartColumns]


@dataclass(frozen=True, slots=True)
class Limits:
    """How unknowns are filled and how deep the risk may fall, in shares."""

    fill_towards: float
    fill_share: float
    floor_gap: float = 1.0
    floor_known: float = 1.0


def goalpost(value: float, best: float, worst: float) -> float:
    """Where a value lies between the best (0) and the worst (1) there is."""
    return min(1.0, max(0.0, (best - value) / (best - worst)))


def on_lines(value: float, points: Sequence[tuple[float, float]]) -> float:
    """Straight lines between the points, level before the first and after the last."""
    if value <= points[0][0]:
        return points[0][1]
    for (x0, y0), (x1, y1) in pairwise(points):
        if value <= x1:
            return y0 + (y1 - y0) * (value - x0) / (x1 - x0)
    return points[-1][1]


def filled(
    columns: Sequence[Column],
    weights: Sequence[float],
    limits: Limits,
    otherwise: "Array | None" = None,
) -> PartColumns:
    """A weighted mean; what is unknown lies between the known mean and a fixed point.

    Where nothing is known the mean is taken from `otherwise`, and without it the fixed
    point stands alone.
    """
    import numpy as np

    zero = np.zeros_like(columns[0].value)
    total, known, low, high = zero, zero, zero, zero
    for column, weight in zip(columns, weights, strict=True):
        value = np.where(column.known > 0, column.value, 0.0)
        total = total + weight * column.known * value
        known = known + weight * column.known
        low = low + weight * column.low
        high = high + weight * column.high
    some = known > 0
    mean = np.where(some, total / np.where(some, known, 1.0), np.nan)
    near = mean if otherwise is None else np.where(some, mean, otherwise)
    share = np.where(np.isnan(near), 0.0, limits.fill_share)
    near = np.where(np.isnan(near), 0.0, near)
    fill = share * near + (1.0 - share) * limits.fill_towards
    return PartColumns(total + (1.0 - known) * fill, mean, known, low, high)


def combine(
    parts: Mapping[str, tuple[Sequence[Column], Sequence[float]]],
    weights: Mapping[str, float],
    limits: Limits,
) -> Combined:
    """The risk of corridors from the indicators of origin, destination and pair."""
    import numpy as np

    alone = {name: filled(*part, limits) for name, part in parts.items()}
    overall = _known_mean(alone, weights)
    done = {name: filled(*part, limits, overall) for name, part in parts.items()}
    value, low, high, known = (
        sum(weights[name] * getattr(part, field) for name, part in done.items())
        for field in ("value", "low", "high", "known")
    )
    mean, gap = value, limits.floor_gap
    floor = np.zeros(len(mean), np.int8)
    for mark, name in ((DESTINATION_FLOOR, "destination"), (PAIR_FLOOR, "pair")):
        part = done[name]
        enough = part.known >= limits.floor_known
        least = np.where(enough, part.mean - gap, 0.0)
        floor = np.where(least > value, mark, floor)
        value = np.maximum(value, least)
        # What is half known stays so; what is not may become so with any value.
        low = np.maximum(low, np.where(enough, part.low - gap, 0.0))
        high = np.maximum(high, part.high - gap)
    low, high = (np.clip(bound, 0.0, 1.0) for bound in (low, high))
    # All known: three sums of the same terms may differ in the last bit.
    return Combined(np.clip(value, low, high), low, high, known, floor, done)


def _known_mean(
    parts: Mapping[str, PartColumns], weights: Mapping[str, float]
) -> "Array":
    """The mean of all that is known in a corridor; NaN where nothing is."""
    import numpy as np

    zero = np.zeros_like(next(iter(parts.values())).known)
    total, known = zero, zero
    for name, part in parts.items():
        share = weights[name] * part.known
        total = total + share * np.where(part.known > 0, part.mean, 0.0)
        known = known + share
    some = known > 0
    return np.where(some, total / np.where(some, known, 1.0), np.nan)
