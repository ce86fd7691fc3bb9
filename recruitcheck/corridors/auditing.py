"""Whether published counts, taken together, settle what a few workers said.

Rounding leaves room, but not always enough: where nearly everybody of a block reports
something, several rounded counts can leave one single answer. Before a breakdown is
shown it is looked over here, together with what is shown already.

A group is open if another answer fits everything published. Another answer is looked
for near the true one, one report moved or taken back; where none is found there the
group counts as settled. That errs to one side only: what passes is open.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Rows = frozenset[int]
Truths = npt.NDArray[np.bool_]


class Statement(NamedTuple):
    """That `low` to `high` of these interviews report something."""

    rows: Rows
    low: float
    high: float


def settled(
    statements: Sequence[Statement], reports: Mapping[int, bool], minimum: int
) -> tuple[Rows, ...]:
    """The groups of fewer than `minimum` workers whose number of reports may be known.

    `reports` is the true answer of every interview that a statement is about. Looked at
    are workers whom no statement tells apart, and what two statements leave of one.
    """
    told = list(dict.fromkeys(statements))
    if not told:
        return ()
    atoms = _atoms(told, reports)
    inside = np.array([[atom <= one.rows for one in told] for atom in atoms], bool)
    true = np.array([sum(reports[row] for row in atom) for atom in atoms], int)
    more = true < np.array([len(atom) for atom in atoms])
    single, moves = _other_answers(told, inside, true, more)
    found = []
    for group in _small(told, atoms, minimum):
        own = np.array([atom <= group for atom in atoms])
        open_ = (single & own).any() or (moves & (own[:, None] ^ own[None, :])).any()
        if not open_:
            found.append(group)
    return tuple(found)


def _atoms(told: Sequence[Statement], reports: Iterable[int]) -> list[Rows]:
    groups: dict[tuple[bool, ...], set[int]] = {}
    for row in reports:
        key = tuple(row in one.rows for one in told)
        groups.setdefault(key, set()).add(row)
    return [frozenset(groups[key]) for key in groups if any(key)]


def _other_answers(
    told: Sequence[Statement], inside: Truths, true: npt.NDArray[np.int_], more: Truths
) -> tuple[Truths, Truths]:
    """Atoms that can have one report more or less, and pairs between which one can move.

    `moves[i, j]`: one more in i and one less in j breaks no statement.
    """
    sums = true @ inside
    full = np.array([sums[s] + 1 > one.high for s, one in enumerate(told)])
    empty = np.array([sums[s] - 1 < one.low for s, one in enumerate(told)])
    less = true > 0
    single = (more & ~(inside & full).any(1)) | (less & ~(inside & empty).any(1))
    counts = inside.astype(int)
    too_many = counts[:, full] @ (1 - counts[:, full]).T > 0
    too_few = (1 - counts[:, empty]) @ counts[:, empty].T > 0
    return single, ~(too_many | too_few) & more[:, None] & less[None, :]


def _small(
    told: Sequence[Statement], atoms: Sequence[Rows], minimum: int
) -> dict[Rows, None]:
    """Groups below the minimum that sums and differences of statements can be about."""
    rows = list(dict.fromkeys(one.rows for one in told))
    pairs = [a - b for a in rows for b in rows]
    near = [pair - c for pair in pairs if len(pair) < 3 * minimum for c in rows]
    groups = (*atoms, *rows, *pairs, *near)
    return {group: None for group in groups if 0 < len(group) < minimum}
