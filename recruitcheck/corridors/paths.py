"""How workers reached their jobs: who helped, through which recruiter, to whom.

Counts of interviews, cleared for publication: no number speaks of fewer workers than the
minimum cell, also not by subtracting shown numbers from each other. What workers of a
stop paid is not said here: whether it may be told depends on all other pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from recruitcheck.corridors.privacy import OTHERS, grouped

if TYPE_CHECKING:
    import pandas as pd

CHANNEL, RECRUITER, EMPLOYER = "W-PRO-05", "recruiter_id", "supplier_id"
STEPS = (CHANNEL, RECRUITER, EMPLOYER)
NOT_SAID = ""

Key = str
Cell = tuple[Key, Key]


@dataclass(frozen=True, slots=True)
class Stop:
    """Who `workers` of the interviewed passed through at one step.

    `key` is what was answered, `NOT_SAID` or `OTHERS`: those that are each too few.
    """

    key: Key
    workers: int


@dataclass(frozen=True, slots=True)
class Way:
    """From one stop to the next, for at least the minimum cell of workers."""

    source: Key
    target: Key
    workers: int


@dataclass(frozen=True, slots=True)
class Paths:
    """The ways of `n` workers: the stops of each step and the ways between steps.

    Ways too few to show are left out, so those shown of a stop may add up to less
    than its workers.
    """

    n: int
    steps: tuple[tuple[Stop, ...], ...]
    ways: tuple[tuple[Way, ...], ...]


def find_paths(table: "pd.DataFrame", minimum: int) -> Paths | None:
    """The paths of all workers of a table of interviews; None below the minimum.

    Recruiters and employers with fewer interviews than `minimum` are taken together.
    """
    if len(table) < minimum:
        return None
    own = [grouped(_texts(table, step), minimum) for step in STEPS]
    steps = tuple(tuple(Stop(*pair) for pair in _ranked(keys)) for keys in own)
    ways = tuple(
        _ways(list(zip(before, after, strict=True)), minimum)
        for before, after in pairwise(own)
    )
    return Paths(len(table), steps, ways)


def _texts(table: "pd.DataFrame", column: str) -> list[Key]:
    """Answers of a column, `NOT_SAID` where there is none."""
    if column not in table:
        return [NOT_SAID] * len(table)
    values = table[column].astype(object)
    return [
        text if isinstance(text, str) and text not in {"dk", "pns"} else NOT_SAID
        for text in values
    ]


def _ranked(keys: Iterable[Key]) -> list[tuple[Key, int]]:
    """The most workers first, then by name; the rest and who did not say last."""

    def order(pair: tuple[Key, int]) -> tuple[bool, int, Key]:
        return pair[0] in {NOT_SAID, OTHERS}, -pair[1], pair[0]

    return sorted(Counter(keys).items(), key=order)


def _ways(pairs: Sequence[Cell], minimum: int) -> tuple[Way, ...]:
    counts = Counter(pairs)
    return tuple(
        Way(*cell, counts[cell]) for cell in sorted(safe_cells(counts, minimum))
    )


def safe_cells(counts: Mapping[Cell, int], minimum: int) -> frozenset[Cell]:
    """The cells of a two-way table that may be shown beside all its margins.

    Smaller ones are hidden, and then the smallest others, until nobody can work out a
    hidden number below `minimum` from the margins and the numbers shown.
    Source: SDC Handbook, complementary suppression; the audit by linear algebra.
    """
    shown = {cell for cell, number in counts.items() if number >= minimum}
    rows, columns = ({cell[side] for cell in counts} for side in (0, 1))
    while True:
        leaks = _leaks(counts, shown, rows, columns, minimum)
        beside = [
            cell
            for cell in shown
            if any(cell[0] in rows_ or cell[1] in columns_ for rows_, columns_ in leaks)
        ]
        if not beside:
            return frozenset(shown if not leaks else ())
        shown.remove(min(beside, key=lambda cell: (counts[cell], cell)))


def _leaks(
    counts: Mapping[Cell, int],
    shown: set[Cell],
    rows: set[Key],
    columns: set[Key],
    minimum: int,
) -> list[tuple[set[Key], set[Key]]]:
    """Rows and columns of hidden numbers below the minimum that can be worked out."""
    hidden = sorted({(r, c) for r in rows for c in columns} - shown)
    if not hidden:
        return []
    lines = [
        *(({row}, set[Key]()) for row in sorted(rows)),
        *((set[Key](), {column}) for column in sorted(columns)),
    ]
    known = np.array(
        [
            [float(r in of_rows or c in of_columns) for r, c in hidden]
            for of_rows, of_columns in lines
        ]
    )
    totals = known @ np.array([counts.get(cell, 0) for cell in hidden])
    found = [
        line for line, total in zip(lines, totals, strict=True) if 0 < total < minimum
    ]
    certain = _certain(known)
    found += [
        ({cell[0]}, {cell[1]})
        for cell, sure in zip(hidden, certain, strict=True)
        if sure and 0 < counts.get(cell, 0) < minimum
    ]
    return found


def _certain(known: "np.ndarray[tuple[int, int], np.dtype[np.float64]]") -> list[bool]:
    """Which unknowns the sums `known` determine: no null vector moves them."""
    _, sizes, vectors = np.linalg.svd(known)
    rank = int((sizes > 1e-9).sum())
    return [bool(np.abs(column).max(initial=0.0) < 1e-9) for column in vectors[rank:].T]
