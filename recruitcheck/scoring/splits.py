"""Why a score changed: over answers, evidence and workers, or within and mix.

Source: the method, section 10; Shapley, Contributions to the Theory of Games II (1953);
Kitagawa, Journal of the American Statistical Association 50 (1955), 1168-1194.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import factorial
from typing import Any, Literal

import pyarrow as pa

from recruitcheck.scoring.engine import score
from recruitcheck.scoring.rules import Rules

Part = Literal["answers", "evidence", "workers"]
PARTS: tuple[Part, ...] = ("answers", "evidence", "workers")


@dataclass(frozen=True, slots=True)
class Split:
    """Points that answers, evidence and workers contributed; they add up exactly."""

    answers: float
    evidence: float
    workers: float

    @property
    def total(self) -> float:
        return self.answers + self.evidence + self.workers


def split_change(
    batch: Any, rules: Rules, *, audited: bool = True
) -> tuple[tuple[float, float], Split]:
    """Old and new score of a batch of these two rows, and the split of the change.

    Exact by Shapley: the mean of what each part adds over all orders in which old
    becomes new, from eight rows through the kernel. Scores are under their ceilings
    and not rounded. What auditors answer counts as answers where there was an audit in
    both cycles (`audited`); an audit in one of them is evidence.
    """
    part_of = {name: _part_of(name, rules, audited) for name in batch.schema.names}
    worlds = list(product((0, 1), repeat=len(PARTS)))
    columns = {
        name: batch.column(name).take(
            pa.array([world[PARTS.index(part)] for world in worlds])
        )
        for name, part in part_of.items()
    }
    scored = score(pa.RecordBatch.from_pydict(columns), rules)
    value = dict(zip(worlds, scored.column("capped").to_pylist(), strict=True))
    parts = [_shapley(place, value) for place in range(len(PARTS))]
    return (value[0, 0, 0], value[1, 1, 1]), Split(*parts)


def _part_of(column: str, rules: Rules, audited: bool) -> Part:  # noqa: FBT001
    prefix, dot, _ = column.partition(".")
    if dot and prefix in {"workers", "outcome"}:
        return "workers"
    if dot and prefix == "evidence":
        return "evidence"
    item = rules.by_id.get(column.partition("@")[0])
    by_auditor = column == "respondent.auditor" or (
        item is not None and item.respondent == "auditor"
    )
    return "evidence" if by_auditor and not audited else "answers"


def _shapley(place: int, value: Mapping[tuple[int, ...], float]) -> float:
    """The mean of what one part adds, over all orders of the parts."""
    many, total = len(PARTS), 0.0
    for world, before in value.items():
        if not world[place]:
            with_it = (*world[:place], 1, *world[place + 1 :])
            present = sum(world)
            orders = factorial(present) * factorial(many - present - 1)
            total += orders / factorial(many) * (value[with_it] - before)
    return total


@dataclass(frozen=True, slots=True)
class Kitagawa:
    """Change of a weighted mean: of its members' values, and of their weights."""

    within: float
    mix: float


def kitagawa(
    old: Sequence[tuple[float, float]], new: Sequence[tuple[float, float]]
) -> Kitagawa:
    """Split the change of a mean; each member is a weight and a value, in both.

    within = sum of mean shares times changes of values; mix = sum of mean values times
    changes of shares. Both add up to the change.
    """
    was, now = sum(weight for weight, _ in old), sum(weight for weight, _ in new)
    pairs = list(zip(old, new, strict=True))
    return Kitagawa(
        sum((n / was + m / now) / 2 * (t - s) for (n, s), (m, t) in pairs),
        sum((s + t) / 2 * (m / now - n / was) for (n, s), (m, t) in pairs),
    )
