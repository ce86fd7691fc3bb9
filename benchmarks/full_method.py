"""The full method beside naive pandas: evidence, audits, workers, gates, outcomes.

    python benchmarks/full_method.py [--units 1000000] [--naive-units 100000]

62 scored questions (40 of management, 22 of auditors) in 25 topics and 7 principles:
five choices, blanks, approved N/A, evidence levels, questions hidden by others, 12
gates, interviews in every topic, four worker-outcome gates. Units are made in blocks of
65,536 while they are scored, so memory is bounded by the batch; making them is not
timed. The naive way has the same answers in a pandas frame in memory and does the same
work with a Series per step; its scores, ranges, completeness and gates must agree to
1e-9. Each contender runs in a process of its own; the seconds are those of its
processor, which others on the machine do not lengthen. Then the same rows are scored in
batches of 1 (the first 2,000), 1,000 and 65,536: every bit must be the same.
"""

import argparse
import hashlib
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa

from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import (
    Band,
    Caps,
    OutcomeGate,
    Principle,
    ScoringModel,
)

BLOCK = 65_536
CHOICES = ("none", "few", "some", "most", "all")
POINTS = dict(zip(CHOICES, (0.0, 0.25, 0.5, 0.75, 1.0), strict=True))
CREDIT = (0.6, 0.8, 0.95, 1.0)
CAPS = {"zero_tolerance": 24.0, "critical": 49.0, "major": 69.0}
BANDS = dict(zip("ABCDE", (85.0, 70.0, 50.0, 25.0, 0.0), strict=True))
MANAGEMENT, AUDITOR, TOPICS, PRINCIPLES, GATES, HIDDEN = 40, 22, 25, 7, 12, 8
OUTCOMES = ("fee", "passport", "debt", "retaliation")
SEVERITIES = tuple(CAPS)
COMPARED = (
    *("raw", "cap", "score", "low", "high", "completeness", "na_exposure"),
    "discrepancy",
)
NAMED = ("gates", "discrepancies")


def make_rules() -> Rules:
    """Management question k and auditor question k speak of topic k mod 25."""
    model = ScoringModel(
        id="benchmark",
        version="1",
        title="Benchmark",
        credit=CREDIT,
        roles={"supplier": ("management", "auditor")},
        principles=tuple(
            Principle(id=str(p), title=str(p), short=str(p), weight=1 + p)
            for p in range(PRINCIPLES)
        ),
        caps=Caps(**CAPS),
        bands=tuple(Band(letter=b, name=b, least=v) for b, v in BANDS.items()),
        outcome_gates=tuple(
            OutcomeGate(id=o, title=o, finding=o, asked=o, reported="1")
            for o in OUTCOMES
        ),
    )
    items = [_item(k, "management") for k in range(MANAGEMENT)]
    items += [_item(k, "auditor") for k in range(AUDITOR)]
    return Rules(model, tuple(items))


def _item(k: int, respondent: str) -> Item:
    management = respondent == "management"
    hidden = management and k >= MANAGEMENT - HIDDEN
    gate = management and k < GATES
    shown = {"some", "most", "all"}.__contains__
    return Item(
        f"{respondent[0]}{k}",
        respondent,
        1.0 + k % 3,
        k % PRINCIPLES,
        PointsScale("single", POINTS),
        (Gate(SEVERITIES[k % 3]),) if gate else (),
        (Condition(f"m{k - HIDDEN}", shown, scored=True),) if hidden else (),
        na_allowed=management and not gate and k % 4 == 0,
        evidence=0 if management else 2,
        topic=f"T{k % TOPICS}",
    )


def make_block(number: int, rules: Rules, rows: int = BLOCK) -> pa.RecordBatch:
    """A block of units; the same for a number, however many there are in all."""
    rng = np.random.default_rng([20261125, number])
    audited = rng.random(rows) < 0.7
    columns = {"unit": pa.array(np.arange(rows) + number * BLOCK)}
    columns["respondent.auditor"] = pa.array(audited)
    for item in rules.items:
        labels = [*CHOICES, "na_approved"] if item.na_allowed else list(CHOICES)
        codes = rng.integers(0, len(labels), rows, dtype=np.int8)
        blank = rng.random(rows) < 0.04
        columns[item.id] = pa.DictionaryArray.from_arrays(
            pa.array(codes, mask=blank), pa.array(labels)
        )
        if item.respondent == "management":
            levels = rng.integers(0, 3, rows, dtype=np.int8)
            columns[f"evidence.{item.id}"] = pa.array(levels)
    population = rng.integers(60, 400, rows)
    for topic in range(TOPICS):
        heard = rng.integers(0, 60, rows)
        favourable = rng.binomial(heard, 0.8)
        for name, values in (
            ("heard", heard),
            ("favourable", favourable),
            ("population", population),
        ):
            columns[f"workers.T{topic}.{name}"] = pa.array(values.astype(float))
    for outcome in OUTCOMES:
        codes = rng.integers(0, 3, rows, dtype=np.int8)
        nobody = rng.random(rows) < 0.95
        columns[f"outcome.{outcome}"] = pa.DictionaryArray.from_arrays(
            pa.array(codes, mask=nobody), pa.array(list(SEVERITIES))
        )
    return pa.RecordBatch.from_pydict(columns)


def blocks(units: int, rules: Rules) -> Iterator[pa.RecordBatch]:
    for number, start in enumerate(range(0, units, BLOCK)):
        yield make_block(number, rules).slice(0, units - start)


def kernel(units: int, keep: int) -> tuple[float, dict[str, np.ndarray]]:
    """Processor seconds of scoring alone, and the results of the first `keep` units."""
    rules, seconds, kept = make_rules(), 0.0, []
    for block in blocks(units, rules):
        begin = time.process_time()
        found = score(block, rules)
        seconds += time.process_time() - begin
        if len(kept) * BLOCK < keep:
            kept.append(found)
    table = pa.Table.from_batches(kept).slice(0, keep)
    numbers = {n: table.column(n).to_numpy() for n in COMPARED}
    named = {n: joined(table.column(n).to_pylist()) for n in NAMED}
    return seconds, numbers | named | {
        "band": np.array(table.column("band").to_pylist(), str)
    }


def joined(lists: list[list[str]]) -> np.ndarray:
    return np.array([" ".join(sorted(names)) for names in lists])


def naive(units: int, _: int) -> tuple[float, dict[str, np.ndarray]]:
    rules = make_rules()
    frame = pa.Table.from_batches(
        [_plain(block) for block in blocks(units, rules)]
    ).to_pandas()
    begin = time.process_time()
    found = naive_scores(frame, rules)
    seconds = time.process_time() - begin
    return seconds, found | {n: joined(found[n].tolist()) for n in NAMED}


def _plain(block: pa.RecordBatch) -> pa.RecordBatch:
    """Answers as text, as a reader of workbooks would give them to pandas."""
    return pa.RecordBatch.from_pydict(
        {
            name: column.cast(pa.string())
            if pa.types.is_dictionary(column.type)
            else column
            for name, column in zip(block.schema.names, block.columns, strict=True)
        }
    )


def wilson(frame: pd.DataFrame, topic: str) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Bounds of a topic and where enough were heard."""
    n, k, known = (
        frame[f"workers.{topic}.{name}"]
        for name in ("heard", "favourable", "population")
    )
    size = (n * (known - 1) / (known - n)).where(known > n, n)
    share, z2 = k / n, 1.959963984540054**2
    centre = (share + z2 / (2 * size)) / (1 + z2 / size)
    spread = (share * (1 - share) / size + z2 / (4 * size**2)) ** 0.5
    half = z2**0.5 / (1 + z2 / size) * spread
    low, high = (centre - half).clip(lower=0), (centre + half).clip(upper=1)
    enough = n >= 10
    return low.where(enough), high.where(enough, 1.0), enough


def naive_scores(  # noqa: PLR0915  # one long script, as it would be written
    frame: pd.DataFrame, rules: Rules
) -> dict[str, np.ndarray]:
    """The method with a Series per step."""
    credit = pd.Series(CREDIT)
    points, missing, outside, excused, levels = {}, {}, {}, {}, {}
    for item in rules.items:
        answer = frame[item.id]
        points[item.id] = answer.map(POINTS).fillna(0.0)
        missing[item.id] = answer.isna()
        excused[item.id] = (answer == "na_approved") & item.na_allowed
        outside[item.id] = excused[item.id].copy()
        if item.respondent == "auditor":
            took_part = frame["respondent.auditor"]
            outside[item.id] |= ~took_part
            missing[item.id] &= took_part
            levels[item.id] = pd.Series(2, frame.index)
        else:
            levels[item.id] = frame[f"evidence.{item.id}"].astype(int)
        for condition in item.conditions:
            parent = condition.column
            shown = frame[parent].isin(["some", "most", "all"])
            skipped = excused[parent]  # with its parent it does not apply
            silent = missing[parent]
            hidden = ~shown & ~skipped & ~silent
            points[item.id] = points[item.id].where(shown, 0.0)
            missing[item.id] = missing[item.id].where(shown, silent)
            missing[item.id] &= ~hidden & ~skipped
            excused[item.id] = excused[item.id].where(shown, skipped)
            outside[item.id] = outside[item.id].where(shown, skipped)
    limits, bests, audit_levels, blanks = {}, {}, {}, {}
    for topic in {i.topic for i in rules.items if i.respondent == "auditor"}:
        asked = [i.id for i in rules.items if i.respondent == "auditor"]
        asked = [q for q in asked if rules.by_id[q].topic == topic]
        inside = pd.DataFrame({q: ~outside[q] for q in asked})
        earned = pd.DataFrame({q: points[q].where(~outside[q], 0.0) for q in asked})
        empty = pd.DataFrame({q: missing[q] & ~outside[q] for q in asked})
        count = inside.sum(axis=1)
        limits[topic] = (earned.sum(axis=1) / count).where(count > 0, 1.0)
        bests[topic] = ((earned + empty).sum(axis=1) / count).where(count > 0, 1.0)
        said = (inside & ~empty).any(axis=1)
        audit_levels[topic] = pd.Series(0, frame.index).where(~said, 2)
        blanks[topic] = empty.any(axis=1)
    heard = {f"T{topic}": wilson(frame, f"T{topic}") for topic in range(TOPICS)}
    zero = pd.Series(0.0, frame.index)
    gain, base, lost, na, spare = (
        [zero.copy() for _ in range(PRINCIPLES)] for _ in range(5)
    )
    blank_weight = zero.copy()
    cap, cap_high = zero + 100.0, zero + 100.0
    flags: dict[str, pd.Series] = {}
    doubts, doubted = zero.copy(), zero.copy()
    contradicted: dict[str, pd.Series] = {}
    for item in rules.items:
        j, w, m = item.principle, item.weight, points[item.id]
        void, out = missing[item.id] & ~outside[item.id], outside[item.id]
        level, upper, best = levels[item.id], zero + 1.0, zero + 1.0
        confirmed, enough, blank = None, None, None
        audit_limit = None
        if item.respondent == "management":
            if item.topic in limits:
                audit_limit = limits[item.topic]
                m = pd.concat([m, audit_limit], axis=1).min(axis=1)
                level = pd.concat([level, audit_levels[item.topic]], axis=1).max(axis=1)
                best, blank = bests[item.topic], blanks[item.topic]
            low, upper, enough = heard[item.topic]
            confirmed = pd.concat([m, low + 0.10], axis=1).min(axis=1).where(enough)
        x = level.map(credit) * m
        if confirmed is not None:
            x = pd.concat([x, confirmed], axis=1).max(axis=1)
            x = pd.concat([x, upper], axis=1).min(axis=1)
        counted = ~void & ~out
        gain[j] = gain[j] + w * x.where(counted, 0.0)
        base[j] = base[j] + w * (~out).astype(float)
        lost[j] = lost[j] + w * void.astype(float)
        blank_weight = blank_weight + w * void.astype(float)
        na[j] = na[j] + w * excused[item.id].astype(float)
        reach = pd.concat([best, upper], axis=1).min(axis=1)
        spare[j] = spare[j] - w * (1 - reach).where(void, 0.0)
        if blank is not None:
            own = pd.concat([points[item.id], reach], axis=1).min(axis=1)
            spare[j] = spare[j] + w * (own - x).where(counted & blank, 0.0)
        if enough is not None:
            gap = (m - upper).clip(lower=0)
            told = enough & counted
            doubts = doubts + w * gap.where(told, 0.0)
            doubted = doubted + w * told.astype(float)
            contradicted[item.id] = told & (gap >= 0.25)
        if item.gates:
            own_cap = CAPS[item.gates[0].severity]
            against = upper < 0.5
            by_audit = (audit_limit < 0.5) if audit_limit is not None else zero > 1
            fires = void | (counted & ((points[item.id] < 0.5) | against | by_audit))
            still = (counted & (points[item.id] < 0.5)) | ((counted | void) & against)
            if audit_limit is not None:
                still = still | ((counted | void) & (best < 0.5))
            flags[item.id] = fires
            cap = cap.where(~fires, cap.clip(upper=own_cap))
            cap_high = cap_high.where(~still, cap_high.clip(upper=own_cap))
    for outcome in OUTCOMES:
        limit = frame[f"outcome.{outcome}"].map(CAPS).fillna(100.0)
        flags[outcome] = limit < 100
        cap = pd.concat([cap, limit], axis=1).min(axis=1)
        cap_high = pd.concat([cap_high, limit], axis=1).min(axis=1)

    def overall(gains: list[pd.Series], bases: list[pd.Series]) -> pd.Series:
        logs, weights = zero.copy(), zero.copy()
        for principle, g, b in zip(rules.model.principles, gains, bases, strict=True):
            share = 100 * g / b
            term = principle.weight * np.log(1 + 0.99 * share)
            logs = logs + term.fillna(0.0)
            weights = weights + principle.weight * share.notna()
        return (np.exp(logs / weights) - 1) / 0.99

    raw = overall(gain, base)
    every = range(PRINCIPLES)
    high = overall([gain[j] + lost[j] + spare[j] for j in every], base)
    without = overall(gain, [base[j] + na[j] for j in every])
    capped = pd.concat([raw, cap], axis=1).min(axis=1)
    rounded = np.floor((capped * 10).round(8) + 0.5) / 10
    weight = sum(base)
    letters = list(reversed(BANDS))
    edges = [-1.0, *sorted(BANDS.values())[1:], 101.0]
    band = pd.cut(rounded, edges, right=False, labels=letters)
    return {
        "raw": raw.to_numpy(),
        "cap": cap.to_numpy(),
        "score": rounded.to_numpy(),
        "low": capped.to_numpy(),
        "high": pd.concat([high, cap_high], axis=1).min(axis=1).to_numpy(),
        "completeness": ((weight - blank_weight) / weight).to_numpy(),
        "na_exposure": (raw - without).to_numpy(),
        "discrepancy": (doubts / doubted).to_numpy(),
        "gates": named(flags),
        "discrepancies": named(contradicted),
        "band": band.astype(str).to_numpy(dtype=str),
    }


def named(flags: dict[str, pd.Series]) -> np.ndarray:
    """Per row the names of what is true."""
    names, lists = np.array(list(flags)), np.empty(len(next(iter(flags.values()))), "O")
    for row, true in enumerate(pd.DataFrame(flags).to_numpy()):
        lists[row] = names[true].tolist()
    return lists


def digest_in_batches(units: int, size: int) -> str:
    """A hash of every bit of every column, for batches of one size."""
    rules = make_rules()
    hashes: dict[str, hashlib._Hash] = {}
    for block in blocks(units, rules):
        for start in range(0, block.num_rows, size):
            found = score(block.slice(start, size), rules)
            for name, column in zip(found.schema.names, found.columns, strict=True):
                own = hashes.setdefault(name, hashlib.sha256())
                if pa.types.is_floating(column.type):
                    own.update(column.fill_null(-1.0).to_numpy().tobytes())
                else:
                    own.update(json.dumps(column.to_pylist())[1:-1].encode() + b", ")
    return json.dumps({n: h.hexdigest() for n, h in hashes.items()}, sort_keys=True)


CONTENDERS = {"kernel": kernel, "naive pandas": naive}


def contend(name: str, units: int, keep: int, out: str) -> None:
    seconds, found = CONTENDERS[name](units, keep)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    np.savez(out, **found)
    print(json.dumps({"seconds": seconds, "peak_mb": peak}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--naive-units", type=int, default=100_000)
    parser.add_argument("--contend", nargs=4, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        name, units, keep, out = given.contend
        contend(name, int(units), int(keep), out)
        return
    keep = min(given.units, given.naive_units)
    sizes = {"kernel": given.units, "naive pandas": keep}
    results, found = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        for name, units in sizes.items():
            out = str(Path(folder) / f"{name}.npz")
            arguments = ["--contend", name, str(units), str(keep), out]
            done = subprocess.run(
                [sys.executable, __file__, *arguments],
                check=True,
                capture_output=True,
                text=True,
            )
            results[name] = json.loads(done.stdout)
            found[name] = dict(np.load(out))
    print(
        f"{MANAGEMENT + AUDITOR} questions, {TOPICS} topics, gates, workers, outcomes"
    )
    per_unit = {n: r["seconds"] / sizes[n] for n, r in results.items()}
    for name, result in results.items():
        ratio = per_unit["naive pandas"] / per_unit[name]
        print(
            f"{name:14} {sizes[name]:>9,} units {result['seconds']:7.2f} s"
            f"  {1e6 * per_unit[name]:7.2f} µs each  {ratio:5.1f} x as fast"
            f"  peak {result['peak_mb']:6.0f} MB"
        )
    ours, theirs = found["kernel"], found["naive pandas"]
    gaps = {n: float(np.nanmax(np.abs(ours[n] - theirs[n]))) for n in COMPARED}
    print("largest differences:", {n: f"{gap:.1e}" for n, gap in gaps.items()})
    agree = max(gaps.values()) <= 1e-9 and all(
        (ours[n] == theirs[n]).all() for n in (*NAMED, "band")
    )
    compared = min(keep, 200_000)
    same = digest_in_batches(compared, 1_000) == digest_in_batches(compared, BLOCK)
    few = min(keep, 2_000)
    alone = digest_in_batches(few, 1) == digest_in_batches(few, BLOCK)
    print(f"batches of 1,000 and {BLOCK:,}: {compared:,} units, same bits: {same}")
    print(f"batches of 1 and {BLOCK:,}: {few:,} units, same bits: {alone}")
    if not (agree and same and alone):
        sys.exit("the contenders disagree")


if __name__ == "__main__":
    main()
