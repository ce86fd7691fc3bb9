"""Clauses of frameworks that questions are mapped to.

"Mapped to" is all a mapping says, never that somebody complies. A clause whose
numbering is `toolkit` is named by us and never shown as an official number.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from recruitcheck.content import content_folder


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


def read_clauses(path: Path | None = None) -> Mapping[str, Clause]:
    """All clauses by id, in the order of the table; the shipped table by default."""
    table = path or content_folder() / "scoring" / "crosswalks" / "clauses.csv"
    with table.open(encoding="utf-8-sig", newline="") as file:
        return {
            row["clause"]: Clause(
                row["framework"],
                row["clause"],
                row["title"],
                row["parent"],
                row["numbering"],
                row["addressee"],
                row["source"],
            )
            for row in csv.DictReader(file)
        }
