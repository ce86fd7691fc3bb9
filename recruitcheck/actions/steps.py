"""What raises a score most, as things to do: the kernel's steps put into words."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa

from recruitcheck.actions.words import (
    best_words,
    corridor_label,
    first_text,
    owner_words,
    speaks_of_corridor,
)
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.steps import Step, improvements_of_all


@dataclass(frozen=True, slots=True)
class RaisingStep:
    """One thing to do, in the order of what it gains.

    `kind` 'gates': everything that holds the score under a ceiling, together; 'answer':
    one answer becomes the best; 'evidence': it is checked on site. `actions` say what
    to do and `reasons` what is wrong, a sentence each; `best` is the best answer in
    words, '' for gates and evidence. `gain` is in points, after the steps before it;
    `score` stands after it, before rounding. `scope` names the corridors, '' for all.
    """

    kind: str
    actions: tuple[str, ...]
    reasons: tuple[str, ...]
    best: str
    owner: str
    gain: float
    score: float
    questions: tuple[str, ...]
    scope: str = ""


def raising_steps(
    units: Sequence[Assessment], results: Results, *, most: int = 5
) -> tuple[RaisingStep, ...]:
    """What raises the score of an organisation most, over these corridors by workers.

    Found by scoring again, never from the split of the lost points. Empty where there
    is no score, or nothing raises it.
    """
    (steps,) = raising_steps_of_all([units], results, most=most)
    return steps


def raising_steps_of_all(
    organisations: Sequence[Sequence[Assessment]], results: Results, *, most: int = 5
) -> list[tuple[RaisingStep, ...]]:
    """The same for the units of many organisations of one role, and far faster."""
    scored = [[one for one in own if one.score is not None] for own in organisations]
    known = [at for at, own in enumerate(scored) if sum(_weights(own))]
    found: list[tuple[RaisingStep, ...]] = [()] * len(scored)
    if not known:
        return found
    role = scored[known[0]][0].role
    asked = results.questions.values()
    searched = improvements_of_all(
        [pa.concat_batches([one.inputs for one in scored[at]]) for at in known],
        results.network.rules[role],
        [_weights(scored[at]) for at in known],
        shared={q.id for q in asked if not speaks_of_corridor(q, role)},
        most=most,
    )
    for at, steps in zip(known, searched, strict=True):
        found[at] = tuple(_in_words(step, scored[at], results) for step in steps)
    return found


def _weights(units: Sequence[Assessment]) -> list[int]:
    """Migrant workers of a supplier's corridors; those of others count alike."""
    return [(one.workers or 0) if one.role == "supplier" else 1 for one in units]


def _in_words(
    step: Step, scored: Sequence[Assessment], results: Results
) -> RaisingStep:
    asked = [results.questions[q] for q in step.questions if q in results.questions]
    scope = ""
    if len(step.rows) < len(scored):
        scope = ", ".join(corridor_label(scored[row].unit) for row in step.rows)
    if step.kind == "gates":
        return _gates(step, asked, scope, results)
    (question,) = asked
    reason, best, owner = question.finding, best_words(question), question.actor
    action = (
        question.action or f"Reach the best answer to “{first_text(question.labels)}”"
    )
    if step.kind == "evidence":
        reason, best, owner = "", "", "auditor"
        action = f"Have this checked on site. Evidence: {question.evidence}"
    return RaisingStep(
        step.kind,
        (action,),
        (reason or first_text(question.labels),),
        best,
        owner_words(owner),
        step.gain,
        step.score,
        step.questions,
        scope,
    )


def _gates(
    step: Step, asked: Sequence[Question], scope: str, results: Results
) -> RaisingStep:
    outcomes = [g for g in results.model.outcome_gates if g.id in step.questions]
    actions = [question.action for question in asked]
    actions += [outcome.action for outcome in outcomes]
    reasons = [question.finding or question.intent for question in asked]
    reasons += [outcome.title for outcome in outcomes]
    owners = [question.actor for question in asked if question.actor]
    return RaisingStep(
        "gates",
        tuple(dict.fromkeys(filter(None, actions))),
        tuple(dict.fromkeys(reasons)),
        "",
        owner_words(owners[0] if owners else ""),
        step.gain,
        step.score,
        step.questions,
        scope,
    )
