"""Recruitment cost in months of pay, by the rules of SDG 10.7.1."""

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.corridors.months_of_pay import MonthsOfPay, months_of_pay

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)


def test_the_vector_of_the_method():
    """Ten workers: mean 3.491, median 3.832, P80 4.538, ratio of means 3.478."""
    costs = [0, 400, 900, 1000, 1100, 1200, 1200, 1300, 1500, 1800]
    pays = [310, 280, 300, 320, 290, 300, 310, 300, 280, 300]
    found = months_of_pay(zip(costs, pays, strict=True))
    assert found is not None
    assert [3.491, 3.832, 4.538, 3.478] == [
        round(value, 3)
        for value in (
            found.mean,
            found.median,
            found.fourth_quintile,
            found.ratio_of_means,
        )
    ]


def test_example_r1():
    """Ten workers of whom four paid nothing and four more than a month's pay."""
    example = EXAMPLES["R1_rci_10_workers"]
    found = months_of_pay(example["input"])
    assert found is not None
    assert example["expected"] == pytest.approx(
        {
            "n": found.n,
            "mean_of_ratios": found.mean,
            "median": found.median,
            "ratio_of_means": found.ratio_of_means,
            "sd": found.deviation,
            "share_paying": found.paying,
            "share_over_1_month": found.above_one_month,
        },
        abs=1e-9,
    )


def test_money_is_decimal():
    """A third of a month is a third, whatever the type of the amounts."""
    found, third = months_of_pay([(Decimal(100), Decimal(300))]), 1 / 3
    assert (
        MonthsOfPay(1, third, third, third, third, third, None, 1.0, 0.0, third)
        == found
    )


def test_exactly_one_month_is_not_above_one_month():
    found = months_of_pay([(300, 300), (301, 300)])
    assert found is not None
    assert 0.5 == found.above_one_month


@pytest.mark.parametrize(
    ("cost", "pay"), [(500, None), (500, 0), (None, 300), (0, None)]
)
def test_a_worker_without_cost_or_pay_is_left_out(cost, pay):
    """Also one who paid nothing: else only payers could be lost for want of a wage."""
    alone = months_of_pay([(600, 300)])
    assert alone == months_of_pay([(600, 300), (cost, pay)])
    assert None is months_of_pay([(cost, pay)])


def test_nobody_paid():
    """Zero payments everywhere are zeros, not unknown."""
    found = months_of_pay([(0, 300)] * 12)
    assert MonthsOfPay(12, *[0.0] * 9) == found


PAIRS = st.lists(
    st.tuples(st.integers(0, 9000), st.integers(1, 900)), min_size=1, max_size=30
)


@given(PAIRS, st.integers(2, 9))
def test_the_unit_of_money_changes_nothing(pairs, factor):
    """Cost and pay in another currency at one rate are the same months of pay."""
    found = months_of_pay(pairs)
    other = months_of_pay([(cost * factor, pay * factor) for cost, pay in pairs])
    assert found is not None
    assert other is not None
    assert (found.mean, found.median, found.above_one_month) == pytest.approx(
        (other.mean, other.median, other.above_one_month)
    )


@given(PAIRS)
def test_order_changes_nothing_and_percentiles_rise(pairs):
    found = months_of_pay(pairs)
    assert found is not None
    assert found == months_of_pay(reversed(pairs))
    ratios = [cost / pay for cost, pay in pairs]
    assert min(ratios) <= found.median <= found.fourth_quintile <= max(ratios)
