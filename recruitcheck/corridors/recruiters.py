"""Which labour recruiter is meant where a return or a worker names one.

An id counts where it is exactly that of a known recruiter, or where id or name agree
but for capitals, spaces and signs. Whatever else was written stays as it is, and an
issue says so: to guess would put one agency's record on another's page.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.questionnaires.layout import RECRUITERS
from recruitcheck.submissions.submission import Submission

if TYPE_CHECKING:
    import pandas as pd

COLUMN = "recruiter_id"


def plain(text: str) -> str:
    """Letters and digits only, without accents, in small letters."""
    letters = unicodedata.normalize("NFKD", text).casefold()
    return "".join(letter for letter in letters if letter.isalnum())


@dataclass
class RecruiterNames:
    """Ids of the recruiters that are known, with their names."""

    names: Mapping[str, str]
    _plain: dict[str, set[str]] = field(init=False)

    def __post_init__(self) -> None:
        self._plain = {}
        for id_, name in self.names.items():
            for text in (id_, name):
                self._plain.setdefault(plain(text), set()).add(id_)

    def find(self, text: str) -> str | None:
        """The id that is meant; None where none is, or more than one could be."""
        if text in self.names:
            return text
        near = self._plain.get(plain(text), set())
        return next(iter(near)) if len(near) == 1 else None

    def hint(self, text: str) -> str:
        return did_you_mean(text, self.names)


def name_recruiters(
    submissions: Sequence[Submission], known: RecruiterNames
) -> tuple[tuple[Submission, ...], tuple[Issue, ...]]:
    """The returns with known recruiters by their ids, and what could not be matched.

    Where no recruiter is known at all, everything stays as it was written.
    """
    if not known.names:
        return tuple(submissions), ()
    issues: dict[Issue, None] = {}
    found = []
    for one in submissions:
        named = {
            corridor: tuple(
                dict.fromkeys(
                    _matched(text, known, _cell(one, corridor), issues)
                    for text in texts
                )
            )
            for corridor, texts in one.recruiters.items()
        }
        found.append(one if named == one.recruiters else replace(one, recruiters=named))
    return tuple(found), tuple(issues)


def _cell(one: Submission, corridor: Corridor) -> Place:
    answer = one.corridors.get(corridor, {}).get(RECRUITERS)
    return Place(one.file, label=RECRUITERS) if answer is None else answer.place


def _matched(
    text: str, known: RecruiterNames, place: Place, issues: dict[Issue, None]
) -> str:
    id_ = known.find(text)
    if id_ is None:
        hint = known.hint(text)
        issues[issue("W207", place, found=text, hint=hint)] = None
        return text
    if id_ != text:
        issues[issue("W208", place, found=text, id=id_)] = None
    return id_


def name_recruiters_of_workers(
    table: "pd.DataFrame", known: RecruiterNames
) -> "tuple[pd.DataFrame, tuple[Issue, ...]]":
    """The interviews with known recruiters by their ids; one issue a name and file."""
    if not known.names or COLUMN not in table:
        return table, ()
    answers = list(table[COLUMN].astype(object))
    files = list(table["file"].astype(str))
    issues: dict[Issue, None] = {}
    named = [
        _matched(text, known, Place(file, label=COLUMN), issues)
        if isinstance(text, str) and text
        else text
        for text, file in zip(answers, files, strict=True)
    ]
    if named == answers:
        return table, tuple(issues)
    return table.assign(**{COLUMN: named}).astype({COLUMN: "category"}), tuple(issues)
