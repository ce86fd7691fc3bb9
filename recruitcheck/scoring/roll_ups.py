"""The score of an organisation over its corridors, of a corridor over its suppliers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.means import round_half_up
from recruitcheck.scoring.scoring_model import ScoringModel


@dataclass(frozen=True, slots=True)
class RollUp:
    """A mean of assessments weighted by migrant workers.

    `workers` is None where no number is known, `covered` the share of known workers in
    assessments that have a score; `capped` is the score before rounding.
    """

    score: float | None
    band: str | None
    raw: float | None
    low: float | None
    high: float | None
    principles: Mapping[str, float | None]
    completeness: float | None
    status: str | None
    workers: int | None
    covered: float | None
    capped: float | None = None


def roll_up(assessments: Sequence[Assessment], model: ScoringModel) -> RollUp:
    """The mean of assessments weighted by migrant workers; unscored ones are left out.

    Organisations without workers of their own (recruiters, members) weigh the same.
    Source: the method, sections 1 and 6.
    """
    known = [(a, a.weight) for a in assessments]
    scored = [(a, n) for a, n in known if a.score is not None and n > 0]
    total, heard = sum(n for _, n in known), sum(n for _, n in scored)
    if not scored:
        none = dict.fromkeys((p.id for p in model.principles), None)
        workers = known_workers(assessments)
        return RollUp(None, None, None, None, None, none, None, None, workers, None)

    def mean(values: Iterable[float | None]) -> float | None:
        pairs = [
            (v, n) for v, (_, n) in zip(values, scored, strict=True) if v is not None
        ]
        weight = sum(n for _, n in pairs)
        return sum(v * n for v, n in pairs) / weight if weight else None

    capped = mean(a.capped for a, _ in scored)
    score_ = float(round_half_up(np.array([capped], float))[0])
    completeness = mean(a.completeness for a, _ in scored) or 0.0
    return RollUp(
        score=score_,
        band=model.band(score_).letter,
        raw=mean(a.raw for a, _ in scored),
        low=mean(a.low for a, _ in scored),
        high=mean(a.high for a, _ in scored),
        principles={
            p.id: mean(a.principles[p.id] for a, _ in scored) for p in model.principles
        },
        completeness=completeness,
        status=status_of(completeness, model),
        workers=known_workers(assessments),
        covered=heard / total,
        capped=capped,
    )


def known_workers(assessments: Iterable[Assessment]) -> int | None:
    """Migrant workers of all of them whose number is known; None where none is."""
    known = [one.workers for one in assessments if one.workers is not None]
    return sum(known) if known else None


def status_of(completeness: float, model: ScoringModel) -> str:
    """complete, provisional or incomplete, by the share of weight answered."""
    if round(completeness, 9) >= model.complete:
        return "complete"
    return (
        "provisional" if round(completeness, 9) >= model.provisional else "incomplete"
    )
