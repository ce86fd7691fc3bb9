"""The rules of a corridor on both sides, and where they leave a gap."""

from dataclasses import dataclass

from recruitcheck.reports.views.risk import FactRow


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What is known of one subject on each side; empty: not known."""

    title: str
    origin: tuple[FactRow, ...]
    destination: tuple[FactRow, ...]


@dataclass(frozen=True, slots=True)
class RuleGap:
    """A gap that facts show.

    sources  numbers in `Rules.sources`
    steps    who can close it, and how
    serves   what closing it contributes evidence to, in words
    """

    title: str
    words: str
    sources: tuple[int, ...]
    steps: tuple[tuple[str, str], ...]
    serves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of a corridor. `questions`: what no fact answers, and where to look.

    sources  of all facts and gaps, in the order of their numbers, from 1
    on       day by which facts are old, ISO 8601
    """

    rows: tuple[RuleRow, ...]
    between: tuple[FactRow, ...]
    gaps: tuple[RuleGap, ...]
    questions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    on: str
    no_advice: str
