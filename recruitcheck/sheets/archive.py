"""A zip file read with suspicion: counted, checked, never unpacked to a disk."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator

from recruitcheck.sheets.limits import Limits, Refused, damaged, quoted, too_large

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    ValueError,  # a name that is no text, a place outside the file
)
_ENTRY = b"PK\x01\x02"
_CHUNK = 1 << 16
_ENCRYPTED = 0x1
_USUAL = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Archive:
    """Parts of an office document by name; small and capital letters are the same."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        # Counted before zipfile builds its list: each entry must bear this mark.
        if content.count(_ENTRY) > limits.parts:
            raise too_large("files inside it", limits.parts)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _BROKEN:
            raise damaged("it is incomplete or was changed on its way") from None
        self._parts = _checked(self._zip.infolist())
        self._limits = limits
        self._bytes = 0
        self._tags = 0

    @property
    def names(self) -> tuple[str, ...]:
        """All parts, in small letters."""
        return tuple(self._parts)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._parts

    def chunks(self, name: str) -> Iterator[bytes]:
        """A part of XML, unpacked piece by piece; all parts read count together.

        zipfile compares the checksum at the end, so use nothing of a part before.
        """
        part = self._parts.get(name.lower())
        if part is None:
            raise damaged(f"its part {quoted(name)} is missing")
        try:
            with self._zip.open(part) as stream:
                while chunk := stream.read(_CHUNK):
                    self._count(chunk)
                    yield chunk
        except _BROKEN:
            raise damaged(f"its part {quoted(name)} cannot be unpacked") from None

    def _count(self, chunk: bytes) -> None:
        self._bytes += len(chunk)
        if self._bytes > self._limits.unpacked_bytes:
            raise too_large("bytes when unpacked", self._limits.unpacked_bytes)
        # '<a/>' costs as much as '<a></a>'.
        self._tags += chunk.count(b"<") + chunk.count(b"/>")
        if self._tags > self._limits.tags:
            raise too_large("XML tags", self._limits.tags)


def _checked(entries: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    parts: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.orig_filename.replace("\\", "/").lower()
        if entry.flag_bits & _ENCRYPTED:
            raise Refused("F104")
        if name in parts:
            raise Refused("F108", found=f"two parts named {quoted(name)}")
        if name.startswith("/") or ":" in name or ".." in name.split("/"):
            raise Refused("F108", found=f"a part outside its folder, {quoted(name)}")
        if entry.compress_type not in _USUAL:
            raise Refused("F108", found="a part compressed in an unusual way")
        parts[name] = entry
    return parts
