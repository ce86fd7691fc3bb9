"""Action plans of a workspace: written to be sent, and read when they come back.

Plans to send are written into `plans/`. Those that came back stand in `actions/`, as
they came: every run reads all of them, and of each action what was returned last.
"""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from recruitcheck.actions.findings import Finding, find_findings
from recruitcheck.actions.plan_reader import ReturnedPlan, read_action_plan
from recruitcheck.actions.plans import actions_of
from recruitcheck.actions.progress import PlanProgress, progress_of
from recruitcheck.errors import OutputError, UsageError
from recruitcheck.issues import Issue
from recruitcheck.results import Results
from recruitcheck.sheets import hash_of
from recruitcheck.submissions.actions_taken import ActionTaken, FindingId
from recruitcheck.workspace import (
    ACTIONS,
    Workspace,
    assess_workspace,
    find_units,
    read_plans,
)

PLANS = "plans"


def export_plans(
    workspace: Workspace,
    output: Path | None = None,
    *,
    organisation: str | None = None,
    results: Results | None = None,
    language: str = "en",
    since: date | None = None,
) -> tuple[Path, ...]:
    """Write an action plan for every organisation with a finding, or for one of them.

    `output` is the file of one plan, or the folder of all; by default they go into the
    folder `plans`, each named by its organisation. What earlier plans say is filled in.
    `since` is the day from which the days to act count, by default that of the
    assessment. A file in which somebody has written something that did not come back yet
    is never replaced: UsageError.
    """
    known = results or assess_workspace(workspace)
    names = list(known.cycles)
    if organisation is not None:
        names = [find_units(organisation, None, known)[0].organisation]
    folder = workspace.root / PLANS
    written = []
    for name in names:
        findings = find_findings(known, name)
        if not findings:
            continue
        path = (output or folder) / f"{_file_name(name)}.xlsx"
        if organisation is not None and output is not None:
            path = output
        _spare_entries(path, known.actions)
        _write(findings, path, known, language=language, since=since, root=workspace)
        written.append(path)
    return tuple(written)


def _file_name(organisation: str) -> str:
    """A file name for an id that anybody may have written."""
    safe = (c if c.isalnum() or c in "-_" else "_" for c in organisation)
    return "".join(safe) or "_"


def _write(
    findings: Sequence[Finding],
    path: Path,
    results: Results,
    *,
    language: str,
    since: date | None,
    root: Workspace,
) -> None:
    from recruitcheck.actions.plan_writer import write_action_plan

    texts = root.root / "questionnaires" / "blank_text.csv"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{path.parent} cannot be made: {error.strerror}"
        raise OutputError(message) from None
    write_action_plan(
        findings,
        path,
        language=language,
        actions=results.actions,
        questions=results.questions,
        since=since,
        texts=texts if texts.is_file() else None,
    )


def _spare_entries(path: Path, known: Iterable[ActionTaken]) -> None:
    """UsageError where a plan that would be replaced says something new."""
    if not path.exists():
        return
    plan, _ = read_action_plan(path)
    before = {one.id: one for one in known}
    if plan is None or any(_is_new(one, before) for one in plan.actions):
        raise UsageError(
            f"{path} is there already, with entries that did not come back yet. Import"
            " it first with `recruitcheck actions import`, or name another file."
        )


def _is_new(one: ActionTaken, before: dict[FindingId, ActionTaken]) -> bool:
    def entries(action: ActionTaken) -> tuple[object, ...]:
        proof = (action.proof, action.proof_date, action.checked_by)
        return action.status, action.owner, action.answer, *proof

    known = before.get(one.id)
    empty = ("open", "", "", "", None, "")
    return entries(one) != (empty if known is None else entries(known))


@dataclass(frozen=True)
class ImportedPlans:
    """What came of plans that were imported.

    `stored` are new files in `actions/`; `present` were there with the same content;
    `refused` cannot be used. `results` are with them.
    """

    stored: tuple[Path, ...]
    present: tuple[Path, ...]
    refused: tuple[Path, ...]
    issues: tuple[Issue, ...]
    progress: PlanProgress
    results: Results


def import_plans(
    workspace: Workspace, files: Iterable[Path], *, today: date
) -> ImportedPlans:
    """Take returned plans into the workspace and say what they change.

    A copy of each goes into the folder `actions`, whole or not at all, beside those that
    are there; the same content goes there once. Importing twice changes nothing.
    """
    folder = workspace.root / ACTIONS
    before = actions_of(read_plans(workspace)[0])
    there = {hash_of(p): p for p in sorted(folder.rglob("*")) if p.is_file()}
    stored, present, refused = [], [], []
    plans: list[ReturnedPlan] = []
    issues: list[Issue] = []
    for path in files:
        plan, told = read_action_plan(path)
        if plan is None:
            refused.append(path)
            issues += told
            continue
        plans.append(plan)
        if plan.hash in there:
            present.append(path)
            continue
        target = _free_name(folder, path)
        _copy(path, target)
        there[plan.hash] = target
        stored.append(target)
    results = assess_workspace(workspace)
    owners = {plan.organisation for plan in plans}
    after = [one for one in results.actions if one.id.organisation in owners]
    found = [f for o in sorted(owners & results.cycles.keys()) for f in _of(o, results)]
    files_of = {there[plan.hash].relative_to(workspace.root) for plan in plans}
    shown = {path.as_posix() for path in files_of}
    issues += [one for one in results.issues if one.place.file in shown]
    return ImportedPlans(
        tuple(stored),
        tuple(present),
        tuple(refused),
        tuple(issues),
        progress_of(before, after, found, today),
        results,
    )


def _of(organisation: str, results: Results) -> tuple[Finding, ...]:
    return find_findings(results, organisation)


def _free_name(folder: Path, path: Path) -> Path:
    """The name of the file in that folder, with a number where it is taken."""
    target, number = folder / path.name, 2
    while target.exists():
        target = folder / f"{path.stem}-{number}{path.suffix}"
        number += 1
    return target


def _copy(source: Path, target: Path) -> None:
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(source.read_bytes())
        unfinished.replace(target)
    except OSError as error:
        message = f"'{target}' cannot be written: {error.strerror}."
        raise OutputError(message) from error
