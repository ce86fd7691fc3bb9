"""What many pages show: scores, coverage, findings, places in returns."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Role: TypeAlias = Literal["supplier", "recruiter", "member"]
Completeness: TypeAlias = Literal["complete", "provisional", "incomplete"]
GateLevel: TypeAlias = Literal["zero_tolerance", "critical", "major", "alert"]
Severity: TypeAlias = Literal[
    "zero_tolerance", "critical", "major", "alert", "gap", "positive"
]


EvidenceLevel: TypeAlias = Literal["declared", "document", "audited", "corroborated"]


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
class Change:
    """What changed since an earlier cycle, like compared with like.

    old, new  0-100, on what counted in both cycles, so `new` may differ from the score
    parts     what each reason did, in words and points; they add up to new less old
    real      more than the judgements of the model can do
    left_out  questions that counted in one cycle only
    """

    cycle: str
    old: float
    new: float
    parts: tuple[tuple[str, float], ...]
    real: bool
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class Principle:
    """A group of questions of the model: an IRIS principle, a cost category.

    `short` is at most 22 characters, for column heads.
    """

    id: str
    title: str
    short: str


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
