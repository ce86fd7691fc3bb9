"""The container of old Office files: streams in sectors, as a small file system."""

import struct
from array import array
from dataclasses import dataclass

from recruitcheck.sheets.limits import Limits, Refused, damaged, too_large

_HEADER = 512
_SECTOR_SHIFTS = (9, 12)
_SMALL_SHIFT = 6
_SMALL = 1 << _SMALL_SHIFT
_END = 0xFFFF_FFFE
_NONE = 0xFFFF_FFFF
_FOLDER_ENTRY = struct.Struct("<64sHBB3I36xIQ")
_IS_STREAM = 2
_IS_ROOT = 5


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

    Each list and each chain that is followed is no longer than the file can hold.
    """

    def __init__(self, content: bytes, limits: Limits) -> None:
        self._content = content
        if len(content) < _HEADER:
            raise cut_short()
        shift, small_shift = struct.unpack_from("<2H", content, 30)
        if shift not in _SECTOR_SHIFTS or small_shift != _SMALL_SHIFT:
            raise damaged("its sectors have an impossible size")
        self._size = 1 << shift
        folder, self._large, self._small_table = struct.unpack_from(
            "<I4x2I", content, 48
        )
        self._following = self._numbers(self._tables())
        entries = self._entries(folder, limits)
        if not entries or entries[0].kind != _IS_ROOT:
            raise damaged("its list of contents is missing")
        self._root = entries[0]
        self._uppermost = _uppermost(entries)

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._uppermost)

    def __contains__(self, name: str) -> bool:
        entry = self._uppermost.get(name)
        return entry is not None and entry.kind == _IS_STREAM

    def stream(self, name: str) -> bytes:
        entry = self._uppermost[name]
        # The upper half of the size is not used in files with small sectors.
        size = entry.size & _NONE if self._size == _HEADER else entry.size
        if size >= self._large:
            content = self._joined(_chain(entry.start, self._following))
        else:
            content = self._small_stream(entry.start)
        if len(content) < size:
            raise cut_short()
        return content[:size]

    def _small_stream(self, start: int) -> bytes:
        """A stream that stands with other small ones in a stream of the root."""
        most = len(self._content) // _SMALL // (self._size // 4) + 1
        table = _chain(self._small_table, self._following)[:most]
        content = self._joined(_chain(self._root.start, self._following))
        places = _chain(start, self._numbers(table))
        return b"".join(content[at * _SMALL : (at + 1) * _SMALL] for at in places)

    def _tables(self) -> list[int]:
        """The sectors that say which sector follows which."""
        per_sector = self._size // 4
        most = len(self._content) // self._size // per_sector + 1
        further = struct.unpack_from("<I", self._content, 68)[0]
        found = list(struct.unpack_from("<109I", self._content, 76))
        while further < _END and len(found) < most:
            numbers = self._numbers([further])
            if len(numbers) < per_sector:
                raise cut_short()
            further = numbers.pop()
            found.extend(numbers)
        return [sector for sector in found[:most] if sector != _NONE]

    def _numbers(self, sectors: list[int]) -> "array[int]":
        content = self._joined(sectors)
        return array("I", struct.unpack_from(f"<{len(content) // 4}I", content))

    def _joined(self, sectors: list[int]) -> bytes:
        size, content = self._size, self._content
        return b"".join(content[(at + 1) * size : (at + 2) * size] for at in sectors)

    def _entries(self, folder: int, limits: Limits) -> list[_Entry]:
        content = self._joined(_chain(folder, self._following))
        count = len(content) // _FOLDER_ENTRY.size
        if count > limits.parts:
            raise too_large("files inside it", limits.parts)
        found = _FOLDER_ENTRY.iter_unpack(content[: count * _FOLDER_ENTRY.size])
        return [
            _Entry(name[: max(length - 2, 0)].decode("utf-16-le", "replace"), kind, *of)
            for name, length, kind, _, *of in found
        ]


def cut_short() -> Refused:
    return damaged("it is cut short")


def _chain(first: int, following: "array[int]") -> list[int]:
    found: list[int] = []
    sector = first
    while sector != _END:
        if sector >= len(following) or len(found) >= len(following):
            raise damaged("its sectors are out of order")
        found.append(sector)
        sector = following[sector]
    return found


def _uppermost(entries: list[_Entry]) -> dict[str, _Entry]:
    """The entries below the root, which are kept as a tree."""
    found: dict[str, _Entry] = {}
    seen = set()
    waiting = [entries[0].child]
    while waiting:
        place = waiting.pop()
        if place < len(entries) and place not in seen:
            seen.add(place)
            entry = entries[place]
            found.setdefault(entry.name, entry)
            waiting += [entry.left, entry.right]
    return found
