"""What may be said of workers: the one place that decides it for every page and file.

No figure tells what fewer than the minimum cell of workers said (the model's
`minimum_cell`, never below 5), alone or taken together with all other figures. Laws:

1.  **Blocks.** Interviews are cut once into blocks of at least the minimum cell: those of
    one supplier in one corridor; else the rest of one supplier; else the rest of one
    corridor. What is left over is in no figure at all. An exact figure is always about
    whole blocks. Sums and differences of such figures, and every other linear
    combination, are then about whole blocks again, whatever the page or the table.
2.  **Within a block** a figure is never exact. Counts of a breakdown (by recruiter, year,
    sex, channel) are rounded to threes and amounts to one digit; amounts of whole blocks
    have two. A number that may lie anywhere inside an interval settles nothing about
    anything smaller than a block; where many of them together still would, the audit in
    `recruitcheck.corridors.auditing` leaves the last ones out.
3.  **Breakdowns** part everybody, and every part holds the minimum cell: small parts are
    "others", and others that are too few take the smallest shown part in. So does a part
    that differs by fewer workers than the minimum from a block or from a part of another
    breakdown.
4.  **Nobody and all.** Of fewer than fifty workers of one block nobody and one look the
    same, and so do all and all but one: a page prints "< 10 %" and "> 90 %". In every
    total such a block counts half a report, so that no total tells the two apart.
5.  **Amounts** need three payers. What one or two paid is hidden, and with it as much
    more (the next category; the next block of the corridor) as it takes until those
    hidden together are three or more.

Three things are said on purpose. A worker-outcome gate says that somebody reports
something, at any number and never how many (the method, section 4): silence would leave
a worker in danger. Of fifty or more, nobody and all are said. Of several cost categories
one that nobody paid is a plain zero.

A score is not a statistic of workers and follows the method; where its explanation would
split off what a sample below the minimum cell did to it, `hides_workers` says so.

Source: SDC Handbook (threshold, dominance, complementary suppression); the method,
section 6.
"""

import math
from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, product
from typing import NamedTuple, TypeVar

FEW = 50
"""Workers of one block below which nobody and one are not told apart."""
FEWEST_PAYERS = 3
STEP = 3
"""Counts inside a block are rounded to it."""
OTHERS = "*"
"""The label of parts that are each too few."""

Key = TypeVar("Key", bound=Hashable)
Item = TypeVar("Item", bound=Hashable)
Amount = TypeVar("Amount", float, Decimal)


class Cell(NamedTuple):
    """The interviews of one supplier in one corridor in one cycle."""

    supplier: str
    corridor: str
    cycle: str = ""


Block = frozenset[Cell]


def blocks(sizes: Mapping[Cell, int], minimum: int) -> tuple[Block, ...]:
    """Law 1: the cells put together so that every block holds the minimum cell.

    `sizes` is the number of interviews of every cell of the network, for the one
    question that a figure is about. In order of the cells; a cell that is left over is
    in no block.
    """
    found = [frozenset([cell]) for cell, n in sizes.items() if n >= minimum]
    rest = [cell for cell, n in sizes.items() if 0 < n < minimum]
    for together in (_supplier, _corridor):
        for group in _grouped(rest, together):
            if len(group) > 1 and sum(sizes[cell] for cell in group) >= minimum:
                found.append(frozenset(group))
                rest = [cell for cell in rest if cell not in group]
    return tuple(sorted(found, key=sorted))


def _supplier(cell: Cell) -> tuple[str, str]:
    return cell.supplier, cell.cycle


def _corridor(cell: Cell) -> str:
    return cell.corridor


def _grouped(
    items: Iterable[Item], key: Callable[[Item], Hashable]
) -> list[tuple[Item, ...]]:
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return [tuple(group) for group in groups.values()]


def whole(wanted: Collection[Cell], parts: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks that lie wholly in the cells a page is about; no others may count."""
    cells = frozenset(wanted)
    return tuple(block for block in parts if block <= cells)


def money_blocks(
    parts: Sequence[Block], payers: Mapping[Cell, int]
) -> tuple[Block, ...]:
    """Law 5 for blocks: in none of them did just one or two workers pay.

    Those in which they did are put together with each other, and where that is not
    enough with the block of their corridor in which fewest paid. A block of several
    corridors, and one that finds nobody to join, is left out.
    """

    def paid(block: Block) -> int:
        return sum(payers.get(cell, 0) for cell in block)

    found = [block for block in parts if paid(block) == 0 or _enough(paid(block))]
    telling = [block for block in parts if 0 < paid(block) < FEWEST_PAYERS]
    for group in _grouped(telling, _places):
        if len(_places(group[0])) > 1:
            continue
        joined = frozenset(chain.from_iterable(group))
        if not _enough(paid(joined)):
            near = [b for b in found if _places(b) == _places(joined) and paid(b)]
            if not near:
                continue
            other = min(near, key=lambda block: (paid(block), sorted(block)))
            found.remove(other)
            joined |= other
        found.append(joined)
    return tuple(sorted(found, key=sorted))


def _enough(payers: int) -> bool:
    return payers >= FEWEST_PAYERS


def _places(block: Block) -> frozenset[str]:
    return frozenset(cell.corridor for cell in block)


def blurred(total: float, n: int) -> float:
    """Law 4: half a report for none or one, half less than all for all but one.

    `total` is a number of reports, or a sum of points 0-1 of `n` workers.
    """
    if n >= FEW or 1 < total < n - 1:
        return total
    return 0.5 if total <= n / 2 else n - 0.5


def is_blurred(total: float, n: int) -> bool:
    return n < FEW and not 1 < total < n - 1


def two_digits(value: Amount, rounding: str = ROUND_HALF_UP) -> Amount:
    """An amount to two significant digits; 0 stays 0.

    With `ROUND_CEILING` never less than the amount, with `ROUND_FLOOR` never more.
    """
    exact = _exact(value)
    if exact:
        exact = exact.quantize(Decimal(1).scaleb(exact.adjusted() - 1), rounding)
    whole_number = exact == exact.to_integral_value()
    return type(value)(exact.quantize(Decimal(1)) if whole_number else exact)


def _exact(value: float | Decimal) -> Decimal:
    """Without the noise of adding floats, which begins beyond eleven digits."""
    return value if isinstance(value, Decimal) else Decimal(f"{value:.11g}")


_STEPS = (1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)


def one_digit(value: float) -> float:
    """An amount inside a block: the nearest of one significant digit, or 1.5, 15 ...

    0 stays 0; halves go up.
    """
    if value == 0:
        return 0.0
    scale = 10.0 ** math.floor(math.log10(abs(value)))
    steps = sorted(_STEPS, reverse=True)
    nearest = min(steps, key=lambda step: round(abs(value / scale - step), 9))
    return float(f"{nearest * scale:.2g}")


def least_payers(reports: float, n: int) -> int:
    """Law 5 with law 4: how many of a block paid at least, as far as pages may tell.

    Whether amounts are shown must not tell nobody from one.
    """
    if not is_blurred(reports, n):
        return round(reports)
    return 0 if reports <= n / 2 else n - 1


def told_amounts(amounts: Sequence[float]) -> list[float]:
    """What the workers of a block paid, as pictures of it may count it (law 4).

    Where nobody or one paid, nobody did; where all or all but one did, the smallest
    amount is left out, whether it is nothing or not. So no picture tells the two apart.
    """
    ordered = sorted(amounts)
    payers = sum(amount > 0 for amount in ordered)
    if not is_blurred(payers, len(ordered)):
        return ordered
    return [0.0] * len(ordered) if payers <= len(ordered) / 2 else ordered[1:]


def in_threes(reports: int, n: int) -> int:
    """A count rounded to the nearest multiple of three that is not above `n`."""
    return min(n // STEP * STEP, STEP * math.floor(reports / STEP + 0.5))


def hidden(
    amounts: Mapping[Key, float | None],
    payers: Mapping[Key, Collection[int]],
    also: Iterable[Key] = (),
) -> frozenset[Key]:
    """Law 5 in one table: the rows whose amount may not be shown.

    `payers` are the workers who paid something of each row. Rows that one or two paid
    are hidden; the total less the other rows would give them away, so the next smallest
    are hidden too until they are two rows or more that three workers or more paid. `also`
    are rows that other pages would give away.
    """
    few = {*also, *(k for k, who in payers.items() if 0 < len(who) < FEWEST_PAYERS)}
    others = sorted(
        (k for k, amount in amounts.items() if amount and k not in few),
        key=lambda k: (amounts[k] or 0.0, str(k)),
    )
    while few and others:
        who = frozenset(chain.from_iterable(payers[k] for k in few))
        if len(few) > 1 and _enough(len(who)):
            break
        few.add(others.pop(0))
    return frozenset(few)


def grouped(keys: Sequence[str], minimum: int) -> list[str]:
    """Keys of fewer than `minimum` as `OTHERS`, joined by the next smallest if need be.

    Who has no key ('') is a group like every other.
    """
    counts = Counter(keys)
    small: set[str] = set()
    for key in sorted(counts, key=lambda key: (counts[key], key)):
        together = sum(counts[one] for one in small)
        if counts[key] < minimum or 0 < together < minimum:
            small.add(key)
    return [OTHERS if key in small else key for key in keys]


def parted(
    labels: Mapping[Item, str], minimum: int
) -> tuple[tuple[str, frozenset[Item]], ...]:
    """Law 3: everybody parted by label, in order of the label, `OTHERS` last.

    () where fewer than two parts of the minimum cell can be made: nothing to compare.
    """
    groups: dict[str, set[Item]] = {}
    for item, key in zip(labels, grouped(list(labels.values()), minimum), strict=True):
        groups.setdefault(key, set()).add(item)
    if len(groups) < 2:
        return ()
    names = sorted(groups, key=lambda name: (name in {OTHERS, ""}, name))
    return tuple((name, frozenset(groups[name])) for name in names)


def separated(
    parts: Sequence[tuple[str, frozenset[Item]]],
    known: Iterable[frozenset[Item]],
    minimum: int,
) -> tuple[tuple[str, frozenset[Item]], ...]:
    """Law 3: the parts, joined until none is nearly the same workers as a known group.

    Two groups that differ by fewer workers than the minimum are nearly the same: what
    is said of both tells what those few said. Groups and what they leave over are
    compared, because both can be known. A part that is too near joins the others, or
    the smallest part where there are none. () where no two parts are left.
    """
    everybody = frozenset(chain.from_iterable(items for _, items in parts))
    others = _with_rest(known, everybody)
    left = list(parts)
    while len(left) > 1:
        near = next(
            (
                part
                for part in left
                for one, other in product(_with_rest([part[1]], everybody), others)
                if 0 < len(one ^ other) < minimum
            ),
            None,
        )
        if near is None:
            return tuple(left)
        left.remove(near)
        into = next((part for part in left if part[0] == OTHERS), None)
        into = into or min(left, key=lambda part: (len(part[1]), part[0]))
        left.remove(into)
        left.append((OTHERS, into[1] | near[1]))
    return ()


def _with_rest(
    parts: Iterable[frozenset[Item]], everybody: frozenset[Item]
) -> list[frozenset[Item]]:
    return [group for part in parts for group in (part, everybody - part) if group]


def hides_workers(heard: int, together: int, shown: int, minimum: int) -> bool:
    """Whether what workers did to a score must not be split off in its explanation.

    `heard` workers of the unit spoke of the topic; the score used `together`, because
    they were too few; `shown` of those are in units whose own sample is large enough.
    Then the difference would tell what `together - shown` workers said.
    """
    return heard < minimum and 0 < together - shown < minimum
