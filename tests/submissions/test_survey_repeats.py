"""The rows of a repeat join the interview that they belong to."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from recruitcheck.issues import Issue
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions.survey_export import Interviews, read_survey_export
from tests.submissions.conftest import read_form, write_form
from tests.submissions.exporting import Central, Kobo, Table, XlsForm, read_xlsform
from tests.submissions.libreoffice import needs_libreoffice, save_again

TITLE = "Interviews of workers: jobs, homes and costs"
SHEET = "Interviews of workers_ jobs,..."  # as KoboToolbox cuts it
_BEFORE = """
begin_group | past | Past | विगत
"""
_JOBS = """
begin_repeat | corridors | Earlier jobs | अघिका काम
begin_group | job | Job | काम
select_one worker_countries | J-01 | Country of the job | देश | | | | | short | worker
decimal | J-02 | Paid for the job | तिरेको | ${J-01} != 'NPL' and ${W-PRO-01} = 'yes' | . >= 0 | | | short | worker
end_group
select_multiple sources | J-03 | How was it paid? | कसरी? | ${J-02} > 0 | | | | short | worker
calculate | cheap | | | | | | ${J-02} div ${W-FEE-01} | short
end_repeat
"""
_AFTER = """
text | J-04 | Bank of the loans | बैंक | selected(join(' ', ${J-03}), 'bank') | | | | short | worker
end_group
"""
_VISITS = """
begin_repeat | visits | Visits | भेट
text | remark | Remark | टिप्पणी
{jobs}
end_repeat
"""


def rows(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts)


AISHA: dict[str, Any] = {
    "supplier_id": "SITE-01",
    "destination": "MYS",
    "cycle": "2025",
    "interviewed_on": "2025-03-02",
    "W-PRO-01": "yes",
    "W-PRO-02": "NPL",
    "W-FEE-01": "3000",
    "J-04": "A bank",
}
NOBODY = {"supplier_id": "SITE-01", "destination": "MYS", "W-PRO-01": "no"}
QATAR = {"J-01": "BGD", "J-02": "1500", "J-03": "family bank"}
NEPAL = {"J-01": "NPL"}
FREE = {"J-01": "BGD", "J-02": "0"}
TOLD = [
    {**AISHA, "corridors": [QATAR, NEPAL, FREE]},
    {**NOBODY, "corridors": [FREE]},
    {**AISHA, "supplier_id": "SITE-02", "J-04": ""},
    {**AISHA, "supplier_id": "SITE-03", "J-04": "", "corridors": [FREE, {}]},
]
IDS = ["u1", "u2", "u3", "u4"]


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> tuple[Questionnaire, XlsForm]:
    """The form with a repeat and a question after it, as both sides know it."""
    path = tmp_path_factory.mktemp("jobs") / "jobs.xlsx"
    write_form(path, more=rows(_BEFORE, _JOBS, _AFTER), title=TITLE)
    return read_form(path), read_xlsform(path)


@pytest.fixture(scope="module")
def nested(
    jobs: tuple[Questionnaire, XlsForm], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Questionnaire, XlsForm]:
    """The same, but the server has another repeat around that one."""
    path = tmp_path_factory.mktemp("visits") / "jobs.xlsx"
    visits = _VISITS.format(jobs=_JOBS.strip())
    write_form(path, more=rows(_BEFORE, visits, _AFTER), title=TITLE)
    return jobs[0], read_xlsform(path)


def read(
    path: Path, form: Questionnaire
) -> tuple[Interviews, list[tuple[str, str | None, str]]]:
    interviews, issues = read_survey_export(path, form)
    assert interviews is not None, issues
    return interviews, [(one.code, one.place.sheet, one.message) for one in issues]


def values(interviews: Interviews, column: str) -> list[object]:
    found = interviews.table[column].astype(object)
    return found.where(found.notna(), None).tolist()


def answers(interviews: Interviews) -> pd.DataFrame:
    return interviews.table.drop(columns=["file", "sheet", "row"])


KOBO = [
    Kobo(language, groups, multiple, typed=multiple == "both", hxl=bool(groups))
    for language in ("", "English (en)", "Nepali (ne)")
    for groups in ("", "/")
    for multiple in ("summary", "details", "both")
]
CENTRAL = [Central(split, paths) for split in (False, True) for paths in (False, True)]


@pytest.mark.parametrize("server", [*KOBO, *CENTRAL], ids=repr)
def test_a_repeat_is_read_from_its_own_sheet_or_file(
    server: Kobo | Central, jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """All its rows, in their order; conditions are those of the row."""
    interviews, issues = read(save(server, jobs[1], TOLD, tmp_path), jobs[0])

    assert [] == issues
    assert ["SITE-01", "SITE-02", "SITE-03"] == values(interviews, "supplier_id")
    assert ["BGD NPL BGD", None, "BGD"] == values(interviews, "J-01")
    assert ["1500 0", None, "0"] == values(interviews, "J-02")
    assert ["family bank", None, None] == values(interviews, "J-03")
    # 1500 / 3000 and 0 / 3000, one for each row where both are known.
    assert ["0.5 0", None, "0"] == values(interviews, "cheap")
    assert ["A bank", None, None] == values(interviews, "J-04")
    asked = interviews.asked
    assert [True, False, True] == asked["J-01"].tolist()
    assert [True, False, False] == asked["J-03"].tolist()
    assert [True, False, False] == asked["J-04"].tolist()
    first, _ = read(save(KOBO[0], jobs[1], TOLD, tmp_path), jobs[0])
    pd.testing.assert_frame_equal(answers(first), answers(interviews))
    pd.testing.assert_frame_equal(first.asked, interviews.asked)


def save(
    server: Kobo | Central,
    form: XlsForm,
    told: Sequence[Mapping[str, Any]],
    folder: Path,
) -> Path:
    if isinstance(server, Kobo):
        tables = server.tables(form, told, IDS[: len(told)])
        return server.save_xlsx(tables, folder / "export.xlsx")
    tables = server.tables(form, told, IDS[: len(told)])
    return server.save_zip(tables, folder / "export.zip")


@pytest.mark.parametrize("server", [Kobo(), Kobo(groups="/"), Central()], ids=repr)
def test_a_repeat_inside_another_one_joins_the_same_interview(
    server: Kobo | Central, nested: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """Its rows name rows of the other sheet, which is told not to be read."""
    told = [
        {**AISHA, "visits": [{"corridors": [QATAR]}, {"corridors": [NEPAL, FREE]}]},
        {**AISHA, "supplier_id": "SITE-02", "J-04": "", "visits": [{}]},
        {**AISHA, "supplier_id": "SITE-03", "visits": [{"corridors": [QATAR]}]},
    ]

    interviews, issues = read(save(server, nested[1], told, tmp_path), nested[0])

    assert ["BGD NPL BGD", None, "BGD"] == values(interviews, "J-01")
    name = "visits" if isinstance(server, Kobo) else "test-interview-visits.csv"
    assert ["S323"] == [code for code, *_ in issues]
    assert f"not read (1): '{name}'." in issues[0][2]


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_an_export_that_was_saved_again_reads_the_same(
    ending: str, jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """By LibreOffice, in each of its formats."""
    path = save(Kobo(typed=True, hxl=True), jobs[1], TOLD, tmp_path)

    before, _ = read(path, jobs[0])
    after, issues = read(save_again(path, tmp_path, ending), jobs[0])

    assert [] == issues
    pd.testing.assert_frame_equal(answers(before), answers(after))


def kobo_tables(form: XlsForm) -> dict[str, Table]:
    return Kobo(multiple="summary").tables(form, TOLD, IDS)


def changed(table: Table, heading: str, row: int, cell: str) -> None:
    table[row][table[0].index(heading)] = cell


def read_tables(
    tables: Mapping[str, Table], form: Questionnaire, folder: Path
) -> tuple[Interviews, list[tuple[str, str | None, str]]]:
    return read(Kobo().save_xlsx(tables, folder / "export.xlsx"), form)


def test_a_row_that_belongs_to_nobody_is_told(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """A number or a table that is not there, or no number at all."""
    tables = kobo_tables(jobs[1])
    changed(tables["corridors"], "_parent_index", 1, "99")
    changed(tables["corridors"], "_parent_index", 2, "")
    changed(tables["corridors"], "_parent_table_name", 3, "visits")

    interviews, issues = read_tables(tables, jobs[0], tmp_path)

    message = (
        "Rows of a repeat that belong to no interview of this file, left out (3):"
        " row 2, row 3, row 4."
    )
    assert ("S324", "corridors", message) in issues
    assert [None, None, "BGD"] == values(interviews, "J-01")


def test_where_exports_were_put_together_a_number_says_nothing(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """Two interviews have number 1: the rows that name it belong to nobody."""
    tables = kobo_tables(jobs[1])
    changed(tables[TITLE], "_index", 3, "1")

    interviews, issues = read_tables(tables, jobs[0], tmp_path)

    assert "S324" in [code for code, *_ in issues]
    assert [None, None, "BGD"] == values(interviews, "J-01")


PROJECT = "Interviews at the sites: Penang and Johor, 2026"


@pytest.mark.parametrize(
    ("name", "sheet"),
    [
        (TITLE, "Renamed"),
        (PROJECT, PROJECT),
        ("A/B [2026]", "A/B [2026]"),
        (SHEET, SHEET),
        ("", SHEET),
    ],
)
def test_the_sheet_of_the_interviews_has_several_names(
    name: str, sheet: str, jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """The title of form or project, in full or cut, or none."""
    tables = kobo_tables(jobs[1])
    for row in range(1, len(tables["corridors"])):
        changed(tables["corridors"], "_parent_table_name", row, name)

    interviews, issues = read_tables(
        {sheet: tables[TITLE], "corridors": tables["corridors"]}, jobs[0], tmp_path
    )

    assert [] == issues
    assert ["BGD NPL BGD", None, "BGD"] == values(interviews, "J-01")


def test_sheets_that_point_at_each_other_lead_nowhere(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """Neither does one that points at itself."""
    tables = kobo_tables(jobs[1])
    own = ["_index", "_parent_table_name", "_parent_index"]
    tables["visits"] = [own, ["1", "corridors", "1"], ["2", "visits", "2"]]
    for row in range(1, len(tables["corridors"])):
        changed(tables["corridors"], "_parent_table_name", row, "visits")

    interviews, issues = read_tables(tables, jobs[0], tmp_path)

    assert ["S323", "S324", "S316"] == [code for code, *_ in issues]
    assert [None, None, None] == values(interviews, "J-01")


def test_an_export_without_the_numbers_cannot_be_joined(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """The columns of the server were left out of the sheet of the interviews."""
    tables = kobo_tables(jobs[1])
    at = tables[TITLE][0].index("_index")
    tables[TITLE] = [row[:at] for row in tables[TITLE]]

    _, issues = read_tables(tables, jobs[0], tmp_path)

    assert ["S324", "S316"] == [code for code, *_ in issues]


def test_a_repeat_without_interviews_belongs_to_nobody(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """The sheet of the interviews has a heading only."""
    tables = kobo_tables(jobs[1])
    tables[TITLE] = tables[TITLE][:1]

    interviews, issues = read_tables(tables, jobs[0], tmp_path)

    assert ["S322", "S324"] == [code for code, *_ in issues]
    assert 0 == len(interviews)


def test_an_interview_that_stands_twice_has_its_repeat_once(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """Two exports of ODK Central put together, row by row."""
    tables = Central().tables(jobs[1], TOLD[:1], IDS)
    doubled = {name: [*table, *table[1:]] for name, table in tables.items()}
    path = Central().save_zip(doubled, tmp_path / "export.zip")

    interviews, issues = read(path, jobs[0])

    assert {"S307"} == {code for code, *_ in issues}
    assert ["BGD NPL BGD"] == values(interviews, "J-01")


def test_what_is_wrong_in_a_repeat_is_told_with_its_sheet(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """Its columns, its answers, and answers where the row does not ask."""
    told = [{**AISHA, "J-04": "", "corridors": [{**NEPAL, "J-02": "5"}, NEPAL]}]
    tables = Kobo(multiple="summary").tables(jobs[1], told, IDS)
    tables["corridors"][0][0] = "J-00"
    tables["corridors"][0] += ["J-01", "supplier_id", "name"]
    for row in tables["corridors"][1:]:
        row += ["NLP", "SITE-01", "Sita Rai"]
    path = Kobo().save_xlsx(tables, tmp_path / "export.xlsx")

    interviews, issues = read_survey_export(path, jobs[0])

    assert interviews is not None
    assert [("S305", "corridors"), ("S312", "corridors"), ("S312", "corridors")] == [
        (one.code, one.place.sheet) for one in issues
    ]
    assert "(3): 'J-00', 'supplier_id', 'name'." in issues[0].message
    assert [None] == values(interviews, "J-01")
    # Nobody knows the country: so it is not Nepal, and the amount counts.
    assert ["5"] == values(interviews, "J-02")
    assert "Sita" not in told_in(issues) + interviews.table.to_csv()


def told_in(issues: Sequence[Issue]) -> str:
    return "\n".join(map(str, issues))


def test_one_row_a_respondent_needs_no_sheet_for_the_repeat(
    jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """A plain table has its columns beside the others."""
    told = AISHA | QATAR
    path = tmp_path / "plain.csv"
    path.write_text(",".join(told) + "\n" + ",".join(told.values()) + "\n")

    interviews, issues = read(path, jobs[0])

    assert ["S306"] == [code for code, *_ in issues]
    assert ["BGD"] == values(interviews, "J-01")
    assert ["family bank"] == values(interviews, "J-03")
    assert [0.5] == values(interviews, "cheap")


def test_a_sheet_that_no_question_needs_is_named(
    form: Questionnaire, jobs: tuple[Questionnaire, XlsForm], tmp_path: Path
) -> None:
    """The form as the questionnaire knows it has no repeat."""
    tables = kobo_tables(jobs[1])
    path = Kobo().save_xlsx(tables, tmp_path / "export.xlsx")
    book = openpyxl.load_workbook(path)
    book.create_sheet("Cover", 0).append(["Export", "of", "interviews"])
    book.create_sheet("empty")
    book.save(path)

    interviews, issues = read(path, form)

    assert 3 == len(interviews)
    (message,) = [text for code, _, text in issues if code == "S323"]
    assert message.endswith("not read (2): 'Cover', 'corridors'.")
