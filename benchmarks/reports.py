"""Pages a second for a network of copies of the demo's suppliers.

    python benchmarks/reports.py [--copies 5] [--runs 3]

Makes the demo in a temporary folder, then a network in which each supplier stands so
many times under ids of its own, with its interviews. Timed, best of the runs: what
raises each supplier's score most, looked for one after another and for 32 at once, and
whether every bit is the same; then all pages, each view filled and its HTML made,
without writing it. The ratio is of one run, on one machine, in one process.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import pandas as pd  # noqa: E402

from recruitcheck.actions.steps import (  # noqa: E402
    RaisingStep,
    raising_steps,
    raising_steps_of_all,
)
from recruitcheck.reports.brief_views import brief_view  # noqa: E402
from recruitcheck.reports.corridor_views import corridor_view  # noqa: E402
from recruitcheck.reports.html import render  # noqa: E402
from recruitcheck.reports.network_views import network_view  # noqa: E402
from recruitcheck.reports.supplier_views import supplier_view  # noqa: E402
from recruitcheck.results import Results  # noqa: E402
from recruitcheck.scoring.assessing import assess  # noqa: E402
from recruitcheck.submissions.answers import Unit  # noqa: E402
from recruitcheck.submissions.submission import Submission  # noqa: E402
from recruitcheck.workspace import assess_workspace, make_demo  # noqa: E402

T = TypeVar("T")
TOGETHER = 32


def demo() -> Results:
    with tempfile.TemporaryDirectory() as folder:
        return assess_workspace(make_demo(Path(folder) / "demo"))


def copied(results: Results, copies: int) -> Results:
    """The network with every supplier so many times; recruiters and members once."""
    units = [one.unit for one in results.network.assessments]
    tables = [results.interviews] if results.interviews is not None else []
    for copy in range(1, copies):
        known: dict[int, Submission] = {}
        own = results.network.of("supplier")
        units += [_renamed(one.unit, f"-{copy}", known) for one in own]
        if results.interviews is not None:
            ids = results.interviews["supplier_id"].astype(str) + f"-{copy}"
            tables.append(results.interviews.assign(supplier_id=ids))
    interviews = pd.concat(tables, ignore_index=True) if tables else None
    network = assess(units, results.model, results.questionnaires, interviews)
    return replace(results, network=network, interviews=interviews)


def _renamed(unit: Unit, suffix: str, known: dict[int, Submission]) -> Unit:
    """Corridors of a site keep sharing one return."""
    for one in unit.returns:
        if id(one) not in known:
            renamed = replace(one, organisation=one.organisation + suffix)
            known[id(one)] = renamed
    return replace(unit, returns=tuple(known[id(one)] for one in unit.returns))


def best(work: Callable[[], T], runs: int) -> tuple[float, T]:
    """The least seconds of the clock of some runs, and what came out."""
    clocks = []
    for _ in range(runs):
        start = time.perf_counter()
        found = work()
        clocks.append(time.perf_counter() - start)
    return min(clocks), found


def one_by_one(results: Results) -> list[tuple[RaisingStep, ...]]:
    suppliers = results.latest("supplier").values()
    return [raising_steps(units, results) for units in suppliers]


def together(results: Results) -> list[tuple[RaisingStep, ...]]:
    suppliers = list(results.latest("supplier").values())
    return [
        steps
        for at in range(0, len(suppliers), TOGETHER)
        for steps in raising_steps_of_all(suppliers[at : at + TOGETHER], results)
    ]


def pages(results: Results) -> int:
    """Every page of the network; the number of them."""
    fresh = replace(results)  # nothing is remembered from an earlier run
    names = [
        name
        for role in ("supplier", "recruiter", "member")
        for name in fresh.latest(role)
    ]  # type: ignore[arg-type]
    for name in names:
        render(supplier_view(name, fresh))
    for corridor in fresh.corridors:
        render(corridor_view(corridor, fresh))
        render(brief_view(corridor, fresh))
    render(network_view(fresh))
    return len(names) + 2 * len(fresh.corridors) + 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=5)
    parser.add_argument("--runs", type=int, default=3)
    given = parser.parse_args()
    results = copied(demo(), given.copies)
    suppliers = len(results.latest("supplier"))
    alone, expected = best(lambda: one_by_one(results), given.runs)
    all_, found = best(lambda: together(results), given.runs)
    print(f"{suppliers} suppliers, {sum(map(len, found))} steps")
    for words, seconds in (("one after another", alone), ("32 at once", all_)):
        print(
            f"  {words:<20}{seconds:8.2f} s {1000 * seconds / suppliers:8.1f} ms each"
        )
    same = "same bits" if expected == found else "DIFFERENT"
    print(f"  ratio {alone / all_:.1f}, {same}")
    seconds, number = best(lambda: pages(results), given.runs)
    print(f"{number} pages {seconds:8.2f} s {number / seconds:8.1f} pages a second")
    if expected != found:
        sys.exit(1)


if __name__ == "__main__":
    main()
