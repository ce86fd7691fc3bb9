"""Worker interviews: one table for many, without anything that names a worker."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, issue

if TYPE_CHECKING:
    import pandas as pd

ORIGIN = "W-PRO-02"
CONSENT = "W-PRO-01"
REQUIRED = (CONSENT, "supplier_id", "destination", ORIGIN)
"""Questions without which an interview cannot be used."""
KEYS = ("supplier_id", "origin", "destination", "cycle", "interviewed_on")
"""What every interview is known by, in the order of the columns of the table."""
MINUTES, INTERVIEWER = "interview_minutes", "interviewer"
"""What phone and server say of how an interview was made, where they say it."""


@dataclass(frozen=True, slots=True)
class SurveyFile:
    """A file that interviews came from. `hash`: SHA-256 of its bytes, hexadecimal."""

    file: str
    hash: str
    received: int


@dataclass(frozen=True, slots=True, eq=False)
class Interviews:
    """Interviews of workers who agreed to them, one row each.

    Columns of `table`: file, sheet (null for text files) and row, counted as Excel
    does; `instance`, which tells interviews apart without leading back to one; `KEYS`;
    then every question of the questionnaire, structural ones included; at last `MINUTES`
    from start to end, NaN where not known, and `INTERVIEWER`: a short hash that tells
    interviewers apart and names none, null where not known.

    Answers are text as XLSForm stores it, categorical: a choice; choices joined by
    one space, in the order of the list; a number; an ISO date. Null: no answer. The
    categories of a select_one are all its choices. Calculated questions are worked out
    here, never read: floats, NaN where not known. A question in a repeat has the answers
    of all rows of the interview, in their order, joined by one space.

    `asked` tells skipped and missing apart: for every question that somebody answers,
    whether each interview asked it. Its rows are those of `table`. Where it is true and
    `table` is null, the answer is missing; where it is false, the form did not show the
    question, or the export has no column for it.

    `refusals` has an instance, '' where not known, for each interview without consent;
    nothing else is kept of those.
    """

    table: "pd.DataFrame"
    asked: "pd.DataFrame"
    questionnaire: str
    version: str
    questionnaire_hash: str
    files: tuple[SurveyFile, ...]
    refusals: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.table)

    @property
    def refused(self) -> int:
        return len(self.refusals)

    @property
    def received(self) -> int:
        """Rows that the files held, whatever became of them."""
        return sum(one.received for one in self.files)

    def of(
        self,
        supplier: str | None = None,
        corridor: Corridor | None = None,
        cycle: str | None = None,
    ) -> "pd.DataFrame":
        """The rows of that supplier, corridor and cycle; None takes all of them."""
        table = self.table
        wanted: dict[str, str | None] = {"supplier_id": supplier, "cycle": cycle}
        if corridor is not None:
            wanted |= {"origin": corridor.origin, "destination": corridor.destination}
        for column, value in wanted.items():
            if value is not None:
                table = table[table[column] == value]
        return table


def join_interviews(
    parts: Sequence[Interviews],
) -> tuple[Interviews, tuple[Issue, ...]]:
    """One table of them all; an interview that several files hold is counted once.

    Exports are often cumulative. The file that stands first keeps the interview. The
    parts must speak of the same questionnaire, and there must be at least one:
    ValueError.
    """
    if len({part.questionnaire_hash for part in parts}) != 1:
        raise ValueError("only interviews of one questionnaire can be joined")
    seen: set[str] = set()
    fresh: list[Interviews] = []
    issues: list[Issue] = []
    for part in parts:
        again = part.table["instance"].isin(seen)
        refusals = tuple(one for one in part.refusals if not one or one not in seen)
        lost = Counter(part.table["file"][again].astype(str))
        issues += [
            issue("S321", Place(file), count=count) for file, count in lost.items()
        ]
        fresh.append(
            replace(
                part,
                table=part.table[~again],
                asked=part.asked[~again],
                refusals=refusals,
            )
        )
        seen.update(part.table["instance"].dropna(), filter(None, part.refusals))
    joined = replace(
        parts[0],
        table=_concatenated([part.table for part in fresh]),
        asked=_concatenated([part.asked for part in fresh]),
        files=tuple(one for part in parts for one in part.files),
        refusals=tuple(one for part in fresh for one in part.refusals),
    )
    return joined, tuple(issues)


def _concatenated(tables: "list[pd.DataFrame]") -> "pd.DataFrame":
    """The tables below each other; categories stay where all agree, else sorted."""
    import pandas as pd

    columns = {}
    for name in tables[0].columns:
        parts = [table[name] for table in tables]
        if isinstance(parts[0].dtype, pd.CategoricalDtype):
            parts = _alike(parts)
        columns[name] = pd.concat(parts, ignore_index=True)
    return pd.DataFrame(columns)


def _alike(parts: "list[pd.Series]") -> "list[pd.Series]":
    every = [list(part.cat.categories) for part in parts]
    if all(one == every[0] for one in every):
        return parts
    categories = sorted({name for one in every for name in one})
    return [part.cat.set_categories(categories) for part in parts]
