"""What the kernel makes of answers, case by case; its laws stand in `test_laws`."""

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import settings
from hypothesis import strategies as st

from recruitcheck.questionnaires.points import Comparison, Gate, PointsScale
from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.frames import frame_batches
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import Band, Caps, Principle, ScoringModel

ANSWERS = ("no", "partial", "yes")
POINTS = {"no": 0.0, "partial": 0.5, "yes": 1.0}
SCALE = PointsScale("single", POINTS)
NOT_GIVEN = (None, "dk", "pns", "na", "nonsense")
CAPS = {"zero_tolerance": 24.0, "critical": 49.0, "major": 69.0}


def model(**changes):
    return ScoringModel(
        **{
            "id": "law",
            "version": "1",
            "title": "Law",
            "credit": (0.6, 0.8, 0.95, 1.0),
            "roles": {"supplier": ("management",)},
            "principles": [
                Principle(id=p, title=p, short=p, weight=w)
                for p, w in (("x", 2.0), ("y", 1.0), ("z", 3.0))
            ],
            "caps": Caps(**CAPS),
            "bands": [
                Band(letter=b, name=b, least=v)
                for b, v in (("A", 85), ("B", 70), ("C", 50), ("D", 25), ("E", 0))
            ],
        }
        | changes
    )


@st.composite
def rules(draw, *, gates=True):
    """Up to eight questions in three principles; some gates, some hidden by others."""
    items = [Item("agency", "management", 0, None, None)]
    for number in range(draw(st.integers(1, 8))):
        conditions = []
        if draw(st.booleans()) and draw(st.booleans()):
            conditions.append(Condition("agency", "yes".__eq__, scored=False))
        if number and draw(st.integers(0, 3)) == 0:
            parent = draw(st.integers(0, number - 1))
            shows = draw(st.sampled_from([("partial", "yes"), ("yes",), ("no",)]))
            conditions.append(
                Condition(f"q{parent}", frozenset(shows).__contains__, scored=True)
            )
        severities = list(CAPS) if gates and draw(st.integers(0, 3)) == 0 else []
        items.append(
            Item(
                f"q{number}",
                "management",
                draw(st.sampled_from([1.0, 2.0, 3.0, 5.0])),
                draw(st.integers(0, 2)),
                SCALE,
                (Gate(draw(st.sampled_from(severities))),) if severities else (),
                tuple(conditions),
                not severities and draw(st.booleans()),
            )
        )
    return Rules(model(mean=draw(st.sampled_from([-1.0, 0.0, 0.5, 1.0]))), tuple(items))


@st.composite
def units(draw, of, answers=(*ANSWERS, *NOT_GIVEN, "na_approved")):
    """A unit: an answer and an evidence level for each question."""
    unit = {"agency": draw(st.sampled_from(["yes", "no"]))}
    for item in of.items[1:]:
        unit[item.id] = draw(st.sampled_from(answers))
        unit[f"evidence.{item.id}"] = draw(st.integers(0, 3))
    return unit


@st.composite
def cases(draw):
    of = draw(rules())
    return of, draw(units(of))


def batch(*rows):
    columns = {}
    for name in rows[0]:
        kind = pa.int8() if name.startswith("evidence.") else pa.string()
        columns[name] = pa.array([row[name] for row in rows], kind)
    return pa.RecordBatch.from_pydict(columns)


def scored(of, *rows):
    return score(batch(*rows), of).to_pylist()


many = settings(max_examples=400, deadline=None)


def test_an_approved_na_can_beat_no():
    """The documented exception: leaving the denominator can raise the score.

    Two questions of weight 1, "yes" and "no" declared: 30. Without the second: 60, and
    the exposure says that 30 points hang on the approval.
    """
    items = (
        Item("a", "management", 1, 0, SCALE),
        Item("b", "management", 1, 0, SCALE, na_allowed=True),
    )
    of = Rules(model(mean=1.0), items)
    no, na = score(
        pa.RecordBatch.from_pydict({"a": ["yes", "yes"], "b": ["no", "na_approved"]}),
        of,
    ).to_pylist()
    assert 30.0 == no["score"]
    assert 60.0 == na["score"]
    assert 30.0 == pytest.approx(na["na_exposure"])


def test_under_a_cap_a_better_answer_may_change_nothing():
    """The documented exception: a gate holds both at 24."""
    items = (
        Item("gate", "management", 1, 0, SCALE, (Gate("zero_tolerance"),)),
        Item("b", "management", 5, 0, SCALE),
    )
    of = Rules(model(mean=1.0), items)
    partial, full = score(
        pa.RecordBatch.from_pydict({"gate": ["no", "no"], "b": ["partial", "yes"]}), of
    ).to_pylist()
    assert partial["raw"] < full["raw"]
    assert (24.0, 24.0) == (partial["score"], full["score"])


def test_where_nothing_applies_there_is_no_score_and_no_band():
    """Neither 0 nor NaN: null, in every column that would be a score."""
    items = (
        Item("agency", "management", 0, None, None),
        Item(
            "a",
            "management",
            1,
            0,
            SCALE,
            conditions=(Condition("agency", "yes".__eq__, scored=False),),
        ),
    )
    rows = pa.RecordBatch.from_pydict({"agency": ["no"], "a": ["yes"]})
    found = score(rows, Rules(model(), items)).to_pylist()[0]
    empty = ("raw", "score", "band", "low", "high", "completeness", "status")
    assert dict.fromkeys(empty) == {name: found[name] for name in empty}
    assert found["principle.x"] is None


def test_without_a_profile_answer_there_is_no_score():
    """Nobody can say what applies, so the other answers make no score either."""
    items = (
        Item("workers", "management", 0, None, None, mandatory=True),
        Item("a", "management", 1, 0, SCALE),
    )
    rows = pa.RecordBatch.from_pydict({"workers": ["12", None], "a": ["yes", "yes"]})
    found = score(rows, Rules(model(), items)).column("score").to_pylist()
    assert [60.0, None] == found


@pytest.mark.parametrize("word", ["many", "nan", "dk", "na", ""])
def test_a_profile_answer_that_cannot_be_is_no_profile_answer(word):
    """Words in place of the number of workers say as little as a blank."""
    items = (
        Item("workers", "management", 0, None, None, mandatory=True, kind="integer"),
        Item("a", "management", 1, 0, SCALE),
    )
    rows = pa.RecordBatch.from_pydict({"workers": ["12", word], "a": ["yes", "yes"]})
    found = score(rows, Rules(model(), items)).column("score").to_pylist()
    assert [60.0, None] == found


@pytest.mark.parametrize(
    ("way", "state"),
    [
        ("direct", "out_of_scope"),
        ("direct broker", "answered"),
        ("broker", "answered"),
        ("brokr", "missing"),
        ("direct brokr", "missing"),
        ("", "missing"),
    ],
)
def test_a_way_nobody_knows_leaves_open_what_applies(way, state):
    """Of all corridors of a site, joined by spaces: one unknown is enough."""
    shown = Condition(
        "ways@site", lambda label: "broker" in label.split(), scored=False
    )
    items = (
        Item(
            "ways",
            "management",
            0,
            None,
            None,
            kind="select_one",
            choices=("direct", "broker"),
        ),
        Item("a", "management", 1, 0, SCALE, conditions=(shown,)),
    )
    rows = pa.RecordBatch.from_pydict({"ways@site": [way], "a": ["yes"]})
    assert state == details(rows, Rules(model(), items))[0]["a"].state


@pytest.mark.parametrize(
    ("ticked", "state"),
    [("a b", "answered"), ("a", "out_of_scope"), ("a c", "missing")],
)
def test_of_several_ticks_one_that_is_unknown_is_missing(ticked, state):
    shown = Condition("ways", lambda label: "b" in label.split(), scored=False)
    ways = Item(
        "ways",
        "management",
        0,
        None,
        None,
        kind="select_multiple",
        choices=("a", "b"),
    )
    items = (ways, Item("a", "management", 1, 0, SCALE, conditions=(shown,)))
    rows = pa.RecordBatch.from_pydict({"ways": [ticked], "a": ["yes"]})
    assert state == details(rows, Rules(model(), items))[0]["a"].state


def test_questions_of_a_respondent_that_did_not_take_part_are_out_of_scope():
    items = (
        Item("m", "management", 1, 0, SCALE),
        Item("a", "auditor", 5, 0, SCALE, (Gate("major"),), evidence=2),
    )
    rows = pa.RecordBatch.from_pydict(
        {
            "m": ["yes", "yes"],
            "a": pa.array([None, None], pa.string()),
            "respondent.auditor": [False, True],
        }
    )
    without, with_audit = score(rows, Rules(model(), items)).to_pylist()
    assert (60.0, []) == (without["score"], without["gates"])
    assert 10.0 == pytest.approx(with_audit["principle.x"])
    assert ["a"] == with_audit["gates"]


def test_a_question_that_the_form_did_not_have_is_out_of_scope():
    items = (Item("m", "management", 1, 0, SCALE), Item("n", "management", 5, 0, SCALE))
    rows = pa.RecordBatch.from_pydict({"m": ["yes"], "n": ["not_asked"]})
    assert [60.0] == score(rows, Rules(model(), items)).column("score").to_pylist()


def test_a_question_that_was_not_asked_cannot_be_hidden():
    """In the short form "no payments found" says nothing about how fast they were
    repaid: only the parent counts."""
    shown = Condition("found", "yes".__eq__, scored=True)
    items = (
        Item("found", "management", 1, 0, PointsScale("single", {"none": 1, "yes": 1})),
        Item("speed", "management", 1, 0, SCALE, conditions=(shown,)),
    )
    rows = pa.RecordBatch.from_pydict({"found": ["none"], "speed": ["not_asked"]})
    assert "out_of_scope" == details(rows, Rules(model(), items))[0]["speed"].state


def test_a_hidden_question_takes_the_evidence_of_the_answer_that_hides_it():
    """ "Nothing found", seen by an auditor, hides "how fast repaid" at 0.95 each."""
    parent = PointsScale("single", {"none": 1.0, "repaid": 1.0, "unpaid": 0.0})
    items = (
        Item("found", "management", 1, 0, parent),
        Item(
            "speed",
            "management",
            1,
            0,
            SCALE,
            conditions=(Condition("found", "repaid".__eq__, scored=True),),
        ),
    )
    rows = pa.RecordBatch.from_pydict(
        {"found": ["none", "unpaid"], "speed": [None, "yes"]}
        | {"evidence.found": [2, 2]},
        schema=pa.schema(
            [
                ("found", pa.string()),
                ("speed", pa.string()),
                ("evidence.found", pa.int8()),
            ]
        ),
    )
    good, bad = score(rows, Rules(model(), items)).to_pylist()
    assert (95.0, 1.0) == (good["score"], good["completeness"])
    assert (0.0, 1.0) == (bad["score"], bad["completeness"])


@pytest.mark.parametrize("numbers", [100, *range(119, 131), 1_000])
def test_a_question_may_have_as_many_different_answers_as_there_are_units(numbers):
    """A number that not all are asked for, different in every unit.

    The last four units are out of scope, missing with their parent, hidden as bad
    (all as a batch of one says), and answered.
    """
    scale = PointsScale("bands", {}, bands=((Comparison(None, ">=", 0.0), 1.0),))
    of = Rules(
        model(),
        (
            Item("agency", "management", 0, None, None),
            Item("a", "management", 1, 0, SCALE),
            Item(
                "b",
                "management",
                1,
                1,
                scale,
                conditions=(
                    Condition("agency", "yes".__eq__, scored=False),
                    Condition("a", "yes".__eq__, scored=True),
                ),
            ),
        ),
    )
    rows = pa.RecordBatch.from_pydict(
        {
            "agency": [*["yes"] * (numbers - 4), "no", "yes", "yes", "yes"],
            "a": [*["yes"] * (numbers - 3), None, "no", "yes"],
            "b": [float(n) for n in range(numbers)],
        }
    )
    alone = [score(rows.slice(n, 1), of).to_pylist()[0] for n in range(numbers)]
    assert alone == score(rows, of).to_pylist()
    assert [60.0, 60.0, 0.0, 0.0, 60.0] == [one["score"] for one in alone[-5:]]


def test_outcome_gates_cap_like_any_other():
    gates = [
        {"id": "fee", "title": "Fee", "finding": "paid", "asked": "w", "reported": "1"}
    ]
    of = Rules(model(outcome_gates=gates), (Item("m", "management", 1, 0, SCALE),))
    rows = pa.RecordBatch.from_pydict(
        {"m": ["yes", "yes", "yes"], "outcome.fee": [None, "major", "zero_tolerance"]}
    )
    found = score(rows, of)
    assert [60.0, 60.0, 24.0] == found.column("score").to_pylist()
    assert [[], ["fee"], ["fee"]] == found.column("gates").to_pylist()
    assert [[], [], ["fee"]] == found.column("binding").to_pylist()


def test_columns_of_others_are_passed_through():
    of = Rules(model(), (Item("m", "management", 1, 0, SCALE),))
    rows = pa.RecordBatch.from_pydict({"site": ["S1"], "m": ["yes"], "evidence.m": [1]})
    found = score(rows, of)
    assert ["S1"] == found.column("site").to_pylist()
    assert not {"m", "evidence.m"} & set(found.schema.names)


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_a_frame_scores_like_its_batches(rows):
    """Categorical and text columns, with blanks, whatever the batch size."""
    of = Rules(
        model(),
        (Item("a", "management", 2, 0, SCALE), Item("b", "management", 1, 1, SCALE)),
    )
    a = ["yes", None, "no", "partial", None]
    b = ["no", "yes", None, "yes", "partial"]
    frame = pd.DataFrame({"a": pd.Categorical(a), "b": b})
    parts = [score(part, of) for part in frame_batches(frame, rows=rows)]
    found = [value for part in parts for value in part.column("raw").to_pylist()]
    whole = score(pa.RecordBatch.from_pydict({"a": a, "b": b}), of)
    assert whole.column("raw").to_pylist() == found


def test_an_empty_batch_gives_an_empty_result():
    of = Rules(model(), (Item("m", "management", 1, 0, SCALE, (Gate("major"),)),))
    rows = pa.RecordBatch.from_pydict({"m": pa.array([], pa.string())})
    found = score(rows, of)
    assert 0 == found.num_rows
    assert {"score", "band", "gates"} <= set(found.schema.names)


def test_a_table_in_chunks_scores_like_one_batch():
    of = Rules(model(), (Item("m", "management", 1, 0, SCALE),))
    chunks = pa.chunked_array([["yes"], ["no", None]])
    levels = pa.chunked_array([[1], [0, 3]])
    took = pa.chunked_array([[True], [True, False]])
    table = pa.table({"m": chunks, "evidence.m": levels, "respondent.management": took})
    assert [80.0, 0.0, None] == score(table, of).column("score").to_pylist()


def test_blanks_may_stand_in_the_dictionary():
    """A null among the labels means blank, wherever it stands."""
    of = Rules(model(), (Item("m", "management", 1, 0, SCALE),))
    labels = pa.array([None, "no", "yes"], pa.string())
    column = pa.DictionaryArray.from_arrays(
        pa.array([2, 0, None, 1], pa.int8()), labels
    )
    found = score(pa.RecordBatch.from_pydict({"m": column}), of)
    assert [60.0, 0.0, 0.0, 0.0] == found.column("score").to_pylist()
    assert [1.0, 0.0, 0.0, 1.0] == found.column("completeness").to_pylist()


def test_alerts_are_told_and_never_cap():
    gates = (Gate("alert", ("partial",)),)
    of = Rules(model(), (Item("m", "management", 1, 0, SCALE, gates),))
    rows = pa.RecordBatch.from_pydict({"m": ["partial", "no", None]})
    found = score(rows, of)
    assert [["m"], [], []] == found.column("alerts").to_pylist()
    assert [[], [], []] == found.column("gates").to_pylist()
    assert [100.0] * 3 == found.column("cap").to_pylist()


def test_a_gate_fires_on_its_own_answers_only():
    """`in(some)` caps "some" and a blank, not another answer of few points."""
    scale = PointsScale("single", {"some": 0.0, "rare": 0.25, "never": 1.0})
    gates = (Gate("zero_tolerance", ("some",)), Gate("major", ("rare",)))
    of = Rules(model(), (Item("m", "management", 1, 0, scale, gates),))
    rows = pa.RecordBatch.from_pydict({"m": ["some", "rare", "never", None]})
    found = score(rows, of)
    assert [24.0, 69.0, 100.0, 24.0] == found.column("cap").to_pylist()


def test_a_choice_that_only_informs_leaves_the_denominator():
    scale = PointsScale("single", {"me": 1.0, "office": None})
    of = Rules(
        model(),
        (Item("a", "management", 1, 0, scale), Item("b", "management", 1, 0, SCALE)),
    )
    rows = pa.RecordBatch.from_pydict({"a": ["office"], "b": ["yes"]})
    found = score(rows, of).to_pylist()[0]
    assert (60.0, 0.0) == (found["score"], found["na_exposure"])


def test_details_tell_what_became_of_every_question():
    of = Rules(
        model(),
        (
            Item("a", "management", 2, 0, SCALE),
            Item("b", "management", 1, 1, SCALE, na_allowed=True),
        ),
    )
    rows = pa.RecordBatch.from_pydict(
        {"a": ["partial"], "b": ["na_approved"], "evidence.a": [1]}
    )
    found = details(rows, of)[0]
    assert ("answered", 0.5, 0.4, 2.0, 1) == (
        *(found["a"].state, found["a"].points, found["a"].credited),
        *(found["a"].weight, found["a"].evidence),
    )
    assert ("na_approved", 0.0) == (found["b"].state, found["b"].weight)


@pytest.mark.parametrize("size", [1, 1_000, 65_536])
def test_the_bits_do_not_depend_on_the_batch(size):
    rng = np.random.default_rng(7)
    n = 3_000
    columns = {
        f"q{k}": pa.array(
            map([*ANSWERS, None].__getitem__, rng.integers(0, 4, n)), pa.string()
        )
        for k in range(6)
    }
    of = Rules(
        model(),
        tuple(Item(q, "management", 1, k % 3, SCALE) for k, q in enumerate(columns)),
    )
    whole = score(pa.RecordBatch.from_pydict(columns), of)
    size = min(size, n) if size > 1 else 500  # one by one is shown by the laws above
    table = pa.table(columns)
    parts = [score(part, of) for part in table.to_batches(size)]
    for name in ("raw", "low", "high", "completeness"):
        found = np.concatenate([part.column(name).to_numpy() for part in parts])
        assert whole.column(name).to_numpy().tobytes() == found.tobytes()
