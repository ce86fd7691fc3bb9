"""The risk of a corridor as its page shows it."""

from datetime import date
from typing import Any

import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.outcomes import Told
from recruitcheck.corridors.residual import Residual
from recruitcheck.corridors.risk import inherent_risk
from recruitcheck.reports.risks import breakdowns_of, forced_labour_rows, risk_of
from recruitcheck.summaries.breakdowns import PartTold
from recruitcheck.summaries.corridors import CorridorSummary, IndicatorTold

NPL_MYS = Corridor("NPL", "MYS")


@pytest.fixture(scope="module")
def facts():
    found, issues = read_facts()
    assert () == issues
    return found


def test_every_fact_leads_to_its_sources(facts):
    """The numbers beside a fact are places in the list of sources, and all are used."""
    risk = inherent_risk(NPL_MYS, facts, on=date(2026, 5, 18))

    view = risk_of(risk, facts.known_of(NPL_MYS))

    used = {n for row in (*view.facts, *view.others) for n in row.sources}
    assert set(range(1, len(view.sources) + 1)) == used
    assert all(row.sources for row in view.facts)
    assert {one.text for one in view.facts} & {one.text for one in view.others} == set()
    assert [63, 45, 32] == [round(part.value) for part in view.parts]
    assert "2026-05-18" == view.on


@pytest.mark.parametrize(
    ("binding", "words"),
    [
        ("observed harm", "What workers report decides"),
        ("no worker voice: no control credit", "nothing is taken off"),
        ("last known harm", "in an earlier cycle decides"),
        ("inherent risk after practice", "takes away, decides"),
    ],
)
def test_what_binds_is_said_in_a_sentence(facts, binding, words):
    left = Residual(75.1, 24.9, "high", binding, 47.3, 26.2, 75.1)
    risk = inherent_risk(NPL_MYS, facts, on=date(2026, 5, 18))

    view = risk_of(risk, (), left)

    assert view.residual is not None
    assert words in view.residual.why
    assert (75.1, "high", 26.2) == (
        view.residual.value,
        view.residual.tier,
        view.residual.after_practice,
    )


def summary(**more: Any) -> CorridorSummary:
    nothing: dict[str, Any] = {
        "corridor": NPL_MYS,
        "interviews": 0,
        "counted": 0,
        "practice": None,
        "outcomes": {},
        "costs": (),
        "months": None,
        "indicators": (),
        "several": None,
        "breakdowns": {},
        "harm": None,
        "last_harm": None,
        "residual": None,
    }
    return CorridorSummary(**(nothing | more))


@pytest.mark.parametrize(
    ("told", "words", "n"),
    [
        (None, "not asked", 0),
        (Told(n=0, heard=7), "withheld: 7 interviews, shown from 10", 7),
        (Told(40, 40, 0.3, 0.18, 0.45, 12, parts=1), "12 of 40", 40),
        (Told(40, 40, 0.3, 0.18, 0.45, parts=2), "about 30%", 40),
        (
            Told(40, 40, None, 0.0, 0.13, limit="few", parts=1),
            "nobody or one worker reports it",
            40,
        ),
    ],
)
def test_an_indicator_is_reported_by_n_of_m(make, told, words, n):
    """Never that forced labour was found, and never below the minimum cell."""
    found = summary(indicators=(IndicatorTold("ILO_FL-1", "Debt bondage", told),))

    (row,) = forced_labour_rows(found, make())

    assert ("Debt bondage", words, n) == (row.title, row.words, row.n)


def test_workers_who_report_several_stand_last(make):
    several = Told(40, 40, 0.3, 0.18, 0.45, 12, parts=1)

    rows = forced_labour_rows(summary(several=several), make())

    assert [("Several of these at once", "12 of 40")] == [
        (row.title, row.words) for row in rows
    ]


def test_a_breakdown_says_its_parts_in_words(make):
    """A sex in the words of the form, the rest together, who did not say apart."""
    parts = tuple(
        PartTold(key, 12, {"fee": 0.5}, "USD", 900.0) for key in ("female", "*", "")
    )

    (found,) = breakdowns_of(summary(breakdowns={"sex": parts}), make())

    assert ["Others, each too few to show", "Did not say"] == [
        part.label for part in found.parts[1:]
    ]
    assert ("By sex", "USD 900") == (found.title, found.parts[0].cost)
    assert len(found.outcomes) == len(found.parts[0].shares)
    assert 0.5 == found.parts[0].shares[0]


def test_a_single_part_is_no_breakdown(make):
    parts = (PartTold("female", 12, {}),)

    assert () == breakdowns_of(summary(breakdowns={"sex": parts}), make())
