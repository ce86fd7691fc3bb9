"""The page of one corridor."""

from dataclasses import dataclass

from recruitcheck.reports.views.words import (
    Absent,
    Band,
    Completeness,
    Finding,
    GateLevel,
    Interviews,
    Method,
    Principle,
    RecruiterRow,
    Score,
    Unknown,
    Withheld,
)
from recruitcheck.reports.views.workers import Costs, Incidence, Payments, VoiceRow


@dataclass(frozen=True, slots=True)
class Practice:
    """How suppliers of a corridor recruit.

    value            worker-weighted mean; suppliers not assessed count 0
    assessed_only    the same over assessed suppliers
    covered_workers  share of the corridor's known workers at assessed suppliers
    lowest, median, highest  over assessed suppliers, unweighted
    All are None when no supplier has a score. `band` is "" then.
    """

    value: float | None
    band: str
    assessed_only: float | None
    covered_workers: float | None
    lowest: float | None
    median: float | None
    highest: float | None


@dataclass(frozen=True, slots=True)
class SupplierRow:
    """One supplier in a corridor's or the network's table.

    corridors   labels; empty on a corridor page
    workers     migrant workers (in the corridor, on a corridor page)
    principles  scores in the order of the page's principles; None: not in scope;
                empty on the network page
    """

    id: str
    name: str
    href: str
    sector: str
    corridors: tuple[str, ...]
    workers: int | None
    interviews: int
    score: Score
    completeness: Completeness
    gates: tuple[GateLevel, ...] = ()
    principles: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class CorridorView:
    """Page of one corridor, origin to destination (English short names).

    principles  columns of the suppliers' table
    suppliers   assessed ones; the page sorts them worst first
    absent      suppliers known in the corridor without a score
    interviews  all interviews of the corridor
    voices ... incidences  pooled over the suppliers' interviews
    """

    origin: str
    origin_code: str
    destination: str
    destination_code: str
    cycle: str
    bands: tuple[Band, ...]
    practice: Practice
    method: Method
    interviews: Interviews
    workers: int | None = None
    principles: tuple[Principle, ...] = ()
    suppliers: tuple[SupplierRow, ...] = ()
    absent: tuple[Absent, ...] = ()
    findings: tuple[Finding, ...] = ()
    voices: tuple[VoiceRow, ...] = ()
    costs: tuple[Costs, ...] = ()
    payments: tuple[Payments | Withheld, ...] = ()
    incidences: tuple[Incidence, ...] = ()
    recruiters: tuple[RecruiterRow, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    index_href: str = ""
