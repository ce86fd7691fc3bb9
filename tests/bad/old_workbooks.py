"""Bad .xls files: workbooks of Excel 97 to 2003, and their containers."""

import struct
from pathlib import Path

from tests.bad.registry import bad
from tests.sheets.making import (
    EIGHT,
    END,
    compound,
    narrow,
    record,
    workbook_stream,
    xls,
)

ONE = record(0x203, "3Hd", 0, 0, 0, 1.0)
LAST = record(0x203, "3Hd", 65_535, 0, 0, 1.0)
SAVED = Path(__file__).parents[1] / "sheets" / "files"


def _number(row: int, column: int, value: float) -> bytes:
    return record(0x203, "3Hd", row, column, 0, value)


@bad("xls")
def old_password() -> bytes:
    """Saved by LibreOffice with a password."""
    return (SAVED / "password.xls").read_bytes()


@bad("xls")
def old_cut_short() -> bytes:
    """A download that stopped."""
    return xls(ONE)[:2000]


@bad("xls")
def old_excel_95() -> bytes:
    """A workbook of Excel 95, of which the records are others."""
    return compound({"Book": record(0x809, "4H", 0x500, 5, 0, 0).ljust(4096, b"\0")})


@bad("xls")
def old_letter() -> bytes:
    """A letter of Word 2003 with a workbook in it."""
    return compound({"WordDocument": "Workbook\0".encode("utf-16-le") * 500})


@bad("xls")
def old_chain_in_circles() -> bytes:
    """The first sector of the workbook is followed by itself."""
    content = bytearray(xls(ONE))
    table = content.rindex(struct.pack("<3I", 1, 2, 3))
    content[table : table + 4] = bytes(4)
    return bytes(content)


@bad("xls")
def old_sector_outside() -> bytes:
    """The workbook starts in a sector that the file does not have."""
    content = bytearray(xls(ONE))
    folder = content.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<I", content, folder + 116, 999_999)
    return bytes(content)


@bad("xls")
def old_tables_outside() -> bytes:
    """The list of sectors starts outside the file."""
    content = bytearray(xls(ONE))
    struct.pack_into("<I", content, 76, 999_999)
    return bytes(content)


@bad("xls")
def old_size_overstated() -> bytes:
    """The workbook claims to have 4 GB."""
    content = bytearray(xls(ONE))
    folder = content.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<I", content, folder + 120, 0xFFFF_FFFF)
    return bytes(content)


@bad("xls")
def old_sectors_of_a_terabyte() -> bytes:
    """Sectors of 2 to the power of 40 bytes."""
    content = bytearray(xls(ONE))
    struct.pack_into("<H", content, 30, 40)
    return bytes(content)


@bad("xls")
def old_folder_in_circles() -> bytes:
    """An entry of the folder stands beside itself: it is looked at once."""
    content = bytearray(xls(ONE))
    folder = content.index("Workbook".encode("utf-16-le"))
    struct.pack_into("<2I", content, folder + 68, 1, 1)
    return bytes(content)


@bad("xls")
def old_far_column() -> bytes:
    """A value in a column that no sheet of that time has: a table up to there would
    have 4 billion cells."""
    return xls(ONE + _number(65_535, 65_535, 1))


@bad("xls")
def old_cell_twice() -> bytes:
    """A person sees the one value, a program reads the other."""
    return xls(_number(2, 1, 1) + _number(2, 1, 2))


@bad("xls")
def old_merges() -> bytes:
    """Ranges over all rows, in one part that 200 sheets share."""
    ranges = struct.pack("<4H", 0, 65_535, 0, 255) * 3
    return xls(LAST + record(0xE5, "H", 3, rest=ranges), count=200)


@bad("xls")
def old_merges_without_end() -> bytes:
    """21,000 merged ranges."""
    ranges = struct.pack("<4H", 0, 1, 0, 1) * 1000
    return xls(ONE + record(0xE5, "H", 1000, rest=ranges) * 21)


@bad("xls")
def old_records_without_end() -> bytes:
    """A million records that mean nothing, in one part that 200 sheets share."""
    return xls(record(0x201) * 1_000_000, count=200)


@bad("xls")
def old_texts_overstated() -> bytes:
    """The list of texts claims to have 4 billion, and has one."""
    before = record(0xFC, "2I", *(0xFFFF_FFFF,) * 2, rest=narrow("a"))
    return xls(record(0xFD, "3HI", 0, 0, 0, 0), before=before)


@bad("xls")
def old_texts_cut_short() -> bytes:
    """The list of texts ends within one."""
    before = record(0xFC, "2I", 1, 1, rest=struct.pack("<HB", 9, 0) + b"abc")
    return xls(record(0xFD, "3HI", 0, 0, 0, 0), before=before)


@bad("xls")
def old_text_number_too_high() -> bytes:
    """A cell with a text that is not there."""
    return xls(record(0xFD, "3HI", 0, 0, 0, 7))


@bad("xls")
def old_sheet_in_the_middle() -> bytes:
    """A sheet that starts within another: its cells are none."""
    head = EIGHT + record(0x85, "I2B", 4, 0, 0, rest=narrow("Answers", "B")) + END
    return compound({"Workbook": head.ljust(4096, b"\0")})


@bad("xls")
def old_sheet_twice() -> bytes:
    """Two sheets of one name."""
    entry = record(0x85, "I2B", 0, 0, 0, rest=narrow("Answers", "B"))
    return compound({"Workbook": (EIGHT + entry * 2 + END).ljust(4096, b"\0")})


@bad("xls")
def old_no_sheet() -> bytes:
    """A workbook of one chart."""
    entry = record(0x85, "I2B", 0, 0, 2, rest=narrow("Chart1", "B"))
    return compound({"Workbook": (EIGHT + entry + END).ljust(4096, b"\0")})


@bad("xls")
def old_record_too_long() -> bytes:
    """The last record claims more than the file has."""
    return compound({"Workbook": workbook_stream(ONE + b"\3\2\xff\xff")})


@bad("xls")
def old_macros() -> bytes:
    """The values are read, the macros not."""
    streams = {"Workbook": workbook_stream(ONE), "_VBA_PROJECT_CUR": b""}
    return compound(streams)


@bad("xls")
def old_macros_of_excel_4() -> bytes:
    """Macros in a sheet of their own kind, hidden from the list of sheets."""
    return xls(ONE, before=record(0x85, "I2B", 0, 2, 1, rest=narrow("Macro1", "B")))


@bad("xls")
def old_link_to_another_workbook() -> bytes:
    """The value seen last is read; the other file is not opened."""
    return xls(ONE, before=record(0x1AE, "H", 1, rest=narrow("\1c:\\other.xls")))


@bad("xls")
def old_errors_of_formulas() -> bytes:
    """Errors, a result that was never stored, and a text that is an answer."""
    return xls(
        record(0x205, "3H2B", 0, 0, 0, 0x17, 1)
        + record(0x06, "3HBxB3xHQ", 0, 1, 0, 2, 0x2A, 0xFFFF, 0)
        + record(0x06, "3HBxB3xHQ", 0, 2, 0, 0, 0, 0xFFFF, 0)
        + record(0x06, "3HBxB3xHQ", 0, 3, 0, 0, 0, 0xFFFF, 0)
        + record(0x207, rest=narrow("yes"))
        + record(0x203, "3Hd", 0, 4, 0, float("nan"))
    )
