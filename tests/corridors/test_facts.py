"""Facts: each with a source and a date; the newest counts and keeps what it replaces."""

import csv
import re
import tomllib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.content import content_folder
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.facts import Facts
from recruitcheck.corridors.indicators import INDICATORS
from tests.corridors.making import fact
from tests.corridors.tabling import told

SHIPPED = content_folder() / "scoring"
_ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(:\d+)?(/\S*)?")


@pytest.fixture(scope="module")
def shipped():
    facts, issues = read_facts()
    assert () == issues
    return facts


def test_every_shipped_fact_has_a_source_that_resolves_and_a_date(shipped):
    """A source is named in full: title, publisher, year, address, terms, day."""
    assert len(shipped) > 1700
    for one in shipped:
        assert one.sources, one
        for source in one.sources:
            assert source.title and source.publisher and source.terms, source  # noqa: PT018
            assert re.fullmatch(r"\d{4}", source.year), source
            assert _ADDRESS.fullmatch(source.address), source
            assert date.fromisoformat(source.retrieved_on) <= date(2027, 1, 1)
        assert re.fullmatch(r"\d{4}(-\d\d-\d\d)?", one.reference), one
        assert one.year <= 2026
        assert one.basis in {"listed", "derived", "carried forward"}


def test_no_shipped_number_is_without_a_unit(shipped):
    """Ranks, months, amounts of money: each says what it is counted in."""
    for one in shipped:
        assert one.unit, one
        if one.amount is not None:
            assert re.fullmatch(r"[A-Z]{3}", one.currency), one
        if INDICATORS[one.indicator].is_number:
            assert one.number >= 0


def test_no_shipped_source_forbids_to_pass_facts_on(shipped):
    """What is not cleared, or has no terms, is not in the package."""
    terms = {source.terms for one in shipped for source in one.sources}
    known = re.compile(
        r"public domain|facts only|CC BY 4\.0|official (text|notice)", re.IGNORECASE
    )
    assert [] == [one for one in terms if not known.search(one)]
    assert [] == [
        one for one in terms if re.search("not cleared|permission", one, re.IGNORECASE)
    ]


def test_every_source_is_cited_once_at_least(shipped):
    """A list of sources that nobody cites would only look well."""
    with (SHIPPED / "countries" / "sources.csv").open(encoding="utf-8") as file:
        listed = {row["source_id"] for row in csv.DictReader(file)}
    assert listed == {source.id for one in shipped for source in one.sources}


def test_the_newest_fact_counts_and_keeps_what_it_replaces():
    facts = Facts.of(
        [
            fact("tip_tier", "NPL", "2", "2023"),
            fact("tip_tier", "NPL", "3", "2025"),
            fact("tip_tier", "NPL", "2WL", "2024"),
        ]
    )

    newest = facts.one("tip_tier", "NPL")

    assert newest is not None
    assert "3" == newest.value
    assert ["2WL", "2"] == [one.value for one in newest.replaced]


def test_in_one_year_the_row_of_the_user_counts():
    """Of the user's own rows the later day counts."""
    facts = Facts.of(
        [
            fact("tip_tier", "NPL", "2", "2025"),
            fact("tip_tier", "NPL", "3", "2025-03-01", by_user=True),
            fact("tip_tier", "NPL", "1", "2025-06-30", by_user=True),
        ]
    )

    newest = facts.one("tip_tier", "NPL")

    assert newest is not None
    assert "1" == newest.value
    assert ["3", "2"] == [one.value for one in newest.replaced]


def test_an_older_row_of_the_user_does_not_count():
    facts = Facts.of(
        [
            fact("tip_tier", "NPL", "2", "2025"),
            fact("tip_tier", "NPL", "3", "2024-12-31", by_user=True),
        ]
    )

    assert ["2"] == [one.value for one in facts.find("tip_tier", "NPL")]


def test_rules_for_different_workers_stand_side_by_side():
    """A user's rule for everybody replaces all that are older."""
    rules = [
        fact("fee_law_origin", "PHL", "capped", "2023", scope="general"),
        fact("fee_law_origin", "PHL", "zero_fee", "2022", scope="domestic workers"),
    ]

    assert 2 == len(Facts.of(rules).find("fee_law_origin", "PHL"))
    own = fact("fee_law_origin", "PHL", "zero_fee", "2026", by_user=True)
    (only,) = Facts.of([*rules, own]).find("fee_law_origin", "PHL")
    assert "zero_fee" == only.value
    assert 2 == len(only.replaced)


def test_more_facts_are_taken_up_without_losing_what_was_replaced():
    facts = Facts.of(
        [fact("tip_tier", "NPL", v, v2) for v, v2 in (("1", "2020"), ("2", "2021"))]
    )

    newer = facts.with_more([fact("tip_tier", "NPL", "3", "2022")]).one(
        "tip_tier", "NPL"
    )

    assert newer is not None
    assert ["2", "1"] == [one.value for one in newer.replaced]


@settings(max_examples=100)
@given(st.permutations(["2019", "2021", "2022-05-01", "2022-06-01", "2025"]))
def test_the_order_of_rows_changes_nothing(references):
    facts = [fact("tip_tier", "NPL", "1", one) for one in references]

    (newest,) = Facts.of(facts)

    assert "2025" == newest.reference
    assert ["2022-06-01", "2022-05-01", "2021", "2019"] == [
        one.reference for one in newest.replaced
    ]


@pytest.mark.parametrize(
    ("reference", "on", "stale"),
    [
        ("2023", date(2026, 12, 31), False),
        ("2023", date(2027, 1, 1), True),
        ("2023-06-15", date(2026, 6, 15), False),
        ("2023-06-15", date(2026, 6, 16), True),
        ("2024-02-29", date(2027, 2, 28), False),
    ],
)
def test_a_fact_of_a_year_is_as_old_as_its_last_day(reference, on, stale):
    assert stale == fact("tip_tier", "NPL", "2", reference).older_than(3, on=on)


def write(folder, name, *lines):
    path = folder / "scoring" / "countries" / f"{name}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return folder / "scoring"


def test_a_row_without_a_source_is_left_out_and_said(tmp_path):
    scoring = write(
        tmp_path,
        "trafficking_tiers",
        "iso3,value,unit,reference,basis,sources,note",
        "NPL,2,tier,2025,listed,,",
        "BGD,2,tier,2025,listed,NOBODY,",
        "MYS,2,tier,2025,guessed,IAWJ_TIP2025,",
        "QAT,4,tier,25,listed,IAWJ_TIP2025,",
        "XXX,2,tier,2025,listed,IAWJ_TIP2025,",
        "DEU,1,tier,2025,listed,IAWJ_TIP2025,",
    )

    facts, issues = read_facts(scoring)

    assert ["DEU"] == [one.about for one in facts if one.indicator == "tip_tier"]
    assert [
        ("K101", "F2", "sources"),
        ("K201", "F3", "sources"),
        ("K202", "E4", "basis"),
        ("K102", "D5", "reference"),
        ("K105", "B5", "value"),
        ("K104", "A6", "iso3"),
    ] == told(issues)
    assert "scoring/countries/trafficking_tiers.csv" == issues[0].place.file


def test_a_source_without_a_title_is_said_and_its_facts_are_lost(tmp_path):
    scoring = write(
        tmp_path,
        "sources",
        "source_id,title,publisher,year,address,terms,retrieved_on",
        "FACTBOOK_2026_05,,CIA,2026,https://example.org,public domain,2026-11-25",
    )

    facts, issues = read_facts(scoring)

    assert ("K203", "B2", "title") in told(issues)
    assert 0 == len(facts)


@pytest.mark.parametrize(
    ("name", "lines", "codes"),
    [
        (
            "governance",
            (
                "iso3,indicator,value,unit,reference,basis,sources",
                "NPL,rule_of_law,104,percentile rank,2023,listed,WGI_2024",
                "NPL,happiness,10,percentile rank,2023,listed,WGI_2024",
            ),
            ["K106", "K105"],
        ),
        (
            "fee_rules",
            (
                "iso3,side,value,unit,scope,rule,reference,basis,sources",
                "NPL,both,capped,rule,,,2023,listed,WGI_2024",
            ),
            ["K105"],
        ),
        (
            "ratifications",
            (
                "iso3,instrument,value,unit,reference,basis,sources",
                "NPL,C999,ratified,status,2023,listed,WGI_2024",
            ),
            ["K105"],
        ),
        ("agreements", ("origin_iso3,destination_iso3,value",), ["R101"]),
        ("employer_tied", ("iso3,value,unit,reference,basis,sources",), []),
    ],
)
def test_what_is_wrong_in_a_table_is_said(tmp_path, name, lines, codes):
    _, issues = read_facts(write(tmp_path, name, *lines))

    assert codes == [one.code for one in issues]


def test_every_shipped_value_is_one_of_its_indicator(shipped):
    """And every scale of the shipped weights has a value for it, or says why not."""
    text = (SHIPPED / "corridors.toml").read_text("utf-8")
    scales = tomllib.loads(text)["inherent"]["scales"]
    for one in shipped:
        kind = INDICATORS[one.indicator]
        if kind.values:
            assert one.value in kind.values
        if one.indicator in scales and one.value != "historic":
            assert one.value in scales[one.indicator]
