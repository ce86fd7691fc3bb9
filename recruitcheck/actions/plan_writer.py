"""Writes the corrective action plan: a workbook that a supplier fills in and returns."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path

# All about openpyxl; imported only when a plan is written.
from openpyxl import Workbook  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.actions.findings import Finding
from recruitcheck.actions.layout import (
    COLUMNS,
    FORMAT,
    KEY,
    ORIGINALS,
    SAID,
    heading,
    status_words,
)
from recruitcheck.actions.plan_entries import Plan
from recruitcheck.actions.plan_start import write_start
from recruitcheck.actions.plan_table import write_table
from recruitcheck.errors import UsageError
from recruitcheck.questionnaires.blank.cells import put
from recruitcheck.questionnaires.blank.conditions import writable
from recruitcheck.questionnaires.blank_texts import texts_in
from recruitcheck.questionnaires.layout import RECORD
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.sheets.saving import save_book
from recruitcheck.submissions.actions_taken import STATUSES, ActionTaken


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
    plan = Plan(
        tuple(findings),
        texts_in(language, texts),
        {one.id: one for one in actions},
        questions or {},
        since,
        language,
    )
    save_book(_book(plan), path)


def _book(plan: Plan) -> Workbook:
    book = Workbook()
    start = book.worksheets[0]
    start.title = plan.texts.say("sheet_start")
    sheet = book.create_sheet(plan.texts.say("plan_sheet"))
    write_start(start, plan, sheet.title)
    write_table(sheet, plan)
    _write_record(book.create_sheet(RECORD), plan)
    book.properties.title = writable(plan.texts.say("plan_title"))
    return book


def _write_record(sheet: Worksheet, plan: Plan) -> None:
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
