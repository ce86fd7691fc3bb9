"""Bad .ods files."""

from pathlib import Path

from tests.bad.registry import bad
from tests.bad.workbooks import LAUGHS
from tests.sheets.making import ods, ods_content

SAVED = Path(__file__).parents[1] / "sheets" / "files"
NUMBER = '<table:table-cell office:value-type="float" office:value="{}"{}/>'
TEXT = '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>'
ONE = NUMBER.format(1, "")


def row(cells: str, times: int | str = 1) -> str:
    repeated = f'table:number-rows-repeated="{times}"'
    return f"<table:table-row {repeated}>{cells}</table:table-row>"


@bad("ods")
def open_password() -> bytes:
    """Saved by LibreOffice with a password: each part is scrambled."""
    return (SAVED / "password.ods").read_bytes()


@bad("ods")
def open_rows_repeated() -> bytes:
    """One row that stands for a million."""
    return ods(row(ONE, 1_048_576))


@bad("ods")
def open_rows_repeated_4294967295() -> bytes:
    """One row that stands for more than a sheet can have."""
    return ods(row(ONE, 4_294_967_295))


@bad("ods")
def open_blank_rows_repeated() -> bytes:
    """Blank rows that stand for a hundred million: they are counted, not made."""
    return ods(row(ONE) + row("<table:table-cell/>", 9_999_999) * 10)


@bad("ods")
def open_far_row() -> bytes:
    """A value below a million blank rows."""
    return ods(row("", 1_048_575) + row(ONE))


@bad("ods")
def open_far_column() -> bytes:
    """A value right of 16,383 blank columns."""
    blank = '<table:table-cell table:number-columns-repeated="16383"/>'
    return ods(row(blank + ONE))


@bad("ods")
def open_cells_repeated() -> bytes:
    """One cell that stands for 1,999, in a row that stands for 99,999: 200 million."""
    times = ' table:number-columns-repeated="1999"'
    return ods(row(NUMBER.format(1, times), 99_999))


@bad("ods")
def open_merges_repeated() -> bytes:
    """A merged cell in a row that stands for a million."""
    joined = ' table:number-columns-spanned="9" table:number-rows-spanned="9"'
    return ods(row(NUMBER.format(1, joined), 90_000))


@bad("ods")
def open_merge_of_all_cells() -> bytes:
    """One range over more than the sheet: A1 is read as its corner."""
    joined = (
        ' table:number-columns-spanned="9999999" table:number-rows-spanned="9999999"'
    )
    return ods(row(NUMBER.format(1, joined)))


@bad("ods")
def open_spaces_repeated() -> bytes:
    """One element that stands for ten million spaces."""
    return ods(row(TEXT.format('a<text:s text:c="9999999"/>')))


@bad("ods")
def open_giant_text() -> bytes:
    """A text of 40 MB."""
    return ods(row(TEXT.format("a" * 40_000_000)))


@bad("ods")
def open_repeated_never() -> bytes:
    """A cell that stands for none."""
    return ods(row(NUMBER.format(1, ' table:number-columns-repeated="0"')))


@bad("ods")
def open_laughs() -> bytes:
    """A billion words, when the entities are resolved."""
    content = ods_content(row(TEXT.format("&l9;")))
    return ods("", {"content.xml": f"<!DOCTYPE a [{LAUGHS}]>{content}"})


@bad("ods")
def open_entity_of_a_file() -> bytes:
    """An entity that would read a file of whoever opens it."""
    content = ods_content(row(TEXT.format("&f;")))
    dtd = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    return ods("", {"content.xml": dtd + content})


@bad("ods")
def open_nested_deep() -> bytes:
    """100,000 tables inside one another."""
    return ods(row("<table:table-cell><table:table>" * 100_000))


@bad("ods")
def open_xml_cut_short() -> bytes:
    """The content ends in the middle."""
    return ods("", {"content.xml": ods_content(row(ONE))[:-40]})


@bad("ods")
def open_sheet_twice() -> bytes:
    """Two sheets of one name."""
    return ods(row(ONE), around="{0}{0}")


@bad("ods")
def open_no_sheet() -> bytes:
    """A spreadsheet without a table."""
    return ods("", around="<!-- {} -->")


@bad("ods")
def open_styles_in_circles() -> bytes:
    """A style that is its own parent: the time is a time."""
    style = (
        '<style:style style:name="a" style:family="table-cell"'
        ' style:parent-style-name="a"/>'
    )
    cell = (
        '<table:table-cell table:style-name="a" office:value-type="time"'
        ' office:time-value="PT06H30M00S"/>'
    )
    return ods(row(cell), styles=style)


@bad("ods")
def open_errors_of_formulas() -> bytes:
    """Errors, a result that was never stored, and values that are none."""
    formula = 'table:formula="of:=1"'
    text = f'<table:table-cell {formula} office:value-type="string"'
    cells = (
        f'{text} calcext:value-type="error"><text:p>#REF!</text:p></table:table-cell>',
        f"{text}><text:p>#N/A</text:p></table:table-cell>",
        f"<table:table-cell {formula}/>",
        NUMBER.format("many", ""),
        '<table:table-cell office:value-type="date" office:date-value="soon"/>',
    )
    return ods(row("".join(cells)))


@bad("ods")
def open_macros() -> bytes:
    """The values are read, the macros not."""
    return ods(row(ONE), {"Basic/Standard/Module1.xml": "<a/>"})


@bad("ods")
def open_link_to_another_file() -> bytes:
    """The values seen last are read; what is kept of the other file is no sheet."""
    other = "'file:///c:/other.ods'#$Sheet1"
    cell = NUMBER.format(7, f' table:formula="of:=[{other}.A1]"')
    return ods(row(cell), around=f'{{}}<table:table table:name="{other}"/>')


@bad("ods")
def open_answers_out_of_sight() -> bytes:
    """In a filtered row, in a folded group, below a merged range; and a comment."""
    joined = ' table:number-columns-spanned="2" table:number-rows-spanned="1"'
    covered = ONE.replace("table:table-cell", "table:covered-table-cell")
    hidden = row(ONE).replace("<table:table-row", '{} table:visibility="filter"')
    comment = TEXT.format("yes").replace(
        "<text:p>", "<office:annotation><text:p>no</text:p></office:annotation><text:p>"
    )
    return ods(
        hidden.format("<table:table-row")
        + f'<table:table-row-group table:display="false">{row(ONE)}'
        "</table:table-row-group>"
        + row(NUMBER.format(1, joined) + covered)
        + row(comment)
    )
