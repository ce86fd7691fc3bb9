"""Dated exchange rates that the user keeps: none is bundled, none is guessed.

`rates.csv` (or .xlsx) of a workspace says how much of `to` one unit of `from` was worth
on a day, who published that, and when it was looked up.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from recruitcheck.corridors.tables import Reading, Row, Table, read_table, table_files
from recruitcheck.issues import Issue, Place, issue

RATES = Table("rates", ("date", "from", "to", "rate", "source", "retrieved-on"))
WITHIN_DAYS = 31
"""A table of monthly rates has a row near enough to every day."""


@dataclass(frozen=True, slots=True)
class Rate:
    """One unit of `base` was worth `rate` units of `quote` on the day `on`.

    `inverted`: the table has the rate the other way round, and `rate` is that one; use
    `convert`, which divides by it and loses nothing to rounding.
    """

    base: str
    quote: str
    on: date
    rate: Decimal
    source: str
    retrieved_on: date
    place: Place | None = None
    inverted: bool = False

    def convert(self, amount: Decimal) -> Decimal:
        """That amount of `base` in `quote`, not rounded."""
        return amount / self.rate if self.inverted else amount * self.rate


@dataclass(frozen=True, slots=True)
class Rates:
    """Every rate of the table, by pair of currencies and in order of the days."""

    by_pair: Mapping[tuple[str, str], tuple[Rate, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, rates: Iterable[Rate]) -> "Rates":
        """Of rates in any order; two of one pair and day may not stand here."""
        found: dict[tuple[str, str], list[Rate]] = {}
        for one in sorted(rates, key=lambda rate: (rate.base, rate.quote, rate.on)):
            found.setdefault((one.base, one.quote), []).append(one)
        return cls({pair: tuple(rows) for pair, rows in found.items()})

    def __len__(self) -> int:
        return sum(map(len, self.by_pair.values()))

    def find(
        self, base: str, quote: str, on: date, *, within_days: int = WITHIN_DAYS
    ) -> Rate | None:
        """The rate nearest to that day, at most `within_days` away; None without one.

        Of two equally near the earlier; of one day the direct one before the inverse.
        Never by way of a third currency: such a rate would be nobody's. A currency in
        itself is 1.
        """
        if base == quote:
            return Rate(base, quote, on, Decimal(1), "the same currency", on)
        direct = _around(self.by_pair.get((base, quote), ()), on)
        inverse = [
            replace(one, base=base, quote=quote, inverted=True)
            for one in _around(self.by_pair.get((quote, base), ()), on)
        ]
        return min(
            (
                one
                for one in (*direct, *inverse)
                if abs((one.on - on).days) <= within_days
            ),
            key=lambda one: (abs((one.on - on).days), one.on, one.inverted),
            default=None,
        )


def _around(rates: Sequence[Rate], on: date) -> Sequence[Rate]:
    """The last rate before that day and the first from it on, in order of their days."""
    place = bisect_left(rates, on, key=lambda one: one.on)
    return rates[max(0, place - 1) : place + 1]


def missing_rate(
    base: str, quote: str, on: date, *, within_days: int = WITHIN_DAYS
) -> Issue:
    """That a rate is needed and the table has none near enough."""
    place = Place(f"{RATES.name}.csv")
    return issue("R203", place, base=base, quote=quote, on=on, days=within_days)


def read_rates(folder: Path) -> tuple[Rates, tuple[Issue, ...]]:
    """The rates of a workspace, and everything wrong in its table.

    A wrong row is left out and said. Of two rows for one pair and day the one looked up
    last counts; where they differ, that is said.
    """
    reading = Reading()
    found: dict[tuple[str, str, date], Rate] = {}
    for path in table_files(folder, RATES.name):
        rows, wrong = read_table(path, RATES)
        reading.issues += wrong
        for row in rows:
            one = _rate(row, reading)
            if one is not None:
                _keep(found, one, reading)
    return Rates.of(found.values()), tuple(reading.issues)


def _rate(row: Row, reading: Reading) -> Rate | None:
    on = reading.date(row, "date")
    base = reading.currency(row, "from")
    quote = reading.currency(row, "to")
    rate = reading.positive(row, "rate")
    source = reading.text(row, "source")
    retrieved = reading.date(row, "retrieved-on")
    if not (on and base and quote and rate and source and retrieved):
        return None
    if base == quote:
        reading.wrong("R201", row.at("to"), currency=base)
        return None
    if retrieved < on:
        reading.wrong("R202", row.at("retrieved-on"), retrieved=retrieved, on=on)
        return None
    return Rate(base, quote, on, rate, source, retrieved, row.at("rate"))


def _keep(
    found: dict[tuple[str, str, date], Rate], one: Rate, reading: Reading
) -> None:
    key = one.base, one.quote, one.on
    other = found.get(key)
    if other is None:
        found[key] = one
        return
    kept = max(other, one, key=lambda rate: rate.retrieved_on)
    found[key] = kept
    if other.rate != one.rate and one.place is not None:
        reading.wrong(
            "R204",
            one.place,
            base=one.base,
            quote=one.quote,
            on=one.on,
            other=other.rate,
            rate=one.rate,
            kept=kept.rate,
        )
