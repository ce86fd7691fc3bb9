"""Formulas of the kernel against libraries that were written without it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import gmean, pmean
from statsmodels.stats.proportion import proportion_confint

from recruitcheck.scoring.intervals import wilson
from recruitcheck.scoring.means import power_mean

many = settings(max_examples=400, deadline=None)
scores = st.lists(st.floats(0.5, 100), min_size=1, max_size=12)


@many
@given(st.integers(0, 400), st.integers(1, 400))
def test_wilson_is_that_of_statsmodels(favourable, n):
    favourable = min(favourable, n)
    low, high = proportion_confint(favourable, n, alpha=0.05, method="wilson")
    assert (low, high) == pytest.approx(wilson(favourable, n), abs=1e-12)


@many
@given(st.integers(0, 400), st.integers(2, 400), st.integers(1, 4_000))
def test_a_finite_workforce_is_a_larger_sample(favourable, n, more):
    """Wilson of statsmodels on n(N-1)/(N-n), the share as it is."""
    favourable, workers = min(favourable, n), n + more
    size = n * (workers - 1) / (workers - n)
    low, high = proportion_confint(
        favourable / n * size, size, alpha=0.05, method="wilson"
    )
    assert (low, high) == pytest.approx(wilson(favourable, n, workers), abs=1e-9)


@many
@given(scores, st.sampled_from([-3.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0]), st.data())
def test_means_are_those_of_scipy(values, power, data):
    """With and without the shift; each score in a row of its own weight."""
    positive = st.lists(st.floats(0.1, 50), min_size=len(values), max_size=len(values))
    weights = data.draw(positive)
    rows = [np.array([value]) for value in values]
    plain = power_mean(rows, weights, power=power, shift=None)[0]
    assert plain == pytest.approx(pmean(values, power, weights=weights), rel=1e-10)
    shifted = power_mean(rows, weights, power=power, shift=0.99)[0]
    moved = pmean(1 + 0.99 * np.array(values), power, weights=weights)
    assert shifted == pytest.approx((moved - 1) / 0.99, rel=1e-9)


def test_the_geometric_mean_is_that_of_scipy():
    values = [82.0, 20.0, 90.0]
    found = power_mean(
        [np.array([v]) for v in values], [2.0, 1.0, 1.0], power=0, shift=None
    )
    assert gmean(values, weights=[2, 1, 1]) == pytest.approx(found[0], rel=1e-13)


def test_without_a_shift_nothing_makes_up_for_a_zero():
    rows = [np.array([0.0]), np.array([90.0])]
    for power in (0.0, -1.0):
        assert 0.0 == power_mean(rows, [1.0, 1.0], power=power, shift=None)[0]
