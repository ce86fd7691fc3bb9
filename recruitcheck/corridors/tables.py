"""Small tables that people keep in a workspace: one heading, one row a fact.

Text files and workbooks alike, through the guarded readers; every cell knows where it
stands. What a cell must hold is said by whoever asks for it, all faults at once.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.currencies import CURRENCIES
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.sheets import Sheet, Value, read_book, read_rows
from recruitcheck.submissions.cell_answers import as_text, cleaned, quoted
from recruitcheck.submissions.numerals import digits

TEXTS, BOOKS = (".csv", ".tsv", ".txt"), (".xlsx", ".xlsm", ".xls", ".ods")
_DECIMAL = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)", re.ASCII)
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_YEARS = range(1900, 2101)  # others are a slip, or of another calendar
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: the values of its known columns; `at` says where each stands."""

    file: str
    sheet: str | None
    number: int
    values: Mapping[str, Value]
    columns: Mapping[str, str]

    def at(self, column: str = "") -> Place:
        """Of a cell, or of the whole row."""
        if column not in self.columns:
            word = "line" if self.sheet is None else "row"
            return Place(self.file, self.sheet, f"{word} {self.number}", column or None)
        cell = f"{self.columns[column]}{self.number}"
        return Place(self.file, self.sheet, cell, column)

    def __getitem__(self, column: str) -> Value:
        value = self.values.get(column)
        return cleaned(value) if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Table:
    """What columns a table has, in the order people write them; `free` may be absent."""

    name: str
    columns: Sequence[str]
    free: Sequence[str] = ()

    @property
    def needed(self) -> tuple[str, ...]:
        return tuple(name for name in self.columns if name not in self.free)


def table_files(folder: Path, name: str) -> tuple[Path, ...]:
    """`rates.csv`, `rates.xlsx` ... of a folder, in the order of their names."""
    if not folder.is_dir():
        return ()
    return tuple(
        path
        for path in sorted(folder.iterdir())
        if path.stem.casefold() == name
        and path.suffix.casefold() in {*TEXTS, *BOOKS}
        and path.is_file()
    )


def read_table(
    path: Path, table: Table, *, shown_as: str = ""
) -> tuple[tuple[Row, ...], tuple[Issue, ...]]:
    """The rows below the heading, and what is wrong with the table as a whole.

    Of a workbook the first sheet that has every column needed. Rows without a value
    are passed over. A file without a row below its heading is no fault.
    """
    file = shown_as or path.name
    text = path.suffix.casefold() in TEXTS
    book, issues = (read_rows if text else read_book)(path, name=file)
    if book is None:
        return (), issues
    headed = [_headings(sheet, table) for sheet in book.sheets.values() if sheet.values]
    fitting = [one for one in headed if not one.missing] or headed
    if not fitting:
        return (), (*issues, issue("F111", Place(file)))
    one = fitting[0]
    where = None if text else one.sheet.name
    if one.missing:
        place = Place(file, where, f"{'line' if text else 'row'} {one.number}")
        wanted, found = listed(table.needed), listed(one.found) or "nothing"
        lost = listed([f"'{name}'" for name in one.missing])
        return (), (
            *issues,
            issue("R101", place, missing=lost, found=found, wanted=wanted),
        )
    strange = [
        issue(
            "R102",
            Place(file, where, f"{column}{one.number}"),
            column=name,
            hint=did_you_mean(name, table.columns),
        )
        for name, column in one.strange.items()
    ]
    return tuple(_rows(one, file, where)), (*issues, *strange)


@dataclass(frozen=True, slots=True)
class _Headed:
    """A sheet with the row of its heading: known columns by name, their letters."""

    sheet: Sheet
    number: int
    known: Mapping[str, str]
    strange: Mapping[str, str]
    missing: Sequence[str]
    found: Sequence[str]


def _headings(sheet: Sheet, table: Table) -> _Headed:
    number, cells = next(iter(sheet.rows))
    names = {cell.column: _heading(cell.value) for cell in cells if cell.value}
    known: dict[str, str] = {}
    for column, name in names.items():
        if name in table.columns:
            known.setdefault(name, column)
    strange = {
        name: column for column, name in names.items() if known.get(name) != column
    }
    missing = [name for name in table.needed if name not in known]
    return _Headed(sheet, number, known, strange, missing, list(names.values()))


def _heading(value: Value) -> str:
    """' Retrieved_On ' is the column 'retrieved-on'."""
    words = quoted(value).casefold().replace("_", " ").replace("-", " ")
    return "-".join(words.split())


def _rows(one: _Headed, file: str, where: str | None) -> Iterator[Row]:
    names = {column: name for name, column in one.known.items()}
    for number, cells in one.sheet.rows:
        values = {
            names[cell.column]: cell.value
            for cell in cells
            if cell.column in names and as_text(cell.value).strip()
        }
        if number > one.number and values:
            yield Row(file, where, number, values, one.known)


def cell_text(row: Row, column: str) -> str:
    """What stands in a cell, '' where nothing does; 3.0 is '3'."""
    return cleaned(as_text(row[column]))


class Reading:
    """Cells of rows taken one by one; what is wrong gathers in `issues`."""

    def __init__(self, issues: Iterable[Issue] = ()) -> None:
        self.issues = list(issues)

    def wrong(self, code: str, place: Place, **values: object) -> None:
        self.issues.append(issue(code, place, **values))

    def text(self, row: Row, column: str) -> str:
        """What stands there; '' and an issue where nothing does."""
        text = cleaned(as_text(row[column]))
        if not text:
            self.wrong("R103", row.at(column), column=column)
        return text

    def currency(self, row: Row, column: str) -> str | None:
        """A code of ISO 4217, written in any case."""
        return self._parsed(row, column, _currency, "R104", sorted(CURRENCIES))

    def date(self, row: Row, column: str) -> date | None:
        """A date cell, or a text such as 2026-03-31 and nothing looser."""
        return self._parsed(row, column, _date, "R105")

    def number(self, row: Row, column: str) -> Decimal | None:
        """Any number, exactly as it is written; '1,25' could be two numbers."""
        return self._parsed(row, column, _number, "R106")

    def positive(self, row: Row, column: str) -> Decimal | None:
        return self._parsed(row, column, _positive, "R107")

    def count(self, row: Row, column: str) -> int | None:
        """A whole number, 0 or more."""
        return self._parsed(row, column, _count, "R108")

    def corridor(self, row: Row, column: str) -> Corridor | None:
        return self._parsed(row, column, _corridor, "R109")

    def year(self, row: Row, column: str) -> int | None:
        """A year of four digits."""
        return self._parsed(row, column, _year, "R110")

    def _parsed(
        self,
        row: Row,
        column: str,
        parse: Callable[[Value], T],
        code: str,
        allowed: Iterable[str] = (),
    ) -> T | None:
        value = row[column]
        if value is None:
            self.text(row, column)
            return None
        try:
            return parse(value)
        except ValueError:
            hint = did_you_mean(as_text(value), allowed)
            self.wrong(code, row.at(column), found=quoted(value), hint=hint)
            return None


def _currency(value: Value) -> str:
    code = cleaned(as_text(value)).upper()
    if code not in CURRENCIES:
        raise ValueError(code)
    return code


def _date(value: Value) -> date:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = digits(cleaned(as_text(value)))
    if not _ISO.fullmatch(text):  # Python reads '20260331' and '2026-W13-2' too
        raise ValueError(text)
    return date.fromisoformat(text)


def _number(value: Value) -> Decimal:
    text = digits(cleaned(as_text(value)))
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def _positive(value: Value) -> Decimal:
    found = _number(value)
    if found <= 0:
        raise ValueError(found)
    return found


def _count(value: Value) -> int:
    found = _number(value)
    if found < 0 or found != found.to_integral_value():
        raise ValueError(found)
    return int(found)


def _corridor(value: Value) -> Corridor:
    return Corridor.parse(as_text(value))


def _year(value: Value) -> int:
    found = _count(value)
    if found not in _YEARS:
        raise ValueError(found)
    return found
