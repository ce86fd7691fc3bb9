"""Workbooks written by hand, so that a test shows the bytes it is about."""

import io
import struct
import zipfile
from collections.abc import Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
OASIS = "urn:oasis:names:tc:opendocument:xmlns"
CALCEXT = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"

Parts = dict[str, str | bytes]


def zipped(parts: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip file of these parts: the same bytes each time."""
    stream = io.BytesIO()
    how = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, how)
    return stream.getvalue()


# Workbooks of Excel 2007 and later


def links(*targets: tuple[str, str]) -> str:
    """A part with links rId1, rId2 ... to each (kind, target)."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def parts_of(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
) -> Parts:
    """The parts of a workbook with one sheet 'Answers' that holds `rows`."""
    targets = [("worksheet", "worksheets/sheet1.xml")]
    parts: Parts = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
            '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
            "</worksheet>"
        ),
    }
    if strings is not None:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        targets.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = links(*targets)
    return parts


def xlsx(
    rows: str = "", changes: Mapping[str, str | bytes | None] | None = None, **more
) -> bytes:
    """Bytes of a workbook; `changes` add, replace or (None) remove parts."""
    parts = {**parts_of(rows, **more), **(changes or {})}
    return zipped({name: part for name, part in parts.items() if part is not None})


def many_sheets(count: int) -> str:
    """The part 'xl/workbook.xml' with so many names for one sheet."""
    sheets = "".join(
        f'<sheet name="S{number}" r:id="rId1"/>' for number in range(1, count + 1)
    )
    return (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{sheets}</sheets>'
        "</workbook>"
    )


# OpenDocument spreadsheets


def ods_content(rows: str, *, styles: str = "", around: str = "{}") -> str:
    """The part 'content.xml' with a table 'Answers' that holds `rows`.

    `around` says where in the spreadsheet the table stands.
    """
    spaces = "".join(
        f' xmlns:{prefix}="{OASIS}:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("style", "style"),
            ("table", "table"),
            ("text", "text"),
            ("number", "datastyle"),
            ("draw", "drawing"),
        )
    )
    table = (
        f'<table:table table:name="Answers" table:style-name="t">{rows}</table:table>'
    )
    return (
        f'<office:document-content{spaces} xmlns:calcext="{CALCEXT}">'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{around.format(table)}</office:spreadsheet>"
        "</office:body></office:document-content>"
    )


def ods(rows: str, changes: Mapping[str, str | bytes] | None = None, **more) -> bytes:
    """Bytes of an .ods file; `changes` add or replace parts."""
    parts = {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": ods_content(rows, **more),
    }
    return zipped({**parts, **(changes or {})})


# Workbooks of Excel 97 to 2003


def record(kind: int, layout: str = "", *values: float, rest: bytes = b"") -> bytes:
    """A record of an .xls file: its kind, its numbers, and then `rest`."""
    content = struct.pack(f"<{layout}", *values) + rest
    return struct.pack("<2H", kind, len(content)) + content


def wide(text: str, layout: str = "H") -> bytes:
    """A text with its length before it, in letters of two bytes."""
    letters = text.encode("utf-16-le")
    return struct.pack(f"<{layout}B", len(letters) // 2, 1) + letters


def narrow(text: str, layout: str = "H") -> bytes:
    """A text with its length before it, in letters of one byte."""
    return struct.pack(f"<{layout}B", len(text), 0) + text.encode("latin-1")


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EIGHT = record(0x809, "8H", 0x600, 5, 0, 0, 0, 0, 0, 0)
SHEET = record(0x809, "8H", 0x600, 0x10, 0, 0, 0, 0, 0, 0)
END = record(0x0A)


def workbook_stream(
    cells: bytes = b"", *, before: bytes = b"", state: int = 0, count: int = 1
) -> bytes:
    """The stream of a workbook; one sheet of `cells`, under so many names."""
    names = ["Answers", *(f"S{number}" for number in range(2, count + 1))]
    size = sum(len(record(0x85, "I2B", 0, 0, 0, rest=wide(n, "B"))) for n in names)
    place = len(EIGHT) + len(before) + size + len(END)
    listed = b"".join(
        record(0x85, "I2B", place, state, 0, rest=wide(name, "B")) for name in names
    )
    return EIGHT + before + listed + END + SHEET + cells + END


SECTOR = 512
_END_OF_CHAIN = 0xFFFF_FFFE
_FREE = 0xFFFF_FFFF


class _Sectors:
    """The sectors of a container, and which of them follows which."""

    def __init__(self) -> None:
        self.content: list[bytes] = []
        self.following: list[int] = []

    def add(self, stream: bytes) -> int:
        """The first of the sectors that now hold the stream."""
        if not stream:
            return _END_OF_CHAIN
        first = len(self.content)
        cut = [stream[at : at + SECTOR] for at in range(0, len(stream), SECTOR)]
        self.content += [piece.ljust(SECTOR, b"\0") for piece in cut]
        last = len(self.content)
        self.following += [*range(first + 1, last), _END_OF_CHAIN]
        return first


def _together(streams: Mapping[str, bytes]) -> tuple[bytes, dict[str, int], bytes]:
    """Small streams in one, the place of each in it, and their table."""
    content = b""
    starts: dict[str, int] = {}
    following: list[int] = []
    for name, stream in streams.items():
        starts[name] = len(content) // 64 if stream else _END_OF_CHAIN
        if not stream:
            continue
        content += stream + bytes(-len(stream) % 64)
        following += [*range(starts[name] + 1, len(content) // 64), _END_OF_CHAIN]
    table = struct.pack(f"<{len(following)}I", *following)
    return content, starts, table + b"\xff" * (-len(table) % SECTOR)


def _folder_entry(name: str, kind: int, *of: int) -> bytes:
    """`of`: the entry to the right, the one below, the first sector, the size."""
    letters = name.encode("utf-16-le")
    head = struct.pack("<64sHBBI", letters, len(letters) + 2, kind, 1, _FREE)
    return head + struct.pack("<2I36xIQ", *of)


def compound(streams: Mapping[str, bytes], *, smallest: int = 4096) -> bytes:
    """A container of old Office files; streams below `smallest` bytes stand together.

    Sectors: the streams, the small ones, the folder, the tables of sectors.
    """
    sectors = _Sectors()
    large = {name: s for name, s in streams.items() if len(s) >= smallest}
    small = {name: s for name, s in streams.items() if len(s) < smallest}
    starts = {name: sectors.add(stream) for name, stream in large.items()}
    content, small_starts, small_table = _together(small)
    starts |= small_starts
    root = sectors.add(content)
    small_first = sectors.add(small_table)
    entries = [_folder_entry("Root Entry", 5, _FREE, 1, root, len(content))]
    for place, (name, stream) in enumerate(streams.items(), start=2):
        right = place if place <= len(streams) else _FREE
        start = starts[name]
        entries.append(_folder_entry(name, 2, right, _FREE, start, len(stream)))
    folder = sectors.add(b"".join(entries))
    tables = len(sectors.following) // 120 + 1
    places = [len(sectors.content) + number for number in range(tables)]
    numbers = struct.pack(f"<{len(sectors.following)}I", *sectors.following)
    sectors.add(numbers.ljust(tables * SECTOR, b"\xff"))
    further = _further_tables(places[109:], len(sectors.content))
    head = struct.pack("<8s16x5H", OLE, 0x3E, 3, 0xFFFE, 9, 6)
    head += struct.pack("<6x4I", 0, tables, folder, 0)
    head += struct.pack("<3I", smallest, small_first, len(small_table) // SECTOR)
    head += struct.pack("<2I", len(sectors.content) if further else _END_OF_CHAIN, 0)
    head += struct.pack(f"<{len(places[:109])}I", *places[:109])
    return head.ljust(SECTOR, b"\xff") + b"".join(sectors.content) + further


def _further_tables(places: list[int], first: int) -> bytes:
    """Where the tables of a large file stand, as far as the header has no room."""
    cut = [places[at : at + 127] for at in range(0, len(places), 127)]
    found = b""
    for number, piece in enumerate(cut, start=1):
        following = first + number if number < len(cut) else _END_OF_CHAIN
        numbers = struct.pack(f"<{len(piece)}I", *piece)
        found += numbers.ljust(SECTOR - 4, b"\xff") + struct.pack("<I", following)
    return found


def xls(cells: bytes = b"", **more) -> bytes:
    """Bytes of an .xls file with one sheet 'Answers'."""
    return compound({"Workbook": workbook_stream(cells, **more).ljust(4096, b"\0")})
