"""Scales and gates: numbers without points, bands and gates that never count."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from recruitcheck.issues import Issue, issue
from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.functions import text_of
from recruitcheck.questionnaires.lint.draft import Draft
from recruitcheck.questionnaires.lint.reach import (
    allowed_answers,
    never_negative,
    tried_numbers,
)
from recruitcheck.questionnaires.lint.trees import Asked, literal, nodes
from recruitcheck.questionnaires.points import FULL, Comparison, Gate, PointsScale
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire

_NUMBERS = frozenset({"integer", "decimal"})
HALF = 0.5  # of the points; below it a gate without named answers fires
_REPORTED = ("rc_finding", "rc_action", "rc_actor")


class _Answer(NamedTuple):
    """An answer, and the calculated numbers that go with it."""

    text: str
    measures: Mapping[str, float]

    def __str__(self) -> str:
        parts = [f"{name} = {text_of(value)}" for name, value in self.measures.items()]
        return " and ".join([self.text, *parts] if self.text else parts)


def lint_points(
    draft: Draft, questionnaire: Questionnaire, elsewhere: Asked
) -> Iterator[Issue]:
    """Every scale and gate.

    `elsewhere` are questions of the organisation's other forms.
    """
    asked = {**elsewhere, **questionnaire.questions}
    for question in questionnaire:
        yield from _no_answer(draft, question)
        yield from _weight(draft, question)
        yield from _bands(draft, question, questionnaire)
        yield from _gates(draft, question, questionnaire)
        yield from _hiding(draft, question, asked)
        if (question.scored or question.gates) and draft.respondent != "worker":
            row = draft.survey.by_name[question.id]
            for column in _REPORTED:
                if not row.text(column):
                    yield issue("Q258", draft.place(question, column), column=column)


def _no_answer(draft: Draft, question: Question) -> Iterator[Issue]:
    """`dk`, `pns` and `na`: as choices and in `rc_missing`, and beside gates."""
    capping = any(gate.severity != "alert" for gate in question.gates)
    if capping and "na" in question.missing:
        yield issue("Q255", draft.place(question, "rc_missing"))
    if question.kind.startswith("select"):
        listed = [name for name in RESERVED if name in question.choice_names]
        for name in question.missing:
            if name in RESERVED and name not in listed:
                place = draft.place(question, "rc_missing")
                yield issue("Q256", place, name=name, list=question.list_name)
        for name in listed if question.scope else ():
            if name not in question.missing:
                place = draft.place(question, "rc_missing")
                yield issue("Q257", place, name=name, list=question.list_name)


def _weight(draft: Draft, question: Question) -> Iterator[Issue]:
    """A scale that nobody counts, and a scale that does not reach from 0 to 4."""
    scale = question.points
    if scale is None or scale.informs_only:
        return
    if not draft.survey.by_name[question.id].text("rc_weight"):
        yield issue("Q254", draft.place(question, "rc_weight"))
    elif question.weight > 0:
        least, most = _extremes(scale)
        if (least, most) != (0, 1):
            place = draft.place(question, "rc_points")
            said = {"least": f"{least * FULL:g}", "most": f"{most * FULL:g}"}
            yield issue("Q253", place, **said)


def _extremes(scale: PointsScale) -> tuple[float, float]:
    """The lowest and the highest points (0-1) that an answer can earn."""
    if scale.rule == "proportional":
        return 0, 1
    points = [p for _, p in (*scale.bands, *scale.goals)] + list(scale.counts)
    if scale.rule in {"single", "worst"}:
        points = [p for p in scale.choices.values() if p is not None]
    return min(points), max(points)


def _comparisons(question: Question) -> Iterator[Comparison]:
    """All that the answer, or a calculated number, is compared with."""
    for band, _ in question.points.bands if question.points else ():
        yield band
    for gate in question.gates:
        if gate.comparison is not None:
            yield gate.comparison


def _answers(question: Question, questionnaire: Questionnaire) -> list[_Answer]:
    """Answers on, beside and between everything that bands and gates compare with."""
    bounds: dict[str | None, list[float]] = {}
    for comparison in _comparisons(question):
        bounds.setdefault(comparison.measure, []).append(comparison.bound)
    texts = _own_answers(question, bounds.pop(None, None))
    names = [name for name in bounds if name]
    values = [_measured(questionnaire[n], bounds[n], questionnaire) for n in names]
    return [
        _Answer(text, dict(zip(names, some, strict=True)))
        for text in texts
        for some in product(*values)
    ]


def _own_answers(question: Question, bounds: Sequence[float] | None) -> Sequence[str]:
    if question.kind.startswith("select"):
        return [name for name in question.choice_names if name not in RESERVED]
    if bounds is None:
        return [""]
    edges = [*bounds, *_numbers_in(question.constraint)]
    numbers = tried_numbers(edges, whole=question.kind == "integer")
    return [str(text_of(n)) for n in allowed_answers(question, numbers)]


def _numbers_in(expression: Expression | None) -> list[float]:
    values = [literal(node) for node in nodes(expression.tree)] if expression else []
    return [value for value in values if isinstance(value, float)]


def _measured(
    calculated: Question, bounds: Sequence[float], questionnaire: Questionnaire
) -> list[float]:
    numbers = tried_numbers(bounds, whole=False)
    formula = calculated.calculation
    if formula and never_negative(formula.tree, questionnaire.questions):
        return [one for one in numbers if one >= 0]
    return numbers


def _bands(
    draft: Draft, question: Question, questionnaire: Questionnaire
) -> Iterator[Issue]:
    """Answers that no band holds, and bands that are left with no answer."""
    scale = question.points
    place = draft.place(question, "rc_points")
    if scale is not None and scale.rule == "bands":
        answers = _answers(question, questionnaire)
        first = [_first_band(scale, answer) for answer in answers]
        if None in first:
            yield issue("Q251", place, found=answers[first.index(None)])
        for position, (band, _) in enumerate(scale.bands):
            if position not in first:
                yield issue("Q252", place, band=_written(band))
    elif scale is not None and scale.rule == "count":
        good = sum(
            points is not None and points > 0 for points in scale.choices.values()
        )
        for count in range(good + 1, len(scale.counts)):
            place = draft.place(question, "rc_rule")
            yield issue("Q252", place, band=f"{count}={scale.counts[count] * FULL:g}")


def _first_band(scale: PointsScale, answer: _Answer) -> int | None:
    for position, (band, _) in enumerate(scale.bands):
        if band.holds(*answer):
            return position
    return None


def _written(band: Comparison) -> str:
    return f"{band.measure or ''}{band.sign}{band.bound:g}"


def _gates(
    draft: Draft, question: Question, questionnaire: Questionnaire
) -> Iterator[Issue]:
    """Gates that no answer sets off."""
    for gate in question.gates:
        if gate.comparison is not None:
            answers = _answers(question, questionnaire)
            fires = any(gate.fires(*answer) for answer in answers)
        elif gate.choices:
            fires = True  # the reader has looked at the names
        else:
            scale = question.points
            known = scale if scale and not scale.informs_only else None
            fires = known is not None and _extremes(known)[0] < HALF
        if not fires:
            yield issue("Q260", draft.place(question, "rc_gate"), gate=_said(gate))


def _said(gate: Gate) -> str:
    level = gate.severity.replace("_", " ")
    return f"{level} {_written(gate.comparison)}" if gate.comparison else level


def _hiding(draft: Draft, question: Question, asked: Asked) -> Iterator[Issue]:
    """Conditions on scored answers that would let a better answer lower the score."""
    if not question.scored:
        return
    for column, expression in (
        ("relevant", question.relevant),
        ("rc_applies", question.applies),
    ):
        for part in expression.conditions if expression else ():
            names = part.references
            parent = asked.get(names[0]) if len(names) == 1 else None
            if parent is not None and parent.scored and parent.id != question.id:
                for answer in _between(parent, part):
                    place = draft.place(question, column)
                    yield issue("Q122", place, answer=answer, parent=parent.id)


def _between(parent: Question, condition: Expression) -> Iterator[str]:
    """Answers that hide, and are worth as much as some that show and less than others."""
    worth = _worth(parent, condition)
    shown = {a: p for a, p in worth.items() if condition.holds({parent.id: a})}
    for answer, points in worth.items():
        hides = bool(shown) and answer not in shown
        if hides and min(shown.values()) <= points < max(shown.values()):
            yield answer


def _worth(parent: Question, condition: Expression) -> Mapping[str, float]:
    """Points of the answers to a scored question, none where they hang on measures."""
    scale = parent.points
    if scale is None or any(band.measure for band, _ in scale.bands):
        return {}
    if scale.rule != "bands":
        return {name: p for name, p in scale.choices.items() if p is not None}
    edges = [band.bound for band, _ in scale.bands] + _numbers_in(condition)
    texts = _own_answers(parent, edges)
    first = {text: _first_band(scale, _Answer(text, {})) for text in texts}
    return {text: scale.bands[n][1] for text, n in first.items() if n is not None}
