"""Bad exports of worker interviews: packed ones that unpack to far more, and Parquet."""

import io
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq

from tests.bad.registry import bad
from tests.sheets.making import many_sheets, xlsx, zipped

book = partial(bad, "xlsx", reader="read_survey_export")
archive = partial(bad, "zip", reader="read_survey_export")
parquet = partial(bad, "parquet", reader="read_survey_export")

HEADING = "supplier_id,origin,W-PRO-01\n"


def table(columns: dict[str, list[object]], **more: object) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream, **more)
    return stream.getvalue()


@book()
def export_of_blank_rows_in_shared_sheets() -> bytes:
    """5 KB: 97,000 hidden rows in one part that 31 sheets share. It took 4 seconds."""
    rows = '<row hidden="1"/>' * 97_000
    return xlsx(rows, {"xl/workbook.xml": many_sheets(31)})


@book()
def export_of_cells_without_end() -> bytes:
    """60 KB, and more than 300,000 cells, which no small export holds."""
    cells = "<c><v>1</v></c>" * 100
    return xlsx(f"<row>{cells}</row>" * 5_000)


@archive()
def export_that_unpacks_without_end() -> bytes:
    """100 KB: an archive of one text of 100 MB."""
    return zipped({"interviews.csv": HEADING + "SITE-01,NPL,yes\n" * 6_500_000})


@archive()
def export_of_one_wide_row() -> bytes:
    """An archive of a text whose heading has a million columns."""
    return zipped({"interviews.csv": HEADING[:-1] + ",a" * 1_000_000 + "\n"})


@parquet()
def parquet_cut_short() -> bytes:
    """A Parquet file that was not copied to its end."""
    return table({"supplier_id": ["SITE-01"] * 100})[:-30]


@parquet()
def parquet_of_nothing_but_its_mark() -> bytes:
    """The first bytes of such a file."""
    return b"PAR1"


@parquet()
def parquet_changed_on_its_way() -> bytes:
    """A byte of the description changed."""
    content = bytearray(table({"supplier_id": ["SITE-01"] * 100}))
    content[-60:-50] = b"\xff" * 10
    return bytes(content)


@parquet()
def parquet_of_rows_without_end() -> bytes:
    """3 KB, and two million rows of the same."""
    rows = pa.array(["SITE-01"]).dictionary_encode().take(pa.nulls(0, pa.int32()))
    column = pa.DictionaryArray.from_arrays(
        pa.repeat(pa.scalar(0, pa.int32()), 2_000_000), rows.dictionary
    )
    return table({"supplier_id": column, "origin": column})


@parquet()
def parquet_of_lists() -> bytes:
    """Columns that hold lists and bytes are told, not read."""
    return table({"supplier_id": [["SITE-01"]], "origin": [b"NPL"]})
