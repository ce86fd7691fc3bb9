"""Networks at the edge of what can be said, as folders that a user could have made.

Returns are blank workbooks filled in, interviews the export of a survey.
"""

import csv
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.workspace import init_workspace, read_questionnaires
from tests.submissions.filling import COLUMNS, filled

Row = dict[str, str]
_EXAMPLES = content_folder() / "questionnaires" / "examples"
_RATES = """date,from,to,rate,source,retrieved-on
2026-03-31,USD,MYR,4.20,invented for the test,2026-07-01
2026-03-31,NPR,MYR,0.031,invented for the test,2026-07-01
"""


@dataclass(frozen=True)
class Edge:
    """What stands in one network: suppliers on NPL-MYS, and the interviews of each.

    `change` is made to every interview, told its number; `answers` stand in every
    return, and refs that begin with a word of `blank` are left empty.
    """

    interviews: Mapping[str, int]
    change: Callable[[int, Row], Row] = lambda _, row: row
    answers: Mapping[str, Any] = field(default_factory=dict)
    blank: Sequence[str] = ()
    files: Mapping[str, str] = field(default_factory=dict)
    returns: bool = True
    as_csv: bool = False

    def write(self, root: Path) -> Path:
        init_workspace(root, name="Edge network", fictional=True)
        rows = ["id,name,role,corridors"]
        for name in self.interviews:
            rows.append(f"{name},Site {name} (fictional),supplier,NPL-MYS")
            if self.returns:
                self._return(root / "returns" / f"{name}.xlsx", name)
        _write(root / "organisations.csv", "\n".join([*rows, ""]))
        for name, text in self.files.items():
            _write(root / name, text)
        told = [
            self.change(number, _at(name, number, row))
            for name, n in self.interviews.items()
            for number, row in enumerate(_interviews()[:n])
        ]
        if told:
            self._export(root / "interviews", told)
        return root

    def _return(self, path: Path, name: str) -> None:
        path.parent.mkdir(exist_ok=True)
        given = dict(_answers())
        given |= {"supplier_id": name, "supplier_name": f"Site {name} (fictional)"}
        for ref in given:
            if ref.startswith(tuple(self.blank)):
                given[ref] = None
        filled(path, given | dict(self.answers), _supplier_form())

    def _export(self, folder: Path, rows: Sequence[Row]) -> None:
        folder.mkdir(exist_ok=True)
        if self.as_csv:
            with (folder / "export.csv").open("w", encoding="utf-8", newline="") as to:
                writer = csv.DictWriter(to, rows[0], delimiter=";")
                writer.writeheader()
                writer.writerows(rows)
            return
        book = openpyxl.Workbook()
        sheet = book.worksheets[0]
        sheet.append(list(rows[0]))
        for row in rows:
            sheet.append([value or None for value in row.values()])
        book.save(folder / "export.xlsx")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


@cache
def _supplier_form() -> Questionnaire:
    found, _ = read_questionnaires()
    return found["iris-supplier"]


@cache
def _answers() -> Mapping[str, Any]:
    """What a supplier of the example network answered, with its proofs."""
    example = _EXAMPLES / "returns" / "2026" / "KERUING-02.xlsx"
    cells = input_cells(openpyxl.load_workbook(example))
    found = {}
    for ref, cell in cells.items():
        for column, name in enumerate(COLUMNS):
            value = cell.offset(column=column).value
            if value is not None:
                found[f"{ref}|{name}"] = value
    return found


@cache
def _interviews() -> Sequence[Row]:
    """Interviews of the example network with workers from Nepal at one site in 2026."""
    path = _EXAMPLES / "interviews" / "worker-interviews.xlsx"
    book = openpyxl.load_workbook(path, read_only=True)
    heading, *rows = book.worksheets[0].iter_rows(values_only=True)
    told = [
        {str(name): "" if value is None else str(value) for name, value in pairs}
        for pairs in (zip(heading, row, strict=True) for row in rows)
    ]
    return [
        row
        for row in told
        if "SUNDA-01" == row["start/supplier_id"]
        and "2026" == row["start/cycle"]
        and "NPL" == row["interview/profile_worker/W-PRO-02"]
    ]


def _at(name: str, number: int, row: Row) -> Row:
    """The same words, said by another worker at another site."""
    own = {"start/supplier_id": name, "_id": str(number), "_uuid": f"{name}-{number}"}
    return row | own


def _zero(_: int, row: Row) -> Row:
    """Nobody paid anything."""
    fees = [name for name in row if "/W-FEE-" in name]
    debts = [name for name in row if "/debt/" in name]
    return row | dict.fromkeys([*fees, *debts], "") | _NOTHING


_NOTHING = {
    "interview/costs/W-FEE-01": "0",
    "interview/costs/rci": "0",
    "interview/sensitive/W-FEE-11": "0",
    "interview/sensitive/W-FEE-12": "0",
}


def _currencies(number: int, row: Row) -> Row:
    """Every other worker paid in rupees."""
    if number % 2:
        return row
    paid = "interview/costs/cost_currency"
    costs = [n for n in row if n.startswith("interview/costs/W-FEE-0") and row[n]]
    costs += [n for n in row if n.startswith("interview/costs/W-FEE-1") and row[n]]
    money = {n: str(float(row[n]) * 135) for n in costs if row[n][0].isdigit()}
    return row | money | {paid: "NPR"}


def _no_wage(number: int, row: Row) -> Row:
    """One worker in three names no wage."""
    if number % 3:
        return row
    wages = ("W-CON-05", "W-CON-06")
    found = {f"interview/contract/{name}": "" for name in wages}
    return row | found | {"interview/costs/rci": ""}


def _no_lines(_: int, row: Row) -> Row:
    """Everybody gives a total and no category; nobody speaks of their papers."""
    lines = [f"interview/costs/W-FEE-{n:02}" for n in (*range(2, 11), 13, 14)]
    return (
        row | dict.fromkeys(lines, "") | {"interview/documents_movement/W-DOC-01": ""}
    )


RATES = {"rates.csv": _RATES}
EDGES = {
    "no-interviews": Edge({"ONE-01": 0, "TWO-02": 0}),
    "nine": Edge({"ONE-01": 9}),
    "ten": Edge({"ONE-01": 10}, as_csv=True),
    "nine-and-ten": Edge({"ONE-01": 10, "TWO-02": 9}, files=RATES),
    "one-supplier": Edge({"ONE-01": 28}, files=RATES),
    "currencies": Edge({"ONE-01": 14, "TWO-02": 14}, change=_currencies),
    "currencies-with-rates": Edge(
        {"ONE-01": 14, "TWO-02": 14}, change=_currencies, files=RATES, as_csv=True
    ),
    "no-wage": Edge({"ONE-01": 28}, change=_no_wage),
    "zero": Edge({"ONE-01": 28}, change=_zero),
    "no-category": Edge({"ONE-01": 28}, change=_no_lines),
    "one-worker": Edge(
        {"ONE-01": 1},
        answers={"M-PRO-01": 2, "M-PRO-02": 1, "M-PRO-03#1": 1, "M-PRO-04#1": 0},
    ),
    "no-returns": Edge({"ONE-01": 28, "TWO-02": 9}, returns=False, files=RATES),
    "no-answers": Edge({"ONE-01": 0}, blank=("M-GOV", "M-FEE", "M-DD")),
}
