"""What each supplier owes its workers, by cohort, with nothing shown of few workers.

`owed_to_workers` takes everything known about a network and gives records for tables,
workbooks and pages.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from recruitcheck.corridors.currencies import CURRENCIES
from recruitcheck.errors import UsageError
from recruitcheck.issues import did_you_mean, listed
from recruitcheck.remediation.claims import NOTHING
from recruitcheck.remediation.cohort_amounts import cohort_owed
from recruitcheck.remediation.conversions import Conversions
from recruitcheck.remediation.exact_amounts import Worked, shown
from recruitcheck.remediation.owed import CohortOwed, Owed, SupplierOwed, Terms
from recruitcheck.remediation.payments import Payment, progress_of
from recruitcheck.remediation.supplier_cohorts import SupplierCohorts
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment


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
    terms = terms or Terms()
    if terms.currency is not None and terms.currency not in CURRENCIES:
        hint = did_you_mean(terms.currency, sorted(CURRENCIES))
        message = f"'{terms.currency}' is not a currency of ISO 4217.{hint}"
        raise UsageError(message)
    on = terms.on or _last_day(results)
    terms = replace(terms, on=on)
    conversions = Conversions(results.rates, on=on)
    cohorts = SupplierCohorts(results, terms, conversions)
    suppliers = _asked(results, supplier)
    paid: dict[str, list[Payment]] = {}
    for one in payments:
        paid.setdefault(one.supplier, []).append(one)
    found = tuple(
        _supplier(units, paid.get(name, []), cohorts)
        for name, units in suppliers.items()
    )
    issues = sorted((cohorts.issues | conversions.issues).items())
    told = tuple(one for _, one in issues)
    return Owed(found, terms, cohorts.minimum, told, results.fictional)


def _asked(
    results: Results, supplier: str | None
) -> Mapping[str, tuple[Assessment, ...]]:
    """The units of the supplier that was named, or of all."""
    suppliers = results.latest("supplier")
    if supplier is None:
        return suppliers
    if supplier not in suppliers:
        hint = did_you_mean(supplier, suppliers)
        message = (
            f"There is no supplier '{supplier}': {listed(tuple(suppliers))}.{hint}"
        )
        raise UsageError(message)
    return {supplier: suppliers[supplier]}


def _last_day(results: Results) -> date:
    """The last day of any return or interview."""
    days = [one.unit.own.dated for one in results.network.of("supplier")]
    if results.interviews is not None:
        told = results.interviews["interviewed_on"].astype(object)
        days += [date.fromisoformat(day) for day in told if isinstance(day, str)]
    return max(filter(None, days), default=date(2000, 1, 1))


def _supplier(
    units: Sequence[Assessment], payments: Sequence[Payment], cohorts: SupplierCohorts
) -> SupplierOwed:
    own, terms, conversions = units[0].unit.own, cohorts.terms, cohorts.conversions
    found: list[CohortOwed] = []
    worked: dict[str, list[Worked]] = {}
    for cohort in cohorts.of(units):
        one, exact = cohort_owed(cohort, terms, conversions, minimum=cohorts.minimum)
        found.append(one)
        if exact is not None:
            worked.setdefault(one.currency, []).append(exact)
    totals = {
        currency: total
        for currency, parts in sorted(worked.items())
        if (total := shown(parts, currency, terms.annual_rate))
    }
    progress = progress_of(
        units[0].unit,
        _repaid(found),
        payments,
        conversions.rates,
        on=own.dated or conversions.on,
        complete=all(one.repaid is not None for one in found),
    )
    return SupplierOwed(
        own.organisation, own.name, own.cycle, tuple(found), totals, progress
    )


def _repaid(cohorts: Iterable[CohortOwed]) -> dict[str, Decimal | None]:
    """What workers say they got back, by currency; cohorts not told of are not in it."""
    found: dict[str, Decimal | None] = {}
    for one in cohorts:
        if one.repaid is not None:
            found[one.currency] = (found.get(one.currency) or NOTHING) + one.repaid
    return found
