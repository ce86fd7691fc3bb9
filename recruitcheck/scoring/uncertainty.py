"""How far scores and ranks would move if the judgements behind them were others.

A score rests on weights, on the mean between principles, on the credit for evidence and
on what missing answers would have said. Each draw takes other values for all of them,
the same for every unit, and scores everything again; the ceilings of gates never move.
What is reported holds 90 of 100 draws: it shows what the judgements decide, and says
nothing about whether an answer is true.

Source: the method, section 10; OECD/JRC Handbook on Constructing Composite Indicators
(2008), section 7.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recruitcheck.scoring.assessment import Assessment, Network, roll_up
from recruitcheck.scoring.engine import Detail, details, score
from recruitcheck.scoring.means import Floats, power_mean, round_half_up, transformed
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.triangulation import Bounds, worker_bounds

LOW, HIGH = 5, 95  # percent of the draws that lie below the two ends of a range
_LEVELS = 4
_MISSING = frozenset({"missing", "na_unapproved"})
_COUNTED = _MISSING | {"answered", "hidden"}
_NOTHING = 1e-12
_LEAST_UNITS = 3  # two always lie on a line


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
    return draws_at(np.hstack([first, random.random((many, _LEVELS))]), model)


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
    moved = credit + away * (2 * cube[:, many + 1 : many + 1 + _LEVELS] - 1)
    missing = cube[:, many + 1 + _LEVELS :]
    return Draws(
        varied.seed,
        weights * (1 + varied.weights * (2 * cube[:, :many] - 1)),
        model.mean + steps.take(chosen),
        np.maximum.accumulate(np.clip(moved, 0.0, 1.0), axis=1),
        np.round(missing[:, 0]) if missing.shape[1] else None,
    )


class _Terms(NamedTuple):
    """What one unit's questions bring, before anybody judges the evidence.

    `by_level` (evidence levels x leaves of the model) is weighted points of questions
    that workers neither confirm nor contradict. Of the others, one by one: `points` as
    auditors left them, evidence `levels`, `floor` that workers confirm and `ceiling`
    that they contradict, and `weights` (questions x leaves). Per leaf `base`, the
    weight of all that counts, missing answers too, and `lost`: what those could bring.
    """

    by_level: Floats
    points: Floats
    levels: npt.NDArray[np.intp]
    floor: Floats
    ceiling: Floats
    weights: Floats
    base: Floats
    lost: Floats


def draw_scores(
    batch: Any, rules: Rules, draws: Draws, keys: Sequence[str]
) -> list[Floats | None]:
    """Per row of a batch the capped score of every draw, not rounded.

    None where the row has no score. A row's own `key` decides in which draws its missing
    answers are taken at their best, so that no other row moves it.
    """
    scored = score(batch, rules)
    caps = scored.column("cap").to_numpy()
    known = scored.column("score").is_valid().to_pylist()
    parts = zip(_terms(batch, rules), keys, caps, known, strict=True)
    return [
        np.minimum(_raw(terms, draws, key, rules), cap) if has_score else None
        for terms, key, cap, has_score in parts
    ]


def _terms(batch: Any, rules: Rules) -> Iterator[_Terms]:
    """The terms of every row. Without workers the kernel tells points and levels."""
    silent = [name for name in batch.schema.names if not name.startswith("workers.")]
    said = worker_bounds(batch, rules.claimed_topics, rules.model)
    for row, found in enumerate(details(batch.select(silent), rules)):
        yield _row_terms(row, found, said, rules)


def _row_terms(
    row: int, found: Mapping[str, Detail], said: Mapping[str, Bounds], rules: Rules
) -> _Terms:
    counted = [
        item
        for item in rules.items
        if item.principle is not None and found[item.id].state in _COUNTED
    ]
    points = np.array([found[item.id].limited for item in counted])
    levels = np.array([found[item.id].evidence for item in counted], np.intp)
    floor, ceiling = np.full(len(counted), -np.inf), np.ones(len(counted))
    weights = np.zeros((len(counted), rules.tree.leaves))
    best = np.zeros(len(counted))  # of the missing answers, as far as others allow
    for place, item in enumerate(counted):
        if item.claims and item.topic in said:
            bounds = said[item.topic]
            floor[place] = bounds.lower[row] + rules.model.worker_margin
            ceiling[place] = bounds.upper[row]
        weights[place, rules.tree.leaf_of[item.id]] = item.weight
        if found[item.id].state in _MISSING:
            best[place] = min(found[item.id].best, ceiling[place])
    heard = np.isfinite(floor)
    by_level = np.zeros((_LEVELS, rules.tree.leaves))
    np.add.at(by_level, levels[~heard], points[~heard, None] * weights[~heard])
    return _Terms(
        by_level,
        points[heard],
        levels[heard],
        np.minimum(points, floor)[heard],
        ceiling[heard],
        weights[heard],
        weights.sum(0),
        best @ weights,
    )


def _raw(terms: _Terms, draws: Draws, key: str, rules: Rules) -> Floats:
    """The score of every draw before any ceiling."""
    gain = draws.credit @ terms.by_level
    if len(terms.points):
        earned = draws.credit[:, terms.levels] * terms.points
        credited = np.minimum(np.maximum(earned, terms.floor), terms.ceiling)
        gain = gain + credited @ terms.weights
    if terms.lost.any():
        gain = gain + np.outer(_best(draws, key), terms.lost)
    model = rules.model
    with np.errstate(invalid="ignore"):
        leaves = (100 * gain / terms.base).T
    parts = rules.tree.scores(leaves, shift=model.shift)
    by_principle = [parts[one.id] for one in model.principles]
    raw = np.empty(len(draws))
    for power in np.unique(draws.powers):
        rows = draws.powers == power
        raw[rows] = power_mean(
            [scores[rows] for scores in by_principle],
            list(draws.weights[rows].T),
            power=float(power),
            shift=model.shift,
        )
    return raw


def _best(draws: Draws, key: str) -> Floats:
    """1 for the draws in which a unit's missing answers are the best, else 0."""
    if draws.missing is not None:
        return draws.missing
    words = np.frombuffer(hashlib.sha256(key.encode()).digest(), "<u4")
    random = np.random.default_rng([draws.seed, *words.tolist()])
    return random.integers(0, 2, len(draws)).astype(float)


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
