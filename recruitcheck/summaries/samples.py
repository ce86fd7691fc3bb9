"""The interviews behind the figures: whose they are, and what each group reports.

Exact numbers of groups of any size: they are for this room only.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from recruitcheck.corridors.outcomes import Sample, Told, told
from recruitcheck.corridors.privacy import Cell, blocks, hides_workers, whole
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.scoring_model import Outcome
from recruitcheck.scoring.workers import answered, holding

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, eq=False)
class Interviewed:
    """The interviews of every supplier's latest cycle.

    `cells` says of each row of `table` whose it is; `workers` how many migrant workers
    a cell has, None where the return does not say.
    """

    table: "pd.DataFrame"
    cells: tuple[Cell, ...]
    workers: Mapping[Cell, int | None]

    def rows(self, wanted: Iterable[Cell]) -> list[int]:
        """Positions of the interviews of these cells."""
        cells = frozenset(wanted)
        return [at for at, cell in enumerate(self.cells) if cell in cells]

    def samples(
        self, counted: Sequence[bool], reports: Sequence[bool | float]
    ) -> dict[Cell, Sample]:
        """Per cell: the reports of the interviews that count, one entry a row each."""
        n = dict.fromkeys(self.workers, 0)
        total = dict.fromkeys(self.workers, 0.0)
        for cell, counts, report in zip(self.cells, counted, reports, strict=True):
            if counts:
                n[cell] += 1
                total[cell] += report
        return {
            cell: Sample(total[cell], number, self.workers[cell])
            for cell, number in n.items()
            if number
        }

    def sizes(self) -> dict[Cell, int]:
        """Interviews per cell, whatever they answered."""
        every = [True] * len(self.cells)
        return {cell: s.n for cell, s in self.samples(every, every).items()}


def cell_of(one: Assessment) -> Cell:
    return Cell(one.organisation, str(one.corridor), one.cycle)


@lru_cache(maxsize=4)
def interviewed(results: Results) -> Interviewed | None:
    """The latest interviews; None where no survey came back at all."""
    table = results.interviews
    if table is None:
        return None
    units = [
        one
        for own in results.latest("supplier").values()
        for one in own
        if one.corridor is not None
    ]
    by_key = {
        (one.organisation, one.corridor.origin, one.cycle): cell_of(one)
        for one in units
        if one.corridor is not None
    }
    keys = zip(
        table["supplier_id"].astype(str),
        table["origin"].astype(str),
        table["cycle"].astype(str),
        strict=True,
    )
    cells = [by_key.get(key) for key in keys]
    known = [cell is not None for cell in cells]
    return Interviewed(
        table[known].reset_index(drop=True),
        tuple(cell for cell in cells if cell is not None),
        {cell_of(one): one.workers for one in units},
    )


def outcome_samples(found: Interviewed, outcome: Outcome) -> dict[Cell, Sample]:
    """Per cell what workers report of an outcome of the model."""
    return found.samples(
        answered(found.table, outcome.asked),
        holding(found.table, outcome.condition),
    )


def heard_samples(
    results: Results, heard: Callable[[Assessment], tuple[float, int] | None]
) -> dict[Cell, Sample]:
    """Per cell a sum of points 0-1 and its interviews, as the assessments have them."""
    found = {}
    for units in results.latest("supplier").values():
        for one in units:
            said = heard(one) if one.corridor is not None else None
            if said is not None and said[1]:
                found[cell_of(one)] = Sample(*said, one.workers)
    return found


def shown_units(
    units: Iterable[Assessment], results: Results
) -> tuple[Assessment, ...]:
    """The units whose interviews may be counted together on a page about all of them.

    Units in no block are left out: a total less the others would give them away.
    """
    found = interviewed(results)
    if found is None:
        return ()
    own = {cell_of(one): one for one in units}
    parts = whole(own, blocks(found.sizes(), results.model.minimum_cell))
    cells = frozenset().union(*parts)
    return tuple(one for cell, one in own.items() if cell in cells)


def topic_samples(results: Results, topic: str) -> dict[Cell, Sample]:
    """Per cell how many workers have a favourable view of a topic."""

    def said(one: Assessment) -> tuple[float, int] | None:
        found = one.heard.topics.get(topic)
        return None if found is None else (found.favourable, found.heard)

    return heard_samples(results, said)


def voice_samples(results: Results, principle: str) -> dict[Cell, Sample]:
    """Per cell the sum of the workers' own points in a principle."""

    def said(one: Assessment) -> tuple[float, int] | None:
        found = one.heard.voices.get(principle)
        return None if found is None else (found.mean * found.n, found.n)

    return heard_samples(results, said)


def own_voice(one: Assessment, principle: str, minimum: int) -> Told | None:
    """What the workers of one unit alone say, in whatever cycle."""
    voice = one.heard.voices.get(principle)
    if voice is None:
        return None
    cell = cell_of(one)
    own = {cell: Sample(voice.mean * voice.n, voice.n, one.workers)}
    return told(own, [cell], minimum, points=True)


def hides_topic(one: Assessment, topic: str, results: Results) -> bool:
    """Whether what workers did to a score in a topic must not be split off from it.

    See `recruitcheck.corridors.privacy.hides_workers`; the score takes small corridors
    of a supplier together with its others.
    """
    sizes = {
        other.unit.key: found.heard
        for other in results.of_cycle(one.organisation, one.cycle)
        if (found := other.heard.topics.get(topic)) is not None
    }
    minimum = results.model.minimum_cell
    shown = sum(n for n in sizes.values() if n >= minimum)
    heard = sizes.get(one.unit.key, 0)
    return hides_workers(heard, sum(sizes.values()), shown, minimum)
