"""What people read: translations, and words that must not stand in a label."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from recruitcheck.issues import Issue, did_you_mean, issue
from recruitcheck.questionnaires.expressions import (
    Call,
    ExpressionError,
    Reference,
    parse_expression,
)
from recruitcheck.questionnaires.lint.columns import TRANSLATED
from recruitcheck.questionnaires.lint.draft import BEGIN, END, Draft, row_kind
from recruitcheck.questionnaires.lint.trees import nodes
from recruitcheck.questionnaires.questionnaire import Labels, Questionnaire
from recruitcheck.sheets import Row, Table

_NO_LABEL = frozenset({"", "calculate", *BEGIN, *END})

# Points written into a text: '4 points', 'score: 3'; the other digits are Nepali.
_POINTS = re.compile(
    r"\b[0-9]+([.,][0-9]+)?\s*(points?|pts?|puntos?)\b"
    r"|\b(points?|score|weight|puntos?|puntaje|peso)\s*[:=]\s*[0-9]"
    r"|[0-9\u0966-\u096f]+\s*अ(ं|ङ्)क",
    re.IGNORECASE,
)
_IN_BRACKETS = re.compile(r"\(\s*[0-4]\s*\)$")  # 'Public (4)'
# An expression inside other text: a reference that is compared, or a function.
_COMPARED = re.compile(
    r"[$#]\{[^}]*\}\s*(!?=|<|>)|\b(selected|count-selected)\s*\(\s*[$#.]"
)


def coverage(questionnaire: Questionnaire) -> Mapping[str, float]:
    """Share (0-1) of the texts that each language has, the default language first.

    A text counts when it is there in any language; each choice list counts once.
    """
    texts = [labels for labels in _texts(questionnaire) if any(labels.values())]
    return {
        language: sum(bool(labels.get(language)) for labels in texts)
        / max(len(texts), 1)
        for language in questionnaire.languages
    }


def _texts(questionnaire: Questionnaire) -> Iterator[Labels]:
    lists = {}
    for section in questionnaire.sections:
        yield section.labels
    for question in questionnaire:
        yield from (question.labels, question.hints, question.constraint_messages)
        lists[question.list_name] = question.choices
    for choices in lists.values():
        yield from (choice.labels for choice in choices)


def lint_texts(draft: Draft) -> Iterator[Issue]:
    """Every label, hint and message of the workbook."""
    languages = _languages(draft.survey, "label", draft)
    for table in (draft.survey, draft.choices):
        columns = TRANSLATED if table is draft.survey else TRANSLATED[:1]
        for column in columns:
            yield from _translations(table, column, languages, draft)
        for row in table.rows:
            yield from _row(table, row, draft)
    yield from _choice_labels(draft)


def _default(draft: Draft) -> str:
    rows = draft.settings.rows
    return (rows[0].text("default_language") if rows else "") or "default"


def _languages(table: Table, column: str, draft: Draft) -> Mapping[str, str]:
    """Headings of a column by language; one without '::' is the default language."""
    found = {}
    for heading in table.headings:
        name, _, language = heading.text.partition("::")
        if name == column:
            found[language.strip() or _default(draft)] = heading.text
    return found


def _translations(
    table: Table, column: str, languages: Mapping[str, str], draft: Draft
) -> Iterator[Issue]:
    headings = _languages(table, column, draft)
    if not headings:
        return
    first = next(iter(headings.values()))
    for language in languages:
        if language not in headings:
            place = table.at(1, first, first)
            wanted = f"{column}::{language}"
            yield issue("Q212", place, column=wanted, language=language)
    for language, heading in headings.items():
        if language not in languages:
            hint = did_you_mean(language, languages)
            place = table.at(1, heading, heading)
            yield issue("Q213", place, language=language, hint=hint)
    for row in table.rows:
        if any(row.text(heading) for heading in headings.values()):
            for language, heading in headings.items():
                if not row.text(heading):
                    place = table.place(row, heading)
                    yield issue("Q211", place, column=column, language=language)


def _row(table: Table, row: Row, draft: Draft) -> Iterator[Issue]:
    columns = [h.text for h in table.headings if h.text.split("::")[0] in _SEEN]
    for column in columns:
        text = row.text(column)
        if _POINTS.search(text):
            yield issue("Q215", table.place(row, column), text=_short(text))
        if _is_expression(text):
            yield issue("Q216", table.place(row, column), text=_short(text))
    if table is draft.survey and row_kind(row) not in _NO_LABEL:
        headings = [c for c in columns if c.split("::")[0] == "label"]
        labels = [row.text(c) for c in headings]
        if not any(labels):
            yield issue("Q214", table.place(row, next(iter(headings), "name")))


_SEEN = frozenset({*TRANSLATED, "appearance"})


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}..."


def _is_expression(text: str) -> bool:
    """Whether the text, or a part of it, reads as a condition or a formula.

    A bare `${question}` is not: XLSForm writes the answer in its place.
    """
    if _COMPARED.search(text):
        return True
    try:
        tree = parse_expression(text).tree
    except ExpressionError:
        return False
    return not isinstance(tree, Reference) and any(
        isinstance(node, Reference | Call) for node in nodes(tree)
    )


def _choice_labels(draft: Draft) -> Iterator[Issue]:
    """Choices of one list that people cannot tell apart, or that show their points."""
    lists: dict[str, list[Row]] = {}
    languages = _languages(draft.choices, "label", draft)
    for row in draft.choices.rows:
        if row.text("name") and not any(map(row.text, languages.values())):
            place = draft.choices.place(row, next(iter(languages.values()), "name"))
            yield issue("Q220", place, name=row.text("name"))
        lists.setdefault(row.text("list_name"), []).append(row)
    for heading in languages.values():
        for rows in lists.values():
            said = Counter(row.text(heading).casefold() for row in rows)
            numbered = [row for row in rows if _IN_BRACKETS.search(row.text(heading))]
            for row in rows:
                text = row.text(heading)
                place = draft.choices.place(row, heading)
                if text and said[text.casefold()] > 1:
                    yield issue("Q217", place, text=text, list=row.text("list_name"))
                if len(numbered) > 1 and row in numbered:
                    yield issue("Q215", place, text=text)
