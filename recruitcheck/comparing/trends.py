"""What changed between two cycles, as a page of text and as plain data."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.issues import listed
from recruitcheck.results import Results
from recruitcheck.scoring.trend import (
    Change,
    CorridorTrend,
    OrganisationTrend,
    Trend,
    UnitTrend,
)

_SHOWN = 0.05  # points below which a term is not worth a word


def organisation_rows(trend: Trend, results: Results) -> list[list[str]]:
    """A row per organisation with its change and what made it, the worst change first."""
    rows = [
        [
            "Organisation",
            trend.old,
            trend.new,
            "Change",
            "Answers",
            "Evidence",
            "Workers",
            "Moved",
            "Real change",
        ]
    ]
    rows += [
        [
            _name(one.organisation, results),
            *_scores(one.change),
            _points(one.split.answers),
            _points(one.split.evidence),
            _points(one.split.workers),
            _points(one.mix),
            _real(one.change, results),
        ]
        for one in sorted(trend.organisations, key=lambda one: one.change.points)
    ]
    return rows


def corridor_rows(trend: Trend, results: Results) -> list[list[str]]:
    """A row per corridor: what its suppliers did, and what the moves of workers did."""
    rows = [
        [
            "Corridor",
            trend.old,
            trend.new,
            "Change",
            "Suppliers",
            "Moved",
            "Real change",
        ]
    ]
    rows += [
        [
            corridor_name(one.corridor),
            *_scores(one.change),
            _points(one.within),
            _points(one.mix),
            _real(one.change, results),
        ]
        for one in trend.corridors
    ]
    return rows


def trend_notes(trend: Trend, results: Results) -> Iterator[str]:
    """What the tables mean and what they leave out, a line each."""
    real = results.model.ranges.real_change
    yield "Both cycles are scored with the present model, on the questions that counted"
    yield "in both; so a score here can differ from the one in that cycle's report."
    yield "Answers, Evidence, Workers: what better or worse answers, proof, and what"
    yield "workers say did. Moved: what workers did who moved between corridors or"
    yield "suppliers; it can lower a corridor while each of its suppliers improves."
    yield f"Real change: {real:g} points or more, and more than the model's judgements can do."
    for one in trend.organisations:
        yield from _unlike(one, trend, results)
    by_reason: dict[str, list[str]] = {}
    for (organisation, corridor), why in trend.apart.items():
        where = f" in {corridor}" if corridor else ""
        by_reason.setdefault(why, []).append(f"{_name(organisation, results)}{where}")
    for why, names in by_reason.items():
        yield f"Not compared, because there is {why}: {listed(names)}."


def _unlike(one: OrganisationTrend, trend: Trend, results: Results) -> Iterator[str]:
    """What was different about how the two cycles were looked at."""
    name = _name(one.organisation, results)
    for what, seen in (
        ("workers were interviewed", [u.interviewed for u in one.units]),
        ("there was an audit", [u.audited for u in one.units]),
    ):
        for old, new in dict.fromkeys(seen):
            if old != new:
                cycle = trend.new if new else trend.old
                yield f"{name}: {what} in {cycle} only; that is part of the change."
    left = sorted({q for unit in one.units for q in unit.left_out})
    if left:
        yield f"{name}: {len(left)} questions that counted in one cycle only are left out."


def _scores(change: Change) -> tuple[str, str, str]:
    return f"{change.old:.1f}", f"{change.new:.1f}", _points(change.points)


def _points(points: float) -> str:
    return "-" if abs(points) < _SHOWN else f"{points:+.1f}"


def _real(change: Change, results: Results) -> str:
    """'yes', or why the change is not one to speak of."""
    if change.real:
        return "yes"
    least = results.model.ranges.real_change
    if round(abs(change.points), 9) < least:
        return f"no: less than {least:g} points"
    old, new = change.old_range, change.new_range
    return f"no: ranges {old.low:.1f}-{old.high:.1f} and {new.low:.1f}-{new.high:.1f} overlap"


def _name(organisation: str, results: Results) -> str:
    for one in results.network.assessments:
        if one.organisation == organisation:
            return one.unit.own.name or organisation
    return organisation


def trend_record(trend: Trend, results: Results) -> Mapping[str, object]:
    """The trend as plain data, to the question."""
    model = results.model
    return {
        "model": {"id": model.id, "version": model.version, "hash": model.hash},
        "seed": model.ranges.seed,
        "real_change": model.ranges.real_change,
        "old": trend.old,
        "new": trend.new,
        "organisations": [
            {
                "organisation": one.organisation,
                "role": one.role,
                **_change_record(one.change),
                "split": asdict(one.split),
                "mix": one.mix,
                "corridors": [_unit_record(unit) for unit in one.units],
            }
            for one in trend.organisations
        ],
        "corridors": [_corridor_record(one) for one in trend.corridors],
        "not_compared": [
            {"organisation": organisation, "corridor": corridor or None, "why": why}
            for (organisation, corridor), why in trend.apart.items()
        ],
    }


def _change_record(change: Change) -> dict[str, object]:
    return {
        "old_score": change.old,
        "new_score": change.new,
        "change": change.points,
        "old_range": _ends(change.old_range.low, change.old_range.high),
        "new_range": _ends(change.new_range.low, change.new_range.high),
        "real": change.real,
    }


def _ends(low: float, high: float) -> Sequence[float]:
    return [low, high]


def _unit_record(unit: UnitTrend) -> dict[str, object]:
    return {
        "corridor": str(unit.corridor) if unit.corridor else None,
        **_change_record(unit.change),
        "split": asdict(unit.split),
        "migrant_workers": list(unit.workers) if unit.workers else None,
        "interviewed": list(unit.interviewed),
        "audited": list(unit.audited),
        "matched": list(unit.matched),
        "left_out": dict(unit.left_out),
    }


def _corridor_record(one: CorridorTrend) -> dict[str, object]:
    return {
        "corridor": str(one.corridor),
        **_change_record(one.change),
        "within": one.within,
        "mix": one.mix,
        "suppliers": [unit.organisation for unit in one.units],
    }
