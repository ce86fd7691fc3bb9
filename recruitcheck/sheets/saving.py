"""Workbooks saved whole or not at all, and always with the same bytes."""

import io
import os
import re
import zipfile
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.errors import OutputError

if TYPE_CHECKING:
    from openpyxl import Workbook

_FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - the same inputs give the same bytes
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def save_book(book: "Workbook", path: Path) -> None:
    """Save a workbook of openpyxl; OutputError where that is impossible."""
    book.properties.creator = "recruitcheck"
    book.properties.created = _FIXED
    written = io.BytesIO()
    book.save(written)
    put_whole(_without_times(written.getvalue()), path)


def put_whole(content: bytes, path: Path) -> None:
    """Put the content at `path`; a run that dies leaves what was there before.

    OutputError where that is impossible.
    """
    unfinished = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        unfinished.write_bytes(content)
        unfinished.replace(path)
    except OSError as error:
        # Where the folder is a file, taking away what is not there fails as well.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        reason = error.strerror or error
        raise OutputError(f"'{path}' cannot be written: {reason}.") from error


def _without_times(content: bytes) -> bytes:
    """The same zip without the time of day that openpyxl stamps on it."""
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            if name == "docProps/core.xml":
                stamp = _FIXED.isoformat().encode()
                part = _MODIFIED.sub(rb"\g<1>" + stamp + b"Z", part)
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, part)
    return result.getvalue()
