"""The sheet of an action plan with a row for each finding."""

from collections.abc import Mapping
from datetime import date

# All about openpyxl; imported only when a plan is written.
from openpyxl.formatting.rule import Rule  # noqa: TID253
from openpyxl.styles import Border, Font, PatternFill  # noqa: TID253
from openpyxl.styles.differential import DifferentialStyle  # noqa: TID253
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.actions.findings import Finding
from recruitcheck.actions.layout import (
    ASKED,
    COLUMNS,
    FIRST_ROW,
    GIVEN,
    HEADING_ROW,
    REF,
    heading,
    status_words,
)
from recruitcheck.actions.plan_cells import BODY, SMALL, open_cell, set_page
from recruitcheck.actions.plan_entries import Plan
from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    FAINT_INK,
    INK,
    INK_2,
    INK_3,
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
    thin,
)
from recruitcheck.questionnaires.blank.conditions import in_quotes, writable
from recruitcheck.submissions.actions_taken import STATUSES

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
_TALLEST = 400.0  # Excel allows 409 points
_LOUD = frozenset({"finding", "action"})
_PROMPT = 255  # characters that Excel allows


def write_table(sheet: Worksheet, plan: Plan) -> None:
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
        cell.font = font(BODY, bold=True, colour=WHITE)
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
    set_page(sheet, landscape=True)


def _size(key: str) -> float:
    return SMALL if key in {"where", "clauses"} else BODY


def _write_row(sheet: Worksheet, row: int, finding: Finding, plan: Plan) -> None:
    ref = put(sheet, f"{COLUMNS[REF]}{row}", str(finding.id))
    ref.font, ref.alignment = font(6, colour=FAINT_INK), aligned()
    ref.border = Border(bottom=thin())
    given, sides = plan.given(finding), plan.sides(finding)
    for key in GIVEN:
        cell = put(sheet, f"{COLUMNS[key]}{row}", given[key])
        cell.font = font(_size(key), colour=INK if key in _LOUD else INK_2)
        cell.alignment, cell.border = aligned(), Border(bottom=thin())
    parts = [(f"\n{side}", inline(SMALL, colour=INK_3)) for side in sides]
    title = (given["finding"], inline(BODY, bold=True, colour=INK))
    sheet[f"{COLUMNS['finding']}{row}"].value = rich([title, *parts])
    sheet[f"{COLUMNS['severity']}{row}"].fill = filled(_COLOURS[finding.severity])
    for key, value in plan.entered(finding).items():
        cell = sheet[f"{COLUMNS[key]}{row}"]
        open_cell(cell)
        if isinstance(value, str) and value:
            put(sheet, cell.coordinate, value)
        elif isinstance(value, date):
            cell.value = value
        if key in {"due", "proof_date"}:
            cell.number_format = "yyyy-mm-dd"
    sheet[f"{COLUMNS['checked_by']}{row}"].fill = filled(WHITE)
    small = sum(lines_of(s, _WIDTHS["finding"], SMALL) for s in sides) * 11.5
    heights = [
        lines_of(given[key], _WIDTHS[key], _size(key)) * _size(key) * 1.35
        + (small if key == "finding" else 0)
        for key in GIVEN
    ]
    sheet.row_dimensions[row].height = min(max(heights) + 8, _TALLEST)


def _accept(sheet: Worksheet, plan: Plan, last: int) -> None:
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


def _colour(sheet: Worksheet, plan: Plan, last: int) -> None:
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
