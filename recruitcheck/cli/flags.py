"""The command for flags: what somebody should look at."""

import json
from pathlib import Path

import click

from recruitcheck.cli.group import (
    commands,
    model_option,
    open_,
    say,
    say_problems,
    workspace_argument,
)


@commands.command()
@workspace_argument
@model_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def flags(workspace: Path, *, model: str | None, form: str) -> None:
    """Say what somebody should look at. Flags are signs, not proof, and move no score."""
    from recruitcheck.flags.find import find_flags
    from recruitcheck.flags.flag import flags_record
    from recruitcheck.flags.text import flags_text
    from recruitcheck.workspace import assess_workspace

    results = assess_workspace(open_(workspace), model=model, progress=say)
    say_problems(results.issues)
    found = find_flags(results)
    if form == "json":
        click.echo(json.dumps(flags_record(found), indent=1, ensure_ascii=False))
    else:
        click.echo(flags_text(found))
