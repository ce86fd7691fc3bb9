"""How much a sample can say: worked numbers of the method."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.scoring.intervals import Group, pool, wilson

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)


def test_wilson():
    """W1, with and without anybody favourable, and with nobody asked."""
    example = EXAMPLES["W1_wilson"]
    for (favourable, n), expected in zip(
        example["input"], example["expected"], strict=True
    ):
        assert expected == pytest.approx(list(wilson(favourable, n)), abs=1e-9)


def test_wilson_of_a_finite_workforce():
    """W2: the nearer the sample is to everybody, the narrower the interval."""
    example = EXAMPLES["W2_wilson_fpc"]
    for (favourable, n, population), expected in zip(
        example["input"], example["expected"], strict=True
    ):
        found = wilson(favourable, n, population)
        assert expected == pytest.approx(list(found), abs=1e-9)


def test_more_interviews_than_workers_is_an_error():
    with pytest.raises(ValueError, match="41 of 40 workers"):
        wilson(3, 41, 40)


def test_pooling_weights_suppliers_by_their_workers():
    """W3: three suppliers with 20, 30 and 10 interviews of 200, 50 and 100 workers."""
    example = EXAMPLES["W3_pooled_worker_weighted"]
    pooled = pool([Group(*group) for group in example["input"]])
    expected = example["expected"]
    assert pooled is not None
    assert expected["p"] == pytest.approx(pooled.share, abs=1e-9)
    assert expected["n"] == pooled.n
    assert expected["n_eff"] == pytest.approx(pooled.effective, abs=1e-9)
    assert [expected["lo"], expected["hi"]] == pytest.approx(
        list(pooled.interval), abs=1e-9
    )


def test_without_a_sample_there_is_nothing_to_pool():
    assert None is pool([Group(0, 0, 50)])


def test_a_full_count_has_no_uncertainty():
    """10 of 10 and 5 of 5 heard: 3 of 15 is known exactly."""
    pooled = pool([Group(3, 10, 10), Group(0, 5, 5)])
    assert pooled is not None
    assert (0.2, 0.2) == pytest.approx(pooled.interval)


@given(st.integers(0, 60), st.integers(1, 60), st.integers(0, 500))
def test_the_interval_holds_the_share(favourable, n, more):
    """Bounds stay in 0-1, hold the sample's share, and narrow with the population."""
    favourable = min(favourable, n)
    low, high = wilson(favourable, n)
    assert 0 <= low <= favourable / n + 1e-12
    assert favourable / n - 1e-12 <= high <= 1
    inner = wilson(favourable, n, n + more)
    assert low - 1e-12 <= inner.low
    assert inner.high <= high + 1e-12


def test_unknown_workers_weigh_what_was_heard_and_correct_nothing():
    """3 of 10 and 6 of 30: as one sample of 40 from no end of workers, 9 of 40."""
    pooled = pool([Group(3, 10, None), Group(6, 30, None)])
    assert pooled is not None
    assert 9 / 40 == pytest.approx(pooled.share)
    assert wilson(9, 40) == pytest.approx(pooled.interval)


def test_fewer_workers_than_interviews_are_not_known():
    """A sample of 20 of 12 workers is no census: its interval is not nothing."""
    assert pool([Group(4, 20, None)]) == pool([Group(4, 20, 12)])
