"""What risk is left in a corridor: practice, harm that workers report, and both together.

Pure functions of plain numbers; every judgement stands in `scoring/corridors.toml`.

    practice  P  = sum(n_s S_s) / sum(n_s)        unassessed workers count 0
    harm      H  = 100 - O;  O = shifted geometric mean of y_k = 100 * 2^(-U_k / h_k)
    residual  RR = max(R * (1 - credit * P / 100), H)      where workers were heard
              RR = max(R, last known harm)                  where they were not

Source: the method, section 6.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Outcome = Literal["fee", "debt", "contract", "documents", "cost"]
OUTCOMES: tuple[Outcome, ...] = ("fee", "debt", "contract", "documents", "cost")
Binding = Literal[
    "inherent risk after practice",
    "observed harm",
    "no worker voice: no control credit",
    "last known harm",
]
Positive = Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)]
Share = Annotated[float, Field(strict=True, ge=0, le=1)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Tier(_Frozen):
    """A tier holds the rounded risks from `least` up to the next tier."""

    name: str
    least: Annotated[float, Field(strict=True, ge=0, le=100)]


class ResidualRules(_Frozen):
    """The judgements behind a residual risk, section [residual] of corridors.toml.

    `credit` is the share of inherent risk that perfect practice takes away. An outcome
    whose upper bound is `halving` is worth 50; its months (cost) or share (the others).
    Harm is only worked out where outcomes of at least `least_known` of the weight are
    known, and remembered for `memory_months`.
    """

    credit: Share
    shift: Annotated[float, Field(strict=True, gt=0, le=1)]
    least_known: Share
    memory_months: Annotated[int, Field(strict=True, ge=0)]
    halving: Mapping[Outcome, Positive]
    weights: Mapping[Outcome, Positive]
    tiers: Annotated[tuple[Tier, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for name, table in (("halving", self.halving), ("weights", self.weights)):
            missing = [outcome for outcome in OUTCOMES if outcome not in table]
            if missing:
                message = f"{name} lacks {', '.join(missing)}"
                raise ValueError(message)
        least = [tier.least for tier in self.tiers]
        if least != sorted(set(least)) or least[0] != 0:
            message = "tiers stand from the lowest risk, which begins at 0, upwards"
            raise ValueError(message)
        return self

    def tier(self, risk: float) -> str:
        """The tier of a risk that is rounded to one decimal."""
        return next(t.name for t in reversed(self.tiers) if risk >= t.least)


@dataclass(frozen=True, slots=True)
class Practice:
    """How well the suppliers of a corridor recruit, 0-100, weighted by migrant workers.

    `assured` counts unassessed workers as 0; `assessed_only` leaves them out, None where
    nobody was assessed. `coverage` is the share 0-1 of `workers` in assessed suppliers.
    """

    assured: float
    assessed_only: float | None
    coverage: float
    workers: int


def practice(suppliers: Iterable[tuple[int | None, float | None]]) -> Practice | None:
    """Over pairs of migrant workers and score; a score of None is not assessed.

    A supplier whose number of workers is not known has no weight. None where no worker
    is known of: then nobody can say how the corridor recruits.
    """
    known = [(n, score) for n, score in suppliers if n]
    workers = sum(n for n, _ in known)
    if not workers:
        return None
    assessed = sum(n for n, score in known if score is not None)
    gained = math.fsum(n * score for n, score in known if score is not None)
    return Practice(
        assured=gained / workers,
        assessed_only=gained / assessed if assessed else None,
        coverage=assessed / workers,
        workers=workers,
    )


@dataclass(frozen=True, slots=True)
class Harm:
    """What workers report, 0 (none) to 100, from the upper ends of what it can be.

    `parts` are the worths y_k 0-100 of the outcomes that are known, 100 best;
    `known` is their share of all weight, 0-1.
    """

    value: float
    parts: Mapping[Outcome, float]
    known: float


def harm(upper: Mapping[Outcome, float | None], rules: ResidualRules) -> Harm | None:
    """Harm from upper 95 % bounds: shares 0-1, and months of pay for `cost`.

    An outcome that is None or not given is not known: the others make the harm, if they
    have `least_known` of the weight, else there is none to speak of.
    """
    known = {k: value for k in OUTCOMES if (value := upper.get(k)) is not None}
    every = math.fsum(rules.weights[k] for k in OUTCOMES)
    weight = math.fsum(rules.weights[k] for k in known)
    if not known or weight / every < rules.least_known - 1e-9:
        return None
    parts = {k: 100 * 2 ** (-value / rules.halving[k]) for k, value in known.items()}
    logarithm = math.fsum(
        rules.weights[k] * math.log1p(rules.shift * part) for k, part in parts.items()
    )
    outcome = math.expm1(logarithm / weight) / rules.shift
    value = min(100.0, max(0.0, 100 - outcome))
    return Harm(value, parts, weight / every)


@dataclass(frozen=True, slots=True)
class Residual:
    """The risk that is left, 0-100 rounded half up to one decimal, and why.

    `score` is 100 less the risk. `binding` is the term that decides. `after_practice` is
    inherent risk less what practice takes away, whether or not it counts.
    """

    risk: float
    score: float
    tier: str
    binding: Binding
    inherent: float
    after_practice: float
    harm: float | None


def residual(
    inherent: float,
    practice: float | None,
    harm: float | None,
    rules: ResidualRules,
    *,
    last_harm: float | None = None,
) -> Residual:
    """All numbers 0-100. `harm` None: no worker voice, so no credit for practice.

    `practice` None (nobody knows) takes nothing away. `last_harm` is what workers
    reported earlier, at most `memory_months` ago; it counts only without worker voice.
    """
    left = inherent * (1 - rules.credit * (practice or 0.0) / 100)
    binding: Binding
    if harm is not None:
        exact = max(left, harm)
        binding = "observed harm" if harm > left else "inherent risk after practice"
    else:
        exact = max(inherent, last_harm or 0.0)
        binding = "no worker voice: no control credit"
        if exact > inherent:
            binding = "last known harm"
    risk = math.floor(round(exact * 10, 8) + 0.5) / 10
    return Residual(
        risk=risk,
        score=round(100 - risk, 1),
        tier=rules.tier(risk),
        binding=binding,
        inherent=inherent,
        after_practice=left,
        harm=harm,
    )
