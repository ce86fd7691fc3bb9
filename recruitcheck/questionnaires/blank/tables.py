"""A plain table on a sheet: headings that stay in view, one row a record."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

# All about openpyxl; imported only when a workbook is written.
from openpyxl.styles import Alignment  # noqa: TID253
from openpyxl.utils import get_column_letter  # noqa: TID253
from openpyxl.worksheet.page import PageMargins  # noqa: TID253
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    INK,
    WHITE,
    aligned,
    filled,
    font,
    lines_of,
    put,
)

_LEADING = 1.3  # height of a line by the size of its letters
Cells = Sequence[str | float | Decimal | date | None]


def write_table(
    sheet: Worksheet, columns: Mapping[str, int], rows: Sequence[Cells], *, row: int = 1
) -> None:
    """Write headings with their widths, and the rows below them; texts stay texts.

    It prints on as many pages as it is long, and on one across.
    """
    widths = list(columns.values())
    _fit(sheet, row, list(columns), widths)
    for column, (heading, width) in enumerate(columns.items(), start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        cell = put(sheet, f"{letter}{row}", heading)
        cell.font, cell.fill = font(10, bold=True, colour=WHITE), filled(INK)
        cell.alignment = aligned()
    for number, cells in enumerate(rows, start=row + 1):
        _fit(sheet, number, cells, widths)
        for column, value in enumerate(cells, start=1):
            cell = sheet.cell(number, column)
            if isinstance(value, str):
                put(sheet, cell.coordinate, value)
            else:
                cell.value = value
            cell.font, cell.alignment = font(10), aligned()
            if isinstance(value, int | float | Decimal):
                cell.alignment = Alignment(
                    horizontal="right", vertical="center", indent=1
                )
            if isinstance(value, Decimal):
                cell.number_format = "#,##0" if value == int(value) else "#,##0.00"
    sheet.freeze_panes = f"B{row + 1}"
    last = get_column_letter(len(columns))
    sheet.auto_filter.ref = f"A{row}:{last}{row + len(rows)}"
    sheet.print_title_rows = f"{row}:{row}"
    _fit_page(sheet)


def _fit(
    sheet: Worksheet, row: int, cells: Cells, widths: Sequence[int], size: float = 10
) -> None:
    """A row as high as its longest text needs: not every program works that out."""
    lines = max(
        (
            lines_of(value, width, size)
            for value, width in zip(cells, widths, strict=False)
            if isinstance(value, str)
        ),
        default=1,
    )
    if lines > 1:
        sheet.row_dimensions[row].height = lines * size * _LEADING


def _fit_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.5)
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def write_lines(sheet: Worksheet, lines: Sequence[str], *, width: int = 100) -> None:
    """Sentences below each other; the first is the title, '' leaves a row free."""
    sheet.column_dimensions["A"].width = width
    _fit_page(sheet)
    for number, text in enumerate(lines, start=1):
        _fit(sheet, number, [text], [width], 14 if number == 1 else 10)
        cell = put(sheet, f"A{number}", text)
        cell.font = font(14 if number == 1 else 10, bold=number == 1)
        cell.alignment = aligned()
