"""What an answer is worth: the points scale of a question.

An answer is text as XLSForm stores it: the name of a choice, several names separated
by spaces, or a number. Points run from 0 (worst) to 1 (best); the workbook writes them
from 0 to 4.
"""

import math
import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from recruitcheck.questionnaires.functions import NAN, number

FULL = 4.0  # points in the workbook that make 1 here
UNSCORED = None  # a choice that gives information only, written `x`

Rule = Literal["single", "proportional", "worst", "count", "bands", "linear", "log"]
Measures = Mapping[str, float]

COMPARISONS: Mapping[str, Callable[[float, float], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "!=": operator.ne,
    ">": operator.gt,
    "<": operator.lt,
    "=": operator.eq,
}
_COMPARED = re.compile(r"([a-z][a-z0-9_]*)?\s*(>=|<=|!=|>|<|=)\s*(-?\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Comparison:
    """`>=95`, or `rci<=0.25` of a calculated question of the same respondent."""

    measure: str | None
    sign: str
    bound: float

    @classmethod
    def parse(cls, text: str) -> "Comparison | None":
        match = _COMPARED.fullmatch(text.strip())
        return cls(match[1], match[2], float(match[3])) if match else None

    def holds(self, answer: str, measures: Measures) -> bool:
        """False where the number it speaks of is not known."""
        known = measures.get(self.measure, NAN) if self.measure else number(answer)
        return not math.isnan(known) and COMPARISONS[self.sign](known, self.bound)


@dataclass(frozen=True, slots=True)
class PointsScale:
    """Points of every answer of a question.

    `choices`: points of each choice, 0-1, None for information only. `bands`: for
    numbers, the first that holds gives the points. `counts` (rule 'count'): points by
    how many choices worth something are ticked, the last for more. `goals` (rules
    'linear' and 'log'): rising numbers with their points; straight lines between them,
    in the number or in its logarithm, and no more than the ends beyond them.
    """

    rule: Rule
    choices: Mapping[str, float | None]
    bands: tuple[tuple[Comparison, float], ...] = ()
    counts: tuple[float, ...] = ()
    goals: tuple[tuple[float, float], ...] = ()

    def points(self, answer: str, measures: Measures | None = None) -> float | None:
        """Points 0-1 of an answer; None where it gives information only.

        By 'proportional' and 'count' an answer that ticks nothing of worth gets 0 or the
        first count, also where all it ticks is information. `measures` are calculated numbers that bands may name. ValueError for an answer
        that the scale does not know.
        """
        if self.rule == "bands":
            for band, points in self.bands:
                if band.holds(answer, measures or {}):
                    return points
            message = f"no band holds '{answer}'"
            raise ValueError(message)
        if self.goals:
            return self._between(number(answer), answer)
        ticked = answer.split()
        unknown = [one for one in ticked if one not in self.choices]
        if unknown or not ticked or (self.rule == "single" and len(ticked) > 1):
            message = f"'{answer}' is not an answer of this question"
            raise ValueError(message)
        ticked = list(dict.fromkeys(ticked))  # a choice ticked twice is ticked
        worth = [p for one in ticked if (p := self.choices[one]) is not None]
        if self.rule in {"single", "worst"}:
            return min(worth, default=None)
        good = sum(p > 0 for p in worth)
        if self.rule == "count":
            return self.counts[min(good, len(self.counts) - 1)]
        return good / sum(p is not None and p > 0 for p in self.choices.values())

    def _between(self, given: float, answer: str) -> float:
        """Points of a number between the goals."""
        if math.isnan(given):
            message = f"'{answer}' is not a number"
            raise ValueError(message)
        (low, least), *_ = self.goals
        if given <= low:
            return least
        for high, most in self.goals[1:]:
            if given < high:
                way = (
                    math.log(given / low) / math.log(high / low)
                    if self.rule == "log"
                    else (given - low) / (high - low)
                )
                return least + way * (most - least)
            low, least = high, most
        return least

    @property
    def numeric(self) -> bool:
        """Whether it is a scale of numbers and not of choices."""
        return self.rule in {"bands", "linear", "log"}

    @property
    def informs_only(self) -> bool:
        """Whether no answer at all has points."""
        return not self.numeric and all(p is None for p in self.choices.values())


def parse_points(text: str, rule: str) -> PointsScale:
    """The scale of the cells `rc_points` and `rc_rule`; ValueError says what is wrong.

    `none:0 | draft:1 | public:4` for choices, `>=95:4 | >0:1 | <=0:0` for numbers, and
    with the rule `linear` or `log` goals of a number: `20:0 | 85:4`.
    """
    choices: dict[str, float | None] = {}
    bands: list[tuple[Comparison, float]] = []
    for entry in filter(None, (part.strip() for part in text.split("|"))):
        key, colon, worth = (part.strip() for part in entry.rpartition(":"))
        points = None if worth == "x" else _points(worth)
        if not (colon and key) or (points is not None and math.isnan(points)):
            message = f"'{entry}' is not `answer:points` with points from 0 to 4 or x"
            raise ValueError(message)
        comparison = Comparison.parse(key)
        if comparison is None:
            if key in choices:
                message = f"'{key}' has points twice"
                raise ValueError(message)
            choices[key] = points
        elif points is None:
            message = f"'{entry}': a band needs points from 0 to 4"
            raise ValueError(message)
        else:
            bands.append((comparison, points))
    if bool(bands) == bool(choices):
        message = (
            "choices and numbers stand side by side; use one kind"
            if bands
            else "it names no answer"
        )
        raise ValueError(message)
    if not bands and rule.strip() in {"linear", "log"}:
        return _goals(choices, rule.strip())
    if not bands:
        return _choice_scale(choices, rule.strip())
    if rule.strip() not in {"", "none"}:
        message = f"'{rule.strip()}' is a rule for several choices, not for numbers"
        raise ValueError(message)
    return PointsScale("bands", {}, tuple(bands))


def _goals(entries: Mapping[str, float | None], rule: str) -> PointsScale:
    """Points at two or more numbers."""
    goals = sorted(
        (number(key), points) for key, points in entries.items() if points is not None
    )
    least = min((goal for goal, _ in goals), default=NAN)
    if len(goals) < max(2, len(entries)) or any(math.isnan(goal) for goal, _ in goals):
        message = f"'{rule}' needs two or more numbers with points, as `20:0 | 85:4`"
        raise ValueError(message)
    if rule == "log" and least <= 0:
        message = f"'log' needs numbers above 0, not {least:g}"
        raise ValueError(message)
    return PointsScale("linear" if rule == "linear" else "log", {}, goals=tuple(goals))


def _points(text: str) -> float:
    points = number(text) / FULL
    return points if 0 <= points <= 1 else NAN


def _choice_scale(choices: dict[str, float | None], rule: str) -> PointsScale:
    if rule.startswith("count:"):
        pairs = [part.partition("=") for part in rule[len("count:") :].split(",")]
        counts = [_points(worth) for _, _, worth in pairs]
        in_order = [int(n) if n.strip().isdecimal() else -1 for n, _, _ in pairs]
        if in_order != list(range(len(pairs))) or any(map(math.isnan, counts)):
            message = f"'{rule}' is not written as `count:0=0,1=2,2=4`"
            raise ValueError(message)
        return PointsScale("count", choices, counts=tuple(counts))
    if rule in {"proportional", "worst"}:
        if rule == "proportional" and not any(choices.values()):
            message = "'proportional' needs a choice worth more than 0"
            raise ValueError(message)
        return PointsScale(
            "proportional" if rule == "proportional" else "worst", choices
        )
    if rule not in {"", "none"}:
        message = f"'{rule}' is not a rule: proportional, worst, count:0=0,1=2"
        raise ValueError(message)
    return PointsScale("single", choices)


Severity = Literal["zero_tolerance", "critical", "major", "alert"]
SEVERITIES: tuple[Severity, ...] = ("zero_tolerance", "critical", "major", "alert")
_LEVELS: Mapping[str, Severity] = {
    "ZT": "zero_tolerance",
    "CRIT": "critical",
    "MAJ": "major",
    "ALERT": "alert",
}
_LISTED = re.compile(r"(in|contains)\s*\(([^()]+)\)")


@dataclass(frozen=True, slots=True)
class Gate:
    """Answers that cap the score. Without a trigger it fires below half the points."""

    severity: Severity
    choices: tuple[str, ...] = ()
    comparison: Comparison | None = None

    def fires(self, answer: str, measures: Measures | None = None) -> bool:
        """Whether this very answer triggers the gate."""
        if self.comparison is not None:
            return self.comparison.holds(answer, measures or {})
        return any(choice in self.choices for choice in answer.split())


def parse_gates(text: str) -> tuple[Gate, ...]:
    """The gates of the cell `rc_gate`, hardest first; ValueError says what is wrong.

    `ZT:in(some,yes) | MAJ:contains(docs) | ALERT:<100`; `ZT` alone fires below half the
    points of the question.
    """
    gates = []
    for entry in filter(None, (part.strip() for part in text.split("|"))):
        level, _, trigger = (part.strip() for part in entry.partition(":"))
        if level not in _LEVELS:
            message = f"'{level}' is not a gate: {', '.join(_LEVELS)}"
            raise ValueError(message)
        listed = _LISTED.fullmatch(trigger)
        comparison = Comparison.parse(trigger)
        if trigger and listed is None and comparison is None:
            message = f"'{trigger}' is not `in(a,b)`, `contains(a,b)` or `<100`"
            raise ValueError(message)
        names = tuple(n.strip() for n in listed[2].split(",")) if listed else ()
        gates.append(Gate(_LEVELS[level], names, comparison))
    return tuple(sorted(gates, key=lambda gate: SEVERITIES.index(gate.severity)))
