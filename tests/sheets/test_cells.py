"""Addresses, and what a sheet answers for an address or a row."""

import pytest

from recruitcheck.sheets import Cell, Sheet, cell_ref, column_index, column_name
from recruitcheck.sheets import split_ref as split
from recruitcheck.sheets.cells import Ranges


@pytest.mark.parametrize(
    ("index", "name"),
    [
        (1, "A"),
        (26, "Z"),
        (27, "AA"),
        (52, "AZ"),
        (53, "BA"),
        (702, "ZZ"),
        (703, "AAA"),
        (16_384, "XFD"),
    ],
)
def test_columns_are_named_as_excel_names_them(index, name):
    """The names of the first, the last, and those where a letter is added."""
    assert name == column_name(index)
    assert index == column_index(name)
    assert f"{name}9" == cell_ref(9, index)
    assert (9, index) == split(f"{name}9")


@pytest.mark.parametrize("name", ["", "a", "XFE", "AAAA", "D1", "É", "-"])
def test_what_is_no_column_has_no_number(name):
    """0 stands for none: XFD is the last column, letters are capital."""
    assert 0 == column_index(name)


@pytest.mark.parametrize(
    "ref", ["", "D", "14", "D0", "D1048577", "XFE1", "d4", "D\u0661"]
)
def test_what_is_no_address_has_no_row_and_column(ref):
    """(0, 0) stands for none; digits are the ten of ASCII."""
    assert (0, 0) == split(ref)


def test_an_absolute_address_is_the_same_cell():
    """'$D$14' of a formula is D14."""
    assert (14, 4) == split("$D$14")


def test_rows_keep_their_numbers_and_cells_their_addresses():
    """Nothing moves up or left where rows and cells are missing; rows come in order."""
    sheet = Sheet("Answers", values={5: {4: "late", 2: 7}, 2: {28: True}})

    assert [
        (2, [Cell(True, "AB2")]),
        (5, [Cell(7, "B5"), Cell("late", "D5")]),
    ] == list(sheet.rows)


def test_a_cell_is_found_by_its_address():
    """Cells never written are blank; what is no address is the caller's mistake."""
    sheet = Sheet("Answers", values={5: {4: "late"}})

    assert Cell("late", "D5") == sheet["D5"]
    assert Cell(None, "C5") == sheet["C5"]
    assert Cell(None, "D900") == sheet["D900"]
    with pytest.raises(KeyError):
        sheet["D"]


def test_a_cell_knows_its_column():
    """The letters alone, so that cells below one heading can be found."""
    assert "AB" == Cell(1, "AB12").column


def test_ranges_hold_whole_numbers_only():
    """They may overlap, touch and stand in any order."""
    ranges = Ranges([(5, 9), (1, 2), (8, 12), (3, 3)])

    assert [1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12] == [
        number for number in range(20) if number in ranges
    ]
    assert "5" not in ranges
