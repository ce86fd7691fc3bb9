"""A line for each return, and the workbook with all of them."""

import openpyxl
import pytest

from recruitcheck.issues import Place, issue
from recruitcheck.submissions import summary
from recruitcheck.submissions.batch import read_batch
from recruitcheck.submissions.missing import Missing
from recruitcheck.submissions.summary import (
    ReturnSummary,
    screen_rows,
    summarise,
    write_summary,
)
from tests.submissions.filling import COMPLETE, SUPPLIER, filled

FORMS = {SUPPLIER.id: SUPPLIER}
WRONG = {
    **COMPLETE,
    "supplier_name": "=1+1",
    "M-GOV-01": "Drafft",
    "M-GOV-02/fee": None,
    "M-GOV-04": 0.5,
    "M-DD-04": None,
}
NO_POLICY = {**COMPLETE, "M-GOV-01": "No policy", "M-GOV-02/fee": None}


@pytest.fixture
def read(tmp_path):
    """A complete return, one where less is asked, one with mistakes, one unusable."""
    files = []
    answers = {"a": COMPLETE, "b": NO_POLICY, "c": WRONG}
    answers["d"] = {**COMPLETE, "supplier_id": None}
    for name, given in answers.items():
        path = filled(tmp_path / f"{name}.xlsx", given)
        files.append((path, f"returns/{name}.xlsx"))
    return read_batch(files, FORMS)


def test_each_return_has_a_line(read):
    """Who, what, how complete, how many issues, whether usable, and the worst one."""
    # Asked are 2 of the profile, 2 of the corridor and 7 of the policy: 11; without a
    # policy M-GOV-02 is not asked.
    first = ReturnSummary(
        file="returns/a.xlsx",
        usable=True,
        organisation="SITE-01",
        name="Acme",
        questionnaire="test-form",
        form="full",
        cycle="2026",
        answered=11,
        asked=11,
    )

    lines = summarise(read, FORMS)

    assert first == lines[0]
    assert (10, 10) == (lines[1].answered, lines[1].asked)
    wrong = lines[2]
    assert (8, 11, 0, 1, 1) == (
        *(wrong.answered, wrong.asked),
        *(wrong.blocking, wrong.errors, wrong.advisories),
    )
    assert wrong.first.startswith("Answers D")
    assert "'Drafft' is not a choice" in wrong.first
    unusable = lines[3]
    assert (False, 1, "", None) == (
        *(unusable.usable, unusable.blocking),
        *(unusable.organisation, unusable.asked),
    )
    assert [1.0, 1.0, 8 / 11, None] == [line.completeness for line in lines]


def test_issues_of_the_batch_count_where_they_are_given(read):
    """As that two returns are of the same supplier; they name the file."""
    place = Place("returns/a.xlsx")
    twice = issue("W202", place, organisation="SITE-01", cycle="2026", other="b")

    lines = summarise(read[:2], FORMS, [twice])

    assert [1, 0] == [line.errors for line in lines]
    assert lines[0].first.startswith("'SITE-01' answered cycle 2026 twice")


def test_nothing_asked_is_not_complete():
    """A share of nothing is none."""
    assert ReturnSummary("a.xlsx", True, answered=0, asked=0).completeness is None


MISSING = (
    Missing("LATE-02", "=Late", "supplier", ("NPL-MYS", "BGD-MYS"), "2025"),
    Missing("NEVER-03", "Never", "recruiter", (), ""),
)


def test_the_summary_is_a_workbook_of_three_sheets(read, tmp_path):
    """All returns, who sent none, every issue with place and advice; text stays text."""
    issues = [said for one in read for said in one.issues]
    path = tmp_path / "summary.xlsx"

    write_summary(summarise(read, FORMS), MISSING, issues, path)

    book = openpyxl.load_workbook(path)
    returns, missing, told = (
        [[c.value for c in row] for row in sheet] for sheet in book
    )
    assert ["Returns", "Not answered", "Issues"] == book.sheetnames
    assert [
        *("File", "Organisation", "Name", "Questionnaire", "Form", "Cycle"),
        *("Answered", "Asked", "Complete", "Blocking", "Errors", "Advisories"),
        *("Usable", "First problem"),
    ] == returns[0]
    assert [
        *("returns/a.xlsx", "SITE-01", "Acme", "test-form", "full", "2026"),
        *(11, 11, 1, 0, 0, 0, "yes", None),
    ] == [value or (None if value == "" else value) for value in returns[1]]
    assert "=1+1" == returns[3][2]
    assert "s" == book["Returns"]["C4"].data_type
    assert ("0%", "no") == (book["Returns"]["I2"].number_format, returns[4][12])
    assert [
        ["Organisation", "Name", "Kind", "Corridors", "Last cycle answered"],
        ["LATE-02", "=Late", "supplier", "NPL-MYS BGD-MYS", "2025"],
        ["NEVER-03", "Never", "recruiter", None, None],
    ] == [[value or None for value in row] for row in missing]
    assert len(issues) == len(told) - 1
    assert [
        [
            i.place.file,
            i.place.sheet,
            i.place.cell,
            i.place.label,
            i.severity,
            i.code,
            i.message,
            i.advice,
        ]
        for i in issues
    ] == told[1:]
    first = path.read_bytes()
    write_summary(summarise(read, FORMS), MISSING, issues, path)
    assert first == path.read_bytes()


def test_an_empty_batch_has_an_empty_summary(tmp_path):
    """With its headings."""
    write_summary((), (), (), tmp_path / "summary.xlsx")

    book = openpyxl.load_workbook(tmp_path / "summary.xlsx")
    assert [1, 1, 1] == [sheet.max_row for sheet in book.worksheets]


def test_a_summary_has_some_thousands_of_issues(tmp_path, monkeypatch):
    """And says how many more there are."""
    monkeypatch.setattr(summary, "_MOST_ISSUES", 2)
    many = [issue("S205", Place(f"{n}.xlsx"), found="x") for n in range(5)]

    write_summary((), (), many, tmp_path / "summary.xlsx")

    sheet = openpyxl.load_workbook(tmp_path / "summary.xlsx")["Issues"]
    assert ["File", "0.xlsx", "1.xlsx", "and 3 more, which `check` prints"] == [
        cell.value for (cell,) in sheet["A1:A4"]
    ]


def test_the_screen_shows_what_a_terminal_can(read):
    """Short, and nothing out of a file steers it."""
    lines = summarise(read, FORMS)
    hostile = ReturnSummary("a\x1b[2J\u202e" + "b" * 60, False, organisation="\n")

    rows = screen_rows([lines[2], lines[3], hostile])

    assert 9 == len(rows[0])
    assert ["returns/c.xlsx", "SITE-01", "test-form full", "2026"] == rows[1][:4]
    assert ["8 of 11 (73%)", "-", "1", "1", "yes"] == rows[1][4:]
    assert ["returns/d.xlsx", "-", "-", "-", "-", "1", "-", "-", "no"] == rows[2]
    assert f"a?[2J?{'b' * 41}…" == rows[3][0]
    assert "?" == rows[3][1]
