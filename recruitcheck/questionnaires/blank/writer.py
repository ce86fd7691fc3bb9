"""Writes blank workbooks: whole or not at all, and always the same bytes."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

# All about openpyxl; imported only when a blank is written.
from openpyxl import Workbook  # noqa: TID253
from openpyxl.workbook.protection import WorkbookProtection  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.corridor import Corridor
from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, did_you_mean, listed
from recruitcheck.questionnaires.blank.cells import protect, put, put_value
from recruitcheck.questionnaires.blank.conditions import writable
from recruitcheck.questionnaires.blank.earlier import CarryOver, EarlierReturn, Known
from recruitcheck.questionnaires.blank.plan import Plan
from recruitcheck.questionnaires.blank.rules import Lists
from recruitcheck.questionnaires.blank.sheets import AnswersSheet, StartSheet
from recruitcheck.questionnaires.blank_texts import (
    ANSWER_WORDS,
    language_code,
    texts_in,
)
from recruitcheck.questionnaires.layout import (
    CARRIED_REF,
    CARRIED_VALUE,
    CYCLE,
    DESTINATION,
    FORMAT,
    LISTS,
    MOST_BLOCKS,
    NAMES,
    ORGANISATION_IDS,
    ORIGIN,
    RECORD,
    RECRUITERS,
    Ref,
    absent_keys,
    asked_of,
    has_corridors,
)
from recruitcheck.questionnaires.questionnaire import Form, Questionnaire
from recruitcheck.sheets.saving import save_book

_RIGHT_TO_LEFT = {"ar", "dv", "fa", "he", "ps", "ur"}
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")


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
    texts: Path | None = None,
    answers: EarlierReturn | None = None,
) -> tuple[Issue, ...]:
    """Write a blank workbook of that questionnaire, filled in as far as is known.

    `language` is one of the questionnaire's, its first by default. There are at least
    `blocks` corridor blocks and one for each of `corridors`. Countries are ISO 3166-1
    alpha-3 codes, `recruiters` the ids of the recruiters used in a corridor, `texts` a
    file like `questionnaires/blank_text.csv` that goes before it.

    `answers` is an earlier `Submission` of the same organisation: its answers, comments
    and evidence are filled in, each to be changed or confirmed. What is given besides
    goes before it. Gives an advisory issue for each answer that is no longer possible.
    UsageError if it cannot be written like that, OutputError if it cannot be saved.
    """
    if questionnaire.respondent == "worker":
        raise UsageError(
            f"'{questionnaire.id}' is for interviews with workers, which are not filled"
            " in a workbook: upload the questionnaire to KoboToolbox or ODK."
        )
    absent = absent_keys(questionnaire)
    if absent:
        raise UsageError(
            f"'{questionnaire.id}' does not ask for {listed(absent)}: nobody could know"
            " whose return it is."
        )
    known = Known(organisation, name, sector, destination, cycle, currency)
    over = None
    if answers is not None:
        over = CarryOver(questionnaire, answers, corridors)
        known, corridors = over.completed(known), over.corridors
        recruiters = recruiters or answers.recruiters
    plan = Plan(
        questionnaire,
        language=(spoken := _language(questionnaire, language)),
        form=form,
        blocks=_blocks(questionnaire, blocks, corridors),
        prefilled=_prefilled(questionnaire, known, corridors, recruiters or {}),
        texts=texts_in(spoken, texts),
        carried=over.answers if over is not None else {},
        carried_from=answers.cycle if answers is not None else "",
    )
    save_book(_book(plan, known.organisation, asked_by), path)
    return tuple(over.issues) if over is not None else ()


def _blocks(
    questionnaire: Questionnaire, blocks: int, corridors: Sequence[Corridor]
) -> int:
    """How many corridor blocks the workbook has, 0 if it asks of none or of one."""
    if has_corridors(questionnaire):
        count = max(blocks, len(corridors))
        if not 1 <= count <= MOST_BLOCKS:
            raise UsageError(
                f"Ask for 1 to {MOST_BLOCKS} corridor blocks, not {count}."
            )
        return count
    if corridors and ORIGIN not in questionnaire.questions:
        raise UsageError(f"'{questionnaire.id}' does not ask about corridors.")
    if len(corridors) > 1:
        raise UsageError(f"'{questionnaire.id}' is about one corridor at a time.")
    return 0


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


def _prefilled(
    questionnaire: Questionnaire,
    known: Known,
    corridors: Sequence[Corridor],
    recruiters: Mapping[Corridor, Sequence[str]],
) -> Mapping[Ref, str]:
    """The answers that are known already, as XLSForm stores them."""
    ends = {c.destination for c in corridors} | {known.destination} - {""}
    if len(ends) > 1:
        raise UsageError(f"A workbook has one destination, not {listed(sorted(ends))}.")
    several = has_corridors(questionnaire)
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


def _book(plan: Plan, organisation: str, asked_by: str) -> Workbook:
    book = Workbook()
    book.remove(book.worksheets[0])
    start = book.create_sheet(_sheet_name(plan, "sheet_start"))
    answers = book.create_sheet(_sheet_name(plan, "sheet_answers"))
    lists = Lists(book.create_sheet(LISTS), plan)
    StartSheet(start, plan, lists, answers.title, asked_by).write()
    AnswersSheet(answers, plan, lists).write()
    _record(book.create_sheet(RECORD), plan, organisation)
    for sheet in (start, answers):
        sheet.sheet_view.rightToLeft = language_code(plan.language) in _RIGHT_TO_LEFT
    book.security = WorkbookProtection(lockStructure=True)
    book.properties.title = writable(plan.questionnaire.title)
    return book


def _sheet_name(plan: Plan, key: str) -> str:
    """What Excel allows of a translated name."""
    return _NOT_IN_A_SHEET_NAME.sub(" ", writable(plan.texts.say(key)))[:31]


def _record(sheet: Worksheet, plan: Plan, organisation: str) -> None:
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
        put(sheet, f"A{row}", key)
        put(sheet, f"B{row}", value)
    for ref, row in plan.carried_rows.items():
        put(sheet, f"{CARRIED_REF}{row}", str(ref))
        put_value(sheet, f"{CARRIED_VALUE}{row}", plan.carried_cells[ref])
    sheet.sheet_state = "veryHidden"
    protect(sheet)
