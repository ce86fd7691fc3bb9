"""The rules of what may be said of workers, one law after the other."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.privacy import (
    OTHERS,
    Cell,
    blocks,
    blurred,
    grouped,
    hidden,
    hides_workers,
    in_threes,
    is_blurred,
    least_payers,
    money_blocks,
    one_digit,
    parted,
    separated,
    told_amounts,
    two_digits,
    whole,
)

MINIMUM = 10


def cells(text):
    """{'A NPL': 12, ...} from lines of supplier, corridor and number."""
    rows = (line.split() for line in text.strip().splitlines())
    return {Cell(supplier, corridor): int(n) for supplier, corridor, n in rows}


def named(found):
    return [" ".join(f"{c.supplier}{c.corridor[0]}" for c in sorted(b)) for b in found]


def test_a_cell_that_is_large_enough_is_a_block():
    assert ["AN", "BN"] == named(
        blocks(
            cells("""
                A NPL 10
                B NPL 25
                C NPL 9
                """),
            MINIMUM,
        )
    )


def test_small_cells_of_one_supplier_go_together():
    """A's two corridors make 12; only A's page may show them, and never one of them."""
    sizes = cells("""
        A BGD 6
        A NPL 6
        B NPL 12
        """)
    found = blocks(sizes, MINIMUM)
    assert ["AB AN", "BN"] == named(found)
    assert ["BN"] == named(whole([Cell("A", "NPL"), Cell("B", "NPL")], found))


def test_small_cells_of_one_corridor_go_together():
    """A and C are 6 and 7 of 13: the corridor may show 13, nobody's page either."""
    sizes = cells("""
        A NPL 6
        B NPL 12
        C NPL 7
        """)
    found = blocks(sizes, MINIMUM)
    assert ["AN CN", "BN"] == named(found)
    assert () == whole([Cell("A", "NPL")], found)


def test_what_is_left_over_is_in_no_figure():
    """20 less 12 would tell what the other 8 said."""
    sizes = cells("""
        A NPL 12
        B NPL 8
        """)
    assert ["AN"] == named(blocks(sizes, MINIMUM))


def test_other_cycles_of_a_supplier_stay_apart():
    sizes = {Cell("A", "BGD", "2025"): 6, Cell("A", "NPL", "2026"): 6}
    assert () == blocks(sizes, MINIMUM)


def test_one_or_two_payers_join_the_block_with_the_fewest():
    """B's two payers join C, in which four paid; A, in which nobody did, stays."""
    parts = blocks(
        cells("""
            A NPL 10
            B NPL 10
            C NPL 10
            D NPL 10
            """),
        MINIMUM,
    )
    payers = cells("""
        A NPL 0
        B NPL 2
        C NPL 4
        D NPL 9
        """)
    assert ["AN", "BN CN", "DN"] == named(money_blocks(parts, payers))


def test_few_payers_of_two_blocks_join_each_other():
    parts = blocks(
        cells("""
            A NPL 10
            B NPL 10
            """),
        MINIMUM,
    )
    payers = cells("""
        A NPL 1
        B NPL 2
        """)
    assert ["AN BN"] == named(money_blocks(parts, payers))


def test_few_payers_who_find_nobody_are_left_out():
    """In A's block of two corridors one worker paid, in B's corridor one too."""
    parts = blocks(
        cells("""
            A BGD 5
            A NPL 5
            B NPL 10
            """),
        MINIMUM,
    )
    payers = cells("""
        A BGD 1
        B NPL 1
        """)
    assert () == money_blocks(parts, payers)


@pytest.mark.parametrize(
    ("total", "n", "expected"),
    [
        (0, 49, 0.5),
        (1, 49, 0.5),
        (2, 49, 2),
        (47, 49, 47),
        (48, 49, 48.5),
        (49, 49, 48.5),
        (0, 50, 0),
        (50, 50, 50),
    ],
)
def test_nobody_and_one_look_the_same_below_fifty(total, n, expected):
    assert expected == blurred(total, n)
    assert (expected != total) == is_blurred(total, n)


@pytest.mark.parametrize(
    ("amount", "near", "up", "down"),
    [
        ("1274.99", "1300", "1300", "1200"),
        ("1300", "1300", "1300", "1300"),
        ("1300.01", "1300", "1400", "1300"),
        ("1450", "1500", "1500", "1400"),
        ("0.01234", "0.012", "0.013", "0.012"),
        ("0.6249", "0.62", "0.63", "0.62"),
        ("3.75", "3.8", "3.8", "3.7"),
        ("996", "1000", "1000", "990"),
        ("0", "0", "0", "0"),
        ("0.00", "0", "0", "0"),
        ("7", "7", "7", "7"),
        ("2.5", "2.5", "2.5", "2.5"),
    ],
)
def test_amounts_have_two_digits(amount, near, up, down):
    """Halves go up; money stays Decimal, and a share or a month stays a float."""
    ways = zip(
        (ROUND_HALF_UP, ROUND_CEILING, ROUND_FLOOR), (near, up, down), strict=True
    )

    for how, expected in ways:
        assert expected == f"{two_digits(Decimal(amount), how):f}"
        assert float(expected) == two_digits(float(amount), how)
    assert float(near) == two_digits(float(amount))


def test_the_noise_of_adding_rounds_nothing_down():
    assert 1.5 == two_digits(1.4499999999999997)


def test_counts_inside_a_block_are_rounded_to_threes():
    assert [0, 0, 3, 3, 3, 6, 9] == [in_threes(k, 10) for k in (0, 1, 2, 3, 4, 5, 10)]


@given(st.integers(10, 60), st.data())
def test_a_rounded_count_is_always_of_two_or_more_counts(n, data):
    """Else nobody, or all, could be read off it."""
    reports = data.draw(st.integers(0, n))
    rounded = in_threes(reports, n)
    same = [k for k in range(n + 1) if in_threes(k, n) == rounded]
    assert reports in same
    assert len(same) >= 2


def test_what_one_or_two_paid_is_hidden_with_the_next_smallest():
    """One worker paid for the test; insurance is the smallest other row."""
    amounts = {"fee": 900.0, "test": 5.0, "insurance": 20.0, "visa": 0.0}
    payers = {"fee": range(9), "test": [3], "insurance": range(4), "visa": []}
    assert {"test", "insurance"} == hidden(amounts, payers)


def test_two_hidden_rows_of_the_same_two_workers_are_not_enough():
    """Their sum would be what these two paid together: a third row is hidden too."""
    amounts = {"fee": 900.0, "test": 5.0, "insurance": 6.0, "travel": 7.0}
    payers = {
        "fee": range(9),
        "test": [3, 4],
        "insurance": [3, 4],
        "travel": range(5),
    }
    assert {"test", "insurance", "travel"} == hidden(amounts, payers)


def test_nothing_is_hidden_where_three_paid_everything():
    assert frozenset() == hidden({"fee": 9.0, "visa": 0.0}, {"fee": [1, 2, 3]})


def test_small_parts_are_others_and_too_few_others_take_one_in():
    """4 + 5 are nine: the smallest shown part, 11, joins them."""
    labels = dict(enumerate("a" * 30 + "b" * 11 + "c" * 4 + "d" * 5))
    found = parted(labels, MINIMUM)
    assert [("a", 30), (OTHERS, 20)] == [(name, len(items)) for name, items in found]


def test_one_part_is_no_breakdown():
    assert () == parted(dict(enumerate("a" * 30)), MINIMUM)
    assert () == parted(dict(enumerate("a" * 12 + "b" * 3)), MINIMUM)
    assert () == parted({}, MINIMUM)


def test_a_part_that_is_nearly_another_group_joins_the_others():
    """Eighteen of the women are all but two of a block of twenty."""
    block = frozenset(range(20))
    women, men, unsaid = frozenset(range(18)), frozenset(range(18, 40)), range(40, 60)
    parts = [("f", women), ("m", men), ("", frozenset(unsaid))]
    found = separated(parts, [block], MINIMUM)
    assert [("m", 22), (OTHERS, 38)] == [(name, len(items)) for name, items in found]


def test_the_rest_of_a_part_counts_as_a_part():
    """The block is nearly all of what the women leave over; then nothing is told."""
    women, men = frozenset(range(18)), frozenset(range(18, 30))
    assert () == separated([("f", women), ("m", men)], [frozenset(range(19))], MINIMUM)


def test_parts_that_cut_across_a_block_stay():
    block = frozenset(range(20))
    parts = [
        ("f", frozenset(range(10, 30))),
        ("m", frozenset([*range(10), *range(30, 40)])),
    ]
    assert tuple(parts) == separated(parts, [block], MINIMUM)


def test_the_same_part_may_be_shown_twice():
    parts = [("a", frozenset(range(20))), ("b", frozenset(range(20, 40)))]
    assert tuple(parts) == separated(parts, [parts[0][1]], MINIMUM)


def test_the_share_of_workers_in_a_lost_point_is_not_split_off_from_too_few():
    """Six of the unit were heard with fifteen of a larger one: the difference is six."""
    assert hides_workers(6, 21, 15, MINIMUM)
    assert not hides_workers(15, 15, 15, MINIMUM)
    assert not hides_workers(6, 13, 0, MINIMUM)


SIZES = st.dictionaries(
    st.builds(Cell, st.sampled_from("ABCDE"), st.sampled_from(["NPL", "BGD", "VNM"])),
    st.integers(0, 25),
    max_size=12,
)


@settings(max_examples=400)
@given(SIZES, st.integers(5, 15))
def test_blocks_part_the_cells_and_hold_the_minimum(sizes, minimum):
    """Every block is large enough and no cell is in two of them."""
    found = blocks(sizes, minimum)
    assert all(sum(sizes[cell] for cell in block) >= minimum for block in found)
    assert sum(map(len, found)) == len(frozenset().union(*found))


@settings(max_examples=400)
@given(SIZES, SIZES, st.integers(5, 15))
def test_in_no_block_of_money_did_one_or_two_pay(sizes, payers, minimum):
    parts = blocks(sizes, minimum)
    found = money_blocks(parts, payers)
    paid = [sum(payers.get(cell, 0) for cell in block) for block in found]
    assert all(number not in {1, 2} for number in paid)
    assert sum(map(len, found)) == len(frozenset().union(*found))
    assert all(part <= block or not part & block for part in parts for block in found)


@settings(max_examples=400)
@given(st.lists(st.sampled_from(["", "a", "b", "c", "d"]), max_size=60))
def test_every_part_holds_the_minimum_and_everybody_is_in_one(keys):
    found = parted(dict(enumerate(keys)), MINIMUM)
    assert all(len(items) >= MINIMUM for _, items in found)
    if found:
        assert len(keys) == sum(len(items) for _, items in found)
    if len(keys) >= MINIMUM:
        names = grouped(keys, MINIMUM)
        assert all(names.count(name) >= MINIMUM for name in names)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, 0),
        (1439.6, 1500),
        (1240, 1000),
        (1250, 1500),
        (187, 200),
        (96, 100),
        (0.0234, 0.02),
        (9.5, 10),
    ],
)
def test_amounts_inside_a_block_have_one_digit(value, expected):
    assert expected == pytest.approx(one_digit(value))


def test_whether_amounts_are_shown_does_not_tell_nobody_from_one():
    assert [0, 0, 2, 18, 19, 19] == [least_payers(k, 20) for k in (0, 1, 2, 18, 19, 20)]
    assert [0, 1, 50] == [least_payers(k, 50) for k in (0, 1, 50)]


def test_pictures_of_amounts_do_not_tell_nobody_from_one():
    """Nor all from all but one: the smallest amount is left out either way."""
    assert [0.0] * 12 == told_amounts([0.0] * 12) == told_amounts([700.0, *[0.0] * 11])
    assert [9.0] * 11 == told_amounts([9.0] * 12) == told_amounts([0.0, *[9.0] * 11])
    assert [0.0] * 10 + [9.0, 9.0] == told_amounts([9.0, *[0.0] * 10, 9.0])
