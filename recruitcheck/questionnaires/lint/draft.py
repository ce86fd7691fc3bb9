"""A questionnaire as it stands in its workbook: what was read, and in which cells."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recruitcheck.issues import Issue, Place
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.sheets import Book, Row, Table, as_table, read_book, split_ref

BEGIN = frozenset({"begin_group", "begin_repeat"})
END = frozenset({"end_group", "end_repeat"})


def row_kind(row: Row) -> str:
    """The first word of the type of a row; 'begin group' is 'begin_group'."""
    words = row.text("type").split()
    if words and words[0] in {"begin", "end"}:
        return "_".join(words[:2])
    return words[0] if words else ""


@dataclass(frozen=True)
class Draft:
    """A workbook somebody writes a questionnaire in.

    `questionnaire` is None where one of the issues that the reader found is blocking.
    """

    file: str
    book: Book
    questionnaire: Questionnaire | None
    issues: tuple[Issue, ...] = ()

    @cached_property
    def survey(self) -> Table:
        return self._table("survey")

    @cached_property
    def choices(self) -> Table:
        return self._table("choices")

    @cached_property
    def settings(self) -> Table:
        return self._table("settings")

    @property
    def respondent(self) -> str:
        """Who is asked, as the workbook says; '' where it does not."""
        return self._ours("respondent")

    @property
    def role(self) -> str:
        """Whom the answers are about, as the workbook says; '' where it does not."""
        return self._ours("role")

    def _ours(self, key: str) -> str:
        rows = self._table("rc_settings").rows
        return next((r.text("value") for r in rows if r.text("key") == key), "")

    def _table(self, name: str) -> Table:
        return as_table(self.book.sheets.get(name), name, self.file)

    def place(self, question: Question, column: str) -> Place:
        """The cell of that column of a question of this draft."""
        number, _ = split_ref(question.place.cell or "")
        return self.survey.at(number, column, question.id)


def read_draft(
    path: Path, *, shown_as: str | None = None
) -> tuple[Draft | None, tuple[Issue, ...]]:
    """The workbook and what the reader says of it; None where it is no workbook."""
    file = shown_as or str(path)
    book, issues = read_book(path, name=file)
    if book is None:
        return None, issues
    questionnaire, issues = read_questionnaire(path, shown_as=file)
    return Draft(file, book, questionnaire, issues), issues


def in_order(issues: Iterable[Issue], draft: Draft) -> Iterator[Issue]:
    """Each issue once, as a person goes through the workbook: sheets, rows, columns."""
    sheets = {name: number for number, name in enumerate(draft.book.sheets)}

    def where(one: Issue) -> tuple[int, int, int, str]:
        row, column = split_ref(one.place.cell or "")
        return sheets.get(one.place.sheet or "", -1), row, column, one.code

    yield from sorted(dict.fromkeys(issues), key=where)
