"""Cohorts: corridor x recruiter x intake year, taken together where few were heard.

Workers who came the same way in the same year paid alike, so those heard speak for the
others. Where fewer than the minimum cell were heard, nothing may be shown of them, also
not by subtraction from a larger figure: they join others of the same recruiter, then
of the same corridor, until the whole is large enough, and no worker stands in two.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount
from recruitcheck.corridors.privacy import FEW, FEWEST_PAYERS
from recruitcheck.remediation.claims import MONTHS_A_YEAR
from recruitcheck.remediation.heard import Heard


@dataclass(frozen=True, slots=True)
class Cohort:
    """Workers of these corridors, recruiters and intake years of one supplier.

    `years` empty: all years; `recruiters` empty: all recruiters; '' is the recruiter of
    workers who named none, None the year of those who did not say it. `current` and
    `former` workers, None where not known; `former_complete` is False where `former`
    misses some rows. `currency` is that of repayment; `unrated` says that amounts of some
    workers could not be converted to it, and are not in `heard`.
    """

    corridors: tuple[Corridor, ...]
    recruiters: tuple[str, ...]
    years: tuple[int | None, ...]
    heard: tuple[Heard, ...]
    current: int | None
    former: int | None = None
    former_complete: bool = True
    currency: str = ""
    unrated: bool = False

    @property
    def n(self) -> int:
        return len(self.heard)

    @property
    def workers(self) -> int | None:
        """Current and former workers; None where nobody knows how many work here."""
        return None if self.current is None else self.current + (self.former or 0)

    @property
    def key(self) -> str:
        """What the cohort is called in every file: 'NPL-MYS, REC-01, 2023-2025'."""
        corridors = " + ".join(map(str, self.corridors))
        named = " + ".join(name or "no recruiter named" for name in self.recruiters)
        return ", ".join(
            (corridors, named or "all recruiters", _span(self.years) or "all years")
        )

    def stands(self, minimum: int) -> bool:
        """Whether amounts may be shown, and of how many workers they are is known."""
        known = self.workers is not None and self.workers >= self.n
        return self.n >= minimum and known and self.tellable

    @property
    def tellable(self) -> bool:
        """Whether what they are owed tells nothing of one or two of them.

        Among fewer than fifty, nobody and one must look the same.
        """
        owing = sum(one.owing for one in self.heard)
        return owing >= FEWEST_PAYERS or (not owing and self.n >= FEW)


def _span(years: Sequence[int | None]) -> str:
    known = sorted(year for year in years if year is not None)
    parts = []
    if known:
        first, last = known[0], known[-1]
        parts.append(str(first) if first == last else f"{first}-{last}")
    if None in years:
        parts.append("year not known")
    return " + ".join(parts)


def joined(cohorts: Iterable[Cohort]) -> Cohort:
    """All of them as one cohort; a number that one does not know, nobody knows."""
    parts = tuple(cohorts)
    counts = [one.current for one in parts]
    former = [one.former for one in parts if one.former is not None]
    return Cohort(
        corridors=tuple(sorted({c for one in parts for c in one.corridors})),
        recruiters=tuple(sorted({r for one in parts for r in one.recruiters})),
        years=tuple(
            sorted(
                {y for one in parts for y in one.years}, key=lambda y: (y is None, y)
            )
        ),
        heard=tuple(h for one in parts for h in one.heard),
        current=None if None in counts else sum(filter(None, counts)),
        former=sum(former) if former else None,
        former_complete=all(one.former_complete for one in parts),
        currency=parts[0].currency,
        unrated=any(one.unrated for one in parts),
    )


def counted(row: Headcount, *, on: date, look_back: int) -> Headcount:
    """The row without former workers who left before the look-back period (months).

    A year counts while its last day lies in the period.
    """
    if row.left_year is None or row.former is None:
        return row
    months = (on.year - row.left_year) * MONTHS_A_YEAR + on.month - MONTHS_A_YEAR
    return row if months <= look_back else replace(row, former=0)


def cohorts_of(
    corridor: Corridor,
    heard: Sequence[Heard],
    headcounts: Sequence[Headcount],
    workers: int | None,
    *,
    minimum: int,
) -> tuple[Cohort, ...]:
    """The cohorts of one supplier in one corridor, each large enough or said apart.

    `headcounts` split them; without any there is one cohort of `workers`, current
    workers as the supplier counts them. Where the result has one cohort that does not
    stand, it is the whole corridor (of those recruiters whose workers were heard):
    nothing may be shown of it. Recruiters of whose workers nobody was heard stand
    apart: nobody knows what they paid.
    """
    if not headcounts:
        whole = Cohort(
            (corridor,), (), (), tuple(heard), workers, former_complete=False
        )
        return (whole,)
    cells = _cells(corridor, heard, headcounts)
    kept: list[Cohort] = []
    small: list[Cohort] = []
    silent: list[Cohort] = []
    for recruiter in sorted({cell.recruiters for cell in cells}):
        own = [cell for cell in cells if cell.recruiters == recruiter]
        if not any(cell.n for cell in own):
            silent.append(joined(own))
            continue
        standing, rest = pooled(own, minimum)
        kept += standing
        small += rest
    standing, rest = pooled([*kept, *small], minimum)
    found = (*sorted(standing, key=lambda one: one.key), *rest, *silent)
    if len(found) == 1 and len(found[0].recruiters) > 1:
        return (replace(found[0], recruiters=()),)
    return found


def pooled(
    cohorts: Sequence[Cohort], minimum: int
) -> tuple[list[Cohort], list[Cohort]]:
    """Those that stand, and the one that does not; those too small taken together.

    If they are too small together they join the smallest that stands: what is left
    over can then never be found by subtraction.
    """
    kept = [one for one in cohorts if one.stands(minimum)]
    small = [one for one in cohorts if not one.stands(minimum)]
    if not small:
        return kept, []
    rest = joined(small)
    if rest.stands(minimum):
        return [*kept, rest], []
    if not kept:
        return [], [rest]
    smallest = min(kept, key=lambda one: (one.n, one.key))
    whole = joined([smallest, rest])
    others = [one for one in kept if one is not smallest]
    return (
        ([*others, whole], [])
        if whole.stands(minimum)
        else pooled([*others, whole], minimum)
    )


def _cells(
    corridor: Corridor, heard: Sequence[Heard], headcounts: Sequence[Headcount]
) -> list[Cohort]:
    """One cohort for each recruiter and year that is counted or was heard.

    Years only where every row of the corridor says its year, recruiters only where one
    row names one.
    """
    by_year = all(row.year is not None for row in headcounts)
    by_recruiter = any(row.recruiter for row in headcounts)
    places: dict[tuple[str, int | None], list[Heard]] = {}
    counts: dict[tuple[str, int | None], list[Headcount]] = {}
    for one in heard:
        place = one.recruiter if by_recruiter else "", one.year if by_year else None
        places.setdefault(place, []).append(one)
    for row in headcounts:
        place = row.recruiter if by_recruiter else "", row.year if by_year else None
        counts.setdefault(place, []).append(row)
    found = []
    for recruiter, year in sorted(
        places.keys() | counts.keys(), key=lambda p: (p[0], p[1] is None, p[1] or 0)
    ):
        rows = counts.get((recruiter, year), [])
        former = [row.former for row in rows if row.former is not None]
        found.append(
            Cohort(
                corridors=(corridor,),
                recruiters=(recruiter,) if by_recruiter else (),
                years=(year,) if by_year else (),
                heard=tuple(places.get((recruiter, year), [])),
                current=sum(row.current for row in rows),
                former=sum(former) if former else None,
                former_complete=len(former) == len(rows),
            )
        )
    return found
