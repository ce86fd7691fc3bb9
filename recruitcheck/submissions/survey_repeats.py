"""Which table of an export holds the interviews, and which the rows of their repeats.

KoboToolbox numbers the rows of each sheet (`_index`) and names the row they belong to
(`_parent_table_name`, `_parent_index`); ODK Central gives each row a `KEY` and the one
it belongs to (`PARENT_KEY`). The row may belong to a row of another repeat.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

import numpy as np
import numpy.typing as npt

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions.headings import Headings, match_headings, normal
from recruitcheck.submissions.survey_columns import Coded, combinations
from recruitcheck.submissions.survey_tables import SurveyTable

Positions = npt.NDArray[np.intp]

INDEX, PARENT_INDEX, PARENT_TABLE = "_index", "_parent_index", "_parent_table_name"
KEY, PARENT_KEY = "key", "parent_key"
LINKS = (INDEX, PARENT_INDEX, PARENT_TABLE, KEY, PARENT_KEY)
"""Columns that say which row belongs to which."""

_NOWHERE = -1
# How KoboToolbox names the sheet of a title that Excel would not take.
_FORBIDDEN = re.compile(r"[\[\]*?:\\/]")
_CUT = re.compile(r"(.*?)\.\.\.(?: \(\d+\))?", re.DOTALL)
_LONGEST_NAME = 31


@dataclass(frozen=True, slots=True, eq=False)
class Matched:
    """A table and what its columns are."""

    table: SurveyTable
    headings: Headings

    @property
    def belongs(self) -> bool:
        """Whether its rows belong to rows of another table."""
        return not {PARENT_INDEX, PARENT_KEY}.isdisjoint(self.headings.added)

    def column(self, cells: Mapping[int, Coded], name: str) -> Coded | None:
        column = self.headings.added.get(name)
        return None if column is None else cells[column]

    def is_called(self, name: str) -> bool:
        """Whether a table of that name may have become this sheet."""
        told = normal(_FORBIDDEN.sub("_", name))
        own = normal(self.table.name or "")
        cut = _CUT.fullmatch(own)
        if cut and len(told) > _LONGEST_NAME:
            return told.startswith(cut[1])
        return own == told


@dataclass(frozen=True, slots=True, eq=False)
class Arranged:
    """The table of the interviews, those of repeats, and all the others."""

    main: Matched
    repeats: tuple[Matched, ...]
    others: tuple[Matched, ...]

    @property
    def asked_in_repeats(self) -> frozenset[str]:
        return frozenset(_asked_in(self.repeats))


def arrange(tables: Sequence[SurveyTable], questionnaire: Questionnaire) -> Arranged:
    """What each table holds. There must be at least one."""
    found = [
        Matched(one, match_headings(one.headings, questionnaire)) for one in tables
    ]
    alone = [one for one in found if not one.belongs]
    main = max(alone or found, key=lambda one: _fit(one, questionnaire))
    repeated = {question.id for question in questionnaire if question.repeated}
    repeats: list[Matched] = []
    others: list[Matched] = []
    for one in found:
        if one is main:
            continue
        if one.belongs and not repeated.isdisjoint(one.headings.answered):
            kept = one.headings.only(repeated - _asked_in(repeats))
            repeats.append(Matched(one.table, kept))
        else:
            others.append(one)
    names = set(questionnaire.questions) - _asked_in(repeats)
    main = Matched(main.table, main.headings.only(names))
    return Arranged(main, tuple(repeats), tuple(others))


def _fit(one: Matched, questionnaire: Questionnaire) -> tuple[bool, bool, int]:
    """ODK Central names the file of the interviews after the form."""
    name = (one.table.name or "").rpartition("/")[2].removesuffix(".csv")
    answered = len(one.headings.answered)
    return answered > 0, name == questionnaire.id.casefold(), answered


def _asked_in(tables: Sequence[Matched]) -> set[str]:
    return set(chain.from_iterable(one.headings.answered for one in tables))


class Links:
    """Finds the interview that each row of a repeat belongs to.

    `cells` are the columns of the interviews, before any of these is left out.
    """

    def __init__(
        self, arranged: Arranged, cells: Mapping[int, Coded], *, title: str
    ) -> None:
        self._main = arranged.main
        self._title = normal(title)
        self._tables = (*arranged.repeats, *arranged.others)
        self._by_key = _rows_by(arranged.main.column(cells, KEY))
        self._by_index = _unique(arranged.main.column(cells, INDEX))

    def interviews(self, repeat: Matched, cells: Mapping[int, Coded]) -> Positions:
        """The position of the interview of each row, -1 where there is none."""
        return self._interviews(repeat, cells, (repeat,))

    def _interviews(
        self, repeat: Matched, cells: Mapping[int, Coded], below: tuple[Matched, ...]
    ) -> Positions:
        keys = repeat.column(cells, PARENT_KEY)
        if keys is not None:
            found = [self._of_key(text) for text in keys.texts]
            return np.array(found, np.intp)[keys.codes]
        indexes = cells[repeat.headings.added[PARENT_INDEX]]
        names = repeat.column(cells, PARENT_TABLE) or Coded.blanks(len(indexes))
        ways: dict[str, Callable[[str], int]] = {
            name: self._parent(name, below) for name in names.texts
        }
        inverse, pairs = combinations([names, indexes])
        return np.array([ways[name](at) for name, at in pairs], np.intp)[inverse]

    def _of_key(self, key: str) -> int:
        """The key of a row in a repeat begins with that of its interview."""
        while key and key not in self._by_key:
            key = key.rpartition("/")[0]
        return self._by_key.get(key, _NOWHERE)

    def _parent(self, name: str, below: tuple[Matched, ...]) -> Callable[[str], int]:
        """Gives the interview of the row of that number in the table of that name."""
        if not name or normal(name) == self._title or self._main.is_called(name):
            return lambda at: self._by_index.get(at, _NOWHERE)
        named = [one for one in self._tables if one.belongs and one.is_called(name)]
        if len(named) != 1 or named[0] in below:
            return lambda _: _NOWHERE
        (parent,) = named
        columns = {one for one in map(parent.headings.added.get, LINKS) if one}
        cells = parent.table.columns(columns).cells
        rows = _unique(parent.column(cells, INDEX))
        interviews = self._interviews(parent, cells, (*below, parent))
        return partial(_looked_up, rows, interviews)


def _looked_up(rows: Mapping[str, int], interviews: Positions, index: str) -> int:
    at = rows.get(index)
    return _NOWHERE if at is None else int(interviews[at])


def _rows_by(keys: Coded | None) -> dict[str, int]:
    """The first row of each key."""
    if keys is None:
        return {}
    codes, first = np.unique(keys.codes, return_index=True)
    rows = zip(codes.tolist(), first.tolist(), strict=True)
    return {keys.texts[code]: row for code, row in rows if code}


def _unique(keys: Coded | None) -> dict[str, int]:
    """The row of each key; where exports were put together, numbers say nothing."""
    if keys is None:
        return {}
    codes, first, often = np.unique(keys.codes, return_index=True, return_counts=True)
    rows = zip(codes.tolist(), first.tolist(), often.tolist(), strict=True)
    return {keys.texts[code]: row for code, row, count in rows if code and count == 1}
