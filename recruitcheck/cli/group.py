"""The group that every command belongs to, and what commands share."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

    from recruitcheck.issues import Issue
    from recruitcheck.workspace import Workspace

Block: TypeAlias = "tuple[str, Sequence[Sequence[str]], Sequence[str]]"
"""A title, the rows of a table with their heading, and sentences about them."""

PROBLEMS, WRONG_USAGE, OUR_FAULT = 1, 2, 3
STOPPED = 130  # as shells say it of a program that was interrupted
SETTINGS = "workspace.toml"  # workspace.folders is loaded later, for the speed of help
_SHOWN = 20  # issues printed before the rest is only counted

workspace_argument = click.argument(
    "workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
)
model_option = click.option(
    "--model", help="Scoring model, instead of the workspace's own."
)
format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)
text_or_json = click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text"
)
table_or_json = click.option(
    "--format", "form", type=click.Choice(["table", "json"]), default="table"
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="recruitcheck")
def commands() -> None:
    """Assess ethical recruitment in supply chains, per supplier and per corridor."""


def open_(root: Path) -> "Workspace":
    from recruitcheck.workspace import open_workspace

    return open_workspace(root)


def workspace_here(named: Path | None) -> Path | None:
    """The workspace that was named, or this folder where it is one; else None."""
    return named or (Path() if Path(SETTINGS).is_file() else None)


def say(text: str) -> None:
    click.echo(text, err=True)


def say_issues(issues: "Iterable[Issue]", *, most: int = _SHOWN) -> None:
    """The issues on standard error, the hardest first; a long list is cut."""
    order = ("blocking", "error", "advisory")
    ranked = sorted(issues, key=lambda issue: order.index(issue.severity))
    for issue in ranked[:most]:
        click.echo(str(issue), err=True)
    if len(ranked) > most:
        rest = len(ranked) - most
        click.echo(
            f"... and {rest} more; `recruitcheck check` lists them all.", err=True
        )


def say_problems(issues: "Iterable[Issue]", *, most: int = _SHOWN) -> None:
    """What needs mending before figures are whole; advisories are only counted.

    For commands that come after `check`: who has read an advisory there should not have
    to look for the answer below it again and again.
    """
    told = list(issues)
    hard = [one for one in told if one.severity != "advisory"]
    say_issues(hard, most=most)
    soft = len(told) - len(hard)
    if soft:
        many = "advisory" if soft == 1 else "advisories"
        say(f"{soft} {many}: see `recruitcheck check`.")


def counted(issues: "Sequence[Issue]") -> str:
    """'3 errors, 2 advisories in 4 files', or that nothing is wrong."""
    if not issues:
        return "Nothing is wrong."
    files = len({issue.place.file for issue in issues})
    many = {"blocking": "blocking", "error": "errors", "advisory": "advisories"}
    parts = [
        f"{n} {severity if n == 1 else plural}"
        for severity, plural in many.items()
        if (n := sum(issue.severity == severity for issue in issues))
    ]
    return f"{', '.join(parts)} in {files} file{'s' if files > 1 else ''}"


def about_tables(one: "Issue") -> bool:
    """Whether it is about rates or headcounts: a wrong row, or a file not read at all."""
    name = one.place.file.replace("\\", "/").rpartition("/")[2]
    return one.code.startswith("R") or name.startswith(("rates.", "headcounts."))


def exit_code(issues: "Iterable[Issue]") -> int:
    return PROBLEMS if any(one.severity != "advisory" for one in issues) else 0


def as_json(record: object) -> str:
    return json.dumps(record, indent=1, ensure_ascii=False)


def blocks(found: "Iterable[Block]") -> str:
    """Tables with a title above and sentences below; one without rows has no table."""
    lines: list[str] = []
    for title, rows, sentences in found:
        lines += [title, *([table(rows)] if rows else ())]
        lines += [*(f"  {sentence}" for sentence in sentences), ""]
    return "\n".join(lines)


def table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)
