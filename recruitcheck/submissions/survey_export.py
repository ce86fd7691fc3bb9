"""Worker interviews as KoboToolbox and ODK export them: one row per interview.

The reader works on columns, never on rows, and keeps only what a question of the form
maps: names, telephone numbers and notes in other columns are neither kept nor printed.
"""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recruitcheck.errors import InvalidFileError, UsageError
from recruitcheck.issues import Issue, listed
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire
from recruitcheck.sheets import hash_of
from recruitcheck.submissions.headings import check_columns, check_headings, normal
from recruitcheck.submissions.interviews import (
    CONSENT,
    INTERVIEWER,
    KEYS,
    MINUTES,
    ORIGIN,
    REQUIRED,
    Interviews,
    SurveyFile,
    join_interviews,
)
from recruitcheck.submissions.survey_answers import NO_ANSWER, AnswerReader
from recruitcheck.submissions.survey_columns import Coded, Flags
from recruitcheck.submissions.survey_files import open_tables
from recruitcheck.submissions.survey_issues import Fault, SurveyIssues
from recruitcheck.submissions.survey_reading import Block, RepeatBlock
from recruitcheck.submissions.survey_repeats import (
    KEY,
    LINKS,
    Arranged,
    Links,
    Matched,
    Positions,
    arrange,
)

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Interviews", "join_interviews", "read_survey_export"]

_AGREED = "yes"
_REJECTED = frozenset({"not approved", "validation_status_not_approved", "rejected"})
_ENCRYPTED = frozenset({"not decrypted", "missing encrypted form data"})
_STATUS = "status"
_START, _END = "start", "end"
_INTERVIEWERS = ("username", "_submitted_by", "submittername", "submitterid")


def read_survey_export(
    path: Path,
    questionnaire: Questionnaire,
    *,
    shown_as: str | None = None,
    include_rejected: bool = False,
) -> tuple[Interviews | None, tuple[Issue, ...]]:
    """The interviews of an export and everything wrong in it.

    An export of KoboToolbox (.xlsx, .csv), of ODK Central (.zip, .csv), or a plain
    table (.csv, .xlsx, .parquet). Headings are names of questions or labels in any
    language of the form, answers are names of choices or their labels. Interviews that
    the server marks as rejected are left out unless `include_rejected`.

    None when an issue is blocking. UsageError if the questionnaire is not one of
    workers. `shown_as` is what issues call the file.
    """
    file = shown_as or str(path)
    asked = {question.id for question in questionnaire.asked}
    lacking = [name for name in REQUIRED if name not in asked]
    if lacking:
        raise UsageError(f"'{questionnaire.id}' has no question {listed(lacking)}")
    tables, issues = open_tables(path, file)
    if not tables:
        return None, issues
    survey = _Survey.of(arrange(tables, questionnaire), questionnaire, file)
    survey.issues.extend(issues)
    try:
        refusals = survey.read(include_rejected=include_rejected)
    except InvalidFileError as error:
        return None, (*survey.issues, *error.issues)
    if refusals is None:
        return None, tuple(survey.issues)
    interviews = Interviews(
        table=survey.table(),
        asked=survey.asked(),
        questionnaire=questionnaire.id,
        version=questionnaire.version,
        questionnaire_hash=questionnaire.hash,
        files=(SurveyFile(file, hash_of(path), survey.received),),
        refusals=refusals,
    )
    return interviews, tuple(survey.issues)


@dataclass(slots=True)
class _Survey:
    """One export being read. `main` holds the rows that are interviews."""

    questionnaire: Questionnaire
    arranged: Arranged
    issues: list[Issue]
    main: Block
    received: int = 0
    instances: Coded = field(default_factory=lambda: Coded.blanks(0))

    @classmethod
    def of(
        cls, arranged: Arranged, questionnaire: Questionnaire, file: str
    ) -> "_Survey":
        issues: list[Issue] = []
        told = SurveyIssues(file, arranged.main.table.name, issues)
        main = Block(questionnaire, arranged.main, told)
        return cls(questionnaire, arranged, issues, main)

    def read(self, *, include_rejected: bool) -> tuple[str, ...] | None:
        """Read it all; the instance of each refusal, or None where nothing was read."""
        if not self._check_tables():
            return None
        links = LINKS if self.arranged.repeats else ()
        made = (_START, _END, *_INTERVIEWERS)
        self.received = self.main.read_columns(_STATUS, *made, *links)
        if not self.received:
            self.main.issues.say("S322", None, None)
        raw, rows = self.main.raw, self.main.rows
        refusals = self._keep_interviews(include_rejected=include_rejected)
        kept = np.isin(rows, self.main.rows)
        place = np.append(np.where(kept, np.cumsum(kept) - 1, -1), -1)
        repeats = self._read_repeats(raw, place) if links else []
        for question in self.questionnaire:
            holding = (one for one in repeats if one.holds(question))
            next(holding, self.main).read_question(question)
        self._read_making()
        self._keep_located()
        return refusals

    def _read_making(self) -> None:
        """How long each interview took, and who made it, where the columns are there."""
        main, added = self.main, self.main.headings.added
        times = [_times(main.raw.get(added.get(name, 0))) for name in (_START, _END)]
        minutes = np.full(len(main.rows), np.nan)
        if times[0] is not None and times[1] is not None:
            took = (times[1] - times[0]) / 60
            minutes = np.where(took > 0, took, np.nan)
        main.calculated[MINUTES] = minutes
        by = [main.raw[added[name]] for name in _INTERVIEWERS if name in added]
        who = next((one for one in by if one.filled.any()), None)
        blank = Coded.blanks(len(main.rows))
        main.answers[INTERVIEWER] = blank if who is None else who.map(_instance)

    def _check_tables(self) -> bool:
        arranged, told = self.arranged, self.main.issues
        sound = check_headings(
            arranged.main.headings,
            arranged.main.table,
            self.questionnaire,
            told,
            elsewhere=arranged.asked_in_repeats,
        )
        for one in arranged.repeats if sound else ():
            check_columns(one.headings, one.table, self._told(one))
        names = [f"'{one.table.name}'" for one in arranged.others]
        if names:
            told.say("S323", None, None, count=len(names), names=listed(names))
        return sound

    def _told(self, one: Matched) -> SurveyIssues:
        return SurveyIssues(self.main.issues.file, one.table.name, self.issues)

    def _keep_interviews(self, *, include_rejected: bool) -> tuple[str, ...]:
        """Leave out what is rejected, double, not decrypted or without consent.

        Gives the instance of each refusal.
        """
        main, headings = self.main, self.main.headings
        self.instances = self._instances()
        kept = self._readable()
        if not include_rejected:
            kept &= self._approved()
        for column in headings.identities:
            kept &= ~self._seen_above(column, kept)
        question = self.questionnaire[CONSENT]
        column = headings.answers[CONSENT]
        read = AnswerReader.of(question).read
        consent = main.read_cells(main.raw[column], read, column, CONSENT, kept)
        self._say_missing(CONSENT, kept & ~consent.filled)
        agreed = consent.among({_AGREED})
        refused = kept & consent.filled & ~agreed
        main.issues.say_of_rows("S310", refused & self._told_anyway(), None, CONSENT)
        refusals = self.instances.take(refused)
        self._take(kept & agreed)
        return tuple(refusals.texts[code] for code in refusals.codes)

    def _take(self, kept: Flags) -> None:
        self.instances = self.instances.take(kept)
        self.main.take(kept)

    def _instances(self) -> Coded:
        """A short hash of what tells interviews apart, '' where nothing does."""
        column = self.main.headings.uuid
        if column is None:
            return Coded.blanks(len(self.main.rows))
        return self.main.raw[column].map(_instance)

    def _readable(self) -> Flags:
        return ~self._marked("S325", self.main.headings.added.get(_STATUS), _ENCRYPTED)

    def _approved(self) -> Flags:
        return ~self._marked("S308", self.main.headings.validation, _REJECTED)

    def _marked(self, code: str, column: int | None, marks: Collection[str]) -> Flags:
        """The rows in which one of those marks stands, told as an issue."""
        if column is None:
            return np.zeros(len(self.main.rows), np.bool_)
        marked = self.main.raw[column].map(normal).among(marks)
        heading = self.main.source.table.headings[column]
        self.main.issues.say_of_rows(code, marked, None, heading)
        return marked

    def _seen_above(self, column: int, kept: Flags) -> Flags:
        """The rows whose identity stands in a row above."""
        cells, rows = self.main.raw[column], self.main.rows
        at = np.flatnonzero(kept & cells.filled)
        codes, first = np.unique(cells.codes[at], return_index=True)
        again = np.zeros(len(rows), np.bool_)
        again[np.delete(at, first)] = True
        above = dict(zip(codes, rows[at[first]], strict=True))
        faults = {
            int(code): Fault(
                "S307", partial(dict, found=cells.texts[code], row=above[code])
            )
            for code in np.unique(cells.codes[again])
        }
        label = self.main.source.table.headings[column]
        self.main.issues.say_each(column, label, cells.codes, faults, again)
        return again

    def _told_anyway(self) -> Flags:
        """The rows that hold answers which only consent allows to ask for."""
        told = np.zeros(len(self.main.rows), np.bool_)
        for name, column in self.main.headings.answers.items():
            if self.questionnaire[name].scope and name != CONSENT:
                cells = self.main.raw[column]
                told |= cells.filled & ~cells.among(NO_ANSWER)
        return told

    def _say_missing(self, name: str, where: Flags) -> None:
        label = self.questionnaire[name].label(self.questionnaire.languages[0])
        fault = Fault("S309", lambda: {"what": label})
        column = self.main.headings.answers[name]
        self.main.issues.say_each(column, name, where.astype(np.int32), {1: fault})

    def _read_repeats(
        self, raw: Mapping[int, Coded], place: Positions
    ) -> list[RepeatBlock]:
        """The repeats of the interviews that are kept.

        `raw` are the columns of all interviews, `place` says where each stands now, -1
        for those left out, and at its end for none.
        """
        links = Links(self.arranged, raw, title=self.questionnaire.title)
        repeats = []
        for one in self.arranged.repeats:
            block = Block(self.questionnaire, one, self._told(one))
            block.read_columns(*LINKS)
            found = links.interviews(one, block.raw)
            block.issues.say_of_rows("S324", found < 0, None, one.table.name or "")
            now = place[found]
            kept = (now >= 0) & _first_of_each(one.column(block.raw, KEY), len(now))
            block.take(kept)
            repeats.append(RepeatBlock(block, self.main, now[kept]))
        return repeats

    def _keep_located(self) -> None:
        """Leave out what belongs to no supplier in no corridor, and say so."""
        answers = self.main.answers
        located = np.ones(len(self.main.rows), np.bool_)
        for name in REQUIRED[1:]:
            lacking = ~answers[name].filled | answers[name].among(RESERVED)
            self._say_missing(name, lacking)
            located &= ~lacking
        self.main.raw = {}
        self._take(located)

    def table(self) -> "pd.DataFrame":
        """The table of `Interviews`, columns in its order."""
        import pandas as pd

        main = self.main
        once = np.zeros(len(main.rows), np.int32)
        columns: dict[str, object] = {
            "file": Coded.of(once, [main.issues.file]).categorical(),
            "sheet": Coded.of(once, [main.issues.sheet or ""]).categorical(),
            "row": main.rows,
            "instance": pd.array(
                [self.instances.texts[code] or None for code in self.instances.codes],
                dtype=pd.StringDtype("pyarrow"),
            ),
        }
        for name in (*KEYS, *self.questionnaire.questions):
            question = ORIGIN if name == "origin" else name
            if question in main.calculated:
                columns[name] = main.calculated[question]
            elif question in main.answers:
                columns[name] = self._column(self.questionnaire[question])
        columns[MINUTES] = main.calculated[MINUTES]
        columns[INTERVIEWER] = main.answers[INTERVIEWER].categorical()
        return pd.DataFrame(columns)

    def _column(self, question: Question) -> "pd.Categorical":
        one_of = question.kind == "select_one" and not question.repeated
        names = question.choice_names if one_of else None
        return self.main.answers[question.id].categorical(names)

    def asked(self) -> "pd.DataFrame":
        import pandas as pd

        names = [one.id for one in self.questionnaire.asked]
        return pd.DataFrame({name: self.main.asked[name] for name in names})


def _first_of_each(keys: Coded | None, rows: int) -> Flags:
    """The rows whose key stands in no row above, or that have none."""
    first = np.ones(rows, np.bool_)
    if keys is not None:
        first = ~keys.filled
        first[np.unique(keys.codes, return_index=True)[1]] = True
    return first


def _times(column: Coded | None) -> npt.NDArray[np.float64] | None:
    """Seconds of a column of times, NaN where it holds none; None without a column."""
    if column is None:
        return None
    seconds = np.array([_seconds(text) for text in column.texts], float)
    return seconds[column.codes]


def _seconds(text: str) -> float:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return float("nan")
    # Without an offset a time is taken as UTC: only differences are looked at.
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.timestamp()


def _instance(uuid: str) -> str:
    told = uuid.casefold().removeprefix("uuid:")
    return hashlib.sha256(told.encode()).hexdigest()[:16]
