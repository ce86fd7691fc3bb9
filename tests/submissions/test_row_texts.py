"""Answers stand beside the text of their question, or somebody moved them."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.submissions.workbook import read_return
from tests.submissions.filling import COMPLETE, ES, SUPPLIER, cell_of, filled
from tests.submissions.libreoffice import needs_libreoffice, save_again


def told(path: Path) -> list[tuple[str, str]]:
    """Code and message of each issue."""
    submission, issues = read_return(path, {SUPPLIER.id: SUPPLIER})
    assert submission is not None
    return [(one.code, one.message) for one in issues]


def retexted(
    path: Path, change: Callable[[str], str], *refs: str, **how: Any
) -> list[tuple[str, str]]:
    """What is told of a complete return with other texts beside these refs."""
    filled(path, COMPLETE, **how)
    book = openpyxl.load_workbook(path, rich_text=True)
    for ref in refs:
        cell = input_cells(book)[ref].offset(column=-2)
        cell.value = change(str(cell.value))
    book.save(path)
    return told(path)


def test_answers_sorted_with_their_texts_but_without_refs_are_told(tmp_path):
    """They are read by ref; each text says that another question was answered."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-DD-04": "Some"})
    book = openpyxl.load_workbook(path, rich_text=True)
    cells = input_cells(book)
    one, other = cells["M-GOV-07"], cells["M-DD-04"]
    for column in (-2, 0):
        first, second = one.offset(column=column), other.offset(column=column)
        first.value, second.value = second.value, first.value
    book.save(path)
    rows = sorted((one.row, other.row))

    ((code, message),) = told(path)

    assert "S252" == code
    assert f"B{rows[0]}, B{rows[1]}" in message


@pytest.mark.parametrize("ref", ["M-GOV-02", "M-GOV-02/fee", "M-PRO-05/agency#1"])
def test_the_texts_of_several_answers_are_looked_at_too(tmp_path, ref):
    """That of the question and those of its choices."""
    found = retexted(tmp_path / "r.xlsx", lambda _: "Something else", ref)

    assert ["S252"] == [code for code, _ in found]


def test_a_text_that_only_begins_alike_is_another(tmp_path):
    """'Fee' is not 'Fees and costs'."""
    found = retexted(tmp_path / "r.xlsx", lambda text: f"{text}s", "M-GOV-02/fee")

    assert ["S252"] == [code for code, _ in found]


@pytest.mark.parametrize(
    "change",
    [
        lambda _: "",
        lambda text: text.partition("\n")[0],
        lambda text: text.partition("\n")[0].removesuffix(" *").upper(),
        lambda text: f" {text}\nwe asked our lawyer",
    ],
)
@pytest.mark.parametrize("ref", ["M-GOV-04", "M-PRO-02"])
@pytest.mark.parametrize("language", [None, ES])
def test_a_text_may_be_gone_or_edited_a_little(tmp_path, change, ref, language):
    """Its first line is that of the question in a language of the form."""
    how = {"language": language} if language else {}

    assert [] == retexted(tmp_path / "r.xlsx", change, ref, **how)


def test_a_text_beside_no_answer_does_no_harm(tmp_path):
    """Nothing could be misread."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-DD-04": None})
    book = openpyxl.load_workbook(path)
    row = openpyxl.utils.cell.coordinate_from_string(cell_of(path, "M-DD-04"))[1]
    book["Answers"][f"B{row}"] = "Not used"
    book.save(path)

    assert [] == told(path)


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_texts_stay_those_of_their_questions_in_libreoffice(tmp_path, ending):
    """It keeps lines and small type in other ways."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)

    assert [] == told(save_again(path, tmp_path, ending))
