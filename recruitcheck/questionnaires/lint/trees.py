"""What the parts of an expression speak of."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal as OneOf

from recruitcheck.questionnaires.expressions import (
    Call,
    Literal,
    Node,
    Operation,
    Reference,
)
from recruitcheck.questionnaires.questionnaire import Question

COMPARED = frozenset({"=", "!=", "<", "<=", ">", ">="})
ARITHMETIC = frozenset({"+", "-", "*", "div", "mod"})

Asked = Mapping[str, Question]
"""Questions by id; the question whose cell it is also stands under '.'."""

Sort = OneOf["select", "number", "date", "text", "note"]


@dataclass(frozen=True, slots=True)
class Subject:
    """A question that a part of an expression gives the answer of.

    `joined`: the answers in all corridors at once.
    """

    question: Question
    joined: bool = False

    @property
    def several(self) -> bool:
        """Whether the answer may be several choices."""
        return self.joined or self.question.kind == "select_multiple"

    @property
    def sort(self) -> Sort | None:
        """None for what is calculated: it may be text or a number."""
        kind = self.question.kind
        if kind in {"integer", "decimal"}:
            return "number"
        if kind == "calculate":
            return None
        return "select" if kind.startswith("select") else kind  # type: ignore[return-value]  # the rest are sorts


def nodes(tree: Node) -> Iterator[Node]:
    """The tree and all its parts, from the left."""
    yield tree
    if isinstance(tree, Call):
        for argument in tree.arguments:
            yield from nodes(argument)
    elif isinstance(tree, Operation):
        yield from nodes(tree.left)
        yield from nodes(tree.right)


def subject(node: Node, asked: Asked) -> Subject | None:
    """The question whose answer this part is, if it is one that is asked."""
    if isinstance(node, Reference) and node.question in asked:
        return Subject(asked[node.question])
    if isinstance(node, Call) and node.name == "join":
        inner = subject(node.arguments[1], asked)
        return inner and Subject(inner.question, joined=True)
    return None


def literal(node: Node) -> str | float | None:
    """The text or number that is written there; `-1` is a number too."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Operation) and node.operator == "-":
        value = literal(node.right)
        if node.left == Literal(0.0) and isinstance(value, float):
            return -value
    return None
