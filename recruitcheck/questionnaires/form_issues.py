"""Collects what is wrong in a questionnaire while it is read."""

from collections.abc import Collection
from dataclasses import dataclass, field

from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.questionnaires.form_rows import FormRow

_MOST_HINTS = 100  # finding the nearest of thousands of names takes long


@dataclass(slots=True)
class FormIssues:
    file: str
    found: list[Issue] = field(default_factory=list)
    hinted: int = 0

    def say(
        self,
        code: str,
        sheet: str,
        cell: str | None,
        label: str | None,
        /,
        **values: object,
    ) -> None:
        place = Place(self.file, sheet, cell, label)
        self.found.append(issue(code, place, **values))

    def say_row(
        self, code: str, row: FormRow, column: str, /, **values: object
    ) -> None:
        """Of a cell of the sheet 'survey'."""
        name = row.text("name") or None
        self.say(code, "survey", row.ref(column), name, **values)

    def hint(self, found: str, names: Collection[str]) -> str:
        """The nearest name, for the first issues of many."""
        self.hinted += 1
        return did_you_mean(found, names) if self.hinted <= _MOST_HINTS else ""
