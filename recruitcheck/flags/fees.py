"""Flags about fees and debts: RF-01 to RF-07, RF-14 and RF-15."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from statistics import median

from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.corridors.privacy import FEWEST_PAYERS, two_digits
from recruitcheck.flags.case import Amount, Case, Count, by_category
from recruitcheck.flags.flag import Raised, Source, Unknown, Verdict, either

_PAID_BY = {  # the choices of M-FEE-01 and the workers' categories of cost
    "fee": "A_fee",
    "medical": "B1_medical",
    "insurance": "B2_insurance",
    "tests": "B3_tests",
    "training": "B4_training",
    "equipment": "B5_equipment",
    "travel": "B6_travel",
    "admin": "B7_admin",
}


def works_for_nothing(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-01: a service fee of 0 although an agency or broker is used."""
    if case.uses_agency is None:
        return Unknown("M-PRO-05 has no answer")
    if not case.uses_agency:
        return None
    if not case.fees:
        return Unknown("nobody answered what the service fee is")
    zero = [one for one in case.fees if one.value == 0]
    if not zero:
        return None
    return Raised(
        f"Workers come through an agency or broker, and {_by(zero)} say that the"
        " service fee per worker is 0.",
        (*(one.source for one in zero), case.source("M-PRO-05")),
    )


def fee_too_low(case: Case, limits: Limits) -> Verdict:
    """RF-02: a service fee below the lowest that the user's table holds possible."""
    corridor = case.unit.corridor
    usual = limits.fees.get(corridor) if corridor is not None else None
    if usual is None:
        return Unknown(f"scoring/service-fees.csv has no usual fee for {corridor}")
    if case.uses_agency is False:
        return None
    told = _alike(case, usual.currency)
    if not told:
        return Unknown(f"nobody told the service fee in {usual.currency}")
    low = [one for one in told if one.value < usual.lowest]
    if not low:
        return None
    at = usual.place
    lowest = Amount(usual.lowest, usual.currency, "", Source(""))
    return Raised(
        f"The service fee per worker is {_told(low)}: below the lowest usual one of"
        f" {lowest} ({usual.source}).",
        (*(one.source for one in low), Source("usual fee", at.file, at.sheet, at.cell)),
    )


def three_stories(case: Case, limits: Limits) -> Verdict:
    """RF-03: what is told of one fee differs; other currencies by the user's rates."""
    if case.uses_agency is False:
        return None
    told = _alike(case, case.unit.unit.own.currency)
    if len(told) < 2:
        return Unknown(
            "the service fee is told only once, or in currencies that rates.csv has no"
            " rate for"
        )
    low = min(told, key=lambda one: one.value)
    high = max(told, key=lambda one: one.value)
    gap = (high.value - low.value) / high.value if high.value else Decimal(0)
    if gap <= Decimal(str(limits.red.fee_gap)):
        return None
    return Raised(
        f"The service fee per worker is {_told(told)}: the lowest is {100 * gap:.0f} %"
        " below the highest.",
        tuple(one.source for one in told),
    )


def _alike(case: Case, currency: str) -> list[Amount]:
    """What is told of the service fee, all in one currency; the rest is left out."""
    found = [case.converted(one, currency) for one in case.fees]
    return [one for one in found if one is not None]


def perfect_zero(case: Case, limits: Limits) -> Verdict:
    """RF-04: no worker reports a cost, although there is reason to expect one.

    The recruiter works for nothing, or many people stand between worker and job.
    """
    paid = case.count("W-FEE-01", lambda text: float(text) > 0)
    if isinstance(paid, Unknown):
        return paid
    if not paid.none:
        return None
    free = works_for_nothing(case, limits)
    if isinstance(free, Raised):
        return Raised(
            f"No cost: {paid} interviewed workers report one, although the recruiter is"
            " said to get no service fee.",
            (paid.source, *free.sources),
        )
    chain = [one for one in case.numbers("W-PRO-06") if one is not None]
    if len(chain) < case.minimum:
        few = case.few("W-PRO-06")
        return Unknown(few.why, partly=free is None)
    middle = median(chain)
    if middle < limits.red.long_chain:
        return free  # judged, or why not
    return Raised(
        f"No cost: {paid} interviewed workers report one, although half of them went"
        f" through {middle:g} people or agencies or more to get the job.",
        (paid.source, Source("W-PRO-06", interviews=len(chain))),
    )


def all_the_same(case: Case, limits: Limits) -> Verdict:
    """RF-05: workers name the same amount, or were told what to say."""
    return either([_same_amounts(case, limits), _coached(case)])


def _same_amounts(case: Case, limits: Limits) -> Verdict:
    """All zeros are RF-04's to judge."""
    amounts = [one for one in case.numbers("W-FEE-01") if one is not None]
    if len(amounts) < case.minimum:
        return case.few("W-FEE-01")
    (most, times), *_ = Counter(amounts).most_common(1)
    same = Count(times, len(amounts), "W-FEE-01")
    if most == 0 or not same.reaches(limits.red.same_amounts):
        return None
    return Raised(
        f"{same.first} interviewed workers name exactly the same amount that they"
        " paid for the job.",
        (same.source,),
    )


def _coached(case: Case) -> Verdict:
    told = case.count("W-FEE-18", "yes".__eq__)
    if isinstance(told, Unknown) or not told.reported:
        return told if isinstance(told, Unknown) else None
    return Raised(
        f"{told.first} interviewed workers were told what to say about payments.",
        (told.source,),
    )


def paid_twice(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-06: most workers paid for what the employer says it pays."""
    claimed = case.chosen("M-FEE-01")
    if claimed is None:
        return Unknown("M-FEE-01 has no answer")
    questions = by_category(case.results)
    counts = {
        choice: _category_paid(case, category, questions.get(category, ()))
        for choice, category in _PAID_BY.items()
        if choice in claimed
    }
    twice = {
        choice: count
        for choice, count in counts.items()
        if isinstance(count, Count)
        and count.k * 2 > count.n
        and count.k >= FEWEST_PAYERS
    }
    if not twice:
        unknown = [one for one in counts.values() if isinstance(one, Unknown)]
        return either([*unknown, *[None] * (len(counts) - len(unknown))])
    labels = case.labels("M-FEE-01")
    listed = "; ".join(f"{labels[c].lower()} ({count})" for c, count in twice.items())
    return Raised(
        "The employer says that it pays these costs in full, and most of the interviewed"
        f" workers paid too: {listed}.",
        (case.source("M-FEE-01"), *(count.source for count in twice.values())),
    )


def _category_paid(
    case: Case, category: str, questions: Sequence[str]
) -> Count | Unknown:
    """How many workers paid something of a category, of those asked for all of it."""
    columns = [case.numbers(question) for question in questions]
    rows = [row for row in zip(*columns, strict=True) if None not in row]
    name = " and ".join(questions) or category
    if len(rows) < case.minimum:
        return case.few(name)
    return Count(sum(any(row) for row in rows), len(rows), name)


def debt_trap(case: Case, limits: Limits) -> Verdict:
    """RF-07: half of those who borrowed owe more than so many months of pay."""
    owed = [one for one in case.numbers("debt_months") if one is not None]
    if len(owed) < case.minimum:
        return Unknown(
            f"of fewer than {case.minimum} interviews it is known how many months of"
            " pay the worker owes"
        )
    middle = median(owed)
    if middle <= limits.red.debt_months:
        return None
    return Raised(
        f"Half of the {len(owed)} workers who borrowed to get the job still owe about"
        f" {two_digits(middle):g} months of pay or more.",
        (Source("W-DEBT-03", interviews=len(owed)),),
    )


def kickback(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-14 of a supplier: the largest payment went to somebody at the employer."""
    told = case.count("W-FEE-16", "employer".__eq__)
    if isinstance(told, Unknown):
        return told
    if not told.reported:
        return None
    return Raised(
        f"{told.first} workers who paid say that the largest payment went to somebody"
        " at the employer.",
        (told.source,),
    )


def gifts(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-14 of a recruiter: payments or gifts to employer staff for job orders."""
    chosen = case.chosen("R-FEE-04")
    if chosen is None:
        return Unknown("R-FEE-04 has no answer")
    if "never" in chosen:
        return None
    words = case.words("R-FEE-04").lower()
    return Raised(
        f"The recruiter says that it {words} gives payments or gifts to employer staff"
        " to get job orders.",
        (case.source("R-FEE-04"),),
    )


def sub_agents(case: Case, limits: Limits) -> Verdict:  # noqa: ARG001
    """RF-15: sub-agents get their money from workers."""
    chosen = case.chosen("R-SUB-02")
    if chosen is None:
        none_used = case.number("R-SUB-01") == 0
        return None if none_used else Unknown("R-SUB-02 has no answer")
    if not chosen & {"mixed", "worker"}:
        return None
    words = case.words("R-SUB-02").lower()
    return Raised(
        f"The recruiter says how its sub-agents are paid: {words}.",
        (case.source("R-SUB-02"),),
    )


def _by(amounts: Sequence[Amount]) -> str:
    return " and ".join(one.who for one in amounts)


def _told(amounts: Sequence[Amount]) -> str:
    return ", ".join(f"{one} by {one.who}" for one in amounts)
