"""How much one file may cost, and how a file is turned down."""

from dataclasses import dataclass

from recruitcheck.issues import Issue, Place, issue


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; every count is of what is there, not of what is claimed.

    The defaults hold a return of a supplier a hundred times over and keep a hostile
    file below 100 MB and a second. Give larger ones for a large survey export.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 64_000_000  # all parts read, together
    parts: int = 5_000  # files inside the zip
    sheets: int = 200
    rows: int = 100_000  # per sheet, and the lowest row that may hold a value
    columns: int = 2_000  # the rightmost column that may hold a value
    cells: int = 500_000  # per book, blank ones with a style included
    text: int = 32_767  # characters in a cell: what Excel allows


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - a decision, not an error
    """The file is not read; ends in one issue and never leaves this package."""

    def __init__(
        self, code: str, *, sheet: str | None = None, cell: str | None = None, **values: object
    ) -> None:
        super().__init__(code)
        self.code = code
        self.sheet = sheet
        self.cell = cell
        self.values = values

    def as_issue(self, file: str) -> Issue:
        return issue(self.code, Place(file, self.sheet, self.cell), **self.values)


def damaged(detail: str, *, sheet: str | None = None, cell: str | None = None) -> Refused:
    return Refused("F107", sheet=sheet, cell=cell, detail=detail)


def too_large(what: str, most: int, *, sheet: str | None = None) -> Refused:
    return Refused("F109", sheet=sheet, what=what, most=f"{most:,}")
