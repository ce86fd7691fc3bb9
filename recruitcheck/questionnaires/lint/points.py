"""Scales and gates: numbers without points, bands and gates that never count."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

from recruitcheck.issues import Issue, did_you_mean, issue
from recruitcheck.questionnaires.expressions import Expression, text_of
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
    """Every scale and gate; `elsewhere` are questions of the organisation's other
    forms."""
    for question in questionnaire:
        yield from _missing_words(draft, question)
        yield from _gate_without_answer(draft, question)
        if question.kind == "calculate" or not _measures_known(question, questionnaire):
            yield from _unknown_measures(draft, question, questionnaire)
            continue
        yield from _scale(draft, question, questionnaire)
        yield from _gates(draft, question, questionnaire)
        yield from _report(draft, question, questionnaire)
        asked = {**elsewhere, **questionnaire.questions}
        yield from _hiding(draft, question, asked)
