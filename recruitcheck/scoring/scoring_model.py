"""A scoring model: every judgement of the method, in a file and not in code.

`scoring/models/*.toml` says which questions make which principle, their weights, the
credit for evidence, the caps of gates, the bands. Reports print its id, version, hash.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationInfo,
    field_validator,
    model_validator,
)

from recruitcheck.questionnaires.expressions import (
    Call,
    Expression,
    ExpressionError,
    Operation,
    parse_expression,
)
from recruitcheck.questionnaires.questionnaire import Respondent, Role

Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
Whole = Annotated[int, Field(strict=True)]
Share = Annotated[Number, Field(ge=0, le=1)]
FourShares = Annotated[tuple[Share, ...], Field(min_length=4, max_length=4)]
Points100 = Annotated[Number, Field(ge=0, le=100)]
Weight = Annotated[Number, Field(gt=0)]
Power = Annotated[Number, Field(ge=-10, le=10)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Part(_Frozen):
    """A group of questions, or of smaller parts, that is averaged first.

    `mean` is the power of the mean of what it holds. Without `questions` and `parts` it
    holds the questions whose `rc_principle` is its id.
    """

    id: str
    title: str = ""
    weight: Weight = 1.0
    mean: Power = 1.0
    questions: tuple[str, ...] = ()
    parts: tuple["Part", ...] = ()

    @property
    def leaves(self) -> Iterator["Part"]:
        """The parts that hold questions, in order; itself where it has no parts."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves

    @property
    def nodes(self) -> Iterator["Part"]:
        """Itself and everything below it, in order."""
        yield self
        for part in self.parts:
            yield from part.nodes

    def holds(self, question: str, principle: str) -> bool:
        """Whether a leaf holds a question; `principle` is the question's own."""
        return question in self.questions if self.questions else principle == self.id


class Principle(Part):
    """A part that stands at the top: what reports show."""

    title: str
    short: Annotated[str, Field(max_length=22)]
    weight: Weight


class Band(_Frozen):
    """A band holds the rounded scores from `least` up to the next band."""

    letter: str
    name: str
    least: Points100


class Caps(_Frozen):
    """The highest score that a fired gate allows, by severity; 100 caps nothing."""

    zero_tolerance: Points100
    critical: Points100
    major: Points100


Days = Annotated[Whole, Field(ge=1, le=3650)]


class Deadlines(_Frozen):
    """Days in which a finding must be put right, by its severity."""

    zero_tolerance: Days = 14
    critical: Days = 30
    major: Days = 60
    minor: Days = 90


class Actions(_Frozen):
    """How hard a finding is that no gate ranks, and how soon it must be put right.

    `major_loss`: points of 100 lost in a corridor from which it is major, else minor.
    """

    major_loss: Points100 = 2.0
    days: Deadlines = Deadlines()


NO_CAPS = Caps(zero_tolerance=100.0, critical=100.0, major=100.0)


class Outcome(_Frozen):
    """Something that workers report: it is counted and shown with its interval.

    `reported` is true for an interview that reports it, `remedied` for one that was
    made whole since. `asked` is the question that must be answered to count at all.
    """

    id: str
    title: str
    asked: str
    reported: str
    remedied: str = ""

    @field_validator("reported", "remedied", "verified", check_fields=False)
    @classmethod
    def _readable(cls, text: str, field: ValidationInfo) -> str:
        if text or field.field_name == "reported":
            try:
                parse_expression(text)
            except ExpressionError as error:
                message = f"{error} (character {error.position + 1})"
                raise ValueError(message) from error
        return text

    @property
    def condition(self) -> Expression:
        """True for an interview that reports it and was not made whole."""
        reported = parse_expression(self.reported)
        if not self.remedied:
            return reported
        whole = Call("not", (parse_expression(self.remedied).tree,))
        text = f"({self.reported}) and not({self.remedied})"
        return Expression(text, Operation("and", reported.tree, whole))


class OutcomeGate(Outcome):
    """An outcome that no score may hide (method, section 4).

    `finding` says it of workers, to follow their number: "paid for their job";
    `action` what to do about it. `verified` is true where the organisation's own or
    its auditor's answers establish it, not made good: then no report is needed.
    """

    finding: str
    action: str = ""
    verified: str = ""

    @property
    def establishes(self) -> Expression | None:
        """What makes it verified; None where only workers can tell."""
        return parse_expression(self.verified) if self.verified else None


class Ranges(_Frozen):
    """How far the judgements of a model are varied to see what a score rests on.

    Each of `draws` varies the weights of principles by a share of up to `weights`,
    adds one of `means` to the power of the mean, and moves the credit for each evidence
    level by up to `credit`. A change between cycles below `real_change` points is none.
    """

    draws: Annotated[Whole, Field(ge=100, le=100_000)] = 2_000
    seed: Annotated[Whole, Field(ge=0)] = 20_260_101
    weights: Annotated[Number, Field(ge=0, lt=1)] = 0.25
    means: Annotated[tuple[Number, ...], Field(min_length=1)] = (0.5, 0.0, -0.5)
    credit: FourShares = (0.10, 0.10, 0.05, 0.0)
    real_change: Points100 = 5.0


class ScoringModel(_Frozen):
    """The rules of one model. Scores run 0-100, shares and points 0-1.

    `hash` is that of its file; `changes` what was changed since, each in words, so that
    no output passes for one of the model as it stands in the file.
    """

    id: str
    version: str
    title: str
    note: str = ""
    mean: Power = 0.0
    shift: Annotated[Number, Field(gt=0, le=1)] | None = 0.99
    missing: Literal["worst", "renormalise"] = "worst"
    credit: FourShares
    respondent_evidence: Mapping[Respondent, Annotated[Whole, Field(ge=0, le=3)]] = {}
    gate_threshold: Share = 0.5
    complete: Share = 0.95
    provisional: Share = 0.80
    na_exposure_flag: Share = 0.20
    minimum_cell: Annotated[Whole, Field(ge=5)] = 10
    outcome_incidence: Share = 0.05
    favourable: Share = 0.5
    worker_margin: Share = 0.10
    discrepancy_flag: Share = 0.25
    discrepancy_material: Share = 0.50
    migrant_workers: str = "M-PRO-03"
    roles: Mapping[Role, tuple[Respondent, ...]]
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
    caps: Caps = NO_CAPS
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    outcome_gates: tuple[OutcomeGate, ...] = ()
    incidences: tuple[Outcome, ...] = ()
    ranges: Ranges = Ranges()
    actions: Actions = Actions()
    hash: str = ""
    changes: tuple[str, ...] = ()

    @field_validator("shift", mode="before")
    @classmethod
    def _no_shift(cls, value: object) -> object:
        """TOML has no null: `shift = "none"`."""
        return None if value == "none" else value

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        wrong = "; ".join(_contradictions(self))
        if wrong:
            raise ValueError(wrong)
        return self

    def principle_of(self, question: str, principle: str) -> int | None:
        """Position of the principle a question counts in; None where it does not.

        `principle` is the question's own, from its questionnaire.
        """
        for position, one in enumerate(self.principles):
            if any(leaf.holds(question, principle) for leaf in one.leaves):
                return position
        return None

    @property
    def leaves(self) -> tuple[Part, ...]:
        """The parts that hold questions, of all principles in order."""
        return tuple(leaf for one in self.principles for leaf in one.leaves)

    @property
    def nodes(self) -> tuple[Part, ...]:
        """The principles and everything below them, in order."""
        return tuple(node for one in self.principles for node in one.nodes)

    def leaf_of(self, question: str, principle: str) -> int | None:
        """Position among `leaves` of the part that holds a question."""
        found = (n for n, p in enumerate(self.leaves) if p.holds(question, principle))
        return next(found, None)

    def band(self, score: float) -> Band:
        """The band of a score that is rounded to one decimal."""
        return next(band for band in self.bands if score >= band.least)

    def cap(self, severity: Literal["zero_tolerance", "critical", "major"]) -> float:
        return float(getattr(self.caps, severity))


def _contradictions(model: ScoringModel) -> Iterator[str]:
    """What single keys cannot show: how they go together."""
    least = [band.least for band in model.bands]
    if least != sorted(set(least), reverse=True) or least[-1] != 0:
        yield "bands stand from the best to the worst, which begins at 0"
    if list(model.credit) != sorted(model.credit):
        yield "credit never falls as evidence gets better"
    caps = [model.caps.zero_tolerance, model.caps.critical, model.caps.major]
    if caps != sorted(caps):
        yield "caps rise from zero_tolerance over critical to major"
    for one in model.nodes:
        if one.questions and one.parts:
            yield f"'{one.id}' holds either questions or parts"
    days = model.actions.days
    if not days.zero_tolerance <= days.critical <= days.major <= days.minor:
        yield "days rise from zero_tolerance over critical and major to minor"
    if model.provisional > model.complete:
        yield "provisional is not above complete"
    for what, names in (
        ("principle", [one.id for one in model.nodes]),
        ("band", [one.letter for one in model.bands]),
        ("outcome gate", [one.id for one in model.outcome_gates]),
        ("incidence", [one.id for one in model.incidences]),
        ("question", [name for one in model.nodes for name in one.questions]),
    ):
        for name, times in Counter(names).items():
            if times > 1:
                yield f"the {what} '{name}' stands twice"
