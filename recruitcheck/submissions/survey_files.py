"""The tables of a survey export, whatever kind of file it is.

KoboToolbox gives a workbook or a text file, ODK Central a ZIP archive of text files or
one text file, and anybody may give a plain table: .csv, .xlsx or .parquet.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, time
from os import SEEK_END
from pathlib import Path

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets import Limits, Sheet, read_book, read_rows
from recruitcheck.sheets.delimited import TextRows, stream_archive, stream_rows
from recruitcheck.submissions.survey_parquet import MARK, open_parquet
from recruitcheck.submissions.survey_tables import (
    LIMITS,
    RowTable,
    SurveyTable,
    packed_limits,
)

_PACKED = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx, .ods and .zip; .xls

Opened = tuple[tuple[SurveyTable, ...], tuple[Issue, ...]]


def open_tables(path: Path, file: str) -> Opened:
    """Every table that holds something, in their order, or none and why.

    `file` is what issues call it.
    """
    try:
        with path.open("rb") as stream:
            start, size = stream.read(4), stream.seek(0, SEEK_END)
    except OSError:
        return (), read_rows(path, name=file)[1]  # which says why
    if start == MARK:
        return open_parquet(path, file)
    if start in _PACKED:
        return _open_packed(path, file, packed_limits(size))
    rows, issues = stream_rows(path, name=file, limits=LIMITS)
    return _text_tables([] if rows is None else [rows], file, issues)


def _open_packed(path: Path, file: str, limits: Limits) -> Opened:
    texts, issues = stream_archive(path, name=file, limits=limits)
    if texts or issues:
        return _text_tables(texts, file, issues)
    book, issues = read_book(path, name=file, limits=limits)
    if book is None:
        return (), issues
    tables = [_sheet_table(one, file) for one in book.sheets.values() if one.values]
    return tuple(tables), issues if tables else (*issues, issue("F111", Place(file)))


def _text_tables(
    texts: Iterable[TextRows], file: str, issues: tuple[Issue, ...]
) -> Opened:
    tables = []
    for rows in texts:
        try:
            number, cells = next(iter(rows), (0, []))
        except InvalidFileError as error:
            return (), (*issues, *error.issues)
        headings = _named(dict(enumerate(cells, start=1)))
        if number:
            name = rows.name or None
            tables.append(RowTable(file, name, number, headings, rows, strict=True))
    nothing = not tables and not any(one.blocking for one in issues)
    return tuple(tables), (*issues, issue("F103", Place(file))) if nothing else issues


def _sheet_table(sheet: Sheet, file: str) -> RowTable:
    first = min(sheet.values)
    headings = {column: _text(v) for column, v in sheet.values[first].items()}
    formulas = [place for place, mark in sheet.marks.items() if mark == "formula"]
    rows = _SheetRows(sheet)
    return RowTable(file, sheet.name, first, _named(headings), rows, formulas=formulas)


class _SheetRows:
    def __init__(self, sheet: Sheet) -> None:
        self._values = sheet.values

    def __iter__(self) -> Iterator[tuple[int, Sequence[str]]]:
        for row, values in sorted(self._values.items()):
            cells = [_text(values.get(n)) for n in range(1, max(values, default=0) + 1)]
            if any(cells):
                yield row, cells


def _text(value: object) -> str:
    """A cell as a text export of the same survey would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if type(value) is float and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _named(headings: Mapping[int, str]) -> dict[int, str]:
    texts = {
        column: text.strip("\ufeff \t\r\n\xa0") for column, text in headings.items()
    }
    return {column: text for column, text in texts.items() if text}
