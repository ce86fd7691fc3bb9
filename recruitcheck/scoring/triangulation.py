"""What auditors and workers make of a claim (method, section 3).

Per topic: an auditor's answers limit a claim and make it audited; workers who confirm
it give it full credit, workers who contradict it take away what they contradict.

    m = min(m, mean points of the auditors' answers)         v = at least theirs
    e = max(c*m, min(m, L + margin))    the part of the claim that workers confirm
    x = min(e, U)                       what is left where they contradict it
    z = min(m, U) < 0.5                 fires a gate: no evidence discount
    D = max(0, m - U)                   discrepancy

L and U are the 95 % Wilson interval of the workers with a favourable answer. What an
auditor was asked and left blank counts 0 in the mean, as everywhere: silence never
looks better than "no".
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.columns import Flags, number_column
from recruitcheck.scoring.intervals import wilson_bounds
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.scoring_model import ScoringModel

Levels = npt.NDArray[np.intp]


class Audit(NamedTuple):
    """What auditors say in a topic, per row: where nobody was asked, limit 1, level 0.

    `limit` is the mean of their points and `level` the best evidence of their answers;
    `best` is the limit if their missing answers (`blank` says where) were the best.
    """

    limit: Floats
    level: Levels
    best: Floats
    blank: Flags


class Bounds(NamedTuple):
    """What workers say in a topic, per row: -inf and 1 where too few were heard."""

    lower: Floats
    upper: Floats
    heard: Flags


class Claim(NamedTuple):
    """A claim after triangulation, per row: points 0-1 at each step, evidence level.

    `limited` after auditors, `earned` after evidence and confirmation, `credited` what
    counts. `audit` and `workers` is what they say in its topic, None where nothing.
    """

    limited: Floats
    levels: Levels
    earned: Floats
    credited: Floats
    audit: Audit | None
    workers: Bounds | None

    @property
    def heard(self) -> Flags:
        if self.workers is None:
            return np.zeros(self.limited.shape, bool)
        return self.workers.heard

    @property
    def discrepancy(self) -> Floats:
        """How far the claim stands above what workers can mean at most, 0-1."""
        if self.workers is None:
            return np.zeros_like(self.limited)
        return np.asarray(np.maximum(0.0, self.limited - self.workers.upper))

    def at_best(self, points: Floats, rows: Levels | slice) -> Floats:
        """What the claim can count at most in some rows once missing answers are given.

        `points` are its own there, 1 where its own answer is missing. With the evidence
        that a missing answer can still bring; what workers contradict stays taken away.
        """
        best = points
        if self.audit is not None:
            best = np.minimum(best, self.audit.best[rows])
        if self.workers is not None:
            best = np.minimum(best, self.workers.upper[rows])
        return best


def worker_bounds(
    batch: Any, topics: Iterable[str], model: ScoringModel
) -> Mapping[str, Bounds]:
    """Bounds of every topic that the batch has interviews of.

    Columns: `workers.<topic>.favourable` and `.heard` (numbers of workers), and for the
    finite population `workers.<topic>.population`; null or 0 heard: nobody was.
    """
    found = {}
    for topic in topics:
        heard = number_column(batch, f"workers.{topic}.heard")
        if heard is None:
            continue
        favourable = number_column(batch, f"workers.{topic}.favourable")
        population = number_column(batch, f"workers.{topic}.population")
        enough = heard >= model.minimum_cell
        low, high = wilson_bounds(
            np.zeros_like(heard) if favourable is None else favourable,
            heard,
            np.full_like(heard, np.nan) if population is None else population,
        )
        found[topic] = Bounds(
            np.where(enough, low, -np.inf), np.where(enough, high, 1.0), enough
        )
    return found


def triangulate(
    points: Floats,
    levels: int | Levels,
    audit: Audit | None,
    workers: Bounds | None,
    model: ScoringModel,
) -> Claim:
    """A claim of `points` 0-1 at an evidence level, against auditors and workers."""
    level = np.broadcast_to(np.asarray(levels, np.intp), points.shape)
    limited = points
    if audit is not None:
        limited = np.minimum(points, audit.limit)
        level = np.maximum(level, audit.level)
    earned = credited = np.array(model.credit).take(level) * limited
    if workers is not None:
        confirmed = np.minimum(limited, workers.lower + model.worker_margin)
        earned = np.maximum(earned, confirmed)
        credited = np.minimum(earned, workers.upper)
    return Claim(limited, level, earned, credited, audit, workers)
