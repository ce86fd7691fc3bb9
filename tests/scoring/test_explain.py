"""The lost points add up."""

import json
from pathlib import Path

import pytest
from hypothesis import given

from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.explain import explain
from tests.scoring.test_engine_laws import batch, cases, many
from tests.scoring.test_method_examples import (
    EXAMPLES,
    scored,
    toy_rules,
)

SPLIT = ["S1_complete_mixed_evidence", "S6_zero_tolerance_gate"]
SPLIT.append("S7_triangulation_contradiction")


def explained(rows, rules):
    return explain(score(rows, rules).to_pylist()[0], details(rows, rules)[0], rules)


@pytest.mark.parametrize("name", SPLIT)
def test_the_split_of_the_examples(name):
    """Every term to 1e-9."""
    expected = EXAMPLES[name]["expected"]
    found = explained(scored(EXAMPLES[name]), toy_rules())
    by_question = {loss.question: loss for loss in found.losses}
    for loss in expected["loss"]:
        own = by_question[loss["id"]]
        terms = (own.answer, own.missing, own.evidence, own.workers)
        wanted = [loss[n] for n in ("answer", "missing", "evidence", "triangulation")]
        assert wanted == pytest.approx(list(terms), abs=1e-9), loss["id"]
    assert expected["gate_loss"] == pytest.approx(found.gate, abs=1e-9)
    assert expected["rounding"] == pytest.approx(found.rounding, abs=1e-9)
    assert expected["loss_total"] == pytest.approx(found.total, abs=1e-9)


@many
@given(cases())
def test_the_terms_add_up_and_none_is_negative(case):
    of, unit = case
    rows = batch(unit)
    found = explained(rows, of)
    row = score(rows, of).to_pylist()[0]
    if row["score"] is None:
        assert found is None
        return
    assert 100 - row["score"] == pytest.approx(found.total, abs=1e-9)
    for loss in found.losses:
        terms = (loss.answer, loss.missing, loss.evidence, loss.workers)
        assert min(terms) >= -1e-12


def test_the_examples_are_those_of_the_method():
    path = Path(__file__).parents[1] / "worked" / "method_examples.json"
    assert json.loads(path.read_text()) == EXAMPLES
