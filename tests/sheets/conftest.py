"""What the tests of sheets share: books read, and books turned down."""

from collections.abc import Callable

import pytest

from recruitcheck.sheets import Book, Limits, Sheet, read_book
from recruitcheck.sheets.files import Source
from tests.sheets import making


@pytest.fixture
def xlsx() -> Callable[..., bytes]:
    """Bytes of a workbook from its rows as XML; `changes` add or replace parts."""
    return making.xlsx


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
