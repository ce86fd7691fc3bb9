"""Like compared with like: the questions that counted in both cycles."""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.states import IN_SCOPE


class Matched(NamedTuple):
    """Rules for what counted in both cycles; the rest still says what applies.

    `left_out` says of each other question why it did not count, and whether that was in
    the old cycle.
    """

    rules: Rules
    matched: tuple[str, ...]
    left_out: Mapping[str, tuple[str, bool]]


def match(
    rules: Rules, old: Mapping[str, Detail], new: Mapping[str, Detail]
) -> Matched:
    """The rules with only those questions in the score that counted in both cycles.

    A question that is left out moves no score and fires no gate, but other questions
    may still depend on it, and what an auditor saw is still seen.
    """
    items: list[Item] = []
    matched: list[str] = []
    left_out: dict[str, tuple[str, bool]] = {}
    for item in rules.items:
        states = old[item.id].state, new[item.id].state
        counted = [state in IN_SCOPE for state in states]
        if all(counted):
            matched += [item.id] if item.principle is not None else []
            items.append(item)
            continue
        items.append(replace(item, principle=None, gates=()))
        if any(counted) and item.principle is not None:
            missing = states[counted.index(False)]
            why = "not applicable" if missing == "na_approved" else "not asked"
            left_out[item.id] = (why, not counted[0])
    return Matched(Rules(rules.model, tuple(items)), tuple(matched), left_out)
