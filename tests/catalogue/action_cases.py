"""A: action plans that came back, each with one slip."""

from collections.abc import Callable, Collection, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl

from recruitcheck.actions.layout import COLUMNS, FIRST_ROW, HEADING_ROW, REF
from recruitcheck.actions.plans import misplaced, read_action_plans
from recruitcheck.issues import Issue
from recruitcheck.workspace import read_model, read_questionnaires
from tests.actions.filling import DONE, ROW, change_plan, row, signed_plan
from tests.catalogue.registry import enter

FILE = "actions/plan.xlsx"


@cache
def _plan() -> bytes:
    """A plan as it should come back."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        questionnaires, _ = read_questionnaires()
        signed_plan(questionnaires, read_model("iris"), path)
        return path.read_bytes()


def _write(folder: Path) -> Path:
    path = folder / FILE
    path.parent.mkdir()
    path.write_bytes(_plan())
    return path


def changed(code: str, cells: dict[str, object] | None = None, **how) -> None:
    """The issue that a change of the plan brings, see `change_plan`."""

    def make(folder: Path) -> Iterable[Issue]:
        path = _write(folder)
        change_plan(path, cells or {}, **how)
        return read_action_plans([(path, FILE)])[1]

    enter(code, FILE, make)


def done(code: str, **entries) -> None:
    """The issue of an action that is done, but for these entries."""
    changed(code, row(**DONE | entries))


def elsewhere(
    code: str, organisations: Collection[str], is_asked: Callable[[str], bool]
) -> None:
    """The issue of a plan in order in a network that knows only these."""

    def make(folder: Path) -> Iterable[Issue]:
        plans, told = read_action_plans([(_write(folder), FILE)])
        about = {one.id.about for plan in plans for one in plan.actions}
        return (*told, *misplaced(plans, organisations, set(filter(is_asked, about))))

    enter(code, FILE, make)


def _repeat(book: openpyxl.Workbook) -> None:
    """The action of the first row stands in the second too."""
    sheet, column = book["Plan"], COLUMNS[REF]
    sheet[f"{column}{ROW}"] = sheet[f"{column}{FIRST_ROW}"].value


changed("A200", then=lambda book: book.remove(book["_rc"]))
changed("A201", {"B1": "99"}, sheet="_rc")
changed("A202", {f"{COLUMNS['status']}{HEADING_ROW}": "State of play"})
changed("A203", row(ref="SITE-01/site/M-DOC-99"))
changed("A204", then=_repeat)
changed("A205", {"C10": None}, sheet="Start")
done("A206", ref=None)
done("A207", status="Donne")
changed("A208", then=lambda book: book["Plan"].delete_rows(ROW))
changed("A209", row(due="03/04/2026"))
done("A210", proof=None)
done("A211", checked_by=None)
done("A212", checked_by="Site manager")
done("A213", proof_date="2026-05-02")
changed("A214", row(action="Nothing to do"))
changed("A215", row(status="We see it otherwise"))
done("A216", proof="=1+1")
elsewhere("A217", ["SITE-02"], lambda _: True)
elsewhere("A218", ["SITE-01"], lambda about: about != "M-MOV-01")
