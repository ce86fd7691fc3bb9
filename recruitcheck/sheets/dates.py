"""What number formats show: dates, percentages, and the date of a serial number."""

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Literal, TypeAlias

from recruitcheck.sheets.cells import Percent

Kind: TypeAlias = Literal["number", "percent", "date", "time", "moment"]

# ECMA-376 part 1, 18.8.30: formats without a code in the file. 27-36 and 50-58 are
# dates where Excel speaks Chinese, Japanese or Korean, 71-81 where it speaks Thai.
_DATES = (
    *range(14, 18),
    *range(27, 32),
    36,
    *range(50, 55),
    57,
    58,
    *range(71, 75),
    81,
)
_TIMES = (*range(18, 22), *range(32, 36), 45, 47, 55, 56, 75, 76, 78, 80)
BUILT_IN: Mapping[int, Kind] = {
    **dict.fromkeys(_DATES, "date"),
    **dict.fromkeys(_TIMES, "time"),
    **dict.fromkeys((9, 10), "percent"),
    22: "moment",
    77: "moment",
}

_LONGEST_CODE = 255
# Text in quotes, after a backslash, as a filler or in brackets (colour, currency).
_LITERAL = re.compile(r'"[^"]*"|[\\_*].|\[[^\]]*\]')
_DURATION = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_NOON = re.compile(r"am/pm|a/p", re.IGNORECASE)
_SECONDS = re.compile(r"(s)\.0+", re.IGNORECASE)

_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zones
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_DAY = timedelta(days=1)


def format_kind(code: str) -> Kind:
    """What a custom number format shows.

    A duration ('[h]:mm') is a number of days: no date or time of day holds 30 hours.
    """
    if len(code) > _LONGEST_CODE or _DURATION.search(code):
        return "number"
    shown = _NOON.sub("h", _LITERAL.sub("", code).partition(";")[0].lower())
    shown = _SECONDS.sub(r"\1", shown)
    if any(digit in shown for digit in "0#?"):
        return "percent" if "%" in shown else "number"
    has_time = "h" in shown or "s" in shown
    has_date = "y" in shown or "d" in shown or ("m" in shown and not has_time)
    if has_date:
        return "moment" if has_time else "date"
    return "time" if has_time else "number"


def from_serial(
    serial: float, kind: Kind, *, from_1904: bool
) -> float | date | datetime | time:
    """The date of a serial number; the number itself where no date has that number.

    A percentage is no date, yet what it shows is not its number either.

    Rounded to milliseconds, which is what Excel keeps. Serial 60 is the 29 February
    1900 that never was.
    """
    if kind == "percent":
        return Percent(serial)
    if kind == "number" or serial < 0:
        return serial
    try:
        days, share = divmod(serial, 1)
        clock = timedelta(milliseconds=round(share * 86_400_000))
        if kind == "time" and serial < 1:
            return (_EPOCH_1904 + clock).time() if clock < _DAY else serial
        if from_1904:
            return _as_shown(_EPOCH_1904 + timedelta(days=days) + clock, kind)
        if serial < 1 or 60 <= serial < 61:
            return serial
        # The day that never was shifts all days before it.
        days += serial < 60
        return _as_shown(_EPOCH_1900 + timedelta(days=days) + clock, kind)
    except OverflowError:
        return serial


def from_iso(text: str, kind: Kind) -> date | datetime | time | None:
    """The date of a cell that keeps it as ISO 8601 text; None when it is none.

    A time zone is left out: sheets know none. Rounded to milliseconds as well.
    """
    for read in (date.fromisoformat, datetime.fromisoformat, time.fromisoformat):
        try:
            found = read(text)
        except ValueError:
            continue
        return _as_shown(found, kind)
    return None


def _as_shown(found: date | datetime | time, kind: Kind) -> date | datetime | time:
    if isinstance(found, datetime):
        found = _rounded(found)
        whole = kind == "date" and found.time() == time.min
        return found.date() if whole else found.replace(tzinfo=None)
    if isinstance(found, time):
        return found.replace(tzinfo=None)
    return datetime.combine(found, time.min) if kind == "moment" else found


def _rounded(moment: datetime) -> datetime:
    try:
        moment += timedelta(microseconds=500)
    except OverflowError:
        return moment
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)
