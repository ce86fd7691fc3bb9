"""One table of an OpenDocument spreadsheet while it is being read."""

from bisect import bisect_left

from recruitcheck.sheets.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    Flag,
    Merge,
    Sheet,
    Value,
    cell_ref,
)
from recruitcheck.sheets.grid import Budget, Grid
from recruitcheck.sheets.limits import damaged, quoted
from recruitcheck.sheets.markup import whole
from recruitcheck.sheets.ods_cells import OpenCell
from recruitcheck.sheets.ods_names import TABLE
from recruitcheck.sheets.ods_styles import Styles

_HIDDEN = ("collapse", "filter")


class OpenTable:
    """Knows where in the table the next row and the next cell stand.

    One element may stand for a million equal rows or cells: those that are blank are
    counted on and never made.
    """

    def __init__(
        self, attributes: dict[str, str], styles: Styles, budget: Budget
    ) -> None:
        self.name = attributes.get(f"{TABLE}name", "")
        self._style = attributes.get(f"{TABLE}style-name", "")
        self._styles = styles
        self._budget = budget
        self._grid = Grid(budget)
        self._folded: list[bool] = []  # the groups around, from the outermost
        # The last column of each element that describes columns, and their style.
        self._columns: list[int] = []
        self._column_styles: list[str] = []
        # The row that is being read, with those that are equal to it.
        self._first_row = 1
        self._last_row = 0
        self._row_style = ""
        self._column = 0
        self._cells: list[tuple[range, Value, Flag]] = []
        self._merges: list[tuple[int, int, int]] = []  # column, rows, columns

    def start_group(self, attributes: dict[str, str]) -> None:
        self._folded.append(attributes.get(f"{TABLE}display") == "false")

    def end_group(self) -> None:
        self._folded.pop()

    def note_column(self, attributes: dict[str, str]) -> None:
        first = self._columns[-1] + 1 if self._columns else 1
        times = _times(attributes, "number-columns-repeated")
        last = min(first + times - 1, MOST_COLUMNS)
        if first > last:
            return
        self._columns.append(last)
        style = attributes.get(f"{TABLE}default-cell-style-name", "")
        self._column_styles.append(style)
        if self._is_hidden(attributes):
            self._grid.hide_columns(first, last)

    def start_row(self, attributes: dict[str, str]) -> None:
        self._budget.count_row()
        self._first_row = self._last_row + 1
        self._last_row += _times(attributes, "number-rows-repeated")
        self._row_style = attributes.get(f"{TABLE}default-cell-style-name", "")
        self._column = 0
        self._cells = []
        self._merges = []
        if self._is_hidden(attributes):
            self._grid.hide_rows(self._first_row, self._last_row)

    def end_row(self) -> None:
        rows = range(self._first_row, self._last_row + 1)
        if self._cells or self._merges:
            each = sum(len(columns) for columns, _, _ in self._cells)
            # One of each was counted when it was read.
            self._budget.count_cells(each * len(rows) - len(self._cells))
            for row in rows:
                self._store(row)

    def _store(self, row: int) -> None:
        for columns, value, mark in self._cells:
            for column in columns:
                self._grid.store(row, column, value, mark)
        for column, rows, columns_ in self._merges:
            last_row = min(row + rows - 1, MOST_ROWS)
            last_column = min(column + columns_ - 1, MOST_COLUMNS)
            self._grid.merge(Merge(row, column, last_row, last_column))

    @property
    def next_place(self) -> str:
        """The address of the cell that comes next."""
        return cell_ref(self._first_row, self._column + 1)

    def end_cell(self, cell: OpenCell) -> None:
        """Take in a cell that stands beside the one before."""
        self._budget.count_cells()
        first = self._column + 1
        self._column += _times(cell.attributes, "number-columns-repeated")
        value, mark = cell.value(self._styles.kind(self._cell_style(cell, first)))
        if value is not None or mark:
            self._cells.append((range(first, self._column + 1), value, mark))
        rows = _times(cell.attributes, "number-rows-spanned")
        columns = _times(cell.attributes, "number-columns-spanned")
        if rows > 1 or columns > 1:
            self._merges.append((first, rows, columns))

    def _cell_style(self, cell: OpenCell, column: int) -> str:
        own = cell.attributes.get(f"{TABLE}style-name") or self._row_style
        if own:
            return own
        place = bisect_left(self._columns, column)
        return self._column_styles[place] if place < len(self._columns) else ""

    def _is_hidden(self, attributes: dict[str, str]) -> bool:
        return attributes.get(f"{TABLE}visibility") in _HIDDEN or True in self._folded

    def as_sheet(self) -> Sheet:
        hidden = self._style in self._styles.hidden
        return self._grid.as_sheet(self.name, "hidden" if hidden else "visible")


def _times(attributes: dict[str, str], name: str) -> int:
    told = attributes.get(TABLE + name)
    if told is None:
        return 1
    times = whole(told)
    if not times:
        raise damaged(f"it repeats or joins {quoted(told)} cells")
    return times
