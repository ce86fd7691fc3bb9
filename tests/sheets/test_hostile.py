"""Files that would harm, cheat or simply cannot be read: one plain issue each."""

import io
import struct
import warnings
import zipfile

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.sheets import Limits, read_book, read_rows
from tests.sheets.making import (
    compound,
    narrow,
    ods_content,
    parts_of,
    record,
    wide,
    workbook_stream,
    xlsx,
    zipped,
)

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "F103"),
        (compound({"EncryptedPackage": b"x"}), "F104"),
        (compound({"WordDocument": b"x"}), "F106"),
        (compound({"Workbook": b"x"})[:-1], "F107"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "F106"),
        ("\ufeff<?xml version='1.0'?><Workbook/>".encode(), "F106"),
        (b"%PDF-1.7\n\0", "F106"),
        (b"\xff\xd8\xff\xe0", "F106"),
        (b"question;answer\nfees;yes\n", "F106"),
        (b"\x00\x01\x02\x03", "F106"),
        (b"PK\x03\x04 the rest never came", "F107"),
    ],
    ids=lambda content: repr(content[:12]),
)
def test_what_is_no_workbook_is_told_by_its_content(refusal, content, code):
    """Whatever its name says: here it is always 'answers.xlsx'."""
    assert (code, None, None) == refusal(content)


@pytest.mark.parametrize(
    ("part", "code"),
    [
        ("xl/workbook.bin", "F105"),
        ("Index/Document.iwa", "F105"),
        ("content.xml", "F107"),
        ("word/document.xml", "F106"),
        ("ppt/presentation.xml", "F106"),
        ("photo.jpg", "F106"),
    ],
)
def test_another_zip_file_is_told_from_a_workbook(refusal, part, code):
    """Tables of other programs can be saved as .xlsx; the others are a mistake."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(part, "x")

    assert (code, None, None) == refusal(stream.getvalue())


@pytest.mark.parametrize("name", ["~$answers.xlsx", ".~lock.answers.xlsx#"])
def test_a_lock_file_is_told_by_its_name(tmp_path, name):
    """It lies beside a workbook that is open, and is easily sent instead."""
    (tmp_path / name).write_bytes(b"\x07somebody")

    book, issues = read_book(tmp_path / name)

    assert book is None
    assert ["F102"] == [issue.code for issue in issues]


def test_a_file_that_is_not_there_is_an_issue(tmp_path):
    """As is a folder: neither is a fault of ours."""
    for path in (tmp_path / "none.xlsx", tmp_path):
        assert ["F101"] == [issue.code for issue in read_book(path)[1]]


def test_a_stream_that_fails_is_an_issue():
    """Some errors of a stream have no words of the system."""

    class Broken(io.BytesIO):
        def read(self, _size=-1):
            raise OSError

    assert ["F101"] == [issue.code for issue in read_book(Broken())[1]]


def test_a_large_file_is_not_read_to_its_end(refusal, xlsx):
    """One byte more than allowed is enough."""
    content = xlsx(ONE)

    assert "F109" == refusal(content, limits=Limits(file_bytes=len(content) - 1))[0]
    assert read_book(content, limits=Limits(file_bytes=len(content)))[0]


def test_what_is_unpacked_counts(refusal, xlsx):
    """100 MB of white space are a file of 100 KB."""
    content = xlsx(ONE, after=" " * 100_000_000)

    assert 200_000 > len(content)
    assert "F109" == refusal(content)[0]


def test_the_size_that_the_zip_claims_is_not_believed(refusal, xlsx):
    """A part that claims to hold 10 bytes is cut there, and fails its checksum."""
    content = xlsx(ONE)
    size = len(_part(content, "xl/worksheets/sheet1.xml"))
    claims = content.replace(struct.pack("<L", size), struct.pack("<L", 10))

    assert claims != content
    assert "F107" == refusal(claims)[0]


def test_a_wrong_checksum_is_refused(refusal, read):
    """One bit of a stored part is turned: 1 would be read as 3."""
    stream = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.worksheets[0]["A1"] = 1
    workbook.save(stream)
    stored = io.BytesIO()
    with (
        zipfile.ZipFile(stream) as source,
        zipfile.ZipFile(stored, "w", zipfile.ZIP_STORED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, source.read(name))
    content = stored.getvalue()

    assert 1 == read(content)[0].sheets["Sheet"]["A1"].value
    assert "F107" == refusal(content.replace(b"<v>1</v>", b"<v>3</v>"))[0]


def test_every_way_to_cut_a_workbook_short_is_an_issue(refusal, xlsx):
    """A download that stopped, in steps through the file."""
    content = xlsx(ONE)

    for end in range(4, len(content), 50):
        assert refusal(content[:end])[0] in {"F107", "F106"}


@pytest.mark.parametrize(
    "name", ["../evil.xml", "/etc/passwd", "xl/../../a", "c:evil.xml", "..\\evil.xml"]
)
def test_names_that_leave_the_folder_are_refused(refusal, xlsx, name):
    """Nothing is unpacked to a disk, and still no program writes such a file."""
    assert "F108" == refusal(xlsx(ONE, changes={name: "x"}))[0]


@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_two_parts_of_one_name_are_refused(refusal, xlsx, name):
    """Excel may show the one and we read the other."""
    stream = io.BytesIO(xlsx(ONE))
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(name, "<workbook/>")

    assert "F108" == refusal(stream.getvalue())[0]


def test_an_unusual_compression_is_refused(refusal, xlsx):
    """Its size cannot be held in check, and no spreadsheet program uses it."""
    stream = io.BytesIO(xlsx(ONE))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("extra.xml", "x")

    assert "F108" == refusal(stream.getvalue())[0]


def test_a_zip_with_a_password_is_told(refusal, xlsx):
    """The flag that every part of such a zip carries."""
    content = bytearray(xlsx(ONE))
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 1

    assert "F104" == refusal(bytes(content))[0]


def test_a_zip_with_a_million_files_is_refused(refusal, xlsx):
    """Before any of them is looked at."""
    content = xlsx(ONE, changes={f"a/{number}": "" for number in range(50)})

    assert "F109" == refusal(content, limits=Limits(parts=40))[0]


def test_an_impossible_zip_version_is_damage(refusal, xlsx):
    """The standard library raises what is not an error of zip files."""
    content = bytearray(xlsx(ONE))
    content[content.index(b"PK\x01\x02") + 6] = 99

    assert "F107" == refusal(bytes(content))[0]


BOMB = "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)
)
DTDS = [
    f'<!DOCTYPE worksheet [<!ENTITY l0 "lol">{BOMB}]>',
    '<!DOCTYPE worksheet [<!ENTITY one "1">]>',
    '<!DOCTYPE worksheet [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE worksheet SYSTEM "http://example.org/a.dtd">',
]


@pytest.mark.parametrize("dtd", DTDS)
@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "_rels/.rels"]
)
def test_a_document_type_is_refused(refusal, xlsx, dtd, part):
    """With it every entity, be it a bomb or another file."""
    content = xlsx(ONE)
    text = _part(content, part).decode()

    assert "F108" == refusal(xlsx(ONE, changes={part: dtd + text}))[0]


@pytest.mark.parametrize("encoding", ["utf-7", "windows-1252", "idna", "nonsense"])
def test_xml_in_another_encoding_is_refused(refusal, xlsx, encoding):
    """Office documents are UTF-8 or UTF-16."""
    declared = f'<?xml version="1.0" encoding="{encoding}"?><worksheet/>'

    assert "F108" == refusal(changes={"xl/worksheets/sheet1.xml": declared})[0]


def test_utf16_is_read_and_a_declaration_needs_no_encoding(sheet):
    """Both are allowed by the standard."""
    text = f'<?xml version="1.0"?><worksheet><sheetData>{ONE}</sheetData></worksheet>'
    for encoding in ("utf-16", "utf-8"):
        changes = {"xl/worksheets/sheet1.xml": text.encode(encoding)}
        assert 1 == sheet(changes=changes)["A1"].value


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1"><v>1</v></c>',
        '<row r="1"><c r="A1"><v>\x01</v></c></row>',
        '<row r="1"><c r="A1"><v>&one;</v></c></row>',
        '<row r="1"><c r="A1"><v><v>1</v></v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c><v>2</v></c></row>',
        '<row r="1"><c r="A2"><v>1</v></c></row>',
        '<row r="1"><c r="a1"><v>1</v></c></row>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="XFD1"/><c/></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="x"/>',
        '<row r="9999999"/>',
        '<row r="4294967295"/>',
        '<c r="A1"><v>1</v></c>',
        "<c><v>1</v></c>",
    ],
)
def test_a_damaged_sheet_is_told_with_its_name(refusal, rows):
    """XML that is broken, and cells where no cell can be."""
    code, sheet, _ = refusal(rows)

    assert ("F107", "Answers") == (code, sheet)


def test_a_cell_that_stands_twice_is_named(refusal):
    """A person sees the one value, a program reads the other."""
    twice = '<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>'

    assert ("F107", "Answers", "B3") == refusal(twice)


@pytest.mark.parametrize("ref", ["", "A:B", "A1:B2:C3", "XFE1:A1"])
def test_a_merged_range_that_is_none_is_damage(refusal, ref):
    """Whole columns are written with their rows in a file."""
    after = f'<mergeCells><mergeCell ref="{ref}"/></mergeCells>'

    assert "F107" == refusal(ONE, after=after)[0]


@pytest.mark.parametrize("cell", ["XFD1048576", "A100001", "BXY1"])
def test_a_value_in_a_far_corner_is_refused_with_its_address(refusal, cell):
    """A table that reaches there would have a billion cells."""
    row = cell.lstrip("ABCDEFXYZ")
    far = f'<row r="{row}"><c r="{cell}"><v>1</v></c></row>'

    assert ("F110", "Answers", cell) == refusal(far)


ROWS = "".join(f'<row r="{row}"><c r="A{row}" s="1"/></row>' for row in range(1, 12))


@pytest.mark.parametrize(
    ("limits", "more"),
    [
        (Limits(rows=10), {"rows": ROWS}),
        (Limits(cells=10), {"rows": ROWS}),
        (Limits(text=10), {"rows": ONE.replace("1</v>", "0" * 11 + "</v>")}),
        (Limits(text=10), {"strings": f"<si><t>{'a' * 11}</t></si>"}),
        (Limits(cells=10), {"strings": "<si/>" * 11}),
        (Limits(tags=500), {"rows": "<a/>" * 500}),
        (Limits(sheets=0), {}),
        (Limits(merges=1), {"after": '<mergeCell ref="A1:B1"/>' * 2}),
        # Two merges over six rows each would have to be looked at in twelve rows.
        (
            Limits(cells=11),
            {
                "rows": ONE + ONE.replace("1", "6"),
                "after": '<mergeCell ref="A1:A9"/><mergeCell ref="B1:B9"/>',
            },
        ),
        (Limits(), {"rows": "<a>" * 201}),
        (Limits(), {"strings": "<a>" * 201}),
        (Limits(), {"properties": "<a>" * 201}),
        (Limits(), {"rows": "".join(f"<a{n}/>" for n in range(10_001))}),
        (Limits(), {"rows": f"<row {'a' * 1_200_000}='1'/>"}),
        (Limits(), {"styles": f"<cellXfs>{'<xf/>' * 100_001}</cellXfs>"}),
    ],
)
def test_more_than_a_table_can_need_is_refused(refusal, limits, more):
    """Rows, cells, texts, names, merges, depth: each counted while it is read."""
    assert "F109" == refusal(limits=limits, **more)[0]


def test_the_cells_of_all_sheets_count_together(refusal):
    """Two entries for one part would otherwise read it twice at full size."""
    workbook = openpyxl.Workbook()
    for sheet in (workbook.worksheets[0], workbook.create_sheet()):
        sheet.append([1, 2, 3])
    stream = io.BytesIO()
    workbook.save(stream)

    assert "F109" == refusal(stream.getvalue(), limits=Limits(cells=5))[0]
    assert read_book(stream.getvalue(), limits=Limits(cells=6))[0]


@pytest.mark.parametrize(
    ("part", "change", "code"),
    [
        ("xl/workbook.xml", ('r:id="rId1"', 'r:id="rId9"'), "F107"),
        ("xl/workbook.xml", (' r:id="rId1"', ""), "F107"),
        ("xl/workbook.xml", ("<workbook ", "<worksheet "), "F107"),
        ("xl/_rels/workbook.xml.rels", ("sheet1.xml", "../../../etc/hosts"), "F107"),
        ("xl/_rels/workbook.xml.rels", ("/worksheet", "/chartsheet"), "F111"),
        ("_rels/.rels", ("xl/workbook.xml", "xl/elsewhere.xml"), "F107"),
        ("_rels/.rels", ("/officeDocument", "/other"), "F106"),
    ],
)
def test_links_that_lead_nowhere_are_told(refusal, xlsx, part, change, code):
    """Names are looked up inside the zip only."""
    old, new = change
    start, found, rest = _part(xlsx(ONE), part).decode().rpartition(old)

    assert found
    assert code == refusal(ONE, changes={part: start + new + rest})[0]


def test_a_workbook_without_links_is_told(refusal):
    """Without them nothing says which part is which."""
    assert "F106" == refusal(ONE, changes={"_rels/.rels": None})[0]


def test_a_sheet_listed_twice_is_told(refusal, xlsx):
    """Excel would not open it either."""
    text = _part(xlsx(ONE), "xl/workbook.xml").decode()
    entry = text[text.index("<sheet ") : text.index("</sheets>")]

    changed = text.replace(entry, entry * 2)
    assert "F107" == refusal(ONE, changes={"xl/workbook.xml": changed})[0]


def test_a_name_out_of_the_file_is_cut_short_in_a_message(xlsx):
    """A message stays one line, whatever stands in the file."""
    name = "n" * 500 + "&#10;"
    part = f"<worksheet><row r='1'><c r='{name}'/></row></worksheet>"

    _, (issue,) = read_book(xlsx(changes={"xl/worksheets/sheet1.xml": part}))

    assert 200 > len(issue.message)
    assert 1 == len(issue.message.splitlines())


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("a,b\n" + "c" * 200_000 + ",d\n", "F109"),
        ("a,b\n" + "c," * 2_100_000, "F109"),
        ('a,b\n"' + "c\n" * 200_000, "F116"),
    ],
)
def test_a_text_without_end_is_not_read_to_its_end(content, code):
    """A long cell, a long row; a quote that is not closed takes in all the rest."""
    book, (issue,) = read_rows(content.encode())

    assert book is None
    assert code == issue.code


def test_a_long_row_of_short_cells_is_read():
    """A thousand answers of forty letters: longer than one cell may be."""
    book, issues = read_rows(("a" * 40 + ",").encode() * 1000, name="a.csv")

    assert () == issues
    assert book is not None
    assert 1000 == len(book.sheets["a"].values[1])


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("one".encode("utf-16-le"), "one"),
        ("one".encode("utf-16-be"), "one"),
        ("ખર્ચ\n".encode("utf-16-le"), "ખર્ચ"),
        (b"question,answer\nfees,y\0es\n", None),
        (b"question,answer\nfee,\0yes\n", None),
        (b"a\0b\0\0c\0d", None),
    ],
)
def test_null_characters_alone_make_no_utf16(content, text):
    """Read by two bytes, other text would be words of Chinese."""
    book, issues = read_rows(content, name="a.csv")

    if text is None:
        assert ["F112"] == [issue.code for issue in issues]
    else:
        assert book is not None
        assert text == book.sheets["a"]["A1"].value


ROW = (
    '<table:table-row><table:table-cell office:value-type="date"{}/></table:table-row>'
)
MADE = {
    "whole file": (xlsx(ONE, strings="<si><t>a</t></si>", styles="<cellXfs/>"), bytes),
    "sheet": (
        str(parts_of(ONE, after='<mergeCell ref="A1:B2"/>')[SHEET]).encode(),
        lambda part: xlsx(changes={SHEET: part}),
    ),
    "ods": (
        ods_content(ROW.format(' office:date-value="2024-03-01"') * 2).encode(),
        lambda part: zipped({"content.xml": part}),
    ),
    "xls": (
        workbook_stream(
            record(0x203, "3Hd", 0, 0, 0, 1.5)
            + record(0xE5, "5H", 1, 0, 1, 0, 1)
            + record(0x204, "3H", 1, 0, 0, rest=wide("yes")),
            before=record(0xFC, "2I", 1, 1, rest=narrow("a")),
        ),
        lambda part: compound({"Workbook": part}),
    ),
    "container": (compound({"Workbook": workbook_stream()}), bytes),
}


@pytest.mark.parametrize("kind", MADE)
@settings(deadline=None)
@given(data=st.data())
def test_a_changed_byte_never_raises(kind, data):
    """Wherever a file is changed: it is read, or turned down with one issue."""
    content, packed = MADE[kind]
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed) - 1))
        changed[at] = data.draw(st.integers(0, 255))

    book, issues = read_book(packed(bytes(changed)))

    assert (book is None) == any(issue.blocking for issue in issues)


def _part(content, name):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)
