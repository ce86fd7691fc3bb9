"""The expression language of XLSForm: parsed, checked and evaluated without guessing.

Supported is what questionnaires of this sector use: `${question}`, `.`, numbers, text
in quotes, `= != < <= > >= + - * div mod and or`, brackets and the functions in
`FUNCTIONS`. Anything else is an `ExpressionError` that says where and why.

Values are text, numbers or truth values. A blank answer is the text ''. As in XPath 1.0
a comparison by `<` and its kin is of numbers, a blank is not a number, and nothing is
smaller, larger or equal to something that is not a number.
"""

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from recruitcheck.issues import did_you_mean

Value = str | float | bool
Lookup = Callable[[str], Value]
NAN = math.nan


class ExpressionError(ValueError):
    """An expression that cannot be read. `position` counts characters from 0."""

    def __init__(self, message: str, position: int) -> None:
        self.position = position
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Literal:
    value: str | float

    def evaluate(self, lookup: Lookup) -> Value:  # noqa: ARG002
        return self.value


@dataclass(frozen=True, slots=True)
class Reference:
    """An answer: `${question}`, or the question's own answer, written `.`.

    `#{question}` is of another form of the same organisation: XLSForm tools refuse a
    `${...}` that is not in the file, also in columns they do not know.
    """

    question: str

    def evaluate(self, lookup: Lookup) -> Value:
        return lookup(self.question)


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Node", ...]

    def evaluate(self, lookup: Lookup) -> Value:
        if self.name == "if":
            test, then, otherwise = self.arguments
            return (then if truth(test.evaluate(lookup)) else otherwise).evaluate(
                lookup
            )
        return FUNCTIONS[self.name].run([a.evaluate(lookup) for a in self.arguments])


@dataclass(frozen=True, slots=True)
class Operation:
    operator: str
    left: "Node"
    right: "Node"

    def evaluate(self, lookup: Lookup) -> Value:
        left = self.left.evaluate(lookup)
        if self.operator == "and":
            return truth(left) and truth(self.right.evaluate(lookup))
        if self.operator == "or":
            return truth(left) or truth(self.right.evaluate(lookup))
        return _OPERATORS[self.operator](left, self.right.evaluate(lookup))


Node = Literal | Reference | Call | Operation


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed expression: `text` as the author wrote it and its tree."""

    text: str
    tree: Node

    def evaluate(self, lookup: Lookup | Mapping[str, Value]) -> Value:
        """The value, with `lookup` giving the answer of each question, '' if blank.

        The question's own answer is looked up as '.'.
        """
        if isinstance(lookup, Mapping):
            answers = lookup
            return self.tree.evaluate(lambda name: answers.get(name, ""))
        return self.tree.evaluate(lookup)

    def holds(self, lookup: Lookup | Mapping[str, Value]) -> bool:
        return truth(self.evaluate(lookup))

    @property
    def references(self) -> tuple[str, ...]:
        """The questions it speaks of, each once, in order; '.' is left out."""
        names = (n.question for n in _walk(self.tree) if isinstance(n, Reference))
        return tuple(dict.fromkeys(name for name in names if name != "."))

    @property
    def conditions(self) -> tuple["Expression", ...]:
        """The parts that `and` joins on the top level, in order."""
        return tuple(Expression(self.text, part) for part in _conjuncts(self.tree))

    def joined(self, question: str) -> bool:
        """Whether it speaks of all repeats of a question at once: `join(' ', ${q})`."""
        return any(
            isinstance(node, Call)
            and node.name == "join"
            and node.arguments[1] == Reference(question)
            for node in _walk(self.tree)
        )


def _walk(node: Node) -> Iterator[Node]:
    yield node
    if isinstance(node, Call):
        for argument in node.arguments:
            yield from _walk(argument)
    elif isinstance(node, Operation):
        yield from _walk(node.left)
        yield from _walk(node.right)


def _conjuncts(node: Node) -> Iterator[Node]:
    if isinstance(node, Operation) and node.operator == "and":
        yield from _conjuncts(node.left)
        yield from _conjuncts(node.right)
    else:
        yield node


def truth(value: Value) -> bool:
    """XPath's boolean(): a number but 0 and not-a-number, or any text but ''."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def number(value: Value) -> float:
    """XPath's number(): text that is no number, and a blank, is not a number."""
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else NAN
    return float(value)


def text_of(value: Value) -> str:
    """XPath's string(): whole numbers without a decimal point."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if math.isnan(value):
            return "NaN"
        return str(int(value)) if value == int(value) else repr(value)
    return value


_NUMBER = re.compile(r"-?(\d+(\.\d*)?|\.\d+)")


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return number(left) == number(right)
    return left == right


def _unequal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) != truth(right)
    if isinstance(left, float) or isinstance(right, float):
        return number(left) != number(right)
    return left != right


def _divide(left: Value, right: Value) -> float:
    below = number(right)
    return number(left) / below if below else NAN


def _modulo(left: Value, right: Value) -> float:
    below = number(right)
    return math.fmod(number(left), below) if below else NAN


def _days(value: Value) -> float:
    """Days since 1970-01-01 of an ISO date, which is how XForms compares dates.

    Anything else is `number(value)`.
    """
    if isinstance(value, str) and _DATE.match(value):
        try:
            return float(date.fromisoformat(value[:10]).toordinal() - _EPOCH)
        except ValueError:
            return NAN
    return number(value)


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_EPOCH = date(1970, 1, 1).toordinal()

_OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "=": _equal,
    "!=": _unequal,
    "<": lambda left, right: _days(left) < _days(right),
    "<=": lambda left, right: _days(left) <= _days(right),
    ">": lambda left, right: _days(left) > _days(right),
    ">=": lambda left, right: _days(left) >= _days(right),
    "+": lambda left, right: number(left) + number(right),
    "-": lambda left, right: number(left) - number(right),
    "*": lambda left, right: number(left) * number(right),
    "div": _divide,
    "mod": _modulo,
}


class Function(NamedTuple):
    """`least` to `most` arguments (`most` None: any number) and what it computes."""

    least: int
    most: int | None
    run: Callable[[Sequence[Value]], Value]


def _selected(values: Sequence[Value]) -> bool:
    return text_of(values[1]) in text_of(values[0]).split()


def _round(values: Sequence[Value]) -> float:
    one, places = number(values[0]), values[1] if len(values) > 1 else 0.0
    if math.isnan(one):
        return NAN
    scale = 10.0 ** number(places)
    return math.floor(one * scale + 0.5) / scale  # half towards +infinity, as XPath


def _extreme(pick: Callable[[Sequence[float]], float]) -> Callable[..., float]:
    def run(values: Sequence[Value]) -> float:
        numbers = [number(v) for v in values if v != ""]
        return pick(numbers) if numbers and not any(map(math.isnan, numbers)) else NAN

    return run


def _regex(values: Sequence[Value]) -> bool:
    return re.search(text_of(values[1]), text_of(values[0])) is not None


def _integer(values: Sequence[Value]) -> float:
    one = number(values[0])
    return NAN if math.isnan(one) else float(math.trunc(one))


def _today(values: Sequence[Value]) -> str:  # noqa: ARG001
    return date.today().isoformat()  # noqa: DTZ011  # the respondent's calendar day


FUNCTIONS: Mapping[str, Function] = {
    "and": Function(2, 2, lambda v: truth(v[0]) and truth(v[1])),
    "boolean": Function(1, 1, lambda v: truth(v[0])),
    "coalesce": Function(2, 2, lambda v: v[0] if v[0] != "" else v[1]),
    "concat": Function(1, None, lambda v: "".join(map(text_of, v))),
    "contains": Function(2, 2, lambda v: text_of(v[1]) in text_of(v[0])),
    "count": Function(1, None, lambda v: float(sum(one != "" for one in v))),
    "count-selected": Function(1, 1, lambda v: float(len(text_of(v[0]).split()))),
    "date": Function(1, 1, lambda v: v[0]),
    "decimal-date": Function(1, 1, lambda v: _days(v[0])),
    "false": Function(0, 0, lambda v: False),  # noqa: ARG005
    "if": Function(3, 3, lambda v: v[1] if truth(v[0]) else v[2]),
    "int": Function(1, 1, _integer),
    "join": Function(2, 2, lambda v: v[1]),
    "max": Function(1, None, _extreme(max)),
    "min": Function(1, None, _extreme(min)),
    "not": Function(1, 1, lambda v: not truth(v[0])),
    "number": Function(1, 1, lambda v: number(v[0])),
    "regex": Function(2, 2, _regex),
    "round": Function(1, 2, _round),
    "selected": Function(2, 2, _selected),
    "starts-with": Function(2, 2, lambda v: text_of(v[0]).startswith(text_of(v[1]))),
    "string": Function(1, 1, lambda v: text_of(v[0])),
    "string-length": Function(1, 1, lambda v: float(len(text_of(v[0])))),
    "sum": Function(1, None, lambda v: float(sum(number(one) for one in v))),
    "today": Function(0, 0, _today),
    "true": Function(0, 0, lambda v: True),  # noqa: ARG005
}

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<reference>[$\#]\{\s*(?P<name>[^}\s]+)\s*\})
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<word>[A-Za-z][A-Za-z0-9_-]*)
    | (?P<sign><=|>=|!=|==|[=<>+*(),.-])
    )""",
    re.VERBOSE,
)
_BINDING = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_BINDING |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}


class _Token(NamedTuple):
    kind: str
    text: str
    position: int


def _tokens(text: str) -> Iterator[_Token]:
    position = 0
    while text[position:].strip():
        match = _TOKEN.match(text, position)
        if match is None:
            rest = text[position:].strip()
            message = f"'{rest[:12]}' cannot be read here"
            raise ExpressionError(message, position)
        kind = str(match.lastgroup if match.lastgroup != "name" else "reference")
        found = match["name"] if kind == "reference" else match[kind]
        yield _Token(kind, found, match.start(kind))
        position = match.end()
    yield _Token("end", "", len(text))


class _Parser:
    """A precedence-climbing parser; one token is looked at ahead."""

    def __init__(self, text: str) -> None:
        self._tokens = _tokens(text)
        self._ahead = next(self._tokens)

    def whole(self) -> Node:
        tree = self._binary(0)
        if self._ahead.kind != "end":
            self._fail(f"'{self._ahead.text}' stands where an operator is expected")
        return tree

    def _take(self) -> _Token:
        taken = self._ahead
        self._ahead = next(self._tokens)
        return taken

    def _fail(self, message: str) -> None:
        raise ExpressionError(message, self._ahead.position)

    def _expect(self, sign: str) -> None:
        if self._ahead.text != sign or self._ahead.kind != "sign":
            found = self._ahead.text or "the end"
            self._fail(f"'{sign}' is missing before {found}")
        self._take()

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while True:
            operator = self._ahead.text if self._ahead.kind in {"sign", "word"} else ""
            if operator == "==":
                self._fail("'==' is not known; equality is written '='")
            binding = _BINDING.get(operator, 0)
            if binding <= least:
                return left
            self._take()
            left = Operation(operator, left, self._binary(binding))

    def _unary(self) -> Node:
        if self._ahead.kind == "sign" and self._ahead.text == "-":
            self._take()
            return Operation("-", Literal(0.0), self._unary())
        return self._primary()

    def _primary(self) -> Node:
        token = self._ahead
        if token.kind == "end":
            self._fail("the expression ends too early")
        if token.kind == "word":
            return self._call()
        self._take()
        if token.kind == "reference":
            return Reference(token.text)
        if token.kind == "number":
            return Literal(float(token.text))
        if token.kind == "text":
            return Literal(token.text[1:-1])
        if token.text == ".":
            return Reference(".")
        if token.text == "(":
            inner = self._binary(0)
            self._expect(")")
            return inner
        message = f"'{token.text}' stands where a value is expected"
        raise ExpressionError(message, token.position)

    def _call(self) -> Node:
        token = self._take()
        function = FUNCTIONS.get(token.text)
        if function is None:
            hint = did_you_mean(token.text, FUNCTIONS)
            message = f"'{token.text}' is not a known function.{hint}"
            raise ExpressionError(message, token.position)
        self._expect("(")
        arguments: list[Node] = []
        while not (self._ahead.kind == "sign" and self._ahead.text == ")"):
            if arguments:
                self._expect(",")
            arguments.append(self._binary(0))
        self._expect(")")
        most = function.most
        if len(arguments) < function.least or (
            most is not None and len(arguments) > most
        ):
            wanted = function.least if most == function.least else "other"
            message = f"{token.text}() takes {wanted} arguments, found {len(arguments)}"
            raise ExpressionError(message, token.position)
        return Call(token.text, tuple(arguments))


def parse_expression(text: str) -> Expression:
    """The expression of that text; ExpressionError if it cannot be read."""
    return Expression(text, _Parser(text).whole())
