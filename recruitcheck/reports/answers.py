"""What an organisation answered: by question, by topic, and by framework."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from recruitcheck.actions.words import corridor_label, first_text, shown
from recruitcheck.corridor import Corridor
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.reports import views
from recruitcheck.reports.parts import (
    cell_of,
    framework_rows,
    principles_of,
)
from recruitcheck.reports.worker_parts import topic_heard
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail

_MOST_GAPS = 8


def per_scope(
    units: Sequence[Assessment], results: Results
) -> Iterator[tuple[str, Assessment, Detail]]:
    """Every question once where it was asked: of the site, or of each corridor."""
    seen: set[str] = set()
    for one in units:
        for name, detail in one.details.items():
            own = results.questions[name]
            scope = corridor_label(one.unit) if own.scope == "corridor" else ""
            if scope or name not in seen:
                seen.add(name)
                yield scope, one, detail


def topics_of(
    units: Sequence[Assessment], results: Results
) -> tuple[views.TopicRow, ...]:
    """What each kind of respondent says about a topic, where two of them spoke."""
    details = [detail for _, _, detail in per_scope(units, results)]
    return _topics(details, units, results)


def topics_of_corridor(
    corridor: Corridor, results: Results
) -> tuple[views.TopicRow, ...]:
    """The same over all suppliers of a corridor, and recruiters that answered for it.

    Every answer counts alike, a supplier's answer for its whole site too.
    """
    units = results.corridors[corridor]
    recruiters = [
        one
        for own in results.latest("recruiter").values()
        for one in own
        if one.corridor == corridor
    ]
    details = [d for one in (*units, *recruiters) for d in one.details.values()]
    return _topics(details, units, results)


def _topics(
    details: Iterable[Detail], units: Sequence[Assessment], results: Results
) -> tuple[views.TopicRow, ...]:
    items = {i.id: i for r in results.network.rules.values() for i in r.items}
    sums: dict[str, dict[str, list[float]]] = {}
    for detail in details:
        topic = results.questions[detail.question].topic
        if topic and detail.weight and detail.state == "answered":
            item = items[detail.question]
            by_kind = sums.setdefault(topic, {})
            by_kind.setdefault(item.respondent, []).append(detail.points)
    rows = []
    for topic, said in sums.items():
        heard = topic_heard(units, topic, results)
        if len(said) + (heard is not None) < 2:
            continue
        workers, n, upper = heard if heard is not None else (None, 0, None)
        management = _mean(said.get("management"))
        rows.append(
            views.TopicRow(
                topic=_topic_words(topic),
                management=management,
                recruiter=_mean(said.get("recruiter")),
                auditor=_mean(said.get("auditor")),
                workers=workers,
                n=n,
                discrepancy=None
                if management is None or upper is None
                else max(0.0, management - upper),
            )
        )
    return tuple(rows)


def _topic_words(topic: str) -> str:
    return topic.removeprefix("TG-").replace("-", " ").capitalize()


def _mean(points: Sequence[float] | None) -> float | None:
    return 100 * sum(points) / len(points) if points else None


def evidence_gaps_of(
    units: Sequence[Assessment], results: Results
) -> tuple[views.EvidenceGap, ...]:
    """Answers that rest on a mere declaration, heaviest first."""
    found = []
    total = sum(d.weight for _, _, d in per_scope(units, results)) or 1.0
    titles = {
        i.id: i.principle for r in results.network.rules.values() for i in r.items
    }
    for scope, one, detail in per_scope(units, results):
        question = results.questions[detail.question]
        worth = detail.weight and detail.state == "answered" and detail.points > 0
        if not worth or detail.evidence or not question.evidence:
            continue
        answer = one.unit.answer(detail.question)
        position = titles[detail.question]
        found.append(
            views.EvidenceGap(
                detail.question,
                first_text(question.labels),
                question.evidence,
                detail.weight / total,
                ""
                if position is None
                else principles_of(results.model)[position].title,
                cell_of(answer.place) if answer else None,
                scope,
            )
        )
    return tuple(sorted(found, key=lambda gap: -gap.weight)[:_MOST_GAPS])


_LEVELS: tuple[views.EvidenceLevel, ...] = (
    "declared",
    "document",
    "audited",
    "corroborated",
)


def answer_rows(
    units: Sequence[Assessment], results: Results
) -> Iterator[views.AnswerRow]:
    """Every question that was asked, in the order of the forms."""
    positions = {
        i.id: i.principle for r in results.network.rules.values() for i in r.items
    }
    seen: set[tuple[str, str]] = set()
    for one in units:
        for submission in one.unit.returns:
            questionnaire = results.questionnaires.get(submission.questionnaire)
            if questionnaire is None:
                continue
            sections = {s.id: first_text(s.labels) for s in questionnaire.sections}
            for question in questionnaire.in_form(submission.form):
                scope = corridor_label(one.unit) if question.scope == "corridor" else ""
                if not question.scope or (question.id, scope) in seen:
                    continue
                seen.add((question.id, scope))
                yield _answer_row(
                    one,
                    question,
                    one.details.get(question.id),
                    scope,
                    sections.get(question.section, ""),
                    questionnaire.respondent,
                    positions,
                    results,
                )


def _answer_row(  # noqa: PLR0917
    one: Assessment,
    question: Question,
    detail: Detail | None,
    scope: str,
    section: str,
    respondent: str,
    positions: Mapping[str, int | None],
    results: Results,
) -> views.AnswerRow:
    answer = one.unit.answer(question.id)
    given = answer is not None and answer.given == "answered"
    state: views.AnswerState = "answered" if given else "missing"
    if detail is not None:
        state = detail.state
    counted = detail is not None and detail.weight > 0
    position = positions.get(question.id)
    return views.AnswerRow(
        question.id,
        first_text(question.labels),
        section,
        "" if position is None else principles_of(results.model)[position].title,
        respondent,  # type: ignore[arg-type]
        shown(question, answer),
        state,
        detail.points if detail is not None and counted else None,
        detail.weight if detail is not None else 0.0,
        _LEVELS[detail.evidence] if detail is not None and given and counted else None,
        cell_of(answer.place) if answer is not None else None,
        scope,
        _note(state, counted=counted),
    )


def _note(state: str, *, counted: bool) -> str:
    if state == "hidden":
        return "Not asked because of an earlier answer, and counted like it."
    if state == "na_unapproved":
        return "Not applicable counts only with a reason and a named approver."
    return "" if counted or state != "answered" else "Information only."


def frameworks_of(
    units: Sequence[Assessment], results: Results
) -> tuple[views.FrameworkRow, ...]:
    asked: dict[str, bool] = {}
    for one in units:
        for submission in one.unit.returns:
            questionnaire = results.questionnaires.get(submission.questionnaire)
            for question in (
                questionnaire.in_form(submission.form) if questionnaire else ()
            ):
                answer = one.unit.answer(question.id)
                given = answer is not None and answer.given == "answered"
                if question.clauses:
                    asked[question.id] = asked.get(question.id, False) or given
    return framework_rows(asked, results)
