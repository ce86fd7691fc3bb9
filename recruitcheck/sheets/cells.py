"""Cells, sheets and books: what was read from a file, each cell with its address."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import Literal, TypeAlias

Value: TypeAlias = str | int | float | bool | date | datetime | time | None
Flag: TypeAlias = Literal["", "error", "formula", "hidden", "merged"]
State: TypeAlias = Literal["visible", "hidden", "veryHidden"]

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384

UNREADABLE = "#VALUE!"  # the text of a cell whose content is no value
MACROS = "macros"
EXTERNAL_LINKS = "external links"


class Percent(float):
    """A number that its cell shows times a hundred, with a percent sign: 0.8 is '80%'."""

    __slots__ = ()

    @property
    def shown(self) -> float:
        """The number before the sign: 80.0 of 0.8."""
        return float(Decimal(repr(float(self))) * 100)

    def __str__(self) -> str:
        return f"{Decimal(repr(self.shown)).normalize():f}%"


_ADDRESS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9][0-9]{0,6})", re.ASCII)


def column_name(index: int) -> str:
    """The letters of a column counted from 1: 4 is 'D', 28 is 'AB'."""
    letters = ""
    while index > 0:
        index, letter = divmod(index - 1, 26)
        letters = chr(65 + letter) + letters
    return letters


_NAMES = ("", *map(column_name, range(1, 703)))
_INDEXES = {name: index for index, name in enumerate(_NAMES)}


def column_index(name: str) -> int:
    """The number of a column, 'D' is 4; 0 when `name` is no column of a sheet."""
    known = _INDEXES.get(name)
    if known is not None:
        return known
    return split_ref(f"{name}1")[1] if name.isalpha() else 0


def cell_ref(row: int, column: int) -> str:
    """The address of a cell, both counted from 1: (14, 4) is 'D14'."""
    name = _NAMES[column] if column < len(_NAMES) else column_name(column)
    return f"{name}{row}"


def split_ref(ref: str) -> tuple[int, int]:
    """Row and column of an address, 'D14' is (14, 4); (0, 0) when it is none."""
    found = _ADDRESS.fullmatch(ref)
    if found is None:
        return 0, 0
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    return (row, column) if row <= MOST_ROWS and column <= MOST_COLUMNS else (0, 0)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as it stands in the file, text neither trimmed nor cleaned.

    `value` is None when the cell is blank. `flag` names the first that holds:

    - 'error': a formula failed or the content cannot be read; `value` is the error
      text ('#REF!'), never blank;
    - 'formula': a formula whose result was never stored, `value` is None;
    - 'hidden': in a hidden row or column, or covered by a merged range;
    - 'merged': in a merged range.
    """

    value: Value
    ref: str
    flag: Flag = ""

    @property
    def column(self) -> str:
        """The letters of the address: what cells below one heading have in common."""
        return self.ref.rstrip("0123456789")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; a person sees only its upper left cell."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    def __str__(self) -> str:
        first = cell_ref(self.first_row, self.first_column)
        last = cell_ref(self.last_row, self.last_column)
        return first if first == last else f"{first}:{last}"


class Ranges:
    """Whole numbers as ranges: a million hidden rows then take no memory."""

    __slots__ = ("_firsts", "_lasts")

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        for first, last in sorted(ranges):
            if self._lasts and first <= self._lasts[-1] + 1:
                self._lasts[-1] = max(self._lasts[-1], last)
            else:
                self._firsts.append(first)
                self._lasts.append(last)

    def __contains__(self, number: object) -> bool:
        if not isinstance(number, int):
            return False
        place = bisect_right(self._firsts, number) - 1
        return place >= 0 and number <= self._lasts[place]


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One sheet; only cells that hold something take memory.

    `values` is by row and column, counted from 1. Cells are made when asked for.
    """

    name: str
    state: State = "visible"
    values: Mapping[int, Mapping[int, Value]] = field(default_factory=dict)
    marks: Mapping[tuple[int, int], Flag] = field(default_factory=dict)
    hidden_rows: Container[int] = frozenset()
    hidden_columns: Container[int] = frozenset()
    merges: tuple[str, ...] = ()
    merges_by_row: Mapping[int, list[Merge]] = field(default_factory=dict)

    @property
    def rows(self) -> Iterator[tuple[int, list[Cell]]]:
        """Each row that holds something, top down: its number and its cells.

        Cells stand in the order of columns; blank ones are left out, so take the
        column from the cell's address and never from its place in the list.
        """
        for row, values in sorted(self.values.items()):
            cells = [
                Cell(value, cell_ref(row, column), self._flag(row, column, value))
                for column, value in sorted(values.items())
            ]
            yield row, cells

    def __getitem__(self, ref: str) -> Cell:
        """The cell at an address such as 'D14', blank where nothing was written."""
        row, column = split_ref(ref)
        if not row:
            raise KeyError(ref)
        value = self.values.get(row, {}).get(column)
        return Cell(value, cell_ref(row, column), self._flag(row, column, value))

    def _flag(self, row: int, column: int, value: Value) -> Flag:
        mark = self.marks.get((row, column))
        if mark is not None:
            return mark
        if row in self.hidden_rows or column in self.hidden_columns:
            return "hidden"
        for merge in self.merges_by_row.get(row, ()):
            if merge.first_column <= column <= merge.last_column:
                corner = (merge.first_row, merge.first_column) == (row, column)
                return "merged" if corner or value is None else "hidden"
        return ""


@dataclass(frozen=True, slots=True, eq=False)
class Book:
    """A workbook, or a text file read as a workbook of one sheet.

    `path` is the file as the user knows it. `sheets` stand in the order of the tabs.
    `flags` may hold 'macros' and 'external links': neither was run nor followed.
    """

    path: str
    sheets: Mapping[str, Sheet]
    flags: frozenset[str] = frozenset()
