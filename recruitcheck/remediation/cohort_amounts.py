"""What one cohort is owed, and in words what is not known or not shown of it."""

from dataclasses import replace
from decimal import ROUND_FLOOR

from recruitcheck.corridors.privacy import FEWEST_PAYERS, two_digits
from recruitcheck.remediation.claims import NOTHING
from recruitcheck.remediation.cohorts import Cohort
from recruitcheck.remediation.conversions import Conversions
from recruitcheck.remediation.estimates import expand
from recruitcheck.remediation.exact_amounts import (
    Worked,
    dues_of,
    expanded,
    reference_of,
    rounded_sum,
    shown,
    tells_of_few,
)
from recruitcheck.remediation.owed import CohortOwed, Terms

_WHY_FEW_OWED = f"not shown: at most {FEWEST_PAYERS - 1} of the interviewed workers are owed anything"


def cohort_owed(
    cohort: Cohort, terms: Terms, conversions: Conversions, *, minimum: int
) -> tuple[CohortOwed, Worked | None]:
    """What may be shown of a cohort, and what goes into totals; None where nothing does."""
    blank = _blank(cohort, minimum)
    if cohort.n < minimum:
        return replace(blank, why=_why_few(cohort, minimum)), None
    dues = dues_of(cohort, terms, conversions)
    workers = cohort.workers
    if workers is not None and workers < cohort.n:
        workers = None  # the count cannot be true
    if workers is not None:
        repaid = rounded_sum([expanded([one.repaid for one in dues], workers)])
        blank = replace(blank, repaid=repaid)
    amounts = [one.due for one in dues]
    if tells_of_few(amounts):
        return replace(blank, why=_WHY_FEW_OWED), None
    reference = reference_of(amounts, terms)
    known = replace(
        blank,
        confirmed=two_digits(sum(amounts, NOTHING), ROUND_FLOOR),
        reference=reference,
    )
    if workers is None:
        return replace(known, why=_why_no_total(cohort)), None
    estimate = expand(amounts, workers)
    others = (workers - cohort.n) * reference
    plan = sum((one.planned for one in dues), others)
    exact = Worked(dues, estimate, max(plan, estimate.point))
    total = shown([exact], cohort.currency, terms.annual_rate)
    return replace(known, amounts=total, why=_why_part(cohort)), exact


def _blank(cohort: Cohort, minimum: int) -> CohortOwed:
    """The cohort without amounts."""
    told = cohort.n >= minimum or not (cohort.n or cohort.unrated)
    return CohortOwed(
        key=cohort.key,
        corridors=cohort.corridors,
        recruiters=cohort.recruiters,
        years=cohort.years,
        currency=cohort.currency,
        current=cohort.current,
        former=cohort.former,
        former_complete=cohort.former_complete,
        interviews=cohort.n if told else None,
    )


def _why_few(cohort: Cohort, minimum: int) -> str:
    if cohort.unrated:
        return "not known: there is no rate to convert what some workers paid"
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
