"""What stands out at an organisation, and what it could do first."""

from collections.abc import Sequence

from recruitcheck.actions.gates import fired_gates
from recruitcheck.actions.words import corridor_label
from recruitcheck.reports import views
from recruitcheck.reports.answers import per_scope
from recruitcheck.reports.known import known_steps
from recruitcheck.reports.parts import (
    cell_of,
    method_of,
    principles_of,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.roll_ups import roll_up

_MOST_FINDINGS = 8


def gates_of(units: Sequence[Assessment], results: Results) -> tuple[views.Gate, ...]:
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


def findings_of(
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
        for _, one, detail in per_scope(units, results)
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


def fixes_of(organisation: str, results: Results) -> tuple[views.Fix, ...]:
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
