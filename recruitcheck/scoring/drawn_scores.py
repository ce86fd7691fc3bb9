"""Scores of a batch under every draw of judgements.

The same numbers as the kernel's, without scoring everything again for each draw: a test
holds both together. The ceilings of gates never move.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.columns import Flags
from recruitcheck.scoring.draws import LEVELS, Draws
from recruitcheck.scoring.engine import Detail, details, score
from recruitcheck.scoring.means import Floats, power_mean
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.states import IN_SCOPE, UNANSWERED
from recruitcheck.scoring.triangulation import Bounds, worker_bounds


class _Questions(NamedTuple):
    """Questions of one unit before anybody judges the evidence, one by one.

    `points` as auditors left them and evidence `levels`; `floor` of what workers
    confirm, -inf where they were not heard, and `ceiling` of what they contradict;
    `weights` per leaf of the model.
    """

    points: Floats
    levels: npt.NDArray[np.intp]
    floor: Floats
    ceiling: Floats
    weights: Floats

    def where(self, chosen: Flags) -> "_Questions":
        return _Questions(
            self.points[chosen],
            self.levels[chosen],
            self.floor[chosen],
            self.ceiling[chosen],
            self.weights[chosen],
        )


class _Terms(NamedTuple):
    """The same added up as far as it can be.

    `by_level` (evidence levels x leaves) is weighted points of questions that workers
    neither confirm nor contradict, `heard` the others; `fixed`, per leaf, is weighted
    points that no credit changes.
    """

    by_level: Floats
    heard: _Questions
    fixed: Floats

    def gain(self, credit: Floats) -> Floats:
        """Weighted points per leaf, for every row of credits by level."""
        gain, heard = credit @ self.by_level + self.fixed, self.heard
        if len(heard.points):
            earned = np.maximum(credit[:, heard.levels] * heard.points, heard.floor)
            gain = gain + np.minimum(earned, heard.ceiling) @ heard.weights
        return np.asarray(gain)


class _Unit(NamedTuple):
    """The terms of one unit with missing answers at their worst and at their best.

    `best` is None where none is missing. Per leaf `base`, the weight of all that
    counts, missing answers too.
    """

    worst: _Terms
    best: _Terms | None
    base: Floats


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
    parts = zip(_units(batch, rules), keys, caps, known, strict=True)
    return [
        np.minimum(_raw(unit, draws, key, rules), cap) if has_score else None
        for unit, key, cap, has_score in parts
    ]


def _units(batch: Any, rules: Rules) -> Iterator[_Unit]:
    """The terms of every row. Without workers the kernel tells points and levels."""
    silent = [name for name in batch.schema.names if not name.startswith("workers.")]
    said = worker_bounds(batch, rules.claimed_topics, rules.model)
    for row, found in enumerate(details(batch.select(silent), rules)):
        yield _unit(row, found, said, rules)


def _unit(
    row: int, found: Mapping[str, Detail], said: Mapping[str, Bounds], rules: Rules
) -> _Unit:
    counted = [
        item
        for item in rules.items
        if item.principle is not None and found[item.id].state in IN_SCOPE
    ]
    details_ = [found[item.id] for item in counted]
    points = np.array([one.limited for one in details_])
    levels = np.array([one.evidence for one in details_], np.intp)
    floor, ceiling = np.full(len(counted), -np.inf), np.ones(len(counted))
    weights = np.zeros((len(counted), rules.tree.leaves))
    for place, item in enumerate(counted):
        weights[place, rules.tree.leaf_of[item.id]] = item.weight
        if item.claims and item.topic in said:
            bounds = said[item.topic]
            floor[place] = bounds.lower[row] + rules.model.worker_margin
            ceiling[place] = bounds.upper[row]
    floor = np.where(np.isfinite(floor), np.minimum(points, floor), floor)
    all_ = _Questions(points, levels, floor, ceiling, weights)
    worst, best = _terms(all_, np.zeros(rules.tree.leaves)), None
    # What misses an answer, its own or one of the auditor whose mean limits it.
    open_ = np.array(
        [o.state in UNANSWERED or o.best > o.credited for o in details_], bool
    )
    if open_.any():
        at_best = np.minimum([one.best for one in details_], ceiling)
        best = _terms(all_.where(~open_), at_best[open_] @ weights[open_])
    return _Unit(worst, best, weights.sum(0))


def _terms(questions: _Questions, fixed: Floats) -> _Terms:
    heard = np.isfinite(questions.floor)
    rest = questions.where(~heard)
    by_level = np.zeros((LEVELS, len(fixed)))
    np.add.at(by_level, rest.levels, rest.points[:, None] * rest.weights)
    return _Terms(by_level, questions.where(heard), fixed)


def _raw(unit: _Unit, draws: Draws, key: str, rules: Rules) -> Floats:
    """The score of every draw before any ceiling."""
    gain = unit.worst.gain(draws.credit)
    if unit.best is not None:
        at_best = _best(draws, key)
        gain[at_best] = unit.best.gain(draws.credit[at_best])
    model = rules.model
    with np.errstate(invalid="ignore"):
        leaves = (100 * gain / unit.base).T
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


def _best(draws: Draws, key: str) -> Flags:
    """The draws in which a unit's missing answers are the best."""
    if draws.missing is not None:
        return np.equal(draws.missing, 1)
    words = np.frombuffer(hashlib.sha256(key.encode()).digest(), "<u4")
    random = np.random.default_rng([draws.seed, *words.tolist()])
    return np.equal(random.integers(0, 2, len(draws)), 1)
