"""The cohorts of a supplier: of each corridor, small corridors taken together.

Who is in which cohort depends on no term (rate, currency, day): whoever asks twice, on
other terms, would learn from the difference what a few workers said.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recruitcheck.corridors.headcounts import Headcount, count_differs
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.remediation.claims import NOTHING
from recruitcheck.remediation.cohorts import Cohort, cohorts_of, counted, joined
from recruitcheck.remediation.conversions import Conversions
from recruitcheck.remediation.heard import Heard, heard_workers
from recruitcheck.remediation.owed import Terms
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment

WORKERS_NOW = "M-PRO-03"


class SupplierCohorts:
    """Finds cohorts; where counts of workers do not agree, `issues` says so."""

    def __init__(
        self, results: Results, terms: Terms, conversions: Conversions
    ) -> None:
        self.results = results
        self.terms = terms
        self.conversions = conversions
        self.minimum: int = results.model.minimum_cell
        self.issues: dict[tuple[str, ...], Issue] = {}

    def of(self, units: Iterable[Assessment]) -> list[Cohort]:
        """Those of all units of one supplier in one cycle."""
        cut = self._several([c for one in units for c in self._corridor(one)])
        return [self._converted(one) for one in cut]

    def _corridor(self, one: Assessment) -> tuple[Cohort, ...]:
        """Cohorts of one unit, in the currency that most of its workers name."""
        corridor, worker = one.corridor, self.results.worker
        if corridor is None:
            return ()
        table = self.results.table([one])
        heard: tuple[Heard, ...] = ()
        if table is not None and worker is not None:
            found = heard_workers(table, worker, on=self.conversions.on)
            heard = tuple(replace(h, owing=_owing(h)) for h in found)
        rows = [
            counted(row, on=self.conversions.on, look_back=self.terms.look_back)
            for row in self.results.headcounts.of(one.organisation, corridor)
        ]
        workers = one.unit.number(WORKERS_NOW)
        self._compare(one, rows, workers, len(heard))
        currency = _named_most(heard)
        return tuple(
            replace(cohort, currency=currency)
            for cohort in cohorts_of(
                corridor, heard, rows, workers, minimum=self.minimum
            )
        )

    def _converted(self, cohort: Cohort) -> Cohort:
        """With the workers whose amounts can be converted to the currency of repayment.

        With none of them where that would leave out a few, or leave few.
        """
        currency = self.terms.currency or cohort.currency
        usable = tuple(
            one for one in cohort.heard if self.conversions.rates_of(one, currency)
        )
        left = cohort.n - len(usable)
        if left and min(left, len(usable)) < self.minimum:
            return replace(cohort, heard=(), currency=currency, unrated=True)
        return replace(cohort, heard=usable, currency=currency)

    def _compare(
        self, one: Assessment, rows: Sequence[Headcount], workers: int | None, n: int
    ) -> None:
        """Headcount and return beside each other, and beside the interviews."""
        place = Place("headcounts.csv", label=f"{one.organisation} {one.corridor}")
        key = supplier, corridor = one.organisation, str(one.corridor)
        differs = count_differs(rows, workers)
        if differs is not None:
            self.issues["R305", *key] = differs
        counted_now = sum(row.current for row in rows)
        known = counted_now + sum(row.former or 0 for row in rows) if rows else workers
        if known is not None and known < n:
            answer = one.unit.answer(WORKERS_NOW)
            at = place if rows or answer is None else answer.place
            self.issues["R306", *key] = issue(
                "R306", at, n=n, supplier=supplier, corridor=corridor, workers=known
            )

    def _several(self, cohorts: Sequence[Cohort]) -> list[Cohort]:
        """Corridors with few interviews taken together, where together they are enough."""
        few = [one for one in cohorts if 0 < one.n < self.minimum]
        if len(few) > 1:
            whole = replace(joined(few), recruiters=(), years=())
            if whole.stands(self.minimum):
                others = [one for one in cohorts if one not in few]
                currencies = {one.currency for one in few}
                if len(currencies) > 1:
                    whole = replace(whole, currency=_named_most(whole.heard))
                return [*others, whole]
        return list(cohorts)


def _owing(heard: Heard) -> bool:
    """Whether anything is owed without interest, whatever it is converted to."""
    return heard.claim.before_repayment(NOTHING) > heard.claim.repaid


def _named_most(heard: Iterable[Heard]) -> str:
    """The currency that most workers name; of two the first in the alphabet."""
    named = Counter(one.claim.currency for one in heard)
    return min(named, key=lambda name: (-named[name], name), default="")
