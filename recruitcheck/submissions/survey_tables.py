"""What a survey export consists of: tables with a heading and one row per interview.

What a table holds is read column by column, and only the columns asked for are kept.
"""

import re
from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import NamedTuple, Protocol

import numpy as np

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Place, issue
from recruitcheck.sheets import Limits
from recruitcheck.submissions.survey_columns import Coded, Codes

# A survey has more rows than a return. Those of a text file are read one by one.
LIMITS = Limits(file_bytes=1_000_000_000, rows=1_048_576)
# A workbook of more cells than this needs over 500 MB, as .csv it does not.
PACKED = Limits(
    file_bytes=200_000_000,
    unpacked_bytes=400_000_000,
    tags=24_000_000,
    rows=LIMITS.rows,
    cells=3_000_000,
)
"""For what is held whole while it is read: workbooks, archives, Parquet files."""

# Of exports made of one answer alone, which shrink most, a cell still took 2 bytes and
# a tag half a byte; an archive was a twentieth of its texts. Four times that is let by.
_CELLS, _TAGS, _UNPACKED = 2, 8, 80  # for each byte of the file

_MOST_KEPT = 50_000_000  # cells of the columns asked for: 200 MB
_MOST_TEXTS = 4_000_000  # different texts in them: about 400 MB
_CHUNK = 4096  # rows turned into columns at once
# A tag of the Humanitarian Exchange Language: '#affected+f'.
_TAG = re.compile(r"\s*#\s*[A-Za-z]\w*(?:\s*\+\s*\w+)*\s*", re.ASCII)


def packed_limits(file_bytes: int) -> Limits:
    """Those of a packed export of that size: a small one need not hold a large one.

    Else 5 KB of the same blank row, again and again, would take many seconds.
    """
    usual = Limits()
    return replace(
        PACKED,
        unpacked_bytes=_grown(
            usual.unpacked_bytes, _UNPACKED * file_bytes, PACKED.unpacked_bytes
        ),
        tags=_grown(usual.tags, _TAGS * file_bytes, PACKED.tags),
        cells=_grown(usual.cells, _CELLS * file_bytes, PACKED.cells),
    )


def _grown(least: int, wanted: int, most: int) -> int:
    return min(max(least, wanted), most)


class Columns(NamedTuple):
    """Row numbers, columns by number, and what is wrong with the rows.

    `damaged`: numbers of rows left out because they do not fit the heading. `unread`:
    by column, numbers of rows whose cell holds a formula without a stored result.
    """

    rows: Codes
    cells: Mapping[int, Coded]
    damaged: Sequence[int] = ()
    unread: Mapping[int, Sequence[int]] = {}


class SurveyTable(Protocol):
    """A table of an export. `name`: its sheet, or its file inside an archive.

    `headings` by column number from 1; they stand in row `heading_row`.
    """

    @property
    def name(self) -> str | None: ...
    @property
    def heading_row(self) -> int: ...
    @property
    def headings(self) -> Mapping[int, str]: ...

    def columns(self, wanted: Collection[int]) -> Columns:
        """The wanted columns, cells as texts without space around; no other is kept.

        InvalidFileError where they cannot be read.
        """


@dataclass(frozen=True, slots=True, eq=False)
class RowTable:
    """A table that is read row by row.

    `rows` gives row number and cells, by column number from 0, the heading first.
    `strict`: a row longer than the heading is damaged, not annotated (text files).
    `formulas`: rows and columns of those without a stored result.
    """

    file: str
    name: str | None
    heading_row: int
    headings: Mapping[int, str]
    rows: Iterable[tuple[int, Sequence[str]]]
    strict: bool = False
    formulas: Collection[tuple[int, int]] = ()

    def columns(self, wanted: Collection[int]) -> Columns:
        width = max(self.headings, default=0)
        texts = ColumnTexts.of(self.file, wanted)
        rows, damaged = array("i"), []
        below = self._below()
        while chunk := list(islice(below, _CHUNK)):
            sound: list[Sequence[str]] = []
            for row, cells in chunk:
                if self.strict and len(cells) > width and any(cells[width:]):
                    damaged.append(row)
                elif not "".join(cells).isspace():
                    rows.append(row)
                    lacking = width - len(cells)
                    sound.append([*cells, *[""] * lacking] if lacking > 0 else cells)
            for column, found in enumerate(zip(*sound, strict=False), start=1):
                if column in texts.codes:
                    texts.add(column, found)
            texts.check_size()
        return texts.columns(rows)._replace(
            damaged=damaged, unread=self._unread(wanted)
        )

    def _below(self) -> Iterator[tuple[int, Sequence[str]]]:
        """The rows below the heading, and below the HXL tags that may follow it."""
        below = islice(self.rows, 1, None)
        for row, cells in below:
            said = [cell for cell in cells if cell and not cell.isspace()]
            if not said or not all(map(_TAG.fullmatch, said)):
                yield row, cells
            break
        yield from below

    def _unread(self, wanted: Collection[int]) -> Mapping[int, Sequence[int]]:
        unread: dict[int, list[int]] = {}
        for row, column in sorted(self.formulas):
            if column in wanted:
                unread.setdefault(column, []).append(row)
        return unread


@dataclass(slots=True)
class ColumnTexts:
    """Columns while they are filled, each text kept once."""

    file: str
    codes: dict[int, "array[int]"] = field(default_factory=dict)
    known: dict[int, "_Texts"] = field(default_factory=dict)

    @classmethod
    def of(cls, file: str, wanted: Collection[int]) -> "ColumnTexts":
        codes = {column: array("i") for column in wanted}
        return cls(file, codes, {column: _Texts({"": 0}) for column in wanted})

    def add(self, column: int, cells: Iterable[str]) -> None:
        self.codes[column].extend(map(self.known[column].__getitem__, cells))

    def check_size(self) -> None:
        """InvalidFileError if it is too much: hostile files differ in every cell."""
        kept = sum(map(len, self.codes.values())), sum(map(len, self.known.values()))
        for count, most, what in (
            (kept[0], _MOST_KEPT, "cells"),
            (kept[1], _MOST_TEXTS, "different texts"),
        ):
            if count > most:
                values = {"what": what, "most": f"{most:,}"}
                raise InvalidFileError([issue("F109", Place(self.file), **values)])

    def columns(self, rows: "array[int] | range") -> Columns:
        cells = {
            column: Coded(_ints(codes), tuple(self.known[column])).map(str.strip)
            for column, codes in self.codes.items()
        }
        return Columns(_ints(array("i", rows)), cells)


class _Texts(dict[str, int]):
    """Texts and their codes; a new text gets the next code."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


def _ints(numbers: "array[int]") -> Codes:
    return np.frombuffer(numbers, np.int32) if numbers else np.zeros(0, np.int32)
