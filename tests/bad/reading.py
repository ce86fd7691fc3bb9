"""Reads bad files, each in a process of its own.

Told on stdin, line by line: the name of a reader, a tab, a path. Told back as one line
of JSON each: the issues, the cells that were read, the processor time in seconds and
the most memory in bytes; or how the process ended. One that hangs is ended.
"""

import json
import os
import sys
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue
from recruitcheck.sheets import Book, Cell

try:
    import resource
except ImportError:  # Windows
    resource = None  # type: ignore[assignment]

MOST_SECONDS = 20
_MOST_CELLS = 30
_LONGEST = 80
_SURVEY = "worker-interview"
# Where each reader stands: only the one that is asked for is loaded.
_MODULES: Mapping[str, str] = {
    "read_book": "sheets",
    "read_rows": "sheets",
    "read_return": "submissions.workbook",
    "read_survey_export": "submissions.survey_export",
    "read_questionnaire": "questionnaires.reader",
    "read_scoring_model": "scoring.model_reader",
    "read_settings": "workspace",
    "read_organisations": "organisations",
    "read_clauses": "scoring.crosswalk",
    "read_texts": "questionnaires.blank_texts",
    "lint_templates": "reports.lint",
    "read_action_plan": "actions.plan_reader",
}
# What these cannot read is told, and leaves nothing.
_NEVER_NONE = {"read_organisations", "lint_templates"}

_Outcome = tuple[object, Sequence[Issue]]


def _read(reader: str, path: Path) -> _Outcome:
    read = getattr(import_module(f"recruitcheck.{_MODULES[reader]}"), reader)
    found: _Outcome
    match reader:
        case "read_book" | "read_rows":
            found = read(path, name=path.name)
        case "read_return":
            found = read(path, _forms(), shown_as=path.name)
        case "read_survey_export":
            found = read(path, _forms()[_SURVEY], shown_as=path.name)
        case "lint_templates":
            inside = path.parent.name == "templates"
            found = (), read(path.parents[1] if inside else path.parent)
        case "read_clauses":
            found = _raised(read, path.parents[2])
        case "read_texts":
            found = _raised(read, path)
        case _:
            found = read(path, shown_as=path.name)
    if reader in _NEVER_NONE:
        blocked = any(one.blocking for one in found[1])
        return (None if blocked else found[0]), found[1]
    return found


def _forms() -> Mapping[str, Any]:
    forms: Mapping[str, Any]
    forms, _ = import_module("recruitcheck.workspace").read_questionnaires()
    return forms


def _raised(read: Callable[[Path], object], path: Path) -> _Outcome:
    try:
        return read(path), ()
    except InvalidFileError as error:
        return None, error.issues


def report(reader: str, path: Path) -> dict[str, Any]:
    """What came of reading the file."""
    found, issues = _read(reader, path)
    # Whatever can be asked of the result later is asked here.
    cells = _cells(found) if isinstance(found, Book) else None
    return {
        "read": found is not None,
        "issues": [
            {
                "code": one.code,
                "sheet": one.place.sheet,
                "cell": one.place.cell,
                "message": one.message,
            }
            for one in issues
        ],
        "cells": cells,
        "seconds": time.process_time(),
        "memory": _most_memory(),
    }


def _cells(book: Book) -> dict[str, dict[str, str]] | None:
    """What each cell holds by sheet and address; None if they are too many."""
    found = {
        name: {cell.ref: _told(cell) for _, cells in sheet.rows for cell in cells}
        for name, sheet in book.sheets.items()
    }
    return found if sum(map(len, found.values())) <= _MOST_CELLS else None


def _told(cell: Cell) -> str:
    value = repr(cell.value)
    value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"
    return f"{value} ({cell.flag})" if cell.flag else value


def _most_memory() -> int:
    status = Path("/proc/self/status")
    if status.exists():
        # Unlike getrusage this does not count what the process before `exec` took.
        (line,) = [row for row in status.read_text().splitlines() if "VmHWM" in row]
        return int(line.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_time() -> None:
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS + 1))


def _answer(reader: str, path: Path) -> dict[str, Any]:
    try:
        return report(reader, path)
    except BaseException:  # noqa: BLE001 - whatever it is, it is told
        return {"ended": traceback.format_exc()}


def _answer_apart(reader: str, path: Path) -> None:
    """In a process of its own, that starts with all of this in memory."""
    child = os.fork()
    if not child:
        _limit_time()
        _tell(_answer(reader, path))
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        _tell({"ended": f"The process ended with {os.waitstatus_to_exitcode(status)}."})


def _tell(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


def main() -> None:
    for line in sys.stdin:
        reader, path = line.rstrip("\n").split("\t")
        if hasattr(os, "fork"):
            _answer_apart(reader, Path(path))
        else:
            _tell(_answer(reader, Path(path)))


if __name__ == "__main__":
    main()
