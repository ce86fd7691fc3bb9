"""Conditions of a questionnaire as Excel formulas, and in words for people.

A question is hidden in Excel only when it is known not to apply: an answer that is
still missing hides nothing. Each question has a cell with its state, see `State`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from recruitcheck.questionnaires.blank_texts import Texts
from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    Literal,
    Node,
    Operation,
    Reference,
    text_of,
)
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
            except _NotInExcel:
                continue
            parts.append(_joined("OR", [*open_, formula]) or formula)
        return _joined("AND", parts)

    def _known_false(self, tree: Node) -> str | None:
        try:
            formula = self._formula(tree)
            states = [cells.state for cells in self._referred(tree)]
        except _NotInExcel:
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
            raise _NotInExcel
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
            raise _NotInExcel
        return cells.answer

    def _operation(self, node: Operation) -> str:
        if node.operator in {"and", "or"}:
            parts = [self._formula(node.left), self._formula(node.right)]
            return f"{node.operator.upper()}({','.join(parts)})"
        if node.operator in {"=", "!="} and isinstance(node.right, Literal):
            same = self._same(node.left, node.right)
            return same if node.operator == "=" else f"NOT({same})"
        if node.operator in {"div", "mod"}:
            raise _NotInExcel
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
        raise _NotInExcel

    def _chosen(self, node: Node, choice: str) -> str:
        """Whether that choice was made, in any corridor if `node` joins them."""
        reference, joined = _reference(node)
        tests = []
        for cells in self._cells(reference, joined=joined):
            if choice not in cells.question.choice_names:
                raise _NotInExcel
            where = cells.ticks.get(choice, cells.answer)
            word = self.yes if cells.ticks else self.label(cells.question, choice)
            tests.append(f"{where}={in_quotes(word)}")
        return _joined("OR", tests) or "FALSE"


class _NotInExcel(Exception):  # noqa: N818 - nothing went wrong
    pass


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


def _reference(node: Node) -> tuple[str, bool]:
    """The question a node names, and whether it joins all its repeats."""
    if isinstance(node, Reference) and node.question != ".":
        return node.question, False
    if isinstance(node, Call) and node.name == "join":
        inner = node.arguments[1]
        if isinstance(inner, Reference):
            return inner.question, True
    raise _NotInExcel


_COMPARED = {">": "is_more", ">=": "is_at_least", "<": "is_less", "<=": "is_at_most"}


@dataclass(frozen=True, slots=True)
class Words:
    """Says conditions in one language, with the labels of the choices."""

    texts: Texts
    question: Callable[[str], Question]
    label: Callable[[Question, str], str]

    def condition(self, trees: Sequence[Node]) -> str:
        """The conditions joined by 'and'; '' when one of them cannot be said."""
        said = [self._condition(tree) for tree in trees]
        return f" {self.texts.say('word_and')} ".join(said) if all(said) else ""

    def _condition(self, tree: Node) -> str:
        try:
            return self._compared(tree) or self._among(tree)
        except _NotInExcel:
            return ""

    def _compared(self, tree: Node) -> str:
        """'M-PRO-02 is more than 0'."""
        if (
            isinstance(tree, Operation)
            and tree.operator in _COMPARED
            and isinstance(tree.left, Reference)
            and isinstance(tree.right, Literal)
        ):
            return self.texts.say(
                _COMPARED[tree.operator],
                question=tree.left.question,
                values=text_of(tree.right.value),
            )
        return ""

    def _among(self, tree: Node) -> str:
        """'M-GOV-01 is A or B', or 'is not C' where that is shorter."""
        pairs = [_choice_of(term) for term in _alternatives(tree)]
        names = {name for name, _ in pairs}
        if len(names) != 1:
            raise _NotInExcel
        name = names.pop()
        question = self.question(name)
        chosen = [choice for _, choice in pairs]
        if not set(chosen) <= set(question.choice_names):
            raise _NotInExcel
        others = [one for one in question.choice_names if one not in chosen]
        single = question.kind == "select_one"
        if single and len(others) == 1 and len(chosen) > 1:
            return self._listed("is_not", name, question, others)
        key = "is_among" if single else "includes"
        return self._listed(key, name, question, chosen)

    def _listed(
        self, key: str, name: str, question: Question, choices: Sequence[str]
    ) -> str:
        *first, last = (
            self.texts.say("quoted", value=self.label(question, one)) for one in choices
        )
        either = f" {self.texts.say('word_or')} "
        values = either.join([", ".join(first), last]) if first else last
        return self.texts.say(key, question=name, values=values)


def _alternatives(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.operator == "or":
        yield from _alternatives(node.left)
        yield from _alternatives(node.right)
    else:
        yield node


def _choice_of(node: Node) -> tuple[str, str]:
    """The question and choice of `${q} = 'a'` or `selected(${q}, 'a')`."""
    if isinstance(node, Operation) and node.operator == "=":
        left, right = node.left, node.right
    elif isinstance(node, Call) and node.name == "selected":
        left, right = node.arguments
    else:
        raise _NotInExcel
    if not isinstance(right, Literal) or not isinstance(right.value, str):
        raise _NotInExcel
    return _reference(left)[0], right.value
