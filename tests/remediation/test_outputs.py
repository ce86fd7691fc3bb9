"""What is owed, as text and as plain data."""

import json
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.outputs import (
    HEADINGS,
    owed_as_blocks,
    owed_as_record,
    terms_as_lines,
)
from recruitcheck.remediation.owed import Terms
from recruitcheck.remediation.payments import Progress
from tests.networks import interviews_with, results_of, submission

D = Decimal


@pytest.fixture
def owed(questionnaires, iris):
    """One supplier, 80 workers, of whom twelve were interviewed and paid 1,000."""
    table = interviews_with(12, W_FEE_01=["1000"] * 12)
    returned = submission(questionnaires["iris-supplier"])
    return owed_to_workers(results_of(questionnaires, iris, returned, interviews=table))


def changed(owed, **progress):
    (one,) = owed.suppliers
    return replace(owed, suppliers=(replace(one, progress=Progress(**progress)),))


def test_a_block_says_what_is_owed_and_what_is_not_known(owed):
    ((title, rows, sentences),) = owed_as_blocks(owed)

    assert "Site SITE-01 (fictional), SITE-01, 2026" == title
    assert [list(HEADINGS)] == rows[:1]
    assert [
        "NPL-MYS, all recruiters, all years",
        *("80", "12", "USD 1,000", "80,000", "80,000", "80,000", "80,000", "-", "0"),
    ] == rows[1]
    assert [
        "The workers who left are not in it; headcounts.csv does not count them."
    ] == sentences


def test_progress_is_said_by_whom(owed):
    ((_, _, sentences),) = owed_as_blocks(
        changed(
            owed,
            said=D(618000),
            said_currency="MYR",
            said_workers=141,
            said_here={"USD": D(150000)},
            heard={"USD": D(110000)},
            paid={"USD": D("500.50")},
            proven={"USD": D(200)},
            overstated=True,
        )
    )

    assert [
        (
            "The supplier says it repaid MYR 618,000 (about USD 150,000) to 141 workers"
            " in the last 24 months."
        ),
        "By what workers say, together they got back about USD 110,000.",
        "The supplier says over a fifth more than workers confirm: look into it.",
        "Payment plans that came back: USD 500.50 paid, USD 200 of it with a proof.",
    ] == sentences[1:]


def test_at_least_what_is_confirmed_is_said_where_no_total_is_known(owed):
    (one,) = owed.suppliers
    cohort = replace(
        one.cohorts[0], amounts=None, current=None, why="the total is not known"
    )
    unknown = replace(owed, suppliers=(replace(one, cohorts=(cohort,), totals={}),))

    ((_, rows, sentences),) = owed_as_blocks(unknown)

    assert "?" == rows[1][1]
    assert ["The total is not known: USD 12,000."] == sentences


def test_cohorts_of_one_currency_are_summed_below(owed):
    (one,) = owed.suppliers
    several = replace(one, cohorts=one.cohorts * 2)

    ((_, rows, _),) = owed_as_blocks(replace(owed, suppliers=(several,)))

    assert "Together, USD" == rows[-1][0]


def test_plain_data_has_money_as_text(owed):
    record: Any = json.loads(json.dumps(owed_as_record(owed)))

    assert (1, True, 10, "p75", "0", 36, "2026-03-02") == tuple(
        record[name]
        for name in (
            "format",
            "fictional",
            "minimum_cell",
            "reference",
            "annual_rate",
            "look_back_months",
            "on",
        )
    )
    (supplier,) = record["suppliers"]
    (cohort,) = supplier["cohorts"]
    assert "80000" == cohort["owed"]["likely"]
    assert ("1000", "12000") == (cohort["reference"], cohort["confirmed"])
    assert supplier["totals"]["USD"] == cohort["owed"]
    assert [] == supplier["not_in_totals"]


def test_the_terms_are_said(owed):
    lines = terms_as_lines(replace(owed, terms=replace(owed.terms, reference="median")))

    assert any("half of the interviewed workers" in line for line in lines)
    assert any("no rate was given" in line for line in lines)
    with_rate = replace(owed, terms=Terms(annual_rate=D("0.055"), on=owed.terms.on))
    assert any("5.5% a year until 2026-03-02" in x for x in terms_as_lines(with_rate))
