"""How many to interview, and how they are shared out: whole numbers only, exact.

Source: the method, section 9. Sharing out is the method of largest remainders (Hamilton;
Balinski and Young, Fair Representation, 1982), above a minimum and below a maximum.
"""

import math
from collections.abc import Mapping
from typing import TypeVar

FEWEST = 10
"""At every site, where there are so many."""
EACH_CORRIDOR = 5
RECENT_MONTHS = 12

Key = TypeVar("Key", bound=str | tuple[str, str])


def site_sample(workers: int) -> int:
    """Interviews at a site: the root of its migrant workers, rounded up, at least ten.

    All of them where there are fewer than ten.
    """
    root = math.isqrt(workers)
    return max(root + (root * root < workers), min(workers, FEWEST))


def recent(interviews: int) -> int:
    """A third of the interviews, rounded up: workers who arrived within 12 months."""
    return -(-interviews // 3)


def shared_out(
    total: int, workers: Mapping[Key, int], *, least: int = 0
) -> dict[Key, int]:
    """`total` interviews over groups: first `least` for each, the rest in proportion.

    Never more than there are workers in a group. The sum is `total`, or more where the
    least of all groups are more, or fewer where there are not so many workers. Equal
    remainders: the larger group first, then the alphabet.
    """
    found = {key: min(n, least) for key, n in workers.items()}
    rest = min(total, sum(workers.values())) - sum(found.values())
    while rest > 0:
        room = {key: n for key, n in workers.items() if n > found[key]}
        given = _in_proportion(rest, room)
        for key, n in given.items():
            found[key] += min(n, workers[key] - found[key])
        rest = min(total, sum(workers.values())) - sum(found.values())
    return found


def _in_proportion(total: int, workers: Mapping[Key, int]) -> dict[Key, int]:
    """Whole numbers in proportion to the workers, that add up to `total`."""
    every = sum(workers.values())
    found = {key: total * n // every for key, n in workers.items()}
    order = sorted(
        workers, key=lambda key: (-(total * workers[key] % every), -workers[key], key)
    )
    for key in order[: total - sum(found.values())]:
        found[key] += 1
    return found


def over_strata(
    interviews: int, workers: Mapping[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    """Interviews of one corridor over (recruiter, sex): every recruiter and every sex.

    In proportion, at least one of each recruiter; then one more of each sex that would
    be left out, where most of that sex are. The sum is `interviews` or more.
    """
    by_recruiter: dict[str, int] = {}
    for (recruiter, _), n in workers.items():
        by_recruiter[recruiter] = by_recruiter.get(recruiter, 0) + n
    found: dict[tuple[str, str], int] = {}
    for recruiter, n in shared_out(interviews, by_recruiter, least=1).items():
        own = {key: count for key, count in workers.items() if key[0] == recruiter}
        found |= shared_out(n, own)
    for sex in sorted({sex for _, sex in workers}):
        own = {key: n for key, n in workers.items() if key[1] == sex and n}
        if own and not any(found[key] for key in own):
            found[min(own, key=lambda key: (-own[key], key))] += 1
    return found
