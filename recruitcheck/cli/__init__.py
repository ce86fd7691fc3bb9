"""The command line: reads options, calls one public function, prints.

Results go to standard output, words about progress and problems to standard error.
Exit codes: 0 fine, 1 problems in the data or `--fail-on`, 2 wrong usage, 3 our fault,
130 interrupted.
"""

import sys

import click

from recruitcheck.cli import (
    actions,
    authoring,
    comparing,
    corridors,
    explaining,
    fieldwork,
    flags,
    money,
    scores,
)
from recruitcheck.cli.group import (
    OUR_FAULT,
    PROBLEMS,
    STOPPED,
    WRONG_USAGE,
    commands,
    say,
    say_issues,
)
from recruitcheck.errors import InvalidFileError, OutputError, UsageError

__all__ = [
    "actions",
    "authoring",
    "commands",
    "comparing",
    "corridors",
    "explaining",
    "fieldwork",
    "flags",
    "main",
    "money",
    "scores",
]


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        sys.exit(commands.main(standalone_mode=False) or 0)
    except InvalidFileError as error:
        say_issues(error.issues)
        sys.exit(PROBLEMS)
    except (UsageError, OutputError) as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_USAGE)
    except click.exceptions.Abort:
        say("Stopped. No file is half written; run it again to have all of them.")
        sys.exit(STOPPED)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USAGE)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  # nobody should have to read a traceback
        click.echo(
            f"recruitcheck failed: {type(error).__name__}: {error}\n"
            "This is our fault, not yours. Please report it with the command you ran.",
            err=True,
        )
        sys.exit(OUR_FAULT)
