"""Currencies of ISO 4217: their codes, and how small an amount each can pay.

Source: ISO 4217 list one (SIX Group), without metals, funds, bonds and test codes.
"""

from decimal import ROUND_CEILING, Decimal

_TWO_PLACES = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN"
    " BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
    " GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD"
    " KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN"
    " NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG"
    " SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH"
    " USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG"
)
_NO_PLACES = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_THREE_PLACES = "BHD IQD JOD KWD LYD OMR TND"
_PLACES = {
    **dict.fromkeys(_TWO_PLACES.split(), 2),
    **dict.fromkeys(_NO_PLACES.split(), 0),
    **dict.fromkeys(_THREE_PLACES.split(), 3),
}
# Gone since 2015, but in what workers paid then and in tables kept since: their places.
_PAST = {"ANG": 2, "BGN": 2, "BYR": 0, "CUC": 2, "HRK": 2, "LTL": 2, "MRO": 2}
_PAST |= {"SLL": 2, "STD": 2, "VEF": 2, "ZMK": 2, "ZWL": 2}

CURRENCIES: frozenset[str] = frozenset(_PLACES | _PAST)
"""Codes of every currency that people are paid in, and of those gone since 2015."""


def minor_unit(currency: str) -> Decimal:
    """The smallest amount of a currency: 1 of JPY, 0.01 of USD, 0.001 of KWD.

    KeyError where there is no such currency.
    """
    places = _PLACES.get(currency)
    return Decimal(1).scaleb(-(_PAST[currency] if places is None else places))


def rounded_up(amount: Decimal, currency: str) -> Decimal:
    """What is owed, in whole minor units: never less than the amount itself."""
    return amount.quantize(minor_unit(currency), ROUND_CEILING)
