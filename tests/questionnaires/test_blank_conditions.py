"""Conditions as Excel formulas and in words."""

import pytest

from recruitcheck.questionnaires.blank.conditions import (
    AnswerCells,
    Excel,
    in_quotes,
)
from recruitcheck.questionnaires.blank_texts import texts_in
from recruitcheck.questionnaires.condition_words import Words, in_words
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.questionnaire import text_in
from tests.submissions.filling import EN, SUPPLIER

CELLS = {
    "M-PRO-02": [AnswerCells(SUPPLIER["M-PRO-02"], "D6", "C6", {})],
    "M-GOV-01": [AnswerCells(SUPPLIER["M-GOV-01"], "D7", "C7", {})],
    "M-PRO-05": [
        AnswerCells(
            SUPPLIER["M-PRO-05"], "D8", "C8", {"direct": "D9", "agency": "D10"}
        ),
        AnswerCells(
            SUPPLIER["M-PRO-05"], "D18", "C18", {"direct": "D19", "agency": "D20"}
        ),
    ],
}


def label(question, choice):
    (found,) = (one for one in question.choices if one.name == choice)
    return text_in(found.labels, EN)


def find(name, joined):
    return CELLS.get(name, [])[: None if joined else 1]


EXCEL = Excel(find, "Yes", label, "D5")
WORDS = Words(texts_in(EN), SUPPLIER.__getitem__, label)


@pytest.mark.parametrize(
    ("condition", "formula"),
    [
        ("${M-PRO-02} > 0", 'OR(C6="–",AND(C6<>"○",NOT((D6>0))))'),  # noqa: RUF001
        ("${M-PRO-02} = 5", 'OR(C6="–",AND(C6<>"○",NOT((D6=5))))'),  # noqa: RUF001
        ("${M-PRO-02} = ''", 'OR(C6="–",AND(C6<>"○",NOT((D6=""))))'),  # noqa: RUF001
        (
            "${M-GOV-01} != 'draft'",
            'OR(C7="–",AND(C7<>"○",NOT(NOT(D7="Draft"))))',  # noqa: RUF001
        ),
        (
            "selected(${M-PRO-05}, 'agency')",
            'OR(C8="–",AND(C8<>"○",NOT(D10="Yes")))',  # noqa: RUF001
        ),
        (
            "selected(join(' ', ${M-PRO-05}), 'agency')",
            'AND(C8<>"○",C18<>"○",NOT(OR(D10="Yes",D20="Yes")))',
        ),
        (
            "not(${M-GOV-01} = 'draft' and ${M-PRO-02} > 2 * 3)",
            'AND(C7<>"○",C6<>"○",NOT(NOT(AND(D7="Draft",(D6>(2*3))))))',
        ),
        # What cannot be said hides nothing; the rest still does.
        ("${M-PRO-02} > 0 and ${M-DD-04} = 1", 'OR(C6="–",AND(C6<>"○",NOT((D6>0))))'),  # noqa: RUF001
        ("${M-PRO-02} mod 2 = 0", None),
        ("${M-PRO-05} > 1", None),
        ("${M-GOV-01} = 'unheard'", None),
        ("regex(${M-GOV-01}, 'd')", None),
        ("selected('a b', 'a')", None),
        ("count-selected(${M-PRO-05}) > 1", None),
    ],
)
def test_a_condition_becomes_a_formula_that_hides(condition, formula):
    """True only where the answers that it rests on are there and speak against it."""
    assert formula == EXCEL.hidden(parse_expression(condition))


@pytest.mark.parametrize(
    ("constraint", "formula"),
    [
        (". >= 0 and . < 10.5", "AND((D5>=0),(D5<10.5))"),
        (". <= ${M-PRO-02}", 'OR(C6<>"✓",(D5<=D6))'),
        (". != ${M-PRO-02}", 'OR(C6<>"✓",(D5<>D6))'),
        (". <= today()", "(D5<=TODAY())"),
        ("regex(., '^[A-Z]$')", None),
    ],
)
def test_a_constraint_becomes_a_limit(constraint, formula):
    """A limit by another answer waits until that one is there."""
    assert formula == EXCEL.allowed(parse_expression(constraint))


def test_no_condition_is_no_formula():
    """A question that always applies, a cell that takes anything."""
    assert (None, None) == (EXCEL.hidden(None), EXCEL.allowed(None))


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("${M-PRO-02} > 0", "M-PRO-02 is more than 0"),
        ("${M-PRO-02} >= 5", "M-PRO-02 is 5 or more"),
        ("${M-PRO-02} < 2.5", "M-PRO-02 is less than 2.5"),
        ("${M-PRO-02} <= 2", "M-PRO-02 is 2 or less"),
        ("${M-GOV-01} = 'draft'", "M-GOV-01 is ‘Draft’"),  # noqa: RUF001
        (
            "${M-GOV-01} = 'draft' or ${M-GOV-01} = 'public'",
            "M-GOV-01 is not ‘No policy’",  # noqa: RUF001
        ),
        (
            "selected(${M-PRO-05}, 'direct') or selected(${M-PRO-05}, 'agency')",
            "M-PRO-05 includes ‘Direct’ or ‘Agency’",  # noqa: RUF001
        ),
        (
            " or ".join(
                f"selected(${{M-PRO-05}}, '{name}')"
                for name in ("direct", "agency", "none")
            ),
            "M-PRO-05 includes ‘Direct’, ‘Agency’ or ‘None’",  # noqa: RUF001
        ),
        (
            "${M-PRO-02} > 0 and ${M-GOV-01} = 'draft'",
            "M-PRO-02 is more than 0 and M-GOV-01 is ‘Draft’",  # noqa: RUF001
        ),
        ("${M-PRO-02} > 0 and ${M-GOV-01} = 'unheard'", ""),
        ("${M-GOV-01} = 'draft' or ${M-PRO-02} > 0", ""),
        ("${M-GOV-01} = 'draft' or selected(${M-PRO-05}, 'direct')", ""),
        ("${M-PRO-02} = 5", ""),
        ("selected('a b', 'a')", ""),
        ("selected(join(' ', 'a b'), 'a')", ""),
    ],
)
def test_a_condition_is_said_in_words_or_not_at_all(condition, words):
    """Half a condition would mislead."""
    trees = [part.tree for part in parse_expression(condition).conditions]

    assert words == WORDS.condition(trees)


def test_quotes_in_a_formula_are_doubled():
    """And what no workbook can hold is left out."""
    assert '"say ""no"""' == in_quotes('say "no"\x00')


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("${M-PRO-02} > 0 and ${M-GOV-01} = 'none'", None),
        ("${M-PRO-02} >= 5", "M-PRO-02 is 5 or more"),
        ("string-length(${M-DD-04}) > 3", "string-length(${M-DD-04}) > 3"),
    ],
)
def test_a_message_says_a_condition_in_words(condition, words):
    """In English; as the form has it where there are no words."""
    said = in_words(parse_expression(condition), SUPPLIER)

    expected = "M-PRO-02 is more than 0 and M-GOV-01 is ‘No policy’"  # noqa: RUF001
    assert (words or expected) == said
