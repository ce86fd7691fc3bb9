"""OpenDocument spreadsheets, as far as they differ from workbooks of Excel."""

from datetime import date, datetime, time

import pytest

from recruitcheck.sheets import EXTERNAL_LINKS, MACROS, Cell, Limits, Percent, read_book
from tests.sheets.making import ods, ods_content, zipped

STYLES = (
    '<number:date-style style:name="d"><number:year/><number:day/></number:date-style>'
    '<number:date-style style:name="m"><number:year/><number:hours/>'
    "</number:date-style>"
    '<number:time-style style:name="c"><number:hours/></number:time-style>'
    '<number:time-style style:name="n" number:truncate-on-overflow="false"/>'
    '<style:style style:name="day" style:family="table-cell"'
    ' style:data-style-name="d"/>'
    '<style:style style:name="moment" style:family="table-cell"'
    ' style:data-style-name="m"/>'
    '<style:style style:name="clock" style:family="table-cell"'
    ' style:data-style-name="c"/>'
    '<style:style style:name="span" style:family="table-cell"'
    ' style:data-style-name="n"/>'
    '<style:style style:name="child" style:family="table-cell"'
    ' style:parent-style-name="span"/>'
    '<style:style style:name="loop" style:family="table-cell"'
    ' style:parent-style-name="loop"/>'
    '<style:style style:name="t" style:family="table">'
    '<style:table-properties table:display="true"/></style:style>'
    '<style:style style:name="away" style:family="table">'
    '<style:table-properties table:display="false"/></style:style>'
)


def row(cells="", attributes=""):
    return f"<table:table-row {attributes}>{cells}</table:table-row>"


def cell(attributes="", shown=None, name="table-cell"):
    inside = "" if shown is None else f"<text:p>{shown}</text:p>"
    return f"<table:{name} {attributes}>{inside}</table:{name}>"


def told(kind, value=None, shown=None, more=""):
    """A cell with its value as an attribute, as the standard wants it."""
    names = {"float": "value", "percentage": "value", "currency": "value"}
    given = f'office:{names.get(kind, f"{kind}-value")}="{value}"'
    kind = f'office:value-type="{kind}"'
    return cell(f"{kind} {'' if value is None else given} {more}", shown)


@pytest.fixture
def table(read):
    """The sheet 'Answers' with these rows, read without an issue."""

    def build(rows, **more):
        book, codes = read(ods(rows, styles=STYLES, **more))
        assert [] == codes
        return book.sheets["Answers"]

    return build


def refused(content, **more):
    """Code, sheet and message of the one issue."""
    book, (issue,) = read_book(content, **more)
    assert book is None
    assert issue.blocking
    return issue.code, issue.place.sheet, issue.message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (told("float", "1200"), 1200),
        (told("float", "1200.5"), 1200.5),
        (told("float", "9.00719925474099E+015"), 9007199254740990),
        (told("float", "1E+300"), 1e300),
        (told("percentage", "0.125", "12.5%"), Percent(0.125)),
        (told("currency", "1250", "NPR 1,250.00"), 1250),
        (told("boolean", "true"), True),
        (told("boolean", "false"), False),
        (told("string", None, "yes"), "yes"),
        (told("string", "1&#x0a;2", "1 2"), "1\n2"),
        (told("string", "", "yes"), "yes"),
        (cell("", "typed without a kind"), "typed without a kind"),
        (told("float", "1", "TRUE", 'table:formula="of:=TRUE()"'), True),
        (told("float", "0", "FALSCH", 'table:formula="of:=FALSE()"'), False),
        (told("float", "1", "1", 'table:formula="of:=2-1"'), 1),
        (told("float", "2", "TRUE", 'table:formula="of:=2"'), 2),
        (told("float", "1", "yes"), 1),
        (told("string", "ab", "ab", 'table:formula="of:=A2"'), "ab"),
        (told("string", "", "", 'table:formula="of:=A2"'), ""),
        (cell('table:formula="of:=&quot;&quot;"', ""), ""),
    ],
)
def test_a_cell_has_the_value_that_the_file_tells(table, written, value):
    """Not the text shown, where the two differ; whole numbers are ints."""
    found = table(row(written))["A1"]

    assert Cell(value, "A1") == found
    assert type(value) is type(found.value)


@pytest.mark.parametrize(
    ("style", "written", "value"),
    [
        ("", told("date", "2024-03-01"), date(2024, 3, 1)),
        ("", told("date", "2024-03-01T09:30:00"), datetime(2024, 3, 1, 9, 30)),
        ("", told("date", "2024-03-01T00:00:00"), date(2024, 3, 1)),
        ("day", told("date", "2024-03-01"), date(2024, 3, 1)),
        ("moment", told("date", "2024-03-01"), datetime(2024, 3, 1)),
        (
            "day",
            told("date", "2024-03-01T09:29:59.999999997"),
            datetime(2024, 3, 1, 9, 30),
        ),
        (
            "day",
            told("date", "9999-12-31T23:59:59.9999"),
            datetime(9999, 12, 31, 23, 59, 59, 999900),
        ),
        ("", told("time", "PT09H30M00S"), time(9, 30)),
        ("clock", told("time", "PT09H30M15.5S"), time(9, 30, 15, 500000)),
        ("clock", told("time", "PT30H00M00S"), datetime(1900, 1, 1, 6)),
        ("span", told("time", "PT30H00M00S"), 1.25),
        ("child", told("time", "PT06H00M00S"), 0.25),
        ("loop", told("time", "PT06H00M00S"), time(6)),
        ("other", told("time", "P0DT6H"), time(6)),
        ("", told("time", "-PT06H00M00S"), -0.25),
    ],
)
def test_dates_are_what_the_same_cell_is_in_excel(table, style, written, value):
    """A time of day that may pass 24 hours is a duration, in days."""
    styled = written.replace("<table:table-cell ", "<table:table-cell {style} ")
    by_cell = styled.format(style=f'table:style-name="{style}"' if style else "")
    default = f'table:default-cell-style-name="{style}"'
    column = f'<table:table-column table:number-columns-repeated="2" {default}/>'
    plain = styled.format(style="")

    for rows in (row(by_cell), row(plain, default), column + row(plain)):
        found = table(rows)["A1"].value
        assert value == found
        assert type(value) is type(found)


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (
            told("string", "", "#REF!", 'calcext:value-type="error" table:formula="x"'),
            "#REF!",
        ),
        (told("string", "", "#WERT!", 'calcext:value-type="error"'), "#WERT!"),
        (told("string", "", None, 'calcext:value-type="error"'), "#VALUE!"),
        (told("float", "0", "#N/A", 'table:formula="of:=NA()"'), "#N/A"),
        (told("string", "", "#DIV/0!", 'table:formula="of:=1/0"'), "#DIV/0!"),
        (told("string", "", "Err:502", 'table:formula="of:=1/0"'), "Err:502"),
        (told("float", "many", "many"), "many"),
        (told("float"), "#VALUE!"),
        (told("boolean", "yes"), "#VALUE!"),
        (told("date", "soon", "soon"), "soon"),
        (told("time", "PT", "?"), "?"),
        (told("time", "09:30"), "#VALUE!"),
        (told("colour", "red", "red"), "red"),
    ],
)
def test_an_error_is_never_a_blank(table, written, text):
    """Of a formula, in any language, or content that is no value of its kind."""
    assert Cell(text, "A1", "error") == table(row(written))["A1"]


def test_a_text_that_looks_like_an_error_is_a_text(table):
    """Only a formula can fail."""
    assert Cell("#N/A", "A1") == table(row(told("string", None, "#N/A")))["A1"]


def test_a_formula_whose_result_was_never_stored_is_flagged(table):
    """A program wrote it that does not calculate: the value is not known."""
    found = table(row(cell('table:formula="of:=1+1"') + cell('table:formula=""')))

    assert [(1, [Cell(None, "A1", "formula"), Cell(None, "B1", "formula")])] == list(
        found.rows
    )


@pytest.mark.parametrize(
    "written",
    [cell(), cell("", ""), told("string", None, ""), told("void"), told("string")],
)
def test_a_blank_cell_is_blank(table, written):
    """It is not listed in its row, and a row of such cells is not listed."""
    assert [] == list(table(row(written)).rows)


@pytest.mark.parametrize(
    ("shown", "text"),
    [
        (" a \n\t b ", "a b "),
        ("a <text:span> </text:span>b", "a b"),
        ('<text:s/>a<text:s text:c="3"/> b', " a    b"),
        ("a<text:tab/>b<text:line-break/>c", "a\tb\nc"),
        ("fee<text:span>s <text:a>and</text:a></text:span> more", "fees and more"),
        ("a</text:p><text:p> b", "a\nb"),
        ("\u00a01\u200b", "\u00a01\u200b"),
        ("a<office:annotation>no</office:annotation>b", "ab"),
        ("a<text:note><text:p>no</text:p></text:note>b", "ab"),
        ("<text:ruby>東<text:ruby-text>no</text:ruby-text></text:ruby>", "東"),
        ("&lt;b&gt;<![CDATA[ <i>]]>", "<b> <i>"),
    ],
)
def test_text_is_read_as_it_is_shown(table, shown, text):
    """Spaces count as the standard says; notes and phonetic hints are left out."""
    assert text == table(row(told("string", None, shown)))["A1"].value


def test_what_a_cell_holds_besides_its_text_is_not_read(table):
    """A comment, a drawing with text, a table inside the cell."""
    inside = (
        "<office:annotation><text:p>comment</text:p></office:annotation>"
        "<draw:frame><text:p>drawing</text:p></draw:frame>"
        f"<table:table><table:table-row>{told('float', 1)}</table:table-row>"
        "</table:table><text:p>yes</text:p>"
    )
    written = (
        f'<table:table-cell office:value-type="string">{inside}</table:table-cell>'
    )

    assert [(1, [Cell("yes", "A1")])] == list(table(row(written)).rows)


def test_repeated_cells_and_rows_stand_where_they_are_shown(table):
    """Blank ones are counted on; equal ones are all read."""
    found = table(
        row(cell('table:number-columns-repeated="3"') + told("float", 1))
        + row(attributes='table:number-rows-repeated="2"')
        + row(
            told("float", 2, more='table:number-columns-repeated="2"')
            + cell('table:formula="of:=1"'),
            'table:number-rows-repeated="2"',
        )
        + row(
            cell('table:number-columns-repeated="16384"'),
            'table:number-rows-repeated="1048571"',
        )
    )

    assert [
        (1, [Cell(1, "D1")]),
        (4, [Cell(2, "A4"), Cell(2, "B4"), Cell(None, "C4", "formula")]),
        (5, [Cell(2, "A5"), Cell(2, "B5"), Cell(None, "C5", "formula")]),
    ] == list(found.rows)


def test_rows_and_columns_may_stand_in_groups(table):
    """Headings, groups and groups of groups; what is folded away is hidden."""
    one, two = told("float", 1), told("float", 2)
    found = table(
        "<table:table-header-columns><table:table-column/></table:table-header-columns>"
        '<table:table-column-group table:display="false"><table:table-column/>'
        "</table:table-column-group>"
        f"<table:table-header-rows>{row(one + two)}</table:table-header-rows>"
        f'<table:table-row-group table:display="false"><table:table-row-group>{row(one)}'
        "</table:table-row-group></table:table-row-group>"
        f"<table:table-rows>{row(one)}</table:table-rows>"
    )

    assert [
        (1, [Cell(1, "A1"), Cell(2, "B1", "hidden")]),
        (2, [Cell(1, "A2", "hidden")]),
        (3, [Cell(1, "A3")]),
    ] == list(found.rows)


def test_hidden_rows_and_columns_are_flagged(table):
    """Hidden by hand or by a filter; columns beyond the last one do no harm."""
    found = table(
        '<table:table-column/><table:table-column table:visibility="collapse"'
        ' table:number-columns-repeated="99999"/><table:table-column/>'
        + row(told("float", 1) * 2)
        + row(told("float", 2), 'table:visibility="filter"')
        + row(attributes='table:visibility="collapse"')
        + row(attributes='table:visibility="collapse"')
        + row(told("float", 5), 'table:visibility="visible"')
    )

    flags = {ref: found[ref].flag for ref in ("A1", "B1", "XFD1", "A2", "A4", "A5")}
    assert {
        "A1": "",
        "B1": "hidden",
        "XFD1": "hidden",
        "A2": "hidden",
        "A4": "hidden",
        "A5": "",
    } == flags


def test_merged_ranges_are_told_and_their_cells_flagged(table):
    """What stands below a merged range is kept, and hidden."""
    found = table(
        row(
            told(
                "float",
                1,
                more='table:number-columns-spanned="2" table:number-rows-spanned="2"',
            )
            + cell(
                'office:value-type="float" office:value="2"', name="covered-table-cell"
            )
        )
        + row(
            cell('table:number-columns-spanned="9999999" table:number-rows-spanned="1"')
        )
        + row(cell('table:number-rows-spanned="9999999"'))
    )

    assert ("A1:B2", "A2:XFD2", "A3:A1048576") == found.merges
    assert [(1, [Cell(1, "A1", "merged"), Cell(2, "B1", "hidden")])] == list(found.rows)


def test_sheets_may_be_hidden(read):
    """By a style of the table, of the content or of the whole document."""
    tables = (
        '<table:table table:name="Lists" table:style-name="away"/>'
        '{}<table:table table:name="Other" table:style-name="far"/>'
    )
    document = (
        ods_content("")
        .replace("document-content", "document-styles")
        .replace(
            "<office:automatic-styles>",
            '<office:automatic-styles><style:style style:name="far" style:family="table">'
            '<style:table-properties table:display="false"/></style:style>',
        )
    )

    book, codes = read(ods("", {"styles.xml": document}, styles=STYLES, around=tables))

    assert [] == codes
    assert {"Lists": "hidden", "Answers": "visible", "Other": "hidden"} == {
        name: sheet.state for name, sheet in book.sheets.items()
    }


def test_names_count_by_their_namespace(read):
    """Another prefix is the same name; the same prefix may be another name."""
    content = ods_content(row(told("float", 1))).replace("xmlns:table=", "xmlns:t=")
    for before in ("<", "</", " "):
        content = content.replace(f"{before}table:", f"{before}t:")

    book, _ = read(zipped({"content.xml": content}))
    other, _ = read(ods(row("<text:table-cell/>") + "<office:table-row/>"))

    assert 1 == book.sheets["Answers"]["A1"].value
    assert [] == list(other.sheets["Answers"].rows)


@pytest.mark.parametrize("part", ["Basic/Standard/script-lb.xml", "Scripts/a.py"])
def test_macros_are_told_and_not_run(part):
    """LibreOffice keeps them in folders of their own."""
    book, (issue,) = read_book(ods("", {part: "x"}))

    assert book is not None
    assert {MACROS} == book.flags
    assert "F114" == issue.code


ELSEWHERE = "'file:///c:/secret.ods'#"


@pytest.mark.parametrize(
    "more",
    [
        {"rows": f'<table:table-source xlink="{ELSEWHERE}"/>'},
        {
            "rows": row(
                "<table:table-cell><table:cell-range-source/></table:table-cell>"
            )
        },
        {"rows": row(told("float", 1, more=f'table:formula="of:=[{ELSEWHERE}$A.B1]"'))},
        {"around": "{}<table:dde-links/>"},
        {"around": f'{{}}<table:table table:name="{ELSEWHERE}$Sheet1"/>'},
    ],
)
def test_links_to_other_files_are_told_and_not_followed(more):
    """What LibreOffice remembers of the other file is no sheet of this one."""
    book, (issue,) = read_book(ods(more.pop("rows", ""), **more))

    assert book is not None
    assert {EXTERNAL_LINKS} == book.flags
    assert "F115" == issue.code
    assert ["Answers"] == list(book.sheets)


def test_a_password_is_told():
    """Saved by LibreOffice with a password: the content is no XML then."""
    manifest = b"<manifest:encryption-data/>"

    assert "F104" == refused(ods("", {"META-INF/manifest.xml": manifest}))[0]
    assert read_book(ods("", {"META-INF/manifest.xml": b"<a/>"}))[0]


def test_a_document_without_tables_is_told():
    """A letter of LibreOffice has the same parts, and a spreadsheet may be empty."""
    letter = ods_content("").replace("office:spreadsheet", "office:text")

    assert "F106" == refused(ods("", {"content.xml": letter}))[0]
    assert "F111" == refused(ods("", around="<!--{}-->"))[0]


ONE = told("float", 1)
MANY = 'table:number-rows-repeated="{}"'


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (row(ONE, MANY.format(100_001)), "F110"),
        (row(attributes=MANY.format(100_000)) + row(ONE), "F110"),
        (row(cell('table:number-columns-repeated="2000"') + ONE), "F110"),
        (row(ONE, MANY.format(1_048_576)), "F109"),
        (row(ONE, MANY.format(4_294_967_295)), "F107"),
        (row(ONE, MANY.format("0")), "F107"),
        (row(told("float", 1, more='table:number-columns-repeated="-1"')), "F107"),
        (row(cell('table:number-rows-spanned="x"')), "F107"),
        (row(cell('table:number-rows-spanned="2"'), MANY.format(9_999_999)), "F109"),
        (row(told("string", None, '<text:s text:c="9999999"/>')), "F109"),
        (row(told("string", "a" * 32_768)), "F109"),
        (row(told("string", None, "a" * 32_768)), "F109"),
        (
            row(told("string", None, "a<text:span>" * 199 + "</text:span>" * 199)),
            "F109",
        ),
        ("<a>" * 201 + "</a>" * 201, "F109"),
        (row(cell() * 300_001), "F109"),
        (row() * 300_001, "F109"),
    ],
)
def test_more_than_a_table_can_need_is_refused(rows, code):
    """One element may stand for a million cells: they are counted, not made."""
    assert (code, "Answers") == refused(ods(rows))[:2]


@pytest.mark.parametrize(
    ("limits", "around", "code"),
    [
        (Limits(sheets=1), '{}<table:table table:name="B"/>', "F109"),
        (Limits(), "{0}{0}", "F107"),
    ],
)
def test_sheets_are_counted_and_have_different_names(limits, around, code):
    """As in a workbook of Excel."""
    assert code == refused(ods("", around=around), limits=limits)[0]


@pytest.mark.parametrize(
    "style",
    [
        '<style:style style:name="s{}" style:family="table-cell"/>',
        '<number:date-style style:name="s{}"/>',
        '<number:time-style style:name="s{}"/>',
        (
            '<style:style style:name="s{}">'
            '<style:table-properties table:display="false"/></style:style>'
        ),
    ],
)
def test_styles_are_counted(style):
    """Each takes memory as a cell does."""
    styles = "".join(style.format(number) for number in range(100_001))

    assert ("F109", None) == refused(ods("", styles=styles))[:2]


def test_the_content_must_be_what_it_says():
    """Another root element is no content, as is XML that is broken."""
    other = ods_content("").replace("document-content", "document")

    assert "F107" == refused(ods("", {"content.xml": other}))[0]
    assert "F107" == refused(ods("", {"content.xml": "<a"}))[0]
    assert "no 'document-content'" in refused(ods("", {"content.xml": other}))[2]
