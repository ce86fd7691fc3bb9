"""Assessments: the kernel's numbers of every unit, with what stands behind them.

`assess` scores all units of a network; `roll_up` gives the score of an organisation
over its corridors and of a corridor over its suppliers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.questionnaires.questionnaire import Questionnaire, Role
from recruitcheck.scoring.engine import Detail, details, score
from recruitcheck.scoring.means import round_half_up
from recruitcheck.scoring.rules import Rules, compile_rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.workers import (
    Incidence,
    TopicHeard,
    Voice,
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

ROLES: tuple[Role, ...] = ("supplier", "recruiter", "member")


@dataclass(frozen=True, slots=True)
class WorkersHeard:
    """What the `n` interviews of one unit say.

    They may be below the minimum cell: whoever shows a figure withholds it then.
    """

    n: int
    voices: Mapping[str, Voice]
    outcomes: Mapping[str, Incidence]
    topics: Mapping[str, TopicHeard]


@dataclass(frozen=True, slots=True)
class Assessment:
    """One organisation in one corridor in one cycle under one model.

    Scores 0-100 (None: nobody could compute one, `why_none` says why), shares 0-1.
    `raw` is before the cap, `score` is capped and rounded, [`low`, `high`] is every
    missing answer at its worst and best; `capped` is the score before rounding.
    `gates` fired, `binding` hold the score down; `verified` are worker outcomes that
    answers or an audit establish. `na_share` is the share of weight that approved N/A
    takes out, `na_flagged` where it is more than the model allows unseen. `inputs` is the Arrow batch of one that the kernel scored.
    """

    unit: Unit
    role: Role
    workers: int | None
    score: float | None
    band: str | None
    raw: float | None
    cap: float
    capped: float | None
    low: float | None
    high: float | None
    principles: Mapping[str, float | None]
    completeness: float | None
    status: str | None
    na_exposure: float | None
    na_share: float | None
    na_flagged: bool
    gates: tuple[str, ...]
    binding: tuple[str, ...]
    alerts: tuple[str, ...]
    details: Mapping[str, Detail]
    outcome_severities: Mapping[str, str]
    verified: frozenset[str]
    heard: WorkersHeard
    inputs: Any
    why_none: str = ""

    @property
    def organisation(self) -> str:
        return self.unit.own.organisation

    @property
    def corridor(self) -> Corridor | None:
        return self.unit.corridor

    @property
    def cycle(self) -> str:
        return self.unit.own.cycle

    @property
    def weight(self) -> int:
        """Its weight beside others of its role: a supplier's migrant workers, else 1."""
        return (self.workers or 0) if self.role == "supplier" else 1


@dataclass(frozen=True, slots=True)
class RollUp:
    """A mean of assessments weighted by migrant workers.

    `workers` is None where no number is known, `covered` the share of known workers in
    assessments that have a score; `capped` is the score before rounding.
    """

    score: float | None
    band: str | None
    raw: float | None
    low: float | None
    high: float | None
    principles: Mapping[str, float | None]
    completeness: float | None
    status: str | None
    workers: int | None
    covered: float | None
    capped: float | None = None


@dataclass(frozen=True, slots=True)
class Network:
    """Everything assessed with one model, all cycles together.

    In order of organisation, corridor and cycle.
    """

    model: ScoringModel
    assessments: tuple[Assessment, ...]
    rules: Mapping[Role, Rules]
    issues: tuple[Issue, ...] = field(default=())

    def of(self, role: Role, *, cycle: str | None = None) -> tuple[Assessment, ...]:
        return tuple(
            one
            for one in self.assessments
            if one.role == role and cycle in {None, one.cycle}
        )


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
    import pyarrow as pa

    model = rules.model
    batch = as_batch(units, role, questionnaires)
    verified = [_verified(unit, model) for unit in units]
    severities = [
        {
            gate.id: severity
            for gate in model.outcome_gates
            if (
                severity := outcome_severity(
                    one.outcomes.get(gate.id), model, verified=gate.id in known
                )
            )
            is not None
        }
        for one, known in zip(heard, verified, strict=True)
    ]
    for gate in model.outcome_gates:
        column = pa.array([s.get(gate.id) for s in severities], pa.string())
        batch = batch.append_column(f"outcome.{gate.id}", column)
    for topic in rules.claimed_topics:
        samples = [_sample(i, topic, units, heard, model) for i in range(len(units))]
        for position, name in enumerate(("favourable", "heard", "population")):
            column = pa.array([sample[position] for sample in samples], pa.float64())
            batch = batch.append_column(f"workers.{topic}.{name}", column)
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
    corridor leaves room for doubt in the others.
    """
    together = [index]
    own = units[index].own
    alone = heard[index].topics.get(topic)
    if alone is None or alone.heard < model.minimum_cell:
        together = [i for i, unit in enumerate(units) if unit.own is own]
    said = [t for i in together if (t := heard[i].topics.get(topic)) is not None]
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
        if item.mandatory and detail[item.id].state in {"missing", "na_unapproved"}:
            answer = unit.answer(item.id)
            cell = answer.place.cell if answer is not None else None
            missing.append(f"{item.id} ({cell})" if cell else item.id)
    if not missing:
        return "Nothing that applies here was asked."
    return f"Not answered, so nobody can say what applies: {', '.join(missing)}."


def roll_up(assessments: Sequence[Assessment], model: ScoringModel) -> RollUp:
    """The mean of assessments weighted by migrant workers; unscored ones are left out.

    Organisations without workers of their own (recruiters, members) weigh the same.
    Source: the method, sections 1 and 6.
    """
    known = [(a, a.weight) for a in assessments]
    scored = [(a, n) for a, n in known if a.score is not None and n > 0]
    total, heard = sum(n for _, n in known), sum(n for _, n in scored)
    if not scored:
        none = dict.fromkeys((p.id for p in model.principles), None)
        workers = known_workers(assessments)
        return RollUp(None, None, None, None, None, none, None, None, workers, None)

    def mean(values: Iterable[float | None]) -> float | None:
        pairs = [
            (v, n) for v, (_, n) in zip(values, scored, strict=True) if v is not None
        ]
        weight = sum(n for _, n in pairs)
        return sum(v * n for v, n in pairs) / weight if weight else None

    capped = mean(a.capped for a, _ in scored)
    score_ = float(round_half_up(np.array([capped], float))[0])
    completeness = mean(a.completeness for a, _ in scored) or 0.0
    return RollUp(
        score=score_,
        band=model.band(score_).letter,
        raw=mean(a.raw for a, _ in scored),
        low=mean(a.low for a, _ in scored),
        high=mean(a.high for a, _ in scored),
        principles={
            p.id: mean(a.principles[p.id] for a, _ in scored) for p in model.principles
        },
        completeness=completeness,
        status=status_of(completeness, model),
        workers=known_workers(assessments),
        covered=heard / total,
        capped=capped,
    )


def known_workers(assessments: Iterable[Assessment]) -> int | None:
    """Migrant workers of all of them whose number is known; None where none is."""
    known = [one.workers for one in assessments if one.workers is not None]
    return sum(known) if known else None


def status_of(completeness: float, model: ScoringModel) -> str:
    """complete, provisional or incomplete, by the share of weight answered."""
    if round(completeness, 9) >= model.complete:
        return "complete"
    return (
        "provisional" if round(completeness, 9) >= model.provisional else "incomplete"
    )
