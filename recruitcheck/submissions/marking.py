"""A copy of a return in which everything that is wrong is marked, to send back."""

import io
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

# All about openpyxl; imported only when a copy is written.
from openpyxl import Workbook, load_workbook  # noqa: TID253
from openpyxl.comments import Comment  # noqa: TID253
from openpyxl.formatting.rule import Rule  # noqa: TID253
from openpyxl.styles import (  # noqa: TID253
    Alignment,
    Border,
    PatternFill,
    Protection,
)
from openpyxl.styles.differential import DifferentialStyle  # noqa: TID253
from openpyxl.worksheet.cell_range import CellRange  # noqa: TID253
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.catalogue import Severity
from recruitcheck.issues import Issue
from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    INK,
    INK_3,
    PALE_BLUE,
    WHITE,
    WIDTHS,
    aligned,
    filled,
    font,
    lines_of,
    put,
    thin,
)
from recruitcheck.questionnaires.blank.conditions import writable
from recruitcheck.questionnaires.blank_texts import Texts, texts_in
from recruitcheck.questionnaires.layout import RECORD
from recruitcheck.sheets import LIMITS, MACROS, Book, Sheet, read_book, split_ref
from recruitcheck.sheets.safe_copy import safe_copy
from recruitcheck.sheets.saving import save_book
from recruitcheck.submissions.workbook import read_record

COLOURS: Mapping[Severity, str] = {
    "blocking": "F2B5A7",
    "error": "FADACB",
    "advisory": "FFF0BF",
}
AUTHOR = "recruitcheck"  # of the comments
_MARKED = "marked"  # the key of the record that names the sheet with the list
_MOST_CELLS = 50_000
_MOST_ISSUES = 2_000  # that one copy bears; a return has some dozen
_MOST_MARKED = 1_000  # cells of one range of an earlier copy
_LONGEST_NOTE = 1_000
_TALLEST = 400.0  # Excel allows 409 points
_HEADING_ROWS = 3  # of the sheet with the questions, one of which counts answers
_FUNCTIONS = frozenset({"IF", "AND", "OR", "NOT", "COUNTIF", "COUNTA", "TODAY"})
_TEXT = re.compile(r'"[^"]*"')
_CALLED = re.compile(r"([\w.]+)\s*\(")
_LIST_WIDTHS = {"A": 5, "B": 18, "C": 20, "D": 22, "E": 64, "F": 56}


def mark_return(path: Path, issues: Iterable[Issue], target: Path) -> None:
    """Write a copy of a filled workbook with these issues marked in their cells.

    The first sheet lists them all. The copy is an .xlsx that can be corrected and read
    like the original, without its macros, pictures and formulas. Where a file cannot be
    copied there is the list alone. OutputError if the copy cannot be saved.
    """
    told = _ranked(issues)
    content = _content(path)
    book, _ = read_book(content, name=path.name)
    copy, how = _copied(content, book)
    record = read_record(book) if book is not None else {}
    texts = texts_in(record.get("language", ""))
    _clear(copy, record.get(_MARKED, ""))
    _mark(copy, told[:_MOST_ISSUES])
    left_out = [texts.say(f"correct_{how}")]
    if book is not None and MACROS in book.flags:
        left_out.append(texts.say("correct_macros"))
    _list(copy, told, texts, left_out)
    save_book(copy, target)


def _ranked(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """The worst first, each kind in the order in which it was told."""
    severities = list(COLOURS)
    return tuple(sorted(issues, key=lambda one: severities.index(one.severity)))


def is_marked(book: Book) -> bool:
    """Whether a workbook is such a copy."""
    return read_record(book).get(_MARKED, "") in book.sheets


def _content(path: Path) -> bytes:
    """The file, no more of it than may be read; nothing if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.file_bytes + 1)
    except OSError:
        return b""


def _copied(content: bytes, book: Book | None) -> tuple[Workbook, str]:
    """The copy, and how much of the original it is."""
    safe = None if book is None else safe_copy(content, _is_ours)
    if book is not None and safe is not None:
        try:
            return _opened(safe, book), "copied"
        except Exception:  # noqa: BLE001, S110 - openpyxl raises anything on odd styles
            pass
    cells = sum(len(row) for row in _rows(book))
    if book is None or cells > _MOST_CELLS:
        return _empty(), "list_only"
    return _plain(book), "plain"


def _opened(safe: bytes, book: Book) -> Workbook:
    """The copy as openpyxl opens it, but with numbers that are no dates as they are."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        copy = load_workbook(io.BytesIO(safe), rich_text=True)
    for sheet in book.sheets.values():
        page = copy[sheet.name]
        for row, values in sheet.values.items():
            for column, value in values.items():
                cell = page.cell(row, column)
                if isinstance(value, int | float) and cell.data_type in {"d", "e"}:
                    cell.value, cell.number_format = value, "General"
    return copy


def _rows(book: Book | None) -> list[Mapping[int, object]]:
    sheets = () if book is None else book.sheets.values()
    return [row for sheet in sheets for row in sheet.values.values()]


def _is_ours(cell: str, formula: str) -> bool:
    """Whether a formula only counts or compares cells, and is not an answer."""
    row, column = split_ref(cell)
    beside = row <= _HEADING_ROWS or column < 4
    outside = _TEXT.sub("", formula)
    functions = {name.upper() for name in _CALLED.findall(outside)}
    return beside and not set("[|").intersection(outside) and functions <= _FUNCTIONS


def _empty() -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def _plain(book: Book) -> Workbook:
    """What stands in the cells, for a format that openpyxl does not know."""
    copy = _empty()
    for sheet in book.sheets.values():
        page = copy.create_sheet(
            re.sub(r"[\\*?:/\[\]]", " ", writable(sheet.name))[:31]
        )
        page.sheet_state = sheet.state
        for column, width in WIDTHS.items():
            page.column_dimensions[column].width = width
        _fill(page, sheet)
    return copy


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for _, cells in sheet.rows:
        for cell in cells:
            if isinstance(cell.value, str) and cell.flag != "error":
                put(page, cell.ref, cell.value)
            else:
                page[cell.ref].value = cell.value
            page[cell.ref].alignment = Alignment(vertical="center", wrap_text=True)


def _clear(copy: Workbook, old_list: str) -> None:
    """Take out the list and the colours of an earlier copy."""
    if old_list in copy.sheetnames and len(copy.worksheets) > 1:
        copy.remove(copy[old_list])
    for sheet in copy.worksheets:
        for marked in list(sheet.conditional_formatting):
            if any(_is_mark(rule) for rule in marked.rules):
                for cells in marked.sqref.ranges:
                    _uncolour(sheet, cells)
                del sheet.conditional_formatting[str(marked.sqref)]


def _is_mark(rule: Rule) -> bool:
    fill = rule.dxf.fill if isinstance(rule.dxf, DifferentialStyle) else None
    colour = fill.bgColor.rgb if isinstance(fill, PatternFill) else ""
    return str(colour)[-6:] in COLOURS.values()


def _uncolour(sheet: Worksheet, cells: CellRange) -> None:
    if cells.size["rows"] * cells.size["columns"] > _MOST_MARKED:
        return
    for row in sheet[cells.coord] if ":" in cells.coord else ((sheet[cells.coord],),):
        for cell in row:
            if str(cell.fill.fgColor.rgb)[-6:] in COLOURS.values():
                cell.fill = filled(PALE_BLUE)


def _mark(copy: Workbook, issues: Iterable[Issue]) -> None:
    """Colour and comment on every cell of which something is told."""
    for sheet in copy.worksheets:
        found: dict[str, list[Issue]] = {}
        for one in issues:
            if one.place.sheet == sheet.title and _is_cell(one):
                found.setdefault(_corner(sheet, str(one.place.cell)), []).append(one)
        for place, told in found.items():
            _mark_cell(sheet, place, told)
        if found:
            _colour(sheet, found)
            sheet.sheet_state = "visible"


def _is_cell(one: Issue) -> bool:
    return bool(split_ref(one.place.cell or "")[0])


def _corner(sheet: Worksheet, place: str) -> str:
    """The cell that people see there: the first of a merged range."""
    for merged in sheet.merged_cells.ranges:
        if place in merged:
            return str(merged.start_cell.coordinate)
    return place


def _worst(told: Iterable[Issue]) -> Severity:
    severities = {one.severity for one in told}
    return next(severity for severity in COLOURS if severity in severities)


def _mark_cell(sheet: Worksheet, place: str, told: Sequence[Issue]) -> None:
    cell = sheet[place]
    cell.fill = filled(COLOURS[_worst(told)])
    cell.protection = Protection(locked=False)
    note = "\n\n".join(f"{one.message} [{one.code}]\n{one.advice}" for one in told)
    note = writable(note)[:_LONGEST_NOTE]
    height = 16 * lines_of(note, 48, 9) + 24
    cell.comment = Comment(note, AUTHOR, height=height, width=340)
    row, column = split_ref(place)
    sheet.row_dimensions[row].hidden = False
    for dimension in sheet.column_dimensions.values():
        if (dimension.min or 0) <= column <= (dimension.max or 0):
            dimension.hidden = False


def _colour(sheet: Worksheet, found: Mapping[str, Sequence[Issue]]) -> None:
    """Before all other colours of the sheet, which grey what does not apply."""
    for other in sheet.conditional_formatting:
        for rule in other.rules:
            rule.priority += len(COLOURS)
    for priority, (severity, colour) in enumerate(COLOURS.items(), start=1):
        places = [place for place, told in found.items() if _worst(told) == severity]
        if places:
            look = DifferentialStyle(fill=PatternFill("solid", bgColor=colour))
            rule = Rule("expression", dxf=look, formula=["TRUE"], stopIfTrue=True)
            rule.priority = priority
            sheet.conditional_formatting.add(" ".join(places), rule)


def _list(
    copy: Workbook, issues: Sequence[Issue], texts: Texts, left_out: Iterable[str]
) -> None:
    """The first sheet: what is wrong, where, and what to do."""
    title = _free_title(copy, texts.say("sheet_correct"))
    sheet = copy.create_sheet(title, 0)
    _remember(copy, title)
    for column, width in _LIST_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    say = texts.say
    put(sheet, "B1", say("correct_title")).font = font(16, bold=True)
    intro = say("correct_intro", n=len(issues)) if issues else say("correct_nothing")
    row = 2
    for text in (intro, *left_out):
        put(sheet, f"B{row}", text).font = font(10, colour=INK if row == 2 else INK_3)
        row += 1
    headings = ("kind", "where", "question", "what", "advice")
    for column, key in zip("BCDEF", headings, strict=True):
        group = "column" if key == "question" else "correct"
        cell = put(sheet, f"{column}{row}", say(f"{group}_{key}"))
        cell.font, cell.fill = font(10, bold=True, colour=WHITE), filled(INK)
        cell.alignment = aligned()
    sheet.freeze_panes = f"A{row + 1}"
    for number, one in enumerate(issues[:_MOST_ISSUES], start=1):
        _list_one(sheet, row + number, one, texts, number=number)
    if len(issues) > _MOST_ISSUES:
        more = say("correct_more", n=len(issues) - _MOST_ISSUES)
        put(sheet, f"B{row + _MOST_ISSUES + 1}", more).font = font(10)
    sheet.sheet_view.showGridLines = False
    for other in copy.worksheets:
        other.sheet_view.tabSelected = other is sheet
    copy.active = 0


def _list_one(
    sheet: Worksheet, row: int, one: Issue, texts: Texts, *, number: int
) -> None:
    place = one.place
    where = " ".join(filter(None, (place.sheet, place.cell)))
    values = {
        "A": str(number),
        "B": texts.say(f"correct_{one.severity}"),
        "C": where or texts.say("correct_whole"),
        "D": place.label or "",
        "E": f"{one.message} [{one.code}]",
        "F": one.advice,
    }
    for column, text in values.items():
        cell = put(sheet, f"{column}{row}", text)
        cell.font, cell.alignment = font(10), aligned()
        cell.border = Border(bottom=thin())
    sheet[f"B{row}"].fill = filled(COLOURS[one.severity])
    book = sheet.parent
    if book is not None and place.sheet in book.sheetnames and _is_cell(one):
        name = str(place.sheet).replace("'", "''")
        link = sheet[f"C{row}"]
        link.hyperlink = Hyperlink(link.coordinate, location=f"'{name}'!{place.cell}")
        link.font = font(10, colour=BLUE, underlined=True)
    lines = max(lines_of(values[c], _LIST_WIDTHS[c], 10) for c in "CDEF")
    sheet.row_dimensions[row].height = min(lines * 13.5 + 6, _TALLEST)


def _free_title(copy: Workbook, wanted: str) -> str:
    title, number = wanted, 1
    while title in copy.sheetnames:
        number += 1
        title = f"{wanted} {number}"
    return title


def _remember(copy: Workbook, title: str) -> None:
    """Let the copy know its own list, so that it is not taken for another sheet."""
    if RECORD in copy.sheetnames:
        record = copy[RECORD]
        keys = (row for row in range(1, record.max_row + 1))
        rows = [row for row in keys if record[f"A{row}"].value == _MARKED]
        row = rows[0] if rows else record.max_row + 1
        put(record, f"A{row}", _MARKED)
        put(record, f"B{row}", title)
