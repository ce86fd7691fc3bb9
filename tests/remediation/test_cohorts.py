"""Cohorts: as fine as the interviews bear, so that nothing of few workers is told."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount
from recruitcheck.remediation.claims import Claim
from recruitcheck.remediation.cohorts import cohorts_of, counted
from recruitcheck.remediation.heard import Heard

NPL = Corridor("NPL", "MYS")
MINIMUM = 10


def heard(n, recruiter="", year=2024, *, owing=True):
    started = None if year is None else date(year, 5, 1)
    one = Heard(recruiter, started, None, Claim("USD", Decimal(100)), owing=owing)
    return [one] * n


def count(current, recruiter="", year: int | None = 2024, former=0):
    return Headcount("S-1", NPL, current, former, recruiter, year)


def seen(cohorts):
    """Key without the corridor, workers interviewed, workers."""
    return [(c.key.partition(", ")[2], c.n, c.workers) for c in cohorts]


def of(interviews, counts, workers=None):
    return seen(cohorts_of(NPL, interviews, counts, workers, minimum=MINIMUM))


def test_each_recruiter_and_year_with_enough_interviews_is_a_cohort():
    assert [("REC-1, 2023", 10, 30), ("REC-1, 2024", 12, 50)] == of(
        [*heard(10, "REC-1", 2023), *heard(12, "REC-1", 2024)],
        [count(25, "REC-1", 2023, former=5), count(50, "REC-1", 2024)],
    )


def test_small_years_of_a_recruiter_go_together():
    """4 and 7 make 11; 12 of 2024 stand alone."""
    assert [("REC-1, 2022-2023", 11, 60), ("REC-1, 2024", 12, 50)] == of(
        [*heard(4, "REC-1", 2022), *heard(7, "REC-1", 2023), *heard(12, "REC-1", 2024)],
        [count(20, "REC-1", 2022), count(40, "REC-1", 2023), count(50, "REC-1", 2024)],
    )


def test_what_is_left_over_joins_the_smallest_so_that_it_cannot_be_subtracted():
    """3 interviews of 2022 beside 10 and 12: with the 10."""
    assert [("REC-1, 2022-2023", 13, 60), ("REC-1, 2024", 12, 50)] == of(
        [
            *heard(3, "REC-1", 2022),
            *heard(10, "REC-1", 2023),
            *heard(12, "REC-1", 2024),
        ],
        [count(20, "REC-1", 2022), count(40, "REC-1", 2023), count(50, "REC-1", 2024)],
    )


def test_a_small_recruiter_goes_with_another():
    assert [("all recruiters, 2024", 16, 70)] == of(
        [*heard(12, "REC-1"), *heard(4, "REC-2")],
        [count(50, "REC-1"), count(20, "REC-2")],
    )


def test_workers_who_named_no_recruiter_are_in_the_count_of_all():
    assert [("all recruiters, 2024", 16, 50)] == of(
        [*heard(12, "REC-1"), *heard(4)], [count(50, "REC-1")]
    )


def test_recruiters_taken_together_are_named_where_they_are_not_all():
    assert [
        ("REC-1, 2024", 12, 50),
        ("no recruiter named + REC-2 + REC-3, 2024", 17, 60),
    ] == of(
        [*heard(12, "REC-1"), *heard(4, "REC-2"), *heard(2), *heard(11, "REC-3")],
        [count(50, "REC-1"), count(20, "REC-2"), count(40, "REC-3")],
    )


def test_years_nobody_counted_join_the_others():
    """A worker who does not know the year, and one of a year without a count."""
    assert [("REC-1, 2020-2024 + year not known", 14, 50)] == of(
        [*heard(12, "REC-1"), *heard(1, "REC-1", 2020), *heard(1, "REC-1", None)],
        [count(50, "REC-1")],
    )


def test_a_recruiter_of_whose_workers_nobody_was_heard_stands_apart():
    """What others paid says nothing about them."""
    assert [("REC-1, 2024", 12, 50), ("REC-2, 2023-2024", 0, 30)] == of(
        heard(12, "REC-1"),
        [count(50, "REC-1"), count(10, "REC-2", 2023), count(20, "REC-2")],
    )


def test_one_or_two_who_are_owed_something_do_not_stand_alone():
    """Of ten one is owed: with the other year there are eleven."""
    assert [("REC-1, 2023-2024", 20, 90)] == of(
        [
            *heard(9, "REC-1", 2023, owing=False),
            *heard(1, "REC-1", 2023),
            *heard(10, "REC-1", 2024),
        ],
        [count(40, "REC-1", 2023), count(50, "REC-1", 2024)],
    )


def test_nobody_owed_looks_like_one_among_few_and_is_told_among_fifty():
    few, many = (
        cohorts_of(NPL, heard(n, owing=False), [], 200, minimum=MINIMUM)[0]
        for n in (49, 50)
    )

    assert [False, True] == [few.tellable, many.tellable]


def test_without_headcounts_the_corridor_is_one_cohort_of_the_returns_count():
    """Nobody counted those who left."""
    (one,) = cohorts_of(NPL, heard(12, "REC-1"), [], 80, minimum=MINIMUM)

    assert "NPL-MYS, all recruiters, all years" == one.key
    assert (80, None, False) == (one.workers, one.former, one.former_complete)


def test_counts_without_years_or_recruiters_do_not_split():
    assert [("all recruiters, all years", 24, 90)] == of(
        [*heard(12, "REC-1"), *heard(12, "REC-2")], [count(90, year=None)]
    )


def test_more_interviews_than_workers_never_stand():
    (one,) = cohorts_of(NPL, heard(12), [count(11)], None, minimum=MINIMUM)

    assert not one.stands(MINIMUM)


@pytest.mark.parametrize(
    ("left", "look_back", "former"),
    [(None, 36, 9), (2023, 36, 9), (2022, 36, 0), (2022, 48, 9), (2026, 0, 9)],
)
def test_who_left_before_the_look_back_period_is_not_counted(left, look_back, former):
    """On 15 November 2026 three years reach back into the end of 2023."""
    row = Headcount("S-1", NPL, 40, 9, left_year=left)

    assert former == counted(row, on=date(2026, 11, 15), look_back=look_back).former


CELLS = st.dictionaries(
    st.tuples(
        st.sampled_from(["", "A", "B", "C"]), st.sampled_from([2022, 2023, 2024])
    ),
    st.tuples(st.integers(0, 30), st.integers(0, 15), st.integers(0, 15)),
    min_size=1,
)


@settings(max_examples=400, deadline=None)
@given(cells=CELLS)
def test_nobody_is_lost_or_counted_twice_and_nothing_small_stands(cells):
    """Interviews and workers of the cohorts add up to those of the corridor; each cohort
    that may be shown is large enough, and what may not is the whole corridor."""
    interviews = [
        one
        for (recruiter, year), (_, owing, clear) in cells.items()
        for one in (
            *heard(owing, recruiter, year),
            *heard(clear, recruiter, year, owing=False),
        )
    ]
    counts = [
        count(n, recruiter, year) for (recruiter, year), (n, _, _) in cells.items()
    ]

    cohorts = cohorts_of(NPL, interviews, counts, None, minimum=MINIMUM)

    assert len(interviews) == sum(one.n for one in cohorts)
    assert sum(row.current for row in counts) == sum(
        one.current or 0 for one in cohorts
    )
    with_interviews = [one for one in cohorts if one.n]
    standing = [one for one in with_interviews if one.stands(MINIMUM)]
    assert standing == with_interviews or 1 == len(with_interviews)
