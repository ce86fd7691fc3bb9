"""Worker interviews as KoboToolbox and ODK export them: one row per interview.

The reader works on columns, never on rows, and keeps only what a question of the form
maps: names, telephone numbers and notes in other columns are neither kept nor printed.
"""

import csv
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recruitcheck.errors import UsageError
from recruitcheck.issues import Issue, listed
from recruitcheck.questionnaires.expressions import Expression, Node, number, text_of
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire
from recruitcheck.sheets import read_rows
from recruitcheck.submissions.headings import (
    Headings,
    check_headings,
    match_headings,
    normal,
)
from recruitcheck.submissions.interviews import (
    CONSENT,
    KEYS,
    ORIGIN,
    REQUIRED,
    Interviews,
    SurveyFile,
    join_interviews,
)
from recruitcheck.submissions.survey_answers import NO_ANSWER, AnswerReader
from recruitcheck.submissions.survey_columns import (
    LIMITS,
    Coded,
    Codes,
    Export,
    Flags,
    combinations,
    evaluate,
    holds,
    open_exports,
)
from recruitcheck.submissions.survey_issues import Fault, SurveyIssues

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Interviews", "join_interviews", "read_survey_export"]

_AGREED = "yes"
_REJECTED = frozenset({"not approved", "validation_status_not_approved", "rejected"})


def read_survey_export(
    path: Path, questionnaire: Questionnaire, *, shown_as: str | None = None
) -> tuple[Interviews | None, tuple[Issue, ...]]:
    """The interviews of an export (.xlsx, .csv) and everything wrong in it.

    Headings are names of questions or labels in any language of the form, answers are
    names of choices or their labels. None when an issue is blocking. UsageError if the
    questionnaire is not one of workers. `shown_as` is what issues call the file.
    """
    file = shown_as or str(path)
    lacking = [name for name in REQUIRED if name not in questionnaire.questions]
    if lacking:
        raise UsageError(f"'{questionnaire.id}' has no question {listed(lacking)}")
    try:
        with path.open("rb") as stream:
            content = stream.read(LIMITS.file_bytes + 1)
    except OSError:
        return None, read_rows(path, name=file)[1]  # which says why
    exports, issues = open_exports(content, file)
    if not exports:
        return None, issues
    found = [(match_headings(one.headings, questionnaire), one) for one in exports]
    headings, export = max(found, key=lambda pair: len(pair[0].answered))
    told = SurveyIssues(file, export.sheet, list(issues))
    survey = _Survey(questionnaire, export, headings, told)
    if not check_headings(headings, export, questionnaire, told):
        return None, tuple(told.found)
    try:
        survey.read_columns()
    except csv.Error:
        return None, read_rows(content, name=file, limits=LIMITS)[1]
    refusals = survey.keep_interviews()
    for question in questionnaire:
        survey.read_question(question)
    survey.keep_located()
    interviews = Interviews(
        table=survey.table(),
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        questionnaire_hash=questionnaire.hash,
        files=(SurveyFile(file, hashlib.sha256(content).hexdigest(), survey.received),),
        refusals=refusals,
    )
    return interviews, tuple(told.found)


@dataclass(slots=True)
class _Survey:
    """One export being read; each method reads or checks one thing.

    `raw` is what stands in the columns, by number, and `answers` what the questions
    read so far have made of it; both have one entry for each of `issues.rows`.
    """

    questionnaire: Questionnaire
    export: Export
    headings: Headings
    issues: SurveyIssues
    received: int = 0
    raw: dict[int, Coded] = field(default_factory=dict)
    instances: Coded = field(default_factory=lambda: Coded.blanks(0))
    answers: dict[str, Coded] = field(default_factory=dict)
    calculated: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    conditions: dict[Node, Flags] = field(default_factory=dict)

    @property
    def rows(self) -> Codes:
        return self.issues.rows

    def read_columns(self) -> None:
        rows, self.raw, damaged = self.export.columns(self.headings.wanted)
        self.issues.rows = rows
        self.issues.say_of_damaged(damaged, max(self.export.headings))
        self.received = len(rows) + len(damaged)
        if not self.received:
            self.issues.say("S322", None, None)

    def keep_interviews(self) -> tuple[str, ...]:
        """Leave out what is rejected, double or without consent.

        Gives the instance of each refusal.
        """
        self.instances = self._instances()
        kept = self._approved()
        for column in self.headings.identities:
            kept &= ~self._seen_above(column, kept)
        column = self.headings.answers[CONSENT]
        read = AnswerReader.of(self.questionnaire[CONSENT]).read
        consent = self._read(self.raw[column], read, column, CONSENT, kept)
        self._say_missing(CONSENT, kept & ~consent.filled)
        agreed = consent.among({_AGREED})
        refused = kept & consent.filled & ~agreed
        self.issues.say_of_rows("S310", refused & self._told(), None, CONSENT)
        refusals = self.instances.take(refused)
        self._take(kept & agreed)
        return tuple(refusals.texts[code] for code in refusals.codes)

    def _take(self, kept: Flags) -> None:
        self.issues.rows = self.rows[kept]
        self.instances = self.instances.take(kept)
        self.raw = {column: cells.take(kept) for column, cells in self.raw.items()}
        self.answers = {name: cells.take(kept) for name, cells in self.answers.items()}
        self.calculated = {name: one[kept] for name, one in self.calculated.items()}

    def _instances(self) -> Coded:
        """A short hash of what tells interviews apart, '' where nothing does."""
        column = self.headings.uuid
        if column is None:
            return Coded.blanks(len(self.rows))
        return self.raw[column].map(_instance)

    def _approved(self) -> Flags:
        column = self.headings.validation
        if column is None:
            return np.ones(len(self.rows), np.bool_)
        rejected = self.raw[column].map(normal).among(_REJECTED)
        self.issues.say_of_rows("S308", rejected, None, self.export.headings[column])
        return ~rejected

    def _seen_above(self, column: int, kept: Flags) -> Flags:
        """The rows whose identity stands in a row above."""
        cells = self.raw[column]
        at = np.flatnonzero(kept & cells.filled)
        codes, first = np.unique(cells.codes[at], return_index=True)
        again = np.zeros(len(self.rows), np.bool_)
        again[np.delete(at, first)] = True
        above = dict(zip(codes, self.rows[at[first]], strict=True))
        faults = {
            int(code): Fault(
                "S307", partial(dict, found=cells.texts[code], row=above[code])
            )
            for code in np.unique(cells.codes[again])
        }
        label = self.export.headings[column]
        self.issues.say_each(column, label, cells.codes, faults, again)
        return again

    def _told(self) -> Flags:
        """The rows that hold answers which only consent allows to ask for."""
        told = np.zeros(len(self.rows), np.bool_)
        for name, column in self.headings.answers.items():
            if self.questionnaire[name].scope and name != CONSENT:
                cells = self.raw[column]
                told |= cells.filled & ~cells.among(NO_ANSWER)
        return told

    def _say_missing(self, name: str, where: Flags) -> None:
        label = self.questionnaire[name].label(self.questionnaire.languages[0])
        fault = Fault("S309", lambda: {"what": label})
        column = self.headings.answers[name]
        self.issues.say_each(column, name, where.astype(np.int32), {1: fault})

    def read_question(self, question: Question) -> None:
        if question.kind == "note":
            return
        if question.calculation is not None and question.kind == "calculate":
            self._calculate(question, question.calculation)
            return
        raw, column = self._cells(question)
        read = AnswerReader.of(question).read
        answers = self._read(raw, read, column, question.id)
        answers = self._allowed(question, answers, column)
        shown = self._shown(question)
        condition = question.relevant.text if question.relevant else ""
        hidden = answers.filled & ~shown
        self.issues.say_of_rows(
            "S316", hidden, column, question.id, condition=condition
        )
        self.answers[question.id] = answers.blanked(hidden)

    def _cells(self, question: Question) -> tuple[Coded, int]:
        """What stands there for a question and the column that messages name."""
        column = self.headings.answers.get(question.id)
        ticks = self.headings.ticks.get(question.id, {})
        if not ticks:
            if column is None:
                return Coded.blanks(len(self.rows)), 0
            return self.raw[column], column
        ticked = self._ticked(question, ticks)
        if column is None:
            return ticked, min(ticks.values())
        return self._agreed(question, self.raw[column], ticked, column), column

    def _ticked(self, question: Question, ticks: Mapping[str, int]) -> Coded:
        """The names of the choices whose columns say 1."""
        read = AnswerReader.of(question).read_tick
        marks = [
            self._read(self.raw[column], read, column, question.id)
            for column in ticks.values()
        ]
        inverse, found = combinations(marks)
        texts = [" ".join(compress(ticks, row)) for row in found]
        return Coded.of(inverse, texts)

    def _agreed(
        self, question: Question, told: Coded, ticked: Coded, column: int
    ) -> Coded:
        """The column of all choices; where it is blank, those of the single choices."""
        reader = AnswerReader.of(question)
        inverse, pairs = combinations([told, ticked])
        read = [
            (one and reader.read(one), two and reader.read(two)) for one, two in pairs
        ]
        differ = [
            bool(one and two) and isinstance(one, str) and one != two
            for one, two in read
        ]
        where = np.array(differ, np.bool_)[inverse]
        self.issues.say_of_rows("S317", where, column, question.id)
        texts = [
            both[0] if one else both[1]
            for both, (one, _) in zip(pairs, read, strict=True)
        ]
        return Coded.of(inverse, texts)

    def _read(
        self,
        cells: Coded,
        read: Callable[[str], str | Fault],
        column: int,
        label: str,
        where: Flags | None = None,
    ) -> Coded:
        """What the cells say; one that says nothing is an issue and becomes blank."""
        said = [text and read(text) for text in cells.texts]
        faults = {code: one for code, one in enumerate(said) if isinstance(one, Fault)}
        self.issues.say_each(column, label, cells.codes, faults, where)
        return Coded.of(
            cells.codes, ["" if isinstance(one, Fault) else one for one in said]
        )

    def _allowed(self, question: Question, answers: Coded, column: int) -> Coded:
        """The answers that keep to the constraint; the others are issues and blank."""
        if question.constraint is None:
            return answers
        columns = {**self.answers, question.id: answers, ".": answers}
        kept = holds(question.constraint, columns, len(self.rows))
        broken = answers.filled & ~answers.among(question.missing) & ~kept
        reader = AnswerReader.of(question)
        faults = {
            int(code): reader.broken(answers.texts[code])
            for code in np.unique(answers.codes[broken])
        }
        self.issues.say_each(column, question.id, answers.codes, faults, broken)
        return answers.blanked(broken)

    def _shown(self, question: Question) -> Flags:
        """The rows where the form shows the question, given the answers before it."""
        shown = np.ones(len(self.rows), np.bool_)
        for condition in question.relevant.conditions if question.relevant else ():
            known = self.conditions.get(condition.tree)
            if known is None:
                known = holds(condition, self.answers, len(self.rows))
                self.conditions[condition.tree] = known
            shown &= known
        return shown

    def _calculate(self, question: Question, calculation: Expression) -> None:
        inverse, values = evaluate(calculation, self.answers, len(self.rows))
        numbers = np.array([number(value) for value in values], np.float64)
        numbers[~np.isfinite(numbers)] = np.nan
        known = np.where(self._shown(question), numbers[inverse], np.nan)
        self.calculated[question.id] = known
        texts = [text_of(float(one)) for one in numbers]
        self.answers[question.id] = Coded.of(inverse, texts).blanked(np.isnan(known))

    def keep_located(self) -> None:
        """Leave out what belongs to no supplier in no corridor, and say so."""
        located = np.ones(len(self.rows), np.bool_)
        for name in REQUIRED[1:]:
            lacking = ~self.answers[name].filled | self.answers[name].among(RESERVED)
            self._say_missing(name, lacking)
            located &= ~lacking
        self.raw = {}
        self._take(located)

    def table(self) -> "pd.DataFrame":
        """The table of `Interviews`, columns in its order."""
        import pandas as pd

        rows = len(self.rows)
        sheet = self.export.sheet
        once = np.zeros(rows, np.int32)
        columns: dict[str, object] = {
            "file": Coded.of(once, [self.issues.file]).categorical(),
            "sheet": Coded.of(once, [sheet or ""]).categorical(),
            "row": self.rows,
            "instance": pd.array(
                [self.instances.texts[code] or None for code in self.instances.codes],
                dtype=pd.StringDtype("pyarrow"),
            ),
        }
        for name in (*KEYS, *self.questionnaire.questions):
            question = ORIGIN if name == "origin" else name
            if question in self.calculated:
                columns[name] = self.calculated[question]
            elif question in self.answers:
                columns[name] = self._column(question)
        return pd.DataFrame(columns)

    def _column(self, name: str) -> "pd.Categorical":
        question = self.questionnaire[name]
        one_of = question.choice_names if question.kind == "select_one" else None
        return self.answers[name].categorical(one_of)


def _instance(uuid: str) -> str:
    told = uuid.casefold().removeprefix("uuid:")
    return hashlib.sha256(told.encode()).hexdigest()[:16]
