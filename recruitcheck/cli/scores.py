"""Commands for who reads what came back: check, score, report."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recruitcheck.cli.group import (
    PROBLEMS,
    as_json,
    commands,
    counted,
    exit_code,
    format_option,
    model_option,
    open_,
    say,
    say_problems,
    table,
    text_or_json,
    workspace_argument,
)
from recruitcheck.errors import UsageError

if TYPE_CHECKING:
    from recruitcheck.results import Results


_NOTHING_YET = (
    "No return came back yet. Put filled workbooks into returns, survey exports into"
    " interviews; README.md says more."
)


@commands.command()
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("recruitcheck-demo"),
)
@click.option("--open", "open_", is_flag=True, help="Open the index in the browser.")
def demo(folder: Path, *, open_: bool) -> None:
    """Make a fictional network, check, score and report it."""
    from recruitcheck.workspace import make_demo, run_workspace

    workspace = make_demo(folder)
    results = run_workspace(workspace, progress=say)
    say_problems(results.issues, most=5)
    click.echo(_ranking(results))
    index = workspace.root / "reports" / "index.html"
    click.echo(f"\nEverything here is invented. Look at {index}")
    if open_:
        click.launch(index.resolve().as_uri())


@commands.command()
@workspace_argument
@text_or_json
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for summary and copies, instead of `checked` in the workspace.",
)
@click.option(
    "--copies/--no-copies",
    default=True,
    help="Write a marked copy of each return to send back.",
)
def check(workspace: Path, *, form: str, output: Path | None, copies: bool) -> None:
    """Say exactly what is wrong in what came back.

    Reads all returns, interviews, plans and tables of the workspace. Writes summary.xlsx and a marked copy of each return with a problem.
    """
    from recruitcheck.checkup import check_workspace
    from recruitcheck.issues import as_records
    from recruitcheck.submissions.missing import screen_rows_of_missing
    from recruitcheck.submissions.summary import screen_rows

    found = check_workspace(
        open_(workspace), output, copies=copies, processes=None, progress=say
    )
    if form == "json":
        click.echo(as_json(as_records(found.issues)))
    else:
        for issue in found.issues:
            click.echo(str(issue))
        if found.returns:
            click.echo(table(screen_rows(found.returns)))
        if found.missing:
            click.echo(f"\n{table(screen_rows_of_missing(found.missing))}\n")
        click.echo(counted(found.issues))
    if not found.returns:
        say(_NOTHING_YET)
    say(f"Look at {found.summary}")
    if found.copies:
        say(
            f"Send back the marked copies in {found.summary.parent}; put what comes"
            " back into returns, instead of the old file."
        )
    sys.exit(exit_code(found.issues))


@commands.command()
@workspace_argument
@model_option
@format_option
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--ranges",
    is_flag=True,
    help="Show how far scores and ranks move with the judgements of the model.",
)
@click.option(
    "--set",
    "changes",
    multiple=True,
    metavar="KEY=VALUE",
    help="What if: change the model, as in weight.1=30, p=1, cap.major=75, band.A=90.",
)
@click.option(
    "--fail-on",
    metavar="BAND",
    help="Leave with 1 when a supplier is in this band or a worse one.",
)
def score(
    workspace: Path,
    *,
    model: str | None,
    form: str,
    output: Path | None,
    ranges: bool,
    changes: tuple[str, ...],
    fail_on: str | None,
) -> None:
    """Score every organisation per corridor."""
    from recruitcheck.workspace import assess_workspace, what_if

    results = assess_workspace(
        open_(workspace), model=model, processes=None, progress=say
    )
    before = results if changes else None
    if changes:
        results = what_if(results, changes)
    say_problems(results.issues)
    text = _scores_as(form, results, before, ranges=ranges)
    if output is None:
        click.echo(text)
    else:
        from recruitcheck.sheets.saving import put_whole

        put_whole(f"{text}\n".encode(), output)
    code = exit_code(results.issues)
    sys.exit(PROBLEMS if fail_on and _reaches(results, fail_on) else code)


def _scores_as(
    form: str, results: "Results", before: "Results | None", *, ranges: bool
) -> str:
    """The scores in a format; `before` is what a changed model is compared with."""
    from recruitcheck.comparing.ranking import (
        changes_note,
        ranges_note,
        ranking_rows,
        what_if_record,
    )
    from recruitcheck.exports import as_csv, as_record

    if form == "csv":
        return as_csv(results).rstrip("\n")
    if form == "json":
        record = dict(as_record(results))
        if before is not None:
            record["what_if"] = what_if_record(before, results)
        return as_json(record)
    ranking = table(ranking_rows(results, ranges=ranges, before=before))
    notes = (changes_note(results), ranking, ranges_note(results) if ranges else "")
    return "\n\n".join(filter(None, notes))


@commands.command()
@workspace_argument
@model_option
def report(workspace: Path, *, model: str | None) -> None:
    """Write the pages of suppliers, corridors and recruiters.

    And of members, briefs for authorities, and the index of all.
    """
    from recruitcheck.workspace import assess_workspace, write_reports

    opened = open_(workspace)
    results = assess_workspace(opened, model=model, processes=None, progress=say)
    say_problems(results.issues)
    click.echo(write_reports(opened, results, progress=say))
    sys.exit(exit_code(results.issues))


@commands.command()
@workspace_argument
@model_option
def run(workspace: Path, *, model: str | None) -> None:
    """Check, score and report the workspace."""
    from recruitcheck.workspace import run_workspace

    opened = open_(workspace)
    results = run_workspace(opened, model=model, processes=None, progress=say)
    say_problems(results.issues)
    if results.network.assessments:
        click.echo(_ranking(results))
    else:
        say(_NOTHING_YET)
    click.echo(f"\nLook at {opened.root / 'reports' / 'index.html'}")
    sys.exit(exit_code(results.issues))


def _reaches(results: "Results", band: str) -> bool:
    """Whether any supplier stands in that band or below it."""
    from recruitcheck.scoring.roll_ups import roll_up

    letters = [one.letter for one in results.model.bands]
    if band not in letters:
        message = f"'{band}' is not a band: {', '.join(letters)}."
        raise UsageError(message)
    worst = letters[letters.index(band) :]
    return any(
        roll_up(units, results.model).band in worst
        for units in results.latest("supplier").values()
    )


def _ranking(results: "Results") -> str:
    """Suppliers from the worst to the best, then who has no score, as a table."""
    from recruitcheck.comparing.ranking import ranking_rows

    return table(ranking_rows(results))
