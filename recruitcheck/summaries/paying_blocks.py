"""Blocks of workers whose amounts may be shown, and who is left out of them.

Exact: for this room only.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from recruitcheck.corridors.privacy import (
    FEWEST_PAYERS,
    Block,
    Cell,
    blocks,
    least_payers,
    money_blocks,
    whole,
)
from recruitcheck.results import Results
from recruitcheck.summaries.payments import Payment, unpriced
from recruitcheck.summaries.samples import Interviewed, interviewed


@dataclass(frozen=True, slots=True)
class ShownBlocks:
    """The blocks behind figures of money: of `sizes` workers each, of whom some paid.

    `together` are the same workers in blocks of which no fewer than three paid, or
    nobody: what is said of amounts is said of whole ones.
    """

    counted: tuple[Block, ...]
    together: tuple[Block, ...]
    sizes: Mapping[Cell, int]
    payers: Mapping[Cell, int]

    @classmethod
    def of(
        cls,
        wanted: Collection[Cell],
        sizes: Mapping[Cell, int],
        payers: Mapping[Cell, int],
        minimum: int,
    ) -> "ShownBlocks":
        parts = blocks(sizes, minimum)
        together = whole(wanted, money_blocks(parts, payers))
        counted = whole(frozenset().union(*together), parts)
        return cls(counted, together, sizes, payers)

    @property
    def enough(self) -> bool:
        """Whether three of them paid, as far as anything else that is shown can tell."""
        return (
            sum(
                least_payers(
                    sum(self.payers[cell] for cell in block),
                    sum(self.sizes[cell] for cell in block),
                )
                for block in self.counted
            )
            >= FEWEST_PAYERS
        )


def without_currency(results: Results) -> dict[Cell, list[bool]]:
    """Per cell whether they paid, of those who named a total but no currency."""
    found = interviewed(results)
    left: dict[Cell, list[bool]] = {}
    if found is not None:
        for cell, paid in zip(found.cells, unpriced(results), strict=True):
            if paid is not None:
                left.setdefault(cell, []).append(paid)
    return left


def sure_payers(payers: int, left: Sequence[bool], minimum: int) -> int:
    """Payers among those who can be counted, as far as may be told; at least one of some.

    Of a few `left` out it is as if all had paid: else whether amounts are shown would
    tell, beside the share of all who paid, what they did.
    """
    every = payers + sum(left)
    if not every or not 0 < len(left) < minimum:
        return payers
    return max(1, every - len(left))


def payments_by_cell(
    found: Interviewed, all_: Sequence[Payment | None]
) -> dict[Cell, list[Payment]]:
    by_cell: dict[Cell, list[Payment]] = {cell: [] for cell in found.workers}
    for cell, one in zip(found.cells, all_, strict=True):
        if one is not None:
            by_cell[cell].append(one)
    return by_cell
