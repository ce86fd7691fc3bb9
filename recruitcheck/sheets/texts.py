"""Text and TOML files that a workspace holds: small, in UTF-8, and not to be trusted.

A workspace may come from anybody, and a few thousand brackets nest deeper than Python
can follow. What such a file may cost is bounded before anything else looks at it.
"""

import re
import tomllib

from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets.files import Source, file_name, read_bytes
from recruitcheck.sheets.limits import Limits, Refused, too_large

MOST_BYTES = 250_000
"""Of one file: the shipped ones take up to 17,000."""

_LIMITS = Limits(file_bytes=MOST_BYTES)
_MOST_ENTRIES = 2_000  # keys of tables and items of lists, together
_MOST_LEVELS = 16  # tables and lists inside each other
_MOST_DIGITS = 18  # all such numbers have room in the 64 bits of TOML
_LONGEST_REASON = 200
_SHOWN = 60
# A part of a key with the dot behind it: tomllib takes time by the square of how many
# there are. No search begins inside a word or at a quote that is escaped.
_PART = r"""(?:[\w-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+"""
_LONG_KEY = re.compile(rf"""(?<![\w"'.\\-])(?:{_PART}){{{_MOST_LEVELS}}}""")


def read_text(
    source: Source, *, name: str = ""
) -> tuple[str | None, tuple[Issue, ...]]:
    """The text of a file in UTF-8, or None and why it is not read.

    Line ends become those of Unix, and the mark that Windows puts first is left out.
    An empty file is an empty text. `name` is what issues call the file.
    """
    file = file_name(source, name)
    try:
        content = read_bytes(source, file, _LIMITS)
        return content.decode("utf-8-sig").replace("\r\n", "\n"), ()
    except UnicodeDecodeError:
        return None, (issue("F118", Place(file)),)
    except Refused as refused:
        if refused.code == "F103":
            return "", ()
        return None, (refused.as_issue(file),)


def parse_toml(
    text: str, file: str
) -> tuple[dict[str, object] | None, tuple[Issue, ...]]:
    """The tables that a text of TOML says, or None and why it cannot be used.

    They are at most 16 deep, hold at most 2,000 keys and items, and no whole number of
    more than 18 digits, so that who looks at them needs no guard. `file` is what the
    issue calls it.
    """
    try:
        if _LONG_KEY.search(text):
            raise too_large("parts in one key", _MOST_LEVELS)
        values = tomllib.loads(text)
        _check_size(values)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)[:_LONGEST_REASON]
        return None, (issue("M101", Place(file), reason=reason),)
    except RecursionError:
        return None, (_too_deep().as_issue(file),)
    except ValueError:  # what Python says of a number of 4,301 digits
        return None, (_too_long().as_issue(file),)
    except Refused as refused:
        return None, (refused.as_issue(file),)
    return values, ()


def short(text: str) -> str:
    """A key or a value as a message shows it: its beginning where it is long."""
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 3]}..."


def _check_size(values: dict[str, object]) -> None:
    """Level by level, for what is deep must not be walked down."""
    level: list[object] = [values]
    levels = entries = 0
    while level:
        inside: list[object] = []
        for one in level:
            if isinstance(one, dict):
                inside += one.values()
            elif isinstance(one, list):
                inside += one
            elif isinstance(one, int) and abs(one) >= 10**_MOST_DIGITS:
                raise _too_long()
        entries += len(inside)
        if entries > _MOST_ENTRIES:
            raise too_large("keys and items", _MOST_ENTRIES)
        if levels > _MOST_LEVELS:
            raise _too_deep()
        level = inside
        levels += 1


def _too_deep() -> Refused:
    return too_large("levels of tables and lists", _MOST_LEVELS)


def _too_long() -> Refused:
    return too_large("digits in a whole number", _MOST_DIGITS)
