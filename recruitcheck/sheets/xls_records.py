"""Records of an old Excel workbook, and the texts in them."""

import struct
from collections.abc import Iterator

from recruitcheck.sheets.compound import cut_short
from recruitcheck.sheets.limits import Limits, damaged, text_too_long, too_large

START = 0x0809
END = 0x000A
CONTINUED = 0x003C

_HEAD = struct.Struct("<2H")
# How a text is stored: letters of two bytes, with phonetic hints, with formats.
_WIDE = 0x01
_HINTS = 0x04
_FORMATS = 0x08


class Records:
    """Counted over all sheets: two sheets may claim the same records."""

    def __init__(self, stream: bytes, limits: Limits) -> None:
        self._stream = stream
        self._most = limits.tags
        self._seen = 0
        self._at = 0

    def _from(self, place: int) -> Iterator[tuple[int, bytes]]:
        """Kind and content of each record from that place to the end of the file."""
        stream = self._stream
        self._at = place
        while self._at + _HEAD.size <= len(stream):
            kind, size = _HEAD.unpack_from(stream, self._at)
            start = self._at + _HEAD.size
            self._at = start + size
            if self._at > len(stream):
                raise cut_short()
            self._seen += 1
            if self._seen > self._most:
                raise too_large("records", self._most)
            yield kind, stream[start : self._at]

    def part_at(self, place: int) -> Iterator[tuple[int, bytes]]:
        """The records from the start to the end of a part, without parts inside it."""
        depth = 0
        for kind, content in self._from(place):
            if kind == START:
                depth += 1
            elif not depth:
                raise damaged("a part of it starts in the middle")
            elif kind == END:
                depth -= 1
            if not depth:
                return
            if depth == 1:
                yield kind, content
        raise cut_short()

    def with_rest(self, first: bytes) -> list[bytes]:
        """The record that was told last, and those that continue it."""
        found = [first]
        for kind, content in self._from(self._at):
            if kind != CONTINUED:
                self._at -= _HEAD.size + len(content)
                break
            found.append(content)
        return found


class Texts:
    """Reads texts that may run on from one record into the next."""

    def __init__(
        self, records: list[bytes], limits: Limits, *, cell: str | None = None
    ) -> None:
        self._records = iter(records)
        self._content = next(self._records)
        self._at = 0
        self._most = limits.text
        self._cell = cell

    def skip(self, size: int) -> None:
        left = size
        while left > (here := len(self._content) - self._at):
            left -= here
            self._next_record()
        self._at += left

    def number(self, layout: str) -> int:
        size = struct.calcsize(layout)
        if self._at == len(self._content):
            self._next_record()
        found: int = struct.unpack_from(layout, self._content, self._at)[0]
        self._at += size
        return found

    def text(self, characters: int) -> str:
        """A text of so many characters, and what belongs to it passed over."""
        if characters > self._most:
            raise text_too_long(self._most, cell=self._cell)
        how = self.number("<B")
        formats = self.number("<H") if how & _FORMATS else 0
        hints = self.number("<I") if how & _HINTS else 0
        found = self._characters(characters, wide=bool(how & _WIDE))
        self.skip(formats * 4 + hints)
        return found

    def _characters(self, characters: int, *, wide: bool) -> str:
        pieces: list[bytes] = []
        left = characters
        while True:
            size = min(left << int(wide), len(self._content) - self._at)
            piece = self._content[self._at : self._at + size]
            pieces.append(
                piece if wide else piece.decode("latin-1").encode("utf-16-le")
            )
            self._at += size
            left -= size >> int(wide)
            if not left:
                return b"".join(pieces).decode("utf-16-le", "replace")
            # Where a text is cut, the next record says anew how it is stored.
            self._next_record()
            wide = bool(self.number("<B") & _WIDE)

    def _next_record(self) -> None:
        record = next(self._records, None)
        if record is None:
            raise cut_short()
        self._content = record
        self._at = 0
