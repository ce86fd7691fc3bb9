"""The page of one corridor."""

from dataclasses import dataclass

from recruitcheck.reports.views.follow_up import OwedRow
from recruitcheck.reports.views.risk import Breakdown, ForcedLabourRow, Risk
from recruitcheck.reports.views.rules import Rules
from recruitcheck.reports.views.words import (
    Absent,
    Band,
    Change,
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
from recruitcheck.reports.views.workers import (
    Costs,
    Incidence,
    MonthsOfPay,
    MonthsTable,
    Payments,
    TopicRow,
    VoiceRow,
)


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
    months      cost to workers; None: nobody was heard, or not asked
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
    months: MonthsOfPay | Withheld | None = None


@dataclass(frozen=True, slots=True)
class FlowStop:
    """Who workers passed through at one step of a flow.

    months  of an employer: median cost of its workers in months of pay; None: not
            known, or it may not be told
    """

    label: str
    workers: int
    months: float | None = None


@dataclass(frozen=True, slots=True)
class FlowWay:
    """Workers who went from stop `source` of a step to stop `target` of the next.

    Both are positions in their steps. Ways of too few workers are not there.
    """

    source: int
    target: int
    workers: int


@dataclass(frozen=True, slots=True)
class Flow:
    """How `n` interviewed workers reached their jobs, step by step.

    titles  heading of each step; `steps` and `titles` are as long
    ways    between a step and the next, so one fewer
    """

    n: int
    titles: tuple[str, ...]
    steps: tuple[tuple[FlowStop, ...], ...]
    ways: tuple[tuple[FlowWay, ...], ...]


@dataclass(frozen=True, slots=True)
class JourneyStep:
    """One payment on the way to the job, in the order in which it is due.

    place  heading: "Finding the job", "Before departure"; steps of one stand together
    mean   per interviewed worker, those who paid nothing included; None: not asked,
           or `few`
    few    too few workers paid it to show how much
    partly the least that the mean can be: sites where a few paid are left out
    """

    place: str
    label: str
    mean: float | None
    few: bool = False
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Journey:
    """Where the money of an average worker goes. One per currency.

    total    mean total as workers state it; the steps may add up to less
    cap      what law lets an agency charge, in the same currency; None: unknown
    cap_name sentence part that names the rule: "Legal maximum in Nepal, 2025"
    """

    unit: str
    n: int
    steps: tuple[JourneyStep, ...]
    total: float
    cap: float | None = None
    cap_name: str = ""


@dataclass(frozen=True, slots=True)
class CostOfCorridor:
    """Cost of recruitment in one corridor, beside others; `here` is the page's own."""

    label: str
    href: str
    months: MonthsOfPay
    here: bool = False


@dataclass(frozen=True, slots=True)
class CorridorView:
    """Page of one corridor, origin to destination (English short names).

    principles  columns of the suppliers' table
    suppliers   assessed ones; the page sorts them worst first
    absent      suppliers known in the corridor without a score
    interviews  all interviews of the corridor
    topics                 where two kinds of respondents spoke, over all suppliers
    voices ... incidences  pooled over the suppliers' interviews
    flow                   how workers reached their jobs; None below the minimum cell
    comparison             this corridor and others, the most expensive first
    owed                   to the workers of this corridor, by supplier and cohort
    months                 cost in months of pay; None where nobody named a cost
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
    topics: tuple[TopicRow, ...] = ()
    costs: tuple[Costs, ...] = ()
    payments: tuple[Payments | Withheld, ...] = ()
    incidences: tuple[Incidence, ...] = ()
    flow: Flow | None = None
    journeys: tuple[Journey, ...] = ()
    comparison: tuple[CostOfCorridor, ...] = ()
    change: Change | None = None
    risk: Risk | None = None
    rules: Rules | None = None
    forced_labour: tuple[ForcedLabourRow, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    months: MonthsTable | None = None
    owed: tuple[OwedRow, ...] = ()
    recruiters: tuple[RecruiterRow, ...] = ()
    unknowns: tuple[Unknown, ...] = ()
    index_href: str = ""
    brief_href: str = ""
