"""The page of one corridor."""

import statistics
from collections.abc import Sequence

from recruitcheck.actions.gates import cap_of, level_of
from recruitcheck.corridor import Corridor
from recruitcheck.corridors.countries import country_name
from recruitcheck.reports import views
from recruitcheck.reports.answers import topics_of_corridor
from recruitcheck.reports.follow_ups import owed_in
from recruitcheck.reports.known import known_summary
from recruitcheck.reports.parts import (
    bands_of,
    change_of_corridor,
    completeness_of,
    gate_levels,
    interviews_heard,
    management_points,
    method_of,
    page_name,
    principles_of,
    sector_of,
    unit_score,
)
from recruitcheck.reports.recruiter_rows import recruiter_row
from recruitcheck.reports.risks import breakdowns_of, forced_labour_rows, risk_of
from recruitcheck.reports.routes import (
    comparison_of,
    flow_of,
    journeys_of,
)
from recruitcheck.reports.rules import rules_of
from recruitcheck.reports.worker_parts import (
    cost_pictures,
    incidence_rows,
    months_quartiles,
    months_table,
    payment_pictures,
    voice_rows,
)
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.roll_ups import known_workers, roll_up

_MOST_FINDINGS = 6


def corridor_view(corridor: Corridor, results: Results) -> views.CorridorView:
    """The page of a corridor, from every supplier's latest cycle."""
    units = results.corridors[corridor]
    scored = [one for one in units if one.score is not None]
    voices = voice_rows(units, results, management_points(scored, results))
    costs = cost_pictures(units, results)
    risk = results.inherent_risk(corridor)
    summary = known_summary(corridor, results)
    return views.CorridorView(
        origin=country_name(corridor.origin),
        origin_code=corridor.origin,
        destination=country_name(corridor.destination),
        destination_code=corridor.destination,
        cycle=max(one.cycle for one in units),
        bands=bands_of(results.model),
        practice=practice_of(units, results),
        method=method_of(results),
        interviews=interviews_heard(units, results),
        workers=known_workers(units),
        principles=principles_of(results.model),
        suppliers=tuple(_supplier_row(one, results) for one in scored),
        absent=absent_from(corridor, results),
        findings=_findings(scored, results),
        voices=voices,
        topics=topics_of_corridor(corridor, results),
        costs=costs,
        payments=payment_pictures(units, results),
        incidences=incidence_rows(units, results),
        flow=flow_of(corridor, units, results),
        journeys=journeys_of(costs),
        comparison=comparison_of(corridor, results),
        change=change_of_corridor(corridor, results),
        risk=risk_of(risk, results.facts.known_of(corridor), summary.residual),
        rules=rules_of(
            results.legal_context(corridor),
            results.clauses,
            on=results.facts_on,
            texts=results.corridor_model.gaps,
        ),
        forced_labour=forced_labour_rows(summary, results),
        breakdowns=breakdowns_of(summary, results),
        months=months_table(summary.months, results.model.minimum_cell),
        owed=owed_in(corridor, results),
        recruiters=_recruiters(corridor, units, results),
        unknowns=_unknowns(corridor, units, results),
        index_href="../index.html",
        brief_href=f"../briefs/{page_name(str(corridor))}",
    )


def practice_of(units: Sequence[Assessment], results: Results) -> views.Practice:
    """Worker-weighted mean of the suppliers; unassessed workers count 0."""
    total = roll_up(units, results.model)
    scores = sorted(one.score for one in units if one.score is not None)
    if total.score is None or total.covered is None or not scores:
        return views.Practice(None, "", None, None, None, None, None)
    value = round(total.score * total.covered, 1)
    return views.Practice(
        value=value,
        band=results.model.band(value).letter,
        assessed_only=total.score,
        covered_workers=total.covered,
        lowest=scores[0],
        median=round(statistics.median(scores), 1),
        highest=scores[-1],
    )


def _supplier_row(one: Assessment, results: Results) -> views.SupplierRow:
    return views.SupplierRow(
        id=one.organisation,
        name=one.unit.own.name or one.organisation,
        href=f"../suppliers/{page_name(one.organisation)}",
        sector=sector_of(one.unit.own, results),
        corridors=(),
        workers=one.workers,
        interviews=one.heard.n,
        score=unit_score(one),
        completeness=completeness_of(one.status),
        gates=gate_levels([one], results.model),
        principles=tuple(one.principles[p.id] for p in principles_of(results.model)),
        months=months_quartiles([one], results),
    )


def absent_from(corridor: Corridor, results: Results) -> tuple[views.Absent, ...]:
    """Suppliers known in the corridor that have no score in it."""
    found = [
        views.Absent(
            one.organisation,
            one.unit.own.name or one.organisation,
            "supplier",
            one.why_none,
            workers=one.workers,
        )
        for one in results.corridors[corridor]
        if one.score is None
    ]
    answered = set(results.cycles)
    found += [
        views.Absent(one.id, one.name, one.role, "No usable return received.")
        for one in results.expected
        if corridor in one.corridors
        and one.id not in answered
        and one.role == "supplier"
    ]
    return tuple(found)


def _findings(
    units: Sequence[Assessment], results: Results
) -> tuple[views.Finding, ...]:
    """Rules that fired, the worst and most common first, each level of its own."""
    fired: dict[tuple[str, views.GateLevel], list[Assessment]] = {}
    for one in units:
        for gate in one.gates:
            level = level_of(cap_of(one, gate, results.model), results.model)
            fired.setdefault((gate, level), []).append(one)
    order = ("zero_tolerance", "critical", "major", "alert")
    ranked = sorted(
        fired.items(), key=lambda entry: (order.index(entry[0][1]), -len(entry[1]))
    )
    return tuple(
        _finding(gate, level, where, len(units), results)
        for (gate, level), where in ranked[:_MOST_FINDINGS]
    )


def _finding(
    gate: str,
    level: views.GateLevel,
    where: Sequence[Assessment],
    assessed: int,
    results: Results,
) -> views.Finding:
    outcome = next((g for g in results.model.outcome_gates if g.id == gate), None)
    if outcome is not None:
        title, question = outcome.title, outcome.asked
        if level == "major":
            title += ": reported, to be investigated"
    else:
        found = results.questions[gate]
        title, question = found.finding or f"Not met: {found.intent}", gate
    names = ", ".join(one.unit.own.name or one.organisation for one in where)
    at = f"{len(where)} of {assessed} assessed suppliers"
    return views.Finding(level, title, f"{names}.", at, (question,))


def _recruiters(
    corridor: Corridor, units: Sequence[Assessment], results: Results
) -> tuple[views.RecruiterRow, ...]:
    used: dict[str, set[str]] = {}
    for one in units:
        for recruiter in one.unit.own.recruiters.get(corridor, ()):
            used.setdefault(recruiter, set()).add(one.organisation)
    return tuple(
        recruiter_row(name, results, folder="../recruiters/", suppliers=len(suppliers))
        for name, suppliers in sorted(used.items())
    )


def _unknowns(
    corridor: Corridor, units: Sequence[Assessment], results: Results
) -> tuple[views.Unknown, ...]:
    found = []
    minimum = results.model.minimum_cell
    silent = [one for one in units if one.heard.n == 0]
    few = [one for one in units if 0 < one.heard.n < minimum]
    if silent:
        names = ", ".join(one.unit.own.name or one.organisation for one in silent)
        found.append(
            views.Unknown(
                f"No worker was interviewed at {names}.",
                f"Interview at least {minimum} workers at each.",
            )
        )
    if few:
        names = ", ".join(one.unit.own.name or one.organisation for one in few)
        found.append(
            views.Unknown(
                f"Too few workers were interviewed at {names} to show what they say.",
                f"Interview at least {minimum} workers at each.",
            )
        )
    unaudited = [one for one in units if one.unit.audit is None]
    if unaudited:
        found.append(
            views.Unknown(
                _not_audited(len(unaudited), len(units)),
                "Audit on site, or see the documents that the answers name.",
            )
        )
    absent = absent_from(corridor, results)
    if absent:
        found.append(
            views.Unknown(
                "1 expected supplier has no score here."
                if len(absent) == 1
                else f"{len(absent)} expected suppliers have no score here.",
                "Ask them for their return; unassessed workers count 0.",
            )
        )
    return tuple(found)


def _not_audited(unaudited: int, of: int) -> str:
    if of == 1:
        return "The only supplier has not been audited; its answers are declarations."
    verb = "has" if unaudited == 1 else "have"
    return (
        f"{unaudited} of {of} suppliers {verb} not been audited; answers without an"
        " audit are declarations."
    )
