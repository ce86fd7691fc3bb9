"""The flag about repayment: RF-13."""

from collections.abc import Sequence

from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.corridors.privacy import FEWEST_PAYERS, two_digits
from recruitcheck.flags.case import Case
from recruitcheck.flags.flag import Raised, Source, Unknown, Verdict
from recruitcheck.scoring.intervals import Z95, wilson


def repaid_on_paper(cases: Sequence[Case], limits: Limits) -> Verdict:
    """RF-13: more was repaid, it is said, than workers got.

    What workers got is estimated from the interviews of each corridor and its migrant
    workers; the flag is raised where even the upper end of the 95 % interval is well
    below what the site says. Where fewer than three got anything, numbers of workers
    are compared instead of amounts.
    """
    site = cases[0]
    paid = site.amount("M-FEE-06", "management")
    if paid is None:
        return None if _nothing_repaid(site) else Unknown("M-FEE-06 has no answer")
    received = []
    for case in cases:
        got = _received(case)
        if isinstance(got, Unknown):
            return got
        received.append((got, max(case.unit.workers or 0, len(got))))
    heard = sum(len(got) for got, _ in received)
    if sum(amount > 0 for got, _ in received for amount in got) < FEWEST_PAYERS:
        return _hardly_repaid(site, heard, sum(n for _, n in received), limits)
    currencies = frozenset.union(*(case.currencies() for case in cases))
    said = None
    if len(currencies) == 1:
        said = site.converted(paid, next(iter(currencies)))
    if said is None:
        return Unknown(
            f"{paid} cannot be compared with what workers got: rates.csv has no rate"
        )
    mean, high = _expanded(received)
    if float(said.value) <= (1 + limits.red.repaid_gap) * high:
        return None
    return Raised(
        f"The site says that it repaid {said}, but by what interviewed workers got back"
        f" it should be about {two_digits(mean):,.0f} {said.currency} and at most"
        f" {two_digits(high):,.0f}; workers who left may explain a part.",
        (paid.source, Source("W-FEE-15", interviews=heard)),
    )


def _expanded(received: Sequence[tuple[Sequence[float], int]]) -> tuple[float, float]:
    """Total over all workers of all corridors, and the upper end of its 95 % interval.

    Stratified expansion: N times the mean, variance N^2 s^2 / n (1 - n / N).
    """
    total, variance = 0.0, 0.0
    for got, workers in received:
        n = len(got)
        mean = sum(got) / n
        spread = sum((one - mean) ** 2 for one in got) / (n - 1)
        total += workers * mean
        variance += workers**2 * spread / n * (1 - n / workers)
    return total, total + Z95 * variance**0.5


def _hardly_repaid(site: Case, n: int, workers: int, limits: Limits) -> Verdict:
    """The same by numbers of workers, none, one and two taken alike."""
    repaid = site.number("M-FEE-05")
    if repaid is None:
        return Unknown("M-FEE-05 has no answer, and too few workers got money back")
    most = wilson(FEWEST_PAYERS - 1, n, workers).high * workers
    if float(repaid) <= (1 + limits.red.repaid_gap) * most:
        return None
    return Raised(
        f"The site says that it repaid {repaid:,f} workers, but fewer than"
        f" {FEWEST_PAYERS} of {n} interviewed workers got anything back; workers who"
        " left may explain a part.",
        (site.source("M-FEE-05"), Source("W-FEE-15", interviews=n)),
    )


def _nothing_repaid(case: Case) -> bool:
    chosen = case.chosen("M-FEE-04")
    return chosen is not None and not chosen & {"repaid", "part"}


def _received(case: Case) -> list[float] | Unknown:
    """What each interviewed worker got back; nothing, where nothing was paid."""
    got = [
        back if back is not None else 0.0
        for paid, back in zip(
            case.numbers("W-FEE-01"), case.numbers("W-FEE-15"), strict=True
        )
        if back is not None or paid == 0
    ]
    return got if len(got) >= case.minimum else case.few("W-FEE-15")
