"""What suppliers owe, from returns, interviews and tables of the user."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount, Headcounts
from recruitcheck.corridors.rates import Rate, Rates
from recruitcheck.errors import UsageError
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.outputs import owed_as_record
from recruitcheck.remediation.owed import Terms
from recruitcheck.remediation.payments import Payment
from tests.networks import (
    BGD,
    NPL,
    answer,
    best,
    interviews_with,
    results_of,
    submission,
)

D = Decimal
DAY = date(2026, 3, 2)


@pytest.fixture
def network(questionnaires, iris):
    """A function: results of one supplier with 80 workers and these interviews."""
    form = questionnaires["iris-supplier"]

    def results(interviews, *, corridors=None, rates=(), counts=(), **site):
        answers = best(form, "site", **site)
        returned = submission(form, corridors=corridors, site=answers)
        found = results_of(questionnaires, iris, returned, interviews=interviews)
        return replace(
            found, rates=Rates.of(rates), headcounts=Headcounts(tuple(counts))
        )

    return results


def owes(results, terms=None, **more):
    """The only supplier's record."""
    (one,) = owed_to_workers(results, terms, **more).suppliers
    return one


PAID = ["0", "400", "900", "1000", "1100", "1200", "1200", "1300", "1500", "1800"]


def told(n=10, **more):
    answers = {"W_FEE_01": PAID} | more
    asked = {name: value for name, value in answers.items() if name.startswith("W_")}
    table = interviews_with(n, **asked)
    keys = {name: value for name, value in answers.items() if name not in asked}
    return table.assign(**({"debt_months": 0.0} | keys))


def test_ten_interviews_of_eighty_workers(network):
    """Mean 1,040 x 80 = 83,200; s^2 = 2,424,000 / 9, Var = 6400 x s^2 / 10 x 7/8.

    That is 150.8 million, so 1.96 x 12,281 = 24,071 on either side: 59,129 to 107,271.
    P75 is 1,275, two digits up 1,300. Set aside 70 x 1,300 for those not interviewed;
    of the ten, the nine who paid set P10 to P90 at 800 to 1,560: 400 and 1,800 are
    unlike the others and count with 1,300, 1,500 counts itself: 9 x 1,300 + 1,500.
    """
    one = owes(network(told()))

    (cohort,) = one.cohorts
    assert "NPL-MYS, all recruiters, all years" == cohort.key
    assert (10, 80) == (cohort.interviews, cohort.workers)
    assert D(1300) == cohort.reference
    assert D(10000) == cohort.confirmed
    amounts = cohort.amounts
    assert amounts is not None
    assert (D(59000), D(83000), D(110000)) == (
        amounts.low,
        amounts.likely,
        amounts.high,
    )
    assert D(110000) == amounts.plan
    assert D(0) == amounts.delay
    assert {"USD": amounts} == one.totals
    assert () == one.missing


def test_nine_interviews_show_nothing(network):
    one = owes(network(told(9, W_FEE_01=PAID[:9])))

    (cohort,) = one.cohorts
    assert (None, None, None, None) == (
        cohort.interviews,
        cohort.amounts,
        cohort.confirmed,
        cohort.reference,
    )
    assert "not shown: fewer than 10 workers were interviewed" == cohort.why
    assert {} == one.totals


@pytest.mark.parametrize("paying", [0, 1, 2])
def test_what_up_to_two_workers_are_owed_is_not_shown(network, paying):
    """And nobody, one and two read the same."""
    paid = ["500"] * paying + ["0"] * (12 - paying)

    one = owes(network(told(12, W_FEE_01=paid)))

    (cohort,) = one.cohorts
    assert cohort.amounts is None
    assert cohort.confirmed is None
    assert "not shown: at most 2 of the interviewed workers are owed anything" == (
        cohort.why
    )


def test_without_interviews_nothing_is_known(network):
    (cohort,) = owes(network(None)).cohorts

    assert (0, None) == (cohort.interviews, cohort.amounts)
    assert "not known: nobody was interviewed" == cohort.why


def test_without_a_headcount_at_least_what_is_confirmed(network, questionnaires):
    """Ten workers are owed 10,400 between them."""
    form = questionnaires["iris-supplier"]
    corridors = {NPL: best(form, "corridor", M_PRO_03=answer("M-PRO-03", None))}

    one = owes(network(told(), corridors=corridors))

    (cohort,) = one.cohorts
    assert (None, None) == (cohort.workers, cohort.amounts)
    assert D(10000) == cohort.confirmed
    assert "neither the return nor headcounts.csv says" in cohort.why
    assert {} == one.totals


def test_more_interviews_than_workers_are_said(network, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {NPL: best(form, "corridor", M_PRO_03="9")}

    owed = owed_to_workers(network(told(), corridors=corridors))

    assert ["R306"] == [one.code for one in owed.issues]
    (cohort,) = owed.suppliers[0].cohorts
    assert cohort.amounts is None
    assert "more workers were interviewed than are counted" in cohort.why


def test_interest_runs_from_the_start_of_the_job(network):
    """1,000 each for two years at 6 %: 1,120; a month later 5 x 80 = 400 more."""
    table = told(
        W_FEE_01=["1000"] * 10, W_PRO_03="2024-03-02", interviewed_on="2026-03-02"
    )

    one = owes(network(table), Terms(annual_rate=D("0.06")))

    total = one.totals["USD"]
    assert (D(90000), D(9600), D(400)) == (total.likely, total.interest, total.delay)


def test_interest_on_a_loan_that_still_runs_is_owed(network):
    """800 at 2 % for 24 months: 384, so 1,384 each. Owed still 500: 10 a month."""
    table = told(
        W_FEE_01=["1000"] * 10,
        W_PRO_03="2024-03-02",
        W_DEBT_02="800",
        W_DEBT_03="500",
        W_DEBT_04="2",
    )

    total = owes(network(table)).totals["USD"]

    # 1,384 x 80 = 110,720; 384 x 80 = 30,720; 10 x 80.
    assert (D(110000), D(31000), D(800)) == (total.likely, total.interest, total.loans)


def test_of_a_loan_paid_off_nobody_knows_how_long_it_ran(network):
    table = told(
        W_FEE_01=["1000"] * 10,
        W_PRO_03="2024-03-02",
        W_DEBT_02="800",
        W_DEBT_03="0",
        W_DEBT_04="2",
    )

    assert D(80000) == owes(network(table)).totals["USD"].likely


def test_paid_is_the_larger_of_the_total_and_its_items_with_what_came_later(network):
    """Total 1,000, items 700 + 500, and 100 since to keep the job: 1,300."""
    table = told(W_FEE_01=["1000"] * 10, W_FEE_02="700", W_FEE_10="500", W_FEE_14="100")

    assert D(100000) == owes(network(table)).totals["USD"].likely  # 104,000


def test_who_does_not_say_what_was_paid_is_not_heard(network):
    """Two of twelve: the ten others speak for all eighty."""
    table = told(12, W_FEE_01=[*PAID, "dk", None])

    (cohort,) = owes(network(table)).cohorts

    assert 10 == cohort.interviews


def test_repaid_is_taken_off_and_told(network):
    """Each paid 1,000 and got 250 back: owed 60,000, repaid 20,000."""
    table = told(W_FEE_01=["1000"] * 10, W_FEE_15="250")
    site = {"M_FEE_04": "part", "M_FEE_05": "20", "M_FEE_06": "30000"}

    one = owes(network(table, **site))

    assert D(60000) == one.totals["USD"].likely
    progress = one.progress
    assert {"USD": D(20000)} == progress.heard
    assert (D(30000), 20) == (progress.said, progress.said_workers)
    assert {"USD": D(30000)} == progress.said_here
    assert progress.overstated


def test_all_repaid_still_tells_what_came_back(network):
    """What is owed is at most nothing of two workers, which looks like nothing."""
    table = told(W_FEE_01=["1000"] * 10, W_FEE_15="1000")

    one = owes(network(table))

    (cohort,) = one.cohorts
    assert (None, D(80000)) == (cohort.amounts, cohort.repaid)
    assert not one.progress.overstated


def npr(on, value):
    return Rate("NPR", "USD", on, D(value), "a bank", date(2026, 11, 1))


def test_a_claim_is_converted_at_the_better_of_two_dated_rates(network):
    """100,000 NPR at 0.0080 then and 0.0070 now: 800 x 80."""
    table = told(W_FEE_01=["100000"] * 10, cost_currency="NPR", W_PRO_03="2024-03-02")
    rates = [npr(date(2024, 3, 1), "0.0080"), npr(DAY, "0.0070")]

    owed = owed_to_workers(network(table, rates=rates), Terms(currency="USD"))

    assert () == owed.issues
    assert D(64000) == owed.suppliers[0].totals["USD"].likely


def test_without_a_conversion_the_workers_own_currency_is_kept(network):
    table = told(W_FEE_01=["100000"] * 10, cost_currency="NPR")

    assert ["NPR"] == list(owes(network(table)).totals)


def test_a_missing_rate_is_said_once_with_currency_and_day(network):
    table = told(W_FEE_01=["100000"] * 10, cost_currency="NPR", W_PRO_03="2024-03-02")

    owed = owed_to_workers(
        network(table, rates=[npr(DAY, "0.0070")]), Terms(currency="USD")
    )

    (issue,) = owed.issues
    assert "R203" == issue.code
    assert "from NPR to USD within 31 days of 2024-03-02" in issue.message
    assert D(56000) == owed.suppliers[0].totals["USD"].likely


def test_without_any_rate_nothing_is_guessed(network):
    table = told(W_FEE_01=["100000"] * 10, cost_currency="NPR")

    owed = owed_to_workers(network(table), Terms(currency="USD"))

    (cohort,) = owed.suppliers[0].cohorts
    assert "not known: there is no rate to convert what some workers paid" == cohort.why
    assert cohort.interviews is None  # ten were heard: 0 would say that nobody was
    assert ["R203"] == [one.code for one in owed.issues]


def test_nothing_paid_needs_no_rate(network):
    """Nobody paid anything: that is 0 in every currency, and no issue."""
    table = told(W_FEE_01=["0"] * 10, cost_currency="NPR")

    owed = owed_to_workers(network(table), Terms(currency="USD"))

    assert () == owed.issues
    (cohort,) = owed.suppliers[0].cohorts
    assert 10 == cohort.interviews


def test_two_small_corridors_of_a_supplier_go_together(network, questionnaires):
    """6 and 7 interviews: 13 of 160 workers, shown as one."""
    form = questionnaires["iris-supplier"]
    corridors = {corridor: best(form, "corridor") for corridor in (NPL, BGD)}
    table = told(
        13,
        W_FEE_01=["1000"] * 13,
        origin=["NPL"] * 6 + ["BGD"] * 7,
    )

    one = owes(network(table, corridors=corridors, M_PRO_02="200"))

    (cohort,) = one.cohorts
    assert "BGD-MYS + NPL-MYS, all recruiters, all years" == cohort.key
    assert (13, 160) == (cohort.interviews, cohort.workers)


def test_a_small_corridor_beside_a_large_one_is_in_no_total(network, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {corridor: best(form, "corridor") for corridor in (NPL, BGD)}
    table = told(
        16,
        W_FEE_01=["1000"] * 16,
        origin=["NPL"] * 12 + ["BGD"] * 4,
    )

    one = owes(network(table, corridors=corridors, M_PRO_02="200"))

    assert ["BGD-MYS, all recruiters, all years"] == [c.key for c in one.missing]
    assert D(80000) == one.totals["USD"].likely


def row(current, former, year, recruiter="REC-1"):
    return Headcount("SITE-01", NPL, current, former, recruiter, year, source="x")


def test_headcounts_split_and_count_those_who_left(network):
    """20 interviews, 10 a year: 40 + 8 workers owed 1,000, 40 + 2 owed 2,000."""
    table = told(
        20,
        W_FEE_01=["1000"] * 10 + ["2000"] * 10,
        W_PRO_03=["2023-03-02"] * 10 + ["2024-03-02"] * 10,
        recruiter_id="REC-1",
    )
    counts = [row(40, 8, 2023), row(40, 2, 2024)]

    owed = owed_to_workers(network(table, counts=counts))

    one = owed.suppliers[0]
    assert () == owed.issues
    assert [("NPL-MYS, REC-1, 2023", 48), ("NPL-MYS, REC-1, 2024", 42)] == [
        (c.key, c.workers) for c in one.cohorts
    ]
    assert [D(48000), D(84000)] == [c.amounts.likely for c in one.cohorts if c.amounts]
    assert D(130000) == one.totals["USD"].likely
    assert ["", ""] == [c.why for c in one.cohorts]


def test_a_headcount_that_differs_from_the_return_is_said(network):
    owed = owed_to_workers(network(told(), counts=[row(70, 0, None, "")]))

    assert ["R305"] == [one.code for one in owed.issues]
    assert "count 70 workers of SITE-01 in NPL-MYS; its return says 80" in (
        owed.issues[0].message
    )


def test_payments_of_the_supplier_are_summed_by_currency(network):
    def paid(supplier, amount, currency, proof=""):
        return Payment(supplier, "NPL-MYS", DAY, D(amount), currency, proof=proof)

    payments = [
        paid("SITE-01", "500", "USD", "bank list"),
        paid("SITE-01", "300", "USD"),
        paid("SITE-01", "70", "MYR"),
        paid("OTHER", "999", "USD"),
    ]

    progress = owes(network(told()), payments=payments).progress

    assert {"MYR": D(70), "USD": D(800)} == progress.paid
    assert {"USD": D(500)} == progress.proven


def test_an_unknown_supplier_or_currency_is_refused_with_the_nearest(network):
    results = network(told())

    with pytest.raises(UsageError, match="Did you mean 'SITE-01'"):
        owed_to_workers(results, supplier="SITE-1")
    with pytest.raises(UsageError, match="'US' is not a currency"):
        owed_to_workers(results, Terms(currency="US"))


def test_interest_runs_to_the_last_interview_unless_a_day_is_named(network):
    results = network(told())

    assert DAY == owed_to_workers(results).terms.on
    named = Terms(on=date(2026, 12, 31))
    assert named == owed_to_workers(results, named).terms


def test_the_order_of_interviews_changes_nothing(network):
    table = told(
        W_FEE_15=[None, "100", None, "50", None, "20", None, "400", None, "10"],
    )

    one, other = (owes(network(t)) for t in (table, table.iloc[::-1]))

    assert one == other


def test_no_amount_has_more_than_two_digits(network):
    """Of every cohort and total, whatever it is."""
    table = told(
        W_FEE_01=[str(1017 * k + 3) for k in range(10)],
        W_DEBT_02="333",
        W_DEBT_03="222",
        W_DEBT_04="1.7",
        W_PRO_03="2024-03-02",
        W_FEE_15="17",
    )

    one = owes(network(table), Terms(annual_rate=D("0.047")))

    amounts = [one.totals["USD"], *(c.amounts for c in one.cohorts)]
    shown = [getattr(a, f.name) for a in amounts for f in fields(a) if a is not None]
    shown += [x for c in one.cohorts for x in (c.reference, c.confirmed, c.repaid)]
    for amount in shown:
        if isinstance(amount, Decimal):
            assert len(amount.normalize().as_tuple().digits) <= 2


FEW = st.lists(
    st.tuples(
        st.sampled_from(["0", "100", "950", "40000", "dk", None]),
        st.sampled_from([None, "0", "50"]),
        st.sampled_from(["REC-1", "REC-2", None]),
        st.sampled_from(["2023-03-02", "2024-03-02", None]),
    ),
    min_size=9,
    max_size=9,
)


def test_what_nine_workers_say_changes_nothing_that_is_shown(network, questionnaires):
    """Whatever they paid and got back, came with and when: beside a corridor of twelve,
    with and without headcounts. What changes nothing cannot be found out."""
    answers = best(questionnaires["iris-supplier"], "corridor")
    workers = dict.fromkeys((NPL, BGD), answers)
    results = network(None, corridors=workers, M_PRO_02="200")
    counts = [
        row(30, 2, 2023),
        row(50, 2, 2024),
        Headcount("SITE-01", BGD, 40, None, "REC-1", 2023, source="x"),
        Headcount("SITE-01", BGD, 40, None, "REC-2", 2024, source="x"),
    ]

    def shown(few, counted) -> Any:
        columns = [list(column) for column in zip(*few, strict=True)]
        paid, repaid, recruiters, started = columns
        table = told(
            21,
            W_FEE_01=["1000"] * 12 + paid,
            W_FEE_15=["100"] * 12 + repaid,
            recruiter_id=["REC-1"] * 12 + recruiters,
            W_PRO_03=["2024-03-02"] * 12 + started,
            origin=["NPL"] * 12 + ["BGD"] * 9,
        )
        known = replace(
            results, interviews=table, headcounts=Headcounts(tuple(counted))
        )
        return owed_as_record(owed_to_workers(known, Terms(annual_rate=D("0.06"))))

    @settings(max_examples=60, deadline=None)
    @given(one=FEW, other=FEW)
    def nothing_changes(one, other):
        assert shown(one, []) == shown(other, [])
        told_of = [shown(few, counts) for few in (one, other)]
        for record in told_of:
            (supplier,) = record["suppliers"]
            for cohort in supplier["cohorts"]:
                if cohort["corridors"] == ["BGD-MYS"]:
                    for name in (
                        "interviews",
                        "reference",
                        "confirmed",
                        "repaid",
                        "owed",
                    ):
                        assert not cohort[name]
        totals, others = ([x["totals"] for x in r["suppliers"]] for r in told_of)
        assert totals == others

    nothing_changes()


def test_corridors_keep_their_own_currency(network, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {corridor: best(form, "corridor") for corridor in (NPL, BGD)}
    table = told(
        24,
        W_FEE_01=["1000"] * 24,
        origin=["NPL"] * 12 + ["BGD"] * 12,
        cost_currency=["NPR"] * 12 + ["BDT"] * 12,
    )

    one = owes(network(table, corridors=corridors, M_PRO_02="200"))

    assert {"BDT": D(80000), "NPR": D(80000)} == {
        currency: total.likely for currency, total in one.totals.items()
    }
    assert {Corridor("BGD", "MYS"), NPL} == {c.corridors[0] for c in one.cohorts}
