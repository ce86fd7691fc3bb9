"""What LibreOffice saves as xlsx, xls and ods reads the same.

`files/answers.*` is one workbook of XlsxWriter that LibreOffice 7.4 opened and saved
in each format; `files/password.*` it saved with a password.
"""

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path

import pandas as pd
import pytest

from recruitcheck.sheets import Percent, read_book
from recruitcheck.submissions.survey_export import read_survey_export
from recruitcheck.submissions.workbook import read_return

FILES = Path(__file__).parent / "files"
EXAMPLES = Path(__file__).parents[2] / "questionnaires/examples"
FORMATS = ("xlsx", "xls", "ods")
SOFFICE = shutil.which("soffice") or ""
needs_libreoffice = pytest.mark.skipif(
    not SOFFICE, reason="LibreOffice is not installed"
)

ANSWERS = {
    "B3": " नेपाली  two  spaces ",
    "C3": "fees & more",
    "D3": "line one\nline two\u00a0nbsp\u200b",
    "E3": "007",
    "F3": "=1+1",
    "G3": "x" * 300,
    "H3": "'quoted",
    "I3": "😀 東京",
    "B4": 1200,
    "C4": 1200.5,
    "D4": -0.1,
    "E4": 1234567890123,
    "F4": 1e300,
    "G4": 0.3,
    "H4": Percent(5),
    "I4": 1250.5,
    "B5": date(2024, 3, 1),
    "C5": datetime(2024, 3, 1, 9, 30),
    "D5": datetime(2024, 3, 1),
    "E5": time(9, 0),
    "F5": 0.375,
    "G5": 1.25,
    "H5": datetime(1900, 1, 1, 6),
    "I5": datetime(2024, 3, 1, 9, 30, 15, 500000),
    "B6": True,
    "C6": False,
    "D6": True,
    "B7": 42,
    "D7": "",
    "E7": "#N/A",
    "F7": "#DIV/0!",
    "H7": "#REF!",
    "I7": date(2024, 3, 1),
    "J7": "#NAME?",
    "C8": "same",
    "D8": "same",
    "E8": "same",
    "F8": 3,
    "G8": 3,
    "B9": "same row",
    "B10": "same row",
    "B11": "same row",
    "B13": "merged",
    "E13": "beside",
    "B16": "in hidden row",
    "M17": "in hidden column",
    "B18": "grouped",
    "B20": "yes",
    "B21": "link text",
    "A22": date(2024, 3, 1),
}
FLAGS = {
    **dict.fromkeys(("E7", "F7", "H7", "J7"), "error"),
    **dict.fromkeys(("B16", "M17", "B18"), "hidden"),
    "B13": "merged",
}


def cells_of(path):
    """Each cell by sheet and address, and the state of each sheet."""
    book, issues = read_book(path)
    assert book is not None
    states = {name: (sheet.state, sheet.merges) for name, sheet in book.sheets.items()}
    cells = {
        (name, cell.ref): (cell.value, type(cell.value), cell.flag)
        for name, sheet in book.sheets.items()
        for _, row in sheet.rows
        for cell in row
    }
    return states, cells, [issue.code for issue in issues]


@pytest.mark.parametrize("ending", FORMATS)
def test_each_format_has_the_same_cells(ending):
    """Values, their types, what is hidden, merged or failed: nothing is lost."""
    states, cells, codes = cells_of(FILES / f"answers.{ending}")

    assert [] == codes
    assert {
        "Answers": ("visible", ("B13:D14",)),
        "Lists": ("hidden", ()),
        "_rc": ("hidden", ()),
        "Réponses & more's": ("visible", ()),
        "Empty": ("visible", ()),
    } == states
    others = {
        ("Lists", "A1"): "list",
        ("_rc", "A1"): "marker",
        ("Réponses & more's", "C5"): "x",
    }
    values = {("Answers", ref): value for ref, value in ANSWERS.items()} | others
    assert {
        place: (value, type(value), FLAGS.get(place[1], ""))
        for place, value in values.items()
    } == cells


@pytest.mark.parametrize("ending", ["ods", "xls"])
def test_a_password_of_libreoffice_is_told(ending):
    """It scrambles each part of an .ods, and an .xls from a certain record on."""
    book, (issue,) = read_book(FILES / f"password.{ending}")

    assert book is None
    assert "F104" == issue.code


def save_again(paths, folder):
    """Each in every format, below a folder of that name."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for ending in FORMATS:
        command = [SOFFICE, profile, "--headless", "--convert-to", ending]
        command += ["--outdir", str(folder / ending), *map(str, paths)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)


@needs_libreoffice
def test_a_filled_return_that_was_saved_again_reads_the_same(tmp_path, questionnaires):
    """As a supplier does who has no Excel: the same answers, the same issues."""
    returns = sorted(EXAMPLES.glob("returns/2026/*.xlsx"))[::4]
    save_again(returns, tmp_path)

    for path in returns:
        _, cells, codes = cells_of(tmp_path / "xlsx" / path.name)
        sent, found = read_return(path, questionnaires, shown_as="return")
        assert sent is not None
        for ending in FORMATS:
            saved = tmp_path / ending / f"{path.stem}.{ending}"
            assert (cells, codes) == cells_of(saved)[1:]
            again, issues = read_return(saved, questionnaires, shown_as="return")
            assert again is not None
            assert found == issues
            assert sent == replace(again, hash=sent.hash)


@needs_libreoffice
def test_interviews_that_were_saved_again_read_the_same(tmp_path, questionnaires):
    """As somebody does who looks at the export before passing it on."""
    (path,) = EXAMPLES.glob("interviews/*.xlsx")
    form = questionnaires["worker-interview"]
    save_again([path], tmp_path)

    sent, found = read_survey_export(path, form, shown_as="export")
    assert sent is not None
    assert (289, 12) == (len(sent.table), len(sent.refusals))
    for ending in FORMATS:
        saved = tmp_path / ending / f"{path.stem}.{ending}"
        again, issues = read_survey_export(saved, form, shown_as="export")
        assert again is not None
        assert found == issues
        pd.testing.assert_frame_equal(sent.table, again.table)
        assert sent.refusals == again.refusals
