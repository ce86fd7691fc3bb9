"""What pages of one run need and is better worked out once, or for many together."""

from functools import lru_cache

from recruitcheck.actions.steps import RaisingStep, raising_steps_of_all
from recruitcheck.corridor import Corridor
from recruitcheck.flags.find import find_flags
from recruitcheck.flags.flag import Flags
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.owed import Owed
from recruitcheck.remediation.payments import Payment
from recruitcheck.results import Results
from recruitcheck.summaries.corridors import CorridorSummary, corridor_summary

_TOGETHER = 32  # organisations whose steps are looked for at once


@lru_cache(maxsize=4)
def known_flags(results: Results) -> Flags:
    return find_flags(results)


@lru_cache(maxsize=4)
def known_owed(results: Results, payments: tuple[Payment, ...] = ()) -> Owed:
    """What all suppliers owe on the terms that hold where nobody names others."""
    return owed_to_workers(results, payments=payments)


def known_steps(organisation: str, results: Results) -> tuple[RaisingStep, ...]:
    """What raises its score most; looked for together with its neighbours'."""
    known = _steps(results)
    if organisation not in known:
        cycle = results.cycles[organisation][-1]
        role = results.of_cycle(organisation, cycle)[0].role
        own = results.latest(role)
        names = list(own)
        first = names.index(organisation) // _TOGETHER * _TOGETHER
        part = names[first : first + _TOGETHER]
        steps = raising_steps_of_all([own[name] for name in part], results)
        known.update(zip(part, steps, strict=True))
    return known[organisation]


@lru_cache(maxsize=4)
def _steps(_results: Results) -> dict[str, tuple[RaisingStep, ...]]:
    """Filled by `known_steps`, for as long as the results are in use."""
    return {}


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
