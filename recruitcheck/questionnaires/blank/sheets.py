"""The two sheets of a blank workbook that people see."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# All about openpyxl; imported only when a blank is written.
from openpyxl.formatting.rule import Rule  # noqa: TID253
from openpyxl.styles import (  # noqa: TID253
    Alignment,
    Border,
    Font,
    PatternFill,
    Protection,
)
from openpyxl.styles.differential import DifferentialStyle  # noqa: TID253
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: TID253
from openpyxl.worksheet.pagebreak import Break  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    FAINT,
    FAINT_INK,
    INK,
    INK_3,
    PALE_RUST,
    PALE_SAND,
    WHITE,
    WIDTHS,
    aligned,
    filled,
    font,
    inline,
    lines_of,
    protect,
    put,
    rich,
    thick,
)
from recruitcheck.questionnaires.blank.conditions import (
    AnswerCells,
    State,
    in_quotes,
)
from recruitcheck.questionnaires.blank.pages import (
    in_formula,
    progress,
    set_page,
    states,
    title_of,
)
from recruitcheck.questionnaires.blank.plan import FIRST_ROW, Line, Plan
from recruitcheck.questionnaires.blank.rows import Row
from recruitcheck.questionnaires.blank.rules import Lists
from recruitcheck.questionnaires.layout import (
    ANSWER,
    CARRIED_VALUE,
    COMMENT,
    CONFIRM,
    EVIDENCE,
    EVIDENCE_DATE,
    QUESTION,
    RECORD,
    REF,
    REF_HEADING,
    SEEN_BY,
    STATE,
    Ref,
    structural,
)
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Question,
    text_in,
)

_START_WIDTHS = {name: WIDTHS[name] for name in (REF, QUESTION, STATE)} | {ANSWER: 42}


@dataclass(slots=True)
class StartSheet:
    """The first sheet, written from the top down; `row` is the next one."""

    sheet: Worksheet
    plan: Plan
    lists: Lists
    answers: str
    asked_by: str
    row: int = 1

    def write(self) -> None:
        for column, width in _START_WIDTHS.items():
            self.sheet.column_dimensions[column].width = width
        self._introduce()
        self._ask()
        self._explain()
        set_page(self.sheet, self.plan, landscape=False)
        protect(self.sheet)

    def _introduce(self) -> None:
        say = self.plan.texts.say
        self._text(title_of(self.plan.questionnaire), font(18, bold=True))
        self._text(self._about(), font(9, colour=INK_3))
        self._space()
        asked = say("asked_by", asker=self.asked_by) if self.asked_by else say("asked")
        self._text(asked, font(11))
        count = self.sheet[f"{QUESTION}{self.row}"]
        every = f"{in_formula(self.answers)}!{states()}"
        count.value = progress(self.plan, every)
        count.font = font(12, bold=True, colour=BLUE)
        self._next(20)
        link = put(self.sheet, f"{QUESTION}{self.row}", say("go_to_answers"))
        target = f"{in_formula(self.answers)}!{ANSWER}{FIRST_ROW + 1}"
        link.hyperlink = Hyperlink(link.coordinate, location=target)
        link.font = font(10, colour=BLUE, underlined=True)
        self._next(16)

    def _about(self) -> str:
        say, settings = self.plan.texts.say, self.plan.questionnaire.settings
        asked = [q for q in self.plan.asked.values() if not structural(q)]
        repeated = sum(q.repeated for q in asked)
        minutes = settings.get(f"minutes_{self.plan.form}", "")
        parts = [
            say(f"form_{self.plan.form}"),
            say("about_questions", n=len(asked)),
            say("about_repeated", n=repeated) if repeated else "",
            say("about_minutes", n=minutes) if minutes else "",
            say("about_version", version=self.plan.questionnaire.version),
        ]
        return " · ".join(filter(None, parts))

    def _ask(self) -> None:
        """The questions on whose return this is."""
        opening = self.plan.opening
        ids = {question.id for question in opening}
        headings = (
            text_in(section.labels, self.plan.language)
            for section in self.plan.questionnaire.sections
            if ids.intersection(section.questions)
        )
        self._heading(next(headings, "") or title_of(self.plan.questionnaire))
        for question in opening:
            self._question(question)

    def _explain(self) -> None:
        say = self._say_to_them
        steps = ["step_1", "step_2", "step_3", "step_4", "step_5"]
        if self.plan.blocks:
            steps.insert(3, "step_corridors")
        if self.plan.carried:
            steps.insert(1, "step_carried")
        self._heading(say("steps"))
        for number, key in enumerate(steps, start=1):
            self._text(f"{number}.  {say(key, answers=self.answers)}", font(10))
        for topic in ("privacy", "afterwards"):
            self._heading(say(topic))
            self._text(say(f"{topic}_1"), font(10))
            self._text(say(f"{topic}_2"), font(10))

    def _say_to_them(self, key: str, **values: object) -> str:
        """The text for this kind of respondent, if there is one of its own."""
        own = f"{key}_{self.plan.questionnaire.respondent}"
        texts = self.plan.texts
        return texts.say(own if own in texts.texts else key, **values)

    def _question(self, question: Question) -> None:
        ref = Ref(question.id)
        row = Row(self.sheet, self.row, self.plan, self.lists)
        row.write_question(question, ref)
        here = in_formula(self.sheet.title)
        answer, state = f"${ANSWER}${self.row}", f"${STATE}${self.row}"
        self.plan.cells[ref] = AnswerCells(
            question, f"{here}!{answer}", f"{here}!{state}", {}
        )
        open_ = State.OPEN if question.required else State.UNUSED
        self.sheet[state].value = f'=IF({answer}="","{open_}","{State.ANSWERED}")'
        self.row += 1

    def _text(self, text: str, kind: Font) -> None:
        """A paragraph across the sheet."""
        place = f"{QUESTION}{self.row}"
        self.sheet.merge_cells(f"{place}:{ANSWER}{self.row}")
        cell = put(self.sheet, place, text)
        cell.font, cell.alignment = kind, aligned()
        width = sum(_START_WIDTHS[name] for name in (QUESTION, STATE, ANSWER))
        size = kind.size or 10
        self._next(lines_of(text, width, size) * size * 1.35 + 5)

    def _heading(self, text: str) -> None:
        self._space()
        for column in _START_WIDTHS:
            cell = self.sheet[f"{column}{self.row}"]
            cell.border = Border(bottom=thick())
        put(self.sheet, f"{QUESTION}{self.row}", text).font = font(12, bold=True)
        self._next(21)

    def _space(self) -> None:
        self._next(10)

    def _next(self, height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1


@dataclass(slots=True)
class AnswersSheet:
    """The sheet with the questions."""

    sheet: Worksheet
    plan: Plan
    lists: Lists

    def write(self) -> None:
        for column, width in self._widths.items():
            self.sheet.column_dimensions[column].width = width
        self._title()
        self._column_headings()
        for line in self.plan.lines:
            if self.plan.carried:  # so that a column of Yes can be filled down
                cell = self.sheet[f"{CONFIRM}{line.row}"]
                cell.protection = Protection(locked=False)
            if line.question is None:
                self._heading(line)
            elif line.choice is None:
                self._question(line, line.question)
            else:
                self._choice(line, line.question, line.choice)
        self._colour()
        self.sheet.freeze_panes = f"{STATE}{FIRST_ROW}"
        self.sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
        set_page(self.sheet, self.plan, landscape=True)
        protect(self.sheet)

    @property
    def _widths(self) -> Mapping[str, float]:
        """The columns, with one more where there is something to confirm."""
        return WIDTHS | {CONFIRM: 14} if self.plan.carried else WIDTHS

    def _title(self) -> None:
        sheet, say = self.sheet, self.plan.texts.say
        title = title_of(self.plan.questionnaire)
        put(sheet, f"{QUESTION}1", title).font = font(14, bold=True)
        sheet[f"{COMMENT}1"].value = progress(self.plan, states())
        sheet[f"{COMMENT}1"].font = font(11, bold=True, colour=BLUE)
        common = self.plan.common_condition()
        condition = self.plan.words().condition([common]) if common else ""
        rule = ""
        if condition:
            rule = say("most_only_if", condition=condition)
        elif any(question.relevant for question in self.plan.asked.values()):
            rule = say("some_only_if")
        put(sheet, f"{QUESTION}2", rule).font = font(9, colour=INK_3)
        sheet.row_dimensions[1].height = 24
        sheet.row_dimensions[2].height = 18

    def _column_headings(self) -> None:
        say = self.plan.texts.say
        auditor = self.plan.questionnaire.respondent == "auditor"
        seen_by = "column_seen_by_auditor_note" if auditor else "column_seen_by_note"
        headings = {
            REF: (REF_HEADING, ""),
            QUESTION: (say("column_question"), ""),
            STATE: ("", ""),
            ANSWER: (say("column_answer"), ""),
            COMMENT: (say("column_comment"), say("column_comment_note")),
            EVIDENCE: (say("column_evidence"), say("column_evidence_note")),
            EVIDENCE_DATE: (
                say("column_evidence_date"),
                say("column_evidence_date_note"),
            ),
            SEEN_BY: (say("column_seen_by"), say(seen_by)),
        }
        if self.plan.carried:
            note = say("column_confirm_note", yes=say("yes"))
            headings[CONFIRM] = (say("column_confirm"), note)
        for column, (name, note) in headings.items():
            cell = put(self.sheet, f"{column}{FIRST_ROW - 1}", name)
            if note:
                parts = [(name, inline(10, bold=True, colour=WHITE))]
                parts.append((f"\n{note}", inline(8, colour=WHITE)))
                cell.value = rich(parts)
            cell.font = font(10, bold=True, colour=WHITE)
            cell.fill = filled(INK)
            cell.alignment = aligned(indent=int(column > STATE))
        self.sheet.row_dimensions[FIRST_ROW - 1].height = 42

    def _heading(self, line: Line) -> None:
        """Of a section, or of a corridor block."""
        for column in self._widths:
            cell = self.sheet[f"{column}{line.row}"]
            if line.block:
                cell.fill = filled(BLUE)
            else:
                cell.border = Border(bottom=thick())
        cell = put(self.sheet, f"{QUESTION}{line.row}", line.heading)
        cell.font = font(12, bold=True, colour=WHITE if line.block else INK)
        cell.alignment = Alignment(vertical="center" if line.block else "bottom")
        self.sheet.row_dimensions[line.row].height = 26 if line.block else 30
        if line.block > 1:
            self.sheet.row_breaks.append(Break(line.row - 1))

    def _question(self, line: Line, question: Question) -> None:
        row = Row(self.sheet, line.row, self.plan, self.lists)
        ref = Ref(question.id, block=line.block)
        cells = self.plan.cells[ref]
        row.write_question(question, ref, has_ticks=bool(cells.ticks))
        if not structural(question):
            row.write_evidence(question, ref)
        if ref in self.plan.carried:
            row.write_confirm(ref)
        self.sheet[f"{STATE}{line.row}"].value = self._state(line, question, cells)

    def _choice(self, line: Line, question: Question, choice: Choice) -> None:
        row = Row(self.sheet, line.row, self.plan, self.lists)
        row.write_choice(Ref(question.id, choice.name, line.block), choice)
        heading = self.plan.cells[Ref(question.id, block=line.block)]
        state = self.sheet[f"{STATE}{line.row}"]
        # For the colours only: a choice turns grey with its question.
        hidden = State.HIDDEN
        state.value = f'=IF({heading.state}="{hidden}","{hidden}","{State.UNUSED}")'
        state.font = font(8, colour=WHITE)
        state.alignment = Alignment(horizontal="center", vertical="center")

    def _state(self, line: Line, question: Question, cells: AnswerCells) -> str:
        """A formula that says how far a question is."""
        excel = self.plan.excel(line.block)
        ticked = [f"{tick}={in_quotes(excel.yes)}" for tick in cells.ticks.values()]
        answered = f"OR({','.join(ticked)})" if ticked else f'{cells.answer}<>""'
        done = f'"{State.ANSWERED}"'
        if Ref(question.id, block=line.block) in self.plan.carried:
            done = f'IF({self._unconfirmed(line, cells)},"{State.CARRIED}",{done})'
        formula = f'IF({answered},{done},"{State.OPEN}")'
        if structural(question):
            # Progress counts questions, not the countries that tell corridors apart.
            formula = f'"{State.UNUSED}"'
        hidden = excel.hidden(question.relevant)
        if hidden:
            formula = f'IF({hidden},"{State.HIDDEN}",{formula})'
        if line.block > 1:
            formula = f'IF({self._unused(line.block)},"{State.UNUSED}",{formula})'
        return f"={formula}"

    def _unconfirmed(self, line: Line, cells: AnswerCells) -> str:
        """Whether an answer is still as it was carried over."""
        places = {"": cells.answer} if not cells.ticks else cells.ticks
        question = cells.question.id
        rows = {
            name: self.plan.carried_rows.get(Ref(question, name, line.block))
            for name in places
        }
        before = {
            name: f"{RECORD}!${CARRIED_VALUE}${row}" if row else '""'
            for name, row in rows.items()
        }
        same = [f"{place}={before[name]}" for name, place in places.items()]
        return f'AND(${CONFIRM}${line.row}="",{",".join(same)})'

    def _unused(self, block: int) -> str:
        """Whether nothing is answered in a corridor block."""
        rows = [one.row for one in self.plan.lines if one.block == block]
        return f"COUNTA(${ANSWER}${min(rows)}:${ANSWER}${max(rows)})=0"

    def _colour(self) -> None:
        """Grey what does not apply; mark a reason that is missing."""
        last = max((line.row for line in self.plan.lines), default=FIRST_ROW)
        every = f"{REF}{FIRST_ROW}:{SEEN_BY}{last}"
        comments = f"{COMMENT}{FIRST_ROW}:{COMMENT}{last}"
        hidden = f'${STATE}{FIRST_ROW}="{State.HIDDEN}"'
        self._format_if(every, hidden, fill=FAINT, ink=FAINT_INK)
        if self.plan.carried:
            open_ = f"{ANSWER}{FIRST_ROW}:{CONFIRM}{last}"
            carried = f'${STATE}{FIRST_ROW}="{State.CARRIED}"'
            self._format_if(open_, carried, fill=PALE_SAND)
        answer, comment = f"${ANSWER}{FIRST_ROW}", f"${COMMENT}{FIRST_ROW}"
        tests = ",".join(f"{answer}={in_quotes(word)}" for word in self._na_words())
        missing = f'AND(OR({tests}),{comment}="")'
        self._format_if(comments, missing, fill=PALE_RUST)

    def _na_words(self) -> Sequence[str]:
        """What 'not applicable' is called, in this workbook and in its lists."""
        lists = (q for q in self.plan.asked.values() if "na" in q.choice_names)
        words = {self.plan.label(question, "na") for question in lists}
        return sorted(words | {self.plan.texts.say("na")})

    def _format_if(
        self, cells: str, formula: str, *, fill: str, ink: str = INK
    ) -> None:
        look = DifferentialStyle(
            font=Font(color=ink), fill=PatternFill("solid", bgColor=fill)
        )
        rule = Rule("expression", dxf=look, formula=[formula], stopIfTrue=True)
        self.sheet.conditional_formatting.add(cells, rule)
