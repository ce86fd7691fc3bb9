"""What can be wrong in a file, as data: a code, a place, a message, an advice.

An issue is something wrong in a *file*; something wrong in a workplace is a finding.
Every message comes from `CATALOGUE`, so that each has a stable code, says what was
found and what is allowed, and has one sentence of advice.
"""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from recruitcheck.catalogue import CATALOGUE, Severity


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: file, then sheet, cell and question as far as known.

    `file` is written as the user knows it, relative to the workspace; `cell` is an
    Excel address ('D14') or 'row 12'; `label` names the question or column.
    """

    file: str
    sheet: str | None = None
    cell: str | None = None
    label: str | None = None

    def __str__(self) -> str:
        parts = [self.file]
        if self.sheet is not None:
            parts.append(f"sheet '{self.sheet}'")
        if self.cell is not None:
            row = self.cell.startswith(("row ", "line "))
            parts.append(self.cell if row else f"cell {self.cell}")
        text = ", ".join(parts)
        return f"{text} ({self.label})" if self.label else text


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing wrong in a file."""

    code: str
    place: Place
    message: str

    @property
    def severity(self) -> Severity:
        return CATALOGUE[self.code].severity

    @property
    def blocking(self) -> bool:
        """Whether the whole file cannot be used."""
        return self.severity == "blocking"

    @property
    def advice(self) -> str:
        return CATALOGUE[self.code].advice

    def __str__(self) -> str:
        return f"{self.place}:\n  {self.message} [{self.code}]\n  {self.advice}"


def issue(code: str, place: Place, **values: object) -> Issue:
    """The issue of that code of the catalogue, its message filled with `values`."""
    return Issue(code, place, CATALOGUE[code].message.format(**values))


def did_you_mean(found: str, allowed: Iterable[str]) -> str:
    """' Did you mean X?' for the nearest allowed word, or '' when none is near."""
    by_folded = {word.casefold(): word for word in allowed}
    near = difflib.get_close_matches(found.casefold(), by_folded, n=1, cutoff=0.6)
    return f" Did you mean '{by_folded[near[0]]}'?" if near else ""


def listed(words: Collection[str], *, most: int = 12) -> str:
    """The words joined by commas, cut after `most` with the number left out."""
    shown = list(words)[:most]
    rest = len(words) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest > 0 else "")


_ROOMS = {
    "A": "Action plans",
    "F": "Files",
    "Q": "Questionnaires",
    "M": "Scoring models and tables",
    "K": "Countries and corridors",
    "R": "Rates and money owed",
    "S": "Submissions",
    "T": "Templates",
    "W": "Workspaces",
}


def catalogue_as_markdown() -> str:
    """Every issue there is: code, severity, message, advice. `docs/issues.md` is this."""
    lines = [
        "# Every issue",
        "",
        (
            "`recruitcheck check` and `lint` print these with file, sheet and cell."
            " *blocking*: the whole file cannot be used; *error*: this one thing cannot be"
            " used, the rest is; *advisory*: it is used, but somebody should look. Words in"
            " braces are filled in. This page is written by `recruitcheck issues`."
        ),
    ]
    for room, title in _ROOMS.items():
        lines += ["", f"## {title}"]
        for code in sorted(code for code in CATALOGUE if code[0] == room):
            entry = CATALOGUE[code]
            lines += ["", f"**{code}** *{entry.severity}* {entry.message}  "]
            lines.append(f"{entry.advice}")
    return "\n".join(lines) + "\n"


def as_records(issues: Iterable[Issue]) -> list[Mapping[str, object]]:
    """The issues as plain mappings, one per issue, for JSON."""
    return [
        {
            "code": one.code,
            "severity": one.severity,
            "file": one.place.file,
            "sheet": one.place.sheet,
            "cell": one.place.cell,
            "label": one.place.label,
            "message": one.message,
            "advice": one.advice,
        }
        for one in issues
    ]
