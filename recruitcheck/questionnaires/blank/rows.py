"""The rows of a blank workbook: a question, or one of the choices of a question."""

from collections.abc import Sequence
from dataclasses import dataclass

# All about openpyxl; imported only when a blank is written.
from openpyxl.styles import Alignment, Border, Protection  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    INK,
    INK_2,
    INK_3,
    PALE_BLUE,
    PALE_GREY,
    WHITE,
    WIDTHS,
    aligned,
    filled,
    font,
    inline,
    lines_of,
    put,
    put_value,
    rich,
    thin,
)
from recruitcheck.questionnaires.blank.plan import Plan, conditions_of
from recruitcheck.questionnaires.blank.rules import Lists, Rules
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    CONFIRM,
    CYCLE,
    EVIDENCE,
    EVIDENCE_DATE,
    ORGANISATION_IDS,
    QUESTION,
    REF,
    SEEN_BY,
    STATE,
    Ref,
)
from recruitcheck.questionnaires.questionnaire import Choice, Question, text_in

_LABEL, _NOTE = 10, 8.5  # sizes of type, in points
_TALLEST = 400.0  # Excel allows 409 points


@dataclass(slots=True)
class Row:
    """Writes the cells of one row, on either sheet."""

    sheet: Worksheet
    number: int
    plan: Plan
    lists: Lists

    def write_question(
        self, question: Question, ref: Ref, *, has_ticks: bool = False
    ) -> None:
        self._put_ref(ref)
        label = question.label(self.plan.language) or question.id
        label += " *" if question.required else ""
        notes = self._notes(question, ref, has_ticks=has_ticks)
        cell = self.sheet[f"{QUESTION}{self.number}"]
        parts = [(f"\n{note}", inline(_NOTE, colour=INK_3)) for note in notes]
        cell.value = rich([(label, inline(_LABEL, colour=INK)), *parts])
        cell.font = font(_LABEL)
        cell.alignment = aligned()
        state = self.sheet[f"{STATE}{self.number}"]
        state.font = font(_LABEL, bold=True, colour=BLUE)
        state.alignment = Alignment(horizontal="center", vertical="center")
        self._underline(REF, QUESTION, STATE)
        if has_ticks:
            self.sheet[f"{ANSWER}{self.number}"].fill = filled(PALE_GREY)
            self._underline(ANSWER)
        else:
            self._open_answer(question, ref)
        self._set_height(question, label, notes)

    def write_evidence(self, question: Question, ref: Ref) -> None:
        """Comment, evidence, its date and who saw it; the first three as before."""
        for column in (COMMENT, EVIDENCE, EVIDENCE_DATE, SEEN_BY):
            self._open(column)
        carried = self.plan.carried.get(ref)
        if carried is not None:
            self.sheet[f"{EVIDENCE_DATE}{self.number}"].value = carried.evidence_date
            beside = {COMMENT: carried.comment, EVIDENCE: carried.evidence}
            for column, text in beside.items():
                if text:
                    put(self.sheet, f"{column}{self.number}", text)
        self._rules().explain(f"{EVIDENCE}{self.number}", question.evidence)
        self.sheet[f"{EVIDENCE_DATE}{self.number}"].number_format = "yyyy-mm-dd"
        if self.plan.questionnaire.respondent != "auditor":  # for others to fill in
            self.sheet[f"{SEEN_BY}{self.number}"].fill = filled(WHITE)

    def write_confirm(self, ref: Ref) -> None:
        """Where somebody says that an answer that was carried over still holds."""
        self._open(CONFIRM)
        self._rules().confirm(ref, f"{CONFIRM}{self.number}")

    def write_choice(self, ref: Ref, choice: Choice) -> None:
        self._put_ref(ref)
        label = text_in(choice.labels, self.plan.language) or choice.name
        cell = put(self.sheet, f"{QUESTION}{self.number}", label)
        cell.font = font(_LABEL, colour=INK_2)
        cell.alignment = aligned(indent=2)
        self._underline(REF, QUESTION, STATE)
        self._open(ANSWER)
        if ref in self.plan.carried_cells:
            place = f"{ANSWER}{self.number}"
            put_value(self.sheet, place, self.plan.carried_cells[ref])
        self._rules().yes_or_no(ref, f"{ANSWER}{self.number}")
        lines = lines_of(label, WIDTHS[QUESTION] - 4, _LABEL)
        self.sheet.row_dimensions[self.number].height = lines * 13.5 + 5

    def _rules(self) -> Rules:
        return Rules(self.sheet, self.plan, self.lists)

    def _put_ref(self, ref: Ref) -> None:
        cell = put(self.sheet, f"{REF}{self.number}", str(ref))
        cell.font = font(7.5, colour=INK_3)
        cell.alignment = Alignment(vertical="center", shrink_to_fit=True)

    def _notes(self, question: Question, ref: Ref, *, has_ticks: bool) -> list[str]:
        """What stands in small type below the question."""
        say = self.plan.texts.say
        common = self.plan.common_condition()
        trees = [tree for tree in conditions_of(question) if tree != common]
        condition = self.plan.words().condition(trees) if trees else ""
        evidence = question.evidence if self.plan.own_language else ""
        cycle = self.plan.carried_from if ref in self.plan.carried else ""
        notes = [
            say("carried_over", cycle=cycle) if cycle else "",
            say("only_if", condition=condition) if condition else "",
            question.hint(self.plan.language),
            say("say_yes") if has_ticks else "",
            say("evidence_expected", evidence=evidence) if evidence else "",
        ]
        return [note for note in notes if note]

    def _open_answer(self, question: Question, ref: Ref) -> None:
        """The cell for the answer, filled in as far as it is known."""
        place = f"{ANSWER}{self.number}"
        known = self.plan.prefilled.get(ref)
        # Whoever asks has settled the id and the cycle.
        settled = known is not None and ref.question in {CYCLE, *ORGANISATION_IDS}
        self._open(ANSWER, locked=settled)
        self.sheet[place].number_format = self._number_format(question)
        if known is not None:
            put(self.sheet, place, self.plan.label(question, known))
        elif ref in self.plan.carried_cells:
            put_value(self.sheet, place, self.plan.carried_cells[ref])
        self._rules().answer(question, ref, place)

    def _open(self, column: str, *, locked: bool = False) -> None:
        """A cell for people to write in."""
        cell = self.sheet[f"{column}{self.number}"]
        cell.protection = Protection(locked=locked)
        cell.fill = filled(PALE_GREY if locked else PALE_BLUE)
        cell.font = font(_LABEL)
        cell.alignment = aligned(indent=1)
        cell.border = Border(thin(), thin(), thin(), thin())

    def _underline(self, *columns: str) -> None:
        for column in columns:
            self.sheet[f"{column}{self.number}"].border = Border(bottom=thin())

    def _number_format(self, question: Question) -> str:
        unit = question.unit.replace('"', "")
        shown = unit == "%" or (self.plan.own_language and "currency" not in unit)
        suffix = f'" {unit}"' if unit and shown else ""
        formats = {
            "integer": f"#,##0{suffix}",
            "decimal": "#,##0.00" if "currency" in unit else f"General{suffix}",
            "date": "yyyy-mm-dd",
        }
        # '@' keeps Excel from making a date of '2026-01'.
        return formats.get(question.kind, "@")

    def _set_height(self, question: Question, label: str, notes: Sequence[str]) -> None:
        """High enough for the question and for the longest answer in its list."""
        width = WIDTHS[QUESTION]
        asked = lines_of(label, width, _LABEL) * 13.5
        asked += sum(lines_of(note, width, _NOTE) * 11.5 for note in notes)
        labels = (self.plan.label(question, name) for name in question.choice_names)
        answer = 13.5
        if question.kind == "select_one":
            lines = (lines_of(one, WIDTHS[ANSWER] - 2, _LABEL) for one in labels)
            answer *= max(lines, default=1)
        height = min(max(asked, answer) + 11, _TALLEST)
        self.sheet.row_dimensions[self.number].height = height
