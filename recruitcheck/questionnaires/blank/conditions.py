"""Conditions of a questionnaire as Excel formulas.

A question is hidden in Excel only when it is known not to apply: an answer that is
still missing hides nothing. Each question has a cell with its state, see `State`.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recruitcheck.questionnaires.condition_words import Unsayable, reference_of
from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    Literal,
    Node,
    Operation,
    Reference,
)
from recruitcheck.questionnaires.functions import text_of
from recruitcheck.questionnaires.questionnaire import Question


class State(StrEnum):
    """How far a question is, as its row shows it."""

    ANSWERED = "✓"
    OPEN = "○"
    CARRIED = "↻"  # answered in an earlier return, neither changed nor confirmed
    HIDDEN = "–"  # noqa: RUF001 - a dash as typographers set it
    UNUSED = ""


@dataclass(frozen=True, slots=True)
class AnswerCells:
    """Where one question is answered. `ticks`: the cell of each choice, if several."""

    question: Question
    answer: str
    state: str
    ticks: dict[str, str]


Find = Callable[[str, bool], Sequence[AnswerCells]]
"""The cells of a question: of every corridor if the second argument says so."""


@dataclass(frozen=True, slots=True)
class Excel:
    """Translates for one row. `yes` and `label` are words as the cells hold them."""

    find: Find
    yes: str
    label: Callable[[Question, str], str]
    own: str = ""

    def hidden(self, relevant: Expression | None) -> str | None:
        """A formula that is true when the question is known not to apply.

        None when it always applies or the condition cannot be said in Excel.
        """
        if relevant is None:
            return None
        trees = dict.fromkeys(one.tree for one in relevant.conditions)
        parts = [part for tree in trees if (part := self._known_false(tree))]
        return _joined("OR", parts)

    def allowed(self, constraint: Expression | None) -> str | None:
        """A formula that is false when the answer in `own` breaks the constraint."""
        if constraint is None:
            return None
        parts = []
        for condition in constraint.conditions:
            try:
                formula = self._formula(condition.tree)
                open_ = [
                    f'{cells.state}<>"{State.ANSWERED}"'
                    for cells in self._referred(condition.tree)
                ]
            except Unsayable:
                continue
            parts.append(_joined("OR", [*open_, formula]) or formula)
        return _joined("AND", parts)

    def _known_false(self, tree: Node) -> str | None:
        try:
            formula = self._formula(tree)
            states = [cells.state for cells in self._referred(tree)]
        except Unsayable:
            return None
        closed = [f'{state}<>"{State.OPEN}"' for state in states]
        false = _joined("AND", [*closed, f"NOT({formula})"])
        alone = f'{states[0]}="{State.HIDDEN}"' if len(states) == 1 else None
        return _joined("OR", [part for part in (alone, false) if part])

    def _referred(self, tree: Node) -> list[AnswerCells]:
        expression = Expression("", tree)
        return [
            cells
            for name in expression.references
            for cells in self._cells(name, joined=expression.joined(name))
        ]

    def _cells(self, name: str, *, joined: bool) -> Sequence[AnswerCells]:
        found = self.find(name, joined)
        if not found:
            raise Unsayable
        return found

    def _formula(self, node: Node) -> str:
        if isinstance(node, Literal):
            return _literal(node)
        if isinstance(node, Reference):
            return self._number(node)
        if isinstance(node, Operation):
            return self._operation(node)
        return self._call(node)

    def _number(self, node: Reference) -> str:
        if node.question == ".":
            return self.own
        (cells,) = self._cells(node.question, joined=False)
        if cells.ticks:
            raise Unsayable
        return cells.answer

    def _operation(self, node: Operation) -> str:
        if node.operator in {"and", "or"}:
            parts = [self._formula(node.left), self._formula(node.right)]
            return f"{node.operator.upper()}({','.join(parts)})"
        if node.operator in {"=", "!="} and isinstance(node.right, Literal):
            same = self._same(node.left, node.right)
            return same if node.operator == "=" else f"NOT({same})"
        if node.operator in {"div", "mod"}:
            raise Unsayable
        sign = {"!=": "<>"}.get(node.operator, node.operator)
        return f"({self._formula(node.left)}{sign}{self._formula(node.right)})"

    def _same(self, left: Node, right: Literal) -> str:
        if right.value == "" or isinstance(right.value, float):
            return f"({self._formula(left)}={_literal(right)})"
        return self._chosen(left, right.value)

    def _call(self, node: Call) -> str:
        if node.name == "not":
            return f"NOT({self._formula(node.arguments[0])})"
        if node.name == "today":
            return "TODAY()"
        if node.name == "selected" and isinstance(node.arguments[1], Literal):
            return self._chosen(node.arguments[0], text_of(node.arguments[1].value))
        raise Unsayable

    def _chosen(self, node: Node, choice: str) -> str:
        """Whether that choice was made, in any corridor if `node` joins them."""
        reference, joined = reference_of(node)
        tests = []
        for cells in self._cells(reference, joined=joined):
            if choice not in cells.question.choice_names:
                raise Unsayable
            where = cells.ticks.get(choice, cells.answer)
            word = self.yes if cells.ticks else self.label(cells.question, choice)
            tests.append(f"{where}={in_quotes(word)}")
        return _joined("OR", tests) or "FALSE"


# What XML cannot hold, and so no workbook either.
_NEVER = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without what no workbook can hold."""
    return _NEVER.sub("", text)


def in_quotes(text: str) -> str:
    """The text as a formula writes it."""
    return '"' + writable(text).replace('"', '""') + '"'


def _literal(node: Literal) -> str:
    is_text = isinstance(node.value, str)
    return in_quotes(str(node.value)) if is_text else text_of(node.value)


def _joined(function: str, parts: Sequence[str]) -> str | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return f"{function}({','.join(parts)})"
