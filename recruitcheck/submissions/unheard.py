"""Interviews that no return speaks of: of a site known by them alone, or misnamed."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.organisations import Expected
from recruitcheck.submissions.answers import Unit
from recruitcheck.submissions.submission import Submission

if TYPE_CHECKING:
    import pandas as pd

_KEYS = ("file", "supplier_id", "cycle", "origin")


def units_heard_alone(
    table: "pd.DataFrame", units: Iterable[Unit], expected: Iterable[Expected]
) -> tuple[Unit, ...]:
    """A unit without answers for each site of which only workers were heard.

    Such a site is a supplier of the list of organisations that sent no return in any
    cycle. Its corridors are those of the list from which workers were interviewed, one
    for each country of origin. It has no score; its workers are heard like all others.
    """
    answered = {unit.own.organisation for unit in units}
    silent = {
        one.id: one
        for one in expected
        if one.role == "supplier" and one.id not in answered
    }
    found: dict[tuple[str, str], list[tuple[Corridor, str, str]]] = {}
    columns = (table[key].astype(str) for key in (*_KEYS, "interviewed_on"))
    for file, supplier, cycle, origin, day in set(zip(*columns, strict=True)):
        listed_ = silent[supplier].corridors if supplier in silent else ()
        corridor = next((one for one in listed_ if one.origin == origin), None)
        if corridor is not None:
            found.setdefault((supplier, cycle), []).append((corridor, day, file))
    alone: list[Unit] = []
    for (supplier, cycle), heard in sorted(found.items()):
        in_place = _in_place_of_return(silent[supplier], cycle, heard)
        alone += [Unit(corridor, (in_place,)) for corridor in in_place.corridors]
    return tuple(alone)


def _in_place_of_return(
    one: Expected, cycle: str, heard: Iterable[tuple[Corridor, str, str]]
) -> Submission:
    """A return in which nothing was asked, of the day of the last interview."""
    corridors, days, files = zip(*heard, strict=True)
    own = sorted(set(corridors))
    return Submission(
        questionnaire="",
        version="",
        questionnaire_hash="",
        respondent="worker",
        role="supplier",
        organisation=one.id,
        name=one.name,
        sector="",
        destination=own[0].destination,
        cycle=cycle,
        dated=_day(max(days)),
        currency="",
        site={},
        corridors={corridor: {} for corridor in own},
        file=min(files),
        hash="",
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


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
