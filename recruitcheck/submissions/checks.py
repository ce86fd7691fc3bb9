"""Whether the answers of a return fit each other and the rules of the questions.

An answer that is missing or cannot be read proves nothing about the others, so that
one mistake makes one issue.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace

from recruitcheck.issues import Issue, Place, issue, listed
from recruitcheck.questionnaires.expressions import Expression
from recruitcheck.questionnaires.functions import Value
from recruitcheck.questionnaires.layout import structural
from recruitcheck.questionnaires.questionnaire import (
    RESERVED,
    Question,
    Questionnaire,
    text_in,
)
from recruitcheck.submissions.cell_answers import EXCLUSIVE, quoted
from recruitcheck.submissions.submission import Answer

Answers = dict[str, Answer]
CellsOf = Mapping[Place, Mapping[str, Place]]
"""Where the comment ('comment') and the approver ('seen_by') of an answer stand."""


@dataclass(slots=True)
class Checked:
    """Answers of a return by block, 0 for the whole site, and what is wrong in them.

    An answer that breaks its constraint is 'invalid' here, and one that is not asked for
    does not apply. `cells` says where reasons
    and approvers stand, `unasked` names questions whose absence is told elsewhere.
    """

    questionnaire: Questionnaire
    blocks: Mapping[int, Answers]
    cells: CellsOf
    unasked: Collection[str] = ()
    issues: list[Issue] = field(default_factory=list)
    _hidden: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        for question in self.questionnaire.asked:
            for block in self._blocks(question):
                if question.id in self.blocks[block]:
                    self._check(question, block)
        self._check_evidence()

    def applies(self, question: Question, block: int) -> bool | None:
        """Whether the question is to be answered, None if nobody can know yet."""
        return self._holds(question.relevant, block, None)

    def _blocks(self, question: Question) -> Iterable[int]:
        if not question.repeated:
            return (0,)
        return [block for block in self.blocks if block]

    def _check(self, question: Question, block: int) -> None:
        answer = self.blocks[block][question.id]
        applies = self.applies(question, block)
        if applies is False:
            self._hidden.add((question.id, block))
            self.blocks[block][question.id] = replace(answer, applies=False)
            if answer.given == "answered":
                self._report(
                    "S244", answer, question, found=self._shown(answer, question)
                )
        elif answer.given == "blank":
            missed = question.required and applies and question.id not in self.unasked
            if missed and answer.place.cell is not None:
                self._report("S213", answer, question)
        elif answer.given == "na":
            self._check_reason(question, answer)
        elif answer.given == "answered":
            self._check_rules(question, block, answer)

    def _check_reason(self, question: Question, answer: Answer) -> None:
        cells = self.cells.get(answer.place, {})
        for key, given in (("comment", answer.comment), ("seen_by", answer.seen_by)):
            if not given:
                place = cells.get(key, answer.place)
                code = "S243" if key == "comment" else "S246"
                self.issues.append(issue(code, place, question=question.id))
                return

    def _check_rules(self, question: Question, block: int, answer: Answer) -> None:
        chosen = answer.value.split()
        if self._holds(question.constraint, block, answer.value) is False:
            messages = question.constraint_messages
            reason = text_in(messages, self.questionnaire.languages[0])
            rule = (
                f"The rule is: {question.constraint.text}"
                if question.constraint
                else ""
            )
            found = self._shown(answer, question)
            self._report("S212", answer, question, found=found, reason=reason or rule)
        elif (
            question.kind == "select_multiple"
            and len(chosen) > 1
            and EXCLUSIVE.intersection(chosen)
        ):
            alone = next(name for name in chosen if name in EXCLUSIVE)
            self._report("S211", answer, question, alone=alone)
        else:
            shown = answer.raw.endswith("%")  # then nobody meant a share of 1
            if _is_share(question) and not shown and 0 < float(answer.value) <= 1:
                self._report("S245", answer, question, found=answer.value)
            return
        self.blocks[block][question.id] = replace(answer, given="invalid", value="")

    def _shown(self, answer: Answer, question: Question) -> str:
        """The answer in the words of the workbook: who filled it in knows no codes."""
        if question.kind != "select_multiple":
            return quoted(answer.raw or answer.value)
        language, chosen = self.questionnaire.languages[0], answer.value.split()
        labels = {one.name: text_in(one.labels, language) for one in question.choices}
        return listed([labels.get(name) or name for name in chosen])

    def _report(
        self, code: str, answer: Answer, question: Question, **values: object
    ) -> None:
        names = {"question": question.id, **values}
        self.issues.append(issue(code, answer.place, **names))

    def _holds(
        self, expression: Expression | None, block: int, own: str | None
    ) -> bool | None:
        """Whether it holds; None if it does not now but an answer could change that."""
        known = True
        for part in expression.conditions if expression is not None else ():
            if part.holds(lambda name: self._value(name, block, own)):
                continue
            if all(self._known(name, block) for name in part.references):
                return False
            known = False
        return True if known else None

    def _value(self, name: str, block: int, own: str | None) -> Value:
        """The answer to a question as an expression sees it."""
        if name == ".":
            return own or ""
        question = self.questionnaire.questions.get(name)
        if question is None:
            return ""
        if question.calculation is not None:
            return question.calculation.evaluate(
                lambda other: self._value(other, block, None)
            )
        texts = (self._text(question, one) for one in self._seen_from(question, block))
        return " ".join(filter(None, texts))

    def _seen_from(self, question: Question, block: int) -> Iterable[int]:
        """The blocks that a reference means: its own, or from outside all of them."""
        return (block,) if block and question.repeated else self._blocks(question)

    def _text(self, question: Question, block: int) -> str:
        answer = self.blocks[block].get(question.id)
        if answer is None or (question.id, block) in self._hidden:
            return ""
        return answer.given if answer.given in RESERVED else answer.value

    def _known(self, name: str, block: int) -> bool:
        question = self.questionnaire.questions.get(name)
        if question is None:
            return False
        if question.calculation is not None:
            references = question.calculation.references
            return all(self._known(other, block) for other in references)
        for one in self._seen_from(question, block):
            answer = self.blocks[one].get(name)
            missing = answer is None or answer.given in {"blank", "invalid"}
            if missing and (name, one) not in self._hidden:
                return False
        return True

    def _check_evidence(self) -> None:
        """Evidence that is named but that nobody has seen: one issue for all of it."""
        if self.questionnaire.respondent == "auditor":
            return
        unseen = [
            answer
            for answers in self.blocks.values()
            for answer in answers.values()
            if answer.evidence
            and not answer.seen_by
            and not structural(self.questionnaire[answer.question])
        ]
        if unseen:
            place = self.cells.get(unseen[0].place, {}).get("seen_by", unseen[0].place)
            self.issues.append(issue("S242", place, n=len(unseen)))


def _is_share(question: Question) -> bool:
    """Whether it is answered by a number of percent."""
    return question.unit == "%" and question.kind in {"integer", "decimal"}
