"""Text files of cells: .csv, .tsv and .txt, in the encodings offices save them in."""

import codecs
import csv
import io
import re
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self, TextIO

from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets.cells import Book, Sheet, Value
from recruitcheck.sheets.files import (
    TEXT,
    UNKNOWN,
    Source,
    file_name,
    kind_of,
    read_bytes,
)
from recruitcheck.sheets.limits import LIMITS, Limits, Refused, too_large

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DELIMITERS = (",", ";", "\t", "|")
_CHUNK = 1 << 16
_LONGEST_ROW = 4_000_000  # characters
_LONGEST_HEADING = 1 << 20
_SAMPLE = 20  # rows that are tried with each delimiter
# Strict: else a quote that is never closed takes the rest of the file as one cell.
_reader = partial(csv.reader, strict=True)
# A first line only for Excel, which does not show it.
_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)


def read_rows(
    source: Source, *, name: str = "", limits: Limits = LIMITS
) -> tuple[Book | None, tuple[Issue, ...]]:
    """The file as a book of one sheet, named after it, or None and the reason.

    Every cell is text, as it stands in the file. Addresses are those that Excel
    shows; a value may run over several lines.
    """
    file = file_name(source, name)
    try:
        book, guessed = _read(read_bytes(source, file, limits), file, limits)
    except Refused as refused:
        return None, (refused.as_issue(file),)
    return book, (issue("F113", Place(file)),) if guessed else ()


def _read(content: bytes, file: str, limits: Limits) -> tuple[Book, bool]:
    """The book, and whether the encoding had to be guessed."""
    kind = kind_of(content)
    if kind not in {TEXT, UNKNOWN}:
        raise Refused("F117", kind=kind)
    encoding, start, guessed = _encoding(content)

    def opened() -> TextIO:
        stream = io.BytesIO(content)
        stream.seek(start)
        return io.TextIOWrapper(stream, encoding, newline="")

    sheet = _sheet(opened, Path(file).stem, limits)
    return Book(file, {sheet.name: sheet}), guessed


def _encoding(content: bytes) -> tuple[str, int, bool]:
    """The encoding, where the text starts, and whether that was guessed."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _checked(content, encoding), len(mark), False
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if even != odd:
        utf16 = "utf-16-le" if odd > even else "utf-16-be"
        return _checked(content, utf16), 0, False
    try:
        return _checked(content, "utf-8"), 0, False
    except Refused:
        return _checked(content, "cp1252"), 0, True


def _checked(content: bytes, encoding: str) -> str:
    """The encoding, if all of the content is text in it."""
    decode = codecs.getincrementaldecoder(encoding)().decode
    ends = range(_CHUNK, len(content) + _CHUNK, _CHUNK)
    try:
        for end in ends:
            text = decode(content[end - _CHUNK : end], end >= len(content))
            if "\0" in text:
                raise Refused("F112")
    except UnicodeDecodeError:
        raise Refused("F112") from None
    return encoding


@dataclass(slots=True)
class _Lines:
    """Decoded one by one: all at once may take many times the memory of the file.

    A single letter of four bytes gives four to each of the others in a Python string.
    """

    stream: TextIO
    in_row: int = 0  # characters since somebody set it to 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(_LONGEST_ROW + 1)
        if not line:
            raise StopIteration
        self.in_row += len(line)
        if self.in_row > _LONGEST_ROW:
            raise too_large("characters in one row", _LONGEST_ROW)
        return line


def _sheet(opened: Callable[[], TextIO], name: str, limits: Limits) -> Sheet:
    start = opened().read(_LONGEST_HEADING)
    stream = opened()
    told = _SEPARATOR.match(start)
    if told:
        stream.readline(_LONGEST_HEADING)
    delimiter = told[1] if told else _delimiter(start)
    values: dict[int, dict[int, Value]] = {}
    cells = 0
    lines = _Lines(stream)
    reader = _reader(lines, delimiter=delimiter)
    line = first = 2 if told else 1
    try:
        for row, fields in enumerate(reader, start=1):
            cells += len(fields)
            _check_size(row, cells, fields, limits)
            found: dict[int, Value] = {
                column: field for column, field in enumerate(fields, start=1) if field
            }
            if found:
                values[row] = found
            line = first + reader.line_num
            lines.in_row = 0
    except csv.Error as error:
        # A cell in one line is just long; over several lines its quote is not closed.
        if "limit" in str(error) and first + reader.line_num == line + 1:
            raise too_large("characters in one cell", limits.text) from None
        raise Refused("F116", cell=f"line {line}") from None
    if not values:
        raise Refused("F103")
    return Sheet(name, values=values)


def _check_size(row: int, cells: int, fields: list[str], limits: Limits) -> None:
    if row > limits.rows:
        raise too_large("rows", limits.rows)
    if len(fields) > limits.columns:
        raise too_large("columns", limits.columns)
    if cells > limits.cells:
        raise too_large("cells", limits.cells)
    if any(len(field) > limits.text for field in fields):
        raise too_large("characters in one cell", limits.text)


def _delimiter(text: str) -> str:
    """The one that fits the heading best, and on a tie the rows below it."""
    start = text.lstrip("\r\n")
    return max(_DELIMITERS, key=lambda delimiter: _fit(start, delimiter))


def _fit(start: str, delimiter: str) -> tuple[bool, int, int]:
    """No quote cut in two, cells in the heading, rows below with as many cells."""
    rows: list[list[str]] = []
    lines = io.StringIO(start, newline="")
    with suppress(csv.Error):
        rows.extend(islice(_reader(lines, delimiter=delimiter), _SAMPLE))
    heading = rows[0] if rows else []
    whole = all(field.count('"') % 2 == 0 for field in heading)
    alike = sum(len(row) == len(heading) for row in rows)
    return whole and bool(rows), len(heading), alike
