"""Headcounts of the user: workers by corridor, recruiter, year and sex, with a source."""

import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount, Headcounts, read_headcounts
from tests.corridors.tabling import told, write_csv, write_xlsx

HEADING = "supplier,corridor,recruiter,intake-year,sex,current,former,source"
NPL = Corridor("NPL", "MYS")


def test_a_row_is_read_with_everything_it_says(tmp_path):
    write_csv(
        tmp_path, "headcounts", HEADING, "S-1,npl-mys,REC-1,2024,Female,40,12,payroll"
    )

    found, issues = read_headcounts(tmp_path, {"S-1"})

    assert () == issues
    row = Headcount("S-1", NPL, 40, 12, "REC-1", 2024, "female", None, "payroll")
    assert (row,) == found.of("S-1", NPL)
    assert () == found.of("S-2", NPL)


def test_only_four_columns_are_needed(tmp_path):
    """What is not split stays open; who left may not be known."""
    write_xlsx(
        tmp_path,
        "headcounts",
        [["supplier", "corridor", "current", "source"], ["S-1", "NPL-MYS", 40, "x"]],
    )

    found, issues = read_headcounts(tmp_path)

    assert () == issues
    assert (Headcount("S-1", NPL, 40, None, source="x"),) == found.rows


@pytest.mark.parametrize(
    ("row", "issue"),
    [
        ("S-9,NPL-MYS,,,,40,,x", ("R301", "A2", "supplier")),
        (",NPL-MYS,,,,40,,x", ("R103", "A2", "supplier")),
        ("S-1,Nepal,,,,40,,x", ("R109", "B2", "corridor")),
        ("S-1,NPL-MYS,,24,,40,,x", ("R110", "D2", "intake-year")),
        ("S-1,NPL-MYS,,,m,40,,x", ("R303", "E2", "sex")),
        ("S-1,NPL-MYS,,,,4.5,,x", ("R108", "F2", "current")),
        ("S-1,NPL-MYS,,,,-4,,x", ("R108", "F2", "current")),
        ("S-1,NPL-MYS,,,,,,x", ("R103", "F2", "current")),
        ("S-1,NPL-MYS,,,,40,many,x", ("R108", "G2", "former")),
        ("S-1,NPL-MYS,,,,40,,", ("R103", "H2", "source")),
    ],
)
def test_a_wrong_row_is_left_out_and_said(tmp_path, row, issue):
    write_csv(tmp_path, "headcounts", HEADING, row, "S-1,BGD-MYS,,,,7,,x")

    found, issues = read_headcounts(tmp_path, {"S-1"})

    assert [issue] == told(issues)
    assert [7] == [one.current for one in found.rows]


def test_the_same_workers_are_not_counted_twice(tmp_path):
    write_csv(
        tmp_path,
        "headcounts",
        HEADING,
        "S-1,NPL-MYS,REC-1,2024,,40,,x",
        "S-1,NPL-MYS,REC-1,2024,,41,,y",
    )

    found, issues = read_headcounts(tmp_path)

    assert [("R302", "A3", "supplier")] == told(issues)
    assert [40] == [one.current for one in found.rows]


def test_a_row_that_looks_like_the_total_of_others_is_said(tmp_path):
    """It is used: nobody here can know which of the two was meant."""
    write_csv(
        tmp_path,
        "headcounts",
        HEADING,
        "S-1,NPL-MYS,REC-1,,female,20,,x",
        "S-1,NPL-MYS,REC-1,,male,20,,x",
        "S-1,NPL-MYS,REC-1,,,40,,x",
        "S-1,NPL-MYS,REC-2,,,5,,x",
    )

    found, issues = read_headcounts(tmp_path)

    assert [("R304", "E4", "sex")] == told(issues)
    assert 4 == len(found.rows)


def test_without_a_table_there_are_no_headcounts(tmp_path):
    assert (Headcounts(), ()) == read_headcounts(tmp_path)
