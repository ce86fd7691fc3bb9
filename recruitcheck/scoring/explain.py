"""Why this score: where the lost points went.

The split is exact and additive: every term is at least 0 and their sum is 100 less the
score. What raises it most is in `recruitcheck.scoring.steps`.
Source: the method, section 5.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.losses import Credit, share_out
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.states import UNANSWERED


@dataclass(frozen=True, slots=True)
class Loss:
    """Points of 100 that one question costs, by reason; each at least 0."""

    question: str
    principle: str
    answer: float
    missing: float
    evidence: float
    workers: float

    @property
    def total(self) -> float:
        return self.answer + self.missing + self.evidence + self.workers


@dataclass(frozen=True, slots=True)
class Explanation:
    """Where 100 less the score went.

    `gate` is what the cap takes from the raw score, `rounding` what the last decimal
    takes or, below 0, gives.
    """

    losses: tuple[Loss, ...]
    gate: float
    rounding: float

    @property
    def total(self) -> float:
        return sum(loss.total for loss in self.losses) + self.gate + self.rounding


def explain(
    row: Mapping[str, Any], detail: Mapping[str, Detail], rules: Rules
) -> Explanation | None:
    """The split of a unit's lost points; None where it has no score.

    `row` is the unit's row of `score`, `detail` its entry of `details`.
    """
    if row["score"] is None:
        return None
    principles = rules.model.principles
    terms = share_out({q: _credit(detail[q]) for q in rules.tree.leaf_of}, rules)
    losses = [
        Loss(
            item.id,
            principles[item.principle].id,
            *(float(part[0]) for part in terms[item.id]),
        )
        for item in rules.items
        if item.principle is not None and detail[item.id].weight
    ]
    gate, rounding = row["raw"] - row["capped"], row["capped"] - row["score"]
    return Explanation(tuple(losses), gate, rounding)


def _credit(found: Detail) -> Credit:
    """One unit's question as the split takes it: arrays of one row."""
    missing = found.state in UNANSWERED
    points = (found.limited, found.earned, found.credited)
    return Credit(
        np.array([found.weight]),
        np.array([missing]),
        *(np.array([0.0 if missing else one]) for one in points),
    )
