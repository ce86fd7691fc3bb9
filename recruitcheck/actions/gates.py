"""The rules that fired at an organisation: what was found, and who says so."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recruitcheck.actions.heard import gate_statement
from recruitcheck.actions.words import (
    corridor_label,
    first_text,
    shown,
    speaks_of_corridor,
)
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import UNANSWERED
from recruitcheck.submissions.submission import Answer, Submission

GateLevel: TypeAlias = Literal["zero_tolerance", "critical", "major", "alert"]
Because: TypeAlias = Literal["answer", "missing", "workers", "audit"]
_ORDER: tuple[GateLevel, ...] = ("zero_tolerance", "critical", "major", "alert")
_SAY_OTHERWISE = {
    "workers": "interviewed workers contradict the answer",
    "audit": "the auditor contradicts the answer",
}


@dataclass(frozen=True, slots=True)
class FiredGate:
    """A rule that fired, at the site or in a corridor.

    `id` is a question or a worker-outcome gate, `question` the words of what was asked.
    `cap` is the ceiling, None for an alert; `binding`: the score is held down by it.
    `statement` says what was found, without full stop; '' lets the reader quote
    question and answer. `answer` is '' where `because` is missing or workers. `scope`
    is the corridor in words, '' for the whole site.
    """

    id: str
    level: GateLevel
    cap: float | None
    binding: bool
    title: str
    asked: str
    question: str
    because: Because
    answer: str = ""
    statement: str = ""
    scope: str = ""


def level_of(cap: float, model: ScoringModel) -> GateLevel:
    """The severity whose ceiling that is."""
    if cap == model.caps.zero_tolerance:
        return "zero_tolerance"
    return "critical" if cap == model.caps.critical else "major"


def cap_of(one: Assessment, gate: str, model: ScoringModel) -> float:
    severity = one.outcome_severities.get(gate)
    if severity is not None:
        return float(getattr(model.caps, severity))
    return one.details[gate].cap


def fired_gates(units: Sequence[Assessment], results: Results) -> tuple[FiredGate, ...]:
    """Every rule that fired, a site's answer once, worst first, alerts last."""
    found: dict[tuple[str, str], FiredGate] = {}
    for one in units:
        for name in (*one.gates, *one.alerts):
            gate = fired_gate(one, name, results)
            key = (name, gate.scope)
            if key not in found or gate.binding:
                found[key] = gate
    return tuple(sorted(found.values(), key=lambda gate: _ORDER.index(gate.level)))


def fired_gate(one: Assessment, name: str, results: Results) -> FiredGate:
    """One rule that fired in a unit."""
    label = corridor_label(one.unit)
    alert = name not in one.gates
    outcome = next((g for g in results.model.outcome_gates if g.id == name), None)
    cap = None if alert else cap_of(one, name, results.model)
    level: GateLevel = "alert" if cap is None else level_of(cap, results.model)
    if outcome is not None:
        heard = one.heard.outcomes.get(name)
        statement = f"Seen in the audit: workers {outcome.finding}"
        if heard is not None and heard.reports:
            statement = gate_statement(outcome, one, results)
        return FiredGate(
            name,
            level,
            cap,
            name in one.binding,
            outcome.title,
            outcome.asked,
            outcome.title,
            "audit" if name in one.verified else "workers",
            statement=statement,
            scope=label,
        )
    question = results.questions[name]
    missing = one.details[name].state in UNANSWERED
    answer = one.unit.answer(name)
    by_auditor = any(name in r.site or _in(r, name) for r in one.unit.returns[1:])
    against = "" if missing else _contradicted(one.details[name], results.model)
    statement = _unread(question, answer) if missing else question.finding
    if against and statement:
        statement += f": {_SAY_OTHERWISE[against]}"
    because: Because = against or ("audit" if by_auditor else "answer")
    return FiredGate(
        name,
        level,
        cap,
        name in one.binding,
        question.intent,
        name,
        first_text(question.labels),
        "missing" if missing else because,
        "" if missing else shown(question, answer),
        statement=statement,
        scope=label if speaks_of_corridor(question, one.role) else "",
    )


def _contradicted(
    detail: Detail, model: ScoringModel
) -> Literal["", "workers", "audit"]:
    """Who made a gate fire on an answer that is good in itself; '' for its own."""
    if detail.points < model.gate_threshold:
        return ""
    return "audit" if detail.limited < model.gate_threshold else "workers"


def _unread(question: Question, answer: Answer | None) -> str:
    """What to say of an answer that stands there but cannot be read; '' of a blank."""
    if answer is None or answer.given != "invalid":
        return ""
    return f"The answer to “{first_text(question.labels)}” cannot be read"


def _in(submission: Submission, question: str) -> bool:
    return any(question in answers for answers in submission.corridors.values())
