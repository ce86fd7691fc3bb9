"""The words of a blank workbook that belong to no question, in several languages.

They stand in `questionnaires/blank_text.csv`, one row per text and one column per
language, so that a translation needs no Python.
"""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FALLBACK = "en"
ANSWER_WORDS = ("yes", "no", "dk", "pns", "na")
_CODE = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")


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


def texts_in(language: str) -> Texts:
    """The texts in that language, named as XLSForm names it."""
    shipped = _shipped()
    return Texts({**shipped[FALLBACK], **shipped.get(language_code(language), {})})


def words_for(word: str) -> frozenset[str]:
    """What one of `ANSWER_WORDS` is called, in every language."""
    return frozenset(texts[word] for texts in _shipped().values() if word in texts)


@cache
def _shipped() -> Mapping[str, Mapping[str, str]]:
    """Texts by key by code of the language; cells without text are left out."""
    with _file().open(encoding="utf-8-sig", newline="") as rows:
        by_language: dict[str, dict[str, str]] = {}
        for row in csv.DictReader(rows):
            for language, text in row.items():
                if language != "key" and text:
                    texts = by_language.setdefault(language_code(language), {})
                    texts[row["key"]] = text
    return by_language


def _file() -> Path:
    package = Path(__file__).parents[1]
    installed = package / "_content" / "questionnaires"
    folder = installed if installed.is_dir() else package.parent / "questionnaires"
    return folder / "blank_text.csv"
