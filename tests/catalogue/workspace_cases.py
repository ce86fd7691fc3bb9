"""W, and what only a whole workspace shows: one run in which all of it goes wrong."""

import shutil
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from recruitcheck.content import content_folder
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue
from recruitcheck.organisations import read_organisations
from recruitcheck.questionnaires.blank import input_cells
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.owed import Terms
from recruitcheck.workspace import assess_workspace, init_workspace, open_workspace
from tests.catalogue.registry import case, enter

_EXAMPLES = content_folder() / "questionnaires" / "examples"
_RETURNS = _EXAMPLES / "returns" / "2026"
_WRONG: dict[str, str | int] = {
    "M-PRO-03#1": 5,  # fewer than were interviewed
    "M-PRO-03#2": 5,
    "recruiters#1": "Marigold_Stair",  # nearly its id
    "recruiters#2": "SEVEN-READS",
}


def _write(root: Path) -> None:
    """A supplier that sent two returns, an audit of another one, and a scan."""
    init_workspace(root)
    returns = root / "returns"
    shutil.copy(_RETURNS / "audit-AKEBI-06.xlsx", returns / "audit.xlsx")
    shutil.copy(_RETURNS / "SUNDA-01.xlsx", returns / "first.xlsx")
    (returns / "scan.pdf").write_bytes(b"%PDF-1.7")
    (returns / "folder.xlsx").mkdir()
    book = openpyxl.load_workbook(_RETURNS / "SUNDA-01.xlsx", rich_text=True)
    for ref, value in _WRONG.items():
        input_cells(book)[ref].value = value
    book.save(returns / "second.xlsx")
    shutil.copy(_RETURNS / "BAYU-04.xlsx", returns / "bayu.xlsx")
    book = openpyxl.load_workbook(_RETURNS / "BAYU-04.xlsx", rich_text=True)
    input_cells(book)["supplier_id"].value = "bayu-04"
    record = book["_rc"]  # forget for whom it was made
    for row in range(1, record.max_row + 1):
        if record[f"A{row}"].value == "organisation":
            record[f"B{row}"] = None
    book.save(returns / "bayu again.xlsx")
    shutil.copy(next((_EXAMPLES / "interviews").iterdir()), root / "interviews")
    (root / "organisations.csv").write_text(
        "id,name,role,corridors\n"
        "MARIGOLD-STAIR,Marigold Stair,recruiter,\n"
        "SEVEN-REEDS,Seven Reeds,recruiter,\n"
    )
    (root / "headcounts.csv").write_text(
        "supplier,corridor,current,source\nSUNDA-01,NPL-MYS,900,payroll\n"
    )


@cache
def _issues() -> tuple[Issue, ...]:
    with TemporaryDirectory() as folder:
        root = Path(folder) / "network"
        _write(root)
        results = assess_workspace(open_workspace(root))
        owed = owed_to_workers(results, Terms(currency="EUR"))
    return (*results.issues, *owed.issues)


def _told(_folder: Path) -> Iterable[Issue]:
    return _issues()


for _code, _file in {
    "W201": "returns/audit.xlsx",
    "W202": "returns/first.xlsx",
    "W203": "returns/second.xlsx",
    "W206": "returns/scan.pdf",
    "W207": "returns/second.xlsx",
    "W208": "returns/second.xlsx",
    "W211": "returns/bayu again.xlsx",
    "W212": "returns/folder.xlsx",
    "W210": "interviews/worker-interviews.xlsx",
    "R203": "rates.csv",
    "R305": "headcounts.csv",
    "R306": "returns/second.xlsx",
}.items():
    enter(_code, _file, _told)


@case("W204", "workspace.toml")
def _(folder):
    (folder / "workspace.toml").write_text("title = 'Ours'\n")
    try:
        open_workspace(folder)
    except InvalidFileError as error:
        return error.issues
    return ()


def _list(code: str, text: str) -> None:
    def make(folder: Path):
        path = folder / "organisations.csv"
        path.write_text(text)
        return read_organisations(path, shown_as=path.name)[1]

    enter(code, "organisations.csv", make)


_list("W205", "id,role\nS-1,suplier\n")
_list("W209", "name,role\nOne,supplier\n")
