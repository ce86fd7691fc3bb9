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
    table = f'<table:table table:name="Answers" table:style-name="t">{rows}</table:table>'
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


def compound(streams: Mapping[str, bytes], *, smallest: int = 4096) -> bytes:
    """A container of old Office files; streams below `smallest` bytes stand together.

    Sectors: tables, then the folder, then the streams, then the small ones.
    """
    sector, end, free = 512, 0xFFFF_FFFE, 0xFFFF_FFFF
    large = {n: s for n, s in streams.items() if len(s) >= smallest}
    small = {n: s for n, s in streams.items() if len(s) < smallest}
    blocks: list[bytes] = []
    following: list[int] = []

    def add(content: bytes) -> int:
        first = len(blocks)
        count = -(-len(content) // sector)
        blocks.extend(
            content[at * sector : (at + 1) * sector].ljust(sector, b"\0")
            for at in range(count)
        )
        following.extend([*range(first + 1, first + count), end])
        return first

    starts = {name: add(content) for name, content in large.items()}
    together, small_following = b"", list[int]()
    for name, content in small.items():
        first, count = len(together) // 64, -(-len(content) // 64)
        starts[name] = first
        together += content.ljust(count * 64, b"\0")
        small_following += [*range(first + 1, first + count), end]
    root_start = add(together) if together else end
    table = b"".join(struct.pack("<I", n) for n in small_following)
    table_start = add(table.ljust(sector, b"\xff")) if table else end
    entries = [("Root Entry", 5, free, 1 if streams else free, root_start, len(together))]
    for place, (name, content) in enumerate(streams.items(), start=1):
        right = place + 1 if place < len(streams) else free
        entries.append((name, 2, right, free, starts[name], len(content)))
    folder = add(
        b"".join(
            struct.pack(
                "<64sHBB3I36xIQ",
                name.encode("utf-16-le"),
                len(name) * 2 + 2,
                kind,
                1,
                free,
                right,
                child,
                start,
                size,
            )
            for name, kind, right, child, start, size in entries
        )
    )
    tables = -(-(len(following) + 2) // 127)
    places = list(range(len(blocks), len(blocks) + tables))
    following += [0xFFFF_FFFD] * tables
    numbers = struct.pack(f"<{len(following)}I", *following)
    blocks.append(numbers.ljust(tables * sector, b"\xff"))
    head = struct.pack(
        "<8s16x5H6x8I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        0x3E,
        3,
        0xFFFE,
        9,
        6,
        0,
        tables,
        folder,
        0,
        smallest,
        table_start,
        1,
        end,
    )
    head += struct.pack("<I", 0)
    head += struct.pack(f"<{tables}I", *places)
    return head.ljust(sector, b"\xff") + b"".join(blocks)


def xls(cells: bytes = b"", **more) -> bytes:
    """Bytes of an .xls file with one sheet 'Answers'."""
    return compound({"Workbook": workbook_stream(cells, **more).ljust(4096, b"\0")})
