"""Survey exports as columns: each distinct text kept once, each cell a small number.

Most columns of a survey hold few different answers, so that whatever is asked of a
column is asked of its distinct texts only.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.functions import Value, truth

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of texts as codes into its distinct texts. Code 0 is the blank, ''."""

    codes: Codes
    texts: tuple[str, ...]

    @classmethod
    def blanks(cls, rows: int) -> "Coded":
        return cls(np.zeros(rows, np.int32), ("",))

    @classmethod
    def of(cls, inverse: npt.NDArray[np.intp] | Codes, texts: Sequence[str]) -> "Coded":
        """Row i has the text `texts[inverse[i]]`; equal texts become one."""
        known = {"": 0}
        codes = [known.setdefault(text, len(known)) for text in texts]
        return cls(np.array(codes, np.int32)[inverse], tuple(known))

    def __len__(self) -> int:
        return len(self.codes)

    def map(self, change: Callable[[str], str]) -> "Coded":
        """Each text changed, blanks left alone."""
        return Coded.of(self.codes, [text and change(text) for text in self.texts])

    def take(self, rows: Flags) -> "Coded":
        """Those rows only; a text that stands in none of them is forgotten."""
        codes = self.codes[rows]
        used = np.bincount(codes, minlength=len(self.texts)) > 0
        used[0] = True
        place = np.cumsum(used, dtype=np.int32) - 1
        texts = tuple(text for text, keep in zip(self.texts, used, strict=True) if keep)
        return Coded(place[codes].astype(np.int32, copy=False), texts)

    def at(self, rows: npt.NDArray[np.intp]) -> "Coded":
        """Those rows, in that order and as often as they are named."""
        return Coded(self.codes[rows], self.texts)

    def blanked(self, rows: Flags) -> "Coded":
        """The column with nothing in those rows."""
        return Coded(np.where(rows, np.int32(0), self.codes), self.texts)

    @property
    def filled(self) -> Flags:
        filled: Flags = self.codes != 0
        return filled

    def among(self, texts: Collection[str]) -> Flags:
        """The rows that hold one of those texts."""
        there: Flags = np.array([text in texts for text in self.texts], np.bool_)
        return there[self.codes]

    def categorical(self, categories: Sequence[str] | None = None) -> "pd.Categorical":
        """With those categories, by default all its texts in the order of letters."""
        import pandas as pd

        names = sorted(filter(None, self.texts)) if categories is None else categories
        place = {name: position for position, name in enumerate(names)}
        codes = np.array([place.get(text, -1) for text in self.texts], np.int32)
        return pd.Categorical.from_codes(  # type: ignore[return-value]
            codes[self.codes], categories=pd.Index(list(names), dtype=str)
        )


def combinations(
    columns: Sequence[Coded],
) -> tuple[npt.NDArray[np.intp], list[tuple[str, ...]]]:
    """Which combination of texts each row has, and the combinations there are."""
    if len(columns) == 1:
        only = columns[0]
        return only.codes.astype(np.intp), [(text,) for text in only.texts]
    rows = np.zeros(len(columns[0]) if columns else 0, np.intp)
    for column in columns:
        # Made small after each column: the product of all sizes would overflow.
        keys = rows * len(column.texts) + column.codes
        _, rows = np.unique(keys, return_inverse=True)
    first = np.zeros(int(rows.max(initial=-1)) + 1, np.intp)
    first[rows[::-1]] = np.arange(len(rows))[::-1]
    texts = [[column.texts[code] for code in column.codes[first]] for column in columns]
    return rows, list(zip(*texts, strict=True))


def evaluate(
    expression: Expression, columns: Mapping[str, Coded], rows: int
) -> tuple[npt.NDArray[np.intp], list[Value]]:
    """The expression for every row, worked out once for each combination of answers.

    Row i has `values[inverse[i]]`. `columns` holds the column of every question it
    may speak of, and '.' for the question's own.
    """
    names = [name for name in (".", *expression.references) if name in columns]
    if not names:
        return np.zeros(rows, np.intp), [expression.evaluate({})]
    inverse, found = combinations([columns[name] for name in names])
    values = [
        expression.evaluate(dict(zip(names, texts, strict=True))) for texts in found
    ]
    return inverse, values


def holds(expression: Expression, columns: Mapping[str, Coded], rows: int) -> Flags:
    """The rows where the expression is true."""
    inverse, values = evaluate(expression, columns, rows)
    true: Flags = np.array([truth(value) for value in values], np.bool_)
    return true[inverse]
