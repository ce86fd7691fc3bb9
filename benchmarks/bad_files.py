"""What every bad file costs: each read in a process of its own, by turns.

    python benchmarks/bad_files.py [--runs 3] [--top 8] [NAME ...]

The files are those of `tests/bad`, which `tests/test_bad_files.py` holds to their exact
issues. Here each is read by a process that starts with Python and nothing loaded, as a
command would: its processor time is that of loading what the reader needs and of
reading; of several runs the shortest counts, as other programs only add to it. Memory is
the most that the process ever held. Wanted: under 2 s and under 300 MB, and no traceback.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.bad import BAD_FILES, BadFile  # noqa: E402

MOST_SECONDS, MOST_MB = 2.0, 300
READ = [sys.executable, "-W", "error", "-m", "tests.bad.reading"]


@dataclass(frozen=True, slots=True)
class Cost:
    """`seconds` of the processor, `wall` on the clock; `ended`: how, if not as it should."""

    bad: BadFile
    size: int
    seconds: float
    wall: float
    megabytes: float
    ended: str = ""


def cost(bad: BadFile, folder: Path, runs: int) -> Cost:
    path = bad.write(folder)
    size = path.stat().st_size
    told = [read(bad, path) for _ in range(runs)]
    path.unlink()
    ended = next((one["ended"] for one, _ in told if "ended" in one), "")
    sound = [(one, wall) for one, wall in told if "ended" not in one]
    return Cost(
        bad,
        size,
        min((one["seconds"] for one, _ in sound), default=0.0),
        min((wall for _, wall in sound), default=0.0),
        max((one["memory"] / 1e6 for one, _ in sound), default=0.0),
        ended,
    )


def read(bad: BadFile, path: Path) -> tuple[dict, float]:
    start = time.perf_counter()
    done = subprocess.run(
        READ,
        input=f"{bad.reader}\t{path}\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    wall = time.perf_counter() - start
    if not done.stdout:
        return {"ended": f"The process ended with {done.returncode}."}, wall
    return json.loads(done.stdout), wall


def table(costs: list[Cost], title: str) -> Iterator[str]:
    yield f"{title:44} reader               bytes    cpu    wall  memory"
    for one in costs:
        yield (
            f"{one.bad.name:44} {one.bad.reader:18} {one.size:11,}"
            f" {one.seconds:5.2f} s {one.wall:5.2f} s {one.megabytes:4.0f} MB"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--top", type=int, default=8, help="How many are listed.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        costs = [
            cost(BAD_FILES[name], Path(folder), asked.runs)
            for name in asked.names or BAD_FILES
        ]
    slowest = sorted(costs, key=lambda one: -one.seconds)
    largest = sorted(costs, key=lambda one: -one.megabytes)
    print("\n".join(table(slowest[: asked.top], "the slowest")))
    print("\n".join(table(largest[: asked.top], "the largest")))
    middle = slowest[len(slowest) // 2].seconds
    print(f"{len(costs)} files; half of them take {middle:.2f} s or less")
    wrong = [
        one
        for one in costs
        if one.ended or one.seconds >= MOST_SECONDS or one.megabytes >= MOST_MB
    ]
    for one in wrong:
        print(f"{one.bad.name}: {one.ended.strip() or 'too slow or too large'}")
    if wrong:
        sys.exit(f"wanted: under {MOST_SECONDS:g} s, under {MOST_MB} MB, no traceback")


if __name__ == "__main__":
    main()
