"""A scoring model applied to questionnaires: what the kernel is given to score by."""

import math
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt

from recruitcheck.issues import Issue, issue, listed
from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.functions import number, text_of
from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.questionnaires.questionnaire import (
    Kind,
    Question,
    Questionnaire,
    Respondent,
    Role,
)
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.trees import Tree, make_tree

_MOST_SETS = 10  # choices of which all sets are looked at


@dataclass(frozen=True, slots=True)
class Condition:
    """One `and`-part of a question's condition. It speaks of one other question.

    `column` is that question's column in the batch. `scored`: hiding because of a
    scored answer keeps the score monotone; because of a profile answer it takes the
    question out of scope.
    """

    column: str
    holds: Callable[[str], bool]
    scored: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A question as the kernel sees it. `principle` is None where it only gates.

    `part` is the position among the model's leaves; None where principles have no
    parts: then a leaf is a principle. Without an answer to a `mandatory` question
    nobody can say what applies: no score. `kind` and `choices` say which answers a
    question can have that has no points; None and empty: nobody knows, so all.
    """

    id: str
    respondent: Respondent
    weight: float
    principle: int | None
    points: PointsScale | None
    gates: tuple[Gate, ...] = ()
    conditions: tuple[Condition, ...] = ()
    na_allowed: bool = False
    evidence: int = 0
    mandatory: bool = False
    topic: str = ""
    part: int | None = None
    kind: Kind | None = None
    choices: tuple[str, ...] = ()

    @property
    def audits(self) -> bool:
        """Whether it says what an auditor found in a topic."""
        return bool(self.topic and self.weight) and self.respondent == "auditor"

    @property
    def claims(self) -> bool:
        """Whether it is a claim that auditors and workers can limit or confirm."""
        return bool(self.topic and self.weight) and self.respondent != "auditor"

    @property
    def capping(self) -> tuple[Gate, ...]:
        return tuple(gate for gate in self.gates if gate.severity != "alert")

    def can_be(self, answer: str) -> bool:
        """Whether a question without points can be answered so: a number, a choice."""
        if self.kind in {"integer", "decimal"}:
            return not math.isnan(number(answer))
        ticked = answer.split() if self.kind == "select_multiple" else [answer]
        return not self.choices or (bool(ticked) and set(ticked) <= set(self.choices))


@dataclass(frozen=True)
class Rules:
    """A scoring model applied to the questions of a role, parents before children."""

    model: ScoringModel
    items: tuple[Item, ...]

    @cached_property
    def memory(self) -> dict[Hashable, Any]:
        """Tables of labels that were made before; the kernel fills and empties it."""
        return {}

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def audited_topics(self) -> frozenset[str]:
        """Topics in which both an auditor and somebody else are heard."""
        by_auditor = {i.topic for i in self.items if i.audits}
        claimed = {i.topic for i in self.items if i.claims}
        return frozenset(by_auditor & claimed)

    @cached_property
    def claimed_topics(self) -> tuple[str, ...]:
        """Topics of what is claimed, each once, in order: workers can speak of them."""
        return tuple(dict.fromkeys(i.topic for i in self.items if i.claims))

    @cached_property
    def excusable(self) -> frozenset[str]:
        """Questions that an approved N/A takes out: their own or that of a parent."""
        found: set[str] = set()
        for item in self.items:
            parents = {c.column.partition("@")[0] for c in item.conditions}
            if item.na_allowed or parents & found:
                found.add(item.id)
        return frozenset(found)

    @cached_property
    def tree(self) -> Tree:
        """What the model makes of the questions: leaves, means, weights."""
        return make_tree(
            self.model,
            [
                (i.id, i.weight, i.principle if i.part is None else i.part)
                for i in self.items
                if i.principle is not None
            ],
        )

    @cached_property
    def weights(self) -> npt.NDArray[np.float64]:
        return np.array([p.weight for p in self.model.principles], float)


def compile_rules(
    model: ScoringModel, role: Role, questionnaires: Sequence[Questionnaire]
) -> tuple[Rules, tuple[Issue, ...]]:
    """The rules for organisations of a role, and what the questionnaires got wrong.

    `questionnaires` of other roles or of respondents that the model leaves out are
    passed over; of two that ask the same question the first counts.
    """
    heard = model.roles.get(role, ())
    asked: dict[str, tuple[Question, Respondent]] = {}
    for questionnaire in questionnaires:
        if questionnaire.role == role and questionnaire.respondent in heard:
            for question in questionnaire:
                asked.setdefault(question.id, (question, questionnaire.respondent))
    wanted: dict[str, None] = {}
    for name, (question, _) in asked.items():
        in_model = model.principle_of(name, question.principle) is not None
        if _mandatory(question) or (in_model and (question.scored or question.gates)):
            _want(name, asked, wanted)
    items = [_item(*asked[name], model, asked) for name in wanted]
    return Rules(model, tuple(items)), tuple(_unsound(items, asked))


def _mandatory(question: Question) -> bool:
    """Profile questions: they say what applies and are never scored themselves."""
    return question.required and bool(question.scope) and not question.scored


def _want(
    name: str,
    asked: Mapping[str, tuple[Question, Respondent]],
    wanted: dict[str, None],
) -> None:
    """Add a question after all questions that its conditions speak of."""
    if name in wanted or name not in asked:
        return
    question = asked[name][0]
    for expression in (question.relevant, question.applies):
        for parent in expression.references if expression else ():
            if parent != name:
                _want(parent, asked, wanted)
    wanted[name] = None


def _item(
    question: Question,
    respondent: Respondent,
    model: ScoringModel,
    asked: Mapping[str, tuple[Question, Respondent]],
) -> Item:
    principle = model.principle_of(question.id, question.principle)
    parts = [
        part
        for expression in (question.relevant, question.applies)
        if expression is not None
        for part in expression.conditions
        if part.references
    ]
    conditions = [_condition(part, asked, model) for part in parts]
    return Item(
        question.id,
        respondent,
        question.weight if question.scored and principle is not None else 0.0,
        principle if question.scored else None,
        question.points,
        question.gates if principle is not None else (),
        tuple(sorted(conditions, key=lambda c: c.scored)),  # profile answers first
        "na" in question.missing
        and not any(g.severity != "alert" for g in question.gates),
        model.respondent_evidence.get(respondent, 0),
        _mandatory(question),
        question.topic,
        model.leaf_of(question.id, question.principle) if question.scored else None,
        question.kind,
        question.choice_names,
    )


def _condition(
    part: Expression,
    asked: Mapping[str, tuple[Question, Respondent]],
    model: ScoringModel,
) -> Condition:
    parent = part.references[0]
    scored = parent in asked and (
        asked[parent][0].scored
        and model.principle_of(parent, asked[parent][0].principle) is not None
    )
    column = f"{parent}@site" if part.joined(parent) else parent
    return Condition(column, lambda answer: part.holds({parent: answer}), scored)


def _unsound(
    items: Sequence[Item], asked: Mapping[str, tuple[Question, Respondent]]
) -> Iterator[Issue]:
    """Conditions that the method cannot keep monotone, each with its cell."""
    by_id = {item.id: item for item in items}
    for item in items:
        question = asked[item.id][0]
        for expression in (question.relevant, question.applies):
            for part in expression.conditions if expression else ():
                unknown = [p for p in part.references if p not in by_id]
                if len(part.references) > 1 or unknown:
                    code = "Q121" if unknown else "Q120"
                    yield issue(
                        code, question.place, text=part.text, found=listed(unknown)
                    )
        for condition in item.conditions:
            parent = by_id.get(condition.column.partition("@")[0])
            if condition.scored and item.weight and parent and parent.points:
                shown = shown_worth(parent, condition)
                for answer in _answers_of(parent.points):
                    if math.isnan(hidden_points(parent, condition, answer, shown)):
                        yield issue(
                            "Q122", question.place, answer=answer, parent=parent.id
                        )


def _answers_of(scale: PointsScale) -> list[str]:
    """All that can be answered: choices, sets of choices, numbers beside every edge.

    Where more than ten choices may be ticked, one of them, all, or all but one.
    """
    edges = [band.bound for band, _ in scale.bands if band.measure is None]
    edges += [goal for goal, _ in scale.goals]
    numbers = [text_of(edge + step) for edge in edges for step in (-0.5, 0.0, 0.5)]
    if numbers or scale.rule == "single":
        return numbers or list(scale.choices)
    names = list(scale.choices)
    sizes = list(range(1, len(names) + 1))
    if len(names) > _MOST_SETS:
        sizes = [1, len(names) - 1, len(names)]
    return [" ".join(some) for size in sizes for some in combinations(names, size)]


def _worth(scale: PointsScale, answer: str) -> float | None:
    try:
        return scale.points(answer)
    except ValueError:  # beside the bands there may be numbers that none holds
        return None


def shown_worth(parent: Item, condition: Condition) -> tuple[float, float] | None:
    """Least and most that an answer which shows the question is worth; None: no such.

    `parent` has points.
    """
    scale = parent.points
    if scale is None:
        return None
    shown = [
        worth
        for answer in _answers_of(scale)
        if condition.holds(answer) and (worth := _worth(scale, answer)) is not None
    ]
    return (min(shown), max(shown)) if shown else None


def hidden_points(
    parent: Item, condition: Condition, answer: str, shown: tuple[float, float] | None
) -> float:
    """What a question counts when an answer of its parent hides it: 1 or 0.

    1 where that answer is worth as much as the best that shows, 0 where it is worth
    less than the worst that shows; between, not a number: an authoring error. `shown`
    is `shown_worth` of the parent.
    """
    if shown is None or parent.points is None or condition.holds(answer):
        return 0.0
    own = _worth(parent.points, answer)
    if own is None or own < shown[0]:
        return 0.0
    return 1.0 if own >= shown[1] else math.nan
