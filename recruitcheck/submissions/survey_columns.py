"""Survey exports as columns: each distinct text kept once, each cell a small number.

Most columns of a survey hold few different answers, so that whatever is asked of a
column is asked of its distinct texts only.
"""

import codecs
import csv
import io
from array import array
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recruitcheck.issues import Issue
from recruitcheck.questionnaires.expressions import Expression, Value, truth
from recruitcheck.sheets import Book, Limits, Sheet, read_book, read_rows

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]

# A survey has more rows than a return. A workbook of more cells than this needs over
# 500 MB to read; the same export as .csv does not.
LIMITS = Limits(
    file_bytes=1_000_000_000,
    unpacked_bytes=1_000_000_000,
    rows=1_048_576,
    cells=3_000_000,
)

_ZIP = b"PK\x03\x04"
_CHUNK = 4096  # rows turned into columns at once
_PIECE = 1 << 20  # bytes decoded at once
_DELIMITERS = (",", ";", "\t", "|")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts as codes into its distinct texts. Code 0 is the blank, ''."""

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def blanks(cls, rows: int) -> "Coded":
        return cls(np.zeros(rows, np.int32), ("",))

    @classmethod
    def of(cls, inverse: npt.NDArray[np.intp] | Codes, texts: Sequence[str]) -> "Coded":
        """Row i has the text `texts[inverse[i]]`; equal texts become one."""
        known = {"": 0}
        codes = [known.setdefault(text, len(known)) for text in texts]
        return cls(np.array(codes, np.int32)[inverse], tuple(known))

    def __len__(self) -> int:
        return len(self.codes)

    def map(self, change: Callable[[str], str]) -> "Coded":
        """Each text changed, blanks left alone."""
        return Coded.of(self.codes, [text and change(text) for text in self.texts])

    def take(self, rows: Flags) -> "Coded":
        """Those rows only; a text that stands in none of them is forgotten."""
        codes = self.codes[rows]
        used = np.bincount(codes, minlength=len(self.texts)) > 0
        used[0] = True
        place = np.cumsum(used, dtype=np.int32) - 1
        texts = tuple(text for text, keep in zip(self.texts, used, strict=True) if keep)
        return Coded(place[codes].astype(np.int32, copy=False), texts)

    def blanked(self, rows: Flags) -> "Coded":
        """The column with nothing in those rows."""
        return Coded(np.where(rows, np.int32(0), self.codes), self.texts)

    @property
    def filled(self) -> Flags:
        filled: Flags = self.codes != 0
        return filled

    def among(self, texts: Collection[str]) -> Flags:
        """The rows that hold one of those texts."""
        there: Flags = np.array([text in texts for text in self.texts], np.bool_)
        return there[self.codes]

    def categorical(self, categories: Sequence[str] | None = None) -> "pd.Categorical":
        """With those categories, by default all its texts in the order of letters."""
        import pandas as pd

        names = sorted(filter(None, self.texts)) if categories is None else categories
        place = {name: position for position, name in enumerate(names)}
        codes = np.array([place.get(text, -1) for text in self.texts], np.int32)
        return pd.Categorical.from_codes(  # type: ignore[return-value]
            codes[self.codes], categories=pd.Index(list(names), dtype=str)
        )


def combinations(
    columns: Sequence[Coded],
) -> tuple[npt.NDArray[np.intp], list[tuple[str, ...]]]:
    """Which combination of texts each row has, and the combinations there are."""
    if len(columns) == 1:
        only = columns[0]
        return only.codes.astype(np.intp), [(text,) for text in only.texts]
    rows = np.zeros(len(columns[0]) if columns else 0, np.intp)
    for column in columns:
        # Made small after each column: the product of all sizes would overflow.
        keys = rows * len(column.texts) + column.codes
        _, rows = np.unique(keys, return_inverse=True)
    first = np.zeros(int(rows.max(initial=-1)) + 1, np.intp)
    first[rows[::-1]] = np.arange(len(rows))[::-1]
    texts = [[column.texts[code] for code in column.codes[first]] for column in columns]
    return rows, list(zip(*texts, strict=True))


def evaluate(
    expression: Expression, columns: Mapping[str, Coded], rows: int
) -> tuple[npt.NDArray[np.intp], list[Value]]:
    """The expression for every row, worked out once for each combination of answers.

    Row i has `values[inverse[i]]`. `columns` holds the column of every question it
    may speak of, and '.' for the question's own.
    """
    names = [name for name in (".", *expression.references) if name in columns]
    if not names:
        return np.zeros(rows, np.intp), [expression.evaluate({})]
    inverse, found = combinations([columns[name] for name in names])
    values = [
        expression.evaluate(dict(zip(names, texts, strict=True))) for texts in found
    ]
    return inverse, values


def holds(expression: Expression, columns: Mapping[str, Coded], rows: int) -> Flags:
    """The rows where the expression is true."""
    inverse, values = evaluate(expression, columns, rows)
    true: Flags = np.array([truth(value) for value in values], np.bool_)
    return true[inverse]


@dataclass(frozen=True, slots=True, eq=False)
class Export:
    """A sheet that holds a heading and below it one interview in each row.

    `headings` by column number from 1. `records` gives row number and cells of each
    row that is not blank, as text, by column number from 0; it can be asked for once.
    `strict`: a row longer than the heading is damaged, not annotated (text files).
    """

    sheet: str | None
    heading_row: int
    headings: Mapping[int, str]
    records: Iterator[tuple[int, Sequence[str]]]
    strict: bool

    def columns(
        self, wanted: Collection[int]
    ) -> tuple[Codes, dict[int, Coded], list[int]]:
        """Row numbers, the wanted columns, and the numbers of damaged rows.

        What stands in other columns is not kept.
        """
        width = max(self.headings)
        known = {column: _Texts({"": 0}) for column in wanted}
        codes = {column: array("i") for column in wanted}
        rows, damaged = array("i"), []
        while chunk := list(islice(self.records, _CHUNK)):
            sound = []
            for row, cells in chunk:
                if self.strict and len(cells) > width and any(cells[width:]):
                    damaged.append(row)
                    continue
                rows.append(row)
                lacking = width - len(cells)
                sound.append([*cells, *[""] * lacking] if lacking > 0 else cells)
            for column, cells in enumerate(zip(*sound, strict=False), start=1):
                if column in known:
                    codes[column].extend(map(known[column].__getitem__, cells))
        found = {
            column: Coded(_ints(codes[column]), tuple(known[column])).map(str.strip)
            for column in wanted
        }
        return _ints(rows), found, damaged


class _Texts(dict[str, int]):
    """Texts and their codes; a new text gets the next code."""

    def __missing__(self, text: str) -> int:
        code = self[text] = len(self)
        return code


def _ints(numbers: "array[int]") -> Codes:
    return np.frombuffer(numbers, np.int32) if numbers else np.zeros(0, np.int32)


def open_exports(
    content: bytes, file: str
) -> tuple[tuple[Export, ...], tuple[Issue, ...]]:
    """Every sheet of a workbook or text file that has a heading, or none and why."""
    if content.startswith(_ZIP):
        book, issues = read_book(content, name=file, limits=LIMITS)
        return _sheets(book, strict=False), issues
    quick = _text_export(content)
    if quick is not None:
        return (quick,), ()
    book, issues = read_rows(content, name=file, limits=LIMITS)
    return _sheets(book, strict=True), issues


def _sheets(book: Book | None, *, strict: bool) -> tuple[Export, ...]:
    sheets = () if book is None else book.sheets.values()
    return tuple(
        _sheet_export(sheet, strict=strict) for sheet in sheets if sheet.values
    )


def _sheet_export(sheet: Sheet, *, strict: bool) -> Export:
    first, *below = sorted(sheet.values)
    headings = {column: _text(v) for column, v in sheet.values[first].items()}
    name = None if strict else sheet.name
    return Export(name, first, _named(headings), _cells(sheet, below), strict)


def _cells(sheet: Sheet, rows: Sequence[int]) -> Iterator[tuple[int, Sequence[str]]]:
    for row in rows:
        values = sheet.values[row]
        cells = [_text(values.get(n)) for n in range(1, max(values, default=0) + 1)]
        if "".join(cells).strip():
            yield row, cells


def _text(value: object) -> str:
    """A cell as a text export of the same survey would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value)


def _named(headings: Mapping[int, str]) -> dict[int, str]:
    texts = {
        column: text.strip("\ufeff \t\r\n\xa0") for column, text in headings.items()
    }
    return {column: text for column, text in texts.items() if text}


def _text_export(content: bytes) -> Export | None:
    """An ordinary text file, read in passing; None where it needs a closer look.

    Kept apart from `read_rows` because a survey may have ten million cells.
    """
    start = content[:_PIECE].removeprefix(codecs.BOM_UTF8).lower()
    if len(content) > LIMITS.file_bytes or b"\0" in content or not _utf8(content):
        return None
    delimiter = max(_DELIMITERS, key=lambda one: len(_heading(content, one)))
    headings = _heading(content, delimiter)
    told = start.startswith((b"sep=", b'"sep='))  # a first line for Excel alone
    if told or not 2 <= len(headings) <= LIMITS.columns:
        return None
    records = enumerate(_records(content, delimiter), start=1)
    next(records)
    return Export(
        sheet=None,
        heading_row=1,
        headings=_named(dict(enumerate(headings, start=1))),
        records=((row, cells) for row, cells in records if "".join(cells).strip()),
        strict=True,
    )


def _utf8(content: bytes) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(content), _PIECE):
            decoder.decode(content[start : start + _PIECE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _heading(content: bytes, delimiter: str) -> list[str]:
    try:
        return next(_records(content, delimiter), [])
    except csv.Error:
        return []


def _records(content: bytes, delimiter: str) -> Iterator[list[str]]:
    text = io.TextIOWrapper(io.BytesIO(content), encoding="utf-8-sig", newline="")
    # Strict: else a quote that is never closed takes the rest of the file as one cell.
    return csv.reader(text, delimiter=delimiter, strict=True)
