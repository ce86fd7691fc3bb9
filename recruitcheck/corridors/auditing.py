"""Whether published counts, taken together, settle what a few workers said.

Rounding leaves room, but not always enough: where nearly everybody of a block reports
something, several rounded counts can leave one single answer. Before a breakdown is
shown it is looked over here, together with what is shown already.

A group is open if another answer fits everything published. Another answer is looked
for near the true one, one report moved or taken back; where none is found there the
group counts as settled. That errs to one side only: what passes is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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
    known = _Known.of(told, reports)
    return tuple(
        group for group in _small(told, known, minimum) if known.settles(group)
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What can change without breaking a statement.

    `atoms` are workers whom no statement tells apart, `about` the numbers of the
    statements about each of them, `atom` the one of each worker.
    `single` says of each whether one report more or less is possible. `others` are the
    atoms that a report can be moved to or taken from.
    """

    atoms: tuple[Rows, ...]
    about: tuple[tuple[int, ...], ...]
    atom: Mapping[int, int]
    single: Truths
    others: tuple[frozenset[int], ...]

    @classmethod
    def of(cls, told: Sequence[Statement], reports: Mapping[int, bool]) -> "_Known":
        keys: dict[tuple[int, ...], set[int]] = {}
        about: dict[int, list[int]] = {row: [] for row in reports}
        for number, one in enumerate(told):
            for row in one.rows:
                about[row].append(number)
        for row, numbers in about.items():
            if numbers:
                keys.setdefault(tuple(numbers), set()).add(row)
        atoms = tuple(frozenset(rows) for rows in keys.values())
        inside = np.zeros((len(atoms), len(told)), bool)
        for at, key in enumerate(keys):
            inside[at, list(key)] = True
        true = np.array([sum(reports[row] for row in atom) for atom in atoms], int)
        more = true < np.array([len(atom) for atom in atoms])
        single, others = _other_answers(told, inside, true, more)
        atom = {row: at for at, rows in enumerate(atoms) for row in rows}
        return cls(atoms, tuple(keys), atom, single, others)

    def overlapping(self, group: Rows, told: Sequence[Statement]) -> set[Rows]:
        """What statements are about that speak of somebody in the group."""
        atoms = {self.atom[row] for row in group}
        return {told[number].rows for at in atoms for number in self.about[at]}

    def settles(self, group: Rows) -> bool:
        """Whether no other answer was found for a group; it is a union of atoms."""
        own = {self.atom[row] for row in group}
        return not any(self.single[at] or self.others[at] - own for at in own)


def _other_answers(
    told: Sequence[Statement], inside: Truths, true: npt.NDArray[np.int_], more: Truths
) -> tuple[Truths, tuple[frozenset[int], ...]]:
    """Atoms that can have one report more or less, and between which one can move.

    Only atoms of the same first statement are tried, in practice of the same block:
    pairs of all would be as many as the square of all workers.
    """
    sums = true @ inside
    full = np.array([sums[s] + 1 > one.high for s, one in enumerate(told)])
    empty = np.array([sums[s] - 1 < one.low for s, one in enumerate(told)])
    less = true > 0
    single = (more & ~(inside & full).any(1)) | (less & ~(inside & empty).any(1))
    others: list[set[int]] = [set() for _ in inside]
    for alike in _alike(inside):
        above, below = (inside[alike][:, tight].astype(int) for tight in (full, empty))
        too_many = above @ (1 - above).T > 0
        too_few = (1 - below) @ below.T > 0
        moves = ~(too_many | too_few) & more[alike][:, None] & less[alike][None, :]
        for to, source in zip(*np.nonzero(moves | moves.T), strict=True):
            others[alike[to]].add(int(alike[source]))
    return single, tuple(map(frozenset, others))


def _alike(inside: Truths) -> list[npt.NDArray[np.int_]]:
    """Positions of the atoms that are in the same first statement."""
    first = inside.argmax(1)
    return [np.flatnonzero(first == number) for number in np.unique(first)]


def _small(told: Sequence[Statement], known: _Known, minimum: int) -> dict[Rows, None]:
    """Groups below the minimum that sums and differences of statements can be about."""
    rows = dict.fromkeys(one.rows for one in told)
    pairs = {
        a - b: None
        for a in rows
        for b in known.overlapping(a, told)
        if len(a) - len(b) < 3 * minimum
    }
    near = [
        pair - c
        for pair in pairs
        if len(pair) < 3 * minimum
        for c in known.overlapping(pair, told)
    ]
    groups = (*known.atoms, *rows, *pairs, *near)
    return {group: None for group in groups if 0 < len(group) < minimum}
