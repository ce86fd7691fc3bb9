"""S2: returns, each a complete one with something changed in it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl

from recruitcheck.errors import InvalidFileError
from recruitcheck.questionnaires.blank import input_cells, write_blank
from recruitcheck.questionnaires.questionnaire import Choice
from recruitcheck.submissions.workbook import read_return
from tests.catalogue.registry import case, enter
from tests.submissions.filling import COMPLETE, EN, SUPPLIER, filled

FILE = "returns/r.xlsx"
Cells = Mapping[str, openpyxl.cell.cell.Cell]


def issues_of(folder: Path, answers=COMPLETE, edit=None, form=SUPPLIER, **how):
    """What is told of a return with these answers, after `edit` changed its workbook."""
    path = filled(folder / "r.xlsx", answers, **how)
    if edit is not None:
        book = openpyxl.load_workbook(path, rich_text=True)
        edit(book, input_cells(book))
        book.save(path)
    return read_return(path, {form.id: form}, shown_as=FILE)[1]


def answered(code: str, **how: object) -> Callable[[Mapping[str, object]], None]:
    """The issue of a return in which these answers are others."""

    def keep(changes: Mapping[str, object]) -> None:
        answers = {**COMPLETE, **changes}
        enter(code, FILE, lambda folder: issues_of(folder, answers, **how))

    return keep


def edited(code: str, **answers: object) -> Callable[[Callable[..., None]], None]:
    """The issue of a return after somebody changed more than answers."""

    def keep(edit: Callable[..., None]) -> None:
        enter(
            code, FILE, lambda folder: issues_of(folder, {**COMPLETE, **answers}, edit)
        )

    return keep


answered("S204")({"M-GOV-01": "Drafft"})
answered("S205")({"M-GOV-04": "about 50"})
answered("S206")({"M-PRO-01": "1,250"})
answered("S207")({"M-DD-03": "last spring"})
answered("S208")({"M-DD-03": "03/04/2025"})
answered("S209")({"M-GOV-02/fee": "yess"})
answered("S210")({"M-GOV-02/fee": "No"})
answered("S211")({"M-PRO-05/none#1": "Yes"})
answered("S212")({"M-GOV-04": 150})
answered("S213")({"M-PRO-02": None})
answered("S214")({"supplier_id": None})
answered("S215")({"M-GOV-04": "#REF!"})
answered("S217")({"M-DD-04": date(2026, 1, 1)})
answered("S218")({"M-PRO-01": 250.5})
answered("S219")({"M-GOV-01": "Do not know"})
answered("S230")({"M-PRO-03#2": 5})
answered("S231")({"origin#2": "Nepal", "M-PRO-03#2": 5})
answered("S232")({"origin#1": "Malaysia"})
answered("S233")(dict.fromkeys(name for name in COMPLETE if "#" in name))
answered("S242")({"M-GOV-01|evidence": "policy.pdf"})
answered("S243")({"M-GOV-07": "Not applicable", "M-GOV-07|seen_by": "R. Buyer"})
answered("S244")({"M-GOV-01": "No policy"})
answered("S245")({"M-GOV-04": 0.5})
answered("S246")({"M-GOV-07": "Not applicable", "M-GOV-07|comment": "None here"})
answered("S247", organisation="SITE-09")({})

_TWINS = (Choice("draft", {EN: "In work"}), Choice("public", {EN: "In work"}))
_UNCLEAR = replace(
    SUPPLIER,
    questions={
        **SUPPLIER.questions,
        "M-GOV-01": replace(SUPPLIER["M-GOV-01"], choices=_TWINS),
    },
)
answered("S203", form=_UNCLEAR)({"M-GOV-01": "In work"})
answered("S240", form=replace(SUPPLIER, version="2"))({})
answered("S241", form=replace(SUPPLIER, hash="changed"))({})
answered("S202", form=replace(SUPPLIER, id="another-form"))({})


@edited("S200")
def _(book, cells):
    del book["_rc"]


@edited("S201")
def _(book, cells):
    book["_rc"]["B1"] = "99"


@edited("S216")
def _(book, cells):
    cells["M-GOV-04"].value = "=25*2"


@edited("S220")
def _(book, cells):
    cells["M-GOV-04"].offset(column=-3).value = "M-GOV-99"


@edited("S221")
def _(book, cells):
    book["Answers"].delete_rows(cells["M-GOV-04"].row)


@edited("S222")
def _(book, cells):
    for column, value in (("A", "M-GOV-04"), ("D", 60)):
        book["Answers"][f"{column}200"] = value


@edited("S223")
def _(book, cells):
    cells["M-GOV-02"].value = "Fee, medical"


@edited("S224")
def _(book, cells):
    first, last = cells["M-GOV-04"], cells["M-GOV-07"]
    book["Answers"].merge_cells(f"{first.coordinate}:{last.coordinate}")


@edited("S250")
def _(book, cells):
    book["Answers"].insert_cols(3)


@edited("S252")
def _(book, cells):
    cells["M-GOV-04"].offset(column=-2).value = "What do you sell?"


_YES_OR_NO = replace(
    SUPPLIER["M-GOV-01"],
    relevant=None,
    choices=(Choice("draft", {EN: "Yes"}), Choice("none", {EN: "No"})),
)
answered(
    "S253",
    form=replace(SUPPLIER, questions={**SUPPLIER.questions, "M-GOV-01": _YES_OR_NO}),
)({"M-GOV-01": True})


@edited("S254")
def _(book, cells):
    book["Answers"].delete_cols(1)


answered("S251")({"M-DD-02|evidence_date": date(2082, 1, 1)})


@edited("S225")
def _(book, cells):
    book["Answers"].row_dimensions[cells["M-GOV-04"].row].hidden = True


@edited("S226")
def _(book, cells):
    book["Answers"]["D200"] = "And we have a hotline"


def _again(folder: Path, form=SUPPLIER):
    """The workbook sent out again with the earlier answers, and what is left out."""
    earlier, _ = read_return(
        filled(folder / "earlier.xlsx", COMPLETE),
        {SUPPLIER.id: SUPPLIER},
        shown_as="returns/earlier.xlsx",
    )
    path = folder / "r.xlsx"
    return path, write_blank(form, path, answers=earlier, cycle="2027")


@case("S248", FILE)
def _(folder):
    path, _ = _again(folder)
    return read_return(path, {SUPPLIER.id: SUPPLIER}, shown_as=FILE)[1]


@case("S249", "returns/earlier.xlsx")
def _(folder):
    choices = (Choice("public", {EN: "Public"}),)
    question = replace(SUPPLIER["M-GOV-01"], choices=choices)
    questions = {**SUPPLIER.questions, "M-GOV-01": question}
    return _again(folder, replace(SUPPLIER, questions=questions))[1]


@case("S260", "blank_text.csv")
def _(folder):
    own = Path("blank_text.csv")
    (folder / own).write_text("name,English (en)\nyes,Sure\n", "utf-8")
    try:
        write_blank(SUPPLIER, folder / "blank.xlsx", texts=folder / own)
    except InvalidFileError as error:
        return [
            replace(one, place=replace(one.place, file=Path(one.place.file).name))
            for one in error.issues
        ]
    return []
