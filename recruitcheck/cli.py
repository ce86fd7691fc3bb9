"""The command line: reads options, calls one public function, prints.

Results go to standard output, words about progress and problems to standard error.
Exit codes: 0 fine, 1 problems in the data or `--fail-on`, 2 wrong usage, 3 our fault.
"""

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recruitcheck.corridor import Corridor
from recruitcheck.errors import InvalidFileError, OutputError, UsageError

if TYPE_CHECKING:
    from recruitcheck.issues import Issue
    from recruitcheck.questionnaires.questionnaire import Questionnaire
    from recruitcheck.results import Results
    from recruitcheck.scoring.assessment import RollUp
    from recruitcheck.submissions.submission import Submission
    from recruitcheck.workspace import Workspace

PROBLEMS, WRONG_USAGE, OUR_FAULT = 1, 2, 3
_SHOWN = 20  # issues printed before the rest is only counted

_workspace = click.argument(
    "workspace",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path(),
)
_model = click.option("--model", help="Scoring model, instead of the workspace's own.")
_format = click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "csv"]),
    default="table",
    show_default=True,
)


def main() -> None:
    """Run the command line and leave with its exit code."""
    try:
        sys.exit(commands.main(standalone_mode=False) or 0)
    except InvalidFileError as error:
        _say_issues(error.issues)
        sys.exit(PROBLEMS)
    except (UsageError, OutputError) as error:
        click.echo(str(error), err=True)
        sys.exit(WRONG_USAGE)
    except click.exceptions.Abort:
        sys.exit(WRONG_USAGE)
    except click.ClickException as error:
        error.show()
        sys.exit(WRONG_USAGE)
    except BrokenPipeError:
        sys.exit(0)
    except Exception as error:  # noqa: BLE001  # nobody should have to read a traceback
        click.echo(
            f"recruitcheck failed: {type(error).__name__}: {error}\n"
            "This is our fault, not yours. Please report it with the command you ran.",
            err=True,
        )
        sys.exit(OUR_FAULT)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="recruitcheck")
def commands() -> None:
    """Assess ethical recruitment in supply chains, per supplier and per corridor."""


@commands.command()
@click.argument(
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("recruitcheck-demo"),
)
@click.option("--open", "open_", is_flag=True, help="Open the index in the browser.")
def demo(folder: Path, *, open_: bool) -> None:
    """Make a workspace with a fictional network, check, score and report it."""
    from recruitcheck.workspace import make_demo, run_workspace

    workspace = make_demo(folder)
    results = run_workspace(workspace, progress=_say)
    _say_issues(results.issues, most=5)
    click.echo(_ranking(results))
    index = workspace.root / "reports" / "index.html"
    click.echo(f"\nEverything here is invented. Look at {index}")
    if open_:
        click.launch(index.resolve().as_uri())


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.option("--name", default="", help="Name of the network, for its reports.")
def init(folder: Path, *, name: str) -> None:
    """Make a workspace: questionnaires, scoring models and templates to edit."""
    from recruitcheck.workspace import init_workspace

    workspace = init_workspace(folder, name=name)
    click.echo(f"{workspace.root} is ready.", err=True)
    click.echo("Next: recruitcheck blank iris-supplier -o supplier.xlsx", err=True)


@commands.command()
@click.argument("questionnaire", required=False)
@click.option("--language", help="A language of the form, such as es.")
@click.option("-w", "--workspace", type=click.Path(path_type=Path, exists=True))
def show(
    questionnaire: str | None, *, language: str | None, workspace: Path | None
) -> None:
    """Print a questionnaire as Markdown, or list what there is."""
    from recruitcheck.questionnaires.twin import as_markdown
    from recruitcheck.workspace import find_questionnaire, read_questionnaires

    found, issues = read_questionnaires(workspace and workspace / "questionnaires")
    _say_issues(issues)
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
) -> tuple[Corridor, ...]:
    try:
        return tuple(map(Corridor.parse, keys))
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


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
@click.option("--asked-by", default="", help="Who asks, for the start page.")
@click.option(
    "--corridor",
    "corridors",
    multiple=True,
    callback=_as_corridors,
    help="A corridor to prefill, such as NPL-MYS; may be given several times.",
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
    corridors: tuple[Corridor, ...],
    earlier: Path | None,
    workspace: Path | None,
) -> None:
    """Write the workbook that a supplier, recruiter, auditor or member fills in."""
    from recruitcheck.questionnaires.blank import write_blank
    from recruitcheck.workspace import find_questionnaire, read_questionnaires

    found, issues = read_questionnaires(workspace and workspace / "questionnaires")
    _say_issues(issues)
    one = find_questionnaire(questionnaire, found)
    answers = None if earlier is None else _earlier(earlier, found)
    if answers is not None:
        organisation = organisation or answers.organisation
        short = answers.form == "short" if short is None else short
        spoken = answers.language if answers.language in one.languages else None
        language = language or spoken
    path = output or Path(f"{'-'.join(filter(None, (organisation, one.id)))}.xlsx")
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
        texts=_own_texts(workspace),
        answers=answers,
    )
    _say_issues(left_out)
    click.echo(path)


def _earlier(path: Path, found: "Mapping[str, Questionnaire]") -> "Submission":
    """An earlier return; InvalidFileError where it cannot be used."""
    from recruitcheck.submissions.workbook import read_return

    submission, issues = read_return(path, found)
    if submission is None:
        raise InvalidFileError(issues)
    return submission


def _own_texts(workspace: Path | None) -> Path | None:
    """The workspace's own wording of blank workbooks, if it has one."""
    path = workspace and workspace / "questionnaires" / "blank_text.csv"
    return path if path and path.is_file() else None


@commands.command()
@_workspace
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
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
    """Read everything that came back and say exactly what is wrong with it.

    Writes summary.xlsx and a marked copy of each return with a problem.
    """
    from recruitcheck.checkup import check_workspace
    from recruitcheck.issues import as_records
    from recruitcheck.submissions.summary import screen_rows

    found = check_workspace(
        _open(workspace), output, copies=copies, processes=None, progress=_say
    )
    if form == "json":
        click.echo(json.dumps(as_records(found.issues), indent=1, ensure_ascii=False))
    else:
        for issue in found.issues:
            click.echo(str(issue))
        if found.returns:
            click.echo(_table(screen_rows(found.returns)))
        click.echo(_counted(found.issues))
    _say(f"Look at {found.summary}")
    sys.exit(_exit_code(found.issues))


@commands.command()
def issues() -> None:
    """Print every issue there is, with what to do about it, as Markdown."""
    from recruitcheck.issues import catalogue_as_markdown

    click.echo(catalogue_as_markdown(), nl=False)


@commands.command()
@click.argument(
    "workspace", type=click.Path(path_type=Path, file_okay=False), required=False
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
@click.option("--strict", is_flag=True, help="Leave with 1 for advisories too.")
def lint(workspace: Path | None, *, form: str, strict: bool) -> None:
    """Look over questionnaires, models, tables and templates that you edit.

    Those of a workspace, or the shipped ones.
    """
    from recruitcheck.issues import as_records
    from recruitcheck.workspace import lint_content

    linted = lint_content(None if workspace is None else _open(workspace).root)
    if form == "json":
        record = {"issues": as_records(linted.issues), "languages": linted.coverage}
        click.echo(json.dumps(record, indent=1, ensure_ascii=False))
    else:
        for issue in linted.issues:
            click.echo(str(issue))
        rows = [["Questionnaire", "Language", "Translated"]]
        rows += [
            [file, language, f"{share:.0%}"]
            for file, by_language in linted.coverage.items()
            for language, share in by_language.items()
        ]
        click.echo(_table(rows))
        click.echo(_counted(linted.issues))
    told = linted.issues if strict else ()
    sys.exit(PROBLEMS if told else _exit_code(linted.issues))


@commands.command()
@_workspace
@_model
@_format
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
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
    fail_on: str | None,
) -> None:
    """Score every organisation per corridor."""
    from recruitcheck.exports import as_csv, as_record
    from recruitcheck.workspace import assess_workspace

    results = assess_workspace(
        _open(workspace), model=model, processes=None, progress=_say
    )
    _say_issues(results.issues)
    if form == "json":
        text = json.dumps(as_record(results), indent=1, ensure_ascii=False)
    else:
        text = as_csv(results).rstrip("\n") if form == "csv" else _ranking(results)
    if output is None:
        click.echo(text)
    else:
        output.write_text(f"{text}\n", "utf-8")
    code = _exit_code(results.issues)
    sys.exit(PROBLEMS if fail_on and _reaches(results, fail_on) else code)


@commands.command()
@click.argument("organisation")
@_workspace
@_model
@click.option("--corridor", help="Only this corridor, such as NPL-MYS.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def explain(
    organisation: str,
    workspace: Path,
    *,
    model: str | None,
    corridor: str | None,
    form: str,
) -> None:
    """Say where the points went that an organisation lost, to the cell."""
    from recruitcheck.explaining import explanation_record, explanation_text
    from recruitcheck.workspace import assess_workspace, find_units

    results = assess_workspace(_open(workspace), model=model)
    units = find_units(organisation, corridor, results)
    if form == "json":
        records = [explanation_record(one, results) for one in units]
        click.echo(json.dumps(records, indent=1, ensure_ascii=False))
    else:
        click.echo("\n\n".join(explanation_text(one, results) for one in units))


@commands.command()
@_workspace
@_model
def report(workspace: Path, *, model: str | None) -> None:
    """Write the pages of every supplier, corridor and recruiter, and the index."""
    from recruitcheck.workspace import assess_workspace, write_reports

    opened = _open(workspace)
    results = assess_workspace(opened, model=model, processes=None, progress=_say)
    _say_issues(results.issues)
    click.echo(write_reports(opened, results, progress=_say))
    sys.exit(_exit_code(results.issues))


@commands.command()
@_workspace
@_model
def run(workspace: Path, *, model: str | None) -> None:
    """Check, score and report the workspace."""
    from recruitcheck.workspace import run_workspace

    opened = _open(workspace)
    results = run_workspace(opened, model=model, processes=None, progress=_say)
    _say_issues(results.issues)
    click.echo(_ranking(results))
    click.echo(f"\nLook at {opened.root / 'reports' / 'index.html'}")
    sys.exit(_exit_code(results.issues))


def _open(root: Path) -> "Workspace":
    from recruitcheck.workspace import open_workspace

    return open_workspace(root)


def _say(text: str) -> None:
    click.echo(text, err=True)


def _say_issues(issues: "Iterable[Issue]", *, most: int = _SHOWN) -> None:
    """The issues on standard error, the hardest first; a long list is cut."""
    order = ("blocking", "error", "advisory")
    ranked = sorted(issues, key=lambda issue: order.index(issue.severity))
    for issue in ranked[:most]:
        click.echo(str(issue), err=True)
    if len(ranked) > most:
        rest = len(ranked) - most
        click.echo(
            f"... and {rest} more; `recruitcheck check` lists them all.", err=True
        )


def _counted(issues: "Sequence[Issue]") -> str:
    """'3 errors, 2 advisories in 4 files', or that nothing is wrong."""
    if not issues:
        return "Nothing is wrong."
    files = len({issue.place.file for issue in issues})
    parts = [
        f"{n} {severity}"
        for severity in ("blocking", "error", "advisory")
        if (n := sum(issue.severity == severity for issue in issues))
    ]
    return f"{', '.join(parts)} in {files} file{'s' if files > 1 else ''}"


def _exit_code(issues: "Iterable[Issue]") -> int:
    return PROBLEMS if any(one.severity != "advisory" for one in issues) else 0


def _reaches(results: "Results", band: str) -> bool:
    """Whether any supplier stands in that band or below it."""
    from recruitcheck.scoring.assessment import roll_up

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
    from recruitcheck.scoring.assessment import roll_up

    rows = []
    for name, units in results.latest("supplier").items():
        total = roll_up(units, results.model)
        rows.append(
            (
                total.score is None,
                total.score or 0.0,
                [
                    total.band or "-",
                    "-" if total.score is None else f"{total.score:.1f}",
                    units[0].unit.own.name or name,
                    ", ".join(str(one.corridor) for one in units),
                    f"{total.workers:,}",
                    _answers(total),
                    " ".join(dict.fromkeys(g for one in units for g in one.gates)),
                ],
            )
        )
    rows.sort(key=lambda row: row[:2])
    heading = ["Band", "Score", "Supplier", "Corridors", "Workers", "Answers", "Gates"]
    return _table([heading, *(cells for _, _, cells in rows)])


def _answers(total: "RollUp") -> str:
    """Completeness, and the share of workers that the score speaks of if not all."""
    if total.status is None or total.covered is None:
        return "no score"
    part = "" if total.covered == 1 else f", {total.covered:.0%} of workers"
    return f"{total.status}{part}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)
