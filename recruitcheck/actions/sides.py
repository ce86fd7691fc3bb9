"""What each side says about a question: who answered, documents, auditor, workers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from recruitcheck.actions.heard import topic_words
from recruitcheck.actions.words import EVIDENCE_WORDS, shown
from recruitcheck.issues import Place
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment

Who: TypeAlias = Literal[
    "management", "recruiter", "member", "auditor", "documents", "workers"
]


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says, as a sentence without full stop.

    Of workers only numbers over all corridors of the organisation, at least the model's
    minimum cell, and never one that tells on a single worker. `place` is the cell it
    stands in, None for workers.
    """

    who: Who
    says: str
    place: Place | None = None


def sides_of(
    one: Assessment, question: Question, units: Sequence[Assessment], results: Results
) -> tuple[Side, ...]:
    """What each side that was heard says on a question's matter.

    `units` are all corridors of the organisation in that cycle.
    """
    return tuple(_sides(one, question, units, results))


def _sides(
    one: Assessment, question: Question, units: Sequence[Assessment], results: Results
) -> Iterator[Side]:
    items = results.network.rules[one.role].items
    own = next(item for item in items if item.id == question.id)
    answer = one.unit.answer(question.id)
    place = None if answer is None else answer.place
    yield Side(own.respondent, shown(question, answer) or "no answer", place)  # type: ignore[arg-type]
    if own.respondent != "auditor" and answer is not None:
        yield Side("documents", _documents(one, question), place)
        for item in items:
            if item.audits and item.topic == question.topic:
                found = one.unit.answer(item.id)
                if found is not None and found.given == "answered":
                    said = shown(results.questions[item.id], found)
                    yield Side("auditor", f"{item.id}: {said}", found.place)
    if question.topic and one.role == "supplier":
        words = topic_words(units, question.topic, results)
        if words:
            yield Side("workers", words)


def _documents(one: Assessment, question: Question) -> str:
    """Whether proof was named and seen, and from when it is."""
    answer = one.unit.answer(question.id)
    if answer is None or not answer.evidence:
        return "none named"
    dated = f" of {answer.evidence_date.isoformat()}" if answer.evidence_date else ""
    seen = "seen" if answer.document_seen else "named, but not seen by anybody"
    level = one.details[question.id].evidence
    # Proof that is too old, or an audit, makes what counts differ from what was named.
    counts = f"; counts as: {EVIDENCE_WORDS[level]}"
    return f"“{answer.evidence}”{dated} {seen}{counts}"
