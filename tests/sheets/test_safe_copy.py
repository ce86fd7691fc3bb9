"""What is passed on of a workbook that another program will open and write into."""

import io
import re
import zipfile

import openpyxl
import pytest

from recruitcheck.sheets.limits import Limits
from recruitcheck.sheets.safe_copy import safe_copy
from tests.sheets.making import MAIN, OFFICE, links, parts_of, xlsx, zipped

STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
STYLES = (
    '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
    '<borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'
    '</cellStyleXfs><cellXfs count="1">'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
ROW = '<row r="1"><c r="A1"><v>1</v></c></row>'
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
XM = "http://schemas.microsoft.com/office/excel/2006/main"
OURS = (
    '<dataValidations count="1"><dataValidation type="whole" allowBlank="1"'
    ' operator="between" sqref="B1" prompt="a &lt; b &amp; c" imeMode="on">'
    "<formula1>1</formula1><formula2>9</formula2></dataValidation></dataValidations>"
)
OF_EXCEL = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"'
    f' xmlns:x14="{X14}" xmlns:xm="{XM}"><x14:dataValidations count="1">'
    '<x14:dataValidation type="list" allowBlank="1" showErrorMessage="1"'
    ' error="Choose." xr:uid="{0}" xmlns:xr="x">'
    "<x14:formula1><xm:f>Lists!$A$2:$A$5</xm:f></x14:formula1>"
    "<xm:sqref>A1 A3:A4</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
    '<ext uri="{0}"><x14:other xmlns:x14="x"><f>A1</f></x14:other></ext></extLst>'
)


def copied(content: bytes, keep=lambda _cell, _formula: False) -> dict[str, str]:
    """The parts of the copy, which there must be."""
    copy = safe_copy(content, keep)
    assert copy is not None
    with zipfile.ZipFile(io.BytesIO(copy)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def sheet_of(content: bytes, **more) -> str:
    return copied(content, **more)["xl/worksheets/sheet1.xml"]


def opened(content: bytes):
    """The copy as openpyxl opens it."""
    copy = safe_copy(content, lambda _cell, _formula: False)
    assert copy is not None
    return openpyxl.load_workbook(io.BytesIO(copy))


def test_dropdowns_of_excel_stay():
    """Excel keeps a list that stands on another sheet where others do not look."""
    book = opened(xlsx(ROW, after=OURS + OF_EXCEL, styles=STYLES))

    rules = book["Answers"].data_validations.dataValidation
    assert [
        ("whole", "1", "9", "B1", "a < b & c", None),
        ("list", "Lists!$A$2:$A$5", None, "A1 A3:A4", None, "Choose."),
    ] == [
        (
            rule.type,
            rule.formula1,
            rule.formula2,
            str(rule.sqref),
            rule.prompt,
            rule.error,
        )
        for rule in rules
    ]


def test_only_what_is_known_is_passed_on():
    """No drawing, note, table, control, printer or link to another file."""
    after = (
        f'<hyperlinks xmlns:r="{OFFICE}"><hyperlink ref="A1" r:id="rId7"/>'
        '<hyperlink ref="A2" location="Answers!A1" display="go"/>'
        '<hyperlink ref="A1:XFD1048576" location="Answers!A1"/>'
        "<hyperlink/></hyperlinks>"
        '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3"'
        ' footer="0.3"/>'
        f'<pageSetup orientation="landscape" r:id="rId1" xmlns:r="{OFFICE}"/>'
        "<headerFooter><oddFooter>&amp;L1 &lt; 2</oddFooter></headerFooter>"
        '<drawing r:id="rId2"/><legacyDrawing r:id="rId3"/>'
        '<tableParts count="1"><tablePart r:id="rId4"/></tableParts>'
        '<mc:AlternateContent xmlns:mc="x"><mc:Choice>text<controls/></mc:Choice>'
        "</mc:AlternateContent>"
    ).replace("<drawing r:", f'<drawing xmlns:r="{OFFICE}" r:')
    after = after.replace("<legacyDrawing r:", f'<legacyDrawing xmlns:r="{OFFICE}" r:')
    after = after.replace("<tablePart r:", f'<tablePart xmlns:r="{OFFICE}" r:')
    hostile = "<!DOCTYPE x [<!ENTITY a 'b'>]><comments/>"
    content = xlsx(
        ROW,
        after=after,
        changes={
            "xl/worksheets/_rels/sheet1.xml.rels": links(("comments", "../c.xml")),
            "xl/c.xml": hostile,
            "xl/vbaProject.bin": b"macros",
            "docProps/core.xml": hostile,
        },
    )

    parts = copied(content)

    assert {
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/_rels/workbook.xml.rels",
        "xl/workbook.xml",
        "xl/worksheets/sheet1.xml",
    } == set(parts)
    sheet = parts["xl/worksheets/sheet1.xml"]
    assert [
        *("sheetData", "row", "c", "v", "hyperlinks", "hyperlink", "pageMargins"),
        *("pageSetup", "headerFooter", "oddFooter", "dataValidations"),
    ] == re.findall(r"<(\w+)[ >]", sheet)[1:]
    assert '<hyperlink ref="A2" location="Answers!A1" display="go">' in sheet
    assert '<pageSetup orientation="landscape">' in sheet
    assert "&amp;L1 &lt; 2" in sheet


def test_a_formula_is_passed_on_only_if_that_is_wanted():
    """Else the value that was stored stays; shared and array formulas never do."""
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str">'
        '<f>"a"&amp;"&lt;"</f><v>a&lt;</v></c>'
        '<c r="C1"><f t="shared" ref="C1:C2" si="0">A1</f><v>3</v></c>'
        '<c r="D1"><f t="array" ref="D1">A1</f><v>4</v></c><c><f>5</f></c></row>'
    )
    asked = []

    def keep(cell, formula):
        asked.append((cell, formula))
        return cell == "B1"

    sheet = sheet_of(xlsx(rows), keep=keep)

    assert [("A1", "1+1"), ("B1", '"a"&"<"'), ("", "5")] == asked
    assert [
        '<c r="A1"><v>2</v></c>',
        '<c r="B1" t="str"><f>"a"&amp;"&lt;"</f><v>a&lt;</v></c>',
        '<c r="C1"><v>3</v></c>',
        '<c r="D1"><v>4</v></c>',
        "<c></c>",
    ] == re.findall(r"<c\b.*?</c>", sheet)


def test_wide_merges_are_left_out():
    """A program that lists their cells one by one would run out of memory."""
    merges = (
        '<mergeCells count="3"><mergeCell ref="A1:B2"/><mergeCell ref="C1"/>'
        '<mergeCell ref="A5:CV504"/><mergeCell ref="nonsense"/></mergeCells>'
    )

    sheet = sheet_of(xlsx(ROW, after=merges))

    assert ["A1:B2", "C1"] == re.findall(r'<mergeCell ref="(.*?)"', sheet)


def test_sheets_keep_their_names_and_states():
    """A sheet of charts or of old macros is left out, with what else is unknown."""
    parts = parts_of(ROW)
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><workbookPr date1904="1"/>'
        '<workbookProtection lockStructure="1"/><sheets>'
        '<sheet name="Réponses &amp; &quot;more&quot;" sheetId="7" r:id="rId1"/>'
        '<sheet name="_rc" sheetId="9" state="veryHidden" r:id="rId2"/>'
        '<sheet name="Chart" sheetId="3" r:id="rId3"/>'
        '<sheet name="Gone" sheetId="4" r:id="rId8"/></sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"),
        ("worksheet", "worksheets/sheet1.xml"),
        ("chartsheet", "chartsheets/sheet1.xml"),
        ("styles", "styles.xml"),
    )
    parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{STYLES}</styleSheet>'

    book = opened(zipped(parts))

    assert [('Réponses & "more"', "visible"), ("_rc", "veryHidden")] == [
        (sheet.title, sheet.sheet_state) for sheet in book.worksheets
    ]
    assert book.security.lockStructure
    assert 1904 == book.epoch.year


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_strict_workbooks_and_prefixes_are_written_plainly(prefix):
    """As a program may save them that openpyxl cannot open."""
    name = prefix.rstrip(":")
    space = f"xmlns:{name}" if name else "xmlns"
    tags = re.compile(r"(</?)(?=\w)")
    row = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    texts = {
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{row}</sheetData></worksheet>",
        "xl/sharedStrings.xml": "<sst><si><t>text</t></si></sst>",
        "xl/styles.xml": f"<styleSheet>{STYLES}</styleSheet>",
    }
    parts = parts_of(ROW, strings="", styles="")
    for path, text in texts.items():
        written = tags.sub(rf"\1{prefix}", text)
        parts[path] = written.replace(">", f' {space}="{STRICT}">', 1)

    book = opened(zipped(parts))

    assert "text" == book["Answers"]["A1"].value


def test_colours_of_a_theme_are_passed_on():
    """As they are; a theme with entities is not."""
    theme = '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    parts = parts_of(ROW)
    parts["xl/_rels/workbook.xml.rels"] = links(
        ("worksheet", "worksheets/sheet1.xml"),
        ("theme", "theme/theme7.xml"),
        ("styles", "gone.xml"),
    )
    parts["xl/theme/theme7.xml"] = theme
    assert theme == copied(zipped(parts))["xl/theme/theme1.xml"]

    parts["xl/theme/theme7.xml"] = f"<!DOCTYPE x>{theme}"
    assert safe_copy(zipped(parts), lambda _cell, _formula: False) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"a,b,c",
        b"PK\x03\x04 cut short",
        zipped({"content.xml": "<x/>"}),
        xlsx(f'<row r="1"><c>{"<is>" * 201}{"</is>" * 201}</c></row>'),
        xlsx("<row><c></row>"),
    ],
)
def test_what_is_no_sound_workbook_is_not_copied(content):
    """The guard has said why already."""
    assert safe_copy(content, lambda _cell, _formula: False) is None


def test_more_cells_than_a_program_should_hold_are_not_copied():
    """Counted as tags, whatever the file says of itself."""
    limits = Limits(tags=100)
    keep = lambda _cell, _formula: False  # noqa: E731

    assert safe_copy(xlsx(ROW), keep, limits=limits) is not None
    assert (
        safe_copy(xlsx(ROW.replace("<c", "<c/><c") * 25), keep, limits=limits) is None
    )
