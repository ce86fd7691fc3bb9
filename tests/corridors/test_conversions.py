"""Months of pay where cost and pay are in two currencies."""

from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from recruitcheck.corridors.conversions import with_known_months
from recruitcheck.corridors.rates import Rate, Rates

RATES = Rates.of(
    [
        Rate(
            "NPR", "MYR", date(2025, 3, 1), Decimal("0.033"), "Bank", date(2025, 4, 1)
        ),
    ]
)


def interviews(**columns):
    filled = {
        "cost_currency": ["NPR"],
        "pay_currency": ["MYR"],
        "W-FEE-01": ["100000"],
        "W-CON-06": ["1650"],
        "W-PRO-03": ["2025-03-01"],
        "interviewed_on": ["2026-02-03"],
        "rci": [float("nan")],
        "debt_months": [float("nan")],
        "W-DEBT-03": ["50000"],
    }
    return pd.DataFrame(filled | columns)


def test_a_rate_makes_the_ratio_known():
    """100,000 NPR at 0.033 are 3,300 MYR: two months of 1,650; half of it is owed."""
    found, issues = with_known_months(interviews(), RATES)
    assert () == issues
    assert [2.0, 1.0] == pytest.approx([found["rci"][0], found["debt_months"][0]])


def test_the_table_given_stays_as_it_was():
    table = interviews()
    with_known_months(table, RATES)
    assert table["rci"].isna().all()


def test_a_missing_rate_names_currencies_and_day():
    """Of April 2026 nobody wrote a rate; the interview's day counts without a start."""
    table = interviews(**{"W-PRO-03": [None], "interviewed_on": ["2026-04-20"]})
    found, issues = with_known_months(table, RATES)
    assert found["rci"].isna().all()
    assert ["R203"] == [one.code for one in issues]
    assert "NPR" in issues[0].message
    assert "MYR" in issues[0].message
    assert "2026-04-20" in issues[0].message


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("pay_currency", "NPR"),
        ("pay_currency", None),
        ("W-CON-06", None),
        ("W-CON-06", "0"),
        ("W-FEE-01", "dk"),
        ("W-PRO-03", "dk"),
    ],
)
def test_nothing_is_guessed(column, value):
    """One currency needs no rate; without pay, amount or any day there is no ratio."""
    table = interviews(**{column: [value], "interviewed_on": ["dk"], "W-DEBT-03": [""]})
    if column == "pay_currency" or column.startswith("W-CON"):
        table["interviewed_on"] = ["2025-03-01"]
    found, issues = with_known_months(table, RATES)
    assert found["rci"].isna().all()
    assert () == issues


def test_what_the_form_worked_out_stays():
    table = interviews(pay_currency=["NPR"], rci=[0.5])
    assert 0.5 == with_known_months(table, RATES)[0]["rci"][0]


def test_a_survey_without_money_needs_no_rates():
    table = pd.DataFrame({"W-MOV-01": ["any"]})
    assert (table, ()) == with_known_months(table, RATES)


def test_a_short_form_has_only_some_of_the_amounts():
    table = interviews().drop(columns=["debt_months", "W-DEBT-03"])
    found, _ = with_known_months(table, RATES)
    assert 2.0 == pytest.approx(found["rci"][0])
