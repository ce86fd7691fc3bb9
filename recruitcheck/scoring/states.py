"""What a label means: the state a question ends in, its points, the cap it sets.

Every scored question of a unit ends in exactly one state (method, section 2). All that
a label can mean is looked up in small tables, one row per label of a column.
"""

from collections.abc import Callable, Hashable, Sequence
from typing import Literal, NamedTuple, TypeVar

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.columns import Flags
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.rules import (
    Condition,
    Item,
    Rules,
    hidden_points,
    shown_worth,
)
from recruitcheck.scoring.scoring_model import ScoringModel

T = TypeVar("T")
_MOST_REMEMBERED, _LONGEST_KEY = 4096, 64

NA_APPROVED = "na_approved"
NOT_ASKED = "not_asked"
_MISSING_WORDS = frozenset({"dk", "pns"})
NO_ANSWER = _MISSING_WORDS | {"na"}

State = Literal[
    "answered", "missing", "hidden", "na_unapproved", "na_approved", "out_of_scope"
]
STATES: tuple[State, ...] = (
    "answered",
    "missing",
    "hidden",
    "na_unapproved",
    "na_approved",
    "out_of_scope",
)
UNANSWERED: frozenset[State] = frozenset({"missing", "na_unapproved"})
IN_SCOPE: frozenset[State] = UNANSWERED | {"answered", "hidden"}
ANSWERED, MISSING, HIDDEN, NA, NA_OK, OUT = range(6)
IN_BASE = np.array([True, True, True, True, False, False])
IS_MISSING = np.array([False, True, False, True, False, False])
COUNTED = np.array([True, False, True, False, False, False])

# What a question can be besides one of its labels, in this order after the labels.
SPECIAL = ("missing", "hidden as bad", "hidden as good", "out", "na with its parent")
SPECIAL_STATES = (MISSING, HIDDEN, HIDDEN, OUT, NA_OK)
S_MISSING, S_BAD, S_GOOD, S_OUT, S_NA = range(5)


def denominator(model: ScoringModel) -> npt.NDArray[np.bool_]:
    """By state, whether it stays in the denominator under a model."""
    return IN_BASE & ~IS_MISSING if model.missing == "renormalise" else IN_BASE


class LabelTables(NamedTuple):
    """Points, state, cap and alert by code: the labels, then `SPECIAL`."""

    points: Floats
    states: npt.NDArray[np.int8]
    caps: Floats
    alerts: Flags


def remembered(rules: Rules, key: tuple[Hashable, ...], make: Callable[[], T]) -> T:
    """What `make` gave for that key before: batches repeat their labels.

    Long keys, of numbers that hardly repeat, are not kept.
    """
    memory = rules.memory
    if len(key) > _LONGEST_KEY:
        return make()
    if key not in memory:
        if len(memory) >= _MOST_REMEMBERED:
            memory.clear()
        memory[key] = make()
    found: T = memory[key]
    return found


def label_tables(item: Item, labels: Sequence[str], model: ScoringModel) -> LabelTables:
    """What every label of a column means for its question."""
    none = 100.0
    hardest = min((model.cap(g.severity) for g in item.capping), default=none)  # type: ignore[arg-type]
    points, states = np.zeros(len(labels) + 5), []
    caps, alerts = np.full(len(labels) + 5, none), np.zeros(len(labels) + 5, bool)
    for code, label in enumerate(labels):
        state, worth = read_answer(item, label)
        states.append(state)
        points[code] = worth
        if state == ANSWERED:
            caps[code] = _cap(item, label, worth, model)
            alerts[code] = any(
                g.severity == "alert" and g.fires(label) for g in item.gates
            )
        elif IS_MISSING[state]:
            caps[code] = hardest
    special = len(labels)
    points[special + S_GOOD] = 1.0
    caps[special + S_MISSING] = caps[special + S_BAD] = hardest
    kinds = np.array([*states, *SPECIAL_STATES], np.int8)
    return LabelTables(points, kinds, caps, alerts)


def meanings(
    labels: Sequence[str], condition: Condition, parent: Item | None
) -> npt.NDArray[np.int8]:
    """What a parent's answers make of a child: -1 asked, else one of `SPECIAL`.

    After the labels, what a blank does.
    """
    shown = None if parent is None else shown_worth(parent, condition)
    found = [_meaning(label, condition, parent, shown) for label in labels]
    return np.array([*found, S_MISSING], np.int8)


def _meaning(
    label: str,
    condition: Condition,
    parent: Item | None,
    shown: tuple[float, float] | None,
) -> int:
    if label == NOT_ASKED:
        return -1
    if label in NO_ANSWER:
        return S_MISSING
    if parent is not None:
        states = {
            read_answer(parent, one)[0] for one in _each(label, condition, parent)
        }
        if any(IS_MISSING[state] for state in states):
            return S_MISSING
        if NA_OK in states:
            return S_NA
    if condition.holds(label):
        return -1
    if not condition.scored or parent is None:
        return S_OUT
    worth = hidden_points(parent, condition, label, shown)
    return S_GOOD if worth == 1 else S_BAD


def _each(label: str, condition: Condition, parent: Item) -> Sequence[str]:
    """The answers in a label: of unscored ones that all corridors gave, each alone."""
    joined = condition.column != parent.id and not condition.scored
    return (label.split() or [label]) if joined else [label]


def read_answer(item: Item, label: str) -> tuple[int, float]:
    """State and points of an answer.

    A label nobody knows is missing, never a guess; the reader has reported it.
    """
    if label in _MISSING_WORDS:
        return MISSING, 0.0
    if label == NA_APPROVED and item.na_allowed:
        return NA_OK, 0.0
    if label in {"na", NA_APPROVED}:
        return NA, 0.0
    if label == NOT_ASKED:
        return OUT, 0.0
    if item.points is None or not item.weight:
        return (ANSWERED if item.can_be(label) else MISSING), 0.0
    try:
        worth = item.points.points(label)
    except ValueError:
        return MISSING, 0.0
    return (ANSWERED, worth) if worth is not None else (OUT, 0.0)


def _cap(item: Item, label: str, worth: float, model: ScoringModel) -> float:
    caps = [100.0]
    for gate in item.capping:
        triggered = gate.choices or gate.comparison
        if gate.fires(label) if triggered else worth < model.gate_threshold:
            caps.append(model.cap(gate.severity))  # type: ignore[arg-type]
    return min(caps)
