"""What workers say, counted: voice per principle, incidences, worker-outcome gates.

Shown beside the score and never blended into it (method, section 3). All functions
take a table of interviews, one row each, with the columns of a worker questionnaire;
none of their results holds a single worker's answer.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.functions import Value
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire
from recruitcheck.scoring.intervals import Interval, wilson
from recruitcheck.scoring.scoring_model import OutcomeGate, ScoringModel

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, slots=True)
class Voice:
    """Mean points of the workers' own scored answers in one principle, 0-1.

    `n` interviews had at least one such answer. Each worker counts the same: first the
    worker's answers are averaged by weight, then the workers.
    """

    mean: float
    n: int
    interval: Interval


@dataclass(frozen=True, slots=True)
class Incidence:
    """`reports` of `n` interviewed workers report something; None where n is 0."""

    reports: int
    n: int
    interval: Interval

    @property
    def share(self) -> float | None:
        return self.reports / self.n if self.n else None


def known_population(n: int, workers: int | None) -> int | None:
    """The number of workers a sample was drawn from.

    None where it is unknown, or smaller than the sample: an error that is reported.
    """
    return workers if workers is not None and workers >= n else None


def points_of_workers(
    table: "pd.DataFrame", questionnaire: Questionnaire
) -> "pd.DataFrame":
    """Points 0-1 per interview and scored question; NaN where nothing was answered."""
    import pandas as pd

    scored = [q for q in questionnaire.scored if q.id in table]
    return pd.DataFrame(
        {question.id: _points(table, question) for question in scored},
        index=table.index,
        dtype=float,
    )


def _points(table: "pd.DataFrame", question: Question) -> "list[float]":
    scale = question.points
    if scale is None:
        return [float("nan")] * len(table)
    measures = sorted({band.measure for band, _ in scale.bands if band.measure})
    known: dict[tuple[object, ...], float] = {}
    found = []
    columns = [table[question.id].astype(object), *(table[name] for name in measures)]
    for key in zip(*columns, strict=True):
        if key not in known:
            numbers = {n: float(v) for n, v in zip(measures, key[1:], strict=True)}
            known[key] = _worth(question, key[0], numbers)
        found.append(known[key])
    return found


def _worth(question: Question, answer: object, measures: Mapping[str, float]) -> float:
    if not isinstance(answer, str) or answer in RESERVED or question.points is None:
        return float("nan")
    try:
        worth = question.points.points(answer, measures)
    except ValueError:  # no band holds, as where a ratio is unknown
        return float("nan")
    return float("nan") if worth is None else worth


def voices(
    points: "pd.DataFrame",
    questionnaire: Questionnaire,
    model: ScoringModel,
    workers: int | None,
) -> dict[str, Voice]:
    """Worker voice per principle of the model that workers were asked about."""
    by_principle: dict[int, list[str]] = {}
    for name in map(str, points):
        position = model.principle_of(name, questionnaire[name].principle)
        if position is not None:
            by_principle.setdefault(position, []).append(name)
    return {
        model.principles[position].id: voice
        for position, names in sorted(by_principle.items())
        if (voice := _voice(points[names], questionnaire, workers)) is not None
    }


def _voice(
    points: "pd.DataFrame", questionnaire: Questionnaire, workers: int | None
) -> Voice | None:
    weights = points.notna() * [questionnaire[str(name)].weight for name in points]
    total = weights.sum(axis=1)
    means = (points.fillna(0.0) * weights).sum(axis=1)[total > 0] / total[total > 0]
    n = len(means)
    if not n:
        return None
    mean = float(means.mean())
    return Voice(mean, n, wilson(mean * n, n, known_population(n, workers)))


@dataclass(frozen=True, slots=True)
class TopicHeard:
    """Of `heard` workers who answered questions of a topic, how many favourably."""

    favourable: int
    heard: int


def topics_heard(
    points: "pd.DataFrame", questionnaire: Questionnaire, model: ScoringModel
) -> dict[str, TopicHeard]:
    """What workers say per topic; a worker's view is the mean of own answers to it."""
    by_topic: dict[str, list[str]] = {}
    for name in map(str, points):
        if questionnaire[name].topic:
            by_topic.setdefault(questionnaire[name].topic, []).append(name)
    found = {}
    for topic, names in by_topic.items():
        views = points[names].mean(axis=1).dropna()
        good = int((views >= model.favourable).sum())
        found[topic] = TopicHeard(good, len(views))
    return found


def holding(table: "pd.DataFrame", condition: Expression) -> "list[bool]":
    """Per interview whether a condition on its answers holds."""
    names = [name for name in condition.references if name in table]
    known: dict[tuple[object, ...], bool] = {}
    found = []
    columns = [table[name].astype(object) for name in names]
    for key in zip(*columns, strict=True) if names else [()] * len(table):
        if key not in known:
            known[key] = condition.holds(
                {n: _value(v) for n, v in zip(names, key, strict=True)}
            )
        found.append(known[key])
    return found


def _value(answer: object) -> Value:
    if isinstance(answer, str):
        return "" if answer in RESERVED else answer
    if isinstance(answer, float) and answer == answer:  # noqa: PLR0124  # not NaN
        return answer
    return ""


def answered(table: "pd.DataFrame", question: str) -> "list[bool]":
    """Per interview whether that question has an answer other than a reserved one."""
    if question not in table:
        return [False] * len(table)
    return [
        isinstance(answer, str) and answer not in RESERVED
        for answer in table[question].astype(object)
    ]


def incidence(
    table: "pd.DataFrame", asked: str, reported: Expression, workers: int | None
) -> Incidence:
    """How many of those who answered `asked` report it, with a 95 % interval."""
    heard = answered(table, asked)
    n = sum(heard)
    holds = holding(table, reported)
    reports = sum(h and r for h, r in zip(heard, holds, strict=True))
    return Incidence(reports, n, wilson(reports, n, known_population(n, workers)))


def outcome_severity(
    found: Incidence | None, model: ScoringModel, *, verified: bool = False
) -> str | None:
    """Severity of a worker-outcome gate, None where nobody reports anything.

    `found` counts reports that were not made good, None where workers were not asked.
    Zero tolerance where it is `verified`, or where the lower bound of the incidence
    reaches the model's share and enough workers were heard; else one report is a
    reason to investigate (major). Source: the method, section 4.
    """
    if verified:
        return "zero_tolerance"
    if found is None or not found.reports:
        return None
    certain = found.interval.low >= model.outcome_incidence
    return "zero_tolerance" if certain and found.n >= model.minimum_cell else "major"


def outcomes(
    table: "pd.DataFrame", gates: Sequence[OutcomeGate], workers: int | None
) -> dict[str, Incidence]:
    """What workers report for each worker-outcome gate that they were asked about."""
    return {
        gate.id: incidence(table, gate.asked, gate.condition, workers)
        for gate in gates
        if gate.asked in table
    }
