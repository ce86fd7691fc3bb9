"""A batch of returns at a glance: who answered, how much, and what stops its use."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.catalogue import Severity
from recruitcheck.issues import Issue
from recruitcheck.questionnaires.layout import structural
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.submissions.batch import ReadReturn
from recruitcheck.submissions.missing import Missing
from recruitcheck.submissions.submission import Answer, Submission

if TYPE_CHECKING:
    from recruitcheck.questionnaires.blank.tables import Cells

SEVERITIES: tuple[Severity, ...] = ("blocking", "error", "advisory")


@dataclass(frozen=True, slots=True)
class ReturnSummary:
    """One return of a batch.

    What only a usable return says is '' or None where an issue blocks it. `asked` counts
    the questions that apply, in every corridor, `answered` those with a usable answer,
    'not applicable' and 'do not know' among them. `first` is the worst problem.
    """

    file: str
    usable: bool
    organisation: str = ""
    name: str = ""
    questionnaire: str = ""
    form: str = ""
    cycle: str = ""
    answered: int | None = None
    asked: int | None = None
    blocking: int = 0
    errors: int = 0
    advisories: int = 0
    first: str = ""

    @property
    def completeness(self) -> float | None:
        """Share of the questions that are answered, 0-1; None where none was asked."""
        if self.answered is None or not self.asked:
            return None
        return self.answered / self.asked


def summarise(
    returns: Iterable[ReadReturn],
    questionnaires: Mapping[str, Questionnaire],
    issues: Iterable[Issue] = (),
) -> tuple[ReturnSummary, ...]:
    """A line for each return, in their order.

    `issues` are those of the whole batch; by default those of each return alone count.
    """
    every: dict[str, list[Issue]] = {}
    for one in issues:
        every.setdefault(one.place.file, []).append(one)
    return tuple(
        _summary(one, questionnaires, every.get(one.file, one.issues))
        for one in returns
    )


def _summary(
    one: ReadReturn,
    questionnaires: Mapping[str, Questionnaire],
    issues: Sequence[Issue],
) -> ReturnSummary:
    counts = {s: sum(i.severity == s for i in issues) for s in SEVERITIES}
    ranked = sorted(issues, key=lambda i: SEVERITIES.index(i.severity))
    submission = one.submission
    line = ReturnSummary(
        file=one.file,
        usable=submission is not None,
        blocking=counts["blocking"],
        errors=counts["error"],
        advisories=counts["advisory"],
        first=_told(ranked[0]) if ranked else "",
    )
    if submission is None:
        return line
    questionnaire = questionnaires[submission.questionnaire]
    asked = [
        answer
        for answer in _answers(submission)
        if answer.applies and not structural(questionnaire[answer.question])
    ]
    return replace(
        line,
        organisation=submission.organisation,
        name=submission.name,
        questionnaire=submission.questionnaire,
        form=submission.form,
        cycle=submission.cycle,
        answered=sum(answer.given not in {"blank", "invalid"} for answer in asked),
        asked=len(asked),
    )


def _answers(submission: Submission) -> Iterator[Answer]:
    yield from submission.site.values()
    for answers in submission.corridors.values():
        yield from answers.values()


def _told(one: Issue) -> str:
    where = " ".join(filter(None, (one.place.sheet, one.place.cell)))
    return f"{where}: {one.message}" if where else one.message


_SCREEN = ("Return", "Organisation", "Form", "Cycle", "Answered", "Blocking")
_LONGEST = 48  # characters of a name on the screen


def screen_rows(summaries: Iterable[ReturnSummary]) -> list[list[str]]:
    """The summary as a table of texts for a terminal, its headings first."""
    rows = [[*_SCREEN, "Errors", "Advisories", "Usable"]]
    for one in summaries:
        share = "" if one.completeness is None else f" ({one.completeness:.0%})"
        form = f"{one.questionnaire} {one.form}"
        rows.append(
            [
                *map(_shown, (one.file, one.organisation, form, one.cycle)),
                "-" if one.asked is None else f"{one.answered} of {one.asked}{share}",
                *(str(n or "-") for n in (one.blocking, one.errors, one.advisories)),
                "yes" if one.usable else "no",
            ]
        )
    return rows


def _shown(text: str) -> str:
    """A text out of a file, fit for a terminal: short, and nothing that steers it."""
    plain = "".join(sign if sign.isprintable() else "?" for sign in text).strip()
    return (plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1]}…") or "-"


_RETURNS = {
    "File": 34,
    "Organisation": 18,
    "Name": 28,
    "Questionnaire": 22,
    "Form": 8,
    "Cycle": 10,
    "Answered": 10,
    "Asked": 8,
    "Complete": 10,
    "Blocking": 10,
    "Errors": 8,
    "Advisories": 11,
    "Usable": 8,
    "First problem": 70,
}
_MISSING = {
    "Organisation": 18,
    "Name": 34,
    "Kind": 12,
    "Corridors": 24,
    "Last cycle answered": 20,
}
_ISSUES = {
    "File": 34,
    "Sheet": 14,
    "Cell": 10,
    "Question": 20,
    "Severity": 10,
    "Code": 8,
    "Message": 70,
    "What to do": 60,
}
_MOST_ISSUES = 20_000  # in one sheet, which somebody should be able to open


def write_summary(
    summaries: Iterable[ReturnSummary],
    missing: Iterable[Missing],
    issues: Iterable[Issue],
    path: Path,
) -> None:
    """Write an .xlsx of the returns, who has not answered, and all issues.

    OutputError if it cannot be saved.
    """
    from openpyxl import Workbook

    from recruitcheck.questionnaires.blank.tables import write_table
    from recruitcheck.sheets.saving import save_book

    book = Workbook()
    returns = book.worksheets[0]
    returns.title = "Returns"
    write_table(returns, _RETURNS, [_return_cells(one) for one in summaries])
    for (cell,) in returns.iter_rows(min_row=2, min_col=9, max_col=9):
        cell.number_format = "0%"
    write_table(
        book.create_sheet("Not answered"), _MISSING, [one.cells for one in missing]
    )
    told = tuple(issues)
    rows = [_issue_cells(one) for one in told[:_MOST_ISSUES]]
    if len(told) > _MOST_ISSUES:
        more = f"and {len(told) - _MOST_ISSUES:,} more, which `check` prints"
        rows.append((more, *[None] * (len(_ISSUES) - 1)))
    write_table(book.create_sheet("Issues"), _ISSUES, rows)
    book.properties.title = "Returns checked"
    save_book(book, path)


def _return_cells(one: ReturnSummary) -> "Cells":
    return (
        one.file,
        one.organisation,
        one.name,
        one.questionnaire,
        one.form,
        one.cycle,
        one.answered,
        one.asked,
        one.completeness,
        one.blocking,
        one.errors,
        one.advisories,
        "yes" if one.usable else "no",
        one.first,
    )


def _issue_cells(one: Issue) -> "Cells":
    place = one.place
    return (
        place.file,
        place.sheet,
        place.cell,
        place.label,
        one.severity,
        one.code,
        one.message,
        one.advice,
    )
