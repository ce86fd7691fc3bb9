"""Judgements drawn anew: weights, the mean between principles, credit, missing answers.

Source: the method, section 10; OECD/JRC Handbook on Constructing Composite Indicators
(2008), section 7.
"""

from dataclasses import dataclass

import numpy as np

from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.scoring_model import ScoringModel

LEVELS = 4


@dataclass(frozen=True, eq=False, slots=True)
class Draws:
    """Judgements, one row per draw, the same for every unit.

    `weights` of the principles (draws x principles), `powers` of the mean between them,
    `credit` by evidence level (draws x 4), never falling as evidence gets better.
    `missing` is 1 where missing answers are taken at their best and 0 at their worst;
    None where each unit draws that for itself.
    """

    seed: int
    weights: Floats
    powers: Floats
    credit: Floats
    missing: Floats | None = None

    def __len__(self) -> int:
        return len(self.powers)


def draw(model: ScoringModel) -> Draws:
    """The draws of a model. The same seed gives the same draws, bit for bit."""
    many, varied = model.ranges.draws, model.ranges
    random = np.random.default_rng(varied.seed)
    first = random.random((many, len(model.principles) + 1))
    return draws_at(np.hstack([first, random.random((many, LEVELS))]), model)


def draws_at(cube: Floats, model: ScoringModel) -> Draws:
    """Judgements at points of a cube, each coordinate from 0 up to 1.

    Columns: a weight per principle, the power, four credits; one more is `missing`.
    """
    varied, many = model.ranges, len(model.principles)
    weights = np.array([one.weight for one in model.principles])
    steps = np.array(varied.means)
    chosen = np.minimum(cube[:, many] * len(steps), len(steps) - 1).astype(np.intp)
    credit, away = np.array(model.credit), np.array(varied.credit)
    # What counts in full, counts in full: it is where the scale is anchored.
    away = np.where(credit == 1, 0.0, away)
    moved = credit + away * (2 * cube[:, many + 1 : many + 1 + LEVELS] - 1)
    missing = cube[:, many + 1 + LEVELS :]
    return Draws(
        varied.seed,
        weights * (1 + varied.weights * (2 * cube[:, :many] - 1)),
        model.mean + steps.take(chosen),
        np.maximum.accumulate(np.clip(moved, 0.0, 1.0), axis=1),
        np.round(missing[:, 0]) if missing.shape[1] else None,
    )
