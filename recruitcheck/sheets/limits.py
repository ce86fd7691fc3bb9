"""How much one file may cost, and how a file is turned down."""

from dataclasses import dataclass

from recruitcheck.issues import Issue, Place, issue


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read; what is there counts, not what the file claims.

    The defaults hold a hundred times the return of a supplier, and stop a hostile file
    before 2 seconds and 200 MB. Give larger ones for a large survey export.
    """

    file_bytes: int = 50_000_000
    unpacked_bytes: int = 64_000_000  # of all parts that are read, together
    tags: int = 3_000_000  # of XML, or records: four to eight a cell
    parts: int = 5_000  # files inside the zip
    sheets: int = 200
    rows: int = 100_000  # in a sheet, and the lowest row that may hold something
    columns: int = 2_000  # the rightmost column that may hold something
    cells: int = 300_000  # in all sheets, with the blank ones that have a style
    merges: int = 20_000  # in all sheets
    text: int = 32_767  # characters in a cell, as in Excel


LIMITS = Limits()


class Refused(Exception):  # noqa: N818 - a decision about a file, not an error of ours
    """The file is not read; told as one issue, never seen outside this package."""

    def __init__(
        self,
        code: str,
        *,
        sheet: str | None = None,
        cell: str | None = None,
        **values: object,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.sheet = sheet
        self.cell = cell
        self.values = values

    def as_issue(self, file: str) -> Issue:
        return issue(self.code, Place(file, self.sheet, self.cell), **self.values)


def damaged(detail: str, *, cell: str | None = None) -> Refused:
    return Refused("F107", cell=cell, detail=detail)


def too_large(what: str, most: int) -> Refused:
    return Refused("F109", what=what, most=f"{most:,}")


def text_too_long(most: int, *, cell: str | None = None) -> Refused:
    refused = too_large("characters in one cell", most)
    refused.cell = cell
    return refused


def quoted(name: str) -> str:
    """A name out of a file, fit to stand in a message: short, and in one line."""
    return repr(name if len(name) <= 60 else f"{name[:59]}…")
