"""What came back looked over: a summary of the batch, and marked copies to send back."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.errors import OutputError, UsageError
from recruitcheck.issues import Issue
from recruitcheck.sheets import read_book
from recruitcheck.submissions.batch import MarkedCopy, ReadReturn, mark_batch
from recruitcheck.submissions.missing import Missing, find_missing
from recruitcheck.submissions.summary import ReturnSummary, summarise, write_summary
from recruitcheck.workspace import (
    RETURNS,
    Progress,
    Workspace,
    count_aloud,
    read_and_assess,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

CHECKED = "checked"
SUMMARY = "summary.xlsx"


@dataclass(frozen=True, slots=True)
class Checkup:
    """Every issue of a workspace, a line for each return, and what was written.

    `missing` are those who were asked and have not answered in the latest cycle.
    """

    issues: tuple[Issue, ...]
    returns: tuple[ReturnSummary, ...]
    missing: tuple[Missing, ...]
    summary: Path
    copies: tuple[Path, ...]


def check_workspace(
    workspace: Workspace,
    folder: Path | None = None,
    *,
    copies: bool = True,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> Checkup:
    """Read everything that came back, and write what is wrong with it.

    Into `folder`, by default `checked` in the workspace, go `summary.xlsx` and, unless
    `copies` is False, a marked copy of each return of which anything is told, under the
    name of the return. UsageError for a folder in which returns are looked for.
    """
    target = folder or workspace.root / CHECKED
    returns = workspace.root / RETURNS
    if target.resolve().is_relative_to(returns.resolve()):
        raise UsageError(f"{target} is where returns are read; name another folder.")
    results, returned = read_and_assess(
        workspace, processes=processes, progress=progress
    )
    lines = summarise(returned.returns, results.questionnaires, results.issues)
    missing = find_missing(results.expected, returned.submissions)
    _make_folder(target)
    write_summary(lines, missing, results.issues, target / SUMMARY)
    written: list[MarkedCopy] = []
    if copies:
        jobs = _copies(returned.returns, results.issues, returns, target)
        written = [job for job in jobs if job.issues]
        for job in jobs:
            if not job.issues:
                _remove_old(job.target)
        progress(f"Marking {len(written):,} cop{'y' if len(written) == 1 else 'ies'}")
        done = count_aloud(progress, "Marked {} of {} copies")
        mark_batch(written, processes=processes, done=done)
    paths = tuple(job.target for job in written)
    return Checkup(results.issues, lines, missing, target / SUMMARY, paths)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{folder} cannot be made: {error.strerror}"
        raise OutputError(message) from None


def _copies(
    read: "Sequence[ReadReturn]",
    issues: "Iterable[Issue]",
    returns: Path,
    target: Path,
) -> list[MarkedCopy]:
    """A copy for each return, with all that is told of it."""
    told: dict[str, list[Issue]] = {}
    for said in issues:
        told.setdefault(said.place.file, []).append(said)
    jobs = []
    for one in read:
        path = target / one.path.relative_to(returns)
        if path.suffix != ".xlsx":  # a copy is an .xlsx, beside one of the same name
            path = path.with_name(f"{path.name}.xlsx")
        _make_folder(path.parent)
        jobs.append(MarkedCopy(one.path, tuple(told.get(one.file, ())), path))
    return jobs


def _remove_old(path: Path) -> None:
    """Remove the copy of a return that has been corrected; nothing that is not ours."""
    from recruitcheck.submissions.marking import is_marked

    book, _ = read_book(path) if path.is_file() else (None, ())
    if book is not None and is_marked(book):
        path.unlink(missing_ok=True)
