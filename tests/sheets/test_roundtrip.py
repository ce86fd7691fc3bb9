"""What openpyxl writes is read back equal, at the same address."""

import io
from datetime import date, datetime, time, timedelta

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from recruitcheck.sheets import Cell, cell_ref, read_book


def plain(text):
    """Text that openpyxl writes as it is: XML has no '\\r', '=' begins a formula."""
    return not (
        ILLEGAL_CHARACTERS_RE.search(text)
        or "\r" in text
        or text.startswith("=")
        or "_x" in text
        or any(char in text for char in "\ufffe\uffff")
    )


# openpyxl makes an error of a text that is spelled like one, as Excel does.
ERRORS = {"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"}
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=40).filter(
    lambda text: plain(text) and text not in ERRORS
)
MOMENTS = st.datetimes(datetime(1900, 3, 1), datetime(9999, 12, 31)).map(
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000)
)
# openpyxl writes sixteen digits of a number.
FLOATS = st.floats(-1e300, 1e300).map(lambda number: float(f"{number:.15g}"))
VALUES = (
    TEXTS
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | FLOATS
    | st.dates(date(1900, 1, 1))
    | MOMENTS
    | st.integers(0, 86_399_999).map(
        lambda clock: (datetime(2000, 1, 1) + timedelta(milliseconds=clock)).time()
    )
)
ADDRESSES = st.tuples(st.integers(1, 2_000), st.integers(1, 800))


@settings(deadline=None)
@given(cells=st.dictionaries(ADDRESSES, VALUES, max_size=8))
def test_what_openpyxl_writes_is_read_back(cells):
    """Texts of any script, numbers, truth values, dates and times."""
    workbook = openpyxl.Workbook()
    for (row, column), value in cells.items():
        workbook.worksheets[0].cell(row, column, value)
    stream = io.BytesIO()
    workbook.save(stream)

    book, issues = read_book(stream.getvalue())

    assert () == issues
    assert book is not None
    found = [cell for _, row in book.sheets["Sheet"].rows for cell in row]
    assert [
        Cell(value, cell_ref(row, column))
        for (row, column), value in sorted(cells.items(), key=lambda item: item[0])
    ] == found
    for (row, column), value in cells.items():
        read = book.sheets["Sheet"][cell_ref(row, column)].value
        assert isinstance(value, bool) == isinstance(read, bool)


def test_a_midnight_is_a_time_and_a_day_is_a_day():
    """The kind comes from the number format, not from the value."""
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append([time(0), date(2024, 1, 1), datetime(2024, 1, 1)])
    stream = io.BytesIO()
    workbook.save(stream)

    book, _ = read_book(stream.getvalue())

    assert book is not None
    ((_, cells),) = book.sheets["Sheet"].rows
    assert [time(0), date(2024, 1, 1), datetime(2024, 1, 1)] == [
        cell.value for cell in cells
    ]
    assert [time, date, datetime] == [type(cell.value) for cell in cells]
