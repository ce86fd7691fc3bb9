"""Suppliers beside each other: the ranking, its ranges, and what a change would do."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import chain

from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.ranges import OrganisationRange
from recruitcheck.scoring.roll_ups import RollUp, roll_up
from recruitcheck.scoring.sensitivity import JUDGEMENTS, Influence, Sensitivity
from recruitcheck.scoring.states import UNANSWERED

_LEAST_CHANCE = 0.005  # of a band, to be named


@dataclass(frozen=True, slots=True)
class Ranked:
    """A supplier in its latest cycle. `rank` 1 is the best; None without a score."""

    organisation: str
    units: tuple[Assessment, ...]
    total: RollUp
    rank: int | None

    @property
    def name(self) -> str:
        return self.units[0].unit.own.name or self.organisation


def rank_suppliers(results: Results) -> tuple[Ranked, ...]:
    """Suppliers from the worst to the best, then who has no score."""
    found = [
        (name, units, roll_up(units, results.model))
        for name, units in results.latest("supplier").items()
    ]
    falling = sorted(-round(t.capped, 9) for _, _, t in found if t.capped is not None)
    ranked = [
        Ranked(
            name,
            units,
            total,
            None
            if total.capped is None
            else 1 + bisect_left(falling, -round(total.capped, 9)),
        )
        for name, units, total in found
    ]
    ranked.sort(key=lambda one: (one.rank is None, -(one.rank or 0)))
    return tuple(ranked)


def ranking_rows(
    results: Results, *, ranges: bool = False, before: Results | None = None
) -> list[list[str]]:
    """The ranking as a table with a heading.

    `ranges` adds how far score, rank and band move with the model's judgements;
    `before` what they were under another model.
    """
    were = {one.organisation: one for one in rank_suppliers(before)} if before else {}
    heading = ["Band", "Score"]
    heading += ["Was", "Rank", "Was"] if before else []
    heading += ["Range", "Ranks", "Bands"] if ranges else []
    heading += ["Supplier", "Corridors", "Workers", "Answers", "Gates"]
    rows = [heading]
    for one in rank_suppliers(results):
        total = one.total
        row = [total.band or "-", _number(total.score)]
        if before:
            was = were[one.organisation]
            row += [_number(was.total.score), _rank(one.rank), _rank(was.rank)]
        if ranges:
            row += _range_cells(results.ranges.organisations.get(one.organisation))
        row += [
            one.name,
            ", ".join(str(unit.corridor) for unit in one.units),
            "-" if total.workers is None else f"{total.workers:,}",
            _answers(total),
            " ".join(dict.fromkeys(chain.from_iterable(map(_gates, one.units)))),
        ]
        rows.append(row)
    return rows


def _gates(unit: Assessment) -> list[str]:
    """The rules that fire; without a score not those that fire on a blank.

    Nobody could say what applies, so a blank accuses of nothing.
    """
    return [
        gate
        for gate in unit.gates
        if unit.score is not None
        or gate in unit.outcome_severities
        or unit.details[gate].state not in UNANSWERED
    ]


def ranges_note(results: Results) -> str:
    """What the columns of ranges mean, in words, and what they rest on."""
    varied, found = results.model.ranges, results.ranges
    lines = [
        f"Range, Ranks and Bands hold 90 of 100 results, of {found.draws:,} in which",
        f"other judgements were tried: each weight up to {varied.weights:.0%} more or",
        "less, another mean between principles, more or less credit for evidence,",
        "missing answers at their worst or best. Ceilings of gates stay.",
        f"The seed of the draws is {found.seed}; the same seed gives the same ranges.",
    ]
    shares = [
        f"{share:4.0%}  {principle.short} (its weight is {nominal:.0%})"
        for principle in results.model.principles
        for nominal in [found.nominal_weights[principle.id]]
        if (share := found.effective_weights[principle.id]) is not None
    ]
    if shares:
        lines += ["", "What really makes the difference between suppliers:", *shares]
    return "\n".join(lines)


def changes_note(results: Results) -> str:
    """That the model is not the one of its file, and how it was changed; else ''."""
    if not results.model.changes:
        return ""
    listed = "; ".join(results.model.changes)
    return f"What if: the model '{results.model.id}' was changed: {listed}"


def what_if_record(before: Results, after: Results) -> Mapping[str, object]:
    """Scores and ranks of suppliers before and after, as plain data."""
    were = {one.organisation: one for one in rank_suppliers(before)}
    return {
        "changes": list(after.model.changes),
        "suppliers": [
            {
                "organisation": one.organisation,
                "score_before": were[one.organisation].total.score,
                "score": one.total.score,
                "band_before": were[one.organisation].total.band,
                "band": one.total.band,
                "rank_before": were[one.organisation].rank,
                "rank": one.rank,
            }
            for one in rank_suppliers(after)
        ],
    }


def sensitivity_rows(found: Sensitivity, results: Results) -> list[list[str]]:
    """What moves each supplier's score, from the worst to the best, then the ranks."""
    rows = [["Supplier", "Score", *(text.capitalize() for text in JUDGEMENTS.values())]]
    for one in rank_suppliers(results):
        if one.organisation in found.scores:
            cells = _influence_cells(found.scores[one.organisation])
            rows.append([one.name, _number(one.total.score), *cells])
    rows.append(["Places in the ranking", "", *_influence_cells(found.rank_shift)])
    return rows


def _influence_cells(influence: Mapping[str, Influence] | None) -> list[str]:
    if influence is None:
        return ["nothing moves it", *[""] * (len(JUDGEMENTS) - 1)]
    return [f"{max(0.0, influence[name].total):.0%}" for name in JUDGEMENTS]


def sensitivity_record(found: Sensitivity, results: Results) -> Mapping[str, object]:
    """The same as plain data, with first-order indices and intervals."""
    model = results.model
    return {
        "model": {"id": model.id, "version": model.version, "hash": model.hash},
        "seed": found.seed,
        "evaluations": found.evaluations,
        "suppliers": {
            name: _influence_record(one) for name, one in found.scores.items()
        },
        "rank_shift": _influence_record(found.rank_shift),
    }


def _influence_record(
    influence: Mapping[str, Influence] | None,
) -> Mapping[str, object] | None:
    return influence and {name: asdict(one) for name, one in influence.items()}


def _number(score: float | None) -> str:
    return "-" if score is None else f"{score:.1f}"


def _rank(rank: int | None) -> str:
    return "-" if rank is None else str(rank)


def _range_cells(found: OrganisationRange | None) -> Sequence[str]:
    """Score from to, rank from to, and the bands with their chances."""
    if found is None:
        return "-", "-", "-"
    bands = [
        f"{letter} {chance:.0%}"
        for letter, chance in found.bands.items()
        if chance >= _LEAST_CHANCE
    ]
    best, worst = found.best_rank, found.worst_rank
    return (
        f"{found.score.low:.1f}-{found.score.high:.1f}",
        str(best) if best == worst else f"{best}-{worst}",
        ", ".join(bands),
    )


def _answers(total: RollUp) -> str:
    """Completeness, and the share of workers that the score speaks of if not all."""
    if total.status is None or total.covered is None:
        return "no score"
    part = "" if total.covered == 1 else f", {total.covered:.0%} of workers"
    return f"{total.status}{part}"
