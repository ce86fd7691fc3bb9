"""The page of one organisation: a supplier, a labour recruiter, a network member."""

from collections.abc import Sequence

from recruitcheck.actions.words import corridor_label
from recruitcheck.corridors.countries import country_name
from recruitcheck.remediation.payments import Payment
from recruitcheck.reports import views
from recruitcheck.reports.answers import (
    answer_rows,
    evidence_gaps_of,
    frameworks_of,
    per_scope,
    topics_of,
)
from recruitcheck.reports.follow_ups import (
    actions_of,
    flags_of,
    owed_of,
    problems_of_recruiters,
    serving_of,
)
from recruitcheck.reports.found import findings_of, fixes_of, gates_of
from recruitcheck.reports.parts import (
    bands_of,
    change_of_organisation,
    coverage,
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
from recruitcheck.reports.recruiter_rows import recruiters_of
from recruitcheck.reports.worker_parts import (
    cost_pictures,
    incidence_rows,
    payment_pictures,
    voice_rows,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.engine import Detail
from recruitcheck.scoring.roll_ups import roll_up

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
    rows = tuple(answer_rows(units, results))
    gates = gates_of(units, results)
    management = management_points(units, results)
    is_supplier = role == "supplier"
    voices = voice_rows(units, results, management) if is_supplier else ()
    fixes = fixes_of(organisation, results)
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
        findings=findings_of(gates, units, voices, results),
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
        topics=topics_of(units, results) if is_supplier else (),
        costs=cost_pictures(units, results) if is_supplier else (),
        payments=payment_pictures(units, results) if is_supplier else (),
        incidences=incidence_rows(units, results) if is_supplier else (),
        evidence_gaps=evidence_gaps_of(units, results),
        answers=rows,
        recruiters=recruiters_of(units, results) if is_supplier else (),
        frameworks=frameworks_of(units, results),
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


def _distinct(units: Sequence[Assessment], results: Results) -> list[Detail]:
    return [
        detail
        for _, _, detail in per_scope(units, results)
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
