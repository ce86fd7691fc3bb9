"""Commands for who writes questionnaires and sends them out."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recruitcheck.cli.corridors import parse_corridors
from recruitcheck.cli.group import (
    PROBLEMS,
    as_json,
    commands,
    counted,
    exit_code,
    open_,
    say,
    say_issues,
    table,
    text_or_json,
    workspace_argument,
    workspace_here,
)
from recruitcheck.errors import InvalidFileError, UsageError

if TYPE_CHECKING:
    from recruitcheck.corridor import Corridor
    from recruitcheck.organisations import Expected
    from recruitcheck.questionnaires.questionnaire import Questionnaire
    from recruitcheck.submissions.submission import Submission


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default="", help="Name of the network, for its reports.")
def init(folder: Path, *, name: str) -> None:
    """Make a workspace for your own network.

    With questionnaires, scoring models and templates that you may edit.
    """
    from recruitcheck.workspace import init_workspace

    workspace = init_workspace(folder, name=name)
    say(f"{workspace.root} is ready. What goes where: {workspace.root / 'README.md'}")
    say("Next: write whom you ask into organisations.csv, then in that folder")
    say("  recruitcheck ask iris-supplier --cycle 2026")


@commands.command()
@click.argument("questionnaire", required=False)
@click.option("--language", help="A language of the form, such as es.")
@click.option("-w", "--workspace", type=click.Path(path_type=Path, exists=True))
def show(
    questionnaire: str | None, *, language: str | None, workspace: Path | None
) -> None:
    """Print a questionnaire, or list what there is.

    As Markdown; of the workspace where this folder is one, else the shipped ones.
    """
    from recruitcheck.questionnaires.twin import as_markdown
    from recruitcheck.workspace import find_questionnaire, read_questionnaires

    workspace = workspace_here(workspace)
    found, issues = read_questionnaires(workspace and workspace / "questionnaires")
    say_issues(issues)
    if questionnaire is None:
        for one in found.values():
            click.echo(f"{one.id:24} {len(one.in_form('full')):4}  {one.title}")
    else:
        one = find_questionnaire(questionnaire, found)
        click.echo(
            as_markdown(one, language=_language(one.languages, language)), nl=False
        )


def _language(languages: Sequence[str], wanted: str | None) -> str | None:
    """The form's own name of a language that may be given as its code."""
    if wanted is None:
        return None
    for language in languages:
        if wanted in {language, language.rpartition("(")[2].rstrip(")")}:
            return language
    message = f"There is no language '{wanted}': {', '.join(languages)}."
    raise UsageError(message)


def _as_corridors(
    _context: click.Context, _parameter: click.Parameter, keys: tuple[str, ...]
) -> "tuple[Corridor, ...]":
    return tuple(one for key in keys for one in parse_corridors((key,)))


@commands.command()
@click.argument("questionnaire")
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--language", help="A language of the form, such as es.")
@click.option(
    "--short/--full",
    default=None,
    help="The short or the full form; by default as the earlier return, else the full.",
)
@click.option("--id", "organisation", default="", help="Id of who fills it in.")
@click.option("--name", default="", help="Name of who fills it in.")
@click.option("--destination", default="", help="Country of the site, such as MYS.")
@click.option("--cycle", default="", help="Assessment cycle, such as 2026.")
@click.option("--currency", default="", help="Currency of amounts, such as USD.")
@click.option(
    "--asked-by",
    default="",
    help="Who asks, for the start page; by default the name of the workspace.",
)
@click.option(
    "--corridor",
    "corridors",
    multiple=True,
    callback=_as_corridors,
    help="A corridor, such as NPL-MYS or Nepal-Malaysia; may be given several times.",
)
@click.option(
    "--from",
    "earlier",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="An earlier return, whose answers are filled in to be changed or confirmed.",
)
@click.option("-w", "--workspace", type=click.Path(path_type=Path, exists=True))
def blank(  # noqa: PLR0917
    questionnaire: str,
    output: Path | None,
    language: str | None,
    short: bool | None,  # noqa: FBT001
    organisation: str,
    name: str,
    destination: str,
    cycle: str,
    currency: str,
    asked_by: str,
    corridors: "tuple[Corridor, ...]",
    earlier: Path | None,
    workspace: Path | None,
) -> None:
    """Write the workbook that somebody fills in.

    QUESTIONNAIRE is an id: `recruitcheck show` lists them. In a workspace its own
    questionnaires are used, and organisations.csv gives name and corridors of the id.
    """
    from recruitcheck.questionnaires.blank import write_blank
    from recruitcheck.workspace import (
        blank_name,
        find_questionnaire,
        own_wording,
        read_questionnaires,
    )

    workspace = workspace_here(workspace)
    found, issues = read_questionnaires(workspace and workspace / "questionnaires")
    say_issues(issues)
    one = find_questionnaire(questionnaire, found)
    answers = None if earlier is None else _earlier(earlier, found)
    if workspace is not None:
        asked_by = asked_by or open_(workspace).settings.name
    if answers is not None:
        organisation = organisation or answers.organisation
        short = answers.form == "short" if short is None else short
        spoken = answers.language if answers.language in one.languages else None
        language = language or spoken
    if workspace is not None and organisation:
        known = _asked(workspace, organisation)
        if known is not None and answers is None:
            name = name or (known.name if known.name != known.id else "")
            corridors = corridors or known.corridors
    path = output or Path(blank_name(organisation, one.id, cycle))
    _spare(path, earlier, named=output is not None)
    left_out = write_blank(
        one,
        path,
        language=language,
        form="short" if short else "full",
        organisation=organisation,
        name=name,
        destination=destination or (corridors[0].destination if corridors else ""),
        cycle=cycle,
        currency=currency,
        asked_by=asked_by,
        corridors=corridors,
        texts=own_wording(workspace),
        answers=answers,
    )
    say_issues(left_out)
    click.echo(path)


@commands.command()
@click.argument("questionnaire")
@click.option("--cycle", required=True, help="Assessment cycle, such as 2026.")
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for the workbooks, instead of `blanks` in the workspace.",
)
@click.option("--language", help="A language of the form, such as es.")
@click.option(
    "--short/--full",
    default=None,
    help="The short or the full form; by default as what is carried over, else the full.",
)
@click.option(
    "--carry-over",
    is_flag=True,
    help="Fill in the answers of the last return, to be changed or confirmed.",
)
@workspace_argument
def ask(
    questionnaire: str,
    *,
    cycle: str,
    output: Path | None,
    language: str | None,
    short: bool | None,
    carry_over: bool,
    workspace: Path,
) -> None:
    """Write a workbook for everybody who is asked.

    Each organisation of organisations.csv that QUESTIONNAIRE is for gets one, with its
    name and corridors. Who has answered in the cycle is left out, and no workbook is
    written over: call it again when the list has grown.
    """
    from recruitcheck.workspace import (
        find_questionnaire,
        read_questionnaires,
        write_blanks,
    )

    own = open_(workspace)
    found, issues = read_questionnaires(own.root / "questionnaires")
    say_issues(issues)
    made = write_blanks(
        own,
        find_questionnaire(questionnaire, found),
        output or own.root / "blanks",
        cycle=cycle,
        form=None if short is None else "short" if short else "full",
        language=language,
        carry_over=carry_over,
        progress=say,
    )
    say_issues(made.issues)
    for path in made.written:
        click.echo(path)
    if made.there:
        say(f"There already, and left as they are: {len(made.there):,}.")
    if made.answered:
        say(f"Not asked, for they answered in {cycle}: {', '.join(made.answered)}.")


def _asked(workspace: Path, organisation: str) -> "Expected | None":
    """Who organisations.csv says that is; a slip in the id is said, not refused."""
    from recruitcheck.issues import did_you_mean
    from recruitcheck.workspace import read_expected

    expected, _ = read_expected(open_(workspace))
    known = {one.id: one for one in expected}
    if known and organisation not in known:
        hint = did_you_mean(organisation, known)
        say(f"'{organisation}' does not stand in organisations.csv.{hint}")
    return known.get(organisation)


def _spare(path: Path, earlier: Path | None, *, named: bool) -> None:
    """UsageError where a workbook that may be filled in would be written over."""
    own = earlier is not None and path.resolve() == earlier.resolve()
    if own or (path.exists() and not named):
        message = f"{path} is there already and may be filled in: name another with -o."
        raise UsageError(message)


def _earlier(path: Path, found: "Mapping[str, Questionnaire]") -> "Submission":
    """An earlier return; InvalidFileError where it cannot be used."""
    from recruitcheck.submissions.workbook import read_return

    submission, issues = read_return(path, found)
    if submission is None:
        raise InvalidFileError(issues)
    return submission


@commands.command()
@click.argument(
    "workspace", type=click.Path(path_type=Path, file_okay=False), required=False
)
@text_or_json
@click.option("--strict", is_flag=True, help="Leave with 1 for advisories too.")
def lint(workspace: Path | None, *, form: str, strict: bool) -> None:
    """Say what is wrong in the files that you may edit.

    Questionnaires, models, tables and templates: those of the workspace, of this folder
    where it is one, or else the shipped ones.
    """
    from recruitcheck.issues import as_records
    from recruitcheck.workspace import lint_content

    workspace = workspace_here(workspace)
    linted = lint_content(None if workspace is None else open_(workspace).root)
    if form == "json":
        record = {"issues": as_records(linted.issues), "languages": linted.coverage}
        click.echo(as_json(record))
    else:
        for issue in linted.issues:
            click.echo(str(issue))
        rows = [["Questionnaire", "Language", "Translated"]]
        rows += [
            [file, language, f"{share:.0%}"]
            for file, by_language in linted.coverage.items()
            for language, share in by_language.items()
        ]
        click.echo(table(rows))
        click.echo(counted(linted.issues))
    told = linted.issues if strict else ()
    sys.exit(PROBLEMS if told else exit_code(linted.issues))


@commands.command()
def issues() -> None:
    """Print every message there is, and what to do about it."""
    from recruitcheck.issues import catalogue_as_markdown

    click.echo(catalogue_as_markdown(), nl=False)
