"""F: files themselves. All but one stand in the corpus of bad files already."""

import json
from pathlib import Path

from recruitcheck.sheets import read_book
from tests.bad import BAD_FILES
from tests.bad.reading import _read as read_bad_file
from tests.bad.registry import BadFile
from tests.catalogue.registry import case, enter

_READERS = {"read_book", "read_rows", "read_scoring_model"}


def _read(bad: BadFile):
    return lambda folder: read_bad_file(bad.reader, bad.write(folder))[1]


def _first() -> dict[str, BadFile]:
    """For each code of files the first entry of the corpus that gives it."""
    found: dict[str, BadFile] = {}
    for bad in BAD_FILES.values():
        if bad.reader in _READERS:
            for told in json.loads(bad.expected.read_text("utf-8"))["issues"]:
                if told["code"].startswith("F"):
                    found.setdefault(told["code"], bad)
    return found


for _code, _bad in _first().items():
    enter(_code, _bad.file, _read(_bad))


@case("F101", "returns/gone.xlsx")
def _(folder: Path):
    return read_book(folder / "gone.xlsx", name="returns/gone.xlsx")[1]
