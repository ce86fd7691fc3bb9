"""The index of the network."""

from dataclasses import dataclass

from recruitcheck.reports.views.corridor import Practice, SupplierRow
from recruitcheck.reports.views.follow_up import FlagCount
from recruitcheck.reports.views.words import (
    Absent,
    Band,
    CellReference,
    Completeness,
    FrameworkRow,
    GateLevel,
    Method,
    RecruiterRow,
    Score,
)


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """One corridor in the network's table. `suppliers` counts assessed ones.

    risk        inherent risk 0-100, higher is worse; None: nothing is known
    left, tier  what is left of it after what suppliers do, and its tier in words
    """

    label: str
    href: str
    practice: Practice
    suppliers: int
    absent: int
    workers: int | None
    interviews: int
    gates: tuple[GateLevel, ...] = ()
    risk: float | None = None
    left: float | None = None
    tier: str = ""
    brief_href: str = ""


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A member of the network with its own score."""

    id: str
    name: str
    href: str
    sector: str
    score: Score
    completeness: Completeness | None = None


@dataclass(frozen=True, slots=True)
class ReturnProblem:
    """A returned file that has issues.

    errors   answers, or the whole file, that cannot be used
    advisory what is used and should be looked at
    usable   False when the whole file is left out of the scores
    message  the worst issue, the first of equals
    at       where it is; None when the whole file is meant
    """

    file: str
    organisation: str
    errors: int
    advisory: int
    message: str
    code: str
    at: CellReference | None = None
    usable: bool = True


@dataclass(frozen=True, slots=True)
class NetworkView:
    """The network's page. The page sorts suppliers worst first."""

    name: str
    cycle: str
    bands: tuple[Band, ...]
    method: Method
    suppliers: tuple[SupplierRow, ...] = ()
    corridors: tuple[CorridorRow, ...] = ()
    recruiters: tuple[RecruiterRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    flags: FlagCount | None = None
    absent: tuple[Absent, ...] = ()
    problems: tuple[ReturnProblem, ...] = ()
    frameworks: tuple[FrameworkRow, ...] = ()
