"""A scoring model: every judgement of the method, in a file and not in code.

`scoring/models/*.toml` says which questions make which principle, their weights, the
credit for evidence, the caps of gates, the bands. Reports print its id, version, hash.
"""

import hashlib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)

from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.questionnaires.expressions import (
    Expression,
    ExpressionError,
    parse_expression,
)
from recruitcheck.questionnaires.questionnaire import Respondent, Role

Share = Annotated[float, Field(ge=0, le=1)]
Points100 = Annotated[float, Field(ge=0, le=100)]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Principle(_Frozen):
    """A group of questions that is averaged first.

    Without `questions` it holds those whose `rc_principle` is its id.
    """

    id: str
    title: str
    short: Annotated[str, Field(max_length=22)]
    weight: Annotated[float, Field(gt=0)]
    questions: tuple[str, ...] = ()


class Band(_Frozen):
    """A band holds the rounded scores from `least` up to the next band."""

    letter: str
    name: str
    least: Points100


class Caps(_Frozen):
    """The highest score that a fired gate allows, by severity."""

    zero_tolerance: Points100
    critical: Points100
    major: Points100


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

    @field_validator("reported", "remedied")
    @classmethod
    def _readable(cls, text: str) -> str:
        if text:
            try:
                parse_expression(text)
            except ExpressionError as error:
                raise ValueError(str(error)) from error
        return text

    @property
    def condition(self) -> Expression:
        text = self.reported
        if self.remedied:
            text = f"({text}) and not({self.remedied})"
        return parse_expression(text)


class OutcomeGate(Outcome):
    """An outcome that no score may hide (method, section 4).

    `finding` says it of workers, to follow their number: "paid for their job".
    """

    finding: str


class ScoringModel(_Frozen):
    """The rules of one model. Scores run 0-100, shares and points 0-1."""

    id: str
    version: str
    title: str
    note: str = ""
    mean: Annotated[float, Field(ge=-10, le=10)] = 0.0
    shift: Annotated[float, Field(gt=0, le=1)] = 0.99
    credit: Annotated[tuple[Share, ...], Field(min_length=4, max_length=4)]
    respondent_evidence: Mapping[Respondent, Annotated[int, Field(ge=0, le=3)]] = {}
    gate_threshold: Share = 0.5
    complete: Share = 0.95
    provisional: Share = 0.80
    na_exposure_flag: Share = 0.20
    minimum_cell: Annotated[int, Field(ge=5)] = 10
    outcome_incidence: Share = 0.05
    migrant_workers: str = "M-PRO-03"
    roles: Mapping[Role, tuple[Respondent, ...]]
    principles: Annotated[tuple[Principle, ...], Field(min_length=1)]
    caps: Caps
    bands: Annotated[tuple[Band, ...], Field(min_length=1)]
    outcome_gates: tuple[OutcomeGate, ...] = ()
    incidences: tuple[Outcome, ...] = ()
    hash: str = ""

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        least = [band.least for band in self.bands]
        if least != sorted(least, reverse=True) or least[-1] != 0:
            message = "bands stand from the best to the worst, which begins at 0"
            raise ValueError(message)
        if list(self.credit) != sorted(self.credit):
            message = "credit never falls as evidence gets better"
            raise ValueError(message)
        ids = [principle.id for principle in self.principles]
        if len(set(ids)) < len(ids):
            message = "a principle stands twice"
            raise ValueError(message)
        return self

    def principle_of(self, question: str, principle: str) -> int | None:
        """Position of the principle a question counts in; None where it does not.

        `principle` is the question's own, from its questionnaire.
        """
        for position, one in enumerate(self.principles):
            if (question in one.questions) if one.questions else (one.id == principle):
                return position
        return None

    def band(self, score: float) -> Band:
        """The band of a score that is rounded to one decimal."""
        return next(band for band in self.bands if score >= band.least)

    def cap(self, severity: Literal["zero_tolerance", "critical", "major"]) -> float:
        return float(getattr(self.caps, severity))


def read_scoring_model(
    path: Path, *, shown_as: str | None = None
) -> tuple[ScoringModel | None, tuple[Issue, ...]]:
    """The model of a TOML file, or None and everything wrong in it."""
    file = shown_as or str(path)
    content = path.read_bytes()
    try:
        values = tomllib.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return None, (issue("M101", Place(file), reason=error),)
    digest = hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
    try:
        return ScoringModel(**(values | {"hash": digest})), ()
    except ValidationError as error:
        return None, tuple(_issue(file, one) for one in error.errors())


def _issue(file: str, error: Mapping[str, object]) -> Issue:
    """What pydantic found, in our words: the key, what was found, what is allowed."""
    where = error["loc"]
    keys = [str(key) for key in where] if isinstance(where, tuple) else []
    place = Place(file, label=".".join(keys) or None)
    kind = str(error["type"])
    if kind == "missing":
        return issue("M102", place, key=keys[-1])
    if kind == "extra_forbidden":
        known = [*ScoringModel.model_fields, *Principle.model_fields]
        return issue("M103", place, key=keys[-1], hint=did_you_mean(keys[-1], known))
    reason = str(error["msg"]).removeprefix("Value error, ")
    return issue("M104", place, found=repr(error.get("input"))[:60], reason=reason)
