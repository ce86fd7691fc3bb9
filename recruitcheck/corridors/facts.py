"""Facts about countries and corridors: what is known, since when, and who says so.

A fact is never without a source and a date. What nobody has found out is not a fact
and stays unknown.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property

from recruitcheck.corridor import Corridor

ANY = "*"  # in the name of a corridor: every country


@dataclass(frozen=True, slots=True)
class Source:
    """Where a fact was read. `retrieved_on` is the day it was taken into the table.

    `version` says which copy, `terms` on what terms it may be passed on, `note` what
    to know about it ('year approximate').
    """

    id: str
    title: str
    publisher: str
    year: str
    address: str
    retrieved_on: str
    version: str = ""
    terms: str = ""
    retrieved_from: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known about a country ('NPL') or a corridor ('NPL-MYS').

    A figure for all destinations of an origin is about 'BGD-*', one for all origins of
    a destination about '*-KOR'. `reference` is the year or the day that it is about, in
    ISO 8601. `basis` is 'listed', 'derived' or 'carried forward'.

    `scope` says whom a rule or a figure covers, '' everybody; `for_some` whether that
    leaves other workers out; `destinations` to which countries a rule of an origin is
    limited, none where it is not. `detail` is the rule in words, `grade` how good a
    survey is (A to D). `amount` and `amount_high` are in `currency`. `replaced` are the
    older facts it stands for, the newest first.
    """

    indicator: str
    about: str
    value: str
    unit: str
    reference: str
    sources: tuple[Source, ...]
    basis: str = "listed"
    scope: str = ""
    for_some: bool = False
    destinations: tuple[str, ...] = ()
    detail: str = ""
    legal_basis: str = ""
    amount: Decimal | None = None
    amount_high: Decimal | None = None
    currency: str = ""
    grade: str = ""
    note: str = ""
    by_user: bool = False
    stale: bool = False
    replaced: tuple["Fact", ...] = ()

    @property
    def number(self) -> float:
        """The value of a fact that is a number."""
        return float(self.value)

    @property
    def year(self) -> int:
        return int(self.reference[:4])

    @property
    def retrieved_on(self) -> str:
        """The latest day on which one of its sources was looked at; '' if not known."""
        return max((source.retrieved_on for source in self.sources), default="")

    def older_than(self, years: int, *, on: date) -> bool:
        """Whether it is older than that on a day; of a year, its last day counts."""
        text = self.reference if len(self.reference) > 4 else f"{self.reference}-12-31"
        since = date.fromisoformat(text)
        due = (since.year + years, since.month, since.day)
        return due < (on.year, on.month, on.day)


_SCOPED = frozenset(
    {"fee_law_origin", "fee_law_destination", "fee_cap", "worker_paid_cost"}
)
"""Several may hold side by side: rules for different workers, different surveys."""


@dataclass(frozen=True)
class Facts:
    """What is known, by indicator and by what it is about: only what counts today."""

    by_key: Mapping[tuple[str, str], tuple[Fact, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> "Facts":
        """Of facts in any order: the newest counts and keeps what it replaces.

        In one year a fact of the user comes before a shipped one. Rules of different
        scope stand side by side; one without a scope covers everybody and replaces
        all that are older.
        """
        found: dict[tuple[str, str], list[Fact]] = {}
        for fact in facts:
            found.setdefault((fact.indicator, fact.about), []).append(fact)
        return cls({key: _counting(rows) for key, rows in sorted(found.items())})

    def __iter__(self) -> Iterator[Fact]:
        return (fact for facts in self.by_key.values() for fact in facts)

    def __len__(self) -> int:
        return sum(map(len, self.by_key.values()))

    def find(self, indicator: str, about: str) -> tuple[Fact, ...]:
        return self.by_key.get((indicator, about), ())

    def one(self, indicator: str, about: str) -> Fact | None:
        """The fact, where only one can hold; None if it is not known."""
        return next(iter(self.find(indicator, about)), None)

    @cached_property
    def corridors(self) -> frozenset[str]:
        """What is known of pairs: 'NPL-MYS', 'BGD-*', '*-KOR'."""
        return frozenset(about for _, about in self.by_key if "-" in about)

    def known_of(self, corridor: Corridor) -> tuple[Fact, ...]:
        """Everything about a corridor and both its ends, as far as it concerns it."""
        ends = {corridor.origin: "_destination", corridor.destination: "_origin"}
        places = (corridor.origin, corridor.destination, *pair(corridor))
        return tuple(
            fact
            for fact in self
            if fact.about in places
            and not fact.indicator.endswith(ends.get(fact.about, "-"))
        )

    def with_more(self, facts: Iterable[Fact]) -> "Facts":
        """These and others, the newest first again."""
        known = [
            old for one in self for old in (replace(one, replaced=()), *one.replaced)
        ]
        return Facts.of([*known, *facts])


def _counting(rows: Iterable[Fact]) -> tuple[Fact, ...]:
    """Those that count, the newest first, each with what it replaces."""
    kept: list[Fact] = []
    for fact in sorted(rows, key=_newest_first):
        by = next((n for n, one in enumerate(kept) if _replaces(one, fact)), None)
        if by is None:
            kept.append(fact)
        else:
            kept[by] = replace(kept[by], replaced=(*kept[by].replaced, fact))
    return tuple(kept)


def _replaces(newer: Fact, older: Fact) -> bool:
    if newer.indicator not in _SCOPED:
        return True
    same = newer.scope.casefold() == older.scope.casefold()
    return same or (newer.by_user and not newer.scope)


def _newest_first(fact: Fact) -> tuple[int, bool, tuple[int, ...], str, str]:
    # Shipped facts know their year only: in that year the user's own row wins.
    digits = tuple(-int(part) for part in fact.reference.split("-")[1:])
    return -fact.year, not fact.by_user, digits or (0,), fact.scope, fact.value


def pair(corridor: Corridor) -> tuple[str, str, str]:
    """The names under which facts about a corridor stand, the nearest first."""
    return (
        str(corridor),
        f"{corridor.origin}-{ANY}",
        f"{ANY}-{corridor.destination}",
    )
