"""Shares of workers as they may be printed."""

import json
from dataclasses import astuple
from pathlib import Path

import pytest

from recruitcheck.corridors.outcomes import Sample, Told, told, upper_bound
from recruitcheck.corridors.privacy import Cell
from recruitcheck.scoring.intervals import Group, pool, wilson

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)


def assert_told(expected, found):
    """Equal but for the noise of weighting."""
    assert found is not None
    assert astuple(expected) == pytest.approx(astuple(found), nan_ok=True)


A, B, C = (Cell(name, "NPL-MYS") for name in "ABC")


def test_pooled_over_suppliers_by_their_workers():
    """W3: 6 of 20 (200 workers), 3 of 30 (50), 2 instead of 1 of 10 (100): no blur."""
    samples = {A: Sample(6, 20, 200), B: Sample(3, 30, 50), C: Sample(2, 10, 100)}
    pooled = pool([Group(6, 20, 200), Group(3, 30, 50), Group(2, 10, 100)])
    found = told(samples, [A, B, C], 10)
    assert pooled is not None
    assert_told(Told(60, 60, pooled.share, *pooled.interval, 11, "", 3), found)


def test_example_w3_and_the_bound_behind_the_residual_risk():
    """W3 has one report of ten, which counts half a report in every total."""
    example = EXAMPLES["W3_pooled_worker_weighted"]
    groups = [Group(*group) for group in example["input"]]
    exact = pool(groups)
    assert exact is not None
    assert example["expected"]["hi"] == pytest.approx(exact.interval.high, abs=1e-9)

    samples = {
        cell: Sample(*group)
        for cell, group in zip([A, B, C], example["input"], strict=True)
    }
    safe = pool([*groups[:2], Group(0.5, 10, 100)])
    assert safe is not None
    assert safe.interval.high == upper_bound(samples, [A, B, C], 10)
    found = told(samples, [A, B, C], 10)
    assert found is not None
    # 200*6/20 + 50*3/30 + 100*0.5/10 = 70 of 350
    assert 0.2 == pytest.approx(found.share)
    assert None is found.reports


def test_no_interviews():
    assert None is told({}, [A], 10)
    assert None is told({A: Sample(0, 0, 40)}, [A], 10)
    assert None is upper_bound({}, [A], 10)


def test_nine_interviews_are_withheld():
    assert Told(0, 9) == told({A: Sample(4, 9, 40)}, [A], 10)
    assert None is upper_bound({A: Sample(4, 9, 40)}, [A], 10)


def test_ten_interviews_are_shown():
    assert Told(10, 10, 0.4, *wilson(4, 10, 40), 4, "", 1) == told(
        {A: Sample(4, 10, 40)}, [A], 10
    )


def test_nine_beside_twelve_are_left_out():
    """The total of 21 less the 12 would be what the nine said."""
    samples = {A: Sample(4, 12, 40), B: Sample(9, 9, 40)}
    found = told(samples, [A, B], 10)
    assert_told(Told(12, 21, 4 / 12, *wilson(4, 12, 40), 4, "", 1), found)


@pytest.mark.parametrize("reports", [0, 1])
def test_nobody_and_one_read_the_same(reports):
    found = told({A: Sample(reports, 20, 90)}, [A], 10)
    low, high = wilson(0, 20, 90).low, wilson(1, 20, 90).high
    assert_told(Told(20, 20, None, low, high, None, "few", 1), found)


@pytest.mark.parametrize("reports", [19, 20])
def test_all_and_all_but_one_read_the_same(reports):
    found = told({A: Sample(reports, 20, None)}, [A], 10)
    low, high = wilson(19, 20).low, wilson(20, 20).high
    assert_told(Told(20, 20, None, low, high, None, "most", 1), found)


def test_of_fifty_nobody_is_nobody():
    found = told({A: Sample(0, 50, None)}, [A], 10)
    assert_told(Told(50, 50, 0.0, *wilson(0, 50), 0, "", 1), found)


@pytest.mark.parametrize("reports", [(0, 20), (1, 19)])
def test_a_total_of_nobody_and_all_does_not_tell_which(reports):
    """Half a report and half less than all of twenty each: a half, and no count."""
    samples = {A: Sample(reports[0], 20, 60), B: Sample(reports[1], 20, 60)}
    found = told(samples, [A, B], 10)
    assert found is not None
    assert 0.5 == pytest.approx(found.share)
    assert (None, "") == (found.reports, found.limit)


def test_small_cells_put_together_are_one_sample():
    """4 of 6 and 0 of 7: weighted by workers, the share would tell both apart."""
    samples = {A: Sample(4, 6, 900), B: Sample(0, 7, 30)}
    found = told(samples, [A, B], 10)
    assert_told(Told(13, 13, 4 / 13, *wilson(4, 13, 930), 4, "", 1), found)


def test_workers_unknown_at_one_supplier():
    """Of the others' workers no correction is made: nobody knows how many there are."""
    samples = {A: Sample(4, 6, None), B: Sample(0, 7, 30)}
    found = told(samples, [A, B], 10)
    assert_told(Told(13, 13, 4 / 13, *wilson(4, 13), 4, "", 1), found)


def test_points_near_the_end_are_half_a_worker_from_it():
    """Of twenty, all views favourable or but for half a view: 19.5 of 20 either way."""
    for total in (20.0, 19.5):
        found = told({A: Sample(total, 20, None)}, [A], 10, points=True)
        assert_told(
            Told(20, 20, 0.975, *wilson(19.5, 20), None, "", 1),
            found,
        )
