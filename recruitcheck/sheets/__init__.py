"""Workbooks and text files read into cells that know file, sheet and address.

The only place that opens files of other people: everything a file could do to harm
or mislead is met here, and is told as an issue.
"""

from recruitcheck.sheets.cells import (
    EXTERNAL_LINKS,
    MACROS,
    Book,
    Cell,
    Percent,
    Sheet,
    Value,
    cell_ref,
    column_index,
    column_name,
    split_ref,
)
from recruitcheck.sheets.delimited import read_rows
from recruitcheck.sheets.files import hash_of
from recruitcheck.sheets.limits import LIMITS, Limits
from recruitcheck.sheets.tables import Heading, Row, Table, as_table, read_table
from recruitcheck.sheets.texts import parse_toml, read_text, short
from recruitcheck.sheets.workbook import read_book

__all__ = [
    "EXTERNAL_LINKS",
    "LIMITS",
    "MACROS",
    "Book",
    "Cell",
    "Heading",
    "Limits",
    "Percent",
    "Row",
    "Sheet",
    "Table",
    "Value",
    "as_table",
    "cell_ref",
    "column_index",
    "column_name",
    "hash_of",
    "parse_toml",
    "read_book",
    "read_rows",
    "read_table",
    "read_text",
    "short",
    "split_ref",
]
