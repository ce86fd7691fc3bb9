"""Marked copies: every problem in its cell, and readable like the original."""

import shutil
import zipfile
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText
from openpyxl.worksheet.formula import ArrayFormula

from recruitcheck.errors import OutputError
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.questionnaires.blank.cells import filled as filled_with
from recruitcheck.sheets import read_book
from recruitcheck.submissions import marking
from recruitcheck.submissions.marking import COLOURS, is_marked, mark_return
from recruitcheck.submissions.workbook import read_return
from tests.bad import BAD_FILES
from tests.submissions.filling import COLUMNS, COMPLETE, SUPPLIER, cell_of, filled
from tests.submissions.libreoffice import needs_libreoffice, save_again

FORMS = {SUPPLIER.id: SUPPLIER}
# What is written, and how it is corrected.
MISTAKES: Mapping[str, tuple[Any, Any]] = {
    "assessed_on": ("04/03/2025", date(2025, 3, 4)),
    "currency": ("#VALUE!", "MYR"),
    "M-PRO-01": ("1,250", 1250),
    "origin#2": ("Nepal", "Bangladesh"),
    "M-PRO-03#2": ("many", 5),
    "M-PRO-05/none#2": ("perhaps", "Yes"),
    "M-GOV-01": ("Drafft", "Draft"),
    "M-GOV-04": (150, 50),
    "M-DD-03|evidence_date": ("soon", date(2025, 1, 1)),
}
CODES = ["S208", "S215", "S206", "S231", "S205", "S209", "S204", "S212", "S207"]


def correct(path: Path, mistakes=MISTAKES) -> None:
    """Write the right answers into the marked cells."""
    book = openpyxl.load_workbook(path, rich_text=True)
    cells = input_cells(book)
    for key, (_, right) in mistakes.items():
        ref, _, column = key.partition("|")
        cells[ref].offset(column=3 if column else 0).value = right
    book.save(path)


def read(path: Path):
    return read_return(path, FORMS, shown_as="returns/r.xlsx")


@pytest.fixture
def marked(tmp_path):
    """A return with mistakes, what is wrong in it, and its marked copy."""

    def build(answers=None, change=None, **how):
        wrong = {ref: wrong for ref, (wrong, _) in MISTAKES.items()}
        path = tmp_path / "r.xlsx"
        filled(path, {**COMPLETE, **(wrong if answers is None else answers)}, **how)
        if change is not None:
            book = openpyxl.load_workbook(path, rich_text=True)
            change(book)
            book.save(path)
        _, issues = read(path)
        target = tmp_path / "copy.xlsx"
        mark_return(path, issues, target)
        return path, issues, target

    return build


def listed(book: Workbook) -> list[list[str]]:
    """The rows of the list below its headings."""
    rows = [[c.value for c in row] for row in book.worksheets[0].iter_rows()]
    first = next(n for n, row in enumerate(rows) if row[1] == "How urgent")
    return [[str(value) for value in row] for row in rows[first + 1 :]]


def test_every_problem_is_marked_in_its_cell(marked):
    """By the colour of its severity, with a comment that says what and what to do."""
    _, issues, target = marked()

    assert CODES == [one.code for one in issues]
    book = openpyxl.load_workbook(target)
    for one in issues:
        cell = book[str(one.place.sheet)][str(one.place.cell)]
        assert COLOURS["error"] == cell.fill.fgColor.rgb[-6:]
        assert f"{one.message} [{one.code}]\n{one.advice}" == cell.comment.text
        assert not cell.protection.locked


def test_the_first_sheet_lists_all_with_links(marked):
    """What, where, which question, and what to do; a link leads to each cell."""
    _, issues, target = marked()

    book = openpyxl.load_workbook(target)
    sheet = book.worksheets[0]
    assert ("To correct", sheet) == (sheet.title, book.active)
    assert [
        [
            str(number),
            "Correct",
            f"{one.place.sheet} {one.place.cell}",
            one.place.label,
            f"{one.message} [{one.code}]",
            one.advice,
        ]
        for number, one in enumerate(issues, start=1)
    ] == listed(book)
    links = [cell.hyperlink for (cell,) in sheet.iter_rows(min_col=3, max_col=3)]
    assert [f"'{one.place.sheet}'!{one.place.cell}" for one in issues] == [
        link.location for link in links if link
    ]


def test_what_is_corrected_in_the_copy_reads_back(marked):
    """The copy is read as the return; what was corrected is no longer told."""
    path, issues, target = marked()

    before, _ = read(path)
    copied, again = read(target)
    assert issues == again
    assert before is not None
    assert copied is not None
    assert (before.site, before.corridors) == (copied.site, copied.corridors)

    correct(target)

    submission, left = read(target)
    assert () == left
    assert submission is not None
    assert "1250" == submission.site["M-PRO-01"].value


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_a_copy_corrected_in_libreoffice_reads_back(marked, tmp_path, ending):
    """All of it survives that other program: list, record, dropdowns."""
    _, issues, target = marked()
    assert issues == read(save_again(target, tmp_path, ending))[1]

    correct(target)

    saved = save_again(target, tmp_path, ending)
    submission, left = read(saved)
    assert () == left
    assert submission is not None


def test_dropdowns_locks_and_hidden_sheets_stay(marked):
    """The copy accepts what the blank accepted."""
    path, _, target = marked()

    before, after = (openpyxl.load_workbook(one) for one in (path, target))
    for sheet in before.worksheets:
        copy = after[sheet.title]
        assert sheet.sheet_state == copy.sheet_state
        assert sheet.protection.sheet == copy.protection.sheet
        assert [
            (str(rule.sqref), rule.type, rule.formula1, rule.prompt, rule.error)
            for rule in sheet.data_validations.dataValidation
        ] == [
            (str(rule.sqref), rule.type, rule.formula1, rule.prompt, rule.error)
            for rule in copy.data_validations.dataValidation
        ]
        assert {c: d.width for c, d in sheet.column_dimensions.items()} == {
            c: d.width for c, d in copy.column_dimensions.items()
        }
        assert sheet.merged_cells.ranges == copy.merged_cells.ranges
    assert after.security.lockStructure
    cell = cell_of(target, "M-GOV-04")
    assert before["Answers"]["D40"].protection.locked is False
    assert after["Answers"]["A5"].protection.locked
    assert isinstance(
        openpyxl.load_workbook(target, rich_text=True)["Answers"]["B5"].value,
        CellRichText,
    )
    assert cell


def test_the_worst_problem_of_a_cell_colours_it(marked):
    """Two issues share one comment."""
    path, _, target = marked(COMPLETE)
    cell = cell_of(path, "M-GOV-01")
    place = Place("returns/r.xlsx", "Answers", cell, "M-GOV-01")
    both = [
        issue("S245", place, found="1"),
        issue("S215", place, found="#N/A"),
    ]

    mark_return(path, both, target)

    found = openpyxl.load_workbook(target)["Answers"][cell]
    assert COLOURS["error"] == found.fill.fgColor.rgb[-6:]
    assert "[S245]" in found.comment.text
    assert "[S215]" in found.comment.text


def test_the_colour_is_seen_where_a_question_turns_grey(marked):
    """The marks come before the rules of the blank."""
    wrong = {**COMPLETE, "M-GOV-01": "No policy"}
    _, (one,), target = marked(wrong)

    assert "S244" == one.code
    sheet = openpyxl.load_workbook(target)["Answers"]
    rules = [
        (rule.priority, str(found.sqref), rule.formula)
        for found in sheet.conditional_formatting
        for rule in found.rules
    ]
    first = min(rules)
    assert (one.place.cell, ["TRUE"]) == first[1:]
    assert len({priority for priority, _, _ in rules}) == len(rules)


def test_hidden_rows_with_a_problem_are_shown(marked):
    """Nobody corrects what nobody sees."""

    def hide(book):
        sheet = book["Answers"]
        sheet.row_dimensions[input_cells(book)["M-GOV-01"].row].hidden = True
        sheet.column_dimensions.group("D", "F", hidden=True)
        sheet.sheet_state = "hidden"

    path, _, target = marked(change=hide)

    sheet = openpyxl.load_workbook(target)["Answers"]
    assert "visible" == sheet.sheet_state
    assert not sheet.row_dimensions[int(cell_of(path, "M-GOV-01")[1:])].hidden
    assert not sheet.column_dimensions["D"].hidden


def test_a_problem_under_a_merge_is_marked_where_it_is_seen(marked):
    """The upper left cell of the range bears it."""

    def merge(book):
        row = input_cells(book)["M-DD-03"].row
        book["Answers"].merge_cells(f"D{row}:D{row + 1}")

    path, _, target = marked(COMPLETE, change=merge)
    corner = cell_of(path, "M-DD-03")
    cell = f"D{int(corner[1:]) + 1}"
    place = Place("returns/r.xlsx", "Answers", cell, "M-DD-04")

    mark_return(path, [issue("S205", place, found="x")], target)

    sheet = openpyxl.load_workbook(target)["Answers"]
    assert sheet[corner].comment is not None
    assert COLOURS["error"] == sheet[corner].fill.fgColor.rgb[-6:]


def test_a_copy_can_be_marked_again(marked, tmp_path):
    """Old marks go, new ones come; there is one list."""
    _, _, target = marked()
    left = {"M-GOV-01": MISTAKES["M-GOV-01"]}
    correct(target, {k: v for k, v in MISTAKES.items() if k not in left})
    _, issues = read(target)
    again = tmp_path / "again.xlsx"

    mark_return(target, issues, again)

    book = openpyxl.load_workbook(again)
    assert ["To correct", "Start", "Answers", "Lists", "_rc"] == book.sheetnames
    assert 1 == len(listed(book))
    coloured = [
        cell.coordinate
        for row in book["Answers"].iter_rows()
        for cell in row
        if str(cell.fill.fgColor.rgb)[-6:] in COLOURS.values()
    ]
    assert [cell_of(again, "M-GOV-01")] == coloured
    assert issues == read(again)[1]


def test_a_copy_says_that_it_is_one(marked):
    """So that an old copy can be told from another file."""
    path, _, target = marked()

    assert [False, True] == [
        is_marked(book)
        for book, _ in (read_book(path), read_book(target))
        if book is not None
    ]


def test_a_list_has_a_name_of_its_own(marked):
    """Whatever sheets people made."""

    def add(book):
        book.create_sheet("To correct")

    _, _, target = marked(change=add)

    assert "To correct 2" == openpyxl.load_workbook(target).sheetnames[0]


def test_the_list_speaks_the_language_of_the_workbook(marked):
    """But for the messages."""
    _, _, target = marked({"M-GOV-01": "Drafft"}, language="es")

    sheet = openpyxl.load_workbook(target).worksheets[0]
    assert "Para corregir" == sheet.title
    assert "Los mensajes están en inglés." in sheet["B2"].value


def test_nothing_wrong_is_said(marked):
    """The copy is then the return with an empty list."""
    path, _, target = marked(COMPLETE)

    book = openpyxl.load_workbook(target)
    assert [] == listed(book)
    assert "Nothing has to be corrected." == book.worksheets[0]["B2"].value
    assert read(path)[1] == read(target)[1]


def test_issues_without_a_cell_are_only_listed(marked):
    """Of the whole file, of a sheet, of another file."""
    path, _, target = marked(COMPLETE)
    issues = [
        issue("S241", Place("r.xlsx"), found="1", here="1", questionnaire="q"),
        issue("S221", Place("r.xlsx", "Answers"), n=1, refs="M-X"),
        issue("S205", Place("r.xlsx", "Gone", "D5"), found="x"),
        issue("S205", Place("r.xlsx", "Answers", "row 5"), found="x"),
    ]

    mark_return(path, issues, target)

    book = openpyxl.load_workbook(target)
    assert ["Gone D5", "Answers row 5", "the whole file", "Answers"] == [
        row[2] for row in listed(book)
    ]
    assert not any(cell.hyperlink for (cell,) in book.worksheets[0]["C1:C20"])


FORMULAS = ("=1+1", "=cmd|'/c calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "＝1")  # noqa: RUF001


@pytest.mark.parametrize("text", FORMULAS)
def test_text_never_becomes_a_formula(tmp_path, text):
    """Neither in its cell, nor in the list, nor in a comment."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-GOV-01": text})
    _, issues = read(path)
    target = tmp_path / "copy.xlsx"

    mark_return(path, issues, target)

    book = openpyxl.load_workbook(target)
    assert "s" == book["Answers"][cell_of(path, "M-GOV-01")].data_type
    assert "f" not in {c.data_type for row in book.worksheets[0] for c in row}


def test_formulas_of_other_people_leave_their_values(tmp_path):
    """What we send must not fetch, run or compute anything that came back to us."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path, rich_text=True)
    sheet = book["Answers"]
    cell = input_cells(book)["M-GOV-04"].coordinate
    row = int(cell[1:])
    formulas = {
        cell: "=25*2",
        f"E{row}": '=HYPERLINK("http://example.org","see")',
        f"B{row}": '=WEBSERVICE("http://example.org")',
        f"C{row}": "=cmd|'/c calc'!A0",
        "A1": "=[other.xlsx]Sheet1!A1",
    }
    for place, formula in formulas.items():
        sheet[place].value = formula
    sheet["J5"] = ArrayFormula("J5:J6", "=A1:A2")
    book.save(path)
    stored = _with_value(path, cell, "50")
    target = tmp_path / "copy.xlsx"

    mark_return(stored, read(stored)[1], target)

    copy = openpyxl.load_workbook(target)["Answers"]
    assert 50 == copy[cell].value
    assert {None} == {copy[place].value for place in (*formulas, "J5") if place != cell}
    ours = openpyxl.load_workbook(path)["Answers"]
    kept = [c.coordinate for r in copy for c in r if c.data_type == "f"]
    assert f"C{row - 3}" in kept
    assert {c.coordinate for r in ours for c in r if c.data_type == "f"} == {
        *kept,
        *formulas,
        "J5",
    }


def _with_value(path: Path, cell: str, value: str) -> Path:
    """The workbook with the result of a formula stored, as Excel does."""
    target = path.with_name("stored.xlsx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("sheet2.xml"):
                at = text.index(f'r="{cell}"'.encode())
                end = text.index(b"<v", at)
                close = min(
                    place
                    for mark in (b"</v>", b"<v/>", b"<v />")
                    if (place := text.find(mark, end)) >= 0
                )
                closed = text.index(b">", close) + 1
                text = text[:end] + f"<v>{value}</v>".encode() + text[closed:]
            new.writestr(name, text)
    return target


def test_macros_are_left_out_and_that_is_said(tmp_path):
    """A return with macros comes back without them, as an ordinary workbook."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    with_macros = tmp_path / "r.xlsm"
    shutil.copy(path, with_macros)
    with zipfile.ZipFile(with_macros, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"\xd0\xcf\x11\xe0 macros")
    target = tmp_path / "copy.xlsx"
    submission, issues = read(with_macros)

    mark_return(with_macros, issues, target)

    assert submission is not None
    assert ["F114"] == [one.code for one in issues]
    with zipfile.ZipFile(target) as archive:
        assert not [name for name in archive.namelist() if "vba" in name]
        assert b"macroEnabled" not in archive.read("[Content_Types].xml")
    book = openpyxl.load_workbook(target)
    texts = [book.worksheets[0][f"B{row}"].value for row in range(1, 6)]
    assert "The macros of the original were not run and are left out." in texts
    assert () == read(target)[1]


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_other_formats_come_back_as_plain_workbooks(marked, tmp_path, ending):
    """What stood in the cells, the marks and the record; and it reads the same."""
    path, issues, target = marked()
    other = save_again(path, tmp_path, ending)
    assert issues == read(other)[1]

    mark_return(other, issues, target)

    book = openpyxl.load_workbook(target)
    assert "dropdowns" in book.worksheets[0]["B3"].value
    assert "visible" != book["_rc"].sheet_state
    assert issues == read(target)[1]
    correct(target)
    assert () == read(target)[1]


def test_a_workbook_with_broken_styles_is_copied_plainly(tmp_path):
    """openpyxl cannot open it, though nothing is wrong with its answers."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-GOV-01": "Drafft"})
    broken = tmp_path / "broken.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(broken, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name.endswith("styles.xml"):
                text = text.replace(b'"gray125"', b'"nonsense"')
            new.writestr(name, text)
    target = tmp_path / "copy.xlsx"
    _, issues = read(broken)

    mark_return(broken, issues, target)

    book = openpyxl.load_workbook(target)
    assert "dropdowns" in book.worksheets[0]["B3"].value
    assert issues == read(target)[1]


@pytest.mark.parametrize("content", [None, b"", b"Dear customer", b"PK\x03\x04 cut"])
def test_a_file_that_cannot_be_read_gives_a_list(tmp_path, content):
    """What is wrong with it, and that it has to be corrected itself."""
    path, target = tmp_path / "letter.xlsx", tmp_path / "copy.xlsx"
    if content is not None:
        path.write_bytes(content)
    submission, issues = read(path)
    assert submission is None

    mark_return(path, issues, target)

    book = openpyxl.load_workbook(target)
    assert ["To correct"] == book.sheetnames
    assert [["Must be corrected", "the whole file"]] == [
        row[1:3] for row in listed(book)
    ]
    assert "could not be copied" in book.worksheets[0]["B3"].value


def test_a_workbook_with_too_many_cells_gives_a_list(tmp_path):
    """It can be read, but a program that copies it would take too much memory."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Much")
    for _ in range(640):
        sheet.append(list(range(100)))
    path, target = tmp_path / "much.xlsx", tmp_path / "copy.xlsx"
    book.save(path)

    mark_return(path, [issue("S200", Place("much.xlsx"))], target)

    assert ["To correct"] == openpyxl.load_workbook(target).sheetnames


def test_it_is_written_whole_or_not_at_all(marked, tmp_path):
    """And with the same bytes each time."""
    path, issues, target = marked()
    first = target.read_bytes()
    mark_return(path, issues, target)
    assert first == target.read_bytes()

    with pytest.raises(OutputError, match="nowhere"):
        mark_return(path, issues, tmp_path / "nowhere" / "copy.xlsx")

    assert [] == [one for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_long_comment_is_cut(marked):
    """All of it stands in the list."""
    path, _, target = marked(COMPLETE)
    place = Place("r.xlsx", "Answers", cell_of(path, "M-GOV-01"))
    many = [Issue("S205", place, f"Number {n} is wrong. " * 10) for n in range(20)]

    mark_return(path, many, target)

    book = openpyxl.load_workbook(target)
    cell = book["Answers"][cell_of(path, "M-GOV-01")]
    assert 1000 == len(cell.comment.text)
    assert 20 == len(listed(book))


def test_only_our_own_colours_are_taken_out(marked, tmp_path):
    """A rule of our colour may have been spread, a cell coloured by somebody else."""
    path, issues, target = marked()
    cell = cell_of(path, "M-GOV-01")
    book = openpyxl.load_workbook(target, rich_text=True)
    sheet = book["Answers"]
    sheet[cell].fill = filled_with("00FF00")
    (ours,) = (
        rule
        for found in sheet.conditional_formatting
        for rule in found.rules
        if cell in found.sqref
        if rule.formula == ["TRUE"]
    )
    sheet.conditional_formatting.add("A1:CV1000", ours)
    book.save(target)
    again = tmp_path / "again.xlsx"

    mark_return(target, (), again)

    copy = openpyxl.load_workbook(again)["Answers"]
    assert "00FF00" == copy[cell].fill.fgColor.rgb[-6:]
    rules = [rule for found in copy.conditional_formatting for rule in found.rules]
    assert ["TRUE"] not in [rule.formula for rule in rules]
    assert len(issues) == len(read(again)[1])


def test_a_copy_bears_some_thousands_of_problems(marked, monkeypatch):
    """The worst ones; of the others it says how many there are."""
    monkeypatch.setattr(marking, "_MOST_ISSUES", 3)
    path, _, target = marked(COMPLETE)
    cells = [cell_of(path, ref) for ref in ("M-GOV-01", "M-GOV-04", "M-DD-04")]
    many = [
        issue("S245", Place("r.xlsx", "Answers", cells[0]), found="1"),
        issue("S220", Place("r.xlsx", "Answers", "A90"), found="M-X", hint=""),
        issue("S205", Place("r.xlsx", "Answers", cells[1]), found="x"),
        issue("S205", Place("r.xlsx", "Answers", cells[2]), found="x"),
    ]

    mark_return(path, many, target)

    book = openpyxl.load_workbook(target)
    assert [
        *("Answers " + cell for cell in (cells[1], cells[2], cells[0])),
        "None",
    ] == [row[2] for row in listed(book)]
    assert "and 1 more." == listed(book)[-1][1]
    sheet = book["Answers"]
    assert [True, False] == [sheet[c].comment is not None for c in (cells[0], "A90")]


@pytest.mark.parametrize(
    "name",
    [
        *("merge_of_all_cells", "merge_wide", "laughs_in_texts", "macros_renamed"),
        *("fill_broken", "rows_without_end", "old_merges", "hidden_columns"),
        *("far_corner", "old_records_without_end", "names_without_end"),
    ],
)
def test_a_hostile_file_gets_a_copy_or_a_list(tmp_path, name):
    """Whatever it holds, what is told of it is listed."""
    path, target = BAD_FILES[name].write(tmp_path), tmp_path / "copy.xlsx"
    _, issues = read(path)

    mark_return(path, issues, target)

    book = openpyxl.load_workbook(target)
    assert len(issues) == len(listed(book))


@pytest.mark.parametrize(
    ("number", "shown"),
    [(-5, "yyyy-mm-dd"), (99_999_999, "yyyy-mm-dd"), (5.25, "[h]:mm")],
)
def test_a_number_that_is_shown_as_a_date_but_is_none_stays_a_number(
    tmp_path, number, shown
):
    """openpyxl reads these as a day, an error and a span of time."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path, rich_text=True)
    cell = input_cells(book)["M-GOV-04"]
    cell.value, cell.number_format = number, shown
    book.save(path)
    target = tmp_path / "copy.xlsx"

    mark_return(path, read(path)[1], target)

    assert number == openpyxl.load_workbook(target)["Answers"][cell.coordinate].value
    (was, before), (is_, after) = read(path), read(target)
    assert before == after
    assert was is not None
    assert is_ is not None
    assert was.site == is_.site


CELLS = [f"{ref}|{column}" for ref in COMPLETE for column in COLUMNS]
ANYTHING = st.one_of(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(["#REF!", "=1", "n/a", "03/04/2025", "1,250", "Nepal", True, -1]),
    st.floats(-1e9, 1e9),
    st.dates(date(1900, 3, 1)),
)


@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answers=st.dictionaries(st.sampled_from(CELLS), ANYTHING, max_size=12))
def test_a_copy_says_what_the_return_says(tmp_path, answers):
    """Whatever stands in the cells: the same issues, the same answers."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **answers})
    submission, issues = read(path)

    mark_return(path, issues, tmp_path / "copy.xlsx")

    copied, again = read(tmp_path / "copy.xlsx")
    assert issues == again
    assert (submission is None) == (copied is None)
    if submission is not None and copied is not None:
        assert (submission.site, submission.corridors) == (
            copied.site,
            copied.corridors,
        )
