"""Countries are found by code and by name, in any language, or not at all."""

import pycountry
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import (
    country_name,
    country_names,
    find_corridor,
    find_country,
    nearest_country,
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NPL", "NPL"),
        ("np", "NPL"),
        (" nepal ", "NPL"),
        ("Viet Nam", "VNM"),
        ("Vietnam", "VNM"),
        ("UAE", "ARE"),
        ("U.A.E.", "ARE"),
        ("KSA", "SAU"),
        ("Korea", "KOR"),
        ("Ivory Coast", "CIV"),
        ("cote d'ivoire", "CIV"),
        ("Türkiye", "TUR"),
        ("turkey", "TUR"),
        ("The Philippines", "PHL"),
        ("Hong-Kong", "HKG"),
    ],
)
def test_a_code_a_name_or_an_alias_is_a_country(text, code):
    """Capitals, accents, spaces and points make no difference."""
    assert code == find_country(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("네팔", "NPL"),
        ("नेपाल", "NPL"),
        ("বাংলাদেশ", "BGD"),
        ("Deutschland", "DEU"),
        ("Malasia", "MYS"),
        ("日本", "JPN"),
        ("مصر", "EGY"),
        ("Việt Nam", "VNM"),
    ],
)
def test_names_of_other_languages_are_known(text, code):
    assert code == find_country(text)


def test_what_nobody_calls_a_country_is_none_and_has_a_hint():
    """A slip is never repaired silently."""
    assert find_country("Nepl") is None
    assert " Did you mean 'Nepal'?" == nearest_country("Nepl")
    assert find_country("") is None
    assert not nearest_country("zzzzzz")


def test_every_country_of_iso_3166_is_there_and_no_other():
    """The table against pycountry: codes, and each of its names is found."""
    known = {one.alpha_3: one for one in pycountry.countries}

    # XKX (Kosovo) is no code of ISO, but the one that everybody uses.
    assert {*known, "XKX"} == set(country_names())
    assert {code: code for code in known} == {
        code: find_country(one.name) for code, one in known.items()
    }
    assert {code: code for code in known} == {
        code: find_country(one.alpha_2) for code, one in known.items()
    }
    official = {
        code: one for code, one in known.items() if hasattr(one, "official_name")
    }
    assert {code: code for code in official} == {
        code: find_country(one.official_name) for code, one in official.items()
    }


def test_every_name_of_the_table_leads_back_to_its_code():
    assert {code: code for code in country_names()} == {
        code: find_country(name) for code, name in country_names().items()
    }


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("NPL-MYS", "NPL-MYS"),
        ("nepal to malaysia", "NPL-MYS"),
        ("Viet Nam - Japan", "VNM-JPN"),
        ("Guinea-Bissau - Portugal", "GNB-PRT"),
        ("Timor-Leste -> Korea", "TLS-KOR"),
        ("Togo to Qatar", "TGO-QAT"),
    ],
)
def test_two_names_make_a_corridor(text, key):
    """Hyphens inside names are not taken for the one between them."""
    assert Corridor.parse(key) == find_corridor(text)


@pytest.mark.parametrize("text", ["", "Nepal", "Nepal - Atlantis", "-", "to"])
def test_one_country_or_an_unknown_one_makes_none(text):
    assert find_corridor(text) is None


def test_an_unknown_code_is_called_by_itself():
    assert "XXX" == country_name("XXX")
