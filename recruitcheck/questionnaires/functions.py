"""What operators and functions of XLSForm make of values: text, numbers, truth values.

A blank answer is the text ''. As in XPath 1.0 a comparison by `<` and its kin is of
numbers, a blank is not a number, and nothing is smaller, larger or equal to something
that is not a number. As on a phone, a day counts as the days since 1970 where a number
is needed. Unlike there, a division by zero is not a number: a share of nothing is not
the largest there is.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

Value = str | float | bool
NAN = math.nan


def truth(value: Value) -> bool:
    """XPath's boolean: a number but 0 and not-a-number, or any text but ''."""
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def number(value: Value) -> float:
    """XPath's number: text that is no number, and a blank, is not a number."""
    if isinstance(value, str):
        text = value.strip()
        return float(text) if _NUMBER.fullmatch(text) else NAN
    return float(value)


def text_of(value: Value) -> str:
    """XPath's string: without an exponent, whole numbers without a decimal point."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if math.isnan(value):
        return "NaN"
    if math.isinf(value):
        return "Infinity" if value > 0 else "-Infinity"
    if value == int(value):
        return str(int(value))
    return format(Decimal(repr(value)), "f")


_NUMBER = re.compile(r"-?([0-9]+(\.[0-9]*)?|\.[0-9]+)")


def _equal(left: Value, right: Value) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return truth(left) == truth(right)
    if isinstance(left, str) and isinstance(right, str):
        return left == right
    return _amount(left) == _amount(right)


def _divide(left: Value, right: Value) -> float:
    below = _amount(right)
    return _amount(left) / below if below else NAN


def _modulo(left: Value, right: Value) -> float:
    above, below = _amount(left), _amount(right)
    return math.fmod(above, below) if below and math.isfinite(above) else NAN


def _amount(value: Value) -> float:
    """`number(value)`, but of an ISO date the days since 1970-01-01.

    That is how XForms computes with dates and compares them.
    """
    if isinstance(value, str) and _DATE.fullmatch(value):
        try:
            return float(date.fromisoformat(value[:10]).toordinal() - _EPOCH)
        except ValueError:
            return NAN
    return number(value)


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(T.*)?")
_EPOCH = date(1970, 1, 1).toordinal()

OPERATORS: Mapping[str, Callable[[Value, Value], Value]] = {
    "=": _equal,
    "!=": lambda left, right: not _equal(left, right),
    "<": lambda left, right: _amount(left) < _amount(right),
    "<=": lambda left, right: _amount(left) <= _amount(right),
    ">": lambda left, right: _amount(left) > _amount(right),
    ">=": lambda left, right: _amount(left) >= _amount(right),
    "+": lambda left, right: _amount(left) + _amount(right),
    "-": lambda left, right: _amount(left) - _amount(right),
    "*": lambda left, right: _amount(left) * _amount(right),
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
    """Half towards +infinity, as XPath does. Outside +-300 places nothing is known."""
    one, places = _amount(values[0]), number(values[1]) if len(values) > 1 else 0.0
    if not abs(places) <= 300:
        return NAN
    scale = 10.0 ** math.trunc(places)
    large = one * scale
    return math.floor(large + 0.5) / scale if math.isfinite(large) else one


def _extreme(pick: Callable[[Sequence[float]], float]) -> Callable[..., float]:
    def run(values: Sequence[Value]) -> float:
        numbers = [_amount(value) for value in values]
        return NAN if any(map(math.isnan, numbers)) else pick(numbers)

    return run


def _regex(values: Sequence[Value]) -> bool:
    """ODK: "an exact and complete match"; the pattern was tried when it was read."""
    return re.fullmatch(text_of(values[1]), text_of(values[0])) is not None


def _integer(values: Sequence[Value]) -> float:
    one = _amount(values[0])
    return float(math.trunc(one)) if math.isfinite(one) else one


def _as_date(values: Sequence[Value]) -> Value:
    """An ISO date as it is, days since 1970-01-01 as an ISO date, '' for neither."""
    days = _amount(values[0])
    if math.isnan(days) or not 1 <= days + _EPOCH < date.max.toordinal() + 1:
        return ""
    return date.fromordinal(math.floor(days) + _EPOCH).isoformat()


def _today(values: Sequence[Value]) -> str:  # noqa: ARG001
    return date.today().isoformat()  # noqa: DTZ011  # the respondent's calendar day


FUNCTIONS: Mapping[str, Function] = {
    "boolean": Function(1, 1, lambda v: truth(v[0])),
    "coalesce": Function(2, 2, lambda v: v[0] if v[0] != "" else v[1]),
    "concat": Function(1, None, lambda v: "".join(map(text_of, v))),
    "contains": Function(2, 2, lambda v: text_of(v[1]) in text_of(v[0])),
    "count-non-empty": Function(1, None, lambda v: float(sum(one != "" for one in v))),
    "count-selected": Function(1, 1, lambda v: float(len(text_of(v[0]).split()))),
    "date": Function(1, 1, _as_date),
    "decimal-date-time": Function(1, 1, lambda v: _amount(v[0])),
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
    "sum": Function(1, None, lambda v: float(sum(map(_amount, v)))),
    "today": Function(0, 0, _today),
    "true": Function(0, 0, lambda v: True),  # noqa: ARG005
}
