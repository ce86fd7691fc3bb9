"""Filled workbooks -> submissions. Every issue at once, each with its cell.

Rows are found by their ref in column A of whatever sheet, never by their position.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.layout import (
    CARRIED_REF,
    CARRIED_VALUE,
    DATES,
    DESTINATION,
    FORMAT,
    NAMES,
    ORGANISATION_IDS,
    ORIGIN,
    RECORD,
    RECRUITERS,
    Ref,
    absent_keys,
    asked_of,
    has_corridors,
    key_questions,
)
from recruitcheck.questionnaires.questionnaire import Form, Questionnaire
from recruitcheck.sheets import LIMITS, Book, column_index, read_book, split_ref
from recruitcheck.submissions.cell_answers import Words, as_text, folded, quoted
from recruitcheck.submissions.checks import Answers, Checked
from recruitcheck.submissions.row_answers import RowAnswers
from recruitcheck.submissions.row_texts import other_texts
from recruitcheck.submissions.rows import (
    WRITTEN,
    Rows,
    find_rows,
    lost_refs,
    moved_columns,
)
from recruitcheck.submissions.submission import Answer, Submission

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
    record = read_record(book)
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
    moved = moved_columns(book)
    if moved:
        return None, moved
    reading = _Reading(book, file, digest, record, questionnaires[name])
    submission = reading.submission()
    blocked = any(one.blocking for one in reading.issues)
    return None if blocked else submission, tuple(reading.issues)


def read_record(book: Book) -> dict[str, str]:
    """What the workbook says it is, by key; empty if it says nothing."""
    return _pairs(book, "A", "B")


def _pairs(book: Book, first: str, second: str) -> dict[str, str]:
    """What stands in two columns of the record, where the first is not blank."""
    sheet = book.sheets.get(RECORD)
    key, value = column_index(first), column_index(second)
    return {
        as_text(values[key]): as_text(values.get(value))
        for values in (sheet.values.values() if sheet is not None else ())
        if key in values
    }


@dataclass(slots=True)
class _Reading:
    """One workbook being read. Collects issues; each method reads one thing."""

    book: Book
    file: str
    digest: str
    record: Mapping[str, str]
    questionnaire: Questionnaire
    issues: list[Issue] = field(default_factory=list)
    rows: Rows = field(init=False)
    order: Mapping[str, int] = field(init=False)  # of the sheets

    def __post_init__(self) -> None:
        self.order = {name: number for number, name in enumerate(self.book.sheets)}
        form = self.questionnaire.in_form(self.form)
        asked = {question.id: question for question in form}
        self.rows = find_rows(self.book, asked)
        self.issues.extend(self.rows.issues)
        self.issues.extend(other_texts(self.rows, asked, self.file))

    @property
    def form(self) -> Form:
        return "short" if self.record.get("form") == "short" else "full"

    def submission(self) -> Submission:
        self._check_record()
        answers = RowAnswers(
            self.file,
            self.rows,
            Words.of(self.record),
            _pairs(self.book, CARRIED_REF, CARRIED_VALUE),
        )
        blocks = self._blocks(answers)
        keys = key_questions(self.questionnaire)
        checked = Checked(
            self.questionnaire, blocks, answers.cells, unasked=(*keys, ORIGIN)
        )
        self.issues.extend((*answers.issues, *checked.issues))
        site = blocks[0]
        for key in keys:
            if site[key].given != "answered":
                self.issues.append(issue("S214", site[key].place, question=key))
        for name in absent_keys(self.questionnaire):
            self.issues.append(issue("S214", Place(self.file), question=name))
        self._check_owner(site)
        self._check_carried(blocks)
        self._check_evidence_days(blocks)
        corridors = self._corridors(site, blocks, checked)
        self.issues.sort(key=lambda one: self._position(one.place))
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
            organisation=self._owner(value(*ORGANISATION_IDS)),
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

    def _position(self, place: Place) -> tuple[int, int, str]:
        """Issues are told in the order of the workbook, those of the file first."""
        cell = place.cell or ""
        return self.order.get(place.sheet or "", -1), split_ref(cell)[0], cell

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

    def _owner(self, typed: str) -> str:
        """The id as it was sent out, where case or signs are all that differs."""
        sent = self.record.get("organisation", "")
        return sent if folded(sent) == folded(typed) else typed

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

    def _check_carried(self, blocks: Mapping[int, Answers]) -> None:
        """Answers of an earlier return that nobody looked at: one issue for all."""
        places = (
            answer.place
            for answers in blocks.values()
            for answer in answers.values()
            if answer.carried and answer.applies
        )
        carried = sorted(places, key=self._position)
        if carried:
            cells = listed([place.cell or "" for place in carried])
            self.issues.append(issue("S248", carried[0], n=len(carried), cells=cells))

    def _check_evidence_days(self, blocks: Mapping[int, Answers]) -> None:
        """Evidence that is younger than the return it came with: one issue for all."""
        name = asked_of(self.questionnaire, DATES)
        day = blocks[0].get(name or "")
        if day is None or day.given != "answered":
            return
        dated = date.fromisoformat(day.value)
        later = [
            answer.place
            for answers in blocks.values()
            for answer in answers.values()
            if answer.evidence_date is not None and answer.evidence_date > dated
        ]
        if later:
            later.sort(key=self._position)
            cells = listed([place.cell or "" for place in later])
            told = issue("S251", later[0], n=len(later), cells=cells, dated=day.value)
            self.issues.append(told)

    def _blocks(self, answers: RowAnswers) -> dict[int, Answers]:
        """All answers by block, 0 for the site; blocks left empty are left out."""
        used = {
            ref.block
            for ref, rows in self.rows.by_ref.items()
            if ref.block and any(row.filled(*WRITTEN) for row in rows)
        }
        asked = self.questionnaire.in_form(self.form)
        blocks = {
            block: {
                question.id: answers.answer(question, block)
                for question in asked
                if question.repeated == bool(block)
            }
            for block in (0, *sorted(used))
        }
        answers.report_missing()
        if answers.missing:
            self.issues.extend(lost_refs(self.book, self.rows))
        return blocks

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
        rows = self.rows.by_ref.get(Ref(ORIGIN, block=1))
        asked = checked.applies(self.questionnaire[ORIGIN], 0)
        if len(blocks) == 1 and rows and asked:
            self.issues.append(issue("S233", rows[0].place(self.file)))


def _ids(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, _BETWEEN_IDS.split(text))))
