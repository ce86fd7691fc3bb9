"""What a sample of workers can and cannot say, before anybody was asked.

Both measures know how many workers there are: the interval is Wilson's for a finite
population, the chance of finding something is that of drawing without replacement
(hypergeometric), worked out in whole numbers.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from recruitcheck.scoring.intervals import wilson

_MISSED = (5, 100)  # found with 95 % probability


@dataclass(frozen=True, slots=True)
class Reach:
    """What `n` interviews of `workers` picked by chance can say; shares 0-1.

    `silent`: the share of workers that may be concerned although nobody reports
    anything (upper 95 % bound). `findable`: the fewest workers concerned of whom the
    sample holds one or more with 95 % probability. `margin`: how far a share of one half
    may be off, either way.
    """

    n: int
    workers: int
    silent: float
    findable: int
    margin: float

    @property
    def findable_share(self) -> float:
        return self.findable / self.workers


def reach(n: int, workers: int) -> Reach | None:
    """None without interviews. ValueError where more are asked than there are."""
    if not n:
        return None
    half = wilson(n / 2, n, workers)
    return Reach(
        n=n,
        workers=workers,
        silent=wilson(0, n, workers).high,
        findable=_findable(n, workers),
        margin=(half.high - half.low) / 2,
    )


def _findable(n: int, workers: int) -> int:
    """The smallest K with C(N - K, n) / C(N, n) of at most 5 %."""
    missed, of = _MISSED
    every = math.comb(workers, n)
    low, high = 1, workers - n + 1  # so many cannot all be missed
    while low < high:
        middle = (low + high) // 2
        if math.comb(workers - middle, n) * of <= missed * every:
            high = middle
        else:
            low = middle + 1
    return low


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def sentences(found: Reach) -> Iterator[str]:
    """The same in plain words."""
    if found.n == found.workers:
        all_asked = f"All {found.workers:,} workers are"
        only = "The only worker is" if found.workers == 1 else all_asked
        yield f"{only} asked: what they say is exact."
        return
    yield (
        f"If none of {found.n:,} reports something, up to {percent(found.silent)} of the"
        f" {found.workers:,} workers may still be concerned."
    )
    yield (
        f"A problem of {found.findable:,} workers or more"
        f" ({percent(found.findable_share)}) shows at least once, with 95 % probability;"
        " a smaller one may be missed."
    )
    yield f"A share near one half is known to {100 * found.margin:.0f} points either way."
