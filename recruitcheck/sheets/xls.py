"""Workbooks of Excel 97 to 2003 (.xls) read into a `Book`.

The records are those of Microsoft's [MS-XLS], "Excel Binary File Format".
"""

import math
import struct
from collections.abc import Callable, Mapping

from recruitcheck.sheets.cells import (
    EXTERNAL_LINKS,
    MACROS,
    UNREADABLE,
    Book,
    Flag,
    Merge,
    Percent,
    Sheet,
    State,
    Value,
    cell_ref,
)
from recruitcheck.sheets.compound import CompoundFile, cut_short
from recruitcheck.sheets.dates import BUILT_IN, Kind, format_kind, from_serial
from recruitcheck.sheets.grid import Budget, Grid
from recruitcheck.sheets.limits import Limits, Refused, damaged, quoted, too_large
from recruitcheck.sheets.markup import as_whole
from recruitcheck.sheets.xls_records import START, Records, Texts

_WORKBOOK = "Workbook"
_OLD_WORKBOOK = "Book"
_SCRAMBLED = "EncryptedPackage"  # an .xlsx with a password
_MACRO_FOLDER = "_VBA_PROJECT_CUR"

_VERSION = 0x0600
_TOO_OLD = "a workbook of Excel 95 or older (.xls)"
_ALL_TEXTS = 0x00FC
_RESULT = 0x0207
_CELLS, _CHART = 0, 2  # kinds of sheets
_NOT_ELSEWHERE = (0x0401, 0x3A01)  # this file, and functions of add-ins
_STATES: Mapping[int, State] = {1: "hidden", 2: "veryHidden"}
# What a formula gave, where it is no number.
_NO_NUMBER = 0xFFFF
_GAVE_TEXT, _GAVE_TRUTH, _GAVE_NO_TEXT = 0, 1, 3
_HIDDEN_ROW = 0x20
_HIDDEN_COLUMN = 0x01
_ERRORS = {
    0x00: "#NULL!",
    0x07: "#DIV/0!",
    0x0F: "#VALUE!",
    0x17: "#REF!",
    0x1D: "#NAME?",
    0x24: "#NUM!",
    0x2A: "#N/A",
}


def read_xls(content: bytes, file: str, limits: Limits) -> Book:
    container = CompoundFile(content, limits)
    if _SCRAMBLED in container:
        raise Refused("F104")
    if _WORKBOOK not in container:
        if _OLD_WORKBOOK in container:
            raise Refused("F105", format=_TOO_OLD)
        raise Refused("F106", kind="an old Office document")
    records = Records(container.stream(_WORKBOOK), limits)
    shared = _Globals(limits)
    try:
        shared.read(records)
    except struct.error:
        raise cut_short() from None
    sheets = _sheets(records, shared)
    flags = {
        MACROS: shared.has_macros or _MACRO_FOLDER in container.names,
        EXTERNAL_LINKS: shared.links_elsewhere,
    }
    return Book(file, sheets, frozenset(flag for flag, holds in flags.items() if holds))


def _sheets(records: Records, shared: "_Globals") -> dict[str, Sheet]:
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
        self.kinds: dict[int, Kind] = {}  # of the styles that show no plain number
        self.from_1904 = False
        self.has_macros = False
        self.links_elsewhere = False
        self._formats: dict[int, Kind] = dict(BUILT_IN)
        self._styles: list[int] = []
        self._readers: Mapping[int, Callable[[bytes], None]] = {
            START: self._check_version,
            0x0022: self._note_epoch,
            0x002F: self._refuse_password,
            0x0085: self._note_sheet,
            0x00D3: self._note_macros,
            0x00E0: self._note_style,
            0x01AE: self._note_source,
            0x041E: self._note_format,
        }

    def read(self, records: Records) -> None:
        for kind, content in records.part_at(0):
            if kind == _ALL_TEXTS:
                self._read_texts(records.with_rest(content))
            elif kind in self._readers:
                self._readers[kind](content)
        for style, number in enumerate(self._styles):
            shown = self._formats.get(number, "number")
            if shown != "number":
                self.kinds[style] = shown

    def _check_version(self, content: bytes) -> None:
        if struct.unpack_from("<H", content)[0] != _VERSION:
            raise Refused("F105", format=_TOO_OLD)

    def _note_epoch(self, content: bytes) -> None:
        self.from_1904 = content[:1] == b"\1"

    def _refuse_password(self, _content: bytes) -> None:
        raise Refused("F104")

    def _note_macros(self, _content: bytes) -> None:
        self.has_macros = True

    def _note_source(self, content: bytes) -> None:
        (kind,) = struct.unpack_from("<2xH", content)
        self.links_elsewhere |= kind not in _NOT_ELSEWHERE

    def _note_style(self, content: bytes) -> None:
        self._styles += struct.unpack_from("<2xH", content)

    def _note_format(self, content: bytes) -> None:
        text = Texts([content], self.limits)
        number = text.number("<H")
        self._formats[number] = format_kind(text.text(text.number("<H")))

    def _note_sheet(self, content: bytes) -> None:
        place, state, kind = struct.unpack_from("<I2B", content)
        text = Texts([content[6:]], self.limits)
        name = text.text(text.number("<B"))
        if name in self.sheets:
            raise damaged(f"its sheet {quoted(name)} is listed twice")
        if len(self.sheets) >= self.limits.sheets:
            raise too_large("sheets", self.limits.sheets)
        if kind == _CELLS:
            self.sheets[name] = place, _STATES.get(state & 3, "visible")
        # What is neither cells nor a chart are macros, those of Excel 4 too.
        self.has_macros |= kind not in {_CELLS, _CHART}

    def _read_texts(self, records: list[bytes]) -> None:
        text = Texts(records, self.limits)
        text.skip(4)
        count = text.number("<I")
        if count > self.limits.cells:
            raise too_large("texts", self.limits.cells)
        self.texts = [text.text(text.number("<H")) for _ in range(count)]


class _OpenSheet:
    """The cells of one sheet while they are being read."""

    def __init__(self, records: Records, shared: _Globals) -> None:
        self.grid = Grid(shared.budget)
        self._records = records
        self._shared = shared
        # The cell of a formula whose result, a text, is told in the next record.
        self._waiting: tuple[int, int] | None = None
        self._readers: Mapping[int, Callable[[bytes], None]] = {
            0x0006: self._read_formula,
            0x007D: self._note_columns,
            0x00BD: self._read_short_numbers,
            0x00E5: self._note_merges,
            0x00FD: self._read_shared_text,
            0x0203: self._read_number,
            0x0204: self._read_text,
            0x0205: self._read_truth_or_error,
            0x0208: self._note_row,
            0x027E: self._read_short_number,
        }

    def read(self, place: int) -> None:
        for kind, content in self._records.part_at(place):
            if kind == _RESULT:
                self._read_result(self._records.with_rest(content))
            elif kind in self._readers:
                self._readers[kind](content)
        self._give_up_waiting()

    def _store(self, row: int, column: int, value: Value, mark: Flag = "") -> None:
        self._shared.budget.count_cells()
        self.grid.store(row + 1, column + 1, value, mark)

    def _store_number(self, row: int, column: int, style: int, found: float) -> None:
        if not math.isfinite(found):
            self._store(row, column, UNREADABLE, "error")
            return
        kind = self._shared.kinds.get(style)
        if kind is not None:
            shown = from_serial(found, kind, from_1904=self._shared.from_1904)
            if isinstance(shown, Percent) or not isinstance(shown, float):
                self._store(row, column, shown)
                return
        self._store(row, column, as_whole(found))

    def _read_number(self, content: bytes) -> None:
        self._store_number(*struct.unpack_from("<3Hd", content))

    def _read_short_number(self, content: bytes) -> None:
        row, column, style, number = struct.unpack_from("<3HI", content)
        self._store_number(row, column, style, _short(number))

    def _read_short_numbers(self, content: bytes) -> None:
        # At the end stands the last column, which follows from the size.
        row, first, _ = struct.unpack_from("<3H", content)
        found = struct.iter_unpack("<HI", content[4:-2])
        for column, (style, number) in enumerate(found, start=first):
            self._store_number(row, column, style, _short(number))

    def _read_shared_text(self, content: bytes) -> None:
        row, column, number = struct.unpack_from("<2H2xI", content)
        if number >= len(self._shared.texts):
            self._store(row, column, UNREADABLE, "error")
        elif text := self._shared.texts[number]:
            self._store(row, column, text)

    def _read_text(self, content: bytes) -> None:
        row, column = struct.unpack_from("<2H", content)
        text = self._text([content[6:]], row, column)
        if found := text.text(text.number("<H")):
            self._store(row, column, found)

    def _text(self, records: list[bytes], row: int, column: int) -> Texts:
        cell = cell_ref(row + 1, column + 1)
        return Texts(records, self._shared.limits, cell=cell)

    def _read_truth_or_error(self, content: bytes) -> None:
        row, column, code, is_error = struct.unpack_from("<2H2x2B", content)
        self._store_truth_or_error(row, column, code, is_error=bool(is_error))

    def _store_truth_or_error(
        self, row: int, column: int, code: int, *, is_error: bool
    ) -> None:
        if is_error:
            self._store(row, column, _ERRORS.get(code, UNREADABLE), "error")
        else:
            self._store(row, column, bool(code))

    def _read_formula(self, content: bytes) -> None:
        row, column, kind, code, mark = struct.unpack_from("<2H2xBxB3xH", content)
        if mark != _NO_NUMBER:
            self._store_number(*struct.unpack_from("<3Hd", content))
        elif kind == _GAVE_TEXT:
            self._give_up_waiting()
            self._waiting = row, column
        elif kind == _GAVE_NO_TEXT:
            self._store(row, column, "")
        else:
            self._store_truth_or_error(row, column, code, is_error=kind != _GAVE_TRUTH)

    def _read_result(self, records: list[bytes]) -> None:
        if self._waiting is not None:
            text = self._text(records, *self._waiting)
            self._store(*self._waiting, text.text(text.number("<H")))
            self._waiting = None

    def _give_up_waiting(self) -> None:
        if self._waiting is not None:
            self._store(*self._waiting, None, "formula")
            self._waiting = None

    def _note_row(self, content: bytes) -> None:
        self._shared.budget.count_row()
        row, flags = struct.unpack_from("<H10xH", content)
        if flags & _HIDDEN_ROW:
            self.grid.hide_rows(row + 1, row + 1)

    def _note_columns(self, content: bytes) -> None:
        first, last, flags = struct.unpack_from("<2H4xH", content)
        if flags & _HIDDEN_COLUMN:
            self.grid.hide_columns(first + 1, last + 1)

    def _note_merges(self, content: bytes) -> None:
        (count,) = struct.unpack_from("<H", content)
        for rows, last_row, column, last_column in struct.iter_unpack(
            "<4H", content[2 : 2 + count * 8]
        ):
            self.grid.merge(Merge(rows + 1, column + 1, last_row + 1, last_column + 1))


def _short(number: int) -> float:
    """A number in 32 bits: a whole one or the upper half of a float, or its 100th."""
    if number & 2:
        found = float((number >> 2) - (0x4000_0000 if number & 0x8000_0000 else 0))
    else:
        (found,) = struct.unpack("<d", struct.pack("<Q", (number & 0xFFFF_FFFC) << 32))
    return found / 100 if number & 1 else found
