"""Columns of a batch as the kernel reads them: codes, levels, flags, numbers."""

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from recruitcheck.questionnaires.functions import text_of
from recruitcheck.scoring.rules import Item, Rules

Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


class AnswerColumn(NamedTuple):
    """An answer column: its labels and a code per row; `len(labels)` means blank."""

    labels: list[str]
    codes: Codes
    blanks: bool


def find_column(batch: Any, name: str) -> Any:
    """A column of a batch or table as one array; None where there is no such column."""
    position = batch.schema.get_field_index(name)
    if position < 0:
        return None
    column = batch.column(position)
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def answer_column(batch: Any, name: str) -> AnswerColumn:
    array = find_column(batch, name)
    if array is None:
        codes = np.zeros(batch.num_rows, np.intp)
        return AnswerColumn([], codes, blanks=True)
    if not pa.types.is_dictionary(array.type):
        if pa.types.is_null(array.type):
            array = array.cast(pa.string())
        array = array.dictionary_encode()
    labels = array.dictionary.to_pylist()
    blanks = bool(array.indices.null_count)
    codes = _filled(array.indices, len(labels)) if blanks else array.indices
    codes = np.asarray(codes).astype(np.intp, copy=False)
    if None in labels:  # a blank may also be a label of the dictionary
        known = [code for code, label in enumerate(labels) if label is not None]
        moved = np.full(len(labels) + 1, len(known), np.intp)
        moved[known] = np.arange(len(known))
        if blanks or known != list(range(len(labels) - 1)):
            codes = moved.take(codes)
        labels, blanks = [labels[code] for code in known], True
    return AnswerColumn([text_of(label) for label in labels], codes, blanks)


def _filled(indices: Any, code: int) -> Any:
    """Indices with `code` where null, in their own type if the code fits."""
    fits = code <= np.iinfo(indices.type.to_pandas_dtype()).max
    return (indices if fits else indices.cast(pa.int64())).fill_null(code)


def evidence_levels(batch: Any, item: Item) -> int | Codes:
    levels = find_column(batch, f"evidence.{item.id}")
    if levels is None:
        return item.evidence
    if levels.null_count:
        levels = levels.cast(pa.int64()).fill_null(item.evidence)
    return np.asarray(levels).astype(np.intp, copy=False)


def number_column(batch: Any, name: str) -> npt.NDArray[np.float64] | None:
    """A column as numbers, nan where null; None where the batch has no such column."""
    column = find_column(batch, name)
    if column is None:
        return None
    values = column.to_numpy(zero_copy_only=False)
    return np.asarray(values, np.float64)


def took_part_column(batch: Any, rules: Rules, respondent: str) -> bool | Flags:
    flags = find_column(batch, f"respondent.{respondent}")
    if flags is not None:
        known = flags.cast(pa.bool_()).fill_null(False)  # all blank has no type
        return np.asarray(known).astype(bool)
    own = (i.id for i in rules.items if i.respondent == respondent)
    return any(batch.schema.get_field_index(name) >= 0 for name in own)
