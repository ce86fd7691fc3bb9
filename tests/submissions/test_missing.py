"""Who was asked and has not answered: a compliance team has to remind them."""

import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.organisations import Expected
from recruitcheck.submissions.missing import find_missing, screen_rows_of_missing
from tests.networks import NPL, submission

ASKED = (
    Expected("SITE-01", "One", "supplier", (NPL, Corridor("BGD", "MYS"))),
    Expected("SITE-02", "Two", "supplier", (NPL,)),
    Expected("AGENCY", "An agency", "recruiter"),
)


@pytest.fixture
def returned(questionnaires):
    def make(organisation, cycle="2026", form="iris-supplier"):
        return submission(questionnaires[form], organisation, cycle=cycle)

    return make


def test_who_never_answered_and_who_answered_last_time(returned):
    """In the order of the list; who answered in the latest cycle is not among them."""
    found = find_missing(ASKED, [returned("SITE-02"), returned("SITE-01", "2025")])

    assert [
        ["Not answered", "Name", "Kind", "Corridors", "Last cycle"],
        ["SITE-01", "One", "supplier", "NPL-MYS BGD-MYS", "2025"],
        ["AGENCY", "An agency", "recruiter", "-", "-"],
    ] == screen_rows_of_missing(found)


def test_an_audit_is_no_answer(returned):
    """Nor does an older return undo a newer one, in whatever order they are read."""
    own = [returned("SITE-01"), returned("SITE-01", "2025")]

    found = find_missing(ASKED[:2], [*own, returned("SITE-02", form="iris-audit")])

    assert ["SITE-02"] == [one.organisation for one in found]


def test_before_anything_comes_back_all_are_missing():
    assert ["", "", ""] == [one.last for one in find_missing(ASKED, ())]
