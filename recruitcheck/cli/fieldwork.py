"""Commands for who goes to the workers: whom to interview."""

import sys
from pathlib import Path

import click

from recruitcheck.cli.group import (
    about_tables,
    as_json,
    blocks,
    commands,
    exit_code,
    open_,
    say,
    say_issues,
    table_or_json,
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
@table_or_json
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
        click.echo(as_json(plan_as_record(plan)))
    else:
        click.echo(blocks(plan_as_blocks(plan)))
        if plan.refused is not None:
            click.echo(f"Interviews refused, all sites together: {plan.refused}.")
        click.echo(LIMIT)
    if output is not None:
        write_plan(plan, output)
        say(f"Look at {output}")
    sys.exit(exit_code(issues))
