"""Small questionnaires written with openpyxl, with a fault in one cell.

Columns of `survey` are type (A), name (B), label (C), and then those that the rows
name, in the order in which they name them; so the first other column is D.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import openpyxl

from recruitcheck.questionnaires.lint import lint_questionnaires

LABEL = "label::English (en)"
YES_NO = {"yn": "yes no"}
Row = dict[str, object]


def ask(
    kind: str, name: str = "", label: str | None = None, /, **columns: object
) -> Row:
    """A row of `survey`; '__' in the name of a column stands for '::'."""
    said = f"Tell us {name}" if label is None else label
    if kind.startswith(("begin", "end", "calculate")):
        said = label or ""
    known = {key.replace("__", "::"): value for key, value in columns.items()}
    return {"type": kind, "name": name, LABEL: said, **known}


def score(kind: str, name: str, points: str, /, **columns: object) -> Row:
    """A scored question with all that reports need; rc_weight is D, rc_points E."""
    known = {
        "rc_weight": 1,
        "rc_points": points,
        "rc_finding": "It is wrong",
        "rc_action": "Mend it.",
        "rc_actor": "employer",
        "rc_principle": "A",
    }
    return ask(kind, name, **(known | columns))


def write_form(
    path: Path,
    rows: Iterable[Row],
    *,
    lists: Mapping[str, str] | None = None,
    choices: Iterable[Mapping[str, object]] = (),
    settings: Mapping[str, object] | None = None,
    form_id: str = "",
    respondent: str = "management",
    role: str = "supplier",
) -> Path:
    """`lists` are names of choices by list; `choices` are more rows of that sheet.

    Of the lists those are written that a question uses.
    """
    rows = list(rows)
    used = {word for row in rows for word in str(row.get("type")).split()}
    named: Iterable[Mapping[str, object]] = [
        {"list_name": name, "name": one, LABEL: one.capitalize()}
        for name, names in (YES_NO if lists is None else lists).items()
        for one in names.split()
        if name in used
    ]
    titles = {
        "form_title": "A form",
        "form_id": form_id or path.stem,
        "version": "1",
        "default_language": "English (en)",
    }
    ours = {"respondent": respondent, "role": role}
    sheets: Mapping[str, Sequence[Mapping[str, object]]] = {
        "survey": rows,
        "choices": [*named, *choices],
        "settings": [titles | dict(settings or {})],
        "rc_settings": [{"key": key, "value": value} for key, value in ours.items()],
    }
    book = openpyxl.Workbook()
    del book["Sheet"]
    for sheet, content in sheets.items():
        columns = list(dict.fromkeys(key for row in content for key in row))
        table = book.create_sheet(sheet)
        table.append(columns or ["list_name", "name", LABEL])
        for row in content:
            table.append([row.get(column) for column in columns])
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
    return path


def found(folder: Path) -> list[tuple[str, str | None]]:
    """Code and cell of everything that lint finds in the folder."""
    _, issues = lint_questionnaires(folder)
    return [(one.code, one.place.cell) for one in issues]
