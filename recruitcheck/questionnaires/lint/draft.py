"""A questionnaire as it stands in its workbook: what was read, and in which cells."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from recruitcheck.issues import Issue, Place
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.sheets import Book, Sheet, read_book, split_ref

BEGIN = frozenset({"begin_group", "begin_repeat"})
END = frozenset({"end_group", "end_repeat"})


@dataclass(frozen=True, slots=True)
class Row:
    """A row below the heading: its number and its texts by heading."""

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


@dataclass(frozen=True)
class Table:
    """A sheet with a heading. `columns`: letters by heading, the first where a heading
    stands twice; `headings` are all of them with their letters, from the left."""

    file: str
    sheet: str
    headings: tuple[tuple[str, str], ...]
    rows: tuple[Row, ...]

    @cached_property
    def columns(self) -> Mapping[str, str]:
        return {heading: letters for heading, letters in reversed(self.headings)}

    @cached_property
    def by_name(self) -> Mapping[str, Row]:
        """The first row of each name, but for the ends of groups."""
        named = (row for row in self.rows if row.text("name") and row.kind not in END)
        return {row.text("name"): row for row in reversed(list(named))}

    def place(self, row: Row, column: str, label: str | None = None) -> Place:
        """The cell of that column, in the first column where there is none."""
        return self.at(row.number, column, label or row.text("name") or None)

    def at(self, number: int, column: str, label: str | None = None) -> Place:
        cell = f"{self.columns.get(column, 'A')}{number}"
        return Place(self.file, self.sheet, cell, label)

    def heading(self, letters: str, heading: str) -> Place:
        return Place(self.file, self.sheet, f"{letters}1", heading)


def _table(sheet: Sheet, file: str) -> Table:
    rows = iter(sheet.rows)
    _, first = next(rows, (1, ()))
    headings = tuple(
        (text, cell.column) for cell in first if (text := _text(cell.value))
    )
    names = {letters: heading for heading, letters in headings}
    found = []
    for number, cells in rows:
        texts = {
            names[cell.column]: text
            for cell in cells
            if cell.column in names and (text := _text(cell.value))
        }
        if texts:
            found.append(Row(number, texts))
    return Table(file, sheet.name, headings, tuple(found))


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


@dataclass(frozen=True)
class Draft:
    """A workbook somebody writes a questionnaire in.

    `questionnaire` is None where an issue of the reader is blocking; `read` are those.
    """

    file: str
    book: Book
    questionnaire: Questionnaire | None
    read: tuple[Issue, ...]

    @cached_property
    def survey(self) -> Table:
        return self._table("survey")

    @cached_property
    def choices(self) -> Table:
        return self._table("choices")

    @cached_property
    def settings(self) -> Table:
        return self._table("settings")

    def _table(self, name: str) -> Table:
        sheet = self.book.sheets.get(name)
        return _table(sheet or Sheet(name), self.file)

    def place(self, question: Question, column: str) -> Place:
        """The cell of that column of a question of this draft."""
        number, _ = split_ref(question.place.cell or "")
        return self.survey.at(number, column, question.id)

    def choice_place(self, list_name: str, choice: str, column: str) -> Place:
        """The cell of that column of a choice."""
        for row in self.choices.rows:
            if (row.text("list_name"), row.text("name")) == (list_name, choice):
                return self.choices.place(row, column, list_name)
        return Place(self.file, "choices", None, list_name)


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


