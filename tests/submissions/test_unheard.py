"""Interviews that no return speaks of are told, never dropped in silence."""

import pandas as pd
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.organisations import Expected
from recruitcheck.submissions.answers import make_units
from recruitcheck.submissions.unheard import unheard_interviews, units_heard_alone
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


def heard_alone(table, units, *corridors, role="supplier", name="SITE-02"):
    asked = (Expected(name, "Site two", role, tuple(map(Corridor.parse, corridors))),)
    return units_heard_alone(table.assign(file="interviews/a.csv"), units, asked)


def test_a_site_on_the_list_is_heard_without_a_return(units):
    """Of the day of the last interview, in the corridors of which somebody was heard."""
    table = pd.concat(
        [
            interviews_with(2, supplier="SITE-02"),
            interviews_with(1, supplier="SITE-02", origin="BGD").assign(
                interviewed_on="2026-04-01"
            ),
            interviews_with(1, supplier="SITE-02").assign(cycle="2025"),
            interviews_with(1, supplier="SITE-02", origin="IND"),
        ]
    )

    found = heard_alone(table, units, "NPL-MYS", "BGD-MYS", "PAK-MYS")

    assert [
        ("SITE-02", "NPL-MYS", "2025"),
        ("SITE-02", "BGD-MYS", "2026"),
        ("SITE-02", "NPL-MYS", "2026"),
    ] == [one.key for one in found]
    assert ["2026-03-02", "2026-04-01", "2026-04-01"] == [
        str(one.own.dated) for one in found
    ]
    assert not any(one.own.received for one in found)
    assert found[1].own is found[2].own
    assert ["interviews/a.csv", "Site two", "MYS"] == [
        found[0].own.file,
        found[0].own.name,
        found[0].own.destination,
    ]
    (left,) = told(table, [*units, *found])
    assert left.startswith("Interviews of 'SITE-02' from IND in cycle 2026")


@pytest.mark.parametrize(
    "listed",
    [
        {"role": "recruiter"},
        {"name": "SITE-03"},
        {"corridor": "BGD-MYS"},
        {"name": "SITE-01", "cycle": "2027"},
    ],
    ids=["no supplier", "not listed", "another corridor", "has answered before"],
)
def test_other_interviews_make_no_site(units, listed):
    """A wrong id or country must be told, and a score is not replaced by none."""
    more = {"corridor": "NPL-MYS", "cycle": "2026"} | listed
    supplier = "SITE-01" if "SITE-01" == listed.get("name") else "SITE-02"
    table = interviews_with(3, supplier=supplier).assign(cycle=more.pop("cycle"))

    assert () == heard_alone(table, units, more.pop("corridor"), **more)


@pytest.mark.parametrize("day", ["", "12 March"])
def test_a_day_that_nobody_can_read_is_none(units, day):
    table = interviews_with(3, supplier="SITE-02").assign(interviewed_on=day)
    (found,) = heard_alone(table, units, "NPL-MYS")
    assert found.own.dated is None
