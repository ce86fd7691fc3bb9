"""Action plans filled in as people do it."""

from datetime import date

import openpyxl

from recruitcheck.actions.findings import find_findings
from recruitcheck.actions.layout import COLUMNS, FIRST_ROW, REF
from recruitcheck.actions.plan_writer import write_action_plan
from tests.networks import best, results_of, submission

DONE = {
    "status": "Done",
    "proof": "policy.pdf",
    "proof_date": date(2026, 4, 20),
    "checked_by": "Buyer's auditor",
}
ROW = FIRST_ROW + 1


def fill_plan(path, entries, *, by="Site manager", on="2026-05-01", sheet="Plan"):
    """Write `entries` into the plan: by id (or None for every row) and column.

    `by` and `on` go onto the first sheet. Gives the path back.
    """
    book = openpyxl.load_workbook(path, rich_text=True)
    start = book.worksheets[0]
    for row in range(1, start.max_row + 1):
        if start[f"A{row}"].value == "filled_by":
            start[f"C{row}"] = by
        elif start[f"A{row}"].value == "filled_on" and on:
            start[f"C{row}"] = date.fromisoformat(on)
    plan = book[sheet]
    for row in range(FIRST_ROW, plan.max_row + 1):
        ref = plan[f"{COLUMNS[REF]}{row}"].value
        for key, value in {**entries.get(None, {}), **entries.get(ref, {})}.items():
            plan[f"{COLUMNS[key]}{row}"] = value
    book.save(path)
    return path


def signed_plan(questionnaires, model, path):
    """A plan of three and more actions, on the first sheet signed and dated."""
    form = questionnaires["iris-supplier"]
    one = submission(form, site=best(form, "site", M_MOV_01="never"))
    results = results_of(questionnaires, model, one)
    write_action_plan(find_findings(results, "SITE-01"), path)
    return fill_plan(path, {})


def change_plan(path, cells, sheet="Plan", then=lambda _: None):
    """Write into cells of a sheet of the plan; `then` changes the book in other ways."""
    book = openpyxl.load_workbook(path, rich_text=True)
    for cell, value in cells.items():
        book[sheet][cell] = value
    then(book)
    book.save(path)


def row(row_number=ROW, **entries):
    """The cells of what one row of the plan is to say, by column."""
    return {f"{COLUMNS[key]}{row_number}": value for key, value in entries.items()}


def rows_of(path, sheet="Plan"):
    """What stands in each row of the plan, as text or value by column."""
    plan = openpyxl.load_workbook(path)[sheet]
    return [
        {key: plan[f"{column}{row}"].value for key, column in COLUMNS.items()}
        for row in range(FIRST_ROW, plan.max_row + 1)
    ]
