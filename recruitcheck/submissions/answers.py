"""Submissions -> units -> one Arrow batch for the kernel.

A unit is one organisation in one corridor in one cycle: a supplier's return together
with the audit of the same site. Site answers hold for every corridor of the site.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.questionnaires.functions import number
from recruitcheck.questionnaires.questionnaire import Questionnaire, Role
from recruitcheck.submissions.submission import Answer, Submission

DOCUMENT_SEEN = 1
AUDITED = 2
STALE_MONTHS, OLD_MONTHS = 24, 36  # evidence loses a level, falls to declared


@dataclass(frozen=True, slots=True)
class Unit:
    """One organisation in one corridor (None for a member) in one cycle.

    `returns` are the submissions that speak of it: its own first, then its audit.
    """

    corridor: Corridor | None
    returns: tuple[Submission, ...]

    @property
    def own(self) -> Submission:
        return self.returns[0]

    @property
    def key(self) -> tuple[str, str, str]:
        return self.own.organisation, str(self.corridor or ""), self.own.cycle

    @property
    def audit(self) -> Submission | None:
        return next((r for r in self.returns if r.respondent == "auditor"), None)

    def answer(self, question: str) -> Answer | None:
        """The answer of whoever was asked; None where nobody was."""
        for submission in self.returns:
            answer = submission.answer(question, self.corridor)
            if answer is not None:
                return answer
        return None

    def number(self, question: str) -> int | None:
        """A whole number answered to that question, None where there is none."""
        answer = self.answer(question)
        found = math.nan if answer is None else number(answer.value)
        return int(found) if math.isfinite(found) else None


def make_units(
    submissions: Iterable[Submission],
) -> tuple[tuple[Unit, ...], tuple[Issue, ...]]:
    """All units, ordered by organisation, corridor and cycle, and what does not fit."""
    issues: list[Issue] = []
    own: dict[tuple[str, str, str], Submission] = {}
    audits: dict[tuple[str, str], Submission] = {}
    ordered = sorted(submissions, key=lambda s: (s.dated or date.min, s.file))
    for one in ordered:
        if one.respondent == "auditor":
            _latest(audits, (one.organisation, one.cycle), one, issues)
        else:
            # A labour recruiter fills one return per corridor.
            apart = ",".join(map(str, one.corridors)) if one.role == "recruiter" else ""
            _latest(own, (one.organisation, one.cycle, apart), one, issues)
    units = []
    for (organisation, cycle, _), submission in own.items():
        audit = None
        if submission.role == "supplier":
            audit = audits.pop((organisation, cycle), None)
        returns = (submission,) if audit is None else (submission, audit)
        units += [
            Unit(corridor, returns) for corridor in submission.corridors or (None,)
        ]
    for (organisation, cycle), audit in audits.items():
        place = Place(audit.file)
        issues.append(issue("W201", place, organisation=organisation, cycle=cycle))
    return tuple(sorted(units, key=lambda unit: unit.key)), tuple(issues)


def _latest(
    found: dict[Any, Submission], key: Any, one: Submission, issues: list[Issue]
) -> None:
    """Keep the later of two returns of the same organisation and say so."""
    if key in found:
        issues.append(
            issue(
                "W202",
                Place(found[key].file),
                organisation=one.organisation,
                cycle=one.cycle,
                other=one.file,
            )
        )
    found[key] = one


def aged(level: int, months: float) -> int:
    """Evidence level after ageing: over 24 months one less, over 36 none.

    Source: the method, section 3.
    """
    if months > OLD_MONTHS:
        return 0
    return max(0, level - 1) if months > STALE_MONTHS else level


def _months(earlier: date | None, later: date | None) -> float:
    """Calendar months between two dates, 0 where one is not known.

    To the same day of a month they are whole, whatever leap years lie between: evidence
    of 1 March 2023 is 24 months old on 1 March 2025, and older the day after.
    """
    if earlier is None or later is None:
        return 0.0
    months = 12 * (later.year - earlier.year) + later.month - earlier.month
    return months + (later.day - earlier.day) / 31


def _level(unit: Unit, submission: Submission, answer: Answer) -> int:
    if submission.respondent == "auditor":
        return aged(AUDITED, _months(submission.dated, unit.own.dated))
    if not answer.document_seen:
        return 0
    return aged(DOCUMENT_SEEN, _months(answer.evidence_date, unit.own.dated))


def as_batch(
    units: Sequence[Unit], role: Role, questionnaires: Mapping[str, Questionnaire]
) -> Any:
    """The Arrow batch of the units of a role, in their order.

    The kernel documents its columns. Keys: `organisation`, `corridor`, `cycle`.
    """
    import pyarrow as pa

    own = [unit for unit in units if unit.own.role == role]
    asked = [_asked(unit, questionnaires) for unit in own]
    columns: dict[str, Any] = {
        name: pa.array([unit.key[position] for unit in own], pa.string())
        for position, name in enumerate(("organisation", "corridor", "cycle"))
    }
    answers = [dict(_answers(unit)) for unit in own]
    for question in dict.fromkeys(name for names in asked for name in names):
        given = [
            _text(unit_answers.get(question), question in names)
            for unit_answers, names in zip(answers, asked, strict=True)
        ]
        columns[question] = pa.array(given, pa.string()).dictionary_encode()
        levels = [
            _level(unit, *unit_answers[question]) if question in unit_answers else 0
            for unit, unit_answers in zip(own, answers, strict=True)
        ]
        columns[f"evidence.{question}"] = pa.array(levels, pa.int8())
    for question in _repeated(questionnaires, columns):
        joined = [_joined(unit, question) for unit in own]
        columns[f"{question}@site"] = pa.array(joined, pa.string())
    if role == "supplier":
        audited = [unit.audit is not None for unit in own]
        columns["respondent.auditor"] = pa.array(audited, pa.bool_())
    return pa.RecordBatch.from_pydict(columns)


def _asked(unit: Unit, questionnaires: Mapping[str, Questionnaire]) -> frozenset[str]:
    """The questions that the forms of this unit had."""
    return frozenset(
        question.id
        for submission in unit.returns
        if submission.questionnaire in questionnaires
        for question in questionnaires[submission.questionnaire].in_form(
            submission.form
        )
        if question.scope
    )


def _answers(unit: Unit) -> Iterator[tuple[str, tuple[Submission, Answer]]]:
    for submission in reversed(unit.returns):
        for question, answer in submission.site.items():
            yield question, (submission, answer)
        if unit.corridor is not None:
            for question, answer in submission.corridors.get(unit.corridor, {}).items():
                yield question, (submission, answer)


def _text(found: tuple[Submission, Answer] | None, asked: bool) -> str | None:  # noqa: FBT001
    if found is None:
        return None if asked else "not_asked"
    answer = found[1]
    if answer.given == "answered":
        return answer.value
    if answer.given == "na":
        return "na_approved" if answer.na_approved else "na"
    return answer.given if answer.given in {"dk", "pns"} else None


def _repeated(
    questionnaires: Mapping[str, Questionnaire], columns: Mapping[str, Any]
) -> list[str]:
    """Corridor questions that a condition joins over all corridors of the site."""
    joined = {
        name: None
        for questionnaire in questionnaires.values()
        for question in questionnaire
        for expression in (question.relevant, question.applies)
        if expression is not None
        for name in expression.references
        if expression.joined(name) and name in columns
    }
    return list(joined)


def _joined(unit: Unit, question: str) -> str | None:
    """What all corridors of the site answered, each word once; None if none did."""
    words: dict[str, None] = {}
    for answers in unit.own.corridors.values():
        answer = answers.get(question)
        if answer is not None and answer.given == "answered":
            words |= dict.fromkeys(answer.value.split())
    return " ".join(words) or None
