"""Inherent risk: the worked corridors, how facts are read, and reasons in words."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.corridors.facts import Facts
from recruitcheck.corridors.risk import inherent_risk, inherent_risks
from recruitcheck.corridors.risk_kernel import Column, Limits, combine, filled, goalpost
from tests.corridors.making import fact

ON = date(2026, 11, 25)
NPL_MYS = Corridor("NPL", "MYS")
EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def shipped():
    facts, issues = read_facts()
    assert () == issues
    return facts


def column(value):
    """A known value, or None."""
    known = 0.0 if value is None else 1.0
    low, high = (0.0, 1.0) if value is None else (value, value)
    return Column(*(np.array([x]) for x in (value or 0.0, known, low, high)))


@pytest.mark.parametrize(
    ("key", "rounded"),
    [
        ("BGD-MDV", 78),
        ("PAK-SAU", 77),
        ("BGD-SAU", 66),
        ("NPL-QAT", 58),
        ("BGD-MYS", 54),
        ("VNM-JPN", 46),
        ("NPL-KOR", 44),
        ("MEX-CAN", 40),
        ("DEU-CHE", 30),
    ],
)
def test_the_corridors_of_the_method_from_the_shipped_facts_alone(
    shipped, key, rounded
):
    """The nine figures that the method was published with."""
    risk = inherent_risk(Corridor.parse(key), shipped, on=ON)

    assert rounded == round(risk.value)
    assert risk.low <= risk.value <= risk.high


@pytest.mark.parametrize("country", ["origin", "destination"])
def test_example_c1_reads_goalposts_and_fills_what_is_unknown(country):
    """The general form: any goalposts and weights, unknowns filled with 75."""
    given = EXAMPLES["C1_inherent"]["input"]
    posts, weights = given["goalposts_best_worst"], given["weights"]
    total = sum(weights.values())

    part = filled(
        [
            column(None if value is None else goalpost(value, *posts[name]))
            for name, value in given[country].items()
        ],
        [weights[name] / total for name in given[country]],
        Limits(fill_towards=0.75, fill_share=0.0),
    )

    risk, completeness = EXAMPLES["C1_inherent"]["expected"][country]
    assert risk == pytest.approx(part.value[0] * 100, abs=1e-9)
    assert completeness == pytest.approx(part.known[0], abs=1e-9)


def test_example_c2_weighs_origin_destination_and_pair():
    """.4 origin, .4 destination, .2 pair, and no floor that binds."""
    given = EXAMPLES["C2_corridor_surveyed"]["input"]
    names = {"origin": "R_o", "destination": "R_d", "pair": "R_b"}
    parts = {n: ([column(given[key] / 100)], [1.0]) for n, key in names.items()}
    weights = {"origin": 0.4, "destination": 0.4, "pair": 0.2}

    found = combine(parts, weights, Limits(0.6, 0.5))

    expected = EXAMPLES["C2_corridor_surveyed"]["expected"]["inherent"]
    assert expected == pytest.approx(found.value[0] * 100, abs=1e-9)


FULL = [
    fact("tip_tier", "NPL", "2WL"),
    fact("rule_of_law", "NPL", 40),
    fact("control_of_corruption", "NPL", 20),
    fact("fee_law_origin", "NPL", "capped"),
    fact("ratification_C181", "NPL", "not_ratified"),
    fact("ratification_P029", "NPL", "ratified"),
    fact("tip_tier", "MYS", "2"),
    fact("rule_of_law", "MYS", 70),
    fact("voice_accountability", "MYS", 50),
    fact("employer_tied", "MYS", "free"),
    fact("fee_law_destination", "MYS", "employer_pays"),
    fact("ratification_C181", "MYS", "ratified"),
    fact("ratification_P029", "MYS", "ratified"),
    fact("worker_paid_cost_months", "NPL-MYS", 2, grade="A"),
    fact("bilateral_agreement", "NPL-MYS", "employer_pays"),
]


def without(*indicators):
    return Facts.of(one for one in FULL if one.indicator not in indicators)


def test_a_corridor_of_which_all_is_known_is_worked_by_hand():
    """No fill, no floor: weighted means of the three parts.

    origin       .35*70 + .30*70 + .25*50 + .10*50  = 63.0
    destination  .25*45 + .25*40 + .25*0 + .15*25 + .10*0 = 25.0
    pair         .60*52.5 + .40*20 = 39.5           2 months lie half-way from 40 to 65
    risk         .30*63 + .45*25 + .25*39.5 = 18.9 + 11.25 + 9.875 = 40.025
    """
    risk = inherent_risk(NPL_MYS, without(), on=ON)

    assert pytest.approx(63.0) == risk.origin.value
    assert pytest.approx(25.0) == risk.destination.value
    assert pytest.approx(39.5) == risk.pair.value
    assert pytest.approx(40.025) == risk.value
    assert pytest.approx(1.0) == risk.completeness
    assert not risk.provisional
    assert () == risk.floors


def test_instruments_that_nobody_looked_up_leave_bounds():
    """Four of six unknown: 1 of 6 to 5 of 6 at the origin, 0 to 4 of 6 at the other.

    low   40.025 - .3*.1*(50 - 100/6) - 0              = 39.025
    high  40.025 + .3*.1*(500/6 - 50) + .45*.1*(400/6) = 44.025
    """
    risk = inherent_risk(NPL_MYS, without(), on=ON)

    assert pytest.approx(39.025) == risk.low
    assert pytest.approx(44.025) == risk.high


def test_what_is_unknown_is_filled_half_way_to_sixty():
    """Without tied status: known mean of the destination 25 / .75 = 33.33, fill 46.67."""
    risk = inherent_risk(NPL_MYS, without("employer_tied"), on=ON)

    assert pytest.approx(25 + 0.25 * (25 / 0.75 + 60) / 2) == risk.destination.value
    assert pytest.approx(0.8875) == risk.completeness
    assert pytest.approx(39.025) == risk.low
    assert pytest.approx(44.025 + 0.45 * 25) == risk.high
    (unknown,) = [what for what, _ in risk.unknown if "tied" in what]
    assert "Destination (Malaysia), status tied to the employer" == unknown


def test_a_part_of_which_nothing_is_known_takes_the_mean_of_the_rest():
    """Known mean (.3*63 + .45*25)/.75 = 40.2; pair = half-way to 60 = 50.1."""
    facts = without("worker_paid_cost_months", "bilateral_agreement")

    risk = inherent_risk(NPL_MYS, facts, on=ON)

    assert pytest.approx(50.1) == risk.pair.value
    assert risk.pair.mean is None
    assert pytest.approx(18.9 + 11.25 + 0.25 * 50.1) == risk.value


def test_of_nothing_known_the_risk_is_sixty_and_says_so():
    risk = inherent_risk(NPL_MYS, Facts(), on=ON)

    assert (60.0, 0.0, 100.0) == (risk.value, risk.low, risk.high)
    assert 0 == risk.completeness
    assert risk.provisional
    assert () == risk.facts
    assert 11 == len(risk.unknown)


def test_the_risk_stays_near_that_of_the_destination():
    """Destination 95 throughout, the rest low: at least 95 - 20."""
    facts = Facts.of(
        [
            *(one for one in FULL if one.about != "MYS"),
            fact("tip_tier", "MYS", "3"),
            fact("employer_tied", "MYS", "kafala_variant"),
        ]
    )

    risk = inherent_risk(NPL_MYS, facts, on=ON)

    assert ("destination",) == risk.floors
    assert pytest.approx(97.5 - 20) == risk.value
    assert any("Malaysia" not in r and "more than 20 below" in r for r in risk.reasons)


def test_a_figure_for_the_whole_origin_counts_half_and_makes_no_floor():
    """Cost 100 known to .3, filled to 80: pair 86 and no floor at 80."""
    facts = without("worker_paid_cost_months", "bilateral_agreement").with_more(
        [fact("worker_paid_cost_months", "NPL-*", 18, grade="A")]
    )

    risk = inherent_risk(NPL_MYS, facts, on=ON)

    assert pytest.approx(86.0) == risk.pair.value
    assert pytest.approx(0.3) == risk.pair.known
    assert () == risk.floors
    assert (0.0, 100.0) == (risk.pair.low, risk.pair.high)
    assert "all destinations taken together" in risk.pair.reason


def test_of_two_wider_figures_the_higher_counts():
    facts = without("worker_paid_cost_months", "bilateral_agreement").with_more(
        [
            fact("worker_paid_cost_months", "NPL-*", 1, grade="A"),
            fact("worker_paid_cost_months", "*-MYS", 12, grade="A"),
        ]
    )

    cost, _ = inherent_risk(NPL_MYS, facts, on=ON).pair.indicators

    assert 100 == cost.value
    assert 2 == len(cost.facts)


@pytest.mark.parametrize("grade", ["B", "C", "D"])
def test_estimates_and_single_cases_are_shown_and_not_scored(grade):
    facts = without("worker_paid_cost_months").with_more(
        [
            fact("worker_paid_cost_months", "NPL-MYS", 12, grade=grade),
            fact("worker_paid_cost", "NPL-MYS", 3000, grade=grade),
        ]
    )

    risk = inherent_risk(NPL_MYS, facts, on=ON)

    cost, _ = risk.pair.indicators
    assert cost.value is None
    assert () == cost.facts
    assert {"worker_paid_cost", "worker_paid_cost_months"} == {
        one.indicator for one in risk.besides(facts.known_of(NPL_MYS))
    }


@pytest.mark.parametrize(
    ("months", "share"),
    [
        (0, 0),
        (0.5, 20),
        (1, 40),
        (2, 52.5),
        (3, 65),
        (4.5, 75),
        (6, 85),
        (9, 92.5),
        (12, 100),
        (30, 100),
    ],
)
def test_months_of_earnings_lie_on_straight_lines(months, share):
    facts = Facts.of([fact("worker_paid_cost_months", "NPL-MYS", months, grade="A")])

    cost, _ = inherent_risk(NPL_MYS, facts, on=ON).pair.indicators

    assert pytest.approx(share) == cost.value


def test_of_several_rules_the_worst_counts_and_all_are_shown():
    facts = without("fee_law_origin").with_more(
        [
            fact("fee_law_origin", "NPL", "zero_fee", scope="domestic workers"),
            fact("fee_law_origin", "NPL", "unregulated", "2020", scope="seafarers"),
        ]
    )

    fee = inherent_risk(NPL_MYS, facts, on=ON).origin.indicators[2]

    assert 90 == fee.value
    assert 2 == len(fee.facts)
    assert "worst of several" in fee.words


def test_an_agreement_of_the_past_says_nothing():
    facts = without("bilateral_agreement").with_more(
        [fact("bilateral_agreement", "NPL-MYS", "historic", "1964")]
    )

    risk = inherent_risk(NPL_MYS, facts, on=ON)

    _, agreement = risk.pair.indicators
    assert agreement.value is None
    assert agreement.unknown
    (other,) = risk.besides(facts.known_of(NPL_MYS))
    assert "historic" == other.value
    assert other.stale


def test_one_rank_of_two_is_half_of_governance():
    """Rule of law 40 alone: risk 60, and half of it known."""
    facts = without("control_of_corruption")

    governance = inherent_risk(NPL_MYS, facts, on=ON).origin.indicators[1]

    assert pytest.approx(60.0) == governance.value
    assert 0.5 == governance.known
    assert "control of corruption" in governance.unknown


def test_a_single_instrument_says_nothing():
    """At least two must be known."""
    facts = Facts.of(
        one
        for one in FULL
        if not (one.indicator == "ratification_P029" and one.about == "NPL")
    )

    ratified = inherent_risk(NPL_MYS, facts, on=ON).origin.indicators[3]

    assert ratified.value is None
    assert "only 1 of 6 instruments known" == ratified.words


def test_old_facts_are_marked_and_change_no_number():
    """Three years for laws and tiers, seven for surveys."""
    late = date(2029, 1, 1)

    now, later = (inherent_risk(NPL_MYS, without(), on=on) for on in (ON, late))

    assert now.value == later.value
    assert not any(one.stale for one in now.facts)
    assert {"worker_paid_cost_months"} == {
        one.indicator for one in later.facts if not one.stale
    }


def test_each_part_gives_its_reason_in_words(shipped):
    risk = inherent_risk(Corridor("NPL", "QAT"), shipped, on=ON)

    origin, destination, pair = risk.reasons

    assert origin.startswith("Origin (Nepal): ")
    assert "Tier 2 Watch List (2025)" in origin
    assert "workers may be charged up to a limit (2025)" in origin
    assert "Destination (Qatar): " in destination
    assert "sponsorship" in destination
    assert "not known: worker-paid cost" in pair


def test_all_pairs_in_one_call_are_each_as_alone_to_the_bit(shipped):
    """Every 97th of more than 34,000 pairs, and all that have facts of their own."""
    table = inherent_risks(shipped)

    assert 250 * 249 == len(table.corridors) == len(table.value)
    own = [n for n, one in enumerate(table.corridors) if str(one) in shipped.corridors]
    assert len(own) > 30
    for row in [*own, *range(0, len(table.corridors), 97)]:
        one = inherent_risk(table.corridors[row], shipped, on=ON)
        assert one.value == table.value[row]
        assert one.low == table.low[row]
        assert one.high == table.high[row]
        assert one.completeness == table.completeness[row]
        assert one.provisional == table.provisional[row]
        assert ("".join(one.floors)) == table.floor[row]


def test_only_the_pairs_asked_for_in_their_order(shipped):
    pairs = [Corridor("NPL", "QAT"), Corridor("BGD", "MDV"), Corridor("NPL", "QAT")]

    table = inherent_risks(shipped, pairs)

    assert [58, 78, 58] == [round(one) for one in table.value]
    assert ["", "pair", ""] == table.floor.tolist()
