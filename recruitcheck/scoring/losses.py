"""Where the lost points went, for all units of a batch at once.

A score is a mean of means, so what it lacks of 100 is shared out from the top of the
tree: each part takes by its weight and by how far its own score is from 100, measured
the way its mean adds up,

    L_j = L * W_j (f(100) - f(S_j)) / sum over parts k of W_k (f(100) - f(S_k))

with f(s) = ln(1 + shift * s), or the power of the mean. In a leaf questions share by
w (1 - x), and a question's points go to its answer (1 - m), its evidence (m - e) and to
workers (e - x), all to `missing` where it was not answered. Exact: no term is below 0
and all of them add up to 100 less the score before its cap.
Source: the method, section 5, for any depth.
"""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from recruitcheck.scoring.columns import Flags
from recruitcheck.scoring.means import Floats, transformed
from recruitcheck.scoring.passes import Pass, Scored
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.states import COUNTED, IS_MISSING, denominator
from recruitcheck.scoring.trees import TOP, Node
from recruitcheck.scoring.triangulation import triangulate


class Credit(NamedTuple):
    """What one question counts per row: points 0-1 after each step.

    `weight` is 0 where it is not in the denominator.
    """

    weight: Floats
    missing: Flags
    limited: Floats
    earned: Floats
    credited: Floats


class Terms(NamedTuple):
    """Points of 100 that one question costs, per row and reason; each at least 0."""

    answer: Floats
    missing: Floats
    evidence: Floats
    workers: Floats


def lost_points(batch: Any, rules: Rules) -> dict[str, Terms]:
    """The split of every row of a batch before caps: terms by question.

    Rows without a score lose nothing. What the cap takes is `raw - capped` of `score`,
    rounding `capped - score`.
    """
    in_tree, a_pass = rules.tree.leaf_of, Pass(batch, rules)
    found = [one for one in a_pass.items() if one.item.id in in_tree]
    terms = share_out({one.item.id: _credit(one, rules) for one in found}, rules)
    scored = ~a_pass.unscorable
    return {
        name: Terms(*(part * scored for part in own)) for name, own in terms.items()
    }


def _credit(one: Scored, rules: Rules) -> Credit:
    own = one.points.take(one.codes)
    claim = one.claim or triangulate(own, one.levels, None, None, rules.model)
    counted = COUNTED[one.states].take(one.codes)
    in_base = denominator(rules.model)[one.states].take(one.codes)
    return Credit(
        np.where(in_base, one.item.weight, 0.0),
        IS_MISSING[one.states].take(one.codes),
        *(claim.limited * counted, claim.earned * counted, claim.credited * counted),
    )


def share_out(credits_: Mapping[str, Credit], rules: Rules) -> dict[str, Terms]:
    """The split from what each question counts, in the order of the questions."""
    tree, shift = rules.tree, rules.model.shift
    rows = len(next(iter(credits_.values())).weight) if credits_ else 0
    members: dict[int, list[str]] = {}
    leaves = np.zeros((tree.leaves, rows))
    for leaf in range(tree.leaves):
        members[leaf] = [name for name in credits_ if tree.leaf_of[name] == leaf]
        inside = [credits_[name] for name in members[leaf]]
        base = sum((one.weight for one in inside), np.zeros(rows))
        gain = sum((one.weight * one.credited for one in inside), np.zeros(rows))
        with np.errstate(invalid="ignore"):
            leaves[leaf] = 100 * gain / base
    scores = tree.scores(leaves, shift=shift)

    def descend(node: Node, lost: Floats) -> Iterator[tuple[str, Terms]]:
        if node.leaf is not None:
            inside = {name: credits_[name] for name in members[node.leaf]}
            shares = [one.weight * (1 - one.credited) for one in inside.values()]
            own = zip(inside.items(), _parts(lost, shares), strict=True)
            yield from ((name, _terms(one, part)) for (name, one), part in own)
            return
        gaps = [
            below.weight
            * _gap(
                scores[below.id] if below.part else leaves[below.leaf or 0],
                node.mean,
                shift,
            )
            for below in node.nodes
        ]
        weights = [one.weight for one in node.nodes]
        for below, part in zip(node.nodes, _parts(lost, gaps, weights), strict=True):
            yield from descend(below, part)

    terms = dict(descend(tree.top, np.nan_to_num(100 - scores[TOP])))
    return {name: terms[name] for name in credits_}


def _gap(score: Floats, power: float, shift: float | None) -> Floats:
    """How far a score is from 100 as its mean adds up; 0 where it is out of scope."""
    best = transformed(np.array(100.0), power=power, shift=shift)
    gap = np.abs(best - transformed(np.minimum(score, 100.0), power=power, shift=shift))
    return np.where(np.isnan(score), 0.0, gap)


def _parts(
    lost: Floats, shares: list[Floats], weights: list[float] | None = None
) -> list[Floats]:
    """What is lost, shared out in proportion; by weight among shares without end.

    A part of 0 takes all where the mean has no shift: nothing else can be told.
    """
    endless = [np.isinf(share) for share in shares]
    if weights is not None and any(one.any() for one in endless):
        some = np.logical_or.reduce(endless)
        shares = [
            np.where(some, weight * own, share)
            for share, own, weight in zip(shares, endless, weights, strict=True)
        ]
    total = sum(shares, np.zeros_like(lost))
    with np.errstate(invalid="ignore"):
        return [np.where(total > 0, lost * share / total, 0.0) for share in shares]


def _terms(one: Credit, lost: Floats) -> Terms:
    """A question's lost points by reason."""
    left = 1 - one.credited
    with np.errstate(invalid="ignore", divide="ignore"):
        unit = np.where(left > 0, lost / left, 0.0)
    answered = np.where(one.missing, 0.0, unit)
    return Terms(
        answered * (1 - one.limited),
        np.where(one.missing, lost, 0.0),
        answered * (one.limited - one.earned),
        answered * (one.earned - one.credited),
    )
