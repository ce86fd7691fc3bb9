"""The scoring kernel beside naive wide pandas: the same points and weights, one run.

    python benchmarks/kernel.py [--units 1000000] [--questions 120]

Two starting points: a Parquet file of answers as text, as a warehouse writes it (the
time includes reading), and a pandas frame of categorical columns in memory. Each
contender runs in a process of its own on the same data; scores must agree to 1e-9.
Printed: the best of three runs in seconds, the ratio to the naive way from the same
start, and the peak memory of the process (data and results included).
"""

import argparse
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
import pyarrow.parquet as pq

from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.frames import frame_batches
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import Band, Caps, Principle, ScoringModel

CHOICES = ("none", "few", "some", "most", "all")
POINTS = dict(zip(CHOICES, (0.0, 0.25, 0.5, 0.75, 1.0), strict=True))
PRINCIPLES = 7


def model() -> ScoringModel:
    return ScoringModel(
        id="benchmark",
        version="1",
        title="Benchmark",
        credit=(0.6, 0.8, 0.95, 1.0),
        roles={"supplier": ("management",)},
        principles=tuple(
            Principle(id=str(p), title=str(p), short=str(p), weight=1 + p)
            for p in range(PRINCIPLES)
        ),
        caps=Caps(zero_tolerance=24, critical=49, major=69),
        bands=tuple(
            Band(letter=b, name=b, least=v)
            for b, v in zip("ABCDE", (85, 70, 50, 25, 0), strict=True)
        ),
    )


def rules(questions: int, *, skips: int = 0, gates: int = 0) -> Rules:
    """Questions of weights 1-3; the last `skips` show only below a middling parent."""
    items = []
    for number in range(questions):
        conditions = ()
        if number >= questions - skips:
            parent = f"q{number - skips}"
            conditions = (
                Condition(parent, {"some", "most", "all"}.__contains__, True),
            )
        items.append(
            Item(
                f"q{number}",
                "management",
                1 + number % 3,
                number % PRINCIPLES,
                PointsScale("single", POINTS),
                (Gate("major"),) if number < gates else (),
                conditions,
            )
        )
    return Rules(model(), tuple(items))


def answers(units: int, questions: int) -> pd.DataFrame:
    rng = np.random.default_rng(20261123)
    columns = {}
    for number in range(questions):
        codes = rng.integers(-1, len(CHOICES), units, dtype=np.int8)  # -1: blank
        columns[f"q{number}"] = pd.Categorical.from_codes(codes, CHOICES)
    return pd.DataFrame(columns, copy=False)


def write_text(frame: pd.DataFrame, path: Path) -> None:
    """The same answers as plain text; only the values say that they repeat."""
    batches = frame_batches(frame)
    first = next(batches)
    schema = pa.schema([(name, pa.string()) for name in first.schema.names])
    with pq.ParquetWriter(path, schema, store_schema=False) as writer:
        for batch in (first, *batches):
            writer.write_batch(batch.cast(schema))


def kernel(batches: Iterator[pa.RecordBatch], with_rules: Rules) -> np.ndarray:
    """Batch by batch, so that memory is bounded by the batch, not by the table."""
    raw = [score(batch, with_rules).column("raw").to_numpy() for batch in batches]
    return np.concatenate(raw)


def kernel_from_file(path: Path, with_rules: Rules) -> np.ndarray:
    ids = [item.id for item in with_rules.items]
    file = pq.ParquetFile(path, read_dictionary=ids)
    return kernel(file.iter_batches(65_536), with_rules)


def kernel_from_frame(frame: pd.DataFrame, with_rules: Rules) -> np.ndarray:
    return kernel(frame_batches(frame), with_rules)


def naive(frame: pd.DataFrame, with_rules: Rules) -> np.ndarray:
    """What one would write first: map every column, weigh, add up."""
    gained = [0.0] * PRINCIPLES
    weights = [0.0] * PRINCIPLES
    for item in with_rules.items:
        points = frame[item.id].map(POINTS).astype(float).fillna(0.0)
        gained[item.principle] = gained[item.principle] + item.weight * 0.6 * points
        weights[item.principle] += item.weight
    logs, total = 0.0, 0.0
    for position, principle in enumerate(with_rules.model.principles):
        share = 100 * gained[position] / weights[position]
        logs = logs + principle.weight * np.log(1 + 0.99 * share)
        total += principle.weight
    return ((np.exp(logs / total) - 1) / 0.99).to_numpy()


def naive_from_file(path: Path, with_rules: Rules) -> np.ndarray:
    return naive(pd.read_parquet(path), with_rules)


SKIPS = {"skips": 20, "gates": 10}
CONTENDERS = {
    "file, naive wide pandas": (naive_from_file, {}),
    "file, kernel": (kernel_from_file, {}),
    "file, kernel, 20 skip rules, 10 gates": (kernel_from_file, SKIPS),
    "frame, naive wide pandas": (naive, {}),
    "frame, kernel": (kernel_from_frame, {}),
    "frame, kernel, 20 skip rules, 10 gates": (kernel_from_frame, SKIPS),
}


def contend(name: str, units: int, questions: int, folder: Path, out: str) -> None:
    run, extra = CONTENDERS[name]
    with_rules = rules(questions, **extra)
    start = folder / "answers.parquet"
    data = start if name.startswith("file") else answers(units, questions)
    seconds = []
    scores = np.empty(0)
    for _ in range(3):
        begin = time.perf_counter()
        scores = run(data, with_rules)
        seconds.append(time.perf_counter() - begin)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    np.save(out, scores)
    print(json.dumps({"seconds": min(seconds), "peak_mb": peak}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--units", type=int, default=1_000_000)
    parser.add_argument("--questions", type=int, default=120)
    parser.add_argument("--contend", nargs=3, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        name, folder, out = given.contend
        contend(name, given.units, given.questions, Path(folder), out)
        return
    results, scores = {}, {}
    with tempfile.TemporaryDirectory() as folder:
        write_text(
            answers(given.units, given.questions), Path(folder) / "answers.parquet"
        )
        for position, name in enumerate(CONTENDERS):
            out = str(Path(folder) / f"{position}.npy")
            size = ["--units", str(given.units), "--questions", str(given.questions)]
            command = [sys.executable, __file__, *size, "--contend", name, folder, out]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            results[name], scores[name] = json.loads(done.stdout), np.load(out)
    print(f"{given.units:,} assessments x {given.questions} questions")
    furthest = 0.0
    for name, result in results.items():
        start = name.partition(",")[0]
        base = f"{start}, naive wide pandas"
        ratio = results[base]["seconds"] / result["seconds"]
        print(
            f"{name:40} {result['seconds']:7.2f} s   {ratio:5.1f} x as fast"
            f"   peak {result['peak_mb']:6.0f} MB"
        )
        if "skip" not in name:
            furthest = max(furthest, float(np.abs(scores[base] - scores[name]).max()))
    print(f"largest difference where the work is the same: {furthest:.1e} points")
    if furthest > 1e-9:
        sys.exit("the contenders disagree")


if __name__ == "__main__":
    main()
