"""Findings: what is wrong in a workplace, who says so, and what to do about it.

Every unmet question, every rule that fired and every worker-outcome gate of an
organisation's latest cycle is one finding. Words of findings and actions come from the
questionnaires (`rc_finding`, `rc_action`, `rc_actor`) and from the scoring model.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Literal, TypeAlias

from recruitcheck.actions.gates import FiredGate, fired_gates
from recruitcheck.actions.sides import Side, sides_of
from recruitcheck.actions.words import (
    MappedClause,
    best_words,
    corridor_label,
    first_text,
    mapped_clauses,
    not_ticked,
    owner_words,
    shown,
    speaks_of_corridor,
)
from recruitcheck.issues import Place
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail, score
from recruitcheck.scoring.explain import explain
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import UNANSWERED
from recruitcheck.submissions.actions_taken import FindingId
from recruitcheck.submissions.submission import Answer
from recruitcheck.summaries.samples import hides_topic

Severity: TypeAlias = Literal["zero_tolerance", "critical", "major", "minor"]
SEVERITIES: tuple[Severity, ...] = ("zero_tolerance", "critical", "major", "minor")
Kind: TypeAlias = Literal["workers", "missing", "answer", "contradicted", "evidence"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, or not yet proven, in a workplace.

    id          the same in every run; see `FindingId`
    cycle       the latest cycle of the organisation
    scope       the corridor in words; '' for the whole site
    kind        workers: they report it; missing: not answered; answer: the answer (or
                what the auditor saw) is below the best; contradicted: workers deny a
                good answer; evidence: a good answer that nobody has proven
    severity    that of the rule that fired. Where none did: major if it costs at least
                `actions.major_loss` points of 100 in a corridor or workers deny it by
                `discrepancy_material`, else minor. What only lacks proof is minor.
    rule        level of the rule that fired, 'alert' too; '' where none did
    title       what is wrong, a sentence without full stop
    question    id of the question; for worker-outcome gates the one workers are asked
    asked       its words; `given` and `best` are answers in words, '' where none
    lost        points of 100 that it costs in the corridor where it costs most; None
                where there is no score or only workers speak of it
    sides       what each side says; see `Side`
    clauses     what it is mapped to; never "not compliant with"
    action      what to do; `actor` is one of `ACTORS`, `owner` the same in words
    days        in which it must be put right, from the model, counted from `since`,
                the day of the assessment; `due` is None where that day is not known
    place       where the answer stands; None for what only workers say
    """

    id: FindingId
    name: str
    cycle: str
    scope: str
    kind: Kind
    severity: Severity
    rule: str
    title: str
    question: str
    asked: str
    given: str
    best: str
    lost: float | None
    sides: tuple[Side, ...]
    clauses: tuple[MappedClause, ...]
    action: str
    actor: str
    days: int
    since: date | None
    place: Place | None

    @property
    def due(self) -> date | None:
        return None if self.since is None else self.since + timedelta(days=self.days)

    @property
    def owner(self) -> str:
        return owner_words(self.actor)


def find_findings(
    results: Results, organisation: str | None = None
) -> tuple[Finding, ...]:
    """All findings of an organisation's latest cycle, or of every organisation.

    In order of the organisation, then the worst first. A question that an earlier
    answer hides has none of its own: that earlier answer has.
    """
    names = results.cycles if organisation is None else [organisation]
    return tuple(
        finding
        for name in names
        for finding in _of_organisation(
            results.of_cycle(name, results.cycles[name][-1]), results
        )
    )


def _of_organisation(
    units: Sequence[Assessment], results: Results
) -> tuple[Finding, ...]:
    gates = {(gate.id, gate.scope): gate for gate in fired_gates(units, results)}
    losses = [_losses(one, results) for one in units]
    found = [
        *_outcome_findings(units, tuple(gates.values()), results),
        *(
            finding
            for about in _questions(units, results)
            if (finding := _finding(about, gates, units, losses, results)) is not None
        ),
    ]
    return tuple(sorted(found, key=_rank))


def _rank(finding: Finding) -> tuple[int, bool, float, str]:
    """Hardest first, what lacks only proof last, then by what it costs."""
    severity = SEVERITIES.index(finding.severity)
    proof = finding.kind == "evidence"
    return severity, proof, -(finding.lost or 0.0), str(finding.id)


def _losses(one: Assessment, results: Results) -> dict[str, float]:
    """Points of 100 that each question costs in a unit; empty without a score."""
    rules = results.network.rules[one.role]
    (row,) = score(one.inputs, rules).to_pylist()
    found = explain(row, one.details, rules)
    return {} if found is None else {x.question: x.total for x in found.losses}


@dataclass(frozen=True, slots=True)
class _About:
    """A question where it was asked: positions of the units that it speaks of."""

    question: Question
    scope: str
    corridor: str
    positions: tuple[int, ...]


def _questions(units: Sequence[Assessment], results: Results) -> Iterator[_About]:
    """Every question once where it was asked: of the site, or of each corridor."""
    for name in dict.fromkeys(name for one in units for name in one.details):
        question = results.questions[name]
        asked = [i for i, one in enumerate(units) if name in one.details]
        if not speaks_of_corridor(question, units[0].role):
            yield _About(question, "", "", tuple(asked))
            continue
        for i in asked:
            corridor = str(units[i].corridor or "")
            yield _About(question, corridor_label(units[i].unit), corridor, (i,))


def _finding(
    about: _About,
    gates: Mapping[tuple[str, str], FiredGate],
    units: Sequence[Assessment],
    losses: Sequence[Mapping[str, float]],
    results: Results,
) -> Finding | None:
    """What is wrong with a question in the corridor where it is worst, if it is."""
    question, model = about.question, results.model
    gate = gates.get((question.id, about.scope))
    lost = [p for i in about.positions if (p := losses[i].get(question.id)) is not None]
    worst = max((units[i] for i in about.positions), key=partial(_unmet, question.id))
    detail = worst.details[question.id]
    gap = detail.discrepancy or 0.0
    if hides_topic(worst, question.topic, results):
        gap = 0.0  # so few were asked that it would tell what they said
    kind = _kind(detail, gap, question, gate, model)
    if kind is None:
        return None
    cost = max(lost, default=None)
    severity = _severity(kind, cost, gap, gate, model)
    answer = worst.unit.answer(question.id)
    return Finding(
        id=FindingId(worst.organisation, about.corridor, question.id),
        name=worst.unit.own.name or worst.organisation,
        cycle=worst.cycle,
        scope=about.scope,
        kind=kind,
        severity=severity,
        rule=gate.level if gate is not None else "",
        title=_title(kind, detail, question, gate, answer),
        question=question.id,
        asked=first_text(question.labels),
        given=shown(question, answer),
        best=best_words(question),
        lost=cost,
        sides=sides_of(worst, question, units, results),
        clauses=mapped_clauses(question, results.clauses),
        action=_action(kind, detail, question),
        actor=question.actor or "employer",
        days=getattr(model.actions.days, severity),
        since=worst.unit.own.dated,
        place=None if answer is None else answer.place,
    )


def _unmet(question: str, one: Assessment) -> tuple[bool, float]:
    """How far a question is from all points; where it counts before all else."""
    detail = one.details[question]
    return bool(detail.weight), 1 - detail.credited


def _kind(
    detail: Detail,
    gap: float,
    question: Question,
    gate: FiredGate | None,
    model: ScoringModel,
) -> Kind | None:
    """Why a question is a finding; None where it is none."""
    if gate is None and (not detail.weight or detail.state == "hidden"):
        return None
    if detail.state in UNANSWERED:
        return "missing"
    if gate is not None:
        return "contradicted" if gate.because == "workers" else "answer"
    if detail.limited < 1:
        return "answer"
    if gap >= model.discrepancy_flag:
        return "contradicted"
    return "evidence" if not detail.evidence and question.evidence else None


def _severity(
    kind: Kind,
    lost: float | None,
    gap: float,
    gate: FiredGate | None,
    model: ScoringModel,
) -> Severity:
    if gate is not None and gate.level != "alert":
        return gate.level
    if kind == "evidence":
        return "minor"
    costly = lost is not None and lost >= model.actions.major_loss
    denied = gap >= model.discrepancy_material
    return "major" if costly or denied else "minor"


def _title(
    kind: Kind,
    detail: Detail,
    question: Question,
    gate: FiredGate | None,
    answer: Answer | None,
) -> str:
    """What is wrong, in the words of the questionnaire as far as they hold."""
    label, given = first_text(question.labels), shown(question, answer)
    if gate is not None and gate.statement:
        return gate.statement.rstrip(".")
    if detail.state == "na_unapproved":
        return f"“Not applicable” without a reason and a named approver: {label}"
    if kind == "missing":
        return f"Not answered: {label}"
    if kind == "evidence":
        return f"Not proven yet: {label} “{given}”"
    if kind == "contradicted":
        return f"Interviewed workers contradict the answer to: {label}"
    if detail.limited < detail.points:
        return f"The auditor saw less than the answer says: {label}"
    # The questionnaire's words are for answers below half the points (its README).
    if question.finding and detail.points < _HALF:
        return question.finding
    left = not_ticked(question, answer)
    if left:
        return f"Not all of it yet: {label} Not ticked: {'; '.join(left)}"
    return f"Not the best answer yet: {label} “{given}”"


_HALF = 0.5


def _action(kind: Kind, detail: Detail, question: Question) -> str:
    """What to do: the questionnaire's own words, or bring proof."""
    if kind == "evidence":
        proof = question.evidence.rstrip(".")
        return (
            f"Show the proof to somebody outside, who signs to have seen it: {proof}."
        )
    best = question.action or f"Reach the best answer: {best_words(question)}."
    if detail.state == "na_unapproved":
        return (
            f"Say in the next return why it does not apply and who agrees. Or: {best}"
        )
    if kind == "missing":
        return f"Answer the question in the next return. {best}"
    return best


def _outcome_findings(
    units: Sequence[Assessment], gates: Sequence[FiredGate], results: Results
) -> Iterator[Finding]:
    """What workers report: a finding each, in the corridor where they report it."""
    outcomes = {gate.id: gate for gate in results.model.outcome_gates}
    by_label = {corridor_label(one.unit): one for one in units}
    for gate in gates:
        if gate.id not in outcomes or gate.level == "alert":
            continue
        one = by_label[gate.scope]
        worker = results.worker
        clauses: tuple[MappedClause, ...] = ()
        if worker is not None and gate.asked in worker.questions:
            clauses = mapped_clauses(worker[gate.asked], results.clauses)
        yield Finding(
            id=FindingId(one.organisation, str(one.corridor or ""), gate.id),
            name=one.unit.own.name or one.organisation,
            cycle=one.cycle,
            scope=gate.scope,
            kind="workers",
            severity=gate.level,
            rule=gate.level,
            title=gate.statement,
            question=gate.asked,
            asked=gate.title,
            given="",
            best="",
            lost=None,
            sides=(Side("workers", gate.statement),),
            clauses=clauses,
            action=outcomes[gate.id].action or "Investigate and make workers whole.",
            actor="employer",
            days=getattr(results.model.actions.days, gate.level),
            since=one.unit.own.dated,
            place=None,
        )
