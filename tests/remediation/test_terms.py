"""Asking twice, on other terms, tells nothing of a few workers."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount, Headcounts
from recruitcheck.corridors.rates import Rate, Rates
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.conversions import Conversions
from recruitcheck.remediation.owed import Terms
from recruitcheck.remediation.supplier_cohorts import SupplierCohorts
from tests.networks import NPL, best, interviews_with, results_of, submission

MINIMUM = 10
CORRIDORS = (NPL, Corridor("BGD", "MYS"), Corridor("IDN", "MYS"))
DAY, LATE = date(2026, 3, 2), date(2031, 1, 1)
TERMS = [
    Terms(currency=currency, annual_rate=rate, on=on)
    for currency, rate, on in product(
        (None, "USD", "NPR"), (Decimal(0), Decimal("0.06")), (DAY, LATE)
    )
]


@pytest.fixture
def network(questionnaires, iris):
    """A function: results of a supplier in three corridors, and its interviews."""
    form = questionnaires["iris-supplier"]
    both = {one: best(form, "corridor", M_PRO_03="400") for one in CORRIDORS}
    plain = results_of(questionnaires, iris, submission(form, corridors=both))
    rate = Rate("NPR", "USD", DAY, Decimal("0.007"), "Central bank", DAY)

    def results(rows):
        table = interviews_with(len(rows))
        for at, name in enumerate(
            ("origin", "recruiter_id", "W-PRO-03", "W-FEE-01", "W-FEE-15")
        ):
            table[name] = [row[at] for row in rows]
        table["cost_currency"] = [row[5] for row in rows]
        counts = [
            Headcount("SITE-01", one, 100, None, recruiter, year)
            for one in CORRIDORS
            for recruiter in ("REC-01", "REC-02")
            for year in (2024, 2025)
        ]
        return replace(
            plain,
            interviews=table,
            rates=Rates.of([rate]),
            headcounts=Headcounts(tuple(counts)),
        )

    return results


def interviews(seed):
    """Who was heard, where; each paid another amount, and some got it all back."""
    random = Random(seed)  # noqa: S311  # no secret, only a draw
    found: list[tuple[str, ...]] = []
    for one in CORRIDORS:
        odd = random.choice([0, 0.1, 0.5])
        for _ in range(random.choice([0, 6, random.randint(8, 40)])):
            paid = 100 + len(found)
            back = paid if random.random() < 0.5 else 0
            found.append(
                (
                    one.origin,
                    random.choice(["REC-01", "REC-01", "REC-02"]),
                    random.choice(["2024-03-01", "2025-03-01", "2025-03-01"]),
                    str(paid),
                    str(back),
                    "NPR" if random.random() < odd else "USD",
                )
            )
    return found


@settings(
    max_examples=60,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32 - 1))
def test_cohorts_of_all_terms_differ_by_nobody_or_by_the_minimum_cell(network, seed):
    rows = interviews(seed)
    if not rows:
        return
    results = network(rows)
    (units,) = results.latest("supplier").values()
    told = set()
    for terms in TERMS:
        conversions = Conversions(results.rates, on=terms.on or DAY)
        for one in SupplierCohorts(results, terms, conversions).of(units):
            if one.n >= MINIMUM:
                told.add(frozenset(heard.claim.paid for heard in one.heard))
    for a, b in product(told, repeat=2):
        assert not 0 < len(a - b) < MINIMUM


def test_a_few_in_another_currency_hide_the_amounts_of_all(network):
    """Two of twelve paid in rupees, and no rate is known of that day.

    Else repayment in dollars and in rupees would differ by what these two paid.
    """
    rows = [
        ("NPL", "REC-01", "2025-03-01", str(900 + at), "0", "USD") for at in range(10)
    ]
    rows += [("NPL", "REC-01", "2025-03-01", "120000", "0", "NPR")] * 2
    results = replace(network(rows), rates=Rates.of([]))
    (one,) = owed_to_workers(results).suppliers
    told = [
        c for c in one.cohorts if c.corridors == (NPL,) and "REC-01" in c.recruiters
    ]
    assert [(None, None)] == [(c.amounts, c.confirmed) for c in told]
    assert ["not known: there is no rate to convert what some workers paid"] == [
        c.why for c in told
    ]
