"""A questionnaire as it stands in its workbook: what was read, and in which cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recruitcheck.issues import Issue, Place
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.sheets import Book, Sheet, read_book, read_rows, split_ref

BEGIN = frozenset({"begin_group", "begin_repeat"})
END = frozenset({"end_group", "end_repeat"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the heading. `texts` are by heading, without blank ones."""

    number: int
    texts: Mapping[str, str]

    def text(self, column: str) -> str:
        return self.texts.get(column, "")

    @property
    def kind(self) -> str:
        """The first word of the type; 'begin group' is 'begin_group'."""
        words = self.text("type").split()
        if words and words[0] in {"begin", "end"}:
            return "_".join(words[:2])
        return words[0] if words else ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A cell of the heading; `ref` is its address."""

    text: str
    letters: str
    ref: str


@dataclass(frozen=True)
class Table:
    """A sheet with a heading; `sheet` is '' for a text file."""

    file: str
    sheet: str
    headings: tuple[Heading, ...]
    rows: tuple[Row, ...]

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The column of each heading; the first where a heading stands twice."""
        return {one.text: one.letters for one in reversed(self.headings)}

    @cached_property
    def by_name(self) -> Mapping[str, Row]:
        """The first row of each name."""
        return {row.text("name"): row for row in reversed(self.rows)}

    def place(self, row: Row, column: str) -> Place:
        """The cell of that column; of the first one where there is no such column."""
        return self.at(row.number, column, row.text("name") or None)

    def at(self, number: int, column: str, label: str | None) -> Place:
        cell = f"{self.letters.get(column, 'A')}{number}"
        return Place(self.file, self.sheet or None, cell, label)


def read_table(path: Path, *, shown_as: str) -> tuple[Table | None, tuple[Issue, ...]]:
    """A text file (CSV) with a heading; None where it cannot be read."""
    book, issues = read_rows(path, name=shown_as)
    if book is None:
        return None, issues
    return _table(next(iter(book.sheets.values())), "", shown_as), issues


def _table(sheet: Sheet | None, name: str, file: str) -> Table:
    rows = iter(sheet.rows if sheet else ())
    _, first = next(rows, (1, []))
    headings = tuple(
        Heading(text, cell.column, cell.ref)
        for cell in first
        if (text := _text(cell.value))
    )
    names = {one.letters: one.text for one in headings}
    found = []
    for number, cells in rows:
        texts = {
            names[cell.column]: text
            for cell in cells
            if cell.column in names and (text := _text(cell.value))
        }
        if texts:
            found.append(Row(number, texts))
    return Table(file, name, headings, tuple(found))


def _text(value: object) -> str:
    """What a cell says, as the reader takes it: 3 and 3.0 are the same."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


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
        return _table(self.book.sheets.get(name), name, self.file)

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
