"""Labour recruiters as rows of a table, each with its own score."""

from collections.abc import Sequence

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.reports import views
from recruitcheck.reports.parts import (
    completeness_of,
    gate_levels,
    page_name,
    total_score,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.roll_ups import roll_up


def recruiters_of(
    units: Sequence[Assessment], results: Results
) -> tuple[views.RecruiterRow, ...]:
    """The labour recruiters that this supplier names, with their own scores."""
    named: dict[str, dict[str, None]] = {}
    for one in units:
        if one.corridor is None:
            continue
        for recruiter in one.unit.own.recruiters.get(one.corridor, ()):
            named.setdefault(recruiter, {})[corridor_name(one.corridor)] = None
    return tuple(
        recruiter_row(name, results, corridors=tuple(labels), folder="../recruiters/")
        for name, labels in sorted(named.items())
    )


def recruiter_row(
    recruiter: str,
    results: Results,
    *,
    folder: str,
    corridors: tuple[str, ...] = (),
    suppliers: int | None = None,
) -> views.RecruiterRow:
    """A labour recruiter as a row; without a score where it has not answered."""
    units = results.latest("recruiter").get(recruiter, ())
    if not units:
        none = views.Score(None, why_none="No return received.")
        name = next((e.name for e in results.expected if e.id == recruiter), recruiter)
        return views.RecruiterRow(recruiter, name, "", corridors, none, suppliers)
    return views.RecruiterRow(
        recruiter,
        units[0].unit.own.name or recruiter,
        f"{folder}{page_name(recruiter)}",
        corridors,
        total_score(units, results.model),
        suppliers,
        completeness_of(roll_up(units, results.model).status),
        gate_levels(units, results.model),
    )
