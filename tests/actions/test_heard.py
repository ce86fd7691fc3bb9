"""What workers say is put into words that tell on nobody."""

from functools import partial

import pytest

from recruitcheck.actions.heard import (
    gate_statement,
    topic_words,
    withheld_words,
)
from tests.networks import interviews_with, results_of, submission


@pytest.fixture
def make(questionnaires, iris):
    """Results of one supplier and its interviews; the supplier's unit."""

    def results(interviews):
        one = submission(questionnaires["iris-supplier"])
        found = partial(results_of, questionnaires, iris)(one, interviews=interviews)
        return found, found.network.assessments

    return results


@pytest.fixture
def passports(iris):
    return next(gate for gate in iris.outcome_gates if gate.id == "passport-kept")


def kept(reports, n):
    answers = ["employer"] * reports + ["me"] * (n - reports)
    return interviews_with(n, W_DOC_01=answers)


@pytest.mark.parametrize(
    ("reports", "n", "words"),
    [
        (9, 24, "9 of 24 interviewed workers"),
        (1, 24, "Interviewed workers"),
        (5, 9, "Interviewed workers"),
        (24, 24, "More than 90 % of 24 interviewed workers"),
        (60, 60, "60 of 60 interviewed workers"),
    ],
)
def test_what_is_reported(make, passports, reports, n, words):
    """A number from two reports and ten interviews on; of few, all is 'more than'."""
    results, units = make(kept(reports, n))
    assert f"{words} {passports.finding}" == gate_statement(
        passports, units[0], results
    )


@pytest.mark.parametrize(
    ("reports", "n", "words"),
    [
        (9, 24, "15 of 24 interviewed workers have a favourable view"),
        (1, 24, "at most one other view, of 24 interviewed workers"),
        (23, 24, "at most one favourable view, of 24 interviewed workers"),
        (4, 9, "withheld: 9 interviews, shown from 10"),
    ],
)
def test_what_they_think_of_a_topic(make, reports, n, words):
    results, units = make(kept(reports, n))
    assert words == topic_words(units, "TG-PASSPORT", results)


def test_of_what_nobody_was_asked_nothing_is_said(make, passports):
    results, units = make(kept(2, 12))
    assert "" == topic_words(units, "TG-HOUSING", results)
    results, units = make(None)
    assert "" == topic_words(units, "TG-PASSPORT", results)
    assert gate_statement(passports, units[0], results).startswith("Interviewed")


def test_why_a_figure_is_withheld():
    assert "1 interview, shown from 10" == withheld_words(1, 10)
    assert "it would tell what a few workers said" == withheld_words(12, 10)
