"""XLSForm workbooks -> questionnaires. All issues at once, each with its cell."""

import hashlib
import json
import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar, get_args

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.expressions import (
    Expression,
    ExpressionError,
    Operation,
    parse_expression,
)
from recruitcheck.questionnaires.functions import number
from recruitcheck.questionnaires.layout import KEY_KINDS, ORIGIN
from recruitcheck.questionnaires.points import (
    Gate,
    PointsScale,
    parse_gates,
    parse_points,
)
from recruitcheck.questionnaires.questionnaire import (
    ACTORS,
    RESERVED,
    Choice,
    Form,
    Kind,
    Labels,
    Question,
    Questionnaire,
    Respondent,
    Role,
    Section,
)
from recruitcheck.sheets import Book, Cell, Sheet, read_book

CORRIDORS = "corridors"  # the only repeat: one block of questions per corridor
_SHEETS = ("survey", "choices", "settings", "rc_settings")
_FORMS: tuple[Form, ...] = get_args(Form)
_SCOPES = ("site", "corridor", "recruiter", "worker", "company")
_KINDS: tuple[Kind, ...] = get_args(Kind)
_ROLES: tuple[Role, ...] = get_args(Role)
_RESPONDENTS: tuple[Respondent, ...] = get_args(Respondent)
_MOST_HINTS = 100  # finding the nearest of thousands of names takes long
_YES_OR_NO = ("yes", "no", "true", "false", "true()", "false()")
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
    reading = _Reading(book, file, list(issues))
    found = reading.questionnaire()
    blocked = any(one.blocking for one in reading.issues)
    return None if blocked else found, tuple(reading.issues)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of a sheet with a heading: its cells by column name."""

    number: int
    cells: Mapping[str, Cell]
    columns: Mapping[str, str]

    def text(self, column: str) -> str:
        cell = self.cells.get(column)
        return "" if cell is None else _text(cell)

    def ref(self, column: str) -> str:
        """Where that column of this row stands, also where the cell is empty."""
        return f"{self.columns.get(column, 'A')}{self.number}"

    def by_language(self, column: str, default: str) -> dict[str, str]:
        """The texts of `label::English (en)` and its like.

        A plain `label` counts as the default language.
        """
        texts = {}
        for name in self.columns:
            if name == column or name.startswith(f"{column}::"):
                texts[name.partition("::")[2].strip() or default] = self.text(name)
        return texts


def _rows(sheet: Sheet) -> tuple[dict[str, str], list[_Row]]:
    """Column letters by heading, and the rows below that hold anything."""
    rows = iter(sheet.rows)
    _, heading = next(rows, (0, ()))
    columns = {text: cell.column for cell in heading if (text := _text(cell))}
    names = {letters: name for name, letters in columns.items()}
    found = []
    for row, cells in rows:
        by_name = {
            names[cell.column]: cell
            for cell in cells
            if cell.column in names and _text(cell)
        }
        if by_name:
            found.append(_Row(row, by_name, columns))
    return columns, found


def _text(cell: Cell) -> str:
    """What the cell says; some programs write a whole number as 3, others as 3.0."""
    value = cell.value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else str(value).strip()


@dataclass(slots=True)
class _Group:
    id: str
    labels: Labels
    relevant: Expression | None
    repeated: bool
    questions: list[str] = field(default_factory=list)
    end: str = ""
    cell: str | None = None


@dataclass(slots=True)
class _Reading:
    """One workbook being read. Collects issues; each method reads one thing.

    `names` are those of all questions above, also of those that cannot be used; `rows`
    are the rows of the others.
    """

    book: Book
    file: str
    issues: list[Issue]
    language: str = ""
    questions: dict[str, Question] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    rows: dict[str, _Row] = field(default_factory=dict)
    hints: int = 0

    def _report(
        self,
        code: str,
        sheet: str,
        cell: str | None,
        label: str | None,
        /,
        **values: object,
    ) -> None:
        place = Place(self.file, sheet, cell, label)
        self.issues.append(issue(code, place, **values))

    def _report_row(
        self, code: str, row: _Row, column: str, /, **values: object
    ) -> None:
        """Of a cell of the sheet 'survey'."""
        name = row.text("name") or None
        self._report(code, "survey", row.ref(column), name, **values)

    def _hint(self, found: str, names: Collection[str]) -> str:
        """The nearest name, for the first issues of many."""
        self.hints += 1
        return did_you_mean(found, names) if self.hints <= _MOST_HINTS else ""

    def questionnaire(self) -> Questionnaire | None:
        missing = [name for name in _SHEETS if name not in self.book.sheets]
        for name in missing:
            there = listed(tuple(self.book.sheets))
            self._report("Q101", name, None, None, sheet=name, there=there)
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
            file=self.file,
        )

    def _check_cells(self) -> None:
        """A formula nobody worked out, or one that failed, is not a blank cell."""
        for name in _SHEETS:
            for _, cells in self.book.sheets[name].rows:
                for cell in cells:
                    if cell.flag in {"formula", "error"}:
                        found = cell.value or "a formula without a result"
                        self._report("Q124", name, cell.ref, None, found=found)

    def _settings(self) -> dict[str, str]:
        _, rows = _rows(self.book.sheets["settings"])
        values = {name: rows[0].text(name) for name in rows[0].columns} if rows else {}
        for name in ("form_title", "form_id", "version", "default_language"):
            if not values.get(name):
                cell = rows[0].ref(name) if name in values else "row 2"
                self._report("Q102", "settings", cell, name, column=name)
        return values | {key: row.text("value") for key, row in self._ours().items()}

    def _ours(self) -> dict[str, _Row]:
        """The rows of `rc_settings` by their key."""
        _, rows = _rows(self.book.sheets["rc_settings"])
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
            self._report(
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
            self._report("Q102", "rc_settings", cell, key, column=key)
        return allowed[0]

    def _heading(self, sheet: str, *wanted: str) -> list[_Row]:
        """The rows of a sheet; none where columns are missing, which is reported."""
        columns, rows = _rows(self.book.sheets[sheet])
        missing = [name for name in wanted if name not in columns]
        for name in missing:
            self._report("Q102", sheet, "row 1", name, column=name)
        return [] if missing else rows

    def _languages(self) -> tuple[str, ...]:
        names = dict.fromkeys(
            language for q in self.questions.values() for language in q.labels
        )
        if self.questions and not names:
            self._report("Q102", "survey", "row 1", "label", column="label")
        elif names and self.language not in names | {"default": None}:
            _, rows = _rows(self.book.sheets["settings"])
            self._report(
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
                self._report("Q102", "choices", place, label, column=column)
            if name in choices:
                self._report("Q104", "choices", row.ref("name"), label, name=name)
            elif not blank:
                labels = row.by_language("label", self.language)
                choices[name] = Choice(name, labels)
        return {name: list(choices.values()) for name, choices in lists.items()}

    def _survey(self, lists: Mapping[str, list[Choice]]) -> list[_Group]:
        open_groups = [_Group("", {}, None, repeated=False)]
        sections = [open_groups[0]]
        for row in self._heading("survey", "type", "name"):
            kind, _, list_name = row.text("type").partition(" ")
            if kind in {"begin", "end"}:
                kind, list_name = f"{kind}_{list_name}", ""
            if kind in {"begin_group", "begin_repeat"}:
                group = self._begin(row, open_groups[-1], repeat="repeat" in kind)
                open_groups.append(group)
                sections.append(group)
            elif kind in {"end_group", "end_repeat"}:
                if open_groups[-1].end != kind:
                    self._report("Q105", "survey", row.ref("type"), None)
                if len(open_groups) > 1:
                    open_groups.pop()
                    # What follows a group stands under the heading around it.
                    open_groups[-1] = replace(open_groups[-1], questions=[])
                    sections.append(open_groups[-1])
            else:
                self._question(row, kind, list_name, lists, open_groups[-1])
        for group in open_groups[1:]:
            self._report("Q106", "survey", group.cell, group.id or None)
        return sections

    def _begin(self, row: _Row, outer: _Group, *, repeat: bool) -> _Group:
        name = row.text("name")
        if repeat and name != CORRIDORS:
            self._report_row("Q107", row, "name", name=name)
        return _Group(
            name,
            row.by_language("label", self.language),
            _both(outer.relevant, self._expression(row, "relevant")),
            repeat or outer.repeated,
            end="end_repeat" if repeat else "end_group",
            cell=row.ref("type"),
        )

    def _question(
        self,
        row: _Row,
        kind: str,
        list_name: str,
        lists: Mapping[str, list[Choice]],
        group: _Group,
    ) -> None:
        name = row.text("name")
        if not name:
            self._report_row("Q102", row, "name", column="name")
        elif name in self.names:
            self._report_row("Q108", row, "name", name=name)
        known = self._known_kind(row, kind)
        if known is None or not name or name in self.names:
            self.names.add(name)
            return
        choices = self._list(row, known, list_name.strip(), lists)
        text = row.text
        short = self._word(row, "rc_form", _FORMS) == "short" or name in KEY_KINDS
        question = Question(
            id=name,
            kind=known,
            labels=row.by_language("label", self.language),
            hints=row.by_language("hint", self.language),
            place=Place(self.file, "survey", row.ref("name"), name),
            section=group.id,
            choices=choices,
            list_name=list_name.strip(),
            repeated=group.repeated,
            required=self._word(row, "required", _YES_OR_NO) in _YES_OR_NO[::2],
            relevant=_both(group.relevant, self._expression(row, "relevant")),
            constraint=self._expression(row, "constraint"),
            constraint_messages=row.by_language("constraint_message", self.language),
            appearance=text("appearance"),
            calculation=self._expression(row, "calculation"),
            form="short" if short else "full",
            scope=self._word(row, "rc_scope", _SCOPES),
            principle=text("rc_principle"),
            stage=text("rc_stage"),
            weight=self._weight(row),
            points=self._points(row),
            gates=self._parsed(row, "rc_gate", parse_gates, tuple[Gate, ...]()),
            topic=text("rc_topic"),
            cost=text("rc_cost"),
            unit=text("rc_unit"),
            evidence=text("rc_evidence"),
            missing=self._missing(row),
            sensitive=self._word(row, "rc_sensitive", _YES_OR_NO) in _YES_OR_NO[::2],
            applies=self._expression(row, "rc_applies", elsewhere=True),
            intent=text("rc_intent"),
            finding=text("rc_finding"),
            action=text("rc_action"),
            actor=self._word(row, "rc_actor", ACTORS),
            note=text("rc_note"),
            clauses=tuple(filter(None, map(str.strip, text("rc_clauses").split(";")))),
        )
        self._check_points(row, question)
        self._check_gates(row, question)
        self.names.add(name)
        self.questions[name], self.rows[name] = question, row
        group.questions.append(name)

    def _known_kind(self, row: _Row, kind: str) -> Kind | None:
        for one in _KINDS:
            if one == kind:
                return one
        hint, allowed = did_you_mean(kind, _KINDS), listed(_KINDS)
        self._report_row("Q109", row, "type", found=kind, hint=hint, allowed=allowed)
        return None

    def _list(
        self, row: _Row, kind: Kind, name: str, lists: Mapping[str, list[Choice]]
    ) -> tuple[Choice, ...]:
        if not kind.startswith("select"):
            return ()
        if name not in lists:
            hint = self._hint(name, lists)
            self._report_row("Q110", row, "type", found=name, hint=hint)
        return tuple(lists.get(name, ()))

    def _word(self, row: _Row, column: str, allowed: Collection[str]) -> str:
        """The word of a cell that must be one of `allowed` or blank.

        What is written with other capitals is that word too.
        """
        found = row.text(column)
        folded = found if found in allowed else found.casefold()
        if found and folded not in allowed:
            self._report_row(
                "Q111",
                row,
                column,
                found=found,
                column=column,
                allowed=listed(allowed),
                hint=did_you_mean(found, allowed),
            )
            return ""
        return folded

    def _missing(self, row: _Row) -> tuple[str, ...]:
        codes = tuple(row.text("rc_missing").replace(";", " ").split())
        for code in codes:
            if code not in RESERVED:
                self._report_row(
                    "Q111",
                    row,
                    "rc_missing",
                    found=code,
                    column="rc_missing",
                    allowed=listed(RESERVED),
                    hint=did_you_mean(code, RESERVED),
                )
        return codes

    def _expression(
        self, row: _Row, column: str, *, elsewhere: bool = False
    ) -> Expression | None:
        """The expression of a cell; its references must stand above, or `elsewhere`.

        A constraint may also name its own question.
        """
        text = row.text(column)
        if not text:
            return None
        try:
            expression = parse_expression(text, elsewhere=elsewhere)
        except ExpressionError as error:
            position = error.position + 1
            self._report_row(
                "Q112", row, column, text=text, reason=error, position=position
            )
            return None
        own = row.text("name") if column == "constraint" else None
        for name in () if elsewhere else expression.references:
            if name not in self.names and name != own:
                hint = self._hint(name, self.names)
                self._report_row("Q113", row, column, found=name, hint=hint)
        return expression

    def _weight(self, row: _Row) -> float:
        text = row.text("rc_weight") or "0"
        weight = number(text)
        if not 0 <= weight < math.inf:
            self._report_row("Q114", row, "rc_weight", found=text)
            return 0.0
        return weight

    def _points(self, row: _Row) -> PointsScale | None:
        rule = row.text("rc_rule")
        return self._parsed(
            row, "rc_points", lambda text: parse_points(text, rule), None
        )

    def _parsed(
        self, row: _Row, column: str, parse: Callable[[str], T], nothing: T
    ) -> T:
        text = row.text(column)
        if not text:
            return nothing
        try:
            return parse(text)
        except ValueError as error:
            self._report_row(
                "Q115", row, column, column=column, text=text, reason=error
            )
            return nothing

    def _check_points(self, row: _Row, question: Question) -> None:
        """Every choice has points, every point a choice, several ticks a rule."""
        scale = question.points
        if scale is None:
            if question.weight > 0 and not row.text("rc_points"):
                self._report_row("Q118", row, "rc_points")
            return
        names = set(question.choice_names) - set(RESERVED)
        if not scale.numeric:
            for name in sorted(names ^ set(scale.choices)):
                code = "Q116" if name in names else "Q117"
                self._report_row(code, row, "rc_points", name=name)
        if question.weight > 0 and scale.informs_only:
            self._report_row("Q118", row, "rc_points")
        several = question.kind == "select_multiple" and question.weight > 0
        if several and scale.rule == "single":
            self._report_row("Q125", row, "rc_rule")

    def _check_gates(self, row: _Row, question: Question) -> None:
        names = set(question.choice_names) - set(RESERVED)
        for gate in question.gates:
            for name in gate.choices:
                if name not in names:
                    hint = self._hint(name, names)
                    self._report_row("Q119", row, "rc_gate", name=name, hint=hint)

    def _check_keys(self) -> None:
        """Whose return it is must be asked in a way that returns can answer."""
        for name in KEY_KINDS.keys() & self.questions.keys():
            kinds = KEY_KINDS[name]
            if self.questions[name].kind not in kinds:
                allowed = " or ".join(kinds)
                row = self.rows[name]
                self._report_row("Q127", row, "type", name=name, allowed=allowed)
        repeated = [name for name, one in self.questions.items() if one.repeated]
        worker = self._ours().get("respondent")
        if worker is not None and worker.text("value") == "worker":
            return
        lost = ORIGIN not in self.names or ORIGIN in self.questions
        if repeated and ORIGIN not in repeated and lost:
            self._report_row("Q128", self.rows[repeated[0]], "name", name=ORIGIN)

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
                    hint = self._hint(name, calculated)
                    row = self.rows[question.id]
                    self._report_row(
                        "Q126", row, column, column=column, found=name, hint=hint
                    )


def _both(first: Expression | None, second: Expression | None) -> Expression | None:
    """Both conditions; what the first says already is not said again."""
    if first is None or second is None:
        return first or second
    said = [part.tree for part in first.conditions]
    if all(part.tree in said for part in second.conditions):
        return first
    text = f"({first.text}) and ({second.text})"
    return Expression(text, Operation("and", first.tree, second.tree))


def _digest(book: Book) -> str:
    """SHA-256 of what the sheets say, in hexadecimal; styles do not matter."""
    sheets = {name: list(_said(book.sheets[name])) for name in _SHEETS}
    said = json.dumps(sheets, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def _said(sheet: Sheet) -> Iterator[tuple[str, str]]:
    for _, cells in sheet.rows:
        for cell in cells:
            if text := _text(cell):
                yield cell.ref, text
