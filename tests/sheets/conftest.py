"""Workbooks written by hand, so that a test shows the XML it is about."""

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from recruitcheck.sheets import Book, Limits, Sheet, read_book
from recruitcheck.sheets.files import Source

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def links(*targets: tuple[str, str]) -> str:
    """A part with links rId1, rId2 ... to each (kind, target)."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def parts_of(
    rows: str = "",
    *,
    before: str = "",
    after: str = "",
    strings: str | None = None,
    styles: str | None = None,
    properties: str = "",
) -> dict[str, str | bytes]:
    """The parts of a workbook with one sheet 'Answers' that holds `rows`."""
    targets = [("worksheet", "worksheets/sheet1.xml")]
    parts: dict[str, str | bytes] = {
        "_rels/.rels": links(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{properties}<sheets>'
            '<sheet name="Answers" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}'
            "</worksheet>"
        ),
    }
    if strings is not None:
        targets.append(("sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{strings}</sst>'
    if styles is not None:
        targets.append(("styles", "styles.xml"))
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{MAIN}">{styles}</styleSheet>'
    parts["xl/_rels/workbook.xml.rels"] = links(*targets)
    return parts


def zipped(parts: dict[str, str | bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """Bytes of a workbook from its rows as XML; `changes` add or replace parts."""

    def build(
        rows: str = "", changes: Mapping[str, str | bytes | None] | None = None, **more
    ) -> bytes:
        parts = {**parts_of(rows, **more), **(changes or {})}
        return zipped({name: part for name, part in parts.items() if part is not None})

    return build


@pytest.fixture
def read() -> Callable[..., tuple[Book, list[str]]]:
    """A book that is not turned down, and the codes of what was noticed."""

    def build(source: Source, **more) -> tuple[Book, list[str]]:
        book, issues = read_book(source, **more)
        assert book is not None
        assert not any(issue.blocking for issue in issues)
        return book, [issue.code for issue in issues]

    return build


@pytest.fixture
def sheet(xlsx, read) -> Callable[..., Sheet]:
    """The sheet read back from such a workbook, which must give no issue."""

    def build(rows: str = "", **more) -> Sheet:
        book, codes = read(xlsx(rows, **more))
        assert [] == codes
        sheet: Sheet = book.sheets["Answers"]
        return sheet

    return build


@pytest.fixture
def refusal(xlsx) -> Callable[..., tuple[str, str | None, str | None]]:
    """Code, sheet and cell of the one issue for which a workbook is turned down."""

    def build(
        rows: str | bytes = "", *, limits: Limits | None = None, **more
    ) -> tuple[str, str | None, str | None]:
        content = rows if isinstance(rows, bytes) else xlsx(rows, **more)
        book, issues = read_book(
            content, name="returns/answers.xlsx", limits=limits or Limits()
        )
        assert book is None
        (issue,) = issues
        assert issue.blocking
        assert issue.place.file == "returns/answers.xlsx"
        return issue.code, issue.place.sheet, issue.place.cell

    return build
