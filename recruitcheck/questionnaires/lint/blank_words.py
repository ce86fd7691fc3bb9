"""The authoring lint of `blank_text.csv`: the words around the questions of a blank."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.blank_texts import (
    FALLBACK,
    KEY,
    language_code,
    shipped_texts,
)
from recruitcheck.sheets import Row, Table, read_table
from recruitcheck.sheets.tables import Heading

FILE = "blank_text.csv"
_VALUE = re.compile(r"\{\w+\}")


def lint_blank_texts(folder: Path) -> tuple[Issue, ...]:
    """Everything wrong in the file of a folder `questionnaires`, if it has one.

    It may hold a few texts only: the others are those that are shipped.
    """
    path, file = folder / FILE, f"{folder.name}/{FILE}"
    if not path.is_file():
        return ()
    table, issues = read_table(path, shown_as=file)
    if table is None:
        return issues
    if KEY not in table.letters:
        return (*issues, issue("S260", Place(file, cell="row 1"), column=KEY))
    return (*issues, *_lint(table))


def _lint(table: Table) -> Iterator[Issue]:
    known = shipped_texts()[FALLBACK]
    headings = [one for one in table.headings if one.text != KEY]
    for row in table.rows:
        key = row.text(KEY)
        if key in known:
            yield from _values(table, row, known[key], headings)
        else:
            place, hint = table.at(row.number, KEY, None), did_you_mean(key, known)
            yield issue("Q271", place, found=key, hint=hint)
    for heading in headings:
        yield from _missing(table, heading, known)


def _values(
    table: Table, row: Row, english: str, headings: Sequence[Heading]
) -> Iterator[Issue]:
    """Words in braces that only one of two translations has."""
    wanted = set(_VALUE.findall(english))
    for heading in headings:
        text = row.text(heading.text)
        amiss = sorted(wanted ^ set(_VALUE.findall(text))) if text else []
        if amiss:
            place = table.at(row.number, heading.text, row.text(KEY))
            yield issue("Q272", place, found=listed(amiss), text=english)


def _missing(table: Table, heading: Heading, known: Iterable[str]) -> Iterator[Issue]:
    """What is said in that language neither here nor in the shipped file."""
    said = {row.text(KEY) for row in table.rows if row.text(heading.text)}
    said |= shipped_texts().get(language_code(heading.text), {}).keys()
    lacking = [key for key in known if key not in said]
    if lacking:
        yield issue(
            "Q273",
            Place(table.file, cell=heading.ref),
            count=len(lacking),
            language=heading.text,
            keys=listed(lacking),
        )
