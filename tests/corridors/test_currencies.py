"""Currencies: every code that is in use, and the smallest amount each can pay."""

from decimal import Decimal

import pycountry
import pytest
from babel.core import get_global
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.corridors.currencies import CURRENCIES, minor_unit, rounded_up

# Of ISO 4217, but nobody is paid in them: precious metals, bonds, units of account,
# funds and test codes.
NO_PAY = (
    "BOV CHE CHW CLF COU MXV USN UYI UYW XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT"
    " XSU XTS XUA XXX"
)
GONE = "ANG BGN BYR CUC HRK LTL MRO SLL STD VEF ZMK ZWL"
# CLDR says how many decimals are usual in print, which is fewer where prices rose.
CUSTOM = (
    "AFN ALL COP HUF IDR IQD IRR KPW LAK LBP LTL MGA MMK MRO PKR RSD SLE SLL SOS"
    " STD STN SYP TMM TZS UZS YER ZMK CRC CZK DKK GYD MUR NOK SEK TWD AMD MNT BYR"
)


def test_every_currency_of_the_standard_is_known():
    """pycountry carries the list of ISO 4217."""
    listed = {one.alpha_3 for one in pycountry.currencies} - set(NO_PAY.split())

    assert set() == listed - CURRENCIES
    assert set() == CURRENCIES - listed - set(GONE.split())


@pytest.mark.parametrize("code", sorted(CURRENCIES - set(CUSTOM.split())))
def test_minor_units_agree_with_unicode(code):
    places = get_global("currency_fractions")
    usual = places.get(code, places["DEFAULT"])[0]

    assert Decimal(1).scaleb(-usual) == minor_unit(code)


@pytest.mark.parametrize(
    ("amount", "currency", "up"),
    [
        ("2050.6", "USD", "2050.60"),
        ("2050.601", "USD", "2050.61"),
        ("100.0000000001", "JPY", "101"),
        ("100", "JPY", "100"),
        ("10.0001", "KWD", "10.001"),
        ("0", "USD", "0.00"),
        ("0.125", "USD", "0.13"),
    ],
)
def test_what_is_owed_is_rounded_up_to_the_minor_unit(amount, currency, up):
    assert up == str(rounded_up(Decimal(amount), currency))


@settings(max_examples=400)
@given(
    amount=st.decimals(0, 10**9, places=8),
    currency=st.sampled_from(sorted(CURRENCIES)),
)
def test_nothing_owed_is_ever_rounded_down(amount, currency):
    """Never less, and less than one minor unit more."""
    up = rounded_up(amount, currency)

    assert 0 <= up - amount < minor_unit(currency)


def test_what_is_no_currency_has_no_minor_unit():
    with pytest.raises(KeyError):
        minor_unit("XYZ")
