"""A sheet or a text file with a heading, as rows of texts by heading."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recruitcheck.issues import Issue, Place
from recruitcheck.sheets.cells import Sheet
from recruitcheck.sheets.delimited import read_rows


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the heading. `texts` are by heading, without blank ones."""

    number: int
    texts: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.texts.get(column, "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A cell of the heading; `ref` is its address."""

    text: str
    letters: str
    ref: str


@dataclass(frozen=True)
class Table:
    """A sheet with a heading; `sheet` is '' for a text file."""

    file: str
    sheet: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The column of each heading; the first where a heading stands twice."""
        return {one.text: one.letters for one in reversed(self.headings)}

    @cached_property
    def by_name(self) -> Mapping[str, Row]:
        """The first row of each name."""
        return {row.text("name"): row for row in reversed(self.rows)}

    def place(self, row: Row, column: str) -> Place:
        """The cell of that column; of the first one where there is no such column."""
        return self.at(row.number, column, row.text("name") or None)

    def at(self, number: int, column: str, label: str | None) -> Place:
        cell = f"{self.letters.get(column, 'A')}{number}"
        return Place(self.file, self.sheet or None, cell, label)


def read_table(path: Path, *, shown_as: str) -> tuple[Table | None, tuple[Issue, ...]]:
    """A text file (CSV) with a heading; None where it cannot be read."""
    book, issues = read_rows(path, name=shown_as)
    if book is None:
        return None, issues
    return as_table(next(iter(book.sheets.values())), "", shown_as), issues


def as_table(sheet: Sheet | None, name: str, file: str) -> Table:
    """The sheet as a table whose first row is its heading; empty without a sheet."""
    rows = iter(sheet.rows if sheet else ())
    _, first = next(rows, (1, []))
    headings = tuple(
        Heading(text, cell.column, cell.ref)
        for cell in first
        if (text := _text(cell.value))
    )
    names = {one.letters: one.text for one in headings}
    found = []
    for number, cells in rows:
        texts = {
            names[cell.column]: text
            for cell in cells
            if cell.column in names and (text := _text(cell.value))
        }
        if texts:
            found.append(Row(number, texts))
    return Table(file, name, headings, tuple(found))


def _text(value: object) -> str:
    """What a cell says, as the reader takes it: 3 and 3.0 are the same."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
