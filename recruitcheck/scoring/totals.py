"""What the items of a batch add up to, per principle and row."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.columns import Flags
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.passes import Scored
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import IS_MISSING
from recruitcheck.scoring.triangulation import Claim

_LEVELS = 4


class Sums(NamedTuple):
    """What the items add up to, per leaf of the tree and row; the caps per row.

    `gain` is weighted points, `base` the weight in the denominator, `missing` that of
    missing answers, `na` that of approved N/A. `spare` is what stands in the way of
    missing answers even at their best, or is won with them besides their own weight.
    `cap_high` is the cap that would be left if every missing answer were the best one.
    """

    gain: Floats
    base: Floats
    missing: Floats
    na: Floats
    spare: Floats
    cap: Floats
    cap_high: Floats


class Doubts:
    """Where claims and workers disagree, added up over the items of a batch."""

    def __init__(self, rows: int) -> None:
        self.weight, self.total = np.zeros(rows), np.zeros(rows)
        self.flags: dict[str, Flags] = {}

    def add(self, one: Scored, counted: Flags, model: ScoringModel) -> None:
        if one.claim is None:
            return
        heard = one.claim.heard & counted
        gap = one.claim.discrepancy
        self.weight += one.item.weight * heard
        self.total += one.item.weight * heard * gap
        flagged = heard & (gap >= model.discrepancy_flag)
        if flagged.any():
            self.flags[one.item.id] = flagged

    @property
    def index(self) -> Floats:
        """Mean discrepancy by weight, nan where workers were not heard."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.total / self.weight)


def add_spare(total: Floats, one: Scored, claim: Claim, counted: Flags) -> None:
    """Add what missing answers can change in a claim besides its own weight.

    Less than its weight where it is missing and others would limit it; more than
    nothing where auditors' missing answers limit what it counts.
    """
    rows = np.flatnonzero(IS_MISSING[one.states].take(one.codes))
    if rows.size:
        best = claim.at_best(np.ones(rows.size), rows)
        total[rows] -= one.item.weight * (1.0 - best)
    if claim.audit is not None:
        rows = np.flatnonzero(counted & claim.audit.blank)
        best = claim.at_best(one.points.take(one.codes[rows]), rows)
        total[rows] += one.item.weight * (best - claim.credited[rows])


def gather(
    total: npt.NDArray[np.complex128],
    gain: Floats,
    missing: Floats,
    one: Scored,
    credit: Floats,
) -> None:
    """Add per row what the answer gains at its evidence and what is lost if missing."""
    if isinstance(one.levels, int):
        table, codes = gain * credit[one.levels] + 1j * missing, one.codes
    else:
        table = (np.outer(gain, credit) + 1j * missing[:, None]).ravel()
        codes = one.codes * _LEVELS + one.levels
    total += table.take(codes)


def add_table(total: Floats, table: Floats, one: Scored) -> None:
    """Add a table's value of every row, in place; most tables are all alike."""
    possible = table[one.present]
    if not possible.size or (possible == possible[0]).all():
        total += possible[0] if possible.size else 0.0
    else:
        total += table.take(one.codes)
