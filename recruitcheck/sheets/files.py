"""Bytes of a file and what kind of file they are, whatever its name says."""

from pathlib import Path
from typing import BinaryIO, TypeAlias

from recruitcheck.sheets.limits import Limits, Refused, too_large

Source: TypeAlias = Path | str | bytes | BinaryIO

# How each program names the file it keeps beside an open document.
_LOCK_PREFIXES = ("~$", ".~lock.")

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEAD = 4096


def file_name(source: Source, name: str) -> str:
    """The name used in issues: `name`, else the path as it was given."""
    if name or isinstance(source, bytes):
        return name
    if isinstance(source, str | Path):
        return Path(source).as_posix()
    return str(getattr(source, "name", ""))


def read_bytes(source: Source, file: str, limits: Limits) -> bytes:
    """The whole file; refused when it is a lock file, empty, too large or unreadable."""
    if Path(file).name.startswith(_LOCK_PREFIXES):
        raise Refused("F102")
    try:
        content = _read(source, limits.file_bytes + 1)
    except OSError as error:
        raise Refused("F101", reason=error.strerror or str(error)) from None
    if not content:
        raise Refused("F103")
    if len(content) > limits.file_bytes:
        raise too_large("bytes", limits.file_bytes)
    return content


def _read(source: Source, most: int) -> bytes:
    if isinstance(source, bytes):
        return source
    if isinstance(source, str | Path):
        with Path(source).open("rb") as stream:
            return stream.read(most)
    return source.read(most)
