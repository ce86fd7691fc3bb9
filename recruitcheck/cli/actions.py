"""Commands for what is done about findings: actions export, actions import."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recruitcheck.cli.group import (
    PROBLEMS,
    as_json,
    commands,
    exit_code,
    open_,
    say,
    say_issues,
    table,
    text_or_json,
    workspace_argument,
)
from recruitcheck.errors import UsageError

if TYPE_CHECKING:
    from recruitcheck.actions.progress import PlanProgress
    from recruitcheck.results import Results
    from recruitcheck.submissions.actions_taken import ActionTaken

_DAY = click.DateTime(["%Y-%m-%d"])
_MOST = 15  # lines of a list before the rest is only counted
_SHOWN = 70  # characters of an action in a list


@commands.group()
def actions() -> None:
    """Write action plans, and read them when they come back."""


@actions.command("export")
@workspace_argument
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="The file of one plan, or the folder of all, instead of `plans`.",
)
@click.option("--supplier", help="Only the plan of this organisation.")
@click.option("--language", default="en", show_default=True, help="Such as es.")
@click.option(
    "--from",
    "since",
    type=_DAY,
    help="Day from which the days to act count; by default that of the assessment.",
)
def export_(
    workspace: Path,
    *,
    output: Path | None,
    supplier: str | None,
    language: str,
    since: datetime | None,
) -> None:
    """Write an action plan for each organisation.

    What to do, by whom, by when.
    """
    from recruitcheck.plans import export_plans

    written = export_plans(
        open_(workspace),
        output,
        organisation=supplier,
        language=language,
        since=since.date() if since else None,
    )
    for path in written:
        click.echo(path)
    if written:
        say("When a plan comes back: recruitcheck actions import PLAN.xlsx")
    else:
        say("There is nothing to put right, so there is no plan.")


@actions.command("import")
@click.argument(
    "files",
    nargs=-1,
    required=True,
    type=click.Path(path_type=Path, exists=True),
)
@click.option(
    "-w",
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    help="The workspace; by default the last of the arguments if it is one, or here.",
)
@click.option("--today", type=_DAY, help="Day for which overdue is said.")
@text_or_json
def import_(
    files: tuple[Path, ...],
    *,
    workspace: Path | None,
    today: datetime | None,
    form: str,
) -> None:
    """Take returned plans in and say what they change.

    FILES are plans; the last may be the folder of the workspace.
    """
    from recruitcheck.plans import import_plans

    root, plans = workspace or Path(), list(files)
    if workspace is None and plans[-1].is_dir():
        root = plans.pop()
    if not plans:
        raise UsageError("Name the plans that came back: one file or more.")
    day = today.date() if today else datetime.now().astimezone().date()
    found = import_plans(open_(root), plans, today=day)
    say_issues(found.issues)
    for path in found.stored:
        say(f"Taken in as {path}")
    for path in found.present:
        say(f"{path} was taken in before; nothing changed.")
    for path in found.refused:
        say(f"{path} cannot be used.")
    if form == "json":
        click.echo(as_json(_record(found.progress)))
    elif found.progress.actions:
        click.echo("\n\n".join(_parts(found.progress, found.results)))
    sys.exit(PROBLEMS if found.refused else exit_code(found.issues))


def _parts(progress: "PlanProgress", results: "Results") -> list[str]:
    """What changed, what is late, what is new; each a heading and a list."""
    from recruitcheck.actions.progress import effect_words

    parts = [_counts(progress)]
    closed = [[_named(x), effect_words(x, results)] for x in progress.closed]
    parts += _list("Closed now, with a proof that somebody checked:", closed)
    opened = [[_named(x), x.answer or x.status] for x in progress.reopened]
    parts += _list("Open again, though they were closed:", opened)
    waiting = [[_named(x), x.proof] for x in progress.unchecked]
    parts += _list("Done, and the proof waits for somebody to check it:", waiting)
    late = [
        [x.due.isoformat() if x.due else "", _named(x), _short(x.action)]
        for x in progress.overdue
    ]
    parts += _list(f"Overdue on {progress.today}:", late)
    new = [[str(x.id), _short(x.title)] for x in progress.new]
    parts += _list("Found since, and in no plan yet; export the plan again:", new)
    return parts


def _counts(progress: "PlanProgress") -> str:
    """How many actions of each organisation stand where, as a table."""
    rows = [
        ["Organisation", "Actions", "Closed", "Done", "In progress", "Open", "Late"]
    ]
    for name in dict.fromkeys(x.id.organisation for x in progress.actions):
        own = [x for x in progress.actions if x.id.organisation == name]
        closed = [x for x in own if x.closed]
        done = [x for x in own if x.status == "done" and not x.closed]
        busy = [x for x in own if x.status == "in_progress"]
        late = [x for x in progress.overdue if x.id.organisation == name]
        open_ones = len(own) - len(closed) - len(done) - len(busy)
        numbers = (len(own), len(closed), len(done), len(busy), open_ones, len(late))
        rows.append([name, *map(str, numbers)])
    return table(rows)


def _list(heading: str, rows: list[list[str]]) -> list[str]:
    if not rows:
        return []
    shown = [["  " + row[0], *row[1:]] for row in rows[:_MOST]]
    text = f"{heading}\n{table(shown)}"
    rest = len(rows) - _MOST
    return [f"{text}\n  and {rest} more" if rest > 0 else text]


def _named(action: "ActionTaken") -> str:
    return str(action.id)


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _record(progress: "PlanProgress") -> dict[str, object]:
    """What the import says, as plain data for JSON."""
    lists = ("closed", "reopened", "unchecked", "overdue", "new")
    return {
        "today": progress.today.isoformat(),
        **{name: [str(x.id) for x in getattr(progress, name)] for name in lists},
        "actions": [
            {
                "id": str(one.id),
                "cycle": one.cycle,
                "status": one.status,
                "closed": one.closed,
                "severity": one.severity,
                "action": one.action,
                "owner": one.owner,
                "due": _iso(one.due),
                "answer": one.answer,
                "proof": one.proof,
                "proof_date": _iso(one.proof_date),
                "checked_by": one.checked_by,
                "returned": _iso(one.returned),
                "file": one.place.file,
                "sheet": one.place.sheet,
                "cell": one.place.cell,
            }
            for one in progress.actions
        ],
    }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
