"""Clauses of frameworks that questions are mapped to.

"Mapped to" is all a mapping says, never that somebody complies. A clause whose
numbering is `toolkit` is named by us and never shown as an official number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recruitcheck.content import content_folder
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Place, issue
from recruitcheck.sheets import read_table

_TABLE = Path("scoring", "crosswalks", "clauses.csv")
_COLUMNS = (
    *("framework", "clause", "title", "parent"),
    *("numbering", "addressee", "source"),
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause; `parent` is '' for the framework itself."""

    framework: str
    id: str
    title: str
    parent: str
    numbering: str
    addressee: str
    source: str

    @property
    def official(self) -> bool:
        """Whether the framework itself numbers it so."""
        return self.numbering.startswith("official")


def read_clauses(root: Path | None = None) -> Mapping[str, Clause]:
    """All clauses by id, in the order of the table in the folder `root`.

    The shipped table by default, and where there is none. InvalidFileError where it
    cannot be read, or lacks a column.
    """
    path = (root or content_folder()) / _TABLE
    if not path.is_file():
        path = content_folder() / _TABLE
    file = _TABLE.as_posix()
    table, issues = read_table(path, shown_as=file)
    if table is None:
        raise InvalidFileError(issues)
    missing = [column for column in _COLUMNS if column not in table.letters]
    if missing:
        raise InvalidFileError(
            [issue("M221", Place(file, label=one), column=one) for one in missing]
        )
    clauses = (Clause(*map(row.text, _COLUMNS)) for row in table.rows)
    return {one.id: one for one in clauses}
