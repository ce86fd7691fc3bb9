"""Workers of a corridor parted by recruiter, year of arrival, sex and channel.

Inside a block of interviews nothing is exact (see `recruitcheck.corridors.privacy`):
counts are rounded to threes, amounts to one digit, and a breakdown that would tell what
a few workers said beside the ones already made is left out.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.auditing import Statement, settled
from recruitcheck.corridors.privacy import (
    FEWEST_PAYERS,
    Cell,
    blocks,
    hidden,
    in_threes,
    is_blurred,
    one_digit,
    parted,
    separated,
    whole,
)
from recruitcheck.results import Results
from recruitcheck.scoring.scoring_model import Outcome
from recruitcheck.scoring.workers import answered, holding
from recruitcheck.summaries.payments import payments
from recruitcheck.summaries.samples import Interviewed, cell_of, interviewed

Dimension = Literal["recruiter", "year", "sex", "channel"]
DIMENSIONS: Mapping[Dimension, str] = {
    "recruiter": "recruiter_id",
    "year": "W-PRO-03",
    "sex": "worker_sex",
    "channel": "W-PRO-05",
}
"""Columns of the interviews, in the order in which breakdowns are tried."""
_NO_KEY = frozenset({"dk", "pns", "na"})
Rows = frozenset[int]


@dataclass(frozen=True, slots=True)
class PartTold:
    """One part of a corridor's interviewed workers.

    key       recruiter id, year, answer; '' did not say; '*' others, each too few
    n         interviews
    shares    0-1 by incidence of the model, about: the count is rounded to threes; an
              incidence is not there that too few answered, or that would settle what a
              few said (see `recruitcheck.corridors.auditing`)
    currency  of `mean_cost`; '' where it is withheld
    mean_cost per worker, to one digit; None where withheld or by too few
    """

    key: str
    n: int
    shares: Mapping[str, float]
    currency: str = ""
    mean_cost: float | None = None


def breakdowns(
    corridor: Corridor, results: Results
) -> Mapping[Dimension, tuple[PartTold, ...]]:
    """Every breakdown that may be shown, in order of `DIMENSIONS`."""
    known = _known(results)
    if corridor not in known:
        known[corridor] = _breakdowns(corridor, results)
    return known[corridor]


@lru_cache(maxsize=4)
def _known(
    _results: Results,
) -> dict[Corridor, Mapping[Dimension, tuple[PartTold, ...]]]:
    """Filled by `breakdowns`: pages of recruiters ask for those of every corridor."""
    return {}


def _breakdowns(
    corridor: Corridor, results: Results
) -> dict[Dimension, tuple[PartTold, ...]]:
    found = interviewed(results)
    if found is None:
        return {}
    minimum = results.model.minimum_cell
    cells = [cell_of(one) for one in results.corridors.get(corridor, ())]
    shown = whole(cells, blocks(found.sizes(), minimum))
    known: list[Rows] = [frozenset(found.rows(block)) for block in shown]
    everybody = frozenset().union(*known)
    counted = [_Counted.of(o, found, cells, minimum) for o in results.model.incidences]
    told: dict[Dimension, tuple[PartTold, ...]] = {}
    for dimension, column in DIMENSIONS.items():
        parts = parted(_labels(found, dimension, column, everybody), minimum)
        parts = separated(parts, known, minimum)
        if parts:
            shares = _shares(parts, counted, minimum)
            costs = _costs(parts, found, results, cells)
            told[dimension] = tuple(
                PartTold(key, len(rows), share, *cost)
                for (key, rows), share, cost in zip(parts, shares, costs, strict=True)
            )
            known = [*known, *(rows for _, rows in parts)]
    return told


@dataclass
class _Counted:
    """One incidence: who answered, who reports it, and what is known of it already."""

    outcome: str
    reports: Mapping[int, bool]
    statements: list[Statement]

    @classmethod
    def of(
        cls, outcome: Outcome, found: Interviewed, cells: Collection[Cell], minimum: int
    ) -> "_Counted":
        asked = answered(found.table, outcome.asked)
        holds = holding(found.table, outcome.condition)
        sizes = {cell: s.n for cell, s in found.samples(asked, asked).items()}
        reports: dict[int, bool] = {}
        statements = []
        for block in whole(cells, blocks(sizes, minimum)):
            rows = frozenset(row for row in found.rows(block) if asked[row])
            reports |= {row: holds[row] for row in rows}
            k, n = sum(holds[row] for row in rows), len(rows)
            low = high = k
            if is_blurred(k, n):
                low, high = (0, 1) if k <= n / 2 else (n - 1, n)
            statements.append(Statement(rows, low, high))
        return cls(outcome.id, reports, statements)


def _shares(
    parts: Sequence[tuple[str, Rows]], counted: Iterable[_Counted], minimum: int
) -> list[dict[str, float]]:
    """Shares by part; an incidence that would settle what a few said is not there."""
    shares = [dict[str, float]() for _ in parts]
    for one in counted:
        heard = [rows & one.reports.keys() for _, rows in parts]
        if min(map(len, heard)) < minimum:
            continue
        rounded = [in_threes(sum(one.reports[r] for r in h), len(h)) for h in heard]
        fresh = [
            Statement(frozenset(h), *_counts(k, len(h)))
            for h, k in zip(heard, rounded, strict=True)
        ]
        together = [*one.statements, *fresh]
        if settled(together, one.reports, minimum):
            continue
        one.statements = together
        for share, h, k in zip(shares, heard, rounded, strict=True):
            share[one.outcome] = k / len(h)
    return shares


def _counts(rounded: int, n: int) -> tuple[int, int]:
    """Least and most reports of `n` that are rounded to this number."""
    fitting = [k for k in range(n + 1) if in_threes(k, n) == rounded]
    return fitting[0], fitting[-1]


def _labels(
    found: Interviewed, dimension: Dimension, column: str, rows: Collection[int]
) -> dict[int, str]:
    if column not in found.table:
        return {}
    answers = list(found.table[column].astype(object))
    labels = {}
    for row in sorted(rows):
        answer = answers[row]
        known = isinstance(answer, str) and answer not in _NO_KEY
        label = str(answer) if known else ""
        labels[row] = label[:4] if dimension == "year" else label
    return labels


def _counted(
    found: Interviewed, asked: Sequence[bool], cells: Collection[Cell], minimum: int
) -> Rows:
    """Rows that answered and are in whole blocks of those who did."""
    sizes = {cell: s.n for cell, s in found.samples(asked, asked).items()}
    shown = frozenset().union(*whole(cells, blocks(sizes, minimum)))
    return frozenset(row for row in found.rows(shown) if asked[row])


def _costs(
    parts: Sequence[tuple[str, Rows]],
    found: Interviewed,
    results: Results,
    cells: Collection[Cell],
) -> list[tuple[str, float | None]]:
    """Currency and mean cost of each part; all withheld where currencies are mixed."""
    all_, minimum = payments(results), results.model.minimum_cell
    paid = [one is not None for one in all_]
    heard = _counted(found, paid, cells, minimum)
    known = {row: one for row in heard if (one := all_[row]) is not None}
    withheld: list[tuple[str, float | None]] = [("", None)] * len(parts)
    own = [[row for row in sorted(rows) if row in known] for _, rows in parts]
    currencies = {one.currency for one in known.values()}
    if len(currencies) != 1 or min(map(len, own)) < minimum:
        return withheld
    (currency,) = currencies
    means = {
        at: sum(float(known[row].total) for row in rows) / len(rows)
        for at, rows in enumerate(own)
    }
    payers = {
        at: [row for row in rows if known[row].total > 0] for at, rows in enumerate(own)
    }
    if sum(map(len, payers.values())) < FEWEST_PAYERS:
        return withheld
    few = hidden(means, payers)
    return [
        ("", None) if at in few else (currency, one_digit(means[at])) for at in means
    ]
