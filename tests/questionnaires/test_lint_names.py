"""Names that XLSForm tools refuse or mix up, and names that lead nowhere."""

import pytest
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from tests.questionnaires.drafting import LABEL, ask, found, write_form


def lint(folder, *rows, **how):
    """Code and cell of all that is found in a form of these rows."""
    write_form(folder / "forms" / "form.xlsx", rows, **how)
    return found(folder / "forms")


@pytest.mark.parametrize(
    "name", ["M FEE 08", "8-FEE", "meta", "a/b", "a'b", "-a", "é!"]
)
@pytest.mark.parametrize("group", [False, True])
def test_a_name_that_xlsform_refuses_is_told(tmp_path, name, group):
    """Of questions and of groups; pyxform stops at the first of them."""
    rows = [ask("text", name)]
    if group:
        rows = [ask("begin_group", name), ask("text", "a"), ask("end_group")]

    assert ("Q207", "B2") in lint(tmp_path, *rows)
    with pytest.raises(PyXFormError):
        convert(xlsform=tmp_path / "forms" / "form.xlsx")


@pytest.mark.parametrize("name", ["M-FEE-08", "_a", "a.b", "ñandu", "नाम्", "META", "é"])
def test_a_name_that_xlsform_takes_is_fine(tmp_path, name):
    """Letters of any script."""
    assert [] == lint(tmp_path, ask("text", name))
    convert(xlsform=tmp_path / "forms" / "form.xlsx")


def test_names_that_differ_in_capitals_are_told(tmp_path):
    """Also one of a group; the same name twice is told by the reader."""
    rows = [
        ask("begin_group", "Fee"),
        ask("text", "fee"),
        ask("end_group", "FEE"),
        ask("text", "b"),
        ask("text", "b"),
    ]

    assert [("Q108", "B6"), ("Q208", "B3")] == lint(tmp_path, *rows)


def test_a_choice_has_no_space_in_its_name(tmp_path):
    """Where several are ticked, spaces stand between them."""
    choices = [{"list_name": "l", "name": n, LABEL: n} for n in ("a_b", "c d", " e ")]

    assert [("Q209", "B3")] == lint(
        tmp_path, ask("select_multiple l", "a"), choices=choices
    )


def test_a_list_that_no_question_uses_is_told_once(tmp_path):
    """At its first choice, with the nearest list that is used."""
    rows = [ask("select_one yn", "a"), ask("select_multiple  ways", "b")]
    choices = [{"list_name": "wayz", "name": n, LABEL: n} for n in "ab"]

    assert [("Q210", "A6")] == lint(
        tmp_path, *rows, lists={"yn": "yes no", "ways": "a b"}, choices=choices
    )


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        (ask("text", "b", "Why ${nobody}?"), "C3"),
        (ask("text", "b", hint="Like ${ nobody }"), "D3"),
        (ask("text", "b", constraint_message__English="${a}, ${nobody}"), "D3"),
    ],
)
def test_a_text_names_questions_of_the_form(tmp_path, row, cell):
    """In a label, a hint or a message; groups and questions further down will do."""
    rows = [ask("text", "a", "As in ${g} and ${b}"), row]
    rows += [ask("begin_group", "g"), ask("text", "c"), ask("end_group")]

    assert [("Q234", cell)] == [
        one for one in lint(tmp_path, *rows) if one[0] == "Q234"
    ]


def test_the_label_of_a_choice_names_questions_of_the_form(tmp_path):
    """Phones write the answer there too."""
    choices = [{"list_name": "l", "name": "x", LABEL: "As ${nobody} said"}]

    assert [("Q234", "C2")] == lint(tmp_path, ask("select_one l", "a"), choices=choices)


def test_a_list_of_a_type_that_is_misspelt_counts_as_used(tmp_path):
    """One slip is one issue."""
    choices = [{"list_name": "l", "name": "a", LABEL: "A"}]

    assert [("Q109", "A2")] == lint(tmp_path, ask("select one l", "a"), choices=choices)


def test_a_choice_without_any_label_is_told(tmp_path):
    """People would see nothing there; one language is enough."""
    choices = [
        {"list_name": "l", "name": "a", LABEL: "A", "label::Spanish (es)": None},
        {"list_name": "l", "name": "b", LABEL: None, "label::Spanish (es)": None},
    ]
    row = {**ask("select_one l", "a"), "label::Spanish (es)": "Uno"}

    assert [("Q211", "D2"), ("Q220", "C3")] == lint(tmp_path, row, choices=choices)
