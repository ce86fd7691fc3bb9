"""pandas frames as Arrow batches, the form in which the kernel takes answers."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa


def frame_batches(frame: Any, *, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
    """A pandas frame as batches for `score`, in order, memory bound by the batch.

    Categorical columns go over as their codes; all others as Arrow makes them.
    """
    import pandas as pd

    for start in range(0, len(frame), rows):
        part = frame.iloc[start : start + rows]
        yield pa.RecordBatch.from_pydict(
            {
                str(name): _coded(column)
                if isinstance(column.dtype, pd.CategoricalDtype)
                else pa.Array.from_pandas(column)
                for name, column in part.items()
            }
        )


def _coded(column: Any) -> pa.DictionaryArray:
    """A categorical column; blanks become the last label of its dictionary."""
    labels = [*column.cat.categories.astype(str), None]
    codes = column.cat.codes.to_numpy()
    if len(labels) > np.iinfo(codes.dtype).max:
        codes = codes.astype(np.int64)
    # Read as unsigned, the code -1 of a blank is the largest there is.
    unsigned = codes.view(f"u{codes.dtype.itemsize}")
    codes = np.minimum(unsigned, unsigned.dtype.type(len(labels) - 1)).view(codes.dtype)
    return pa.DictionaryArray.from_arrays(codes, pa.array(labels, pa.string()))
