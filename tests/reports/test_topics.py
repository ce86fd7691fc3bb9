"""What each kind of respondent says about a topic, over a whole corridor."""

from recruitcheck.reports import views
from recruitcheck.reports.corridor_views import corridor_view
from tests.networks import NPL, answer, best, interviews_with, results_of, submission

KEEPS_PASSPORTS = "M-DOC-01"


def passports(results):
    (row,) = (
        one for one in corridor_view(NPL, results).topics if one.topic == "Passport"
    )
    return row


def test_a_corridor_shows_what_everybody_says_about_a_topic(questionnaires, iris):
    """One of two sites says that it keeps passports (0 of 100), the other that workers
    do (100); the recruiter keeps them for the visa (3 of 4); 6 of 12 workers have theirs.

    Wilson's upper bound of 6 of 12 of 80 workers is 72 of 100.
    """
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_DOC_01=answer(KEEPS_PASSPORTS, "employer"))
    recruiter = questionnaires["iris-recruiter"]
    own = best(recruiter, "corridor", R_DOC_01="visa")
    results = results_of(
        questionnaires,
        iris,
        submission(form, "SITE-01"),
        submission(form, "SITE-02", site=site),
        submission(recruiter, "REC-01", corridors={NPL: own}, site={}),
        interviews=interviews_with(12, W_DOC_01=["me"] * 6 + ["agent"] * 6),
    )

    found = passports(results)

    assert (50.0, 75.0, None, 50.0, 12) == (
        found.management,
        found.recruiter,
        found.auditor,
        found.workers,
        found.n,
    )
    assert 0.0 == found.discrepancy


def test_workers_of_a_topic_are_withheld_below_the_minimum_cell(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    results = results_of(
        questionnaires,
        iris,
        submission(form),
        interviews=interviews_with(9, W_DOC_01="agent"),
    )

    found = passports(results)

    assert views.Withheld("9 interviews, shown from 10") == found.workers
    assert None is found.discrepancy
