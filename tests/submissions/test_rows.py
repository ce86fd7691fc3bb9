# ruff: noqa: RUF001 - digits of many scripts are typed here
"""Returns as people send them: rows moved, doubled, merged, hidden, or without a ref."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook

from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.submissions.workbook import read_return
from tests.submissions.filling import COMPLETE, SUPPLIER, cell_of, filled

FORMS = {SUPPLIER.id: SUPPLIER}
ADVISORY = "advisory"


@pytest.fixture
def returned(tmp_path) -> Callable[..., Path]:
    """A complete return, changed by `change` as in Excel, and where its cells stand."""

    def build(change: Callable[[Workbook], None], answers=None, **how):
        path = filled(tmp_path / "r.xlsx", {**COMPLETE, **(answers or {})}, **how)
        book = openpyxl.load_workbook(path, rich_text=True)
        change(book)
        book.save(path)
        return path

    return build


def read(path: Path, forms=FORMS):
    """The answers of the site by question, and (code, cell) of each issue."""
    submission, issues = read_return(path, forms, shown_as="returns/r.xlsx")
    assert submission is not None
    found = [(issue.code, issue.place.cell) for issue in issues]
    return {name: one.value for name, one in submission.site.items()}, found


def row_of(book: Workbook, ref: str) -> int:
    return int(input_cells(book)[ref].row)


def test_rows_may_be_inserted_anywhere(returned):
    """People part the sheet for their own overview; headings stay without an issue."""

    def insert(book):
        sheet = book["Answers"]
        for number in (40, 20, 5, 1):
            sheet.insert_rows(number, 2)
        sheet["B5"] = "Answered by Human Resources"

    answers, found = read(returned(insert))

    assert [] == found
    assert ("draft", "fee", "A system") == (
        answers["M-GOV-01"],
        answers["M-GOV-02"],
        answers["M-DD-04"],
    )


def test_what_stands_in_an_inserted_row_is_told_as_not_read(returned):
    """One advisory issue names the cells: nothing is lost in silence."""
    cells = []

    def insert(book):
        row = row_of(book, "M-GOV-04")
        book["Answers"].insert_rows(row)
        for column, text in (("D", "and 20 more"), ("F", "list.pdf"), ("G", " \u200d")):
            book["Answers"][f"{column}{row}"] = text
        cells.extend([f"D{row}", f"F{row}"])

    path = returned(insert)

    _, found = read(path)
    assert [("S226", cells[0])] == found
    _, (issue,) = read_return(path, FORMS)
    assert ", ".join(cells) in issue.message
    assert ADVISORY == issue.severity


def test_an_answer_whose_ref_was_deleted_is_told_twice(returned):
    """That the question has no row, and that something stands without one."""

    def delete(book):
        row = row_of(book, "M-GOV-01")
        book["Answers"][f"A{row}"].value = None

    path = returned(delete, {"M-GOV-02/fee": None})

    answers, found = read(path)
    row = int(cell_of(path, "M-GOV-02")[1:]) - 1
    assert [("S221", None), ("S226", f"D{row}")] == found
    assert "" == answers["M-GOV-01"]


def test_a_ref_that_became_an_error_is_gone(returned):
    """'#REF!' in column A is no ref."""

    def delete(book):
        book["Answers"][f"A{row_of(book, 'M-DD-04')}"].value = "#REF!"

    _, found = read(returned(delete, {"M-DD-04": None}))

    assert [("S221", None)] == found


def test_a_line_that_was_deleted_is_told(returned):
    """The other lines of the question are read."""

    def delete(book):
        book["Answers"].delete_rows(row_of(book, "M-GOV-02/none"))

    path = returned(delete)

    answers, found = read(path)
    assert [("S221", None)] == found
    assert "fee" == answers["M-GOV-02"]
    _, (issue,) = read_return(path, FORMS)
    assert "M-GOV-02/none" in issue.message


def test_sheets_may_be_moved_and_their_rows_spread(returned):
    """The order of the tabs does not matter, nor on which sheet a ref stands."""

    def move(book):
        book.move_sheet("Answers", -1)
        sheet, other = book["Answers"], book.create_sheet("Policy")
        first = row_of(book, "M-GOV-01")
        for row in range(first, sheet.max_row + 1):
            for column in "ADEFGH":
                other[f"{column}{row}"].value = sheet[f"{column}{row}"].value
        sheet.delete_rows(first, sheet.max_row)

    path = returned(move)

    submission, issues = read_return(path, FORMS)
    assert () == issues
    assert submission is not None
    assert "Policy" == submission.site["M-GOV-01"].place.sheet
    assert "120" == next(iter(submission.corridors.values()))["M-PRO-03"].value


@pytest.mark.parametrize(
    ("pasted", "value", "codes"),
    [
        (" Pública\u00a0", "public", []),
        ("PUBLIC", "public", []),
        ("Public, since 2020", "", ["S204"]),
        ("Draft\nPublic", "", ["S204"]),
        (2, "", ["S204"]),
        (True, "", ["S204"]),
        (date(2025, 3, 4), "", ["S204"]),
    ],
)
def test_what_is_pasted_over_a_dropdown_is_read_or_told(returned, pasted, value, codes):
    """The rule of the cell is gone with it; the list of choices is not."""

    def paste(book):
        sheet = book["Answers"]
        sheet.data_validations.dataValidation = []
        cell = input_cells(book)["M-GOV-01"]
        cell.value, cell.style = pasted, "Normal"

    path = returned(paste)

    answers, found = read(path)
    assert value == answers["M-GOV-01"]
    assert [(code, cell_of(path, "M-GOV-01")) for code in codes] == found


def test_merged_answers_count_for_the_first_only(returned):
    """Nobody can know whether one answer is meant for three; the others are told."""

    def merge(book):
        row = row_of(book, "M-DD-02")
        book["Answers"].merge_cells(f"D{row}:D{row + 2}")

    path = returned(merge)

    submission, (issue,) = read_return(path, FORMS)
    cell = cell_of(path, "M-DD-02")
    assert ("S224", cell) == (issue.code, issue.place.cell)
    assert f"{cell}:D{int(cell[1:]) + 2}" in issue.message
    assert "M-DD-03, M-DD-04" in issue.message
    assert submission is not None
    assert ["answered", "invalid", "invalid"] == [
        submission.site[name].given for name in ("M-DD-02", "M-DD-03", "M-DD-04")
    ]


@pytest.mark.parametrize("left", ["A", "B", "C"])
def test_an_answer_under_the_words_left_of_it_is_told(returned, left):
    """What stands to the left is seen, the answer is not: it would be lost in silence."""

    def merge(book):
        row = row_of(book, "M-GOV-04")
        book["Answers"][f"D{row}"] = None  # as Excel leaves it
        book["Answers"].merge_cells(f"{left}{row}:D{row}")

    path = returned(merge)

    submission, issues = read_return(path, FORMS)
    assert submission is not None
    assert "S224" in [issue.code for issue in issues]
    assert "invalid" == submission.site["M-GOV-04"].given


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda sheet: sheet.insert_cols(1), "column E and the refs in column B"),
        (lambda sheet: sheet.insert_cols(3), "column E and the refs in column A"),
        (lambda sheet: sheet.delete_cols(3), "column C and the refs in column A"),
    ],
)
def test_columns_that_moved_are_told_once_and_nothing_is_read(returned, change, told):
    path = returned(lambda book: change(book["Answers"]))

    submission, (issue,) = read_return(path, FORMS)

    assert (None, "S250", True) == (submission, issue.code, issue.blocking)
    assert told in issue.message
    assert "Answers" == issue.place.sheet


def test_merged_lines_of_one_question_make_it_unreadable(returned):
    """Whether a line below is ticked cannot be seen."""

    def merge(book):
        row = row_of(book, "M-GOV-02/fee")
        book["Answers"].merge_cells(f"D{row}:D{row + 2}")

    submission, (issue,) = read_return(returned(merge), FORMS)

    assert "S224" == issue.code
    assert "M-GOV-02/medical, M-GOV-02/none" in issue.message
    assert submission is not None
    assert "invalid" == submission.site["M-GOV-02"].given


def test_evidence_merged_over_several_questions_is_told(returned):
    """It is kept for the first and missing for the others."""

    def merge(book):
        row = row_of(book, "M-DD-02")
        book["Answers"][f"F{row}"] = "manual.pdf"
        book["Answers"][f"H{row}"] = "R. Buyer"
        book["Answers"].merge_cells(f"F{row}:F{row + 1}")

    path = returned(merge)

    submission, (issue,) = read_return(path, FORMS)
    assert ("S224", f"F{cell_of(path, 'M-DD-02')[1:]}") == (
        issue.code,
        issue.place.cell,
    )
    assert submission is not None
    assert ["manual.pdf", ""] == [
        submission.site[name].evidence for name in ("M-DD-02", "M-DD-03")
    ]


def test_an_answer_that_spreads_over_its_comment_is_an_answer(returned):
    """A merge within the row leaves nothing unread."""

    def merge(book):
        row = row_of(book, "M-DD-04")
        book["Answers"].merge_cells(f"D{row}:H{row}")

    answers, found = read(returned(merge))

    assert [] == found
    assert "A system" == answers["M-DD-04"]


def test_a_value_under_a_merge_is_not_read(returned):
    """Nobody sees it: not Excel leaves such a value, but other programs do."""

    def merge(book):
        sheet = book["Answers"]
        row = row_of(book, "M-DD-04")
        sheet.merge_cells(f"B{row}:D{row}")
        sheet._cells[row, 4] = openpyxl.cell.Cell(sheet, row, 4, "unseen")

    path = returned(merge, {"M-DD-04": None})

    submission, (issue,) = read_return(path, FORMS)
    assert "S224" == issue.code
    assert submission is not None
    assert ("invalid", "") == (
        submission.site["M-DD-04"].given,
        submission.site["M-DD-04"].raw,
    )


def _hide_rows(book):
    for ref in ("M-DD-03", "M-DD-04"):
        book["Answers"].row_dimensions[row_of(book, ref)].hidden = True


def _hide_column(book):
    book["Answers"].column_dimensions["D"].hidden = True


def _hide_sheet(book):
    book["Answers"].sheet_state = "hidden"


@pytest.mark.parametrize(
    ("hide", "first", "number"),
    [
        (_hide_rows, "M-DD-03", 2),
        (_hide_column, "M-PRO-01", 13),
        (_hide_sheet, "M-PRO-01", 13),
    ],
)
def test_hidden_answers_are_read_and_told(returned, hide, first, number):
    """By a filter, or to hide something: somebody should look."""
    path = returned(hide)

    submission, (issue,) = read_return(path, FORMS)
    assert ("S225", cell_of(path, first)) == (issue.code, issue.place.cell)
    assert ADVISORY == issue.severity
    assert f"({number})" in issue.message
    assert submission is not None
    assert "A system" == submission.site["M-DD-04"].value


def test_hidden_rows_without_an_answer_are_no_matter(returned):
    """People hide what does not apply to them."""
    path = returned(_hide_rows, {"M-DD-03": None, "M-DD-04": None})

    assert [] == read(path)[1]


@pytest.mark.parametrize(
    ("ref", "written", "value"),
    [
        ("M-PRO-01", "２５０", "250"),
        ("M-PRO-01", "٢٥٠", "250"),
        ("M-PRO-01", "۲۵۰", "250"),
        ("M-PRO-01", "२५०", "250"),
        ("M-GOV-04", "１２．５", "12.5"),
        ("M-GOV-04", "٥٠٪", "50"),
        ("M-GOV-02/medical", "١", "fee medical"),
        ("M-DD-03", "２０２５／０１／０２", "2025-01-02"),
        ("supplier_id", "ＳＩＴＥ-०१", "SITE-01"),
        ("cycle", "٢٠٢٦", "2026"),
    ],
)
def test_digits_of_any_script_are_read(returned, ref, written, value):
    """Also in ids and cycles, which would be another organisation's or year's else."""
    answers, found = read(returned(lambda _: None, {ref: written}))

    assert [] == found
    assert value == answers[ref.partition("/")[0]]


@pytest.mark.parametrize(
    ("language", "ref", "written", "read_as"),
    [
        ("en", "M-PRO-01", "1,250,000", "1250000"),
        ("en", "M-PRO-01", "1.250", "S206"),
        ("es", "M-PRO-01", "1.250", "S206"),
        ("es", "M-GOV-04", "12,50", "12.5"),
        ("es", "M-GOV-04", "1.250,50", "S212"),
        ("en", "M-DD-03", "31/12/2024", "2024-12-31"),
        ("es", "M-DD-03", "31/12/2024", "2024-12-31"),
        ("es", "M-DD-03", "03/04/2025", "2025-04-03"),
        ("en", "M-DD-03", "03/04/2025", "S208"),
        ("es", "M-DD-03", "12/31/2024", "S207"),
    ],
)
def test_text_is_read_in_the_language_of_the_workbook(
    returned, language, ref, written, read_as
):
    """What the language leaves open is an issue, never a guess."""
    path = returned(lambda _: None, {ref: written}, language=language)

    answers, found = read(path)

    if read_as.startswith("S"):
        assert ([(read_as, cell_of(path, ref))], "") == (found, answers[ref])
    else:
        assert ([], read_as) == (found, answers[ref])


@pytest.mark.parametrize(
    "key",
    [
        *("M-GOV-01", "M-GOV-02/fee", "M-GOV-04", "M-DD-03", "M-DD-04"),
        *("M-GOV-01|comment", "M-GOV-01|evidence_date", "M-GOV-01|seen_by"),
    ],
)
@pytest.mark.parametrize(
    ("written", "code"), [("#N/A", "S215"), ("#REF!", "S215"), ("=D5*2", "S216")]
)
def test_a_formula_that_failed_is_not_a_blank(tmp_path, key, written, code):
    """Nor one that no program has computed: both are told with their cell."""
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    cell = cell_of(path, key)
    book = openpyxl.load_workbook(path)
    book["Answers"][cell] = written
    book.save(path)

    answers, found = read(path)

    assert [(code, cell)] == found
    ref = key.partition("/")[0]
    assert "|" in key or not answers[ref]


def test_a_block_with_nothing_but_a_failed_formula_is_not_left_out(returned):
    """Somebody wanted to answer there."""

    def write(book):
        input_cells(book)["M-PRO-03#2"].value = "=M5"

    path = returned(write)

    assert ("S216", cell_of(path, "M-PRO-03#2")) in read(path)[1]


def _double(book):
    book.copy_worksheet(book["Answers"]).title = "Copy"


@pytest.mark.parametrize(
    ("key", "both", "codes"),
    [
        ("M-GOV-01", ("Draft", "draft "), []),
        ("M-GOV-01", (None, "Draft"), []),
        ("M-GOV-01", ("Draft", None), []),
        ("M-GOV-01", ("Draft", "Public"), ["S222"]),
        ("M-GOV-01", ("#REF!", "Public"), ["S215"]),
        ("M-GOV-01", ("Draft", "#REF!"), ["S222"]),
        ("M-GOV-02/fee", ("Yes", "x"), []),
        ("M-GOV-02/fee", ("Yes", "No"), ["S222"]),
        ("M-GOV-02/fee", ("Yes", "perhaps"), ["S222"]),
        ("M-GOV-01|comment", ("One", None), []),
        ("M-GOV-01|comment", (None, "Two"), []),
        ("M-GOV-01|comment", ("One", "Two"), ["S222"]),
        ("M-GOV-01|evidence_date", (date(2025, 1, 1), "2025-01-01"), []),
        ("M-GOV-01|evidence_date", (date(2025, 1, 1), date(2025, 1, 2)), ["S222"]),
    ],
)
def test_a_doubled_row_counts_where_both_agree(returned, key, both, codes):
    """A blank one does not contradict; two meanings are told with both cells."""
    path = returned(_double)
    cell = cell_of(path, key)
    book = openpyxl.load_workbook(path)
    book["Answers"][cell].value, book["Copy"][cell].value = both
    book.save(path)

    _, issues = read_return(path, FORMS)

    assert [(code, cell) for code in codes] == [(i.code, i.place.cell) for i in issues]
    assert all(f"'Copy'!{cell}" in i.message for i in issues if i.code == "S222")


def test_the_second_of_two_rows_may_hold_the_answer(returned):
    """And with it what stands beside."""
    path = returned(_double)
    book = openpyxl.load_workbook(path)
    row = row_of(book, "M-DD-04")
    book["Answers"][f"D{row}"].value = None
    book["Copy"][f"E{row}"].value = "written on the copy"
    book.save(path)

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    answer = submission.site["M-DD-04"]
    assert ("A system", "written on the copy") == (answer.value, answer.comment)
    assert "Copy" == answer.place.sheet


def moved(name: str, *, repeated: bool, section: str):
    """The questionnaire of today, where a question stands elsewhere than it did."""
    question = replace(
        SUPPLIER[name], repeated=repeated, section=section, relevant=None
    )
    others = {n: q for n, q in SUPPLIER.questions.items() if n != name}
    sections = tuple(
        replace(
            one,
            questions=tuple(
                [n for n in one.questions if n != name]
                + ([name] if one.id == section else [])
            ),
        )
        for one in SUPPLIER.sections
    )
    return replace(SUPPLIER, sections=sections, questions={**others, name: question})


def test_an_older_form_is_read_by_its_refs(tmp_path):
    """A question that moved to another section keeps its answer."""
    today = moved("M-DD-04", repeated=False, section="profile")
    path = filled(tmp_path / "r.xlsx", COMPLETE)

    answers, found = read(path, {today.id: today})

    assert [] == found
    assert "A system" == answers["M-DD-04"]


def test_an_answer_for_a_corridor_is_none_for_the_site(tmp_path):
    """It is told as not read, and the question as not answered."""
    today = moved("M-PRO-03", repeated=False, section="profile")
    path = filled(tmp_path / "r.xlsx", COMPLETE)
    row = cell_of(path, "M-PRO-03#1")[1:]

    answers, found = read(path, {today.id: today})

    assert [("S221", None), ("S220", f"A{row}")] == found
    assert "" == answers["M-PRO-03"]


def test_rows_without_end_are_told_without_hints(returned):
    """Corridors that no workbook has, and refs that nobody knows: each with its cell."""

    def add(book):
        sheet = book["Answers"]
        for number in range(1, 111):
            sheet[f"A{100 + number}"] = f"M-GOV-0{number}9"
            sheet[f"D{100 + number}"] = "x"
        sheet["A300"], sheet["D300"] = "M-PRO-03#101", 5

    _, issues = read_return(returned(add), FORMS)

    assert {"S220"} == {one.code for one in issues}
    assert [f"A{n}" for n in (*range(101, 211), 300)] == [
        one.place.cell for one in issues
    ]
    assert 100 == sum("Did you mean" in one.message for one in issues)


def test_a_choice_that_is_gone_is_told(tmp_path):
    """The line of a choice that the questionnaire no longer has."""
    question = SUPPLIER["M-GOV-02"]
    today = replace(
        SUPPLIER,
        questions={
            **SUPPLIER.questions,
            "M-GOV-02": replace(question, choices=question.choices[1:]),
        },
    )
    answers = {**COMPLETE, "M-GOV-02/medical": "Yes"}
    path = filled(tmp_path / "r.xlsx", answers)
    row = cell_of(path, "M-GOV-02/fee")[1:]

    found, issues = read(path, {today.id: today})

    assert [("S220", f"A{row}")] == issues
    assert "medical" == found["M-GOV-02"]


def test_only_the_questions_of_its_form_are_asked(tmp_path):
    """A short return has no answers to the questions of the full form."""
    questions = {
        name: replace(question, form="full" if name == "M-DD-04" else "short")
        for name, question in SUPPLIER.questions.items()
    }
    both = replace(SUPPLIER, questions=questions)
    answers = {k: v for k, v in COMPLETE.items() if k != "M-DD-04"}
    path = filled(tmp_path / "r.xlsx", answers, both, form="short")

    submission, issues = read_return(path, {both.id: both})

    assert () == issues
    assert submission is not None
    assert ("short", False) == (submission.form, "M-DD-04" in submission.site)


def test_what_is_hidden_by_other_answers_does_not_apply(tmp_path):
    """So that completeness counts only what was to be answered."""
    answers = {**COMPLETE, "M-GOV-01": "No policy", "M-GOV-02/fee": None}
    path = filled(tmp_path / "r.xlsx", answers)

    submission, issues = read_return(path, FORMS)

    assert () == issues
    assert submission is not None
    assert ["M-GOV-02"] == [
        name for name, answer in submission.site.items() if not answer.applies
    ]


def test_the_whole_text_of_a_cell_is_kept(returned):
    """A message quotes the beginning; the answer keeps all of it."""
    text = "Aproved " * 20

    path = returned(lambda _: None, {"M-GOV-01": text})

    submission, (issue,) = read_return(path, FORMS)
    assert submission is not None
    assert text == submission.site["M-GOV-01"].raw
    assert text not in issue.message


def test_a_sheet_whose_refs_were_deleted_is_told(returned):
    """Else all its answers would be gone, and its questions only missing."""
    path = returned(lambda book: book["Answers"].delete_cols(1))

    submission, issues = read_return(path, FORMS)

    (lost,) = (one for one in issues if one.code == "S254")
    assert (None, True) == (submission, lost.blocking)
    assert ("Answers", "C") == (lost.place.sheet, (lost.place.cell or "")[0])


def test_a_sheet_of_somebodys_own_may_have_answers(returned):
    """All questions are there; what else stands in the workbook is theirs."""

    def change(book: Workbook) -> None:
        book.create_sheet("Notes")
        book["Notes"].append(["Question", "Answer"])
        book["Notes"].append(["Fine?", "Yes"])

    path = returned(change)

    assert [] == read(path)[1]
