"""The expression language of XLSForm: parsed, checked and evaluated without guessing.

Supported is what questionnaires of this sector use: `${question}`, `.`, numbers, text
in quotes, `= != < <= > >= + - * div mod and or`, brackets and the functions in
`FUNCTIONS`. Anything else is an `ExpressionError` that says where and why.

What they make of values stands in `functions`.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, NoReturn

from recruitcheck.issues import did_you_mean
from recruitcheck.questionnaires.functions import (
    FUNCTIONS,
    OPERATORS,
    Function,
    Value,
    truth,
)

Lookup = Callable[[str], Value]
MOST_TOKENS = 500  # words, numbers and signs of one expression
MOST_BRACKETS = 40  # inside each other


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

    `elsewhere`: of another form of the same organisation, written `#{question}`, because
    XLSForm tools refuse a `${...}` that is not in the file, also in columns they do not
    know.
    """

    question: str
    elsewhere: bool = False

    def evaluate(self, lookup: Lookup) -> Value:
        return lookup(self.question)


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple["Node", ...]

    def evaluate(self, lookup: Lookup) -> Value:
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
        return OPERATORS[self.operator](left, self.right.evaluate(lookup))


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
            and isinstance(node.arguments[1], Reference)
            and node.arguments[1].question == question
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


_TOKEN = re.compile(
    r"""
      (?P<reference>[$\#]\{\s*(?P<name>[^}\s]+)\s*\})
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<text>'[^']*'|"[^"]*")
    | (?P<word>[A-Za-z][A-Za-z0-9_-]*)
    | (?P<sign><=|>=|!=|==|<>|=<|=>|[=<>+*(),.-])
    """,
    re.VERBOSE,
)
# How other languages, and programs that set type, write what stands behind it.
_WRITTEN = {
    "<>": "!=",
    "\N{NOT EQUAL TO}": "!=",
    "=<": "<=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "=>": ">=",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "&&": "and",
    "&": "and",
    "||": "or",
    "|": "or",
    "!": "not(...)",
    "/": "div",
    "\N{DIVISION SIGN}": "div",
    "%": "mod",
    "\N{MULTIPLICATION SIGN}": "*",
    "\N{MINUS SIGN}": "-",
    "\N{EN DASH}": "-",
    **dict.fromkeys(
        "\u2018\u2019\u201a\u201c\u201d\u201e\xab\xbb",
        "straight quotes, as in 'yes'",
    ),
}
_BINDING = {"or": 1, "and": 2, "=": 3, "!=": 3, "<": 4, "<=": 4, ">": 4, ">=": 4}
_BINDING |= {"+": 5, "-": 5, "*": 6, "div": 6, "mod": 6}


class _Token(NamedTuple):
    kind: str
    text: str
    position: int

    def is_sign(self, sign: str) -> bool:
        return self.kind == "sign" and self.text == sign


def _tokens(text: str) -> Iterator[_Token]:
    position, left = _skip_blanks(text, 0), MOST_TOKENS
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            found = text[position : position + 12].strip()
            message = f"'{found}' cannot be read here{_mended(found)}"
            raise ExpressionError(message, position)
        if not left:
            message = f"it is too long: more than {MOST_TOKENS} words and signs"
            raise ExpressionError(message, position)
        yield _Token(str(match.lastgroup), match[0], position)
        position, left = _skip_blanks(text, match.end()), left - 1
    yield _Token("end", "", position)


def _skip_blanks(text: str, position: int) -> int:
    while position < len(text) and text[position].isspace():
        position += 1
    return position


def _mended(found: str) -> str:
    """How the sign that stands first is written here, '' where nobody can tell."""
    meant = _WRITTEN.get(found[:2]) or _WRITTEN.get(found[:1])
    return f"; write {meant}" if meant else ""


class _Parser:
    """A precedence-climbing parser; one token is looked at ahead."""

    def __init__(self, text: str, *, elsewhere: bool) -> None:
        self._tokens = _tokens(text)
        self._ahead = next(self._tokens)
        self._elsewhere = elsewhere
        self._brackets = 0

    def whole(self) -> Node:
        tree = self._binary(0)
        if self._ahead.kind != "end":
            found = self._ahead.text
            hint = did_you_mean(found, _BINDING)
            self._fail(f"'{found}' stands where an operator is expected.{hint}")
        return tree

    def _take(self) -> _Token:
        taken = self._ahead
        self._ahead = next(self._tokens)
        return taken

    def _fail(self, message: str) -> NoReturn:
        raise ExpressionError(message.removesuffix("."), self._ahead.position)

    def _expect(self, sign: str) -> None:
        if not self._ahead.is_sign(sign):
            found = self._ahead.text or "the end"
            self._fail(f"'{sign}' is missing before {found}")
        self._take()

    def _binary(self, least: int) -> Node:
        left = self._unary()
        while True:
            operator = self._ahead.text if self._ahead.kind in {"sign", "word"} else ""
            if operator == "==":
                self._fail("'==' is not known; equality is written '='")
            if operator in _WRITTEN:
                self._fail(f"'{operator}' is not known{_mended(operator)}")
            binding = _BINDING.get(operator, 0)
            if binding <= least:
                return left
            self._take()
            left = Operation(operator, left, self._binary(binding))

    def _unary(self) -> Node:
        negations = 0
        while self._ahead.is_sign("-"):
            self._take()
            negations += 1
        node = self._primary()
        for _ in range(negations):
            node = Operation("-", Literal(0.0), node)
        return node

    def _primary(self) -> Node:
        token = self._ahead
        if token.kind == "word":
            return self._call()
        if token.kind == "reference":
            return self._reference()
        if token.kind == "number":
            return Literal(float(self._take().text))
        if token.kind == "text":
            return Literal(self._take().text[1:-1])
        if token.is_sign("."):
            self._take()
            return Reference(".")
        if token.is_sign("("):
            self._take()
            inner = self._inner()
            self._expect(")")
            return inner
        if token.kind == "end":
            self._fail("the expression ends too early")
        return self._fail(f"'{token.text}' stands where a value is expected")

    def _inner(self) -> Node:
        """What stands in brackets."""
        self._brackets += 1
        if self._brackets > MOST_BRACKETS:
            self._fail(f"more than {MOST_BRACKETS} brackets stand inside each other")
        node = self._binary(0)
        self._brackets -= 1
        return node

    def _reference(self) -> Node:
        token = self._ahead
        name = token.text[2:-1].strip()
        elsewhere = token.text.startswith("#")
        if elsewhere and not self._elsewhere:
            self._fail(f"a question of this form is written '${{{name}}}'")
        if self._elsewhere and not elsewhere:
            self._fail(f"a question of another form is written '#{{{name}}}'")
        self._take()
        return Reference(name, elsewhere)

    def _call(self) -> Node:
        token = self._ahead
        function = FUNCTIONS.get(token.text)
        if token.text in _BINDING:
            self._fail(f"'{token.text}' stands where a value is expected")
        if function is None:
            hint = did_you_mean(token.text, FUNCTIONS)
            self._fail(
                f"'{token.text}' is not a known function; text stands in quotes.{hint}"
            )
        self._take()
        self._expect("(")
        arguments: list[Node] = []
        while not self._ahead.is_sign(")"):
            if arguments:
                self._expect(",")
            if len(arguments) == 1 and token.text == "regex":
                self._check_pattern()
            arguments.append(self._inner())
        self._expect(")")
        most = len(arguments) if function.most is None else function.most
        if not function.least <= len(arguments) <= most:
            message = f"{token.text}() takes {_wanted(function)}, not {len(arguments)}"
            raise ExpressionError(message, token.position)
        return Call(token.text, tuple(arguments))

    def _check_pattern(self) -> None:
        """A pattern that nobody can try now would fail in the middle of the answers."""
        if self._ahead.kind != "text":
            self._fail("the pattern of regex() stands in quotes")
        try:
            re.compile(self._ahead.text[1:-1])
        except (re.error, OverflowError, RecursionError) as error:
            self._fail(f"{self._ahead.text} is not a pattern: {error}")


def _wanted(function: Function) -> str:
    least, most = function.least, function.most
    if most is None:
        return f"{least} or more arguments"
    if least < most:
        return f"{least} to {most} arguments"
    return f"{least} argument{'' if least == 1 else 's'}"


def parse_expression(text: str, *, elsewhere: bool = False) -> Expression:
    """The expression of that text; ExpressionError if it cannot be read.

    `elsewhere`: it speaks of other forms, so that questions are written `#{question}`.
    """
    return Expression(text, _Parser(text, elsewhere=elsewhere).whole())
