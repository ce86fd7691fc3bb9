"""What in a batch cannot be scored: refused before the first row is, all at once.

A label that a question does not know is an answer like any other: it counts as missing.
What is refused here could only be guessed at: an evidence level of 4, more favourable
workers than were heard, a severity that no model has.
"""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pyarrow as pa

from recruitcheck.errors import UsageError
from recruitcheck.scoring.columns import (
    Flags,
    answer_column,
    find_column,
    number_column,
)
from recruitcheck.scoring.rules import Rules

CAPPING = ("zero_tolerance", "critical", "major")
_LEVELS = (0, 1, 2, 3)


def check_batch(batch: Any, rules: Rules) -> None:
    """UsageError with everything that is wrong in the columns that are read.

    Each fault names its column, the first row it stands in (counted from 0), what was
    found and what is allowed.
    """
    names = batch.schema.names
    faults = [
        f"column '{name}' stands {times} times; keep one"
        for name, times in Counter(names).items()
        if times > 1
    ]
    if not faults:
        present = frozenset(names)
        faults += _answers(batch, rules, present)
        faults += _levels(batch, rules, present)
        faults += _respondents(batch, rules, present)
        faults += _workers(batch, rules, present)
        faults += _outcomes(batch, rules, present)
    if faults:
        raise UsageError("\n".join(faults))


def _answers(batch: Any, rules: Rules, present: frozenset[str]) -> Iterator[str]:
    joined = (c.column for item in rules.items for c in item.conditions)
    for name in dict.fromkeys([*rules.by_id, *joined]):
        if name in present:
            kind = batch.schema.field(name).type
            own = kind.value_type if pa.types.is_dictionary(kind) else kind
            if not (_text(own) or _number(own) or pa.types.is_boolean(own)):
                yield f"column '{name}' holds {kind}; write answers as text or numbers"


def _text(kind: pa.DataType) -> bool:
    return bool(
        pa.types.is_string(kind)
        or pa.types.is_large_string(kind)
        or pa.types.is_string_view(kind)
    )


def _number(kind: pa.DataType) -> bool:
    """Whether it is a type of numbers, or of nothing but blanks."""
    return bool(
        pa.types.is_integer(kind)
        or pa.types.is_floating(kind)
        or pa.types.is_null(kind)
    )


def _levels(batch: Any, rules: Rules, present: frozenset[str]) -> Iterator[str]:
    for question in rules.by_id:
        name = f"evidence.{question}"
        if name not in present:
            continue
        column = find_column(batch, name)
        if not _number(column.type):
            yield f"column '{name}' holds {column.type}; write whole numbers 0 to 3"
        elif not pa.types.is_null(column.type):
            filled = column.fill_null(0) if column.null_count else column
            levels = filled.to_numpy(zero_copy_only=False)
            wrong = (levels < _LEVELS[0]) | (levels > _LEVELS[-1])
            if pa.types.is_floating(column.type):
                wrong = ~np.isin(levels, _LEVELS)
            if wrong.any():
                yield (
                    f"column '{name}', row {wrong.argmax()}: {levels[wrong][0]} is no "
                    "evidence level; write 0, 1, 2 or 3, or leave it blank"
                )


def _respondents(batch: Any, rules: Rules, present: frozenset[str]) -> Iterator[str]:
    for respondent in dict.fromkeys(item.respondent for item in rules.items):
        name = f"respondent.{respondent}"
        if name in present:
            kind = batch.schema.field(name).type
            if not (pa.types.is_boolean(kind) or pa.types.is_null(kind)):
                yield f"column '{name}' holds {kind}; write true or false"


def _workers(batch: Any, rules: Rules, present: frozenset[str]) -> Iterator[str]:
    for topic in rules.claimed_topics:
        heard_name, favourable_name, population_name = (
            f"workers.{topic}.{one}" for one in ("heard", "favourable", "population")
        )
        names = [heard_name, favourable_name, population_name]
        if heard_name not in present:
            continue
        kinds = {n: batch.schema.field(n).type for n in names if n in present}
        odd = {name: kind for name, kind in kinds.items() if not _number(kind)}
        if odd:
            for name, kind in odd.items():
                yield f"column '{name}' holds {kind}; write numbers of workers"
            continue
        heard, favourable, population = (number_column(batch, n) for n in names)
        assert heard is not None  # noqa: S101  # its column is present
        wrong = (heard < 0) | np.isinf(heard)
        yield from _row(heard_name, wrong, heard, "write 0 or more, or leave it blank")
        if favourable is None:
            if (heard > 0).any():
                yield f"column '{favourable_name}' is not there; give it"
        else:
            wrong = (heard > 0) & ~((favourable >= 0) & (favourable <= heard))
            allowed = f"write 0 up to what '{heard_name}' says"
            yield from _row(favourable_name, wrong, favourable, allowed)
        if population is not None:
            allowed = "write a number, or leave it blank"
            yield from _row(population_name, np.isinf(population), population, allowed)


def _row(name: str, wrong: Flags, values: Any, allowed: str) -> Iterator[str]:
    if wrong.any():
        value = values[wrong][0]
        found = "blank" if np.isnan(value) else f"{value:g}"
        yield f"column '{name}', row {wrong.argmax()}: found {found}; {allowed}"


def _outcomes(batch: Any, rules: Rules, present: frozenset[str]) -> Iterator[str]:
    for gate in rules.model.outcome_gates:
        name = f"outcome.{gate.id}"
        if name not in present:
            continue
        kind = batch.schema.field(name).type
        own = kind.value_type if pa.types.is_dictionary(kind) else kind
        if not (_text(own) or pa.types.is_null(own)):
            yield f"column '{name}' holds {kind}; write text"
            continue
        column = answer_column(batch, name)
        for code, label in enumerate(column.labels):
            rows = column.codes == code
            if label not in CAPPING and rows.any():
                yield (
                    f"column '{name}', row {rows.argmax()}: '{label}' is no severity; "
                    f"write {', '.join(CAPPING)}, or leave it blank"
                )
