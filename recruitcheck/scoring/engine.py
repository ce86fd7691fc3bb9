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

`docs/batch.md` says all of it: types, ranges, what null means, what is refused.

Everything a label can mean is looked up in small tables made from the column's own
dictionary, so the work per row is a few gathers. Source of the formulas: the method
in `scoring/README.md`, sections 2 to 4; OECD/JRC Handbook (2008) for the generalised
mean, UNDP Human Development Index for the geometric mean between dimensions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from recruitcheck.scoring.batch_faults import CAPPING
from recruitcheck.scoring.columns import Flags, answer_column
from recruitcheck.scoring.means import Floats
from recruitcheck.scoring.passes import Pass, caps_of
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.score_columns import result_batch
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.states import (
    COUNTED,
    IS_MISSING,
    NA_OK,
    STATES,
    State,
    denominator,
)
from recruitcheck.scoring.totals import Doubts, Sums, add_spare, add_table, gather
from recruitcheck.scoring.triangulation import triangulate

BATCH_FORMAT = "1"
"""Version of the columns read and written, as `docs/batch.md` describes them."""

_CORROBORATED = 3


def score(batch: Any, rules: Rules) -> pa.RecordBatch:
    """Scores of every row of an Arrow batch or table; pure.

    Columns that no question, evidence, respondent or outcome owns are passed through.
    Added: `principle.<id>` (0-100) of every part, `raw`, `cap`, `capped`, `score` (one
    decimal, half up), `band`, `low`, `high`, `completeness` (0-1), `status`,
    `na_exposure` (points), `na_share` (0-1), `na_flagged`, `gates`, `binding`, `alerts` (question
    ids), `discrepancy` (0-1) and the questions it is flagged for, `discrepancies`.
    What nobody could compute is null; `docs/batch.md` says all of it. UsageError for a
    batch that could only be guessed at.
    """
    model, tree = rules.model, rules.tree
    n, many = batch.num_rows, tree.leaves
    # What is gained and what is lost to missing answers, as one complex number: half
    # the gathers. Base and approved N/A are the same in every row most of the time.
    both = np.zeros((many, n), complex)
    base, na, spare = np.zeros((many, n)), np.zeros((many, n)), np.zeros((many, n))
    cap, cap_high = np.full(n, 100.0), np.full(n, 100.0)
    gates: dict[str, Floats] = {}
    alerts: dict[str, Flags] = {}
    doubts = Doubts(n)
    credit = np.array(model.credit)
    in_base = denominator(model)
    a_pass = Pass(batch, rules)
    for one in a_pass.items():
        item = one.item
        if item.principle is not None:
            j, w = tree.leaf_of[item.id], item.weight
            missing = w * IS_MISSING[one.states]
            if one.claim is None:
                gather(both[j], w * one.points, missing, one, credit)
            else:
                counted = COUNTED[one.states].take(one.codes)
                both.real[j] += w * one.claim.credited * counted
                add_table(both.imag[j], missing, one)
                add_spare(spare[j], one, one.claim, counted)
                doubts.add(one, counted, model)
            add_table(base[j], np.where(in_base, w, 0.0)[one.states], one)
            if item.id in rules.excusable:
                add_table(na[j], w * (one.states == NA_OK), one)
        if item.capping:
            caps, best = caps_of(one, model)
            gates[item.id] = caps
            np.minimum(cap, caps, out=cap)
            np.minimum(cap_high, best, out=cap_high)
        if one.alerts.any():
            alerts[item.id] = one.alerts.take(one.codes)
    for outcome, caps in _outcome_caps(batch, model):
        gates[outcome] = caps
        np.minimum(cap, caps, out=cap)
        np.minimum(cap_high, caps, out=cap_high)
    return result_batch(
        batch,
        rules,
        Sums(both.real, base, both.imag, na, spare, cap, cap_high),
        gates=gates,
        alerts=alerts,
        doubts=doubts,
        unscorable=a_pass.unscorable,
    )


def _outcome_caps(batch: Any, model: ScoringModel) -> Iterator[tuple[str, Floats]]:
    for gate in model.outcome_gates:
        name = f"outcome.{gate.id}"
        if batch.schema.get_field_index(name) >= 0:
            column = answer_column(batch, name)
            caps = [
                model.cap(label) if label in CAPPING else 100.0  # type: ignore[arg-type]
                for label in column.labels  # others stand in no row: `check_batch`
            ]
            yield gate.id, np.array([*caps, 100.0]).take(column.codes)


@dataclass(frozen=True, slots=True)
class Detail:
    """What became of one question in one unit.

    `points` is the answer's worth 0-1, `limited` after the auditor's answers, `earned`
    after evidence, `credited` what counts after workers; `best` is what it can count at
    most once all missing answers, its own or an auditor's, are given. `weight` is its weight where
    it is in the denominator, else 0; `cap` the ceiling it sets or 100; `discrepancy`
    how far it stands above what workers can mean, None where they were not heard.
    """

    question: str
    state: State
    points: float
    limited: float
    earned: float
    credited: float
    best: float
    weight: float
    evidence: int
    cap: float
    alert: bool
    discrepancy: float | None


def details(batch: Any, rules: Rules) -> list[dict[str, Detail]]:
    """Per row, what became of every question; from the same pass as `score`."""
    rows: list[dict[str, Detail]] = [{} for _ in range(batch.num_rows)]
    model = rules.model
    in_base = denominator(model)
    for one in Pass(batch, rules).items():
        own = one.points.take(one.codes)
        claim = one.claim or triangulate(own, one.levels, None, None, model)
        caps = caps_of(one, model)[0] if one.item.capping else None
        gaps = claim.discrepancy
        missing = IS_MISSING[one.states].take(one.codes)
        best = claim.at_best(np.where(missing, 1.0, own), slice(None))
        open_ = missing if claim.audit is None else missing | claim.audit.blank
        best = np.where(open_, best, claim.credited)
        for i, (row, code) in enumerate(zip(rows, one.codes, strict=True)):
            state = STATES[one.states[code]]
            counted = in_base[one.states[code]]
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
                float(best[i]),
                one.item.weight if counted else 0.0,
                _CORROBORATED if confirmed else level,
                100.0 if caps is None else float(caps[i]),
                bool(one.alerts[code]),
                float(gaps[i]) if heard else None,
            )
    return rows
