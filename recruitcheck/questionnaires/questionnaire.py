"""A questionnaire: what is asked, of whom, and what each answer is worth."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from recruitcheck.issues import Place
from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.points import Gate, PointsScale

Respondent = Literal["management", "recruiter", "auditor", "worker", "member"]
Role = Literal["supplier", "recruiter", "member"]
Form = Literal["short", "full"]
Kind = Literal[
    "select_one",
    "select_multiple",
    "integer",
    "decimal",
    "text",
    "date",
    "calculate",
    "note",
]

RESERVED: Mapping[str, str] = {
    "dk": "do not know",
    "pns": "prefer not to say",
    "na": "not applicable",
}
"""Answers that say why there is none. `na` can be approved, the others are missing."""

ACTORS = (
    "employer",
    "recruiter_origin",
    "recruiter_destination",
    "buyer",
    "government",
    "member",
)

Labels = Mapping[str, str]
"""Text by language as XLSForm names it, 'English (en)'."""


@dataclass(frozen=True, slots=True)
class Choice:
    name: str
    labels: Labels


@dataclass(frozen=True, slots=True)
class Question:
    """One row of the `survey` sheet.

    `scope` is '' for a structural question (an id, a date, a country). `relevant` holds
    the conditions of its groups too; `applies` speaks of another form of the same
    organisation. `points` is None for a question that is never scored. `finding` says
    what is wrong where it earns too little, `action` what to do about it and `actor`
    who must act first, one of `ACTORS`; all '' where nothing can be wrong.
    """

    id: str
    kind: Kind
    labels: Labels
    hints: Labels
    place: Place
    section: str
    choices: tuple[Choice, ...] = ()
    list_name: str = ""
    repeated: bool = False
    required: bool = False
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_messages: Labels = field(default_factory=dict)
    appearance: str = ""
    calculation: Expression | None = None
    form: Form = "full"
    scope: str = ""
    principle: str = ""
    stage: str = ""
    weight: float = 0.0
    points: PointsScale | None = None
    gates: tuple[Gate, ...] = ()
    topic: str = ""
    cost: str = ""
    unit: str = ""
    evidence: str = ""
    missing: tuple[str, ...] = ()
    sensitive: bool = False
    applies: Expression | None = None
    intent: str = ""
    finding: str = ""
    action: str = ""
    actor: str = ""
    note: str = ""
    clauses: tuple[str, ...] = ()

    @property
    def scored(self) -> bool:
        return self.weight > 0 and self.points is not None

    @property
    def in_percent(self) -> bool:
        """Whether its unit is a percentage, such as '% per month'."""
        return self.unit.startswith("%")

    @property
    def choice_names(self) -> tuple[str, ...]:
        return tuple(choice.name for choice in self.choices)

    def label(self, language: str) -> str:
        return text_in(self.labels, language)

    def hint(self, language: str) -> str:
        return text_in(self.hints, language)


def text_in(labels: Labels, language: str) -> str:
    """The text in that language, else in the first language that has one, else ''."""
    return labels.get(language) or next(filter(None, labels.values()), "")


@dataclass(frozen=True, slots=True)
class Section:
    """A group of the form: its heading and the ids of its questions, in order."""

    id: str
    labels: Labels
    questions: tuple[str, ...]
    repeated: bool = False


@dataclass(frozen=True)
class Questionnaire:
    """A questionnaire as read from its workbook.

    `hash` is the SHA-256 of the workbook's content in hexadecimal, the same for the
    same questions whatever wrote the file. `languages`: the default one first.
    """

    id: str
    title: str
    version: str
    respondent: Respondent
    role: Role
    languages: tuple[str, ...]
    sections: tuple[Section, ...]
    questions: Mapping[str, Question]
    settings: Mapping[str, str]
    hash: str
    file: str

    def __iter__(self) -> Iterator[Question]:
        return iter(self.questions.values())

    def __getitem__(self, question: str) -> Question:
        return self.questions[question]

    @cached_property
    def asked(self) -> tuple[Question, ...]:
        """The questions that somebody answers: neither notes nor calculations."""
        return tuple(q for q in self if q.kind not in {"note", "calculate"})

    @cached_property
    def scored(self) -> tuple[Question, ...]:
        return tuple(question for question in self if question.scored)

    def in_form(self, form: Form) -> tuple[Question, ...]:
        """The questions asked in the short or the full form, in order."""
        return tuple(q for q in self.asked if form == "full" or q.form == "short")
