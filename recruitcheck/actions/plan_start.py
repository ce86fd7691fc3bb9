"""The first sheet of an action plan: what it is, who fills it in, how, what it changes."""

from collections.abc import Mapping
from dataclasses import dataclass

# All about openpyxl; imported only when a plan is written.
from openpyxl.styles import Border, Font  # noqa: TID253
from openpyxl.worksheet.hyperlink import Hyperlink  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.actions.findings import SEVERITIES
from recruitcheck.actions.layout import COLUMNS, FILLED_BY, FILLED_ON, FIRST_ROW
from recruitcheck.actions.plan_cells import BODY, SMALL, open_cell, set_page
from recruitcheck.actions.plan_entries import Plan
from recruitcheck.questionnaires.blank.cells import (
    BLUE,
    FAINT_INK,
    INK,
    INK_3,
    aligned,
    font,
    inline,
    lines_of,
    put,
    rich,
    thick,
)
from recruitcheck.questionnaires.blank.pages import in_formula

_WIDTHS: Mapping[str, float] = {"A": 9, "B": 34, "C": 62}
_STEPS = 6


def write_start(sheet: Worksheet, plan: Plan, target: str) -> None:
    """What the plan is, who fills it in, how, and what it changes."""
    say, first = plan.texts.say, plan.findings[0]
    for column, width in _WIDTHS.items():
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
        page.text(f"{number}.  {say(f'plan_step_{number}')}", font(BODY))
    page.heading(say("plan_effect"))
    for number in range(1, 4):
        page.text(say(f"plan_effect_{number}"), font(BODY))
    page.heading(say("privacy"))
    page.text(say("plan_privacy"), font(BODY))
    set_page(sheet, landscape=False)


def _counts(plan: Plan) -> str:
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
        size = kind.size or BODY
        lines = lines_of(text, _WIDTHS["B"] + _WIDTHS["C"], size)
        self._next(lines * size * 1.35 + 5)

    def link(self, text: str, location: str) -> None:
        cell = put(self.sheet, f"B{self.row}", text)
        cell.hyperlink = Hyperlink(cell.coordinate, location=location)
        cell.font = font(BODY, colour=BLUE, underlined=True)
        self._next(18)

    def heading(self, text: str) -> None:
        self.space()
        for column in _WIDTHS:
            self.sheet[f"{column}{self.row}"].border = Border(bottom=thick())
        put(self.sheet, f"B{self.row}", text).font = font(12, bold=True)
        self._next(21)

    def entry(self, ref: str, label: str, note: str, *, day: bool = False) -> None:
        """A cell to fill in, found again by the ref in column A."""
        put(self.sheet, f"A{self.row}", ref).font = font(7.5, colour=FAINT_INK)
        cell = self.sheet[f"B{self.row}"]
        parts = [(label, inline(BODY, colour=INK))]
        cell.value = rich([*parts, (f"\n{note}", inline(SMALL, colour=INK_3))])
        cell.alignment = aligned()
        answer = self.sheet[f"C{self.row}"]
        open_cell(answer)
        if day:
            answer.number_format = "yyyy-mm-dd"
        self._next(32)

    def space(self) -> None:
        self._next(10)

    def _next(self, height: float) -> None:
        self.sheet.row_dimensions[self.row].height = height
        self.row += 1
