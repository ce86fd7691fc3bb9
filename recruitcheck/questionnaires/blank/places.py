"""Where a blank workbook is filled in, for programs that fill one."""

from openpyxl import Workbook  # noqa: TID253 - imported only when one is filled
from openpyxl.cell import Cell  # noqa: TID253

from recruitcheck.questionnaires.layout import ANSWER, LISTS, RECORD, REF, Ref


def input_cells(book: Workbook) -> dict[str, Cell]:
    """The answer cell of each ref; comment, evidence, its date, seen by follow it.

    So does the cell to confirm, where answers of an earlier return were filled in.

    Open the book with `rich_text=True`, else the small type in it is lost. A question
    with several answers has a cell of its own, which stays empty, for what follows it.
    """
    cells = {}
    for sheet in book.worksheets:
        if sheet.title not in {LISTS, RECORD}:
            for row in range(1, sheet.max_row + 1):
                ref = Ref.parse(str(sheet[f"{REF}{row}"].value or ""))
                if ref is not None:
                    cells[str(ref)] = sheet[f"{ANSWER}{row}"]
    return cells
