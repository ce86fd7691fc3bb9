"""The authoring lint: what is wrong in a questionnaire although it can be read.

XLSForm tools take unknown columns, misspelt choices and conditions that never hold
without a word. `lint_questionnaires` says all of it at once, each with its cell.
"""

import difflib
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from recruitcheck.content import is_content
from recruitcheck.issues import Issue, issue
from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.lint.blank_words import lint_blank_texts
from recruitcheck.questionnaires.lint.columns import lint_columns
from recruitcheck.questionnaires.lint.conditions import (
    Formula,
    lint_comparisons,
    lint_conditions,
    lint_order,
)
from recruitcheck.questionnaires.lint.draft import Draft, in_order, read_draft
from recruitcheck.questionnaires.lint.names import lint_names
from recruitcheck.questionnaires.lint.persons import lint_persons
from recruitcheck.questionnaires.lint.points import lint_points
from recruitcheck.questionnaires.lint.reach import ever
from recruitcheck.questionnaires.lint.texts import coverage, lint_texts
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire

__all__ = [
    "Draft",
    "Formula",
    "coverage",
    "ever",
    "lint_comparisons",
    "lint_questionnaires",
]

_SAME = {
    "type": ("kind", "choice_names"),
    "relevant": ("relevant",),
    "rc_scope": ("scope",),
    "rc_weight": ("weight",),
    "rc_points": ("points",),
    "rc_gate": ("gates",),
    "rc_unit": ("unit",),
    "rc_missing": ("missing",),
    "rc_applies": ("applies",),
}


_NEAR = 0.85  # how alike two topics are that may be meant as one
_SHORT_TOPIC = 8  # such as 'TG-WAGE' and 'TG-AGE' are alike and two


def lint_questionnaires(folder: Path) -> tuple[tuple[Draft, ...], tuple[Issue, ...]]:
    """All questionnaires of a folder, and everything wrong in them, file by file.

    A questionnaire that cannot be used is a draft without one: its columns and texts
    are looked at all the same.
    """
    drafts: list[Draft] = []
    unread: list[Issue] = []
    for path in sorted(folder.glob("*.xlsx")):
        if is_content(path):
            draft, issues = read_draft(path, shown_as=f"{folder.name}/{path.name}")
            if draft is None:
                unread += issues
            else:
                drafts.append(draft)
    found = [one for draft in drafts for one in _lint(draft, drafts)]
    return tuple(drafts), (*unread, *found, *lint_blank_texts(folder))


def _lint(draft: Draft, drafts: Sequence[Draft]) -> Iterator[Issue]:
    """What the reader says first, then all else in the order of the sheets."""
    late = list(lint_order(draft))
    told = {(other.place, other.message.split("'")[1]) for other in late}
    for one in draft.issues:
        # To the reader a question further down is unknown; we know where it is.
        if one.code != "Q113" or (one.place, one.message.split("'")[1]) not in told:
            yield one
    found = [
        *late,
        *lint_columns(draft),
        *lint_names(draft),
        *lint_texts(draft),
        *lint_persons(draft),
    ]
    earlier = drafts[: drafts.index(draft)]
    questionnaire = draft.questionnaire
    if questionnaire is not None:
        same = [one for one in drafts if one.role == draft.role and one is not draft]
        others = [one.questionnaire for one in same if one.questionnaire is not None]
        elsewhere = {q.id: q for one in others for q in one}
        complete = len(others) == len(same)
        found += lint_conditions(draft, questionnaire, elsewhere if complete else None)
        found += lint_points(draft, questionnaire, elsewhere)
        found += _same_form(draft, questionnaire, earlier)
        found += _differences(draft, questionnaire, earlier)
        found += _lone_topics(draft, questionnaire, drafts)
    yield from in_order(found, draft)


def _same_form(
    draft: Draft, questionnaire: Questionnaire, earlier: Sequence[Draft]
) -> Iterator[Issue]:
    for other in earlier:
        known = other.questionnaire
        if known is not None and known.id == questionnaire.id:
            place = draft.settings.at(2, "form_id", "form_id")
            yield issue("Q123", place, form=known.id, other=other.file)


def _differences(
    draft: Draft, questionnaire: Questionnaire, earlier: Sequence[Draft]
) -> Iterator[Issue]:
    """Questions that another form of the same role asks otherwise under the same id."""
    for other in earlier:
        known = other.questionnaire
        if known is None or known.role != questionnaire.role:
            continue
        for question in questionnaire:
            same = known.questions.get(question.id)
            for column in _different(question, same) if same and same.scope else ():
                place = draft.place(question, column)
                yield issue("Q259", place, column=column, other=other.file)


def _lone_topics(
    draft: Draft, questionnaire: Questionnaire, drafts: Sequence[Draft]
) -> Iterator[Issue]:
    """Topics that look like a slip, so that nobody compares what two forms tell."""
    forms = [one.questionnaire for one in drafts if one.questionnaire is not None]
    uses = Counter(one.topic for form in forms for one in form if one.topic)
    shared = [topic for topic, count in uses.items() if count > 1]
    for question in questionnaire:
        if uses[question.topic] == 1 and len(question.topic) > _SHORT_TOPIC:
            near = difflib.get_close_matches(question.topic, shared, 1, _NEAR)
            if near:
                place = draft.place(question, "rc_topic")
                hint = f" Did you mean '{near[0]}'?"
                yield issue("Q262", place, found=question.topic, hint=hint)


def _different(one: Question, other: Question) -> Iterator[str]:
    for column, names in _SAME.items():
        if any(_meant(one, name) != _meant(other, name) for name in names):
            yield column


def _meant(question: Question, name: str) -> object:
    """What stands there; of a condition what it means, however it is written."""
    value = getattr(question, name)
    return value.tree if isinstance(value, Expression) else value
