"""What changed between two cycles, and why: like compared with like.

Both cycles are scored under the present model, on the questions that counted in both.
An organisation's change is split over answers, evidence and workers, the change of a
corridor over better or worse suppliers (within) and workers who moved between them
(mix). Every supplier can improve while the corridor falls: then the mix did it.

Source: the method, section 10.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from recruitcheck.corridor import Corridor
from recruitcheck.questionnaires.questionnaire import Role
from recruitcheck.scoring.assessment import ROLES, Assessment, Network
from recruitcheck.scoring.drawn_scores import draw_scores
from recruitcheck.scoring.draws import Draws, draw
from recruitcheck.scoring.matching import match
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.ranges import Spread, spread
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.splits import PARTS, Split, kitagawa, split_change


@dataclass(frozen=True, slots=True)
class Change:
    """A score 0-100 in the old and in the new cycle, not rounded, with its ranges.

    `real` where it changed by the model's `real_change` or more and the ranges, each
    90 of 100 draws, do not overlap: then it is not a matter of judgement.
    """

    old: float
    new: float
    old_range: Spread
    new_range: Spread
    real: bool

    @property
    def points(self) -> float:
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class UnitTrend:
    """An organisation in one corridor (None for a member) in two cycles.

    `matched` questions counted in both; `left_out` counted in one only, each with why.
    `workers` are its migrant workers in both cycles, None where it is not a supplier;
    `interviewed` and `audited` say in which of both somebody looked.
    """

    organisation: str
    corridor: Corridor | None
    change: Change
    split: Split
    matched: tuple[str, ...]
    left_out: Mapping[str, str]
    workers: tuple[int, int] | None
    interviewed: tuple[bool, bool]
    audited: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class OrganisationTrend:
    """An organisation over the corridors that it had in both cycles.

    `split` and `mix` add up to the change: `mix` is what workers who moved between its
    corridors did, 0 where there is one.
    """

    organisation: str
    role: Role
    change: Change
    split: Split
    mix: float
    units: tuple[UnitTrend, ...]


@dataclass(frozen=True, slots=True)
class CorridorTrend:
    """A corridor over the suppliers that it had in both cycles, weighted by workers.

    `within` and `mix` add up to the change.
    """

    corridor: Corridor
    change: Change
    within: float
    mix: float
    units: tuple[UnitTrend, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What changed in a network from one cycle to another.

    `apart` names who cannot be compared, by organisation and corridor, and why.
    """

    old: str
    new: str
    organisations: tuple[OrganisationTrend, ...]
    corridors: tuple[CorridorTrend, ...]
    apart: Mapping[tuple[str, str], str]


def cycles_of(network: Network) -> tuple[str, ...]:
    """The cycles that anybody has an assessment of, the latest last."""
    return tuple(sorted({one.cycle for one in network.assessments}))


def find_trend(
    network: Network, *, old: str | None = None, new: str | None = None
) -> Trend | None:
    """The change from `old` to `new`: the last two cycles if none are named.

    None where there are not two cycles.
    """
    cycles = cycles_of(network)
    later = new or (cycles[-1] if cycles else "")
    before = [cycle for cycle in cycles if cycle < later]
    earlier = old or (before[-1] if before else "")
    if not earlier or earlier == later:
        return None
    drawn = draw(network.model)
    apart: dict[tuple[str, str], str] = {}
    organisations: list[OrganisationTrend] = []
    by_corridor: dict[Corridor, list[_Compared]] = {}
    for role in ROLES:
        pairs = _pairs(network.of(role), earlier, later, apart)
        for name, own in pairs.items():
            compared = [_compare(pair, network.rules[role], drawn) for pair in own]
            organisations.append(_organisation(name, role, compared, network.model))
            for one in compared if role == "supplier" else ():
                if one.trend.corridor is not None:
                    by_corridor.setdefault(one.trend.corridor, []).append(one)
    corridors = [
        _corridor(corridor, by_corridor[corridor], network.model)
        for corridor in sorted(by_corridor)
    ]
    return Trend(
        earlier,
        later,
        tuple(organisations),
        tuple(corridors),
        dict(sorted(apart.items())),
    )


class _Pair(NamedTuple):
    old: Assessment
    new: Assessment


class _Compared(NamedTuple):
    """A unit's trend with the score of every draw in the old and the new cycle."""

    trend: UnitTrend
    old: Floats
    new: Floats

    @property
    def weights(self) -> tuple[int, int]:
        return self.trend.workers or (1, 1)


def _pairs(
    units: Sequence[Assessment],
    old: str,
    new: str,
    apart: dict[tuple[str, str], str],
) -> dict[str, list[_Pair]]:
    """Units with a score in both cycles, by organisation; why not, for the others."""
    by_cycle: dict[str, dict[tuple[str, str], Assessment]] = {old: {}, new: {}}
    for one in units:
        if one.cycle in by_cycle:
            by_cycle[one.cycle][one.unit.key[:2]] = one
    found: dict[str, list[_Pair]] = {}
    for key in sorted({**by_cycle[old], **by_cycle[new]}):
        before, after = by_cycle[old].get(key), by_cycle[new].get(key)
        why = _why_apart(before, old) or _why_apart(after, new)
        if before is None or after is None or why:
            apart[key] = why
        else:
            found.setdefault(key[0], []).append(_Pair(before, after))
    return found


def _why_apart(one: Assessment | None, cycle: str) -> str:
    """What a unit lacks in a cycle to be compared; '' where it lacks nothing."""
    if one is None:
        return f"no return in {cycle}"
    if one.score is None:
        return f"no score in {cycle}"
    return "" if one.weight else f"no number of migrant workers in {cycle}"


def _compare(pair: _Pair, rules: Rules, draws: Draws) -> _Compared:
    """One unit in two cycles, on the questions that counted in both."""
    found = match(rules, pair.old.details, pair.new.details)
    batch = _both(pair)
    audited = (pair.old.unit.audit is not None, pair.new.unit.audit is not None)
    points, split = split_change(batch, found.rules, audited=all(audited))
    keys = ["|".join(one.unit.key) for one in pair]
    drawn = draw_scores(batch, found.rules, draws, keys)
    old, new = (np.full(len(draws), np.nan) if d is None else d for d in drawn)
    supplier = pair.new.role == "supplier"
    left_out = {
        question: f"{why} in {(pair.old if in_old else pair.new).cycle}"
        for question, (why, in_old) in found.left_out.items()
    }
    trend = UnitTrend(
        pair.new.organisation,
        pair.new.corridor,
        _change(*points, old, new, rules.model),
        split,
        found.matched,
        left_out,
        (pair.old.weight, pair.new.weight) if supplier else None,
        (pair.old.heard.n > 0, pair.new.heard.n > 0),
        audited,
    )
    return _Compared(trend, old, new)


def _both(pair: _Pair) -> Any:
    """A batch of two rows: the old cycle and the new one."""
    table = pa.Table.from_batches([one.inputs for one in pair])
    return table.combine_chunks().to_batches()[0]


def _change(
    old: float, new: float, old_draws: Floats, new_draws: Floats, model: ScoringModel
) -> Change:
    ranges = spread(old_draws), spread(new_draws)
    # A change of exactly five points must not fall to the noise of adding.
    far = round(abs(new - old), 9) >= model.ranges.real_change
    return Change(old, new, *ranges, real=far and not ranges[0].overlaps(ranges[1]))


def _together(
    compared: Sequence[_Compared], model: ScoringModel
) -> tuple[Change, float]:
    """The change of the weighted mean of units, and the part of it that is mix."""
    before = [(one.weights[0], one.trend.change.old) for one in compared]
    after = [(one.weights[1], one.trend.change.new) for one in compared]
    change = _change(
        _mean(before),
        _mean(after),
        _mean([(one.weights[0], one.old) for one in compared]),
        _mean([(one.weights[1], one.new) for one in compared]),
        model,
    )
    return change, kitagawa(before, after).mix


def _mean(weighted: Sequence[tuple[float, Any]]) -> Any:
    return sum(w * value for w, value in weighted) / sum(w for w, _ in weighted)


def _shares(compared: Sequence[_Compared]) -> Iterator[float]:
    """Each unit's mean share of the workers over both cycles."""
    totals = [sum(one.weights[cycle] for one in compared) for cycle in (0, 1)]
    for one in compared:
        old, new = one.weights
        yield (old / totals[0] + new / totals[1]) / 2


def _organisation(
    name: str, role: Role, compared: Sequence[_Compared], model: ScoringModel
) -> OrganisationTrend:
    change, mix = _together(compared, model)
    splits = list(zip(_shares(compared), compared, strict=True))
    split = Split(
        *(
            sum(share * getattr(one.trend.split, part) for share, one in splits)
            for part in PARTS
        )
    )
    return OrganisationTrend(
        name, role, change, split, mix, tuple(one.trend for one in compared)
    )


def _corridor(
    corridor: Corridor, compared: Sequence[_Compared], model: ScoringModel
) -> CorridorTrend:
    change, mix = _together(compared, model)
    units = tuple(one.trend for one in compared)
    return CorridorTrend(corridor, change, change.points - mix, mix, units)
