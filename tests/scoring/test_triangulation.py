"""What auditors and workers make of a claim: laws and worked numbers."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.intervals import wilson
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.triangulation import Audit, Bounds, triangulate
from tests.scoring.test_engine_laws import ANSWERS, SCALE, model

many = settings(max_examples=400, deadline=None)
PASSPORT = "TG-PASSPORT"


def rules(*gates):
    """A claim that a gate and an auditor's question speak of, and one of its own."""
    return Rules(
        model(mean=1.0),
        (
            Item("claim", "management", 2, 0, SCALE, gates, topic=PASSPORT),
            Item("alone", "management", 1, 0, SCALE),
            Item("audit", "auditor", 1, 1, SCALE, evidence=2, topic=PASSPORT),
        ),
    )


def scored(of, claim="yes", *, level=0, audit=None, workers=None, took_part=False):
    columns = {
        "claim": pa.array([claim], pa.string()),
        "alone": ["yes"],
        "audit": pa.array([audit], pa.string()),
        "evidence.claim": [level],
        "respondent.auditor": [took_part or audit is not None],
    }
    if workers is not None:
        names = ("favourable", "heard", "population")
        for name, value in zip(names, workers, strict=True):
            columns[f"workers.{PASSPORT}.{name}"] = pa.array([value], pa.float64())
    batch = pa.RecordBatch.from_pydict(columns)
    return score(batch, of).to_pylist()[0], details(batch, of)[0]


@st.composite
def samples(draw):
    """Heard, and of how many workers."""
    n = draw(st.integers(0, 60))
    return n, draw(st.one_of(st.none(), st.integers(n, 500)))


@many
@given(st.sampled_from(ANSWERS), st.integers(0, 3), samples(), st.data())
def test_more_favourable_workers_never_lower_the_score(answer, level, sample, data):
    """Monotone in k."""
    n, population = sample
    k = data.draw(st.integers(0, max(n - 1, 0)))
    of = rules(Gate("zero_tolerance"))
    fewer, more = (
        scored(of, answer, level=level, workers=(min(i, n), n, population))[0]
        for i in (k, k + 1)
    )
    assert fewer["raw"] <= more["raw"] + 1e-9
    assert fewer["low"] <= more["low"] + 1e-9


@many
@given(
    st.floats(0, 1),
    st.integers(0, 3),
    st.one_of(st.none(), st.floats(0, 1)),
    samples(),
    st.data(),
)
def test_each_step_only_takes_away_and_stays_in_bounds(
    points, level, audit, sample, data
):
    """0 <= x <= e <= m <= the answer: the lost points have no negative part."""
    n, population = sample
    k = data.draw(st.integers(0, n))
    low, high = wilson(k, n, population)
    bounds = Bounds(np.array([low]), np.array([high]), np.array([n >= 10]))
    claim = triangulate(
        np.array([points]),
        level,
        None
        if audit is None
        else Audit(
            np.array([audit]), np.array([2]), np.array([audit]), np.array([False])
        ),
        bounds if n >= 10 else None,
        model(),
    )
    assert 0 <= claim.credited[0] <= claim.earned[0] <= claim.limited[0] + 1e-12
    assert claim.limited[0] <= points
    assert 0 <= claim.discrepancy[0] <= 1


@many
@given(st.sampled_from([None, "dk", "na"]), samples(), st.data())
def test_missing_answers_ignore_what_workers_say(answer, sample, data):
    n, population = sample
    k = data.draw(st.integers(0, n))
    of = rules(Gate("major"))
    without = scored(of, answer)[0]
    with_workers = scored(of, answer, workers=(k, n, population))[0]
    assert without["low"] == with_workers["low"]
    assert with_workers["discrepancy"] is None


@many
@given(st.sampled_from(ANSWERS), samples(), st.data())
def test_better_evidence_never_lowers_the_score_whatever_workers_say(
    answer, sample, data
):
    n, population = sample
    k = data.draw(st.integers(0, n))
    found = [
        scored(rules(), answer, level=v, workers=(k, n, population))[0]["low"]
        for v in range(4)
    ]
    assert sorted(found) == pytest.approx(found)


def test_adverse_workers_can_score_below_no_workers_at_all():
    """The documented exception: surveys are therefore registered by the auditor.

    30 of 40 contradict: U = 0.40, so x = 0.40 instead of 0.60 for a declared claim.
    """
    without = scored(rules())[0]["raw"]
    against = scored(rules(), workers=(10, 40, 200))[0]["raw"]
    assert against < without


def test_an_auditor_limits_a_claim_and_makes_it_audited():
    """Declared "yes", the auditor saw "partial": 0.95 of 0.5, not 0.6 of 1."""
    found, detail = scored(rules(), audit="partial")
    claim = detail["claim"]
    assert (1.0, 0.5, 2) == (claim.points, claim.limited, claim.evidence)
    assert 0.475 == pytest.approx(claim.credited)
    # Principle x: claim of weight 2 and "alone" declared: (2*0.475 + 0.6) / 3.
    assert 100 * 1.55 / 3 == pytest.approx(found["principle.x"])


def test_what_an_auditor_left_blank_counts_as_the_worst():
    """Else silence would beat an honest "no": the claim is limited to 0 and can only
    win, up to what the best answer would leave of it."""
    found, detail = scored(rules(), took_part=True)
    assert (0.0, 0) == (detail["claim"].limited, detail["claim"].evidence)
    no = scored(rules(), audit="no")[0]
    yes = scored(rules(), audit="yes", level=3)[0]
    assert found["low"] == no["low"] < yes["low"] <= found["high"]


def test_without_an_audit_nothing_is_limited():
    _, detail = scored(rules(), took_part=False)
    assert (1.0, 0) == (detail["claim"].limited, detail["claim"].evidence)


def test_an_old_audit_gives_the_evidence_that_is_left_of_it():
    """An audit of 30 months ago has level 1: it limits, but makes nothing audited."""
    columns = {"claim": ["yes"], "alone": ["yes"], "audit": ["yes"]}
    levels = {"evidence.claim": [0], "evidence.audit": [1]}
    batch = pa.RecordBatch.from_pydict(columns | levels)
    claim = details(batch, rules())[0]["claim"]
    assert (1, 0.8) == (claim.evidence, claim.credited)


@pytest.mark.parametrize(
    ("heard", "cap", "gates"),
    [
        ((2, 40, 200), 24.0, ["claim"]),  # U = 0.15: the hardest gate
        ((30, 40, 200), 100.0, []),
        ((0, 9, 200), 100.0, []),  # too few were heard
    ],
)
def test_workers_who_contradict_fire_the_hardest_gate(heard, cap, gates):
    of = rules(Gate("zero_tolerance", ("no",)), Gate("major", ("partial",)))
    found, _ = scored(of, workers=heard)
    assert (cap, gates) == (found["cap"], found["gates"])


def test_an_auditor_who_contradicts_fires_the_mildest_gate():
    """The auditor's own question carries the gate for what was seen."""
    of = rules(Gate("zero_tolerance", ("no",)), Gate("major", ("partial",)))
    assert 69.0 == scored(of, audit="no")[0]["cap"]


def test_discrepancies_are_flagged_and_averaged_by_weight():
    """12 of 40 of 200 favourable: U = 0.4379, so D = 0.5621 (the method's S7)."""
    found, detail = scored(rules(), workers=(12, 40, 200))
    assert 0.5621389622620145 == pytest.approx(detail["claim"].discrepancy, abs=1e-9)
    assert 0.5621389622620145 == pytest.approx(found["discrepancy"], abs=1e-9)
    assert ["claim"] == found["discrepancies"]
    assert detail["alone"].discrepancy is None


def test_workers_who_confirm_raise_the_evidence():
    """79 of 80 of 200: what they confirm counts in full (the method's S7b)."""
    _, detail = scored(rules(), level=1, workers=(79, 80, 200))
    assert 3 == detail["claim"].evidence
    assert 0.9969236230026873 == pytest.approx(detail["claim"].credited, abs=1e-9)


def test_unscored_questions_are_no_claims():
    scale = PointsScale("single", {"yes": None})
    of = Rules(
        model(), (Item("a", "management", 0, None, scale, topic="T"), *rules().items)
    )
    assert (PASSPORT,) == of.claimed_topics
