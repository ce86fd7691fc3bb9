"""Reads a scoring model from a TOML file and says in plain words what is wrong there."""

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.scoring.scoring_model import (
    Actions,
    Band,
    Caps,
    Deadlines,
    OutcomeGate,
    Part,
    Principle,
    Ranges,
    ScoringModel,
)
from recruitcheck.sheets import parse_toml, read_text, short

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


_OURS = ("hash", "changes")  # keys that a file cannot say
_KEYS = sorted(
    {
        key
        for table in (
            *(ScoringModel, Principle, Part, Band, Caps, OutcomeGate),
            *(Actions, Deadlines, Ranges),
        )
        for key in table.model_fields
    }
    - set(_OURS)
)
_EXPECTED: Mapping[str, str] = {
    "string_type": "it is not text in quotes",
    "string_too_long": "it has more than {max_length} characters",
    "float_type": "it is not a number",
    "int_type": "it is not a whole number",
    "finite_number": "it is not a finite number",
    "greater_than": "it is not above {gt:g}",
    "greater_than_equal": "it is below {ge:g}",
    "less_than_equal": "it is above {le:g}",
    "less_than": "it is not below {lt:g}",
    "literal_error": "it is none of {expected}",
    "tuple_type": "it is not a list in square brackets",
    "too_short": "it needs {min_length} or more entries",
    "too_long": "it has more than {max_length} entries",
    "dict_type": "it is not a table",
    "model_type": "it is not a table",
    "value_error": "{error}",
}


def read_scoring_model(
    path: Path, *, shown_as: str | None = None
) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
    """The model of a TOML file, or None and everything wrong in it."""
    file = shown_as or str(path)
    # Neither line ends nor the mark that Windows puts first make another model.
    text, unread = read_text(path, name=file)
    if text is None:
        return None, unread
    values, unread = parse_toml(text, file)
    if values is None:
        return None, unread
    digest = hashlib.sha256(text.encode()).hexdigest()
    own = [key for key in _OURS if values.pop(key, None) is not None]
    issues = [_unknown(Place(file, label=key), key) for key in own]
    model, wrong = make_model(values | {"hash": digest}, file)
    issues += wrong
    return (None if issues else model), tuple(issues)


def make_model(
    values: Mapping[str, object], file: str
) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
    """The model of these keys, or None and everything wrong with them.

    `file` is what an issue names as their place.
    """
    try:
        return ScoringModel.model_validate(values), ()
    except ValidationError as error:
        found = [one for one in error.errors() if not _counted_wrong(one)]
        return None, tuple(_issue(file, one) for one in found)


def _counted_wrong(error: "ErrorDetails") -> bool:
    """Whether a list is long enough and only the entries that are wrong are missed."""
    least = error.get("ctx", {}).get("min_length", 0)
    return error["type"] == "too_short" and len(error["input"]) >= least


def _issue(file: str, error: "ErrorDetails") -> Issue:
    """The key, what was found and why it cannot stand: never pydantic's own words.

    The label counts entries of a list from 1: `principles.1.short`.
    """
    numbered = (key + 1 if isinstance(key, int) else key for key in error["loc"])
    keys = [short(str(key)) for key in numbered if key != "[key]"]
    place = Place(file, label=".".join(keys) or None)
    kind = error["type"]
    if kind == "missing":
        return issue("M102", place, key=keys[-1])
    if kind == "extra_forbidden":
        return _unknown(place, keys[-1])
    reason = _EXPECTED.get(kind, "it is not allowed").format(**error.get("ctx", {}))
    if not keys:
        return issue("M105", place, reason=reason)
    return issue("M104", place, found=_shown(error["input"]), reason=reason)


def _shown(value: object) -> str:
    return short(repr(value))


def _unknown(place: Place, key: str) -> Issue:
    return issue("M103", place, key=key, hint=did_you_mean(key, _KEYS))
