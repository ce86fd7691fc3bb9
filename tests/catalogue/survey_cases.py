"""S3: survey exports, each of one worker's interview with something changed in it."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions.survey_export import join_interviews, read_survey_export
from tests.catalogue.registry import case, enter
from tests.submissions.conftest import (
    Table,
    as_export,
    csv_bytes,
    read_form,
    save_xlsx,
    write_form,
)

FILE = "interviews/e.csv"
BOOK = "interviews/e.xlsx"
WORKER = {
    "supplier_id": "SITE-01",
    "destination": "MYS",
    "cycle": "2025",
    "interviewed_on": "2025-03-02",
    "W-PRO-01": "yes",
    "W-PRO-02": "NPL",
    "W-PRO-04": "24",
    "pay_currency": "MYR",
    "cost_currency": "MYR",
    "W-CON-06": "1500",
    "W-FEE-01": "3000",
    "W-DEBT-01": "bank",
    "W-DEBT-06": "2024-11-30",
    "W-PAY-04": "48",
    "W-DOC-01": "me",
}


@cache
def form() -> Questionnaire:
    with TemporaryDirectory() as folder:
        return read_form(write_form(Path(folder) / "test-interview.xlsx"))


def read(table: Table, folder: Path, questionnaire: Questionnaire | None = None):
    path = folder / "e.csv"
    path.write_bytes(csv_bytes(table))
    return read_survey_export(path, questionnaire or form(), shown_as=FILE)[1]


def answered(code: str, **answers: str) -> None:
    """The issue of an interview with these answers; '__' stands for '-'."""
    changed = {name.replace("__", "-"): value for name, value in answers.items()}
    enter(
        code, FILE, lambda folder: read(as_export([WORKER | changed], form()), folder)
    )


def column(code: str, heading: str, cell: str, *, rows: int = 1) -> None:
    """The issue of an export with one more column."""

    def make(folder: Path):
        table = as_export([WORKER] * rows, form())
        return read(
            [[*table[0], heading], *([*row, cell] for row in table[1:])], folder
        )

    enter(code, FILE, make)


def without(code: str, heading: str) -> None:
    """The issue of an export that lacks a column."""

    def make(folder: Path):
        table = as_export([WORKER], form())
        at = table[0].index(heading)
        return read([row[:at] + row[at + 1 :] for row in table], folder)

    enter(code, FILE, make)


def shaped(code: str, change: Callable[[Table], Table]) -> None:
    """The issue of an export whose rows were changed."""
    enter(code, FILE, lambda folder: read(change(as_export([WORKER], form())), folder))


answered("S309", W__PRO__02="dk")
answered("S310", W__PRO__01="no")
answered("S311", W__DEBT__01="bnak")
answered("S312", W__PRO__02="Nepall")
answered("S313", W__CON__06="1,500")
answered("S314", interviewed_on="31/03/2025")
answered("S315", W__PRO__04="4")
answered("S316", W__DEBT__01="family")
column("S304", "costs/W-FEE-01", "7")
column("S305", "Phone", "0123")
column("S307", "_uuid", "u", rows=2)
column("S308", "_validation_status", "Not Approved")
column("S317", "W-DEBT-01/family", "1")
column("S318", "costs/W-DEBT-01/Bank", "x")
column("S325", "Status", "not decrypted")
without("S302", "supplier_id")
without("S306", "W-PAY-04")
shaped("S301", lambda table: [["colour"], *table[1:]])
shaped("S320", lambda table: [*table, [*table[1], "", "Ali"]])
shaped("S322", lambda table: table[:1])


@case("S303", FILE)
def _(folder):
    same = {"English (en)": "Amount"}
    twins = {n: replace(form()[n], labels=same) for n in ("W-PRO-04", "W-FEE-01")}
    table = as_export([WORKER], form())
    table[0][6] = "Amount"
    return read(table, folder, replace(form(), questions={**form().questions, **twins}))


@case("S319", FILE)
def _(folder):
    many = [WORKER | {"W-CON-06": f"n{at}"} for at in range(21)]
    return read(as_export(many, form()), folder)


@case("S321", "interviews/later.csv")
def _(folder):
    heading, row = as_export([WORKER], form())
    (folder / "e.csv").write_bytes(csv_bytes([[*heading, "_uuid"], [*row, "u"]]))
    parts = [
        read_survey_export(folder / "e.csv", form(), shown_as=f"interviews/{name}.csv")
        for name in ("first", "later")
    ]
    return join_interviews([part for part, _ in parts if part is not None])[1]


@case("S326", FILE)
def _(folder):
    cycle = replace(form()["cycle"], required=True)
    strict = replace(form(), questions={**form().questions, "cycle": cycle})
    return read(as_export([WORKER | {"cycle": ""}], form()), folder, strict)


def _book(code: str, *, formula: bool = False, **sheets: list[list[str]]) -> None:
    """The issue of a workbook with more sheets, or with a formula nobody worked out."""

    def make(folder: Path):
        table = as_export([WORKER], form())
        if formula:
            table[1][table[0].index("W-CON-06")] = "=J3*2"
        path = save_xlsx(table, folder / "e.xlsx", sheets=sheets)
        return read_survey_export(path, questionnaire(), shown_as=BOOK)[1]

    def questionnaire() -> Questionnaire:
        if "corridors" not in sheets:
            return form()
        job = replace(form()["W-DOC-01"], id="J-01", repeated=True, relevant=None)
        return replace(form(), questions={**form().questions, "J-01": job})

    enter(code, BOOK, make)


_book("S323", Cover=[["Export"], ["of interviews"]])
_book("S324", corridors=[["J-01", "_parent_index"], ["me", "99"]])
_book("S329", formula=True)


@case("S327", "interviews/e.parquet")
def _(folder):
    columns = {name: pa.array([cell]) for name, cell in WORKER.items()}
    columns["W-DEBT-01"] = pa.array([["family", "bank"]])
    pq.write_table(pa.table(columns), folder / "e.parquet")
    name = "interviews/e.parquet"
    return read_survey_export(folder / "e.parquet", form(), shown_as=name)[1]


@case("S328", "interviews/e.parquet")
def _(folder):
    (folder / "e.parquet").write_bytes(b"PAR1 cut off")
    name = "interviews/e.parquet"
    return read_survey_export(folder / "e.parquet", form(), shown_as=name)[1]
