"""A cell that shows a percent sign is read as what it shows."""

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.sheets import Percent, read_book
from recruitcheck.submissions.survey_export import read_survey_export
from recruitcheck.submissions.workbook import read_return
from tests.submissions.conftest import as_export, save_xlsx
from tests.submissions.filling import COMPLETE, SUPPLIER, cell_of, filled
from tests.submissions.libreoffice import needs_libreoffice, save_again
from tests.submissions.test_survey_export import AISHA


def shown_as_percent(path: Path, ref: str, value: float, code: str = "0%") -> Path:
    """A complete return in which one cell holds a number formatted like that."""
    filled(path, COMPLETE)
    book = openpyxl.load_workbook(path, rich_text=True)
    cell = input_cells(book)[ref]
    cell.value, cell.number_format = value, code
    book.save(path)
    return path


def read(path: Path, ref: str) -> tuple[str, str, list[tuple[str, str]]]:
    """What the cell says: given, value, and code and text of what is told."""
    submission, issues = read_return(path, {SUPPLIER.id: SUPPLIER})
    assert submission is not None
    answer = submission.answer(ref)
    assert answer is not None
    told = [(one.code, one.message) for one in issues]
    return answer.given, answer.value, told


@pytest.mark.parametrize(
    ("stored", "code", "value"),
    [
        (0.8, "0%", "80"),
        (1, "0%", "100"),
        (0.07, "0.00%", "7"),
        (0.125, "[Red]0.0%;-0.0%", "12.5"),
        (0.005, "0.0%", "0.5"),
        (80, '0" %"', "80"),
        (80, "0\\%", "80"),
    ],
)
def test_a_share_is_what_its_cell_shows(tmp_path, stored, code, value):
    """80% is 80 percent although Excel keeps 0.8; a sign in quotes is only a sign."""
    path = shown_as_percent(tmp_path / "r.xlsx", "M-GOV-04", stored, code)

    assert ("answered", value, []) == read(path, "M-GOV-04")


@pytest.mark.parametrize("ref", ["M-PRO-01", "M-PRO-02"])
def test_a_number_of_something_else_is_no_percentage(tmp_path, ref):
    """'80%' workers are not 0.8 workers."""
    path = shown_as_percent(tmp_path / "r.xlsx", ref, 0.8)

    given, _, told = read(path, ref)

    assert ("invalid", ("S205", "'80%' is not a number.")) == (given, told[0])


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_a_share_stays_one_in_the_formats_of_libreoffice(tmp_path, ending):
    """Also in the formats that keep it in other ways."""
    path = shown_as_percent(tmp_path / "r.xlsx", "M-GOV-04", 0.8)
    saved = save_again(path, tmp_path, ending)
    book, _ = read_book(saved)
    assert book is not None

    cell = book.sheets["Answers"][cell_of(path, "M-GOV-04")]

    assert (Percent, "80%") == (type(cell.value), str(cell.value))
    assert ("answered", "80", []) == read(saved, "M-GOV-04")


def test_a_percentage_in_an_interview_is_what_its_cell_shows(form, tmp_path):
    """5% of a percentage is 5; a sum of money is none."""
    share = replace(form["W-PAY-04"], unit="% per month")
    form = replace(form, questions={**form.questions, share.id: share})
    path = save_xlsx(as_export([AISHA], form), tmp_path / "export.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    for name in ("W-PAY-04", "W-FEE-01"):
        column = [cell.value for cell in sheet[1]].index(name) + 1
        cell = sheet.cell(2, column, 0.05)
        cell.number_format = "0%"
    book.save(path)

    found, issues = read_survey_export(path, form)

    assert found is not None
    assert ["5"] == list(found.table["W-PAY-04"])
    assert "S313" == issues[0].code
