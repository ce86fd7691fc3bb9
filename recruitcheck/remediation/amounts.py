"""What each supplier owes its workers, by cohort, with nothing shown of few workers.

`owed_to_workers` takes everything known about a network and gives records for tables, workbooks
and pages. Amounts of different currencies are never added.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.currencies import CURRENCIES, two_digits
from recruitcheck.corridors.headcounts import Headcount, count_differs
from recruitcheck.corridors.privacy import FEW, FEWEST_PAYERS
from recruitcheck.corridors.rates import Rate, Rates, missing_rate
from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.remediation.claims import (
    NOTHING,
    Claim,
    Tier,
    amount_due,
    delay_cost,
    evidence_tier,
    planned_amount,
)
from recruitcheck.remediation.cohorts import Cohort, cohorts_of, counted, joined
from recruitcheck.remediation.estimates import (
    Estimate,
    Reference,
    add_up,
    expand,
    quantile,
    reference_amount,
)
from recruitcheck.remediation.heard import Heard, heard_workers
from recruitcheck.remediation.payments import Payment, Progress, progress_of
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment

LOOK_BACK = 36  # months
WORKERS_NOW = "M-PRO-03"
WHY_FEW_OWED = f"not shown: at most {FEWEST_PAYERS - 1} of the interviewed workers are owed anything"


@dataclass(frozen=True, slots=True)
class Terms:
    """How what is owed is worked out.

    `annual_rate`: interest a year on what workers paid, 0.06 for 6 %; none is known
    beforehand. `look_back` in months, for workers who left. `currency` of repayment;
    None for the one that most workers of a corridor name. `on`: the day that interest
    runs to; None for the day of the last interview.
    """

    reference: Reference = "p75"
    annual_rate: Decimal = NOTHING
    look_back: int = LOOK_BACK
    currency: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Amounts:
    """What workers are owed together, in one currency, to two significant digits.

    `low` and `high` are the 95 % interval of `likely`, rounded outwards; `low` is never
    below what the interviewed workers are owed themselves. `plan` is what to set aside:
    their own amounts, the reference for all others; never less than `likely`, rounded
    up. `interest` is the part of `likely` that is interest. A month of delay costs
    `delay` in interest here and `loans` on workers' own loans. None where it would tell
    what one or two workers said.
    """

    currency: str
    low: Decimal
    likely: Decimal
    high: Decimal
    plan: Decimal
    interest: Decimal | None
    delay: Decimal | None
    loans: Decimal | None


@dataclass(frozen=True, slots=True)
class CohortOwed:
    """What one cohort is owed. None wherever nobody knows, or nobody may be shown.

    `reference` is what each worker who was not interviewed is owed, rounded up to two
    digits; `confirmed` what those interviewed are owed together, rounded down; `repaid`
    what workers say they got back, expanded to all of them.
    `interviews` is None where there are fewer than the minimum cell. `why` says in
    words what is not known or not shown.
    """

    key: str
    corridors: tuple[Corridor, ...]
    recruiters: tuple[str, ...]
    years: tuple[int | None, ...]
    currency: str
    current: int | None
    former: int | None
    former_complete: bool
    interviews: int | None
    amounts: Amounts | None = None
    confirmed: Decimal | None = None
    reference: Decimal | None = None
    repaid: Decimal | None = None
    why: str = ""

    @property
    def workers(self) -> int | None:
        return None if self.current is None else self.current + (self.former or 0)


@dataclass(frozen=True, slots=True)
class SupplierOwed:
    """What one supplier owes in its latest cycle; `totals` by currency, of `cohorts`.

    Cohorts without amounts are in no total.
    """

    supplier: str
    name: str
    cycle: str
    cohorts: tuple[CohortOwed, ...]
    totals: Mapping[str, Amounts]
    progress: Progress

    @property
    def missing(self) -> tuple[CohortOwed, ...]:
        """Cohorts that are in no total."""
        return tuple(one for one in self.cohorts if one.amounts is None)


@dataclass(frozen=True, slots=True)
class Owed:
    """What every supplier owes, on which terms, and what was wrong on the way."""

    suppliers: tuple[SupplierOwed, ...]
    terms: Terms
    minimum: int
    issues: tuple[Issue, ...]
    fictional: bool


def owed_to_workers(
    results: Results,
    terms: Terms | None = None,
    *,
    payments: Iterable[Payment] = (),
    supplier: str | None = None,
) -> Owed:
    """What suppliers owe the workers who paid for their jobs.

    Of the latest cycle of each. UsageError where the supplier or currency is not known.
    """
    terms = _settled(terms or Terms(), results)
    suppliers = results.latest("supplier")
    if supplier is not None and supplier not in suppliers:
        hint = did_you_mean(supplier, suppliers)
        message = (
            f"There is no supplier '{supplier}': {listed(tuple(suppliers))}.{hint}"
        )
        raise UsageError(message)
    asked = list(suppliers) if supplier is None else [supplier]
    paid = tuple(payments)
    desk = _Desk(results, terms)
    found = tuple(
        desk.supplier(suppliers[name], [one for one in paid if one.supplier == name])
        for name in asked
    )
    return Owed(found, terms, desk.minimum, desk.told(), results.fictional)


def _settled(terms: Terms, results: Results) -> Terms:
    """The terms with the day that interest runs to."""
    if terms.currency is not None and terms.currency not in CURRENCIES:
        hint = did_you_mean(terms.currency, sorted(CURRENCIES))
        message = f"'{terms.currency}' is not a currency of ISO 4217.{hint}"
        raise UsageError(message)
    if terms.on is not None:
        return terms
    days = [one.unit.own.dated for one in results.network.of("supplier")]
    if results.interviews is not None:
        told = results.interviews["interviewed_on"].astype(object)
        days += [date.fromisoformat(day) for day in told if isinstance(day, str)]
    return replace(terms, on=max(filter(None, days), default=date(2000, 1, 1)))


@dataclass(frozen=True, slots=True)
class _Due:
    """One worker's amounts in the currency of repayment, exact."""

    due: Decimal
    planned: Decimal
    interest: Decimal
    repaid: Decimal
    delay: Decimal
    loans: Decimal


_PARTS = ("interest", "delay", "loans")


@dataclass(frozen=True, slots=True)
class _Worked:
    """A cohort worked out exactly; only what `_shown` makes of it leaves this module."""

    dues: tuple[_Due, ...]
    estimate: Estimate
    plan: Decimal

    def of_all(self, part: str) -> Decimal | None:
        """A part expanded to all workers; None where it tells of one or two."""
        told = [getattr(one, part) for one in self.dues]
        return _expanded(told, self.estimate.population)


def _expanded(told: Sequence[Decimal], workers: int) -> Decimal | None:
    if _tells(told):
        return None
    return sum(told, NOTHING) * workers / len(told)


def _tells(told: Sequence[Decimal]) -> bool:
    """Whether the sum tells of one or two; of fewer than fifty none looks like one."""
    some = sum(1 for one in told if one > 0)
    return some < FEWEST_PAYERS and not (some == 0 and len(told) >= FEW)


def _sum(parts: Iterable[Decimal | None]) -> Decimal | None:
    """The sum to two digits; None where a part may not be told."""
    known = tuple(parts)
    if None in known:
        return None
    return two_digits(sum(filter(None, known), NOTHING))


def _shown(
    parts: Sequence[_Worked], currency: str, annual_rate: Decimal
) -> Amounts | None:
    """The sum of cohorts as it may be shown; None of none."""
    total = add_up(one.estimate for one in parts)
    if total is None:
        return None
    sums = {part: _sum(one.of_all(part) for one in parts) for part in _PARTS}
    if not annual_rate:
        sums["delay"] = NOTHING
    plan = sum((one.plan for one in parts), NOTHING)
    return Amounts(
        currency=currency,
        low=two_digits(total.low, ROUND_FLOOR),
        likely=two_digits(total.point),
        # More than one worker was heard, so that the interval is known.
        high=two_digits(total.high or total.point, ROUND_CEILING),
        plan=two_digits(plan, ROUND_CEILING),
        **sums,
    )


class _Desk:
    """Works through suppliers; a missing rate is said once, however often it is missed."""

    def __init__(self, results: Results, terms: Terms) -> None:
        self.results = results
        self.terms = terms
        self.rates: Rates = results.rates
        self.minimum: int = results.model.minimum_cell
        self.issues: dict[tuple[str, ...], Issue] = {}
        self._known_rates: dict[tuple[str, str, date | None], tuple[Rate, ...]] = {}
        self.on = terms.on or date(2000, 1, 1)

    def told(self) -> tuple[Issue, ...]:
        return tuple(one for _, one in sorted(self.issues.items()))

    def supplier(
        self, units: Sequence[Assessment], payments: Sequence[Payment]
    ) -> SupplierOwed:
        own = units[0].unit.own
        cohorts = self._several([c for one in units for c in self._corridor(one)])
        found: list[CohortOwed] = []
        worked: dict[str, list[_Worked]] = {}
        for cohort in cohorts:
            one, exact = self._cohort(cohort)
            found.append(one)
            if exact is not None:
                worked.setdefault(one.currency, []).append(exact)
        totals = {
            currency: total
            for currency, parts in sorted(worked.items())
            if (total := _shown(parts, currency, self.terms.annual_rate))
        }
        progress = progress_of(
            units[0].unit,
            _repaid(found),
            payments,
            self.rates,
            on=own.dated or self.on,
            complete=all(one.repaid is not None for one in found),
        )
        return SupplierOwed(
            own.organisation, own.name, own.cycle, tuple(found), totals, progress
        )

    def _corridor(self, one: Assessment) -> tuple[Cohort, ...]:
        """Cohorts of one unit, with the workers whose amounts can be converted."""
        corridor, worker = one.corridor, self.results.worker
        if corridor is None:
            return ()
        table = self.results.table([one])
        heard: tuple[Heard, ...] = ()
        if table is not None and worker is not None:
            heard = heard_workers(table, worker, on=self.on)
        currency = self.terms.currency or _named_most(heard)
        usable = tuple(
            replace(one, owing=self._owing(one, currency))
            for one in heard
            if self._rates(one, currency)
        )
        rows = [
            counted(row, on=self.on, look_back=self.terms.look_back)
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

    def _rates(self, heard: Heard, currency: str) -> tuple[Rate, ...]:
        """Rates of the day of payment and of today, as far as the table has them."""
        claim = heard.claim
        if not (claim.paid or claim.repaid or claim.debt or claim.loan_interest):
            # Nothing is nothing in every currency: nobody need look up a rate for it.
            none = "nothing to convert"
            return (Rate(claim.currency, currency, self.on, Decimal(1), none, self.on),)
        key = heard.claim.currency, currency, heard.started
        if key not in self._known_rates:
            self._known_rates[key] = self._look_up(*key)
        return self._known_rates[key]

    def _look_up(
        self, base: str, currency: str, started: date | None
    ) -> tuple[Rate, ...]:
        days = [day for day in (started, self.on) if day is not None]
        found = []
        for day in days:
            rate = self.rates.find(base, currency, day)
            if rate is None:
                key = "R203", base, currency, str(day)
                self.issues[key] = missing_rate(base, currency, day)
            else:
                found.append(rate)
        return tuple(found)

    def _owing(self, heard: Heard, currency: str) -> bool:
        rates = self._rates(heard, currency)
        return amount_due(heard.claim, rates, annual_rate=self.terms.annual_rate) > 0

    def _cohort(self, cohort: Cohort) -> tuple[CohortOwed, _Worked | None]:
        enough = cohort.n >= self.minimum
        blank = CohortOwed(
            key=cohort.key,
            corridors=cohort.corridors,
            recruiters=cohort.recruiters,
            years=cohort.years,
            currency=cohort.currency,
            current=cohort.current,
            former=cohort.former,
            former_complete=cohort.former_complete,
            interviews=cohort.n if enough or not (cohort.n or cohort.unrated) else None,
        )
        if not enough:
            return replace(blank, why=_why_few(cohort, self.minimum)), None
        dues = self._dues(cohort)
        workers = cohort.workers
        fits = workers is not None and workers >= cohort.n
        if workers is not None and fits:
            repaid = _sum([_expanded([one.repaid for one in dues], workers)])
            blank = replace(blank, repaid=repaid)
        if not cohort.tellable:
            return replace(blank, why=WHY_FEW_OWED), None
        amounts = [one.due for one in dues]
        known = replace(
            blank,
            confirmed=two_digits(sum(amounts, NOTHING), ROUND_FLOOR),
            reference=self._reference(amounts),
        )
        if workers is None or not fits:
            return replace(known, why=_why_no_total(cohort)), None
        estimate = expand(amounts, workers)
        others = (workers - cohort.n) * self._reference(amounts)
        plan = sum((one.planned for one in dues), others)
        exact = _Worked(dues, estimate, max(plan, estimate.point))
        shown = _shown([exact], cohort.currency, self.terms.annual_rate)
        return replace(known, amounts=shown, why=_why_part(cohort)), exact

    def _reference(self, amounts: Sequence[Decimal]) -> Decimal:
        return two_digits(
            reference_amount(amounts, self.terms.reference), ROUND_CEILING
        )

    def _dues(self, cohort: Cohort) -> tuple[_Due, ...]:
        claims = [one.claim for one in cohort.heard]
        rates = [self._rates(one, cohort.currency) for one in cohort.heard]
        annual = self.terms.annual_rate
        dues = [
            amount_due(claim, at, annual_rate=annual)
            for claim, at in zip(claims, rates, strict=True)
        ]
        reference, tiers = self._reference(dues), _tiers(claims)
        found = []
        for claim, at, due, tier in zip(claims, rates, dues, tiers, strict=True):
            bare = amount_due(replace(claim, loan_interest=NOTHING), at)
            delay, loans = delay_cost(claim, at, annual_rate=annual)
            repaid = max(rate.convert(claim.repaid) for rate in at)
            found.append(
                _Due(
                    due=due,
                    planned=planned_amount(due, reference, tier, repaid=repaid),
                    interest=due - bare,
                    repaid=repaid,
                    delay=delay,
                    loans=loans,
                )
            )
        return tuple(found)


def _repaid(cohorts: Iterable[CohortOwed]) -> dict[str, Decimal | None]:
    """What workers say they got back, by currency; cohorts not told of are not in it."""
    found: dict[str, Decimal | None] = {}
    for one in cohorts:
        if one.repaid is not None:
            found[one.currency] = (found.get(one.currency) or NOTHING) + one.repaid
    return found


def _named_most(heard: Iterable[Heard]) -> str:
    """The currency that most workers name; of two the first in the alphabet."""
    named = Counter(one.claim.currency for one in heard)
    return min(named, key=lambda name: (-named[name], name), default="")


def _tiers(claims: Sequence[Claim]) -> list[Tier]:
    """How well each claim of a cohort is supported, beside others in its currency."""
    paid: dict[str, list[Decimal]] = {}
    for claim in claims:
        if claim.paid:
            paid.setdefault(claim.currency, []).append(claim.paid)
    bounds = {
        name: (quantile(amounts, Decimal("0.1")), quantile(amounts, Decimal("0.9")))
        for name, amounts in paid.items()
    }
    return [
        evidence_tier(claim, *bounds[claim.currency]) if claim.paid else "E2"
        for claim in claims
    ]


def _why_few(cohort: Cohort, minimum: int) -> str:
    if cohort.unrated:
        return "not known: there is no rate to convert what workers paid"
    if not cohort.n:
        return "not known: nobody was interviewed"
    return f"not shown: fewer than {minimum} workers were interviewed"


def _why_no_total(cohort: Cohort) -> str:
    if cohort.workers is None:
        return (
            "the total is not known, because neither the return nor headcounts.csv says"
            " how many workers there are; at least what interviewed workers confirmed"
        )
    return (
        "the total is not known, because more workers were interviewed than are counted;"
        " at least what interviewed workers confirmed"
    )


def _why_part(cohort: Cohort) -> str:
    if cohort.former_complete:
        return ""
    known = "the" if cohort.former is None else "some"
    return f"{known} workers who left are not in it; headcounts.csv does not count them"
