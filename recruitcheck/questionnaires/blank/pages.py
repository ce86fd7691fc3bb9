"""What both sheets of a blank workbook share: how far it is, how it is printed."""

import re

# All about openpyxl; imported only when a blank is written.
from openpyxl.worksheet.header_footer import HeaderFooterItem  # noqa: TID253
from openpyxl.worksheet.properties import PageSetupProperties  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import FAMILY, INK_3
from recruitcheck.questionnaires.blank.conditions import State, in_quotes, writable
from recruitcheck.questionnaires.blank.plan import FIRST_ROW, Plan
from recruitcheck.questionnaires.layout import STATE
from recruitcheck.questionnaires.questionnaire import Questionnaire

_MOST_ROWS = 9999  # more than a form with a hundred corridors has


def title_of(questionnaire: Questionnaire) -> str:
    return questionnaire.settings.get("title") or questionnaire.title


def states() -> str:
    return f"${STATE}${FIRST_ROW}:${STATE}${_MOST_ROWS}"


def in_formula(name: str) -> str:
    """The name of a sheet as a formula writes it."""
    return "'" + name.replace("'", "''") + "'"


def progress(plan: Plan, cells: str) -> str:
    """A formula that says how many of the questions that apply are answered."""
    signs = [State.ANSWERED, State.OPEN, *([State.CARRIED] if plan.carried else [])]
    counts = [f'COUNTIF({cells},"{sign}")' for sign in signs]
    values = {"{done}": counts[0], "{all}": "+".join(counts)}
    parts = re.split(r"(\{done\}|\{all\})", plan.texts.say("progress"))
    said = [f"({values[p]})" if p in values else in_quotes(p) for p in parts if p]
    return "=" + "&".join(said)


def set_page(sheet: Worksheet, plan: Plan, *, landscape: bool) -> None:
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
