"""Practice, harm and residual risk, held to METHOD's corridor examples and laws."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.judgements import read_judgements
from recruitcheck.corridors.residual import (
    OUTCOMES,
    Practice,
    ResidualRules,
    harm,
    practice,
    residual,
)

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)
RULES, ISSUES = read_judgements("residual", ResidualRules)


def rules() -> ResidualRules:
    assert RULES is not None
    return RULES


@pytest.mark.parametrize("name", [n for n in EXAMPLES if n[:2] in {"C2", "C3", "C4"}])
def test_reproduces_the_example(name):
    """C2 harm binds, C3 has no worker voice, C4 is what good practice leaves."""
    given_, expected = EXAMPLES[name]["input"], EXAMPLES[name]["expected"]
    did = practice(given_["suppliers"])
    found = harm(given_.get("outcome_upper", {}), rules())
    assert did is not None
    assert expected["practice_assured"] == pytest.approx(did.assured, abs=1e-9)
    assert expected["practice_assessed_only"] == pytest.approx(
        did.assessed_only, abs=1e-9
    )
    assert expected["coverage"] == pytest.approx(did.coverage, abs=1e-9)
    if found is None:
        assert None is expected["observed_harm"]
    else:
        assert expected["observed_harm"] == pytest.approx(found.value, abs=1e-9)
        assert expected["outcome_parts"] == pytest.approx(found.parts, abs=1e-9)
    left = residual(
        expected["inherent"], did.assured, found.value if found else None, rules()
    )
    assert expected["residual_after_practice"] == pytest.approx(
        left.after_practice, abs=1e-9
    )
    assert expected["residual_risk"] == left.risk
    assert expected["corridor_score"] == left.score
    assert expected["tier"].casefold() == left.tier
    assert expected["binding"] == left.binding


def test_known_harm_counts_when_workers_are_not_heard():
    """Harm of 71 reported last year stands until somebody asks again."""
    found = residual(40.0, 95.0, None, rules(), last_harm=71.0)
    assert (71.0, "high", "last known harm") == (found.risk, found.tier, found.binding)


def test_known_harm_below_inherent_risk_does_not_bind():
    found = residual(40.0, 95.0, None, rules(), last_harm=30.0)
    assert (40.0, "no worker voice: no control credit") == (found.risk, found.binding)


def test_halves_round_up_and_the_tier_is_read_from_the_rounded_risk():
    """19.95 is 20.0, and moderate."""
    found = residual(19.95, None, 0.0, rules())
    assert (20.0, "moderate", 80.0) == (found.risk, found.tier, found.score)


def test_an_unassessed_corridor_has_practice_0():
    assert Practice(0.0, None, 0.0, 90) == practice([(90, None)])


@pytest.mark.parametrize("suppliers", [[], [(0, 80.0)], [(None, 80.0)]])
def test_without_known_workers_nobody_can_say_how_it_recruits(suppliers):
    assert None is practice(suppliers)


def test_harm_of_some_outcomes():
    """Fee and documents are half of the weight: enough. Two parts of 50 make 50."""
    found = harm({"fee": 0.2, "documents": 0.2, "cost": None}, rules())
    assert found is not None
    assert (50.0, 0.5) == pytest.approx((found.value, found.known))


def test_too_few_outcomes_make_no_harm():
    """Debt and contract are 0.30 of the weight: a part is not the whole."""
    assert None is harm({"debt": 0.0, "contract": 0.0}, rules())


def test_every_supplier_can_improve_while_the_corridor_falls():
    """The documented exception: the worse supplier grew from 100 to 240 workers.

    60.0 before: (100*80 + 100*40) / 200. After: (60*84 + 240*46) / 300 = 53.6.
    """
    before = practice([(100, 80.0), (100, 40.0)])
    after = practice([(60, 84.0), (240, 46.0)])
    assert before is not None
    assert after is not None
    assert (60.0, 53.6) == pytest.approx((before.assured, after.assured))
    riskier = residual(70.0, after.assured, 0.0, rules()).risk
    assert riskier > residual(70.0, before.assured, 0.0, rules()).risk


NUMBERS = st.floats(0, 100, allow_nan=False)
BOUNDS = st.fixed_dictionaries(
    {k: st.floats(0, 12 if k == "cost" else 1, allow_nan=False) for k in OUTCOMES}
)
SUPPLIERS = st.lists(
    st.tuples(st.integers(0, 900), st.none() | NUMBERS), min_size=1, max_size=9
)


@settings(max_examples=400)
@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_risk_rises_with_harm_and_falls_with_practice(inherent, a, b, c, d):
    less, more = sorted((a, b))
    good, better = sorted((c, d))
    assert (
        residual(inherent, good, less, rules()).risk
        <= residual(inherent, good, more, rules()).risk
    )
    assert (
        residual(inherent, better, less, rules()).risk
        <= residual(inherent, good, less, rules()).risk
    )


@settings(max_examples=400)
@given(NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS, st.none() | NUMBERS)
def test_risk_is_never_out_of_bounds_nor_below_harm(inherent, did, hurt, last):
    found = residual(inherent, did, hurt, rules(), last_harm=last)
    assert 0 <= found.risk <= 100
    assert found.tier in {tier.name for tier in rules().tiers}
    assert found.risk >= (hurt or 0.0) - 0.05
    assert found.score == pytest.approx(100 - found.risk)


@settings(max_examples=400)
@given(BOUNDS, st.sampled_from(OUTCOMES), st.floats(0, 3, allow_nan=False))
def test_harm_rises_with_every_outcome(upper, outcome, more):
    found = harm(upper, rules())
    worse = harm(upper | {outcome: upper[outcome] + more}, rules())
    assert found is not None
    assert worse is not None
    assert 0 <= found.value <= worse.value + 1e-9 <= 100 + 1e-9


@settings(max_examples=400)
@given(SUPPLIERS, st.randoms(use_true_random=False))
def test_order_of_suppliers_changes_nothing(suppliers, random):
    shuffled = list(suppliers)
    random.shuffle(shuffled)
    assert practice(suppliers) == practice(shuffled)


@settings(max_examples=400)
@given(SUPPLIERS)
def test_unassessed_workers_never_lift_practice(suppliers):
    found = practice(suppliers)
    if found is not None and found.assessed_only is not None:
        assert 0 <= found.assured <= found.assessed_only + 1e-9 <= 100 + 1e-9
