"""The sampling plan of a network, and after fieldwork what of it was done.

Workers are counted by `headcounts.csv`, by corridor only by the return. How many of a
stratum were interviewed is never said: in a small one that would name who spoke. Of
strata as large as the minimum cell it is said whether the plan was reached.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import starmap
from typing import TYPE_CHECKING, Literal

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount, count_differs
from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, did_you_mean, listed
from recruitcheck.organisations import Expected
from recruitcheck.results import Results
from recruitcheck.sampling.reach import Reach, reach
from recruitcheck.sampling.sizes import (
    EACH_CORRIDOR,
    over_strata,
    recent,
    shared_out,
    site_sample,
)
from recruitcheck.scoring.assessment import Assessment

if TYPE_CHECKING:
    import pandas as pd

WORKERS_NOW, RECRUITED, STARTED = "M-PRO-03", "M-PRO-04", "W-PRO-03"
DAYS_A_YEAR = 365
State = Literal["reached", "not yet"]
ANY = ""
"""The recruiter or sex of a stratum that is not split by it."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """Workers of one recruiter and sex, and how many of them to interview.

    `recruiter` and `sex` None where headcounts do not split them; recruiter '' for
    workers who came without one. `state` None before fieldwork, and where the
    stratum or the interviews of its corridor are fewer than the minimum cell.
    """

    recruiter: str | None
    sex: str | None
    workers: int
    interviews: int
    state: State | None = None


@dataclass(frozen=True, slots=True)
class CorridorPlan:
    """Interviews of one corridor of a site.

    `recent`: so many of them with workers who arrived within 12 months; `recent_known`
    is False where nobody says how many there are. `uncounted`: recruiters that the
    return names and headcounts do not. `shown`: whether figures of this corridor alone
    can be shown with so many. `done`: interviews held, None before fieldwork; `held` what
    they can say, None where that is not known.
    """

    corridor: Corridor
    workers: int
    interviews: int
    recent: int
    recent_known: bool
    strata: tuple[Stratum, ...]
    uncounted: tuple[str, ...]
    shown: bool
    reach: Reach | None
    done: int | None = None
    held: Reach | None = None
    recent_state: State | None = None


@dataclass(frozen=True, slots=True)
class SitePlan:
    """Interviews of one site. `uncounted`: corridors of which nobody counts workers."""

    supplier: str
    name: str
    workers: int
    interviews: int
    corridors: tuple[CorridorPlan, ...]
    uncounted: tuple[Corridor, ...]
    reach: Reach | None
    done: int | None = None
    held: Reach | None = None


@dataclass(frozen=True, slots=True)
class SamplingPlan:
    """Whom to interview. `refused`: workers who did not agree, None before fieldwork."""

    sites: tuple[SitePlan, ...]
    minimum: int
    each: int
    refused: int | None
    issues: tuple[Issue, ...]
    fictional: bool


def plan_sample(
    results: Results,
    *,
    each: int = EACH_CORRIDOR,
    refused: int | None = None,
    supplier: str | None = None,
) -> SamplingPlan:
    """The plan of every site that was asked for a return or sent one.

    `each`: the least in every corridor, where there are so many workers. `refused`: how
    many interviews were refused. UsageError where the supplier is not known.
    """
    units = results.latest("supplier")
    silent = {
        one.id: one
        for one in results.expected
        if one.role == "supplier" and one.id not in units
    }
    known = sorted([*units, *silent])
    if supplier is not None and supplier not in known:
        hint = did_you_mean(supplier, known)
        message = f"There is no supplier '{supplier}': {listed(known)}.{hint}"
        raise UsageError(message)
    issues: list[Issue] = []
    sites = []
    for name in known if supplier is None else [supplier]:
        counts = (
            _counts(units[name], results, issues)
            if name in units
            else _expected_counts(silent[name], results)
        )
        shown_as = units[name][0].unit.own.name if name in units else silent[name].name
        site = _site(name, shown_as, counts, each, results.model.minimum_cell)
        done = _done(units.get(name, ()), results)
        sites.append(_compared(site, done, results.model.minimum_cell))
    return SamplingPlan(
        tuple(sites),
        results.model.minimum_cell,
        each,
        refused if results.interviews is not None else None,
        tuple(issues),
        results.fictional,
    )


@dataclass(frozen=True, slots=True)
class _Counts:
    """What is known of the workers of one corridor."""

    corridor: Corridor
    workers: int | None
    rows: tuple[Headcount, ...]
    recruited: int | None
    recruiters: tuple[str, ...]


def _counts(
    units: Sequence[Assessment], results: Results, issues: list[Issue]
) -> list[_Counts]:
    found = []
    for one in units:
        if one.corridor is None:
            continue
        rows = results.headcounts.of(one.organisation, one.corridor)
        workers = one.unit.number(WORKERS_NOW)
        differs = count_differs(rows, workers)
        if differs is not None:
            issues.append(differs)
        if rows:
            workers = sum(row.current for row in rows)
        recruiters = one.unit.own.recruiters.get(one.corridor, ())
        recruited = one.unit.number(RECRUITED)
        found.append(_Counts(one.corridor, workers, rows, recruited, recruiters))
    return found


def _expected_counts(one: Expected, results: Results) -> list[_Counts]:
    found = []
    for corridor in one.corridors:
        rows = results.headcounts.of(one.id, corridor)
        workers = sum(row.current for row in rows) if rows else None
        found.append(_Counts(corridor, workers, rows, None, ()))
    return found


def _site(
    supplier: str, name: str, counts: Sequence[_Counts], each: int, minimum: int
) -> SitePlan:
    workers = {
        str(one.corridor): one.workers for one in counts if one.workers is not None
    }
    everybody = sum(workers.values())
    shares = shared_out(site_sample(everybody), workers, least=each)
    corridors = tuple(
        _corridor(one, one.workers, shares[str(one.corridor)], minimum)
        for one in counts
        if one.workers is not None
    )
    interviews = sum(one.interviews for one in corridors)
    return SitePlan(
        supplier=supplier,
        name=name,
        workers=everybody,
        interviews=interviews,
        corridors=corridors,
        uncounted=tuple(one.corridor for one in counts if one.workers is None),
        reach=reach(interviews, everybody),
    )


def _corridor(
    one: _Counts, workers: int, interviews: int, minimum: int
) -> CorridorPlan:
    strata = _strata(one.rows, workers, interviews)
    total = sum(stratum.interviews for stratum in strata)
    newcomers = recent(total)
    if one.recruited is not None:
        newcomers = min(newcomers, one.recruited)
    named = {row.recruiter for row in one.rows}
    return CorridorPlan(
        corridor=one.corridor,
        workers=workers,
        interviews=total,
        recent=newcomers,
        recent_known=one.recruited is not None,
        strata=strata,
        uncounted=tuple(r for r in one.recruiters if r not in named),
        shown=total >= minimum,
        reach=reach(total, workers),
    )


def _strata(
    rows: Sequence[Headcount], workers: int, interviews: int
) -> tuple[Stratum, ...]:
    """By recruiter where one is named, by sex where every row says it."""
    by_recruiter = any(row.recruiter for row in rows)
    by_sex = bool(rows) and all(row.sex for row in rows)
    sizes: dict[tuple[str, str], int] = {}
    for row in rows:
        key = (
            row.recruiter if by_recruiter else ANY,
            row.sex or ANY if by_sex else ANY,
        )
        sizes[key] = sizes.get(key, 0) + row.current
    sizes = sizes or {(ANY, ANY): workers}
    found = over_strata(interviews, sizes)
    return tuple(
        Stratum(
            recruiter if by_recruiter else None,
            sex if by_sex else None,
            sizes[recruiter, sex],
            found[recruiter, sex],
        )
        for recruiter, sex in sorted(sizes)
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """Interviews of one corridor, by recruiter and sex, and of new arrivals."""

    by_stratum: "Counter[tuple[str, str]]"
    arrived: int

    @property
    def n(self) -> int:
        return self.by_stratum.total()


_NONE_HELD = _Held(Counter(), 0)


def _done(
    units: Sequence[Assessment], results: Results
) -> Mapping[Corridor, _Held] | None:
    """Interviews held by corridor; None before any came back."""
    if results.interviews is None:
        return None
    found = {}
    for one in units:
        table = results.table([one])
        if one.corridor is not None and table is not None:
            keys = _texts(table, "recruiter_id"), _texts(table, "worker_sex")
            days = _texts(table, STARTED), _texts(table, "interviewed_on")
            found[one.corridor] = _Held(
                Counter(zip(*keys, strict=True)),
                sum(starmap(_lately, zip(*days, strict=True))),
            )
    return found


def _texts(table: "pd.DataFrame", column: str) -> list[str]:
    if column not in table:
        return [ANY] * len(table)
    values = table[column].astype(object)
    return [value if isinstance(value, str) else ANY for value in values]


def _lately(started: str, interviewed: str) -> bool:
    """Whether the job began within 12 months of the interview."""
    if not started or not interviewed:
        return False
    first, last = date.fromisoformat(started), date.fromisoformat(interviewed)
    return (last - first).days <= DAYS_A_YEAR


def _compared(
    site: SitePlan, done: Mapping[Corridor, _Held] | None, minimum: int
) -> SitePlan:
    """The plan with what was done; unchanged before fieldwork."""
    if done is None:
        return site
    corridors = []
    for one in site.corridors:
        held = done.get(one.corridor, _NONE_HELD)
        strata = [_reached(stratum, held, minimum) for stratum in one.strata]
        newcomers = _state(held.arrived, one.recent)
        corridors.append(
            replace(
                one,
                strata=tuple(strata),
                done=held.n,
                held=_reach_of(held.n, one.workers),
                recent_state=newcomers if held.n >= minimum else None,
            )
        )
    n = sum(held.n for held in done.values())
    return replace(
        site, corridors=tuple(corridors), done=n, held=_reach_of(n, site.workers)
    )


def _reach_of(n: int, workers: int) -> Reach | None:
    return reach(n, workers) if n <= workers else None


def _state(n: int, planned: int) -> State:
    return "reached" if n >= planned else "not yet"


def _reached(stratum: Stratum, held: _Held, minimum: int) -> Stratum:
    if stratum.workers < minimum or held.n < minimum:
        return stratum
    n = sum(
        count
        for (recruiter, sex), count in held.by_stratum.items()
        if stratum.recruiter in {None, recruiter} and stratum.sex in {None, sex}
    )
    return replace(stratum, state=_state(n, stratum.interviews))
