"""A plain table on a sheet: headings that stay in view, one row a record."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

# All about openpyxl; imported only when a workbook is written.
from openpyxl.utils import get_column_letter  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    INK,
    WHITE,
    aligned,
    filled,
    font,
    put,
)

Cells = Sequence[str | float | Decimal | date | None]


def write_table(
    sheet: Worksheet, columns: Mapping[str, int], rows: Sequence[Cells], *, row: int = 1
) -> None:
    """Write headings with their widths, and the rows below them; texts stay texts."""
    for column, (heading, width) in enumerate(columns.items(), start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        cell = put(sheet, f"{letter}{row}", heading)
        cell.font, cell.fill = font(10, bold=True, colour=WHITE), filled(INK)
        cell.alignment = aligned()
    for number, cells in enumerate(rows, start=row + 1):
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                put(sheet, cell.coordinate, value)
            else:
                cell.value = value
            cell.font, cell.alignment = font(10), aligned()
            if isinstance(value, Decimal):
                cell.number_format = "#,##0" if value == int(value) else "#,##0.00"
    sheet.freeze_panes = f"B{row + 1}"
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{row}:{last}{row + len(rows)}"


def write_lines(sheet: Worksheet, lines: Sequence[str], *, width: int = 100) -> None:
    """Sentences below each other; the first is the title, '' leaves a row free."""
    sheet.column_dimensions["A"].width = width
    for number, text in enumerate(lines, start=1):
        cell = put(sheet, f"A{number}", text)
        cell.font = font(14 if number == 1 else 10, bold=number == 1)
        cell.alignment = aligned()
