"""Importing costs nothing, layers are kept, and what is promised is there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import recruitcheck
from recruitcheck.cli import commands

ROOT = Path(__file__).parents[1]
HEAVY = {
    "jinja2",
    "matplotlib",
    "numpy",
    "openpyxl",
    "pandas",
    "pyarrow",
    "pydantic",
}
COMMANDS = [
    [],
    *([name] for name in sorted(commands.commands)),
    ["actions", "export"],
    ["actions", "import"],
]


def _run(*arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert 0 == done.returncode, done.stdout + done.stderr
    return done.stdout


def _loaded(program: str) -> set[str]:
    """Top-level names of the modules that a program has loaded in the end."""
    told = _run("-c", f"{program}\nimport json\nprint(json.dumps(list(sys.modules)))")
    return {name.partition(".")[0] for name in json.loads(told.splitlines()[-1])}


def test_importing_loads_no_heavy_library():
    loaded = _loaded(
        "import sys, recruitcheck; recruitcheck.Corridor, recruitcheck.Place"
    )

    assert "recruitcheck" in loaded
    assert set() == HEAVY & loaded


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(words) or "-")
def test_help_loads_no_heavy_library(command):
    """`--help` answers at once: a tenth of a second instead of three."""
    program = (
        "import runpy, sys\n"
        f"sys.argv = ['recruitcheck', *{command!r}, '--help']\n"
        "try:\n"
        "    runpy.run_module('recruitcheck', run_name='__main__')\n"
        "except SystemExit as left:\n"
        "    assert left.code == 0, left.code"
    )

    loaded = _loaded(program)

    assert {"recruitcheck", "click"} <= loaded
    assert set() == HEAVY & loaded


def test_every_public_name_is_there():
    assert sorted(recruitcheck.__all__) == dir(recruitcheck)
    for name in recruitcheck.__all__:
        assert getattr(recruitcheck, name) is not None


def test_another_name_is_not():
    with pytest.raises(AttributeError, match="no attribute 'util'"):
        recruitcheck.util  # noqa: B018


def test_every_file_knows_only_what_lies_below_it():
    """The contracts stand in pyproject.toml."""
    told = _run(
        "-c",
        "from importlinter.cli import lint_imports_command; lint_imports_command()",
        "--no-cache",
    )

    assert "0 broken" in told
