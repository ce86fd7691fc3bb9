"""XLSForm workbooks -> questionnaires. All issues at once, each with its cell."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.expressions import (
    Expression,
    ExpressionError,
    Operation,
    parse_expression,
)
from recruitcheck.questionnaires.points import parse_gates, parse_points
from recruitcheck.questionnaires.questionnaire import (
    RESERVED,
    Choice,
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
_SCOPES = ("site", "corridor", "recruiter", "worker", "company")
_KINDS: tuple[Kind, ...] = get_args(Kind)
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
        return "" if cell is None or cell.value is None else str(cell.value).strip()

    def ref(self, column: str) -> str:
        """Where that column of this row stands, also where the cell is empty."""
        return f"{self.columns.get(column, 'A')}{self.number}"

    def by_language(self, column: str, default: str) -> dict[str, str]:
        """The texts of `label::English (en)` and its like; a plain `label` counts as
        the default language."""
        texts = {}
        for name in self.columns:
            if name == column or name.startswith(f"{column}::"):
                texts[name.partition("::")[2].strip() or default] = self.text(name)
        return texts


def _rows(sheet: Sheet) -> tuple[dict[str, str], list[_Row]]:
    """Column letters by heading, and the rows below that hold anything."""
    rows = iter(sheet.rows)
    _, heading = next(rows, (0, ()))
    columns = {
        str(c.value).strip(): c.ref.rstrip("0123456789")
        for c in heading
        if c.value not in {None, ""}
    }
    names = {letters: name for name, letters in columns.items()}
    found = []
    for number, cells in rows:
        by_name = {
            names[letters]: cell
            for cell in cells
            if (letters := cell.ref.rstrip("0123456789")) in names
            and cell.value not in {None, ""}
        }
        if by_name:
            found.append(_Row(number, by_name, columns))
    return columns, found


@dataclass(slots=True)
class _Group:
    id: str
    labels: Labels
    relevant: Expression | None
    repeated: bool
    questions: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """One workbook being read. Collects issues; each method reads one thing."""

    book: Book
    file: str
    issues: list[Issue]
    language: str = ""
    questions: dict[str, Question] = field(default_factory=dict)

    def _report(
        self,
        code: str,
        sheet: str,
        cell: str | None,
        label: str | None,
        **values: object,
    ) -> None:
        place = Place(self.file, sheet, cell, label)
        self.issues.append(issue(code, place, **values))

    def questionnaire(self) -> Questionnaire | None:
        missing = [name for name in _SHEETS if name not in self.book.sheets]
        for name in missing:
            there = listed(tuple(self.book.sheets))
            self._report("Q101", name, None, None, sheet=name, there=there)
        if missing:
            return None
        settings = self._settings()
        self.language = settings.get("default_language", "default")
        lists = self._choices()
        sections = self._survey(lists)
        languages = self._languages()
        return Questionnaire(
            id=settings.get("form_id", ""),
            title=settings.get("form_title", ""),
            version=settings.get("version", ""),
            respondent=self._one_of(settings, "respondent", _RESPONDENTS),
            role=self._one_of(settings, "role", _ROLES),
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

    def _settings(self) -> dict[str, str]:
        _, rows = _rows(self.book.sheets["settings"])
        values = {name: rows[0].text(name) for name in rows[0].columns} if rows else {}
        for name in ("form_title", "form_id", "version", "default_language"):
            if not values.get(name):
                self._report("Q102", "settings", "row 2", name, column=name)
        _, rows = _rows(self.book.sheets["rc_settings"])
        return values | {row.text("key"): row.text("value") for row in rows}

    def _one_of(
        self, settings: Mapping[str, str], key: str, allowed: tuple[T, ...]
    ) -> T:
        found = settings.get(key, "")
        for one in allowed:
            if one == found:
                return one
        words = tuple(map(str, allowed))
        self._report(
            "Q103",
            "rc_settings",
            None,
            key,
            found=found,
            what=key,
            allowed=listed(words),
            hint=did_you_mean(found, words),
        )
        return allowed[0]

    def _languages(self) -> tuple[str, ...]:
        names = dict.fromkeys(
            language for q in self.questions.values() for language in q.labels
        )
        return tuple(sorted(names, key=lambda name: name != self.language))

    def _choices(self) -> dict[str, list[Choice]]:
        lists: dict[str, list[Choice]] = {}
        _, rows = _rows(self.book.sheets["choices"])
        for row in rows:
            choices = lists.setdefault(row.text("list_name"), [])
            name = row.text("name")
            if name in (choice.name for choice in choices):
                self._report(
                    "Q104", "choices", row.ref("name"), row.text("list_name"), name=name
                )
                continue
            choices.append(Choice(name, row.by_language("label", self.language)))
        return lists

    def _survey(self, lists: Mapping[str, list[Choice]]) -> list[_Group]:
        columns, rows = _rows(self.book.sheets["survey"])
        for name in ("type", "name"):
            if name not in columns:
                self._report("Q102", "survey", "row 1", name, column=name)
        open_groups = [_Group("", {}, None, repeated=False)]
        sections = [open_groups[0]]
        for row in rows:
            kind, _, list_name = row.text("type").partition(" ")
            if kind in {"begin", "end"}:
                kind, list_name = f"{kind}_{list_name}", ""
            if kind in {"begin_group", "begin_repeat"}:
                group = self._begin(row, open_groups[-1], repeat="repeat" in kind)
                open_groups.append(group)
                sections.append(group)
            elif kind in {"end_group", "end_repeat"}:
                if len(open_groups) == 1:
                    self._report("Q105", "survey", row.ref("type"), None)
                else:
                    closed = open_groups.pop()
                    # What follows a group stands under the heading around it.
                    outer = open_groups[-1]
                    if closed.questions and outer.id:
                        again = _Group(
                            outer.id, outer.labels, outer.relevant, outer.repeated
                        )
                        open_groups[-1] = again
                        sections.append(again)
            else:
                self._question(row, kind, list_name, lists, open_groups[-1])
        if len(open_groups) > 1:
            self._report("Q106", "survey", None, open_groups[-1].id)
        return sections

    def _begin(self, row: _Row, outer: _Group, *, repeat: bool) -> _Group:
        name = row.text("name")
        if repeat and name != CORRIDORS:
            self._report("Q107", "survey", row.ref("name"), name, name=name)
        labels = row.by_language("label", self.language)
        relevant = _both(outer.relevant, self._expression(row, "relevant"))
        return _Group(name, labels, relevant, repeat or outer.repeated)

    def _question(
        self,
        row: _Row,
        kind: str,
        list_name: str,
        lists: Mapping[str, list[Choice]],
        group: _Group,
    ) -> None:
        name = row.text("name")
        known = self._known_kind(row, kind, name)
        if known is None:
            return
        if name in self.questions:
            self._report("Q108", "survey", row.ref("name"), name, name=name)
            return
        choices = self._list(row, known, list_name.strip(), lists)
        text = row.text
        scope = text("rc_scope")
        if scope and scope not in _SCOPES:
            self._unknown(row, "rc_scope", scope, _SCOPES)
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
            required=text("required").casefold() in {"yes", "true", "true()"},
            relevant=_both(group.relevant, self._expression(row, "relevant")),
            constraint=self._expression(row, "constraint"),
            constraint_messages=row.by_language("constraint_message", self.language),
            appearance=text("appearance"),
            calculation=self._expression(row, "calculation"),
            form="short" if text("rc_form") == "short" else "full",
            scope=scope,
            principle=text("rc_principle"),
            stage=text("rc_stage"),
            weight=self._weight(row),
            points=self._parsed(
                row,
                "rc_points",
                lambda points: parse_points(points, text("rc_rule")),
                None,
            ),
            gates=self._parsed(row, "rc_gate", parse_gates, ()),
            topic=text("rc_topic"),
            cost=text("rc_cost"),
            unit=text("rc_unit"),
            evidence=text("rc_evidence"),
            missing=tuple(text("rc_missing").replace(";", " ").split()),
            sensitive=text("rc_sensitive").casefold() == "yes",
            applies=self._expression(row, "rc_applies", elsewhere=True),
            intent=text("rc_intent"),
            finding=text("rc_finding"),
            note=text("rc_note"),
            clauses=tuple(filter(None, map(str.strip, text("rc_clauses").split(";")))),
        )
        self._check_points(row, question)
        self.questions[name] = question
        group.questions.append(name)

    def _known_kind(self, row: _Row, kind: str, name: str) -> Kind | None:
        for one in _KINDS:
            if one == kind:
                return one
        self._report(
            "Q109",
            "survey",
            row.ref("type"),
            name or None,
            found=kind,
            hint=did_you_mean(kind, _KINDS),
            allowed=listed(_KINDS),
        )
        return None

    def _list(
        self, row: _Row, kind: Kind, name: str, lists: Mapping[str, list[Choice]]
    ) -> tuple[Choice, ...]:
        if not kind.startswith("select"):
            return ()
        if name not in lists:
            self._report(
                "Q110",
                "survey",
                row.ref("type"),
                row.text("name"),
                found=name,
                hint=did_you_mean(name, lists),
            )
        return tuple(lists.get(name, ()))

    def _unknown(
        self, row: _Row, column: str, found: str, allowed: Iterable[str]
    ) -> None:
        self._report(
            "Q111",
            "survey",
            row.ref(column),
            row.text("name"),
            found=found,
            column=column,
            allowed=listed(tuple(allowed)),
            hint=did_you_mean(found, allowed),
        )

    def _expression(
        self, row: _Row, column: str, *, elsewhere: bool = False
    ) -> Expression | None:
        """The expression of a cell; its references must stand above, or `elsewhere`."""
        text = row.text(column)
        if not text:
            return None
        try:
            expression = parse_expression(text)
        except ExpressionError as error:
            self._report(
                "Q112",
                "survey",
                row.ref(column),
                row.text("name"),
                text=text,
                reason=error,
                position=error.position + 1,
            )
            return None
        for name in () if elsewhere else expression.references:
            if name not in self.questions and name != row.text("name"):
                self._report(
                    "Q113",
                    "survey",
                    row.ref(column),
                    row.text("name"),
                    found=name,
                    hint=did_you_mean(name, self.questions),
                )
        return expression

    def _weight(self, row: _Row) -> float:
        text = row.text("rc_weight") or "0"
        try:
            weight = float(text)
        except ValueError:
            weight = -1.0
        if not 0 <= weight < float("inf"):
            self._report(
                "Q114", "survey", row.ref("rc_weight"), row.text("name"), found=text
            )
            return 0.0
        return weight

    def _parsed(
        self, row: _Row, column: str, parse: Callable[[str], T], nothing: T | None
    ) -> Any:
        text = row.text(column)
        if not text:
            return nothing
        try:
            return parse(text)
        except ValueError as error:
            self._report(
                "Q115",
                "survey",
                row.ref(column),
                row.text("name"),
                column=column,
                text=text,
                reason=error,
            )
            return nothing

    def _check_points(self, row: _Row, question: Question) -> None:
        """Every choice has points and every point a choice; gates name choices."""
        names = set(question.choice_names) - set(RESERVED)
        place = row.text("name")
        if question.points is not None and question.points.rule != "bands":
            for name in sorted(names ^ set(question.points.choices)):
                code = "Q116" if name in names else "Q117"
                self._report(code, "survey", row.ref("rc_points"), place, name=name)
        if (
            question.weight > 0
            and question.points is None
            and row.text("rc_points") == ""
        ):
            self._report("Q118", "survey", row.ref("rc_points"), place)
        for gate in question.gates:
            for name in gate.choices:
                if name not in names:
                    self._report(
                        "Q119",
                        "survey",
                        row.ref("rc_gate"),
                        place,
                        name=name,
                        hint=did_you_mean(name, names),
                    )


def _both(first: Expression | None, second: Expression | None) -> Expression | None:
    if first is None or second is None:
        return first or second
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
            if cell.value not in {None, ""}:
                yield cell.ref, str(cell.value)
