"""Expressions mean what they mean on a phone: XPath 1.0 as XForms uses it.

Sources: XPath 1.0 (W3C 1999) sections 3 and 4; the ODK documentation of form operators
and functions.
"""

import math
from datetime import date, timedelta
from itertools import pairwise
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.questionnaires.expressions import (
    MOST_BRACKETS,
    MOST_TOKENS,
    Expression,
    ExpressionError,
    parse_expression,
)
from recruitcheck.questionnaires.functions import (
    FUNCTIONS,
    Value,
    number,
    text_of,
    truth,
)

ANSWERS: dict[str, Value] = {
    "blank": "",
    "zero": "0",
    "three": "3",
    "word": "yes",
    "several": "fee medical",
    "day": "2026-03-31",
    "count": 4,  # an int, as Python callers write it
    "share": 0.25,
}


def value(text: str) -> Value:
    return parse_expression(text).evaluate(ANSWERS)


def failure(text: str, **how: bool) -> tuple[str, int]:
    with pytest.raises(ExpressionError) as raised:
        parse_expression(text, **how)
    return str(raised.value), raised.value.position


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A blank is the text '' and no number.
        ("${absent} = 0", False),
        ("${blank} = 0", False),
        ('${blank} = ""', True),
        ("${absent} = ''", True),
        ("${blank} != 0", True),
        ("${blank} < 1", False),
        ("${blank} >= 0", False),
        ("not(${blank} > 0)", True),
        ("${zero} = ''", False),
        # A text is compared as a number with a number, as text with text.
        ("${three} = 3", True),
        ("3 = ${three}", True),
        ("${three} = '3'", True),
        ("${three} = '3.0'", False),
        ("${three} = 3.0", True),
        ("' 3 ' = 3", True),
        ("'1e3' = 1000", False),
        ("'+3' = 3", False),
        ("'३' = 3", False),
        ("${word} = 'yes'", True),
        ("${word} = 'Yes'", False),
        ("${word} = 0", False),
        ("${word} != 0", True),
        ("${count} = 4", True),
        ("${count} = '4'", True),
        ("${share} < 0.5", True),
        # < and its kin compare numbers only.
        ('"a" < "b"', False),
        ('"b" > "a"', False),
        ("'10' > '9'", True),
        ("2 <= 2", True),
        ("2 < 2", False),
        ("2 >= 3", False),
        ("3 > 2", True),
        # A truth value makes the other side one.
        ("true() = 'no'", True),
        ("true() = ''", False),
        ("false() = 0", True),
        ("true() != 0", True),
        ("true() > false()", True),
        # Equality binds looser than order: 1 = (2 > 1).
        ("1 = 2 > 1", True),
        ("2 > 1 = true()", True),
        ("3 > 2 > 1", False),
        # Sums are made before they are compared.
        ("5 < 2 + 4", True),
        ("2 <= 1 + 1", True),
        ("5 > 4 + 3", False),
        ("5 >= 4 + 3", False),
        ("3 = 1 + 2", True),
        ("3 != 1 + 2", False),
    ],
)
def test_comparisons(text, expected):
    assert value(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 or 0", True),
        ("0 or ''", False),
        ("1 and 'no'", True),
        ("1 and ''", False),
        ("1 or 1 and 0", True),
        ("(1 or 1) and 0", False),
        ("0 and 1 = 0", False),
        ("0 and 0 or 1", True),
        ("${zero} or 0", True),  # the text '0' is not blank
    ],
)
def test_and_binds_tighter_than_or(text, expected):
    assert value(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("10 - 3 - 2", 5.0),
        ("8 div 4 div 2", 1.0),
        ("7 mod 4", 3.0),
        ("-7 mod 4", -3.0),  # the sign of the left side, as in XPath
        ("7 mod -4", 3.0),
        ("5.5 mod 2", 1.5),
        ("10 - 2 * 3", 4.0),
        ("10 - 6 div 3", 8.0),
        ("10 + 7 mod 4", 13.0),
        ("-2 * 3", -6.0),
        ("2 * -3", -6.0),
        ("--2", 2.0),
        ("2 - -2", 4.0),
        ("3-2", 1.0),
        ("${three}-1", 2.0),
        ("${three} + ${count}", 7.0),
        (".5 + 1.", 1.5),
        ("true() + true()", 2.0),
        ("1 + 2 = 3 and 4 = 2 * 2", True),
    ],
)
def test_arithmetic(text, expected):
    assert expected == value(text)


@pytest.mark.parametrize(
    "text",
    [
        "${blank} + 1",
        "${word} * 2",
        "1 div 0",  # on a phone this is infinite: a share of nothing would be largest
        "0 div 0",
        "5 mod 0",
        "${three} div ${blank}",
        "1 div ${zero}",
        "number('1' * 2 div '')",
        "-${blank}",
    ],
)
def test_what_cannot_be_computed_is_not_a_number(text):
    """It equals nothing, not even itself, and is neither smaller nor larger."""
    found = value(text)

    assert isinstance(found, float)
    assert math.isnan(found)
    assert [False] * 5 == [
        value(f"({text}) {sign} 0") for sign in ("=", "<", ">", "<=", ">=")
    ]
    assert value(f"({text}) != ({text})") is True
    assert value(f"boolean({text})") is False


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("boolean('no')", True),
        ("boolean('')", False),
        ("boolean(0)", False),
        ("boolean(0.1)", True),
        ("coalesce('', 'b')", "b"),
        ("coalesce(${blank}, ${three})", "3"),
        ("coalesce(0, 1)", 0.0),
        ("concat('a')", "a"),
        ("concat('a', 1, true(), 0.5, false())", "a1true0.5false"),
        ("concat(1 div 0, '!')", "NaN!"),
        ("contains('abc', 'b')", True),
        ("contains('abc', 'd')", False),
        ("contains('abc', '')", True),
        ("count-non-empty(${blank}, 0, 'x')", 2.0),
        ("count-selected(${several})", 2.0),
        ("count-selected(${blank})", 0.0),
        ("date('2026-02-28')", "2026-02-28"),
        ("date('2026-02-28T10:30:00')", "2026-02-28"),
        ("date(0)", "1970-01-01"),
        ("date(1.9)", "1970-01-02"),
        ("date('2026-02-30')", ""),
        ("date('soon')", ""),
        ("date(-719163)", ""),  # the day before 0001-01-01
        ("date(-719162)", "0001-01-01"),
        ("date(2932896.5)", "9999-12-31"),
        ("date(2932897)", ""),
        ("decimal-date-time('1970-01-11')", 10.0),
        ("false()", False),
        ("if(1, 'a', 'b')", "a"),
        ("if('', 'a', 'b')", "b"),
        ("if(${three} > 2, if(0, 1, 2), 3)", 2.0),
        ("int(2.9)", 2.0),
        ("int(-2.9)", -2.0),
        ("int('7.5')", 7.0),
        ("join(' ', ${several})", "fee medical"),
        ("max(1, '3', 2)", 3.0),
        ("max(true())", 1.0),
        ("min(4)", 4.0),
        ("min('-1', 0)", -1.0),
        ("not(0)", True),
        ("not('0')", False),
        ("number('12')", 12.0),
        ("number(true())", 1.0),
        ("regex('AB-1', '^[A-Z]+-[0-9]$')", True),
        ("regex('AB-1', '[A-Z]+')", False),  # an exact and complete match (ODK)
        ("regex('AB\n', '^[A-Z]+$')", False),
        ("regex(12, '[0-9]+')", True),
        ("round(2.5)", 3.0),
        ("round(-2.5)", -2.0),  # half towards positive infinity, XPath 4.4
        ("round(2.44, 1)", 2.4),
        ("round(1250, -2)", 1300.0),
        ("round(7, 400)", None),
        ("round(7, -400)", None),
        ("round(7, 'x')", None),
        ("round('', 1)", None),
        ("selected(${several}, 'fee')", True),
        ("selected(${several}, 'med')", False),
        ("selected(${blank}, '')", False),
        ("selected('1 2', 2)", True),
        ("starts-with('abc', 'ab')", True),
        ("starts-with('abc', 'b')", False),
        ("string(3)", "3"),
        ("string(-0.5)", "-0.5"),
        ("string(true())", "true"),
        ("string(0.0000001)", "0.0000001"),
        ("string(1 div 0)", "NaN"),
        ("string-length('abc')", 3.0),
        ("string-length(12)", 2.0),
        ("sum(1, '2', 3)", 6.0),
        ("true()", True),
        # A blank is no number, so neither is what is made of it.
        ("int('')", None),
        ("max(1, '')", None),
        ("min('', 1)", None),
        ("number('')", None),
        ("sum(1, '')", None),
        ("decimal-date-time('2026-13-01')", None),
    ],
)
def test_functions(text, expected):
    """None stands for not a number."""
    found = value(text)

    if expected is None:
        assert isinstance(found, float)
        assert math.isnan(found)
    else:
        assert (type(expected), expected) == (type(found), found)


ARITY = {
    0: "false today true",
    1: "boolean count-selected date decimal-date-time int not number string"
    " string-length",
    2: "coalesce contains join regex selected starts-with",
    3: "if",
}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_takes_what_the_standard_gives_it(name):
    """The first number of arguments with which it can be read, and the last up to 4."""
    texts = ["'1'"] * 4  # in quotes, as a pattern stands
    calls = [f"{name}({', '.join(texts[:count])})" for count in range(5)]
    fits = [count for count, call in enumerate(calls) if _parsed(call)]

    exact = [count for count, names in ARITY.items() if name in names.split()]
    assert fits == (exact or ([1, 2] if name == "round" else [1, 2, 3, 4]))


def test_every_function_is_tried_above():
    tried = test_functions.pytestmark[0].args[1]

    named = {text.partition("(")[0] for text, _ in tried}

    assert {"today"} == set(FUNCTIONS) - named


def test_today_is_the_day_of_whoever_fills_it_in():
    before = date.today().isoformat()  # noqa: DTZ011

    found = value("today()")

    assert found in {before, date.today().isoformat()}  # noqa: DTZ011


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("${day} < '2026-04-01'", True),
        ("${day} >= '2026-03-31'", True),
        ("${day} > '2025-12-31'", True),
        ("${day} = '2026-03-31'", True),
        ("${day} < '2026-03-31T08:00:00.000+05:45'", False),  # the same day
        ("'2026-02-30' < '2026-03-31'", False),  # no such day
        ("'2026-03-31 or later' > '2026-01-01'", False),
        ("${day} > 2025", True),  # a day is a number of days: 20543
        ("'2026-03-31' - '2026-03-01'", 30.0),
        ("${day} + 1 = decimal-date-time('2026-04-01')", True),
        ("${day} - 1 = '2026-03-30'", True),
        ("date(${day} + 1)", "2026-04-01"),
        ("${day} <= today() + 36500", True),
        ("max(${day}, '2026-04-02') - ${day}", 2.0),
        ("'2026-03-31' div 1", 20543.0),
    ],
)
def test_dates_count_as_days(text, expected):
    """An ISO date is its days since 1970-01-01 where a number is needed."""
    assert expected == value(text)


def test_dates_are_ordered_as_the_calendar_orders_them():
    days = [date(2024, 2, 28) + timedelta(days=n) for n in range(4)]

    found = [
        parse_expression("${a} < ${b}").evaluate({"a": str(a), "b": str(b)})
        for a, b in pairwise(days)
    ]

    assert [True] * 3 == found


def test_huge_numbers_break_nothing():
    """Digits enough make a number infinite; every function still gives an answer."""
    huge = "9" * 400

    found = [
        value(text.format(huge))
        for text in (
            "string({})",
            "string(-{})",
            "int({})",
            "round({}, 2)",
            "{} mod 2",
            "2 mod {}",
            "date({})",
            "{} > 1",
        )
    ]

    assert math.inf == found[2] == found[3]
    assert ["Infinity", "-Infinity"] == found[:2]
    assert math.isnan(float(found[4]))
    assert [2.0, "", True] == found[5:]


def test_its_own_answer_is_a_point():
    expression = parse_expression(". >= 0 and . <= ${most}")

    assert expression.holds({".": "5", "most": "5"})
    assert not expression.holds({".": "6", "most": "5"})
    assert ("most",) == expression.references


def test_answers_may_be_looked_up_by_a_function():
    asked: list[str] = []

    def lookup(name: str) -> Value:
        asked.append(name)
        return "2"

    assert 4.0 == parse_expression("${a} + ${b}").evaluate(lookup)
    assert ["a", "b"] == asked


def test_and_and_or_ask_no_further_than_they_must():
    def nobody(name: str) -> NoReturn:
        raise AssertionError(name)

    assert parse_expression("1 or ${a}").evaluate(nobody) is True
    assert parse_expression("0 and ${a}").evaluate(nobody) is False


def test_references_are_named_once_in_order():
    expression = parse_expression(
        "if(${b} > 0, selected(join(' ', ${a}), 'x'), ${b} = -${c}) or . = ${ a }"
    )

    assert ("b", "a", "c") == expression.references


def test_a_join_is_of_all_corridors():
    expression = parse_expression("selected(join(' ', ${a}), 'x') or ${b} = 'y'")

    assert expression.joined("a")
    assert not expression.joined("b")
    assert not expression.joined("x")
    assert not parse_expression("${a} = 'join'").joined("a")
    assert not parse_expression("join(' ', concat(${a}))").joined("a")


def test_a_join_sees_the_answers_of_all_corridors_as_one():
    expression = parse_expression("selected(join(' ', ${a}), 'broker')")

    assert expression.holds({"a": "direct broker direct"})


def test_conditions_are_what_and_joins():
    expression = parse_expression("${a} = 1 and (${b} = 2 or ${c} = 3) and ${d}")

    parts = expression.conditions

    assert [("a",), ("b", "c"), ("d",)] == [part.references for part in parts]
    assert {expression.text} == {part.text for part in parts}
    assert [True, True, False] == [part.holds({"a": 1, "c": 3}) for part in parts]


def test_an_or_on_top_is_one_condition():
    expression = parse_expression("${a} = 1 and ${b} = 2 or ${c} = 3")

    assert 1 == len(expression.conditions)


def test_a_question_of_another_form_is_written_with_a_hash():
    """XLSForm tools refuse a `${...}` that is not in the same file."""
    expression = parse_expression("#{M-PRO-02} > 0", elsewhere=True)

    assert ("M-PRO-02",) == expression.references
    assert expression.holds({"M-PRO-02": "1"})
    assert parse_expression("join(' ', #{a})", elsewhere=True).joined("a")


@pytest.mark.parametrize(
    ("text", "message", "position"),
    [
        ("", "the expression ends too early", 0),
        ("  ", "the expression ends too early", 2),
        ("1 +", "the expression ends too early", 3),
        ("1 + + 2", "'+' stands where a value is expected", 4),
        ("${a} == 1", "'==' is not known; equality is written '='", 5),
        ("${a} <> 1", "'<>' is not known; write !=", 5),
        ("${a} =< 1", "'=<' is not known; write <=", 5),
        ("${a} => 1", "'=>' is not known; write >=", 5),
        ("${a} && ${b}", "'&& ${b}' cannot be read here; write and", 5),
        ("${a} || ${b}", "'|| ${b}' cannot be read here; write or", 5),
        ("!${a}", "'!${a}' cannot be read here; write not(...)", 0),
        ("${a} ≠ 2", "'≠ 2' cannot be read here; write !=", 5),
        (
            "${a} = “yes”",
            "'“yes”' cannot be read here; write straight quotes, as in 'yes'",
            7,
        ),
        ("${a} = ? 1", "'? 1' cannot be read here", 7),
        ("${a} =    ?", "'?' cannot be read here", 10),
        ("${a", "'${a' cannot be read here", 0),
        ("${a b} = 1", "'${a b} = 1' cannot be read here", 0),
        ("${} = 1", "'${} = 1' cannot be read here", 0),
        ("'open", "''open' cannot be read here", 0),
        ("1 = 'open at the end", "''open at the' cannot be read here", 4),
        ("(1", "')' is missing before the end", 2),
        ("(1 2", "')' is missing before 2", 3),
        ("1)", "')' stands where an operator is expected", 1),
        (") ?", "')' stands where a value is expected", 0),
        ("()", "')' stands where a value is expected", 1),
        ("1 2", "'2' stands where an operator is expected", 2),
        ("${a} 'b'", "''b'' stands where an operator is expected", 5),
        (
            "${a} AND ${b}",
            "'AND' stands where an operator is expected. Did you mean 'and'?",
            5,
        ),
        ("and 1", "'and' stands where a value is expected", 0),
        ("1 or or 1", "'or' stands where a value is expected", 5),
        (
            "${a} = yes",
            "'yes' is not a known function; text stands in quotes",
            7,
        ),
        (
            "1 + selectd(${a}, 'b')",
            "'selectd' is not a known function; text stands in quotes. Did you mean 'selected'?",
            4,
        ),
        ("true", "'(' is missing before the end", 4),
        ("selected(${a})", "selected() takes 2 arguments, not 1", 0),
        ("1 = not()", "not() takes 1 argument, not 0", 4),
        ("today(1)", "today() takes 0 arguments, not 1", 0),
        ("concat()", "concat() takes 1 or more arguments, not 0", 0),
        ("round(1, 2, 3)", "round() takes 1 to 2 arguments, not 3", 0),
        ("if(1, 2)", "if() takes 3 arguments, not 2", 0),
        ("max(1 2)", "',' is missing before 2", 6),
        ("max(,1)", "',' stands where a value is expected", 4),
        ("max(1,)", "')' stands where a value is expected", 6),
        ("max(1", "',' is missing before the end", 5),
        (
            "regex(., '[a')",
            "'[a' is not a pattern: unterminated character set at position 0",
            9,
        ),
        ("regex(., ${a})", "the pattern of regex() stands in quotes", 9),
        ("regex(., '(?P<x>a)(?P<x>b)')", None, 9),
        ("#{a} = 1", "a question of this form is written '${a}'", 0),
        ("1 / 2", "'/ 2' cannot be read here; write div", 2),
        ("a/b", "'a' is not a known function; text stands in quotes", 0),
        ("count(${a})", None, 0),  # on a phone it counts repeats, not answers
        ("and(1, 1)", "'and' stands where a value is expected", 0),
        ("\u00a0=", "'=' stands where a value is expected", 1),
    ],
)
def test_what_cannot_be_read_is_told_with_its_place(text, message, position):
    """The first fault from the left; `position` counts characters from 0."""
    found = failure(text)

    assert position == found[1]
    assert message in {None, found[0]}


def test_a_question_of_this_form_stands_in_no_condition_on_another():
    assert ("a question of another form is written '#{a}'", 5) == failure(
        "1 = (${a})", elsewhere=True
    )


def test_brackets_and_length_have_a_limit():
    """Without one a hostile or broken cell would end in a traceback."""
    deep = MOST_BRACKETS
    assert 1.0 == value("(" * deep + "1" + ")" * deep)
    assert (f"more than {deep} brackets stand inside each other", deep + 1) == failure(
        "(" * (deep + 1) + "1" + ")" * (deep + 1)
    )
    assert 3.0 == value("((1)) + " * 2 + "1")
    failure("((1)) + " + "(" * (deep + 1) + "1" + ")" * (deep + 1))
    long = MOST_TOKENS // 2
    assert float(long) == value("+".join(["1"] * long))
    message, _ = failure("+".join(["1"] * (long + 1)))
    assert f"it is too long: more than {MOST_TOKENS} words and signs" == message
    assert 1.0 == value("-" * (MOST_TOKENS - 2) + "1")
    assert -1.0 == value("-" * (MOST_TOKENS - 1) + "1")


def test_the_hardest_expression_that_is_allowed_can_be_used():
    """Deep and long at once: it is walked, hashed and evaluated without a limit."""
    inside = "1 or 1 and 1 = 1 < 1 + 1 * "
    deep = "1"
    while _parsed(f"{inside}(not({deep}))"):
        deep = f"{inside}(not({deep}))"

    hardest = parse_expression(deep)

    assert isinstance(hardest.evaluate({}), bool)
    assert hash(hardest) == hash(parse_expression(deep))
    assert () == hardest.references


def _parsed(text: str) -> Expression | None:
    try:
        return parse_expression(text)
    except ExpressionError:
        return None


@given(st.text(alphabet="${}#abn'\".,()<>=!+-*/ 019divmodandort\n", max_size=40))
def test_any_text_is_an_expression_or_an_expression_error(text):
    """Nothing else is ever raised, neither by reading nor by evaluating."""
    parsed = _parsed(text)

    assert parsed is None or isinstance(parsed.evaluate({}), str | float | bool)


ATOMS = st.sampled_from(
    ["1", "0", "0.5", "''", "'x'", "'7'", "${a}", "${b}", "true()", "'2026-03-31'"]
)


def _larger(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    operators = st.sampled_from(
        ["=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "and", "or"]
    )
    binary = st.builds("{} {} {}".format, inner, operators, inner)
    names = st.sampled_from([n for n in FUNCTIONS if n != "regex"])
    call = st.builds(
        lambda name, given: f"{name}({', '.join(given[: FUNCTIONS[name].least])})",
        names,
        st.lists(inner, min_size=3, max_size=3),
    )
    return st.one_of(binary, call, inner.map("-{}".format), inner.map("({})".format))


EXPRESSIONS = st.recursive(ATOMS, _larger, max_leaves=12)
LOOKUP: dict[str, Value] = {"a": "", "b": "3"}


@given(EXPRESSIONS)
def test_every_well_formed_expression_has_a_value(text):
    found = parse_expression(text).evaluate(LOOKUP)

    assert isinstance(found, str | float | bool)


@given(EXPRESSIONS)
def test_brackets_and_blanks_around_change_nothing(text):
    plain = parse_expression(text).evaluate(LOOKUP)
    wrapped = parse_expression(f" ( {text}\n) ").evaluate(LOOKUP)

    assert repr(plain) == repr(wrapped)


@given(EXPRESSIONS)
def test_not_turns_it_round(text):
    holds = parse_expression(text).holds(LOOKUP)

    assert holds is not parse_expression(f"not({text})").holds(LOOKUP)


@given(EXPRESSIONS, EXPRESSIONS)
def test_an_expression_holds_exactly_when_all_its_conditions_do(one, other):
    expression = parse_expression(f"({one}) and ({other})")

    parts = [part.holds(LOOKUP) for part in expression.conditions]

    assert all(parts) == expression.holds(LOOKUP)


@given(st.floats(allow_nan=False))
def test_a_number_written_as_text_is_read_as_that_number(one):
    """XPath's string and number undo each other, but for what is infinite."""
    written = text_of(one)

    assert "e" not in written.lower()
    assert math.isinf(one) or one == number(written)


@given(st.floats(-1e12, 1e12), st.integers(0, 3))
def test_rounding_moves_by_half_a_step_at_most(one, places):
    found = parse_expression(f"round(${{a}}, {places})").evaluate({"a": one})

    assert abs(float(found) - one) <= 0.5 / 10**places + abs(one) * 1e-15 + 1e-12


@given(st.integers(-(10**15), 10**15))
def test_a_whole_number_has_no_point(one):
    assert str(one) == text_of(float(one)) == text_of(one)


def test_truth_is_not_of_what_a_text_says():
    assert [True, True, False, False, False] == [
        truth(one) for one in ("false", "0", "", 0, math.nan)
    ]
