"""OpenDocument spreadsheets (.ods) read into a `Book`."""

import re
from collections.abc import Callable, Mapping
from typing import TypeAlias

from recruitcheck.sheets.archive import Archive
from recruitcheck.sheets.cells import EXTERNAL_LINKS, MACROS, Book, Sheet
from recruitcheck.sheets.grid import Budget
from recruitcheck.sheets.limits import Limits, Refused, damaged, quoted, too_large
from recruitcheck.sheets.markup import DEEPEST, parse, too_deep, whole
from recruitcheck.sheets.ods_cells import OpenCell
from recruitcheck.sheets.ods_names import NUMBER, OFFICE, STYLE, TABLE, TEXT
from recruitcheck.sheets.ods_styles import Styles
from recruitcheck.sheets.ods_tables import OpenTable

CONTENT = "content.xml"

_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"
_MACRO_FOLDERS = ("basic/", "scripts/")
# The name of a sheet of another file: the table that keeps what was last seen there,
# and where a formula takes it from.
_ELSEWHERE = re.compile(r"'[^']*'#")

_Attributes: TypeAlias = dict[str, str]


def _names(space: str, *words: str) -> frozenset[str]:
    return frozenset(space + word for word in words)


_CELLS = _names(TABLE, "table-cell", "covered-table-cell")
_FORMATS = _names(NUMBER, "date-style", "time-style") | {f"{STYLE}style"}
_ROWS = _names(TABLE, "table-row", "table-rows", "table-header-rows", "table-row-group")
_COLUMNS = _names(
    TABLE,
    "table-column",
    "table-columns",
    "table-header-columns",
    "table-column-group",
)
# What is read inside each element. All else is passed over with what it holds: notes,
# drawings, forms, tables inside cells, what cells held before a change.
_INSIDE: Mapping[str, frozenset[str]] = {
    f"{OFFICE}document-styles": _names(OFFICE, "styles", "automatic-styles"),
    f"{OFFICE}document-content": _names(OFFICE, "automatic-styles", "body"),
    f"{OFFICE}styles": _FORMATS,
    f"{OFFICE}automatic-styles": _FORMATS,
    f"{STYLE}style": _names(STYLE, "table-properties"),
    f"{NUMBER}date-style": _names(NUMBER, "hours", "minutes", "seconds"),
    f"{OFFICE}body": _names(OFFICE, "spreadsheet"),
    f"{OFFICE}spreadsheet": _names(TABLE, "table", "dde-links"),
    f"{TABLE}table": _ROWS | _COLUMNS | {f"{TABLE}table-source"},
    **dict.fromkeys(_ROWS, _ROWS),
    **dict.fromkeys(_COLUMNS, _COLUMNS),
    f"{TABLE}table-row": _CELLS,
    **dict.fromkeys(_CELLS, _names(TABLE, "cell-range-source") | {f"{TEXT}p"}),
}
_NOT_SHOWN = _names(TEXT, "p", "note", "ruby-text")


def read_ods(archive: Archive, file: str, limits: Limits) -> Book:
    if _MANIFEST in archive and _is_encrypted(archive):
        raise Refused("F104")
    document = _Document(limits)
    if _STYLES in archive:
        document.read(archive, _STYLES, f"{OFFICE}document-styles")
    document.read(archive, CONTENT, f"{OFFICE}document-content")
    if not document.has_spreadsheet:
        raise Refused("F106", kind="an OpenDocument file without a spreadsheet")
    if not document.sheets:
        raise Refused("F111")
    flags = {
        MACROS: any(name.startswith(_MACRO_FOLDERS) for name in archive.names),
        EXTERNAL_LINKS: document.links_elsewhere,
    }
    holding = frozenset(flag for flag, holds in flags.items() if holds)
    return Book(file, document.sheets, holding)


def _is_encrypted(archive: Archive) -> bool:
    # As bytes: old files name a document type here, which is no reason to refuse them.
    return b"encryption-data" in b"".join(archive.chunks(_MANIFEST))


class _Document:
    """Is told the parts of the document, the styles before the content."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.budget = Budget(limits)
        self.styles = Styles()
        self.sheets: dict[str, Sheet] = {}
        self.has_spreadsheet = False
        self.links_elsewhere = False
        self._open: list[str] = []
        self._ignored = 0
        # What is being read; nothing is told of these while there is none.
        self._is_in_table = False
        self._table = OpenTable({}, self.styles, self.budget)
        self._cell = OpenCell({}, limits)
        self._starts = self._all_starts()
        self._ends = self._all_ends()

    def read(self, archive: Archive, part: str, root: str) -> None:
        self._open = [root]
        try:
            parse(archive.chunks(part), part, root, self, namespaces=True)
        except Refused as refused:
            refused.sheet = self._table.name if self._is_in_table else None
            raise

    def start(self, name: str, attributes: _Attributes) -> None:
        if self._ignored or not self._is_read(name, attributes):
            self._ignored += 1
        else:
            self._open.append(name)
            start = self._starts.get(name)
            if start is not None:
                start(attributes)
        if len(self._open) + self._ignored > DEEPEST:
            raise too_deep()

    def end(self, _name: str) -> None:
        if self._ignored:
            self._ignored -= 1
            return
        end = self._ends.get(self._open.pop())
        if end is not None:
            end()

    def text(self, characters: str) -> None:
        if self._cell.in_paragraph and not self._ignored:
            self._cell.add_characters(characters)

    def _is_read(self, name: str, attributes: _Attributes) -> bool:
        if self._cell.in_paragraph:
            return name.startswith(TEXT) and name not in _NOT_SHOWN
        if name not in _INSIDE.get(self._open[-1], ()):
            return False
        if name == f"{TABLE}table":
            elsewhere = _ELSEWHERE.match(attributes.get(f"{TABLE}name", ""))
            self.links_elsewhere |= elsewhere is not None
            return elsewhere is None
        return True

    def _all_starts(self) -> Mapping[str, Callable[[_Attributes], None]]:
        styles = self.styles
        return {
            f"{STYLE}style": styles.start_style,
            f"{STYLE}table-properties": styles.note_display,
            f"{NUMBER}date-style": styles.start_dates,
            f"{NUMBER}hours": styles.note_clock,
            f"{NUMBER}minutes": styles.note_clock,
            f"{NUMBER}seconds": styles.note_clock,
            f"{NUMBER}time-style": styles.note_times,
            f"{OFFICE}spreadsheet": self._start_spreadsheet,
            f"{TABLE}dde-links": self._note_source,
            f"{TABLE}table-source": self._note_source,
            f"{TABLE}cell-range-source": self._note_source,
            f"{TABLE}table": self._start_table,
            f"{TABLE}table-column-group": self._start_group,
            f"{TABLE}table-row-group": self._start_group,
            f"{TABLE}table-column": self._note_column,
            f"{TABLE}table-row": self._start_row,
            **dict.fromkeys(_CELLS, self._start_cell),
            f"{TEXT}p": self._start_paragraph,
            f"{TEXT}s": self._add_spaces,
            f"{TEXT}tab": self._add_tab,
            f"{TEXT}line-break": self._add_line_break,
        }

    def _all_ends(self) -> Mapping[str, Callable[[], None]]:
        return {
            f"{TABLE}table": self._end_table,
            f"{TABLE}table-column-group": self._end_group,
            f"{TABLE}table-row-group": self._end_group,
            f"{TABLE}table-row": self._end_row,
            **dict.fromkeys(_CELLS, self._end_cell),
            f"{TEXT}p": self._end_paragraph,
        }

    def _start_spreadsheet(self, _attributes: _Attributes) -> None:
        self.has_spreadsheet = True

    def _note_source(self, _attributes: _Attributes) -> None:
        self.links_elsewhere = True

    def _start_table(self, attributes: _Attributes) -> None:
        self._table = OpenTable(attributes, self.styles, self.budget)
        self._is_in_table = True
        if len(self.sheets) >= self.limits.sheets:
            raise too_large("sheets", self.limits.sheets)

    def _end_table(self) -> None:
        name = self._table.name
        if name in self.sheets:
            raise damaged(f"its sheet {quoted(name)} is listed twice")
        self.sheets[name] = self._table.as_sheet()
        self._is_in_table = False

    def _start_group(self, attributes: _Attributes) -> None:
        self._table.start_group(attributes)

    def _end_group(self) -> None:
        self._table.end_group()

    def _note_column(self, attributes: _Attributes) -> None:
        self._table.note_column(attributes)

    def _start_row(self, attributes: _Attributes) -> None:
        self._table.start_row(attributes)

    def _end_row(self) -> None:
        self._table.end_row()

    def _start_cell(self, attributes: _Attributes) -> None:
        self._cell = OpenCell(attributes, self.limits, self._table.next_place)
        formula = self._cell.formula
        if formula is not None and _ELSEWHERE.search(formula):
            self.links_elsewhere = True

    def _end_cell(self) -> None:
        self._table.end_cell(self._cell)

    def _start_paragraph(self, _attributes: _Attributes) -> None:
        self._cell.start_paragraph()

    def _end_paragraph(self) -> None:
        self._cell.in_paragraph = False

    def _add_spaces(self, attributes: _Attributes) -> None:
        told = attributes.get(f"{TEXT}c", "1")
        # One more than a cell may hold is refused as much as a million.
        self._cell.add(" " * min(whole(told), self.limits.text + 1))

    def _add_tab(self, _attributes: _Attributes) -> None:
        self._cell.add("\t")

    def _add_line_break(self, _attributes: _Attributes) -> None:
        self._cell.add("\n")
