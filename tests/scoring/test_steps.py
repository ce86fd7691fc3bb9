"""What raises a score most: by the method's path, and alike however it is found."""

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.intervals import wilson
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.steps import improvements, improvements_of_all
from tests.scoring.random_units import random_case, seeds
from tests.scoring.test_engine_laws import SCALE, model
from tests.scoring.test_method_examples import (
    EXAMPLES,
    scored,
    toy_model,
    toy_rules,
    unit,
)


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


def test_an_audit_still_gains_where_workers_confirm_a_part():
    """26 of 38 say so, of 79: at least 0.57 of all and at most 0.78. That lifts a "yes"
    on its word alone from 0.60 to 0.67; an audit would, to what workers leave of it."""
    of = Rules(toy_model(mean=1.0), (Item("q", "management", 1, 0, SCALE, topic="T"),))
    columns = {"q": ["yes"], "evidence.q": [0]}
    columns |= {"workers.T.favourable": [26], "workers.T.heard": [38]}
    columns |= {"workers.T.population": [79]}

    (step,) = improvements(pa.RecordBatch.from_pydict(columns), of)

    low, high = wilson(26, 38, 79)
    assert ("evidence", ("q",)) == (step.kind, step.questions)
    assert 100 * (high - (low + 0.10)) == pytest.approx(step.gain, abs=1e-9)


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


def step_by_hand(rows, of, weights, shared):
    """The gain of the best single change, each tried alone with the public kernel."""
    weighing = np.array(weights)

    def mean(batch):
        capped = score(batch, of).column("capped").fill_null(0.0).to_numpy()
        return float(np.average(capped, weights=weighing))

    def changed(name, at, value):
        values = rows.column(name).to_pylist()
        for row in at:
            values[row] = value
        position = rows.schema.get_field_index(name)
        array = pa.array(values, rows.schema.field(name).type)
        return rows.set_column(position, name, array)

    found = details(rows, of)
    gains = [0.0]
    for item in of.items:
        if item.principle is None:
            continue
        asked = [i for i, row in enumerate(found) if row[item.id].weight]
        for at in [asked] if item.id in shared else [[i] for i in asked]:
            if all(found[i][item.id].state == "hidden" for i in at):
                continue
            for name, value in ((item.id, "yes"), (f"evidence.{item.id}", 2)):
                gains.append(mean(changed(name, at, value)) - mean(rows))
    return max(gains)


def organisations(case, sizes):
    """Units of a random batch as organisations of so many corridors each."""
    rows, at = case.batch(), 0
    for size in sizes:
        yield rows.slice(at, size)
        at += size


@settings(max_examples=25, deadline=None)
@given(seeds, st.lists(st.integers(1, 3), min_size=1, max_size=8))
def test_many_together_are_the_same_to_the_bit_as_each_alone(rng, sizes):
    """Whoever else is looked at, and in whatever order."""
    case = random_case(rng)
    own = list(organisations(case, sizes))
    weights = [rng.integers(1, 90, size).tolist() for size in sizes]
    shared = set(case.questions[::2])

    together = improvements_of_all(own, case.rules, weights, shared=shared)

    alone = [
        improvements(rows, case.rules, weights=w, shared=shared)
        for rows, w in zip(own, weights, strict=True)
    ]
    backwards = improvements_of_all(own[::-1], case.rules, weights[::-1], shared=shared)
    assert alone == together == backwards[::-1]


@settings(max_examples=40, deadline=None)
@given(seeds, st.integers(1, 3))
def test_the_first_step_is_the_best_that_there_is(rng, size):
    """Where no gate binds: nothing that is tried by hand gains more."""
    case = random_case(rng, gates=False)
    (rows,) = organisations(case, [size])
    weights = rng.integers(1, 90, size).tolist()
    shared = set(case.questions[::2])

    steps = improvements(rows, case.rules, weights=weights, shared=shared, most=1)

    by_hand = step_by_hand(rows, case.rules, weights, shared)
    gain = steps[0].gain if steps else 0.0
    assert abs(by_hand - gain) <= 1e-9


def test_more_organisations_than_are_scored_at_once_keep_their_order():
    """Seventy of one question each: every second has nothing to gain."""
    of = Rules(model(), (Item("a", "management", 1, 0, SCALE),))
    rows = [
        pa.RecordBatch.from_pydict({"a": [("yes", "no")[n % 2]]}) for n in range(70)
    ]

    found = improvements_of_all(rows, of, [None] * 70)

    assert [0, 1] * 35 == [len(steps) for steps in found]


def test_no_step_is_looked_for_where_none_is_wanted():
    of = Rules(model(), (Item("a", "management", 1, 0, SCALE),))
    rows = pa.RecordBatch.from_pydict({"a": ["no"]})
    assert () == improvements(rows, of, most=0)
    assert [] == improvements_of_all([], of, [])
