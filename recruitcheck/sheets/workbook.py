"""Workbooks read into a `Book`: here .xlsx and .xlsm, elsewhere .ods and .xls."""

from collections.abc import Iterable, Mapping

from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets.archive import Archive
from recruitcheck.sheets.cells import EXTERNAL_LINKS, MACROS, Book, Sheet, State
from recruitcheck.sheets.dates import BUILT_IN, Kind, format_kind
from recruitcheck.sheets.files import (
    OLE,
    ZIP,
    Source,
    file_name,
    kind_of,
    read_bytes,
)
from recruitcheck.sheets.grid import Budget
from recruitcheck.sheets.limits import (
    LIMITS,
    Limits,
    Refused,
    damaged,
    quoted,
    too_large,
)
from recruitcheck.sheets.links import Link, links_of, relation_id, target_of
from recruitcheck.sheets.markup import TRUE, elements
from recruitcheck.sheets.ods import CONTENT, read_ods
from recruitcheck.sheets.worksheet import Shared, read_strings, read_worksheet
from recruitcheck.sheets.xls import read_xls

# The part that gives away what a zip archive is.
_TABLES = {
    "xl/workbook.bin": "an Excel binary workbook (.xlsb)",
    "index/document.iwa": "an Apple Numbers document",
}
_OTHERS = {
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a presentation",
}
_STATES: Mapping[str, State] = {"hidden": "hidden", "veryHidden": "veryHidden"}


def read_book(
    source: Source, *, name: str = "", limits: Limits = LIMITS
) -> tuple[Book | None, tuple[Issue, ...]]:
    """The workbook and what was noticed, or None and the one reason why not.

    All sheets are read and checked here, so that nothing can fail later; the `Cell`
    of an address is made when asked for. Nothing is run, followed or fetched.
    `name` is what issues call the file when `source` has no path.
    """
    file = file_name(source, name)
    try:
        book = _read(read_bytes(source, file, limits), file, limits)
    except Refused as refused:
        return None, (refused.as_issue(file),)
    codes = {MACROS: "F114", EXTERNAL_LINKS: "F115"}
    return book, tuple(issue(codes[flag], Place(file)) for flag in sorted(book.flags))


def _read(content: bytes, file: str, limits: Limits) -> Book:
    if content.startswith(OLE):
        return read_xls(content, file, limits)
    kind = kind_of(content)
    if kind != ZIP:
        raise Refused("F106", kind=kind)
    archive = Archive(content, limits)
    if CONTENT in archive:
        return read_ods(archive, file, limits)
    return _read_workbook(archive, _workbook_part(archive), file, limits)


def _workbook_part(archive: Archive) -> str:
    for mark, format_ in _TABLES.items():
        if mark in archive:
            raise Refused("F105", format=format_)
    for mark, kind in _OTHERS.items():
        if mark in archive:
            raise Refused("F106", kind=kind)
    part = target_of(links_of(archive, "").values(), "officeDocument")
    if part is None:
        raise Refused("F106", kind="a ZIP archive of other files")
    return part


def _read_workbook(archive: Archive, part: str, file: str, limits: Limits) -> Book:
    links = links_of(archive, part)
    listed = elements(
        archive.chunks(part), part, "workbook", ("workbook/workbookPr", "sheets/sheet")
    )
    properties = [found for path, found in listed if path == "workbook/workbookPr"]
    shared = Shared(
        strings=_strings(archive, target_of(links.values(), "sharedStrings"), limits),
        kinds=_kinds(archive, target_of(links.values(), "styles")),
        from_1904=any(found.get("date1904") in TRUE for found in properties),
        budget=Budget(limits),
    )
    entries = [found for path, found in listed if path == "sheets/sheet"]
    sheets = _sheets(archive, entries, links, shared)
    return Book(file, sheets, _flags(archive, links.values()))


def _sheets(
    archive: Archive,
    entries: list[dict[str, str]],
    links: Mapping[str, Link],
    shared: Shared,
) -> dict[str, Sheet]:
    most = shared.budget.limits.sheets
    if len(entries) > most:
        raise too_large("sheets", most)
    sheets: dict[str, Sheet] = {}
    for entry in entries:
        name = entry.get("name", "")
        link = links.get(relation_id(entry))
        if link is None or name in sheets:
            raise damaged(f"its sheet {quoted(name)} is missing or listed twice")
        if link.kind != "worksheet":  # a chart, or macros of Excel 4
            continue
        sheets[name] = read_worksheet(
            archive.chunks(link.target),
            link.target,
            shared,
            name=name,
            state=_STATES.get(entry.get("state", ""), "visible"),
        )
    if not sheets:
        raise Refused("F111")
    return sheets


def _strings(archive: Archive, part: str | None, limits: Limits) -> dict[str, str]:
    return {} if part is None else read_strings(archive.chunks(part), part, limits)


def _kinds(archive: Archive, part: str | None) -> dict[str, Kind]:
    """What a cell style shows, by its number as text, for dates and percentages.

    Nothing else of the styles is read: files with broken ones are common.
    """
    if part is None:
        return {}
    found = elements(
        archive.chunks(part), part, "styleSheet", ("numFmts/numFmt", "cellXfs/xf")
    )
    formats: dict[str, Kind] = {str(key): kind for key, kind in BUILT_IN.items()}
    styles: list[str] = []
    for path, attributes in found:
        number = attributes.get("numFmtId", "")
        if path == "cellXfs/xf":
            styles.append(number)
        else:
            formats[number] = format_kind(attributes.get("formatCode", ""))
    shown = ((str(style), formats.get(key)) for style, key in enumerate(styles))
    return {style: kind for style, kind in shown if kind not in {None, "number"}}


def _flags(archive: Archive, links: Iterable[Link]) -> frozenset[str]:
    kinds = {link.kind for link in links}
    macros = any(name.endswith("vbaproject.bin") for name in archive.names)
    flags = {
        MACROS: macros or any(kind.endswith("Macrosheet") for kind in kinds),
        EXTERNAL_LINKS: "externalLink" in kinds,
    }
    return frozenset(flag for flag, holds in flags.items() if holds)
