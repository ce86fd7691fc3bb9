"""A corridor is a pair of countries, origin first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.corridor import Corridor

CODES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)


def test_the_origin_comes_first():
    corridor = Corridor.parse("NPL-MYS")

    assert Corridor(origin="NPL", destination="MYS") == corridor
    assert "NPL-MYS" == str(corridor)
    assert corridor != Corridor("MYS", "NPL")


@pytest.mark.parametrize("key", ["npl-mys", " NPL-MYS\n", "Npl-Mys"])
def test_case_and_blanks_around_do_not_matter(key):
    assert Corridor("NPL", "MYS") == Corridor.parse(key)


@pytest.mark.parametrize(
    "key",
    ["", "NPL", "NPLMYS", "NPL_MYS", "NP-MY", "NPLX-MYS", "NPL-MYS-QAT", "N1L-MYS"],
)
def test_another_text_is_no_corridor(key):
    with pytest.raises(ValueError, match="write ORIGIN-DESTINATION") as raised:
        Corridor.parse(key)

    assert str(raised.value).startswith(f"'{key}' is not a corridor")


@given(CODES, CODES)
def test_what_is_written_can_be_read_back(origin, destination):
    corridor = Corridor(origin, destination)

    assert corridor == Corridor.parse(str(corridor))


def test_corridors_stand_in_the_order_of_their_keys():
    keys = ["NPL-QAT", "BGD-MYS", "NPL-MYS"]

    assert ["BGD-MYS", "NPL-MYS", "NPL-QAT"] == [
        str(one) for one in sorted(map(Corridor.parse, keys))
    ]
