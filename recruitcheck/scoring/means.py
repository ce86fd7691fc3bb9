"""Means between the parts of a score, and rounding.

Source: OECD/JRC Handbook on Constructing Composite Indicators (2008), section 6.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.scoring_model import ScoringModel

Floats = npt.NDArray[np.float64]


def transformed(scores: Floats, *, power: float, shift: float | None) -> Floats:
    """Scores 0-100 as the mean of that power adds them up.

    The logarithm (power 0) or the power of `1 + shift * s`, of `s` itself where there
    is no shift: then -inf or inf at 0. Untouched for the arithmetic mean.
    """
    if power == 1:
        return scores
    shifted = scores if shift is None else 1 + shift * scores
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(shifted) if power == 0 else shifted**power)


def _back(mean: Floats, *, power: float, shift: float | None) -> Floats:
    if power == 1:
        return mean
    with np.errstate(divide="ignore"):
        shifted = np.exp(mean) if power == 0 else mean ** (1 / power)
    return np.asarray(shifted if shift is None else (shifted - 1) / shift)


def power_mean(
    scores: Sequence[Floats] | Floats,
    weights: Sequence[float] | Floats,
    *,
    power: float,
    shift: float | None,
) -> Floats:
    """Mean of scores 0-100 per row, nan where none of them is in scope (all nan).

    A score may have one weight, or one in every row.

    Added up one after the other: numpy's own sums take another order for one row than
    for many, and a unit's bits would hang on its neighbours.
    """
    total, weight = np.zeros_like(scores[0]), np.zeros_like(scores[0])
    for one, own in zip(scores, weights, strict=True):
        term = own * transformed(one, power=power, shift=shift)
        known = ~np.isnan(one)
        if known.all():
            total, weight = total + term, weight + own
        else:
            total, weight = total + np.where(known, term, 0.0), weight + own * known
    with np.errstate(invalid="ignore"):
        return _back(total / weight, power=power, shift=shift)


def generalised_mean(scores: Floats, weights: Floats, model: ScoringModel) -> Floats:
    """Mean of principle scores (principles x rows, 0-100, nan where out of scope)."""
    rows = list(scores)
    return power_mean(rows, list(weights), power=model.mean, shift=model.shift)


def round_half_up(scores: Floats) -> Floats:
    """Scores to one decimal, halves up; float noise below 1e-9 does not decide."""
    return np.asarray(np.floor(np.round(scores * 10, 8) + 0.5) / 10)
