"""Numbers and dates that stand in a cell as text, read as their language writes them.

'1.250' is a thousand and more in one country and little more than one in the next. A
text is read where all ways that are usual in its language agree, as they do on
'1.250,50' and '31/12/2024'; else nobody can know what was meant.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Literal

Ambiguous = Literal["ambiguous"]
AMBIGUOUS: Ambiguous = "ambiguous"

# Languages that write numbers and dates in one way wherever they are written, after
# Unicode CLDR. English, Spanish and Arabic put the decimal sign differently from
# country to country, and English the day.
_COMMA = "da de fr id it kk km ky lo nl pl pt ro ru tr uk uz vi"
_POINT = "bn fil hi ja ko mn ms my ne pa si ta th tl ur zh"
_DAY_FIRST = (
    "ar bn da de es fr hi id it kk km ky lo ms my nl pa pl pt ro ru si ta th tr uk ur"
    " uz vi"
)
_YEARS = range(1900, 2101)  # others are a slip, or of another calendar

# Signs that mean one thing, as ASCII has them; the first two settle the decimal sign.
_SIGNS = str.maketrans("٫٬٪−’", ".,%-'")  # noqa: RUF001
_ARABIC_SIGNS = re.compile("[٫٬]")  # noqa: RUF001
_SWAPPED = str.maketrans(".,", ",.")
_GROUPS = re.compile("[, ']")
_INSIDE = r"\d+|[1-9]\d{0,2}([, '])\d{3}(?:\1\d{3})*"
_NUMBER = re.compile(rf"[+-]?(?:(?:{_INSIDE})(?:\.\d*)?|\.\d+)", re.ASCII)
# A hundred thousand is 1,00,000 in South Asia.
_LAKHS = re.compile(r"[+-]?[1-9]\d?(?:,\d\d)+,\d{3}(?:\.\d*)?", re.ASCII)
_DATE = re.compile(r"(\d{4}|\d{1,2})([./ -])(\d{1,2})\2(\d{4}|\d{1,2})", re.ASCII)
_CLOCK = re.compile(r"[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?", re.ASCII)


def digits(text: str) -> str:
    """The text with the digits of any script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def number_in(text: str, language: str) -> float | Ambiguous | None:
    """The number that a text is; None if it is none. `language` is a code as 'es'."""
    plain = digits(text).translate(_SIGNS)
    base = language.partition("-")[0]
    point_only = base in _POINT.split() or _ARABIC_SIGNS.search(text)
    found = set()
    if base not in _COMMA.split() and (
        _NUMBER.fullmatch(plain) or _LAKHS.fullmatch(plain)
    ):
        found.add(_ungrouped(plain))
    swapped = plain.translate(_SWAPPED)
    if not point_only and _NUMBER.fullmatch(swapped):
        found.add(_ungrouped(swapped))
    return AMBIGUOUS if len(found) > 1 else next(iter(found), None)


def _ungrouped(text: str) -> float:
    return float(_GROUPS.sub("", text))


def is_percentage(text: str) -> bool:
    return text.rstrip().endswith(("%", "٪"))


def date_in(text: str, language: str) -> date | Ambiguous | None:
    """The day that a text is; None if it is none. A time of day is left out."""
    plain = _CLOCK.sub("", digits(text))
    parts = _DATE.fullmatch(plain)
    if parts is None:
        return None
    first, _, second, third = parts.groups()
    if len(first) + len(third) < 5:  # a year of two digits is any part of it
        return AMBIGUOUS
    found = set(_days(int(first), int(second), int(third), language))
    return AMBIGUOUS if len(found) > 1 else next(iter(found), None)


def _days(first: int, second: int, third: int, language: str) -> Iterator[date]:
    base = language.partition("-")[0]
    orders = [(first, second, third), (third, second, first), (third, first, second)]
    for year, month, day in orders[: 2 if base in _DAY_FIRST.split() else 3]:
        if year in _YEARS:
            try:
                yield date(year, month, day)
            except ValueError:
                continue
