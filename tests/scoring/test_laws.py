"""The laws of the method's section 11 that speak of the score.

Each on 40 random models with 40 random units: 1,600 cases, see `random_units`.
"""

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.losses import lost_points
from recruitcheck.scoring.rules import Rules
from tests.scoring.random_units import (
    MISSING,
    TOPICS,
    random_case,
    random_rules,
    scaled,
    seeds,
    worth,
)
from tests.scoring.test_engine_laws import ANSWERS, CAPS

batches = settings(max_examples=40, deadline=None)
some_missing = st.sampled_from(["worst", "renormalise"])
NOISE = 1e-9


def numbers(found, name):
    return found.column(name).to_numpy(zero_copy_only=False)


def not_less(more, less, name):
    """Whether no row of a column falls; a row without a score has none in both."""
    one, other = numbers(more, name), numbers(less, name)
    assert np.isnan(one).tolist() == np.isnan(other).tolist()
    return bool(np.all(np.isnan(one) | (one >= other - NOISE)))


def same_bits(one, other):
    """The same values in every column, to the last bit."""
    assert one.schema.names == other.schema.names
    return all(one.column(n).equals(other.column(n)) for n in one.schema.names)


@batches
@given(seeds, some_missing)
def test_scores_stay_in_bounds_and_under_every_fired_cap(rng, missing):
    case = random_case(rng, missing=missing)
    gates = {i.id: [CAPS[g.severity] for g in i.capping] for i in case.rules.items}
    for row in score(case.batch(), case.rules).to_pylist():
        if row["score"] is None:
            assert row["band"] is row["raw"] is row["low"] is row["status"] is None
            continue
        least = [max(gates[gate]) for gate in row["gates"]]
        assert 0 <= row["score"] <= min([100.0, row["cap"], *least])
        assert -NOISE <= row["low"] <= row["high"] + NOISE <= 100 + 2 * NOISE
        assert row["low"] <= row["capped"] + NOISE
        if missing == "worst":
            assert row["low"] == row["capped"]
        assert 0 <= row["completeness"] <= 1
        assert 0 <= row["na_share"] < 1


@batches
@given(seeds)
def test_a_better_answer_never_lowers_the_score(rng):
    """Monotone in every answer, whatever it hides or shows, of auditors too."""
    case = random_case(rng)
    name = rng.choice(case.questions)
    found = [score(case.batch(**{name: a}), case.rules) for a in ANSWERS]
    for worse, better in pairwise(found):
        assert not_less(better, worse, "raw"), name
        assert not_less(better, worse, "capped"), name


@batches
@given(seeds)
def test_better_evidence_never_lowers_the_score(rng):
    case = random_case(rng)
    name = rng.choice(case.questions)
    levels = ({f"evidence.{name}": level} for level in range(4))
    found = [score(case.batch(**level), case.rules) for level in levels]
    for worse, better in pairwise(found):
        assert not_less(better, worse, "capped"), name


@batches
@given(seeds)
def test_more_favourable_workers_never_lower_the_score(rng):
    """Monotone in k, whatever the sample and the workforce."""
    case = random_case(rng)
    for topic in TOPICS:
        name = f"workers.{topic}.favourable"
        heard = case.columns[f"workers.{topic}.heard"]
        more = [min(k + 1, n) for k, n in zip(case.columns[name], heard, strict=True)]
        before = score(case.batch(), case.rules)
        after = score(case.batch(**{name: more}), case.rules)
        assert not_less(after, before, "raw")
        assert not_less(after, before, "capped")


@batches
@given(seeds)
def test_missing_is_never_better_than_any_answer(rng):
    """Silence scores at most as "no": of management, of auditors, of parents."""
    case = random_case(rng)
    name = rng.choice(case.questions)
    silent = score(case.batch(**{name: MISSING[rng.integers(4)]}), case.rules)
    for answer in ANSWERS:
        found = score(case.batch(**{name: answer}), case.rules)
        assert not_less(found, silent, "raw"), name
        assert not_less(found, silent, "capped"), name


@batches
@given(seeds, some_missing)
def test_an_unapproved_na_is_a_blank(rng, missing):
    """And so are "do not know", "prefer not to say" and what nobody can read."""
    case = random_case(rng, missing=missing)
    name = rng.choice(case.questions)
    blank = score(case.batch(**{name: None}), case.rules)
    for word in ("na", "dk", "pns", "nonsense"):
        assert same_bits(blank, score(case.batch(**{name: word}), case.rules))


@batches
@given(seeds, st.floats(0, 1), st.integers(0, 3), some_missing)
def test_the_same_worth_everywhere_is_the_score(rng, points, level, missing):
    """All x = a gives 100 a, for every tree and power of the mean."""
    of = random_rules(rng, gates=False, missing=missing, scale=worth(points))
    items = tuple(replace(i, conditions=(), topic="") for i in of.items)
    columns = {i.id: ["yes"] for i in items} | {"respondent.auditor": [True]}
    columns |= {f"evidence.{i.id}": [level] for i in items}
    found = score(pa.RecordBatch.from_pydict(columns), Rules(of.model, items))
    expected = 100 * points * of.model.credit[level]
    assert abs(expected - found.column("raw")[0].as_py()) <= 1e-7


@batches
@given(seeds, some_missing)
def test_the_order_of_units_changes_nothing_and_none_moves_another(rng, missing):
    """To the last bit: alone, in any order, and split and merged in any way."""
    case = random_case(rng, missing=missing)
    whole = case.batch()
    found = score(whole, case.rules)
    moved = pa.array(rng.permutation(whole.num_rows))
    assert same_bits(found.take(moved), score(whole.take(moved), case.rules))
    for row in range(0, whole.num_rows, 7):
        assert same_bits(found.slice(row, 1), score(whole.slice(row, 1), case.rules))
    cut = int(rng.integers(1, whole.num_rows))
    parts = [score(one, case.rules) for one in (whole.slice(0, cut), whole.slice(cut))]
    merged = [row for part in parts for row in part.to_pylist()]
    assert found.to_pylist() == merged


@batches
@given(seeds, some_missing)
def test_the_order_of_questions_changes_nothing(rng, missing):
    """Parents stay before children; all else may stand anywhere."""
    case = random_case(rng, missing=missing)
    free = [i for i in case.rules.items if not i.conditions]
    bound = [i for i in case.rules.items if i.conditions]
    moved = Rules(
        case.rules.model, (*(free[n] for n in rng.permutation(len(free))), *bound)
    )
    before, after = (score(case.batch(), of) for of in (case.rules, moved))
    for name in ("raw", "capped", "low", "high", "completeness"):
        assert not_less(before, after, name)
        assert not_less(after, before, name)


@batches
@given(seeds, some_missing, st.floats(1e-3, 1e3))
def test_scaling_all_weights_changes_nothing(rng, missing, factor):
    case = random_case(rng, missing=missing)
    of = scaled(case.rules, factor)
    before, after = (score(case.batch(), rules) for rules in (case.rules, of))
    for name in ("raw", "capped", "low", "high", "completeness", "na_exposure"):
        assert not_less(before, after, name)
        assert not_less(after, before, name)


@batches
@given(seeds, some_missing)
def test_the_lost_points_add_up_and_none_is_negative(rng, missing):
    """100 less the score, to 1e-9: answers, evidence, workers, gate and rounding."""
    case = random_case(rng, missing=missing)
    assert_adds_up(case)


def assert_adds_up(case):
    found = score(case.batch(), case.rules)
    raw = numbers(found, "raw")
    terms = lost_points(case.batch(), case.rules)
    parts = [part for question in terms.values() for part in question]
    assert min(part.min() for part in parts) >= 0
    gate = raw - numbers(found, "capped")
    rounding = numbers(found, "capped") - numbers(found, "score")
    lost = np.sum(parts, axis=0)
    total = lost + gate + rounding
    scored = ~np.isnan(raw)
    assert np.abs(100 - numbers(found, "score") - total)[scored].max(initial=0) <= NOISE
    assert not np.any(lost[~scored])


def test_the_lost_points_of_ten_thousand_units_add_up():
    assert_adds_up(random_case(np.random.default_rng(20261125), units=10_000))


@batches
@given(seeds, some_missing)
def test_the_interval_holds_every_completion(rng, missing):
    """Whatever is filled into blanks, of auditors too, stays inside [low, high]."""
    case = random_case(rng, missing=missing)
    before = score(case.batch(), case.rules)
    columns = dict(case.columns)
    for _ in range(len(case.questions)):  # a parent filled in shows what to fill next
        columns = _filled(replace(case, columns=columns), rng)
    after = score(replace(case, columns=columns).batch(), case.rules)
    left = numbers(after, "completeness")
    assert np.all(np.isnan(left) | (left == 1))
    low, high, found = (
        *(numbers(before, "low"), numbers(before, "high")),
        numbers(after, "capped"),
    )
    # Where nothing was answered, renormalising gives a score only afterwards.
    known = ~np.isnan(low)
    assert np.all((low - NOISE <= found)[known])
    assert np.all((found <= high + NOISE)[known])


def _filled(case, rng):
    """The columns with every question that is missing answered somehow."""
    columns = {name: list(values) for name, values in case.columns.items()}
    for row, found in enumerate(details(case.batch(), case.rules)):
        for name in case.questions:
            own = found[name].state in {"missing", "na_unapproved"}
            if own and columns[name][row] not in ANSWERS:
                columns[name][row] = ANSWERS[rng.integers(3)]
                columns[f"evidence.{name}"][row] = int(rng.integers(4))
    return columns
