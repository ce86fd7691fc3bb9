"""One labour recruiter: its own score, whom it serves, what its workers paid."""

import pandas as pd
import pytest

from recruitcheck.organisations import Expected
from recruitcheck.summaries.recruiters import (
    FeesTold,
    findings_of_recruiters,
    recruiter_ids,
    recruiter_summary,
)
from tests.networks import BGD, NPL, best, interviews_with, results_of, submission


@pytest.fixture
def results(questionnaires, iris):
    """REC-01 recruits in Nepal for two sites, REC-02 in Bangladesh for one of them.

    Of REC-01's twenty workers twelve paid 600, of its other site's twenty two paid 100.
    """
    supplier, recruiter = (
        questionnaires["iris-supplier"],
        questionnaires["iris-recruiter"],
    )
    both = {one: best(supplier, "corridor") for one in (NPL, BGD)}
    bad = best(recruiter, "recruiter", R_FEE_01="yes")
    other = workers([100] * 2 + [0] * 18, "SITE-02")
    return results_of(
        questionnaires,
        iris,
        submission(
            supplier, corridors=both, recruiters={NPL: ("REC-01",), BGD: ("REC-02",)}
        ),
        submission(supplier, "SITE-02", recruiters={NPL: ("REC-01",)}),
        submission(recruiter, "REC-01", corridors={NPL: {}}, site=bad),
        interviews=pd.concat([workers([600] * 12 + [0] * 8), other, nobody()]),
        expected=(Expected("REC-03", "Nobody's (fictional)", "recruiter"),),
    )


def workers(amounts, supplier="SITE-01", recruiter="REC-01"):
    n = len(amounts)
    table = interviews_with(n, supplier, W_FEE_01=list(map(str, amounts)))
    return table.assign(recruiter_id=recruiter, cost_currency="USD")


def nobody():
    """Workers of both sites who name no recruiter and paid 300 each."""
    parts = [workers([300] * 10, site, None) for site in ("SITE-01", "SITE-02")]
    return pd.concat(parts)


def test_who_recruits(results):
    assert ("REC-01", "REC-02", "REC-03") == recruiter_ids(results)


def test_what_its_workers_paid(results):
    """14 of 40 paid, in threes 15: 0.375. (12*600 + 2*100) / 40 = 185, about 200."""
    found = recruiter_summary("REC-01", results)
    assert FeesTold(40, 15 / 40, "USD", 200.0) == found.fees
    assert [NPL] == list(found.workers)


def test_whom_it_serves_and_its_own_score(results):
    found = recruiter_summary("REC-01", results)
    assert {NPL: ("SITE-01", "SITE-02")} == found.serves
    assert found.score is not None
    assert found.score.score is not None
    assert "Site REC-01 (fictional)" == found.name


def test_a_recruiter_without_a_return(results):
    found = recruiter_summary("REC-02", results)
    assert (None, {BGD: ("SITE-01",)}, {}, None, ()) == (
        found.score,
        found.serves,
        found.workers,
        found.fees,
        found.findings,
    )
    assert "Nobody's (fictional)" == recruiter_summary("REC-03", results).name


def test_its_findings_are_those_of_every_supplier_that_it_serves(results):
    own = recruiter_summary("REC-01", results).findings
    assert own
    assert {("SITE-01", "SITE-02")} == {finding.suppliers for finding in own}
    for site in ("SITE-01", "SITE-02"):
        assert own == findings_of_recruiters(site, results)
    assert () == findings_of_recruiters("SITE-03", results)


def test_corridors_of_two_currencies_have_no_common_mean(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    both = {one: best(form, "corridor") for one in (NPL, BGD)}
    tables = [workers([600] * 12), workers([300] * 12, recruiter=None)]
    more = [table.assign(origin="BGD", cost_currency="BDT") for table in tables]
    results = results_of(
        questionnaires,
        iris,
        submission(form, corridors=both),
        interviews=pd.concat([*tables, *more]),
    )
    fees = recruiter_summary("REC-01", results).fees
    assert fees is not None
    assert (24, 1.0, "", None) == (fees.n, fees.share, fees.currency, fees.mean_cost)
