"""What has been paid back: by the supplier's word, by workers, by plans filled in.

A payment plan is written by `recruitcheck.remediation.plans`; filled in and put into the
folder `payments/` of the workspace, its sheet 'Payments' is read here.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from recruitcheck.corridors.privacy import two_digits
from recruitcheck.corridors.rates import Rates
from recruitcheck.corridors.tables import Reading, Row, Table, read_table
from recruitcheck.issues import Issue, did_you_mean
from recruitcheck.remediation.claims import NOTHING
from recruitcheck.sheets import Value
from recruitcheck.submissions.answers import Unit
from recruitcheck.submissions.cell_answers import as_text, cleaned, quoted

FOLDER = "payments"
PAYMENTS = Table(
    "payments",
    (
        *("supplier", "cohort", "payment-date", "amount-paid", "currency"),
        *("workers-paid", "method", "proof", "remark"),
    ),
    free=("workers-paid", "method", "remark"),
)
METHODS = ("bank transfer", "mobile money", "cash", "cheque", "other")
_BOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
_SAID_TOO_MUCH = Decimal("1.2")  # a red flag from 20 % above what workers confirm
_REPAID_WORKERS, _REPAID_AMOUNT = "M-FEE-05", "M-FEE-06"


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment to workers of one cohort; `proof` '' where none is named."""

    supplier: str
    cohort: str
    on: date
    amount: Decimal
    currency: str
    workers: int | None = None
    method: str = ""
    proof: str = ""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far repayment has come; amounts by currency.

    `said`: the supplier's own word on the last 24 months, in the currency of its
    return, to `said_workers` workers; `said_here` in the currency of repayment to two
    digits, where there is a rate. `heard`: what workers say they got back, expanded to all; None where
    that would tell what one or two of them said.
    `paid`: by payment plans that came back, of which `proven` with a proof named.
    `overstated`: the supplier says over a fifth more than workers confirm.
    """

    said: Decimal | None = None
    said_currency: str = ""
    said_workers: int | None = None
    said_here: Mapping[str, Decimal] = field(default_factory=dict)
    heard: Mapping[str, Decimal | None] = field(default_factory=dict)
    paid: Mapping[str, Decimal] = field(default_factory=dict)
    proven: Mapping[str, Decimal] = field(default_factory=dict)
    overstated: bool = False


def progress_of(
    unit: Unit,
    heard: Mapping[str, Decimal | None],
    payments: Iterable[Payment],
    rates: Rates,
    *,
    on: date,
    complete: bool,
) -> Progress:
    """What was repaid by all who can say so, beside each other and never added.

    `complete`: `heard` speaks of all workers, so that the supplier's word can be held
    against it.
    """
    said = _amount(unit)
    currency = unit.own.currency
    here = {}
    for name in heard:
        rate = rates.find(currency, name, on) if said is not None and currency else None
        if rate is not None and said is not None:
            here[name] = two_digits(rate.convert(said))
    paid: dict[str, Decimal] = {}
    proven: dict[str, Decimal] = {}
    for one in payments:
        paid[one.currency] = paid.get(one.currency, NOTHING) + one.amount
        if one.proof:
            proven[one.currency] = proven.get(one.currency, NOTHING) + one.amount
    alone = len(heard) == 1  # else the supplier's one amount is for several currencies
    return Progress(
        said=said,
        said_currency=currency,
        said_workers=unit.number(_REPAID_WORKERS),
        said_here=here if alone else {},
        heard=dict(heard),
        paid=dict(sorted(paid.items())),
        proven=dict(sorted(proven.items())),
        overstated=alone
        and complete
        and any(
            told is not None and here[name] > _SAID_TOO_MUCH * told
            for name, told in heard.items()
            if name in here
        ),
    )


def _amount(unit: Unit) -> Decimal | None:
    answer = unit.answer(_REPAID_AMOUNT)
    if answer is None or answer.given != "answered" or not answer.value:
        return None
    return Decimal(answer.value)


def read_payments(
    folder: Path, suppliers: Collection[str] = ()
) -> tuple[tuple[Payment, ...], tuple[Issue, ...]]:
    """Payments of every filled payment plan of a workspace, and all that is wrong.

    Rows without a date and an amount are still to be paid, and passed over.
    """
    reading = Reading()
    found: list[Payment] = []
    root = folder / FOLDER
    paths = sorted(root.iterdir()) if root.is_dir() else []
    for path in paths:
        if path.name.startswith((".", "~$")) or path.suffix.casefold() not in _BOOKS:
            continue
        rows, wrong = read_table(path, PAYMENTS, shown_as=f"{FOLDER}/{path.name}")
        reading.issues += wrong
        for row in rows:
            if row["payment-date"] is None and row["amount-paid"] is None:
                continue
            one = _payment(row, reading, suppliers)
            if one is not None:
                found.append(one)
    return tuple(found), tuple(reading.issues)


def _payment(row: Row, reading: Reading, suppliers: Collection[str]) -> Payment | None:
    before = len(reading.issues)
    supplier, cohort = reading.text(row, "supplier"), reading.text(row, "cohort")
    if supplier and suppliers and supplier not in suppliers:
        hint = did_you_mean(supplier, sorted(suppliers))
        reading.wrong("R301", row.at("supplier"), supplier=quoted(supplier), hint=hint)
    on = reading.date(row, "payment-date")
    amount = reading.positive(row, "amount-paid")
    currency = reading.currency(row, "currency")
    counted = row["workers-paid"]
    workers = None if counted is None else reading.count(row, "workers-paid")
    if len(reading.issues) > before or not (on and amount and currency):
        return None
    proof = _said(row["proof"])
    if not proof:
        reading.wrong("R401", row.at("proof"), amount=amount, currency=currency)
    method = _said(row["method"])
    return Payment(supplier, cohort, on, amount, currency, workers, method, proof)


def _said(value: Value) -> str:
    return cleaned(as_text(value))
