"""How far scores and ranks move with the judgements of a model."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.questionnaires.points import PointsScale
from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.drawn_scores import draw_scores
from recruitcheck.scoring.draws import draw, draws_at
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.principle_weights import effective_weights
from recruitcheck.scoring.ranges import (
    Spread,
    band_chances,
    find_ranges,
    ranks_of,
    spread,
)
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.scoring_model import Principle, Ranges
from recruitcheck.submissions.answers import make_units
from tests.networks import BGD, NPL, answer, best, submission
from tests.scoring.random_units import random_case, seeds, with_model
from tests.scoring.test_engine_laws import batch, cases, model, rules, units

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)
STILL = Ranges(draws=100, weights=0, means=(0.0,), credit=(0, 0, 0, 0))
FEW = Ranges(draws=100)
many = settings(max_examples=400, deadline=None)
some = settings(max_examples=100, deadline=None)


def example():
    """U1 through the kernel: one question per principle, worth its score / 100."""
    given_ = EXAMPLES["U1_monte_carlo"]["input"]
    weights = [float(w) for w in given_["weights"]]
    own = model(
        credit=(1.0, 1.0, 1.0, 1.0),
        principles=[
            Principle(id=str(j), title="p", short="p", weight=w)
            for j, w in enumerate(weights)
        ],
        ranges=Ranges(
            draws=given_["N"],
            seed=given_["seed"],
            weights=given_["noise"],
            means=tuple(map(float, given_["P"])),
        ),
    )
    scale = PointsScale("single", {str(n): n / 100 for n in range(101)})
    of = Rules(
        own,
        tuple(Item(f"q{j}", "management", 1, j, scale) for j, _ in enumerate(weights)),
    )
    rows = given_["matrix"].values()
    columns = {
        f"q{j}": pa.array([str(row[j]) for row in rows]) for j, _ in enumerate(weights)
    }
    return of, pa.RecordBatch.from_pydict(columns), list(given_["matrix"])


def known(columns, of, drawn, keys):
    """The draws of rows that all have a score."""
    found = draw_scores(columns, of, drawn, keys)
    return np.stack([one for one in found if one is not None])


def test_reproduces_the_example():
    """U1: score and rank of five suppliers in 2,000 draws, to 1e-9."""
    of, columns, names = example()
    found = known(columns, of, draw(of.model), names)
    raw = score(columns, of).column("raw").to_pylist()
    placed = ranks_of(found)
    expected = EXAMPLES["U1_monte_carlo"]["expected"]
    for row, name in enumerate(names):
        one, range_ = expected[name], spread(found[row])
        assert one["score"] == pytest.approx(raw[row], abs=1e-9)
        assert (one["p05"], one["p50"], one["p95"]) == pytest.approx(
            (range_.low, range_.middle, range_.high), abs=1e-9
        )
        ends = np.percentile(placed[row], [5, 95])
        assert [one["rank_p05"], one["rank_p95"]] == ends.tolist()
    now = np.array([expected[name]["rank"] for name in names])
    shift = np.abs(placed - now[:, None]).mean()
    assert expected["mean_abs_rank_shift"] == pytest.approx(shift, abs=1e-12)


@st.composite
def samples(draw_):
    """What workers say of a topic: favourable, heard, population."""
    heard = draw_(st.integers(0, 40))
    known = draw_(st.booleans())
    return draw_(st.integers(0, heard)), heard, heard + 20 if known else None


def with_workers(of, unit, said, *, ranges):
    """The rules with a topic for every question, and a batch in which workers speak."""
    own = of.model.model_copy(update={"ranges": ranges})
    items = tuple(
        replace(item, topic="T" if item.principle is not None else "")
        for item in of.items
    )
    columns = batch(unit)
    for name, value in zip(("favourable", "heard", "population"), said, strict=True):
        columns = columns.append_column(
            f"workers.T.{name}", pa.array([value], pa.float64())
        )
    return Rules(own, items), columns


def drawn_at(of, columns, missing):
    """The draw in which nothing is varied, missing answers at their worst or best."""
    cube = np.full((1, len(of.model.principles) + 6), 0.5)
    cube[:, -1] = missing
    keys = list(map(str, range(columns.num_rows)))
    return [
        None if found is None else float(found[0])
        for found in draw_scores(columns, of, draws_at(cube, of.model), keys)
    ]


@settings(max_examples=40, deadline=None)
@given(seeds, st.sampled_from(["worst", "renormalise"]), st.booleans())
def test_where_nothing_is_varied_every_draw_is_the_score(rng, missing, gates):
    """1,600 units with auditors, workers, parts below principles and all that: missing
    answers at their worst give the kernel's own low end, at their best its high end
    (under the ceilings of the gates that fire now, which never move)."""
    case = random_case(rng, missing=missing, gates=gates)
    of, columns = with_model(case.rules, ranges=STILL), case.batch()
    rows = score(columns, of).to_pylist()
    worst, best_ = (drawn_at(of, columns, at) for at in (0.0, 1.0))
    for row, low, high in zip(rows, worst, best_, strict=True):
        assert (row["score"] is None) == (low is None) == (high is None)
        if low is not None:
            assert row["low"] == pytest.approx(low, abs=1e-9)
            assert min(row["high"], row["cap"]) == pytest.approx(high, abs=1e-9)


def test_what_an_auditor_leaves_blank_may_have_confirmed_a_claim():
    """One claim, "yes" with a document, and two questions of the auditor in its topic,
    one "yes" and one blank: their mean limits the claim to 0.5. At their worst the
    principle is (2 x 0.95 x 0.5 + 0.95 + 0) / 4 = 47.5; had the blank been a "yes" that
    workers corroborate, (2 + 0.95 + 1) / 4 = 98.75."""
    own = model(
        mean=1.0, principles=[Principle(id="x", title="x", short="x", weight=1.0)]
    )
    scale = PointsScale("single", {"yes": 1.0, "no": 0.0})
    of = Rules(
        own,
        (
            Item("claim", "management", 2.0, 0, scale, topic="T"),
            Item("seen", "auditor", 1.0, 0, scale, topic="T", evidence=2),
            Item("blank", "auditor", 1.0, 0, scale, topic="T", evidence=2),
        ),
    )
    columns = pa.RecordBatch.from_pydict(
        {
            "claim": ["yes"],
            "evidence.claim": pa.array([1], pa.int8()),
            "seen": ["yes"],
            "blank": pa.array([None], pa.string()),
        }
    )
    assert [47.5, 98.75] == pytest.approx(
        [drawn_at(of, columns, at)[0] for at in (0.0, 1.0)]
    )


@some
@given(cases(), samples())
def test_no_draw_leaves_the_bounds_or_passes_a_ceiling(case, said):
    of, unit = case
    of, columns = with_workers(of, unit, said, ranges=FEW)
    (found,) = draw_scores(columns, of, draw(of.model), ["one"])
    if found is not None:
        cap = score(columns, of).column("cap")[0].as_py()
        assert 0 <= found.min()
        assert found.max() <= cap + 1e-9
        assert not np.isnan(found).any()


@some
@given(st.data())
def test_no_supplier_moves_the_range_of_another(data):
    """Alone, among others or in another order: the same bits."""
    of = data.draw(rules())
    of = replace(of, model=of.model.model_copy(update={"ranges": FEW}))
    rows = data.draw(st.lists(units(of), min_size=2, max_size=4))
    keys = [str(place) for place, _ in enumerate(rows)]
    together = draw_scores(batch(*rows), of, draw(of.model), keys)
    turned = draw_scores(batch(*rows[::-1]), of, draw(of.model), keys[::-1])[::-1]
    alone = [
        draw_scores(batch(row), of, draw(of.model), [key])[0]
        for row, key in zip(rows, keys, strict=True)
    ]
    for found in zip(together, turned, alone, strict=True):
        bits = {None if one is None else one.tobytes() for one in found}
        assert 1 == len(bits)


@many
@given(
    st.integers(0, 2**32),
    st.floats(0, 0.99),
    st.lists(st.floats(0, 1), min_size=4, max_size=4),
)
def test_draws_stay_in_what_the_model_allows(seed, share, away):
    """Weights above 0 within the share, credit 0-1 and never falling; full stays full."""
    own = model(ranges=Ranges(draws=100, seed=seed, weights=share, credit=tuple(away)))
    drawn = draw(own)
    nominal = np.array([one.weight for one in own.principles])
    assert (drawn.weights > 0).all()
    assert (np.abs(drawn.weights / nominal - 1) <= share + 1e-12).all()
    assert set(drawn.powers) <= {0.5, 0.0, -0.5}
    assert (np.diff(drawn.credit, axis=1) >= 0).all()
    assert drawn.credit.min() >= 0
    assert (drawn.credit[:, 3] == 1).all()


def test_the_same_seed_gives_the_same_bits_and_another_does_not():
    one, two = draw(model()), draw(model())
    assert one.weights.tobytes() == two.weights.tobytes()
    assert one.credit.tobytes() == two.credit.tobytes()
    other = draw(model(ranges=Ranges(seed=1)))
    assert one.weights.tobytes() != other.weights.tobytes()
    assert (20_260_101, 1) == (one.seed, other.seed)


def test_who_has_the_same_score_has_the_same_rank():
    """Three under the same ceiling share the third place; noise of adding is no
    difference."""
    scores = np.array([[24.0], [80.0], [24.000000000001], [91.0], [24.0]])
    assert [3, 2, 3, 1, 3] == ranks_of(scores)[:, 0].tolist()


def test_chances_of_bands_are_read_from_rounded_scores():
    """84.95 rounds to 85.0, which is band A; 84.94 to 84.9, which is B."""
    chances = band_chances(np.array([84.95, 84.94, 24.9, 50.0]), model())
    assert {"A": 0.25, "B": 0.25, "C": 0.25, "D": 0.0, "E": 0.25} == chances
    assert list(chances) == ["A", "B", "C", "D", "E"]


def test_ranges_that_touch_overlap():
    assert Spread(50, 55, 60).overlaps(Spread(60, 65, 70))
    assert Spread(60, 65, 70).overlaps(Spread(50, 55, 60))
    assert not Spread(50, 55, 60).overlaps(Spread(61, 65, 70))


@pytest.fixture(scope="module")
def small_network(questionnaires, iris):
    """Three suppliers: one all best, one in two corridors with a "no", one silent."""
    form = questionnaires["iris-supplier"]
    two = {
        NPL: best(form, "corridor", M_DD_01="no"),
        BGD: best(form, "corridor"),
    }
    silent = {**best(form, "site"), "M-GOV-01": answer("M-GOV-01", None)}
    sent = [
        submission(form, "ONE-01"),
        submission(form, "TWO-02", corridors=two),
        submission(form, "SILENT-03", site=silent),
        submission(form, "NONE-04", corridors={NPL: {}}),
    ]
    fewer = iris.model_copy(update={"ranges": Ranges(draws=500)})
    return assess(make_units(sent)[0], fewer, questionnaires)


def test_ranges_of_a_network(small_network):
    found = find_ranges(small_network)
    assert (500, 20_260_101) == (found.draws, found.seed)
    assert {"ONE-01", "TWO-02", "SILENT-03"} == set(found.organisations)
    assert 4 == len(found.units)
    one = found.organisations["ONE-01"]
    # All is declared: the score is 100 times the credit for declared, 0.60 +- 0.10.
    assert 50 <= one.score.low < 52
    assert 59 < one.score.middle < 61
    assert 68 < one.score.high <= 70
    assert (1, 1, 3) == (one.rank, one.best_rank, one.of)
    assert 1.0 == pytest.approx(sum(one.bands.values()))
    assert 1.0 == pytest.approx(sum(found.nominal_weights.values()))
    shares = [share for share in found.effective_weights.values() if share is not None]
    assert 1.0 == pytest.approx(sum(shares))
    assert found.rank_shift is not None


def test_silence_widens_the_range(small_network):
    """What a missing answer would have said is drawn at its worst and at its best."""
    found = find_ranges(small_network).organisations
    silent, full = found["SILENT-03"].score, found["ONE-01"].score
    assert silent.low < full.low
    assert silent.high - silent.low > full.high - full.low


def test_an_organisation_in_two_corridors_has_the_mean_of_both(small_network):
    found = find_ranges(small_network)
    low, high = (
        found.units["TWO-02", corridor, "2026"].score.middle
        for corridor in ("NPL-MYS", "BGD-MYS")
    )
    assert low < found.organisations["TWO-02"].score.middle < high


def test_effective_weights_need_three_suppliers_that_differ(small_network, iris):
    scored = [one for one in small_network.assessments if one.score is not None]
    none = dict.fromkeys([one.id for one in iris.principles])
    assert none == effective_weights(scored[:2], iris)
    assert none == effective_weights([scored[0]] * 4, iris)


def test_effective_weights_by_hand(small_network):
    """Weights 1 and 1, arithmetic mean. x = 0, 50, 100 and y = 40, 50, 60: as terms they
    run -50, 0, 50 and -10, 0, 10 around their means; cov(x, x + y) = 50*60 and
    cov(y, x + y) = 10*60 of 60*60, so 5/6 and 1/6 of the differences."""
    own = model(
        mean=1.0,
        principles=[Principle(id=p, title=p, short=p, weight=1.0) for p in ("x", "y")],
    )
    one = small_network.assessments[0]
    units_ = [
        replace(one, raw=(x + y) / 2, principles={"x": x, "y": y})
        for x, y in ((0.0, 40.0), (50.0, 50.0), (100.0, 60.0))
    ]
    found = effective_weights(units_, own)
    assert {"x": 5 / 6, "y": 1 / 6} == pytest.approx(found)


def test_without_a_shift_a_principle_of_0_has_no_effective_weights(small_network):
    """The logarithm of 0 is not a number to take differences of."""
    own = model(
        shift=None,
        principles=[Principle(id=p, title=p, short=p, weight=1.0) for p in ("x", "y")],
    )
    units_ = [
        replace(small_network.assessments[0], raw=x, principles={"x": x, "y": 50.0})
        for x in (0.0, 50.0, 100.0)
    ]
    assert {"x": None, "y": None} == effective_weights(units_, own)


def test_a_network_without_suppliers_has_no_ranks(questionnaires, iris):
    found = find_ranges(assess((), iris, questionnaires))
    assert {} == found.organisations
    assert found.rank_shift is None
