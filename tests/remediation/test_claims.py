"""What one worker is owed: exact, in the worker's favour, never rounded down."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.currencies import minor_unit
from recruitcheck.corridors.rates import Rate
from recruitcheck.remediation.claims import (
    Claim,
    amount_due,
    delay_cost,
    evidence_tier,
    planned_amount,
)

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)
DAY = date(2026, 11, 1)


def rate(value, *, base="NPR", quote="USD"):
    return Rate(base, quote, DAY, Decimal(value), "a bank", DAY)


def claim(paid, **more):
    amounts = {"loan_interest", "repaid", "debt", "monthly"}
    more = {k: Decimal(v) if k in amounts else v for k, v in more.items()}
    return Claim("NPR", Decimal(paid), **more)


SAME = [rate("1", base="USD")]


def test_example_f1():
    """150,000 x 0.0121 x 1.12 + 18,000 x 0.0121 - 200.00 = 2,050.60."""
    example = EXAMPLES["F1_worker"]
    told = example["input"]
    one = claim(told["fee"], loan_interest=told["loan_interest"], days=told["days"])

    due = amount_due(
        one,
        [rate(told["fx_then"]), rate(told["fx_now"])],
        annual_rate=Decimal(told["annual_rate"]),
        repaid=Decimal(told["repaid"]),
    )

    assert Decimal(example["expected"]) == due
    assert "2050.60" == str(due)


def test_the_worker_has_the_better_of_two_rates_whichever_it_is():
    rates = [rate("0.0113"), rate("0.0121")]

    assert Decimal("12.10") == amount_due(claim("1000"), rates)
    assert Decimal("12.10") == amount_due(claim("1000"), rates[::-1])


def test_who_got_everything_back_in_the_same_currency_is_owed_nothing():
    """Whatever the rates did meanwhile."""
    rates = [rate("0.0121"), rate("0.0113")]

    assert 0 == amount_due(claim("150000", repaid="150000"), rates)
    assert 0 == amount_due(claim("150000", repaid="160000"), rates)


def test_a_fraction_of_a_minor_unit_is_a_whole_one():
    """1,000 NPR at 0.012345 are 12.345 USD, and 1 JPY is the least that can be paid."""
    assert "12.35" == str(amount_due(claim("1000"), [rate("0.012345")]))
    assert "1" == str(amount_due(claim("1"), [rate("0.1", quote="JPY")]))
    assert "0.001" == str(amount_due(claim("0.01"), [rate("0.01", quote="KWD")]))


MONEY = st.decimals(0, 10**7, places=2)
SHARE = st.decimals(0, 1, places=4)
RATE = st.decimals("0.0001", 1000, places=4)


@st.composite
def claims(draw):
    return Claim(
        "NPR",
        draw(MONEY),
        loan_interest=draw(MONEY),
        repaid=draw(MONEY),
        days=draw(st.integers(0, 4000)),
    )


QUOTES = st.sampled_from(["USD", "JPY", "KWD"])


@settings(max_examples=400, deadline=None)
@given(one=claims(), rates=st.lists(RATE, min_size=1, max_size=2), to=QUOTES, r=SHARE)
def test_due_is_never_negative_and_never_rounded_down(one, rates, to, r):
    """Less than one minor unit above the exact amount."""
    table = [rate(value, quote=to) for value in rates]

    due = amount_due(one, table, annual_rate=r)

    grown = one.paid * (1 + r * one.days / 365) + one.loan_interest - one.repaid
    exact = max(Decimal(0), max(rates) * grown if grown > 0 else Decimal(0))
    assert 0 <= due
    # 1e-15: the law's own product is taken in another order of 28 digits.
    slack = Decimal("1e-15") * max(1, exact)
    assert exact - slack <= due < exact + minor_unit(to) + slack


@settings(max_examples=400, deadline=None)
@given(
    one=claims(),
    more=st.fixed_dictionaries(
        {"paid": MONEY, "loan_interest": MONEY, "days": st.integers(0, 400)}
    ),
    r=SHARE,
    rates=st.lists(RATE, min_size=1, max_size=2),
    to=QUOTES,
)
def test_more_paid_more_interest_or_more_days_never_lower_it(one, more, r, rates, to):
    larger = Claim(
        "NPR",
        one.paid + more["paid"],
        loan_interest=one.loan_interest + more["loan_interest"],
        repaid=one.repaid,
        days=one.days + more["days"],
    )
    table = [rate(value, quote=to) for value in rates]

    before, after = (amount_due(x, table, annual_rate=r) for x in (one, larger))

    assert before <= after


@settings(max_examples=400, deadline=None)
@given(one=claims(), more=MONEY, here=MONEY, r=SHARE, rates=st.lists(RATE, min_size=1))
def test_more_repaid_never_raises_it(one, more, here, r, rates):
    """In the currency of payment and in that of repayment."""
    table = [rate(value) for value in rates]
    repaid = Claim("NPR", one.paid, one.loan_interest, one.repaid + more, one.days)

    due = amount_due(one, table, annual_rate=r)

    assert amount_due(repaid, table, annual_rate=r) <= due
    assert amount_due(one, table, annual_rate=r, repaid=here) <= due


def test_a_month_of_delay_costs_a_twelfth_of_a_year_and_the_workers_loan():
    """1,200 x 6 % / 12 = 6; 800 still owed at 2 % a month = 16."""
    one = claim("1200", debt="800", monthly="0.02")

    assert (Decimal(6), Decimal(16)) == delay_cost(
        one, SAME, annual_rate=Decimal("0.06")
    )


def test_where_nothing_is_owed_delay_costs_nothing():
    one = claim("1200", repaid="1200", debt="800", monthly="0.02")

    assert (Decimal(0), Decimal(0)) == delay_cost(one, SAME)


@pytest.mark.parametrize(
    ("paid", "receipts", "tier"),
    [
        ("900", False, "E2"),
        ("1500", False, "E2"),
        ("899", False, "E3"),
        ("1501", False, "E3"),
        ("1501", True, "E1"),
    ],
)
def test_a_claim_is_like_the_others_or_has_receipts(paid, receipts, tier):
    one = claim(paid, receipts=receipts)

    assert tier == evidence_tier(one, Decimal(900), Decimal(1500))


@pytest.mark.parametrize(
    ("due", "tier", "repaid", "planned"),
    [
        ("1000", "E2", "0", "1275"),
        ("1500", "E2", "0", "1500"),
        ("1500", "E1", "0", "1500"),
        ("9000", "E3", "0", "1275"),
        ("0", "E2", "0", "1275"),
        ("992", "E2", "200", "1075"),
        ("1200", "E2", "200", "1200"),
        ("9000", "E3", "200", "1075"),
        ("0", "E2", "1500", "0"),
    ],
)
def test_never_less_than_a_credible_own_claim(due, tier, repaid, planned):
    """The reference is 1,275; a claim unlike the others waits for somebody to look.

    Whoever got 200 back is owed no more than the other 1,075 of the reference, or the
    rest of the own claim if that is more.
    """
    found = planned_amount(Decimal(due), Decimal(1275), tier, repaid=Decimal(repaid))

    assert Decimal(planned) == found
