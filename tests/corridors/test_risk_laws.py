"""Laws that inherent risk keeps, whatever the facts."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.facts import Facts
from recruitcheck.corridors.indicators import INDICATORS
from recruitcheck.corridors.risk import inherent_risk, inherent_risks
from recruitcheck.corridors.risk_model import shipped_risk_model
from tests.corridors.making import fact

ON = date(2026, 11, 25)
CODES = ("NPL", "MYS", "QAT")
PAIRS = ("NPL-MYS", "NPL-QAT", "MYS-QAT")
MODEL = shipped_risk_model()
WIDE = tuple(f"{code}-*" for code in CODES) + tuple(f"*-{code}" for code in CODES)
PLACES = {
    **dict.fromkeys(
        (
            *("tip_tier", "rule_of_law", "control_of_corruption"),
            *("voice_accountability", "fee_law_origin", "fee_law_destination"),
            *("employer_tied", *(f"ratification_{c}" for c in MODEL.instruments)),
        ),
        CODES,
    ),
    "bilateral_agreement": PAIRS,
    "worker_paid_cost_months": PAIRS + WIDE,
}
KEYS = tuple((name, about) for name, places in PLACES.items() for about in places)
SLACK = 1e-9


def values(name):
    """From the best to the worst."""
    if name == "worker_paid_cost_months":
        return st.floats(0, 20).map(lambda months: round(months, 3))
    if INDICATORS[name].is_number:
        return st.floats(0, 100).map(lambda rank: round(rank, 2))
    if name.startswith("ratification"):
        return st.sampled_from(("ratified", "no_action", "not_ratified"))
    return st.sampled_from(sorted(getattr(MODEL.scales, name)))


@st.composite
def known(draw):
    """Some facts about three countries, one for each thing that is known."""
    keys = draw(st.lists(st.sampled_from(KEYS), unique=True, max_size=len(KEYS)))
    return Facts.of(
        fact(name, about, draw(values(name)), grade="A") for name, about in keys
    )


def risk_of(facts, key="NPL-MYS"):
    return inherent_risk(Corridor.parse(key), facts, on=ON)


@settings(max_examples=400, deadline=None)
@given(known())
def test_risk_and_bounds_lie_between_0_and_100(facts):
    risk = risk_of(facts)

    assert 0 <= risk.low <= risk.value <= risk.high <= 100
    assert 0 <= risk.completeness <= 1 + SLACK
    assert risk.provisional == (risk.completeness < 0.6)


@settings(max_examples=400, deadline=None)
@given(known(), st.data())
def test_a_fact_about_something_unknown_never_leads_out_of_the_bounds(facts, data):
    """And the bounds only narrow."""
    unknown = [key for key in KEYS if key not in facts.by_key]
    if not unknown:
        return
    name, about = data.draw(st.sampled_from(unknown))
    more = fact(name, about, data.draw(values(name)), grade="A")

    before, after = risk_of(facts), risk_of(facts.with_more([more]))

    assert before.low - SLACK <= after.low <= after.value + SLACK
    assert after.value - SLACK <= after.high <= before.high + SLACK


def worse(name, value):
    """How bad a value is, on any rising scale."""
    if name == "worker_paid_cost_months":
        return value
    if INDICATORS[name].is_number:
        return -value
    if name.startswith("ratification"):
        return value != "ratified"
    return getattr(MODEL.scales, name)[value]


@settings(max_examples=400, deadline=None)
@given(known(), st.data())
def test_a_worse_indicator_never_lowers_the_risk(facts, data):
    name, about = data.draw(st.sampled_from(KEYS))
    pair = sorted(
        (data.draw(values(name)), data.draw(values(name))),
        key=lambda value: worse(name, value),
    )
    rest = [one for one in facts if (one.indicator, one.about) != (name, about)]

    better, worst = (
        risk_of(Facts.of([*rest, fact(name, about, value, grade="A")]))
        for value in pair
    )

    assert better.value <= worst.value + SLACK
    assert better.low <= worst.low + SLACK
    assert better.high <= worst.high + SLACK


@settings(max_examples=400, deadline=None)
@given(known(), st.sampled_from(KEYS))
def test_to_forget_a_fact_only_widens_the_bounds(facts, key):
    less = Facts({one: rows for one, rows in facts.by_key.items() if one != key})

    more_known, less_known = risk_of(facts), risk_of(less)

    assert less_known.low <= more_known.low + SLACK
    assert more_known.high <= less_known.high + SLACK
    assert less_known.completeness <= more_known.completeness + SLACK


@settings(max_examples=400, deadline=None)
@given(known(), st.data())
def test_one_corridor_never_moves_another(facts, data):
    """Facts about Qatar, or a corridor to it, say nothing of Nepal to Malaysia."""
    foreign = [
        (name, about)
        for name, about in KEYS
        if "QAT" in about and (name, about) not in facts.by_key
    ]
    if not foreign:
        return
    name, about = data.draw(st.sampled_from(foreign))
    more = facts.with_more([fact(name, about, data.draw(values(name)), grade="A")])

    assert risk_of(facts) == risk_of(more)


@settings(max_examples=400, deadline=None)
@given(known(), st.permutations(PAIRS))
def test_many_at_once_are_each_as_alone(facts, keys):
    """To the bit, in any order and company."""
    table = inherent_risks(facts, [Corridor.parse(key) for key in keys])

    for row, key in enumerate(keys):
        one = risk_of(facts, key)
        found = (table.value[row], table.low[row], table.high[row])
        assert (one.value, one.low, one.high) == found


@settings(max_examples=400, deadline=None)
@given(known(), st.data())
def test_the_newest_fact_wins_whatever_it_says(facts, data):
    """An older row of the same kind changes nothing."""
    if not len(facts):
        return
    one = data.draw(
        st.sampled_from(sorted(facts, key=lambda f: (f.indicator, f.about)))
    )
    old = replace(one, value=str(data.draw(values(one.indicator))), reference="2001")

    risk = risk_of(facts.with_more([old]))

    assert risk_of(facts).value == risk.value
