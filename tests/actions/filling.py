"""Action plans filled in as people do it."""

from datetime import date

import openpyxl

from recruitcheck.actions.layout import COLUMNS, FIRST_ROW, REF


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


def rows_of(path, sheet="Plan"):
    """What stands in each row of the plan, as text or value by column."""
    plan = openpyxl.load_workbook(path)[sheet]
    return [
        {key: plan[f"{column}{row}"].value for key, column in COLUMNS.items()}
        for row in range(FIRST_ROW, plan.max_row + 1)
    ]
