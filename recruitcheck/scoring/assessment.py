"""Assessments: the kernel's numbers of every unit, with what stands behind them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue
from recruitcheck.questionnaires.questionnaire import Role
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.workers import Incidence, TopicHeard, Voice
from recruitcheck.submissions.answers import Unit

ROLES: tuple[Role, ...] = ("supplier", "recruiter", "member")


@dataclass(frozen=True, slots=True)
class WorkersHeard:
    """What the `n` interviews of one unit say.

    They may be below the minimum cell: whoever shows a figure withholds it then.
    """

    n: int
    voices: Mapping[str, Voice]
    outcomes: Mapping[str, Incidence]
    topics: Mapping[str, TopicHeard]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation in one corridor in one cycle under one model.

    Scores 0-100 (None: nobody could compute one, `why_none` says why), shares 0-1.
    `raw` is before the cap, `score` is capped and rounded, [`low`, `high`] is every
    missing answer at its worst and best; `capped` is the score before rounding.
    `gates` fired, `binding` hold the score down; `verified` are worker outcomes that
    answers or an audit establish. `na_share` is the share of weight that approved N/A
    takes out, `na_flagged` where it is more than the model allows unseen. `inputs` is
    the Arrow batch of one that the kernel scored.
    """

    unit: Unit
    role: Role
    workers: int | None
    score: float | None
    band: str | None
    raw: float | None
    cap: float
    capped: float | None
    low: float | None
    high: float | None
    principles: Mapping[str, float | None]
    completeness: float | None
    status: str | None
    na_exposure: float | None
    na_share: float | None
    na_flagged: bool
    gates: tuple[str, ...]
    binding: tuple[str, ...]
    alerts: tuple[str, ...]
    details: Mapping[str, Detail]
    outcome_severities: Mapping[str, str]
    verified: frozenset[str]
    heard: WorkersHeard
    inputs: Any
    why_none: str = ""

    @property
    def organisation(self) -> str:
        return self.unit.own.organisation

    @property
    def corridor(self) -> Corridor | None:
        return self.unit.corridor

    @property
    def cycle(self) -> str:
        return self.unit.own.cycle

    @property
    def weight(self) -> int:
        """Its weight beside others of its role: a supplier's migrant workers, else 1."""
        return (self.workers or 0) if self.role == "supplier" else 1


@dataclass(frozen=True, slots=True)
class Network:
    """Everything assessed with one model, all cycles together.

    In order of organisation, corridor and cycle.
    """

    model: ScoringModel
    assessments: tuple[Assessment, ...]
    rules: Mapping[Role, Rules]
    issues: tuple[Issue, ...] = field(default=())

    def of(self, role: Role, *, cycle: str | None = None) -> tuple[Assessment, ...]:
        return tuple(
            one
            for one in self.assessments
            if one.role == role and cycle in {None, one.cycle}
        )
