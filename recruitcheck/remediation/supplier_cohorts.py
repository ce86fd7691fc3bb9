"""The cohorts of a supplier: of each corridor, small corridors taken together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from recruitcheck.corridors.headcounts import Headcount, count_differs
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.remediation.claims import amount_due
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
        return self._several([c for one in units for c in self._corridor(one)])

    def _corridor(self, one: Assessment) -> tuple[Cohort, ...]:
        """Cohorts of one unit, with the workers whose amounts can be converted."""
        corridor, worker = one.corridor, self.results.worker
        if corridor is None:
            return ()
        table = self.results.table([one])
        heard: tuple[Heard, ...] = ()
        if table is not None and worker is not None:
            heard = heard_workers(table, worker, on=self.conversions.on)
        currency = self.terms.currency or _named_most(heard)
        usable = tuple(
            replace(one, owing=self._owing(one, currency))
            for one in heard
            if self.conversions.rates_of(one, currency)
        )
        rows = [
            counted(row, on=self.conversions.on, look_back=self.terms.look_back)
            for row in self.results.headcounts.of(one.organisation, corridor)
        ]
        workers = one.unit.number(WORKERS_NOW)
        self._compare(one, rows, workers, len(heard))
        return tuple(
            replace(
                cohort,
                currency=currency,
                unrated=len(usable) < len(heard) and cohort.n < self.minimum,
            )
            for cohort in cohorts_of(
                corridor, usable, rows, workers, minimum=self.minimum
            )
        )

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
        found = [one for one in cohorts if one not in few]
        for currency in sorted({one.currency for one in few}):
            parts = [one for one in few if one.currency == currency]
            whole = replace(joined(parts), recruiters=(), years=())
            fits = len(parts) > 1 and whole.stands(self.minimum)
            found += [whole] if fits else parts
        return found

    def _owing(self, heard: Heard, currency: str) -> bool:
        rates = self.conversions.rates_of(heard, currency)
        return amount_due(heard.claim, rates, annual_rate=self.terms.annual_rate) > 0


def _named_most(heard: Iterable[Heard]) -> str:
    """The currency that most workers name; of two the first in the alphabet."""
    named = Counter(one.claim.currency for one in heard)
    return min(named, key=lambda name: (-named[name], name), default="")
