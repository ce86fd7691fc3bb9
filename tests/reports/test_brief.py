"""The dialogue brief: facts for everybody, figures of five companies or more."""

import pandas as pd
import pytest

from recruitcheck.reports.brief_views import brief_view
from recruitcheck.reports.html import render
from tests.networks import BGD, NPL, best, interviews_with, submission


@pytest.fixture
def companies(questionnaires, make):
    """Results of so many companies, all of whose passports the employer keeps."""
    form = questionnaires["iris-supplier"]

    def made(number, **more):
        site = best(form, "site", M_DOC_01="employer")
        returns = [
            submission(form, f"SITE-0{n}", site=site) for n in range(1, number + 1)
        ]
        return make(*returns, **more)

    return made


def test_five_companies_are_shown_together_and_none_by_name(companies):
    """Each 60 of 100 before and 24 after its ceiling: the mean is 24."""
    view = brief_view(NPL, companies(5))

    assert ("24 of 100", "How companies recruit") == (
        view.figures[0].value,
        view.figures[0].title,
    )
    assert "" == view.why_none
    assert any("(5 of 5 companies)" in text for text in view.weak)
    page = render(view)
    assert "SITE-0" not in page
    assert "M-DOC-01" not in page


def test_four_companies_are_not_shown(companies):
    """Whoever knows three of them would know the fourth."""
    view = brief_view(NPL, companies(4))

    assert ((), ()) == (view.figures, view.weak)
    assert "Fewer than 5 companies" in view.why_none
    assert view.risk.residual is None
    assert view.rules.gaps


def test_what_workers_report_stands_in_the_headline(companies):
    """Ten interviews at each of five companies, four of which paid."""
    view = brief_view(NPL, companies(5, interviews=paid_at(5)))

    assert view.headline.startswith("About 40% of interviewed workers paid")
    shares = [one for one in view.figures if one.value == "about 40%"]
    assert ["of interviewed workers paid for their job"] == [
        one.title for one in shares
    ]
    assert view.questions[0].startswith("Which of these payments")
    assert "" == view.why_none


@pytest.mark.parametrize("heard", [1, 4])
def test_workers_of_fewer_than_five_companies_are_not_heard(companies, heard):
    """Five have a score; whoever knows where interviews were held would know whose it is.

    What is left of the risk would tell what workers report, where that decides it.
    """
    view = brief_view(NPL, companies(5, interviews=paid_at(heard)))

    page = render(view)
    assert "interviewed workers" not in view.headline
    assert ["How companies recruit"] == [
        one.title
        for one in view.figures
        if not one.title.startswith("Risk that is left")
    ]
    assert view.risk.residual is None or "Too few" in view.risk.residual.why
    assert "interviewed at fewer than 5 companies" in page


def paid_at(companies):
    """Ten interviews at each of so many companies: four workers paid."""
    parts = [
        interviews_with(10, f"SITE-0{n}", W_FEE_01=["900"] * 4 + ["0"] * 6)
        for n in range(1, companies + 1)
    ]
    return pd.concat(parts, ignore_index=True)


def test_a_corridor_nobody_reports_on_has_its_facts(make):
    """The gaps between the rules need no company."""
    view = brief_view(BGD, make())

    assert "No company has reported on this corridor here." == view.why_none
    assert view.headline == view.rules.gaps[0].title
    assert {one.actor for one in view.steps} >= {
        "Government of Bangladesh",
        "Government of Malaysia",
    }


def test_each_step_names_a_gap_that_is_there(companies):
    view = brief_view(NPL, companies(5))

    steps = [pair for actor in view.steps for pair in actor.steps]
    assert steps
    for step, number in steps:
        gap = view.rules.gaps[number - 1]
        assert step in {text for _, text in gap.steps}


def test_only_sources_of_what_is_said_are_listed(companies):
    view = brief_view(NPL, companies(5))

    used = {n for gap in view.rules.gaps for n in gap.sources}
    assert set(range(1, len(view.rules.sources) + 1)) == used
