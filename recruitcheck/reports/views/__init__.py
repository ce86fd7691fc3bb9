"""What a page shows, as plain data: the contract between scores and looks.

Whoever builds a view decides what is shown and what is withheld; a template only
prints. A view never holds a worker's name, id or single answer: figures about
workers are counts, means and shares over at least `Method.minimum_cell` interviews,
or a `Withheld` that says why not.

Units, the same everywhere:
    score       0-100, higher is better, already rounded as it is to be judged
                (one decimal, half up); None is "nobody could compute it", never 0
    share       0-1
    points      0-1, what one answer earned
    money       float in the unit printed beside it; never two currencies in one sum
    date        ISO 8601 text, `2026-03-31`; `""` is unknown
    href        path relative to the page (`suppliers/HIMAL-01.html`); `""` is no link
    text        as written by people: templates escape it, so never escape it here
Order of a tuple is the order on the page, unless a field says the page sorts it.
"""

from typing import TypeAlias

from recruitcheck.reports.views.brief import ActorSteps, BriefFigure, BriefView
from recruitcheck.reports.views.corridor import (
    CorridorView,
    CostOfCorridor,
    Flow,
    FlowStop,
    FlowWay,
    Journey,
    JourneyStep,
    Practice,
    SupplierRow,
)
from recruitcheck.reports.views.follow_up import (
    ActionRow,
    Actions,
    ActionSeverity,
    FlagCount,
    FlagRow,
    Flags,
    FlagUnknown,
    Owed,
    OwedRow,
    RecruiterProblem,
    Served,
    Serving,
)
from recruitcheck.reports.views.network import (
    CorridorRow,
    MemberRow,
    NetworkView,
    ReturnProblem,
)
from recruitcheck.reports.views.organisation import (
    AnswerRow,
    AnswerState,
    CorridorOfSupplier,
    EvidenceGap,
    EvidenceMix,
    Fix,
    LastCycle,
    Peers,
    PrincipleScore,
    Ranges,
    Respondent,
    SupplierView,
)
from recruitcheck.reports.views.risk import (
    Breakdown,
    FactRow,
    ForcedLabourRow,
    PartOfWorkers,
    Residual,
    Risk,
    RiskIndicator,
    RiskPart,
)
from recruitcheck.reports.views.rules import RuleGap, RuleRow, Rules
from recruitcheck.reports.views.words import (
    Absent,
    Band,
    CellReference,
    Change,
    Completeness,
    Coverage,
    EvidenceLevel,
    Finding,
    FrameworkRow,
    Gate,
    GateLevel,
    Interviews,
    Method,
    Principle,
    RecruiterRow,
    Role,
    Score,
    Severity,
    Stamp,
    Unknown,
    Withheld,
)
from recruitcheck.reports.views.workers import (
    CostRow,
    Costs,
    EmployerPays,
    Incidence,
    MonthsOfPay,
    MonthsTable,
    PaymentBin,
    Payments,
    TopicRow,
    VoiceRow,
)

__all__ = [
    "Absent",
    "ActionRow",
    "ActionSeverity",
    "Actions",
    "ActorSteps",
    "AnswerRow",
    "AnswerState",
    "Band",
    "Breakdown",
    "BriefFigure",
    "BriefView",
    "CellReference",
    "Change",
    "Completeness",
    "CorridorOfSupplier",
    "CorridorRow",
    "CorridorView",
    "CostOfCorridor",
    "CostRow",
    "Costs",
    "Coverage",
    "EmployerPays",
    "EvidenceGap",
    "EvidenceLevel",
    "EvidenceMix",
    "FactRow",
    "Finding",
    "Fix",
    "FlagCount",
    "FlagRow",
    "FlagUnknown",
    "Flags",
    "Flow",
    "FlowStop",
    "FlowWay",
    "ForcedLabourRow",
    "FrameworkRow",
    "Gate",
    "GateLevel",
    "Incidence",
    "Interviews",
    "Journey",
    "JourneyStep",
    "LastCycle",
    "MemberRow",
    "Method",
    "MonthsOfPay",
    "MonthsTable",
    "NetworkView",
    "Owed",
    "OwedRow",
    "PartOfWorkers",
    "PaymentBin",
    "Payments",
    "Peers",
    "Practice",
    "Principle",
    "PrincipleScore",
    "Ranges",
    "RecruiterProblem",
    "RecruiterRow",
    "Residual",
    "Respondent",
    "ReturnProblem",
    "Risk",
    "RiskIndicator",
    "RiskPart",
    "Role",
    "RuleGap",
    "RuleRow",
    "Rules",
    "Score",
    "Served",
    "Serving",
    "Severity",
    "Stamp",
    "SupplierRow",
    "SupplierView",
    "TopicRow",
    "Unknown",
    "View",
    "VoiceRow",
    "Withheld",
]

View: TypeAlias = SupplierView | CorridorView | BriefView | NetworkView
