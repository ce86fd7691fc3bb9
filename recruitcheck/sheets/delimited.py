"""Text files of cells: .csv, .tsv and .txt, in the encodings offices save them in."""

import codecs
import csv
import io
import re
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path

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
    text, guessed = _decoded(content)
    sheet = _sheet(text, Path(file).stem, limits)
    return Book(file, {sheet.name: sheet}), guessed


def _decoded(content: bytes) -> tuple[str, bool]:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content.removeprefix(mark), encoding), False
    sample = content[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > even:
        return _strictly(content, "utf-16-le"), False
    if even > odd:
        return _strictly(content, "utf-16-be"), False
    try:
        return _strictly(content, "utf-8"), False
    except Refused:
        return _strictly(content, "cp1252"), True


def _strictly(content: bytes, encoding: str) -> str:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        raise Refused("F112") from None
    if "\0" in text:
        raise Refused("F112")
    return text


def _sheet(text: str, name: str, limits: Limits) -> Sheet:
    told = _SEPARATOR.match(text)
    rest = text[told.end() :] if told else text
    delimiter = told[1] if told else _delimiter(rest)
    values: dict[int, dict[int, Value]] = {}
    cells = 0
    reader = _reader(_lines(rest), delimiter=delimiter)
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
    except csv.Error:
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
    start = text.lstrip("\r\n")[:_LONGEST_HEADING]
    return max(_DELIMITERS, key=lambda delimiter: _fit(start, delimiter))


def _fit(start: str, delimiter: str) -> tuple[bool, int, int]:
    """No quote cut in two, cells in the heading, rows below with as many cells."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        rows.extend(islice(_reader(_lines(start), delimiter=delimiter), _SAMPLE))
    heading = rows[0] if rows else []
    whole = all(field.count('"') % 2 == 0 for field in heading)
    alike = sum(len(row) == len(heading) for row in rows)
    return whole and bool(rows), len(heading), alike


def _lines(text: str) -> io.StringIO:
    return io.StringIO(text, newline="")
