"""Commands for who goes to the workers: whom to interview."""

import json
import sys
from pathlib import Path

import click

from recruitcheck.cli.group import (
    about_tables,
    commands,
    exit_code,
    open_,
    say,
    say_issues,
    table,
    workspace_argument,
)
from recruitcheck.errors import UsageError


@commands.command()
@workspace_argument
@click.option("--supplier", help="Only this supplier, by its id.")
@click.option(
    "--each",
    type=click.IntRange(1, 1000),
    default=5,
    show_default=True,
    metavar="N",
    help="At least so many in every corridor, where there are so many workers.",
)
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the plan as an .xlsx for the field team.",
)
def sample(
    workspace: Path, *, supplier: str | None, each: int, form: str, output: Path | None
) -> None:
    """Say how many workers to interview.

    And what such a sample can say.

    By corridor, and with headcounts.csv by recruiter and sex. Once interviews are back,
    what was planned stands beside what was done.
    """
    from recruitcheck.sampling.outputs import (
        LIMIT,
        plan_as_blocks,
        plan_as_record,
        write_plan,
    )
    from recruitcheck.sampling.plans import plan_sample
    from recruitcheck.workspace import read_and_assess

    if output is not None and output.suffix.lower() != ".xlsx":
        message = f"The plan is a workbook: name a file ending in .xlsx, not '{output}'"
        raise UsageError(message)
    results, returned = read_and_assess(open_(workspace), processes=None, progress=say)
    refused = None if returned.interviews is None else returned.interviews.refused
    plan = plan_sample(results, each=each, refused=refused, supplier=supplier)
    found = (*results.issues, *plan.issues)
    issues = [one for one in found if about_tables(one)]
    say_issues(issues)
    if form == "json":
        click.echo(json.dumps(plan_as_record(plan), indent=1, ensure_ascii=False))
    else:
        for title, rows, sentences in plan_as_blocks(plan):
            click.echo(title)
            if rows:
                click.echo(table(rows))
            for sentence in sentences:
                click.echo(f"  {sentence}")
            click.echo()
        if plan.refused is not None:
            click.echo(f"Interviews refused, all sites together: {plan.refused}.")
        click.echo(LIMIT)
    if output is not None:
        write_plan(plan, output)
        say(f"Look at {output}")
    sys.exit(exit_code(issues))
