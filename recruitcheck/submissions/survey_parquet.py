"""A Parquet file as a table of a survey export."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, Place, issue
from recruitcheck.sheets import cell_ref
from recruitcheck.submissions.survey_tables import PACKED, Columns, ColumnTexts

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

MARK = b"PAR1"
"""How such a file begins."""

_ROWS = 1 << 13  # turned into columns at once
_HEADING = 1  # as if it were written as a text file: the first record is row 2


@dataclass(frozen=True, slots=True, eq=False)
class ParquetTable:
    """The columns of a Parquet file that hold texts, numbers, dates or truth values."""

    path: Path
    file: str
    headings: Mapping[int, str]
    name: str | None = None
    heading_row: int = _HEADING

    def columns(self, wanted: Collection[int]) -> Columns:
        texts = ColumnTexts.of(self.file, wanted)
        names = [self.headings[column] for column in wanted]
        records = 0
        with _opened(self.path, self.file) as parquet:
            for batch in parquet.iter_batches(_ROWS, columns=names):
                records += len(batch)
                for column in wanted:
                    at, *_ = batch.schema.get_all_field_indices(self.headings[column])
                    texts.add(column, _texts(batch.column(at)))
                texts.check_size()
        first = _HEADING + 1
        return texts.columns(array("i", range(first, first + records)))


def open_parquet(
    path: Path, file: str
) -> tuple[tuple[ParquetTable, ...], tuple[Issue, ...]]:
    """The one table of the file, or none and why; `file` is what issues call it."""
    try:
        with _opened(path, file) as parquet:
            _check_size(path, parquet.metadata, file)
            fields = list(enumerate(parquet.schema_arrow, start=1))
    except InvalidFileError as error:
        return (), error.issues
    plain = {column: field.name for column, field in fields if _plain(field.type)}
    issues = [
        issue(
            "S327",
            Place(file, None, cell_ref(_HEADING, column), field.name),
            found=field.type,
        )
        for column, field in fields
        if column not in plain
    ]
    return (ParquetTable(path, file, plain),), tuple(issues)


@contextmanager
def _opened(path: Path, file: str) -> "Iterator[pq.ParquetFile]":
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as parquet:
            yield parquet
    except (pa.ArrowException, OSError, ValueError, OverflowError):
        raise InvalidFileError([issue("S328", Place(file))]) from None


def _check_size(path: Path, metadata: "pq.FileMetaData", file: str) -> None:
    groups = range(metadata.num_row_groups)
    unpacked = sum(metadata.row_group(group).total_byte_size for group in groups)
    for count, most, what in (
        (path.stat().st_size, PACKED.file_bytes, "bytes"),
        (unpacked, PACKED.unpacked_bytes, "bytes when unpacked"),
        (metadata.num_rows, PACKED.rows, "rows"),
        (metadata.num_columns, PACKED.columns, "columns"),
    ):
        if count > most:
            values = {"what": what, "most": f"{most:,}"}
            raise InvalidFileError([issue("F109", Place(file), **values)])


def _plain(kind: "pa.DataType") -> bool:
    """Whether its values can be written as texts as a survey writes them."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _plain(kind.value_type)
    return any(
        is_kind(kind)
        for is_kind in (
            types.is_string,
            types.is_large_string,
            types.is_boolean,
            types.is_integer,
            types.is_floating,
            types.is_decimal,
            types.is_date,
            types.is_timestamp,
            types.is_null,
        )
    )


def _texts(column: "pa.Array") -> Iterable[str]:
    coded = column if hasattr(column, "dictionary") else column.dictionary_encode()
    texts = [*map(_text, coded.dictionary.to_pylist()), ""]
    return map(texts.__getitem__, coded.indices.fill_null(len(texts) - 1).to_pylist())


def _text(value: object) -> str:
    """A value as a text export of the same survey would write it."""
    if value is None or value != value:  # noqa: PLR0124  # not a number
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float | Decimal):
        return str(int(value)) if value % 1 == 0 else str(value)
    return value.isoformat() if isinstance(value, date) else str(value)
