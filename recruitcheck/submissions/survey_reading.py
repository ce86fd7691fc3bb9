"""The questions of a form read from the columns of one table of an export."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import compress

import numpy as np
import numpy.typing as npt

from recruitcheck.questionnaires.condition_words import in_words
from recruitcheck.questionnaires.expressions import Expression, Node
from recruitcheck.questionnaires.functions import number, text_of
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.submissions.headings import Headings
from recruitcheck.submissions.survey_answers import AnswerReader
from recruitcheck.submissions.survey_columns import (
    Coded,
    Codes,
    Flags,
    combinations,
    evaluate,
    holds,
)
from recruitcheck.submissions.survey_issues import Fault, SurveyIssues
from recruitcheck.submissions.survey_repeats import Matched, Positions


@dataclass(slots=True)
class Block:
    """The rows of one table being read; each method reads or checks one thing.

    `raw` is what stands in the columns, by number, and `answers` what the questions
    read so far have made of it. `asked` says who was asked: the question has a column
    and the form shows it. All have one entry for each of `rows`.
    """

    questionnaire: Questionnaire
    source: Matched
    issues: SurveyIssues
    raw: dict[int, Coded] = field(default_factory=dict)
    answers: dict[str, Coded] = field(default_factory=dict)
    calculated: dict[str, npt.NDArray[np.float64]] = field(default_factory=dict)
    asked: dict[str, Flags] = field(default_factory=dict)
    _shown: dict[Node, Flags] = field(default_factory=dict)

    @property
    def rows(self) -> Codes:
        return self.issues.rows

    @property
    def headings(self) -> Headings:
        return self.source.headings

    def read_columns(self, *added: str) -> int:
        """Read what the questions need, and those columns of the server.

        Gives the number of rows that there are. InvalidFileError.
        """
        table = self.source.table
        found = table.columns(self.headings.wanted(*added))
        self.issues.rows = found.rows
        self.issues.say_of_damaged(found.damaged, max(table.headings, default=0))
        for column, rows in found.unread.items():
            where = np.isin(found.rows, rows)
            self.issues.say_of_rows("S329", where, column, table.headings[column])
        self.raw = dict(found.cells)
        return len(found.rows) + len(found.damaged)

    def take(self, kept: Flags) -> None:
        """Those rows only."""
        self.issues.rows = self.rows[kept]
        self.raw = {column: cells.take(kept) for column, cells in self.raw.items()}
        self.answers = {name: cells.take(kept) for name, cells in self.answers.items()}
        self.calculated = {name: one[kept] for name, one in self.calculated.items()}
        self.asked = {name: flags[kept] for name, flags in self.asked.items()}
        self._shown = {}

    def read_question(self, question: Question) -> None:
        if question.kind == "calculate" and question.calculation is not None:
            self._calculate(question, question.calculation)
        elif question.kind not in {"calculate", "note"}:
            self._read_answers(question)

    def _read_answers(self, question: Question) -> None:
        raw, column = self._cells(question)
        read = AnswerReader.of(question).read
        answers = self.read_cells(raw, read, column, question.id)
        answers = self._allowed(question, answers, column)
        shown = self._is_shown(question)
        hidden = answers.filled & ~shown
        self._say_hidden(question, hidden, column)
        self.answers[question.id] = answers.blanked(hidden)
        self.asked[question.id] = shown & bool(column)
        if question.required:
            blank = self.asked[question.id] & ~raw.filled
            self.issues.say_of_rows("S326", blank, column, question.id)

    def _say_hidden(self, question: Question, hidden: Flags, column: int) -> None:
        if question.relevant is not None and hidden.any():
            said = in_words(question.relevant, self.questionnaire)
            self.issues.say_of_rows("S316", hidden, column, question.id, condition=said)

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
            self.read_cells(self.raw[column], read, column, question.id)
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

    def read_cells(
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

    def _is_shown(self, question: Question) -> Flags:
        """The rows where the form shows the question, given the answers before it."""
        shown = np.ones(len(self.rows), np.bool_)
        for condition in question.relevant.conditions if question.relevant else ():
            known = self._shown.get(condition.tree)
            if known is None:
                known = holds(condition, self.answers, len(self.rows))
                self._shown[condition.tree] = known
            shown &= known
        return shown

    def _calculate(self, question: Question, calculation: Expression) -> None:
        inverse, values = evaluate(calculation, self.answers, len(self.rows))
        numbers = np.array([number(value) for value in values], np.float64)
        numbers[~np.isfinite(numbers)] = np.nan
        known = np.where(self._is_shown(question), numbers[inverse], np.nan)
        self.calculated[question.id] = known
        texts = [text_of(float(one)) for one in numbers]
        self.answers[question.id] = Coded.of(inverse, texts).blanked(np.isnan(known))


@dataclass(frozen=True, slots=True)
class RepeatBlock:
    """The rows of a repeat, each with the position of its interview in `around`."""

    block: Block
    around: Block
    interviews: Positions

    def holds(self, question: Question) -> bool:
        calculated = question.repeated and question.kind == "calculate"
        return calculated or question.id in self.block.headings.answered

    def read_question(self, question: Question) -> None:
        """Read it row by row; the interview has the answers of all its rows."""
        name, block, around = question.id, self.block, self.around
        for other in _references(question):
            if other in around.answers and other not in block.answers:
                block.answers[other] = around.answers[other].at(self.interviews)
        block.read_question(question)
        around.answers[name] = self._joined(block.answers[name])
        if name in block.asked:
            asked = np.zeros(len(around.rows), np.bool_)
            asked[self.interviews[block.asked[name]]] = True
            around.asked[name] = asked

    def _joined(self, cells: Coded) -> Coded:
        """The answers of the rows of each interview, in their order, a space between."""
        words: dict[int, list[str]] = {}
        for row in np.flatnonzero(cells.filled):
            text = cells.texts[cells.codes[row]]
            words.setdefault(int(self.interviews[row]), []).append(text)
        which = np.zeros(len(self.around.rows), np.intp)
        which[list(words)] = range(1, len(words) + 1)
        return Coded.of(which, ["", *map(" ".join, words.values())])


def _references(question: Question) -> tuple[str, ...]:
    rules = (question.relevant, question.constraint, question.calculation)
    return tuple(name for rule in rules if rule for name in rule.references)
