"""XLSForm workbooks -> questionnaires. All issues at once, each with its cell."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, get_args

from recruitcheck.issues import Issue, did_you_mean, listed
from recruitcheck.questionnaires.form_issues import FormIssues
from recruitcheck.questionnaires.form_rows import FormRow, cell_text, form_rows
from recruitcheck.questionnaires.layout import KEY_KINDS, ORIGIN
from recruitcheck.questionnaires.question_rows import Group, QuestionRows
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Question,
    Questionnaire,
    Respondent,
    Role,
    Section,
)
from recruitcheck.sheets import Book, Sheet, read_book

_SHEETS = ("survey", "choices", "settings", "rc_settings")
_ROLES: tuple[Role, ...] = get_args(Role)
_RESPONDENTS: tuple[Respondent, ...] = get_args(Respondent)
T = TypeVar("T")


def read_questionnaire(
    path: Path, *, shown_as: str | None = None
) -> tuple[Questionnaire | None, tuple[Issue, ...]]:
    """The questionnaire of an XLSForm workbook and everything wrong in it.

    None when an issue is blocking. `shown_as` is the file name that issues and reports
    print, `path` by default.
    """
    file = shown_as or str(path)
    book, issues = read_book(path, name=file)
    if book is None:
        return None, issues
    told = FormIssues(file, list(issues))
    found = _Reading(book, told).questionnaire()
    blocked = any(one.blocking for one in told.found)
    return None if blocked else found, tuple(told.found)


@dataclass(slots=True)
class _Reading:
    """One workbook being read. Collects issues; each method reads one thing.

    `names` are those of all questions, also of those that cannot be used; `rows` are
    the rows of the others.
    """

    book: Book
    issues: FormIssues
    language: str = ""
    questions: dict[str, Question] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    rows: dict[str, FormRow] = field(default_factory=dict)

    def questionnaire(self) -> Questionnaire | None:
        missing = [name for name in _SHEETS if name not in self.book.sheets]
        for name in missing:
            there = listed(tuple(self.book.sheets))
            self.issues.say("Q101", name, None, None, sheet=name, there=there)
        if missing:
            return None
        self._check_cells()
        settings = self._settings()
        self.language = settings.get("default_language") or "default"
        lists = self._choices()
        sections = self._survey(lists)
        self._check_measures()
        self._check_keys()
        languages = self._languages()
        return Questionnaire(
            id=settings.get("form_id", ""),
            title=settings.get("form_title", ""),
            version=settings.get("version", ""),
            respondent=self._one_of("respondent", _RESPONDENTS),
            role=self._one_of("role", _ROLES),
            languages=languages,
            sections=tuple(
                Section(g.id, g.labels, tuple(g.questions), g.repeated)
                for g in sections
                if g.questions
            ),
            questions=self.questions,
            settings=settings,
            hash=_digest(self.book),
            file=self.issues.file,
        )

    def _check_cells(self) -> None:
        """A formula nobody worked out, or one that failed, is not a blank cell."""
        for name in _SHEETS:
            for _, cells in self.book.sheets[name].rows:
                for cell in cells:
                    if cell.flag in {"formula", "error"}:
                        found = cell.value or "a formula without a result"
                        self.issues.say("Q124", name, cell.ref, None, found=found)

    def _settings(self) -> dict[str, str]:
        _, rows = form_rows(self.book.sheets["settings"])
        values = {name: rows[0].text(name) for name in rows[0].columns} if rows else {}
        for name in ("form_title", "form_id", "version", "default_language"):
            if not values.get(name):
                cell = rows[0].ref(name) if name in values else "row 2"
                self.issues.say("Q102", "settings", cell, name, column=name)
        return values | {key: row.text("value") for key, row in self._ours().items()}

    def _ours(self) -> dict[str, FormRow]:
        """The rows of `rc_settings` by their key."""
        _, rows = form_rows(self.book.sheets["rc_settings"])
        return {key: row for row in rows if (key := row.text("key"))}

    def _one_of(self, key: str, allowed: tuple[T, ...]) -> T:
        row = self._ours().get(key)
        found = row.text("value") if row else ""
        for one in allowed:
            if one == found:
                return one
        cell = row.ref("value") if row else None
        words = tuple(map(str, allowed))
        if found:
            self.issues.say(
                "Q103",
                "rc_settings",
                cell,
                key,
                found=found,
                what=key,
                allowed=listed(words),
                hint=did_you_mean(found, words),
            )
        else:
            self.issues.say("Q102", "rc_settings", cell, key, column=key)
        return allowed[0]

    def _heading(self, sheet: str, *wanted: str) -> list[FormRow]:
        """The rows of a sheet; none where columns are missing, which is reported."""
        columns, rows = form_rows(self.book.sheets[sheet])
        missing = [name for name in wanted if name not in columns]
        for name in missing:
            self.issues.say("Q102", sheet, "row 1", name, column=name)
        return [] if missing else rows

    def _languages(self) -> tuple[str, ...]:
        names = dict.fromkeys(
            language for q in self.questions.values() for language in q.labels
        )
        if self.questions and not names:
            self.issues.say("Q102", "survey", "row 1", "label", column="label")
        elif names and self.language not in names | {"default": None}:
            _, rows = form_rows(self.book.sheets["settings"])
            self.issues.say(
                "Q103",
                "settings",
                rows[0].ref("default_language"),
                "default_language",
                found=self.language,
                what="language of the labels",
                allowed=listed(names),
                hint=did_you_mean(self.language, names),
            )
        return tuple({self.language: None} | names)

    def _choices(self) -> dict[str, list[Choice]]:
        lists: dict[str, dict[str, Choice]] = {}
        for row in self._heading("choices", "list_name", "name"):
            choices = lists.setdefault(row.text("list_name"), {})
            name, label = row.text("name"), row.text("list_name") or None
            blank = [column for column in ("list_name", "name") if not row.text(column)]
            for column in blank:
                place = row.ref(column)
                self.issues.say("Q102", "choices", place, label, column=column)
            if name in choices:
                self.issues.say("Q104", "choices", row.ref("name"), label, name=name)
            elif not blank:
                labels = row.by_language("label", self.language)
                choices[name] = Choice(name, labels)
        return {name: list(choices.values()) for name, choices in lists.items()}

    def _survey(self, lists: Mapping[str, list[Choice]]) -> list[Group]:
        asking = QuestionRows(self.issues, self.language, self.names)
        open_groups = [Group("", {}, None, repeated=False)]
        sections = [open_groups[0]]
        for row in self._heading("survey", "type", "name"):
            kind, _, list_name = row.text("type").partition(" ")
            if kind in {"begin", "end"}:
                kind, list_name = f"{kind}_{list_name}", ""
            if kind in {"begin_group", "begin_repeat"}:
                group = asking.begin(row, open_groups[-1], repeat="repeat" in kind)
                open_groups.append(group)
                sections.append(group)
            elif kind in {"end_group", "end_repeat"}:
                if open_groups[-1].end != kind:
                    self.issues.say("Q105", "survey", row.ref("type"), None)
                if len(open_groups) > 1:
                    open_groups.pop()
                    # What follows a group stands under the heading around it.
                    open_groups[-1] = replace(open_groups[-1], questions=[])
                    sections.append(open_groups[-1])
            else:
                around = open_groups[-1]
                question = asking.question(row, kind, list_name, lists, around)
                if question is not None:
                    self.questions[question.id] = question
                    self.rows[question.id] = row
                    around.questions.append(question.id)
        for group in open_groups[1:]:
            self.issues.say("Q106", "survey", group.cell, group.id or None)
        return sections

    def _check_keys(self) -> None:
        """Whose return it is must be asked in a way that returns can answer."""
        for name in KEY_KINDS.keys() & self.questions.keys():
            kinds = KEY_KINDS[name]
            if self.questions[name].kind not in kinds:
                allowed = " or ".join(kinds)
                row = self.rows[name]
                self.issues.say_row("Q127", row, "type", name=name, allowed=allowed)
        repeated = [name for name, one in self.questions.items() if one.repeated]
        worker = self._ours().get("respondent")
        if worker is not None and worker.text("value") == "worker":
            return
        lost = ORIGIN not in self.names or ORIGIN in self.questions
        if repeated and ORIGIN not in repeated and lost:
            self.issues.say_row("Q128", self.rows[repeated[0]], "name", name=ORIGIN)

    def _check_measures(self) -> None:
        """Bands and gates that compare another number: the form calculates it."""
        calculated = {q.id for q in self.questions.values() if q.kind == "calculate"}
        for question in self.questions.values():
            bands = question.points.bands if question.points else ()
            gates = [gate.comparison for gate in question.gates]
            for column, compared in (
                ("rc_points", [band for band, _ in bands]),
                ("rc_gate", gates),
            ):
                found = {one.measure for one in compared if one and one.measure}
                for name in sorted(found - calculated):
                    hint = self.issues.hint(name, calculated)
                    row = self.rows[question.id]
                    self.issues.say_row(
                        "Q126", row, column, column=column, found=name, hint=hint
                    )


def _digest(book: Book) -> str:
    """SHA-256 of what the sheets say, in hexadecimal; styles do not matter."""
    sheets = {name: list(_said(book.sheets[name])) for name in _SHEETS}
    said = json.dumps(sheets, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for _, cells in sheet.rows:
        for cell in cells:
            if text := cell_text(cell):
                yield cell.ref, text
