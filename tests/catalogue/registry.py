"""Where the cases of the catalogue are entered."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from recruitcheck.issues import Issue

Make = Callable[[Path], Iterable[Issue]]


@dataclass(frozen=True, slots=True)
class Case:
    """Writes a small file into a folder, reads it, and gives what is told of it.

    `file` is what the issue must call that file.
    """

    file: str
    make: Make


CASES: dict[str, Case] = {}


def enter(code: str, file: str, make: Make) -> None:
    if code in CASES:
        message = f"{code} has a case already"
        raise ValueError(message)
    CASES[code] = Case(file, make)


def case(code: str, file: str) -> Callable[[Make], Make]:
    """Enters the function as the case of that code."""

    def keep(make: Make) -> Make:
        enter(code, file, make)
        return make

    return keep
