"""The lint of conditions, constraints and calculations, each fault in its cell."""

import pytest

from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.lint import ever, lint_questionnaires, reach
from tests.questionnaires.drafting import ask, found, write_form

LISTS = {"yn": "yes no", "three": "a b c", "scale": "1 2 3 dk"}
ASKED = (
    ask("select_one yn", "one"),
    ask("select_multiple three", "many"),
    ask("integer", "whole", constraint=". >= 0 and . <= 10"),
    ask("decimal", "number"),
    ask("text", "text"),
    ask("date", "day"),
    ask("select_one scale", "scale"),
    ask("calculate", "sum", calculation="${number} + 1"),
    ask("note", "note"),
)
LAST = len(ASKED) + 2  # the row of the question that a test is about


@pytest.fixture
def lint(tmp_path):
    """Code and cell of what is found in one form, with the three lists above."""

    def run(*rows, **more):
        path = tmp_path / "forms" / "form.xlsx"
        write_form(path, rows, lists=LISTS, **more)
        return found(tmp_path / "forms")

    return run


@pytest.fixture
def relevant(lint):
    """Codes of what is found in one condition behind the questions above."""

    def run(text, **more):
        cells = lint(*ASKED, ask("text", "last", relevant=text, **more))
        assert {f"F{LAST}"} >= {cell for _, cell in cells}
        return [code for code, _ in cells]

    return run


def test_a_reference_to_a_later_question_says_where_it_stands(tmp_path):
    """Instead of the reader's 'unknown'; what is unknown too stays so."""
    row = ask("text", "a", relevant="${b} = 1 and ${c} = 1")
    write_form(tmp_path / "forms" / "form.xlsx", [row, ask("integer", "b")])
    _, issues = lint_questionnaires(tmp_path / "forms")
    assert [("Q113", "D2"), ("Q221", "D2")] == [
        (one.code, one.place.cell) for one in issues
    ]
    assert "No question 'c' stands above" in issues[0].message
    assert "'b' is asked further down, in B3." == issues[1].message


def test_a_formula_that_cannot_be_read_is_the_readers_to_tell(lint):
    """Lint passes it over."""
    assert [("Q112", "D2")] == lint(ask("text", "a", relevant="${b} =="))


@pytest.mark.parametrize(
    "text",
    [
        "${one} = 'yes'",
        "selected(${many}, 'a') and not(selected(${many}, 'b'))",
        "count-selected(${many}) > 1",
        "${whole} > 3 and ${whole} < 5",
        "${number} > 3 and ${number} < 3.5",
        "${number} = ''",
        "${number} = -1",
        "0 < ${number}",
        "${text} = 'x' or ${text} = ''",
        "${day} > '2026-01-01' and ${day} < '2026-01-03'",
        "${day} = '' and ${one} != ''",
        "${day} >= today()",
        "${day} < ${text}",
        "${number} > ${whole}",
        "${one} = ${many}",
        "${scale} > 2",
        "${scale} = 2 or ${scale} = '3' or ${scale} = 'dk'",
        "${sum} > 3 and ${sum} = 5",
        "${number} - ${whole} > 3",
        "${scale} + 1 > 3",
        "string-length(${text}) > 1000",
        "starts-with(${text}, 'x')",
        "selected(${sum}, 'x')",
        "selected(${many}, ${one})",
        "selected('yes no', ${one})",
        "coalesce(${number}, 0) = 0",
        "if(${one} = 'yes', ${whole} > 1, ${number} > 1)",
    ],
)
def test_a_condition_that_is_in_order(relevant, text):
    """All kinds of questions, and what can only be tried out by filling in."""
    assert [] == relevant(text)


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("${one} = 'Yes'", "Did you mean 'yes'?"),
        ("'Yes' != ${one}", "Did you mean 'yes'?"),
        ("selected(${many}, 'd')", "a, b, c"),
        ("selected(${one}, 1)", "'1' is not a choice of one"),
        ("${scale} = 4", "'4' is not a choice of scale"),
        ("${scale} = 'four'", "'four' is not a choice of scale"),
    ],
)
def test_a_literal_that_is_no_choice(tmp_path, relevant, text, nearest):
    """The nearest match is named; that it never holds is not said again."""
    codes = relevant(text)
    assert "Q222" in codes
    assert not {"Q225", "Q223"} & set(codes)
    _, issues = lint_questionnaires(tmp_path / "forms")
    assert any(nearest in one.message for one in issues)


def test_words_of_rc_missing_are_answers(lint):
    """Of a number, and of a list that does not hold them, which is told there."""
    cells = lint(
        ask("integer", "n", rc_missing="dk"),
        ask("select_one yn", "one", rc_missing="pns"),
        ask("text", "a", relevant="${n} = 'dk'"),
        ask("text", "b", relevant="${one} = 'pns'"),
    )
    assert [("Q256", "D3")] == cells


@pytest.mark.parametrize(
    "text",
    [
        "${one} = 3",
        "${one} > 'yes'",
        "${many} < 3",
        "${number} = 'three'",
        "${whole} = '3'",
        "${day} = 3",
        "${day} > 'tomorrow'",
        "${one} = ${number}",
        "${day} = ${number}",
        "${one} + 1 > 2",
        "1 - ${many} > 2",
        "selected(${number}, 'a')",
        "count-selected(${day}) > 1",
        "selected(${text}, 'x')",
    ],
)
def test_answers_compared_with_what_they_can_never_be(relevant, text):
    """A choice with a number, a number with text, a day with neither."""
    assert "Q223" in relevant(text)


def test_several_ticks_compared_with_one(relevant):
    """It holds only where nothing else is ticked."""
    assert ["Q224"] == relevant("${many} = 'a'")


def test_answers_of_all_corridors_compared_with_one(lint):
    """The same of join()."""
    cells = lint(
        ask("begin_repeat", "corridors", "Countries"),
        ask("select_one yn", "origin"),
        ask("select_one yn", "one"),
        ask("end_repeat"),
        ask("text", "t", relevant="join(' ', ${one}) = 'yes'"),
    )
    assert [("Q224", "D6")] == cells


@pytest.mark.parametrize(
    "text",
    [
        "${one} = 'yes' and ${one} = 'no'",
        "${whole} > 10",  # its constraint allows 10
        "${whole} < 0",
        "${whole} > 3 and ${whole} < 4",  # no whole number between
        "${number} > 3 and ${number} < 3",
        "selected(${many}, 'a') and count-selected(${many}) = 0",
        "count-selected(${many}) > 3",
        "(${one} = 'yes' or ${one} = 'no') and ${whole} > 10",
        "${text} = 'x' and ${text} = 'y'",
        "${day} > '2026-01-01' and ${day} < '2026-01-02'",
        "${note} = 'x'",
        "not(true()) and ${one} = 'yes'",
        "${one} = 'yes' and ${one} = 'no' and string-length(${text}) > 3",
    ],
)
def test_a_question_that_is_never_shown(relevant, text):
    """For no combination of the answers it names; what cannot be tried is passed over."""
    assert ["Q225"] == relevant(text)


def test_a_question_is_never_shown_because_of_the_one_it_speaks_of(lint):
    """b is asked only where a is yes, c only where a is no and b is answered."""
    cells = lint(
        ask("select_one yn", "a"),
        ask("select_one yn", "b", relevant="${a} = 'yes'"),
        ask("text", "c", relevant="${b} = 'yes' and ${a} = 'no'"),
        ask("text", "d", relevant="${b} = 'yes'"),
    )
    assert [("Q225", "D4")] == cells


def test_what_cannot_be_tried_hides_nothing(lint):
    """b may be asked, as far as anybody can tell."""
    assert [] == lint(
        ask("text", "a"),
        ask("select_one yn", "b", relevant="string-length(${a}) > 3"),
        ask("text", "c", relevant="${b} = 'yes'"),
    )


def test_groups_hold_for_what_stands_in_them(lint, tmp_path):
    """A group that is never shown is told once; questions of one that is, each."""
    cells = lint(
        ask("select_one yn", "a"),
        ask("begin_group", "dead", "Dead", relevant="${a} = 'yes' and ${a} = 'no'"),
        ask("text", "b", relevant="${a} = 'yes'"),
        ask("begin_group", "inner", "Inner"),
        ask("text", "c", relevant="${a} = 'yes'"),
        ask("end_group"),
        ask("end_group"),
        ask("begin_group", "live", "Live", relevant="${a} = 'yes'"),
        ask("text", "d", relevant="${a} = 'no'"),
        ask("end_group"),
    )
    assert [("Q225", "D3"), ("Q225", "D10")] == cells
    _, issues = lint_questionnaires(tmp_path / "forms")
    assert "The condition '${a} = 'no'' never holds" in issues[1].message


def test_more_answers_than_are_worth_trying_count_as_possible(lint, monkeypatch):
    """Two to the power of thirty sets of choices: nobody waits for that."""
    names = [f"c{number}" for number in range(30)]
    monkeypatch.setitem(LISTS, "long", " ".join(names))
    none = " and ".join(f"not(selected(${{m}}, '{name}'))" for name in names)
    some = " or ".join(f"selected(${{m}}, '{name}')" for name in names)
    assert [] == lint(
        ask("select_multiple long", "m", constraint="count-selected(.) > 28"),
        ask("text", "t", relevant=f"${{m}} != '' and {none}"),
        ask("text", "u", relevant=some),
    )
    monkeypatch.setattr(reach, "_MOST", 3)
    never = "${a} = 'yes' and ${b} = 'yes' and ${a} = 'no'"
    a, b = ask("select_one yn", "a"), ask("select_one yn", "b")
    assert [] == lint(b, a, ask("text", "t", relevant=never))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", ". > 10 and . < 5"),
        ("integer", ". > 1 and . < 2"),
        ("select_one yn", ". = 'yes' and . = 'no'"),
        ("select_multiple yn", "count-selected(.) > 2"),
        ("date", ". > '2026-01-01' and . < '2025-01-01'"),
        ("text", ". = 'a' and . = 'b'"),
    ],
)
def test_a_constraint_that_no_answer_fulfils(lint, kind, text):
    """Blank is always allowed, so it is no answer."""
    assert [("Q226", "D2")] == lint(ask(kind, "q", constraint=text))


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("integer", ". > 10 and . < 12"),
        ("date", ". <= today()"),
        ("date", ". >= '0001-01-01' and . <= '9999-12-31'"),
        ("select_multiple yn", "count-selected(.) = 1 or not(selected(., 'no'))"),
        ("text", "regex(., '^[A-Z]{3}$')"),
        ("integer", "${q} > 10"),
    ],
)
def test_a_constraint_that_some_answer_fulfils(lint, kind, text):
    """Also where it cannot be tried out."""
    assert [] == lint(ask(kind, "q", constraint=text))


def test_conditions_that_speak_of_the_wrong_question(lint):
    """No question, the question itself, or not of the answer."""
    cells = lint(
        ask("integer", "n"),
        ask("text", "a", relevant="'yes'"),
        ask("text", "b", relevant="true()"),
        ask("text", "c", relevant=". = 'x'"),
        ask("integer", "d", relevant="", constraint="${n} > 3"),
        ask("integer", "e", constraint="1 > 3"),
    )
    expected = [("Q227", "D3"), ("Q227", "D4"), ("Q228", "D5")]
    assert [*expected, ("Q229", "E6"), ("Q229", "E7")] == cells


def test_a_calculation_stands_beside_what_is_calculated(lint):
    """And nowhere else; a group has none."""
    cells = lint(
        ask("begin_group", "g", "Group", calculation="1 +"),
        ask("integer", "n", calculation="1 + 1"),
        ask("calculate", "c"),
        ask("end_group"),
    )
    assert [("Q230", "D3"), ("Q231", "D4")] == cells


def test_a_row_for_the_site_takes_all_corridors_together(lint):
    """Inside the repeat it is the answer of the same corridor."""
    cells = lint(
        ask("begin_repeat", "corridors", "Countries"),
        ask("select_one yn", "origin"),
        ask("select_one yn", "one"),
        ask("text", "a", relevant="${one} = 'yes'"),
        ask("end_repeat"),
        ask("text", "b", relevant="${one} = 'yes'"),
        ask("begin_group", "g", "Group", relevant="${one} = 'yes'"),
        ask("text", "c", relevant="selected(join(' ', ${one}), 'yes')"),
        ask("text", "d", relevant="count-selected(join(' ', ${one})) > 3"),
        ask("end_group"),
    )
    assert [("Q232", "D7"), ("Q232", "D8")] == cells


def test_answers_of_all_corridors_may_be_several_choices(lint):
    """One corridor says yes and another no."""
    both = "selected(join(' ', ${one}), 'yes') and selected(join(' ', ${one}), 'no')"
    assert [] == lint(
        ask("begin_repeat", "corridors", "Countries"),
        ask("select_one yn", "origin"),
        ask("select_one yn", "one"),
        ask("integer", "n"),
        ask("end_repeat"),
        ask("text", "b", relevant=both),
        ask("text", "c", relevant="join(' ', ${n}) = ''"),
    )


def test_the_short_form_speaks_of_its_own_questions_only(lint):
    """A question of the full form may speak of both."""
    cells = lint(
        ask("integer", "full"),
        ask("integer", "short", rc_form="short"),
        ask("text", "a", relevant="${full} > 1", rc_form="short"),
        ask("text", "b", relevant="${short} > 1", rc_form="short"),
        ask("text", "c", relevant="${full} > 1 and ${short} > 1"),
    )
    assert [("Q233", "E4")] == cells


# Other forms of the same organisation


def test_another_form_is_asked_about_its_own_choices(tmp_path):
    """What it does not ask is unknown; what it asks otherwise is no choice."""
    folder = tmp_path / "forms"
    write_form(
        folder / "site.xlsx",
        [
            ask("select_one yn", "one", rc_form="full"),
            ask("integer", "n", constraint=". >= 0"),
        ],
    )
    rows = [
        ask("text", "a", rc_applies="#{one} = 'Yes'", rc_form="short"),
        ask("text", "b", rc_applies="#{two} = 'yes'", rc_form="short"),
        ask("text", "c", rc_applies="#{n} < 0", rc_form="short"),
        ask("text", "d", rc_applies="#{one} = 'yes'", rc_form="short"),
    ]
    write_form(folder / "audit.xlsx", rows, respondent="auditor")
    assert [("Q222", "D2"), ("Q121", "D3"), ("Q225", "D4")] == found(folder)


def test_other_forms_that_cannot_be_used_say_nothing_of_what_they_ask(tmp_path):
    """Else every reference would be unknown."""
    folder = tmp_path / "forms"
    write_form(folder / "site.xlsx", [ask("integr", "n")])
    row = ask("text", "a", rc_applies="#{m} = 'yes'")
    write_form(folder / "audit.xlsx", [row], respondent="auditor")
    assert [("Q109", "A2")] == found(folder)


# Where phones and web forms disagree


def test_unequal_to_something_that_may_not_be_answered(lint):
    """A required question that is always asked is answered; '' is the same to both."""
    cells = lint(
        ask("integer", "free"),
        ask("integer", "asked", required="yes", constraint=". != 5"),
        ask("integer", "hidden", required="yes", relevant="${free} > 1"),
        ask("text", "a", relevant="${free} != 0"),
        ask("text", "b", relevant="0 != ${hidden}"),
        ask("text", "c", relevant="${asked} != 0 and ${free} != ''"),
    )
    assert [("Q241", "F5"), ("Q241", "F6")] == cells


@pytest.mark.parametrize(
    "text",
    [
        "${number}",
        "boolean(${number})",
        "not(${number})",
        "${number} and ${whole} > 1",
        "${whole} > 1 or ${number}",
        "if(${number}, 1, 0) = 1",
    ],
)
def test_an_answer_taken_for_true_or_false(relevant, text):
    """A blank is true for the one and false for the other."""
    assert ["Q242"] == relevant(text)


@pytest.mark.parametrize(
    ("inner", "codes"),
    [
        ("${number}", ["Q243"]),
        ("${free} - 1.5", ["Q243"]),
        ("int(${number}) div 2", ["Q243"]),
        ("${text}", ["Q243"]),
        ("-1.5", ["Q243"]),
        ("concat(${free}, '1')", ["Q243"]),
        ("if(${one} = 'yes', ${number}, '')", ["Q243"]),
        ("-2", []),
        ("1.5", []),
        ("${whole} - 3 * 2", []),
        ("${free}", []),
        ("${free} div 2 + 0.25", []),
        ("if(${one} = 'yes', ${free}, '')", []),
        ("string-length(${text}) div 2", []),
        ("count-selected(${many})", []),
        ("max(${free}, ${whole}) div 2", []),
        ("${double}", []),
    ],
)
def test_rounding_what_may_be_below_zero(lint, inner, codes):
    """-1.5 becomes -1 or -2; whole numbers and what is never below 0 do not matter."""
    cells = lint(
        *ASKED,
        ask("decimal", "free", constraint=". >= 0"),
        ask("calculate", "double", calculation="${free} * 2"),
        ask("calculate", "c", calculation=f"round({inner})"),
    )
    assert codes == [code for code, _ in cells]


@pytest.mark.parametrize(
    ("pattern", "codes"),
    [
        ("[A-Z]{3}", ["Q244"]),
        ("^[A-Z]{3}", ["Q244"]),
        ("[A-Z]{3}$", ["Q244"]),
        ("^abc|def$", ["Q244"]),
        ("^[A-Z|]{3}$", []),
        ("^(abc|def)$", []),
        (r"^a\|b$", []),
    ],
)
def test_a_pattern_that_is_not_anchored(lint, pattern, codes):
    """A choice between two patterns is anchored only inside brackets."""
    cells = lint(ask("text", "t", constraint=f"regex(., '{pattern}')"))
    assert codes == [code for code, _ in cells]


def test_ever_tells_without_a_form(tmp_path):
    """As the lint of scoring models asks it."""
    path = write_form(tmp_path / "forms" / "form.xlsx", [ask("select_one yn", "one")])
    (draft,), _ = lint_questionnaires(path.parent)
    assert draft.questionnaire is not None
    asked = draft.questionnaire.questions
    assert ever([parse_expression("${one} = 'yes'")], asked)
    assert not ever([parse_expression("${one} = 'maybe'")], asked)
    assert ever([parse_expression("${two} = 'maybe'")], asked)


@pytest.mark.parametrize(
    ("calculation", "codes"),
    [
        ("${n} div 0", ["Q235"]),
        ("1 + ${n} mod 0.0", ["Q235"]),
        ("${n} div 2", []),
        ("0 div ${n}", []),
        ("${n} * 0", []),
    ],
)
def test_a_division_by_nothing_is_told(tmp_path, calculation, codes):
    """It gives no number, whatever is answered."""
    rows = [ask("integer", "n"), ask("calculate", "c", calculation=calculation)]
    write_form(tmp_path / "forms" / "form.xlsx", rows)

    assert codes == [code for code, _ in found(tmp_path / "forms")]


@pytest.mark.parametrize(
    ("condition", "codes"),
    [
        ("${n}\u00a0> 1", ["Q236"]),
        ("${n} >\u2009 1", ["Q236"]),
        ("${n}\n>\t1", []),
        ("${t} = 'a\u00a0b'", []),
    ],
)
def test_a_space_of_another_kind_is_told(tmp_path, condition, codes):
    """XForms engines know the ordinary one, tabs and ends of lines; texts hold any."""
    rows = [ask("integer", "n"), ask("text", "t"), ask("text", "b", relevant=condition)]
    write_form(tmp_path / "forms" / "form.xlsx", rows)

    assert codes == [code for code, _ in found(tmp_path / "forms")]
