"""The cells of one sheet and the strings it points to, each read in one pass."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recruitcheck.sheets.cells import (
    MOST_COLUMNS,
    MOST_ROWS,
    UNREADABLE,
    Flag,
    Merge,
    Sheet,
    State,
    Value,
    cell_ref,
    column_index,
    split_ref,
)
from recruitcheck.sheets.dates import Kind, from_iso, from_serial
from recruitcheck.sheets.grid import Budget, Grid
from recruitcheck.sheets.limits import (
    Limits,
    Refused,
    damaged,
    quoted,
    text_too_long,
    too_large,
)
from recruitcheck.sheets.markup import (
    DEEPEST,
    TRUE,
    number,
    parse,
    too_deep,
    unescaped,
    whole,
)

_TEXT_KINDS = ("inlineStr", "str")
_TRUTH = {"1": True, "true": True, "0": False, "false": False}


@dataclass(frozen=True, slots=True)
class Shared:
    """What all sheets of a workbook share.

    `strings` and `kinds` are by their number as it is written in a sheet; a cell style
    that shows a plain number is not in `kinds`.
    """

    strings: Mapping[str, str]
    kinds: Mapping[str, Kind]
    from_1904: bool
    budget: Budget


def read_strings(chunks: Iterable[bytes], part: str, limits: Limits) -> dict[str, str]:
    """The shared strings by number; formatting and phonetic hints left out."""
    strings = _Strings(limits)
    parse(chunks, part, "sst", strings)
    return strings.found


def read_worksheet(
    chunks: Iterable[bytes], part: str, shared: Shared, *, name: str, state: State
) -> Sheet:
    worksheet = _Worksheet(shared)
    try:
        parse(chunks, part, "worksheet", worksheet)
        return worksheet.grid.as_sheet(name, state)
    except Refused as refused:
        refused.sheet = name
        raise


class _Text:
    """Collects the text of an element, at most as much as a cell may hold."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.characters: str | None = None
        self.collecting = False
        self.depth = 0
        self._without_hint: str | None = None

    def text(self, characters: str) -> None:
        if self.collecting:
            self.characters = (self.characters or "") + characters
            if len(self.characters) > self.limits.text:
                raise text_too_long(self.limits.text, cell=self.place())

    def place(self) -> str | None:
        """The address of the cell that is being read, if it is one."""
        return None

    def start_text(self) -> None:
        if self.collecting:
            raise damaged("it has a text inside a text")
        self.collecting = True

    def start_other(self, name: str) -> None:
        self.depth += 1
        if self.depth > DEEPEST:
            raise too_deep()
        if name == "rPh":
            self._without_hint = self.characters

    def end_other(self, name: str) -> None:
        self.depth -= 1
        if name == "rPh":
            self.characters = self._without_hint


class _Strings(_Text):
    def __init__(self, limits: Limits) -> None:
        super().__init__(limits)
        self.found: dict[str, str] = {}
        self.begun = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name == "t":
            self.start_text()
        elif name == "si":
            self.characters = ""
            self.begun += 1
            if self.begun > self.limits.cells:
                raise too_large("texts", self.limits.cells)
        else:
            self.start_other(name)

    def end(self, name: str) -> None:
        if name == "t":
            self.collecting = False
        elif name == "si":
            self.found[str(len(self.found))] = unescaped(self.characters or "")
        else:
            self.end_other(name)


class _Worksheet(_Text):
    """Rows, cells and texts come by the thousand: the others do with more calls."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared.budget.limits)
        self.shared = shared
        self.grid = Grid(shared.budget)
        self.rows = 0
        # The row and the cell that are being read.
        self.row = 0
        self.row_text = ""
        self.column = 0
        self.kind = "n"
        self.style = ""
        self.has_formula = False

    def place(self) -> str | None:
        return cell_ref(self.row, self.column) if self.row and self.column else None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif name in {"v", "t"}:
            self.start_text()
        elif name == "row":
            self._start_row(attributes)
        else:
            self.start_other(name)
            self._note(name, attributes)

    def end(self, name: str) -> None:
        if name == "c":
            self._end_cell()
        elif name in {"v", "t"}:
            self.collecting = False
        elif name != "row":
            self.end_other(name)

    def _note(self, name: str, attributes: dict[str, str]) -> None:
        if name == "f":
            self.has_formula = True
        elif name == "col":
            self._note_columns(attributes)
        elif name == "mergeCell":
            self.grid.merge(_merge(attributes.get("ref", "")))

    def _start_row(self, attributes: dict[str, str]) -> None:
        self.rows += 1
        if self.rows > self.limits.rows:
            raise too_large("rows", self.limits.rows)
        self.grid.budget.count_row()
        told = attributes.get("r")
        self.row = self.row + 1 if told is None else whole(told)
        if not 1 <= self.row <= MOST_ROWS:
            raise damaged(f"it has a row numbered {quoted(told or '')}")
        self.row_text = str(self.row)
        self.column = 0
        if attributes.get("hidden") in TRUE:
            self.grid.hide_rows(self.row, self.row)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        self.grid.budget.count_cells()
        ref = attributes.get("r")
        if ref is None:
            self.column += 1
        else:
            self.column = column_index(ref.removesuffix(self.row_text))
        if not (1 <= self.column <= MOST_COLUMNS and self.row):
            where = "" if ref is None else f" at {quoted(ref)}"
            raise damaged(f"it has a cell{where} that is not in row {self.row}")
        self.kind = attributes.get("t", "n")
        self.style = attributes.get("s", "")
        self.characters = None
        self.has_formula = False

    def _end_cell(self) -> None:
        text, kind = self.characters or "", self.kind
        if kind in _TEXT_KINDS:
            if text or self.has_formula:
                self._store(unescaped(text))
        elif text := text.strip():
            value = self._value(text, kind)
            if value is not None:
                self._store(value)
            else:
                self._store(text if kind == "e" else UNREADABLE, "error")
        elif self.has_formula:
            self._store(None, "formula")

    def _value(self, text: str, kind: str) -> Value:
        """What the text of a cell stands for; None when that cannot be told."""
        if kind == "s":
            return self.shared.strings.get(text)
        if kind == "n":
            found = number(text)
            shows = self.shared.kinds.get(self.style)
            if found is None or shows is None:
                return found
            return from_serial(found, shows, from_1904=self.shared.from_1904)
        if kind == "b":
            return _TRUTH.get(text)
        if kind == "d":
            return from_iso(text, self.shared.kinds.get(self.style, "number"))
        return None

    def _store(self, value: Value, mark: Flag = "") -> None:
        self.grid.store(self.row, self.column, value, mark)

    def _note_columns(self, attributes: dict[str, str]) -> None:
        first = whole(attributes.get("min", ""))
        last = min(whole(attributes.get("max", "")), MOST_COLUMNS)
        if attributes.get("hidden") in TRUE and first <= last:
            self.grid.hide_columns(first, last)


def _merge(ref: str) -> Merge:
    first, _, last = ref.partition(":")
    merge = Merge(*split_ref(first), *split_ref(last or first))
    if not (merge.first_row and merge.last_row):
        raise damaged(f"it has a merged range {quoted(ref)}")
    return merge
