"""Commands that compare: which judgement matters, what changed since."""

from pathlib import Path

import click

from recruitcheck.cli.group import (
    as_json,
    commands,
    model_option,
    open_,
    say,
    say_problems,
    table,
    text_or_json,
    workspace_argument,
)


@commands.command()
@workspace_argument
@model_option
@text_or_json
def sensitivity(workspace: Path, *, model: str | None, form: str) -> None:
    """Say which judgement of the model moves each score most.

    Needs SALib: pip install 'recruitcheck[sobol]'.
    """
    from recruitcheck.comparing.ranking import sensitivity_record, sensitivity_rows
    from recruitcheck.scoring.sensitivity import find_sensitivity
    from recruitcheck.workspace import assess_workspace

    results = assess_workspace(open_(workspace), model=model, progress=say)
    say_problems(results.issues)
    found = find_sensitivity(results.network)
    if form == "json":
        record = sensitivity_record(found, results)
        click.echo(as_json(record))
    else:
        click.echo(table(sensitivity_rows(found, results)))
        click.echo(
            "\nHow much of the movement of a score each judgement of the model causes,"
            "\nalone and together with others, so that a row can add up to more than"
            f" 100%. Seed {found.seed},\n{found.evaluations:,} scorings. See the ranges"
            " themselves with `recruitcheck score --ranges`."
        )


@commands.command()
@workspace_argument
@model_option
@click.option("--from", "old", metavar="CYCLE", help="Instead of the cycle before.")
@click.option("--to", "new", metavar="CYCLE", help="Instead of the latest cycle.")
@text_or_json
def trend(
    workspace: Path, *, model: str | None, old: str | None, new: str | None, form: str
) -> None:
    """Say what changed since the last cycle, and why.

    And whether it is a real change.
    """
    from recruitcheck.comparing.trends import (
        corridor_rows,
        organisation_rows,
        trend_notes,
        trend_record,
    )
    from recruitcheck.workspace import assess_workspace, compare_cycles

    results = assess_workspace(open_(workspace), model=model, progress=say)
    say_problems(results.issues)
    found = compare_cycles(results, old=old, new=new)
    if form == "json":
        record = trend_record(found, results)
        click.echo(as_json(record))
        return
    click.echo(table(organisation_rows(found, results)))
    if found.corridors:
        click.echo()
        click.echo(table(corridor_rows(found, results)))
    click.echo()
    click.echo("\n".join(trend_notes(found, results)))
