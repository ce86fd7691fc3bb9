"""F: files themselves. All but one stand in the corpus of bad files already."""

import json
from importlib import import_module
from pathlib import Path

from recruitcheck.sheets import read_book, read_rows
from tests.bad import BAD_FILES
from tests.bad.registry import BadFile
from tests.catalogue.registry import case, enter

_READERS = {"read_book": read_book, "read_rows": read_rows}


def _read(bad: BadFile):
    def make(folder: Path):
        path = bad.write(folder)
        return _READERS[bad.reader](path, name=f"returns/{path.name}")[1]

    return make


def _smallest() -> dict[str, BadFile]:
    """For each code of files the corpus entry that is built first."""
    import_module("tests.bad")
    found: dict[str, BadFile] = {}
    for bad in BAD_FILES.values():
        if bad.reader in _READERS:
            for told in json.loads(bad.expected.read_text("utf-8"))["issues"]:
                found.setdefault(told["code"], bad)
    return found


for _code, _bad in _smallest().items():
    enter(_code, f"returns/{_bad.file}", _read(_bad))


@case("F101", "returns/gone.xlsx")
def _(folder):
    return read_book(folder / "gone.xlsx", name="returns/gone.xlsx")[1]
