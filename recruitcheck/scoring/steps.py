"""What would raise a score most, found by scoring again and never from the split.

Source: the method, section 5.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from recruitcheck.questionnaires.expressions import text_of
from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.rules import Item, Rules

BEST_EVIDENCE = 2  # what an organisation can bring about itself: an audit on site


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do and what it gains in points, after the steps before it.

    `kind` 'gates': all gates that hold a score down, together; 'answer': the best
    answer to a question; 'evidence': it is audited on site. `rows` are the units it is
    done in; `score` is the mean score after it, before rounding.
    """

    kind: str
    questions: tuple[str, ...]
    rows: tuple[int, ...]
    gain: float
    score: float


class _Change(NamedTuple):
    """A value that would stand in a column of some rows."""

    kind: str
    question: str
    column: str
    rows: tuple[int, ...]
    value: Any


def improvements(
    batch: Any,
    rules: Rules,
    *,
    weights: Sequence[float] | None = None,
    shared: Collection[str] = (),
    most: int = 5,
) -> tuple[Step, ...]:
    """What raises the mean score of an organisation's units most, by scoring it all.

    `batch` has one row per corridor, `weights` its migrant workers (alike by default);
    a question in `shared` has one answer for all rows. First all binding gates
    together, because fixing one of two gains nothing, so that nobody contradicts them
    any more; then step by step the single best answer or audit, or again gates
    together where that gains more. Gains are before rounding. Stops where nothing
    gains.
    """
    weighing = np.ones(batch.num_rows) if weights is None else np.asarray(weights)
    steps: list[Step] = []
    batch = _plain(batch)
    now = _means(batch, rules, weighing)[0]
    while len(steps) < most:
        together, opened = _gates_step(batch, rules, weighing, now)
        single, changed = _single_step(batch, rules, weighing, now, shared)
        least = single.gain + 1e-9 if single and steps else 0.0
        step, batch = (
            (together, opened)
            if together is not None and together.gain > least
            else (single, changed)
        )
        if step is None:
            break
        steps.append(step)
        now = step.score
    return tuple(steps)


def _gates_step(
    batch: Any, rules: Rules, weights: Any, now: float
) -> tuple[Step | None, Any]:
    """All gates that hold a score down opened together, if there are any."""
    binding = score(batch, rules).column("binding").to_pylist()
    gates = tuple(dict.fromkeys(gate for row in binding for gate in row))
    rows = tuple(i for i, fired in enumerate(binding) if fired)
    changes = [one for gate in gates for one in _opened(gate, rows, batch, rules)]
    if not changes:
        return None, batch
    changed = _changed(batch, [[one] for one in changes], apart=False)
    after = float(_means(changed, rules, weights)[0])
    if after <= now + 1e-9:
        return None, batch
    return Step("gates", gates, rows, after - now, after), changed


def _single_step(
    batch: Any, rules: Rules, weights: Any, now: float, shared: Collection[str]
) -> tuple[Step | None, Any]:
    """The one answer or audit that gains most, if any gains."""
    tried = list(_possibilities(batch, rules, shared))
    if not tried:
        return None, batch
    means = _means(_changed(batch, [[one] for one in tried]), rules, weights)
    best = int(np.argmax(means))
    after = float(means[best])
    if after <= now + 1e-9:
        return None, batch
    chosen = tried[best]
    step = Step(chosen.kind, (chosen.question,), chosen.rows, after - now, after)
    return step, _changed(batch, [[chosen]])


def _plain(batch: Any) -> Any:
    """The batch with its dictionaries written out, so that new values fit in."""
    columns = {}
    for name in batch.schema.names:
        column = batch.column(name)
        plain = pa.types.is_dictionary(column.type)
        columns[name] = column.cast(column.type.value_type) if plain else column
    return pa.RecordBatch.from_pydict(columns)


def _changed(
    batch: Any, variants: Sequence[Sequence[_Change]], *, apart: bool = True
) -> Any:
    """The batch once per variant, each with its changes; or all in one."""
    n, times = batch.num_rows, len(variants) if apart else 1
    by_column: dict[str, list[tuple[int, Any]]] = {}
    for place, changes in enumerate(variants):
        for change in changes:
            offset = place * n if apart else 0
            by_column.setdefault(change.column, []).extend(
                (offset + row, change.value) for row in change.rows
            )
    repeated = np.tile(np.arange(n), times)
    columns = {}
    for name in batch.schema.names:
        column = batch.column(name).take(pa.array(repeated))
        if name in by_column:
            values = column.to_pylist()
            for row, value in by_column[name]:
                values[row] = value
            column = pa.array(values, column.type)
        columns[name] = column
    return pa.RecordBatch.from_pydict(columns)


def _means(batch: Any, rules: Rules, weights: Any) -> Any:
    """Weighted mean score, before rounding, of each variant; no score counts 0."""
    capped = score(batch, rules).column("capped").fill_null(0.0).to_numpy()
    return capped.reshape(-1, len(weights)) @ weights / weights.sum()


def _opened(
    gate: str, rows: tuple[int, ...], batch: Any, rules: Rules
) -> Iterator[_Change]:
    """What opens a gate: the best answer, and nobody who contradicts it any more."""
    if gate not in rules.by_id:
        yield _Change("gates", gate, f"outcome.{gate}", rows, None)
        return
    item = rules.by_id[gate]
    yield _Change("gates", gate, gate, rows, _best_answer(item))
    heard = f"workers.{item.topic}.heard"
    if item.claims and heard in batch.schema.names:
        favourable = f"workers.{item.topic}.favourable"
        values = batch.column(heard).to_pylist()
        for row in rows:
            yield _Change("gates", gate, favourable, (row,), values[row])
    for other in rules.items:
        same = item.claims and other.audits and other.topic == item.topic
        if same and other.id in batch.schema.names:
            yield _Change("gates", gate, other.id, rows, _best_answer(other))


def _best_answer(item: Item) -> str | None:
    """An answer worth most; None for a question without points."""
    scale = item.points
    if scale is None:
        return None
    if scale.bands:
        band = max(scale.bands, key=lambda pair: pair[1])[0]
        step = {">": 1.0, "<": -1.0}.get(band.sign, 0.0)
        return text_of(band.bound + step)
    if scale.goals:
        return text_of(max(scale.goals, key=lambda pair: pair[1])[0])
    worth = {name: points or 0.0 for name, points in scale.choices.items()}
    if scale.rule in {"proportional", "count"}:
        return " ".join(name for name, points in worth.items() if points)
    return max(worth, key=worth.__getitem__)


def _possibilities(
    batch: Any, rules: Rules, shared: Collection[str]
) -> Iterator[_Change]:
    """Every question answered best, and every answer audited on site."""
    found = details(batch, rules)
    names = set(batch.schema.names)
    for item in rules.items:
        if item.principle is None or item.id not in names:
            continue
        asked = [i for i, detail in enumerate(found) if detail[item.id].weight]
        groups = [asked] if item.id in shared else [[i] for i in asked]
        for group in groups:
            states = [found[i][item.id] for i in group]
            if not states or all(one.state == "hidden" for one in states):
                continue
            rows = tuple(group)
            if any(one.points < 1 for one in states):
                best = _best_answer(item)
                yield _Change("answer", item.id, item.id, rows, best)
            column = f"evidence.{item.id}"
            weak = any(one.evidence < BEST_EVIDENCE and one.points for one in states)
            if column in names and weak:
                yield _Change("evidence", item.id, column, rows, BEST_EVIDENCE)
