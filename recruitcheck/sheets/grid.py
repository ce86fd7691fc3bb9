"""The cells of one sheet while it is being read, counted against the limits."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from recruitcheck.sheets.cells import (
    Flag,
    Merge,
    Ranges,
    Sheet,
    State,
    Value,
    cell_ref,
)
from recruitcheck.sheets.limits import Limits, Refused, damaged, too_large


@dataclass(slots=True)
class Budget:
    """What the sheets of one file have cost so far, all together.

    A part of a file can be named by many sheets, so a limit per sheet is none.
    """

    limits: Limits
    rows: int = 0
    cells: int = 0
    merges: int = 0
    merged_rows: int = 0

    def count_row(self) -> None:
        self.rows += 1
        # Blank rows cost as much as cells do.
        if self.rows > self.limits.cells:
            raise too_large("rows", self.limits.cells)

    def count_cells(self, cells: int = 1) -> None:
        self.cells += cells
        if self.cells > self.limits.cells:
            raise too_large("cells", self.limits.cells)

    def count_merge(self) -> None:
        self.merges += 1
        if self.merges > self.limits.merges:
            raise too_large("merged ranges", self.limits.merges)

    def count_merged_rows(self, rows: int) -> None:
        self.merged_rows += rows
        if self.merged_rows > self.limits.cells:
            raise too_large("rows in merged ranges", self.limits.cells)


@dataclass(slots=True)
class Grid:
    """Filled by a reader of one format, row and column counted from 1."""

    budget: Budget
    values: dict[int, dict[int, Value]] = field(default_factory=dict)
    marks: dict[tuple[int, int], Flag] = field(default_factory=dict)
    hidden_rows: list[tuple[int, int]] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merges: list[Merge] = field(default_factory=list)

    def store(self, row: int, column: int, value: Value, mark: Flag = "") -> None:
        values = self.values.get(row)
        if values is None:
            values = self.values[row] = {}
        elif column in values:
            raise damaged("it holds this cell twice", cell=cell_ref(row, column))
        limits = self.budget.limits
        if row > limits.rows or column > limits.columns:
            most = cell_ref(limits.rows, limits.columns)
            raise Refused("F110", cell=cell_ref(row, column), most=most)
        values[column] = value
        if mark:
            self.marks[row, column] = mark

    def hide_rows(self, first: int, last: int) -> None:
        _hide(self.hidden_rows, first, last)

    def hide_columns(self, first: int, last: int) -> None:
        _hide(self.hidden_columns, first, last)

    def merge(self, merge: Merge) -> None:
        self.budget.count_merge()
        self.merges.append(merge)

    def as_sheet(self, name: str, state: State) -> Sheet:
        return Sheet(
            name,
            state,
            self.values,
            self.marks,
            _ranges(self.hidden_rows),
            _ranges(self.hidden_columns),
            tuple(map(str, self.merges)),
            self._merges_by_row(lowest=max(self.values, default=0)),
        )

    def _merges_by_row(self, *, lowest: int) -> dict[int, list[Merge]]:
        """Merges of each row down to the last one in use: never cell by cell."""
        by_row: dict[int, list[Merge]] = {}
        for merge in self.merges:
            rows = range(merge.first_row, min(merge.last_row, lowest) + 1)
            self.budget.count_merged_rows(len(rows))
            for row in rows:
                by_row.setdefault(row, []).append(merge)
        return by_row


def _hide(hidden: list[tuple[int, int]], first: int, last: int) -> None:
    if hidden and hidden[-1][1] == first - 1:
        first, _ = hidden.pop()
    hidden.append((first, last))


def _ranges(hidden: Iterable[tuple[int, int]]) -> Ranges | frozenset[int]:
    # A frozenset answers faster, and most sheets hide nothing.
    return Ranges(hidden) if hidden else frozenset()
