"""Rates for what workers claim, of the day of payment and of today."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from recruitcheck.corridors.rates import Rate, Rates, missing_rate
from recruitcheck.remediation.heard import Heard

if TYPE_CHECKING:
    from recruitcheck.issues import Issue


class Conversions:
    """Finds rates; a missing one is in `issues` once, however often it is missed."""

    def __init__(self, rates: Rates, *, on: date) -> None:
        self.rates = rates
        self.on = on
        self.issues: dict[tuple[str, ...], Issue] = {}
        self._known: dict[tuple[str, str, date | None], tuple[Rate, ...]] = {}

    def rates_of(self, heard: Heard, currency: str) -> tuple[Rate, ...]:
        """Those of both days that the table has, from the claim to this currency."""
        claim = heard.claim
        if not (claim.paid or claim.repaid or claim.debt or claim.loan_interest):
            # Nothing is nothing in every currency: nobody need look up a rate for it.
            none = "nothing to convert"
            return (Rate(claim.currency, currency, self.on, Decimal(1), none, self.on),)
        key = claim.currency, currency, heard.started
        if key not in self._known:
            self._known[key] = self._look_up(*key)
        return self._known[key]

    def _look_up(
        self, base: str, currency: str, started: date | None
    ) -> tuple[Rate, ...]:
        found = []
        for day in (started, self.on):
            if day is None:
                continue
            rate = self.rates.find(base, currency, day)
            if rate is None:
                key = "R203", base, currency, str(day)
                self.issues[key] = missing_rate(base, currency, day)
            else:
                found.append(rate)
        return tuple(found)
