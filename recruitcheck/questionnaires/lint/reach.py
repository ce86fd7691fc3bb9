"""Whether a condition can hold at all, for any answers that people can give.

Answers are tried out: every choice, every set of the choices that a condition names,
and numbers and dates on, beside and between all that it compares with. Questions that
decide whether those are asked are tried too. A part that cannot be tried out like this
(sums, text functions, today) counts as one that may hold: `ever` is False only when
nothing can make the condition true.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations, islice, pairwise

from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    Node,
    Operation,
    Reference,
    parse_expression,
)
from recruitcheck.questionnaires.functions import Value, number
from recruitcheck.questionnaires.lint.trees import (
    ARITHMETIC,
    COMPARED,
    Asked,
    Subject,
    literal,
    nodes,
    subject,
)
from recruitcheck.questionnaires.questionnaire import Question

_MOST = 20_000  # answers tried before a condition counts as one that may hold
_SIMPLE = frozenset(
    {
        *("and", "boolean", "coalesce", "count-selected", "false", "if", "join"),
        *("not", "number", "selected", "string", "true"),
    }
)
_OF_CHOICES = frozenset({"selected", "count-selected", "join"})
_COUNTS = frozenset({"count-non-empty", "count-selected", "int", "string-length"})
_KEEP_SIGN = frozenset(
    {"coalesce", "if", "int", "max", "min", "number", "round", "sum"}
)
_BELOW_0 = parse_expression(". < 0")
_OTHER = "\N{BULLET}"  # a text that no condition names


def ever(
    parts: Sequence[Expression], asked: Asked, *, answered: Question | None = None
) -> bool:
    """Whether all parts can hold at once; True where that cannot be told.

    `asked` holds every question that they speak of; `answered` is one that has an
    answer, and whose own constraint is among the parts.
    """
    goals = [
        part
        for whole in parts
        for part in whole.conditions
        if _can_be_tried(part.tree, asked)
    ]
    try:
        return _Search(asked, goals, answered).possible()
    except _TooManyError:
        return True


def tried_numbers(edges: Sequence[float], *, whole: bool) -> list[float]:
    """Numbers on the edges, between them, and beyond the outermost, in order.

    A number of hundreds of digits is endless here, and no edge that anybody reaches.
    """
    edges = sorted(filter(math.isfinite, set(edges))) or [0.0]
    if whole:
        beside = {
            float(int(e // 1) + step) for e in edges for step in (-2, -1, 0, 1, 2)
        }
        return sorted(beside)
    between = [(low + high) / 2 for low, high in pairwise(edges)]
    return sorted({*edges, *between, edges[0] - 1, edges[-1] + 1})


def allowed_answers(question: Question, answers: Iterable[Value]) -> list[Value]:
    """The answers but for those that the question's constraint refuses.

    What the constraint says of other questions is passed over.
    """
    own = {".": question, question.id: question}
    parts = question.constraint.conditions if question.constraint else ()
    tried = [part for part in parts if _can_be_tried(part.tree, own)]
    return [
        one
        for one in answers
        if all(part.holds({".": one, question.id: one}) for part in tried)
    ]


def is_whole(node: Node, asked: Asked) -> bool:
    """Whether the value has no decimals, whatever the answers."""
    value = literal(node)
    if isinstance(value, float):
        return value.is_integer()
    found = subject(node, asked)
    if found is not None:
        return found.question.kind == "integer"
    if isinstance(node, Operation):
        sides = (node.left, node.right)
        return node.operator in {"+", "-", "*"} and all(
            is_whole(s, asked) for s in sides
        )
    return isinstance(node, Call) and node.name in _COUNTS


def never_negative(node: Node, asked: Asked) -> bool:
    """Whether the value is never below 0, for answers that constraints allow."""
    value = literal(node)
    if value is not None:
        return not number(value) < 0
    found = subject(node, asked)
    if found is not None:
        question = found.question
        if question.calculation is not None:
            return never_negative(question.calculation.tree, asked)
        return not ever([_BELOW_0], {".": question, question.id: question})
    if isinstance(node, Call):
        values = node.arguments[1:] if node.name == "if" else node.arguments
        if node.name in _COUNTS and node.name != "int":
            return True
        return node.name in _KEEP_SIGN and all(never_negative(v, asked) for v in values)
    return (
        isinstance(node, Operation)
        and node.operator in {"+", "*", "div", "mod"}
        and never_negative(node.left, asked)
        and never_negative(node.right, asked)
    )


class _TooManyError(Exception):
    """More answers than are worth trying."""


def _can_be_tried(tree: Node, asked: Asked) -> bool:
    return all(_simple(node, asked) for node in nodes(tree))


def _simple(node: Node, asked: Asked) -> bool:
    if isinstance(node, Reference):
        return node.question in asked
    if isinstance(node, Operation):
        if node.operator in ARITHMETIC:
            return literal(node) is not None
        # Answers compared with each other would need more numbers than are tried.
        return node.operator not in COMPARED or not (
            subject(node.left, asked) and subject(node.right, asked)
        )
    if isinstance(node, Call):
        return node.name in _SIMPLE and (
            node.name not in _OF_CHOICES or _of_choices(node, asked)
        )
    return True


def _of_choices(call: Call, asked: Asked) -> bool:
    inner = subject(call if call.name == "join" else call.arguments[0], asked)
    if inner is None or inner.sort != "select":
        return False
    if call.name == "selected":
        return literal(call.arguments[1]) is not None
    # In several corridors together more choices can be ticked than there are.
    return call.name == "join" or not inner.joined


def _references(expression: Expression) -> list[str]:
    """The questions it speaks of, its own as '.'."""
    return [n.question for n in nodes(expression.tree) if isinstance(n, Reference)]


class _Search:
    """Answers to questions in the order in which they are asked, tried one by one."""

    def __init__(
        self, asked: Asked, goals: Sequence[Expression], answered: Question | None
    ) -> None:
        self.asked, self.answered = asked, answered
        self.answers: dict[str, Value] = {}
        self.allowed: dict[str, Sequence[Value]] = {}
        self.tried = 0
        self.questions = self._closure(goals)
        position = {question.id: n for n, question in enumerate(self.questions)}
        self.due: dict[int, list[Expression]] = {}  # goals by the last they speak of
        for goal in goals:
            last = [position[asked[name].id] for name in _references(goal)]
            self.due.setdefault(max(last, default=-1), []).append(goal)
        self.trees = [goal.tree for goal in goals]
        for question in self.questions:
            said = (question.relevant, question.constraint)
            self.trees += [one.tree for one in said if one is not None]
        self.values = dict.fromkeys(
            value
            for tree in self.trees
            for node in nodes(tree)
            if (value := literal(node)) is not None
        )

    def _closure(self, goals: Sequence[Expression]) -> list[Question]:
        """The questions that goals speak of, after those that decide on them."""
        found: dict[str, None] = {}
        todo = [name for goal in goals for name in _references(goal)]
        while todo:
            question = self.asked[todo.pop()]
            if question.id not in found:
                found[question.id] = None
                parents = question.relevant.references if question.relevant else ()
                todo += [name for name in parents if name in self.asked]
        order = list(self.asked)
        return [self.asked[name] for name in sorted(found, key=order.index)]

    def possible(self) -> bool:
        return self._goals_hold(-1) and self._from(0)

    def _goals_hold(self, position: int) -> bool:
        def lookup(name: str) -> Value:
            return self.answers[self.asked[name].id]

        return all(goal.holds(lookup) for goal in self.due.get(position, ()))

    def _from(self, position: int) -> bool:
        if position == len(self.questions):
            return True
        question = self.questions[position]
        for answer in self._possible(question):
            self.tried += 1
            if self.tried > _MOST:
                raise _TooManyError
            self.answers[question.id] = answer
            if self._goals_hold(position) and self._from(position + 1):
                return True
        return False

    def _possible(self, question: Question) -> Iterator[Value]:
        """The answers a question can have after those to the ones before it."""
        if question is self.answered:
            yield from self._answers(question)
            return
        yield ""
        if self._hidden(question):
            return
        yield from self._allowed(question)

    def _allowed(self, question: Question) -> Sequence[Value]:
        """Its answers, but for those that its own constraint refuses."""
        if question.id not in self.allowed:
            some = list(islice(self._answers(question), _MOST + 1))
            if len(some) > _MOST:
                raise _TooManyError
            if Subject(question).sort in {"number", "select"}:
                some = allowed_answers(question, some)
            self.allowed[question.id] = [*question.missing, *some]
        return self.allowed[question.id]

    def _hidden(self, question: Question) -> bool:
        relevant = question.relevant
        return relevant is not None and any(
            _can_be_tried(part.tree, self.asked)
            and set(part.references) <= self.answers.keys()
            and not part.holds(self.answers)
            for part in relevant.conditions
        )

    def _answers(self, question: Question) -> Iterator[Value]:
        numbers = [value for value in self.values if isinstance(value, float)]
        texts = [value for value in self.values if isinstance(value, str)]
        match Subject(question).sort:
            case "select":
                yield from self._ticked(question, texts)
            case "number":
                yield from tried_numbers(numbers, whole=question.kind == "integer")
            case "date":
                yield from _dates(texts)
            case "text" | None:
                yield from (*texts, _OTHER, *_dates(texts))
                yield from tried_numbers(numbers, whole=False)

    def _ticked(self, question: Question, texts: Sequence[str]) -> Iterator[str]:
        """Single choices, or sets of them.

        Sets of those that are named, with any number of the others: of these nobody
        cares which they are.
        """
        names = question.choice_names
        if not (question.kind == "select_multiple" or self._joined(question)):
            yield from names
            return
        named = [name for name in names if name in texts]
        others = [name for name in names if name not in texts]
        for size in range(len(named) + 1):
            for some in combinations(named, size):
                for more in range(len(others) + 1):
                    if some or more:
                        yield " ".join((*some, *others[:more]))

    def _joined(self, question: Question) -> bool:
        return any(
            found.joined and found.question is question
            for tree in self.trees
            for node in nodes(tree)
            if (found := subject(node, self.asked)) is not None
        )


def _dates(texts: Sequence[str]) -> Iterator[str]:
    """The dates among the texts and the days beside them, and some other date."""
    for text in (*texts, "2000-01-01"):
        try:
            day = date.fromisoformat(text)
        except ValueError:
            continue
        for step in (-1, 0, 1):
            yield date.fromordinal(
                min(max(day.toordinal() + step, 1), date.max.toordinal())
            ).isoformat()
