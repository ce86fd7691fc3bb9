"""What auditors and workers make of a claim (method, section 3).

Per topic: an auditor's answers limit a claim and make it audited; workers who confirm
it give it full credit, workers who contradict it take away what they contradict.

    m = min(m, mean points of the auditors' answers)         v = at least audited
    e = max(c*m, min(m, L + margin))    the part of the claim that workers confirm
    x = min(e, U)                       what is left where they contradict it
    z = min(m, U) < 0.5                 fires a gate: no evidence discount
    D = max(0, m - U)                   discrepancy

L and U are the 95 % Wilson interval of the workers with a favourable answer.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recruitcheck.scoring.intervals import wilson_bounds
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.scoring_model import ScoringModel

AUDITED = 2
Levels = npt.NDArray[np.intp]


class Claim(NamedTuple):
    """A claim after triangulation, per row: points 0-1 at each step, evidence level.

    `limited` after auditors, `earned` after evidence and confirmation, `credited` what
    counts. `upper` is 1 where workers were not heard; `heard` says where they were.
    """

    limited: Floats
    levels: Levels
    earned: Floats
    credited: Floats
    upper: Floats
    heard: npt.NDArray[np.bool_]

    @property
    def discrepancy(self) -> Floats:
        """How far the claim stands above what workers can mean at most, 0-1."""
        return np.asarray(np.maximum(0.0, self.limited - self.upper))


class Bounds(NamedTuple):
    """What workers say in a topic, per row: -inf and 1 where too few were heard."""

    lower: Floats
    upper: Floats
    heard: npt.NDArray[np.bool_]


def worker_bounds(
    batch: Any, topics: Iterable[str], model: ScoringModel
) -> Mapping[str, Bounds]:
    """Bounds of every topic that the batch has interviews of.

    Columns: `workers.<topic>.favourable` and `.heard` (numbers of workers), and for the
    finite population `workers.<topic>.population`; null or 0 heard: nobody was.
    """
    found = {}
    for topic in topics:
        heard = _numbers(batch, f"workers.{topic}.heard")
        if heard is None:
            continue
        favourable = _numbers(batch, f"workers.{topic}.favourable")
        population = _numbers(batch, f"workers.{topic}.population")
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


def _numbers(batch: Any, name: str) -> Floats | None:
    """A column as numbers, nan where null; None where the batch has no such column."""
    if name not in batch.schema.names:
        return None
    column = batch.column(name)
    if isinstance(column, pa.ChunkedArray):
        column = column.combine_chunks()
    values = column.cast(pa.float64()).to_numpy(zero_copy_only=False)
    return np.asarray(values, float)


def triangulate(
    points: Floats,
    levels: int | Levels,
    audit: Floats | None,
    workers: Bounds | None,
    model: ScoringModel,
) -> Claim:
    """A claim of `points` 0-1 at an evidence level, against auditors and workers.

    `audit` is the mean of the auditors' points in the topic, nan where there was none.
    """
    level = np.broadcast_to(np.asarray(levels, np.intp), points.shape)
    limited = points
    if audit is not None:
        seen = ~np.isnan(audit)
        limited = np.where(seen, np.minimum(points, audit), points)
        level = np.where(seen, np.maximum(level, AUDITED), level)
    discounted = np.array(model.credit).take(level) * limited
    if workers is None:
        everybody = np.ones_like(points)
        nobody = np.zeros(points.shape, bool)
        return Claim(limited, level, discounted, discounted, everybody, nobody)
    confirmed = np.minimum(limited, workers.lower + model.worker_margin)
    earned = np.maximum(discounted, confirmed)
    return Claim(
        limited,
        level,
        earned,
        np.minimum(earned, workers.upper),
        workers.upper,
        workers.heard,
    )
