"""Workbooks of Excel 97 to 2003 (.xls) read into a `Book`.

The records are those of Microsoft's [MS-XLS], "Excel Binary File Format".
"""

import math
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from recruitcheck.sheets.cells import (
    EXTERNAL_LINKS,
    MACROS,
    UNREADABLE,
    Book,
    Flag,
    Merge,
    Sheet,
    State,
    Value,
)
from recruitcheck.sheets.compound import CompoundFile, cut_short
from recruitcheck.sheets.dates import BUILT_IN, Kind, format_kind, from_serial
from recruitcheck.sheets.grid import Budget, Grid
from recruitcheck.sheets.limits import Limits, Refused, damaged, quoted, too_large
from recruitcheck.sheets.markup import as_whole
from recruitcheck.sheets.xls_records import Records, Texts

_WORKBOOK = "Workbook"
_OLD_WORKBOOK = "Book"
_MACRO_FOLDER = "_VBA_PROJECT_CUR"

_START = 0x0809
_END = 0x000A
_VERSION = 0x0600
_IS_SHEET = 0x0010
_IN_THIS_FILE = (0x0401, 0x3A01)  # itself, and functions of add-ins

_STATES: Mapping[int, State] = {1: "hidden", 2: "veryHidden"}
_OF_CELLS = 0
_CHART = 2
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}
# What a formula gave, where it is no number.
_TEXT, _TRUTH, _ERROR = 0, 1, 2
_ROW_IS_HIDDEN = 0x20
_COLUMN_IS_HIDDEN = 0x01


def read_xls(content: bytes, file: str, limits: Limits) -> Book:
    container = CompoundFile(content, limits)
    if _WORKBOOK not in container:
        if _OLD_WORKBOOK in container:
            raise Refused("F105", format="a workbook of Excel 95 or older (.xls)")
        raise Refused("F106", kind="an old Office document")
    records = Records(container.stream(_WORKBOOK), limits)
    shared = _Globals(limits)
    try:
        shared.read(records)
        sheets = _sheets(records, shared)
    except struct.error:
        raise cut_short() from None
    flags = {
        MACROS: shared.has_macros or _MACRO_FOLDER in container.names,
        EXTERNAL_LINKS: shared.links_elsewhere,
    }
    return Book(file, sheets, frozenset(flag for flag, holds in flags.items() if holds))


def _sheets(records: Records, shared: "_Globals") -> dict[str, Sheet]:
    if len(shared.sheets) > shared.limits.sheets:
        raise too_large("sheets", shared.limits.sheets)
    found: dict[str, Sheet] = {}
    for name, (place, state) in shared.sheets.items():
        sheet = _OpenSheet(records, shared)
        try:
            sheet.read(place)
            found[name] = sheet.grid.as_sheet(name, state)
        except (Refused, struct.error) as error:
            refused = error if isinstance(error, Refused) else cut_short()
            refused.sheet = name
            raise refused from None
    if not found:
        raise Refused("F111")
    return found


class _Globals:
    """What stands before the sheets: their names, all texts, all formats."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.budget = Budget(limits)
        self.sheets: dict[str, tuple[int, State]] = {}
        self.texts: list[str] = []
        self.from_1904 = False
        self.has_macros = False
        self.links_elsewhere = False
        self._formats: dict[int, Kind] = dict(BUILT_IN)
        self._styles: list[int] = []

    def read(self, records: Records) -> None:
        start, *_ = records.start_at(0)
    