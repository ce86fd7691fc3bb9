"""Whether published counts, taken together, settle what a few workers said.

Rounding leaves room, but not always enough: where nearly everybody of a block reports
something, several rounded counts can leave one single answer. Before a breakdown is
shown it is looked over here, together with what is shown already.

A group is open if another answer fits everything published. Another answer is looked
for near the true one: one report given or taken back or moved, or two such changes at
once that make up for each other. Where none is found the group counts as settled. That
errs to one side only: what passes is open.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Rows = frozenset[int]
Truths = npt.NDArray[np.bool_]
Whole = npt.NDArray[np.int_]
_POOL = 500  # second changes that are tried; they come from all blocks alike
_FIRST = 16  # first changes that are tried for one group


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


class _Changes(NamedTuple):
    """Possible changes of the true answer, one an entry.

    A report more in the atom `to` and one less in `source`; -1 for none. `effect` is what
    that does to the statements that cross blocks. `home` is the first statement of the
    atoms: two reports more in one home are not tried.
    """

    to: Whole
    source: Whole
    effect: Whole
    home: Whole

    def of(self, places: Whole) -> "_Changes":
        return _Changes(*(column[places] for column in self))

    @property
    def single(self) -> Truths:
        return (self.to < 0) | (self.source < 0)


@dataclass(frozen=True)
class _Known:
    """What is told, and what of the true answer can change without breaking it.

    `atoms` are workers whom no statement tells apart, `atom` the one of each worker and
    `about` the statements about each of them. The first statement about an atom is its
    home, in practice its block: pairs of all atoms would be as many as the square of all
    workers.
    """

    told: Sequence[Statement]
    atoms: tuple[Rows, ...]
    about: tuple[tuple[int, ...], ...]
    atom: Mapping[int, int]
    true: Whole

    @classmethod
    def of(cls, told: Sequence[Statement], reports: Mapping[int, bool]) -> "_Known":
        about: dict[int, list[int]] = {row: [] for row in reports}
        for number, one in enumerate(told):
            for row in one.rows:
                about[row].append(number)
        keys: dict[tuple[int, ...], set[int]] = {}
        for row, numbers in about.items():
            if numbers:
                keys.setdefault(tuple(numbers), set()).add(row)
        atoms = tuple(frozenset(rows) for rows in keys.values())
        atom = {row: at for at, rows in enumerate(atoms) for row in rows}
        true = np.array([sum(reports[row] for row in one) for one in atoms], int)
        return cls(told, atoms, tuple(keys), atom, true)

    def overlapping(self, group: Rows) -> set[Rows]:
        """What statements are about that speak of somebody in the group."""
        atoms = {self.atom[row] for row in group}
        return {self.told[number].rows for at in atoms for number in self.about[at]}

    def settles(self, group: Rows) -> bool:
        """Whether no other answer was found for a group; it is a union of atoms."""
        own = sorted({self.atom[row] for row in group})
        chosen = np.zeros(len(self.atoms) + 1, int)  # the last stands for no atom
        chosen[own] = 1
        homes = {self.about[at][0] for at in own}
        near = [self._by_home[home] for home in sorted(homes)]
        changes = _joined([*near, self._pool])
        moved = chosen[changes.to] - chosen[changes.source]
        if (self._fits(changes.effect) & (moved != 0)).any():
            return False
        return not any(
            self._fits_with(changes, moved, first)
            for first in np.flatnonzero(moved)[:_FIRST]
        )

    def _fits(self, effect: Whole) -> Truths:
        low, high = self._room
        return np.asarray(((effect <= high) & (effect >= -low)).all(1))

    def _fits_with(self, changes: _Changes, moved: Whole, first: int) -> bool:
        """Whether a second change makes up for what the first one breaks."""
        to, source = changes.to[first], changes.source[first]
        apart = ~np.isin(changes.to, [one for one in (to, source) if one >= 0])
        apart &= ~np.isin(changes.source, [one for one in (to, source) if one >= 0])
        if to < 0 or source < 0:
            apart &= ~(changes.single & (changes.home == changes.home[first]))
        together = self._fits(changes.effect + changes.effect[first])
        return bool((apart & together & (moved + moved[first] != 0)).any())

    @cached_property
    def _inside(self) -> Whole:
        inside = np.zeros((len(self.atoms) + 1, len(self.told)), int)
        for at, numbers in enumerate(self.about):
            inside[at, list(numbers)] = 1
        return inside

    @cached_property
    def _crossing(self) -> Whole:
        """Statements that speak of atoms with another home."""
        found = {number for numbers in self.about for number in numbers[1:]}
        return np.array(sorted(found), int)

    @cached_property
    def _room(self) -> tuple[Whole, Whole]:
        """How much the crossing statements can fall and rise."""
        sums = self.true @ self._inside[:-1]
        low = np.array([one.low for one in self.told])
        high = np.array([one.high for one in self.told])
        down, up = np.floor(sums - low).astype(int), np.floor(high - sums).astype(int)
        return down[self._crossing], up[self._crossing]

    @cached_property
    def _by_home(self) -> dict[int, _Changes]:
        homes: dict[int, list[int]] = {}
        for at, numbers in enumerate(self.about):
            homes.setdefault(numbers[0], []).append(at)
        return {home: self._changes(home, atoms) for home, atoms in homes.items()}

    def _changes(self, home: int, atoms: Sequence[int]) -> _Changes:
        """Every change among the atoms of one home that its own count allows."""
        total = sum(int(self.true[at]) for at in self._all_of(home))
        more = [at for at in atoms if self.true[at] < len(self.atoms[at])]
        less = [at for at in atoms if self.true[at] > 0]
        pairs = [(to, source) for to in more for source in less if to != source]
        if total + 1 <= self.told[home].high:
            pairs += [(to, -1) for to in more]
        if total - 1 >= self.told[home].low:
            pairs += [(-1, source) for source in less]
        to, source = np.array(pairs, int).reshape(-1, 2).T
        effect = (self._inside[to] - self._inside[source])[:, self._crossing]
        return _Changes(to, source, effect, np.full(len(to), home))

    def _all_of(self, statement: int) -> set[int]:
        return {self.atom[row] for row in self.told[statement].rows}

    @cached_property
    def _pool(self) -> _Changes:
        """Changes of all homes, as many of each."""
        every = list(self._by_home.values())
        most = max(1, _POOL // len(every))
        parts = []
        for one in every:
            n = len(one.to)
            parts.append(
                one.of(np.unique(np.linspace(0, n - 1, min(n, most)).astype(int)))
            )
        return _joined(parts)


def _joined(parts: Sequence[_Changes]) -> _Changes:
    return _Changes(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def _small(told: Sequence[Statement], known: _Known, minimum: int) -> dict[Rows, None]:
    """Groups below the minimum that sums and differences of statements can be about."""
    rows = dict.fromkeys(one.rows for one in told)
    pairs = {
        a - b: None
        for a in rows
        for b in known.overlapping(a)
        if len(a) - len(b) < 3 * minimum
    }
    near = [
        pair - c
        for pair in pairs
        if len(pair) < 3 * minimum
        for c in known.overlapping(pair)
    ]
    groups = (*known.atoms, *rows, *pairs, *near)
    return {group: None for group in groups if 0 < len(group) < minimum}
