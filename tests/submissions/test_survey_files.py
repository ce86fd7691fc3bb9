"""Which files are exports, and what is said of those that are not or are hostile."""

import datetime as dt
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions import survey_parquet, survey_tables
from recruitcheck.submissions.survey_export import Interviews, read_survey_export
from tests.submissions.conftest import Save, as_export, csv_bytes, save_xlsx

WORKER = {
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


def codes(path: Path, form: Questionnaire) -> list[str]:
    """What is said of a file that cannot be used."""
    interviews, issues = read_survey_export(path, form)
    assert interviews is None
    return [one.code for one in issues]


def read(path: Path, form: Questionnaire) -> tuple[Interviews, list[str]]:
    interviews, issues = read_survey_export(path, form)
    assert interviews is not None, issues
    return interviews, [one.code for one in issues]


def values(interviews: Interviews, column: str) -> list[object]:
    found = interviews.table[column].astype(object)
    return found.where(found.notna(), None).tolist()


def save_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def answers(form: Questionnaire) -> bytes:
    return csv_bytes(as_export([WORKER], form))


def test_the_file_named_after_the_form_holds_the_interviews(
    form: Questionnaire, answers: bytes, tmp_path: Path
) -> None:
    """Else the one that belongs to no other; what a computer adds is passed over."""
    other = csv_bytes(as_export([WORKER] * 2, form))
    files = {
        "media/1741.jpg": b"\xff\xd8\xff",
        "__MACOSX/._Test-Interview.csv": b"\0\5\26\7",
        "export/._a.csv": b"\0\5\26\7",
        "empty.csv": b"",
        "a.csv": other,
        "export/Test-Interview.csv": answers,
        "b.csv": b"PARENT_KEY,W-PRO-01\nuuid:1,yes\n",
    }

    interviews, issues = read(save_zip(tmp_path / "export.zip", files), form)

    assert ["S323"] == issues
    assert ["export/test-interview.csv"] == values(interviews, "sheet")


def test_a_file_that_belongs_to_another_holds_no_interviews(
    form: Questionnaire, answers: bytes, tmp_path: Path
) -> None:
    """However many questions it has."""
    few = "W-PRO-01,supplier_id,destination,W-PRO-02,KEY\nyes,SITE-09,MYS,NPL,uuid:1\n"
    table = as_export([WORKER], form)
    table = [
        [*row, one] for row, one in zip(table, ["PARENT_KEY", "uuid:1"], strict=True)
    ]
    files = {"more.csv": csv_bytes(table), "few.csv": few.encode()}

    interviews, issues = read(save_zip(tmp_path / "export.zip", files), form)

    assert ["S306", "S323"] == issues
    assert ["SITE-09"] == values(interviews, "supplier_id")


def test_rows_of_a_repeat_alone_are_no_interviews(
    form: Questionnaire, tmp_path: Path
) -> None:
    """Somebody sent the wrong file of the archive."""
    path = tmp_path / "repeat.csv"
    path.write_text("W-FEE-01,PARENT_KEY,KEY\n1,uuid:1,uuid:1/a[1]\n")

    assert ["S302"] * 4 == codes(path, form)


def test_what_is_wrong_in_a_file_of_an_archive_is_told_with_its_name(
    form: Questionnaire, answers: bytes, tmp_path: Path
) -> None:
    """A guess about its encoding, or quotation marks that do not match."""
    guessed = answers.replace(b"2025,", b"2025\xe9,", 1)
    broken = answers + b'SITE-01,"MYS,2025\n'
    for content, code in ((guessed, "F113"), (broken, "F116")):
        path = save_zip(tmp_path / "export.zip", {"a.csv": content})

        _, issues = read_survey_export(path, form)

        assert (code, "a.csv") == (issues[0].code, issues[0].place.sheet)


BOMB = b"0" * 3_000_000


@pytest.mark.parametrize(
    ("files", "code"),
    [
        ({"notes.md": b"# no table"}, "F106"),
        ({"a.csv": b""}, "F106"),
        ({"../a.csv": b"W-PRO-01,supplier_id\n"}, "F108"),
        ({"a.csv": b"a,b\n", "A.CSV": b"a,b\n"}, "F108"),
        ({"a.csv": b"%PDF-1.7"}, "F117"),
        ({"a.csv": b"a\0b\0\0c\0d"}, "F112"),
        ({"a.csv": b'a,b\n"x"y,z\n'}, "S301"),
        ({"a.csv": b'"a"b,c\n'}, "F116"),
        ({"a.csv": b" , \n1,2\n"}, "S301"),
        ({"a.csv": BOMB, "b.csv": BOMB}, "F109"),
        ({f"{n}.csv": b"a" for n in range(50)}, "F109"),
    ],
)
def test_an_archive_that_cannot_be_used_says_why(
    files: dict[str, bytes],
    code: str,
    form: Questionnaire,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """No table in it, names that lead elsewhere, and more than anybody exports."""
    few = replace(survey_tables.PACKED, unpacked_bytes=5_000_000, parts=40)
    monkeypatch.setattr(survey_tables, "PACKED", few)

    assert [code] == codes(save_zip(tmp_path / "export.zip", files), form)


@pytest.mark.parametrize(
    ("size", "cells", "tags", "unpacked"),
    [
        (5_000, 300_000, 3_000_000, 64_000_000),
        (1_000_000, 2_000_000, 8_000_000, 80_000_000),
        (100_000_000, 3_000_000, 24_000_000, 400_000_000),
    ],
)
def test_a_small_file_may_not_unpack_to_a_large_survey(
    size: int, cells: int, tags: int, unpacked: int
) -> None:
    """2 cells, 8 tags and 80 bytes for each byte, and never less than for a return."""
    limits = survey_tables.packed_limits(size)

    assert (cells, tags, unpacked) == (
        limits.cells,
        limits.tags,
        limits.unpacked_bytes,
    )


def test_an_archive_that_was_damaged_says_so(
    form: Questionnaire, answers: bytes, tmp_path: Path
) -> None:
    """One byte of the content changed on its way."""
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr("a.csv", answers)
    path.write_bytes(path.read_bytes().replace(b"SITE-01", b"SITE-02", 1))

    assert ["F107"] == codes(path, form)


def test_a_workbook_without_cells_says_so(form: Questionnaire, tmp_path: Path) -> None:
    """Not even a heading."""
    path = tmp_path / "export.xlsx"
    openpyxl.Workbook().save(path)

    assert ["F111"] == codes(path, form)


def test_a_formula_that_was_never_worked_out_is_told(
    form: Questionnaire, tmp_path: Path
) -> None:
    """It is no blank; formulas in columns that nobody reads do not matter."""
    table: list[list[Any]] = [*as_export([WORKER] * 2, form)]
    at = table[0].index("W-CON-06")
    table[1][at] = "=J3*2"
    table[0].append("sum")
    table[1].append("=1+1")
    table.append(["=1+1"])
    path = save_xlsx(table, tmp_path / "export.xlsx")

    interviews, issues = read_survey_export(path, form)

    assert interviews is not None
    assert [None, "1500"] == values(interviews, "W-CON-06")
    assert 2 == interviews.received
    assert ("S329", "W-CON-06") == (issues[-1].code, issues[-1].place.label)
    assert "(1): J2." in issues[-1].message


def test_a_whole_number_may_have_decimals_inside_a_workbook(
    form: Questionnaire, tmp_path: Path
) -> None:
    """Some programs write 1500.0, and nobody sees it."""
    path = save_xlsx(as_export([WORKER], form), tmp_path / "export.xlsx", typed=True)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"<v>1500</v>", b"<v>1500.0</v>")

    interviews, issues = read(save_zip(path, parts), form)

    assert ([], ["1500"]) == (issues, values(interviews, "W-CON-06"))


TAGS = [
    (["#meta+id", "", "#country", " # indicator + num "], []),
    (["", "", "", " "], []),
    (["#meta", "2025", "", ""], ["S309"]),
    (["#1", "", "", ""], ["S309"]),
]


@pytest.mark.parametrize(("tags", "expected"), TAGS)
def test_a_row_of_tags_is_no_interview(
    tags: list[str], expected: list[str], form: Questionnaire, save_csv: Save
) -> None:
    """All that it holds are tags of the Humanitarian Exchange Language."""
    table = as_export([WORKER], form)
    tags = [*tags, *[""] * (len(table[0]) - len(tags))]
    path = save_csv([table[0], tags, table[1]])

    interviews, issues = read(path, form)

    assert (1 + len(expected), expected) == (interviews.received, issues)
    assert [3] == values(interviews, "row")


def test_a_file_of_tags_holds_no_interview(form: Questionnaire, save_csv: Save) -> None:
    """Nobody was heard yet."""
    table = as_export([], form)
    path = save_csv([table[0], ["#tag"] * len(table[0])])

    interviews, issues = read(path, form)

    assert (["S322"], 0) == (issues, len(interviews))


@pytest.mark.parametrize(
    ("most", "what"), [("_MOST_KEPT", "cells"), ("_MOST_TEXTS", "different texts")]
)
def test_more_than_memory_should_hold_is_refused(
    most: str,
    what: str,
    form: Questionnaire,
    save_csv: Save,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A hostile file could have a new text in every cell."""
    monkeypatch.setattr(survey_tables, most, 10)
    path = save_csv(as_export([WORKER], form))

    interviews, issues = read_survey_export(path, form)

    assert interviews is None
    assert ["F109"] == [one.code for one in issues]
    assert f"more than 10 {what}" in issues[0].message


# Parquet


def save_parquet(path: Path, **columns: Any) -> Path:
    """One interview, with these columns instead of its own."""
    told = {name: [cell] for name, cell in WORKER.items()}
    pq.write_table(pa.table(told | columns), path)
    return path


KINDS: list[tuple[Any, str, str | None]] = [
    (pa.array([24], pa.int8()), "W-PRO-04", "24"),
    (pa.array([24.0]), "W-PRO-04", "24"),
    (pa.array([float("nan")]), "W-PRO-04", None),
    (pa.array([None], pa.float32()), "W-PRO-04", None),
    (pa.array([None], pa.null()), "W-PRO-04", None),
    (pa.array([Decimal("1500.50")]), "W-CON-06", "1500.5"),
    (pa.array([Decimal("1500.00")]), "W-CON-06", "1500"),
    (pa.array([0.1]), "W-CON-06", "0.1"),
    (pa.array([dt.date(2024, 11, 30)]), "W-DEBT-06", "2024-11-30"),
    (
        pa.array([dt.datetime(2024, 11, 30, 23, 5)], pa.timestamp("ns")),
        "W-DEBT-06",
        "2024-11-30",
    ),
    (pa.array([" me "]).dictionary_encode(), "W-DOC-01", "me"),
    (pa.array(["employer"], pa.large_string()), "W-DOC-01", "employer"),
]


@pytest.mark.parametrize(("cells", "question", "answer"), KINDS)
def test_values_of_parquet_are_read_as_their_texts(
    cells: Any,
    question: str,
    answer: str | None,
    form: Questionnaire,
    tmp_path: Path,
) -> None:
    """Numbers, days, texts and categories; a null is a blank."""
    path = save_parquet(tmp_path / "plain.parquet", **{question: cells})

    interviews, issues = read(path, form)

    assert [] == issues
    assert [answer] == values(interviews, question)
    assert [2] == values(interviews, "row")


def test_truth_values_of_parquet_are_ticks(form: Questionnaire, tmp_path: Path) -> None:
    """As 1 and 0 in the column of a single choice."""
    told: dict[str, Any] = {name: [cell] for name, cell in WORKER.items()}
    del told["W-DEBT-01"]
    told |= {"W-DEBT-01/bank": [True], "W-DEBT-01/savings": [False]}
    told |= {"W-DEBT-01/family": [1.0], "W-DEBT-01/dk": [Decimal("0.0")]}
    pq.write_table(pa.table(told), tmp_path / "plain.parquet")

    interviews, issues = read(tmp_path / "plain.parquet", form)

    assert [] == issues
    assert ["family bank"] == values(interviews, "W-DEBT-01")


def test_a_column_of_lists_is_told_and_not_read(
    form: Questionnaire, tmp_path: Path
) -> None:
    """Nor are dictionaries of anything but plain values."""
    lists = pa.array([["family", "bank"]])
    path = save_parquet(tmp_path / "plain.parquet", **{"W-DEBT-01": lists})

    interviews, issues = read_survey_export(path, form)

    assert interviews is not None
    assert ["S327", "S306", "S316"] == [one.code for one in issues]
    assert ("L1", "W-DEBT-01") == (issues[0].place.cell, issues[0].place.label)
    assert "list" in issues[0].message


def test_columns_of_parquet_may_have_one_name(
    form: Questionnaire, tmp_path: Path
) -> None:
    """The first is read; a name may have a point in it."""
    names = [*WORKER, "W-PRO-04", "Mr. X", "__index_level_0__"]
    cells = [*WORKER.values(), "99", "x", "0"]
    table = pa.Table.from_arrays([pa.array([one]) for one in cells], names)
    pq.write_table(table, tmp_path / "plain.parquet")

    interviews, issues = read(tmp_path / "plain.parquet", form)

    assert ["S304", "S305"] == issues
    assert ["24"] == values(interviews, "W-PRO-04")


def test_parquet_is_read_in_pieces(
    form: Questionnaire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the groups of rows inside the file."""
    monkeypatch.setattr(survey_parquet, "_ROWS", 2)
    told = {name: [cell] * 5 for name, cell in WORKER.items()}
    told["W-PRO-04"] = ["20", "21", "22", "23", "24"]
    pq.write_table(pa.table(told), tmp_path / "plain.parquet", row_group_size=3)

    interviews, _ = read(tmp_path / "plain.parquet", form)

    assert told["W-PRO-04"] == values(interviews, "W-PRO-04")
    assert [2, 3, 4, 5, 6] == values(interviews, "row")


def test_parquet_that_is_damaged_says_so(form: Questionnaire, tmp_path: Path) -> None:
    """Cut short, changed inside, or with a day that no calendar has."""
    whole = save_parquet(tmp_path / "plain.parquet").read_bytes()
    far = pa.array([2_000_000_000], pa.int32()).cast(pa.date32())
    late = save_parquet(tmp_path / "late.parquet", interviewed_on=far)
    changed = whole[:4] + b"\xff" * 60 + whole[64:]

    for content in (whole[:-20], whole[:8], changed, late.read_bytes()):
        path = tmp_path / "bad.parquet"
        path.write_bytes(content)
        assert ["S328"] == codes(path, form)


@pytest.mark.parametrize("limit", ["file_bytes", "unpacked_bytes", "rows", "columns"])
def test_parquet_that_is_too_large_is_refused(
    limit: str, form: Questionnaire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what it says of itself, before anything of it is read."""
    few = replace(survey_tables.PACKED, **{limit: 1})
    monkeypatch.setattr(survey_parquet, "PACKED", few)
    told = {name: [cell] * 2 for name, cell in WORKER.items()}
    pq.write_table(pa.table(told), tmp_path / "plain.parquet")

    assert ["F109"] == codes(tmp_path / "plain.parquet", form)
