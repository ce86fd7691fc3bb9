"""The corpus of wrong and hostile files: what each is, and what reads it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent

Reader = Literal[
    "read_book",
    "read_rows",
    "read_return",
    "read_survey_export",
    "read_questionnaire",
    "read_scoring_model",
    "read_settings",
    "read_organisations",
    "read_clauses",
    "read_texts",
    "lint_templates",
    "read_action_plan",
]


@dataclass(frozen=True, slots=True)
class BadFile:
    """A file that is made anew each time, so that its making can be read.

    `why` says what is wrong and what would happen without a guard. The issues it must
    give, and the cells that must still be read, stand in `expected`.
    """

    name: str
    file: str
    reader: Reader
    why: str
    build: Callable[[], bytes]

    @property
    def expected(self) -> Path:
        return FOLDER / f"{self.name}.json"

    def write(self, folder: Path) -> Path:
        path = folder / self.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(self.build())
        return path


BAD_FILES: dict[str, BadFile] = {}

Build = Callable[[], bytes]


def bad(
    ending: str, *, reader: Reader = "read_book", file: str = ""
) -> Callable[[Build], Build]:
    """Enters a function without arguments that gives the bytes of a file.

    Its name is the name of the entry; its docstring says what is wrong. The file is
    called after it unless `file` says otherwise.
    """

    def enter(build: Build) -> Build:
        name = build.__name__
        if name in BAD_FILES or not build.__doc__:
            raise ValueError(name)
        why = " ".join(build.__doc__.split())
        BAD_FILES[name] = BadFile(name, file or f"{name}.{ending}", reader, why, build)
        return build

    return enter
