"""What is wrong in a survey export, told without flooding the reader.

A column of a hundred thousand rows can be wrong a hundred thousand times: the first few
cells are listed, the rest is counted.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from recruitcheck.issues import Issue, Place, issue, listed
from recruitcheck.sheets import cell_ref
from recruitcheck.submissions.survey_columns import Codes, Flags

MOST = 20  # issues of one kind in one column before the rest is only counted
_FEW = 5  # cells named in an issue about many
_SHOWN = 60  # characters of a cell that a message quotes


class Fault(NamedTuple):
    """Why a cell holds no answer: the code of an issue and what its message names.

    `values` is called only for cells that are told of: a hint takes time to find.
    """

    code: str
    values: Callable[[], Mapping[str, object]]


def quoted(text: str) -> str:
    """What a cell holds as a message shows it: in one line, and not endless."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


@dataclass(slots=True)
class SurveyIssues:
    """Collects the issues of one sheet. `rows`: the row numbers being looked at."""

    file: str
    sheet: str | None
    found: list[Issue]
    rows: Codes = field(default_factory=lambda: np.zeros(0, np.int32))

    def say(
        self, code: str, cell: str | None, label: str | None, **values: object
    ) -> None:
        place = Place(self.file, self.sheet, cell, label)
        self.found.append(issue(code, place, **values))

    def say_of_rows(
        self, code: str, where: Flags, column: int | None, label: str, **values: object
    ) -> None:
        """One issue about all those rows together; it names the first few cells."""
        rows = [int(row) for row in self.rows[where]]
        if rows:
            cells = [cell_ref(row, column) if column else f"row {row}" for row in rows]
            few = listed(cells, most=_FEW)
            self.say(code, None, label, count=len(rows), cells=few, **values)

    def say_each(
        self,
        column: int,
        label: str,
        codes: Codes,
        faults: Mapping[int, Fault],
        where: Flags | None = None,
    ) -> None:
        """An issue for each cell whose code stands for a fault, of each kind the first.

        `codes` are those of the column, one for each of `rows`.
        """
        size = max([int(codes.max(initial=0)), *faults]) + 1
        for kind in dict.fromkeys(fault.code for fault in faults.values()):
            faulty = np.zeros(size, np.bool_)
            faulty[[code for code, one in faults.items() if one.code == kind]] = True
            at = np.flatnonzero(
                faulty[codes] if where is None else faulty[codes] & where
            )
            for row in at[:MOST]:
                cell = cell_ref(int(self.rows[row]), column)
                self.say(kind, cell, label, **faults[int(codes[row])].values())
            if len(at) > MOST:
                cell = cell_ref(int(self.rows[at[MOST]]), column)
                self.say("S319", cell, label, count=len(at) - MOST, kind=kind)

    def say_of_damaged(self, rows: Sequence[int], width: int) -> None:
        """Rows of a text file that are longer than the heading."""
        for row in rows[:MOST]:
            self.say("S320", f"row {row}", None, width=width)
        if len(rows) > MOST:
            rest = len(rows) - MOST
            self.say("S319", f"row {rows[MOST]}", None, count=rest, kind="S320")
