"""The two sheets of a blank workbook that people see."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

# All about openpyxl; imported only when a blank is written.
from openpyxl.formatting.rule import Rule  # noqa: TID253
from openpyxl.styles import Alignment, Border, Font, PatternFill  # noqa: TID253
from openpyxl.styles.differential import DifferentialStyle  # noqa: TID253
from openpyxl.worksheet.header_footer import HeaderFooterItem  # noqa: TID253
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: TID253
from openpyxl.worksheet.pagebreak import Break  # noqa: TID253
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    FAINT,
    FAINT_INK,
    FAMILY,
    INK,
    INK_3,
    PALE_RUST,
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
    writable,
)
from recruitcheck.questionnaires.blank.plan import FIRST_ROW, Line, Plan
from recruitcheck.questionnaires.blank.rows import Row
from recruitcheck.questionnaires.blank.rules import Lists
from recruitcheck.questionnaires.blank_texts import Texts
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    EVIDENCE,
    EVIDENCE_DATE,
    QUESTION,
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
    Questionnaire,
    text_in,
)

_START_WIDTHS = {name: WIDTHS[name] for name in (REF, QUESTION, STATE)} | {ANSWER: 42}
_MOST_ROWS = 9999  # more than a form with a hundred corridors has


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
        _set_page(self.sheet, self.plan, landscape=False)
        protect(self.sheet)

    def _introduce(self) -> None:
        say = self.plan.texts.say
        self._text(_title(self.plan.questionnaire), font(18, bold=True))
        self._text(self._about(), font(9, colour=INK_3))
        self._space()
        asked = say("asked_by", asker=self.asked_by) if self.asked_by else say("asked")
        self._text(asked, font(11))
        states = f"{_sheet(self.answers)}!{_states()}"
        progress = self.sheet[f"{QUESTION}{self.row}"]
        progress.value = _progress(self.plan.texts, states)
        progress.font = font(12, bold=True, colour=BLUE)
        self._next(20)
        link = put(self.sheet, f"{QUESTION}{self.row}", say("go_to_answers"))
        target = f"{_sheet(self.answers)}!{ANSWER}{FIRST_ROW + 1}"
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
        self._heading(next(headings, "") or _title(self.plan.questionnaire))
        for question in opening:
            self._question(question)

    def _explain(self) -> None:
        say = self._say_to_them
        steps = ["step_1", "step_2", "step_3", "step_4", "step_5"]
        if self.plan.blocks:
            steps.insert(3, "step_corridors")
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
        here = _sheet(self.sheet.title)
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
        for column, width in WIDTHS.items():
            self.sheet.column_dimensions[column].width = width
        self._title()
        self._column_headings()
        for line in self.plan.lines:
            if line.question is None:
                self._heading(line)
            elif line.choice is None:
                self._question(line, line.question)
            else:
                self._choice(line, line.question, line.choice)
        self._colour()
        self.sheet.freeze_panes = f"{STATE}{FIRST_ROW}"
        self.sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
        _set_page(self.sheet, self.plan, landscape=True)
        protect(self.sheet)

    def _title(self) -> None:
        sheet, say = self.sheet, self.plan.texts.say
        title = _title(self.plan.questionnaire)
        put(sheet, f"{QUESTION}1", title).font = font(14, bold=True)
        sheet[f"{COMMENT}1"].value = _progress(self.plan.texts, _states())
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
        for column in WIDTHS:
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
            row.write_evidence(question)
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
        formula = f'IF({answered},"{State.ANSWERED}","{State.OPEN}")'
        if structural(question):
            # Progress counts questions, not the countries that tell corridors apart.
            formula = f'"{State.UNUSED}"'
        hidden = excel.hidden(question.relevant)
        if hidden:
            formula = f'IF({hidden},"{State.HIDDEN}",{formula})'
        if line.block > 1:
            formula = f'IF({self._unused(line.block)},"{State.UNUSED}",{formula})'
        return f"={formula}"

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


def _title(questionnaire: Questionnaire) -> str:
    return questionnaire.settings.get("title") or questionnaire.title


def _states() -> str:
    return f"${STATE}${FIRST_ROW}:${STATE}${_MOST_ROWS}"


def _sheet(name: str) -> str:
    """The name of a sheet as a formula writes it."""
    return "'" + name.replace("'", "''") + "'"


def _progress(texts: Texts, states: str) -> str:
    """A formula that says how many of the questions that apply are answered."""
    done = f'COUNTIF({states},"{State.ANSWERED}")'
    values = {"{done}": done, "{all}": f'{done}+COUNTIF({states},"{State.OPEN}")'}
    parts = re.split(r"(\{done\}|\{all\})", texts.say("progress"))
    said = [f"({values[p]})" if p in values else in_quotes(p) for p in parts if p]
    return "=" + "&".join(said)


def _set_page(sheet: Worksheet, plan: Plan, *, landscape: bool) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = 0.4
    margins.top, margins.bottom = 0.5, 0.75
    margins.header = margins.footer = 0.3
    title = writable(plan.questionnaire.title).replace("&", "&&")
    footer = HeaderFooterItem()
    for part, text in ((footer.left, title), (footer.right, plan.texts.say("page"))):
        part.text, part.size, part.font, part.color = text, 8, FAMILY, INK_3
    sheet.oddFooter = footer
