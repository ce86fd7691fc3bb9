"""What to look into and to put right, on the pages of organisations and the index."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pandas as pd
import pytest

from recruitcheck.issues import Place
from recruitcheck.remediation.payments import Payment
from recruitcheck.reports import views
from recruitcheck.reports.follow_ups import fees_words
from recruitcheck.reports.html import render
from recruitcheck.reports.known import known_flags, known_summary
from recruitcheck.reports.network_views import network_view
from recruitcheck.reports.supplier_views import supplier_view
from recruitcheck.submissions.actions_taken import ActionTaken, FindingId
from recruitcheck.summaries.recruiters import FeesTold
from tests.networks import BGD, NPL, best, interviews_with, submission
from tests.reports import samples

KEPT = {"M_DOC_01": "employer"}


@pytest.fixture
def form(questionnaires):
    return questionnaires["iris-supplier"]


def taken(about, corridor="", **more):
    """A row of a returned plan."""
    row = ActionTaken(
        FindingId("SITE-01", corridor, about),
        *("2026", date(2026, 5, 1), "open", "major", "", "", None, "", "", None, ""),
        Place("actions/x.xlsx"),
    )
    return replace(row, **more)


def action(view, question):
    rows = (*view.actions.rows, *view.actions.minor)
    return next(row for row in rows if row.question == question)


def test_a_finding_stands_with_its_day_and_its_place_in_what_to_fix(make, form):
    """Of 1 March 2026, and the shipped model gives 14 days for zero tolerance."""
    results = make(submission(form, site=best(form, "site", **KEPT)))

    view = supplier_view("SITE-01", results)

    assert view.actions is not None
    row = action(view, "M-DOC-01")
    assert ("zero_tolerance", "2026-03-15") == (row.severity, row.due)
    assert row.first == next(
        at for at, fix in enumerate(view.fixes, 1) if "M-DOC-01" in fix.questions
    )
    assert ("open", False, "2026-03-01") == (row.status, row.overdue, view.actions.on)
    assert "recruitcheck actions export --supplier SITE-01" == view.actions.command


@pytest.mark.parametrize(
    ("more", "status", "overdue"),
    [
        ({}, "open", True),
        ({"status": "in_progress"}, "in progress", True),
        ({"status": "done"}, "done, no dated proof yet", True),
        (
            {"status": "done", "proof": "p.pdf", "proof_date": date(2026, 4, 1)},
            "done, not checked yet",
            True,
        ),
        (
            {
                "status": "done",
                "proof": "p.pdf",
                "proof_date": date(2026, 4, 1),
                "checked_by": "An auditor",
            },
            "closed",
            False,
        ),
        ({"status": "disputed", "due": date(2026, 5, 1)}, "disputed", False),
    ],
)
def test_a_returned_plan_says_how_far_an_action_is(make, form, more, status, overdue):
    """Due on 30 April, and the plan came back on 1 May."""
    results = make(submission(form, site=best(form, "site", **KEPT)))
    plan = taken("M-DOC-01", **({"due": date(2026, 4, 30), "owner": "A. Lim"} | more))

    view = supplier_view("SITE-01", replace(results, actions=(plan,)))

    row = action(view, "M-DOC-01")
    assert view.actions is not None
    assert (status, overdue, "A. Lim") == (row.status, row.overdue, row.owner)
    assert "2026-05-01" == view.actions.on
    others = {r.status for r in (*view.actions.rows, *view.actions.minor)} - {status}
    assert others <= {"new"}


def test_what_is_closed_and_no_finding_any_more_is_counted(make, form):
    """An action about what was found once and is found no more."""
    results = make(submission(form))
    done = taken(
        "M-DOC-01",
        status="done",
        proof="p.pdf",
        proof_date=date(2026, 4, 1),
        checked_by="An auditor",
    )
    about = supplier_view("SITE-01", results).actions
    assert about is not None
    gone = replace(done, id=FindingId("SITE-01", "", "M-GONE-01"))

    found = supplier_view("SITE-01", replace(results, actions=(gone,))).actions

    assert found is not None
    assert (0, 1) == (about.settled, found.settled)


def test_flags_are_told_with_what_could_not_be_judged(make, form):
    """Who keeps the passports is RF-10; without rates of fees RF-02 is not judged."""
    results = make(submission(form, site=best(form, "site", **KEPT)))

    flags = supplier_view("SITE-01", results).flags

    own = known_flags(results).of("SITE-01")
    assert flags is not None
    assert [one.code for one in own.raised] == [
        one.code for one in (*flags.red, *flags.interviews)
    ]
    assert "RF-10" in {one.code for one in flags.red}
    assert len(own.not_judged) == len(flags.unknown) > 0
    assert "Nepal to Malaysia" in {one.scope for one in flags.unknown}


def test_the_index_counts_the_flags_and_tells_the_risk(make, form):
    results = make(submission(form, site=best(form, "site", **KEPT)))

    view = network_view(results)

    raised = known_flags(results).raised
    left = known_summary(NPL, results).residual
    (row,) = view.corridors
    assert view.flags is not None
    assert left is not None
    assert (len(raised), 1) == (view.flags.raised, view.flags.organisations)
    assert results.inherent_risk(NPL).value == row.risk
    assert (left.risk, left.tier) == (row.left, row.tier)
    assert "briefs/NPL-MYS.html" == row.brief_href
    assert 'href="briefs/NPL-MYS.html"' in render(view)


def test_a_network_without_a_flag_says_so():
    view = replace(samples.network(), flags=views.FlagCount(0, 0))
    assert "No flag is raised." in render(view)


PAID = ["0", "400", "900", "1000", "1100", "1200", "1200", "1300", "1500", "1800"]


def test_what_is_owed_is_told_as_remediation_lets_it_out(make, form):
    """The example of remediation: 83,000 (59,000 to 110,000), each 1,300."""
    said = interviews_with(10, W_FEE_01=PAID).assign(debt_months=0.0)
    paid = Payment("SITE-01", "x", date(2026, 4, 1), Decimal(500), "USD")

    view = supplier_view(
        "SITE-01", make(submission(form), interviews=said), payments=(paid,)
    )

    assert view.owed is not None
    (row,) = view.owed.rows
    assert ("80", "10", "USD", "1,300") == (
        row.workers,
        row.heard,
        row.currency,
        row.each,
    )
    assert ("59,000", "83,000", "110,000") == (row.low, row.likely, row.high)
    assert view.owed.headline == (
        "About USD 83,000 (59,000 to 110,000) is owed to workers"
    )
    assert "Payment plans that came back: USD 500 paid, USD 0 of it with a proof." in (
        view.owed.sentences
    )


@pytest.mark.parametrize(
    ("n", "why"),
    [
        (0, "Not known: nobody was interviewed."),
        (9, "Not shown: fewer than 10 workers were interviewed."),
    ],
)
def test_without_a_total_the_reason_is_told(make, form, n, why):
    said = interviews_with(9, W_FEE_01=PAID[1:]).assign(debt_months=0.0) if n else None

    view = supplier_view("SITE-01", make(submission(form), interviews=said))

    assert view.owed is not None
    assert ("", why) == (view.owed.headline, view.owed.sentences[0])
    page = render(view)
    assert "No total can be shown here." in page
    assert why in page


@pytest.fixture
def served(make, questionnaires, form):
    """REC-01 charges workers in Nepal, and serves one of two sites there."""
    recruiter = questionnaires["iris-recruiter"]
    bad = best(recruiter, "recruiter", R_FEE_01="yes")
    other = {BGD: best(form, "corridor")}
    workers = interviews_with(20, W_FEE_01=["600"] * 12 + ["0"] * 8)
    rest = interviews_with(10, W_FEE_01=["300"] * 10).assign(recruiter_id=None)
    return make(
        submission(form, recruiters={NPL: ("REC-01", "REC-02")}),
        submission(form, "SITE-02", corridors=other, recruiters={BGD: ("REC-02",)}),
        submission(recruiter, "REC-01", corridors={NPL: {}}, site=bad),
        interviews=pd.concat([workers.assign(recruiter_id="REC-01"), rest]),
    )


def test_a_recruiters_findings_stand_at_every_supplier_it_serves(served):
    problems = supplier_view("SITE-01", served).recruiter_problems

    assert {"Site REC-01 (fictional)"} == {one.recruiter for one in problems}
    assert "R-FEE-01" == problems[0].question
    assert "../recruiters/REC-01.html" == problems[0].href
    assert () == supplier_view("SITE-02", served).recruiter_problems


def test_a_recruiters_page_says_whom_it_serves_and_what_its_workers_paid(served):
    """12 of 20 paid 600: 0.6, and 360 is about 400 to one digit."""
    view = supplier_view("REC-01", served)

    assert view.serving is not None
    (row,) = view.serving.rows
    assert ("Nepal to Malaysia", "../corridors/NPL-MYS.html") == (
        row.corridor,
        row.href,
    )
    assert (("Site SITE-01 (fictional)", "../suppliers/SITE-01.html"),) == row.suppliers
    assert (20, 0.6, "USD 400") == (row.n, row.paid, row.mean_cost)
    assert view.serving.fees == (
        "About 60% of its interviewed workers paid for their job, USD 400 on average."
    )
    assert (None, ()) == (view.owed, view.recruiter_problems)


@pytest.mark.parametrize(
    ("share", "mean", "said"),
    [
        (0.6, None, "About 60% of its interviewed workers paid for their job."),
        (None, 400.0, "Its interviewed workers paid USD 400 on average."),
        (None, None, ""),
    ],
)
def test_what_is_not_shown_of_fees_is_left_out(share, mean, said):
    assert said == fees_words(FeesTold(20, share, "USD", mean))


def test_of_few_workers_a_recruiters_page_says_nothing(served):
    few = replace(served, interviews=served.interviews.iloc[12:21])

    view = supplier_view("REC-01", few)

    assert view.serving is not None
    (row,) = view.serving.rows
    assert (None, None, "", "") == (row.n, row.paid, row.mean_cost, view.serving.fees)


def test_a_page_prints_every_block():
    """And each leads on: to what to fix first, to the recruiter, to the corridor."""
    page = render(samples.supplier())
    assert '<a href="#fix-1">fix 1</a>' in page
    for text in (
        "1 zero tolerance, 1 major, 1 minor.",
        "1 overdue</b> on 8 July 2026",
        "Most of the workers paid too: tests (19 of 25).",
        "2 flags not judged, or only in part",
        "In part: <bdi>no audit</bdi>.",
        "About USD 650,000 (520,000 to 780,000) is owed to workers",
        "The recruiter charges workers",
    ):
        assert text in page
    own = render(samples.recruiter())
    assert "About 50% of its interviewed workers paid for their job" in own
    assert "What is owed to workers" not in own
