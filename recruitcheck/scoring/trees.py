"""The tree of a model: how questions make parts, parts principles, principles a score.

Most trees are flat: questions below principles. A model may put parts below parts, each
with a weight and a mean of its own. A leaf adds its questions up; where a leaf has
another mean than the arithmetic one, each of its questions becomes a leaf.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from recruitcheck.scoring.means import Floats, power_mean
from recruitcheck.scoring.scoring_model import Part, ScoringModel

TOP = ""


@dataclass(frozen=True, slots=True)
class Node:
    """What is averaged: `nodes` with the power `mean`, or the questions of a leaf.

    `leaf` is its row in what the items add up to. `part` is false for a question that
    stands for itself.
    """

    id: str
    weight: float
    mean: float
    nodes: tuple["Node", ...] = ()
    leaf: int | None = None
    part: bool = True


@dataclass(frozen=True, slots=True)
class Tree:
    """`top` is the model itself; `leaf_of` has the leaf of every question in it."""

    top: Node
    leaf_of: Mapping[str, int]
    leaves: int

    def scores(self, leaves: Floats, *, shift: float | None) -> dict[str, Floats]:
        """Scores 0-100 by part and, for the model itself, `TOP`; from those of leaves.

        nan where nothing below is in scope.
        """
        found: dict[str, Floats] = {}
        _score(self.top, leaves, shift, found)
        return {n.id: found[n.id] for n in walk(self.top) if n.part}


def _score(
    node: Node, leaves: Floats, shift: float | None, found: dict[str, Floats]
) -> Floats:
    if node.leaf is not None:
        scores: Floats = leaves[node.leaf]
    else:
        scores = power_mean(
            [_score(one, leaves, shift, found) for one in node.nodes],
            [one.weight for one in node.nodes],
            power=node.mean,
            shift=shift,
        )
    if node.part:
        found[node.id] = scores
    return scores


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in order."""
    yield node
    for one in node.nodes:
        yield from walk(one)


def make_tree(model: ScoringModel, questions: Sequence[tuple[str, float, int]]) -> Tree:
    """The tree of a model over questions: each an id, a weight and its part.

    The part is the position in `model.leaves`.
    """
    members: dict[int, list[tuple[str, float]]] = {}
    for name, weight, part in questions:
        members.setdefault(part, []).append((name, weight))
    by_part = {part.id: members.get(n, []) for n, part in enumerate(model.leaves)}
    leaf_of: dict[str, int] = {}
    count = 0

    def grow(part: Part) -> Node:
        nonlocal count
        if part.parts:
            below = tuple(map(grow, part.parts))
            return Node(part.id, part.weight, part.mean, below)
        own = by_part[part.id]
        if part.mean == 1 or not own:
            count += 1
            leaf_of.update((name, count - 1) for name, _ in own)
            return Node(part.id, part.weight, 1.0, leaf=count - 1)
        nodes = []
        for name, weight in own:
            leaf_of[name] = count
            nodes.append(Node(name, weight, 1.0, leaf=count, part=False))
            count += 1
        return Node(part.id, part.weight, part.mean, tuple(nodes))

    principles = tuple(map(grow, model.principles))
    top = Node(TOP, 1.0, model.mean, principles)
    return Tree(top, leaf_of, count)
