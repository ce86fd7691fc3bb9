"""How many to interview, and how they are shared out."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.sampling.sizes import over_strata, recent, shared_out, site_sample


@pytest.mark.parametrize(
    ("workers", "interviews"),
    [
        *((0, 0), (1, 1), (9, 9), (10, 10), (20, 10), (50, 10), (100, 10), (101, 11)),
        *((250, 16), (500, 23), (1000, 32), (2000, 45), (5000, 71)),
    ],
)
def test_the_root_of_the_workers_and_at_least_ten(workers, interviews):
    """The method's table, section 9."""
    assert interviews == site_sample(workers)


@pytest.mark.parametrize(("interviews", "new"), [(0, 0), (1, 1), (3, 1), (10, 4)])
def test_a_third_are_with_new_arrivals(interviews, new):
    assert new == recent(interviews)


def test_first_the_least_of_each_then_in_proportion():
    """19 over 240 and 110: 5 each, then 9 as 6.17 and 2.83: 6 + 1 left over to the
    larger remainder .83."""
    assert {"NPL": 11, "BGD": 8} == shared_out(19, {"NPL": 240, "BGD": 110}, least=5)


def test_never_more_than_there_are():
    """3 of 3; the 7 others from 100."""
    assert {"NPL": 3, "BGD": 7} == shared_out(10, {"NPL": 3, "BGD": 100}, least=5)
    assert {"NPL": 3, "BGD": 4} == shared_out(10, {"NPL": 3, "BGD": 4}, least=5)


def test_the_least_of_all_may_be_more_than_the_total():
    """Four corridors of 25: root and ten say 10, five each are 20."""
    workers = dict.fromkeys("ABCD", 25)

    assert dict.fromkeys("ABCD", 5) == shared_out(site_sample(100), workers, least=5)


def test_equal_remainders_go_to_the_larger_and_then_by_the_alphabet():
    assert {"A": 1, "B": 0, "C": 0} == shared_out(1, {"C": 5, "B": 5, "A": 5})
    # 5 of 20: 3.75 and 1.25; 6 of 20: 4.5 and 1.5, the half to the larger.
    assert {"A": 1, "B": 5} == shared_out(6, {"A": 5, "B": 15})


def test_every_recruiter_and_every_sex_is_heard():
    """Women are 4 of 104, all with B: in proportion nobody would ask one."""
    strata = {("A", "male"): 90, ("B", "female"): 4, ("B", "male"): 10}

    found = over_strata(5, strata)

    # A 4 and B 1 (at least one each, the other 3 in proportion); of B the one is a man.
    assert {("A", "male"): 4, ("B", "male"): 1, ("B", "female"): 1} == found


GROUPS = st.dictionaries(st.sampled_from("ABCDEFGH"), st.integers(0, 900), min_size=1)


@settings(max_examples=500, deadline=None)
@given(workers=GROUPS, least=st.integers(0, 12))
def test_corridors_add_up_to_the_site_and_keep_their_least(workers, least):
    """The sum is the site's sample, or that of the least of all corridors if more."""
    total = site_sample(sum(workers.values()))

    found = shared_out(total, workers, least=least)

    kept = {key: min(n, least) for key, n in workers.items()}
    assert max(total, sum(kept.values())) == sum(found.values())
    assert all(kept[key] <= found[key] <= n for key, n in workers.items())


@settings(max_examples=500, deadline=None)
@given(workers=GROUPS, least=st.integers(0, 12), seed=st.randoms(use_true_random=False))
def test_the_order_of_corridors_changes_nothing(workers, least, seed):
    keys = seed.sample(sorted(workers), len(workers))

    assert shared_out(30, workers, least=least) == shared_out(
        30, {key: workers[key] for key in keys}, least=least
    )


@settings(max_examples=500, deadline=None)
@given(workers=GROUPS, total=st.integers(0, 200))
def test_without_a_least_nobody_is_a_whole_interview_off_proportion(workers, total):
    """The quota rule of the method of largest remainders, up to the workers there are."""
    every = sum(workers.values())
    found = shared_out(min(total, every), workers)

    assert min(total, every) == sum(found.values())
    for key, n in workers.items():
        quota = min(total, every) * n / every if every else 0
        assert math.floor(quota) <= found[key] <= math.ceil(quota)


STRATA = st.dictionaries(
    st.tuples(st.sampled_from("ABC"), st.sampled_from(["female", "male"])),
    st.integers(0, 200),
    min_size=1,
)


@settings(max_examples=500, deadline=None)
@given(strata=STRATA, total=st.integers(0, 60))
def test_strata_cover_each_recruiter_and_sex_and_miss_no_interview(strata, total):
    """At most one more for each recruiter and each sex."""
    found = over_strata(total, strata)

    assert all(0 <= found[key] <= n for key, n in strata.items())
    wanted = min(total, sum(strata.values()))
    assert wanted <= sum(found.values()) <= max(wanted, 3) + 2
    for position in (0, 1):
        for name in {key[position] for key, n in strata.items() if n}:
            assert any(found[key] for key in strata if key[position] == name)
