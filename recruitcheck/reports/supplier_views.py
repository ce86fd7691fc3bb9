"""The page of one organisation: a supplier, a labour recruiter, a network member."""

from collections.abc import Iterator, Mapping, Sequence

from recruitcheck.actions.gates import fired_gates
from recruitcheck.actions.words import corridor_label, first_text, shown
from recruitcheck.corridors.countries import corridor_name, country_name
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.remediation.payments import Payment
from recruitcheck.reports import views
from recruitcheck.reports.follow_ups import (
    actions_of,
    flags_of,
    owed_of,
    problems_of_recruiters,
    serving_of,
)
from recruitcheck.reports.known import known_steps
from recruitcheck.reports.parts import (
    bands_of,
    cell_of,
    change_of_organisation,
    completeness_of,
    coverage,
    framework_rows,
    gate_levels,
    interviews_heard,
    management_points,
    method_of,
    page_name,
    peers_of,
    principles_of,
    sector_of,
    total_score,
    unit_score,
)
from recruitcheck.reports.worker_parts import (
    cost_pictures,
    incidence_rows,
    payment_pictures,
    topic_heard,
    voice_rows,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment, roll_up
from recruitcheck.scoring.engine import Detail

_MOST_FINDINGS = 8
_MOST_GAPS = 8
_SITE_WORKERS = "M-PRO-01"
_SITE_MIGRANTS = "M-PRO-02"


def supplier_view(
    organisation: str, results: Results, *, payments: tuple[Payment, ...] = ()
) -> views.SupplierView:
    """The page of an organisation in its latest cycle.

    `payments` are those of returned payment plans, of any supplier.
    """
    cycle = results.cycles[organisation][-1]
    units = results.of_cycle(organisation, cycle)
    own, role = units[0].unit.own, units[0].role
    rows = tuple(_answer_rows(units, results))
    gates = _gates(units, results)
    management = management_points(units, results)
    is_supplier = role == "supplier"
    voices = voice_rows(units, results, management) if is_supplier else ()
    fixes = _fixes(organisation, results)
    return views.SupplierView(
        id=organisation,
        name=own.name or organisation,
        role=role,
        sector=sector_of(own, results),
        place=country_name(own.destination) if own.destination else "",
        cycle=cycle,
        assessed_on=own.dated.isoformat() if own.dated else "",
        bands=bands_of(results.model),
        score=total_score(units, results.model),
        coverage=coverage(_distinct(units, results), units, results.model),
        evidence=_evidence(units),
        method=method_of(results),
        workers=units[0].unit.number(_SITE_WORKERS) if is_supplier else None,
        migrants=units[0].unit.number(_SITE_MIGRANTS) if is_supplier else None,
        peers=peers_of(organisation, results) if is_supplier else None,
        last_cycle=_last_cycle(organisation, results),
        ranges=_ranges(organisation, results),
        change=change_of_organisation(organisation, results),
        gates=gates,
        findings=_findings(gates, units, voices, results),
        fixes=fixes,
        actions=actions_of(organisation, fixes, results),
        flags=flags_of(organisation, results) if role != "member" else None,
        owed=owed_of(organisation, results, payments) if is_supplier else None,
        serving=serving_of(organisation, results) if role == "recruiter" else None,
        recruiter_problems=problems_of_recruiters(organisation, results)
        if is_supplier
        else (),
        principles=_principles(units, results),
        corridors=_corridors(units, results) if role != "member" else (),
        interviews=interviews_heard(units, results) if is_supplier else None,
        voices=voices,
        topics=_topics(units, results) if is_supplier else (),
        costs=cost_pictures(units, results) if is_supplier else (),
        payments=payment_pictures(units, results) if is_supplier else (),
        incidences=incidence_rows(units, results) if is_supplier else (),
        evidence_gaps=_evidence_gaps(units, results),
        answers=rows,
        recruiters=_recruiters(units, results) if is_supplier else (),
        frameworks=_frameworks(units, results),
        index_href="../index.html",
    )


def _ranges(organisation: str, results: Results) -> views.Ranges | None:
    found = results.ranges.organisations.get(organisation)
    if found is None:
        return None
    bands = [(letter, share) for letter, share in found.bands.items() if share >= 0.005]
    return views.Ranges(
        results.ranges.draws,
        found.score.low,
        found.score.high,
        found.best_rank,
        found.worst_rank,
        found.of,
        tuple(sorted(bands, key=lambda pair: -pair[1])),
    )


def _last_cycle(organisation: str, results: Results) -> views.LastCycle | None:
    cycles = results.cycles[organisation]
    if len(cycles) < 2:
        return None
    before = total_score(results.of_cycle(organisation, cycles[-2]), results.model)
    if before.value is None:
        return None
    return views.LastCycle(cycles[-2], before.value, before.band)


def _per_scope(
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


def _distinct(units: Sequence[Assessment], results: Results) -> list[Detail]:
    return [
        detail
        for _, _, detail in _per_scope(units, results)
        if results.questions[detail.question].scored
    ]


def _evidence(units: Sequence[Assessment]) -> views.EvidenceMix:
    """Shares of the answered weight by evidence, over all corridors by workers."""
    weights = [0.0] * 4
    for one in units:
        for detail in one.details.values():
            if detail.state in {"answered", "hidden"}:
                weights[detail.evidence] += detail.weight * (one.workers or 1)
    total = sum(weights)
    if not total:
        return views.EvidenceMix(0.0, 0.0, 0.0, 0.0)
    return views.EvidenceMix(*(weight / total for weight in weights))


def _principles(
    units: Sequence[Assessment], results: Results
) -> tuple[views.PrincipleScore, ...]:
    total = roll_up(units, results.model)
    all_weight = sum(principle.weight for principle in results.model.principles)
    answered: dict[str, list[float]] = {}
    items = {i.id: i for r in results.network.rules.values() for i in r.items}
    for one in units:
        for detail in one.details.values():
            position = items[detail.question].principle
            if position is not None and detail.weight:
                pair = answered.setdefault(
                    principles_of(results.model)[position].id, [0.0, 0.0]
                )
                pair[0] += detail.weight * (detail.state in {"answered", "hidden"})
                pair[1] += detail.weight
    rows = []
    for principle, shown_as in zip(
        results.model.principles, principles_of(results.model), strict=True
    ):
        pair = answered.get(principle.id, [0.0, 0.0])
        rows.append(
            views.PrincipleScore(
                shown_as,
                principle.weight / all_weight,
                _rounded(total.principles[principle.id]),
                answered_weight=pair[0] / pair[1] if pair[1] else None,
            )
        )
    return tuple(rows)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)


def _corridors(
    units: Sequence[Assessment], results: Results
) -> tuple[views.CorridorOfSupplier, ...]:
    return tuple(
        views.CorridorOfSupplier(
            label=corridor_label(one.unit),
            href=f"../corridors/{page_name(str(one.corridor))}"
            if one.corridor in results.corridors
            else "",
            workers=one.workers,
            interviews=one.heard.n,
            score=unit_score(one),
            coverage=coverage(
                [
                    d
                    for d in one.details.values()
                    if results.questions[d.question].scored
                ],
                [one],
                results.model,
            ),
            gates=gate_levels([one], results.model),
        )
        for one in units
        if one.corridor is not None
    )


def _gates(units: Sequence[Assessment], results: Results) -> tuple[views.Gate, ...]:
    """Every rule that fired, worst first, alerts last."""
    return tuple(
        views.Gate(
            gate.level,
            gate.cap,
            gate.binding,
            gate.title,
            gate.asked,
            gate.question,
            gate.because,
            gate.answer,
            gate.statement,
            gate.scope,
        )
        for gate in fired_gates(units, results)
    )


def _findings(
    gates: Sequence[views.Gate],
    units: Sequence[Assessment],
    voices: Sequence[views.VoiceRow],
    results: Results,
) -> tuple[views.Finding, ...]:
    """The rules that fired, where workers disagree, what is missing; worst first."""
    found = [_gate_finding(gate, units, results) for gate in gates]
    found = [*found[: _MOST_FINDINGS - 3], *_disagreements(voices, results)[:1]]
    missing = [
        (detail, one)
        for _, one, detail in _per_scope(units, results)
        if detail.state in {"missing", "na_unapproved"} and detail.weight
    ]
    if missing:
        found.append(_blank_finding(missing))
    found += [
        views.Finding(
            "gap",
            f"No score for {corridor_label(one.unit)}",
            f"{one.why_none} The other corridors make the score.",
        )
        for one in units
        if one.score is None and len(units) > 1
    ]
    best = _best(units, results)
    return tuple([*found, *best][:_MOST_FINDINGS])


def _fixes(organisation: str, results: Results) -> tuple[views.Fix, ...]:
    """What raises the score most, over all corridors by their workers."""
    return tuple(
        views.Fix(
            " ".join(step.actions) or "Open every rule.",
            "; ".join(step.reasons),
            step.owner,
            step.gain,
            step.score,
            step.questions,
            step.scope,
        )
        for step in known_steps(organisation, results)
    )


def _gate_finding(
    gate: views.Gate, units: Sequence[Assessment], results: Results
) -> views.Finding:
    question = results.questions.get(gate.question_id)
    cells = [
        cell
        for one in units
        if gate.scope in {"", corridor_label(one.unit)}
        and (answer := one.unit.answer(gate.question_id)) is not None
        and (cell := cell_of(answer.place)) is not None
    ]
    title = gate.statement or (
        f"Not answered: {gate.question}" if gate.because == "missing" else gate.title
    )
    quoted = f"“{gate.question}” Answer: “{gate.answer}”." if gate.answer else ""
    where = f"{gate.scope}. " if gate.scope else ""
    who = {
        "answer": "Management's own answer",
        "audit": "Seen by the auditor",
        "workers": "Worker interviews",
        "missing": "Left blank",
    }[gate.because]
    severity: views.Severity = gate.level
    return views.Finding(
        severity,
        title.rstrip("."),
        f"{where}{quoted}".strip(),
        who,
        (gate.question_id,) if question else (),
        tuple(dict.fromkeys(cells)),
    )


def _disagreements(
    voices: Sequence[views.VoiceRow], results: Results
) -> list[views.Finding]:
    """Principles where management stands far above what workers can mean at most."""
    found = []
    for row in voices:
        if row.management is None or row.high is None:
            continue
        gap = row.management - row.high
        if gap >= method_of(results).flag_gap and not isinstance(
            row.workers, views.Withheld
        ):
            found.append(
                (
                    gap,
                    views.Finding(
                        "major" if gap >= method_of(results).material_gap else "alert",
                        "Workers and management tell different stories about "
                        f"“{row.principle.title}”",
                        f"Management's answers are worth {row.management:.0f} of 100,"
                        f" workers' {row.workers:.0f} (at most {row.high:.0f}).",
                        f"{row.n} interviews",
                    ),
                )
            )
    return [finding for _, finding in sorted(found, key=lambda pair: -pair[0])]


def _blank_finding(missing: Sequence[tuple[Detail, Assessment]]) -> views.Finding:
    names = dict.fromkeys(detail.question for detail, _ in missing)
    cells = [
        cell
        for detail, one in missing
        if (answer := one.unit.answer(detail.question)) is not None
        and (cell := cell_of(answer.place)) is not None
    ]
    n = len(names)
    word = "question is" if n == 1 else "questions are"
    return views.Finding(
        "gap",
        f"{n} {word} not answered",
        "A blank earns nothing: it never looks better than an honest “no”.",
        questions=tuple(names),
        cells=tuple(dict.fromkeys(cells))[:6],
    )


def _best(units: Sequence[Assessment], results: Results) -> list[views.Finding]:
    """The strongest principle, where it is in the best band."""
    total = roll_up(units, results.model).principles
    known = [
        (v, p) for p in principles_of(results.model) if (v := total[p.id]) is not None
    ]
    if not known:
        return []
    value, principle = max(known, key=lambda pair: pair[0])
    if value < results.model.bands[0].least:
        return []
    return [
        views.Finding(
            "positive", f"“{principle.title}” is in place", f"{value:.0f} of 100."
        )
    ]


def _topics(
    units: Sequence[Assessment], results: Results
) -> tuple[views.TopicRow, ...]:
    """What each kind of respondent says about a topic, where two of them spoke."""
    items = {i.id: i for r in results.network.rules.values() for i in r.items}
    sums: dict[str, dict[str, list[float]]] = {}
    for _, _, detail in _per_scope(units, results):
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
                recruiter=None,
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


def _evidence_gaps(
    units: Sequence[Assessment], results: Results
) -> tuple[views.EvidenceGap, ...]:
    """Answers that rest on a mere declaration, heaviest first."""
    found = []
    total = sum(d.weight for _, _, d in _per_scope(units, results)) or 1.0
    titles = {
        i.id: i.principle for r in results.network.rules.values() for i in r.items
    }
    for scope, one, detail in _per_scope(units, results):
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


def _answer_rows(
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


def _recruiters(
    units: Sequence[Assessment], results: Results
) -> tuple[views.RecruiterRow, ...]:
    """The labour recruiters that this supplier names, with their own scores."""
    named: dict[str, dict[str, None]] = {}
    for one in units:
        if one.corridor is None:
            continue
        for recruiter in one.unit.own.recruiters.get(one.corridor, ()):
            named.setdefault(recruiter, {})[corridor_name(one.corridor)] = None
    return tuple(
        recruiter_row(name, results, corridors=tuple(labels), folder="../recruiters/")
        for name, labels in sorted(named.items())
    )


def recruiter_row(
    recruiter: str,
    results: Results,
    *,
    folder: str,
    corridors: tuple[str, ...] = (),
    suppliers: int | None = None,
) -> views.RecruiterRow:
    """A labour recruiter as a row; without a score where it has not answered."""
    units = results.latest("recruiter").get(recruiter, ())
    if not units:
        none = views.Score(None, why_none="No return received.")
        name = next((e.name for e in results.expected if e.id == recruiter), recruiter)
        return views.RecruiterRow(recruiter, name, "", corridors, none, suppliers)
    return views.RecruiterRow(
        recruiter,
        units[0].unit.own.name or recruiter,
        f"{folder}{page_name(recruiter)}",
        corridors,
        total_score(units, results.model),
        suppliers,
        completeness_of(roll_up(units, results.model).status),
        gate_levels(units, results.model),
    )


def _frameworks(
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
