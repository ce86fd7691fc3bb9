"""One labour recruiter: its own score, whom it serves, what its workers paid."""

from collections.abc import Mapping
from dataclasses import dataclass

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.privacy import two_digits
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.roll_ups import RollUp, roll_up
from recruitcheck.summaries.breakdowns import PartTold, breakdowns


@dataclass(frozen=True, slots=True)
class RecruiterFinding:
    """A rule that fired in a recruiter's own assessment.

    `question` is where it fired; `cap` the highest score it leaves, 0-100. `suppliers`
    are the ids of those that the recruiter serves in that corridor: it is theirs too.
    """

    recruiter: str
    corridor: Corridor | None
    question: str
    title: str
    cap: float
    binding: bool
    suppliers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FeesTold:
    """What interviewed workers of a recruiter paid, over corridors that may show it.

    Made of the corridors' own rounded figures and of nothing else. `share` paid
    anything, 0-1; `mean_cost` per worker in `currency`. None where no corridor shows
    it, or where corridors use several currencies.
    """

    n: int
    share: float | None
    currency: str
    mean_cost: float | None


@dataclass(frozen=True, slots=True)
class RecruiterSummary:
    """A labour recruiter. `score` is None where it sent no return.

    `serves` are the suppliers that name it, by corridor; `workers` what its workers
    report, by corridor, where that may be shown; `fees` all of these together.
    """

    id: str
    name: str
    score: RollUp | None
    serves: Mapping[Corridor, tuple[str, ...]]
    workers: Mapping[Corridor, PartTold]
    fees: FeesTold | None
    findings: tuple[RecruiterFinding, ...]


def recruiter_ids(results: Results) -> tuple[str, ...]:
    """Every recruiter that answered, is expected, or that a supplier names; sorted."""
    named = {
        recruiter
        for units in results.corridors.values()
        for one in units
        if one.corridor is not None
        for recruiter in one.unit.own.recruiters.get(one.corridor, ())
    }
    expected = {one.id for one in results.expected if one.role == "recruiter"}
    return tuple(sorted(named | expected | set(results.latest("recruiter"))))


def recruiter_summary(recruiter: str, results: Results) -> RecruiterSummary:
    """The summary of a recruiter by its id; of one that nobody knows all is empty."""
    own = results.latest("recruiter").get(recruiter, ())
    serves = _serves(recruiter, results)
    workers = {
        corridor: part
        for corridor in results.corridors
        for part in breakdowns(corridor, results).get("recruiter", ())
        if part.key == recruiter
    }
    return RecruiterSummary(
        recruiter,
        _name(recruiter, own, results),
        roll_up(own, results.model) if own else None,
        serves,
        workers,
        _fees(tuple(workers.values())),
        tuple(_findings(recruiter, own, serves, results)),
    )


def findings_of_recruiters(
    supplier: str, results: Results
) -> tuple[RecruiterFinding, ...]:
    """What is wrong at the recruiters that a supplier uses, the hardest first.

    One recruiter's finding is a finding of every supplier that it serves.
    """
    own = results.latest("recruiter")
    units = results.latest("supplier").get(supplier, ())
    named = {
        recruiter
        for one in units
        if one.corridor is not None
        for recruiter in one.unit.own.recruiters.get(one.corridor, ())
    }
    found = [
        finding
        for recruiter in named & own.keys()
        for finding in _findings(
            recruiter, own[recruiter], _serves(recruiter, results), results
        )
        if supplier in finding.suppliers
    ]
    return tuple(sorted(found, key=lambda one: (one.cap, one.recruiter, one.question)))


def _serves(recruiter: str, results: Results) -> dict[Corridor, tuple[str, ...]]:
    found: dict[Corridor, tuple[str, ...]] = {}
    for corridor, units in results.corridors.items():
        named = tuple(
            one.organisation
            for one in units
            if recruiter in one.unit.own.recruiters.get(corridor, ())
        )
        if named:
            found[corridor] = named
    return found


def _name(recruiter: str, own: tuple[Assessment, ...], results: Results) -> str:
    if own and own[0].unit.own.name:
        return own[0].unit.own.name
    expected = (one.name for one in results.expected if one.id == recruiter)
    return next(expected, recruiter)


def _fees(parts: tuple[PartTold, ...]) -> FeesTold | None:
    if not parts:
        return None
    paid = [part for part in parts if "fee" in part.shares]
    n = sum(part.n for part in paid)
    share = sum(part.n * part.shares["fee"] for part in paid) / n if n else None
    costs = [part for part in parts if part.mean_cost is not None]
    currencies = {part.currency for part in costs}
    currency, mean = "", None
    if len(currencies) == 1:
        (currency,) = currencies
        total = sum(part.n * (part.mean_cost or 0.0) for part in costs)
        mean = two_digits(total / sum(part.n for part in costs))
    return FeesTold(sum(part.n for part in parts), share, currency, mean)


def _findings(
    recruiter: str,
    own: tuple[Assessment, ...],
    serves: Mapping[Corridor, tuple[str, ...]],
    results: Results,
) -> list[RecruiterFinding]:
    found = []
    for one in own:
        suppliers = serves.get(one.corridor, ()) if one.corridor is not None else ()
        for gate in one.gates:
            question = results.questions[gate]
            found.append(
                RecruiterFinding(
                    recruiter,
                    one.corridor,
                    gate,
                    question.finding or question.intent,
                    one.details[gate].cap,
                    gate in one.binding,
                    suppliers,
                )
            )
    return sorted(found, key=lambda finding: (finding.cap, finding.question))
