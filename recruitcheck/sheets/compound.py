"""The container of old Office files: streams in sectors, as a small file system."""

import struct
from array import array
from dataclasses import dataclass

from recruitcheck.sheets.limits import damaged

_HEADER = 512
_SECTOR_SHIFTS = (9, 12)
_MINI_SHIFT = 6
_TABLES_IN_HEADER = 109
_END = 0xFFFF_FFFE
_NONE = 0xFFFF_FFFF
_ENTRY = struct.Struct("<64sHBB3I36xIQ")
_STREAM = 2
_ROOT = 5


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    left: int
    right: int
    child: int
    start: int
    size: int


class CompoundFile:
    """What stands in the uppermost folder; what is embedded below it is not looked at.

    The size of the file bounds each list and each chain that is followed.
    """

    def __init__(self, content: bytes) -> None:
        self._content = content
        if len(content) < _HEADER:
            raise _cut_short()
        shift, mini_shift = struct.unpack_from("<2H", content, 30)
        if shift not in _SECTOR_SHIFTS or mini_shift != _MINI_SHIFT:
            raise damaged("its sectors have an impossible size")
        self._sector = 1 << shift
        folder, self._smallest, mini_table = struct.unpack_from(
            "<I4xI" + "I", content, 48
        )
        self._next = self._numbers(self._tables())
        self._mini_next = self._numbers(self._chain(mini_table, self._next))
        self._entries = _entries(self._joined(self._chain(folder, self._next)))
        self._top = self._uppermost()

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._top)

    def __contains__(self, name: str) -> bool:
        return name in self._top and self._top[name].kind == _STREAM

    def stream(self, name: str) -> bytes:
        entry = self._top[name]
        if entry.size >= self._smallest:
            content = self._joined(self._chain(entry.start, self._next))
        else:
            chain = self._chain(entry.start, self._mini_next)
            content = self._small(chain)
        if len(content) < entry.size:
            raise _cut_short()
        return content[: entry.size]

    def _small(self, chain: list[int]) -> bytes:
        root = self._entries[0]
        stream = self._joined(self._chain(root.start, self._next))
        size = 1 << _MINI_SHIFT
        return b"".join(stream[place * size : (place + 1) * size] for place in chain)

    def _tables(self) -> list[int]:
        """The sectors that say which sector follows which, no more than can be."""
        per_sector = self._sector // 4
        most = len(self._content) // self._sector // per_sector + 1
        further, _ = struct.unpack_from("<2I", self._content, 68)
        found = list(struct.unpack_from(f"<{_TABLES_IN_HEADER}I", self._content, 76))
        while further < _END and len(found) < most:
            numbers = self._numbers([further])
            if len(numbers) < per_sector:
                raise _cut_short()
            further = numbers.pop()
            found.extend(numbers)
        return [sector for sector in found[:most] if sector != _NONE]

    def _numbers(self, sectors: list[int]) -> "array[int]":
        content = self._joined(sectors)
        count = len(content) // 4
        return array("L", struct.unpack_from(f"<{count}I", content))

    def _chain(self, first: int, following: "array[int]") -> list[int]:
        found: list[int] = []
        sector = first
        while sector != _END:
            if sector >= len(following) or len(found) >= len(following):
                raise damaged("its sectors are out of order")
            found.append(sector)
            sector = following[sector]
        return found

    def _joined(self, sectors: list[int]) -> bytes:
        size = self._sector
        return b"".join(
            self._content[(sector + 1) * size : (sector + 2) * size]
            for sector in sectors
        )

    def _uppermost(self) -> dict[str, _Entry]:
        """The entries of the uppermost folder, which are kept as a tree."""
        if not self._entries or self._entries[0].kind != _ROOT:
            raise damaged("its list of contents is missing")
        found: dict[str, _Entry] = {}
        waiting = [self._entries[0].child]
        seen = set()
        while waiting:
            place = waiting.pop()
            if place < len(self._entries) and place not in seen:
                seen.add(place)
                entry = self._entries[place]
                found.setdefault(entry.name, entry)
                waiting += [entry.left, entry.right]
        return found


def _entries(folder: bytes) -> list[_Entry]:
    return [
        _Entry(name[: max(size - 2, 0)].decode("utf-16-le", "replace"), kind, *rest)
        for name, size, kind, _, *rest in _ENTRY.iter_unpack(
            folder[: len(folder) // _ENTRY.size * _ENTRY.size]
        )
    ]
