"""What one cell says."""

from dataclasses import replace
from datetime import datetime, time

import pytest

from recruitcheck.questionnaires.questionnaire import Choice
from recruitcheck.submissions.cell_answers import (
    Fault,
    Said,
    Words,
    as_text,
    quoted,
    read_answer,
    read_tick,
)
from tests.submissions.filling import EN, ES, SUPPLIER

WORDS = Words.of({"dk": "Ne sait pas"})


@pytest.mark.parametrize(
    ("written", "given"),
    [
        ("dk", "dk"),
        ("Do not know", "dk"),
        ("no sabe", "dk"),
        ("NE SAIT PAS", "dk"),
        ("prefer not to say", "pns"),
        ("Not applicable", "na"),
    ],
)
@pytest.mark.parametrize("ref", ["M-GOV-01", "M-GOV-04", "M-DD-03"])
def test_a_reserved_answer_is_read_where_it_is_allowed(ref, written, given):
    """In every language that is shipped and in that of the workbook."""
    allowed = replace(SUPPLIER[ref], missing=("dk", "pns", "na"))
    refused = replace(SUPPLIER[ref], missing=())

    assert Said(given) == read_answer(allowed, written, WORDS)
    fault = read_answer(refused, written, WORDS).fault
    assert fault is not None
    assert "S219" == fault.code


@pytest.mark.parametrize("name", ["dk", "pns", "na"])
def test_a_reserved_choice_is_read_by_its_own_label(name):
    """A list may call it as it likes."""
    choice = Choice(name, {EN: "Cannot be said"})
    question = replace(SUPPLIER["M-GOV-01"], choices=(choice,))

    assert Said(name) == read_answer(question, "cannot be said", WORDS)
    assert Said(name) == read_answer(question, name, WORDS)


def test_a_label_of_two_choices_is_an_issue():
    """Nobody can know which one was meant."""
    choices = (
        Choice("all", {EN: "Yes", ES: "Todos"}),
        Choice("any", {EN: "Some", ES: "Yes"}),
    )
    question = replace(SUPPLIER["M-GOV-01"], choices=choices)

    fault = read_answer(question, "yes", WORDS).fault

    assert fault is not None
    assert ("S203", "all, any") == (fault.code, fault.values["several"])


@pytest.mark.parametrize("written", ["860¹", "31²", "①", "5₂", "¹860"])
@pytest.mark.parametrize("ref", ["M-GOV-04", "M-PRO-01"])
def test_marks_of_footnotes_are_no_digits(ref, written):
    """860¹ is not 8601."""
    fault = read_answer(SUPPLIER[ref], written, WORDS).fault
    assert fault is not None
    assert "S205" == fault.code


@pytest.mark.parametrize("written", ["４０", "٤٠", "४०"])  # noqa: RUF001
def test_digits_of_other_scripts_are_digits(written):
    assert Said("answered", "40") == read_answer(SUPPLIER["M-GOV-04"], written, WORDS)


def test_the_words_of_a_text_are_kept():
    """A joiner within a Nepali word stays, and so do inner spaces and lines."""
    question = SUPPLIER["M-DD-04"]
    text = "गर्\u200dने  काम\nदोस्रो"

    assert Said("answered", text) == read_answer(question, f" {text}\n", WORDS)


def test_an_id_is_kept_clean():
    """Spaces of another kind and invisible signs would make it another id."""
    question = SUPPLIER["supplier_id"]

    said = read_answer(question, "\u00a0SITE\u200b-01 ", WORDS)

    assert Said("answered", "SITE-01") == said


@pytest.mark.parametrize("dash", "\u2010\u2011\u2012\u2013\u2014\u2212\uff0d")
def test_an_id_has_the_hyphen_of_keyboards(dash):
    """Word and mail programs put others into what is copied; a text keeps its own."""
    said = read_answer(SUPPLIER["supplier_id"], f"SITE{dash}01", WORDS)

    assert Said("answered", "SITE-01") == said


def test_a_dash_in_a_text_stays_one():
    """It is no id."""
    text = "2024 \u2013 2025"

    assert Said("answered", text) == read_answer(SUPPLIER["M-DD-04"], text, WORDS)


LEVELS = replace(
    SUPPLIER["M-GOV-01"],
    choices=(
        Choice("no", {EN: "No", ES: "No"}),
        Choice("some", {EN: "In some cases", ES: "En algunos casos"}),
        Choice("yes", {EN: "Yes", ES: "Sí"}),
    ),
)


@pytest.mark.parametrize(("written", "name"), [("Si", "yes"), ("SÍ ", "yes")])
def test_a_choice_may_lack_its_accents(written, name):
    """Not every keyboard has them; no other choice reads so."""
    assert Said("answered", name) == read_answer(LEVELS, written, WORDS)


def test_a_choice_with_its_accent_is_that_choice():
    """'Papa' and 'Papá' are two: only the one that is written is meant."""
    choices = (Choice("father", {ES: "Papá"}), Choice("potato", {ES: "Papa"}))
    question = replace(LEVELS, choices=choices)

    said = [read_answer(question, text, WORDS).value for text in ("papa", "papá")]

    assert ["potato", "father"] == said


@pytest.mark.parametrize(
    ("written", "name", "label"),
    [(True, "yes", "Yes"), (False, "no", "No"), ("TRUE", "yes", "Yes")],
)
def test_a_truth_value_is_read_as_yes_or_no_and_told(written, name, label):
    """Check boxes and other programs leave them where a list has Yes and No."""
    said = read_answer(LEVELS, written, WORDS)

    assert ("answered", name) == (said.given, said.value)
    assert said.fault is not None
    values = said.fault.values
    assert ("S253", label) == (said.fault.code, values["label"])


@pytest.mark.parametrize(
    "choices",
    [
        (Choice("all", {EN: "All"}), Choice("none", {EN: "None"})),
        (Choice("yes", {EN: "Yes, always"}), Choice("partly", {EN: "Yes"})),
    ],
)
def test_a_truth_value_is_no_answer_where_no_one_choice_says_yes(choices):
    """Nothing is guessed."""
    question = replace(LEVELS, choices=choices)

    fault = read_answer(question, True, WORDS).fault

    assert fault is not None
    assert "S204" == fault.code


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Y", " Did you mean 'Yes'?"),
        ("s", " Did you mean 'Sí'?"),
        ("☑", " Did you mean 'Yes'?"),
        ("x", " Did you mean 'Yes'?"),
        ("☐", " Did you mean 'No'?"),
        ("In", " Did you mean 'In some cases'?"),
        ("maybe", ""),
        ("?", ""),
    ],
)
def test_a_choice_that_may_be_meant_is_told(written, hint):
    """Its first letters, or a tick where there is a list."""
    fault = read_answer(LEVELS, written, WORDS).fault

    assert fault is not None
    assert ("S204", hint) == (fault.code, fault.values["hint"])


@pytest.mark.parametrize(
    ("written", "ticked"),
    [("☑", True), ("☒", True), ("☐", False), ("si", True), ("x", True), (" ", None)],
)
def test_a_tick_may_be_drawn(written, ticked):
    """As forms of Word draw it; 'si' is 'sí'."""
    assert ticked is read_tick(written, WORDS)


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("Y", " Did you mean 'Yes'?"),
        ("n", " Did you mean 'No'?"),
        ("yess", " Did you mean 'Yes'?"),
        ("perhaps", ""),
    ],
)
def test_what_may_be_meant_by_a_tick_is_told(written, hint):
    """Its first letter is enough for a hint, and too little to be read."""
    fault = read_tick(written, WORDS)

    assert isinstance(fault, Fault)
    assert ("S209", hint) == (fault.code, fault.values["hint"])


@pytest.mark.parametrize(
    ("form", "name", "read"),
    [
        ("iris-supplier", "supplier_id", "S-7"),
        ("iris-supplier", "supplier_name", "S-\u0ded"),
        ("iris-audit", "audit_firm", "S-\u0ded"),
    ],
)
def test_the_digits_of_an_id_are_read_and_those_of_a_name_kept(
    questionnaires, form, name, read
):
    """A Sinhala 7 in an id is a 7; in the name of a firm it is how they write it."""
    question = questionnaires[form][name]

    assert Said("answered", read) == read_answer(question, "S-\u0ded", WORDS)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (2026.0, "2026"),
        (1e-7, "0.0000001"),
        (-0.0, "0"),
        (1e300, "1e+300"),
        (datetime(2025, 3, 4, 5, 6), "2025-03-04T05:06:00"),
        (time(5, 6), "05:06:00"),
        ("as is ", "as is "),
    ],
)
def test_a_value_is_written_as_people_would(value, text):
    """A number without an exponent or a needless point, a date as ISO 8601."""
    assert text == as_text(value)


def test_a_message_quotes_in_one_line_and_not_endlessly():
    """Sixty characters are enough to know what is meant."""
    assert f"a b{'c' * 56}…" == quoted("a\n b" + "c" * 100)
