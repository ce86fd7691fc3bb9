"""Numbers as a reader sees them; templates use the same functions as filters."""

import math
from collections.abc import Sequence

from recruitcheck.reports.views import Withheld

NO_SCORE = "no score"
NOTHING = "\N{EN DASH}"


def score(value: float | None) -> str:
    """One decimal, always: 49.6 must not be printed as a 50 of a better band."""
    return NO_SCORE if value is None else f"{value:.1f}"


def change(points: float) -> str:
    """Points gained or lost, with the sign of mathematics."""
    return f"{points:+.1f}".replace("-", "\N{MINUS SIGN}")


def whole(value: float | Withheld | None) -> str:
    """Round half up to whole points; a dash for None, a word for Withheld."""
    if value is None:
        return NOTHING
    if isinstance(value, Withheld):
        return "withheld"
    return str(math.floor(value + 0.5))


def percent(share: float | None) -> str:
    """Whole per cent of a share of 0-1; a part is never printed as 0 % or 100 %."""
    if share is None:
        return NOTHING
    if 0 < share < 0.005:
        return "<1%"
    if 0.995 <= share < 1:
        return ">99%"
    return f"{math.floor(100 * share + 0.5)}%"


def whole_percents(shares: Sequence[float]) -> tuple[str, ...]:
    """Whole per cents of parts that make a whole: they add up to 100%.

    Largest remainders round up. Parts that are all 0 stay so.
    """
    total = sum(shares)
    exact = [100 * share / total if total else 0.0 for share in shares]
    rounded = [math.floor(part) for part in exact]
    missing = round(sum(exact)) - sum(rounded)
    by_rest = sorted(range(len(exact)), key=lambda at: rounded[at] - exact[at])
    for at in by_rest[:missing]:
        rounded[at] += 1
    return tuple(f"{part}%" for part in rounded)


def count(number: float | None) -> str:
    return "not stated" if number is None else f"{number:,.0f}"


def amount(value: float | None) -> str:
    """Three significant digits at most: survey amounts are not exact to a unit."""
    if value is None:
        return NOTHING
    if value >= 1000:
        digits = math.floor(math.log10(value)) - 2
        value = round(value, -digits)
    return f"{value:,.1f}" if 0 < value < 10 else f"{value:,.0f}"


def money(value: float | None, unit: str) -> str:
    """Put a currency before its amount and "months of pay" behind it."""
    if value is None:
        return "not stated"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {amount(value)}"
    return f"{amount(value)} {unit}"


def plural(number: int, one: str, many: str = "") -> str:
    """Count a noun: 1 interview, 0 interviews."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def report_words(reports: int | None, n: int, share: float) -> str:
    """Say how many of `n` report something without telling on everybody.

    Below fifty interviews "all" and "none" would speak for each single worker, so
    they become "> 90%" and "< 10%".
    """
    if n < 50 and share == 1:
        return "> 90%"
    if n < 50 and share == 0:
        return "< 10%"
    if reports is not None:
        return f"{reports} of {n}"
    return "< 10%" if n < 50 and share < 0.1 else percent(share)
