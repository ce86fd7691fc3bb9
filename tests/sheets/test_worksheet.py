"""What each kind of cell is read as."""

from datetime import date

import pytest

from recruitcheck.sheets import Cell

DATE_STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/></numFmts>'
    '<dxfs><dxf><numFmt numFmtId="165" formatCode="yyyy"/></dxf></dxfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/>'
    '<xf numFmtId="165"/><xf/></cellXfs>'
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1"><v>5</v></c>', 5),
        ('<c r="A1" t="n"><v> -5\n</v></c>', -5),
        ('<c r="A1"><v>1234567890123456789</v></c>', 1234567890123456789),
        ('<c r="A1"><v>0.1</v></c>', 0.1),
        ('<c r="A1"><v>.5</v></c>', 0.5),
        ('<c r="A1"><v>12.</v></c>', 12.0),
        ('<c r="A1"><v>1E+2</v></c>', 100.0),
        ('<c r="A1" t="b"><v>1</v></c>', True),
        ('<c r="A1" t="b"><v>false</v></c>', False),
        ('<c r="A1" t="s"><v>1</v></c>', "no"),
        ('<c r="A1" t="str"><f>A2</f><v>yes</v></c>', "yes"),
        ('<c r="A1" t="str"><f>A2</f><v></v></c>', ""),
        ('<c r="A1" t="inlineStr"><is><t>yes</t></is></c>', "yes"),
        ('<c r="A1" t="d"><v>2024-03-01</v></c>', date(2024, 3, 1)),
        ('<c r="A1"><f>1+1</f><v>2</v></c>', 2),
    ],
)
def test_a_cell_has_the_value_that_excel_shows(sheet, cell, value):
    """Whole numbers stay whole and exact; formulas have their stored result."""
    found = sheet(f'<row r="1">{cell}</row>', strings="<si/><si><t>no</t></si>")["A1"]

    assert Cell(value, "A1") == found
    assert type(value) is type(found.value)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!"),
        ('<c r="A1" t="e"><f>NA()</f><v>#N/A</v></c>', "#N/A"),
        ('<c r="A1" t="s"><v>7</v></c>', "#VALUE!"),
        ('<c r="A1" t="s"><v>-1</v></c>', "#VALUE!"),
        ('<c r="A1" t="b"><v>yes</v></c>', "#VALUE!"),
        ('<c r="A1" t="d"><v>soon</v></c>', "#VALUE!"),
        ('<c r="A1" t="new"><v>1</v></c>', "#VALUE!"),
        ('<c r="A1"><v>nan</v></c>', "#VALUE!"),
        ('<c r="A1"><v>1_000</v></c>', "#VALUE!"),
        ('<c r="A1"><v>١٢</v></c>', "#VALUE!"),
        ('<c r="A1"><v>1e999</v></c>', "#VALUE!"),
        (f'<c r="A1"><v>{"9" * 400}</v></c>', "#VALUE!"),
    ],
)
def test_an_error_is_never_a_blank(sheet, cell, value):
    """Errors of formulas keep their text; content that is no value is one as well."""
    found = sheet(f'<row r="1">{cell}</row>', strings="<si><t>no</t></si>")

    assert Cell(value, "A1", "error") == found["A1"]


def test_a_formula_whose_result_was_never_stored_is_flagged(sheet):
    """A program wrote it that does not calculate: the value is not known."""
    found = sheet(
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1</f><v></v></c></row>'
    )

    assert [(1, [Cell(None, "A1", "formula"), Cell(None, "B1", "formula")])] == list(
        found.rows
    )


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A1" s="3"/>',
        '<c r="A1" t="s"><v/></c>',
        '<c r="A1" t="inlineStr"><is/></c>',
        '<c r="A1"><v> </v></c>',
    ],
)
def test_a_cell_with_a_style_only_is_blank(sheet, cell):
    """It is not listed in its row, and a row of such cells is not listed."""
    found = sheet(f'<row r="1">{cell}</row>')

    assert [] == list(found.rows)
    assert Cell(None, "A1") == found["A1"]


def test_rich_text_is_joined_and_phonetic_hints_are_left_out(sheet):
    """In shared and in inline strings; space between the tags is not text."""
    rich = (
        "<r><t>東</t></r> <r><t>京 </t></r>\n"
        '<rPh sb="0" eb="1"><t>とう</t></rPh><phoneticPr fontId="1"/>'
    )
    found = sheet(
        '<row r="1"><c r="A1" t="s"><v>0</v></c>'
        f'<c r="B1" t="inlineStr"><is>{rich}</is></c></row>',
        strings=f"<si>{rich}</si>",
    )

    assert ["東京 ", "東京 "] == [cell.value for cell in next(found.rows)[1]]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("a_x000D_\nb", "a\r\nb"),
        ("_x005F_x000D_", "_x000D_"),
        ("_xD83D__xDE00_", "😀"),
        ("_xD83D_", "\ufffd"),
        ("_x12_ and _xyz_", "_x12_ and _xyz_"),
        ("\u200b 1\u00a0000 ", "\u200b 1\u00a0000 "),
        ("&lt;b&gt; &amp;", "<b> &"),
        ("<![CDATA[a]]><!-- no -->b", "ab"),
    ],
)
def test_text_is_kept_as_it_was_typed(sheet, written, text):
    """Excel's own escapes are undone; spaces of all kinds stay for the caller.

    Half a surrogate pair becomes the replacement character: Python could not write it.
    """
    found = sheet(
        f'<row r="1"><c r="A1" t="inlineStr"><is><t>{written}</t></is></c></row>'
    )

    assert text == found["A1"].value


def test_a_number_is_a_date_when_its_format_shows_one(sheet):
    """Built-in and own formats count, those of conditional formats do not."""
    cells = "".join(f'<c s="{style}"><v>45352</v></c>' for style in range(6))
    found = sheet(f'<row r="1">{cells}</row>', styles=DATE_STYLES)

    march = date(2024, 3, 1)
    assert [45352, march, march, 45352, 45352, 45352] == [
        cell.value for cell in next(found.rows)[1]
    ]


def test_a_workbook_may_count_days_from_1904(sheet):
    """2024-03-01 is day 43890 of old Mac workbooks."""
    found = sheet(
        '<row r="1"><c r="A1" s="1"><v>43890</v></c></row>',
        styles=DATE_STYLES,
        properties='<workbookPr date1904="true"/>',
    )

    assert date(2024, 3, 1) == found["A1"].value


def test_rows_and_cells_without_an_address_follow_the_one_before(sheet):
    """As the standard allows and some programs write."""
    found = sheet(
        "<row><c><v>1</v></c><c r='D1'><v>2</v></c><c><v>3</v></c></row>"
        "<row r='5'><c><v>4</v></c></row><row><c><v>5</v></c></row>"
    )

    assert [
        (1, [Cell(1, "A1"), Cell(2, "D1"), Cell(3, "E1")]),
        (5, [Cell(4, "A5")]),
        (6, [Cell(5, "A6")]),
    ] == list(found.rows)


def test_cells_of_hidden_rows_and_columns_are_flagged(sheet):
    """An error stays an error; blank cells of a hidden row are flagged when asked."""
    found = sheet(
        '<row r="1" hidden="1"><c r="A1"><v>1</v></c>'
        '<c r="B1" t="e"><v>#N/A</v></c></row>'
        '<row r="2" hidden="false"><c r="A2"><v>2</v></c><c r="C2"><v>3</v></c></row>',
        before='<cols><col min="2" max="2" width="9"/>'
        '<col min="3" max="16384" hidden="true"/></cols>',
    )

    assert [
        (1, [Cell(1, "A1", "hidden"), Cell("#N/A", "B1", "error")]),
        (2, [Cell(2, "A2"), Cell(3, "C2", "hidden")]),
    ] == list(found.rows)
    assert Cell(None, "Z1", "hidden") == found["Z1"]
    assert Cell(None, "XFD9", "hidden") == found["XFD9"]


def test_merged_ranges_are_told_and_their_cells_flagged(sheet):
    """A value below a merge cannot be seen, so it is hidden; beside it nothing is."""
    found = sheet(
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c><c r="C2"><v>3</v></c>'
        '</row><row r="3"><c r="B3"><v>4</v></c></row>',
        after='<mergeCells><mergeCell ref="B2:B4"/><mergeCell ref="A3"/></mergeCells>',
    )

    assert ("B2:B4", "A3") == found.merges
    flags = {ref: found[ref].flag for ref in ("A2", "B2", "C2", "A3", "B3")}
    assert {
        "A2": "",
        "B2": "merged",
        "C2": "",
        "A3": "merged",
        "B3": "hidden",
    } == flags


def test_a_blank_cell_of_a_merged_range_is_flagged(sheet):
    """So that an answer missing there can be explained."""
    found = sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        after='<mergeCells><mergeCell ref="A1:C1"/></mergeCells>',
    )

    assert Cell(None, "C1", "merged") == found["C1"]


def test_a_merge_over_the_whole_sheet_costs_nothing(sheet):
    """It is kept as a range and looked at only in rows that hold something."""
    found = sheet(
        '<row r="7"><c r="C7"><v>1</v></c></row><row r="1048576"/>',
        after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    )

    assert Cell(1, "C7", "hidden") == found["C7"]
    assert 7 == len(found.merges_by_row)


def test_blank_rows_and_cells_at_the_edge_of_the_sheet_do_no_harm(sheet):
    """LibreOffice writes row 1048576 when a whole column has a style."""
    found = sheet(
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="1"/></row>'
        '<row r="1048576"><c r="A1048576" s="1"/></row>'
    )

    assert [(1, [Cell(1, "A1")])] == list(found.rows)


def test_tags_may_have_a_prefix(xlsx, sheet):
    """Some programs write 'x:row'; elements with other prefixes are not cells."""
    main = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    found = sheet(
        changes={
            "xl/worksheets/sheet1.xml": (
                f'<x:worksheet xmlns:x="{main}" xmlns:y="urn:other"><x:sheetData>'
                '<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row>'
                '<y:row r="2"><y:c r="A2"><y:v>2</y:v></y:c></y:row>'
                "</x:sheetData></x:worksheet>"
            )
        }
    )

    assert [(1, [Cell(1, "A1")])] == list(found.rows)
