"""Workbooks as programs write them, against what openpyxl reads in them."""

import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from recruitcheck.issues import Place
from recruitcheck.sheets import EXTERNAL_LINKS, MACROS, Cell, read_book

CONTENT = Path(__file__).parents[2] / "questionnaires"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def same(ours, theirs):
    """Equal, but that a day is a midnight for openpyxl."""
    if isinstance(ours, date) and not isinstance(ours, datetime):
        return datetime.combine(ours, time.min) == theirs
    return ours == theirs and isinstance(ours, bool) == isinstance(theirs, bool)


@pytest.mark.parametrize(
    "path", sorted(CONTENT.rglob("[!~.]*.xlsx")), ids=lambda path: path.stem
)
def test_every_shipped_workbook_reads_as_openpyxl_reads_it(path, read):
    """The same sheets, addresses and values; openpyxl has no formula without a result."""
    book, codes = read(path)
    theirs = openpyxl.load_workbook(path, data_only=True)

    assert [] == codes
    assert theirs.sheetnames == list(book.sheets)
    for sheet in theirs:
        ours = {
            c.ref: c.value
            for _, cells in book.sheets[sheet.title].rows
            for c in cells
            if c.flag != "formula"
        }
        filled = {
            cell.coordinate: cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        assert filled.keys() == ours.keys()
        assert [] == [ref for ref in filled if not same(ours[ref], filled[ref])]
        assert sheet.sheet_state == book.sheets[sheet.title].state


def test_a_workbook_of_openpyxl_is_read(tmp_path, read):
    """Sheets by name in the order of tabs, with state, hidden rows and merges."""
    workbook = openpyxl.Workbook()
    answers = workbook.worksheets[0]
    answers.title = "Answers"
    answers["B2"] = "fee charged"
    answers["C2"] = 1200.5
    answers["D2"] = date(2024, 3, 1)
    answers["E2"] = datetime(2024, 3, 1, 9, 30)
    answers["F2"] = time(9, 30)
    answers["G2"] = True
    answers["H2"] = "=1+1"
    answers["B9"] = "seen"
    answers.merge_cells("B9:C9")
    answers.row_dimensions[2].hidden = True
    workbook.create_sheet("Lists").sheet_state = "hidden"
    workbook.create_sheet("_rc").sheet_state = "veryHidden"
    workbook.create_chartsheet("Chart")
    path = tmp_path / "answers.xlsx"
    workbook.save(path)

    book, codes = read(path)

    assert [] == codes
    assert path.as_posix() == book.path
    assert frozenset() == book.flags
    assert {"Answers": "visible", "Lists": "hidden", "_rc": "veryHidden"} == {
        name: sheet.state for name, sheet in book.sheets.items()
    }
    assert [
        (
            2,
            [
                Cell("fee charged", "B2", "hidden"),
                Cell(1200.5, "C2", "hidden"),
                Cell(date(2024, 3, 1), "D2", "hidden"),
                Cell(datetime(2024, 3, 1, 9, 30), "E2", "hidden"),
                Cell(time(9, 30), "F2", "hidden"),
                Cell(True, "G2", "hidden"),
                Cell(None, "H2", "formula"),
            ],
        ),
        (9, [Cell("seen", "B9", "merged")]),
    ] == list(book.sheets["Answers"].rows)


def test_a_workbook_of_xlsxwriter_is_read(tmp_path, read):
    """Shared strings, rich text, stored results of formulas, 1904 dates."""
    path = tmp_path / "answers.xlsx"
    with xlsxwriter.Workbook(path, {"date_1904": True}) as workbook:
        sheet = workbook.add_worksheet("Réponses & more")
        sheet.write_string("A1", " नेपाली ")
        sheet.write_rich_string("B1", workbook.add_format({"bold": True}), "fee", "s")
        sheet.write_formula("C1", "=6*7", None, 42)
        sheet.write_formula("D1", "=A1", None, "")
        sheet.write_formula("E1", "=NA()", None, "#N/A")
        sheet.write_boolean("F1", False)
        day = workbook.add_format({"num_format": "d mmm yyyy"})
        sheet.write_datetime("G1", datetime(2024, 3, 1), day)
        sheet.write_blank("H1", None, day)

    book, codes = read(str(path))

    assert [] == codes
    ((_, cells),) = book.sheets["Réponses & more"].rows
    assert [
        Cell(" नेपाली ", "A1"),
        Cell("fees", "B1"),
        Cell(42, "C1"),
        Cell(None, "D1", "formula"),
        Cell("#N/A", "E1", "error"),
        Cell(False, "F1"),
        Cell(date(2024, 3, 1), "G1"),
    ] == cells


def test_a_book_is_read_from_bytes_and_from_a_stream(xlsx, read):
    """Issues call it by `name`, or by the name of the stream when it has one."""
    content = xlsx('<row r="1"><c r="A1"><v>1</v></c></row>')
    stream = io.BytesIO(content)
    stream.name = "upload.xlsx"

    assert "" == read(content)[0].path
    assert "mail.xlsx" == read(content, name="mail.xlsx")[0].path
    assert "upload.xlsx" == read(stream)[0].path


def test_macros_are_told_and_not_run(xlsx):
    """Also when the file was renamed from .xlsm; the values are read."""
    content = xlsx(changes={"xl/vbaProject.bin": b"code"})

    book, (issue,) = read_book(content, name="answers.xlsx")

    assert book is not None
    assert {MACROS} == book.flags
    assert ("F114", Place("answers.xlsx"), False) == (
        issue.code,
        issue.place,
        issue.blocking,
    )


def test_sheets_of_old_macros_are_not_read_as_sheets(xlsx, read):
    """Macros of Excel 4 stand in a sheet of their own kind."""
    changes = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="urn:r"><sheets>'
            '<sheet name="Macro1" r:id="a"/><sheet name="Answers" r:id="b"/>'
            "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            '<Relationship Id="a" Type="x/xlMacrosheet" Target="macro.xml"/>'
            '<Relationship Id="b" Type="x/worksheet" Target="/xl/worksheets/Sheet1.xml"/>'
            "</Relationships>"
        ),
    }

    book, codes = read(xlsx(changes=changes))

    assert ["Answers"] == list(book.sheets)
    assert ["F114"] == codes


def test_links_to_other_workbooks_are_told_and_not_followed(xlsx, read):
    """The values stored last are read."""
    changes = {
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="rId1" Type="{STRICT}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="x" Type="{STRICT}/externalLink" Target="file:///c:/a.xlsx"'
            ' TargetMode="External"/></Relationships>'
        )
    }

    book, codes = read(xlsx(changes=changes))

    assert {EXTERNAL_LINKS} == book.flags
    assert ["F115"] == codes


def test_a_strict_workbook_is_read(read):
    """Saved as 'Strict Open XML': other namespaces, dates as ISO text."""
    workbook = openpyxl.Workbook()
    workbook.iso_dates = True
    values = ["yes", 7, date(2024, 3, 1), datetime(2024, 3, 1, 9, 30), time(9, 30)]
    workbook.worksheets[0].append(values)
    stream = io.BytesIO()
    workbook.save(stream)

    book, codes = read(strict(stream))

    assert [] == codes
    ((_, cells),) = book.sheets["Sheet"].rows
    assert values == [cell.value for cell in cells]


def strict(workbook):
    """The workbook with the namespaces of ISO/IEC 29500 strict."""
    office = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    stream = io.BytesIO()
    with zipfile.ZipFile(workbook) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name).replace(office, STRICT.encode())
            part = part.replace(MAIN.encode(), STRICT_MAIN.encode())
            target.writestr(name, part)
    return stream.getvalue()
