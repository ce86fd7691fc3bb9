"""Statistics of interviews: twins, and one interviewer against all others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.flags.integrity import _effect, twinned

some = settings(max_examples=100, deadline=None)
answers = st.integers(-1, 2)


@some
@given(
    st.lists(st.lists(answers, min_size=4, max_size=4), min_size=1, max_size=12),
    st.sampled_from([0.5, 0.75, 1.0]),
    st.integers(1, 4),
)
def test_twins_are_those_that_agree_in_what_both_answer(rows, match, least):
    """Against every pair looked at one by one."""

    def alike(one, other):
        both = [(a, b) for a, b in zip(one, other, strict=True) if a >= 0 and b >= 0]
        same = sum(a == b for a, b in both)
        return len(both) >= least and same >= match * len(both)

    expected = [
        any(alike(one, other) for j, other in enumerate(rows) if j != i)
        for i, one in enumerate(rows)
    ]
    assert expected == twinned(np.array(rows, np.int32), match, least).tolist()


def test_many_interviews_are_compared_in_parts():
    """Of 600 all different ones two are the same, far apart."""
    codes = np.arange(600 * 5, dtype=np.int32).reshape(600, 5)
    codes[590] = codes[3]
    found = twinned(codes, 0.95, 5)
    assert [3, 590] == np.flatnonzero(found).tolist()


def test_the_effect_is_welchs_t():
    """Against scipy, and by hand: means 0.5 and 0.25."""
    stats = pytest.importorskip("scipy.stats")
    points = np.array([0.25, 0.5, 0.75, 0.0, 0.25, 0.5, 0.25])
    own = np.array([True] * 3 + [False] * 4)
    difference, t, n = _effect(points, own)
    assert 0.25 == pytest.approx(difference)
    expected = stats.ttest_ind(points[own], points[~own], equal_var=False).statistic
    assert expected == pytest.approx(t)
    assert 3 == n


def test_an_effect_without_any_spread_is_certain():
    difference, t, _ = _effect(
        np.array([1.0, 1.0, 0.0, 0.0]), np.array([True, True, False, False])
    )
    assert (1.0, np.inf) == (difference, t)
