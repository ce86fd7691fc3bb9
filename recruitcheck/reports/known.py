"""What several pages of one run need, worked out once: flags, money owed, corridors."""

from functools import lru_cache

from recruitcheck.corridor import Corridor
from recruitcheck.flags.find import find_flags
from recruitcheck.flags.flag import Flags
from recruitcheck.remediation.amounts import Owed, owed_to_workers
from recruitcheck.remediation.payments import Payment
from recruitcheck.results import Results
from recruitcheck.summaries.corridors import CorridorSummary, corridor_summary


@lru_cache(maxsize=4)
def known_flags(results: Results) -> Flags:
    return find_flags(results)


@lru_cache(maxsize=4)
def known_owed(results: Results, payments: tuple[Payment, ...] = ()) -> Owed:
    """What all suppliers owe on the terms that hold where nobody names others."""
    return owed_to_workers(results, payments=payments)


def known_summary(corridor: Corridor, results: Results) -> CorridorSummary:
    """The summary of a corridor on its inherent risk."""
    known = _summaries(results)
    if corridor not in known:
        risk = results.inherent_risk(corridor).value
        known[corridor] = corridor_summary(corridor, results, risk)
    return known[corridor]


@lru_cache(maxsize=4)
def _summaries(_results: Results) -> dict[Corridor, CorridorSummary]:
    """Filled by `known_summary`, for as long as the results are in use."""
    return {}
