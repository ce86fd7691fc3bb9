"""Commands that compare: which judgement matters, what changed since."""

import json
from pathlib import Path

import click

from recruitcheck.cli.group import (
    commands,
    model_option,
    open_,
    say,
    say_issues,
    table,
    workspace_argument,
)


@commands.command()
@workspace_argument
@model_option
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def sensitivity(workspace: Path, *, model: str | None, form: str) -> None:
    """Say which judgement of the model moves each supplier's score most.

    Needs SALib: pip install 'recruitcheck[sobol]'.
    """
    from recruitcheck.comparing import sensitivity_record, sensitivity_rows
    from recruitcheck.scoring.sensitivity import find_sensitivity
    from recruitcheck.workspace import assess_workspace

    results = assess_workspace(open_(workspace), model=model, progress=say)
    say_issues(results.issues)
    found = find_sensitivity(results.network)
    if form == "json":
        record = sensitivity_record(found, results)
        click.echo(json.dumps(record, indent=1, ensure_ascii=False))
    else:
        click.echo(table(sensitivity_rows(found, results)))
        click.echo(
            "\nHow much of the movement of a score each judgement of the model causes,"
            "\nalone and together with others, so that a row can add up to more than"
            f" 100%. Seed {found.seed},\n{found.evaluations:,} scorings. See the ranges"
            " themselves with `recruitcheck score --ranges`."
        )
