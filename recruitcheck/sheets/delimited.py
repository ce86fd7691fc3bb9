"""Text files of cells: .csv, .tsv and .txt, in the encodings offices save them in.

A file is passed over twice, piece by piece: for its encoding, then for its rows. A
survey of a hundred thousand rows then takes the memory of one of them.
"""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Self, TypeAlias

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets.archive import Archive
from recruitcheck.sheets.cells import Book, Sheet, Value, cell_ref
from recruitcheck.sheets.files import (
    TEXT,
    UNKNOWN,
    ZIP,
    Source,
    file_name,
    kind_of,
    read_bytes,
)
from recruitcheck.sheets.limits import LIMITS, Limits, Refused, text_too_long, too_large

_Pieces: TypeAlias = Callable[[], Iterator[bytes]]
"""The bytes of a file, anew from its start whenever called."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_END_OF_DOS = "\x1a"  # Ctrl-Z, with which old programs end a text
_FEWEST_NULS = 0.1  # of every second byte, where each letter has two
_DELIMITERS = (",", ";", "\t", "|")
_PIECE = 1 << 20
_LONGEST_ROW = 4_000_000  # characters
_LONGEST_HEADING = 1 << 20
_SAMPLE = 20  # rows that are tried with each delimiter
# Strict: else a quote that is never closed takes the rest of the file as one cell.
_reader = partial(csv.reader, strict=True)
# A first line only for Excel, which does not show it.
_SEPARATOR = re.compile(r'"?sep=([^\w"\r\n])"?[ \t]*(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
# Parts of an archive that say it is a document of an office program.
_OFFICE = ("[content_types].xml", "mimetype")


@dataclass(frozen=True, slots=True, eq=False)
class TextRows:
    """The rows of a text file, read while they are asked for, as often as wanted.

    Iterating gives number and cells of each row that holds something, numbered as Excel
    shows it, every cell a text as it stands there. It raises InvalidFileError where the
    rest cannot be read. `name` is that of the file inside an archive, else ''.
    """

    file: str
    name: str
    guessed: bool
    _pieces: _Pieces
    _encoding: str
    _delimiter: str
    _first_line: int
    _limits: Limits

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from self.unguarded()
        except Refused as refused:
            refused.sheet = self.name or None
            raise InvalidFileError([refused.as_issue(self.file)]) from None

    def unguarded(self) -> Iterator[tuple[int, list[str]]]:
        """The same rows, for readers of this package: it raises `Refused`."""
        with _opened(self._pieces, self._encoding) as text:
            line = first = self._first_line
            if first > 1:
                text.readline(_LONGEST_HEADING)
            lines = _Lines(text)
            reader = _reader(lines, delimiter=self._delimiter)
            try:
                for row, fields in enumerate(reader, start=1):
                    _check_size(row, fields, self._limits)
                    if any(fields):
                        yield row, fields
                    line = first + reader.line_num
                    lines.in_row = 0
            except csv.Error as error:
                # In one line a cell is just long, over several its quote is not closed.
                if "limit" in str(error) and first + reader.line_num == line + 1:
                    most = self._limits.text
                    raise text_too_long(most, cell=f"line {line}") from None
                raise Refused("F116", cell=f"line {line}") from None
            except UnicodeError:  # the file changed meanwhile
                raise Refused("F112") from None


@dataclass(slots=True)
class _Lines:
    """Lines decoded one by one; `in_row`: characters since somebody set it to 0."""

    stream: io.TextIOWrapper
    in_row: int = 0

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> str:
        line = self.stream.readline(_LONGEST_ROW + 1)
        if _END_OF_DOS in line and line.rstrip("\r\n").endswith(_END_OF_DOS):
            line = line.replace(_END_OF_DOS, "")
        if not line:
            raise StopIteration
        self.in_row += len(line)
        if self.in_row > _LONGEST_ROW:
            raise too_large("characters in one row", _LONGEST_ROW)
        return line


def stream_rows(
    source: Source, *, name: str = "", limits: Limits = LIMITS
) -> tuple[TextRows | None, tuple[Issue, ...]]:
    """The rows of a text file one by one, or None and the reason.

    Of `limits` count bytes, rows, columns and the text of a cell: nothing is kept.
    """
    file = file_name(source, name)
    try:
        rows = _text_rows(_pieces_of(source, file, limits), file, "", limits)
    except Refused as refused:
        return None, (refused.as_issue(file),)
    return rows, _guesses([rows])


def stream_archive(
    source: Source, *, name: str = "", limits: Limits = LIMITS
) -> tuple[tuple[TextRows, ...], tuple[Issue, ...]]:
    """The text files (.csv) of a ZIP archive, in their order; none if it has none.

    Nor has any other file, or a document of an office program. Names are in small
    letters. Empty files, and what a Mac adds, are passed over.
    """
    file = file_name(source, name)
    try:
        tables = _archived(read_bytes(source, file, limits), file, limits)
    except Refused as refused:
        return (), (refused.as_issue(file),)
    return tables, _guesses(tables)


def read_rows(
    source: Source, *, name: str = "", limits: Limits = LIMITS
) -> tuple[Book | None, tuple[Issue, ...]]:
    """The file as a book of one sheet, named after it, or None and the reason.

    Every cell is text, as it stands in the file. Addresses are those that Excel
    shows; a value may run over several lines.
    """
    file = file_name(source, name)
    try:
        content = read_bytes(source, file, limits)
        rows = _text_rows(lambda: iter([content]), file, "", limits)
        sheet = _sheet(rows, Path(file).stem, limits)
    except Refused as refused:
        return None, (refused.as_issue(file),)
    return Book(file, {sheet.name: sheet}), _guesses([rows])


def _guesses(tables: Iterable[TextRows]) -> tuple[Issue, ...]:
    return tuple(
        issue("F113", Place(table.file, table.name or None))
        for table in tables
        if table.guessed
    )


def _pieces_of(source: Source, file: str, limits: Limits) -> _Pieces:
    """A file by its path is read when needed; anything else is held."""
    if not isinstance(source, Path | str):
        content = read_bytes(source, file, limits)
        return lambda: iter([content])
    pieces = partial(_read, Path(source), limits)
    read_bytes(next(pieces(), b""), file, limits)  # refuses a lock file, an empty one
    return pieces


def _read(path: Path, limits: Limits) -> Iterator[bytes]:
    size = 0
    try:
        with path.open("rb") as stream:
            while piece := stream.read(_PIECE):
                size += len(piece)
                if size > limits.file_bytes:
                    raise too_large("bytes", limits.file_bytes)
                yield piece
    except OSError as error:
        raise Refused("F101", reason=error.strerror or "input error") from None


def _archived(content: bytes, file: str, limits: Limits) -> tuple[TextRows, ...]:
    if kind_of(content) != ZIP:
        return ()
    archive = Archive(content, limits)
    if any(part in archive for part in _OFFICE):
        return ()
    tables = []
    for part in archive.names:
        folder, _, name = part.rpartition("/")
        if not name.endswith(".csv") or name.startswith(".") or "__macosx" in folder:
            continue
        # What all of them hold counts together, here; each later pass counts anew.
        if sum(map(len, archive.chunks(part))):
            pieces = partial(_unpacked, content, limits, part)
            tables.append(_text_rows(pieces, file, part, limits))
    return tuple(tables)


def _unpacked(content: bytes, limits: Limits, part: str) -> Iterator[bytes]:
    return Archive(content, limits).chunks(part)


def _text_rows(pieces: _Pieces, file: str, name: str, limits: Limits) -> TextRows:
    head = next(pieces())
    kind = kind_of(head)
    if kind not in {TEXT, UNKNOWN}:
        raise Refused("F117", sheet=name or None, kind=kind)
    encoding = _encoding(pieces, head[:4096])
    if encoding is None:
        raise Refused("F112", sheet=name or None)
    with _opened(pieces, encoding) as text:
        start = text.read(_LONGEST_HEADING)
    told = _SEPARATOR.match(start)
    return TextRows(
        file=file,
        name=name,
        guessed=encoding == "cp1252",
        _pieces=pieces,
        _encoding=encoding,
        _delimiter=told[1] if told else _delimiter(start),
        _first_line=2 if told else 1,
        _limits=limits,
    )


def _encoding(pieces: _Pieces, sample: bytes) -> str | None:
    return next((one for one in _likely(sample) if _decodes(pieces(), one)), None)


def _likely(sample: bytes) -> tuple[str, ...]:
    for mark, encoding in _BOMS:
        if sample.startswith(mark):
            return (encoding,)
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    # Commas, digits and ends of lines give a text many of them, a broken one a few.
    if even == odd or max(even, odd) < len(sample) * _FEWEST_NULS / 2:
        return ("utf-8", "cp1252")
    return ("utf-16-le",) if odd > even else ("utf-16-be",)


def _small(pieces: Iterator[bytes]) -> Iterator[bytes]:
    # One letter of four bytes makes all of a text four times as large in Python.
    for piece in pieces:
        yield from (piece[at : at + _PIECE] for at in range(0, len(piece), _PIECE))


def _decodes(pieces: Iterator[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        nul = any("\0" in decoder.decode(part) for part in _small(pieces))
        return not nul and not decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False


def _opened(pieces: _Pieces, encoding: str) -> io.TextIOWrapper:
    raw = io.BufferedReader(_Stream(pieces()), _PIECE)
    return io.TextIOWrapper(raw, encoding=encoding, newline="")


class _Stream(io.RawIOBase):
    """Pieces of bytes as a file."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        if not self._rest:
            self._rest = memoryview(next(self._pieces, b""))
        taken = min(len(buffer), len(self._rest))
        buffer[:taken] = self._rest[:taken]
        self._rest = self._rest[taken:]
        return taken


def _sheet(rows: TextRows, name: str, limits: Limits) -> Sheet:
    values: dict[int, dict[int, Value]] = {}
    cells = 0
    for row, fields in rows.unguarded():
        cells += len(fields)
        if cells > limits.cells:
            raise too_large("cells", limits.cells)
        values[row] = {
            column: field for column, field in enumerate(fields, start=1) if field
        }
    if not values:
        raise Refused("F103")
    return Sheet(name, values=values)


def _check_size(row: int, fields: list[str], limits: Limits) -> None:
    if row > limits.rows:
        raise too_large("rows", limits.rows)
    if len(fields) > limits.columns:
        raise too_large("columns", limits.columns)
    if len("".join(fields)) > limits.text:
        for column, field in enumerate(fields, start=1):
            if len(field) > limits.text:
                raise text_too_long(limits.text, cell=cell_ref(row, column))


def _delimiter(text: str) -> str:
    """The one that fits the heading best, and on a tie the rows below it."""
    start = text.lstrip("\r\n")
    return max(_DELIMITERS, key=lambda delimiter: _fit(start, delimiter))


def _fit(start: str, delimiter: str) -> tuple[bool, int, int]:
    """No quote cut in two, cells in the heading, rows below with as many cells."""
    rows: list[list[str]] = []
    with suppress(csv.Error):
        lines = io.StringIO(start, newline="")
        rows.extend(islice(_reader(lines, delimiter=delimiter), _SAMPLE))
    heading = rows[0] if rows else []
    whole = all(field.count('"') % 2 == 0 for field in heading)
    alike = sum(len(row) == len(heading) for row in rows)
    return whole and bool(rows), len(heading), alike
