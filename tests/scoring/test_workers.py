"""What workers say, counted, with intervals and the gates of the method."""

import pandas as pd
import pytest

from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.scoring.intervals import wilson
from recruitcheck.scoring.workers import (
    Incidence,
    answered,
    holding,
    incidence,
    known_population,
    outcome_severity,
    outcomes,
    points_of_workers,
    voices,
)
from tests.scoring.test_method_examples import EXAMPLES, toy_model

PAID = parse_expression("${W-FEE-01} > 0 and not(${W-FEE-15} >= ${W-FEE-01})")


def table(**columns):
    return pd.DataFrame({k.replace("_", "-"): v for k, v in columns.items()})


def test_an_incidence_counts_those_who_answered():
    """Four answered, two paid, one of them was repaid in full: one of four."""
    paid = table(
        W_FEE_01=["0", "900", "900", "0", None, "dk"],
        W_FEE_15=[None, "0", "900", None, None, None],
    )
    found = incidence(paid, "W-FEE-01", PAID, 40)
    assert (1, 4) == (found.reports, found.n)
    assert wilson(1, 4, 40) == found.interval
    assert 0.25 == found.share


def test_a_question_that_nobody_was_asked_has_no_incidence():
    found = incidence(table(x=["1"]), "W-FEE-01", PAID, 40)
    assert (0, 0, None) == (found.reports, found.n, found.share)
    assert [False] == answered(table(x=["1"]), "W-FEE-01")


@pytest.mark.parametrize(
    ("reports", "n", "expected"),
    [
        (0, 40, None),
        (1, 40, "major"),
        (5, 40, "zero_tolerance"),  # Wilson's lower bound of 5 of 40 is 5.5 %
        (2, 9, "major"),  # too few were heard to be certain
        (9, 9, "major"),
        (0, 0, None),
    ],
)
def test_the_gate_of_an_outcome(iris, reports, n, expected):
    """C5 of the method's examples."""
    found = Incidence(reports, n, wilson(reports, n))
    assert expected == outcome_severity(found, iris)


def test_every_outcome_that_was_asked_about(iris):
    asked = table(W_DOC_01=["me", "employer", "agent", "locker"])
    found = outcomes(asked, iris.outcome_gates, 100)
    assert {"passport-kept": (2, 4)} == {k: (i.reports, i.n) for k, i in found.items()}


def test_points_of_workers(questionnaires):
    """The bank's own bands: nothing paid 4 of 4, up to a quarter of a month 2, up to a
    month 1, more 0; a ratio nobody knows gives no points; "dk" gives none."""
    worker = questionnaires["worker-interview"]
    said = table(
        W_FEE_01=["0", "60", "200", "900", "900", "dk"],
        rci=[0.0, 0.2, 0.8, 3.0, float("nan"), float("nan")],
        W_DOC_01=["me", "asked", "employer", "office", None, "pns"],
    )
    points = points_of_workers(said, worker)
    assert [1.0, 0.5, 0.25, 0.0] == points["W-FEE-01"].tolist()[:4]
    assert points["W-FEE-01"].isna().tolist()[4:] == [True, True]
    assert [1.0, 0.25, 0.0] == points["W-DOC-01"].tolist()[:3]
    assert points["W-DOC-01"].isna().tolist()[3:] == [True, True, True]


def test_voice_averages_a_worker_first(questionnaires, iris):
    """Principle 2: W-DOC-01 weighs 5, W-MOV-01 weighs 3.

    First worker (5*1 + 3*0)/8 = 0.625, second only W-MOV-01: 1. Mean 0.8125 of two.
    """
    worker = questionnaires["worker-interview"]
    said = table(W_DOC_01=["me", None], W_MOV_01=["never", "any"])
    points = points_of_workers(said, worker)
    found = voices(points, worker, iris, 30)
    assert {"2"} == set(found)
    assert 0.8125 == found["2"].mean
    assert 2 == found["2"].n
    assert wilson(1.625, 2, 30) == found["2"].interval


def test_without_answers_there_is_no_voice(questionnaires, iris):
    worker = questionnaires["worker-interview"]
    said = table(W_DOC_01=[None, "dk"])
    assert {} == voices(points_of_workers(said, worker), worker, iris, 30)


def test_a_sample_larger_than_the_workforce_has_no_population():
    assert [30, None, None] == [
        known_population(10, 30),
        known_population(10, 9),
        known_population(10, None),
    ]


def test_conditions_read_numbers_and_leave_reserved_words_blank():
    said = table(rci=[0.5, float("nan")], a=["dk", "x"])
    assert [True, False] == holding(said, parse_expression("${rci} < 1"))
    assert [True, False] == holding(said, parse_expression("${a} = ''"))
    assert [True, True] == holding(said, parse_expression("1 = 1"))


def test_severities_of_worker_outcomes():
    """C5: one report of many is to be investigated, an incidence whose lower bound is
    5 % or a verified case is zero tolerance, nine interviews are too few to tell."""
    example = EXAMPLES["C5_fee_gate"]
    found = [
        outcome_severity(
            Incidence(reports, n, wilson(reports, n)),
            toy_model(),
            verified=bool(verified),
        )
        for reports, n, verified in example["input"]
    ]
    assert example["expected"] == found


def test_what_nobody_was_asked_has_no_severity():
    assert outcome_severity(None, toy_model()) is None
