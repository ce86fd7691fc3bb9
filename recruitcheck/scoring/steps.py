"""What would raise a score most, found by scoring again and never from the split.

Source: the method, section 5.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa

from recruitcheck.questionnaires.functions import text_of
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.passes import Pass, Scored
from recruitcheck.scoring.rules import Item, Rules
from recruitcheck.scoring.states import HIDDEN, denominator

BEST_EVIDENCE = 2  # what an organisation can bring about itself: an audit on site
_TOGETHER = 32  # organisations whose possibilities are scored in one batch
_LEAST = 1e-9  # points; less is rounding and no gain


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


@dataclass(slots=True)
class _Search:
    """One organisation on its way: its units as they are after the steps so far.

    `now` is its score; `binding` the gates that hold it down, a list per unit.
    """

    batch: Any
    weights: Any
    now: float
    binding: list[list[str]]
    steps: list[Step]
    over: bool = False


class _Tries(NamedTuple):
    """What one organisation tries next: gates together, and single changes."""

    together: list[_Change]
    gates: tuple[str, ...]
    single: list[_Change]


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
    every = [weights]
    (steps,) = improvements_of_all([batch], rules, every, shared=shared, most=most)
    return steps


def improvements_of_all(
    batches: Sequence[Any],
    rules: Rules,
    weights: Sequence[Sequence[float] | None],
    *,
    shared: Collection[str] = (),
    most: int = 5,
) -> list[tuple[Step, ...]]:
    """The same for many organisations at once, bit for bit, and far faster.

    Each round scores every possibility of all of them in one batch, which the kernel
    does in hardly more time than one of them. All batches have the same columns.
    """
    found: list[tuple[Step, ...]] = []
    for at in range(0, len(batches), _TOGETHER):
        part = slice(at, at + _TOGETHER)
        searches = _begun(batches[part], rules, weights[part])
        running = searches if most > 0 else []
        while running:
            _advance(running, rules, shared)
            running = [s for s in running if not s.over and len(s.steps) < most]
        found += [tuple(search.steps) for search in searches]
    return found


def _begun(
    batches: Sequence[Any], rules: Rules, weights: Sequence[Sequence[float] | None]
) -> list[_Search]:
    plain = [_plain(batch) for batch in batches]
    rows = score(pa.concat_batches(plain), rules)
    searches, at = [], 0
    for batch, own in zip(plain, weights, strict=True):
        n = batch.num_rows
        weighing = np.ones(n) if own is None else np.asarray(own)
        part = rows.slice(at, n)
        now = float(_means(part, weighing)[0])
        searches.append(_Search(batch, weighing, now, _binding(part), []))
        at += n
    return searches


def _binding(rows: Any) -> list[list[str]]:
    found: list[list[str]] = rows.column("binding").to_pylist()
    return found


def _advance(running: Sequence[_Search], rules: Rules, shared: Collection[str]) -> None:
    """One step further with each, or over where nothing gains."""
    base = pa.concat_batches([search.batch for search in running])
    single = _possibilities(running, base, rules, shared)
    tries = [
        _Tries(*_gates(s, rules), one) for s, one in zip(running, single, strict=True)
    ]
    tried = _tried(running, tries, base)
    rows, at = score(tried, rules), 0
    for search, own in zip(running, tries, strict=True):
        n = search.batch.num_rows
        held = n if own.together else 0
        size = held + n * len(own.single)
        _take_best(search, own, rows.slice(at, size), tried.slice(at, size))
        at += size


def _take_best(search: _Search, own: _Tries, rows: Any, tried: Any) -> None:
    """The better of all gates together and the best single change, if any gains."""
    n, now = search.batch.num_rows, search.now
    at, step = 0, None
    if own.together:
        after = float(_means(rows.slice(0, n), search.weights)[0])
        if after > now + _LEAST:
            fired = tuple(i for i, gates in enumerate(search.binding) if gates)
            step = Step("gates", own.gates, fired, after - now, after)
    if own.single:
        first = n if own.together else 0
        means = _means(rows.slice(first), search.weights)
        best = int(np.argmax(means))
        after = float(means[best])
        # Gates come first; later only where together they gain more.
        wins = step is None or (search.steps and step.gain <= after - now + _LEAST)
        if after > now + _LEAST and wins:
            chosen = own.single[best]
            step = Step(
                chosen.kind, (chosen.question,), chosen.rows, after - now, after
            )
            at = first + best * n
    if step is None:
        search.over = True
        return
    search.steps.append(step)
    search.batch, search.now = tried.slice(at, n), step.score
    search.binding = _binding(rows.slice(at, n))


def _gates(search: _Search, rules: Rules) -> tuple[list[_Change], tuple[str, ...]]:
    """All gates that hold a score down opened together, if there are any."""
    gates = tuple(dict.fromkeys(gate for row in search.binding for gate in row))
    rows = tuple(i for i, fired in enumerate(search.binding) if fired)
    opened = (one for gate in gates for one in _opened(gate, rows, search.batch, rules))
    return list(opened), gates


def _plain(batch: Any) -> Any:
    """The batch with its dictionaries written out, so that new values fit in."""
    columns = {}
    for name in batch.schema.names:
        column = batch.column(name)
        plain = pa.types.is_dictionary(column.type)
        columns[name] = column.cast(column.type.value_type) if plain else column
    return pa.RecordBatch.from_pydict(columns)


def _tried(running: Sequence[_Search], tries: Sequence[_Tries], base: Any) -> Any:
    """Everything that is tried, below one another: an organisation's units once each."""
    origin: list[Any] = []
    written: dict[str, dict[int, Any]] = {}
    first = at = 0
    for search, own in zip(running, tries, strict=True):
        n = search.batch.num_rows
        variants = [[change] for change in own.single]
        if own.together:
            variants = [own.together, *variants]
        for changes in variants:
            origin.append(np.arange(first, first + n))
            for change in changes:
                cells = written.setdefault(change.column, {})
                cells |= {at + row: change.value for row in change.rows}
            at += n
        first += n
    rows = np.concatenate(origin) if origin else np.zeros(0, int)
    columns = {}
    for name in base.schema.names:
        column, taken = base.column(name), rows
        cells = written.get(name, {})
        if cells:  # the new values stand behind the old ones and are taken from there
            values = pa.array(list(cells.values()), column.type)
            taken = rows.copy()
            taken[list(cells)] = len(column) + np.arange(len(cells))
            column = pa.concat_arrays([column, values])
        columns[name] = column.take(pa.array(taken))
    return pa.RecordBatch.from_pydict(columns)


def _means(rows: Any, weights: Any) -> Any:
    """Weighted mean score, before rounding, of each variant; no score counts 0."""
    capped = rows.column("capped").fill_null(0.0).to_numpy()
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
    running: Sequence[_Search], base: Any, rules: Rules, shared: Collection[str]
) -> list[list[_Change]]:
    """Of each: every question answered best, and every answer audited on site."""
    found: list[list[_Change]] = [[] for _ in running]
    names = set(base.schema.names)
    sizes = [search.batch.num_rows for search in running]
    for one in Pass(base, rules).items():
        item = one.item
        if item.principle is None or item.id not in names or not item.weight:
            continue
        open_ = _Open.of(one, rules)
        column, best, first = f"evidence.{item.id}", _best_answer(item), 0
        for own, n in zip(found, sizes, strict=True):
            asked = [row for row in range(n) if open_.counted[first + row]]
            for group in [asked] if item.id in shared else [[row] for row in asked]:
                at, rows = [first + row for row in group], tuple(group)
                if not any(open_.seen[i] for i in at):
                    continue
                if any(open_.better[i] for i in at):
                    own.append(_Change("answer", item.id, item.id, rows, best))
                if column in names and any(open_.weak[i] for i in at):
                    own.append(
                        _Change("evidence", item.id, column, rows, BEST_EVIDENCE)
                    )
            first += n
    return found


class _Open(NamedTuple):
    """What is still open about one question, by row.

    counted  it is in the denominator; seen: and no earlier answer hides it
    better   there is a better answer; weak: the answer earns points and an audit is
             better evidence than it has
    """

    counted: list[bool]
    seen: list[bool]
    better: list[bool]
    weak: list[bool]

    @classmethod
    def of(cls, one: Scored, rules: Rules) -> "_Open":
        states = one.states[one.codes]
        points = one.points.take(one.codes)
        levels: Any = one.levels if one.claim is None else one.claim.levels
        counted = denominator(rules.model)[states]
        return cls(
            counted.tolist(),
            (counted & (states != HIDDEN)).tolist(),
            (points < 1).tolist(),
            ((levels < BEST_EVIDENCE) & (points != 0)).tolist(),
        )
