"""A condition is said to hold never only where no answers make it hold."""

from collections.abc import Mapping

from hypothesis import example, given, settings
from hypothesis import strategies as st

from recruitcheck.issues import Place
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.lint import ever
from recruitcheck.questionnaires.lint.reach import tried_numbers
from recruitcheck.questionnaires.questionnaire import Choice, Kind, Question

NUMBERS = ["-1", "0", "1", "2.5", "3", "10"]
DAYS = ["2026-01-01", "2026-01-02", "2026-01-04"]
QUESTIONS: Mapping[str, tuple[Kind, str, list[str]]] = {
    "one": ("select_one", "abc", ["", "a", "b", "c"]),
    "many": ("select_multiple", "abcd", ["", "a", "d", "b c", "a b c d"]),
    "whole": ("integer", "", ["", "-2", "0", "1", "2", "3", "11"]),
    "number": ("decimal", "", ["", "-0.5", "0", "0.1", "2.5", "2.7", "1000"]),
    "text": ("text", "", ["", "a", "b", "z"]),
    "day": ("date", "", ["", "2025-12-31", "2026-01-02", "2026-01-03", "2030-01-01"]),
}
CONSTRAINTS = {
    "whole": ". >= 0",
    "many": "count-selected(.) = 1 or not(selected(., 'a'))",
}
SIGNS = st.sampled_from(["=", "!=", "<", "<=", ">", ">="])


def written(pattern, name, *parts):
    """A condition such as '{} = 1' on a question."""
    own = pattern.replace("QUESTION", f"${{{{{name}}}}}")
    return st.builds(own.format, *parts)


def of_one(name):
    """Conditions on one question."""
    kind, choices, _ = QUESTIONS[name]
    some = st.sampled_from(list(choices) or ["a", "b"])
    if kind in {"integer", "decimal"}:
        return written("QUESTION {} {}", name, SIGNS, st.sampled_from(NUMBERS))
    if kind == "date":
        return written("QUESTION {} '{}'", name, SIGNS, st.sampled_from(DAYS))
    equal = written("QUESTION {} '{}'", name, st.sampled_from(["=", "!="]), some)
    if kind == "text":
        return equal
    ticked = written("selected(QUESTION, '{}')", name, some)
    counted = written("count-selected(QUESTION) {} {}", name, SIGNS, st.integers(0, 4))
    return equal | ticked | counted


def conditions(names):
    """Conditions on any of these questions, joined in all ways."""
    return st.recursive(
        st.one_of([of_one(name) for name in names]),
        lambda inner: (
            st.builds("({} and {})".format, inner, inner)
            | st.builds("({} or {})".format, inner, inner)
            | st.builds("not({})".format, inner)
        ),
        max_leaves=5,
    )


def question(name, relevant):
    kind, choices, _ = QUESTIONS[name]
    constraint = CONSTRAINTS.get(name)
    return Question(
        name,
        kind,
        {},
        {},
        Place("form.xlsx"),
        "",
        tuple(Choice(one, {}) for one in choices),
        relevant=parse_expression(relevant) if relevant else None,
        constraint=parse_expression(constraint) if constraint else None,
    )


def answers(asked, drawn):
    """The answers as people could give them: nothing to what is not asked."""
    said: dict[str, str] = {}
    for name, one in asked.items():
        allowed = one.constraint is None or one.constraint.holds({".": drawn[name]})
        shown = one.relevant is None or one.relevant.holds(said)
        said[name] = drawn[name] if shown and allowed else ""
    return said


@settings(deadline=None)
@given(
    condition=conditions(QUESTIONS),
    relevant=conditions(["one", "many"]),
    drawn=st.fixed_dictionaries(
        {name: st.sampled_from(found) for name, (*_, found) in QUESTIONS.items()}
    ),
)
@example(
    condition="(${number} > 2.5 and ${number} < 3)",
    relevant="${one} = 'a'",
    drawn={
        "one": "a",
        "many": "d",
        "whole": "3",
        "number": "2.7",
        "text": "z",
        "day": "2026-01-03",
    },
)
def test_what_holds_for_some_answers_may_hold(condition, relevant, drawn):
    """Whole numbers and days depend on another question; two have constraints."""
    shown_by = {"whole": relevant, "day": relevant}
    asked = {name: question(name, shown_by.get(name)) for name in QUESTIONS}
    expression = parse_expression(condition)
    if expression.holds(answers(asked, drawn)):
        assert ever([expression], asked)


def test_a_number_of_hundreds_of_digits_is_no_edge():
    """It is endless as a number: what lies beside it cannot be tried."""
    assert [-2.0, -1.0, 0.0, 1.0, 2.0] == tried_numbers([float("inf")], whole=True)
    assert [0.0, 1.0, 2.0] == tried_numbers([1.0, float("-inf")], whole=False)
