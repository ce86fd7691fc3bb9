"""Counts that together settle what a few said are found before they are shown."""

from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.auditing import Statement, settled

MINIMUM = 10


def rows(*ends):
    return frozenset(range(*ends))


def answers(text):
    return {row: letter == "1" for row, letter in enumerate(text)}


def test_a_total_less_a_part_settles_the_rest():
    """9 of 18 and 7 of the first 12: the other six are 2."""
    told = [Statement(rows(18), 9, 9), Statement(rows(12), 7, 7)]
    reports = answers("1" * 7 + "0" * 5 + "110000")
    assert (rows(12, 18),) == settled(told, reports, MINIMUM)


def test_a_rounded_part_leaves_the_rest_open():
    told = [Statement(rows(18), 9, 9), Statement(rows(12), 5, 7)]
    assert () == settled(told, answers("1" * 7 + "0" * 5 + "110000"), MINIMUM)


def test_rounded_counts_can_settle_one_worker():
    """9 or more of twelve, 8 or fewer of eleven of them: the twelfth worker did."""
    told = [Statement(rows(12), 9, 11), Statement(rows(11), 6, 8)]
    reports = answers("1" * 8 + "000" + "1")
    assert (frozenset([11]),) == settled(told, reports, MINIMUM)


def test_one_count_of_enough_workers_settles_nothing_smaller():
    assert () == settled([Statement(rows(12), 5, 5)], answers("1" * 5 + "0" * 7), 10)


def test_everybody_settles_everybody():
    """All of twelve, exactly: every smaller group that another count names is known."""
    told = [Statement(rows(12), 12, 12), Statement(rows(4), 3, 4)]
    found = settled(told, answers("1" * 12), MINIMUM)
    assert {rows(4), rows(4, 12)} == set(found)


def test_nothing_told_settles_nothing():
    assert () == settled([], answers("0101"), MINIMUM)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.booleans(), min_size=1, max_size=9), st.data())
def test_what_passes_has_another_answer(truth, data):
    """Checked against every answer there is, for small groups."""
    n = len(truth)
    groups = data.draw(st.lists(st.frozensets(st.integers(0, n - 1), min_size=1)))
    told = []
    for group in groups:
        k = sum(truth[row] for row in group)
        below, above = data.draw(st.tuples(st.integers(0, 1), st.integers(0, 1)))
        told.append(Statement(group, k - below, k + above))
    reports = dict(enumerate(truth))
    found = settled(told, reports, n + 1)
    every = [[bool(number >> row & 1) for row in range(n)] for number in range(2**n)]
    fitting = [
        one
        for one in every
        if all(s.low <= sum(one[row] for row in s.rows) <= s.high for s in told)
    ]
    covered = frozenset().union(*(s.rows for s in told))
    for group in {a - b for a in groups for b in [*groups, frozenset()]}:
        possible = {sum(one[row] for row in group) for one in fitting}
        if group and group <= covered and len(possible) == 1:
            assert group in found
