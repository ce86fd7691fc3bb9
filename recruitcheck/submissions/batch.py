"""Many returns read or marked, by one process or by several where that pays."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from recruitcheck.issues import Issue
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.sheets import hash_of
from recruitcheck.submissions.submission import Submission
from recruitcheck.submissions.workbook import read_return

Done = Callable[[int, int], None]
"""Is told how many files are done, and of how many."""

# Starting a process takes as long as reading some hundred files, measured.
WORTH_A_POOL = 300
_MOST_PROCESSES = 8
_AT_ONCE = 16  # files handed to a process together

Job = TypeVar("Job")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class ReadReturn:
    """One file of a batch: `file` is its name in issues, `hash` its SHA-256.

    `hash` is '' where the file could not be opened, `submission` None where an issue
    blocks it.
    """

    path: Path
    file: str
    hash: str
    submission: Submission | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class MarkedCopy:
    """A copy to be made of a return, with what is wrong in it."""

    path: Path
    issues: tuple[Issue, ...]
    target: Path


def read_batch(
    files: Sequence[tuple[Path, str]],
    questionnaires: Mapping[str, Questionnaire],
    *,
    processes: int | None = 1,
    done: Done = lambda _done, _all: None,
) -> tuple[ReadReturn, ...]:
    """The returns of all files, each with its name in issues, in their order.

    `processes`: None for as many as pay; a program that lets it be more than one must
    guard its start by `if __name__ == "__main__"`. The result is the same.
    """
    count = _processes(len(files), processes)
    found = []
    for one in _map(_read_one, files, dict(questionnaires), count):
        found.append(one)
        done(len(found), len(files))
    return tuple(found)


def mark_batch(
    copies: Sequence[MarkedCopy],
    *,
    processes: int | None = 1,
    done: Done = lambda _done, _all: None,
) -> None:
    """Write the marked copies; OutputError where one cannot be saved."""
    # A copy takes eight times as long as reading does, measured.
    count = _processes(len(copies) * 8, processes)
    for number, _ in enumerate(_map(_mark_one, copies, {}, count), start=1):
        done(number, len(copies))


def _processes(files: int, wanted: int | None) -> int:
    if wanted is not None:
        return max(1, wanted)
    return 1 if files < WORTH_A_POOL else min(_cores(), _MOST_PROCESSES)


def _cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _map(
    work: Callable[[Job], Result],
    jobs: Sequence[Job],
    questionnaires: Mapping[str, Questionnaire],
    processes: int,
) -> Iterator[Result]:
    """The result of each job, in order; questionnaires go once to each process."""
    finished = 0
    if processes > 1:
        pool = ProcessPoolExecutor(
            processes,
            mp_context=get_context("spawn"),  # the same on every system
            initializer=_begin,
            initargs=(questionnaires,),
        )
        with pool:
            try:
                for result in pool.map(work, jobs, chunksize=_AT_ONCE):
                    finished += 1
                    yield result
            except BrokenProcessPool:  # killed from outside; what is left is done here
                pass
    _begin(questionnaires)
    for job in jobs[finished:]:
        yield work(job)


_SHARED: dict[str, Questionnaire] = {}  # of this process


def _begin(questionnaires: Mapping[str, Questionnaire]) -> None:
    _SHARED.clear()
    _SHARED.update(questionnaires)


def _read_one(job: tuple[Path, str]) -> ReadReturn:
    path, file = job
    submission, issues = read_return(path, _SHARED, shown_as=file)
    digest = hash_of(path) if submission is None else submission.hash
    return ReadReturn(path, file, digest, submission, issues)


def _mark_one(job: MarkedCopy) -> None:
    from recruitcheck.submissions.marking import mark_return

    mark_return(job.path, job.issues, job.target)
