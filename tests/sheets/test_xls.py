"""Workbooks of Excel 97 to 2003, record by record, and their container."""

import struct
from datetime import date, datetime

import pytest

from recruitcheck.sheets import (
    EXTERNAL_LINKS,
    MACROS,
    Cell,
    Limits,
    read_book,
    read_rows,
)
from tests.sheets.making import (
    EIGHT,
    END,
    OLE,
    SECTOR,
    SHEET,
    compound,
    narrow,
    record,
    wide,
    workbook_stream,
    xls,
)

ONE = record(0x203, "3Hd", 0, 0, 0, 1.0)
LARGE = {"Workbook": workbook_stream(ONE).ljust(4096, b"\0")}
PAST = struct.pack("<I", 0xFFFF_FFFF)


def texts(*records, count=1):
    """The record of all texts, and those that continue it."""
    first, *rest = records
    head = record(0xFC, "2I", count, count, rest=first)
    return head + b"".join(record(0x3C, rest=content) for content in rest)


def formula(row, column, result):
    """A formula; `result` are the eight bytes of what it gave."""
    return record(0x06, "3H", row, column, 0, rest=result + bytes(8))


def no_number(kind, code=0):
    return struct.pack("<BxBxxxH", kind, code, 0xFFFF)


@pytest.fixture
def sheet(read):
    """The sheet 'Answers' with these records, read without an issue."""

    def build(cells=b"", **more):
        book, codes = read(xls(cells, **more))
        assert [] == codes
        return book.sheets["Answers"]

    return build


def refused(content, **more):
    """Code, sheet, cell and message of the one issue."""
    book, (issue,) = read_book(content, **more)
    assert book is None
    assert issue.blocking
    return issue.code, issue.place.sheet, issue.place.cell, issue.message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (record(0x203, "3Hd", 0, 0, 0, 1200.0), 1200),
        (record(0x203, "3Hd", 0, 0, 0, 0.1), 0.1),
        (record(0x203, "3Hd", 0, 0, 0, 1e300), 1e300),
        (record(0x203, "3Hd", 0, 0, 0, -(2.0**53)), -(2**53)),
        (record(0x27E, "3HI", 0, 0, 0, 5 << 2 | 2), 5),
        (record(0x27E, "3HI", 0, 0, 0, 0xFFFF_FFFE), -1),
        (record(0x27E, "3HI", 0, 0, 0, 125 << 2 | 3), 1.25),
        (record(0x27E, "3HI", 0, 0, 0, 0x3FF8_0000), 1.5),
        (record(0x27E, "3HI", 0, 0, 0, 0x4059_0001), 1),
        (record(0xBD, "3HIH", 0, 0, 0, 7 << 2 | 2, 0), 7),
        (record(0x205, "3H2B", 0, 0, 0, 1, 0), True),
        (record(0x205, "3H2B", 0, 0, 0, 0, 0), False),
        (record(0x204, "3H", 0, 0, 0, rest=narrow("caf\xe9")), "café"),
        (record(0x204, "3H", 0, 0, 0, rest=wide("東京 😀")), "東京 😀"),
        (formula(0, 0, struct.pack("<d", 42)), 42),
        (formula(0, 0, no_number(1, 1)), True),
        (formula(0, 0, no_number(3)), ""),
        (formula(0, 0, no_number(0)) + record(0x207, rest=narrow("ab")), "ab"),
        (
            formula(0, 0, no_number(0))
            + record(0x4BC, "H", 0)
            + record(0x207, rest=struct.pack("<HB", 4, 0) + b"ab")
            + record(0x3C, rest=b"\1" + "東京".encode("utf-16-le")),
            "ab東京",
        ),
    ],
)
def test_a_cell_has_the_value_that_excel_shows(sheet, written, value):
    """Whole numbers are ints; formulas have their stored result."""
    found = sheet(written)["A1"]

    assert Cell(value, "A1") == found
    assert type(value) is type(found.value)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (record(0x205, "3H2B", 0, 0, 0, 0x17, 1), "#REF!"),
        (record(0x205, "3H2B", 0, 0, 0, 0x99, 1), "#VALUE!"),
        (formula(0, 0, no_number(2, 0x2A)), "#N/A"),
        (formula(0, 0, no_number(2, 0x07)), "#DIV/0!"),
        (record(0xFD, "3HI", 0, 0, 0, 7), "#VALUE!"),
        (record(0x203, "3Hd", 0, 0, 0, float("inf")), "#VALUE!"),
        (record(0x203, "3Hd", 0, 0, 0, float("-inf")), "#VALUE!"),
    ],
)
def test_an_error_is_never_a_blank(sheet, written, text):
    """Errors of formulas, and content that is no value."""
    assert Cell(text, "A1", "error") == sheet(written)["A1"]


def test_a_formula_whose_text_was_never_stored_is_flagged(sheet):
    """The record with the text does not follow; one that belongs to none is nothing."""
    found = sheet(
        record(0x207, rest=narrow("nobody's"))
        + formula(0, 0, no_number(0))
        + formula(0, 1, no_number(0))
    )

    assert [(1, [Cell(None, "A1", "formula"), Cell(None, "B1", "formula")])] == list(
        found.rows
    )


def test_cells_without_content_are_blank(sheet):
    """A style alone, and an empty text."""
    found = sheet(
        record(0x201, "3H", 0, 0, 0)
        + record(0xBE, "5H", 0, 0, 0, 0, 2)
        + record(0x204, "3H", 0, 3, 0, rest=narrow(""))
        + record(0xFD, "3HI", 0, 4, 0, 0),
        before=texts(narrow("")),
    )

    assert [] == list(found.rows)


def test_texts_run_on_in_the_next_record(sheet):
    """Cut between two letters, which may be stored otherwise from there on.

    Formats and phonetic hints stand behind a text, and are cut as well.
    """
    rich = struct.pack("<HBHI", 5, 0x0D, 2, 6)
    found = sheet(
        b"".join(record(0xFD, "3HI", 0, number, 0, number) for number in range(5)),
        before=texts(
            narrow("one") + struct.pack("<HB", 4, 0) + b"ab",
            b"\1" + "東京".encode("utf-16-le") + wide("x") + rich + b"f\0",
            b"\0" + b"ee",
            b"\1" + "s!".encode("utf-16-le") + b"\0" * 9,
            b"\0" * 5 + narrow("end"),
            count=5,
        ),
    )

    ((_, cells),) = found.rows
    assert ["one", "ab東京", "x", "fees!", "end"] == [cell.value for cell in cells]


def test_dates_are_known_by_the_format_of_their_style(sheet):
    """Built-in formats and own ones; days may count from 1904."""
    styles = b"".join(
        record(0xE0, "2H", 0, number, rest=bytes(16)) for number in (0, 14, 164, 22)
    )
    before = record(0x41E, "H", 164, rest=narrow("dd/mm/yyyy")) + styles
    cells = b"".join(
        record(0x203, "3Hd", 0, style, style, 43890.0) for style in range(5)
    )
    cells += record(0x203, "3Hd", 1, 1, 1, -1.0)

    by_1900 = sheet(cells, before=before)
    by_1904 = sheet(cells, before=record(0x22, "H", 1) + before)

    day, later = date(2020, 2, 29), date(2024, 3, 1)
    assert [43890, day, day, datetime(2020, 2, 29), 43890] == [
        cell.value for cell in next(by_1900.rows)[1]
    ]
    assert [43890, later, later, datetime(2024, 3, 1), 43890] == [
        cell.value for cell in next(by_1904.rows)[1]
    ]
    assert -1 == by_1900["B2"].value


def test_hidden_rows_columns_and_merges_are_flagged(sheet):
    """They stand in records of their own."""
    found = sheet(
        record(0x208, "8H", 0, 0, 3, 0, 0, 0, 0x20, 0)
        + record(0x208, "8H", 1, 0, 3, 0, 0, 0, 0, 0)
        + record(0x7D, "6H", 2, 255, 0, 0, 1, 0)
        + record(0x7D, "6H", 0, 1, 0, 0, 0, 0)
        + b"".join(record(0x203, "3Hd", 1, column, 0, 1.0) for column in range(3))
        + ONE
        + record(0xE5, "5H", 1, 1, 2, 0, 1)
    )

    assert ("A2:B3",) == found.merges
    assert {"A1": "hidden", "A2": "merged", "B2": "hidden", "C2": "hidden"} == {
        cell.ref: cell.flag for _, cells in found.rows for cell in cells
    }


def test_an_old_workbook_is_no_text():
    """Told by its first bytes, whatever its name says."""
    book, (issue,) = read_rows(xls(ONE), name="answers.csv")

    assert book is None
    assert "F117" == issue.code


@pytest.mark.parametrize(
    ("state", "name"), [(0, "visible"), (1, "hidden"), (2, "veryHidden")]
)
def test_sheets_may_be_hidden(sheet, state, name):
    """In two ways, of which Excel shows only one in its list."""
    assert name == sheet(state=state).state


def test_charts_inside_a_sheet_are_passed_over(sheet):
    """They are parts inside the part, with numbers of their own."""
    chart = record(0x809, "8H", 0x600, 0x20, 0, 0, 0, 0, 0, 0)
    found = sheet(chart + record(0x203, "3Hd", 5, 5, 0, 9.0) + END + ONE)

    assert [(1, [Cell(1, "A1")])] == list(found.rows)


@pytest.mark.parametrize(
    "before",
    [
        record(0xD3),
        record(0x85, "I2B", 0, 0, 1, rest=narrow("Macro1", "B")),
        record(0x85, "I2B", 0, 0, 6, rest=narrow("Module1", "B")),
    ],
)
def test_macros_are_told_and_not_run(before):
    """Of Excel 4, 5 and later; their sheets are no sheets of cells."""
    book, (issue,) = read_book(xls(ONE, before=before))

    assert book is not None
    assert ["Answers"] == list(book.sheets)
    assert {MACROS} == book.flags
    assert "F114" == issue.code


def test_macros_are_told_by_their_folder():
    """It lies beside the workbook."""
    streams = {"Workbook": workbook_stream(ONE), "_VBA_PROJECT_CUR": b""}

    assert "F114" == read_book(compound(streams))[1][0].code


def test_links_to_other_workbooks_are_told(read):
    """A link to itself, and to functions of add-ins, is none."""
    inside = (
        record(0x42, "H", 1200)
        + record(0x1AE, "2H", 1, 0x0401)
        + record(0x1AE, "2H", 1, 0x3A01)
    )
    outside = record(0x1AE, "H", 1, rest=narrow("\1other.xls"))

    assert [] == read(xls(ONE, before=inside))[1]
    book, codes = read(xls(ONE, before=outside))
    assert ({EXTERNAL_LINKS}, ["F115"]) == (book.flags, codes)


def test_a_chart_is_no_sheet():
    """A workbook of one chart holds nothing to read."""
    stream = EIGHT + record(0x85, "I2B", 0, 0, 2, rest=narrow("Chart", "B")) + END

    assert "F111" == refused(compound({"Workbook": stream}))[0]


def test_a_password_is_told():
    """Everything behind that record is scrambled."""
    content = xls(b"scrambled", before=record(0x2F, "3H", 1, 1, 1) + b"\xff" * 50)

    assert "F104" == refused(content)[0]


@pytest.mark.parametrize(
    ("streams", "code", "words"),
    [
        ({"Book": b"x" * 5000, "Other": utf}, "F105", "Excel 95")
        for utf in ("Workbook\0".encode("utf-16-le"),)
    ]
    + [
        ({"Other": "Workbook\0".encode("utf-16-le")}, "F106", "an old Office document"),
        (
            {"Workbook": record(0x809, "4H", 0x500, 5, 0, 0) + END},
            "F105",
            "Excel 95",
        ),
    ],
)
def test_other_old_files_are_told(streams, code, words):
    """Older ones, and those that only hold a workbook somewhere inside."""
    found = refused(compound(streams))

    assert code == found[0]
    assert words in found[3]


@pytest.mark.parametrize(
    "cells",
    [
        record(0x203, "H", 0),
        record(0x27E, "3H", 0, 0, 0),
        record(0xBD, "2H", 0, 0),
        record(0xBD, "3HI", 0, 0, 0, 0) + record(0xBD, "H", 0),
        record(0xFD, "2H", 0, 0),
        record(0x204, "3H", 0, 0, 0, rest=b"\5\0\0abc"),
        record(0x204, "3H", 0, 0, 0, rest=b"\5"),
        record(0x204, "3H", 0, 0, 0, rest=b"\1\0\x08\1\0a"),
        record(0x205, "3H", 0, 0, 0),
        record(0x06, "3H", 0, 0, 0),
        record(0x208, "H", 0),
        record(0x7D, "H", 0),
        record(0xE5),
        record(0xE5, "2H", 1, 0),
        ONE + ONE,
        ONE + b"\3\2\xff\xff",
        SHEET,
    ],
)
def test_damaged_records_are_told_with_their_sheet(cells):
    """Too short for what they say, or the same cell twice."""
    stream = workbook_stream(cells)

    assert ("F107", "Answers") == refused(compound({"Workbook": stream}))[:2]


@pytest.mark.parametrize(
    "stream",
    [
        b"",
        EIGHT,
        ONE,
        END + EIGHT,
        record(0x809),
        EIGHT + record(0x85, "I", 0) + END,
        EIGHT + record(0x1AE) + END,
        EIGHT + record(0xE0) + END,
        EIGHT + record(0x41E, "2H", 164, 9) + END,
        EIGHT + texts(narrow("a"), count=2) + END,
        EIGHT + texts(narrow("a")[:-1]) + END,
        EIGHT + texts(b"\1\0\x08\1\0a\0") + END,
        EIGHT + record(0xFC, "I", 0) + END,
        EIGHT + texts(narrow("a")),
        EIGHT + record(0x85, "I2B", 0, 0, 0, rest=narrow("A", "B")) * 2 + END,
    ],
)
def test_a_damaged_workbook_is_told(stream):
    """Before any sheet is read."""
    assert ("F107", None) == refused(compound({"Workbook": stream}))[:2]


def test_a_sheet_that_starts_anywhere_is_damage():
    """Reading on from there would show cells that nobody sees."""
    head = EIGHT + record(0x85, "I2B", 99, 0, 0, rest=narrow("A", "B")) + END

    for place in (4, 90, 5000):
        moved = head.replace(struct.pack("<I", 99), struct.pack("<I", place))
        assert "F107" == refused(compound({"Workbook": moved.ljust(200, b"\0")}))[0]


MERGES = record(0xE5, "H", 1000, rest=struct.pack("<4H", 0, 9, 0, 9) * 1000)


@pytest.mark.parametrize(
    ("cells", "more", "limits", "code"),
    [
        (record(0x203, "3Hd", 10, 0, 0, 1.0), {}, Limits(rows=10), "F110"),
        (record(0x203, "3Hd", 0, 2000, 0, 1.0), {}, Limits(), "F110"),
        (MERGES * 21, {}, Limits(), "F109"),
        (ONE, {"count": 201}, Limits(), "F109"),
        (record(0x201) * 50, {"count": 9}, Limits(tags=400), "F109"),
        (record(0x208, "8H", *range(8)) * 11, {}, Limits(cells=10), "F109"),
        (
            b"".join(record(0x203, "3Hd", 0, at, 0, 1.0) for at in range(11)),
            {},
            Limits(cells=10),
            "F109",
        ),
        (b"", {"before": texts(narrow("a") * 11, count=11)}, Limits(cells=10), "F109"),
        (b"", {"before": texts(narrow("a" * 11))}, Limits(text=10), "F109"),
        (b"", {"before": texts(b"", count=0xFFFF_FFFF)}, Limits(), "F109"),
    ],
)
def test_more_than_a_table_can_need_is_refused(cells, more, limits, code):
    """Rows, cells, texts, records: over all sheets, which may claim the same ones."""
    assert code == refused(xls(cells, **more), limits=limits)[0]


def test_a_large_container_is_read(read):
    """Its tables of sectors do not all fit into the header."""
    filler = record(0x201, rest=bytes(8000)) * 1000
    for size in (0, 8_000_000):
        streams = {"First": bytes(size), "Workbook": workbook_stream(ONE + filler)}
        book, _ = read(compound(streams))
        assert [(1, [Cell(1, "A1")])] == list(book.sheets["Answers"].rows)


def test_small_streams_stand_together(read):
    """A small workbook is cut into pieces of 64 bytes, between those of others."""
    streams = {"A": b"a" * 100, "Workbook": workbook_stream(ONE), "Z": b"z"}
    book, _ = read(compound(streams))

    assert [(1, [Cell(1, "A1")])] == list(book.sheets["Answers"].rows)


def patched(at, new, streams=None):
    """A container with other bytes at one place."""
    content = compound(streams or {"Workbook": workbook_stream(ONE)})
    return content[:at] + new + content[at + len(new) :]


def folder_of(content):
    """Where the folder starts: its first entry is named 'Root Entry'."""
    return content.index("Root Entry".encode("utf-16-le"))


@pytest.mark.parametrize(
    "content",
    [
        OLE + "Workbook\0".encode("utf-16-le"),
        patched(30, b"\7\0"),
        patched(32, b"\7\0"),
        patched(48, PAST),
        patched(48, b"\xfe\xff\xff\xff"),
        patched(48, b"\0\0\0\0"),
        patched(60, PAST),
        patched(68, struct.pack("<I", 0xFFFFFF), LARGE | {"a": bytes(8_000_000)}),
        patched(76, b"\1\0\0\0"),
        patched(folder_of(compound(LARGE)) + 128 + 116, PAST, LARGE),
        patched(folder_of(compound(LARGE)) + 128 + 120, b"\0\0\1\0", LARGE),
        compound(LARGE)[:-SECTOR],
    ],
    ids=range(12),
)
def test_a_damaged_container_is_told(content):
    """Sectors that are not there, that run in circles, streams that end too early."""
    assert "F107" == refused(content)[0]


def test_a_chain_that_runs_in_circles_ends():
    """The first sector of the workbook is followed by itself."""
    content = bytearray(compound(LARGE))
    table = content.rindex(struct.pack("<3I", 1, 2, 3))
    content[table : table + 4] = bytes(4)

    assert "out of order" in refused(bytes(content))[3]


def test_a_folder_that_runs_in_circles_ends(read):
    """Each entry is looked at once; one that is not there is none."""
    content = bytearray(compound(LARGE))
    at = folder_of(content) + 128 + 68
    content[at : at + 8] = struct.pack("<2I", 1, 77)

    assert ["Answers"] == list(read(bytes(content))[0].sheets)


def test_a_folder_with_a_million_entries_is_refused():
    """Before any of them is looked at."""
    streams = LARGE | {str(number): b"" for number in range(12)}

    assert "F109" == refused(compound(streams), limits=Limits(parts=8))[0]


def test_large_sectors_are_read(read):
    """Sectors of 4096 bytes, whose streams may have sizes of eight bytes."""
    stream = workbook_stream(ONE).ljust(4096, b"\0")
    end = 0xFFFF_FFFE
    head = struct.pack(
        "<8s16x5H6x8I", OLE, 62, 4, 0xFFFE, 12, 6, 1, 1, 1, 0, 4096, end, 0, end
    )
    head += struct.pack("<2I", 0, 2)
    entry = "<64sHBBI2I36xIQ"
    free = 0xFFFF_FFFF
    folder = struct.pack(
        entry, "Root Entry".encode("utf-16-le"), 22, 5, 1, free, free, 1, end, 0
    ) + struct.pack(
        entry, "Workbook".encode("utf-16-le"), 18, 2, 1, free, free, free, 0, 4096
    )
    table = struct.pack("<3I", end, end, 0xFFFF_FFFD)
    content = head.ljust(4096, b"\xff") + stream
    content += folder.ljust(4096, b"\0") + table.ljust(4096, b"\xff")

    assert ["Answers"] == list(read(content)[0].sheets)
