"""Which numbers are dates."""

from datetime import date, datetime, time

import pytest

from recruitcheck.sheets.dates import format_kind, from_iso, from_serial


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("General", "number"),
        ("0.00", "number"),
        ("#,##0 [$USD]", "number"),
        ('0 "days"', "number"),
        ("0\\d", "number"),
        ("[Red]0;[Blue]-0", "number"),
        ('"d"0', "number"),
        ("0.00E+00", "number"),
        ("@", "number"),
        ("# ?/?", "number"),
        ("USD #,##0", "number"),
        ("[h]:mm", "number"),
        ("[MM]:ss", "number"),
        ("0.0%", "percent"),
        ("#,##0%;[Red]-#,##0%", "percent"),
        ('0"%"', "number"),
        ("0\\%", "number"),
        ("yyyy-mm-dd", "date"),
        ("YYYY/MM/DD", "date"),
        ("[$-409]d-mmm-yy;@", "date"),
        ('yyyy"年"m"月"d"日"', "date"),
        ("mmm", "date"),
        ("d/m/bbbb", "date"),
        ("h:mm", "time"),
        ("mm:ss.0", "time"),
        ("h:mm AM/PM", "time"),
        ("h A/P", "time"),
        ("yyyy-mm-dd hh:mm", "moment"),
        ("dd/mm/yyyy\\ hh:mm:ss.000", "moment"),
        ("yyyy" + " " * 300, "number"),
    ],
)
def test_a_format_tells_whether_it_shows_a_date(code, kind):
    """Text in quotes, brackets and after a backslash does not count.

    A duration is a number of days; a code longer than Excel allows is not looked at.
    """
    assert kind == format_kind(code)


@pytest.mark.parametrize(
    ("serial", "kind", "expected"),
    [
        (45352, "date", date(2024, 3, 1)),
        (45352, "moment", datetime(2024, 3, 1)),
        (45352.25, "date", datetime(2024, 3, 1, 6)),
        (45352.25, "number", 45352.25),
        (45352.5, "time", datetime(2024, 3, 1, 12)),
        (0.75, "time", time(18)),
        (0, "time", time(0)),
        (1, "date", date(1900, 1, 1)),
        (59, "date", date(1900, 2, 28)),
        (61, "date", date(1900, 3, 1)),
        # Nearer to the next midnight than a millisecond.
        (45351.9999999999, "date", date(2024, 3, 1)),
        (2_958_465, "date", date(9999, 12, 31)),
    ],
)
def test_a_serial_number_is_a_day_counted_from_1900(serial, kind, expected):
    """2024-03-01 is 45352; a day with an hour is a date and time in any format."""
    assert expected == from_serial(serial, kind, from_1904=False)


@pytest.mark.parametrize(
    ("serial", "kind"),
    [
        (-1, "date"),
        (0, "date"),
        (0.5, "moment"),
        (60, "date"),
        (60.5, "moment"),
        (2_958_466, "date"),
        (2_958_465.9999999999, "moment"),
        (1e300, "date"),
        (10**299, "time"),
        (0.999999999999, "time"),
    ],
)
def test_a_serial_number_of_no_day_stays_a_number(serial, kind):
    """Before 1900, after 9999, 29 February 1900, and a clock rounded to 24:00."""
    assert serial == from_serial(serial, kind, from_1904=False)


def test_a_workbook_may_count_from_1904():
    """Old Mac workbooks: 0 is the first day of 1904."""
    assert date(1904, 1, 1) == from_serial(0, "date", from_1904=True)
    assert date(2024, 3, 1) == from_serial(43890, "date", from_1904=True)
    assert 2_957_004 == from_serial(2_957_004, "date", from_1904=True)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("2024-03-01", "number", date(2024, 3, 1)),
        ("2024-03-01T00:00:00", "date", date(2024, 3, 1)),
        ("2024-03-01T00:00:00", "number", datetime(2024, 3, 1)),
        ("2024-03-01T10:30:00Z", "date", datetime(2024, 3, 1, 10, 30)),
        ("10:30:00", "time", time(10, 30)),
        ("10:30:00Z", "time", time(10, 30)),
        ("1 March", "date", None),
    ],
)
def test_a_date_may_stand_as_iso_text(text, kind, expected):
    """As strict files have it; a time zone is dropped, what is no date is None."""
    assert expected == from_iso(text, kind)
