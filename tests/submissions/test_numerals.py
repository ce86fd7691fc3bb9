# ruff: noqa: RUF001 - signs of many scripts are what this is about
"""Numbers and dates as text: read where their language leaves one meaning."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.submissions.numerals import AMBIGUOUS, date_in, digits, number_in

# Text, and what it is in a language of either custom, in one with a decimal comma and
# in one with a decimal point. None: no number.
NUMBERS = [
    ("1250", 1250, 1250, 1250),
    ("+12.50", 12.5, None, 12.5),
    ("12,5", 12.5, 12.5, None),
    ("1.250,50", 1250.5, 1250.5, None),
    ("1,250.50", 1250.5, None, 1250.5),
    ("1.250", AMBIGUOUS, 1250, 1.25),
    ("1,250", AMBIGUOUS, 1.25, 1250),
    ("0.125", 0.125, None, 0.125),
    ("1.250.000", 1250000, 1250000, None),
    ("1,250,000", 1250000, None, 1250000),
    ("1,25,000", 125000, None, 125000),
    ("1,25,000.5", 125000.5, None, 125000.5),
    ("1 250", 1250, 1250, 1250),
    ("1 250,5", 1250.5, 1250.5, None),
    ("1'250.5", 1250.5, None, 1250.5),
    ("1’250", 1250, 1250, 1250),
    ("−5", -5, -5, -5),
    ("١٬٢٥٠", 1250, None, 1250),
    ("١٢٫٥", 12.5, None, 12.5),
    ("१२३", 123, 123, 123),
    ("1,2,5", None, None, None),
    ("12 50", None, None, None),
    ("1.25.0", None, None, None),
    ("1,250 000", None, None, None),
    ("", None, None, None),
    ("abc", None, None, None),
    ("1e3", None, None, None),
]


@pytest.mark.parametrize(("text", "english", "german", "nepali"), NUMBERS)
def test_a_number_is_read_as_its_language_writes_it(text, english, german, nepali):
    """English and Spanish are written with either sign, so both must agree."""
    assert [english, english, english, german, nepali] == [
        number_in(text, language) for language in ("en", "es-MX", "", "de", "ne")
    ]


@given(
    whole=st.integers(0, 10**12),
    cents=st.integers(0, 99),
    language=st.sampled_from(["de", "fr", "ne", "th"]),
)
def test_what_a_language_writes_it_reads(whole, cents, language):
    """Grouped by thousands, with its own signs."""
    text = f"{whole:,}.{cents:02}"
    if language in {"de", "fr"}:
        text = text.translate(str.maketrans(",.", ".,"))

    assert whole + cents / 100 == pytest.approx(number_in(text, language), rel=1e-15)


@given(text=st.text(alphabet="0123456789.,' -+%", max_size=15))
def test_where_all_customs_agree_so_does_each(text):
    """English never reads what a language with a custom of its own reads otherwise."""
    found = number_in(text, "en")
    each = {number_in(text, "de"), number_in(text, "ne")} - {None}

    assert each == ({found} - {None} if found != AMBIGUOUS else each)
    assert (found == AMBIGUOUS) == (len(each) > 1)


# Text, and the day it is in English, in Spanish, and in Japanese.
DATES = [
    ("2024-12-31", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("2024/3/4", "2024-03-04", "2024-03-04", "2024-03-04"),
    ("2024-03-04T10:30:00", "2024-03-04", "2024-03-04", "2024-03-04"),
    ("2024-03-04 10:30", "2024-03-04", "2024-03-04", "2024-03-04"),
    ("31/12/2024", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("12/31/2024", "2024-12-31", None, "2024-12-31"),
    ("03/04/2025", AMBIGUOUS, "2025-04-03", AMBIGUOUS),
    ("03.03.2025", "2025-03-03", "2025-03-03", "2025-03-03"),
    ("3 4 2025", AMBIGUOUS, "2025-04-03", AMBIGUOUS),
    ("٣١/١٢/٢٠٢٤", "2024-12-31", "2024-12-31", "2024-12-31"),
    ("３１／１２／２０２４", None, None, None),  # cleaned before
    ("3.4.25", AMBIGUOUS, AMBIGUOUS, AMBIGUOUS),
    ("31/12-2024", None, None, None),
    ("2025-02-30", None, None, None),
    ("31/31/2024", None, None, None),
    ("31/12/2567", None, None, None),
    ("1-2-202", None, None, None),
    ("2025", None, None, None),
    ("March 2025", None, None, None),
]


@pytest.mark.parametrize(("text", "english", "spanish", "japanese"), DATES)
def test_a_date_is_read_as_its_language_writes_it(text, english, spanish, japanese):
    """A month that may be a day, or a year of two digits, is nobody's guess."""
    found = [date_in(text, language) for language in ("en", "es", "ja")]

    assert [english, spanish, japanese] == [
        day.isoformat() if isinstance(day, date) else day for day in found
    ]


@given(day=st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_a_date_is_read_or_ambiguous(day):
    """Day first is read where days come first, and nowhere as another day."""
    text = f"{day.day}/{day.month}/{day.year}"

    assert day == date_in(text, "es-ES")
    assert date_in(text, "en") in {day, AMBIGUOUS}


def test_digits_of_any_script_are_digits():
    """Letters and superscripts stay as they are."""
    assert "SITE-01 12²" == digits("SITE-०१ ١٢²")
