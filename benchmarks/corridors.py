"""The inherent risk of every pair of countries in one call, beside a loop over pairs.

    python benchmarks/corridors.py [--runs 5] [--loop 2000]

Shipped facts. `inherent_risks` works out all ordered pairs of the countries that have a
trafficking tier (more than 34,000), then of all countries of the world; a loop of
`inherent_risk` does the first N of the same pairs and is scaled up, for it would take
long. The loop also says why, with every fact; so a loop that only computes is measured
too: `inherent_risks` called with one pair at a time. Printed: the best of the runs in
seconds of the clock and of the processor (others may be at work), pairs a second, and
whether every figure of the loop is the same to the bit.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date
from itertools import permutations
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from recruitcheck.corridor import Corridor  # noqa: E402
from recruitcheck.corridors.fact_tables import read_facts  # noqa: E402
from recruitcheck.corridors.risk import inherent_risk, inherent_risks  # noqa: E402

ON = date(2026, 11, 25)


def best(work: Callable[[], object], runs: int) -> tuple[float, float]:
    """The least seconds of the clock and of the processor of some runs."""
    clocks, processors = [], []
    for _ in range(runs):
        clock, processor = time.perf_counter(), time.process_time()
        work()
        clocks.append(time.perf_counter() - clock)
        processors.append(time.process_time() - processor)
    return min(clocks), min(processors)


def tell(what: str, pairs: int, times: tuple[float, float], scale: float = 1.0) -> None:
    clock, processor = (one * scale for one in times)
    scaled = "" if scale == 1 else f"  (scaled from {pairs / scale:,.0f} pairs)"
    rate = f"{pairs / clock:12,.0f} pairs/s"
    print(f"{what:<44}{clock:9.3f} s {processor:9.3f} s {rate}{scaled}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--loop", type=int, default=2000)
    given = parser.parse_args()
    facts, issues = read_facts()
    if issues:
        sys.exit(str(issues[0]))
    tiers = sorted(one.about for one in facts if one.indicator == "tip_tier")
    pairs = [Corridor(*ends) for ends in permutations(tiers, 2)]
    few = pairs[:: max(1, len(pairs) // given.loop)]
    scale = len(pairs) / len(few)
    print(f"{len(facts):,} facts; {len(pairs):,} pairs of countries with a tier\n")
    print(f"{'':<44}{'clock':>11} {'processor':>11}")
    count = len(pairs)
    one_call = best(lambda: inherent_risks(facts, pairs), given.runs)
    tell("inherent_risks, one call", count, one_call)
    world = best(lambda: inherent_risks(facts), given.runs)
    tell("inherent_risks, all countries of the world", 250 * 249, world)
    alone = best(lambda: [inherent_risks(facts, [one]) for one in few], given.runs)
    tell("a loop of one pair each, figures only", count, alone, scale)
    told = best(lambda: [inherent_risk(one, facts, on=ON) for one in few], given.runs)
    tell("a loop of inherent_risk, with reasons", count, told, scale)
    print(
        f"\nfaster than the loop with reasons: {told[0] * scale / one_call[0]:,.0f} x"
    )
    print(f"faster than the loop of figures:   {alone[0] * scale / one_call[0]:,.0f} x")
    table = inherent_risks(facts, few)
    single = [inherent_risk(one, facts, on=ON) for one in few]
    for name in ("value", "low", "high", "completeness"):
        loop = np.array([getattr(one, name) for one in single])
        same = bool((loop == getattr(table, name)).all())
        print(f"{name}: {'the same to the bit' if same else 'DIFFERENT'}")


if __name__ == "__main__":
    main()
