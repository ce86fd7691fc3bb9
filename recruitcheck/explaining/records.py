"""Why a score is what it is: every lost point with its question, its reason, its cell.

`explain_score` decides; `recruitcheck.explaining.text` lays it out for people and
`as_record` gives it to programs.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from recruitcheck.actions.gates import Because, fired_gates
from recruitcheck.actions.steps import RaisingStep, raising_steps
from recruitcheck.actions.words import (
    EVIDENCE_WORDS,
    RESERVED_WORDS,
    MappedClause,
    best_words,
    corridor_label,
    first_text,
    mapped_clauses,
    shown,
)
from recruitcheck.issues import Place
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail, score
from recruitcheck.scoring.explain import Loss, explain
from recruitcheck.submissions.submission import Answer
from recruitcheck.summaries.samples import hides_topic


@dataclass(frozen=True, slots=True)
class Reason:
    """Points of 100 that something costs, at least 0, and a sentence that says why.

    `kind` is answer, missing, evidence or workers.
    """

    kind: str
    points: float
    words: str


@dataclass(frozen=True, slots=True)
class LostQuestion:
    """One question that cost points.

    `points` is the sum of `reasons`. `given` and `best` are answers in words; '' where
    nothing was answered. `is_best`: the answer given earns everything an answer can.
    `place` is the cell of the answer, or only its file.
    """

    question: str
    label: str
    principle: str
    points: float
    reasons: tuple[Reason, ...]
    given: str
    best: str
    is_best: bool
    evidence: str
    clauses: tuple[MappedClause, ...]
    place: Place


@dataclass(frozen=True, slots=True)
class FiredRule:
    """A rule that puts a ceiling on the score.

    `title` says what was found, `because` what made the rule fire: the answer, that
    there is none, or workers or the auditor who contradict it. `place` is the cell of
    the answer, None for a rule about what workers say.
    """

    id: str
    title: str
    cap: float
    binding: bool
    because: Because
    place: Place | None


@dataclass(frozen=True, slots=True)
class ScoreExplained:
    """Where 100 less the score of an organisation in a corridor went.

    `score` is None where nobody could compute one; `why_none` then says why and all
    else is empty. The points of `lost`, `ceiling` and `rounding` add up to 100 less
    `score`; `rounding` is below 0 where rounding gave something. `lost` stands in the
    order of what it costs and leaves out what costs nothing.
    """

    organisation: str
    name: str
    corridor: str
    corridor_name: str
    cycle: str
    score: float | None
    band: str
    band_name: str
    why_none: str
    raw: float | None
    cap: float
    high: float | None
    completeness: float | None
    ceiling: float
    rounding: float
    rules: tuple[FiredRule, ...]
    lost: tuple[LostQuestion, ...]

    def lost_to(self, kind: str) -> float:
        """Points lost for one kind of reason, over all questions."""
        return sum(
            reason.points
            for one in self.lost
            for reason in one.reasons
            if reason.kind == kind
        )


def explain_score(one: Assessment, results: Results) -> ScoreExplained:
    """The exact split of the points that an organisation lost in a corridor.

    Source: the method, section 5.
    """
    rules = results.network.rules[one.role]
    (row,) = score(one.inputs, rules).to_pylist()
    found = explain(row, one.details, rules)
    band = results.model.band(one.score) if one.score is not None else None
    losses = () if found is None else found.losses
    return ScoreExplained(
        organisation=one.organisation,
        name=one.unit.own.name or one.organisation,
        corridor=str(one.corridor or ""),
        corridor_name=corridor_label(one.unit),
        cycle=one.cycle,
        score=one.score,
        band="" if band is None else band.letter,
        band_name="" if band is None else band.name,
        why_none=one.why_none,
        raw=one.raw,
        cap=one.cap,
        high=one.high,
        completeness=one.completeness,
        ceiling=0.0 if found is None else found.gate,
        rounding=0.0 if found is None else found.rounding,
        rules=tuple(_rules(one, results)),
        lost=tuple(
            _question(loss, one, results)
            for loss in sorted(losses, key=lambda loss: -loss.total)
            if loss.total
        ),
    )


def _rules(one: Assessment, results: Results) -> Iterator[FiredRule]:
    """The rules that fired, the hardest first."""
    outcomes = {gate.id for gate in results.model.outcome_gates}
    for gate in fired_gates([one], results):
        if gate.cap is None:
            continue
        if gate.id in outcomes:  # never how many: what each point cost is told exactly
            title, place = gate.title, None
        else:
            blank = f"There is no answer to “{gate.question}”"
            title = gate.statement or (
                blank if gate.because == "missing" else gate.title
            )
            place = place_of(one, gate.id)
        yield FiredRule(gate.id, title, gate.cap, gate.binding, gate.because, place)


def place_of(one: Assessment, question: str) -> Place:
    """The cell of an answer; only the organisation's file where it has none."""
    answer = one.unit.answer(question)
    return Place(one.unit.own.file) if answer is None else answer.place


def _question(loss: Loss, one: Assessment, results: Results) -> LostQuestion:
    question, detail = results.questions[loss.question], one.details[loss.question]
    answer = one.unit.answer(loss.question)
    return LostQuestion(
        question=loss.question,
        label=first_text(question.labels),
        principle=loss.principle,
        points=loss.total,
        reasons=tuple(_reasons(loss, question, one, results)),
        given=shown(question, answer),
        best=best_words(question),
        is_best=detail.state in {"answered", "hidden"} and detail.points == 1,
        evidence=EVIDENCE_WORDS[detail.evidence],
        clauses=mapped_clauses(question, results.clauses),
        place=place_of(one, loss.question),
    )


def _reasons(
    loss: Loss, question: Question, one: Assessment, results: Results
) -> Iterator[Reason]:
    detail, answer = one.details[loss.question], one.unit.answer(loss.question)
    said = {
        "answer": _about_answer(detail, question, one, results),
        "missing": _about_missing(answer),
        "evidence": _about_evidence(detail),
        "workers": "Interviewed workers contradict it.",
    }
    points = {kind: float(getattr(loss, kind)) for kind in said}
    if points["workers"] > 0 and hides_topic(one, question.topic, results):
        points["evidence"] += points.pop("workers")
        said["evidence"] = _EVIDENCE_AND_WORKERS
    for kind, lost in points.items():
        if lost > 0:
            yield Reason(kind, lost, said[kind])


_EVIDENCE_AND_WORKERS = (
    "Its evidence and what interviewed workers say; not told apart, because too few"
    " workers of this corridor were asked."
)


_ABOUT_EVIDENCE = (
    "It is only declared: nobody has seen a document.",
    "A document was seen, but nobody checked it on site.",
    "It was checked on site; only workers who confirm it would add the rest.",
    "Workers confirm it, but not enough of them for all of it.",
)


def _about_evidence(detail: Detail) -> str:
    if detail.state == "hidden":
        proof = EVIDENCE_WORDS[detail.evidence]
        return f"{_HIDDEN} Its proof counts too: {proof}."
    return _ABOUT_EVIDENCE[detail.evidence]


_HIDDEN = "It was not asked because of an earlier answer, and counts like that."


def _about_answer(
    detail: Detail, question: Question, one: Assessment, results: Results
) -> str:
    if detail.state == "hidden":
        return _HIDDEN
    if detail.limited < detail.points:
        seen = ", ".join(_audits(question.topic, one, results))
        return (
            f"The auditor saw less ({seen}): it counts {_percent(detail.limited)} of"
            " the best answer."
        )
    if not detail.points:
        return "This answer earns nothing."
    return f"This answer earns {_percent(detail.points)} of the best."


def _percent(share: float) -> str:
    """A share between nothing and all, never rounded to either."""
    return (
        f"{min(max(round(100 * share), 1), 99)} %" if 0 < share < 1 else f"{share:.0%}"
    )


def _audits(topic: str, one: Assessment, results: Results) -> Iterator[str]:
    """The auditor's questions on a topic, each with its cell."""
    for item in results.network.rules[one.role].items:
        if item.audits and item.topic == topic:
            place = place_of(one, item.id)
            yield f"{item.id}, cell {place.cell}" if place.cell else item.id


def _about_missing(answer: Answer | None) -> str:
    if answer is None or (answer.given == "blank" and answer.applies):
        return "It is not answered. A blank earns nothing."
    if answer.given in {"answered", "blank"}:
        return "A question that it depends on is not answered, so it earns nothing."
    if answer.given == "invalid":
        return f"“{answer.raw}” cannot be read as an answer, so it earns nothing."
    if answer.given == "na":
        return "“Not applicable” counts only with a reason and a named approver."
    return f"“{RESERVED_WORDS[answer.given]}” earns nothing, like a blank."


def as_record(found: ScoreExplained) -> Mapping[str, Any]:
    """The split as plain data for JSON, each question with its clauses and its cell.

    Points are of 100 and not rounded. A clause without `number` is named by this
    toolkit: its id is no number of the framework.
    """
    kinds = ("answer", "missing", "evidence", "workers")
    return {
        "organisation": found.organisation,
        "name": found.name,
        "corridor": found.corridor or None,
        "cycle": found.cycle,
        "score": found.score,
        "band": found.band or None,
        "why_no_score": found.why_none or None,
        "raw": found.raw,
        "gate": found.ceiling if found.score is not None else None,
        "rounding": found.rounding if found.score is not None else None,
        "rules": [
            {**asdict(rule), "place": rule.place and asdict(rule.place)}
            for rule in found.rules
        ],
        "lost": [
            {
                "question": one.question,
                "label": one.label,
                "principle": one.principle,
                **{kind: _points(one.reasons, kind) for kind in kinds},
                "why": [reason.words for reason in one.reasons],
                "answer_given": one.given or None,
                "best_answer": one.best,
                "evidence_seen": one.evidence,
                "mapped_to": [asdict(clause) for clause in one.clauses],
                "file": one.place.file,
                "sheet": one.place.sheet,
                "cell": one.place.cell,
            }
            for one in found.lost
        ],
    }


def _points(reasons: Sequence[Reason], kind: str) -> float:
    return sum(reason.points for reason in reasons if reason.kind == kind)


def explanation_record(
    units: Sequence[Assessment], results: Results
) -> Mapping[str, Any]:
    """Everything `recruitcheck explain` says of an organisation, as plain data."""
    return {
        "assessments": [as_record(explain_score(one, results)) for one in units],
        "raises_most": [asdict(step) for step in steps_of(units, results)],
    }


def steps_of(units: Sequence[Assessment], results: Results) -> tuple[RaisingStep, ...]:
    """What raises the score of these corridors together most; see `raising_steps`."""
    return raising_steps(units, results)
