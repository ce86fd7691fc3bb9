"""The scoring kernel: one pure function of one Arrow batch, written once.

`score(batch, rules)` gives one row per unit (an organisation in a corridor in a cycle);
every engine that maps a function over Arrow batches maps this one. One supplier is a
batch of one. The batch has these columns, all others are passed through unread:

    <question>            text as XLSForm stores it: a choice, several separated by
                          spaces, a number; null: blank. Reserved: `dk`, `pns`, `na`,
                          `na_approved` where reason and approver are known, and
                          `not_asked` where the form sent did not have the question.
    <question>@site       the answers of all corridors of the site together
    evidence.<question>   0 declared, 1 document seen, 2 audited, 3 corroborated
    respondent.<kind>     whether that kind of respondent took part (auditor ...);
                          without it, a kind took part if the batch has its questions
    workers.<topic>.heard, .favourable, .population
                          interviewed workers in a topic, those with a favourable
                          answer, and all workers they were drawn from
    outcome.<gate>        severity of a worker-outcome gate that fired, else null

Everything a label can mean is looked up in small tables made from the column's own
dictionary, so the work per row is a few gathers. Source of the formulas: the method
in `scoring/README.md`, sections 2 to 4; OECD/JRC Handbook (2008) for the generalised
mean, UNDP Human Development Index for the geometric mean between dimensions.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recruitcheck.scoring.means import Floats, generalised_mean, round_half_up
from recruitcheck.scoring.rules import Condition, Item, Rules, hidden_points
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.triangulation import Claim, triangulate, worker_bounds

Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]

NA_APPROVED = "na_approved"
NOT_ASKED = "not_asked"
_MISSING_WORDS = frozenset({"dk", "pns"})
_NO_ANSWER = _MISSING_WORDS | {"na"}
_LEVELS = 4
_CORROBORATED = 3

State = Literal[
    "answered", "missing", "hidden", "na_unapproved", "na_approved", "out_of_scope"
]
STATES: tuple[State, ...] = (
    "answered",
    "missing",
    "hidden",
    "na_unapproved",
    "na_approved",
    "out_of_scope",
)
_ANSWERED, _MISSING, _HIDDEN, _NA, _NA_OK, _OUT = range(6)
_IN_BASE = np.array([True, True, True, True, False, False])
_IS_MISSING = np.array([False, True, False, True, False, False])
_COUNTED = np.array([True, False, True, False, False, False])

# What a question can be besides one of its labels, in this order after the labels.
_SPECIAL = ("missing", "hidden as bad", "hidden as good", "out", "na with its parent")
_SPECIAL_STATES = (_MISSING, _HIDDEN, _HIDDEN, _OUT, _NA_OK)
_S_MISSING, _S_BAD, _S_GOOD, _S_OUT, _S_NA = range(5)


class _Column(NamedTuple):
    """An answer column: its labels and a code per row; `len(labels)` means blank."""

    labels: list[str]
    codes: Codes
    blanks: bool


class _Scored(NamedTuple):
    """What became of one item in every row.

    `codes` index the tables; `levels` is one evidence level for all rows or one each.
    """

    item: Item
    codes: Codes
    levels: int | Codes
    points: Floats
    states: npt.NDArray[np.int8]
    caps: Floats
    alerts: Flags
    present: npt.NDArray[np.intp] | slice
    claim: Claim | None = None


def _column(batch: Any, name: str) -> _Column:
    if name not in batch.schema.names:
        codes = np.zeros(batch.num_rows, np.intp)
        return _Column([], codes, blanks=True)
    array = batch.column(name)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if not pa.types.is_dictionary(array.type):
        if pa.types.is_null(array.type):
            array = array.cast(pa.string())
        array = array.dictionary_encode()
    labels = array.dictionary.to_pylist()
    blanks = bool(array.indices.null_count)
    codes = _filled(array.indices, len(labels)) if blanks else array.indices
    codes = np.asarray(codes).astype(np.intp, copy=False)
    if None in labels:  # a blank may also be a label of the dictionary
        known = [code for code, label in enumerate(labels) if label is not None]
        moved = np.full(len(labels) + 1, len(known), np.intp)
        moved[known] = np.arange(len(known))
        if blanks or known != list(range(len(labels) - 1)):
            codes = moved.take(codes)
        labels, blanks = [labels[code] for code in known], True
    return _Column([str(label) for label in labels], codes, blanks)


def _filled(indices: Any, code: int) -> Any:
    """Indices with `code` where null, in their own type if the code fits."""
    fits = code <= np.iinfo(indices.type.to_pandas_dtype()).max
    return (indices if fits else indices.cast(pa.int64())).fill_null(code)


def _levels(batch: Any, item: Item) -> int | Codes:
    name = f"evidence.{item.id}"
    if name not in batch.schema.names:
        return item.evidence
    levels = batch.column(name)
    if isinstance(levels, pa.ChunkedArray):
        levels = levels.combine_chunks()
    return np.asarray(levels.cast(pa.int64()).fill_null(item.evidence)).astype(np.intp)


def _took_part(batch: Any, rules: Rules, respondent: str) -> bool | Flags:
    name = f"respondent.{respondent}"
    names = set(batch.schema.names)
    if name in names:
        flags = batch.column(name)
        if isinstance(flags, pa.ChunkedArray):
            flags = flags.combine_chunks()
        return np.asarray(flags.fill_null(False)).astype(bool)
    return any(i.respondent == respondent and i.id in names for i in rules.items)


class _Pass:
    """One pass over the items of a batch, in order. Holds what later items need."""

    def __init__(self, batch: Any, rules: Rules) -> None:
        self.batch, self.rules = batch, rules
        self.unscorable = np.zeros(batch.num_rows, bool)
        self._took_part: dict[str, bool | Flags] = {}
        self._needed = {c.column for item in rules.items for c in item.conditions}
        self._special: dict[str, npt.NDArray[np.int8]] = {}
        self._columns: dict[str, _Column] = {}
        self._evidence: dict[str, int | Codes] = {}

    def items(self) -> Iterator[_Scored]:
        """Every item; claims after what auditors and workers say about their topic."""
        workers = worker_bounds(self.batch, self.rules.claimed_topics, self.rules.model)
        if not self.rules.audited_topics and not workers:
            yield from map(self._one, self.rules.items)
            return
        found = [self._one(item) for item in self.rules.items]
        audits = _audits(found, self.rules.audited_topics)
        for one in found:
            topic = one.item.topic
            if one.item.claims and (topic in audits or topic in workers):
                claim = triangulate(
                    one.points.take(one.codes),
                    one.levels,
                    audits.get(topic),
                    workers.get(topic),
                    self.rules.model,
                )
                yield one._replace(claim=claim)
            else:
                yield one

    def _one(self, item: Item) -> _Scored:
        column = self._columns.pop(item.id, None) or _column(self.batch, item.id)
        took_part = self._part(item.respondent)
        special, hidden_levels = self._conditions(item, took_part=took_part)
        levels = _levels(self.batch, item)
        codes, present = column.codes, slice(0, len(column.labels) + column.blanks)
        if special is not None:
            if NOT_ASKED in column.labels:  # nothing can hide it: it is out of scope
                special[codes == column.labels.index(NOT_ASKED)] = -1
            codes = np.where(special < 0, codes, len(column.labels) + special)
            present = slice(None)
            if hidden_levels is not None:
                levels = np.where(special == _S_GOOD, hidden_levels, levels)
        if item.mandatory:
            blank = codes == len(column.labels) + _S_MISSING
            words = [c for c, label in enumerate(column.labels) if label in _NO_ANSWER]
            self.unscorable |= blank | np.isin(codes, words)
        self._keep(item, column, special, levels)
        points, states, caps, alerts = self._tables(item, column.labels)
        return _Scored(item, codes, levels, points, states, caps, alerts, present)

    def _part(self, respondent: str) -> bool | Flags:
        if respondent not in self._took_part:
            self._took_part[respondent] = _took_part(self.batch, self.rules, respondent)
        return self._took_part[respondent]

    def _keep(
        self,
        item: Item,
        column: _Column,
        special: npt.NDArray[np.int8] | None,
        levels: int | Codes,
    ) -> None:
        if {item.id, f"{item.id}@site"} & self._needed:
            self._columns[item.id] = column
            self._evidence[item.id] = levels
            if special is not None:
                self._special[item.id] = special

    def _conditions(
        self, item: Item, *, took_part: bool | Flags
    ) -> tuple[npt.NDArray[np.int8] | None, int | Codes | None]:
        """Per row -1 where the question is asked, else one of `_SPECIAL`.

        And the evidence level of the answer that hides it.
        """
        if took_part is True and not item.conditions:
            return None, None
        special = np.full(self.batch.num_rows, -1, np.int8)
        if took_part is not True:
            special[~np.asarray(took_part)] = _S_OUT
        hidden_levels: int | Codes | None = None
        for condition in item.conditions:
            open_ = special < 0
            found = self._condition(item, condition, open_)
            if (found == _S_GOOD).any():
                parent_levels = self._evidence.get(
                    condition.column.partition("@")[0], 0
                )
                if hidden_levels is None:
                    hidden_levels = parent_levels
                else:
                    hidden_levels = np.where(
                        open_ & (found == _S_GOOD), parent_levels, hidden_levels
                    )
            special = np.where(open_, found, special)
        return special, hidden_levels

    def _condition(
        self, item: Item, condition: Condition, open_: Flags
    ) -> npt.NDArray[np.int8]:
        parent_id = condition.column.partition("@")[0]
        parent = self.rules.by_id.get(parent_id)
        if condition.column == parent_id and parent_id in self._columns:
            column = self._columns[parent_id]
        else:
            column = self._columns.setdefault(
                condition.column, _column(self.batch, condition.column)
            )
        table = np.array(
            [_meaning(label, condition, parent) for label in column.labels]
            + [_S_MISSING],
            np.int8,
        )
        found = table.take(column.codes)
        inherited = self._special.get(parent_id)
        if inherited is not None:
            found = np.where(inherited < 0, found, inherited)
        if not condition.scored:
            # Without a profile answer nobody can say what applies: there is no score.
            self.unscorable |= open_ & (found == _S_MISSING) & (item.weight > 0)
        return found

    def _tables(
        self, item: Item, labels: Sequence[str]
    ) -> tuple[Floats, npt.NDArray[np.int8], Floats, Flags]:
        """Points, state, cap and alert by code: the labels, then `_SPECIAL`."""
        model = self.rules.model
        none = 100.0
        hardest = min((model.cap(g.severity) for g in item.capping), default=none)  # type: ignore[arg-type]
        points, states = np.zeros(len(labels) + 5), []
        caps, alerts = np.full(len(labels) + 5, none), np.zeros(len(labels) + 5, bool)
        for code, label in enumerate(labels):
            state, worth = _read(item, label)
            states.append(state)
            points[code] = worth
            if state == _ANSWERED:
                caps[code] = _cap(item, label, worth, model)
                alerts[code] = any(
                    g.severity == "alert" and g.fires(label) for g in item.gates
                )
            elif _IS_MISSING[state]:
                caps[code] = hardest
        special = len(labels)
        points[special + _S_GOOD] = 1.0
        caps[special + _S_MISSING] = caps[special + _S_BAD] = hardest
        return points, np.array([*states, *_SPECIAL_STATES], np.int8), caps, alerts


def _audits(found: Sequence[_Scored], topics: frozenset[str]) -> dict[str, Floats]:
    """Mean points of the auditors' answers per topic and row, nan where none."""
    sums: dict[str, tuple[Floats, Floats]] = {}
    for one in found:
        if one.item.audits and one.item.topic in topics:
            n = len(one.codes)
            total, count = sums.setdefault(one.item.topic, (np.zeros(n), np.zeros(n)))
            answered = (one.states == _ANSWERED).take(one.codes)
            total += one.points.take(one.codes) * answered
            count += answered
    with np.errstate(invalid="ignore"):
        return {topic: total / count for topic, (total, count) in sums.items()}


def _meaning(label: str, condition: Condition, parent: Item | None) -> int:
    """What a parent's answer makes of a child: -1 asked, else one of `_SPECIAL`."""
    if label == NOT_ASKED:
        return -1
    if label in _NO_ANSWER:
        return _S_MISSING
    if parent is not None and parent.points is not None:
        state, _ = _read(parent, label)
        if _IS_MISSING[state]:
            return _S_MISSING
        if state == _NA_OK:
            return _S_NA
    if condition.holds(label):
        return -1
    if not condition.scored or parent is None:
        return _S_OUT
    return _S_GOOD if hidden_points(parent, condition, label) == 1 else _S_BAD


def _read(item: Item, label: str) -> tuple[int, float]:
    """State and points of an answer.

    A label nobody knows is missing, never a guess; the reader has reported it.
    """
    if label in _MISSING_WORDS:
        return _MISSING, 0.0
    if label == NA_APPROVED and item.na_allowed:
        return _NA_OK, 0.0
    if label in {"na", NA_APPROVED}:
        return _NA, 0.0
    if label == NOT_ASKED:
        return _OUT, 0.0
    if item.points is None or not item.weight:
        return _ANSWERED, 0.0
    try:
        worth = item.points.points(label)
    except ValueError:
        return _MISSING, 0.0
    return (_ANSWERED, worth) if worth is not None else (_OUT, 0.0)


def _cap(item: Item, label: str, worth: float, model: ScoringModel) -> float:
    caps = [100.0]
    for gate in item.capping:
        triggered = gate.choices or gate.comparison
        if gate.fires(label) if triggered else worth < model.gate_threshold:
            caps.append(model.cap(gate.severity))  # type: ignore[arg-type]
    return min(caps)


def score(batch: Any, rules: Rules) -> pa.RecordBatch:
    """Scores of every row of an Arrow batch or table; pure.

    Columns that no question, evidence, respondent or outcome owns are passed through.
    Added: `principle.<id>` (0-100), `raw`, `cap`, `score` (one decimal, half up),
    `band`, `low`, `high`, `completeness` (0-1), `status`, `na_exposure` (points),
    `gates`, `binding`, `alerts` (question ids), `discrepancy` (0-1) and the questions
    it is flagged for, `discrepancies`. What nobody could compute is null.
    """
    n, many = batch.num_rows, len(rules.model.principles)
    # What is gained and what is lost to missing answers, as one complex number: half
    # the gathers. Base and approved N/A are the same in every row most of the time.
    both = np.zeros((many, n), complex)
    base, na = np.zeros((many, n)), np.zeros((many, n))
    cap, cap_high = np.full(n, 100.0), np.full(n, 100.0)
    gates: dict[str, Floats] = {}
    alerts: dict[str, Flags] = {}
    doubts = _Doubts(n)
    credit = np.array(rules.model.credit)
    a_pass = _Pass(batch, rules)
    for one in a_pass.items():
        item = one.item
        if item.principle is not None:
            j, w = item.principle, item.weight
            in_base = w * _IN_BASE[one.states]
            missing = w * _IS_MISSING[one.states]
            if one.claim is None:
                _gather(both[j], w * one.points, missing, one, credit)
            else:
                counted = _COUNTED[one.states].take(one.codes)
                both[j] += w * counted * one.claim.credited
                both[j] += 1j * missing.take(one.codes)
                doubts.add(one, counted, rules.model)
            _add(base[j], in_base, one)
            _add(na[j], w * (one.states == _NA_OK) * item.na_allowed, one)
        if item.capping:
            caps = _caps(one, rules.model)
            gates[item.id] = caps
            np.minimum(cap, caps, out=cap)
            missing_ = _IS_MISSING[one.states].take(one.codes)
            np.minimum(cap_high, np.where(missing_, 100.0, caps), out=cap_high)
        if one.alerts.any():
            alerts[item.id] = one.alerts.take(one.codes)
    for outcome, caps in _outcomes(batch, rules.model):
        gates[outcome] = caps
        np.minimum(cap, caps, out=cap)
        np.minimum(cap_high, caps, out=cap_high)
    return _result(
        batch,
        rules,
        _Sums(both.real, base, both.imag, na, cap, cap_high),
        gates=gates,
        alerts=alerts,
        doubts=doubts,
        unscorable=a_pass.unscorable,
    )


def _caps(one: _Scored, model: ScoringModel) -> Floats:
    """The cap of an item per row: of its own answer, and of who contradicts it.

    Workers who contradict a good answer fire its hardest gate. An auditor who does
    fires its mildest: the auditor's own question has a gate for what was seen.
    """
    caps = one.caps.take(one.codes)
    if one.claim is None:
        return caps
    severities = [model.cap(gate.severity) for gate in one.item.capping]  # type: ignore[arg-type]
    low = model.gate_threshold
    good = one.points.take(one.codes) >= low
    good &= _COUNTED[one.states].take(one.codes)
    by_audit = np.where(good & (one.claim.limited < low), max(severities), 100.0)
    by_workers = np.where(good & (one.claim.upper < low), min(severities), 100.0)
    return np.minimum(caps, np.minimum(by_audit, by_workers))


class _Doubts:
    """Where claims and workers disagree, added up over the items of a batch."""

    def __init__(self, rows: int) -> None:
        self.weight, self.total = np.zeros(rows), np.zeros(rows)
        self.flags: dict[str, Flags] = {}

    def add(self, one: _Scored, counted: Flags, model: ScoringModel) -> None:
        if one.claim is None:
            return
        heard = one.claim.heard & counted
        gap = one.claim.discrepancy
        self.weight += one.item.weight * heard
        self.total += one.item.weight * heard * gap
        flagged = heard & (gap >= model.discrepancy_flag)
        if flagged.any():
            self.flags[one.item.id] = flagged

    @property
    def index(self) -> Floats:
        """Mean discrepancy by weight, nan where workers were not heard."""
        with np.errstate(invalid="ignore"):
            return np.asarray(self.total / self.weight)


class _Sums(NamedTuple):
    """What the items add up to, per principle and row; the caps per row.

    `gain` is weighted points, `base` the weight in the denominator, `lost` that of
    missing answers, `na` that of approved N/A. `cap_high` is the cap that would be left
    if every missing answer were the best one.
    """

    gain: Floats
    base: Floats
    lost: Floats
    na: Floats
    cap: Floats
    cap_high: Floats


def _gather(
    total: npt.NDArray[np.complex128],
    gain: Floats,
    missing: Floats,
    one: _Scored,
    credit: Floats,
) -> None:
    """Add per row what the answer gains at its evidence and what is lost if missing."""
    if isinstance(one.levels, int):
        table, codes = gain * credit[one.levels] + 1j * missing, one.codes
    else:
        table = (np.outer(gain, credit) + 1j * missing[:, None]).ravel()
        codes = one.codes * _LEVELS + one.levels
    total += table.take(codes)


def _add(total: Floats, table: Floats, one: _Scored) -> None:
    """Add a table's value of every row, in place; most tables are all alike."""
    possible = table[one.present]
    if not possible.size or (possible == possible[0]).all():
        total += possible[0] if possible.size else 0.0
    else:
        total += table.take(one.codes)


def _outcomes(batch: Any, model: ScoringModel) -> Iterator[tuple[str, Floats]]:
    for gate in model.outcome_gates:
        name = f"outcome.{gate.id}"
        if name in batch.schema.names:
            column = _column(batch, name)
            caps = [model.cap(label) for label in column.labels]  # type: ignore[arg-type]
            yield gate.id, np.array([*caps, 100.0]).take(column.codes)


def _result(
    batch: Any,
    rules: Rules,
    sums: _Sums,
    *,
    gates: Mapping[str, Floats],
    alerts: Mapping[str, Flags],
    doubts: _Doubts,
    unscorable: Flags,
) -> pa.RecordBatch:
    model = rules.model
    with np.errstate(invalid="ignore", divide="ignore"):
        by_principle = 100 * sums.gain / sums.base
        raw = generalised_mean(by_principle, rules.weights, model)
        high, without_na = raw, raw
        if sums.lost.any():
            best = 100 * (sums.gain + sums.lost) / sums.base
            high = generalised_mean(best, rules.weights, model)
        if sums.na.any():
            counted = 100 * sums.gain / (sums.base + sums.na)
            without_na = generalised_mean(counted, rules.weights, model)
        weight = sums.base.sum(0)
        completeness = (weight - sums.lost.sum(0)) / weight
    none = np.isnan(raw) | unscorable
    capped = np.minimum(raw, sums.cap)
    rounded = round_half_up(capped)
    columns: dict[str, Any] = {
        name: batch.column(name)
        for name in batch.schema.names
        if not _owned(name, rules)
    }
    for principle, row in zip(model.principles, by_principle, strict=True):
        columns[f"principle.{principle.id}"] = _masked(row, unscorable)
    exposure = raw - without_na
    columns |= {
        "raw": _masked(raw, none),
        "cap": pa.array(sums.cap),
        "score": _masked(rounded, none),
        "band": _band(rounded, none, model),
        "low": _masked(capped, none),
        "high": _masked(np.minimum(high, sums.cap_high), none),
        "completeness": _masked(completeness, none),
        "status": _status(completeness, none, model),
        "na_exposure": _masked(exposure, none),
        "gates": _lists({gate: caps < 100 for gate, caps in gates.items()}, batch),
        "binding": _lists(
            {
                g: (caps < 100) & (caps == sums.cap) & (caps < raw)
                for g, caps in gates.items()
            },
            batch,
        ),
        "alerts": _lists(alerts, batch),
        "discrepancy": _masked(doubts.index, none),
        "discrepancies": _lists(doubts.flags, batch),
    }
    return pa.RecordBatch.from_pydict(
        {
            name: c.combine_chunks() if isinstance(c, pa.ChunkedArray) else c
            for name, c in columns.items()
        }
    )


def _owned(name: str, rules: Rules) -> bool:
    prefix, dot, _ = name.partition(".")
    if dot and prefix in {"evidence", "respondent", "outcome", "workers"}:
        return True
    return name.removesuffix("@site") in rules.by_id


def _masked(values: Floats, none: Flags) -> pa.Array:
    return pa.array(values, mask=none | np.isnan(values))


def _band(rounded: Floats, none: Flags, model: ScoringModel) -> pa.Array:
    rising = list(reversed(model.bands))
    codes = np.searchsorted([band.least for band in rising][1:], rounded, "right")
    indices = pa.array(codes.astype(np.int8), mask=none)
    return pa.DictionaryArray.from_arrays(indices, [band.letter for band in rising])


def _status(completeness: Floats, none: Flags, model: ScoringModel) -> pa.Array:
    # A share of exactly 95 % must not fall to the noise of adding weights.
    share = np.round(np.nan_to_num(completeness), 9)
    codes = np.where(
        share >= model.complete, 0, np.where(share >= model.provisional, 1, 2)
    )
    indices = pa.array(codes.astype(np.int8), mask=none)
    return pa.DictionaryArray.from_arrays(
        indices, ["complete", "provisional", "incomplete"]
    )


def _lists(flags: Mapping[str, Flags], batch: Any) -> pa.Array:
    """Per row the names whose flag is set, in the order of the mapping."""
    if not flags:
        empty = pa.array([], pa.string())
        return pa.ListArray.from_arrays(np.zeros(batch.num_rows + 1, np.int32), empty)
    matrix = np.array(list(flags.values())).T
    rows, names = np.nonzero(matrix)
    offsets = np.searchsorted(rows, np.arange(batch.num_rows + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(
        offsets, pa.array(list(flags)).take(pa.array(names))
    )


@dataclass(frozen=True, slots=True)
class Detail:
    """What became of one question in one unit.

    `points` is the answer's worth 0-1, `limited` after the auditor's answers, `earned`
    after evidence, `credited` what counts after workers. `weight` is its weight where
    it is in the denominator, else 0; `cap` the ceiling it sets or 100; `discrepancy`
    how far it stands above what workers can mean, None where they were not heard.
    """

    question: str
    state: State
    points: float
    limited: float
    earned: float
    credited: float
    weight: float
    evidence: int
    cap: float
    alert: bool
    discrepancy: float | None


def details(batch: Any, rules: Rules) -> list[dict[str, Detail]]:
    """Per row, what became of every question; from the same pass as `score`."""
    rows: list[dict[str, Detail]] = [{} for _ in range(batch.num_rows)]
    model = rules.model
    for one in _Pass(batch, rules).items():
        own = one.points.take(one.codes)
        claim = one.claim or triangulate(own, one.levels, None, None, model)
        caps, gaps = _caps(one, model) if one.item.capping else None, claim.discrepancy
        for i, (row, code) in enumerate(zip(rows, one.codes, strict=True)):
            state = STATES[one.states[code]]
            counted = state not in {"na_approved", "out_of_scope"}
            heard = bool(claim.heard[i]) and state in {"answered", "hidden"}
            level = int(claim.levels[i])
            discounted = model.credit[level] * float(claim.limited[i])
            confirmed = heard and float(claim.earned[i]) > discounted
            row[one.item.id] = Detail(
                one.item.id,
                state,
                float(own[i]),
                float(claim.limited[i]),
                float(claim.earned[i]),
                float(claim.credited[i]),
                one.item.weight if counted else 0.0,
                _CORROBORATED if confirmed else level,
                100.0 if caps is None else float(caps[i]),
                bool(one.alerts[code]),
                float(gaps[i]) if heard else None,
            )
    return rows
