"""What is owed as text for a terminal and as plain data for programs.

Money is text in plain data, as '12500': exact, and its currency beside it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal

from recruitcheck.remediation.owed import Amounts, CohortOwed, Owed, SupplierOwed
from recruitcheck.remediation.payments import Progress
from recruitcheck.remediation.plans import basis

FORMAT_VERSION = 1
HEADINGS = (
    "Cohort",
    "Workers",
    "Heard",
    "Each at least",
    "Owed: low",
    "likely",
    "high",
    "Set aside",
    "of it interest",
    "a month's delay",
)


def owed_as_blocks(owed: Owed) -> Iterator[tuple[str, list[list[str]], list[str]]]:
    """For each supplier a title, a table with its heading, and sentences."""
    for one in owed.suppliers:
        rows = [list(HEADINGS), *map(_row, one.cohorts)]
        for currency, total in one.totals.items():
            parts = [c for c in one.cohorts if c.amounts and c.currency == currency]
            if len(parts) > 1:
                rows.append(_total(currency, total))
        yield f"{one.name}, {one.supplier}, {one.cycle}", rows, list(sentences_of(one))


def terms_as_lines(owed: Owed) -> list[str]:
    """How the amounts were worked out."""
    return [
        *basis(owed.terms),
        "- Amounts are rounded to two digits; what each worker is owed is rounded up.",
    ]


def _row(one: CohortOwed) -> list[str]:
    workers = "?" if one.current is None else f"{one.current:,}"
    if one.former is not None:
        workers += f" + {one.former:,} left"
    heard = "few" if one.interviews is None else f"{one.interviews:,}"
    each = _money(one.reference, one.currency)
    return [one.key, workers, heard, each, *_amounts(one.amounts)]


def _total(currency: str, amounts: Amounts) -> list[str]:
    return [f"Together, {currency}", "", "", "", *_amounts(amounts)]


def _amounts(one: Amounts | None) -> list[str]:
    if one is None:
        return ["-"] * 6
    told = one.low, one.likely, one.high, one.plan, one.interest, one.delay
    return [_money(amount) for amount in told]


def _money(amount: Decimal | None, currency: str = "") -> str:
    return "-" if amount is None else f"{currency} {amount:,f}".strip()


def sentences_of(one: SupplierOwed) -> Iterator[str]:
    """What is not known or not shown and why, what loans cost, what was repaid."""
    for cohort in one.cohorts:
        if cohort.why:
            at_least = ""
            if cohort.amounts is None and cohort.confirmed is not None:
                at_least = f": {_money(cohort.confirmed, cohort.currency)}"
            which = f"{cohort.key}: " if len(one.cohorts) > 1 else ""
            yield _sentence(f"{which}{cohort.why}{at_least}.")
    loans = [
        f"{_money(total.loans, currency)}"
        for currency, total in one.totals.items()
        if total.loans
    ]
    if loans:
        yield f"Workers' own loans cost them about {' and '.join(loans)} a month."
    yield from _repaid(one.progress)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _repaid(one: Progress) -> Iterator[str]:
    if one.said is not None:
        whom = f" to {one.said_workers:,} workers" if one.said_workers else ""
        here = "".join(
            f" (about {_money(converted, currency)})"
            for currency, converted in one.said_here.items()
            if currency != one.said_currency
        )
        said = _money(one.said, one.said_currency)
        yield f"The supplier says it repaid {said}{here}{whom} in the last 24 months."
    for currency, told in one.heard.items():
        if told is not None:
            amount = _money(told, currency)
            yield f"By what workers say, together they got back about {amount}."
    if one.overstated:
        yield "The supplier says over a fifth more than workers confirm: look into it."
    for currency, paid in one.paid.items():
        proof = _money(one.proven.get(currency, Decimal(0)), currency)
        all_ = _money(paid, currency)
        yield f"Payment plans that came back: {all_} paid, {proof} of it with a proof."


def owed_as_record(owed: Owed) -> Mapping[str, object]:
    """Everything as plain data; the shape of `recruitcheck remediation --format json`."""
    terms = owed.terms
    return {
        "format": FORMAT_VERSION,
        "fictional": owed.fictional,
        "minimum_cell": owed.minimum,
        "reference": terms.reference,
        "annual_rate": f"{terms.annual_rate:f}",
        "look_back_months": terms.look_back,
        "on": str(terms.on),
        "suppliers": [_supplier(one) for one in owed.suppliers],
    }


def _supplier(one: SupplierOwed) -> Mapping[str, object]:
    progress = one.progress
    return {
        "supplier": one.supplier,
        "name": one.name,
        "cycle": one.cycle,
        "cohorts": [_cohort(cohort) for cohort in one.cohorts],
        "totals": {name: _plain(total) for name, total in one.totals.items()},
        "not_in_totals": [cohort.key for cohort in one.missing],
        "progress": {
            "supplier_says": _text(progress.said),
            "supplier_says_currency": progress.said_currency or None,
            "supplier_says_workers": progress.said_workers,
            "supplier_says_converted": _texts(progress.said_here),
            "workers_say": _texts(progress.heard),
            "paid": _texts(progress.paid),
            "paid_with_proof": _texts(progress.proven),
            "overstated": progress.overstated,
        },
    }


def _cohort(one: CohortOwed) -> Mapping[str, object]:
    return {
        "cohort": one.key,
        "corridors": [str(corridor) for corridor in one.corridors],
        "recruiters": list(one.recruiters),
        "intake_years": list(one.years),
        "current_workers": one.current,
        "former_workers": one.former,
        "former_workers_complete": one.former_complete,
        "interviews": one.interviews,
        "currency": one.currency or None,
        "reference": _text(one.reference),
        "confirmed": _text(one.confirmed),
        "repaid": _text(one.repaid),
        "owed": None if one.amounts is None else _plain(one.amounts),
        "why": one.why or None,
    }


def _plain(one: Amounts) -> dict[str, str | None]:
    names = [field.name for field in fields(one) if field.name != "currency"]
    return {name: _text(getattr(one, name)) for name in names}


def _texts(amounts: Mapping[str, Decimal | None]) -> dict[str, str | None]:
    return {currency: _text(amount) for currency, amount in amounts.items()}


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else f"{amount:f}"
