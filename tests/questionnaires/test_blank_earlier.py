"""A workbook sent out again with the answers of an earlier return."""

from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.errors import UsageError
from recruitcheck.questionnaires.blank import input_cells, write_blank
from recruitcheck.questionnaires.questionnaire import Choice
from recruitcheck.submissions.workbook import read_return
from tests.submissions.filling import (
    COMPLETE,
    EN,
    ES,
    MEMBER,
    RECRUITER,
    SUPPLIER,
    filled,
)
from tests.submissions.libreoffice import needs_libreoffice, save_again

NEPAL, BANGLADESH = Corridor("NPL", "MYS"), Corridor("BGD", "MYS")
BESIDE = {
    "M-GOV-01|comment": "since 2020",
    "M-GOV-01|evidence": "policy.pdf",
    "M-GOV-01|evidence_date": date(2024, 5, 6),
    "M-GOV-01|seen_by": "R. Buyer",
}
NOT_APPLICABLE = {
    "M-GOV-04": "Not applicable",
    "M-GOV-04|comment": "No staff",
    "M-GOV-04|seen_by": "R. Buyer",
    "M-GOV-07": "Not applicable",
    "M-GOV-07|comment": "None",
    "M-GOV-07|seen_by": "R. Buyer",
}


def earlier_return(folder, answers=COMPLETE, questionnaire=SUPPLIER):
    path = filled(folder / "earlier.xlsx", answers, questionnaire)
    submission, _ = read_return(
        path, {questionnaire.id: questionnaire}, shown_as="earlier.xlsx"
    )
    assert submission is not None
    return submission


def rolled(folder, answers=COMPLETE, questionnaire=SUPPLIER, *, of=SUPPLIER, **how):
    """The new workbook of `questionnaire`, and what was left out of it."""
    path = folder / "new.xlsx"
    earlier = earlier_return(folder, answers, of)
    left_out = write_blank(questionnaire, path, answers=earlier, **how)
    return path, left_out


def read(path, questionnaire=SUPPLIER):
    submission, issues = read_return(path, {questionnaire.id: questionnaire})
    return submission, [(one.code, one.place.cell) for one in issues]


def change(path, edits):
    """Write into cells by ref, or by ref and the offset from the answer."""
    book = openpyxl.load_workbook(path, rich_text=True)
    cells = input_cells(book)
    for key, value in edits.items():
        ref, _, offset = key.partition("|")
        cells[ref].offset(column=int(offset or 0)).value = value
    book.save(path)


def changed(name, **changes):
    """The questionnaire of today, one of its questions other than before."""
    question = replace(SUPPLIER[name], **changes)
    return replace(
        SUPPLIER, version="2", questions={**SUPPLIER.questions, name: question}
    )


def test_answers_comments_and_evidence_are_filled_in(tmp_path):
    """As they were written, in their own types; who saw the evidence must look again."""
    answers = {**COMPLETE, **BESIDE, **NOT_APPLICABLE}
    path, left_out = rolled(tmp_path, answers, blocks=1)

    assert () == left_out
    book = openpyxl.load_workbook(path)
    cells = input_cells(book)
    held = {ref: cell.value for ref, cell in cells.items() if cell.value is not None}
    wanted = {k: v for k, v in answers.items() if "|" not in k}
    wanted |= {"destination": "Malaysia", "origin#1": "Nepal"}
    wanted |= {"M-DD-03": datetime(2025, 1, 2)}  # a moment, to openpyxl
    del wanted["cycle"], wanted["assessed_on"]
    assert wanted == held
    assert ["since 2020", "policy.pdf", datetime(2024, 5, 6), None] == [
        cells["M-GOV-01"].offset(column=n).value for n in range(1, 5)
    ]


def test_what_nobody_touched_is_told_once(tmp_path):
    """One advisory issue with the number and the first cells; the answers count."""
    path, _ = rolled(tmp_path, blocks=1, cycle="2027")
    change(path, {"assessed_on": date(2026, 1, 1)})

    submission, (issue,) = read_return(path, {SUPPLIER.id: SUPPLIER})

    assert ("S248", "advisory") == (issue.code, issue.severity)
    cells = input_cells(openpyxl.load_workbook(path))
    refs = ["M-PRO-01", "M-PRO-02", "M-PRO-03#1", "M-PRO-05#1", "M-GOV-01", "M-GOV-02"]
    refs += ["M-GOV-04", "M-GOV-07", "M-DD-02", "M-DD-03", "M-DD-04"]
    places = [cells[ref].coordinate for ref in refs]
    assert issue.message.startswith("11 answers were carried over")
    assert ", ".join(places) in issue.message
    assert places[0] == issue.place.cell
    assert submission is not None
    assert ("2027", "draft") == (submission.cycle, submission.site["M-GOV-01"].value)
    assert submission.site["M-GOV-02"].carried
    assert not submission.site["supplier_name"].carried
    assert submission.corridors[NEPAL]["M-PRO-05"].carried


@pytest.mark.parametrize(
    ("edit", "carried"),
    [
        ({"M-GOV-01|5": "Yes"}, False),
        ({"M-GOV-01|5": "sí"}, False),
        ({"M-GOV-01|5": "No"}, True),
        ({"M-GOV-01|5": "later"}, True),
        ({"M-GOV-01": "Public"}, False),
        ({"M-GOV-01": " DRAFT"}, True),
        ({"M-GOV-01": None}, False),
        ({"M-GOV-01|1": "a new comment"}, True),
    ],
)
def test_a_changed_or_confirmed_answer_is_an_answer(tmp_path, edit, carried):
    """Yes in the last column confirms; anything else there does not."""
    path, _ = rolled(tmp_path, cycle="2027")
    change(path, edit)

    submission, _ = read(path)

    assert submission is not None
    assert carried == submission.site["M-GOV-01"].carried
    assert submission.site["M-GOV-07"].carried


@pytest.mark.parametrize(
    ("edit", "carried"),
    [
        ({}, True),
        ({"M-GOV-02/medical": "Yes"}, False),
        ({"M-GOV-02/fee": None}, False),
        ({"M-GOV-02|5": "Yes"}, False),
    ],
)
def test_all_lines_of_a_question_are_one_answer(tmp_path, edit, carried):
    """One tick more or less changes it."""
    path, _ = rolled(tmp_path, cycle="2027")
    change(path, edit)

    submission, _ = read(path)

    assert submission is not None
    assert carried == submission.site["M-GOV-02"].carried


def test_what_no_longer_applies_is_not_to_be_confirmed(tmp_path):
    """Another answer hides it now."""
    path, _ = rolled(tmp_path, cycle="2027", blocks=1)
    change(path, {"M-GOV-01": "No policy", "assessed_on": date(2026, 1, 1)})

    _, issues = read_return(path, {SUPPLIER.id: SUPPLIER})

    assert ["S248", "S244"] == [one.code for one in issues]
    assert "9 answers" in issues[0].message


LATER = (Choice("written", {EN: "Written", ES: "Escrita"}),)


@pytest.mark.parametrize(
    ("questionnaire", "question", "reason"),
    [
        (changed("M-GOV-01", choices=LATER), "M-GOV-01", "no longer a choice"),
        (changed("M-GOV-02", choices=LATER), "M-GOV-02", "no longer a choice"),
        (changed("M-GOV-04", kind="integer"), "M-GOV-04", "asked differently"),
        (changed("M-DD-04", kind="decimal"), "M-DD-04", "asked differently"),
        (changed("M-DD-04", kind="date"), "M-DD-04", "asked differently"),
        (changed("M-DD-03", repeated=True), "M-DD-03", "for each corridor"),
        (changed("M-PRO-03", repeated=False), "M-PRO-03", "once for all"),
    ],
)
def test_an_answer_that_is_no_longer_possible_is_left_out_and_told(
    tmp_path, questionnaire, question, reason
):
    """With the cell it stood in; the question stands blank."""
    answers = {**COMPLETE, "M-GOV-04": 12.5}
    path, (issue,) = rolled(tmp_path, answers, questionnaire, blocks=1)

    assert ("S249", "advisory") == (issue.code, issue.severity)
    assert issue.message.endswith(f"{reason}.") or reason in issue.message
    assert "earlier.xlsx" == issue.place.file
    assert issue.place.cell is not None
    cells = input_cells(openpyxl.load_workbook(path))
    refs = [ref for ref in cells if ref.split("#")[0].split("/")[0] == question]
    assert {None} == {cells[ref].value for ref in refs}


def test_a_question_of_one_answer_takes_no_more_than_one(tmp_path):
    """Two ticks of then are no answer to a question with one answer."""
    both = {**COMPLETE, "M-GOV-02/medical": "Yes"}
    single = changed("M-GOV-02", kind="select_one")

    _, left_out = rolled(tmp_path, both, single)
    assert ["M-GOV-02"] == [one.place.label for one in left_out]

    _, left_out = rolled(tmp_path, COMPLETE, single)
    assert () == left_out


def test_not_applicable_is_carried_where_it_is_still_allowed(tmp_path):
    """Its reason with it."""
    answers = {**COMPLETE, **NOT_APPLICABLE}
    path, left_out = rolled(tmp_path, answers)
    assert () == left_out
    cells = input_cells(openpyxl.load_workbook(path))
    assert "No staff" == cells["M-GOV-04"].offset(column=1).value

    path, (issue,) = rolled(tmp_path, answers, changed("M-GOV-04", missing=()))
    assert "'not applicable' is no longer an answer" in issue.message


def test_a_question_that_is_gone_is_told(tmp_path):
    """Long answers are quoted in part."""
    others = {n: q for n, q in SUPPLIER.questions.items() if n != "M-DD-04"}
    sections = tuple(
        replace(one, questions=tuple(n for n in one.questions if n in others))
        for one in SUPPLIER.sections
    )
    today = replace(SUPPLIER, questions=others, sections=sections)

    _, (issue,) = rolled(tmp_path, {**COMPLETE, "M-DD-04": "word " * 40}, today)

    assert "is no longer asked" in issue.message
    assert "word…'" in issue.message


def test_points_and_places_may_change(tmp_path):
    """What an answer is worth, where it stands and what it is called do not matter."""
    question = replace(SUPPLIER["M-GOV-01"], weight=5.0, labels={EN: "Anew?"})
    others = {n: q for n, q in SUPPLIER.questions.items() if n != "M-GOV-01"}
    today = replace(SUPPLIER, questions={**others, "M-GOV-01": question})

    path, left_out = rolled(tmp_path, COMPLETE, today)

    assert () == left_out
    assert "Draft" == input_cells(openpyxl.load_workbook(path))["M-GOV-01"].value


def test_unusable_unasked_and_unknown_answers_are_not_carried(tmp_path):
    """Nothing that was wrong, hidden or not known comes back."""
    answers = {
        **COMPLETE,
        "M-GOV-01": "No policy",  # hides M-GOV-02
        "M-GOV-04": 150,
        "M-PRO-01": "do not know",
    }
    path, left_out = rolled(tmp_path, answers)

    assert () == left_out
    cells = input_cells(openpyxl.load_workbook(path))
    assert {None} == {
        cells[ref].value for ref in ("M-GOV-02/fee", "M-GOV-04", "M-PRO-01")
    }


def test_what_is_given_goes_before_what_was(tmp_path):
    """Corridors in the order asked for; of a new one nothing is known."""
    path, _ = rolled(
        tmp_path,
        name="Acme Ltd",
        currency="USD",
        cycle="2027",
        corridors=[BANGLADESH, NEPAL],
        language="es",
    )

    cells = input_cells(openpyxl.load_workbook(path))
    found = {ref: cells[ref].value for ref in ("supplier_id", "supplier_name")}
    found |= {ref: cells[ref].value for ref in ("currency", "origin#1", "origin#2")}
    found |= {ref: cells[ref].value for ref in ("M-PRO-03#1", "M-PRO-03#2", "M-GOV-01")}
    found |= {"tick": cells["M-PRO-05/agency#2"].value}
    assert {
        "supplier_id": "SITE-01",
        "supplier_name": "Acme Ltd",
        "currency": "USD",
        "origin#1": "Bangladés",
        "origin#2": "Nepal",
        "M-PRO-03#1": None,
        "M-PRO-03#2": 120,
        "M-GOV-01": "Borrador",
        "tick": "Sí",
    } == found


def test_recruiters_are_carried_with_their_corridor(tmp_path):
    """They are told anew by whoever sends the workbook, or stay."""
    answers = {**COMPLETE, "recruiters#1": "REC-01 REC-02"}

    path, _ = rolled(tmp_path, answers)
    cells = input_cells(openpyxl.load_workbook(path))
    assert "REC-01 REC-02" == cells["recruiters#1"].value

    path, _ = rolled(tmp_path, answers, recruiters={NEPAL: ["REC-09"]})
    cells = input_cells(openpyxl.load_workbook(path))
    assert "REC-09" == cells["recruiters#1"].value


def test_a_sector_or_country_that_is_gone_is_told(tmp_path):
    """A corridor whose country is gone has no block."""
    sector = replace(SUPPLIER["sector"], choices=LATER)
    path, (issue,) = rolled(
        tmp_path,
        COMPLETE,
        replace(SUPPLIER, questions={**SUPPLIER.questions, "sector": sector}),
    )
    assert "'electronics' to sector" in issue.message

    origin = replace(SUPPLIER["origin"], choices=SUPPLIER["origin"].choices[2:])
    path, (issue,) = rolled(
        tmp_path,
        COMPLETE,
        replace(SUPPLIER, questions={**SUPPLIER.questions, "origin": origin}),
    )
    assert "NPL is no longer a choice" in issue.message
    cells = input_cells(openpyxl.load_workbook(path))
    assert (None, None) == (cells["origin#1"].value, cells["M-PRO-03#1"].value)


def test_a_recruiter_keeps_its_corridor(tmp_path):
    """Its answers hold for the one corridor."""
    answers = {
        "recruiter_id": "REC-01",
        "origin": "Nepal",
        "destination": "Malaysia",
        "cycle": "2026",
        "R-LAW-01": "Yes",
    }
    path, _ = rolled(tmp_path, answers, RECRUITER, of=RECRUITER)

    cells = input_cells(openpyxl.load_workbook(path))
    assert {**answers, "cycle": None} == {ref: c.value for ref, c in cells.items()}

    gone = replace(RECRUITER["origin"], choices=RECRUITER["origin"].choices[2:])
    today = replace(RECRUITER, questions={**RECRUITER.questions, "origin": gone})
    path, (issue,) = rolled(tmp_path, answers, today, of=RECRUITER)
    assert "NPL-MYS" in issue.message


@pytest.mark.parametrize(
    ("questionnaire", "how", "said"),
    [
        (MEMBER, {}, "another kind of organisation"),
        (SUPPLIER, {"organisation": "SITE-02"}, "is a return of 'SITE-01'"),
    ],
)
def test_answers_of_somebody_else_are_not_filled_in(tmp_path, questionnaire, how, said):
    """Neither of another kind nor of another organisation."""
    with pytest.raises(UsageError, match=said):
        rolled(tmp_path, COMPLETE, questionnaire, **how)


def test_without_earlier_answers_there_is_nothing_to_confirm(tmp_path):
    """A blank workbook has no such column."""
    path = tmp_path / "blank.xlsx"

    assert () == write_blank(SUPPLIER, path)

    assert "H" == openpyxl.load_workbook(path)["Answers"].dimensions[3]


def test_the_column_to_confirm_is_open_all_the_way_down(tmp_path):
    """So that Yes can be filled down; only what was carried over is offered one."""
    path, _ = rolled(tmp_path, blocks=1)

    sheet = openpyxl.load_workbook(path)["Answers"]
    assert "Confirm\nYes if it still holds" == sheet["I3"].value
    rows = range(4, sheet.max_row + 1)
    assert {False} == {sheet[f"I{row}"].protection.locked for row in rows}
    (offered,) = (
        rule.sqref
        for rule in sheet.data_validations.dataValidation
        if str(rule.sqref).startswith("I5")
    )
    assert "I5" == str(offered)
    notes = [str(cell.value) for (cell,) in sheet["B4:B40"]]
    assert 11 == sum("Your answer of 2026" in note for note in notes)


@needs_libreoffice
def test_the_sheet_shows_what_is_to_be_confirmed(tmp_path):
    """Its formulas know a changed and a confirmed answer; progress waits for it."""
    path, _ = rolled(tmp_path, cycle="2027", blocks=1)
    change(path, {"M-GOV-01": "Public", "M-DD-03|5": "Yes", "M-GOV-02/medical": "Yes"})

    saved = save_again(path, tmp_path)

    book = openpyxl.load_workbook(saved, data_only=True)
    cells = input_cells(book)
    assert "3 of 11 questions answered" == book["Answers"]["E1"].value
    assert {
        "M-GOV-01": "✓",
        "M-GOV-02": "✓",
        "M-GOV-04": "↻",
        "M-DD-03": "✓",
        "M-DD-04": "↻",
        "M-PRO-05#1": "↻",
    } == {
        ref: cells[ref].offset(column=-1).value
        for ref in (
            *("M-GOV-01", "M-GOV-02", "M-GOV-04", "M-DD-03", "M-DD-04"),
            "M-PRO-05#1",
        )
    }
    submission, _ = read(saved)
    assert submission is not None
    assert [False, False, True, False, True] == [
        submission.site[name].carried
        for name in ("M-GOV-01", "M-GOV-02", "M-GOV-04", "M-DD-03", "M-DD-04")
    ]
