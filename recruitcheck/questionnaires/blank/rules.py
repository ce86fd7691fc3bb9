"""What the cells of a blank workbook accept, and what pops up beside them."""

from dataclasses import dataclass, field

# All about openpyxl; imported only when a blank is written.
from openpyxl.utils import get_column_letter  # noqa: TID253
from openpyxl.worksheet.datavalidation import DataValidation  # noqa: TID253
from openpyxl.worksheet.worksheet import Worksheet  # noqa: TID253

from recruitcheck.questionnaires.blank.cells import protect, put
from recruitcheck.questionnaires.blank.conditions import in_quotes, writable
from recruitcheck.questionnaires.blank.plan import Plan
from recruitcheck.questionnaires.blank_texts import ANSWER_WORDS
from recruitcheck.questionnaires.layout import LISTS, Ref
from recruitcheck.questionnaires.questionnaire import Question, text_in

# Characters that Excel allows; it shows no more than 225 of an error.
_TITLE, _PROMPT, _ERROR, _FORMULA = 32, 255, 225, 255
_PROBLEMS = {
    "select_one": "choose_from_list",
    "integer": "write_whole_number",
    "decimal": "write_number",
    "date": "write_date",
}


@dataclass(slots=True)
class Lists:
    """The hidden sheet with the words of the dropdowns, one column per list."""

    sheet: Worksheet
    plan: Plan
    ranges: dict[tuple[str, ...], str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sheet.sheet_state = "hidden"
        protect(self.sheet)

    def choices(self, question: Question) -> str:
        """Where the labels of a question's choices stand."""
        labels = (self.plan.label(question, name) for name in question.choice_names)
        return self._range(question.list_name, tuple(labels))

    def yes_or_no(self) -> str:
        say = self.plan.texts.say
        return self._range("yes_or_no", (say("yes"), say("no")))

    def confirmed(self) -> str:
        return self._range("confirm", (self.plan.texts.say("yes"),))

    def _range(self, name: str, words: tuple[str, ...]) -> str:
        if words not in self.ranges:
            column = get_column_letter(len(self.ranges) + 1)
            for row, word in enumerate((name, *words), start=1):
                put(self.sheet, f"{column}{row}", word)
            last = max(len(words), 1) + 1
            self.ranges[words] = f"{LISTS}!${column}$2:${column}${last}"
        return self.ranges[words]


@dataclass(frozen=True, slots=True)
class Rules:
    """Says what the cells of a sheet accept."""

    sheet: Worksheet
    plan: Plan
    lists: Lists

    def answer(self, question: Question, ref: Ref, place: str) -> None:
        """A list, a number or a date within its limits, or any text."""
        rule = DataValidation(allow_blank=True)
        if question.kind == "select_one":
            rule.type, rule.formula1 = "list", self.lists.choices(question)
        elif question.kind in _PROBLEMS:
            rule.type, rule.formula1 = "custom", self._limits(question, ref, place)
        if question.kind in _PROBLEMS:
            message = text_in(question.constraint_messages, self.plan.language)
            default = self.plan.texts.say(_PROBLEMS[question.kind])
            self._refuse(rule, ref, message or default)
        self._prompt(rule, str(ref), self._message(question))
        self._add(rule, place)

    def yes_or_no(self, ref: Ref, place: str) -> None:
        rule = DataValidation(allow_blank=True)
        rule.type, rule.formula1 = "list", self.lists.yes_or_no()
        self._refuse(rule, ref, self.plan.texts.say("choose_from_list"))
        self._add(rule, place)

    def confirm(self, ref: Ref, place: str) -> None:
        rule = DataValidation(allow_blank=True)
        rule.type, rule.formula1 = "list", self.lists.confirmed()
        self._refuse(rule, ref, self.plan.texts.say("choose_from_list"))
        self._add(rule, place)

    def explain(self, place: str, text: str) -> None:
        """Let a text pop up beside a cell that accepts everything."""
        rule = DataValidation(allow_blank=True)
        self._prompt(rule, "", text)
        self._add(rule, place)

    def _refuse(self, rule: DataValidation, ref: Ref, words: str) -> None:
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = _cut(str(ref), _TITLE), _cut(words, _ERROR)

    def _prompt(self, rule: DataValidation, title: str, text: str) -> None:
        if text:
            rule.showInputMessage = True
            rule.promptTitle = _cut(title, _TITLE) or None
            rule.prompt = _cut(text, _PROMPT)

    def _add(self, rule: DataValidation, place: str) -> None:
        if not (rule.type or rule.prompt):
            return
        rule.add(place)
        self.sheet.add_data_validation(rule)

    def _message(self, question: Question) -> str:
        """What pops up beside the cell: the hint, the evidence, how to say n/a."""
        say = self.plan.texts.say
        na = "na" in question.missing and not question.choices
        evidence = question.evidence
        parts = [
            question.hint(self.plan.language),
            say("evidence_expected", evidence=evidence) if evidence else "",
            say("or_not_applicable", na=say("na")) if na else "",
        ]
        return "\n".join(filter(None, parts))

    def _limits(self, question: Question, ref: Ref, place: str) -> str:
        """A formula that is true for what the cell may hold."""
        whole = f"MOD({place},1)=0" if question.kind == "integer" else ""
        limits = self.plan.excel(ref.block, place).allowed(question.constraint) or ""
        words = [
            f"{place}={in_quotes(self.plan.texts.say(word))}"
            for word in question.missing
            if word in ANSWER_WORDS
        ]
        for tests in ([whole, limits], [whole]):
            # IF, as AND would compute the limits of a text too.
            passed = ",".join(filter(None, tests)) or "TRUE"
            formula = f"IF(ISNUMBER({place}),AND({passed}),FALSE)"
            if words:
                formula = f"OR({','.join(words)},{formula})"
            if len(formula) <= _FORMULA:
                return formula
        return f"ISNUMBER({place})"


def _cut(text: str, most: int) -> str:
    text = writable(text)
    return text if len(text) <= most else text[: most - 1] + "…"
