"""The sheets of an XLSForm workbook as rows whose cells go by their heading."""

from collections.abc import Mapping
from dataclasses import dataclass

from recruitcheck.sheets import Cell, Sheet


@dataclass(frozen=True, slots=True)
class FormRow:
    """A row of a sheet with a heading: its cells by column name."""

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return "" if cell is None else cell_text(cell)

    def ref(self, column: str) -> str:
        """Where that column of this row stands, also where the cell is empty."""
        return f"{self.columns.get(column, 'A')}{self.number}"

    def by_language(self, column: str, default: str) -> dict[str, str]:
        """The texts of `label::English (en)` and its like.

        A plain `label` counts as the default language.
        """
        texts = {}
        for name in self.columns:
            if name == column or name.startswith(f"{column}::"):
                texts[name.partition("::")[2].strip() or default] = self.text(name)
        return texts


def form_rows(sheet: Sheet) -> tuple[dict[str, str], list[FormRow]]:
    """Column letters by heading, and the rows below that hold anything."""
    rows = iter(sheet.rows)
    _, heading = next(rows, (0, ()))
    columns = {text: cell.column for cell in heading if (text := cell_text(cell))}
    names = {letters: name for name, letters in columns.items()}
    found = []
    for row, cells in rows:
        by_name = {
            names[cell.column]: cell
            for cell in cells
            if cell.column in names and cell_text(cell)
        }
        if by_name:
            found.append(FormRow(row, by_name, columns))
    return columns, found


def cell_text(cell: Cell) -> str:
    """What the cell says; some programs write a whole number as 3, others as 3.0."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()
