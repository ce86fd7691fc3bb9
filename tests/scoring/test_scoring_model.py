"""Scoring models: what a file may say, and what is told of one that says it wrongly."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.content import content_folder
from recruitcheck.issues import Issue
from recruitcheck.scoring.scoring_model import (
    Band,
    Outcome,
    ScoringModel,
    read_scoring_model,
)
from recruitcheck.workspace import read_model

MODEL = """\
id = "small"
version = "1"
title = "A small model"
credit = [0.6, 0.8, 0.95, 1]

[roles]
supplier = ["management"]

[caps]
zero_tolerance = 24
critical = 49.0
major = 69.0

[[bands]]
letter = "A"
name = "Good"
least = 50.0

[[bands]]
letter = "B"
name = "Bad"
least = 0.0

[[principles]]
id = "1"
title = "First"
short = "First"
weight = 2

[[principles]]
id = "2"
title = "Second"
short = "Second"
weight = 1.5
questions = ["X-1", "X-2"]

[[outcome_gates]]
id = "fee"
title = "Workers paid"
finding = "paid"
asked = "W-1"
reported = "${W-1} > 0 or ${W-2} > 0"
remedied = "${W-3} >= ${W-1}"

[[incidences]]
id = "debt"
title = "Debt"
asked = "W-4"
reported = "${W-4} = 'yes'"
"""

Read = Callable[..., tuple[ScoringModel | None, tuple[Issue, ...]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the model above with one text replaced by another."""

    def build(
        old: str = "", new: str = "", *, encoding: str = "utf-8"
    ) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
        assert 1 == MODEL.count(old) or not old
        path = tmp_path / "small.toml"
        path.write_bytes(MODEL.replace(old, new).encode(encoding))
        return read_scoring_model(path, shown_as="scoring/models/small.toml")

    return build


@pytest.fixture
def model(read: Read) -> ScoringModel:
    found, issues = read()
    assert () == issues
    assert found is not None
    return found


def test_what_is_not_said_is_the_default_of_the_readme(model):
    """scoring/README.md, keys of a model."""
    assert (0.0, 0.99, 0.5) == (model.mean, model.shift, model.gate_threshold)
    assert (0.95, 0.80, 0.20) == (
        model.complete,
        model.provisional,
        model.na_exposure_flag,
    )
    assert (10, 0.05) == (model.minimum_cell, model.outcome_incidence)
    assert "M-PRO-03" == model.migrant_workers
    assert {} == model.respondent_evidence


def test_a_model_cannot_be_changed(model):
    with pytest.raises(ValueError, match="frozen"):
        model.mean = 1.0


@pytest.mark.parametrize(
    ("question", "principle", "expected"),
    [
        ("M-1", "1", 0),  # by its rc_principle
        ("M-1", "2", None),  # the second names its questions itself
        ("X-2", "1", 0),  # the first principle that holds it
        ("X-2", "9", 1),
        ("M-1", "", None),
    ],
)
def test_a_question_counts_in_one_principle(model, question, principle, expected):
    assert expected == model.principle_of(question, principle)


@pytest.mark.parametrize(
    ("score", "letter"), [(100.0, "A"), (50.0, "A"), (49.9, "B"), (0.0, "B")]
)
def test_a_band_begins_with_its_least_score(model, score, letter):
    assert letter == model.band(score).letter


def test_caps_are_by_severity(model):
    assert [24.0, 49.0, 69.0] == [
        model.cap(severity) for severity in ("zero_tolerance", "critical", "major")
    ]


def test_a_worker_who_was_made_whole_reports_no_outcome(model):
    (gate,) = model.outcome_gates

    assert gate.condition.holds({"W-1": "100", "W-3": ""})
    assert gate.condition.holds({"W-2": "5", "W-3": "0"})
    assert not gate.condition.holds({"W-1": "100", "W-3": "100"})
    assert ("W-1", "W-2", "W-3") == gate.condition.references
    assert "(${W-1} > 0 or ${W-2} > 0) and not(${W-3} >= ${W-1})" == (
        gate.condition.text
    )


def test_an_outcome_that_nothing_remedies_is_what_is_reported(model):
    (debt,) = model.incidences

    assert "${W-4} = 'yes'" == debt.condition.text
    assert debt.condition.holds({"W-4": "yes"})


def test_the_hash_is_the_same_whatever_the_line_ends(model, read):
    windows, _ = read("\n", "\r\n") if False else _windows(read)
    other, _ = read("weight = 1.5", "weight = 1.6")

    assert windows is not None
    assert other is not None
    assert model.hash == windows.hash
    assert model.hash != other.hash
    assert 64 == len(model.hash)


def _windows(read: Read) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
    read()
    raise NotImplementedError
