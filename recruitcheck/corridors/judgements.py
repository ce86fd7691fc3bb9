"""Judgements that people edit in `scoring/*.toml`: a section of them, read and checked."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from recruitcheck.content import content_folder
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.sheets import parse_toml, read_text, short

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

FILE = "corridors.toml"
Section = TypeVar("Section", bound=BaseModel)


def read_judgements(
    name: str, kind: type[Section], folder: Path | None = None, *, file: str = FILE
) -> tuple[Section | None, tuple[Issue, ...]]:
    """The section of that name, or None and everything wrong in it.

    From the folder `scoring` of a workspace; the shipped file where that has none.
    """
    own = folder / file if folder is not None else None
    path = own if own is not None and own.is_file() else _shipped(file)
    shown = f"scoring/{file}"
    text, unread = read_text(path, name=shown)
    if text is None:
        return None, unread
    values, unread = parse_toml(text, shown)
    if values is None:
        return None, unread
    if name not in values:
        return None, (issue("M102", Place(shown, label=name), key=f"[{name}]"),)
    try:
        return kind.model_validate(values[name]), ()
    except ValidationError as error:
        return None, tuple(_issue(shown, name, kind, one) for one in error.errors())


def _shipped(file: str) -> Path:
    return content_folder() / "scoring" / file


def _issue(file: str, name: str, kind: type[BaseModel], error: "ErrorDetails") -> Issue:
    """The key, what was found and why it cannot stand: never pydantic's own words."""
    numbered = (key + 1 if isinstance(key, int) else key for key in error["loc"])
    keys = [short(str(key)) for key in numbered if key != "[key]"]
    place = Place(file, label=".".join([name, *keys]))
    if error["type"] == "missing":
        return issue("M102", place, key=keys[-1])
    if error["type"] in {"extra_forbidden", "literal_error"}:
        listed = re.findall(r"'([^']+)'", error.get("ctx", {}).get("expected", ""))
        hint = did_you_mean(keys[-1], listed or kind.model_fields)
        return issue("M107", place, key=keys[-1], hint=hint)
    if not keys:
        return issue("M108", place, reason=error.get("ctx", {}).get("error"))
    return issue(
        "M104", place, found=short(repr(error["input"])), reason=_reason(error)
    )


_REASONS = {
    "float_type": "it is not a number with a point, as 20.0",
    "int_type": "it is not a whole number",
    "string_type": "it is not text in quotes",
    "finite_number": "it is not a finite number",
    "greater_than": "it is not above {gt:g}",
    "greater_than_equal": "it is below {ge:g}",
    "less_than_equal": "it is above {le:g}",
    "too_short": "it needs {min_length} or more entries",
    "value_error": "{error}",
}


def _reason(error: "ErrorDetails") -> str:
    words = _REASONS.get(error["type"], "it is not a table or list of the right kind")
    return words.format(**error.get("ctx", {}))
