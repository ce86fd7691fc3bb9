"""Which judgement moves a score most: Sobol's indices of the same judgements.

Needs SALib: `pip install recruitcheck[sobol]`.
Source: Sobol, Mathematics and Computers in Simulation 55 (2001), 271-280; Saltelli and
others, Computer Physics Communications 181 (2010), 259-270; OECD/JRC Handbook on
Constructing Composite Indicators (2008), section 7.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from recruitcheck.errors import UsageError
from recruitcheck.scoring.assessment import Network
from recruitcheck.scoring.draws import Draws, draws_at
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.ranges import (
    latest_of,
    organisation_draws,
    ranks_of,
    unit_draws,
)
from recruitcheck.scoring.roll_ups import roll_up
from recruitcheck.scoring.scoring_model import ScoringModel

JUDGEMENTS: Mapping[str, str] = {
    "weights": "weights of the principles",
    "mean": "mean between principles",
    "credit": "credit for evidence",
    "missing": "missing answers",
}
_POINTS = 1024  # of Sobol's sequence, a power of two; each costs six scores
_NOTHING = 1e-9  # points within which nothing moves


@dataclass(frozen=True, slots=True)
class Influence:
    """What one judgement does to a result, as shares of the variance of all draws.

    `first` is what it does alone, `total` what it does alone and together with others,
    about 0-1; `total_error` is the half-width of the 95 % interval of `total`. The
    totals of all judgements add up to 1 or more.
    """

    first: float
    total: float
    total_error: float


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """Influence by judgement, for each supplier's score and for the ranks of all.

    None where no judgement moves it, as under a ceiling that is far below.
    """

    seed: int
    evaluations: int
    scores: Mapping[str, Mapping[str, Influence] | None]
    rank_shift: Mapping[str, Influence] | None


def find_sensitivity(network: Network) -> Sensitivity:
    """What moves suppliers' scores of their latest cycle. UsageError without SALib."""
    sample, analyse = _salib()
    model = network.model
    problem, cube = _sampled(sample, model)
    draws = draws_at(cube, model)
    found = _supplier_draws(network, draws)

    def influence(result: Floats) -> Mapping[str, Influence] | None:
        if np.ptp(result) <= _NOTHING:
            return None
        told = analyse(problem, result, calc_second_order=False, seed=model.ranges.seed)
        rows = zip(told["S1"], told["ST"], told["ST_conf"], strict=True)
        return {
            name: Influence(*map(float, row))
            for name, row in zip(JUDGEMENTS, rows, strict=True)
        }

    scores = {name: influence(scores) for name, scores in found.items()}
    shift = influence(_shift(network, found)) if found else None
    return Sensitivity(model.ranges.seed, len(draws), scores, shift)


def _salib() -> tuple[Any, Any]:
    try:
        from SALib.analyze import sobol as analysis
        from SALib.sample import sobol as sampling
    except ImportError:
        message = "This needs SALib: pip install 'recruitcheck[sobol]'"
        raise UsageError(message) from None
    return sampling.sample, analysis.analyze


def _sampled(sample: Any, model: ScoringModel) -> tuple[dict[str, Any], Floats]:
    """The problem as SALib wants it, and the points of the cube to score at."""
    many = len(model.principles)
    groups = ["weights"] * many + ["mean"] + ["credit"] * 4 + ["missing"]
    problem = {
        "num_vars": len(groups),
        "names": [f"{group} {place}" for place, group in enumerate(groups)],
        "groups": groups,
        "bounds": [[0.0, 1.0]] * len(groups),
    }
    cube = sample(problem, _POINTS, calc_second_order=False, seed=model.ranges.seed)
    return problem, np.asarray(cube)


def _supplier_draws(network: Network, draws: Draws) -> dict[str, Floats]:
    own = network.of("supplier")
    if not own:
        return {}
    by_unit = unit_draws(own, network.rules["supplier"], draws)
    rolled = {
        name: organisation_draws(units, by_unit)
        for name, units in latest_of(own).items()
    }
    return {name: scores for name, scores in rolled.items() if scores is not None}


def _shift(network: Network, found: Mapping[str, Floats]) -> Floats:
    """By how many places the suppliers' ranks move on average, per draw."""
    latest = latest_of(network.of("supplier"))
    now = [roll_up(latest[name], network.model).capped or 0.0 for name in found]
    today = ranks_of(np.array(now)[:, None])
    placed = ranks_of(np.stack(list(found.values())))
    return np.asarray(np.abs(placed - today).mean(0))
