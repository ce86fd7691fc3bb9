"""The summary of a corridor, in the situations that fieldwork brings."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

import recruitcheck.summaries.costs as costs_module
from recruitcheck.corridors.corridor_model import shipped_corridor_model
from recruitcheck.corridors.outcomes import Told
from recruitcheck.corridors.privacy import Cell
from recruitcheck.corridors.rates import Rate, Rates
from recruitcheck.summaries.corridors import corridor_summary
from recruitcheck.summaries.costs import (
    CategoryTold,
    CostsTold,
    costs_told,
)
from recruitcheck.summaries.months import MonthsTold
from tests.networks import BGD, NPL, best, interviews_with, results_of, submission


@pytest.fixture
def make(questionnaires, iris):
    """Results of a supplier with 80 workers from Nepal, and interviews."""
    form = questionnaires["iris-supplier"]
    return lambda *tables, sites=("SITE-01",), **more: results_of(
        questionnaires,
        iris,
        *(submission(form, site, **more) for site in sites),
        interviews=pd.concat(tables, ignore_index=True) if tables else None,
    )


def paid(amounts, pays=300, *, currency="USD", pay_currency="USD", **answers):
    """Interviews of workers who paid these amounts and earn `pays` a month."""
    n = len(amounts)
    own = {k: v for k, v in answers.items() if k.startswith("W_")}
    table = interviews_with(n, W_FEE_01=list(map(str, amounts)), **own)
    same = currency == pay_currency and pays
    extra = {
        "W-CON-06": str(pays) if pays else None,
        "cost_currency": currency,
        "pay_currency": pay_currency,
        "rci": [a / pays if same else float("nan") for a in amounts],
    }
    extra |= {k: v for k, v in answers.items() if k not in own}
    return table.assign(**extra)


def test_no_interviews(make):
    """Practice is known, nothing else is, and good practice earns no credit."""
    found = corridor_summary(NPL, make(), 55.0)
    assert (0, 0, (), None) == (
        found.interviews,
        found.counted,
        found.costs,
        found.months,
    )
    assert {None} == set(found.outcomes.values())
    assert {None} == {one.told for one in found.indicators}
    assert {} == found.breakdowns
    assert found.practice is not None
    assert (60.0, 1.0) == (found.practice.assured, found.practice.coverage)
    assert found.residual is not None
    assert (55.0, "no worker voice: no control credit") == (
        found.residual.risk,
        found.residual.binding,
    )


def test_nine_interviews_show_nothing(make):
    found = corridor_summary(NPL, make(paid([900] * 4 + [0] * 5)), 55.0)
    assert (9, 0) == (found.interviews, found.counted)
    assert Told(0, 9) == found.outcomes["fee"]
    assert (CostsTold("USD", 0, 9),) == found.costs
    assert MonthsTold(0, 9, 0) == found.months
    assert None is found.harm
    assert found.residual is not None
    assert "no worker voice: no control credit" == found.residual.binding


def test_ten_interviews_show_what_workers_say(make):
    """Mean (4 * 900) / 10 = 360; months 3 for four of ten, so a mean of 1.2."""
    found = corridor_summary(NPL, make(paid([900] * 4 + [0] * 6)), 55.0)
    assert found.outcomes["fee"] is not None
    assert (0.4, 4, 10) == (
        found.outcomes["fee"].share,
        found.outcomes["fee"].reports,
        found.counted,
    )
    assert [("USD", 10, 360.0)] == [(o.currency, o.n, o.mean) for o in found.costs]
    assert found.months is not None
    assert (1.2, 0.0, 3.0, 1.2) == (
        found.months.mean,
        found.months.median,
        found.months.fourth_quintile,
        found.months.ratio_of_means,
    )
    assert found.residual is not None
    assert "observed harm" == found.residual.binding


def test_zero_payments_everywhere(make):
    """Nobody or one of twenty: no amount is printed, and no share of 0 %."""
    found = corridor_summary(NPL, make(paid([0] * 20)), 55.0)
    assert found.outcomes["fee"] is not None
    assert ("few", None) == (found.outcomes["fee"].limit, found.outcomes["fee"].share)
    assert (CostsTold("USD", 20, 20, few=True),) == found.costs
    assert found.months is not None
    assert (True, None) == (found.months.few, found.months.mean)
    assert found.harm is not None


def test_nobody_paid_in_one_category(make):
    """A category that nobody paid is 0; one that nobody was asked about is not known."""
    fees = {"W_FEE_02": ["900"] * 4 + ["0"] * 6, "W_FEE_04": ["0"] * 10}
    (costs,) = corridor_summary(NPL, make(paid([900] * 4 + [0] * 6, **fees))).costs
    assert costs.categories is not None
    assert CategoryTold(360.0) == costs.categories["A_fee"]
    assert CategoryTold(0.0) == costs.categories["B2_insurance"]
    assert CategoryTold(None) == costs.categories["B1_medical"]


def at_site(site, fees, medical):
    """Twelve interviews at a site: what each paid in two categories."""
    totals = [fee + more for fee, more in zip(fees, medical, strict=True)]
    given = {"W_FEE_02": list(map(str, fees)), "W_FEE_03": list(map(str, medical))}
    return paid(totals, **given, supplier_id=site)


def test_what_few_paid_at_one_site_is_left_out_of_the_corridor(make):
    """Else the page of the corridor less that of the first site would tell it.

    Of 24 workers 4 at the first site paid 900 each: 3600 / 24 = 150.
    """
    one = at_site("SITE-01", [900] * 4 + [0] * 8, [50] * 12)
    other = at_site("SITE-02", [70_000] + [0] * 11, [50] * 12)
    results = make(one, other, sites=("SITE-01", "SITE-02"))

    (costs,) = corridor_summary(NPL, results).costs

    assert costs.categories is not None
    assert CategoryTold(150.0, partly=True) == costs.categories["A_fee"]


PAYERS = st.lists(
    st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=3, max_size=3
)
CATEGORIES = ("A_fee", "B1_medical")


@settings(
    max_examples=100,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(payers=PAYERS)
@example(payers=[(4, 12), (1, 12), (0, 3)])
@example(payers=[(2, 2), (2, 2), (12, 12)])
@example(payers=[(12, 8), (2, 2), (6, 5)])
def test_a_corridor_less_its_suppliers_tells_of_three_payers_or_nobody(
    make, monkeypatch, payers
):
    """Of each category, of all together, and of what no category tells.

    The attacker is stronger than any reader: nothing is rounded. Each of the `payers` of
    a site and category paid a power of 13, so that a sum says whose amounts it holds.
    """
    monkeypatch.setattr(costs_module, "two_digits", float)
    sites = [f"SITE-0{number}" for number in range(1, 4)]
    tables = [
        at_site(
            site,
            *(
                [13 ** (2 * n + at)] * paying + [0] * (12 - paying)
                for at, paying in enumerate(both)
            ),
        )
        for n, (site, both) in enumerate(zip(sites, payers, strict=True))
    ]
    results = make(*tables, sites=sites)
    cells = [Cell(site, str(NPL), "2026") for site in sites]
    corridor, *told = (costs_told(c, results) for c in (cells, *([c] for c in cells)))

    left = _total(corridor) - sum(map(_total, told))
    rests = [
        _sum(corridor, category) - sum(_sum(one, category) for one in told)
        for category in CATEGORIES
    ]

    for rest in (*rests, left, left - sum(rests)):
        assert not 0 < _payers_in(rest, payers) < 3


def _payers_in(total, payers):
    """How many workers paid what a sum is made of; of a site the first of the list."""
    held = round(total)
    assert total == pytest.approx(held)
    found = 0
    for both in payers:
        own = []
        for paying in both:
            held, times = divmod(held, 13)
            assert times in {0, paying}
            own.append(times)
        found += max(own)
    return found


def _total(costs):
    """What a page tells all its workers paid for everything; 0 where it tells nothing."""
    return sum((one.mean or 0) * one.n for one in costs)


def _sum(costs, category):
    """What a page tells all its workers paid in a category; 0 where nothing."""
    shown = [
        (one.categories[category].mean or 0) * one.n for one in costs if one.categories
    ]
    return sum(shown)


def test_what_one_worker_paid_for_is_hidden_with_the_next_category(make):
    fees = {
        "W_FEE_02": ["900"] * 4 + ["0"] * 6,
        "W_FEE_03": ["50"] * 4 + ["0"] * 6,
        "W_FEE_04": ["77"] + ["0"] * 9,
    }
    (costs,) = corridor_summary(NPL, make(paid([1000] * 4 + [0] * 6, **fees))).costs
    assert costs.categories is not None
    assert CategoryTold(360.0) == costs.categories["A_fee"]
    assert CategoryTold(None, few=True) == costs.categories["B2_insurance"]
    assert CategoryTold(None, few=True) == costs.categories["B1_medical"]


def test_a_payment_and_no_wage(make):
    """Two of twelve do not say their pay: their cost counts, their months do not."""
    table = pd.concat([paid([600] * 6 + [0] * 4), paid([900, 900], None)])
    found = corridor_summary(NPL, make(table))
    assert [(12, 450.0)] == [(one.n, one.mean) for one in found.costs]
    assert found.months is not None
    assert (10, 2, 1.2) == (found.months.n, found.months.without_pay, found.months.mean)


def test_mixed_currencies_are_never_added(make):
    """Twelve paid in rupees, fourteen in dollars: two pictures, and no ratio of means."""
    table = pd.concat(
        [
            paid([30000] * 6 + [0] * 6, 40000, currency="NPR", pay_currency="NPR"),
            paid([400] * 7 + [0] * 7, 300),
        ]
    )
    found = corridor_summary(NPL, make(table))
    assert [("USD", 14, 200.0), ("NPR", 12, 15000.0)] == [
        (one.currency, one.n, one.mean) for one in found.costs
    ]
    assert found.months is not None
    assert (26, None) == (found.months.n, found.months.ratio_of_means)


def test_a_few_of_another_currency_hide_all_amounts(make):
    """Four in dollars: the share who paid less that of the others would be theirs."""
    table = pd.concat([paid([400] * 7 + [0] * 7), paid([300] * 4, 300, currency="NPR")])
    found = corridor_summary(NPL, make(table))
    assert [("USD", 0), ("NPR", 0)] == [(one.currency, one.n) for one in found.costs]


def test_rates_bring_currencies_together(make):
    """100 NPR are 1 USD: 30,000 are 300, and all eighteen are one picture."""
    rates = Rates.of(
        [Rate("NPR", "USD", date(2026, 3, 1), Decimal("0.01"), "B", date(2026, 3, 9))]
    )
    table = pd.concat(
        [paid([300] * 7 + [0] * 7), paid([30000] * 4, 300, currency="NPR")]
    )
    found = corridor_summary(NPL, replace(make(table), rates=rates))
    # 11 of 18 paid 300: 183.3, to two digits 180
    assert [("USD", 18, 180.0)] == [(o.currency, o.n, o.mean) for o in found.costs]
    assert found.months is not None
    assert (18, 0) == (found.months.n, found.months.without_pay)


def test_a_corridor_that_nobody_recruits_in(make):
    found = corridor_summary(BGD, make(paid([900] * 12)), 40.0)
    assert (None, 0) == (found.practice, found.interviews)
    assert found.residual is not None
    assert 40.0 == found.residual.risk


def test_unknown_inherent_risk_leaves_no_residual(make):
    assert None is corridor_summary(NPL, make(paid([900] * 12))).residual


def test_harm_of_an_earlier_cycle_is_remembered(questionnaires, iris):
    """Interviews of March 2025 still count in 2026; two years later they do not."""
    form = questionnaires["iris-supplier"]
    before = paid([900] * 10 + [0] * 2)
    before["cycle"] = "2025"
    before["interviewed_on"] = "2025-03-10"
    results = results_of(
        questionnaires,
        iris,
        submission(form, cycle="2025", dated=date(2025, 3, 1)),
        submission(form, cycle="2026", dated=date(2026, 3, 1)),
        interviews=before,
    )
    found = corridor_summary(NPL, results, 20.0)
    assert (None, 0) == (found.harm, found.interviews)
    assert found.last_harm is not None
    assert found.residual is not None
    assert "last known harm" == found.residual.binding
    later = corridor_summary(NPL, results, 20.0, on=date(2027, 6, 1))
    assert None is later.last_harm


def test_indicators_are_reported_by_n_of_m(make):
    """Five of twelve say that the employer keeps the passport: indicator 7."""
    table = interviews_with(12, W_DOC_01=["employer"] * 5 + ["me"] * 7)
    found = corridor_summary(NPL, make(table))
    by_clause = {one.clause: one for one in found.indicators}
    assert 11 == len(by_clause)
    held = by_clause["ILO_FL-7"]
    assert held.told is not None
    assert ("Retention of identity documents", 5, 12) == (
        held.title,
        held.told.reports,
        held.told.n,
    )
    assert None is by_clause["ILO_FL-4"].told


def test_several_indicators_of_one_worker(make):
    """Three of twelve report three indicators each; asked about three or more."""
    table = interviews_with(
        12,
        W_DOC_01=["agent"] * 4 + ["me"] * 8,
        W_MOV_01=["never"] * 3 + ["any"] * 9,
        W_MOV_03=["never"] * 3 + ["free"] * 9,
    )
    found = corridor_summary(NPL, make(table))
    assert found.several is not None
    assert (3, 12) == (found.several.reports, found.several.n)


def test_breakdowns_where_cells_allow(make):
    """Twelve women and twelve men: 6 of 12 paid 600 and 3 of 12 paid 200."""
    table = paid(
        [600] * 6 + [0] * 6 + [200] * 3 + [0] * 9,
        worker_sex=["female"] * 12 + ["male"] * 12,
        recruiter_id=["REC-01"] * 21 + ["REC-02"] * 3,
    )
    found = corridor_summary(NPL, make(table))
    assert {"sex"} == set(found.breakdowns)
    assert [
        ("female", 12, 0.5, "USD", 300.0),
        ("male", 12, 0.25, "USD", 50.0),
    ] == [
        (part.key, part.n, part.shares["fee"], part.currency, part.mean_cost)
        for part in found.breakdowns["sex"]
    ]


def test_what_is_left_follows_the_rules_of_the_workspace(make):
    """Practice takes nothing away where its credit is 0: 55 is left, unheard."""
    own = shipped_corridor_model()
    none = replace(own, residual=own.residual.model_copy(update={"credit": 0.0}))
    found = corridor_summary(NPL, replace(make(), corridor_model=none), 55.0)
    assert found.residual is not None
    assert 55.0 == found.residual.after_practice


def test_two_suppliers_are_weighted_by_their_workers(questionnaires, iris):
    """12 of 20 of 300 workers and 2 of 20 of 100: (300*0.6 + 100*0.1) / 400 = 0.475."""
    form = questionnaires["iris-supplier"]
    sent = [
        submission(form, site, {NPL: best(form, "corridor", M_PRO_03=workers)})
        for site, workers in (("SITE-01", "300"), ("SITE-02", "100"))
    ]
    other = paid([900] * 2 + [0] * 18)
    other["supplier_id"] = "SITE-02"
    table = pd.concat([paid([900] * 12 + [0] * 8), other], ignore_index=True)
    results = results_of(questionnaires, iris, *sent, interviews=table)
    fee = corridor_summary(NPL, results).outcomes["fee"]
    assert fee is not None
    assert 0.475 == pytest.approx(fee.share)
    assert 14 == fee.reports
