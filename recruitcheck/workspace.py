"""A workspace: a folder with content, returns and interviews, and what is made of it.

    workspace.toml        its name, scoring model and whether it is fictional
    organisations.csv     who was asked: id, name, role, corridors (optional)
    rates.csv             exchange rates with date and source (optional)
    headcounts.csv        workers by corridor, recruiter, year and sex (optional)
    payments/             payment plans that came back filled in
    questionnaires/ scoring/ reports/     content, yours to edit
    returns/              filled workbooks of suppliers, recruiters, auditors, members
    interviews/           survey exports of worker interviews
    actions/              action plans that came back (optional)

`recruitcheck run` writes `scores.json`, `scores.csv` and the pages below `reports/`.
"""

import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from recruitcheck.content import FOLDERS, content_folder, is_content
from recruitcheck.errors import InvalidFileError, OutputError, UsageError
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.organisations import Expected, read_organisations
from recruitcheck.questionnaires.questionnaire import Questionnaire, Role
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.scoring.scoring_model import ScoringModel, read_scoring_model
from recruitcheck.sheets import hash_of, parse_toml, read_text

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from recruitcheck.actions.plan_reader import ReturnedPlan
    from recruitcheck.corridor import Corridor
    from recruitcheck.corridors.recruiters import RecruiterNames
    from recruitcheck.corridors.risk_model import RiskModel
    from recruitcheck.results import InputFile, Results
    from recruitcheck.scoring.assessment import Assessment
    from recruitcheck.scoring.trend import Trend
    from recruitcheck.submissions.batch import Done, ReadReturn
    from recruitcheck.submissions.interviews import Interviews
    from recruitcheck.submissions.submission import Submission

SETTINGS = "workspace.toml"
EXPECTED = "organisations.csv"
RETURNS, INTERVIEWS, REPORTS = "returns", "interviews", "reports"
ACTIONS = "actions"
BRIEFS = "briefs"
_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_TOLD_EVERY = 100  # returns
_EXPORTS = _BOOKS | {".csv", ".tsv", ".txt", ".zip", ".parquet"}
_LONGEST_KEY = 60  # characters of it that a message quotes
_KINDS: Mapping[str, str] = {
    "string_type": "text in quotes",
    "bool_type": "true or false, without quotes",
}
Progress = Callable[[str], None]
T = TypeVar("T")


class Settings(BaseModel):
    """What `workspace.toml` may say."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    model: str = "iris"
    fictional: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """An opened workspace."""

    root: Path
    settings: Settings


@dataclass(frozen=True)
class Returned:
    """Everything that came back, as read: each return, and what was usable of it."""

    returns: "tuple[ReadReturn, ...]"
    submissions: "tuple[Submission, ...]"
    interviews: "Interviews | None"
    inputs: "tuple[InputFile, ...]"
    issues: tuple[Issue, ...]


def init_workspace(root: Path, *, name: str = "", fictional: bool = False) -> Workspace:
    """Make a workspace with the shipped content in an empty or new folder.

    UsageError where the folder already holds something.
    """
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = f"{root} is not empty; name a new folder"
        raise UsageError(message)
    from recruitcheck.corridors.headcounts import HEADCOUNTS
    from recruitcheck.corridors.rates import RATES

    shipped = content_folder()
    for folder in FOLDERS:
        for path in sorted((shipped / folder).rglob("*")):
            if is_content(path) and not _is_output(path.relative_to(shipped)):
                _copy(path, root / path.relative_to(shipped))
    for folder in (RETURNS, INTERVIEWS):
        (root / folder).mkdir(parents=True)
    title = name or root.resolve().name
    flag = "\nfictional = true\n" if fictional else "\n"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    (root / SETTINGS).write_text(f'name = "{quoted}"\nmodel = "iris"{flag}', "utf-8")
    (root / EXPECTED).write_text("id,name,role,corridors\n", "utf-8")
    for table in (RATES, HEADCOUNTS):
        heading = ",".join(table.columns)
        (root / f"{table.name}.csv").write_text(f"{heading}\n", "utf-8")
    return open_workspace(root)


def _is_output(path: Path) -> bool:
    """Whether a file below `reports/` is a page that we wrote, not content."""
    return path.parts[0] == REPORTS and (
        path.name == "index.html" and len(path.parts) == 2
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def open_workspace(root: Path) -> Workspace:
    """The workspace in a folder.

    UsageError where there is none, InvalidFileError where its settings are wrong.
    """
    path = root / SETTINGS
    if not path.is_file():
        message = (
            f"{root} is not a workspace: it has no {SETTINGS}."
            " Make one with `recruitcheck init`."
        )
        raise UsageError(message)
    settings, issues = read_settings(path, shown_as=SETTINGS)
    if settings is None:
        raise InvalidFileError(issues)
    return Workspace(root, settings)


def read_settings(
    path: Path, *, shown_as: str | None = None
) -> tuple[Settings | None, tuple[Issue, ...]]:
    """The settings of a file `workspace.toml`, or None and everything wrong in it."""
    file = shown_as or str(path)
    text, issues = read_text(path, name=file)
    if text is None:
        return None, issues
    values, issues = parse_toml(text, file)
    if values is None:
        return None, issues
    try:
        return Settings.model_validate(values), ()
    except ValidationError as error:
        return None, tuple(_wrong_setting(file, one) for one in error.errors())


def _wrong_setting(file: str, error: "ErrorDetails") -> Issue:
    key, kind = str(error["loc"][0])[:_LONGEST_KEY], error["type"]
    reason = f"'{key}' is no setting.{did_you_mean(key, Settings.model_fields)}"
    if kind == "missing":
        reason = f"'{key}' is missing."
    elif kind in _KINDS:
        reason = f"'{key}' must be {_KINDS[kind]}."
    return issue("W204", Place(file, label=key), reason=reason)


def read_questionnaires(
    folder: Path | None = None,
) -> tuple[dict[str, Questionnaire], tuple[Issue, ...]]:
    """All questionnaires of a folder by id; the shipped ones by default."""
    root = folder or content_folder() / "questionnaires"
    found: dict[str, Questionnaire] = {}
    issues: list[Issue] = []
    for path in sorted(root.glob("*.xlsx")):
        if not is_content(path):
            continue
        shown = f"{root.name}/{path.name}"
        questionnaire, wrong = read_questionnaire(path, shown_as=shown)
        issues += wrong
        if questionnaire is not None:
            if questionnaire.id in found:
                other = found[questionnaire.id].file
                place = Place(shown, "settings", label="form_id")
                issues.append(issue("Q123", place, form=questionnaire.id, other=other))
            found[questionnaire.id] = questionnaire
    return found, tuple(issues)


def find_questionnaire(
    name: str, questionnaires: Mapping[str, Questionnaire]
) -> Questionnaire:
    """The questionnaire of that id; UsageError with the nearest where there is none."""
    return _found(name.removesuffix(".xlsx"), questionnaires, "questionnaire")


def _found(name: str, known: Mapping[str, T], what: str) -> T:
    if name not in known:
        hint = did_you_mean(name, known)
        message = f"There is no {what} '{name}': {listed(tuple(known))}.{hint}"
        raise UsageError(message)
    return known[name]


def read_model(name: str, folder: Path | None = None) -> ScoringModel:
    """The scoring model of that name in `scoring/models` of a folder or the package.

    UsageError where there is none, InvalidFileError with everything wrong in it.
    """
    root = (folder or content_folder()) / "scoring" / "models"
    paths = {
        path.stem: path for path in sorted(root.glob("*.toml")) if is_content(path)
    }
    path = _found(name.removesuffix(".toml"), paths, "scoring model")
    shown = f"scoring/models/{path.name}"
    model, issues = read_scoring_model(path, shown_as=shown)
    if model is None:
        raise InvalidFileError(issues)
    return model


def read_risk_rules(root: Path) -> "RiskModel":
    """How facts become inherent risk; InvalidFileError with everything wrong in it."""
    from recruitcheck.corridors.risk_model import read_risk_model

    found, issues = read_risk_model(root / "scoring")
    if found is None:
        raise InvalidFileError(issues)
    return found


@dataclass(frozen=True, slots=True)
class Linted:
    """What is wrong in content, and the share of texts by language of each form."""

    issues: tuple[Issue, ...]
    coverage: Mapping[str, Mapping[str, float]]


def lint_content(root: Path | None = None) -> Linted:
    """Look over questionnaires, scoring files and templates of a workspace.

    The shipped content by default. All issues at once, in the order of the files.
    """
    from recruitcheck.corridors.lint import lint_corridors
    from recruitcheck.questionnaires.lint import coverage, lint_questionnaires
    from recruitcheck.reports.lint import lint_templates
    from recruitcheck.scoring.crosswalk import read_clauses
    from recruitcheck.scoring.lint import lint_scoring

    folder = root or content_folder()
    drafts, told = lint_questionnaires(folder / "questionnaires")
    scoring = lint_scoring(folder / "scoring", drafts, told)
    forms = [draft.questionnaire for draft in drafts if draft.questionnaire]
    unsound = any(one.code.startswith(("F", "M22")) for one in scoring)
    clauses = None if unsound else read_clauses(folder)
    corridors = lint_corridors(folder / "scoring", forms, clauses)
    return Linted(
        (*told, *scoring, *corridors, *lint_templates(folder / "reports")),
        {d.file: coverage(d.questionnaire) for d in drafts if d.questionnaire},
    )


def read_expected(
    workspace: Workspace,
) -> tuple[tuple[Expected, ...], tuple[Issue, ...]]:
    """Who was asked for a return, from `organisations.csv`; empty without the file."""
    path = workspace.root / EXPECTED
    return read_organisations(path, shown_as=EXPECTED) if path.is_file() else ((), ())


def read_returns(
    workspace: Workspace,
    questionnaires: Mapping[str, Questionnaire],
    *,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> Returned:
    """Read all returns and survey exports of a workspace. Never raises for a file.

    `processes`: None for as many as pay, see `recruitcheck.submissions.batch`.
    """
    from recruitcheck.results import InputFile
    from recruitcheck.submissions.batch import read_batch

    issues: list[Issue] = []
    paths = list(_files(workspace.root / RETURNS, _BOOKS, workspace.root, issues))
    progress(f"Reading {len(paths):,} return{'' if len(paths) == 1 else 's'}")
    named = [(path, path.relative_to(workspace.root).as_posix()) for path in paths]
    done = count_aloud(progress, "Read {} of {} returns")
    returns = read_batch(named, questionnaires, processes=processes, done=done)
    issues += [said for one in returns for said in one.issues]
    inputs = [InputFile(one.file, one.hash) for one in returns]
    submissions = [one.submission for one in returns if one.submission is not None]
    interviews, wrong = _read_interviews(workspace, questionnaires, inputs, progress)
    return Returned(
        returns, tuple(submissions), interviews, tuple(inputs), (*issues, *wrong)
    )


def count_aloud(progress: Progress, words: str) -> "Done":
    """Says how far a long batch is: `words` with the number done and that of all."""

    def done(number: int, of: int) -> None:
        if of > _TOLD_EVERY and (number % _TOLD_EVERY == 0 or number == of):
            progress(words.format(f"{number:,}", f"{of:,}"))

    return done


def _read_interviews(
    workspace: Workspace,
    questionnaires: Mapping[str, Questionnaire],
    inputs: "list[InputFile]",
    progress: Progress,
) -> "tuple[Interviews | None, list[Issue]]":
    from recruitcheck.results import InputFile
    from recruitcheck.submissions.interviews import join_interviews
    from recruitcheck.submissions.survey_export import read_survey_export

    issues: list[Issue] = []
    paths = list(_files(workspace.root / INTERVIEWS, _EXPORTS, workspace.root, issues))
    worker = next(
        (q for q in questionnaires.values() if q.respondent == "worker"), None
    )
    if not paths or worker is None:
        return None, issues
    progress(f"Reading {len(paths)} survey export{'s' if len(paths) > 1 else ''}")
    parts = []
    for path in paths:
        shown = path.relative_to(workspace.root).as_posix()
        part, wrong = read_survey_export(path, worker, shown_as=shown)
        issues += wrong
        inputs.append(InputFile(shown, hash_of(path)))
        if part is not None:
            parts.append(part)
    if not parts:
        return None, issues
    joined, doubled = join_interviews(parts)
    return joined, [*issues, *doubled]


def read_plans(
    workspace: Workspace,
) -> "tuple[tuple[ReturnedPlan, ...], tuple[Issue, ...]]":
    """All action plans that came back. Never raises for a file."""
    from recruitcheck.actions.plans import read_action_plans

    issues: list[Issue] = []
    paths = _files(workspace.root / ACTIONS, _BOOKS, workspace.root, issues)
    named = [(path, path.relative_to(workspace.root).as_posix()) for path in paths]
    plans, told = read_action_plans(named)
    return plans, (*issues, *told)


def _files(
    folder: Path, endings: Iterable[str], root: Path, issues: list[Issue]
) -> Iterator[Path]:
    """Files of a folder in the order of their names; others are reported."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if not path.is_file() or path.name.startswith((".", "~$")):
            continue
        if path.suffix.casefold() in endings:
            yield path
        elif path.suffix.casefold() not in {".md", ".txt"}:
            place = Place(path.relative_to(root).as_posix())
            issues.append(issue("W206", place, ending=path.suffix or path.name))


def assess_workspace(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "Results":
    """Read and score everything in a workspace; what is wrong stands in `issues`.

    `processes`: None to read with as many as pay. InvalidFileError where a questionnaire
    or the model itself cannot be used.
    """
    return read_and_assess(
        workspace, model=model, processes=processes, progress=progress
    )[0]


def read_and_assess(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "tuple[Results, Returned]":
    """As `assess_workspace`, with every return as it was read."""
    from recruitcheck.actions.plans import actions_of, misplaced
    from recruitcheck.corridors.conversions import with_known_months
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.corridors.flag_limits import read_limits
    from recruitcheck.corridors.headcounts import read_headcounts
    from recruitcheck.corridors.rates import read_rates
    from recruitcheck.corridors.recruiters import (
        name_recruiters,
        name_recruiters_of_workers,
    )
    from recruitcheck.results import InputFile, Results
    from recruitcheck.scoring.assessment import assess
    from recruitcheck.scoring.crosswalk import read_clauses
    from recruitcheck.submissions.actions_taken import with_proofs
    from recruitcheck.submissions.answers import make_units

    questionnaires, wrong = read_questionnaires(workspace.root / "questionnaires")
    if any(one.blocking for one in wrong):
        raise InvalidFileError(wrong)
    rules = read_model(model or workspace.settings.model, workspace.root)
    limits, unlimited = read_limits(workspace.root)
    if limits is None:
        raise InvalidFileError(unlimited)
    returned = read_returns(
        workspace, questionnaires, processes=processes, progress=progress
    )
    expected, unexpected = read_expected(workspace)
    rates, unrated = read_rates(workspace.root)
    facts, unsourced = read_facts(workspace.root / "scoring")
    known = _recruiter_names(returned.submissions, expected)
    plans, unplanned = read_plans(workspace)
    actions = actions_of(plans)
    proven = with_proofs(returned.submissions, actions)
    submissions, unnamed = name_recruiters(proven, known)
    units, unmatched = make_units(submissions)
    suppliers = {one.own.organisation for one in units if one.own.role == "supplier"}
    suppliers |= {one.id for one in expected if one.role == "supplier"}
    headcounts, uncounted = read_headcounts(workspace.root, suppliers)
    progress(f"Scoring {len(units)} organisations in their corridors")
    table = None if returned.interviews is None else returned.interviews.table
    unconverted: tuple[Issue, ...] = ()
    if table is not None:
        table, unconverted = with_known_months(table, rates)
        table, misnamed = name_recruiters_of_workers(table, known)
        unnamed += misnamed
    network = assess(units, rules, questionnaires, table)
    if any(one.code.startswith("Q") and one.blocking for one in network.issues):
        raise InvalidFileError(network.issues)
    issues = (
        *wrong,
        *returned.issues,
        *unexpected,
        *unrated,
        *unsourced,
        *uncounted,
        *unconverted,
        *unplanned,
        *unmatched,
        *unnamed,
        *network.issues,
    )
    results = Results(
        title=workspace.settings.name,
        network=network,
        questionnaires=questionnaires,
        interviews=table,
        clauses=read_clauses(workspace.root),
        inputs=(*returned.inputs, *(InputFile(one.file, one.hash) for one in plans)),
        issues=issues,
        expected=expected,
        rates=rates,
        headcounts=headcounts,
        facts=facts,
        risk_model=read_risk_rules(workspace.root),
        flag_limits=limits,
        actions=actions,
        fictional=workspace.settings.fictional,
    )
    about = {*results.questions, *(gate.id for gate in rules.outcome_gates)}
    lost = misplaced(plans, results.cycles, about)
    return replace(results, issues=(*issues, *lost)), returned


def _recruiter_names(
    submissions: "Iterable[Submission]", expected: "Iterable[Expected]"
) -> "RecruiterNames":
    """Who is known to recruit: who was asked for a return, and who sent one."""
    from recruitcheck.corridors.recruiters import RecruiterNames

    sent = {o.organisation: o.name for o in submissions if o.role == "recruiter"}
    asked = {one.id: one.name for one in expected if one.role == "recruiter"}
    return RecruiterNames(sent | asked)


def what_if(results: "Results", changes: Sequence[str]) -> "Results":
    """The same returns under the model with some values changed, each `KEY=VALUE`.

    UsageError with everything wrong in the changes.
    """
    from recruitcheck.scoring.model_changes import change_model

    pairs = [one.partition("=") for one in changes]
    unequal = [key for key, sign, _ in pairs if not sign]
    if unequal:
        message = (
            f"Write a key and its value, as in weight.1=30: not {listed(unequal)}."
        )
        raise UsageError(message)
    model, wrong = change_model(
        results.model, {key.strip(): value.strip() for key, _, value in pairs}
    )
    if model is None:
        raise UsageError("\n".join(map(str, wrong)))
    return results.rescored(model)


def compare_cycles(
    results: "Results", *, old: str | None = None, new: str | None = None
) -> "Trend":
    """What changed from one cycle to another; the last two if none are named.

    UsageError where there are no two, or none of that name.
    """
    from recruitcheck.scoring.trend import cycles_of, find_trend

    cycles = dict.fromkeys(cycles_of(results.network), True)
    for named in (old, new):
        if named is not None:
            _found(named, cycles, "cycle")
    trend = find_trend(results.network, old=old, new=new)
    if trend is None:
        there = f"there is only {listed(tuple(cycles))}" if cycles else "there is none"
        message = f"A trend needs two cycles: {there}."
        raise UsageError(message)
    return trend


def find_units(
    organisation: str, corridor: str | None, results: "Results"
) -> "tuple[Assessment, ...]":
    """The latest assessments of an organisation, of one corridor if one is named.

    UsageError with the nearest name where there is none.
    """
    cycles = _found(organisation, results.cycles, "organisation with a return")
    units = results.of_cycle(organisation, cycles[-1])
    if corridor is None:
        return units
    by_corridor = {str(one.corridor): one for one in units}
    return (_found(corridor.upper(), by_corridor, "corridor of this organisation"),)


def write_reports(
    workspace: Workspace,
    results: "Results",
    *,
    progress: Progress = lambda _: None,
) -> Path:
    """Write every page below `reports/` and give the path of the index.

    Pages of a former run that no longer hold are removed.
    """
    from recruitcheck.reports.brief_views import brief_view
    from recruitcheck.reports.corridor_views import corridor_view
    from recruitcheck.reports.html import write_page
    from recruitcheck.reports.network_views import network_view
    from recruitcheck.reports.parts import page_name
    from recruitcheck.reports.supplier_views import supplier_view

    reports = workspace.root / REPORTS
    roles: tuple[Role, ...] = ("supplier", "recruiter", "member")
    names = [(role, name) for role in roles for name in results.latest(role)]
    progress(f"Writing {len(names) + 2 * len(results.corridors) + 1} pages")
    written = set()
    for role, name in names:
        path = reports / f"{role}s" / page_name(name)
        write_page(supplier_view(name, results), path, reports=reports)
        written.add(path)
    for corridor in results.corridors:
        path = reports / "corridors" / page_name(str(corridor))
        write_page(corridor_view(corridor, results), path, reports=reports)
        brief = reports / BRIEFS / page_name(str(corridor))
        write_page(brief_view(corridor, results), brief, reports=reports)
        written |= {path, brief}
    index = reports / "index.html"
    write_page(network_view(results), index, reports=reports)
    for folder in ("suppliers", "recruiters", "members", "corridors", BRIEFS):
        for old in (reports / folder).glob("*.html"):
            if old not in written:
                old.unlink()
    return index


def write_brief(
    corridor: "Corridor", path: Path, workspace: Workspace | None = None
) -> tuple[Issue, ...]:
    """Write the dialogue brief of a corridor; without a workspace from facts alone.

    Gives what is wrong in the files it rests on.
    """
    from recruitcheck.reports.brief_views import brief_view
    from recruitcheck.reports.html import write_page

    results = _facts_alone() if workspace is None else assess_workspace(workspace)
    reports = None if workspace is None else workspace.root / REPORTS
    write_page(brief_view(corridor, results), path, reports=reports)
    return results.issues


def _facts_alone() -> "Results":
    """The shipped facts, and nothing about anybody."""
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.results import Results
    from recruitcheck.scoring.assessment import Network
    from recruitcheck.scoring.crosswalk import read_clauses

    facts, issues = read_facts()
    return Results(
        title="",
        network=Network(read_model("iris"), (), {}),
        questionnaires={},
        interviews=None,
        clauses=read_clauses(),
        inputs=(),
        issues=issues,
        facts=facts,
    )


def run_workspace(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "Results":
    """Check, score and report a workspace; everything it says is in the result."""
    from recruitcheck.exports import write_scores

    results = assess_workspace(
        workspace, model=model, processes=processes, progress=progress
    )
    write_reports(workspace, results, progress=progress)
    write_scores(results, workspace.root)
    return results


def make_demo(root: Path) -> Workspace:
    """A workspace with the fictional example network; an old demo is replaced.

    UsageError where the folder holds anything else.
    """
    if root.exists() and any(root.iterdir()):
        _remove_demo(root)
    workspace = init_workspace(root, name="Example network", fictional=True)
    examples = content_folder() / "questionnaires" / "examples"
    for path in sorted(examples.rglob("*")):
        if is_content(path) and path.suffix != ".md":
            _copy(path, root / path.relative_to(examples))
    settings = workspace.settings
    return replace(open_workspace(root), settings=settings)


def _remove_demo(root: Path) -> None:
    try:
        old = open_workspace(root)
    except (UsageError, InvalidFileError):
        old = None
    if old is None or not old.settings.fictional:
        message = f"{root} is not empty and is not a demo; name another folder"
        raise UsageError(message)
    try:
        shutil.rmtree(root)
    except OSError as error:
        message = f"{root} cannot be replaced: {error.strerror or error}"
        raise OutputError(message) from None
