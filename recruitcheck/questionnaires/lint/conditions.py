"""Conditions, constraints and calculations: what they compare, and whether they hold.

Where ODK Collect and KoboCollect (the engine JavaRosa) and web forms (Enketo) come to
different results, an advisory says so. As recorded for JavaRosa 5.1 and
openrosa-xpath-evaluator 2.0 in the oracle tables of the crate rxeval 0.1 (looked up
2026-11-23): an absent question `!= 0` is true and false, `boolean()` of a blank false
and true, `round(-1.5)` -1 and -2; JavaRosa matches a regex with the whole answer only.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    ExpressionError,
    Node,
    Operation,
    Reference,
    parse_expression,
)
from recruitcheck.questionnaires.functions import number, text_of
from recruitcheck.questionnaires.lint.draft import BEGIN, END, Draft, row_kind
from recruitcheck.questionnaires.lint.reach import ever, is_whole, never_negative
from recruitcheck.questionnaires.lint.trees import (
    ARITHMETIC,
    COMPARED,
    Asked,
    Subject,
    literal,
    nodes,
    subject,
)
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire
from recruitcheck.sheets import Row

_COLUMNS = ("relevant", "constraint", "calculation", "rc_applies")
_OF_GROUPS = ("relevant",)
_CONDITIONS = frozenset({"relevant", "constraint", "rc_applies"})
_SORTS = {
    "select": "answered by a choice",
    "number": "a number",
    "date": "a date",
    "text": "a text",
    "note": "a note that nobody answers",
}


_QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"")
_OTHER_SPACE = re.compile(r"[^\S \t\r\n]")  # XPath knows these four only


def lint_order(draft: Draft) -> Iterator[Issue]:
    """References to questions that are asked further down.

    It needs no whole questionnaire: to the reader such a question is unknown.
    """
    survey = draft.survey
    for row in survey.rows:
        for column in _COLUMNS[:3]:
            try:
                expression = parse_expression(row.text(column))
            except ExpressionError:
                continue
            for name in expression.references:
                later = survey.by_name.get(name)
                if later is not None and later.number > row.number:
                    cell = survey.place(later, "name").cell
                    place = survey.place(row, column)
                    yield issue("Q221", place, found=name, cell=cell)


@dataclass(frozen=True, slots=True)
class _Outer:
    """What the groups around a row say. `dead`: they are never shown."""

    conditions: tuple[Expression, ...] = ()
    repeated: bool = False
    dead: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """An expression in its cell.

    `asked` are the questions it may speak of, `own` is the one that it stands beside,
    None beside a group.
    """

    column: str
    place: Place
    expression: Expression
    asked: Asked
    own: Question | None = None
    outer: _Outer = _Outer()

    @property
    def parts(self) -> Iterator[Node]:
        return nodes(self.expression.tree)

    @property
    def speaks_of_itself(self) -> bool:
        names = {".", self.own.id if self.own else "."}
        return any(isinstance(n, Reference) and n.question in names for n in self.parts)


def lint_conditions(
    draft: Draft, questionnaire: Questionnaire, elsewhere: Asked | None
) -> Iterator[Issue]:
    """Every expression of the survey.

    `elsewhere` are the questions of the organisation's other forms, which `rc_applies`
    speaks of; None where some of them could not be read.
    """
    outer = [_Outer()]
    for row in draft.survey.rows:
        if row_kind(row) in END:
            outer.pop()
            continue
        own = questionnaire.questions.get(row.text("name"))
        for column in _OF_GROUPS if row_kind(row) in BEGIN else _COLUMNS:
            formula = _formula(draft, questionnaire, row, column, outer[-1])
            if formula is not None and column == "rc_applies":
                if elsewhere is not None:
                    asked = {**elsewhere, **formula.asked}
                    yield from _lint_formula(replace(formula, asked=asked))
            elif formula is not None:
                yield from _lint_formula(formula)
        if own is not None and (row_kind(row) == "calculate") != bool(own.calculation):
            code = "Q230" if own.calculation else "Q231"
            yield issue(code, draft.survey.place(row, "calculation"))
        if row_kind(row) in BEGIN:
            outer.append(_inner(outer[-1], row, questionnaire))


def _formula(
    draft: Draft, questionnaire: Questionnaire, row: Row, column: str, outer: _Outer
) -> Formula | None:
    text = row.text(column)
    if not text:
        return None
    asked = dict(questionnaire.questions)
    own = asked.get(row.text("name"))
    if own is not None:
        asked["."] = own
    place = draft.survey.place(row, column)
    expression = parse_expression(text, elsewhere=column == "rc_applies")
    return Formula(column, place, expression, asked, own, outer)


def _inner(outer: _Outer, row: Row, questionnaire: Questionnaire) -> _Outer:
    text = row.text("relevant")
    own = (parse_expression(text),) if text else ()
    conditions = (*outer.conditions, *own)
    repeated = outer.repeated or row_kind(row) == "begin_repeat"
    dead = outer.dead or not ever(conditions, questionnaire.questions)
    return _Outer(conditions, repeated, dead)


def _lint_formula(formula: Formula) -> Iterator[Issue]:
    if _OTHER_SPACE.search(_QUOTED.sub("", formula.expression.text)):
        yield issue("Q236", formula.place, text=formula.expression.text)
    yield from _wrong_column(formula)
    compared = list(lint_comparisons(formula))
    yield from compared
    if not any(one.severity == "error" for one in compared):
        yield from _never(formula)
    yield from _short_form(formula)
    yield from _engines(formula)


def _wrong_column(formula: Formula) -> Iterator[Issue]:
    """What cannot be meant in this column, because it speaks of the wrong question."""
    column, place, expression = formula.column, formula.place, formula.expression
    text = expression.text
    if column == "constraint":
        if not formula.speaks_of_itself:
            yield issue("Q229", place, text=text)
    elif column in _CONDITIONS:
        if formula.speaks_of_itself:
            yield issue("Q228", place, text=text)
        elif not expression.references:
            yield issue("Q227", place, text=text, column=column)
    unknown = [name for name in expression.references if name not in formula.asked]
    if unknown:
        yield issue("Q121", place, text=text, found=listed(unknown))
    for name in expression.references:
        asked = formula.asked.get(name)
        inside = formula.outer.repeated or expression.joined(name)
        if asked is not None and asked.repeated and not inside:
            yield issue("Q232", place, found=name)


def _never(formula: Formula) -> Iterator[Issue]:
    expression, place, own = formula.expression, formula.place, formula.own
    if formula.column == "constraint":
        if formula.speaks_of_itself and not ever(
            [expression], formula.asked, answered=own
        ):
            yield issue("Q226", place, text=expression.text)
        return
    if formula.column == "calculation" or formula.outer.dead:
        return
    if formula.speaks_of_itself or not expression.references:
        return
    if not ever([*formula.outer.conditions, expression], formula.asked):
        said = [*formula.outer.conditions, expression]
        names = dict.fromkeys(name for one in said for name in one.references)
        yield issue("Q225", place, text=expression.text, questions=listed(names))


def _short_form(formula: Formula) -> Iterator[Issue]:
    own = formula.own
    if own is None or own.form != "short" or formula.column == "rc_applies":
        return
    for name in formula.expression.references:
        asked = formula.asked.get(name)
        if asked is not None and asked.form != "short":
            yield issue("Q233", formula.place, found=name)


def lint_comparisons(formula: Formula) -> Iterator[Issue]:
    """Answers compared with what they can never be, here and in scoring models."""
    place, asked = formula.place, formula.asked
    for node in formula.parts:
        if isinstance(node, Operation) and node.operator in COMPARED:
            yield from _compared(node, asked, place)
        elif isinstance(node, Operation) and node.operator in ARITHMETIC:
            if node.operator in {"div", "mod"} and literal(node.right) == 0:
                yield issue("Q235", place, text=formula.expression.text)
            for side in (node.left, node.right):
                found = subject(side, asked)
                if found and found.sort == "select" and not _numbered(found.question):
                    yield _wrong_sort(found, "stands in a calculation", place)
        elif isinstance(node, Call) and node.name in {"selected", "count-selected"}:
            yield from _selected(node, asked, place)


def _compared(node: Operation, asked: Asked, place: Place) -> Iterator[Issue]:
    left, right = subject(node.left, asked), subject(node.right, asked)
    if left and right:
        sorts = {left.sort, right.sort}
        if len(sorts & {"select", "number", "date"}) == 2:
            yield _wrong_sort(left, f"is compared with {right.question.id}", place)
        return
    for found, other in ((left, node.right), (right, node.left)):
        value = literal(other)
        if found is not None and value is not None and value != "":
            yield from _with_literal(found, node.operator, value, place)


def _with_literal(
    found: Subject, operator: str, value: str | float, place: Place
) -> Iterator[Issue]:
    question = found.question
    said = f"the text '{value}'" if isinstance(value, str) else f"the number {value:g}"
    if found.sort == "select":
        named = operator in {"=", "!="}
        if not (named and isinstance(value, str)) and not _numbered(question):
            yield _wrong_sort(found, f"is compared with {said}", place)
        elif named:
            yield from _choice(found, text_of(value), place)
            if found.several and text_of(value) in question.choice_names:
                yield issue("Q224", place, question=question.id, choice=text_of(value))
    elif found.sort == "number" and isinstance(value, str):
        if value not in question.missing:
            yield _wrong_sort(found, f"is compared with {said}", place)
    elif found.sort == "date" and (isinstance(value, float) or not _is_date(value)):
        yield _wrong_sort(found, f"is compared with {said}", place)


def _selected(call: Call, asked: Asked, place: Place) -> Iterator[Issue]:
    found = subject(call.arguments[0], asked)
    if found is None or found.sort is None:
        return
    if found.sort != "select":
        yield _wrong_sort(found, f"stands in {call.name}()", place)
    elif call.name == "selected":
        value = literal(call.arguments[1])
        if value is not None:
            yield from _choice(found, text_of(value), place)


def _choice(found: Subject, name: str, place: Place) -> Iterator[Issue]:
    question = found.question
    allowed = (*question.choice_names, *question.missing)
    if name not in allowed:
        names = dict.fromkeys(allowed)
        yield issue(
            "Q222",
            place,
            found=name,
            question=question.id,
            allowed=listed(names),
            hint=did_you_mean(name, names),
        )


def _wrong_sort(found: Subject, used: str, place: Place) -> Issue:
    sort = _SORTS[found.sort or "text"]
    return issue("Q223", place, question=found.question.id, sort=sort, used=used)


def _numbered(question: Question) -> bool:
    """Whether all its choices are numbers, so that comparing them makes sense."""
    names = set(question.choice_names) - set(RESERVED)
    return bool(names) and not any(math.isnan(number(name)) for name in names)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _engines(formula: Formula) -> Iterator[Issue]:
    """Where phones and web forms would come to different results."""
    place, asked = formula.place, formula.asked
    for node in _tested(formula):
        if isinstance(node, Reference):
            yield issue("Q242", place, question=node.question)
    for node in formula.parts:
        if isinstance(node, Operation) and node.operator == "!=":
            for side, other in ((node.left, node.right), (node.right, node.left)):
                found = subject(side, asked)
                if found and literal(other) not in {None, ""} and _absent(side, found):
                    yield issue("Q241", place, question=found.question.id)
        elif isinstance(node, Call) and node.name == "round":
            inner = node.arguments[0]
            if not (is_whole(inner, asked) or never_negative(inner, asked)):
                yield issue("Q243", place, text=formula.expression.text)
        elif isinstance(node, Call) and node.name == "regex":
            pattern = str(literal(node.arguments[1]))
            if not _anchored(pattern):
                yield issue("Q244", place, text=pattern)


def _tested(formula: Formula) -> Iterator[Node]:
    """The parts that are taken for true or false."""
    if formula.column in _CONDITIONS:
        yield formula.expression.tree
    for node in formula.parts:
        if isinstance(node, Operation) and node.operator in {"and", "or"}:
            yield from (node.left, node.right)
        elif isinstance(node, Call) and node.name in {"boolean", "if", "not"}:
            yield node.arguments[0]


def _absent(side: Node, found: Subject) -> bool:
    """Whether there may be no answer. A constraint is asked of answers only."""
    question = found.question
    own = side == Reference(".")
    return not own and (not question.required or question.relevant is not None)


def _anchored(pattern: str) -> bool:
    """Whether both engines match it alike: from ^ to $, with no choice between."""
    inner = re.sub(r"\\.|\[[^]]*\]", "", pattern[1:-1])
    depth = 0
    for letter in inner:
        depth += {"(": 1, ")": -1}.get(letter, 0)
        if letter == "|" and depth == 0:
            return False
    return pattern.startswith("^") and pattern.endswith("$")
