"""The bytes of a file, and what kind of file they are whatever its name says."""

import codecs
import hashlib
from pathlib import Path
from typing import BinaryIO, TypeAlias

from recruitcheck.sheets.limits import Limits, Refused, too_large

Source: TypeAlias = Path | str | bytes | BinaryIO

ZIP = "an Excel workbook or another ZIP archive"
TEXT = "a text file"
UNKNOWN = "a file of an unknown kind"

# How Excel and LibreOffice name the file they keep beside an open document.
_LOCK_PREFIXES = ("~$", ".~lock.")
# With it begins a file of Office 97 to 2003, and a later one that has a password.
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNS = {
    b"%PDF": "a PDF document",
    b"MIME-Version:": "a web page saved in one file (MHTML)",
    b"\xff\xd8\xff": "a photo (JPEG)",
    b"\x89PNG": "a picture (PNG)",
    b"Rar!": "a packed file (RAR)",
    b"7z\xbc\xaf": "a packed file (7-Zip)",
    b"\x1f\x8b": "a packed file (gzip)",
}
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal; '' where it cannot be read."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def file_name(source: Source, name: str) -> str:
    """What issues call the file: `name`, else the path as it was given."""
    if name or isinstance(source, bytes):
        return name
    if isinstance(source, str | Path):
        return Path(source).as_posix()
    return str(getattr(source, "name", ""))


def read_bytes(source: Source, file: str, limits: Limits) -> bytes:
    """The whole file; refused if a lock file, empty, too large or not readable."""
    if Path(file).name.startswith(_LOCK_PREFIXES):
        raise Refused("F102")
    try:
        content = _read(source, limits.file_bytes + 1)
    except OSError as error:
        raise Refused("F101", reason=error.strerror or "input error") from None
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


def kind_of(content: bytes) -> str:
    """What the content itself says the file is, in words for a message."""
    if content.startswith(b"PK\x03\x04"):
        return ZIP
    if content.startswith(OLE):
        return "an Office file of the old kind (.xls), or one with a password"
    for sign, kind in _SIGNS.items():
        if content.startswith(sign):
            return kind
    start = content[:2048].strip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    if start.startswith(b"<"):
        page = b"<html" in start.lower() or b"<table" in start.lower()
        return "a web page (HTML)" if page else "an XML file"
    if b"\0" in content and not content.startswith(_UTF16):
        return UNKNOWN
    return TEXT
