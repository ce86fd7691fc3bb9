"""The workbook that a supplier, recruiter, auditor or member fills in.

Sheets: how to fill it in, with the questions on whose return it is; the questions; the
hidden lists of the dropdowns; and the hidden record of what the workbook is. It is
read back by `recruitcheck.submissions.workbook`.
"""

import io
import math
import os
import re
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

# This module is all about openpyxl and is imported only when a blank is written.
from openpyxl import Workbook  # noqa: TID253
from openpyxl.cell.rich_text import CellRichText, TextBlock  # noqa: TID253
from openpyxl.cell.text import InlineFont  # noqa: TID253
from openpyxl.formatting.rule import FormulaRule  # noqa: TID253
from openpyxl.styles import (  # noqa: TID253
    Alignment,
    Border,
    Font,
    PatternFill,
    Protection,
    Side,
)
from openpyxl.utils import get_column_letter  # noqa: TID253
from openpyxl.workbook.protection import WorkbookProtection  # noqa: TID253
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.corridor import Corridor
from recruitcheck.errors import OutputError, UsageError
from recruitcheck.issues import did_you_mean, listed
from recruitcheck.questionnaires.blank_texts import (
    ANSWER_WORDS,
    Texts,
    language_code,
    texts_in,
)
from recruitcheck.questionnaires.conditions import (
    AnswerCells,
    Excel,
    State,
    Words,
    in_quotes,
)
from recruitcheck.questionnaires.expressions import Node
from recruitcheck.questionnaires.layout import (
    ANSWER,
    COMMENT,
    CYCLE,
    DESTINATION,
    EVIDENCE,
    EVIDENCE_DATE,
    FORMAT,
    LISTS,
    NAMES,
    ORGANISATION_IDS,
    ORIGIN,
    QUESTION,
    RECORD,
    RECRUITERS,
    REF,
    REF_HEADING,
    SEEN_BY,
    STATE,
    Ref,
    asked_of,
    has_corridors,
    structural,
)
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Form,
    Question,
    Questionnaire,
    Section,
    text_in,
)

INK, INK_2, INK_3, RULE = "17212B", "44505C", "626D79", "CFD5DB"
BLUE, PALE_BLUE, PALE_GREY, PALE_RUST = "0B5C8C", "E7F1F8", "EFF1F3", "F8E3D8"
FAMILY = "Arial"
WIDTHS = {
    REF: 12,
    QUESTION: 56,
    STATE: 4,
    ANSWER: 34,
    COMMENT: 30,
    EVIDENCE: 28,
    EVIDENCE_DATE: 14,
    SEEN_BY: 18,
}
FIRST_ROW = 4  # of the questions; above are the title, a sentence and the headings
MOST_BLOCKS = 100
_PROMPT, _TITLE, _FORMULA = 255, 32, 255  # characters that Excel allows
_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same inputs give the same bytes
_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur"}


def write_blank(
    questionnaire: Questionnaire,
    path: Path,
    *,
    language: str | None = None,
    form: Form = "full",
    organisation: str = "",
    name: str = "",
    sector: str = "",
    destination: str = "",
    cycle: str = "",
    currency: str = "",
    asked_by: str = "",
    corridors: Sequence[Corridor] = (),
    recruiters: Mapping[Corridor, Sequence[str]] | None = None,
    blocks: int = 3,
) -> None:
    """Write a blank workbook of that questionnaire, filled in as far as is known.

    `language` is one of the questionnaire's, its first by default. There are at least
    `blocks` corridor blocks and one for each of `corridors`. Countries are ISO 3166-1
    alpha-3 codes, `recruiters` the ids of the recruiters used in a corridor.
    UsageError if it cannot be written like that, OutputError if it cannot be saved.
    """
    language = _language(questionnaire, language)
    if questionnaire.respondent == "worker":
        raise UsageError(
            f"'{questionnaire.id}' is for interviews with workers, which are not filled"
            " in a workbook: upload the questionnaire to KoboToolbox or ODK."
        )
    known = _Known(organisation, name, sector, destination, cycle, currency)
    several = has_corridors(questionnaire)
    count = max(blocks, len(corridors)) if several else 0
    if not 0 <= count <= MOST_BLOCKS or (several and count < 1):
        raise UsageError(f"Blocks must be from 1 to {MOST_BLOCKS}, not {blocks}.")
    prefilled = _prefilled(questionnaire, known, tuple(corridors), recruiters or {})
    plan = _Plan(questionnaire, language, form, count, prefilled)
    book = _book(plan, organisation, asked_by)
    _save(book, path)


def _language(questionnaire: Questionnaire, language: str | None) -> str:
    """The questionnaire's own name of a language, which may be given as 'es'."""
    if language is None:
        return questionnaire.languages[0]
    for one in questionnaire.languages:
        if language_code(one) == language_code(language):
            return one
    raise UsageError(
        f"'{questionnaire.id}' is not available in '{language}', only in"
        f" {listed(questionnaire.languages)}."
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of the organisation before it answers, '' where it is not."""

    organisation: str
    name: str
    sector: str
    destination: str
    cycle: str
    currency: str


def _prefilled(
    questionnaire: Questionnaire,
    known: _Known,
    corridors: tuple[Corridor, ...],
    recruiters: Mapping[Corridor, Sequence[str]],
) -> Mapping[Ref, str]:
    """The answers that are known already, as XLSForm stores them."""
    ends = {c.destination for c in corridors} | {known.destination} - {""}
    if len(ends) > 1:
        raise UsageError(
            f"A workbook has one destination, not {listed(sorted(ends))}."
        )
    several = has_corridors(questionnaire)
    if len(corridors) > 1 and not several:
        raise UsageError(f"'{questionnaire.id}' is about one corridor at a time.")
    values = {
        Ref(asked_of(questionnaire, ORGANISATION_IDS) or ""): known.organisation,
        Ref(asked_of(questionnaire, NAMES) or ""): known.name,
        Ref("sector"): known.sector,
        Ref(DESTINATION): next(iter(ends), ""),
        Ref(CYCLE): known.cycle,
        Ref("currency"): known.currency,
    }
    for block, corridor in enumerate(corridors, start=1):
        number = block if several else 0
        values[Ref(ORIGIN, block=number)] = corridor.origin
        values[Ref(RECRUITERS, block=number)] = " ".join(recruiters.get(corridor, ()))
    filled = {
        ref: value
        for ref, value in values.items()
        if value and ref.question in questionnaire.questions
    }
    for ref, value in filled.items():
        question = questionnaire[ref.question]
        if question.choices and value not in question.choice_names:
            near = did_you_mean(value, question.choice_names)
            raise UsageError(f"'{value}' is not a choice of '{ref.question}'.{near}")
    return filled


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the questions: a heading, a question, or one of its choices."""

    row: int
    heading: str = ""
    block: int = 0
    question: Question | None = None
    choice: Choice | None = None

    @property
    def ref(self) -> Ref | None:
        if self.question is None:
            return None
        choice = self.choice.name if self.choice else ""
        return Ref(self.question.id, choice, self.block)


@dataclass(slots=True)
class _Plan:
    """What stands where: decided before anything is written."""

    questionnaire: Questionnaire
    language: str
    form: Form
    blocks: int
    prefilled: Mapping[Ref, str]
    texts: Texts = field(init=False)
    asked: Mapping[str, Question] = field(init=False)
    lines: list[_Line] = field(init=False)
    cells: dict[Ref, AnswerCells] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = texts_in(self.language)
        self.asked = {q.id: q for q in self.questionnaire.in_form(self.form)}
        self.lines = list(self._numbered(self._body()))
        for line in self.lines:
            if line.question is not None and line.choice is None:
                self.cells[Ref(line.question.id, block=line.block)] = AnswerCells(
                    line.question,
                    _absolute(ANSWER, line.row),
                    _absolute(STATE, line.row),
                    self._ticks(line),
                )

    @property
    def own_language(self) -> bool:
        """Whether texts that are not translated, as the evidence, are in it."""
        return self.language == self.questionnaire.languages[0]

    @property
    def opening(self) -> list[Question]:
        """The questions on whose return it is, which stand on the first sheet."""
        return [q for q in self.asked.values() if structural(q) and not q.repeated]

    def _ticks(self, line: _Line) -> dict[str, str]:
        return {
            other.choice.name: _absolute(ANSWER, other.row)
            for other in self.lines
            if other.choice is not None
            and other.question is line.question
            and other.block == line.block
        }

    def _numbered(self, lines: Iterable[_Line]) -> Iterator[_Line]:
        for row, line in enumerate(lines, start=FIRST_ROW):
            yield _Line(row, line.heading, line.block, line.question, line.choice)

    def _body(self) -> Iterator[_Line]:
        repeated = [s for s in self.questionnaire.sections if s.repeated]
        for section in self.questionnaire.sections:
            if not section.repeated:
                yield from self._section(section, 0)
            elif section is repeated[0]:
                for block in range(1, self.blocks + 1):
                    yield _Line(0, self._block_heading(block), block)
                    for one in repeated:
                        yield from self._section(one, block, bare=one is repeated[0])

    def _section(
        self, section: Section, block: int, *, bare: bool = False
    ) -> Iterator[_Line]:
        found = [
            self.asked[name]
            for name in section.questions
            if name in self.asked and (block or not structural(self.asked[name]))
        ]
        heading = text_in(section.labels, self.language)
        if found and heading and not bare:
            yield _Line(0, heading)
        for question in found:
            yield _Line(0, block=block, question=question)
            if question.kind == "select_multiple":
                for choice in question.choices:
                    yield _Line(0, block=block, question=question, choice=choice)

    def _block_heading(self, block: int) -> str:
        origin = self.prefilled.get(Ref(ORIGIN, block=block))
        if origin is None:
            return self.texts.say("corridor", n=block)
        countries = self.questionnaire[ORIGIN]
        destination = self.prefilled.get(Ref(DESTINATION), "")
        return self.texts.say(
            "corridor_between",
            n=block,
            origin=self.label(countries, origin),
            destination=self.label(countries, destination),
        )

    def label(self, question: Question, choice: str) -> str:
        """What that choice is called in the language of the workbook."""
        for one in question.choices:
            if one.name == choice:
                return text_in(one.labels, self.language) or choice
        return choice

    def excel(self, block: int, own: str = "") -> Excel:
        """Translates conditions for the questions of that block."""

        def find(name: str, joined: bool) -> Sequence[AnswerCells]:  # noqa: FBT001
            question = self.asked.get(name)
            if question is None:
                return ()
            wanted = range(1, self.blocks + 1) if joined else (block,)
            numbers = wanted if question.repeated else (0,)
            found = [self.cells.get(Ref(name, block=number)) for number in numbers]
            return [cells for cells in found if cells is not None]

        return Excel(find, self.texts.say("yes"), self.label, own)

    def words(self) -> Words:
        return Words(self.texts, self.questionnaire.__getitem__, self.label)

    def common_condition(self) -> Node | None:
        """The condition that more than half of the questions have, if one is."""
        asked = [q for q in self.asked.values() if not structural(q)]
        counted = Counter(tree for q in asked for tree in _conditions(q))
        tree, count = next(iter(counted.most_common(1)), (None, 0))
        return tree if count * 2 > len(asked) else None


def _conditions(question: Question) -> tuple[Node, ...]:
    if question.relevant is None:
        return ()
    return tuple(dict.fromkeys(part.tree for part in question.relevant.conditions))


def _absolute(column: str, row: int) -> str:
    return f"${column}${row}"


def _book(plan: _Plan, organisation: str, asked_by: str) -> Workbook:
    book = Workbook()
    start = book.active
    start.title = plan.texts.say("sheet_start")
    answers = book.create_sheet(plan.texts.say("sheet_answers"))
    lists = _Lists(book.create_sheet(LISTS), plan)
    _Start(start, plan, lists, answers.title, asked_by).write()
    _Answers(answers, plan, lists).write()
    _record(book.create_sheet(RECORD), plan, organisation)
    for sheet in (start, answers):
        sheet.sheet_view.rightToLeft = language_code(plan.language) in _RIGHT_TO_LEFT
    book.security = WorkbookProtection(lockStructure=True)
    properties = book.properties
    properties.creator = "recruitcheck"
    properties.title = plan.questionnaire.title
    properties.created = _FIXED
    return book


def _record(sheet: Worksheet, plan: _Plan, organisation: str) -> None:
    """What the workbook is, for the reader."""
    questionnaire = plan.questionnaire
    destination = plan.prefilled.get(Ref(DESTINATION), "")
    corridors = [
        f"{plan.prefilled[ref]}-{destination}"
        for block in range(plan.blocks + 1)
        if (ref := Ref(ORIGIN, block=block)) in plan.prefilled
    ]
    values = {
        "format": FORMAT,
        "questionnaire": questionnaire.id,
        "version": questionnaire.version,
        "hash": questionnaire.hash,
        "language": plan.language,
        "form": plan.form,
        "organisation": organisation,
        "corridors": " ".join(corridors),
        "blocks": str(plan.blocks),
    }
    values |= {word: plan.texts.say(word) for word in ANSWER_WORDS}
    for row, (key, value) in enumerate(values.items(), start=1):
        _put(sheet, f"A{row}", key)
        _put(sheet, f"B{row}", value)
    sheet.sheet_state = "veryHidden"
    _protect(sheet)


@dataclass(slots=True)
class _Lists:
    """The hidden sheet with the words of the dropdowns, one column per list."""

    sheet: Worksheet
    plan: _Plan
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet.sheet_state = "hidden"
        _protect(self.sheet)

    def choices(self, question: Question) -> str:
        """Where the labels of a question's choices stand."""
        labels = (self.plan.label(question, name) for name in question.choice_names)
        return self.words(question.list_name, tuple(labels))

    def yes_or_no(self) -> str:
        say = self.plan.texts.say
        return self.words("yes_or_no", (say("yes"), say("no")))

    def words(self, name: str, words: tuple[str, ...]) -> str:
        if words not in self.ranges:
            column = get_column_letter(len(self.ranges) + 1)
            for row, word in enumerate((name, *words), start=1):
                _put(self.sheet, f"{column}{row}", word)
            last = len(words) + 1
            self.ranges[words] = f"{LISTS}!${column}$2:${column}${last}"
        return self.ranges[words]


@dataclass(slots=True)
class _Start:
    """The first sheet."""

    sheet: Worksheet
    plan: _Plan
    lists: _Lists
    answers: str
    asked_by: str
    row: int = 1

    def write(self) -> None:
        sheet, say = self.sheet, self.plan.texts.say
        questionnaire = self.plan.questionnaire
        for column in (REF, QUESTION, STATE, ANSWER):
            sheet.column_dimensions[column].width = WIDTHS[column] + (
                8 if column == ANSWER else 0
            )
        title = questionnaire.settings.get("title") or questionnaire.title
        self._text(title, _font(18, bold=True))
        self._text(self._about(), _font(9, colour=INK_3))
        self._space()
        asked = say("asked_by", asker=self.asked_by) if self.asked_by else say("asked")
        self._text(asked, _font(11))
        self._progress()
        self._space()
        sections = [
            text_in(section.labels, self.plan.language)
            for section in questionnaire.sections
            if {q.id for q in self.plan.opening} & set(section.questions)
        ]
        self._heading(sections[0] if sections else title)
        for question in self.plan.opening:
            self._question(question)
        self._space()
        self._heading(say("steps"))
        steps = ["step_1", "step_2", "step_3", "step_4", "step_5"]
        if self.plan.blocks:
            steps.insert(3, "step_corridors")
        for number, key in enumerate(steps, start=1):
            self._text(f"{number}.  {say(key, answers=self.answers)}", _font(10))
        for topic in ("privacy", "afterwards"):
            self._space()
            self._heading(say(topic))
            self._text(say(f"{topic}_1"), _font(10))
            self._text(say(f"{topic}_2"), _font(10))
        self._finish()

    def _about(self) -> str:
        say, settings = self.plan.texts.say, self.plan.questionnaire.settings
        asked = sum(not structural(q) for q in self.plan.asked.values())
        minutes = settings.get(f"minutes_{self.plan.form}", "")
        parts = [
            say(f"form_{self.plan.form}"),
            say("about_questions", n=asked),
            say("about_minutes", n=minutes) if minutes else "",
            say("about_version", version=self.plan.questionnaire.version),
        ]
        return " · ".join(filter(None, parts))

    def _text(self, text: str, font: Font) -> None:
        place = f"{QUESTION}{self.row}"
        self.sheet.merge_cells(f"{place}:{ANSWER}{self.row}")
        cell = _put(self.sheet, place, text)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        width = WIDTHS[QUESTION] + WIDTHS[STATE] + WIDTHS[ANSWER] + 8
        self._height(_lines_of(text, width, font.size) * font.size * 1.4 + 4)
        self.row += 1

    def _heading(self, text: str) -> None:
        for column in (REF, QUESTION, STATE, ANSWER):
            place = self.sheet[f"{column}{self.row}"]
            place.border = Border(bottom=Side("medium", color=INK))
        _put(self.sheet, f"{QUESTION}{self.row}", text).font = _font(12, bold=True)
        self._height(21)
        self.row += 1

    def _progress(self) -> None:
        states = f"{_sheet(self.answers)}!${STATE}${FIRST_ROW}:${STATE}$9999"
        self._text("", _font(12, bold=True, colour=BLUE))
        cell = self.sheet[f"{QUESTION}{self.row - 1}"]
        cell.value = _progress(self.plan.texts, states)
        self._height(20, self.row - 1)
        place = f"{QUESTION}{self.row}"
        link = _put(self.sheet, place, self.plan.texts.say("go_to_answers"))
        link.hyperlink = f"#{_sheet(self.answers)}!{ANSWER}{FIRST_ROW + 1}"
        link.font = _font(10, colour=BLUE, underline="single")
        self.row += 1

    def _question(self, question: Question) -> None:
        ref = Ref(question.id)
        row = _Row(self.sheet, self.row, self.plan, self.lists)
        row.question(question, ref)
        answer, state = f"{ANSWER}{self.row}", f"{STATE}{self.row}"
        here = _sheet(self.sheet.title)
        self.plan.cells[ref] = AnswerCells(
            question, f"{here}!${ANSWER}${self.row}", f"{here}!${STATE}${self.row}", {}
        )
        open_ = State.OPEN if question.required else State.UNUSED
        self.sheet[state].value = f'=IF({answer}="","{open_}","{State.ANSWERED}")'
        self.row += 1

    def _space(self) -> None:
        self._height(10)
        self.row += 1

    def _height(self, points: float, row: int | None = None) -> None:
        self.sheet.row_dimensions[row or self.row].height = points

    def _finish(self) -> None:
        _page(self.sheet, self.plan, landscape=False)
        _protect(self.sheet)


@dataclass(slots=True)
class _Answers:
    """The sheet with the questions."""

    sheet: Worksheet
    plan: _Plan
    lists: _Lists

    def write(self) -> None:
        sheet = self.sheet
        for column, width in WIDTHS.items():
            sheet.column_dimensions[column].width = width
        self._top()
        for line in self.plan.lines:
            if line.question is None:
                self._heading(line)
            elif line.choice is None:
                self._question(line, line.question)
            else:
                self._tick(line, line.question, line.choice)
        self._colours()
        sheet.freeze_panes = f"{STATE}{FIRST_ROW}"
        sheet.print_title_rows = f"{FIRST_ROW - 1}:{FIRST_ROW - 1}"
        _page(sheet, self.plan, landscape=True)
        _protect(sheet)

    def _top(self) -> None:
        sheet, say = self.sheet, self.plan.texts.say
        questionnaire = self.plan.questionnaire
        title = questionnaire.settings.get("title") or questionnaire.title
        _put(sheet, f"{QUESTION}1", title).font = _font(14, bold=True)
        states = f"${STATE}${FIRST_ROW}:${STATE}$9999"
        sheet[f"{ANSWER}1"].value = _progress(self.plan.texts, states)
        sheet[f"{ANSWER}1"].font = _font(11, bold=True, colour=BLUE)
        common = self.plan.common_condition()
        said = self.plan.words().condition([common]) if common else ""
        most = say("most_only_if", condition=said) if said else say("some_only_if")
        _put(sheet, f"{QUESTION}2", most).font = _font(9, colour=INK_3)
        sheet.row_dimensions[1].height = 24
        sheet.row_dimensions[2].height = 18
        auditor = questionnaire.respondent == "auditor"
        notes = {
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
            SEEN_BY: (
                say("column_seen_by"),
                say("column_seen_by_auditor_note" if auditor else "column_seen_by_note"),
            ),
        }
        for column, (name, note) in notes.items():
            cell = sheet[f"{column}{FIRST_ROW - 1}"]
            parts = [(name, _inline(10, bold=True, colour="FFFFFF"))]
            if note:
                parts.append((f"\n{note}", _inline(8, colour="FFFFFF")))
            cell.value = _rich(parts) if note else name
            cell.font = _font(10, bold=True, colour="FFFFFF")
            cell.fill = PatternFill("solid", fgColor=INK)
            cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[FIRST_ROW - 1].height = 38

    def _heading(self, line: _Line) -> None:
        for column in WIDTHS:
            cell = self.sheet[f"{column}{line.row}"]
            if line.block:
                cell.fill = PatternFill("solid", fgColor=BLUE)
            else:
                cell.border = Border(bottom=Side("medium", color=INK))
        cell = _put(self.sheet, f"{QUESTION}{line.row}", line.heading)
        colour = "FFFFFF" if line.block else INK
        cell.font = _font(12, bold=True, colour=colour)
        cell.alignment = Alignment(vertical="center" if line.block else "bottom")
        self.sheet.row_dimensions[line.row].height = 26 if line.block else 30

    def _question(self, line: _Line, question: Question) -> None:
        row = _Row(self.sheet, line.row, self.plan, self.lists)
        ref = Ref(question.id, block=line.block)
        cells = self.plan.cells[ref]
        row.question(question, ref, has_ticks=bool(cells.ticks))
        if not structural(question):
            row.evidence(question)
        self.sheet[f"{STATE}{line.row}"].value = self._state(line, question, cells)

    def _state(self, line: _Line, question: Question, cells: AnswerCells) -> str:
        excel = self.plan.excel(line.block)
        yes = in_quotes(excel.yes)
        given = [f"{tick}={yes}" for tick in cells.ticks.values()]
        answered = f"OR({','.join(given)})" if given else f'{cells.answer}<>""'
        must = question.required or not structural(question)
        open_ = State.OPEN if must else State.UNUSED
        formula = f'IF({answered},"{State.ANSWERED}","{open_}")'
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

    def _tick(self, line: _Line, question: Question, choice: Choice) -> None:
        row = _Row(self.sheet, line.row, self.plan, self.lists)
        row.tick(Ref(question.id, choice.name, line.block), choice)
        heading = self.plan.cells[Ref(question.id, block=line.block)]
        state = self.sheet[f"{STATE}{line.row}"]
        state.value = f'=IF({heading.state}="{State.HIDDEN}","{State.HIDDEN}","")'
        state.font = _font(8, colour="FFFFFF")

    def _colours(self) -> None:
        """Grey what does not apply; mark a reason that is missing."""
        last = self.plan.lines[-1].row if self.plan.lines else FIRST_ROW
        every = f"{REF}{FIRST_ROW}:{SEEN_BY}{last}"
        grey = FormulaRule(
            [f'${STATE}{FIRST_ROW}="{State.HIDDEN}"'],
            font=Font(color="AEB6BE"),
            fill=PatternFill("solid", bgColor="F6F7F8"),
            stopIfTrue=True,
        )
        self.sheet.conditional_formatting.add(every, grey)
        words = {self.plan.texts.say("na")} | {
            self.plan.label(q, "na") for q in self.plan.asked.values() if q.choices
        }
        tests = [f"${ANSWER}{FIRST_ROW}={in_quotes(w)}" for w in sorted(words - {"na"})]
        reason = FormulaRule(
            [f'AND(OR({",".join(tests)}),${COMMENT}{FIRST_ROW}="")'],
            fill=PatternFill("solid", bgColor=PALE_RUST),
        )
        comments = f"{COMMENT}{FIRST_ROW}:{COMMENT}{last}"
        self.sheet.conditional_formatting.add(comments, reason)


@dataclass(slots=True)
class _Row:
    """Writes the cells of one row, on either sheet."""

    sheet: Worksheet
    number: int
    plan: _Plan
    lists: _Lists

    def question(
        self, question: Question, ref: Ref, *, has_ticks: bool = False
    ) -> None:
        self._ref(ref)
        label = question.label(self.plan.language) or question.id
        star = " *" if question.required else ""
        notes = self._notes(question, has_ticks=has_ticks)
        cell = self.sheet[f"{QUESTION}{self.number}"]
        parts = [(label + star, _inline(10, colour=INK))]
        parts += [(f"\n{note}", _inline(8.5, colour=INK_3)) for note in notes]
        cell.value = _rich(parts)
        cell.font = _font(10)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        self._line(REF, QUESTION, STATE)
        state = self.sheet[f"{STATE}{self.number}"]
        state.font = _font(10, bold=True, colour=BLUE)
        state.alignment = Alignment(horizontal="center", vertical="center")
        answer = self.sheet[f"{ANSWER}{self.number}"]
        if has_ticks:
            answer.fill = PatternFill("solid", fgColor=PALE_GREY)
            self._line(ANSWER)
        else:
            self._input(ANSWER, locked=self._settled(ref))
            self._format(question)
            self._fill(question, ref)
            self._check(question, ref)
        widest = max((len(self.plan.label(question, c.name)) for c in question.choices), default=0)
        height = _lines_of(label + star, WIDTHS[QUESTION], 10) * 13.5
        height += sum(_lines_of(note, WIDTHS[QUESTION], 8.5) * 11.5 for note in notes)
        answer_lines = _lines_of("x" * widest, WIDTHS[ANSWER], 10)
        if has_ticks or question.kind == "select_multiple":
            answer_lines = 1
        height = max(height, answer_lines * 13.5) + 11
        self.sheet.row_dimensions[self.number].height = height

    def evidence(self, question: Question) -> None:
        for column in (COMMENT, EVIDENCE, EVIDENCE_DATE, SEEN_BY):
            self._input(column)
        if question.evidence:
            prompt = self._prompt(question, [question.evidence])
            prompt.add(f"{EVIDENCE}{self.number}")
            self.sheet.add_data_validation(prompt)
        dated = self.sheet[f"{EVIDENCE_DATE}{self.number}"]
        dated.number_format = "yyyy-mm-dd"
        self.sheet[f"{SEEN_BY}{self.number}"].fill = PatternFill(
            "solid", fgColor="FFFFFF"
        )

    def tick(self, ref: Ref, choice: Choice) -> None:
        self._ref(ref)
        label = text_in(choice.labels, self.plan.language) or choice.name
        cell = _put(self.sheet, f"{QUESTION}{self.number}", label)
        cell.font = _font(10, colour=INK_2)
        cell.alignment = Alignment(wrap_text=True, vertical="center", indent=2)
        self._line(REF, QUESTION, STATE)
        self._input(ANSWER)
        rule = DataValidation(
            type="list", formula1=self.lists.yes_or_no(), allow_blank=True
        )
        self._stop(rule, self.plan.texts.say("choose_from_list"), ref)
        height = _lines_of(label, WIDTHS[QUESTION] - 4, 10) * 13.5 + 5
        self.sheet.row_dimensions[self.number].height = height

    def _ref(self, ref: Ref) -> None:
        cell = _put(self.sheet, f"{REF}{self.number}", str(ref))
        cell.font = _font(7.5, colour=INK_3)
        cell.alignment = Alignment(vertical="center", shrink_to_fit=True)

    def _notes(self, question: Question, *, has_ticks: bool) -> list[str]:
        say = self.plan.texts.say
        common = self.plan.common_condition()
        trees = [tree for tree in _conditions(question) if tree != common]
        said = self.plan.words().condition(trees) if trees else ""
        evidence = question.evidence if self.plan.own_language else ""
        notes = [
            say("only_if", condition=said) if said else "",
            question.hint(self.plan.language),
            say("say_yes") if has_ticks else "",
            say("evidence_expected", evidence=evidence) if evidence else "",
        ]
        return [note for note in notes if note]

    def _input(self, column: str, *, locked: bool = False) -> None:
        cell = self.sheet[f"{column}{self.number}"]
        cell.protection = Protection(locked=locked)
        cell.fill = PatternFill("solid", fgColor=PALE_GREY if locked else PALE_BLUE)
        cell.font = _font(10)
        cell.alignment = Alignment(
            wrap_text=True, vertical="center", horizontal="left"
        )
        cell.border = Border(*[Side("thin", color=RULE)] * 4)

    def _line(self, *columns: str) -> None:
        for column in columns:
            cell = self.sheet[f"{column}{self.number}"]
            cell.border = Border(bottom=Side("thin", color=RULE))

    def _settled(self, ref: Ref) -> bool:
        """Whether whoever asks has settled it: the id and the cycle."""
        return ref in self.plan.prefilled and ref.question in {CYCLE, *ORGANISATION_IDS}

    def _format(self, question: Question) -> None:
        cell = self.sheet[f"{ANSWER}{self.number}"]
        unit = question.unit.replace('"', "")
        shown = unit == "%" or (self.plan.own_language and "currency" not in unit)
        suffix = f'" {unit}"' if unit and shown else ""
        formats = {
            "integer": f"#,##0{suffix}",
            "decimal": "#,##0.00" if "currency" in unit else f"General{suffix}",
            "date": "yyyy-mm-dd",
        }
        # '@' keeps Excel from making a date of '2026-01'.
        cell.number_format = formats.get(question.kind, "@")

    def _fill(self, question: Question, ref: Ref) -> None:
        value = self.plan.prefilled.get(ref)
        if value is not None:
            text = self.plan.label(question, value)
            _put(self.sheet, f"{ANSWER}{self.number}", text)

    def _check(self, question: Question, ref: Ref) -> None:
        say = self.plan.texts.say
        here = f"{ANSWER}{self.number}"
        if question.kind == "select_one":
            rule = DataValidation(type="list", formula1=self.lists.choices(question))
            problem = say("choose_from_list")
        elif question.kind in {"integer", "decimal", "date"}:
            rule = DataValidation(type="custom", formula1=self._number(question, here))
            key = {"integer": "write_whole_number", "decimal": "write_number"}
            message = text_in(question.constraint_messages or {}, self.plan.language)
            problem = message or say(key.get(question.kind, "write_date"))
        else:
            rule = self._prompt(question, [])
            problem = ""
        self._stop(rule, problem, ref)
        message = self._message(question)
        rule.promptTitle, rule.prompt = str(ref)[:_TITLE], _cut(message)
        rule.showInputMessage = bool(message)

    def _message(self, question: Question) -> str:
        """What pops up beside the cell: the hint, the evidence, how to say n/a."""
        say = self.plan.texts.say
        na = "na" in question.missing and not question.choices
        evidence = question.evidence
        parts = [
            question.hint(self.plan.language),
            say("evidence_expected", evidence=evidence) if evidence else "",
            say("or_not_applicable", na=say("na")) if na else "",
        ]
        return "\n".join(filter(None, parts))

    def _number(self, question: Question, here: str) -> str:
        """A formula that is true for what the cell may hold."""
        block = next(
            (line.block for line in self.plan.lines if line.row == self.number), 0
        )
        whole = f"MOD({here},1)=0" if question.kind == "integer" else ""
        limits = self.plan.excel(block, here).allowed(question.constraint) or ""
        words = [
            f"{here}={in_quotes(self.plan.texts.say(word))}"
            for word in question.missing
            if word in ANSWER_WORDS
        ]
        for parts in ((whole, limits), (whole,)):
            tests = ",".join([f"ISNUMBER({here})", *filter(None, parts)])
            # IF, as AND would compute the limits for a text too.
            rest = ",".join(filter(None, parts)) or "TRUE"
            formula = f"IF(ISNUMBER({here}),AND({rest}),FALSE)"
            if words:
                formula = f"OR({','.join(words)},{formula})"
            if len(formula) <= _FORMULA:
                break
        del tests
        return formula

    def _prompt(self, question: Question, lines: Sequence[str]) -> DataValidation:
        rule = DataValidation(allow_blank=True)
        rule.promptTitle = question.id[:_TITLE]
        rule.prompt = _cut("\n".join(lines))
        rule.showInputMessage = bool(lines)
        return rule

    def _stop(self, rule: DataValidation, problem: str, ref: Ref) -> None:
        """Refuse anything else in the answer, in kind words."""
        rule.allowBlank = True
        rule.showErrorMessage = bool(problem)
        rule.errorTitle, rule.error = str(ref)[:_TITLE], _cut(problem)
        rule.add(f"{ANSWER}{self.number}")
        self.sheet.add_data_validation(rule)


def _put(sheet: Worksheet, place: str, text: str) -> Any:
    """Write text that stays text, also when it begins as a formula does."""
    cell = sheet[place]
    cell.value = text
    cell.data_type = "s"
    if text[:1] in {"=", "+", "-", "@"}:
        cell.quotePrefix = True
    return cell


def _rich(parts: Sequence[tuple[str, InlineFont]]) -> CellRichText:
    return CellRichText([TextBlock(font, text) for text, font in parts])


def _font(size: float, *, bold: bool = False, colour: str = INK, **more: str) -> Font:
    return Font(name=FAMILY, size=size, bold=bold, color=colour, **more)


def _inline(size: float, *, bold: bool = False, colour: str = INK) -> InlineFont:
    return InlineFont(rFont=FAMILY, sz=size, b=bold, color=colour)


def _lines_of(text: str, width: float, size: float) -> int:
    """How many lines a text takes in a column so wide, rather one too many."""
    letters = width * 7 / (size * 4 / 3 * 0.53)  # 0.53: an Arial letter, on average
    return sum(max(1, math.ceil(len(part) / letters)) for part in text.split("\n"))


def _cut(text: str) -> str:
    return text if len(text) <= _PROMPT else text[: _PROMPT - 1] + "…"


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


def _page(sheet: Worksheet, plan: _Plan, *, landscape: bool) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.5, 0.6
    sheet.oddFooter.left.text = plan.questionnaire.title.replace("&", "&&")
    sheet.oddFooter.right.text = plan.texts.say("page")


def _protect(sheet: Worksheet) -> None:
    """Against slips, not against people: there is no password."""
    sheet.protection.sheet = True
    sheet.protection.formatRows = sheet.protection.formatColumns = False


def _save(book: Workbook, path: Path) -> None:
    """Whole or not at all, and the same bytes for the same content."""
    written = io.BytesIO()
    book.save(written)
    content = _without_times(written.getvalue())
    try:
        with tempfile.NamedTemporaryFile(
            dir=path.parent, prefix=f".{path.name}.", delete=False
        ) as file:
            file.write(content)
        os.replace(file.name, path)
    except OSError as error:
        raise OutputError(f"'{path}' cannot be written: {error.strerror}.") from error


def _without_times(content: bytes) -> bytes:
    """The same zip without the time of day that openpyxl stamps on it."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                stamp = _FIXED.isoformat().encode()
                part = re.sub(
                    rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + stamp + b"Z", part
                )
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return result.getvalue()
