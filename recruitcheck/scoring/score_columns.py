"""The columns that scoring adds to a batch: scores, bands, intervals, gates."""

from collections.abc import Mapping
from functools import reduce
from typing import Any

import numpy as np
import pyarrow as pa

from recruitcheck.scoring.columns import Flags
from recruitcheck.scoring.means import Floats, round_half_up
from recruitcheck.scoring.rules import Rules
from recruitcheck.scoring.scoring_model import ScoringModel
from recruitcheck.scoring.totals import Doubts, Sums
from recruitcheck.scoring.trees import TOP


def result_batch(
    batch: Any,
    rules: Rules,
    sums: Sums,
    *,
    gates: Mapping[str, Floats],
    alerts: Mapping[str, Flags],
    doubts: Doubts,
    unscorable: Flags,
) -> pa.RecordBatch:
    model = rules.model
    worst = model.missing == "worst"
    whole = sums.base if worst else sums.base + sums.missing
    parts = _scores(sums.gain, sums.base, rules)
    raw = low = high = without_na = parts.pop(TOP)
    if sums.missing.any() or sums.spare.any():
        best = sums.gain + sums.missing + sums.spare
        high = _scores(best, whole, rules)[TOP]
        low = raw if worst else _scores(sums.gain, whole, rules)[TOP]
    if sums.na.any():
        without_na = _scores(sums.gain, sums.base + sums.na, rules)[TOP]
    weight, lost, excused = map(_total, (whole, sums.missing, sums.na))
    with np.errstate(invalid="ignore"):
        completeness = (weight - lost) / weight
        na_share = excused / (weight + excused)
    none = np.isnan(raw) | unscorable
    capped = np.minimum(raw, sums.cap)
    rounded = round_half_up(capped)
    columns: dict[str, Any] = {
        name: batch.column(name)
        for name in batch.schema.names
        if not _owned(name, rules)
    }
    for name, row in parts.items():
        columns[f"principle.{name}"] = _masked(row, unscorable)
    columns |= {
        "raw": _masked(raw, none),
        "cap": pa.array(sums.cap),
        "capped": _masked(capped, none),
        "score": _masked(rounded, none),
        "band": _band(rounded, none, model),
        "low": _masked(np.minimum(low, sums.cap), none),
        "high": _masked(np.minimum(high, sums.cap_high), none),
        "completeness": _masked(completeness, none),
        "status": _status(completeness, none, model),
        "na_exposure": _masked(raw - without_na, none),
        "na_share": _masked(na_share, none),
        "na_flagged": pa.array(na_share > model.na_exposure_flag, mask=none),
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


def _scores(gain: Floats, base: Floats, rules: Rules) -> dict[str, Floats]:
    """Scores of the model and its parts; nan where nothing is in scope."""
    with np.errstate(invalid="ignore", divide="ignore"):
        leaves = 100 * gain / base
    return rules.tree.scores(leaves, shift=rules.model.shift)


def _total(leaves: Floats) -> Floats:
    """The sum over leaves per row, one after the other; see `power_mean`."""
    return np.asarray(reduce(np.add, leaves))


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
    matrix = np.stack(list(flags.values()), axis=1)
    rows, names = np.divmod(np.flatnonzero(matrix), len(flags))
    offsets = np.searchsorted(rows, np.arange(batch.num_rows + 1)).astype(np.int32)
    return pa.ListArray.from_arrays(
        offsets, pa.array(list(flags)).take(pa.array(names))
    )
