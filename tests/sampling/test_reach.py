"""What a sample can and cannot say."""

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.sampling.reach import reach, sentences


def missed(concerned, n, workers):
    """Probability that none of `concerned` is among `n` drawn, draw by draw."""
    share = Fraction(1)
    for drawn in range(n):
        share *= Fraction(max(0, workers - concerned - drawn), workers - drawn)
    return share


def test_nobody_of_twelve_leaves_up_to_24_percent():
    """The method's test vector is of an endless workforce; a million is nearly that."""
    found = reach(12, 1_000_000)

    assert found is not None
    # Wilson: 3.8415 over 12 and 3.8415 together.
    assert 0.24249 == pytest.approx(found.silent, abs=1e-5)


def test_by_hand():
    """3 of 10: with 6 concerned the 3 come from the other 4 in 4 of 120 ways, 3.3 %;
    with 5 in 10 of 120, 8.3 %."""
    found = reach(3, 10)

    assert found is not None
    assert (6, 0.6) == (found.findable, found.findable_share)


def test_a_full_count_finds_everything():
    found = reach(10, 10)

    assert found is not None
    assert (0.0, 1, 0.0) == (found.silent, found.findable, found.margin)
    assert ["All 10 workers are asked: what they say is exact."] == list(
        sentences(found)
    )


def test_without_interviews_nothing_can_be_said():
    assert reach(0, 50) is None


def test_more_interviews_than_workers_are_refused():
    with pytest.raises(ValueError, match="cannot have been interviewed"):
        reach(11, 10)


def test_in_plain_words():
    found = reach(12, 240)

    assert found is not None
    # Wilson 0 of 12 with n = 12 x 239 / 228 = 12.58: 3.8415 / (12.58 + 3.8415).
    assert [
        (
            "If none of 12 reports something, up to 23 % of the 240 workers may still be"
            " concerned."
        ),
        (
            "A problem of 52 workers or more (22 %) shows at least once, with 95 %"
            " probability; a smaller one may be missed."
        ),
        "A share near one half is known to 24 points either way.",
    ] == list(sentences(found))


@settings(max_examples=400, deadline=None)
@given(workers=st.integers(1, 400), data=st.data())
def test_the_fewest_found_are_the_fewest(workers, data):
    """With so many concerned at most 5 % of samples miss them, with one fewer more."""
    n = data.draw(st.integers(1, workers))
    found = reach(n, workers)

    assert found is not None
    assert missed(found.findable, n, workers) <= Fraction(1, 20)
    if found.findable > 1:
        assert missed(found.findable - 1, n, workers) > Fraction(1, 20)
    assert 0 <= found.silent <= 1
    assert not math.isnan(found.margin)


@settings(max_examples=400, deadline=None)
@given(workers=st.integers(2, 400), data=st.data())
def test_one_more_interview_never_says_less(workers, data):
    n = data.draw(st.integers(1, workers - 1))
    fewer, more = reach(n, workers), reach(n + 1, workers)

    assert fewer is not None
    assert more is not None
    assert more.silent <= fewer.silent
    assert more.findable <= fewer.findable
    assert more.margin <= fewer.margin + 1e-12
