"""Interviews that speak of no unit: a wrong id, cycle or country, or no return."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.submissions.answers import Unit

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ("file", "supplier_id", "cycle", "origin")


def unheard_interviews(
    table: "pd.DataFrame", units: Iterable[Unit]
) -> tuple[Issue, ...]:
    """One issue for each file, supplier, country and cycle that no return speaks of.

    Such interviews are read and move nothing; nobody should have to find that out from
    a report that lacks them. `table` is that of `Interviews`.
    """
    own = [unit for unit in units if unit.own.role == "supplier"]
    known = {(u.own.organisation, u.own.cycle, _origin(u)) for u in own}
    columns = (table[key].astype(str) for key in _KEYS)
    counts = Counter(zip(*columns, strict=True))
    return tuple(
        issue(
            "W210",
            Place(file),
            n=n,
            supplier=supplier,
            origin=origin,
            cycle=cycle,
            reason=_reason(supplier, cycle, known),
        )
        for (file, supplier, cycle, origin), n in sorted(counts.items())
        if (supplier, cycle, origin) not in known
    )


def _origin(unit: Unit) -> str:
    return unit.corridor.origin if unit.corridor is not None else ""


def _reason(supplier: str, cycle: str, known: set[tuple[str, str, str]]) -> str:
    """Why no return fits: not the supplier, or not the cycle, or not the country."""
    cycles = sorted({when for who, when, _ in known if who == supplier})
    if not cycles:
        suppliers = sorted({who for who, _, _ in known})
        return f"no return of it came back.{did_you_mean(supplier, suppliers)}"
    if cycle not in cycles:
        return f"its returns are of {listed(cycles)}."
    origins = {o for who, when, o in known if (who, when) == (supplier, cycle) and o}
    there = listed(sorted(origins)) if origins else "none"
    return f"its return names these countries of origin: {there}."
