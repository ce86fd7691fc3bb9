"""Means between principles, and rounding.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 6.
"""

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.scoring_model import ScoringModel

Floats = npt.NDArray[np.float64]


def generalised_mean(scores: Floats, weights: Floats, model: ScoringModel) -> Floats:
    """Mean of principle scores (principles x rows, 0-100, nan where out of scope).

    Geometric on `1 + shift * s` for `mean` 0, else the mean of its power; nan where no
    principle is in scope.
    """
    return power_mean(scores, weights[:, None], shift=model.shift, power=model.mean)


def power_mean(
    scores: Floats, weights: Floats, *, shift: float, power: float
) -> Floats:
    """The same with weights per row (principles x rows, or x 1 if alike in all)."""
    known = ~np.isnan(scores)
    if known.all():
        weight: Floats = np.asarray(weights.sum(0))
        shifted, weighed = 1 + shift * scores, weights
    else:
        weighed = weights * known
        weight = weighed.sum(0)
        shifted = np.where(known, 1 + shift * np.where(known, scores, 0.0), 1.0)
    if power == 0:
        mean = np.exp((weighed * np.log(shifted)).sum(0) / weight)
    else:
        mean = ((weighed * shifted**power).sum(0) / weight) ** (1 / power)
    return np.asarray((mean - 1) / shift)


def round_half_up(scores: Floats) -> Floats:
    """Scores to one decimal, halves up; float noise below 1e-9 does not decide."""
    return np.asarray(np.floor(np.round(scores * 10, 8) + 0.5) / 10)
