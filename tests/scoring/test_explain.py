"""The lost points add up, and the steps are what they gain."""

import json
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given

from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.explain import explain
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.steps import improvements
from tests.scoring.test_engine_laws import SCALE, batch, cases, many, model
from tests.scoring.test_method_examples import (
    EXAMPLES,
    scored,
    toy_model,
    toy_rules,
    unit,
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


def test_what_raises_it_most():
    """S9: the method's path of greedy steps."""
    expected = EXAMPLES["S9_improvement_path_raw_below_cap"]["expected"]
    rows = scored(EXAMPLES["S9_improvement_path_raw_below_cap"])
    steps = improvements(rows, toy_rules())
    assert [one["action"] for one in expected["path"]] == [
        f"{step.kind}:{step.questions[0]}" for step in steps
    ]
    gains = [one["gain"] for one in expected["path"]]
    assert gains == pytest.approx([step.gain for step in steps], abs=1e-9)


def test_two_binding_gates_are_fixed_together():
    """S9b: fixing one of two outcome gates gains nothing, both gain 39.43."""
    example = EXAMPLES["S9b_two_binding_gates_are_complements"]
    ids = [gate["id"] for gate in example["input"]["outcome_gates"]]
    outcomes = [
        {"id": gate, "title": gate, "finding": gate, "asked": "W", "reported": "1"}
        for gate in ids
    ]
    of = Rules(toy_model(outcome_gates=outcomes), toy_rules().items)
    rows = unit(example["input"]["answers"])
    for gate in ids:
        rows = rows.append_column(f"outcome.{gate}", pa.array(["zero_tolerance"]))
    steps = improvements(rows, of)
    expected = example["expected"]["path"]
    assert ("gates", tuple(ids)) == (steps[0].kind, steps[0].questions)
    assert [f"{s.kind}:{s.questions[0]}" for s in steps[1:]] == [
        one["action"] for one in expected[1:]
    ]
    gains = [one["gain"] for one in expected]
    assert gains == pytest.approx([step.gain for step in steps], abs=1e-9)


def test_a_shared_answer_is_changed_in_all_corridors_at_once():
    """Weighted by workers: the site's answer gains in both, the corridor's in one."""
    items = (
        Item("site", "management", 1, 0, SCALE),
        Item("own", "management", 1, 0, SCALE),
    )
    rows = pa.RecordBatch.from_pydict(
        {"site": ["no", "no"], "own": ["no", "yes"]}
        | {f"evidence.{q}": pa.array([0, 0], pa.int8()) for q in ("site", "own")}
    )
    of = Rules(model(mean=1.0), items)
    steps = improvements(rows, of, weights=[3, 1], shared={"site"}, most=2)
    assert [("site", (0, 1)), ("own", (0,))] == [
        (step.questions[0], step.rows) for step in steps
    ]
    # 30 points in both corridors; then 30 in the one with three of four workers.
    assert [30.0, 22.5] == pytest.approx([step.gain for step in steps])


def test_where_nothing_gains_there_is_no_step():
    of = Rules(model(), (Item("a", "management", 1, 0, SCALE),))
    assert () == improvements(pa.RecordBatch.from_pydict({"a": ["yes"]}), of)


def test_the_examples_are_those_of_the_method():
    path = Path(__file__).parents[1] / "worked" / "method_examples.json"
    assert json.loads(path.read_text()) == EXAMPLES
