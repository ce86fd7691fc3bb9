"""Filled workbooks are read by ref, slips are read, and mistakes are told at once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Place
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.submissions.workbook import read_return
from tests.submissions.filling import (
    COLUMNS,
    COMPLETE,
    ES,
    MEMBER,
    RECRUITER,
    SUPPLIER,
    cell_of,
    fill,
    filled,
)

FORMS = {SUPPLIER.id: SUPPLIER}
NEPAL = Corridor("NPL", "MYS")


def found_in(path: Path, forms=FORMS) -> list[tuple[str, str | None]]:
    """Code and cell of each issue."""
    _, issues = read_return(path, forms, shown_as="returns/r.xlsx")
    return [(issue.code, issue.place.cell) for issue in issues]


def read_one(tmp_path: Path, ref: str, value: object) -> tuple[str, str, list[str]]:
    """What one cell of a complete return says: given, value, codes of issues."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, ref: value})
    submission, issues = read_return(path, FORMS)
    assert submission is not None
    answer = submission.answer(ref.partition("/")[0])
    assert answer is not None
    return answer.given, answer.value, [issue.code for issue in issues]


def test_a_complete_return_is_read_without_an_issue(tmp_path):
    """Every answer arrives as XLSForm stores it, with the corridor it holds for."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)

    submission, issues = read_return(path, FORMS, shown_as="returns/r.xlsx")

    assert () == issues
    assert submission is not None
    assert {
        "supplier_id": "SITE-01",
        "supplier_name": "Acme",
        "sector": "electronics",
        "destination": "MYS",
        "cycle": "2026",
        "assessed_on": "2025-03-04",
        "currency": "MYR",
        "M-PRO-01": "250",
        "M-PRO-02": "120",
        "M-GOV-01": "draft",
        "M-GOV-02": "fee",
        "M-GOV-04": "50",
        "M-GOV-07": "some",
        "M-DD-02": "all",
        "M-DD-03": "2025-01-02",
        "M-DD-04": "A system",
    } == {name: answer.value for name, answer in submission.site.items()}
    assert {
        NEPAL: {
            "origin": "NPL",
            "recruiters": "",
            "M-PRO-03": "120",
            "M-PRO-05": "direct agency",
        }
    } == {
        corridor: {name: answer.value for name, answer in answers.items()}
        for corridor, answers in submission.corridors.items()
    }
    said = (submission.organisation, submission.name, submission.sector)
    assert ("SITE-01", "Acme", "electronics") == said
    where = (submission.destination, submission.cycle, submission.currency)
    assert ("MYS", "2026", "MYR") == where
    assert (date(2025, 3, 4), "full") == (submission.dated, submission.form)
    assert ("management", "supplier") == (submission.respondent, submission.role)
    assert ("1", "abc") == (submission.version, submission.questionnaire_hash)
    assert "returns/r.xlsx" == submission.file
    assert 64 == len(submission.hash)


def test_an_answer_knows_its_cell_and_what_stands_beside_it(tmp_path):
    """Comment, evidence, its date and who saw it are kept with the answer."""
    path = filled(
        tmp_path / "r.xlsx",
        {
            **COMPLETE,
            "M-GOV-01|comment": " signed ",
            "M-GOV-01|evidence": "policy.pdf",
            "M-GOV-01|evidence_date": date(2024, 12, 31),
            "M-GOV-01|seen_by": "R. Buyer",
        },
    )

    submission, issues = read_return(path, FORMS, shown_as="returns/r.xlsx")

    assert () == issues
    assert submission is not None
    answer = submission.site["M-GOV-01"]
    assert ("signed", "policy.pdf") == (answer.comment, answer.evidence)
    assert (date(2024, 12, 31), "R. Buyer") == (answer.evidence_date, answer.seen_by)
    assert answer.document_seen
    cell = cell_of(path, "M-GOV-01")
    assert f"returns/r.xlsx, sheet 'Answers', cell {cell} (M-GOV-01)" == str(
        answer.place
    )


@pytest.mark.parametrize(
    "written",
    [
        "Draft",
        " DRAFT ",
        "draft",
        "borrador",
        "Dra\u200bft",
        "\u00a0Draft\u00a0",
        "Ｄｒａｆｔ",  # noqa: RUF001 - full width, as Japanese keyboards type
    ],
)
def test_a_choice_may_be_written_in_many_ways(tmp_path, written):
    """By label in any language or by name; case and stray spaces do not matter."""
    assert ("answered", "draft", []) == read_one(tmp_path, "M-GOV-01", written)


def test_a_word_that_is_no_choice_gets_the_nearest_one(tmp_path):
    """The message quotes the word, lists what is allowed, and suggests."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-GOV-01": "Publik"})

    _, (issue,) = read_return(path, FORMS)

    assert "S204" == issue.code
    assert (
        "'Publik' is not a choice of 'list_M-GOV-01': No policy, Draft, Public."
        " Did you mean 'Public'?"
    ) == issue.message


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (12.5, "12.5"),
        (50.0, "50"),
        ("50", "50"),
        (" 12.50 ", "12.5"),
        ("५०", "50"),
        ("50 %", "50"),
        ("12,5", "12.5"),
        (0, "0"),
        (0.1 + 0.2 + 2, "2.3"),
    ],
)
def test_what_is_plainly_one_number_is_read(tmp_path, written, value):
    """Numbers as numbers, or text that can be read in one way only."""
    assert ("answered", value, []) == read_one(tmp_path, "M-GOV-04", written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("1,250", "S206"),
        ("1.250", "S206"),
        ("1,2,5", "S205"),
        ("about 50", "S205"),
        ("50 workers", "S205"),
        (True, "S205"),
        (date(2025, 3, 4), "S205"),
        ("9" * 400, "S205"),
        ("1e3", "S205"),
        ("nan", "S205"),
        (101, "S212"),
        (-1, "S212"),
        ("Do not know", "S219"),
    ],
)
def test_what_is_not_plainly_a_number_is_an_issue(tmp_path, written, code):
    """Never a guess: the answer counts as missing and the cell is named."""
    assert ("invalid", "", [code]) == read_one(tmp_path, "M-GOV-04", written)


def test_a_number_of_people_is_whole(tmp_path):
    """250.5 people are an issue."""
    given, _, codes = read_one(tmp_path, "M-PRO-01", 250.5)

    assert ("invalid", ["S218"]) == (given, codes)


def test_a_share_of_one_or_less_is_read_and_told(tmp_path):
    """0.5 may be what Excel made of 50 %: it is read as 0.5 percent, and that said."""
    assert ("answered", "0.5", ["S245"]) == read_one(tmp_path, "M-GOV-04", 0.5)


@pytest.mark.parametrize("ref", ["M-DD-04", "M-GOV-01", "M-DD-03"])
def test_only_a_number_is_a_share(tmp_path, ref):
    """Whoever writes '%' beside a text, a choice or a date harms no return."""
    questions = {**SUPPLIER.questions, ref: replace(SUPPLIER[ref], unit="%")}
    form = replace(SUPPLIER, questions=questions)
    path = filled(tmp_path / "return.xlsx", COMPLETE)

    submission, issues = read_return(path, {form.id: form})

    assert () == issues
    assert submission is not None


@pytest.mark.parametrize(
    ("written", "value"),
    [
        (date(2025, 1, 2), "2025-01-02"),
        (datetime(2025, 1, 2, 13, 30), "2025-01-02"),
        (" 2025-01-02", "2025-01-02"),
    ],
)
def test_dates_of_excel_and_iso_dates_are_read(tmp_path, written, value):
    """A time of day is left out."""
    assert ("answered", value, []) == read_one(tmp_path, "M-DD-03", written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("03/04/2025", "S208"),
        ("3.4.25", "S208"),
        ("2025-02-30", "S207"),
        ("March 2025", "S207"),
        ("2025", "S207"),
    ],
)
def test_other_dates_are_an_issue(tmp_path, written, code):
    """The third of April or the fourth of March?"""
    assert ("invalid", "", [code]) == read_one(tmp_path, "M-DD-03", written)


def test_a_number_is_not_a_date(tmp_path):
    """45000 in a date cell shows as a date; as plain number it is an issue."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path)
    cell = input_cells(book)["M-DD-03"]
    cell.value, cell.number_format = 45000, "General"
    book.save(path)

    assert [("S207", cell.coordinate)] == found_in(path)


def test_a_text_that_excel_made_a_date_is_an_issue(tmp_path):
    """'2026-01' typed as a cycle must not become the first of January."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-DD-04": date(2026, 1, 1)})

    assert [("S217", cell_of(path, "M-DD-04"))] == found_in(path)


@pytest.mark.parametrize(
    "yes", ["Yes", "sí", "SÍ", "x", "X", "true", True, 1, "1", "✓"]
)
def test_a_tick_may_be_written_in_many_ways(tmp_path, yes):
    """Yes in any language, x, a check mark, true or 1."""
    answers = {"M-GOV-02/medical": yes, "M-GOV-02/none": "No"}
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **answers})

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    assert "fee medical" == submission.site["M-GOV-02"].value


@pytest.mark.parametrize("no", ["No", "no", "false", False, 0, "0", None])
def test_no_and_blank_are_no_tick(tmp_path, no):
    """A line without an answer is not ticked, as long as another one is."""
    assert ("answered", "fee", []) == read_one(tmp_path, "M-GOV-02/medical", no)


def test_an_unreadable_tick_makes_the_question_unanswered(tmp_path):
    """The issue names the line, not the question."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-GOV-02/medical": "yess"})

    submission, (issue,) = read_return(path, FORMS)

    assert ("S209", cell_of(path, "M-GOV-02/medical")) == (issue.code, issue.place.cell)
    assert "'yess' is neither yes nor no. Did you mean 'Yes'?" == issue.message
    assert submission is not None
    assert "invalid" == submission.site["M-GOV-02"].given


@pytest.mark.parametrize("written", ["Not applicable", "no se aplica", "NA", "n/a"])
def test_not_applicable_needs_a_reason_and_a_name(tmp_path, written):
    """With both it is approved; the word may be in any language."""
    why = {"M-GOV-04|comment": "No staff", "M-GOV-04|seen_by": "R. Buyer"}
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-GOV-04": written, **why})

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    assert submission.site["M-GOV-04"].na_approved


# One mistake in a complete return: what is written, the code, the cell it names.
MISTAKES: Mapping[str, tuple[Mapping[str, Any], str, str]] = {
    "formula error": ({"M-GOV-04": "#REF!"}, "S215", "M-GOV-04"),
    "formula never computed": ({"M-DD-03": None}, "S216", "M-DD-03"),
    "error in a comment": (
        {"M-GOV-01|comment": "#N/A"},
        "S215",
        "M-GOV-01|comment",
    ),
    "date of evidence": (
        {"M-GOV-01|evidence_date": "3/4/25"},
        "S208",
        "M-GOV-01|evidence_date",
    ),
    "required": ({"M-PRO-02": None}, "S213", "M-PRO-02"),
    "required in a corridor": ({"M-PRO-03#1": None}, "S213", "M-PRO-03#1"),
    "constraint": ({"M-PRO-02": 251}, "S212", "M-PRO-02"),
    "future": ({"assessed_on": date(2999, 1, 1)}, "S212", "assessed_on"),
    "exclusive by constraint": ({"M-GOV-02/none": "Yes"}, "S212", "M-GOV-02"),
    "exclusive by name": ({"M-PRO-05/none#1": "Yes"}, "S211", "M-PRO-05#1"),
    "only no": ({"M-GOV-02/fee": "No"}, "S210", "M-GOV-02"),
    "beside the lines": ({"M-GOV-02": "Fee"}, "S223", "M-GOV-02"),
    "not asked": (
        {"M-GOV-01": "No policy"},
        "S244",
        "M-GOV-02",
    ),
    "not asked as no corridor has it": (
        {"M-PRO-05/agency#1": None},
        "S244",
        "M-DD-02",
    ),
    "no reason": ({"M-GOV-07": "Not applicable"}, "S243", "M-GOV-07|comment"),
    "no approver": (
        {"M-GOV-07": "Not applicable", "M-GOV-07|comment": "Why"},
        "S246",
        "M-GOV-07|seen_by",
    ),
    "not applicable is not allowed": ({"M-GOV-01": "n/a"}, "S219", "M-GOV-01"),
    "evidence that nobody saw": (
        {"M-GOV-01|evidence": "a.pdf", "M-GOV-07|evidence": "b.pdf"},
        "S242",
        "M-GOV-01|seen_by",
    ),
    "origin missing": ({"M-PRO-03#2": 5}, "S230", "origin#2"),
    "same origin": ({"origin#2": "nepal", "M-PRO-03#2": 5}, "S231", "origin#2"),
    "origin is destination": (
        {"origin#2": "MYS", "M-PRO-03#2": 5},
        "S232",
        "origin#2",
    ),
    "origin unknown": ({"origin#2": "Nepl", "M-PRO-03#2": 5}, "S204", "origin#2"),
}


@pytest.mark.parametrize("name", MISTAKES)
def test_one_mistake_gives_one_issue_that_names_its_cell(tmp_path, name):
    """Nothing that rests on a wrong answer is reported as well."""
    answers, code, ref = MISTAKES[name]
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **answers})
    if code == "S216":
        book = openpyxl.load_workbook(path)
        input_cells(book)[ref].value = "=1+1"
        book.save(path)

    if code == "S230":  # the block has other questions that must be answered
        assert (code, cell_of(path, ref)) in found_in(path)
    else:
        assert [(code, cell_of(path, ref))] == found_in(path)


def test_ten_mistakes_give_ten_issues(tmp_path):
    """All at once, in the order of the workbook, each with its cell."""
    mistakes = {
        "assessed_on": "04/03/2025",  # S208
        "currency": "#VALUE!",  # S215
        "M-PRO-01": "1,250",  # S206
        "origin#2": "Nepal",  # S231
        "M-PRO-03#2": "many",  # S205
        "M-PRO-05/none#2": "perhaps",  # S209
        "M-GOV-01": "Drafft",  # S204
        "M-GOV-04": 150,  # S212
        "M-GOV-07": "Not applicable",  # S243
        "M-DD-03|evidence_date": "soon",  # S207
    }
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **mistakes})
    cells = [cell_of(path, ref) for ref in mistakes]
    cells[8] = cell_of(path, "M-GOV-07|comment")

    assert [
        ("S208", cells[0]),
        ("S215", cells[1]),
        ("S206", cells[2]),
        ("S231", cells[3]),
        ("S205", cells[4]),
        ("S209", cells[5]),
        ("S204", cells[6]),
        ("S212", cells[7]),
        ("S243", cells[8]),
        ("S207", cells[9]),
    ] == found_in(path)


@pytest.mark.parametrize("key", ["supplier_id", "destination", "cycle"])
def test_without_its_key_a_return_cannot_be_used(tmp_path, key):
    """Nobody could know whose return it is."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, key: None})

    submission, issues = read_return(path, FORMS)

    assert submission is None
    assert [("S214", True)] == [(issue.code, issue.blocking) for issue in issues]
    assert cell_of(path, key) == issues[0].place.cell


def test_a_form_that_no_longer_asks_whose_return_it_is_cannot_be_used(tmp_path):
    """The questionnaire was changed after the workbook was made."""
    path = filled(tmp_path / "return.xlsx", COMPLETE)
    gone = ("supplier_id", "cycle")
    questions = {name: q for name, q in SUPPLIER.questions.items() if name not in gone}
    form = replace(SUPPLIER, questions=questions)

    submission, issues = read_return(path, {form.id: form}, shown_as="a.xlsx")

    assert submission is None
    assert [Place("a.xlsx")] * 2 == [one.place for one in issues if one.blocking]
    assert ["S214", "S214"] == [one.code for one in issues if one.blocking]


def test_a_return_made_for_somebody_else_is_told(tmp_path):
    """The id in the cell counts; the workbook was made for another one."""
    answers = {**COMPLETE, "supplier_id": "SITE-02"}
    path = filled(tmp_path / "r.xlsx", answers, organisation="SITE-01")

    submission, (issue,) = read_return(path, FORMS)

    assert ("S247", cell_of(path, "supplier_id")) == (issue.code, issue.place.cell)
    assert submission is not None
    assert "SITE-02" == submission.organisation


def test_a_block_left_empty_is_no_corridor(tmp_path):
    """Three blocks are there, one is filled in."""
    path = filled(tmp_path / "r.xlsx", COMPLETE, blocks=3)

    submission, _ = read_return(path, FORMS)

    assert submission is not None
    assert [NEPAL] == list(submission.corridors)


def test_two_corridors_keep_their_answers_apart(tmp_path):
    """The third block may be used while the second is left empty."""
    answers = {
        "origin#3": "Bangladesh",
        "recruiters#3": "REC-01, REC-02",
        "M-PRO-03#3": 7,
        "M-PRO-05/direct#3": "Yes",
    }
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **answers})

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    other = Corridor("BGD", "MYS")
    assert {NEPAL: "120", other: "7"} == {
        corridor: answers["M-PRO-03"].value
        for corridor, answers in submission.corridors.items()
    }
    assert ("REC-01", "REC-02") == submission.recruiters[other]


def test_migrant_workers_come_from_somewhere(tmp_path):
    """A site with migrant workers and no corridor is told where to fill one in."""
    answers = {ref: value for ref, value in COMPLETE.items() if "#" not in ref}
    path = filled(tmp_path / "r.xlsx", answers)

    assert ("S233", cell_of(path, "origin#1")) in found_in(path)


def test_a_site_without_migrant_workers_has_no_corridor(tmp_path):
    """No workers, no corridor, no issue."""
    answers = {ref: value for ref, value in COMPLETE.items() if "#" not in ref}
    answers |= {"M-PRO-02": 0, "M-DD-02": None}
    path = filled(tmp_path / "r.xlsx", answers)

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    assert {} == submission.corridors


def test_a_recruiter_has_one_corridor_and_answers_for_it(tmp_path):
    """Its origin and destination stand on the first sheet."""
    answers = {
        "recruiter_id": "REC-01",
        "origin": "Nepal",
        "destination": "Malasia",
        "cycle": 2026,
        "R-LAW-01": "Yes",
    }
    path = filled(tmp_path / "r.xlsx", answers, RECRUITER)

    submission, issues = read_return(path, {RECRUITER.id: RECRUITER})

    assert () == issues
    assert submission is not None
    assert {NEPAL: {}} == submission.corridors
    assert "yes" == submission.site["R-LAW-01"].value
    assert ("REC-01", "2026") == (submission.organisation, submission.cycle)


def test_a_recruiter_needs_its_origin(tmp_path):
    """Without it nobody knows the corridor."""
    answers = {"recruiter_id": "REC-01", "destination": "MYS", "cycle": "2026"}
    path = filled(tmp_path / "r.xlsx", answers, RECRUITER)

    assert [("S214", cell_of(path, "origin"))] == found_in(
        path, {RECRUITER.id: RECRUITER}
    )


def test_a_member_has_no_corridor(tmp_path):
    """All its answers hold for the company."""
    answers = {"member_id": "M-1", "cycle": "2026", "N-ACT-01": "No"}
    path = filled(tmp_path / "r.xlsx", answers, MEMBER)

    submission, issues = read_return(path, {MEMBER.id: MEMBER})

    assert () == issues
    assert submission is not None
    assert ({}, "no") == (submission.corridors, submission.site["N-ACT-01"].value)


def test_rows_may_be_moved_and_sheets_renamed(tmp_path):
    """A ref is found wherever it stands."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    before, _ = read_return(path, FORMS)
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    sheet.title = "Our answers"
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    for number, row in enumerate(reversed(rows), start=1):
        for column, value in enumerate(row, start=1):
            sheet.cell(number, column).value = value
    book.save(path)

    after, issues = read_return(path, FORMS)

    assert () == issues
    assert before is not None
    assert after is not None
    assert {k: a.value for k, a in before.site.items()} == {
        k: a.value for k, a in after.site.items()
    }
    assert "Our answers" == after.site["M-GOV-01"].place.sheet


def test_a_row_that_stands_twice_is_read_if_both_say_the_same(tmp_path):
    """A copied sheet does no harm until one of the two is changed."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path)
    book.copy_worksheet(book["Answers"]).title = "Copy"
    book.save(path)
    row = int(cell_of(path, "M-GOV-01")[1:])
    assert [] == found_in(path)
    book["Copy"][f"D{row}"].value = "Public"
    book.save(path)

    submission, (issue,) = read_return(path, FORMS)

    assert ("S222", f"D{row}") == (issue.code, issue.place.cell)
    assert f"'Draft' here and 'Public' in 'Copy'!D{row}" in issue.message
    assert submission is not None
    assert "invalid" == submission.site["M-GOV-01"].given


def test_a_row_that_is_gone_counts_as_not_answered(tmp_path):
    """One advisory issue names all rows that are gone; the question stays asked."""
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, "M-DD-03": None, "M-DD-04": None})
    book = openpyxl.load_workbook(path)
    for ref in ("M-DD-03", "M-DD-04"):
        row = input_cells(book)[ref].row
        book["Answers"][f"A{row}"].value = None
    book.save(path)

    submission, (issue,) = read_return(path, FORMS)

    assert ("S221", "advisory") == (issue.code, issue.severity)
    assert "not answered (2): M-DD-03, M-DD-04" in issue.message
    assert "M-DD-03, M-DD-04" in issue.message
    assert submission is not None
    assert "blank" == submission.site["M-DD-04"].given


def test_an_answer_to_an_unknown_ref_is_told(tmp_path):
    """Unless nothing is answered there, nothing is lost."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path)
    sheet = book["Answers"]
    sheet["A90"], sheet["D90"] = "M-GOV-08", "Yes"
    sheet["A91"] = "M-GOV-09"
    book.save(path)

    _, (issue,) = read_return(path, FORMS)

    assert ("S220", "A90") == (issue.code, issue.place.cell)
    assert "'M-GOV-08'" in issue.message


def test_a_workbook_of_an_older_questionnaire_is_read(tmp_path):
    """The version it was made from is told."""
    older = {**COMPLETE}
    path = filled(tmp_path / "r.xlsx", older)
    book = openpyxl.load_workbook(path)
    record = book["_rc"]
    cells = {record[f"A{row}"].value: f"B{row}" for row in range(1, record.max_row + 1)}
    record[cells["hash"]] = "other"
    book.save(path)
    assert [("S241", None)] == found_in(path)
    record[cells["version"]] = "0"
    book.save(path)

    submission, (issue,) = read_return(path, FORMS)

    assert "S240" == issue.code
    assert submission is not None
    assert ("0", "other") == (submission.version, submission.questionnaire_hash)


@pytest.mark.parametrize(
    ("key", "value", "code"),
    [("format", "2", "S201"), ("questionnaire", "tset-form", "S202")],
)
def test_a_workbook_that_is_not_known_cannot_be_used(tmp_path, key, value, code):
    """Of a newer format, or of a questionnaire that is not in the workspace."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    book = openpyxl.load_workbook(path)
    record = book["_rc"]
    row = next(r for r in range(1, 20) if record[f"A{r}"].value == key)
    record[f"B{row}"] = value
    book.save(path)

    submission, (issue,) = read_return(path, FORMS)

    assert submission is None
    assert (code, True) == (issue.code, issue.blocking)
    assert "S202" != code or "Did you mean 'test-form'?" in issue.message


def test_another_workbook_is_no_return(tmp_path):
    """One blocking issue, whatever else stands in it."""
    path = tmp_path / "other.xlsx"
    openpyxl.Workbook().save(path)

    submission, (issue,) = read_return(path, FORMS)

    assert submission is None
    assert ("S200", True) == (issue.code, issue.blocking)


def test_a_file_that_is_not_there_is_an_issue(tmp_path):
    """Nothing is raised."""
    submission, (issue,) = read_return(
        tmp_path / "none.xlsx", FORMS, shown_as="none.xlsx"
    )

    assert submission is None
    assert ("F101", "none.xlsx") == (issue.code, issue.place.file)


def test_a_spanish_workbook_is_read(tmp_path):
    """Its own words and labels, and the names of its sheets."""
    answers = {"M-GOV-01": "Pública", "M-GOV-02/medical": "Sí", "M-GOV-07": "Algunos"}
    path = filled(tmp_path / "r.xlsx", {**COMPLETE, **answers}, language="es")

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    assert (ES, "public") == (submission.language, submission.site["M-GOV-01"].value)
    assert "fee medical" == submission.site["M-GOV-02"].value
    assert "Respuestas" == submission.site["M-GOV-01"].place.sheet


BLANK_CELLS = [
    f"{ref}|{column}"
    for ref in (*COMPLETE, "M-GOV-02", "M-PRO-05#1", "origin#2", "recruiters#2")
    for column in COLUMNS
]
ANYTHING = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30),
    st.sampled_from(
        ["#REF!", "#N/A", "=1", "na", "dk", "x", "03/04/2025", "1,250", "Nepal"]
    ),
    st.dates(date(1900, 3, 1)),
)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(answers=st.dictionaries(st.sampled_from(BLANK_CELLS), ANYTHING, max_size=25))
def test_nothing_in_a_cell_raises(tmp_path, answers):
    """Whatever stands in a cell is an answer or an issue that names a cell."""
    blank = tmp_path / "blank.xlsx"
    if not blank.exists():
        filled(blank, COMPLETE)
    path = fill(blank, tmp_path / "r.xlsx", answers)

    submission, issues = read_return(path, FORMS)

    assert (submission is None) == any(issue.blocking for issue in issues)
    assert all(issue.place.cell for issue in issues if issue.code != "S221")
    for answer in submission.site.values() if submission else ():
        assert (answer.given == "answered") == bool(answer.value)
