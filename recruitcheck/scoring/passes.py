"""One pass over the items of a batch: the state and the claim of each in every row."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from recruitcheck.scoring.batch_faults import check_batch
from recruitcheck.scoring.columns import (
    AnswerColumn,
    Codes,
    Flags,
    answer_column,
    evidence_levels,
    took_part_column,
)
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import (
    ANSWERED,
    COUNTED,
    IN_BASE,
    IS_MISSING,
    NOT_ASKED,
    S_GOOD,
    S_MISSING,
    S_OUT,
    label_tables,
    meanings,
    remembered,
)
from recruitcheck.scoring.triangulation import (
    Audit,
    Claim,
    triangulate,
    worker_bounds,
)


class Scored(NamedTuple):
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


class Pass:
    """One pass over the items of a batch, in order. Holds what later items need."""

    def __init__(self, batch: Any, rules: Rules) -> None:
        check_batch(batch, rules)
        self.batch, self.rules = batch, rules
        self.unscorable = np.zeros(batch.num_rows, bool)
        self._took_part: dict[str, bool | Flags] = {}
        self._needed = {c.column for item in rules.items for c in item.conditions}
        self._special: dict[str, npt.NDArray[np.int8]] = {}
        self._columns: dict[str, AnswerColumn] = {}
        self._evidence: dict[str, int | Codes] = {}

    def items(self) -> Iterator[Scored]:
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

    def _one(self, item: Item) -> Scored:
        column = self._columns.pop(item.id, None) or answer_column(self.batch, item.id)
        took_part = self._part(item.respondent)
        special, hidden_levels = self._conditions(item, took_part=took_part)
        levels = evidence_levels(self.batch, item)
        codes, present = column.codes, slice(0, len(column.labels) + column.blanks)
        if special is not None:
            if NOT_ASKED in column.labels:  # nothing can hide it: it is out of scope
                special[codes == column.labels.index(NOT_ASKED)] = -1
            # As wide as the codes: a column may have more labels than int8 can count.
            beyond = len(column.labels) + special.astype(np.intp)
            codes = np.where(special < 0, codes, beyond)
            present = slice(None)
            if hidden_levels is not None:
                hidden = np.maximum(hidden_levels, levels)
                levels = np.where(special == S_GOOD, hidden, levels)
        self._keep(item, column, special, levels)
        tables = remembered(
            self.rules,
            (item.id, *column.labels),
            lambda: label_tables(item, column.labels, self.rules.model),
        )
        if item.mandatory:
            self.unscorable |= IS_MISSING[tables.states].take(codes)
        return Scored(item, codes, levels, *tables, present)

    def _part(self, respondent: str) -> bool | Flags:
        if respondent not in self._took_part:
            self._took_part[respondent] = took_part_column(
                self.batch, self.rules, respondent
            )
        return self._took_part[respondent]

    def _keep(
        self,
        item: Item,
        column: AnswerColumn,
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
        """Per row -1 where the question is asked, else one of `SPECIAL`.

        And the evidence level of the answer that hides it.
        """
        if took_part is True and not item.conditions:
            return None, None
        special = np.full(self.batch.num_rows, -1, np.int8)
        if took_part is not True:
            special[~np.asarray(took_part)] = S_OUT
        hidden_levels: int | Codes | None = None
        for condition in item.conditions:
            open_ = special < 0
            found = self._condition(item, condition, open_)
            if (found == S_GOOD).any():
                parent_levels = self._evidence.get(
                    condition.column.partition("@")[0], 0
                )
                if hidden_levels is None:
                    hidden_levels = parent_levels
                else:
                    hidden_levels = np.where(
                        open_ & (found == S_GOOD), parent_levels, hidden_levels
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
                condition.column, answer_column(self.batch, condition.column)
            )
        table = remembered(
            self.rules,
            (item.id, item.conditions.index(condition), *column.labels),
            lambda: meanings(column.labels, condition, parent),
        )
        found = table.take(column.codes)
        inherited = self._special.get(parent_id)
        if inherited is not None:
            found = np.where(inherited < 0, found, inherited)
        if not condition.scored:
            # Without a profile answer nobody can say what applies: there is no score.
            self.unscorable |= open_ & (found == S_MISSING) & (item.weight > 0)
        return found


def _audits(found: Sequence[Scored], topics: frozenset[str]) -> dict[str, Audit]:
    """What auditors say per topic that others make claims in."""
    by_topic: dict[str, list[Scored]] = {}
    for one in found:
        if one.item.audits and one.item.topic in topics:
            by_topic.setdefault(one.item.topic, []).append(one)
    return {topic: _audit(asked) for topic, asked in by_topic.items()}


def _audit(asked: Sequence[Scored]) -> Audit:
    """The mean of what was asked; one question alone is looked up by its answers."""
    level = _said(asked[0])
    for one in asked[1:]:
        level = np.maximum(level, _said(one))
    if len(asked) == 1:
        points, base, blank = _shares(asked[0])
        codes, mean = asked[0].codes, np.where(base > 0, points, 1.0)
        return Audit(
            mean.take(codes),
            level,
            np.maximum(mean, blank).take(codes),
            (blank > 0).take(codes),
        )
    total, base, blank = (
        sum(table.take(one.codes) for table, one in zip(tables, asked, strict=True))
        for tables in zip(*map(_shares, asked), strict=True)
    )
    with np.errstate(invalid="ignore"):
        limit = np.where(base > 0, total / base, 1.0)
        best = np.where(base > 0, (total + blank) / base, 1.0)
    return Audit(limit, level, best, blank > 0)


def _shares(one: Scored) -> tuple[Floats, Floats, Floats]:
    """By code: points, whether it is in the mean, whether it is missing."""
    base, blank = IN_BASE[one.states], IS_MISSING[one.states]
    return one.points, base.astype(float), blank.astype(float)


def _said(one: Scored) -> Codes:
    """Evidence of an auditor's answer; 0 where there is none.

    A question hidden as bad says as little as a blank about who saw what.
    """
    said = (one.states == ANSWERED) | (COUNTED[one.states] & (one.points > 0))
    return np.asarray(said.astype(np.intp).take(one.codes) * one.levels)


def caps_of(one: Scored, model: ScoringModel) -> tuple[Floats, Floats]:
    """The cap of an item per row, of its own answer and of who contradicts it.

    As it is, and if every missing answer were the best one. Workers who contradict an
    answer fire its hardest gate. Auditors who do fire its mildest: the auditor's own
    question has a gate for what was seen.
    """
    caps = one.caps.take(one.codes)
    missing = IS_MISSING[one.states].take(one.codes)
    best = np.where(missing, 100.0, caps)
    if one.claim is None:
        return caps, best
    counted = COUNTED[one.states].take(one.codes)
    severities = [model.cap(gate.severity) for gate in one.item.capping]  # type: ignore[arg-type]
    low, audit, workers = model.gate_threshold, one.claim.audit, one.claim.workers
    if audit is not None:
        mildest = max(severities)
        caps = _capped(caps, counted & (audit.limit < low), mildest)
        best = _capped(best, (counted | missing) & (audit.best < low), mildest)
    if workers is not None:
        hardest = min(severities)
        caps = _capped(caps, counted & (workers.upper < low), hardest)
        best = _capped(best, (counted | missing) & (workers.upper < low), hardest)
    return caps, best


def _capped(caps: Floats, fired: Flags, cap: float) -> Floats:
    return np.where(fired, np.minimum(caps, cap), caps)
