"""Small tables written into a folder as a person would."""

from collections.abc import Sequence
from pathlib import Path

import openpyxl


def write_csv(folder: Path, name: str, *lines: str) -> Path:
    path = folder / f"{name}.csv"
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return path


def write_xlsx(folder: Path, name: str, rows: Sequence[Sequence[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(list(row))
    path = folder / f"{name}.xlsx"
    book.save(path)
    return path


def told(issues) -> list[tuple[str, str | None, str | None]]:
    """Code, cell and column of each issue."""
    return [(one.code, one.place.cell, one.place.label) for one in issues]
