"""The command for who asks why: explain."""

import shutil
from pathlib import Path

import click

from recruitcheck.cli.group import (
    as_json,
    commands,
    model_option,
    open_,
    text_or_json,
    workspace_argument,
)

_WIDEST = 100  # longer lines are hard to read


@commands.command()
@click.argument("organisation")
@workspace_argument
@model_option
@click.option("--corridor", help="Only this corridor, such as NPL-MYS.")
@click.option("--all", "every", is_flag=True, help="Show every question that cost.")
@text_or_json
def explain(
    organisation: str,
    workspace: Path,
    *,
    model: str | None,
    corridor: str | None,
    every: bool,
    form: str,
) -> None:
    """Say where points were lost, to the cell.

    And what raises the score of the organisation most.
    """
    from recruitcheck.explaining.records import explanation_record
    from recruitcheck.explaining.text import MOST, explanation_text
    from recruitcheck.workspace import assess_workspace, find_units

    results = assess_workspace(open_(workspace), model=model)
    units = find_units(organisation, corridor, results)
    if form == "json":
        record = explanation_record(units, results)
        click.echo(as_json(record))
        return
    width = min(shutil.get_terminal_size().columns - 1, _WIDEST)
    most = len(results.questions) if every else MOST
    click.echo(explanation_text(units, results, width=width, most=most))
