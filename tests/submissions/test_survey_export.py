"""What an export says is read the same, however a server wrote it."""

import hashlib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.errors import UsageError
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.questionnaire import Choice, Questionnaire
from recruitcheck.submissions.survey_answers import AnswerReader
from recruitcheck.submissions.survey_export import (
    Interviews,
    join_interviews,
    read_survey_export,
)
from recruitcheck.submissions.survey_issues import Fault
from tests.submissions.conftest import Save, Table, as_export, csv_bytes, save_xlsx

ENGLISH, NEPALI = "English (en)", "Nepali (ne)"

AISHA = {
    "supplier_id": "SITE-01",
    "destination": "MYS",
    "cycle": "2025",
    "interviewed_on": "2025-03-02",
    "W-PRO-01": "yes",
    "W-PRO-02": "NPL",
    "W-PRO-04": "24",
    "pay_currency": "MYR",
    "cost_currency": "MYR",
    "W-CON-06": "1500",
    "W-FEE-01": "3750.5",
    "W-DEBT-01": "family bank",
    "W-DEBT-06": "2024-11-30",
    "W-PAY-04": "48",
    "W-DOC-01": "me",
}
BINOD = AISHA | {
    "supplier_id": "SITE-02",
    "destination": "QAT",
    "W-PRO-02": "BGD",
    "W-PRO-04": "dk",
    "W-FEE-01": "0",
    "W-DEBT-01": "",
    "W-DEBT-06": "",
    "W-DOC-01": "dk",
}
CHEN = AISHA | {
    "W-PRO-04": "",
    "W-CON-06": "",
    "W-DEBT-01": "dk",
    "W-DEBT-06": "",
    "W-DOC-01": "employer",
}
THREE = [AISHA, BINOD, CHEN]


def read(
    path: Path, form: Questionnaire
) -> tuple[Interviews, list[tuple[str, str | None]]]:
    """The interviews, and code and cell of each issue."""
    interviews, issues = read_survey_export(path, form, shown_as=path.name)
    assert interviews is not None, issues
    return interviews, [(one.code, one.place.cell) for one in issues]


def answers(interviews: Interviews) -> pd.DataFrame:
    """The table without the columns that say where each row stood."""
    return interviews.table.drop(columns=["file", "sheet", "row"])


def values(interviews: Interviews, column: str) -> list[object]:
    found = interviews.table[column].astype(object)
    return found.where(found.notna(), None).tolist()


SHAPES: dict[str, dict[str, str]] = {
    "names": {},
    "names in groups": {"groups": "/"},
    "names in groups as ODK Central joins them": {"groups": "-", "multiple": "split"},
    "choices in columns of their own": {"multiple": "split"},
    "choices both ways": {"multiple": "both", "groups": "/"},
    "English labels": {"headings": ENGLISH, "answers": ENGLISH},
    "Nepali labels": {"headings": NEPALI, "answers": NEPALI, "multiple": "both"},
    "labels in groups": {"headings": ENGLISH, "groups": "/", "multiple": "split"},
    "names above Nepali answers": {"answers": NEPALI},
}


@pytest.mark.parametrize("how", SHAPES.values(), ids=SHAPES)
def test_the_same_interviews_give_the_same_table_in_every_shape(
    how: dict[str, str], form: Questionnaire, save_csv: Save, tmp_path: Path
) -> None:
    """Text, typed workbook, comma, semicolon and byte order mark change nothing."""
    plain, _ = read(save_csv(as_export(THREE, form), "plain.csv"), form)
    table = as_export(THREE, form, **how)

    files = [
        save_csv(table, "comma.csv"),
        save_csv(table, "semicolon.csv", delimiter=";", encoding="utf-8-sig"),
        save_csv(table, "tab.csv", delimiter="\t", encoding="utf-16"),
        save_xlsx(table, tmp_path / "text.xlsx"),
        save_xlsx(table, tmp_path / "typed.xlsx", typed=True),
    ]

    for path in files:
        interviews, issues = read(path, form)
        assert [] == issues
        pd.testing.assert_frame_equal(answers(plain), answers(interviews))


def test_answers_are_kept_as_the_form_stores_them(
    form: Questionnaire, save_csv: Save
) -> None:
    """Names of choices, plain numbers, ISO dates; null for blank; dk stays dk."""
    interviews, _ = read(save_csv(as_export(THREE, form)), form)

    assert ["SITE-01", "SITE-02", "SITE-01"] == values(interviews, "supplier_id")
    assert ["NPL", "BGD", "NPL"] == values(interviews, "origin")
    assert ["24", "dk", None] == values(interviews, "W-PRO-04")
    assert ["3750.5", "0", "3750.5"] == values(interviews, "W-FEE-01")
    assert ["family bank", None, "dk"] == values(interviews, "W-DEBT-01")
    assert ["2024-11-30", None, None] == values(interviews, "W-DEBT-06")
    assert ["me", "dk", "employer"] == values(interviews, "W-DOC-01")
    assert ["me", "employer", "dk"] == list(interviews.table["W-DOC-01"].cat.categories)


def test_the_table_begins_with_what_an_interview_is_known_by(
    form: Questionnaire, save_csv: Save
) -> None:
    """Then come all questions of the form, the calculated ones in their place, and at
    last how the interview was made."""
    interviews, _ = read(save_csv(as_export(THREE, form), "kobo.csv"), form)

    first = ["file", "sheet", "row", "instance", "supplier_id", "origin"]
    keys = [*first, "destination", "cycle", "interviewed_on"]
    others = [q.id for q in form if q.kind != "note" and q.id not in keys]
    made = ["interview_minutes", "interviewer"]
    assert [*keys, *others, *made] == list(interviews.table.columns)
    assert ["kobo.csv"] * 3 == values(interviews, "file")
    assert [2, 3, 4] == values(interviews, "row")
    assert ("test-interview", "1", form.hash) == (
        interviews.questionnaire,
        interviews.version,
        interviews.questionnaire_hash,
    )


def test_a_calculation_is_worked_out_here_whatever_the_file_says(
    form: Questionnaire, save_csv: Save
) -> None:
    """3750.5 / 1500 = 2.50033; 0 / 1500 = 0; unknown where the pay is unknown."""
    table = as_export(THREE, form)
    table = [[*row, "rci" if at == 0 else "99"] for at, row in enumerate(table)]

    interviews, issues = read(save_csv(table), form)

    assert [] == issues
    assert [3750.5 / 1500, 0.0, None] == values(interviews, "rci")
    assert "float64" == interviews.table["rci"].dtype


def test_a_calculation_without_a_formula_is_no_question(
    form: Questionnaire, save_csv: Save
) -> None:
    """Nobody answers it and nothing works it out."""
    empty = replace(form["rci"], calculation=None)
    without = replace(form, questions={**form.questions, "rci": empty})

    interviews, issues = read(save_csv(as_export(THREE, form)), without)

    assert [] == issues
    assert "rci" not in interviews.table
    assert "rci" not in interviews.asked


def test_an_interview_without_consent_is_counted_and_nothing_else(
    form: Questionnaire, save_csv: Save
) -> None:
    """Not even what is wrong in it is told."""
    refused = {**AISHA, "W-PRO-01": "no", "supplier_id": "REFUSED", "W-FEE-01": "Ali"}
    blank = {"supplier_id": "SITE-09", "W-PRO-01": "no"}

    path = save_csv(as_export([refused, BINOD, blank], form))
    interviews, issues = read(path, form)

    assert (2, 3) == (interviews.refused, interviews.received)
    assert ["SITE-02"] == values(interviews, "supplier_id")
    assert ["SITE-02"] == list(interviews.table["supplier_id"].cat.categories)
    assert [("S310", None)] == issues


def test_case_and_stray_spaces_do_not_matter(
    form: Questionnaire, save_csv: Save
) -> None:
    """Neither in headings nor in names or labels of choices."""
    told = {
        "w-pro-01": " YES",
        "  Supplier   id ": "SITE-01 ",
        "Destination": "malaysia ",
        "WHERE do you come from? ": "npl",
        "w-debt-01": "BANK   family  OR friends",
        "W-FEE-01": " 100 ",
    }
    interviews, issues = read(save_csv([list(told), list(told.values())]), form)

    assert ["S306"] == [code for code, _ in issues]
    assert ["SITE-01"] == values(interviews, "supplier_id")
    assert ["MYS"] == values(interviews, "destination")
    assert ["NPL"] == values(interviews, "origin")
    assert ["family bank"] == values(interviews, "W-DEBT-01")


@pytest.mark.parametrize(
    ("told", "number"),
    [
        ("100", "100"),
        ("100.50", "100.5"),
        ("+7", "7"),
        ("-0.0", "0"),
        (".5", "0.5"),
        ("1.5E+3", "1500"),
        ("0.00001", "0.00001"),
        ("१२", "12"),  # Devanagari digits
        ("Do not know", "dk"),
        ("PNS", "pns"),
        ("n/a", None),
    ],
)
def test_numbers_are_written_plainly(
    told: str, number: str | None, form: Questionnaire, save_csv: Save
) -> None:
    """One number is one text, so that equal answers are equal."""
    path = save_csv(as_export([AISHA | {"W-CON-06": told}], form))

    assert [number] == values(read(path, form)[0], "W-CON-06")


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ("2024-11-30T23:10:00.000+05:45", "2024-11-30"),
        ("2024-11-30 00:00:00", "2024-11-30"),
        ("2024-11", "2024-11-01"),
    ],
)
def test_dates_are_days(
    told: str, day: str, form: Questionnaire, save_csv: Save
) -> None:
    """A time of day is left out, a month without a day is its first day."""
    path = save_csv(as_export([AISHA | {"W-DEBT-06": told}], form))

    assert [day] == values(read(path, form)[0], "W-DEBT-06")


def test_cells_of_a_workbook_are_read_as_a_text_export_would_write_them(
    form: Questionnaire, tmp_path: Path
) -> None:
    """Truth values, whole decimals and dates with a time of day."""
    table: list[list[Any]] = [*as_export([AISHA], form, multiple="split")]
    cells = {
        "W-DEBT-01/savings": True,
        "W-DEBT-01/family": False,
        "W-CON-06": 1500.0,
        "W-DEBT-06": datetime(2024, 11, 30, 23, 10, tzinfo=None),
    }
    table[1] = [cells.get(at, it) for at, it in zip(*table, strict=True)]
    interviews, issues = read(save_xlsx(table, tmp_path / "export.xlsx"), form)

    assert [] == issues
    assert ["savings bank"] == values(interviews, "W-DEBT-01")
    assert ["1500"] == values(interviews, "W-CON-06")
    assert ["2024-11-30"] == values(interviews, "W-DEBT-06")


def test_a_condition_may_speak_of_no_question(
    form: Questionnaire, save_csv: Save
) -> None:
    """`false()` switches a question off."""
    never = replace(form["W-DOC-01"], relevant=parse_expression("false()"))
    off = replace(form, questions={**form.questions, "W-DOC-01": never})

    interviews, issues = read(save_csv(as_export(THREE, form)), off)

    assert [("S316", None)] == issues
    assert [None, None, None] == values(interviews, "W-DOC-01")


def test_nothing_that_no_question_maps_is_kept_or_printed(
    form: Questionnaire, save_csv: Save
) -> None:
    """Columns of the server pass without a word; others are told by their heading."""
    server = "start,end,today,_id,_uuid,_submission_time,__version__,meta/instanceID"
    added = [*server.split(","), "Worker's name", "Phone"]
    table = as_export([AISHA], form)
    table[0] += added
    table[1] += ["x"] * len(server.split(",")) + ["Sita Rai", "9801234567"]

    path = save_csv(table)
    interviews, issues = read_survey_export(path, form)

    assert interviews is not None
    assert ["S305"] == [one.code for one in issues]
    assert "(2)" in issues[0].message
    assert "'Worker's name', 'Phone'" in issues[0].message
    told = "\n".join(map(str, issues)) + interviews.table.to_csv()
    assert "Sita" not in told
    assert "9801234567" not in told


def test_a_sensitive_answer_or_free_text_is_never_quoted(
    form: Questionnaire, save_csv: Save
) -> None:
    """A message about it names the cell only."""
    told = {"W-DOC-01": "Mr Smith", "supplier_id": "Sita Rai", "interviewed_on": "Eid"}

    _, issues = read_survey_export(save_csv(as_export([AISHA | told], form)), form)

    codes = [one.code for one in issues]
    assert ["S315", "S314", "S311", "S309"] == codes
    assert not [one for one in issues if any(t in str(one) for t in told.values())]


def test_rows_are_numbered_as_excel_shows_them(
    form: Questionnaire, save_csv: Save, tmp_path: Path
) -> None:
    """Blank rows count; a cell of two lines is one row."""
    table = as_export([AISHA | {"cycle": "2025\nH1"}, {}, BINOD], form)
    table.append([" "] * len(table[0]))

    for path in (save_csv(table), save_xlsx(table, tmp_path / "export.xlsx")):
        interviews, _ = read(path, form)
        assert [2, 4] == values(interviews, "row")
        assert 2 == interviews.received


def test_the_sheet_with_the_most_questions_is_read(
    form: Questionnaire, tmp_path: Path
) -> None:
    """A cover and the sheet of a repeat stand beside it."""
    path = save_xlsx(as_export(THREE, form), tmp_path / "export.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Cover", 0).append(["Export", "of", "interviews"])
    book.create_sheet("repeat").append(["supplier_id", "_parent_index"])
    book.create_sheet("empty")
    book.save(path)

    interviews, issues = read(path, form)

    assert [("S323", None)] == issues
    assert ["Interviews"] * 3 == values(interviews, "sheet")


def test_a_file_is_known_by_its_name_and_its_hash(
    form: Questionnaire, save_csv: Save
) -> None:
    """The name is the one shown, the hash that of the bytes."""
    path = save_csv(as_export(THREE, form))

    interviews, _ = read_survey_export(path, form, shown_as="interviews/a.csv")

    assert interviews is not None
    (file,) = interviews.files
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    assert ("interviews/a.csv", digest, 3) == (file.file, file.hash, file.received)


def test_the_short_form_lacks_no_question(form: Questionnaire, save_csv: Save) -> None:
    """Questions of the full form are not missed where none of them was asked."""
    table = as_export([AISHA], form)
    short = [question.form == "short" for question in form.asked]
    table = [
        [cell for cell, asked in zip(row, short, strict=True) if asked] for row in table
    ]

    interviews, issues = read(save_csv(table), form)

    assert [] == issues
    assert [None] == values(interviews, "W-DOC-01")


def test_an_answer_that_the_form_hides_does_not_count(
    form: Questionnaire, save_csv: Save
) -> None:
    """Hidden in turn: without the loan from a bank, its day is not asked."""
    told = BINOD | {"W-DEBT-01": "bank", "W-DEBT-06": "2024-11-30"}

    interviews, issues = read(save_csv(as_export([told], form)), form)

    assert [None] == values(interviews, "W-DEBT-01")
    assert [None] == values(interviews, "W-DEBT-06")
    assert [("S316", None), ("S316", None)] == issues


def test_single_choices_fill_a_blank_column_of_all_choices(
    form: Questionnaire, save_csv: Save
) -> None:
    """Where both are filled and differ, the column of all choices counts."""
    table = as_export([AISHA, AISHA], form, multiple="both")
    at = table[0].index("W-DEBT-01")
    table[1][at], table[2][at] = "", "savings"

    interviews, issues = read(save_csv(table), form)

    assert ["family bank", "savings"] == values(interviews, "W-DEBT-01")
    assert "S317" in dict(issues)


def test_labels_count_only_if_there_is_one_way_to_cut_them(
    form: Questionnaire, save_csv: Save
) -> None:
    """'Friends' alone is no label, however near."""
    told = ["My savings Bank Family or friends", "My savings Friends"]
    table = as_export([AISHA | {"W-DEBT-01": one} for one in told], form)

    interviews, issues = read(save_csv(table), form)

    assert ["savings family bank", None] == values(interviews, "W-DEBT-01")
    assert ["S311", "S316"] == [code for code, _ in issues]


def with_ids(table: Table, *ids: str, name: str = "_uuid") -> Table:
    return [[*row, one] for row, one in zip(table, [name, *ids], strict=True)]


def test_an_interview_that_stands_twice_is_read_once(
    form: Questionnaire, save_csv: Save
) -> None:
    """The first one counts; a blank id is not an id."""
    table = with_ids(as_export([AISHA, BINOD, CHEN, CHEN], form), "u1", "u1", "", "")
    table = with_ids(table, "1", "2", "3", "3", name="_id")

    interviews, issues = read(save_csv(table), form)

    assert [("S307", "P3"), ("S307", "Q5")] == issues
    assert [2, 4] == values(interviews, "row")
    assert 4 == interviews.received


def test_a_rejected_interview_is_left_out(form: Questionnaire, save_csv: Save) -> None:
    """By the name or by the label of the mark."""
    marks = ["Approved", "Not Approved", "validation_status_not_approved"]
    table = with_ids(as_export(THREE, form), *marks, name="_validation_status")

    interviews, issues = read(save_csv(table), form)

    assert [("S308", None)] == issues
    assert [2] == values(interviews, "row")


MARKS = [
    ("_validation_status", "Not Approved"),
    ("_validation_status", "validation_status_not_approved"),
    ("ReviewState", "rejected"),
]


@pytest.mark.parametrize(("heading", "mark"), MARKS)
def test_a_rejected_interview_is_read_if_asked_for(
    heading: str, mark: str, form: Questionnaire, save_csv: Save
) -> None:
    """Then nothing is said of it."""
    table = with_ids(as_export(THREE, form), "", mark, "", name=heading)
    path = save_csv(table)

    without, issues = read(path, form)
    interviews, nothing = read_survey_export(path, form, include_rejected=True)

    assert interviews is not None
    assert ([2, 4], [("S308", None)]) == (values(without, "row"), issues)
    assert ([2, 3, 4], ()) == (values(interviews, "row"), nothing)


@pytest.mark.parametrize("mark", ["approved", "hasIssues", "edited", "On Hold"])
def test_no_other_mark_rejects(mark: str, form: Questionnaire, save_csv: Save) -> None:
    """An interview that somebody looks at still counts."""
    table = with_ids(as_export([AISHA], form), mark, name="ReviewState")

    interviews, issues = read(save_csv(table), form)

    assert ([], 1) == (issues, len(interviews))


def test_skipped_and_missing_answers_are_told_apart(
    form: Questionnaire, save_csv: Save
) -> None:
    """Asked and blank is missing; not shown, or without a column, was not asked."""
    table = [row[:-1] for row in as_export(THREE, form)]  # without W-DOC-01

    interviews, issues = read(save_csv(table), form)

    assert [("S306", None)] == issues
    asked = {name: flags.tolist() for name, flags in interviews.asked.items()}
    assert [True, True, True] == asked["W-PRO-04"]  # CHEN did not answer
    assert [True, False, True] == asked["W-DEBT-01"]  # BINOD paid nothing
    assert [True, False, False] == asked["W-DEBT-06"]  # only AISHA went to a bank
    assert [False, False, False] == asked["W-DOC-01"]
    assert [question.id for question in form.asked] == list(asked)


def test_interviews_are_selected_by_supplier_corridor_and_cycle(
    form: Questionnaire, save_csv: Save
) -> None:
    """What is not given selects all."""
    interviews, _ = read(save_csv(as_export(THREE, form)), form)

    def rows(**wanted: Any) -> list[int]:
        return list(interviews.of(**wanted)["row"])

    assert [2, 3, 4] == rows()
    assert [2, 4] == rows(supplier="SITE-01")
    assert [3] == rows(corridor=Corridor("BGD", "QAT"), cycle="2025")
    assert [] == rows(supplier="SITE-02", corridor=Corridor("NPL", "MYS"))


def test_splitting_a_file_and_joining_the_parts_changes_nothing(
    form: Questionnaire, save_csv: Save
) -> None:
    """The table of the parts is the table of the whole."""
    table = with_ids(as_export(THREE, form), "u1", "u2", "u3")
    whole, _ = read(save_csv(table), form)
    parts = [
        read(save_csv([table[0], row], f"{at}.csv"), form)[0]
        for at, row in enumerate(table[1:])
    ]

    joined, issues = join_interviews(parts)

    assert () == issues
    pd.testing.assert_frame_equal(answers(whole), answers(joined))
    pd.testing.assert_frame_equal(whole.asked, joined.asked)
    assert ["0.csv", "1.csv", "2.csv"] == [one.file for one in joined.files]
    assert 3 == joined.received == len(joined)


def test_an_interview_in_two_files_is_counted_once(
    form: Questionnaire, save_csv: Save
) -> None:
    """So is a refusal, if the server gave it an id that holds everywhere."""
    no = {"W-PRO-01": "no", "supplier_id": "SITE-01"}
    table = with_ids(as_export([AISHA, no, BINOD], form), "uuid:U1", "u2", "u3")
    first, _ = read(save_csv(table[:3], "march.csv"), form)
    second, _ = read(save_csv(table, "april.csv"), form)

    joined, issues = join_interviews([first, second])

    assert [("S321", "april.csv")] == [(one.code, one.place.file) for one in issues]
    assert ["SITE-01", "SITE-02"] == values(joined, "supplier_id")
    assert [True, False] == joined.asked["W-DEBT-01"].tolist()
    assert 1 == joined.refused


def test_numbers_of_one_server_do_not_tell_interviews_of_two_apart(
    form: Questionnaire, save_csv: Save
) -> None:
    """Interview 1 of one server is not interview 1 of another."""
    table = with_ids(as_export([AISHA], form), "1", name="_id")
    parts = [read(save_csv(table, name), form)[0] for name in ("a.csv", "b.csv")]

    joined, issues = join_interviews(parts)

    assert () == issues
    assert 2 == len(joined)


def test_interviews_by_different_forms_are_not_joined(
    form: Questionnaire, save_csv: Save
) -> None:
    """Their columns do not mean the same; nor is there a table of nothing."""
    interviews, _ = read(save_csv(as_export(THREE, form)), form)
    other, _ = read(save_csv(as_export(THREE, form)), form)
    other = replace(other, questionnaire_hash="another")

    for parts in ([interviews, other], []):
        with pytest.raises(ValueError, match="one questionnaire"):
            join_interviews(parts)


def test_a_form_that_asks_no_worker_for_consent_is_refused(
    form: Questionnaire, save_csv: Save
) -> None:
    """That is a mistake of the caller, not of the file. A note asks nothing."""
    only = replace(form, questions={"supplier_id": form["supplier_id"]})
    note = {**form.questions, "W-PRO-01": replace(form["W-PRO-01"], kind="note")}

    with pytest.raises(UsageError, match="has no question W-PRO-01, destination"):
        read_survey_export(save_csv("supplier_id"), only)
    with pytest.raises(UsageError, match=r"has no question W-PRO-01$"):
        read_survey_export(save_csv("supplier_id"), replace(form, questions=note))


@pytest.mark.parametrize(
    ("content", "codes"),
    [
        (b"", ["F103"]),
        (b"\n;;\n", ["F103"]),
        (b"%PDF-1.7", ["F117"]),
        (b"PK\x03\x04 cut off", ["F107"]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", ["F107"]),
        (b'W-PRO-01,"supplier_id\nyes,SITE-01\n', ["S301"]),
        (
            b'W-PRO-01,supplier_id,destination,W-PRO-02\nyes,"SITE-01,MYS,NPL\n',
            ["S306", "F116"],
        ),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    content: bytes, codes: list[str], form: Questionnaire, tmp_path: Path
) -> None:
    """With the issue of the file itself, never with an exception."""
    path = tmp_path / "export.csv"
    path.write_bytes(content)

    interviews, issues = read_survey_export(path, form)

    assert interviews is None
    assert codes == [one.code for one in issues]


def test_a_file_that_is_not_there_says_so(form: Questionnaire, tmp_path: Path) -> None:
    """A name typed wrong is no reason for an exception either."""
    interviews, issues = read_survey_export(tmp_path / "none.csv", form)

    assert interviews is None
    assert ["F101"] == [one.code for one in issues]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_other_encodings_are_read_too(
    encoding: str, form: Questionnaire, tmp_path: Path
) -> None:
    """As Excel saves them; a guess is told."""
    table = as_export([AISHA], form)
    table[0].append("café")
    table[1].append("")
    path = tmp_path / "export.csv"
    path.write_bytes(csv_bytes(table, delimiter=";", encoding=encoding))

    interviews, issues = read(path, form)

    assert ["SITE-01"] == values(interviews, "supplier_id")
    assert [None] == values(interviews, "sheet")
    guessed = {"cp1252": ["F113"], "utf-16": []}
    assert [*guessed[encoding], "S305"] == [code for code, _ in issues]


def test_a_first_line_for_excel_is_passed_over(
    form: Questionnaire, save_csv: Save
) -> None:
    """'sep=;' is what Excel needs and no heading."""
    text = csv_bytes(as_export(THREE, form), delimiter=";").decode()

    interviews, _ = read(save_csv(f"sep=;\n{text}"), form)

    assert 3 == len(interviews)


def test_an_id_of_an_interview_has_the_hyphen_of_keyboards(form, tmp_path):
    """Else the interview would belong to a site of which no return speaks."""
    told = [AISHA | {"supplier_id": "SITE\u201101"}]
    path = tmp_path / "export.csv"
    path.write_bytes(csv_bytes(as_export(told, form)))

    found, issues = read_survey_export(path, form)

    assert () == issues
    assert found is not None
    assert ["SITE-01"] == list(found.table["supplier_id"])


def test_a_choice_may_be_a_number_with_a_needless_decimal(form):
    """pandas writes 2.0 for the choice 2 where a column has blanks."""
    choices = (Choice("1", {ENGLISH: "Once"}), Choice("2", {ENGLISH: "Twice"}))
    read = AnswerReader.of(replace(form["W-DOC-01"], choices=choices)).read

    found = [read("2.0"), read("1"), read("1.5")]

    assert ["2", "1"] == found[:2]
    assert isinstance(found[2], Fault)


def test_a_label_may_lack_its_accents(form):
    """Unless another choice is called so."""
    choices = (
        Choice("a", {ENGLISH: "S\u00ed"}),
        Choice("b", {ENGLISH: "Pap\u00e1"}),
        Choice("c", {ENGLISH: "Papa"}),
    )
    read = AnswerReader.of(replace(form["W-DOC-01"], choices=choices)).read

    assert ["a", "c", "b"] == [read(text) for text in ("SI", "papa", "Pap\u00e1")]


@pytest.mark.parametrize("sign", ["\u200b", "\u00a0", "\ufeff"])
def test_a_heading_may_hold_signs_that_nobody_sees(form, tmp_path, sign):
    """And the hyphens of a word processor."""
    table = as_export([AISHA], form)
    table[0] = [f"{name}{sign}".replace("-", "\u2011") for name in table[0]]
    path = tmp_path / "export.csv"
    path.write_bytes(csv_bytes(table))

    found, issues = read_survey_export(path, form)

    assert () == issues
    assert found is not None


@pytest.mark.parametrize(
    ("told", "cycle"), [("2025.0", "2025"), ("2025", "2025"), ("2025-H2", "2025-H2")]
)
def test_a_cycle_or_an_id_may_be_a_number_with_a_needless_decimal(form, told, cycle):
    """As pandas writes it where the column has blanks; a sheet keeps no such thing."""
    assert cycle == AnswerReader.of(form["cycle"]).read(told)
