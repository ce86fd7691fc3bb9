"""The rows of one question -> its answer, with what stands beside it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from recruitcheck.issues import Issue, Place, issue, listed
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    CONFIRM,
    EVIDENCE,
    EVIDENCE_DATE,
    SEEN_BY,
    Ref,
)
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.submissions.cell_answers import (
    BLANK,
    Fault,
    Said,
    Words,
    as_text,
    faulty,
    folded,
    quoted,
    read_answer,
    read_date,
    read_tick,
    read_ticks,
)
from recruitcheck.submissions.rows import Row, Rows
from recruitcheck.submissions.submission import Answer

_INVALID = Said("invalid")


@dataclass(slots=True)
class RowAnswers:
    """Reads question by question; collects issues, and the refs that have no row.

    `carried` is what the cells of an earlier return held when the workbook was made, by
    ref. `cells` says where comment and approver of an answer stand.
    """

    file: str
    rows: Rows
    words: Words
    carried: Mapping[str, str]
    issues: list[Issue] = field(default_factory=list)
    missing: list[Ref] = field(default_factory=list)
    cells: dict[Place, Mapping[str, Place]] = field(default_factory=dict)

    def answer(self, question: Question, block: int) -> Answer:
        """The answer to a question in a corridor block, 0 for the site."""
        ref = Ref(question.id, block=block)
        rows = self.rows.by_ref.get(ref)
        if rows is None:
            self.missing.append(ref)
            place = Place(self.file, self.rows.main_sheet, None, str(ref))
            return Answer(question.id, "blank", "", place)
        row = _first(rows, ANSWER)
        if question.kind == "select_multiple":
            said, raw = self._ticked(question, row)
        else:
            said, raw = self._said(question, rows), as_text(row.value(ANSWER))
        place = row.place(self.file)
        if said.fault is not None:
            self._report(said.fault, place)
        self.cells[place] = {
            "comment": row.place(self.file, COMMENT),
            "seen_by": row.place(self.file, SEEN_BY),
        }
        return Answer(
            question=question.id,
            given=said.given,
            value=said.value,
            place=place,
            raw=raw,
            comment=self._text(rows, COMMENT),
            evidence=self._text(rows, EVIDENCE),
            evidence_date=self._evidence_date(rows),
            seen_by=self._text(rows, SEEN_BY),
            carried=bool(self.carried) and self._unconfirmed(question, row),
        )

    def report_missing(self) -> None:
        """One issue for all rows that are gone."""
        if self.missing:
            refs = listed([str(ref) for ref in self.missing])
            place = Place(self.file, self.rows.main_sheet)
            self.issues.append(issue("S221", place, n=len(self.missing), refs=refs))

    def _report(self, fault: Fault, place: Place) -> None:
        self.issues.append(issue(fault.code, place, **fault.values))

    def _said(self, question: Question, rows: list[Row]) -> Said:
        row = _first(rows, ANSWER)
        fault = row.fault(ANSWER) or _doubled(rows, ANSWER)
        if fault is not None:
            return Said("invalid", fault=fault)
        if row.covered(ANSWER):  # told with the merged range
            return _INVALID
        return read_answer(question, row.value(ANSWER), self.words)

    def _ticked(self, question: Question, heading: Row) -> tuple[Said, str]:
        """The ticked choices and how they stand in the cells."""
        ticks: dict[str, bool | None] = {}
        readable = True
        for name in question.choice_names:
            ref = Ref(question.id, name, heading.ref.block)
            rows = self.rows.by_ref.get(ref)
            if rows is None:
                self.missing.append(ref)
                continue
            tick = self._tick(rows)
            if isinstance(tick, Fault):
                self._report(tick, _first(rows, ANSWER).place(self.file))
                readable = False
            else:
                ticks[name] = tick
                readable = readable and not rows[0].covered(ANSWER)
        if heading.filled(ANSWER):
            found = quoted(heading.value(ANSWER))
            return faulty("S223", found=found), found
        said = read_ticks(question, ticks) if readable else _INVALID
        return said, " ".join(name for name, tick in ticks.items() if tick)

    def _tick(self, rows: list[Row]) -> bool | Fault | None:
        row = _first(rows, ANSWER)
        fault = row.fault(ANSWER) or _doubled(rows, ANSWER, self._as_tick)
        return fault or read_tick(row.value(ANSWER), self.words)

    def _as_tick(self, row: Row) -> object:
        return read_tick(row.value(ANSWER), self.words)

    def _text(self, rows: list[Row], column: str) -> str:
        row = _first(rows, column)
        fault = row.fault(column) or _doubled(rows, column)
        if fault is not None:
            self._report(fault, row.place(self.file, column))
            return ""
        text = as_text(row.value(column)).strip()
        return text if folded(text) else ""

    def _evidence_date(self, rows: list[Row]) -> date | None:
        row = _first(rows, EVIDENCE_DATE)
        broken = row.fault(EVIDENCE_DATE) or _doubled(rows, EVIDENCE_DATE)
        said = BLANK if broken else read_date(row.value(EVIDENCE_DATE), self.words)
        fault = broken or said.fault
        if fault is not None:
            self._report(fault, row.place(self.file, EVIDENCE_DATE))
        return date.fromisoformat(said.value) if said.value else None

    def _unconfirmed(self, question: Question, row: Row) -> bool:
        """Whether the cells say what an earlier return said and nobody confirmed it."""
        if read_tick(row.value(CONFIRM), self.words) is True:
            return False
        names = question.choice_names if question.kind == "select_multiple" else ("",)
        refs = [Ref(question.id, name, row.ref.block) for name in names]
        if not any(str(ref) in self.carried for ref in refs):
            return False
        return all(self._is_as_carried(ref) for ref in refs)

    def _is_as_carried(self, ref: Ref) -> bool:
        before = folded(self.carried.get(str(ref), ""))
        rows = self.rows.by_ref.get(ref, ())
        return all(folded(as_text(row.value(ANSWER))) == before for row in rows)


def _first(rows: list[Row], column: str) -> Row:
    """The row that counts where a ref stands several times: the first filled."""
    if len(rows) == 1:
        return rows[0]
    return next((row for row in rows if row.filled(column)), rows[0])


def _doubled(
    rows: list[Row], column: str, meaning: Callable[[Row], object] | None = None
) -> Fault | None:
    """That a ref stands several times and its rows do not mean the same."""
    if len(rows) == 1:
        return None
    said = meaning or (lambda row: folded(as_text(row.value(column))))
    first = _first(rows, column)
    for row in rows:
        if row.filled(column) and said(row) != said(first):
            where = f"'{row.sheet.name}'!{row.cell(column)}"
            found, other = quoted(first.value(column)), quoted(row.value(column))
            return Fault("S222", {"found": found, "other": other, "where": where})
    return None
