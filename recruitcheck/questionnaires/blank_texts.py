"""The words of a blank workbook that belong to no question, in several languages.

They stand in `questionnaires/blank_text.csv`, one row per text and one column per
language, so that a translation needs no Python.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from recruitcheck.content import content_folder
from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Place, issue
from recruitcheck.sheets import read_rows

FALLBACK = "en"
KEY = "key"
ANSWER_WORDS = ("yes", "no", "dk", "pns", "na")
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")

ByLanguage = Mapping[str, Mapping[str, str]]
"""Texts by key by code of the language; cells without text are left out."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of one language, English where that language has none."""

    texts: Mapping[str, str]

    def say(self, key: str, **values: object) -> str:
        """The text with its `{named}` values; a brace that names none stays."""
        text = self.texts[key]
        for name, value in values.items():
            text = text.replace(f"{{{name}}}", str(value))
        return text


def language_code(language: str) -> str:
    """'es' of 'Spanish (es)'; what stands there otherwise, in lower case."""
    found = _CODE.search(language)
    return (found[1] if found else language).strip().lower()


def texts_in(language: str, path: Path | None = None) -> Texts:
    """The texts in that language, named as XLSForm names it.

    Those of the file at `path`, if any, go before the shipped ones; InvalidFileError
    if it cannot be read.
    """
    code = language_code(language)
    shipped = shipped_texts()
    own = read_texts(path) if path is not None else {}
    return Texts({**shipped[FALLBACK], **shipped.get(code, {}), **own.get(code, {})})


def words_for(word: str) -> frozenset[str]:
    """What one of `ANSWER_WORDS` is called, in every language that is shipped."""
    return frozenset(texts[word] for texts in shipped_texts().values() if word in texts)


def read_texts(path: Path) -> ByLanguage:
    """The texts of a file; InvalidFileError if it cannot be read."""
    book, issues = read_rows(path)
    if book is None:
        raise InvalidFileError(issues)
    (sheet,) = book.sheets.values()
    rows = [{cell.column: str(cell.value) for cell in cells} for _, cells in sheet.rows]
    languages = rows[0] if rows else {}
    keys = [column for column, name in languages.items() if name.strip() == KEY]
    if not keys:
        place = Place(path.as_posix(), cell="row 1")
        raise InvalidFileError([issue("S260", place, column=KEY)])
    texts: dict[str, dict[str, str]] = {}
    for row in rows[1:]:
        for column, text in row.items():
            if column not in keys and text.strip() and column in languages:
                own = texts.setdefault(language_code(languages[column]), {})
                own[row.get(keys[0], "").strip()] = text
    return texts


@cache
def shipped_texts() -> ByLanguage:
    return read_texts(content_folder() / "questionnaires" / "blank_text.csv")
