"""What if: a scoring model with some of its values changed, and said to be so."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.scoring.model_reader import make_model
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.sheets import parse_toml

_SHORT = {"p": "mean", "cap": "caps", "weight": "principles", "band": "bands"}
_ENDS = {"weight": "weight", "band": "least"}
_NAMES = ("id", "letter")  # what an entry of a list goes by
# With two minimum cells side by side, what is shown under one and not under the other
# tells what fewer workers said than either allows.
_FIXED = frozenset({"id", "version", "hash", "changes", "minimum_cell"})
_SAID = ", changed: "

_OPEN = frozenset({"respondent_evidence", "roles"})  # tables whose keys are free
_SET = "--set"


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a value stands: in a table by its key, in a list by its place.

    `label` is what an issue calls it, entries counted from 1.
    """

    holder: Any
    key: Any
    label: str

    @property
    def value(self) -> object:
        if isinstance(self.holder, dict):
            return self.holder.get(self.key)
        return self.holder[self.key]


def change_model(
    model: ScoringModel, changes: Mapping[str, object]
) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
    """The model with other values, or None and everything wrong with them.

    `changes` are values by their path: any key of the file but `minimum_cell`
    (`caps.major`), an entry of a list by its id, letter or place from 0
    (`principles.1.weight`, `bands.A.least`, `credit.0`), or a short name: `weight.1`,
    `p`, `cap.major`, `band.A`. Text is read as TOML reads it. The changed model has
    another hash, and its version says what was changed.
    """
    values = _plain(model.model_dump())
    issues: list[Issue] = []
    told: list[str] = []
    paths: dict[str, str] = {}
    for path, value in changes.items():
        spot = _spot(path, values)
        if spot is None:
            hint = did_you_mean(path, _paths(values))
            issues.append(issue("M109", Place(_SET, label=path), path=path, hint=hint))
            continue
        was = spot.value
        new = read_value(value) if isinstance(value, str) else _plain(value)
        spot.holder[spot.key] = new
        paths[spot.label] = path
        if new != was:
            told.append(f"{path} = {_shown(new)} (was {_shown(was)})")
    if issues:
        return None, tuple(issues)
    if not told:
        return model, ()
    changed, wrong = make_model(values | _identity(model, told), _SET)
    return changed, tuple(_as_typed(one, paths) for one in wrong)


def _identity(model: ScoringModel, told: Sequence[str]) -> dict[str, object]:
    """Version, hash and changes of a model changed so."""
    digest = hashlib.sha256("\n".join([model.hash, *told]).encode())
    said = [*model.changes, *told]
    version = model.version.partition(_SAID)[0]
    return {
        "version": f"{version}{_SAID}{'; '.join(said)}",
        "hash": digest.hexdigest(),
        "changes": said,
    }


def _as_typed(one: Issue, paths: Mapping[str, str]) -> Issue:
    """An issue that calls a value as whoever changed it did."""
    label = one.place.label or ""
    return replace(one, place=replace(one.place, label=paths.get(label, label) or None))


def _spot(path: str, values: Any) -> _Spot | None:
    """Where a path leads in the keys of a model; None where it leads nowhere."""
    first, *rest = path.split(".")
    keys = [_SHORT.get(first, first), *rest]
    if first in _ENDS and len(rest) == 1:
        keys.append(_ENDS[first])
    if keys[0] in _FIXED:
        return None
    holder, label = values, []
    for depth, key in enumerate(keys):
        step = _step(holder, key, free=depth > 0 and keys[0] in _OPEN)
        if step is None:
            return None
        label.append(str(step + 1) if isinstance(step, int) else step)
        if depth == len(keys) - 1:
            return _Spot(holder, step, ".".join(label))
        holder = holder[step]
    return None


def _step(holder: Any, key: str, *, free: bool) -> int | str | None:
    """The key of a table, or the place of a list, that a part of a path means."""
    if isinstance(holder, dict):
        return key if key in holder or free else None
    if not isinstance(holder, list):
        return None
    for place, entry in enumerate(holder):
        names = [entry.get(n) for n in _NAMES] if isinstance(entry, dict) else [place]
        if key in map(str, names):
            return place
    return None


def _paths(values: Any) -> Iterator[str]:
    """Paths that can be changed, the short ones first."""
    yield from ("p", *(f"cap.{name}" for name in values["caps"]))
    yield from (f"weight.{one['id']}" for one in values["principles"])
    yield from (f"band.{one['letter']}" for one in values["bands"])
    for key, value in values.items():
        if key not in _FIXED:
            yield key
            if isinstance(value, dict):
                yield from (f"{key}.{name}" for name in value)


def _shown(value: object) -> str:
    if isinstance(value, list):
        return "[" + ", ".join(map(_shown, value)) + "]"
    return f"{value:g}" if isinstance(value, float) else str(value)


def read_value(text: str) -> object:
    """A value as TOML reads it; what has commas between is a list, the rest text."""
    values, _ = parse_toml(f"value = {text}", "")
    if values is not None:
        return _plain(values["value"])
    if "," in text:
        return [read_value(part.strip()) for part in text.split(",")]
    try:
        return float(text)  # as in `.5`, which TOML does not read
    except ValueError:
        return text


def _plain(value: object) -> Any:
    """The same in lists and mappings that can be written to."""
    if isinstance(value, Mapping):
        return {str(key): _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
