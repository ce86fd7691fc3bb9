"""A message about a file, and how much it stops."""

from typing import Literal, NamedTuple

Severity = Literal["blocking", "error", "advisory"]


class Entry(NamedTuple):
    """A message with `{named}` values, one sentence of advice, and its severity."""

    message: str
    advice: str
    severity: Severity = "error"
