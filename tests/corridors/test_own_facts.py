"""Facts that users add: refused without a source and a date, all faults at once."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from recruitcheck.content import content_folder
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.own_facts import read_own_facts
from tests.corridors.tabling import told, write_csv, write_xlsx

HEADING = (
    "indicator_id,iso3,origin_iso3,destination_iso3,value,unit,applies_to,rule,"
    "reference_date,source_title,source_publisher,source_url,retrieved_on,note"
)
CITED = "A report,An office,https://example.org/report,2026-11-02,"


@pytest.fixture
def own(tmp_path):
    folder = tmp_path / "scoring" / "countries" / "own"
    folder.mkdir(parents=True)
    return folder


def test_a_row_becomes_a_fact_with_its_source(own):
    write_csv(own, "mine", HEADING, f"tip_tier,Nepal,,,2wl,tier,,,2026-09-29,{CITED}")

    (fact,), issues = read_own_facts(own)

    assert () == issues
    assert ("tip_tier", "NPL", "2WL") == (fact.indicator, fact.about, fact.value)
    assert "2026-09-29" == fact.reference
    assert "2026-11-02" == fact.retrieved_on
    assert fact.by_user
    (source,) = fact.sources
    assert "A report" == source.title
    assert "An office" == source.publisher
    assert "https://example.org/report" == source.address


def test_a_workbook_is_read_like_a_text_file(own):
    """Dates, also with a time, and numbers may be cells of Excel; a year a number."""
    rows: list[list[object]] = [
        [*HEADING.split(",")],
        [
            "Rule of law",
            "KSA",
            None,
            None,
            61.5,
            "percentile rank",
            None,
            None,
            2024,
            "WGI",
            "World Bank",
            "https://example.org",
            date(2026, 1, 5),
        ],
        [
            "worker_paid_cost",
            None,
            "BGD",
            "Malaysia",
            5200,
            "usd",
            None,
            None,
            datetime(2026, 3, 31, 9, 30),
            "A survey",
            "An office",
            "https://example.org",
        ],
    ]
    write_xlsx(own, "mine", rows)

    (rank, cost), issues = read_own_facts(own)

    assert () == issues
    assert ("SAU", "61.5", "2024") == (rank.about, rank.value, rank.reference)
    assert ("BGD-MYS", Decimal(5200)) == (cost.about, cost.amount)
    assert "USD" == cost.currency == cost.unit
    assert "2026-03-31" == cost.reference


def test_a_cost_may_be_of_all_destinations_of_an_origin(own):
    write_csv(
        own,
        "mine",
        HEADING,
        "worker_paid_cost_months,,NPL,,4.5,months_of_destination_earnings,,,2025,"
        + CITED,
    )

    (fact,), issues = read_own_facts(own)

    assert () == issues
    assert ("NPL-*", 4.5, "A") == (fact.about, fact.number, fact.grade)


@pytest.mark.parametrize(
    ("row", "faults"),
    [
        (f"tip_tier,NPL,,,3,tier,,,,{CITED}", [("K101", "I2", "reference-date")]),
        (
            "tip_tier,NPL,,,3,tier,,,2026,,,,,",
            [
                ("K101", "J2", "source-title"),
                ("K101", "K2", "source-publisher"),
                ("K101", "L2", "source-url"),
            ],
        ),
        (f"tip_tire,NPL,,,3,,,,2026,{CITED}", [("K103", "A2", "indicator-id")]),
        (
            f"tip_tier,Nepl,,,3,,,,2026,{CITED}",
            [("K104", "B2", "iso3")],
        ),
        (f"tip_tier,NPL,,,4,,,,2026,{CITED}", [("K105", "E2", "value")]),
        (f"tip_tier,,,,3,,,,2026,{CITED}", [("K109", "line 2", None)]),
        (
            f"bilateral_agreement,,NPL,,none,,,,2026,{CITED}",
            [("K109", "line 2", None)],
        ),
        (
            f"rule_of_law,NPL,,,101,percentile rank,,,2026,{CITED}",
            [("K106", "E2", "value")],
        ),
        (f"rule_of_law,NPL,,,40,,,,2026,{CITED}", [("K107", "F2", "unit")]),
        (f"rule_of_law,NPL,,,4,points,,,2026,{CITED}", [("K108", "F2", "unit")]),
        (f"fee_cap,,BGD,SAU,9,dollars,,,2026,{CITED}", [("K108", "F2", "unit")]),
        (
            f"rule_of_law,NPL,,,high,percentile rank,,,2026,{CITED}",
            [("R106", "E2", "value")],
        ),
        (f"tip_tier,NPL,,,3,,,,last year,{CITED}", [("K102", "I2", "reference-date")]),
        (f"tip_tier,NPL,,,3,,,,2026-02-30,{CITED}", [("K102", "I2", "reference-date")]),
        (f"tip_tier,NPL,,,3,,,,2026-12-01,{CITED}", [("K110", "M2", "retrieved-on")]),
    ],
)
def test_what_is_wrong_is_said_with_its_cell_and_the_row_is_refused(own, row, faults):
    write_csv(own, "mine", HEADING, row)

    facts, issues = read_own_facts(own)

    assert () == facts
    assert faults == told(issues)
    assert {"scoring/countries/own/mine.csv"} == {one.place.file for one in issues}


def test_a_row_of_a_workspace_replaces_a_shipped_fact_and_lists_it(own, tmp_path):
    write_csv(own, "mine", HEADING, f"tip_tier,NPL,,,1,,,,2026,{CITED}")

    facts, issues = read_facts(tmp_path / "scoring")

    assert () == issues
    newest = facts.one("tip_tier", "NPL")
    assert newest is not None
    assert ("1", True) == (newest.value, newest.by_user)
    assert ["2WL"] == [one.value for one in newest.replaced]


def test_columns_of_the_collecting_form_are_no_fault(own):
    """Scale, licence and who entered it may stand there."""
    write_csv(
        own,
        "mine",
        "indicator_id,scope,iso3,origin_iso3,destination_iso3,value,unit,scale_min,"
        "scale_max,higher_is_riskier,reference_date,source_title,source_publisher,"
        "source_url,retrieved_on,licence,redistributable,entered_by,note",
        "worker_paid_cost_months,corridor,,PAK,SAU,11,months_of_destination_earnings,"
        "0,12,yes,2015-12-31,Costs,IOM,https://example.org,,facts,yes,me,a row",
    )

    (fact,), issues = read_own_facts(own)

    assert () == issues
    assert ("PAK-SAU", 11.0) == (fact.about, fact.number)


def test_the_shipped_file_for_own_rows_is_empty_and_no_fault():
    folder = content_folder() / "scoring" / "countries" / "own"
    assert ((), ()) == read_own_facts(folder)
    assert folder.joinpath("my-facts.csv").read_text("utf-8").strip() == HEADING


def test_lock_files_and_other_things_are_passed_over(own):
    (own / "~$mine.xlsx").write_bytes(b"x")
    (own / "readme.pdf").write_bytes(b"%PDF")
    (own / "folder.csv").mkdir()

    assert ((), ()) == read_own_facts(own)
    assert ((), ()) == read_own_facts(own / "nothing")
