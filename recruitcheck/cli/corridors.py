"""Commands about corridors: what is known of them before any employer acts."""

import csv
import io
import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from recruitcheck.cli.group import (
    as_json,
    commands,
    exit_code,
    format_option,
    open_,
    say_issues,
    table,
    text_or_json,
    workspace_argument,
    workspace_here,
)
from recruitcheck.errors import InvalidFileError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from recruitcheck.corridor import Corridor
    from recruitcheck.corridors.facts import Facts
    from recruitcheck.corridors.risk import InherentRisk
    from recruitcheck.corridors.risk_model import RiskModel
    from recruitcheck.corridors.statement import Told
    from recruitcheck.issues import Issue

on_option = click.option(
    "--on",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day by which facts are old; today if not given.",
)


@commands.command()
@click.argument("countries", nargs=-1, required=True)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    help="Take your own facts and weights from here; this folder, if it is one.",
)
@on_option
@text_or_json
def corridor(
    countries: tuple[str, ...],
    *,
    workspace: Path | None,
    on: datetime | None,
    form: str,
) -> None:
    """Show the risk of a corridor, every fact and source.

    COUNTRIES is a corridor, origin first: NPL-MYS, or two names, in any language:
    "Viet Nam" Japan. Several corridors are shown one after the other.
    """
    from recruitcheck.corridors.statement import risk_record, statement

    wanted = parse_corridors(countries)
    scoring = _scoring_folder(workspace)
    facts, model, issues = _known(scoring)
    told = [_told(_risk(one, facts, model, on), facts, scoring) for one in wanted]
    if form == "json":
        records = [risk_record(one) for one in told]
        shown = records[0] if len(records) == 1 else records
        click.echo(as_json(shown))
    else:
        click.echo(f"\n\n{'-' * 88}\n\n".join(map(statement, told)))
    say_issues(issues)
    sys.exit(exit_code(issues))


@commands.command()
@workspace_argument
@on_option
@format_option
def corridors(workspace: Path, *, on: datetime | None, form: str) -> None:
    """List corridors by inherent risk, the highest first.

    Those that organisations.csv names.
    """
    from recruitcheck.corridors.countries import corridor_name
    from recruitcheck.workspace import read_expected

    expected, issues = read_expected(open_(workspace))
    keys = sorted({one for each in expected for one in each.corridors})
    if not keys:
        raise UsageError("organisations.csv names no corridors; ask for one by its key")
    facts, model, wrong = _known(workspace / "scoring")
    issues = (*issues, *wrong)
    risks = sorted(
        (_risk(one, facts, model, on) for one in keys),
        key=lambda risk: (-risk.value, risk.corridor),
    )
    rows = [
        (
            str(risk.corridor),
            corridor_name(risk.corridor),
            f"{risk.value:.0f}",
            f"{risk.low:.0f}",
            f"{risk.high:.0f}",
            f"{risk.completeness:.0%}",
            "provisional" if risk.provisional else "",
        )
        for risk in risks
    ]
    _show(rows, risks, form)
    say_issues(issues)
    sys.exit(exit_code(issues))


@commands.command()
@click.argument("countries", nargs=-1, required=True)
@click.option(
    "--workspace",
    type=click.Path(path_type=Path, file_okay=False),
    help="Show what its members' data say; this folder, if it is one.",
)
@click.option("-o", "--output", type=click.Path(path_type=Path, dir_okay=False))
def brief(
    countries: tuple[str, ...], *, workspace: Path | None, output: Path | None
) -> None:
    """Write two pages on a corridor for a dialogue.

    For a meeting of companies and public authorities.

    Names no company; figures are shown over five companies or more. Without a workspace
    it holds the facts about both countries alone.
    """
    from recruitcheck.workspace import write_brief

    wanted = parse_corridors(countries)
    if len(wanted) != 1:
        raise UsageError("A brief is about one corridor: name one.")
    workspace = workspace_here(workspace)
    path = output or Path(f"brief-{wanted[0]}.html")
    issues = write_brief(
        wanted[0], path, None if workspace is None else open_(workspace)
    )
    say_issues(issues)
    click.echo(path)


_HEADING = ("corridor", "name", "inherent_risk", "low", "high", "known", "state")


def _show(
    rows: "Sequence[tuple[str, ...]]", risks: "Sequence[InherentRisk]", form: str
) -> None:
    from recruitcheck.corridors.risk import CAVEAT
    from recruitcheck.corridors.statement import Told, risk_record

    if form == "json":
        records = [risk_record(Told(risk)) for risk in risks]
        click.echo(as_json(records))
    elif form == "csv":
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows([_HEADING, *rows])
        click.echo(text.getvalue(), nl=False)
    else:
        click.echo(table([_HEADING, *rows]))
        click.echo(
            f"\nInherent risk, 0 low to 100 high. {CAVEAT}\nWhy, with sources:"
            f" recruitcheck corridor {rows[0][0]}"
        )


def parse_corridors(words: tuple[str, ...]) -> "list[Corridor]":
    """Corridors of keys and names; UsageError with a hint where a word is neither."""
    found = _parsed(words)
    at_home = [str(one) for one in found if one.origin == one.destination]
    if at_home:
        message = f"'{at_home[0]}' begins and ends in one country: name two"
        raise UsageError(message)
    return found


def _parsed(words: tuple[str, ...]) -> "list[Corridor]":
    from recruitcheck.corridor import Corridor
    from recruitcheck.corridors.countries import (
        find_corridor,
        find_country,
        nearest_country,
    )

    if len(words) == 2:
        origin, destination = map(find_country, words)
        if origin and destination:
            return [Corridor(origin, destination)]
        if not any(map(find_corridor, words)):
            word = words[0] if not origin else words[1]
            message = f"'{word}' is not a country.{nearest_country(word)}"
            raise UsageError(message)
    found = []
    for word in words:
        one = find_corridor(word)
        if one is None and find_country(word):
            message = f"'{word}' is one country: a corridor has two, as in NPL-MYS"
            raise UsageError(f"{message}, origin first.")
        if one is None:
            ends = word.replace("-", " - ").split(" - ")
            unknown = next((end for end in ends if not find_country(end)), word)
            hint = nearest_country(unknown)
            message = f"'{word}' is not a corridor: write NPL-MYS, or two countries"
            raise UsageError(f"{message}, origin first.{hint}")
        found.append(one)
    return found


def _scoring_folder(workspace: Path | None) -> Path | None:
    """That of a workspace named, or of this folder where it is one; else None."""
    if workspace is not None:
        return open_(workspace).root / "scoring"
    here = workspace_here(None)
    return None if here is None else here / "scoring"


def _known(
    scoring: Path | None,
) -> "tuple[Facts, RiskModel, tuple[Issue, ...]]":
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.corridors.risk_model import read_risk_model

    facts, issues = read_facts(scoring)
    model, wrong = read_risk_model(scoring)
    if model is None:
        raise InvalidFileError(wrong)
    return facts, model, issues


def _risk(
    corridor: "Corridor", facts: "Facts", model: "RiskModel", on: datetime | None
) -> "InherentRisk":
    from recruitcheck.corridors.risk import inherent_risk

    day = on.date() if on else date.today()  # noqa: DTZ011  # the user's own day
    return inherent_risk(corridor, facts, on=day, model=model)


def _told(risk: "InherentRisk", facts: "Facts", scoring: Path | None) -> "Told":
    """The risk with rules on both sides, their gaps, and what else is known."""
    from recruitcheck.corridors.gap_texts import read_gap_texts
    from recruitcheck.corridors.gaps import gaps_between_rules
    from recruitcheck.corridors.legal_context import legal_context
    from recruitcheck.corridors.statement import Told
    from recruitcheck.scoring.crosswalk import read_clauses

    texts, wrong = read_gap_texts(scoring)
    if texts is None:
        raise InvalidFileError(wrong)
    own = scoring / "crosswalks" / "clauses.csv" if scoring is not None else None
    context = legal_context(risk.corridor, facts, on=risk.on, model=risk.model)
    return Told(
        risk,
        facts.known_of(risk.corridor),
        gaps_between_rules(context, texts=texts),
        context.questions,
        read_clauses(own if own is not None and own.is_file() else None),
    )
