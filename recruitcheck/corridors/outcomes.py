"""What interviewed workers report, as it may be shown: shares with their intervals.

Shares over several suppliers are weighted by their migrant workers (the method,
section 6); what may be said, and of whom, is decided by `privacy`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from recruitcheck.corridors.privacy import (
    Block,
    Cell,
    blocks,
    blurred,
    is_blurred,
    whole,
)
from recruitcheck.scoring.intervals import Group, pool

Limit = Literal["", "few", "most"]


@dataclass(frozen=True, slots=True)
class Sample:
    """`reports` of `n` who answered, drawn from `workers`; None: not known.

    `reports` may also be a sum of points 0-1. Exact: never to be shown.
    """

    reports: float
    n: int
    workers: int | None


@dataclass(frozen=True, slots=True)
class Told:
    """A share of interviewed workers, 0-1, as a page may print it.

    n         interviews it rests on, in whole blocks; 0: none may be shown
    heard     interviews that answered, those withheld too
    share     None where it is withheld or only `limit` is known
    low, high 95 % interval; None where the share is withheld
    reports   number of workers; None where it is not to be printed
    limit     'few': nobody or one worker of each block reports it; 'most': all or all
              but one do. Then `low` and `high` hold whichever it is
    parts     blocks that the share is made of; mostly one a supplier
    """

    n: int
    heard: int
    share: float | None = None
    low: float | None = None
    high: float | None = None
    reports: int | None = None
    limit: Limit = ""
    parts: int = 0


def told(
    samples: Mapping[Cell, Sample],
    wanted: Collection[Cell],
    minimum: int,
    *,
    points: bool = False,
) -> Told | None:
    """What the workers of the wanted cells say together; None where nobody answered.

    `samples` are those of the whole network for one question: which cells may be
    counted together depends on what else is shown. `points`: they are sums of points,
    not counts; then there is always a share, about.
    """
    heard = sum(samples[cell].n for cell in wanted if cell in samples)
    if not heard:
        return None
    sizes = {cell: sample.n for cell, sample in samples.items()}
    shown = whole(wanted, blocks(sizes, minimum))
    strata = [stratum(block, samples) for block in shown]
    n = sum(one.n for one in strata)
    blur = [is_blurred(one.reports, one.n) for one in strata]
    if not points and strata and all(blur) and (limit := _limit(strata)):
        return _limited(strata, limit, n, heard)
    safe = [Group(blurred(s.reports, s.n), s.n, s.workers) for s in strata]
    pooled = pool(safe)
    if pooled is None:
        return Told(0, heard)
    exact = not points and not any(blur)
    reports = round(sum(one.reports for one in strata)) if exact else None
    return Told(n, heard, pooled.share, *pooled.interval, reports, "", len(strata))


def stratum(block: Block, samples: Mapping[Cell, Sample]) -> Sample:
    """A block as one sample.

    Its cells are not weighted against each other: from a weighted sum of small numbers
    each of them could be worked out.
    """
    own = [samples[cell] for cell in sorted(block) if cell in samples]
    known = [one.workers for one in own if one.workers is not None]
    return Sample(
        sum(one.reports for one in own),
        sum(one.n for one in own),
        sum(known) if len(known) == len(own) else None,
    )


def _limit(strata: Collection[Sample]) -> Limit:
    low = [one.reports <= one.n / 2 for one in strata]
    if all(low):
        return "few"
    return "" if any(low) else "most"


def _limited(strata: Collection[Sample], limit: Limit, n: int, heard: int) -> Told:
    """Whichever of nobody and one (all and all but one) holds, it is in the interval."""
    either = [
        pool([Group(s.n - k if limit == "most" else k, s.n, s.workers) for s in strata])
        for k in (0, 1)
    ]
    low = min(one.interval.low for one in either if one is not None)
    high = max(one.interval.high for one in either if one is not None)
    return Told(n, heard, None, low, high, None, limit, len(strata))


def upper_bound(
    samples: Mapping[Cell, Sample], wanted: Collection[Cell], minimum: int
) -> float | None:
    """The upper 95 % bound over the same interviews, for the residual risk only.

    None where fewer than the minimum cell may be counted. As in every total a block in
    which nobody or one reports counts half a report: the harm that is made of several
    such bounds is shown, and could tell the two apart.
    """
    sizes = {cell: sample.n for cell, sample in samples.items()}
    strata = [stratum(b, samples) for b in whole(wanted, blocks(sizes, minimum))]
    pooled = pool([Group(blurred(s.reports, s.n), s.n, s.workers) for s in strata])
    return None if pooled is None else pooled.interval.high
