"""What a bad file gives, and what it must give."""

import json
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.bad.registry import BadFile

KEPT = ("read", "issues", "cells")
ROOT = Path(__file__).parents[2]


class Reading:
    """The process that reads bad files; a warning in it is an error."""

    def __enter__(self) -> Self:
        command = [sys.executable, "-W", "error", "-m", "tests.bad.reading"]
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        where: TracebackType | None,
    ) -> None:
        self._process.communicate()

    def outcome(self, bad: BadFile, folder: Path) -> dict[str, Any]:
        path = bad.write(folder)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{bad.reader}\t{path}\n")
        self._process.stdin.flush()
        found: dict[str, Any] = json.loads(self._process.stdout.readline())
        path.unlink()
        return found


def kept(report: dict[str, Any]) -> dict[str, Any]:
    """Of a report, what must be the same each time."""
    return {key: report[key] for key in KEPT if report[key] is not None}


def expected(bad: BadFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bad.expected.read_text("utf-8"))
    return found


def accept(bad: BadFile, report: dict[str, Any]) -> None:
    """Keep what came as what is expected."""
    text = json.dumps(kept(report), ensure_ascii=False, indent=1)
    bad.expected.write_text(f"{text}\n", "utf-8")
