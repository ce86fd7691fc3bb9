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

from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["supplier", "recruiter", "member"]
Completeness: TypeAlias = Literal["complete", "provisional", "incomplete"]
Respondent: TypeAlias = Literal["management", "recruiter", "auditor", "member"]
GateLevel: TypeAlias = Literal["zero_tolerance", "critical", "major", "alert"]
Severity: TypeAlias = Literal[
    "zero_tolerance", "critical", "major", "alert", "gap", "positive"
]
AnswerState: TypeAlias = Literal[
    "answered",
    "missing",
    "hidden",
    "na_approved",
    "na_unapproved",
    "out_of_scope",
]
EvidenceLevel: TypeAlias = Literal["declared", "document", "audited", "corroborated"]
EmployerPays: TypeAlias = Literal["yes", "some", "no", "unknown", "not_asked"]


@dataclass(frozen=True, slots=True)
class Withheld:
    """A figure that is known and not shown, so that no worker can be recognised.

    `reason` completes "Withheld: ...", for instance "7 interviews, shown from 10".
    A figure nobody has is None, not Withheld.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Band:
    """One step of the model's scale.

    `low` is the lowest score of the band; it ends where the next one begins. Bands
    stand from worst to best and the first has `low` 0.
    """

    letter: str
    word: str
    low: float


@dataclass(frozen=True, slots=True)
class Score:
    """One score with everything that limits it.

    value    what is published: min(raw, cap), one decimal; None: no score
    band     letter of a band of the page; "" when value is None
    raw      before the ceiling; None when value is None
    cap      lowest ceiling of the rules that fire, also when raw is below it;
             None when none fires
    low      every missing answer at its worst (the headline value is this one)
    high     every missing answer at its best; low and high are under the ceiling
    why_none sentence that says why there is no score; "" when there is one
    """

    value: float | None
    band: str = ""
    raw: float | None = None
    cap: float | None = None
    low: float | None = None
    high: float | None = None
    why_none: str = ""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what applies was answered.

    answered_weight  share of the applicable weight that counts as answered
    completeness     by the model's limits (95 % and 80 %)
    answered ... out_of_scope  numbers of questions by their state; they add up
                     to all scored questions of the questionnaire
    na_exposure      points the score would lose if no approved "not applicable"
                     counted; 0-100, None when unknown
    """

    answered_weight: float
    completeness: Completeness
    answered: int = 0
    missing: int = 0
    hidden: int = 0
    na_approved: int = 0
    na_unapproved: int = 0
    out_of_scope: int = 0
    na_exposure: float | None = None


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
class Interviews:
    """How many workers were heard. Always shown, also below the minimum cell.

    n            completed interviews
    workers      migrant workers they speak for; None when not stated
    first, last  dates of the first and last interview
    """

    n: int
    workers: int | None = None
    first: str = ""
    last: str = ""


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
class Gate:
    """A rule that fired.

    level     its severity in the model; an alert has no cap
    cap       ceiling it puts on the score; None for an alert
    binding   True when the published score is held down by this rule
    title     a few words: "Recovery of recruitment costs"
    statement sentence without full stop that says what was found, up to 110
              characters, fit for a headline: "9 of 24 interviewed workers report
              paying for their job". "" lets the page quote question and answer.
    because   answer: the answer fires it; missing: it was left blank;
              workers: interviews fire it; audit: the auditor's answer fires it
    answer    the answer as shown on the form; "" when because is missing or workers
    scope     corridor it fired in ("Nepal to Malaysia"); "" for the whole site
    """

    level: GateLevel
    cap: float | None
    binding: bool
    title: str
    question_id: str
    question: str
    because: Literal["answer", "missing", "workers", "audit"]
    answer: str = ""
    statement: str = ""
    scope: str = ""


@dataclass(frozen=True, slots=True)
class CellReference:
    """Where in a return something stands, for instance B7 of sheet 'Answers'."""

    file: str
    sheet: str
    cell: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing we found, worst first. Three to eight are a readable page.

    title      what is wrong (or good), as a sentence without full stop
    text       one or two sentences with the numbers; may be ""
    evidence   what it rests on: "24 interviews, 9 receipts"; may be ""
    questions  ids of the questions
    cells      where the answers stand
    """

    severity: Severity
    title: str
    text: str = ""
    evidence: str = ""
    questions: tuple[str, ...] = ()
    cells: tuple[CellReference, ...] = ()


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
class Principle:
    """A group of questions of the model: an IRIS principle, a cost category.

    `short` is at most 22 characters, for column heads.
    """

    id: str
    title: str
    short: str


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
class VoiceRow:
    """What workers and management say about one principle. The page sorts by gap.

    management  mean points of management's answers, times 100; None: not asked
    workers     mean points of the workers' answers, times 100; Withheld below the
                minimum cell; None: workers were not asked about it
    low, high   95 % interval of `workers`; None when that is not a number
    n           interviews that answered; 0 when none
    """

    principle: Principle
    management: float | None
    workers: float | Withheld | None
    low: float | None = None
    high: float | None = None
    n: int = 0


@dataclass(frozen=True, slots=True)
class TopicRow:
    """What each kind of respondent says about one topic, 0-100 as in VoiceRow.

    discrepancy  max(0, management - upper bound of workers), 0-100; None without
                 worker data
    scope        corridor; "" for the whole site
    """

    topic: str
    management: float | None
    recruiter: float | None
    auditor: float | None
    workers: float | Withheld | None
    n: int
    discrepancy: float | None
    scope: str = ""


@dataclass(frozen=True, slots=True)
class CostRow:
    """One ILO cost category.

    group          heading on the page: "Recruitment fees", "Related costs", ...;
                   rows of one group stand together
    worker_mean    mean per interviewed worker, those who paid nothing included;
                   None: not asked, or `few`
    few            too few workers paid it to show how much
    employer_pays  what management says it pays in full: in all corridors, in some,
                   in none, did not answer, was not asked about this category
    """

    group: str
    label: str
    worker_mean: float | None
    employer_pays: EmployerPays = "not_asked"
    few: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """Who paid for recruitment, in one unit. One Costs per currency.

    unit            "USD", "NPR" or "months of pay"
    n               interviews with amounts in this unit
    rows            by category; Withheld below the minimum cell (the employer's
                    side is then in `employer_only`)
    worker_total    mean total per interviewed worker as workers state it (may differ
                    from the sum of the rows); None when withheld or not asked
    employer_total  what management says it paid per worker; None: not stated
    employer_unit   unit of employer_total; often another currency
    employer_only   category label and what management says, in the order of the
                    questionnaire; used when rows is Withheld
    months_of_pay   mean of each worker's cost over the same worker's first full
                    month's pay (SDG 10.7.1 method); None: withheld or unknown
    label           who: "Nepal to Malaysia"; "" for everybody on the page
    """

    unit: str
    n: int
    rows: tuple[CostRow, ...] | Withheld
    worker_total: float | None = None
    employer_total: float | None = None
    employer_unit: str = ""
    employer_only: tuple[tuple[str, EmployerPays], ...] = ()
    months_of_pay: float | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class PaymentBin:
    """Number of workers who paid from `low` up to, not including, `high`.

    high None: `low` or more. low == high == 0: paid nothing.
    """

    low: float
    high: float | None
    workers: int


@dataclass(frozen=True, slots=True)
class Payments:
    """How unequal payments are, safe to publish. Build it with `bin_payments`.

    No bin holds one or two workers, the last one is open so that the highest payment
    is not shown, and quartiles are rounded to half a bin.
    paid  workers who paid something; None when the number would say that all or none
          of fewer than fifty workers did
    """

    unit: str
    n: int
    bins: tuple[PaymentBin, ...]
    median: float
    lower_quartile: float
    upper_quartile: float
    paid: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class Incidence:
    """Share of interviewed workers who report something, with its 95 % interval.

    reports  number of workers; None where it is not to be printed (one report)
    share    0-1, or Withheld below the minimum cell
    low,high 95 % interval; None when withheld
    n        interviews that answered
    kind     fee: paid anything for the job; the other three of the method; other
    """

    label: str
    n: int
    share: float | Withheld
    reports: int | None = None
    low: float | None = None
    high: float | None = None
    kind: Literal["fee", "documents", "debt", "contract", "other"] = "other"


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
class RecruiterRow:
    """A labour recruiter: of a supplier, of a corridor or of the network.

    corridors  labels; empty when the page is about one corridor
    suppliers  number of suppliers of this network that use it; None: not counted
    score      None value: has not answered
    gates      levels of the rules that fired, worst first
    """

    id: str
    name: str
    href: str
    corridors: tuple[str, ...]
    score: Score
    suppliers: int | None = None
    completeness: Completeness | None = None
    gates: tuple[GateLevel, ...] = ()


@dataclass(frozen=True, slots=True)
class FrameworkRow:
    """What the questions of this page are mapped to.

    clauses_touched  clauses with at least one question asked here
    clauses_total    clauses of the framework in the crosswalk
    questions        questions mapped to it; answered: those with an answer
    states           True for frameworks addressed to states (GCM, SDG): the page
                     then says "contributes evidence to", else "mapped to"
    """

    id: str
    title: str
    clauses_touched: int
    clauses_total: int
    questions: int
    answered: int
    states: bool = False


@dataclass(frozen=True, slots=True)
class Stamp:
    """Identity of a file that went into the page. `hash` is its sha256, in hex.

    A name without folder; version "" for files that have none.
    """

    name: str
    version: str
    hash: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the numbers came about; the foot of every page.

    model           its id as name, version and hash
    caps            ceilings of the model, worst first
    credits         share of the points an answer earns by evidence, worst first
    minimum_cell    interviews below which worker figures are withheld
    flag_gap        gap in points that is marked as a disagreement
    material_gap    gap in points that is marked as a material one
    sentences       judgements of the model worth a sentence each
    fictional       True for example data: the page carries a banner
    """

    model: Stamp
    model_title: str
    questionnaires: tuple[Stamp, ...]
    inputs: tuple[Stamp, ...]
    caps: tuple[tuple[GateLevel, float], ...]
    credits: tuple[tuple[EvidenceLevel, float], ...]
    tool: str
    minimum_cell: int = 10
    flag_gap: float = 25.0
    material_gap: float = 50.0
    sentences: tuple[str, ...] = ()
    fictional: bool = False


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
    frameworks: tuple[FrameworkRow, ...] = ()
    index_href: str = ""


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
class Absent:
    """An organisation that was expected and has no score.

    kind    supplier, recruiter or member
    reason  sentence: "No return received", "3 errors stop the return"
    workers migrant workers it is known to employ; None: unknown
    """

    id: str
    name: str
    kind: Role
    reason: str
    corridors: tuple[str, ...] = ()
    workers: int | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something the page cannot say, and what would close the gap (or "")."""

    text: str
    remedy: str = ""


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


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """One corridor in the network's table. `suppliers` counts assessed ones."""

    label: str
    href: str
    practice: Practice
    suppliers: int
    absent: int
    workers: int | None
    interviews: int
    gates: tuple[GateLevel, ...] = ()


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
    absent: tuple[Absent, ...] = ()
    problems: tuple[ReturnProblem, ...] = ()
    frameworks: tuple[FrameworkRow, ...] = ()


View: TypeAlias = SupplierView | CorridorView | NetworkView
