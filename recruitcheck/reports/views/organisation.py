"""The page of one organisation."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from recruitcheck.reports.views.follow_up import (
    Actions,
    Flags,
    Owed,
    RecruiterProblem,
    Serving,
)
from recruitcheck.reports.views.words import (
    Band,
    CellReference,
    Change,
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
    Withheld,
)
from recruitcheck.reports.views.workers import (
    Costs,
    Incidence,
    Payments,
    TopicRow,
    VoiceRow,
)

Respondent: TypeAlias = Literal["management", "recruiter", "auditor", "member"]
AnswerState: TypeAlias = Literal[
    "answered",
    "missing",
    "hidden",
    "na_approved",
    "na_unapproved",
    "out_of_scope",
]


@dataclass(frozen=True, slots=True)
class EvidenceMix:
    """Shares of the answered weight by best evidence; they add up to 1.

    declared: only said. document: a document was seen. audited: seen on site by a
    third party. corroborated: confirmed by workers. All 0 when nothing is answered.
    """

    declared: float
    document: float
    audited: float
    corroborated: float


@dataclass(frozen=True, slots=True)
class Peers:
    """Median score of comparable organisations; build none below five peers.

    `label` names them: "electronics suppliers in Nepal to Malaysia".
    """

    median: float
    n: int
    label: str


@dataclass(frozen=True, slots=True)
class LastCycle:
    """The same organisation in an earlier cycle, re-scored with this model.

    `comparable` is False when that could not be done; the page then says so.
    """

    cycle: str
    score: float
    band: str
    comparable: bool = True


@dataclass(frozen=True, slots=True)
class Ranges:
    """How far score, rank and band move if the judgements of the model are others.

    low, high              5 % of `draws` lie below, 5 % above
    best_rank, worst_rank  the same for the rank among `of`, 1 the best
    bands                  letter and share of draws, 0-1, the most likely first
    """

    draws: int
    low: float
    high: float
    best_rank: int
    worst_rank: int
    of: int
    bands: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Fix:
    """One thing to do first, in the order of what it gains.

    action     what to do, one or two sentences
    why        what is wrong, without full stop
    owner      who must act first, in words: "employer"
    gain       points that the score rises by, after the fixes above it, before rounding
    score      score after it
    questions  ids of the questions or worker-outcome rules
    scope      corridor; "" for the whole site
    """

    action: str
    why: str
    owner: str
    gain: float
    score: float
    questions: tuple[str, ...] = ()
    scope: str = ""


@dataclass(frozen=True, slots=True)
class PrincipleScore:
    """Score of one principle.

    weight           share of the overall score
    score, low, high as in Score, before any ceiling; None: nothing in scope
    answered_weight  share of this principle's weight that is answered; None then too
    """

    principle: Principle
    weight: float
    score: float | None
    low: float | None = None
    high: float | None = None
    answered_weight: float | None = None


@dataclass(frozen=True, slots=True)
class CorridorOfSupplier:
    """One corridor of this organisation.

    workers  migrant workers of this origin, its weight in the organisation's score
    gates    levels of the rules that fired, worst first
    """

    label: str
    href: str
    workers: int | None
    interviews: int
    score: Score
    coverage: Coverage
    gates: tuple[GateLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceGap:
    """A document to ask for. The page shows them as given: heaviest first.

    weight  share of the applicable weight that rests on a mere declaration here
    """

    question_id: str
    question: str
    wanted: str
    weight: float
    principle: str
    at: CellReference | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One answer of an organisation. Never a worker's answer.

    answer    as shown on the form; "" when there is none
    points    0-1; None when the answer is not in the denominator or not scored
    evidence  None when there is no answer
    note      anything the reader must know: "limited by the auditor's answer"
    scope     corridor; "" for the whole site
    """

    question_id: str
    question: str
    section: str
    principle: str
    respondent: Respondent
    answer: str
    state: AnswerState
    points: float | None = None
    weight: float = 0.0
    evidence: EvidenceLevel | None = None
    at: CellReference | None = None
    scope: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SupplierView:
    """Page of one organisation: a supplier, a labour recruiter or a member.

    For a recruiter or member leave empty what does not apply (interviews None, no
    costs, no recruiters): the page leaves the block out.

    place        where it works: "Penang, Malaysia" or the destination's name
    workers      people at the site; migrants: of them migrant workers
    score        worker-weighted mean of its corridors
    gates        all that fired, worst first, alerts last
    interviews   None when workers are not part of this page; n = 0: none were held
    costs        one per currency, largest n first; () when nobody was asked
    payments     one per currency, Withheld below the minimum cell
    incidences   fees, documents held, debt, contract substitution ...
    actions      None: no finding
    flags        None: not asked about this kind of organisation
    owed         None: not a supplier, or no worker is known
    serving      of a labour recruiter; None for others
    recruiter_problems  hardest first, of the recruiters that it uses
    index_href   the network's page
    """

    id: str
    name: str
    role: Role
    sector: str
    place: str
    cycle: str
    assessed_on: str
    bands: tuple[Band, ...]
    score: Score
    coverage: Coverage
    evidence: EvidenceMix
    method: Method
    workers: int | None = None
    migrants: int | None = None
    peers: Peers | None = None
    last_cycle: LastCycle | None = None
    ranges: Ranges | None = None
    change: Change | None = None
    gates: tuple[Gate, ...] = ()
    findings: tuple[Finding, ...] = ()
    fixes: tuple[Fix, ...] = ()
    principles: tuple[PrincipleScore, ...] = ()
    corridors: tuple[CorridorOfSupplier, ...] = ()
    interviews: Interviews | None = None
    voices: tuple[VoiceRow, ...] = ()
    topics: tuple[TopicRow, ...] = ()
    costs: tuple[Costs, ...] = ()
    payments: tuple[Payments | Withheld, ...] = ()
    incidences: tuple[Incidence, ...] = ()
    evidence_gaps: tuple[EvidenceGap, ...] = ()
    answers: tuple[AnswerRow, ...] = ()
    recruiters: tuple[RecruiterRow, ...] = ()
    recruiter_problems: tuple[RecruiterProblem, ...] = ()
    actions: Actions | None = None
    flags: Flags | None = None
    owed: Owed | None = None
    serving: Serving | None = None
    frameworks: tuple[FrameworkRow, ...] = ()
    index_href: str = ""
