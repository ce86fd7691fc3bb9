"""Scores of a batch under every draw of judgements.

The same numbers as the kernel's, without scoring everything again for each draw: a test
holds both together. The ceilings of gates never move.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.draws import LEVELS, Draws
from recruitcheck.scoring.engine import Detail, details, score
from recruitcheck.scoring.means import Floats, power_mean
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.states import IN_SCOPE, UNANSWERED
from recruitcheck.scoring.triangulation import Bounds, worker_bounds


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
        if item.principle is not None and found[item.id].state in IN_SCOPE
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
        if found[item.id].state in UNANSWERED:
            best[place] = min(found[item.id].best, ceiling[place])
    heard = np.isfinite(floor)
    by_level = np.zeros((LEVELS, rules.tree.leaves))
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
