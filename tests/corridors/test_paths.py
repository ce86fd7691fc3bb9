"""How workers reached their jobs, without telling on few of them."""

from collections import Counter
from itertools import product

import pandas as pd
import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.paths import NOT_SAID, Stop, Way, find_paths, safe_cells
from recruitcheck.corridors.privacy import OTHERS


def interviews(*groups):
    """A table from (channel, recruiter, supplier, how many)."""
    rows = [
        {"W-PRO-05": c, "recruiter_id": r, "supplier_id": s}
        for c, r, s, number in groups
        for _ in range(number)
    ]
    return pd.DataFrame(rows, columns=["W-PRO-05", "recruiter_id", "supplier_id"])


def test_paths_are_counted():
    """12 came by a broker, 20 by an agency."""
    found = find_paths(
        interviews(("broker", "R-1", "S-1", 12), ("agency_o", "R-2", "S-1", 20)),
        minimum=10,
    )

    assert found is not None
    assert (Stop("agency_o", 20), Stop("broker", 12)) == found.steps[0]
    assert (
        Way("agency_o", "R-2", 20),
        Way("broker", "R-1", 12),
    ) == found.ways[0]
    assert (Stop("S-1", 32),) == found.steps[2]


def test_too_few_interviews_have_no_paths():
    assert find_paths(interviews(("broker", "R", "S", 9)), 10) is None


def test_small_stops_are_taken_together():
    """3 and 4 are fewer than 10 together: the next smallest, 11, joins them."""
    found = find_paths(
        interviews(
            ("friend", "R", "S", 3),
            ("gov", "R", "S", 4),
            ("broker", "R", "S", 11),
            ("agency_o", "R", "S", 30),
        ),
        minimum=10,
    )

    assert found is not None
    assert [("agency_o", 30), (OTHERS, 18)] == [
        (stop.key, stop.workers) for stop in found.steps[0]
    ]


def test_who_named_nobody_stands_last():
    """Blank, 'do not know' and 'prefer not to say' are one."""
    found = find_paths(
        interviews(
            ("broker", None, "S", 6),
            ("broker", "dk", "S", 6),
            ("broker", "R", "S", 10),
        ),
        minimum=10,
    )

    assert found is not None
    assert [("R", 10), (NOT_SAID, 12)] == [
        (stop.key, stop.workers) for stop in found.steps[1]
    ]


def test_an_export_without_recruiters_has_paths_too():
    table = interviews(("broker", "R", "S", 12)).drop(columns="recruiter_id")

    found = find_paths(table, 10)

    assert found is not None
    assert [(NOT_SAID, 12)] == [(s.key, s.workers) for s in found.steps[1]]


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param({("a", "x"): 12, ("b", "y"): 15}, "ax by", id="nothing is small"),
        pytest.param(
            {("a", "x"): 12, ("a", "y"): 3, ("b", "x"): 11, ("b", "y"): 20},
            "",
            id="margins would tell 3 as long as any other is shown",
        ),
        pytest.param(
            {
                ("a", "x"): 30,
                ("b", "y"): 4,
                ("b", "z"): 9,
                ("c", "y"): 8,
                ("c", "z"): 7,
            },
            "ax",
            id="four hidden ones keep each other's secret",
        ),
    ],
)
def test_cells_are_hidden_until_nobody_can_subtract(counts, expected):
    assert {tuple(word) for word in expected.split()} == safe_cells(counts, 10)


@settings(
    max_examples=400, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)
@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcd"), st.sampled_from("wxyz")),
        st.integers(1, 30),
        min_size=3,
    )
)
def test_no_small_number_can_be_worked_out(counts):
    """An attacker who knows all margins and all shown numbers solves exactly.

    Rational elimination, not the floating point of the code under test.
    """
    for side in (0, 1):  # whoever calls has margins of at least the minimum
        sums: Counter[str] = Counter()
        for cell, number in counts.items():
            sums[cell[side]] += number
        assume(min(sums.values()) >= 10)
    shown = safe_cells(counts, 10)

    assert all(counts[cell] >= 10 for cell in shown)
    rows, columns = (sorted({cell[side] for cell in counts}) for side in (0, 1))
    hidden = [cell for cell in product(rows, columns) if cell not in shown]
    system = sympy.Matrix(
        [[int(line in cell) for cell in hidden] for line in (*rows, *columns)]
    )
    free = system.nullspace() if hidden else []
    for place, cell in enumerate(hidden):
        sure = all(vector[place] == 0 for vector in free)
        assert not (sure and 0 < counts.get(cell, 0) < 10)
