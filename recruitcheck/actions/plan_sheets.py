"""Writes the corrective action plan: a workbook that a supplier fills in and returns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

# All about openpyxl; imported only when a plan is written.
from openpyxl import Workbook  # noqa: TID253
from openpyxl.formatting.rule import Rule  # noqa: TID253
from openpyxl.styles import Border, Font, PatternFill  # noqa: TID253
from openpyxl.styles.differential import DifferentialStyle  # noqa: TID253
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: TID253
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: TID253
from openpyxl.worksheet.page import PageMargins  # noqa: TID253
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.actions.findings import SEVERITIES, Finding
from recruitcheck.actions.layout import (
    ASKED,
    COLUMNS,
    FILLED_BY,
    FILLED_ON,
    FIRST_ROW,
    FORMAT,
    GIVEN,
    HEADING_ROW,
    KEY,
    ORIGINALS,
    REF,
    SAID,
    heading,
    status_words,
)
from recruitcheck.actions.words import clauses_words
from recruitcheck.errors import UsageError
from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    FAINT_INK,
    INK,
    INK_2,
    INK_3,
    PALE_BLUE,
    PALE_GREY,
    PALE_RUST,
    PALE_SAND,
    WHITE,
    aligned,
    filled,
    font,
    inline,
    lines_of,
    put,
    rich,
    thick,
    thin,
)
from recruitcheck.questionnaires.blank.conditions import in_quotes, writable
from recruitcheck.questionnaires.blank.pages import in_formula
from recruitcheck.questionnaires.blank_texts import Texts, texts_in
from recruitcheck.questionnaires.layout import RECORD
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.sheets.saving import save_book
from recruitcheck.submissions.actions_taken import (
    STATUSES,
    ActionTaken,
    FindingId,
)

_WIDTHS: Mapping[str, float] = {
    REF: 9,
    "finding": 44,
    "severity": 13,
    "corridor": 17,
    "question": 34,
    "where": 22,
    "clauses": 30,
    "action": 44,
    "actor": 15,
    "owner": 18,
    "due": 12,
    "status": 18,
    "answer": 34,
    "proof": 26,
    "proof_date": 13,
    "checked_by": 18,
}
_COLOURS: Mapping[str, str] = {
    "zero_tolerance": PALE_RUST,
    "critical": PALE_RUST,
    "major": PALE_SAND,
    "minor": PALE_GREY,
}
_START_WIDTHS: Mapping[str, float] = {"A": 9, "B": 34, "C": 62}
_BODY, _SMALL = 10.0, 8.5  # sizes of type, in points
_TALLEST = 400.0  # Excel allows 409 points
_LOUD = frozenset({"finding", "action"})
_STEPS = 6
_PROMPT = 255  # characters that Excel allows


def write_action_plan(
    findings: Sequence[Finding],
    path: Path,
    *,
    language: str = "en",
    actions: Iterable[ActionTaken] = (),
    questions: Mapping[str, Question] | None = None,
    since: date | None = None,
    texts: Path | None = None,
) -> None:
    """Write the action plan of one organisation: a row for each of its findings.

    `language`: 'en' or 'es', or another that `texts`, a file like
    `questionnaires/blank_text.csv`, has; findings stay in the language of the
    questionnaires, of which `questions` gives the questions' own words. `actions` are
    rows of earlier plans, whose entries are filled in. Days to put right count from
    `since`, by default from the day of the assessment. The same arguments give the same
    bytes. UsageError where there is nothing to do or the findings are of several
    organisations, OutputError where it cannot be saved.
    """
    owners = {finding.id.organisation for finding in findings}
    if len(owners) != 1:
        raise UsageError(
            "An action plan is about one organisation with at least one finding, not"
            f" about {len(owners)}."
        )
    plan = _Plan(
        tuple(findings),
        texts_in(language, texts),
        {one.id: one for one in actions},
        questions or {},
        since,
        language,
    )
    save_book(_book(plan), path)


@dataclass(frozen=True, slots=True)
class _Plan:
    findings: tuple[Finding, ...]
    texts: Texts
    taken: Mapping[FindingId, ActionTaken]
    questions: Mapping[str, Question]
    since: date | None
    language: str

    def given(self, finding: Finding) -> dict[str, str]:
        """What stands in the columns that nobody changes."""
        say = self.texts.say
        return {
            "finding": finding.title,
            "severity": say(f"plan_severity_{finding.severity}"),
            "corridor": finding.scope or say("plan_whole_site"),
            "question": f"{finding.question}: {self._asked(finding)}",
            "where": self._where(finding),
            "clauses": " ".join(clauses_words(finding.clauses)),
            "action": finding.action,
            "actor": finding.owner,
        }

    def _asked(self, finding: Finding) -> str:
        question = self.questions.get(finding.question)
        if question is None or finding.kind == "workers":
            return finding.asked
        names = [n for n in question.labels if f"({self.language})" in n]
        return question.label(names[0]) if names else finding.asked

    def _where(self, finding: Finding) -> str:
        place = finding.place
        if place is None or place.cell is None:
            return self.texts.say("plan_interviews") if place is None else place.file
        return self.texts.say(
            "plan_place", sheet=place.sheet, cell=place.cell, file=place.file
        )

    def entered(self, finding: Finding) -> dict[str, str | date | None]:
        """What stands in the columns to fill in: as in the last plan, or as proposed."""
        before = self.taken.get(finding.id)
        if before is None:
            none: dict[str, str | date | None] = dict.fromkeys(ASKED)
            none["status"] = status_words("open", self.texts)
            return none | {"due": self._due(finding)}
        return {
            "owner": before.owner,
            "due": before.due,
            "status": status_words(before.status, self.texts),
            "answer": before.answer,
            "proof": before.proof,
            "proof_date": before.proof_date,
            "checked_by": before.checked_by,
        }

    def _due(self, finding: Finding) -> date | None:
        return replace(finding, since=self.since or finding.since).due

    def sides(self, finding: Finding) -> list[str]:
        say = self.texts.say
        return [
            f"{say(f'plan_side_{side.who}')}: {side.says}" for side in finding.sides
        ]


def _book(plan: _Plan) -> Workbook:
    book = Workbook()
    start = book.worksheets[0]
    start.title = plan.texts.say("sheet_start")
    sheet = book.create_sheet(plan.texts.say("plan_sheet"))
    _write_start(start, plan, sheet.title)
    _write_plan(sheet, plan)
    _write_record(book.create_sheet(RECORD), plan)
    book.properties.title = writable(plan.texts.say("plan_title"))
    return book


def _write_start(sheet: Worksheet, plan: _Plan, target: str) -> None:
    """What the plan is, who fills it in, how, and what it changes."""
    say, first = plan.texts.say, plan.findings[0]
    for column, width in _START_WIDTHS.items():
        sheet.column_dimensions[column].width = width
    page = _Start(sheet)
    page.text(say("plan_title"), font(18, bold=True))
    n = len(plan.findings)
    about = say("plan_about", name=first.name, cycle=first.cycle, n=n)
    page.text(about, font(11, bold=True))
    page.text(_counts(plan), font(9, colour=INK_3))
    page.space()
    page.text(say("plan_intro"), font(11))
    page.link(say("plan_go"), f"{in_formula(target)}!{COLUMNS['owner']}{FIRST_ROW}")
    page.heading(say("plan_who"))
    page.entry(FILLED_BY, say("plan_filled_by"), say("plan_filled_by_note"))
    page.entry(FILLED_ON, say("plan_filled_on"), say("plan_filled_on_note"), day=True)
    page.heading(say("plan_steps"))
    for number in range(1, _STEPS + 1):
        page.text(f"{number}.  {say(f'plan_step_{number}')}", font(_BODY))
    page.heading(say("plan_effect"))
    for number in range(1, 4):
        page.text(say(f"plan_effect_{number}"), font(_BODY))
    page.heading(say("privacy"))
    page.text(say("plan_privacy"), font(_BODY))
    _set_page(sheet, landscape=False)


def _counts(plan: _Plan) -> str:
    """'1 Zero tolerance · 3 Major', the hardest first."""
    found = [finding.severity for finding in plan.findings]
    return " · ".join(
        f"{found.count(one)} {plan.texts.say(f'plan_severity_{one}')}"
        for one in SEVERITIES
        if one in found
    )


@dataclass(slots=True)
class _Start:
    """The first sheet, written from the top down; `row` is the next one."""

    sheet: Worksheet
    row: int = 1

    def text(self, text: str, kind: Font) -> None:
        place = f"B{self.row}"
        self.sheet.merge_cells(f"{place}:C{self.row}")
        cell = put(self.sheet, place, text)
        cell.font, cell.alignment = kind, aligned()
        size = kind.size or _BODY
        lines = lines_of(text, _START_WIDTHS["B"] + _START_WIDTHS["C"], size)
        self._next(lines * size * 1.35 + 5)

    def link(self, text: str, location: str) -> None:
        cell = put(self.sheet, f"B{self.row}", text)
        cell.hyperlink = Hyperlink(cell.coordinate, location=location)
        cell.font = font(_BODY, colour=BLUE, underlined=True)
        self._next(18)

    def heading(self, text: str) -> None:
        self.space()
        for column in _START_WIDTHS:
            self.sheet[f"{column}{self.row}"].border = Border(bottom=thick())
        put(self.sheet, f"B{self.row}", text).font = font(12, bold=True)
        self._next(21)

    def entry(self, ref: str, label: str, note: str, *, day: bool = False) -> None:
        """A cell to fill in, found again by the ref in column A."""
        put(self.sheet, f"A{self.row}", ref).font = font(7.5, colour=FAINT_INK)
        cell = self.sheet[f"B{self.row}"]
        parts = [(label, inline(_BODY, colour=INK))]
        cell.value = rich([*parts, (f"\n{note}", inline(_SMALL, colour=INK_3))])
        cell.alignment = aligned()
        answer = self.sheet[f"C{self.row}"]
        _open(answer)
        if day:
            answer.number_format = "yyyy-mm-dd"
        self._next(32)

    def space(self) -> None:
        self._next(10)

    def _next(self, height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1


def _open(cell: object) -> None:
    """A cell for people to write in."""
    cell.fill, cell.font = filled(PALE_BLUE), font(_BODY)  # type: ignore[attr-defined]
    cell.alignment = aligned(indent=1)  # type: ignore[attr-defined]
    cell.border = Border(thin(), thin(), thin(), thin())  # type: ignore[attr-defined]


def _write_plan(sheet: Worksheet, plan: _Plan) -> None:
    say, first = plan.texts.say, plan.findings[0]
    for key, width in _WIDTHS.items():
        sheet.column_dimensions[COLUMNS[key]].width = width
    title = say("plan_title")
    put(sheet, f"{COLUMNS['finding']}1", title).font = font(14, bold=True)
    about = say("plan_about", name=first.name, cycle=first.cycle, n=len(plan.findings))
    put(sheet, f"{COLUMNS['finding']}2", about).font = font(9, colour=INK_3)
    sheet.row_dimensions[1].height = 24
    for key, column in COLUMNS.items():
        cell = put(sheet, f"{column}{HEADING_ROW}", heading(key, plan.texts))
        cell.font = font(_BODY, bold=True, colour=WHITE)
        cell.fill = filled(BLUE if key in ASKED else INK)
        cell.alignment = aligned()
    sheet.row_dimensions[HEADING_ROW].height = 30
    for row, finding in enumerate(plan.findings, start=FIRST_ROW):
        _write_row(sheet, row, finding, plan)
    last = FIRST_ROW + len(plan.findings) - 1
    _accept(sheet, plan, last)
    _colour(sheet, plan, last)
    sheet.freeze_panes = f"{COLUMNS['severity']}{FIRST_ROW}"
    end = COLUMNS["checked_by"]
    sheet.auto_filter.ref = f"{COLUMNS[REF]}{HEADING_ROW}:{end}{last}"
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW}"
    _set_page(sheet, landscape=True)


def _size(key: str) -> float:
    return _SMALL if key in {"where", "clauses"} else _BODY


def _write_row(sheet: Worksheet, row: int, finding: Finding, plan: _Plan) -> None:
    ref = put(sheet, f"{COLUMNS[REF]}{row}", str(finding.id))
    ref.font, ref.alignment = font(6, colour=FAINT_INK), aligned()
    ref.border = Border(bottom=thin())
    given, sides = plan.given(finding), plan.sides(finding)
    for key in GIVEN:
        cell = put(sheet, f"{COLUMNS[key]}{row}", given[key])
        cell.font = font(_size(key), colour=INK if key in _LOUD else INK_2)
        cell.alignment, cell.border = aligned(), Border(bottom=thin())
    parts = [(f"\n{side}", inline(_SMALL, colour=INK_3)) for side in sides]
    title = (given["finding"], inline(_BODY, bold=True, colour=INK))
    sheet[f"{COLUMNS['finding']}{row}"].value = rich([title, *parts])
    sheet[f"{COLUMNS['severity']}{row}"].fill = filled(_COLOURS[finding.severity])
    for key, value in plan.entered(finding).items():
        cell = sheet[f"{COLUMNS[key]}{row}"]
        _open(cell)
        if isinstance(value, str) and value:
            put(sheet, cell.coordinate, value)
        elif isinstance(value, date):
            cell.value = value
        if key in {"due", "proof_date"}:
            cell.number_format = "yyyy-mm-dd"
    sheet[f"{COLUMNS['checked_by']}{row}"].fill = filled(WHITE)
    small = sum(lines_of(s, _WIDTHS["finding"], _SMALL) for s in sides) * 11.5
    heights = [
        lines_of(given[key], _WIDTHS[key], _size(key)) * _size(key) * 1.35
        + (small if key == "finding" else 0)
        for key in GIVEN
    ]
    sheet.row_dimensions[row].height = min(max(heights) + 8, _TALLEST)


def _accept(sheet: Worksheet, plan: _Plan, last: int) -> None:
    """What the cells accept, and what pops up beside them."""
    words = ",".join(status_words(one, plan.texts) for one in STATUSES)
    for key in ASKED:
        rule = DataValidation(allow_blank=True)
        column = COLUMNS[key]
        if key == "status":
            rule.type, rule.formula1 = "list", in_quotes(words)
            rule.showErrorMessage = True
            rule.error = plan.texts.say("choose_from_list")
        elif key in {"due", "proof_date"}:
            rule.type, rule.operator = "date", "greaterThan"
            rule.formula1 = "36526"  # 1 January 2000 as Excel counts days
            rule.showErrorMessage = True
            rule.error = plan.texts.say("write_date")
        prompt = plan.texts.texts.get(f"plan_prompt_{key}", "")
        if prompt:
            rule.showInputMessage, rule.prompt = True, writable(prompt)[:_PROMPT]
        rule.add(f"{column}{FIRST_ROW}:{column}{last}")
        sheet.add_data_validation(rule)


def _colour(sheet: Worksheet, plan: _Plan, last: int) -> None:
    """What is overdue stands out; a row that is done turns grey."""
    status = f"${COLUMNS['status']}{FIRST_ROW}"
    done = f"{status}={in_quotes(status_words('done', plan.texts))}"
    every = f"{COLUMNS['finding']}{FIRST_ROW}:{COLUMNS['actor']}{last}"
    look = DifferentialStyle(font=Font(color=FAINT_INK))
    rule = Rule("expression", dxf=look, formula=[done], stopIfTrue=False)
    sheet.conditional_formatting.add(every, rule)
    due = f"${COLUMNS['due']}{FIRST_ROW}"
    late = f'AND({due}<>"",{due}<TODAY(),NOT({done}))'
    look = DifferentialStyle(fill=PatternFill("solid", bgColor=PALE_RUST))
    cells = f"{COLUMNS['due']}{FIRST_ROW}:{COLUMNS['due']}{last}"
    rule = Rule("expression", dxf=look, formula=[late], stopIfTrue=False)
    sheet.conditional_formatting.add(cells, rule)


def _set_page(sheet: Worksheet, *, landscape: bool) -> None:
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(0.4, 0.4, 0.5, 0.75, 0.3, 0.3)


def _write_record(sheet: Worksheet, plan: _Plan) -> None:
    """What the workbook is, and what it said when it went out, for the reader."""
    first = plan.findings[0]
    values = {
        KEY: FORMAT,
        "organisation": first.id.organisation,
        "cycle": first.cycle,
        "language": plan.language,
    }
    values |= {f"column_{key}": heading(key, plan.texts) for key in COLUMNS}
    values |= {f"status_{one}": status_words(one, plan.texts) for one in STATUSES}
    for row, (key, value) in enumerate(values.items(), start=1):
        put(sheet, f"A{row}", key)
        put(sheet, f"B{row}", value)
    for row, finding in enumerate(plan.findings, start=1):
        given = plan.given(finding)
        texts = (str(finding.id), *(given[key] for key in SAID))
        for column, text in zip(ORIGINALS, texts, strict=True):
            put(sheet, f"{column}{row}", text)
        put(sheet, f"L{row}", finding.severity)
    sheet.sheet_state = "veryHidden"
