"""The rows of a filled workbook, found by the ref in column A of whatever sheet.

What people do to rows is met here: moved, doubled, merged or hidden rows, rows whose
ref is gone, and rows that the questionnaire does not have.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.blank_texts import words_for
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    CONFIRM,
    EVIDENCE,
    EVIDENCE_DATE,
    LISTS,
    MOST_BLOCKS,
    RECORD,
    REF,
    REF_HEADING,
    SEEN_BY,
    Ref,
)
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.sheets import Book, Sheet, Value, cell_ref, column_index, column_name
from recruitcheck.submissions.cell_answers import (
    Fault,
    as_id,
    as_text,
    folded,
    quoted,
)

WRITTEN = (ANSWER, COMMENT, EVIDENCE, EVIDENCE_DATE, SEEN_BY)
_INDEX = {column: column_index(column) for column in (REF, *WRITTEN, CONFIRM)}
_LONGEST_REF = 200  # characters, far more than any
_MOST_TOP_ROWS = 30  # in which the headings are looked for
_MOST_HINTS = 100  # finding the nearest of all refs takes long


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the workbook that carries a ref."""

    ref: Ref
    sheet: Sheet
    number: int
    values: Mapping[int, Value]

    def value(self, column: str) -> Value:
        """What stands there for everybody to see; None also where a merge hides it."""
        if self.covered(column) is not None:
            return None
        return self.values.get(_INDEX[column])

    def fault(self, column: str) -> Fault | None:
        """Why the cell cannot be read at all, None if it can."""
        mark = self.sheet.marks.get((self.number, _INDEX[column]))
        if mark == "error":
            return Fault("S215", {"found": quoted(self.values[_INDEX[column]])})
        return Fault("S216", {}) if mark == "formula" else None

    def filled(self, *columns: str) -> bool:
        """Whether anything stands in any of these columns, be it a fault."""
        for index in map(_INDEX.__getitem__, columns):
            if (self.number, index) in self.sheet.marks:
                return True
            if _is_filled(self.values.get(index)):
                return True
        return False

    def covered(self, column: str) -> str | None:
        """The merged range that hides the cell, if one does."""
        for merge in self.sheet.merges_by_row.get(self.number, ()):
            corner = (merge.first_row, merge.first_column)
            inside = merge.first_column <= _INDEX[column] <= merge.last_column
            if inside and corner != (self.number, _INDEX[column]):
                return str(merge)
        return None

    @property
    def hidden(self) -> bool:
        return (
            self.sheet.state != "visible"
            or self.number in self.sheet.hidden_rows
            or _INDEX[ANSWER] in self.sheet.hidden_columns
        )

    def cell(self, column: str) -> str:
        return f"{column}{self.number}"

    def place(self, file: str, column: str = ANSWER) -> Place:
        return Place(file, self.sheet.name, self.cell(column), str(self.ref))


def _is_filled(value: Value) -> bool:
    return value is not None and (not isinstance(value, str) or bool(folded(value)))


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of the questions of a form, and what is wrong with the rows.

    `main_sheet` is the sheet with most of the questions, None where there is none.
    """

    by_ref: Mapping[Ref, list[Row]]
    issues: tuple[Issue, ...]
    main_sheet: str | None


def find_rows(book: Book, asked: Mapping[str, Question]) -> Rows:
    """The rows of these questions, on whatever sheet they stand."""
    by_ref: dict[Ref, list[Row]] = {}
    issues: list[Issue] = []
    for sheet in book.sheets.values():
        rows = list(_with_refs(sheet))
        ours = [row for row in rows if _is_asked(row.ref, asked)]
        if not ours:
            continue
        for row in ours:
            by_ref.setdefault(row.ref, []).append(row)
        issues += _unknown(rows, book.path, asked)
        issues += _merged(sheet, ours, book.path)
        issues += _without_ref(sheet, rows, book.path)
    every = [row for rows in by_ref.values() for row in rows]
    names = Counter(row.sheet.name for row in every)
    main_sheet = max(names, key=names.__getitem__, default=None)
    return Rows(by_ref, (*issues, *_hidden(every, book.path)), main_sheet)


def moved_columns(book: Book) -> tuple[Issue, ...]:
    """Sheets in which the refs or the answers no longer stand in their columns.

    Found by the headings: somebody inserted or deleted a column, so that every cell
    would be read as something else.
    """
    expected = [_INDEX[REF], _INDEX[ANSWER]]
    found = []
    for sheet, number, refs, answers in _headings(book):
        at = [*refs[:1], *answers[:1]]
        if len(at) == len(expected) and at != expected:
            place = Place(book.path, sheet.name, cell_ref(number, at[1]))
            ref, there = map(column_name, at)
            found.append(issue("S250", place, answers=there, refs=ref))
    return tuple(found)


def lost_refs(book: Book, rows: Rows) -> Iterator[Issue]:
    """Sheets with answers in which no row has a ref: somebody deleted the column."""
    known = {row.sheet.name for same in rows.by_ref.values() for row in same}
    for sheet, number, refs, answers in _headings(book):
        if answers and not refs and sheet.name not in known:
            place = Place(book.path, sheet.name, cell_ref(number, answers[0]))
            yield issue("S254", place)


def _headings(book: Book) -> Iterator[tuple[Sheet, int, list[int], list[int]]]:
    """The first rows of each sheet, with the columns that are headed as ours."""
    answer = {folded(word) for word in words_for("column_answer")}
    for sheet in book.sheets.values():
        if sheet.name in {LISTS, RECORD}:
            continue
        for number, values in islice(sorted(sheet.values.items()), _MOST_TOP_ROWS):
            texts = {column: as_text(value) for column, value in values.items()}
            refs = [c for c, text in texts.items() if text == REF_HEADING]
            answers = [c for c, text in texts.items() if folded(text) in answer]
            yield sheet, number, refs, answers


def _with_refs(sheet: Sheet) -> Iterator[Row]:
    if sheet.name in {LISTS, RECORD}:
        return
    for number, values in sorted(sheet.values.items()):
        value = values.get(_INDEX[REF])
        ref = None if value is None else _ref(as_text(value)[:_LONGEST_REF])
        if ref is not None:
            yield Row(ref, sheet, number, values)


@lru_cache(maxsize=5_000)
def _ref(text: str) -> Ref | None:
    return Ref.parse(as_id(text))


def _is_asked(ref: Ref, asked: Mapping[str, Question]) -> bool:
    question = asked.get(ref.question)
    if question is None or question.repeated != bool(ref.block):
        return False
    if ref.block > MOST_BLOCKS:
        return False
    if not ref.choice:
        return True
    return question.kind == "select_multiple" and ref.choice in question.choice_names


def _unknown(
    rows: list[Row], file: str, asked: Mapping[str, Question]
) -> Iterator[Issue]:
    """Answers in rows of questions, choices or corridors that are not asked."""
    unknown = (
        row for row in rows if not _is_asked(row.ref, asked) and row.filled(ANSWER)
    )
    for number, row in enumerate(unknown):
        near = row.ref.question not in asked and number < _MOST_HINTS
        hint = did_you_mean(row.ref.question, asked) if near else ""
        found = quoted(str(row.ref))
        yield issue("S220", row.place(file, REF), found=found, hint=hint)


def _merged(sheet: Sheet, rows: list[Row], file: str) -> Iterator[Issue]:
    """Merged cells that leave several rows with what only the first one says."""
    if not sheet.merges_by_row:
        return
    for column in WRITTEN:
        shared: dict[str, list[Row]] = {}
        for row in rows:
            covering = row.covered(column)
            if covering is not None and (
                row.number != _first_row(covering)
                or row.filled(column)
                or column == ANSWER  # what is seen there stands left of the answer
            ):
                shared.setdefault(covering, []).append(row)
        for covering, covered in shared.items():
            refs = listed([str(row.ref) for row in covered])
            corner = covering.partition(":")[0]
            place = Place(file, sheet.name, corner, str(covered[0].ref))
            yield issue("S224", place, found=covering, refs=refs)


def _first_row(covering: str) -> int:
    return int(covering.partition(":")[0].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))


def _without_ref(sheet: Sheet, rows: list[Row], file: str) -> Iterator[Issue]:
    """What stands below the first question in rows that have no ref."""
    refs = {row.number for row in rows}
    first = min(refs)
    cells = [
        f"{column}{number}"
        for number, values in sorted(sheet.values.items())
        if number > first and number not in refs
        # The headings of the columns, where somebody turned the rows around.
        if values.get(_INDEX[REF]) != REF_HEADING
        for column in WRITTEN
        if _is_filled(values.get(_INDEX[column]))
    ]
    if cells:
        place = Place(file, sheet.name, cells[0])
        yield issue("S226", place, n=len(cells), cells=listed(cells))


def _hidden(rows: list[Row], file: str) -> Iterator[Issue]:
    hidden = [row for row in rows if row.hidden and row.filled(ANSWER)]
    if hidden:
        cells = listed([row.cell(ANSWER) for row in hidden])
        yield issue("S225", hidden[0].place(file), n=len(hidden), cells=cells)
