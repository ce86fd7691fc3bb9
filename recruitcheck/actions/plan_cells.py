"""How cells and pages of an action plan look."""

# All about openpyxl; imported only when a plan is written.
from openpyxl.styles import Border  # noqa: TID253
from openpyxl.worksheet.page import PageMargins  # noqa: TID253
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    PALE_BLUE,
    aligned,
    filled,
    font,
    thin,
)

BODY, SMALL = 10.0, 8.5  # sizes of type, in points


def open_cell(cell: object) -> None:
    """A cell for people to write in."""
    cell.fill, cell.font = filled(PALE_BLUE), font(BODY)  # type: ignore[attr-defined]
    cell.alignment = aligned(indent=1)  # type: ignore[attr-defined]
    cell.border = Border(thin(), thin(), thin(), thin())  # type: ignore[attr-defined]


def set_page(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.75, 0.3, 0.3)
