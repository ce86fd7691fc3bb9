"""What came back into a workspace: returns, interviews, plans, who was asked."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.issues import Issue, Place, issue
from recruitcheck.organisations import Expected, read_organisations
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.sheets import hash_of
from recruitcheck.workspace.folders import (
    ACTIONS,
    EXPECTED,
    INTERVIEWS,
    RETURNS,
    Workspace,
)

if TYPE_CHECKING:
    from recruitcheck.actions.plan_reader import ReturnedPlan
    from recruitcheck.results import InputFile
    from recruitcheck.submissions.batch import Done, ReadReturn
    from recruitcheck.submissions.interviews import Interviews
    from recruitcheck.submissions.submission import Submission


_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".ods"})
_TOLD_EVERY = 100  # returns
_EXPORTS = _BOOKS | {".csv", ".tsv", ".txt", ".zip", ".parquet"}
Progress = Callable[[str], None]


@dataclass(frozen=True)
class Returned:
    """Everything that came back, as read: each return, and what was usable of it."""

    returns: "tuple[ReadReturn, ...]"
    submissions: "tuple[Submission, ...]"
    interviews: "Interviews | None"
    inputs: "tuple[InputFile, ...]"
    issues: tuple[Issue, ...]


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

    returns, found = read_workbooks(
        workspace, questionnaires, processes=processes, progress=progress
    )
    issues = [*found, *(said for one in returns for said in one.issues)]
    inputs = [InputFile(one.file, one.hash) for one in returns]
    submissions = [one.submission for one in returns if one.submission is not None]
    interviews, wrong = _read_interviews(workspace, questionnaires, inputs, progress)
    return Returned(
        returns, tuple(submissions), interviews, tuple(inputs), (*issues, *wrong)
    )


def read_workbooks(
    workspace: Workspace,
    questionnaires: Mapping[str, Questionnaire],
    *,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "tuple[tuple[ReadReturn, ...], list[Issue]]":
    """Every return in the order of its file, and what is wrong with the folder."""
    from recruitcheck.submissions.batch import read_batch

    issues: list[Issue] = []
    paths = list(files_of(workspace.root / RETURNS, _BOOKS, workspace.root, issues))
    progress(f"Reading {len(paths):,} return{'' if len(paths) == 1 else 's'}")
    named = [(path, path.relative_to(workspace.root).as_posix()) for path in paths]
    done = count_aloud(progress, "Read {} of {} returns")
    return read_batch(named, questionnaires, processes=processes, done=done), issues


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
    paths = list(
        files_of(workspace.root / INTERVIEWS, _EXPORTS, workspace.root, issues)
    )
    worker = next(
        (q for q in questionnaires.values() if q.respondent == "worker"), None
    )
    if not paths or worker is None:
        return None, issues
    progress(f"Reading {len(paths)} survey export{'s' if len(paths) > 1 else ''}")
    parts = []
    for path in paths:
        shown = path.relative_to(workspace.root).as_posix()
        part, wrong = read_survey_export(
            path,
            worker,
            shown_as=shown,
            include_rejected=workspace.settings.include_rejected,
        )
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
    paths = files_of(workspace.root / ACTIONS, _BOOKS, workspace.root, issues)
    named = [(path, path.relative_to(workspace.root).as_posix()) for path in paths]
    plans, told = read_action_plans(named)
    return plans, (*issues, *told)


def files_of(
    folder: Path, endings: Iterable[str], root: Path, issues: list[Issue]
) -> Iterator[Path]:
    """Files of a folder in the order of their names; others are reported."""
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        place = Place(path.relative_to(root).as_posix())
        if path.name.startswith((".", "~$")):
            continue
        if not path.is_file():
            what = _other_than_file(path, endings)
            if what:
                issues.append(issue("W212", place, what=what))
        elif path.suffix.casefold() in endings:
            yield path
        elif path.suffix.casefold() not in {".md", ".txt"}:
            issues.append(issue("W206", place, ending=path.suffix or path.name))


def _other_than_file(path: Path, endings: Iterable[str]) -> str:
    """What stands there, where somebody may take it for a file; '' for a folder."""
    if path.is_symlink():
        return "a link to a folder" if path.is_dir() else "a link that leads nowhere"
    if path.is_dir():
        return "a folder" if path.suffix.casefold() in endings else ""
    return "neither a file nor a folder"
