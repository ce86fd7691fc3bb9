"""How the cells of a blank workbook look, and how text gets into them."""

import math
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

# All about openpyxl; imported only when a blank is written.
from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: TID253
from openpyxl.cell.text import InlineFont  # noqa: TID253
from openpyxl.styles import (  # noqa: TID253
    Alignment,
    Font,
    PatternFill,
    Side,
)
from openpyxl.styles.colors import Color  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.conditions import writable
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    EVIDENCE,
    EVIDENCE_DATE,
    QUESTION,
    REF,
    SEEN_BY,
    STATE,
)

INK, INK_2, INK_3, RULE, WHITE = "17212B", "44505C", "626D79", "CFD5DB", "FFFFFF"
BLUE, PALE_BLUE, PALE_GREY, PALE_RUST = "0B5C8C", "E7F1F8", "EFF1F3", "F8E3D8"
PALE_SAND = "FBF3D5"  # what was carried over and nobody confirmed
FAINT, FAINT_INK = "F6F7F8", "AEB6BE"  # what does not apply
FAMILY = "Arial"
WIDTHS = {
    REF: 15,
    QUESTION: 56,
    STATE: 4,
    ANSWER: 34,
    COMMENT: 30,
    EVIDENCE: 28,
    EVIDENCE_DATE: 14,
    SEEN_BY: 18,
}


def put(sheet: Worksheet, place: str, text: str) -> Any:
    """Write text that stays text, also when it begins as a formula does."""
    cell = sheet[place]
    cell.value = writable(text)
    cell.data_type = "s"
    if text[:1] in {"=", "+", "-", "@"}:
        cell.quotePrefix = True
    return cell


def put_value(sheet: Worksheet, place: str, value: str | float | date) -> None:
    """Write a text as text, a number as a number, a day as a day."""
    if isinstance(value, str):
        put(sheet, place, value)
    else:
        sheet[place].value = value


def rich(parts: Sequence[tuple[str, InlineFont]]) -> CellRichText:
    """A text in several fonts; it too stays text."""
    return CellRichText([TextBlock(kind, writable(text)) for text, kind in parts])


def font(
    size: float, *, bold: bool = False, colour: str = INK, underlined: bool = False
) -> Font:
    line: Literal["single"] | None = "single" if underlined else None
    return Font(name=FAMILY, size=size, bold=bold, color=colour, underline=line)


def inline(size: float, *, bold: bool = False, colour: str = INK) -> InlineFont:
    return InlineFont(rFont=FAMILY, sz=size, b=bold, color=Color(colour))


def filled(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def thin() -> Side:
    return Side("thin", color=RULE)


def thick() -> Side:
    return Side("medium", color=INK)


def aligned(*, indent: int = 0) -> Alignment:
    return Alignment(
        horizontal="left", vertical="center", wrap_text=True, indent=indent
    )


def lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column so wide, rather one too many."""
    letters = width * 7 / (size * 4 / 3 * 0.46)  # 0.46: an Arial letter, on average
    return sum(max(1, math.ceil(len(part) / letters)) for part in text.split("\n"))


def protect(sheet: Worksheet) -> None:
    """Against slips, not against people: there is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False
