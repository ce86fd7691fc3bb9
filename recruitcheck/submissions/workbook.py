"""Filled workbooks -> submissions. Every issue at once, each with its cell.

Rows are found by their ref in column A of whatever sheet, never by their position.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    DATES,
    DESTINATION,
    EVIDENCE,
    EVIDENCE_DATE,
    FORMAT,
    LISTS,
    NAMES,
    ORGANISATION_IDS,
    ORIGIN,
    RECORD,
    RECRUITERS,
    REF,
    SEEN_BY,
    Ref,
    asked_of,
    has_corridors,
    key_questions,
)
from recruitcheck.questionnaires.questionnaire import Form, Question, Questionnaire
from recruitcheck.sheets import LIMITS, Book, Cell, Sheet, read_book
from recruitcheck.submissions.cell_answers import (
    BLANK,
    Fault,
    Said,
    Words,
    as_text,
    cleaned,
    faulty,
    folded,
    quoted,
    read_answer,
    read_date,
    read_tick,
    read_ticks,
)
from recruitcheck.submissions.checks import Answers, Checked
from recruitcheck.submissions.submission import Answer, Submission

_WRITTEN = (ANSWER, COMMENT, EVIDENCE, EVIDENCE_DATE, SEEN_BY)
_BETWEEN_IDS = re.compile(r"[ ,;]+")


def read_return(
    path: Path,
    questionnaires: Mapping[str, Questionnaire],
    *,
    shown_as: str | None = None,
) -> tuple[Submission | None, tuple[Issue, ...]]:
    """The submission in a filled workbook and everything wrong in it.

    None when an issue is blocking. `questionnaires` by id. `shown_as` is the file name
    that issues and reports print, `path` by default. Nothing in a file raises.
    """
    file = shown_as or str(path)
    content = _content(path)
    book, issues = read_book(path if content is None else content, name=file)
    if book is None or content is None:
        return None, issues
    digest = hashlib.sha256(content).hexdigest()
    submission, found = _read(book, file, digest, questionnaires)
    return submission, (*issues, *found)


def _content(path: Path) -> bytes | None:
    """The bytes of the file, no more than may be read; None if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.file_bytes + 1)
    except OSError:
        return None


def _read(
    book: Book, file: str, digest: str, questionnaires: Mapping[str, Questionnaire]
) -> tuple[Submission | None, tuple[Issue, ...]]:
    record = _record(book)
    if "questionnaire" not in record:
        return None, (issue("S200", Place(file)),)
    if record.get("format") != FORMAT:
        found = quoted(record.get("format", ""))
        return None, (issue("S201", Place(file), found=found),)
    name = record["questionnaire"]
    if name not in questionnaires:
        allowed = listed(sorted(questionnaires)) or "none"
        hint = did_you_mean(name, questionnaires)
        unknown = issue(
            "S202", Place(file), found=quoted(name), allowed=allowed, hint=hint
        )
        return None, (unknown,)
    reading = _Reading(book, file, digest, record, questionnaires[name])
    submission = reading.submission()
    blocked = any(one.blocking for one in reading.issues)
    return None if blocked else submission, tuple(reading.issues)


def _record(book: Book) -> dict[str, str]:
    """What the workbook says it is, by key; empty if it says nothing."""
    sheet = book.sheets.get(RECORD)
    if sheet is None:
        return {}
    numbers = (number for number, _ in sheet.rows)
    return {
        as_text(sheet[f"A{number}"].value): as_text(sheet[f"B{number}"].value)
        for number in numbers
    }


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the workbook that carries a ref."""

    ref: Ref
    sheet: Sheet
    number: int

    def cell(self, column: str) -> Cell:
        return self.sheet[f"{column}{self.number}"]

    def empty(self, columns: Iterable[str] = _WRITTEN) -> bool:
        return not any(folded(as_text(self.cell(c).value)) for c in columns)


@dataclass(slots=True)
class _Reading:
    """One workbook being read. Collects issues; each method reads one thing."""

    book: Book
    file: str
    digest: str
    record: Mapping[str, str]
    questionnaire: Questionnaire
    issues: list[Issue] = field(default_factory=list)
    words: Words = field(init=False)
    rows: Mapping[Ref, list[_Row]] = field(init=False)
    cells: dict[Place, Mapping[str, Place]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = Words.of(self.record)
        self.rows = self._rows()

    @property
    def form(self) -> Form:
        return "short" if self.record.get("form") == "short" else "full"

    def submission(self) -> Submission | None:
        self._check_record()
        blocks = self._answers()
        keys = key_questions(self.questionnaire)
        checked = Checked(
            self.questionnaire, blocks, self.cells, unasked=(*keys, ORIGIN)
        )
        self.issues.extend(checked.issues)
        site = blocks[0]
        for key in keys:
            if site[key].given != "answered":
                self.issues.append(issue("S214", site[key].place, question=key))
        self._check_owner(site)
        corridors = self._corridors(site, blocks, checked)
        self.issues.sort(key=self._position)
        return self._submission(site, corridors)

    def _submission(
        self, site: Answers, corridors: Mapping[Corridor, Answers]
    ) -> Submission:
        def value(*names: str) -> str:
            name = asked_of(self.questionnaire, names)
            return site[name].value if name in site else ""

        questionnaire, record = self.questionnaire, self.record
        dated = value(*DATES)
        return Submission(
            questionnaire=questionnaire.id,
            version=record.get("version", ""),
            questionnaire_hash=record.get("hash", ""),
            respondent=questionnaire.respondent,
            role=questionnaire.role,
            organisation=value(*ORGANISATION_IDS),
            name=value(*NAMES),
            sector=value("sector"),
            destination=value(DESTINATION),
            cycle=value("cycle"),
            dated=date.fromisoformat(dated) if dated else None,
            currency=value("currency"),
            site=site,
            corridors=corridors,
            file=self.file,
            hash=self.digest,
            language=record.get("language", ""),
            form=self.form,
            recruiters={
                corridor: _ids(answers[RECRUITERS].value)
                for corridor, answers in corridors.items()
                if RECRUITERS in answers
            },
        )

    def _report(self, code: str, place: Place, **values: object) -> None:
        self.issues.append(issue(code, place, **values))

    def _place(self, row: _Row, column: str = ANSWER) -> Place:
        cell = f"{column}{row.number}"
        return Place(self.file, row.sheet.name, cell, str(row.ref))

    def _position(self, one: Issue) -> tuple[int, int, str]:
        """Issues are told in the order of the workbook, those of the file first."""
        sheets = list(self.book.sheets)
        sheet = one.place.sheet
        digits = re.sub(r"\D", "", one.place.cell or "")
        order = sheets.index(sheet) if sheet in sheets else -1
        return order, int(digits or 0), one.place.cell or ""

    def _check_record(self) -> None:
        questionnaire, record = self.questionnaire, self.record
        version = record.get("version", "")
        if (version, record.get("hash")) != (questionnaire.version, questionnaire.hash):
            values = {
                "found": quoted(version),
                "here": questionnaire.version,
                "questionnaire": questionnaire.id,
            }
            code = "S241" if version == questionnaire.version else "S240"
            self.issues.append(issue(code, Place(self.file), **values))

    def _check_owner(self, site: Answers) -> None:
        """Whether the workbook was made for whoever filled it in."""
        name = asked_of(self.questionnaire, ORGANISATION_IDS)
        wanted = self.record.get("organisation", "")
        answer = site.get(name or "")
        if answer is None or answer.given != "answered" or not wanted:
            return
        if folded(wanted) != folded(answer.value):
            found = quoted(answer.value)
            self.issues.append(
                issue("S247", answer.place, found=found, wanted=quoted(wanted))
            )

    def _rows(self) -> dict[Ref, list[_Row]]:
        """The rows of every question, by ref; rows of no question are reported."""
        known = set(self._refs())
        found: dict[Ref, list[_Row]] = {}
        for sheet in self.book.sheets.values():
            rows = list(_with_refs(sheet))
            ours = [row for row in rows if replace(row.ref, block=0) in known]
            for row in ours:
                found.setdefault(row.ref, []).append(row)
            for row in rows if ours else ():
                if replace(row.ref, block=0) not in known and not row.empty((ANSWER,)):
                    self._report_unknown(row, known)
        return found

    def _report_unknown(self, row: _Row, known: Iterable[Ref]) -> None:
        names = sorted({ref.question for ref in known})
        hint = did_you_mean(row.ref.question, names)
        self._report(
            "S220", self._place(row, REF), found=quoted(str(row.ref)), hint=hint
        )

    def _refs(self) -> Iterator[Ref]:
        """The refs of all questions that the form asks, as if there were one block."""
        for question in self.questionnaire.in_form(self.form):
            yield Ref(question.id)
            if question.kind == "select_multiple":
                for choice in question.choice_names:
                    yield Ref(question.id, choice)

    def _answers(self) -> dict[int, Answers]:
        """All answers by block, 0 for the site; blocks left empty are left out."""
        used = {
            ref.block
            for ref, rows in self.rows.items()
            if ref.block and not all(row.empty() for row in rows)
        }
        asked = self.questionnaire.in_form(self.form)
        missing: list[Ref] = []
        blocks: dict[int, Answers] = {}
        for block in (0, *sorted(used)):
            blocks[block] = {
                question.id: self._answer(question, block, missing)
                for question in asked
                if question.repeated == bool(block)
            }
        if missing:
            refs = listed([str(ref) for ref in missing])
            place = Place(self.file, self._main_sheet())
            self.issues.append(issue("S221", place, n=len(missing), refs=refs))
        return blocks

    def _main_sheet(self) -> str | None:
        """The sheet with most of the questions."""
        names = [row.sheet.name for rows in self.rows.values() for row in rows]
        return max(dict.fromkeys(names), key=names.count, default=None)

    def _answer(self, question: Question, block: int, missing: list[Ref]) -> Answer:
        ref = Ref(question.id, block=block)
        rows = self.rows.get(ref, [])
        if not rows:
            missing.append(ref)
            place = Place(self.file, self._main_sheet(), None, str(ref))
            return Answer(question.id, "blank", "", place)
        row = self._one(rows)
        if question.kind == "select_multiple":
            said, raw = self._ticked(question, row, missing)
        else:
            said, raw = self._said(question, rows), quoted(row.cell(ANSWER).value)
        if said.fault is not None:
            self._report(said.fault.code, self._place(row), **said.fault.values)
        place = self._place(row)
        self.cells[place] = {
            "comment": self._place(row, COMMENT),
            "seen_by": self._place(row, SEEN_BY),
        }
        return Answer(
            question=question.id,
            given=said.given,
            value=said.value,
            place=place,
            raw=raw,
            comment=self._text(row, COMMENT),
            evidence=self._text(row, EVIDENCE),
            evidence_date=self._evidence_date(row),
            seen_by=self._text(row, SEEN_BY),
        )

    def _one(self, rows: list[_Row]) -> _Row:
        """The row that counts where a ref stands several times: the first filled."""
        return next((row for row in rows if not row.empty((ANSWER,))), rows[0])

    def _said(self, question: Question, rows: list[_Row]) -> Said:
        values = {
            folded(as_text(row.cell(ANSWER).value)): row
            for row in reversed(rows)
            if not row.empty((ANSWER,))
        }
        row = self._one(rows)
        if len(values) > 1:
            other = next(one for one in values.values() if one is not row)
            where = f"'{other.sheet.name}'!{ANSWER}{other.number}"
            found = quoted(row.cell(ANSWER).value)
            return faulty(
                "S222", found=found, other=quoted(other.cell(ANSWER).value), where=where
            )
        cell = row.cell(ANSWER)
        broken = _broken(cell)
        if broken is not None:
            return Said("invalid", fault=broken)
        return read_answer(question, cell.value, self.words)

    def _ticked(
        self, question: Question, heading: _Row, missing: list[Ref]
    ) -> tuple[Said, str]:
        """The ticked choices and how they stand in the cells."""
        ticks: dict[str, bool | None] = {}
        readable = True
        raw = []
        for name in question.choice_names:
            ref = Ref(question.id, name, heading.ref.block)
            rows = self.rows.get(ref, [])
            if not rows:
                missing.append(ref)
                continue
            row = self._one(rows)
            tick = self._tick(rows)
            if isinstance(tick, Fault):
                self._report(tick.code, self._place(row), **tick.values)
                readable = False
            else:
                ticks[name] = tick
                raw += [name] if tick else []
        if not heading.empty((ANSWER,)):
            found = quoted(heading.cell(ANSWER).value)
            return faulty("S223", found=found), found
        said = read_ticks(question, ticks) if readable else Said("invalid")
        return said, " ".join(raw)

    def _tick(self, rows: list[_Row]) -> bool | Fault | None:
        row = self._one(rows)
        broken = _broken(row.cell(ANSWER))
        if broken is not None:
            return broken
        tick = read_tick(row.cell(ANSWER).value, self.words)
        for other in rows:
            again = read_tick(other.cell(ANSWER).value, self.words)
            if again is not None and again != tick:
                return Fault(
                    "S222",
                    {
                        "found": quoted(row.cell(ANSWER).value),
                        "other": quoted(other.cell(ANSWER).value),
                        "where": f"'{other.sheet.name}'!{ANSWER}{other.number}",
                    },
                )
        return tick

    def _text(self, row: _Row, column: str) -> str:
        cell = row.cell(column)
        broken = _broken(cell)
        if broken is not None:
            self._report(broken.code, self._place(row, column), **broken.values)
            return ""
        text = as_text(cell.value).strip()
        return text if folded(text) else ""

    def _evidence_date(self, row: _Row) -> date | None:
        cell = row.cell(EVIDENCE_DATE)
        broken = _broken(cell)
        said = read_date(cell.value) if broken is None else BLANK
        fault = broken or said.fault
        if fault is not None:
            place = self._place(row, EVIDENCE_DATE)
            self._report(fault.code, place, **fault.values)
        return date.fromisoformat(said.value) if said.value else None

    def _corridors(
        self, site: Answers, blocks: Mapping[int, Answers], checked: Checked
    ) -> dict[Corridor, Answers]:
        """Answers by corridor; blocks of no or of the same corridor are left out."""
        destination = site[DESTINATION].value if DESTINATION in site else ""
        if not has_corridors(self.questionnaire):
            origin = site.get(ORIGIN)
            if origin is None:
                return {}
            corridor = self._corridor(origin, destination)
            return {} if corridor is None else {corridor: {}}
        found: dict[Corridor, Answers] = {}
        for block in filter(None, blocks):
            origin = blocks[block][ORIGIN]
            if origin.given == "blank":
                self.issues.append(issue("S230", origin.place, block=block))
                continue
            corridor = self._corridor(origin, destination)
            if corridor in found:
                first = found[corridor][ORIGIN].place.cell
                self.issues.append(
                    issue("S231", origin.place, found=quoted(origin.raw), first=first)
                )
            elif corridor is not None:
                found[corridor] = blocks[block]
        self._check_any_corridor(blocks, checked)
        return found

    def _corridor(self, origin: Answer, destination: str) -> Corridor | None:
        if origin.given != "answered" or not destination:
            return None
        if origin.value == destination:
            found = quoted(origin.raw)
            self.issues.append(issue("S232", origin.place, found=found))
            return None
        return Corridor(origin.value, destination)

    def _check_any_corridor(
        self, blocks: Mapping[int, Answers], checked: Checked
    ) -> None:
        """A site with migrant workers says where they come from."""
        rows = self.rows.get(Ref(ORIGIN, block=1))
        asked = checked.applies(self.questionnaire[ORIGIN], 0)
        if len(blocks) == 1 and rows and asked:
            self._report("S233", self._place(rows[0]))


def _with_refs(sheet: Sheet) -> Iterator[_Row]:
    if sheet.name in {LISTS, RECORD}:
        return
    for number, _ in sheet.rows:
        ref = Ref.parse(cleaned(as_text(sheet[f"{REF}{number}"].value)))
        if ref is not None:
            yield _Row(ref, sheet, number)


def _broken(cell: Cell) -> Fault | None:
    """Why a cell cannot be read at all."""
    if cell.flag == "error":
        return Fault("S215", {"found": quoted(cell.value)})
    if cell.flag == "formula":
        return Fault("S216", {})
    return None


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _BETWEEN_IDS.split(text))))
