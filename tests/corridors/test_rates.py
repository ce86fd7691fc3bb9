"""Exchange rates of the user: read from a small table, found by day, never guessed."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.rates import Rate, Rates, missing_rate, read_rates
from recruitcheck.issues import Place
from tests.corridors.tabling import told, write_csv, write_xlsx

HEADING = "date,from,to,rate,source,retrieved-on"
LOOKED_UP = date(2026, 11, 2)
LATE = datetime(2024, 3, 15, 18, 45)


def rate(base, quote, on, value, **more):
    return Rate(base, quote, on, Decimal(value), "a bank", LOOKED_UP, **more)


def test_a_table_is_read_to_the_digit(tmp_path):
    """A rate is Decimal, as written; its row is known."""
    write_csv(
        tmp_path, "rates", HEADING, "2024-03-15,NPR,USD,0.00753,a bank,2026-11-02"
    )

    rates, issues = read_rates(tmp_path)

    assert () == issues
    assert 1 == len(rates)
    place = Place("rates.csv", None, "D2", "rate")
    on = date(2024, 3, 15)
    assert rate("NPR", "USD", on, "0.00753", place=place) == rates.find(
        "NPR", "USD", on
    )


def test_a_workbook_with_dates_and_other_columns_is_read_alike(tmp_path):
    """Headings may differ in case, and _ or a space for the hyphen."""
    write_xlsx(
        tmp_path,
        "rates",
        [
            ["Date", "From", "To", "Rate", "Source", "Retrieved On"],
            [LATE, "npr", "USD", 0.0075, "a bank", date(2026, 11, 2)],
        ],
    )

    rates, issues = read_rates(tmp_path)

    assert () == issues
    found = rates.find("NPR", "USD", date(2024, 3, 15))
    assert found is not None
    assert Decimal("0.0075") == found.rate
    assert Place("rates.xlsx", "Sheet", "D2", "rate") == found.place


def test_a_workspace_without_a_table_has_no_rates(tmp_path):
    assert (Rates(), ()) == read_rates(tmp_path)
    assert (Rates(), ()) == read_rates(tmp_path / "nowhere")


def test_a_heading_alone_is_no_fault(tmp_path):
    """So `init` writes it."""
    write_csv(tmp_path, "rates", HEADING)

    assert (Rates(), ()) == read_rates(tmp_path)


ROWS = [
    ("15/03/2024,NPR,USD,0.0075,a bank,2026-11-02", ("R105", "A2", "date")),
    ("20240315,NPR,USD,0.0075,a bank,2026-11-02", ("R105", "A2", "date")),
    (",NPR,USD,0.0075,a bank,2026-11-02", ("R103", "A2", "date")),
    ("2024-03-15,NRP,USD,0.0075,a bank,2026-11-02", ("R104", "B2", "from")),
    ("2024-03-15,NPR,$,0.0075,a bank,2026-11-02", ("R104", "C2", "to")),
    ('2024-03-15,NPR,USD,"0,0075",a bank,2026-11-02', ("R107", "D2", "rate")),
    ("2024-03-15,NPR,USD,0,a bank,2026-11-02", ("R107", "D2", "rate")),
    ("2024-03-15,NPR,USD,-1,a bank,2026-11-02", ("R107", "D2", "rate")),
    ("2024-03-15,NPR,USD,NaN,a bank,2026-11-02", ("R107", "D2", "rate")),
    ("2024-03-15,NPR,USD,0.0075,,2026-11-02", ("R103", "E2", "source")),
    ("2024-03-15,NPR,USD,0.0075,a bank,", ("R103", "F2", "retrieved-on")),
    ("2024-03-15,USD,USD,1,a bank,2026-11-02", ("R201", "C2", "to")),
    ("2024-03-15,NPR,USD,0.0075,a bank,2024-03-14", ("R202", "F2", "retrieved-on")),
]


@pytest.mark.parametrize(("row", "issue"), ROWS)
def test_a_wrong_row_is_left_out_and_said_with_its_cell(tmp_path, row, issue):
    """The rows beside it are read."""
    good = "2024-03-15,BDT,USD,0.0091,a bank,2026-11-02"
    write_csv(tmp_path, "rates", HEADING, row, good)

    rates, issues = read_rates(tmp_path)

    assert [issue] == told(issues)
    assert [("BDT", "USD")] == list(rates.by_pair)


def test_everything_wrong_in_a_row_is_said_at_once(tmp_path):
    write_csv(tmp_path, "rates", HEADING, "soon,Rupees,USD,much,,")

    _, issues = read_rates(tmp_path)

    assert ["R105", "R104", "R107", "R103", "R103"] == [one.code for one in issues]
    assert "'Rupees' is not the code of a currency." in issues[1].message


def test_a_slip_in_a_code_gets_the_nearest(tmp_path):
    write_csv(tmp_path, "rates", HEADING, "2024-03-15,MYRR,USD,0.2,a bank,2026-11-02")

    _, (issue,) = read_rates(tmp_path)

    assert "Did you mean 'MYR'?" in issue.message


def test_a_missing_column_is_said_with_the_line_of_the_heading(tmp_path):
    write_csv(tmp_path, "rates", "date,from,to,rates,source", "2024-03-15,NPR,USD,1,a")

    rates, (issue,) = read_rates(tmp_path)

    assert Rates() == rates
    assert ("R101", "line 1") == (issue.code, issue.place.cell)
    assert "no column 'rate', 'retrieved-on'" in issue.message
    assert "it has date, from, to, rates, source" in issue.message


def test_a_column_that_is_not_known_is_said_and_not_read(tmp_path):
    write_csv(
        tmp_path,
        "rates",
        f"{HEADING},sources,date",
        "2024-03-15,NPR,USD,1,a bank,2026-11-02,x,2020-01-01",
    )

    rates, issues = read_rates(tmp_path)

    assert [("R102", "G1", None), ("R102", "H1", None)] == told(issues)
    assert "Did you mean 'source'?" in issues[0].message
    assert 1 == len(rates)


def test_of_two_rates_for_one_day_the_later_look_up_counts(tmp_path):
    """The same rate twice is no fault; two different ones are said."""
    write_csv(
        tmp_path,
        "rates",
        HEADING,
        "2024-03-15,NPR,USD,0.0075,a bank,2026-11-02",
        "2024-03-15,NPR,USD,0.0080,a bank,2025-01-01",
        "2024-03-15,NPR,USD,0.0075,a bank,2024-04-01",
    )

    rates, issues = read_rates(tmp_path)

    assert [("R204", "D3", "rate")] == told(issues)
    assert (
        "0.0075 and 0.0080. The one looked up last counts: 0.0075" in issues[0].message
    )
    found = rates.find("NPR", "USD", date(2024, 3, 15))
    assert found is not None
    assert Decimal("0.0075") == found.rate


def test_an_empty_workbook_says_so(tmp_path):
    write_xlsx(tmp_path, "rates", [])

    rates, issues = read_rates(tmp_path)

    assert (Rates(), [("F111", None, None)]) == (rates, told(issues))


def test_a_workbook_that_cannot_be_read_says_why(tmp_path):
    (tmp_path / "rates.xlsx").write_bytes(b"no workbook at all")

    rates, issues = read_rates(tmp_path)

    assert Rates() == rates
    assert [True] == [one.blocking for one in issues]


DAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("days", "found"),
    [(-40, None), (-31, "1"), (-1, "1"), (0, "1"), (6, "1"), (7, "2"), (45, None)],
)
def test_the_nearest_day_is_taken_and_none_too_far(days, found):
    """Two rates twelve days apart; half-way the earlier one."""
    rates = Rates.of(
        [
            rate("NPR", "USD", DAY + timedelta(12), "2"),
            rate("NPR", "USD", DAY, "1"),
        ]
    )

    one = rates.find("NPR", "USD", DAY + timedelta(days))

    assert (None if found is None else Decimal(found)) == (one and one.rate)


def test_the_inverse_divides_and_the_direct_rate_goes_before_it():
    """1 USD = 3 NPR, so 1 NPR is a third of a dollar, not 0.3333333333."""
    inverse = Rates.of([rate("USD", "NPR", DAY, "3")])
    both = Rates.of([rate("USD", "NPR", DAY, "3"), rate("NPR", "USD", DAY, "0.4")])

    one, other = (
        inverse.find("NPR", "USD", DAY),
        both.find("NPR", "USD", DAY),
    )

    assert one is not None
    assert one.inverted
    assert Decimal(50) == one.convert(Decimal(150))
    assert other is not None
    assert Decimal(60) == other.convert(Decimal(150))


def test_rates_are_never_chained_through_a_third_currency():
    rates = Rates.of([rate("NPR", "USD", DAY, "0.0075"), rate("USD", "MYR", DAY, "4")])

    assert rates.find("NPR", "MYR", DAY) is None


def test_a_currency_in_itself_is_one():
    found = Rates().find("USD", "USD", DAY)

    assert found is not None
    assert Decimal("12.34") == found.convert(Decimal("12.34"))


def test_a_missing_rate_names_currencies_and_day():
    issue = missing_rate("NPR", "MYR", DAY)

    assert "R203" == issue.code
    assert "no rate from NPR to MYR within 31 days of 2024-03-15" in issue.message


@settings(max_examples=400)
@given(
    days=st.lists(st.integers(-60, 60), unique=True, max_size=8),
    wanted=st.integers(-60, 60),
    within=st.integers(0, 60),
    seed=st.randoms(use_true_random=False),
)
def test_order_changes_nothing_and_no_nearer_day_is_passed_over(
    days: list[int], wanted: int, within: int, seed: Random
):
    rows = [rate("NPR", "USD", DAY + timedelta(day), abs(day) + 1) for day in days]
    shuffled = seed.sample(rows, len(rows))
    on = DAY + timedelta(wanted)

    found = Rates.of(rows).find("NPR", "USD", on, within_days=within)

    assert found == Rates.of(shuffled).find("NPR", "USD", on, within_days=within)
    nearest = min((abs(day - wanted) for day in days), default=within + 1)
    assert (nearest <= within) == (found is not None)
    if found is not None:
        assert nearest == abs((found.on - on).days)
