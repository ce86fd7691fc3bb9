"""An attacker who knows everything but what workers answered.

Who was interviewed, where, through which recruiter, of which sex and year, and how this
package works: all of that is known. The attacker takes every published figure as a
statement about unknown answers and asks what single solution is left.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

Rows = frozenset[int]


@dataclass(frozen=True)
class Statement:
    """That the answers of these interviews sum up to something between two numbers."""

    rows: Rows
    low: float
    high: float
    source: str


class Attack:
    """What statements about answers of 0 or 1 leave open, for any group of interviews."""

    def __init__(self, statements: Iterable[Statement], truth: Sequence[int]):
        self.truth = truth
        self.statements = list(dict.fromkeys(statements))
        for one in self.statements:  # an attacker who is misled proves nothing
            assert one.low <= sum(truth[r] for r in one.rows) <= one.high, one
        self.atoms = self._atoms()
        self.sizes = np.array([len(atom) for atom in self.atoms], float)
        self.known = np.array(
            [sum(truth[r] for r in atom) for atom in self.atoms], float
        )
        self.matrix = np.array(
            [
                [float(atom <= one.rows) for atom in self.atoms]
                for one in self.statements
            ]
        )
        self.low = np.array([one.low for one in self.statements])
        self.high = np.array([one.high for one in self.statements])

    def _atoms(self) -> list[Rows]:
        """Interviews that no statement tells apart."""
        groups: dict[tuple[bool, ...], set[int]] = {}
        for row in range(len(self.truth)):
            key = tuple(row in one.rows for one in self.statements)
            if any(key):
                groups.setdefault(key, set()).add(row)
        return [frozenset(group) for group in groups.values()]

    def settled(self, group: Rows) -> int | None:
        """The one number of reports that this group can have; None where it is open.

        `group` is a union of atoms. Exact: integer programming, after a cheap look for
        another solution near the true one.
        """
        chosen = np.array([float(atom <= group) for atom in self.atoms])
        if self._another(chosen):
            return None
        ends = [self._extreme(chosen), -self._extreme(-chosen)]
        return round(ends[0]) if round(ends[0]) == round(ends[1]) else None

    def _another(self, chosen: np.ndarray) -> bool:
        """Whether moving one report changes the group and breaks no statement."""
        sums = self.matrix @ self.known
        steps = [(i, d) for i in range(len(self.atoms)) for d in (-1.0, 1.0)]
        free = [(i, d) for i, d in steps if 0 <= self.known[i] + d <= self.sizes[i]]
        moves: list[tuple[tuple[int, float], ...]] = [((i, d),) for i, d in free]
        moves += [
            (one, other)
            for one in free
            for other in free
            if chosen[one[0]] and one[0] != other[0] and one[1] == -other[1]
        ]
        for move in moves:
            change = sum(d * self.matrix[:, i] for i, d in move)
            shift = sum(d * chosen[i] for i, d in move)
            inside = (sums + change >= self.low) & (sums + change <= self.high)
            if shift and inside.all():
                return True
        return False

    def _extreme(self, chosen: np.ndarray) -> float:
        found = milp(
            chosen,
            constraints=LinearConstraint(self.matrix, self.low, self.high),
            bounds=Bounds(np.zeros_like(self.sizes), self.sizes),
            integrality=np.ones_like(self.sizes),
        )
        assert found.success, found.message
        return float(found.fun)

    def targets(self, minimum: int, more: Iterable[Rows] = ()) -> list[Rows]:
        """Every group below the minimum that is worth a try.

        Atoms, single workers among them; differences of two or three statements; and
        what else the caller names, cut to whole atoms.
        """
        rows = list(dict.fromkeys(one.rows for one in self.statements))
        pairs = [a - b for a in rows for b in rows]
        nested = [a - b for a in pairs for b in rows if 0 < len(a) < 3 * minimum]
        found = [*self.atoms, *pairs, *nested, *more]
        small = [g for g in dict.fromkeys(found) if 0 < len(g) < minimum]
        return [g for g in small if g == frozenset().union(*self._within(g))]

    def _within(self, group: Rows) -> list[Rows]:
        return [atom for atom in self.atoms if atom <= group]


def money_range(
    statements: Sequence[Statement], payers: Rows, group: Rows
) -> tuple[float, float]:
    """Least and most that the payers of a group can have paid together.

    Here the attacker even knows who paid. Statements are about sums of money.
    """
    people = sorted(payers)
    matrix = np.array([[float(p in s.rows) for p in people] for s in statements])
    upper = np.vstack([matrix, -matrix])
    limits = np.array([s.high for s in statements] + [-s.low for s in statements])
    aim = np.array([float(p in group) for p in people])
    ends = [
        linprog(sign * aim, A_ub=upper, b_ub=limits, bounds=(0, None), method="highs")
        for sign in (1.0, -1.0)
    ]
    most = np.inf if ends[1].status == 3 else -float(ends[1].fun)
    assert ends[0].status == 0, ends[0].message
    return float(ends[0].fun), most


def preimage(rounded: int, n: int, rule: "Mapping[int, int]") -> tuple[int, int]:
    """Least and largest count of `n` that is published as `rounded`."""
    counts = [k for k in range(n + 1) if rule[k] == rounded]
    return min(counts), max(counts)
