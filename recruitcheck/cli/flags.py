"""The command for flags: what somebody should look at."""

from pathlib import Path

import click

from recruitcheck.cli.group import (
    as_json,
    commands,
    model_option,
    open_,
    say,
    say_problems,
    text_or_json,
    workspace_argument,
)


@commands.command()
@workspace_argument
@model_option
@text_or_json
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
        click.echo(as_json(flags_record(found)))
    else:
        click.echo(flags_text(found))
