"""Commands about money: what is owed to workers who paid for their jobs."""

import sys
from datetime import datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from recruitcheck.remediation.estimates import Reference


def _percent(
    _context: click.Context, _parameter: click.Parameter, value: str
) -> Decimal:
    """A share from a percentage, exactly."""
    try:
        share = Decimal(value.strip().removesuffix("%")) / 100
        fits = 0 <= share <= 1
    except InvalidOperation:
        share, fits = Decimal(0), False
    if not fits:
        message = f"'{value}' is not a percentage from 0 to 100: write 6 or 5.5"
        raise click.BadParameter(message)
    return share


@commands.command()
@workspace_argument
@click.option("--supplier", help="Only this supplier, by its id.")
@click.option(
    "--reference",
    type=click.Choice(["p75", "median", "mean"]),
    default="p75",
    show_default=True,
    help="What each worker who was not interviewed is owed.",
)
@click.option(
    "--rate",
    "annual_rate",
    callback=_percent,
    default="0",
    metavar="PERCENT",
    help="Interest a year on what workers paid, such as 6.",
)
@click.option(
    "--look-back",
    type=click.IntRange(0, 600),
    default=36,
    show_default=True,
    metavar="MONTHS",
    help="How long workers who left are counted.",
)
@click.option("--currency", help="Currency of repayment, such as MYR.")
@click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The day that interest runs to; by default that of the last interview.",
)
@table_or_json
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Write a payment plan for each supplier here.",
)
def remediation(  # noqa: PLR0917
    workspace: Path,
    supplier: str | None,
    reference: "Reference",
    annual_rate: Decimal,
    look_back: int,
    currency: str | None,
    on: datetime | None,
    form: str,
    output: Path | None,
) -> None:
    """Say what workers who paid for their jobs are owed.

    By cohort, and what is repaid already.

    Needs interviews; headcounts.csv and rates.csv make it finer. Amounts of few workers
    are not shown.
    """
    from recruitcheck.remediation.amounts import owed_to_workers
    from recruitcheck.remediation.outputs import (
        owed_as_blocks,
        owed_as_record,
        terms_as_lines,
    )
    from recruitcheck.remediation.owed import Terms
    from recruitcheck.remediation.payments import read_payments
    from recruitcheck.remediation.plans import write_payment_plans
    from recruitcheck.workspace import assess_workspace

    opened = open_(workspace)
    results = assess_workspace(opened, processes=None, progress=say)
    payments, wrong = read_payments(opened.root, results.latest("supplier"))
    terms = Terms(
        reference=reference,
        annual_rate=annual_rate,
        look_back=look_back,
        currency=currency.upper() if currency else None,
        on=on.date() if on else None,
    )
    owed = owed_to_workers(results, terms, payments=payments, supplier=supplier)
    found = (*results.issues, *wrong, *owed.issues)
    issues = [one for one in found if about_tables(one)]
    say_issues(issues)
    if form == "json":
        click.echo(as_json(owed_as_record(owed)))
    else:
        click.echo(blocks(owed_as_blocks(owed)))
        click.echo("\n".join(terms_as_lines(owed)))
    if output is not None:
        for path in write_payment_plans(owed, output):
            say(f"Look at {path}")
    sys.exit(exit_code(issues))
