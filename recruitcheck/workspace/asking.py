"""Workbooks for everybody who is asked, from the list of organisations."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.corridor import Corridor
from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, listed
from recruitcheck.organisations import Expected
from recruitcheck.questionnaires.questionnaire import Form, Questionnaire
from recruitcheck.workspace.folders import EXPECTED, Workspace
from recruitcheck.workspace.returned import (
    Progress,
    count_aloud,
    read_expected,
    read_workbooks,
)

if TYPE_CHECKING:
    from recruitcheck.submissions.submission import Submission

_WORDING = Path("questionnaires") / "blank_text.csv"


@dataclass(frozen=True, slots=True)
class BlanksWritten:
    """Workbooks for everybody.

    `written` are new, `there` stood there already and were left as they are, `answered`
    are the ids of those whose return of the cycle has come back. `issues` say what was
    wrong in the list and what could not be carried over.
    """

    written: tuple[Path, ...]
    there: tuple[Path, ...]
    answered: tuple[str, ...]
    issues: tuple[Issue, ...]


@dataclass(frozen=True, slots=True)
class _Request:
    """One workbook: who is asked, about which corridors."""

    one: Expected
    corridors: tuple[Corridor, ...]

    def earlier(
        self, returns: "Iterable[Submission]", form: str
    ) -> "Submission | None":
        """The last return of that questionnaire that the same one sent."""
        own = [
            sent
            for sent in returns
            if (sent.questionnaire, sent.organisation) == (form, self.one.id)
            and (sent.role != "recruiter" or self.about(sent))
        ]
        return max(own, key=lambda sent: sent.cycle, default=None)

    def about(self, sent: "Submission") -> bool:
        return not self.corridors or set(sent.corridors) == set(self.corridors)


def blank_name(organisation: str, *more: str) -> str:
    """What the workbook for somebody is called: id, questionnaire, cycle."""
    plain = (
        "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in part)
        for part in (organisation, *more)
    )
    return f"{'-'.join(filter(None, plain))}.xlsx"


def own_wording(root: Path | None) -> Path | None:
    """A workspace's own wording of blank workbooks, if it has one."""
    path = root and root / _WORDING
    return path if path and path.is_file() else None


def write_blanks(
    workspace: Workspace,
    questionnaire: Questionnaire,
    folder: Path,
    *,
    cycle: str,
    form: Form | None = None,
    language: str | None = None,
    carry_over: bool = False,
    progress: Progress = lambda _: None,
) -> BlanksWritten:
    """Write a workbook for every organisation of the list that this one is for.

    A labour recruiter gets one for each of its corridors. Who has answered in `cycle`
    is not asked again, and no file is written over. With `carry_over` the answers of
    the last return are filled in, to be changed or confirmed; its form and language are
    taken where none is given. UsageError where the list has nobody to ask.
    """
    from recruitcheck.questionnaires.blank import write_blank

    expected, issues = read_expected(workspace)
    requests = list(_requests(expected, questionnaire))
    if not requests:
        roles = listed(sorted({one.role for one in expected})) or "nobody"
        raise UsageError(
            f"'{questionnaire.id}' is for a {questionnaire.role}, and {EXPECTED} lists"
            f" {roles}."
        )
    forms = {questionnaire.id: questionnaire}
    returned, _ = read_workbooks(workspace, forms, processes=None, progress=progress)
    sent = [one.submission for one in returned if one.submission is not None]
    told, written, there, answered = list(issues), [], [], []
    done = count_aloud(progress, "Wrote {} of {} workbooks")
    for number, request in enumerate(requests, start=1):
        earlier = request.earlier(sent, questionnaire.id)
        one, path = request.one, folder / _name(request, questionnaire, cycle)
        if earlier is not None and earlier.cycle == cycle:
            answered.append(one.id)
        elif path.exists():
            there.append(path)
        else:
            last = earlier if carry_over else None
            folder.mkdir(parents=True, exist_ok=True)
            told += write_blank(
                questionnaire,
                path,
                language=language or _language(last, questionnaire),
                form=form or ("full" if last is None else last.form),
                organisation=one.id,
                name=one.name if one.name != one.id else "",
                destination=_destination(request.corridors),
                cycle=cycle,
                asked_by=workspace.settings.name,
                corridors=request.corridors,
                texts=own_wording(workspace.root),
                answers=last,
            )
            written.append(path)
        done(number, len(requests))
    return BlanksWritten(
        tuple(written), tuple(there), tuple(dict.fromkeys(answered)), tuple(told)
    )


def _requests(
    expected: Iterable[Expected], questionnaire: Questionnaire
) -> Iterator[_Request]:
    for one in expected:
        if one.role == questionnaire.role:
            if one.role == "recruiter" and one.corridors:
                yield from (_Request(one, (corridor,)) for corridor in one.corridors)
            else:
                yield _Request(one, one.corridors)


def _name(request: _Request, questionnaire: Questionnaire, cycle: str) -> str:
    """Its name; that of a recruiter's says the corridor too."""
    apart = request.corridors if request.one.role == "recruiter" else ()
    return blank_name(request.one.id, questionnaire.id, *map(str, apart), cycle)


def _language(last: "Submission | None", questionnaire: Questionnaire) -> str | None:
    spoken = None if last is None else last.language
    return spoken if spoken in questionnaire.languages else None


def _destination(corridors: tuple[Corridor, ...]) -> str:
    return corridors[0].destination if corridors else ""
