"""Names that XLSForm tools refuse or mix up, and names that lead nowhere."""

import re
import unicodedata
from collections.abc import Iterator

from recruitcheck.issues import Issue, did_you_mean, issue
from recruitcheck.questionnaires.lint.columns import TRANSLATED
from recruitcheck.questionnaires.lint.draft import END, Draft, row_kind
from recruitcheck.sheets import Row, Table

_TAKEN = "meta"  # XLSForm keeps the id of an interview in a group of that name
_INSIDE = re.compile(r"\$\{\s*([^}\s]*)\s*\}")


def lint_names(draft: Draft) -> Iterator[Issue]:
    """Names of questions, groups, choices and lists, and those within texts."""
    yield from _of_questions(draft.survey)
    yield from _of_choices(draft.choices)
    yield from _unused_lists(draft)
    for table in (draft.survey, draft.choices):
        for row in table.rows:
            yield from _in_texts(table, row, draft)


def _of_questions(survey: Table) -> Iterator[Issue]:
    first: dict[str, tuple[str, str | None]] = {}
    for row in survey.rows:
        name = row.text("name")
        if not name or row_kind(row) in END:
            continue
        place = survey.place(row, "name")
        if not _is_xml(name):
            yield issue("Q207", place, name=name)
        same, cell = first.setdefault(name.casefold(), (name, place.cell))
        if same != name:
            yield issue("Q208", place, name=name, other=same, cell=cell)


def _is_xml(name: str) -> bool:
    """Whether it can be a tag of the XML that an interview is stored as."""
    starts = name[0] == "_" or name[0].isalpha()
    goes_on = all(
        sign in "_-." or sign.isalnum() or unicodedata.category(sign).startswith("M")
        for sign in name
    )
    return starts and goes_on and name != _TAKEN


def _of_choices(choices: Table) -> Iterator[Issue]:
    for row in choices.rows:
        name = row.text("name")
        if len(name.split()) > 1:
            yield issue("Q209", choices.place(row, "name"), name=name)


def _unused_lists(draft: Draft) -> Iterator[Issue]:
    """Each once, at its first choice."""
    types = [row.text("type").split() for row in draft.survey.rows]
    used = {word for words in types for word in words[1:]}
    told = set(used)
    for row in draft.choices.rows:
        name = row.text("list_name")
        if name and name not in told:
            told.add(name)
            place = draft.choices.place(row, "list_name")
            yield issue("Q210", place, list=name, hint=did_you_mean(name, used))


def _in_texts(table: Table, row: Row, draft: Draft) -> Iterator[Issue]:
    """References in what people read: phones write the answer in their place."""
    known = draft.survey.by_name
    for heading in table.headings:
        if heading.text.partition("::")[0] in TRANSLATED:
            for name in _INSIDE.findall(row.text(heading.text)):
                if name not in known:
                    place = table.place(row, heading.text)
                    hint = did_you_mean(name, known)
                    yield issue("Q234", place, found=name, hint=hint)
