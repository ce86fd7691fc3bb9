"""The payment plan of one supplier: a workbook to pay by, filled in and sent back.

It holds cohorts and never a worker: neither a name nor what one worker said. Interviews
are promised that the employer never sees a single answer, and an amount beside the id of
an interview is one. Whoever paid more than the reference claims the rest in private,
from somebody whom workers trust.
"""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from recruitcheck.errors import OutputError
from recruitcheck.remediation.owed import CohortOwed, Owed, SupplierOwed, Terms
from recruitcheck.remediation.payments import METHODS

_COHORTS = {
    "Cohort": 36,
    "Current workers": 10,
    "Workers who left": 10,
    "Interviewed": 12,
    "Currency": 9,
    "Each worker at least": 12,
    "Owed in all, low": 13,
    "Owed in all, likely": 13,
    "Owed in all, high": 13,
    "Set aside": 13,
    "Cost of a month's delay": 13,
    "Note": 36,
}
_PAYMENTS = {
    "supplier": 14,
    "cohort": 40,
    "payment-date": 14,
    "amount-paid": 14,
    "currency": 10,
    "workers-paid": 13,
    "method": 16,
    "proof": 36,
    "remark": 36,
}
_FREE_ROWS = 200
_NAMES: Mapping[str, str] = {
    "p75": "three of four interviewed workers are owed no more than this",
    "median": "half of the interviewed workers are owed no more than this",
    "mean": "the mean of what the interviewed workers are owed",
}


def write_payment_plans(owed: Owed, folder: Path) -> tuple[Path, ...]:
    """A workbook for each supplier that owes something that may be shown.

    OutputError where they cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"'{folder}' cannot be made: {error.strerror}."
        raise OutputError(message) from None
    paths = []
    for one in owed.suppliers:
        if one.totals:
            safe = re.sub(r"[^A-Za-z0-9_-]", "_", one.supplier)
            path = folder / f"payment-plan-{safe}.xlsx"
            write_payment_plan(one, owed, path)
            paths.append(path)
    return tuple(paths)


def write_payment_plan(one: SupplierOwed, owed: Owed, path: Path) -> None:
    """Three sheets: how to use it, the cohorts, the payments to fill in."""
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

    from recruitcheck.questionnaires.blank.tables import write_lines, write_table
    from recruitcheck.sheets.saving import save_book

    book = Workbook()
    first = book.worksheets[0]
    first.title = "Read first"
    write_lines(first, _lines(one, owed))
    cohorts = book.create_sheet("Cohorts")
    write_table(cohorts, _COHORTS, [*map(_cohort, one.cohorts), *_totals(one)])
    payments = book.create_sheet("Payments")
    open_rows = [
        (one.supplier, c.key, None, None, c.currency, None, None, None, None)
        for c in one.cohorts
        if c.amounts is not None
    ]
    write_table(payments, _PAYMENTS, open_rows)
    last = 1 + len(open_rows) + _FREE_ROWS
    methods = DataValidation("list", formula1=f'"{",".join(METHODS)}"')
    payments.add_data_validation(methods)
    methods.add(f"G2:G{last}")
    for row in range(2, last + 1):
        payments[f"C{row}"].number_format = "yyyy-mm-dd"
        payments[f"D{row}"].number_format = "#,##0.00"
    book.properties.title = f"Payment plan {one.supplier}"
    save_book(book, path)


def _cohort(one: CohortOwed) -> tuple[str | float | Decimal | None, ...]:
    amounts = one.amounts
    heard = "too few" if one.interviews is None else one.interviews
    row = (one.key, one.current, one.former, heard, one.currency, one.reference)
    if amounts is None:
        return (*row, None, None, None, None, None, one.why)
    owed = amounts.low, amounts.likely, amounts.high, amounts.plan, amounts.delay
    return (*row, *owed, one.why)


def _totals(one: SupplierOwed) -> list[tuple[str | Decimal | None, ...]]:
    return [
        (
            f"Together, {currency}",
            *(None, None, None, currency, None),
            *(total.low, total.likely, total.high, total.plan, total.delay),
            "the cohorts above that have amounts",
        )
        for currency, total in one.totals.items()
    ]


def _lines(one: SupplierOwed, owed: Owed) -> list[str]:
    invented = ["All of this is an invented example.", ""] if owed.fictional else []
    return [
        f"Payment plan: {one.name}, {one.supplier}, {one.cycle}",
        *invented,
        "Workers paid for their jobs. Workers should not pay: they are to be paid back.",
        (
            "Sheet 'Cohorts' says what each worker is owed at least, by corridor,"
            " recruiter and year of intake. A person who paid more, and says so"
            " credibly, gets more. No receipt is needed."
        ),
        (
            "Sheet 'Payments' is yours: one row a payment, with its day, amount, method"
            " and proof. Add rows as you need. Put the file into the folder 'payments'"
            " of the workspace, or send it back to who sent it to you."
        ),
        "",
        "How to pay",
        "- All workers of a cohort, not only those interviewed; also those who left.",
        "- In one payment if possible, within 30 days, at the latest within 90.",
        "- To an account of the worker's choice, with a receipt in a language they read.",
        "- Never out of wages, never on the condition to stay, to leave or to be silent.",
        "- Do not ask who was interviewed, and write no names into this file.",
        "- Stop new payments by workers first, or this begins again.",
        "",
        "How the amounts were worked out",
        *basis(owed.terms),
        (
            "- Cohorts with fewer than"
            f" {owed.minimum} interviews are taken together; where that is not enough,"
            " nothing is shown."
        ),
        "- Amounts are rounded to two digits; what each worker is owed is rounded up.",
    ]


def basis(terms: Terms) -> Iterable[str]:
    """How what is owed was worked out, sentence by sentence."""
    yield (
        "- Owed is what a worker paid (fees and related costs), with interest, less what"
        " was paid back."
    )
    if terms.annual_rate:
        yield (
            f"- Interest: {terms.annual_rate:%} a year until {terms.on}, and what workers"
            " paid on loans that still run."
        )
    else:
        yield (
            "- Interest: only what workers paid on loans that still run; no rate was"
            " given for the money itself."
        )
    yield (
        f"- Each worker who was not interviewed is owed the reference amount:"
        f" {_NAMES[terms.reference]}."
    )
    yield f"- Workers who left count for {terms.look_back} months."
    yield (
        "- Low and high are the ends of a 95 % interval: an estimate from interviews is"
        " never exact."
    )
