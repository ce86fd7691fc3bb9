"""Returned action plans -> actions taken. Every issue at once, each with its cell.

Rows are found by their ref, columns by their heading: both may have been sorted,
filtered or moved.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from recruitcheck.actions.findings import SEVERITIES
from recruitcheck.actions.layout import (
    ASKED,
    COLUMNS,
    FILLED_BY,
    FILLED_ON,
    FORMAT,
    KEY,
    ORIGINALS,
    REF,
    SAID,
    headings_of,
    known_statuses,
)
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.layout import RECORD
from recruitcheck.sheets import (
    LIMITS,
    Book,
    Sheet,
    Value,
    cell_ref,
    column_index,
    read_book,
)
from recruitcheck.submissions.actions_taken import (
    STATUSES,
    ActionTaken,
    FindingId,
    Status,
)
from recruitcheck.submissions.cell_answers import (
    Words,
    as_text,
    cleaned,
    folded,
    quoted,
    read_date,
)
from recruitcheck.submissions.workbook import read_record

_REASONED: frozenset[Status] = frozenset({"disputed", "not_accepted"})
_SEVERITY = "L"  # of the record


@dataclass(frozen=True, slots=True)
class ReturnedPlan:
    """A plan that came back.

    `returned` is the day it was filled in, None where nobody wrote it; `hash` is the
    SHA-256 of the file. `actions` has one entry for each row that could be read.
    """

    file: str
    hash: str
    organisation: str
    cycle: str
    returned: date | None
    actions: tuple[ActionTaken, ...]


def read_action_plan(
    path: Path, *, shown_as: str | None = None
) -> tuple[ReturnedPlan | None, tuple[Issue, ...]]:
    """The plan in a filled workbook and everything wrong in it.

    None when an issue is blocking. `shown_as` is the file name that issues print,
    `path` by default. Nothing in a file raises.
    """
    file = shown_as or str(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMITS.file_bytes + 1)
    except OSError:
        return None, read_book(path, name=file)[1]
    book, issues = read_book(content, name=file)
    if book is None:
        return None, issues
    reading = _Reading(book, file, hashlib.sha256(content).hexdigest())
    plan = reading.plan()
    blocked = any(one.blocking for one in reading.issues)
    return None if blocked else plan, (*issues, *reading.issues)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the plan: its sheet, its number, and the column of each key."""

    sheet: Sheet
    number: int
    columns: Mapping[str, int]

    def value(self, key: str) -> Value:
        values = self.sheet.values.get(self.number, {})
        return values.get(self.columns[key])

    def text(self, key: str) -> str:
        return cleaned(as_text(self.value(key)))

    def unreadable(self, key: str) -> bool:
        """Whether a formula or an error stands there, no value."""
        mark = self.sheet.marks.get((self.number, self.columns[key]))
        return mark in {"error", "formula"}

    def cell(self, key: str) -> str:
        return cell_ref(self.number, self.columns[key])


@dataclass(slots=True)
class _Reading:
    """One plan being read. Collects issues; each method reads one thing."""

    book: Book
    file: str
    digest: str
    issues: list[Issue] = field(default_factory=list)
    record: Mapping[str, str] = field(default_factory=dict)
    filled_by: str = ""
    returned: date | None = None

    def plan(self) -> ReturnedPlan | None:
        self.record = record = read_record(self.book)
        if not {KEY, "organisation", "cycle"} <= record.keys():
            self._say("A200", Place(self.file))
            return None
        if record[KEY] != FORMAT:
            self._say("A201", Place(self.file), found=quoted(record[KEY]))
            return None
        originals = self._originals()
        rows = list(self._rows())
        if any(one.blocking for one in self.issues):
            return None
        self._read_start()
        known = self._known(rows, originals)
        actions = tuple(
            self._action(row, id_, originals[str(id_)])
            for ref, row in known.items()
            if (id_ := FindingId.parse(ref)) is not None
        )
        return ReturnedPlan(
            self.file,
            self.digest,
            record["organisation"],
            record["cycle"],
            self.returned,
            actions,
        )

    def _say(self, code: str, place: Place, **values: object) -> None:
        self.issues.append(issue(code, place, **values))

    def _place(self, row: _Row, key: str) -> Place:
        return Place(self.file, row.sheet.name, row.cell(key), row.text(REF) or None)

    def _originals(self) -> dict[str, dict[str, str]]:
        """What stood in the cells that nobody changes, by id, when the plan went out."""
        sheet = self.book.sheets[RECORD]
        keys = dict(zip(("ref", *SAID), ORIGINALS, strict=True))
        keys["level"] = _SEVERITY
        found = {}
        for values in sheet.values.values():
            texts = {
                key: as_text(values.get(column_index(column)))
                for key, column in keys.items()
            }
            id_ = FindingId.parse(texts["ref"])
            if id_ is not None and id_.organisation == self.record["organisation"]:
                found[str(id_)] = texts
        return found

    def _visible(self) -> list[Sheet]:
        return [s for name, s in self.book.sheets.items() if name != RECORD]

    def _rows(self) -> Iterator[_Row]:
        """All rows below the headings of whatever sheet has them."""
        found = False
        for sheet in self._visible():
            heading, columns = self._headings(sheet)
            if not heading:
                continue
            found = True
            for key in (REF, *ASKED):
                if key not in columns:
                    place = Place(self.file, sheet.name, f"row {heading}")
                    name = self.record.get(f"column_{key}", key)
                    self._say("A202", place, column=name)
            if not {REF, *ASKED} <= columns.keys():
                continue
            for number in sorted(sheet.values):
                if number > heading:
                    yield _Row(sheet, number, columns)
        if not found:
            self._say("A202", Place(self.file), column="Ref")

    def _read_start(self) -> None:
        """Who filled it in, and on which day."""
        for sheet in self._visible():
            for number, values in sorted(sheet.values.items()):
                ref, value = as_text(values.get(1)), values.get(3)
                place = Place(self.file, sheet.name, f"C{number}", ref)
                if ref == FILLED_BY:
                    self.filled_by = cleaned(as_text(value))
                elif ref == FILLED_ON:
                    self.returned = self._date(value, place)
                    if value is None:
                        self._say("A205", place)
                    return
        self._say("A205", Place(self.file))

    def _date(self, value: Value, place: Place) -> date | None:
        said = read_date(value, Words.of(self.record))
        if said.given == "answered":
            return date.fromisoformat(said.value)
        if said.given == "invalid":
            self._say("A209", place, found=quoted(value))
        return None

    def _known(
        self, rows: list[_Row], originals: Mapping[str, object]
    ) -> dict[str, _Row]:
        """The one row of each action; what is unknown, doubled or gone is told."""
        by_ref: dict[str, list[_Row]] = {}
        for row in rows:
            ref = row.text(REF)
            if ref in originals:
                by_ref.setdefault(ref, []).append(row)
            elif ref:
                hint = did_you_mean(ref, originals)
                self._say("A203", self._place(row, REF), found=quoted(ref), hint=hint)
            elif any(row.text(key) for key in ASKED):
                self._say("A206", self._place(row, REF))
        for ref, several in by_ref.items():
            if len(several) > 1:
                cells = listed([row.cell(REF) for row in several])
                place = self._place(several[0], REF)
                self._say("A204", place, found=ref, cells=cells)
        gone = [ref for ref in originals if ref not in by_ref]
        if gone:
            self._say("A208", Place(self.file), n=len(gone), ids=listed(gone))
        return {ref: found[0] for ref, found in by_ref.items() if len(found) == 1}

    def _action(
        self, row: _Row, id_: FindingId, before: Mapping[str, str]
    ) -> ActionTaken:
        texts = {key: self._text(row, key) for key in ("owner", "answer", "proof")}
        taken = ActionTaken(
            id=id_,
            cycle=self.record["cycle"],
            returned=self.returned,
            status=self._status(row),
            severity=next((s for s in SEVERITIES if s == before["level"]), "minor"),
            action=before["action"],
            owner=texts["owner"],
            due=self._day(row, "due"),
            answer=texts["answer"],
            proof=texts["proof"],
            proof_date=self._proof_date(row),
            checked_by=self._checked_by(row, texts["owner"]),
            place=self._place(row, "status"),
        )
        self._compare(row, before)
        self._judge(row, taken)
        return taken

    def _text(self, row: _Row, key: str) -> str:
        if row.unreadable(key):
            self._say("A216", self._place(row, key))
            return ""
        return row.text(key)

    def _day(self, row: _Row, key: str) -> date | None:
        if row.unreadable(key):
            self._say("A216", self._place(row, key))
            return None
        return self._date(row.value(key), self._place(row, key))

    def _proof_date(self, row: _Row) -> date | None:
        found = self._day(row, "proof_date")
        if found is None or self.returned is None or found <= self.returned:
            return found
        place = self._place(row, "proof_date")
        self._say("A213", place, found=found, filled=self.returned)
        return None

    def _checked_by(self, row: _Row, owner: str) -> str:
        """Who signed to have seen the proof; '' for those who cannot check it."""
        found = self._text(row, "checked_by")
        own = {folded(name) for name in (self.filled_by, owner) if name}
        if folded(found) in own:
            self._say("A212", self._place(row, "checked_by"), found=quoted(found))
            return ""
        return found

    def _status(self, row: _Row) -> Status:
        text, words = self._text(row, "status"), known_statuses(self.record)
        if not text:
            return "open"
        for word, status in words.items():
            if folded(word) == folded(text):
                return status
        self._say(
            "A207",
            self._place(row, "status"),
            found=quoted(text),
            allowed=listed([self.record.get(f"status_{s}", s) for s in STATUSES]),
            hint=did_you_mean(text, words),
        )
        return "open"

    def _compare(self, row: _Row, before: Mapping[str, str]) -> None:
        """Whether a cell that is only to be read was changed."""
        for key in SAID:
            if key not in row.columns:
                continue
            was, now = cleaned(before[key]), row.text(key)
            # What each side says stands below the finding, in the same cell.
            same = now.startswith(was) if key == "finding" else now == was
            if not same:
                values = {"before": quoted(was), "found": quoted(now)}
                self._say("A214", self._place(row, key), **values)

    def _judge(self, row: _Row, taken: ActionTaken) -> None:
        """Whether what is said of an action is enough to be used."""
        if taken.status in _REASONED and not taken.answer:
            words = quoted(row.value("status"))
            self._say("A215", self._place(row, "answer"), status=words)
        if taken.status != "done":
            return
        if not taken.proven:
            both = not taken.proof and taken.proof_date is None
            what = "the proof is" if not taken.proof else "the date of the proof is"
            missing = "the proof and its date are" if both else what
            key = "proof_date" if taken.proof else "proof"
            self._say("A210", self._place(row, key), missing=missing)
        elif not taken.checked_by and not row.text("checked_by"):
            self._say("A211", self._place(row, "checked_by"))

    def _headings(self, sheet: Sheet) -> tuple[int, dict[str, int]]:
        """The row of the headings and the column of each; row 0 where there is none."""
        names = {
            folded(word): key
            for key in COLUMNS
            for word in headings_of(key, self.record)
        }
        for number, values in sorted(sheet.values.items()):
            found = {
                key: column
                for column, value in sorted(values.items(), reverse=True)
                if (key := names.get(folded(as_text(value)))) is not None
            }
            if REF in found and len(found) > 1:
                return number, found
        return 0, {}
