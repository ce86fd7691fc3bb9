"""The rows of the sheet 'survey' -> questions and the groups around them."""

import math
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, get_args

from recruitcheck.issues import Place, did_you_mean, listed
from recruitcheck.questionnaires.expressions import (
    Expression,
    ExpressionError,
    Operation,
    parse_expression,
)
from recruitcheck.questionnaires.form_issues import FormIssues
from recruitcheck.questionnaires.form_rows import FormRow
from recruitcheck.questionnaires.functions import number
from recruitcheck.questionnaires.layout import KEY_KINDS
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
)

CORRIDORS = "corridors"  # the only repeat: one block of questions per corridor
_FORMS: tuple[Form, ...] = get_args(Form)
_SCOPES = ("site", "corridor", "recruiter", "worker", "company")
_KINDS: tuple[Kind, ...] = get_args(Kind)
_YES_OR_NO = ("yes", "no", "true", "false", "true()", "false()")
T = TypeVar("T")


@dataclass(slots=True)
class Group:
    id: str
    labels: Labels
    relevant: Expression | None
    repeated: bool
    questions: list[str] = field(default_factory=list)
    end: str = ""
    cell: str | None = None


@dataclass(slots=True)
class QuestionRows:
    """Reads row by row; each method reads or checks one thing.

    `names` are those of all questions above, also of those that cannot be used.
    """

    issues: FormIssues
    language: str
    names: set[str]

    def begin(self, row: FormRow, outer: Group, *, repeat: bool) -> Group:
        name = row.text("name")
        if repeat and name != CORRIDORS:
            self.issues.say_row("Q107", row, "name", name=name)
        return Group(
            name,
            row.by_language("label", self.language),
            _both(outer.relevant, self._expression(row, "relevant")),
            repeat or outer.repeated,
            end="end_repeat" if repeat else "end_group",
            cell=row.ref("type"),
        )

    def question(
        self,
        row: FormRow,
        kind: str,
        list_name: str,
        lists: Mapping[str, list[Choice]],
        group: Group,
    ) -> Question | None:
        """The question of a row; None where it cannot be used at all."""
        name = row.text("name")
        if not name:
            self.issues.say_row("Q102", row, "name", column="name")
        elif name in self.names:
            self.issues.say_row("Q108", row, "name", name=name)
        known = self._known_kind(row, kind)
        if known is None or not name or name in self.names:
            self.names.add(name)
            return None
        choices = self._list(row, known, list_name.strip(), lists)
        text = row.text
        short = self._word(row, "rc_form", _FORMS) == "short" or name in KEY_KINDS
        question = Question(
            id=name,
            kind=known,
            labels=row.by_language("label", self.language),
            hints=row.by_language("hint", self.language),
            place=Place(self.issues.file, "survey", row.ref("name"), name),
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
        return question

    def _known_kind(self, row: FormRow, kind: str) -> Kind | None:
        for one in _KINDS:
            if one == kind:
                return one
        hint, allowed = did_you_mean(kind, _KINDS), listed(_KINDS)
        self.issues.say_row("Q109", row, "type", found=kind, hint=hint, allowed=allowed)
        return None

    def _list(
        self, row: FormRow, kind: Kind, name: str, lists: Mapping[str, list[Choice]]
    ) -> tuple[Choice, ...]:
        if not kind.startswith("select"):
            return ()
        if name not in lists:
            hint = self.issues.hint(name, lists)
            self.issues.say_row("Q110", row, "type", found=name, hint=hint)
        return tuple(lists.get(name, ()))

    def _word(self, row: FormRow, column: str, allowed: Collection[str]) -> str:
        """The word of a cell that must be one of `allowed` or blank.

        What is written with other capitals is that word too.
        """
        found = row.text(column)
        folded = found if found in allowed else found.casefold()
        if found and folded not in allowed:
            self.issues.say_row(
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

    def _missing(self, row: FormRow) -> tuple[str, ...]:
        codes = tuple(row.text("rc_missing").replace(";", " ").split())
        for code in codes:
            if code not in RESERVED:
                self.issues.say_row(
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
        self, row: FormRow, column: str, *, elsewhere: bool = False
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
            self.issues.say_row(
                "Q112", row, column, text=text, reason=error, position=position
            )
            return None
        own = row.text("name") if column == "constraint" else None
        for name in () if elsewhere else expression.references:
            if name not in self.names and name != own:
                hint = self.issues.hint(name, self.names)
                self.issues.say_row("Q113", row, column, found=name, hint=hint)
        return expression

    def _weight(self, row: FormRow) -> float:
        text = row.text("rc_weight") or "0"
        weight = number(text)
        if not 0 <= weight < math.inf:
            self.issues.say_row("Q114", row, "rc_weight", found=text)
            return 0.0
        return weight

    def _points(self, row: FormRow) -> PointsScale | None:
        rule = row.text("rc_rule")
        return self._parsed(
            row, "rc_points", lambda text: parse_points(text, rule), None
        )

    def _parsed(
        self, row: FormRow, column: str, parse: Callable[[str], T], nothing: T
    ) -> T:
        text = row.text(column)
        if not text:
            return nothing
        try:
            return parse(text)
        except ValueError as error:
            self.issues.say_row(
                "Q115", row, column, column=column, text=text, reason=error
            )
            return nothing

    def _check_points(self, row: FormRow, question: Question) -> None:
        """Every choice has points, every point a choice, several ticks a rule."""
        scale = question.points
        if scale is None:
            if question.weight > 0 and not row.text("rc_points"):
                self.issues.say_row("Q118", row, "rc_points")
            return
        names = set(question.choice_names) - set(RESERVED)
        if not scale.numeric:
            for name in sorted(names ^ set(scale.choices)):
                code = "Q116" if name in names else "Q117"
                self.issues.say_row(code, row, "rc_points", name=name)
        if question.weight > 0 and scale.informs_only:
            self.issues.say_row("Q118", row, "rc_points")
        several = question.kind == "select_multiple" and question.weight > 0
        if several and scale.rule == "single":
            self.issues.say_row("Q125", row, "rc_rule")

    def _check_gates(self, row: FormRow, question: Question) -> None:
        names = set(question.choice_names) - set(RESERVED)
        for gate in question.gates:
            for name in gate.choices:
                if name not in names:
                    hint = self.issues.hint(name, names)
                    self.issues.say_row("Q119", row, "rc_gate", name=name, hint=hint)


def _both(first: Expression | None, second: Expression | None) -> Expression | None:
    """Both conditions; what the first says already is not said again."""
    if first is None or second is None:
        return first or second
    said = [part.tree for part in first.conditions]
    if all(part.tree in said for part in second.conditions):
        return first
    text = f"({first.text}) and ({second.text})"
    return Expression(text, Operation("and", first.tree, second.tree))
