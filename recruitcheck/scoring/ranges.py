"""How far scores and ranks would move if the judgements behind them were others.

A score rests on weights, on the mean between principles, on the credit for evidence and
on what missing answers would have said. Each draw takes other values for all of them,
the same for every unit, and scores everything again; the ceilings of gates never move.
What is reported holds 90 of 100 draws: it shows what the judgements decide, and says
nothing about whether an answer is true.

Source: the method, section 10; OECD/JRC Handbook on Constructing Composite Indicators
(2008), section 7.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recruitcheck.scoring.assessment import Assessment, Network
from recruitcheck.scoring.drawn_scores import draw_scores
from recruitcheck.scoring.draws import Draws, draw
from recruitcheck.scoring.means import Floats, round_half_up
from recruitcheck.scoring.principle_weights import effective_weights
from recruitcheck.scoring.roll_ups import roll_up
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.scoring_model import ScoringModel

LOW, HIGH = 5, 95  # percent of the draws that lie below the two ends of a range


@dataclass(frozen=True, slots=True)
class Spread:
    """Scores 0-100 of all draws.

    5 % of them lie below `low`, half below `middle`, 5 % above `high`.
    """

    low: float
    middle: float
    high: float

    def overlaps(self, other: "Spread") -> bool:
        return self.low <= other.high and other.low <= self.high


def spread(scores: Floats) -> Spread:
    """The range of the scores of all draws."""
    return Spread(*map(float, np.percentile(scores, [LOW, 50, HIGH])))


def band_chances(scores: Floats, model: ScoringModel) -> dict[str, float]:
    """The share of draws in each band, 0-1, the best band first."""
    rounded = round_half_up(scores)
    above = np.inf
    found = {}
    for band in model.bands:
        found[band.letter] = float(np.mean((rounded >= band.least) & (rounded < above)))
        above = band.least
    return found


def ranks_of(scores: Floats) -> npt.NDArray[np.intp]:
    """Ranks of organisations (organisations x draws), 1 the best.

    Who has the same score has the same rank: one more than the number of better ones.
    """
    # Means of scores under the same ceiling differ by the noise of adding.
    falling = -np.round(scores, 9)
    ordered = np.sort(falling, axis=0)
    found = np.empty(scores.shape, np.intp)
    for one in range(scores.shape[1]):
        found[:, one] = 1 + np.searchsorted(ordered[:, one], falling[:, one])
    return found


@dataclass(frozen=True, slots=True)
class UnitRange:
    """The range of an organisation's score in one corridor and cycle.

    `bands` is the share of draws in each band, 0-1, the best band first.
    """

    score: Spread
    bands: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class OrganisationRange:
    """The same for an organisation over its corridors, in its latest cycle.

    `rank` is its place among the `of` organisations of its role that have a score, 1 the
    best; 90 of 100 draws put it between `best_rank` and `worst_rank`.
    """

    score: Spread
    bands: Mapping[str, float]
    rank: int
    best_rank: int
    worst_rank: int
    of: int


@dataclass(frozen=True, slots=True)
class NetworkRanges:
    """What the scores of a network rest on, from `draws` draws with a seed.

    `units` by organisation, corridor ("" without one) and cycle, `organisations` by id;
    who has no score is in neither. `effective_weights` is what each principle really
    contributes to the differences between suppliers, beside `nominal_weights`, both as
    shares that add up to 1; None where too few differ. A principle that runs against
    the others is below 0. `rank_shift` is by how many places a supplier's rank moves on
    average; None without suppliers.
    """

    draws: int
    seed: int
    units: Mapping[tuple[str, str, str], UnitRange]
    organisations: Mapping[str, OrganisationRange]
    nominal_weights: Mapping[str, float]
    effective_weights: Mapping[str, float | None]
    rank_shift: float | None


def find_ranges(network: Network) -> NetworkRanges:
    """The ranges of every unit, and of every organisation in its latest cycle."""
    model, drawn = network.model, draw(network.model)
    by_unit: dict[tuple[str, str, str], Floats] = {}
    organisations: dict[str, OrganisationRange] = {}
    shift = None
    for role, rules in network.rules.items():
        own = network.of(role)
        by_unit |= unit_draws(own, rules, drawn)
        latest = latest_of(own)
        rolled = {
            name: mean
            for name, units in latest.items()
            if (mean := organisation_draws(units, by_unit)) is not None
        }
        now = [roll_up(latest[name], model).capped or 0.0 for name in rolled]
        found, moved = _organisations(rolled, now, model)
        organisations |= found
        shift = moved if role == "supplier" else shift
    latest = latest_of(network.of("supplier"))
    suppliers = [one for units in latest.values() for one in units]
    total = sum(one.weight for one in model.principles)
    return NetworkRanges(
        len(drawn),
        drawn.seed,
        {
            key: UnitRange(spread(scores), band_chances(scores, model))
            for key, scores in by_unit.items()
        },
        organisations,
        {one.id: one.weight / total for one in model.principles},
        effective_weights(suppliers, model),
        shift,
    )


def latest_of(units: Iterable[Assessment]) -> dict[str, tuple[Assessment, ...]]:
    """The units of each organisation's latest cycle."""
    by_name: dict[str, list[Assessment]] = {}
    for one in units:
        by_name.setdefault(one.organisation, []).append(one)
    return {
        name: tuple(u for u in own if u.cycle == max(one.cycle for one in own))
        for name, own in by_name.items()
    }


def unit_draws(
    units: Sequence[Assessment], rules: Rules, draws: Draws
) -> dict[tuple[str, str, str], Floats]:
    """The draws of every unit that has a score, by its key."""
    if not units:
        return {}
    table = pa.Table.from_batches([one.inputs for one in units])
    (batch,) = table.combine_chunks().to_batches()
    keys = [one.unit.key for one in units]
    found = draw_scores(batch, rules, draws, ["|".join(key) for key in keys])
    return {k: s for k, s in zip(keys, found, strict=True) if s is not None}


def organisation_draws(
    units: Sequence[Assessment], by_unit: Mapping[tuple[str, str, str], Floats]
) -> Floats | None:
    """An organisation's score in every draw: the mean over its corridors by workers.

    None where nothing of it has a score.
    """
    known = [
        (by_unit[one.unit.key], one.weight)
        for one in units
        if one.unit.key in by_unit and one.weight
    ]
    total = sum(weight for _, weight in known)
    if not total:
        return None
    return np.asarray(sum(scores * weight for scores, weight in known) / total)


def _organisations(
    rolled: Mapping[str, Floats], now: Sequence[float], model: ScoringModel
) -> tuple[dict[str, OrganisationRange], float | None]:
    """The ranges of organisations of one role, and how far their ranks move."""
    if not rolled:
        return {}, None
    placed = ranks_of(np.stack(list(rolled.values())))
    today = ranks_of(np.array(now)[:, None])[:, 0]
    ends = np.percentile(placed, [LOW, HIGH], axis=1, method="inverted_cdf").astype(int)
    found = {
        name: OrganisationRange(
            spread(scores),
            band_chances(scores, model),
            int(rank),
            int(best),
            int(worst),
            len(rolled),
        )
        for (name, scores), rank, best, worst in zip(
            rolled.items(), today, *ends, strict=True
        )
    }
    return found, float(np.abs(placed - today[:, None]).mean())
