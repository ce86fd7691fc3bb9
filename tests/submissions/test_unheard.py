"""Interviews that no return speaks of are told, never dropped in silence."""

import pandas as pd
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.submissions.answers import make_units
from recruitcheck.submissions.unheard import unheard_interviews
from tests.networks import interviews_with, submission


@pytest.fixture
def units(questionnaires):
    """SITE-01 answered cycle 2026 for workers from Nepal."""
    form = questionnaires["iris-supplier"]
    return make_units([submission(form, corridors={Corridor("NPL", "MYS"): {}})])[0]


def told(table, units):
    issues = unheard_interviews(table.assign(file="interviews/a.csv"), units)
    return [str(one).splitlines()[1].strip() for one in issues]


def test_an_interview_of_a_return_is_no_issue(units):
    assert [] == told(interviews_with(3), units)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"supplier_id": "site-1"},
            (
                "Interviews of 'site-1' from NPL in cycle 2026, not used (3): no return"
                " of it came back. Did you mean 'SITE-01'? [W210]"
            ),
        ),
        (
            {"cycle": "2025"},
            (
                "Interviews of 'SITE-01' from NPL in cycle 2025, not used (3): its"
                " returns are of 2026. [W210]"
            ),
        ),
        (
            {"origin": "BGD"},
            (
                "Interviews of 'SITE-01' from BGD in cycle 2026, not used (3): its return"
                " names these countries of origin: NPL. [W210]"
            ),
        ),
    ],
)
def test_an_interview_of_no_return_says_why(units, changed, expected):
    assert [expected] == told(interviews_with(3).assign(**changed), units)


def test_a_return_without_corridors_names_no_country(questionnaires):
    """A site that named no country of origin has no unit that workers could speak of."""
    form = questionnaires["iris-supplier"]
    units = make_units([submission(form, corridors={})])[0]
    (said,) = told(interviews_with(2), units)
    assert said.endswith("its return names these countries of origin: none. [W210]")


def test_each_file_supplier_and_country_is_told_once_in_order(units):
    table = pd.concat(
        [interviews_with(2, supplier="B"), interviews_with(1, supplier="A")]
    )
    assert ["Interviews of 'A'", "Interviews of 'B'"] == [
        one.partition(" from")[0] for one in told(table, units)
    ]
