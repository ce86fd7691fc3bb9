"""Which column of a survey export answers which question.

KoboToolbox and ODK name columns by question or by its label in a language of the form,
with or without the groups around it, and give a question with several answers one
column, or one for each choice, or both.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain

from recruitcheck.issues import listed
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.sheets import cell_ref
from recruitcheck.submissions.cell_answers import folded, unaccented
from recruitcheck.submissions.interviews import REQUIRED
from recruitcheck.submissions.survey_issues import SurveyIssues, quoted
from recruitcheck.submissions.survey_tables import SurveyTable

# Columns that the collecting server or the phone adds; see the export settings of
# KoboToolbox and ODK Central.
_PHONE = (
    "start end today deviceid subscriberid simserial phonenumber username email audit"
)
_KOBO = """
_id _uuid _submission_time _validation_status _notes _status _submitted_by _tags _index
_parent_index _parent_table_name _attachments _geolocation _bamboo_dataset_id
_xform_id_string _submission__id _submission__uuid rootuuid background-audio
"""
_CENTRAL = """
key parent_key submissiondate submitterid submittername attachmentspresent
attachmentsexpected status reviewstate edits formversion
"""
_ADDED = frozenset(f"{_PHONE} {_KOBO} {_CENTRAL}".split())
_ADDED_LIKE = re.compile(
    r"(?:meta|formhub)[/:.-].*|_+version_+\d*|instance(?:id|name)|_submission_.*"
    r"|__index_level_\d+__"  # what pandas adds to a Parquet file
)
_VALIDATION = ("_validation_status", "reviewstate")
_UUIDS = ("_uuid", "meta/instanceid", "meta-instanceid", "instanceid", "key")
_NUMBERS = ("_id",)  # tell interviews apart on one server only
_SEPARATORS = "/.-:|"
_SIGNS = tuple(_SEPARATORS)
_MOST_CUTS = 30  # in one heading; else a hostile one would take hours


def normal(text: str) -> str:
    """The text as it is compared: case, spaces and invisible signs do not matter."""
    return folded(text)


@dataclass(frozen=True, slots=True)
class Headings:
    """What each column is, by column number from 1.

    `ticks`: the columns of single choices by question and choice. `added`: those of the
    server and the phone, by name in small letters. `ambiguous`: the questions that a
    heading may mean. `repeated`: a column and the one that said the same before.
    """

    answers: Mapping[str, int]
    ticks: Mapping[str, Mapping[str, int]]
    added: Mapping[str, int]
    unknown: tuple[int, ...]
    ambiguous: Mapping[int, tuple[str, ...]]
    repeated: Mapping[int, int]

    @property
    def identities(self) -> tuple[int, ...]:
        """Columns that tell interviews of this file apart."""
        return self._columns(*_UUIDS, *_NUMBERS)

    @property
    def uuid(self) -> int | None:
        """The column that tells interviews apart wherever they come from."""
        return next(iter(self._columns(*_UUIDS)), None)

    @property
    def validation(self) -> int | None:
        return next(iter(self._columns(*_VALIDATION)), None)

    def _columns(self, *names: str) -> tuple[int, ...]:
        return tuple(self.added[name] for name in names if name in self.added)

    def wanted(self, *added: str) -> frozenset[int]:
        """The columns to be read, with those of `added` that are there."""
        ticks = (one for choices in self.ticks.values() for one in choices.values())
        others = self._columns(*_UUIDS, *_NUMBERS, *_VALIDATION, *added)
        return frozenset([*self.answers.values(), *ticks, *others])

    @property
    def answered(self) -> frozenset[str]:
        """The questions that have a column."""
        return frozenset(self.answers) | frozenset(self.ticks)

    def only(self, questions: Collection[str]) -> "Headings":
        """The same without the columns of other questions, which become unknown."""
        answers = {name: at for name, at in self.answers.items() if name in questions}
        ticks = {name: of for name, of in self.ticks.items() if name in questions}
        kept = replace(self, answers=answers, ticks=ticks, added={}).wanted()
        dropped = replace(self, added={}).wanted() - kept
        unknown = tuple(sorted({*self.unknown, *dropped}))
        return replace(self, answers=answers, ticks=ticks, unknown=unknown)


def match_headings(
    headings: Mapping[int, str], questionnaire: Questionnaire
) -> Headings:
    """What each column is; `headings` by column number."""
    return _Matching(_Names.of(questionnaire)).all(headings)


@dataclass(frozen=True, slots=True)
class _Names:
    """What questions and the groups around them may be called in a heading."""

    questions: Mapping[str, tuple[Question, ...]]
    names: Mapping[str, Question]
    groups: Mapping[str, frozenset[str]]
    choices: Mapping[str, Mapping[str, str]]
    every_choice: frozenset[str]

    @classmethod
    def of(cls, questionnaire: Questionnaire) -> "_Names":
        questions: dict[str, tuple[Question, ...]] = {}
        for one in questionnaire:
            for label in filter(None, map(normal, one.labels.values())):
                others = (q for q in questions.get(label, ()) if q.id != one.id)
                questions[label] = (*others, one)
        names = {normal(one.id): one for one in questionnaire}
        # A name means its question, whatever else is labelled so.
        questions |= {name: (one,) for name, one in names.items()}
        groups = {
            section.id: frozenset(map(normal, (section.id, *section.labels.values())))
            for section in questionnaire.sections
        }
        choices = {
            one.id: choice_names(one)
            for one in questionnaire
            if one.kind == "select_multiple"
        }
        every_choice = frozenset(chain.from_iterable(choices.values()))
        return cls(questions, names, groups, choices, every_choice)

    def meant(self, heading: str) -> tuple[Question, ...]:
        """The questions that the heading may stand for, its groups taken off."""
        others = _SEPARATORS.replace("/", "")
        for before, sign, name in chain(_cuts(heading), _cuts(heading, others)):
            found = self.questions.get(name, ())
            near = tuple(q for q in found if self._in_group(q, before))
            # Other signs than '/' are common in labels.
            if near or (found and sign in {"", "/"}):
                return near or found
        return tuple(
            question
            for name, question in self.names.items()
            if heading.endswith(name) and _grouped(question, heading, name)
        )

    def _in_group(self, question: Question, before: str) -> bool:
        """Whether `before` is the group around the question, or ends in it."""
        return any(
            before == group
            or (
                group
                and before.endswith(group)
                and before.removesuffix(group).rstrip().endswith(_SIGNS)
            )
            for group in self.groups.get(question.section, ())
        )

    def ticked(self, heading: str) -> tuple[str, str] | None:
        """The question and the choice that the column is about, if it is of one."""
        for before, sign, after in _cuts(heading, _SEPARATORS):
            if not sign or after not in self.every_choice:
                continue
            for question in self.meant(before):
                choice = self.choices.get(question.id, {}).get(after)
                if choice is not None:
                    return question.id, choice
        return None


def _grouped(question: Question, heading: str, name: str) -> bool:
    """Whether a heading that ends in the name of the question is group, sign, name."""
    group = normal(question.section)
    before = heading.removesuffix(name).rstrip()
    around = before[:-1].rstrip()
    if not group or not before.endswith(_SIGNS) or not around.endswith(group):
        return False
    outer = around.removesuffix(group).rstrip()
    return not outer or outer.endswith(_SIGNS)


def _cuts(heading: str, signs: str = "/") -> Iterator[tuple[str, str, str]]:
    """The heading whole, then cut at each of the signs: before, sign, after.

    Labels hold such signs too, so that none of them can be trusted to be the one.
    """
    yield "", "", heading
    cuts = [at for at, sign in enumerate(heading) if sign in signs]
    for at in cuts[-_MOST_CUTS:]:
        yield heading[:at].strip(), heading[at], heading[at + 1 :].strip()


def choice_names(question: Question) -> dict[str, str]:
    """Names of choices by name and by label in every language; unclear ones left out.

    Also by label without accents, where no other choice reads so.
    """
    names = {normal(name): name for name in question.choice_names}
    return _clear(question, unaccented) | _clear(question, normal) | names


def _clear(question: Question, plain: Callable[[str], str]) -> dict[str, str]:
    labels: dict[str, set[str]] = {}
    for choice in question.choices:
        for label in filter(None, map(plain, choice.labels.values())):
            labels.setdefault(label, set()).add(choice.name)
    return {label: min(names) for label, names in labels.items() if len(names) == 1}


@dataclass(slots=True)
class _Matching:
    names: _Names
    answers: dict[str, int] = field(default_factory=dict)
    ticks: dict[str, dict[str, int]] = field(default_factory=dict)
    added: dict[str, int] = field(default_factory=dict)
    unknown: list[int] = field(default_factory=list)
    ambiguous: dict[int, tuple[str, ...]] = field(default_factory=dict)
    repeated: dict[int, int] = field(default_factory=dict)

    def all(self, headings: Mapping[int, str]) -> Headings:
        for column, heading in headings.items():
            self._one(column, normal(heading))
        return Headings(
            answers=self.answers,
            ticks=self.ticks,
            added=self.added,
            unknown=tuple(self.unknown),
            ambiguous=self.ambiguous,
            repeated=self.repeated,
        )

    def _one(self, column: int, heading: str) -> None:
        whole = self.names.questions.get(heading)
        if whole is None and (heading in _ADDED or _ADDED_LIKE.fullmatch(heading)):
            self.added.setdefault(heading, column)
            return
        ticked = None if whole else self.names.ticked(heading)
        if ticked is not None:
            question, choice = ticked
            self._keep(self.ticks.setdefault(question, {}), choice, column)
            return
        meant = whole or self.names.meant(heading)
        if not meant:
            self.unknown.append(column)
        elif len(meant) > 1:
            self.ambiguous[column] = tuple(question.id for question in meant)
        elif meant[0].kind not in {"note", "calculate"}:
            self._keep(self.answers, meant[0].id, column)

    def _keep(self, columns: dict[str, int], name: str, column: int) -> None:
        first = columns.setdefault(name, column)
        if first != column:
            self.repeated[column] = first


def check_headings(
    found: Headings,
    table: SurveyTable,
    questionnaire: Questionnaire,
    issues: SurveyIssues,
    *,
    elsewhere: Collection[str] = (),
) -> bool:
    """Tell what is wrong with the columns; False where they cannot be used at all.

    `elsewhere`: the questions that have a column in another table.
    """
    if not found.answered:
        title, count = questionnaire.title, len(table.headings)
        issues.say("S301", None, None, title=title, count=count)
        return False
    check_columns(found, table, issues)
    absent = _absent({*found.answered, *elsewhere}, questionnaire)
    required = [name for name in REQUIRED if name in absent]
    for name in required:
        label = questionnaire[name].label(questionnaire.languages[0])
        issues.say("S302", None, name, what=label)
    if absent and not required:
        issues.say("S306", None, None, count=len(absent), questions=listed(absent))
    return not required


def check_columns(found: Headings, table: SurveyTable, issues: SurveyIssues) -> None:
    """Tell which columns are not read, and why."""
    names, row = table.headings, table.heading_row
    for column, questions in found.ambiguous.items():
        heading, fits = quoted(names[column]), listed(questions)
        issues.say("S303", cell_ref(row, column), None, heading=heading, questions=fits)
    for column, first in found.repeated.items():
        issues.say("S304", cell_ref(row, column), None, first=cell_ref(row, first))
    unknown = [f"'{quoted(names[column])}'" for column in found.unknown]
    if unknown:
        issues.say("S305", None, None, count=len(unknown), headings=listed(unknown))


def _absent(answered: Collection[str], questionnaire: Questionnaire) -> list[str]:
    """Questions without a column; those of the short form if that was used."""
    full = [question for question in questionnaire.asked if question.form == "full"]
    short = full and not any(question.id in answered for question in full)
    expected = questionnaire.in_form("short" if short else "full")
    return [one.id for one in expected if one.id not in answered]
