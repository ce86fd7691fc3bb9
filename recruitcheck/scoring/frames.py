"""pandas frames as Arrow batches, the form in which the kernel takes answers."""

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pyarrow as pa


def frame_batches(frame: Any, *, rows: int = 65_536) -> Iterator[pa.RecordBatch]:
    """A pandas frame as batches for `score`, in order, memory bound by the batch.

    Categorical columns go over as their codes; all others as Arrow makes them.
    """
    names = [str(name) for name in frame]
    columns = [_column(column) for _, column in frame.items()]
    for start in range(0, len(frame), rows):
        arrays = [part(slice(start, start + rows)) for part in columns]
        yield pa.RecordBatch.from_arrays(arrays, names=names)


def _column(column: Any) -> Callable[[slice], pa.Array]:
    """What gives a part of the column; what is the same for all parts is done once."""
    import pandas as pd

    if not isinstance(column.dtype, pd.CategoricalDtype):
        return lambda part: pa.Array.from_pandas(column.iloc[part])
    codes = column.cat.codes.to_numpy()
    labels = pa.array([*column.cat.categories.astype(str), None], pa.string())
    if len(labels) > np.iinfo(codes.dtype).max:
        codes = codes.astype(np.int64)
    # Read as unsigned, the code -1 of a blank is the largest there is; it becomes the
    # last label of the dictionary.
    unsigned = codes.view(f"u{codes.dtype.itemsize}")
    blank = unsigned.dtype.type(len(labels) - 1)

    def coded(part: slice) -> pa.Array:
        known = np.minimum(unsigned[part], blank).view(codes.dtype)
        return pa.DictionaryArray.from_arrays(known, labels, safe=False)

    return coded
