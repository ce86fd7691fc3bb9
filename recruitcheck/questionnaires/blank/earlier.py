"""What an earlier return already answered, for a workbook that is sent out again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from recruitcheck.corridor import Corridor
from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.questionnaires.layout import (
    DESTINATION,
    NAMES,
    ORGANISATION_IDS,
    ORIGIN,
    Ref,
    asked_of,
    has_corridors,
)
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire

_WHOLE = re.compile(r"-?\d+", re.ASCII)


class EarlierAnswer(Protocol):
    """An answer of a `Submission`, which this package does not know."""

    @property
    def given(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def place(self) -> Place: ...
    @property
    def comment(self) -> str: ...
    @property
    def evidence(self) -> str: ...
    @property
    def evidence_date(self) -> date | None: ...
    @property
    def applies(self) -> bool: ...


class EarlierReturn(Protocol):
    """A `Submission`."""

    @property
    def respondent(self) -> str: ...
    @property
    def role(self) -> str: ...
    @property
    def organisation(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sector(self) -> str: ...
    @property
    def destination(self) -> str: ...
    @property
    def currency(self) -> str: ...
    @property
    def cycle(self) -> str: ...
    @property
    def file(self) -> str: ...
    @property
    def site(self) -> Mapping[str, EarlierAnswer]: ...
    @property
    def corridors(self) -> Mapping[Corridor, Mapping[str, EarlierAnswer]]: ...
    @property
    def recruiters(self) -> Mapping[Corridor, Sequence[str]]: ...


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer carried over: as XLSForm stores it, or 'na', and what stood beside."""

    value: str
    comment: str = ""
    evidence: str = ""
    evidence_date: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the organisation before it answers, '' where it is not."""

    organisation: str = ""
    name: str = ""
    sector: str = ""
    destination: str = ""
    cycle: str = ""
    currency: str = ""


@dataclass(slots=True)
class CarryOver:
    """Answers of an earlier return that are still possible, by ref.

    `corridors` are those of the new workbook in the order of its blocks; by default the
    earlier ones that can still be chosen. `issues` name every answer that is left out.
    """

    questionnaire: Questionnaire
    earlier: EarlierReturn
    corridors: Sequence[Corridor] = ()
    answers: dict[Ref, Carried] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)

    def __post_init__(self) -> None:
        same = (self.questionnaire.respondent, self.questionnaire.role)
        if same != (self.earlier.respondent, self.earlier.role):
            raise UsageError(
                f"{self.earlier.file} is a return of another kind of organisation; its"
                f" answers cannot be carried over into '{self.questionnaire.id}'."
            )
        self.corridors = self.corridors or tuple(self._corridors())
        self._carry(self.earlier.site, 0)
        if has_corridors(self.questionnaire):
            for block, corridor in enumerate(self.corridors, start=1):
                self._carry(self.earlier.corridors.get(corridor, {}), block)

    def completed(self, known: Known) -> Known:
        """What the earlier return says where nobody says anything else.

        Not the cycle, which is a new one. UsageError for another organisation.
        """
        earlier, ask = self.earlier, self.questionnaire
        if known.organisation not in {"", earlier.organisation}:
            raise UsageError(
                f"{earlier.file} is a return of '{earlier.organisation}', not of"
                f" '{known.organisation}'."
            )
        name = asked_of(ask, NAMES) or ""
        organisation = asked_of(ask, ORGANISATION_IDS) or ""
        return Known(
            self._known(organisation, earlier.organisation),
            known.name or self._known(name, earlier.name),
            known.sector or self._known("sector", earlier.sector),
            known.destination or self._known(DESTINATION, earlier.destination),
            known.cycle,
            known.currency or self._known("currency", earlier.currency),
        )

    def _known(self, name: str, value: str) -> str:
        """An answer on whose return it is, '' where it can no longer be given."""
        question = self.questionnaire.questions.get(name)
        if not value or question is None:
            return ""
        if not question.choices or value in question.choice_names:
            return value
        place = self.earlier.site[name].place
        self._leave_out(place, name, value, "it is no longer a choice")
        return ""

    def _corridors(self) -> Iterator[Corridor]:
        asked = self.questionnaire.questions
        for corridor, answers in self.earlier.corridors.items():
            ends = ((ORIGIN, corridor.origin), (DESTINATION, corridor.destination))
            gone = [
                country
                for name, country in ends
                if name in asked and country not in asked[name].choice_names
            ]
            if not gone:
                yield corridor
                continue
            answer = answers.get(ORIGIN) or self.earlier.site[ORIGIN]
            reason = f"{gone[0]} is no longer a choice"
            self._leave_out(answer.place, ORIGIN, str(corridor), reason)

    def _carry(self, answers: Mapping[str, EarlierAnswer], block: int) -> None:
        for name, answer in answers.items():
            if name.islower():  # on whose return it is
                continue
            if not answer.applies or answer.given not in {"answered", "na"}:
                continue
            value = answer.value or answer.given
            reason = _why_not(self.questionnaire.questions.get(name), value, block)
            if reason:
                self._leave_out(answer.place, name, value, reason)
                continue
            self.answers[Ref(name, block=block)] = Carried(
                value, answer.comment, answer.evidence, answer.evidence_date
            )

    def _leave_out(self, place: Place, name: str, value: str, reason: str) -> None:
        found = value if len(value) <= 60 else f"{value[:59]}…"
        self.issues.append(
            issue("S249", place, found=found, question=name, reason=reason)
        )


def _why_not(question: Question | None, value: str, block: int) -> str:
    """Why an answer can no longer be given, '' if it can."""
    if question is None:
        return "the question is no longer asked"
    if question.repeated and not block:
        return "the question is now asked for each corridor"
    if block and not question.repeated:
        return "the question is now asked once for all corridors"
    if value == "na":
        allowed = {*question.missing, *question.choice_names}
        return "" if "na" in allowed else "'not applicable' is no longer an answer"
    if question.choices:
        gone = set(value.split()) - set(question.choice_names)
        several = question.kind == "select_one" and " " in value
        return "it is no longer a choice" if gone or several else ""
    fits = {"integer": _is_whole, "decimal": _is_number, "date": _is_date}
    return "" if fits.get(question.kind, bool)(value) else "it is asked differently now"


def _is_whole(value: str) -> bool:
    return _WHOLE.fullmatch(value) is not None


def _is_number(value: str) -> bool:
    try:
        float(value)
    except ValueError:
        return False
    return True


def _is_date(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True
