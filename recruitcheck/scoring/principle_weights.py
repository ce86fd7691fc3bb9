"""What principles really weigh in the differences between organisations."""

from collections.abc import Sequence

import numpy as np

from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.means import transformed
from recruitcheck.scoring.scoring_model import ScoringModel

_NOTHING = 1e-12
_LEAST_UNITS = 3  # two always lie on a line


def effective_weights(
    units: Sequence[Assessment], model: ScoringModel
) -> dict[str, float | None]:
    """What each principle contributes to the differences between units, as shares.

    The score is a sum of terms `w_j f(S_j)` in the scale that its mean is taken in; the
    share of a principle is the covariance of its term with the sum, over the variance
    of the sum: the "effective weight" of psychometrics. Shares add up to 1.
    Source: Wang and Stanley, Review of Educational Research 40 (1970), 663-705.
    """
    none = dict.fromkeys((one.id for one in model.principles), None)
    scored = [one for one in units if one.raw is not None]
    if len(scored) < _LEAST_UNITS:
        return {**none}
    scores = np.array(
        [[one.principles[p.id] for p in model.principles] for one in scored], float
    )
    known = ~np.isnan(scores)
    weights = np.array([p.weight for p in model.principles]) * known
    scale = transformed(
        np.where(known, scores, 100.0), power=model.mean, shift=model.shift
    )
    if not np.isfinite(scale).all():  # without a shift, where a principle is 0
        return {**none}
    terms = weights / weights.sum(1, keepdims=True) * scale
    terms -= terms.mean(0)
    total = terms.sum(1)
    if np.abs(total).max() < _NOTHING:
        return {**none}
    shares = terms.T @ total / (total @ total)
    return dict(zip(none, map(float, shares), strict=True))
