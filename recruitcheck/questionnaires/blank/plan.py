"""What stands where in a blank workbook: decided before anything is written."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from recruitcheck.questionnaires.blank.conditions import AnswerCells, Excel
from recruitcheck.questionnaires.blank.earlier import Carried
from recruitcheck.questionnaires.blank_texts import Texts
from recruitcheck.questionnaires.condition_words import Words
from recruitcheck.questionnaires.expressions import Node
from recruitcheck.questionnaires.layout import (
    ANSWER,
    DESTINATION,
    ORIGIN,
    STATE,
    Ref,
    structural,
)
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Form,
    Question,
    Questionnaire,
    Section,
    text_in,
)

FIRST_ROW = 4  # of the questions; above are the title, a sentence and the headings


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the questions: a heading, a question, or one of its choices."""

    row: int
    heading: str = ""
    block: int = 0
    question: Question | None = None
    choice: Choice | None = None


@dataclass(slots=True)
class Plan:
    """What stands where: decided before anything is written."""

    questionnaire: Questionnaire
    language: str
    form: Form
    blocks: int
    prefilled: Mapping[Ref, str]
    texts: Texts
    carried: Mapping[Ref, Carried] = field(default_factory=dict)
    carried_from: str = ""  # the cycle of the earlier return
    asked: Mapping[str, Question] = field(init=False)
    lines: list[Line] = field(init=False)
    cells: dict[Ref, AnswerCells] = field(default_factory=dict)
    carried_cells: dict[Ref, str | float | date] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.asked = {q.id: q for q in self.questionnaire.in_form(self.form)}
        self.lines = list(self._numbered(self._body()))
        for line in self.lines:
            if line.question is not None and line.choice is None:
                self.cells[Ref(line.question.id, block=line.block)] = AnswerCells(
                    line.question,
                    _absolute(ANSWER, line.row),
                    _absolute(STATE, line.row),
                    self._ticks(line),
                )

        self._carry()

    def _carry(self) -> None:
        """What the cells of answers that are carried over hold, each by its ref."""
        for ref in self.cells:
            carried = self.carried.get(ref)
            question = self.asked[ref.question]
            if carried is None:
                continue
            if question.kind == "select_multiple":
                for name in carried.value.split():
                    tick = Ref(ref.question, name, ref.block)
                    self.carried_cells[tick] = self.texts.say("yes")
            else:
                self.carried_cells[ref] = self._as_written(question, carried.value)

    def _as_written(self, question: Question, value: str) -> str | float | date:
        if value in question.choice_names:
            return self.label(question, value)
        if value == "na":
            return self.texts.say(value)
        if question.kind in {"integer", "decimal"}:
            number = float(value)
            return int(number) if number.is_integer() else number
        return date.fromisoformat(value) if question.kind == "date" else value

    @property
    def carried_rows(self) -> Mapping[Ref, int]:
        """The row of the record that keeps what each of these cells held."""
        return {ref: row for row, ref in enumerate(self.carried_cells, start=1)}

    @property
    def own_language(self) -> bool:
        """Whether texts that are not translated, as the evidence, are in it."""
        return self.language == self.questionnaire.languages[0]

    @property
    def opening(self) -> list[Question]:
        """The questions on whose return it is, which stand on the first sheet."""
        return [q for q in self.asked.values() if structural(q) and not q.repeated]

    def _ticks(self, line: Line) -> dict[str, str]:
        return {
            other.choice.name: _absolute(ANSWER, other.row)
            for other in self.lines
            if other.choice is not None
            and other.question is line.question
            and other.block == line.block
        }

    def _numbered(self, lines: Iterable[Line]) -> Iterator[Line]:
        for row, line in enumerate(lines, start=FIRST_ROW):
            yield Line(row, line.heading, line.block, line.question, line.choice)

    def _body(self) -> Iterator[Line]:
        repeated = [s for s in self.questionnaire.sections if s.repeated]
        for section in self.questionnaire.sections:
            if not section.repeated:
                yield from self._section(section, 0)
            elif section is repeated[0]:
                for block in range(1, self.blocks + 1):
                    yield Line(0, self._block_heading(block), block)
                    for one in repeated:
                        yield from self._section(one, block, bare=one is repeated[0])

    def _section(
        self, section: Section, block: int, *, bare: bool = False
    ) -> Iterator[Line]:
        found = [
            self.asked[name]
            for name in section.questions
            if name in self.asked and (block or not structural(self.asked[name]))
        ]
        heading = text_in(section.labels, self.language)
        if found and heading and not bare:
            yield Line(0, heading)
        for question in found:
            yield Line(0, block=block, question=question)
            if question.kind == "select_multiple":
                for choice in question.choices:
                    yield Line(0, block=block, question=question, choice=choice)

    def _block_heading(self, block: int) -> str:
        origin = self.prefilled.get(Ref(ORIGIN, block=block))
        if origin is None:
            return self.texts.say("corridor", n=block)
        countries = self.questionnaire[ORIGIN]
        destination = self.prefilled.get(Ref(DESTINATION), "")
        return self.texts.say(
            "corridor_between",
            n=block,
            origin=self.label(countries, origin),
            destination=self.label(countries, destination),
        )

    def label(self, question: Question, choice: str) -> str:
        """What that choice is called in the language of the workbook."""
        for one in question.choices:
            if one.name == choice:
                return text_in(one.labels, self.language) or choice
        return choice

    def excel(self, block: int, own: str = "") -> Excel:
        """Translates conditions for the questions of that block."""

        def find(name: str, joined: bool) -> Sequence[AnswerCells]:  # noqa: FBT001
            question = self.asked.get(name)
            if question is None:
                return ()
            wanted = range(1, self.blocks + 1) if joined else (block,)
            numbers = wanted if question.repeated else (0,)
            found = [self.cells.get(Ref(name, block=number)) for number in numbers]
            return [cells for cells in found if cells is not None]

        return Excel(find, self.texts.say("yes"), self.label, own)

    def words(self) -> Words:
        return Words(self.texts, self.questionnaire.__getitem__, self.label)

    def common_condition(self) -> Node | None:
        """The condition that more than half of the questions have, if one is."""
        asked = [q for q in self.asked.values() if not structural(q)]
        counted = Counter(tree for q in asked for tree in conditions_of(q))
        tree, count = next(iter(counted.most_common(1)), (None, 0))
        return tree if count * 2 > len(asked) else None


def conditions_of(question: Question) -> tuple[Node, ...]:
    """What `relevant` joins by 'and', each once."""
    if question.relevant is None:
        return ()
    return tuple(dict.fromkeys(part.tree for part in question.relevant.conditions))


def _absolute(column: str, row: int) -> str:
    return f"${column}${row}"
