"""Scores all units of a network: what workers say of them, the kernel, records."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from recruitcheck.issues import Issue, Place, issue
from recruitcheck.questionnaires.questionnaire import Questionnaire, Role
from recruitcheck.scoring.assessment import ROLES, Assessment, Network, WorkersHeard
from recruitcheck.scoring.engine import Detail, details, score
from recruitcheck.scoring.rules import Rules, compile_rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import UNANSWERED
from recruitcheck.scoring.workers import (
    known_population,
    outcome_severity,
    outcomes,
    points_of_workers,
    topics_heard,
    voices,
)
from recruitcheck.submissions.answers import Unit, as_batch

if TYPE_CHECKING:
    import pandas as pd


def assess(
    units: Sequence[Unit],
    model: ScoringModel,
    questionnaires: Mapping[str, Questionnaire],
    interviews: "pd.DataFrame | None" = None,
) -> Network:
    """Score all units. `interviews` is the table of all interviews of all cycles.

    Issues name questionnaires whose conditions the method cannot follow, profile
    answers without which there is no score, and samples larger than the workforce.
    """
    ordered = list(questionnaires.values())
    worker = next((q for q in ordered if q.respondent == "worker"), None)
    issues: list[Issue] = []
    found: list[Assessment] = []
    rules_by_role: dict[Role, Rules] = {}
    for role in ROLES:
        own = [unit for unit in units if unit.own.role == role]
        if not own:
            continue
        rules, unsound = compile_rules(model, role, ordered)
        issues += unsound
        rules_by_role[role] = rules
        heard = [_hear(unit, interviews, worker, model) for unit in own]
        issues += [
            issue(
                "W203",
                Place(unit.own.file),
                n=h.n,
                workers=unit.number(model.migrant_workers),
                corridor=unit.corridor,
            )
            for unit, h in zip(own, heard, strict=True)
            if (unit.number(model.migrant_workers) or h.n) < h.n
        ]
        found += _score(own, heard, role, rules, questionnaires)
    found.sort(key=lambda one: one.unit.key)
    return Network(model, tuple(found), rules_by_role, tuple(issues))


def _hear(
    unit: Unit,
    interviews: "pd.DataFrame | None",
    worker: Questionnaire | None,
    model: ScoringModel,
) -> WorkersHeard:
    """What the workers of a unit say; nothing for recruiters and members."""
    if interviews is None or worker is None or unit.own.role != "supplier":
        return WorkersHeard(0, {}, {}, {})
    table = interviews_of(interviews, [unit])
    n = len(table)
    workers = known_population(n, unit.number(model.migrant_workers))
    points = points_of_workers(table, worker)
    return WorkersHeard(
        n,
        voices(points, worker, model, workers),
        outcomes(table, model.outcome_gates, workers),
        topics_heard(points, worker, model),
    )


def interviews_of(interviews: "pd.DataFrame", units: Iterable[Unit]) -> "pd.DataFrame":
    """The interviews that speak of these units: supplier, origin and cycle agree."""
    wanted = {
        (unit.own.organisation, unit.corridor.origin, unit.own.cycle)
        for unit in units
        if unit.corridor is not None
    }
    keys = zip(
        interviews["supplier_id"].astype(str),
        interviews["origin"].astype(str),
        interviews["cycle"].astype(str),
        strict=True,
    )
    return interviews[[key in wanted for key in keys]]


def _score(
    units: Sequence[Unit],
    heard: Sequence[WorkersHeard],
    role: Role,
    rules: Rules,
    questionnaires: Mapping[str, Questionnaire],
) -> list[Assessment]:
    verified = [_verified(unit, rules.model) for unit in units]
    severities = [
        _severities(one, known, rules.model)
        for one, known in zip(heard, verified, strict=True)
    ]
    batch = as_batch(units, role, questionnaires)
    batch = _with_outcomes(batch, severities, rules.model)
    batch = _with_workers(batch, units, heard, rules)
    rows = score(batch, rules).to_pylist()
    found = details(batch, rules)
    parts = zip(units, heard, severities, verified, rows, found, strict=True)
    return [
        _assessment(
            unit,
            role,
            rules,
            voice=v,
            severities=s,
            verified=k,
            row=r,
            detail=d,
            inputs=batch.slice(i, 1),
        )
        for i, (unit, v, s, k, r, d) in enumerate(parts)
    ]


def _severities(
    heard: WorkersHeard, verified: frozenset[str], model: ScoringModel
) -> dict[str, str]:
    """How hard worker-outcome gates fire, by gate; those that do not are left out."""
    found = {
        gate.id: outcome_severity(
            heard.outcomes.get(gate.id), model, verified=gate.id in verified
        )
        for gate in model.outcome_gates
    }
    return {gate: severity for gate, severity in found.items() if severity is not None}


def _with_outcomes(
    batch: Any, severities: Sequence[Mapping[str, str]], model: ScoringModel
) -> Any:
    """The batch with a column for every worker-outcome gate."""
    import pyarrow as pa

    for gate in model.outcome_gates:
        column = pa.array([fired.get(gate.id) for fired in severities], pa.string())
        batch = batch.append_column(f"outcome.{gate.id}", column)
    return batch


def _with_workers(
    batch: Any, units: Sequence[Unit], heard: Sequence[WorkersHeard], rules: Rules
) -> Any:
    """The batch with what workers say of every topic in which somebody claims."""
    import pyarrow as pa

    for topic in rules.claimed_topics:
        samples = [
            _sample(place, topic, units, heard, rules.model)
            for place in range(len(units))
        ]
        for position, name in enumerate(("favourable", "heard", "population")):
            column = pa.array([sample[position] for sample in samples], pa.float64())
            batch = batch.append_column(f"workers.{topic}.{name}", column)
    return batch


def _verified(unit: Unit, model: ScoringModel) -> frozenset[str]:
    """Worker outcomes that the organisation's or its auditor's answers establish."""
    return frozenset(
        gate.id
        for gate in model.outcome_gates
        if (condition := gate.establishes) is not None
        and condition.holds(
            {
                name: answer.value
                for name in condition.references
                if (answer := unit.answer(name)) is not None
                and answer.given == "answered"
            }
        )
    )


def _sample(
    index: int,
    topic: str,
    units: Sequence[Unit],
    heard: Sequence[WorkersHeard],
    model: ScoringModel,
) -> tuple[float, float, float | None]:
    """Favourable, heard and workers of a topic in one unit.

    Where fewer than the minimum cell were heard, all corridors of the supplier in that
    cycle are taken together, and so are all their workers: what is heard in one
    corridor leaves room for doubt in the others. Where corridors with too few hold too
    few also together, they do not count beside others that hold enough: what is said
    there is shown, so that the score would tell what those few said.
    """
    together = [index]
    own, least = units[index].own, model.minimum_cell
    alone = heard[index].topics.get(topic)
    if alone is None or alone.heard < least:
        together = [i for i, unit in enumerate(units) if unit.own is own]
    said = [t for i in together if (t := heard[i].topics.get(topic)) is not None]
    enough = [t for t in said if t.heard >= least]
    if enough and sum(t.heard for t in said if t.heard < least) < least:
        said = enough
    favourable, n = sum(t.favourable for t in said), sum(t.heard for t in said)
    workers = [units[i].number(model.migrant_workers) for i in together]
    known = [one for one in workers if one is not None]
    population = sum(known) if len(known) == len(workers) else None
    return favourable, n, known_population(n, population)


def _assessment(
    unit: Unit,
    role: Role,
    rules: Rules,
    *,
    voice: WorkersHeard,
    severities: Mapping[str, str],
    verified: frozenset[str],
    row: Mapping[str, Any],
    detail: Mapping[str, Detail],
    inputs: Any,
) -> Assessment:
    model = rules.model
    return Assessment(
        unit=unit,
        role=role,
        workers=unit.number(model.migrant_workers),
        score=row["score"],
        band=row["band"],
        raw=row["raw"],
        cap=row["cap"],
        capped=row["capped"],
        low=row["low"],
        high=row["high"],
        principles={p.id: row[f"principle.{p.id}"] for p in model.principles},
        completeness=row["completeness"],
        status=row["status"],
        na_exposure=row["na_exposure"],
        na_share=row["na_share"],
        na_flagged=bool(row["na_flagged"]),
        gates=tuple(row["gates"]),
        binding=tuple(row["binding"]),
        alerts=tuple(row["alerts"]),
        details=detail,
        outcome_severities=severities,
        verified=verified,
        heard=voice,
        inputs=inputs,
        why_none="" if row["score"] is not None else _why_none(unit, detail, rules),
    )


def _why_none(unit: Unit, detail: Mapping[str, Detail], rules: Rules) -> str:
    """The profile answers that are missing, each with its cell."""
    if not unit.own.received:
        return "No return came back; only workers were heard."
    missing = []
    for item in rules.items:
        if item.mandatory and detail[item.id].state in UNANSWERED:
            answer = unit.answer(item.id)
            cell = answer.place.cell if answer is not None else None
            missing.append(f"{item.id} ({cell})" if cell else item.id)
    if not missing:
        return "Nothing that applies here was asked."
    return f"Not answered, so nobody can say what applies: {', '.join(missing)}."
