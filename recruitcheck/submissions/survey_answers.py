"""What a cell of a survey export says: the answer as XLSForm stores it, or a fault."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import partial

from recruitcheck.issues import did_you_mean, listed
from recruitcheck.questionnaires.layout import COMPARED
from recruitcheck.questionnaires.questionnaire import RESERVED, Question
from recruitcheck.submissions.cell_answers import as_id
from recruitcheck.submissions.headings import choice_names, normal
from recruitcheck.submissions.survey_issues import Fault, quoted

COUNTRIES = ("countries", "worker_countries")  # lists of more than two hundred names
NO_ANSWER = ("n/a", "N/A")  # how some servers write a blank
# pandas writes 1.0 where a column has blanks.
_TICKED, _NOT_TICKED = ("1", "1.0", "true"), ("0", "0.0", "false", *NO_ANSWER)
_MOST = 1e15  # whole numbers up to here are exact
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d{1,2})?", re.IGNORECASE)
_FLOAT = re.compile(r"\d+\.0")  # a whole number in a column that has blanks
_DAY = re.compile(r"(\d{4}-\d{2})(-\d{2})?(?:[T ]\d{2}:\d{2}.*)?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class AnswerReader:
    """Reads the answers of one question; `read` gives the answer, '' for none."""

    question: Question
    codes: Mapping[str, str]
    names: Mapping[str, str]

    @classmethod
    def of(cls, question: Question) -> "AnswerReader":
        codes = {
            spelling: code
            for code in question.missing
            for spelling in (code, RESERVED.get(code, code))
        }
        return cls(question, codes, choice_names(question))

    def read(self, text: str) -> str | Fault:
        word = normal(text)
        if word in NO_ANSWER and word not in self.names:
            return ""
        if self.question.kind == "select_one":
            numbered = self.names.get(word.removesuffix(".0"))
            return self.names.get(word) or numbered or self._unknown(text)
        if self.question.kind == "select_multiple":
            return self._several(word) or self._unknown(text)
        if word in self.codes:
            return self.codes[word]
        if self.question.kind in {"integer", "decimal"}:
            return self._number(text)
        if self.question.kind == "date":
            return _date(text)
        if self.question.id not in COMPARED:
            return text
        kept = as_id(text)
        return kept[:-2] if _FLOAT.fullmatch(kept) else kept

    def read_tick(self, text: str) -> str | Fault:
        """What the column of a single choice says: '1' if it was ticked, else ''."""
        word = normal(text)
        if word in _TICKED:
            return "1"
        if word in _NOT_TICKED:
            return ""
        return Fault("S318", lambda: {"found": self.found(text)})

    def _several(self, word: str) -> str:
        """Names or labels that follow each other, in the order of the list; else ''.

        Labels have spaces in them; they count only if there is one way to cut them.
        """
        words = word.split()
        if all(one in self.names for one in words):
            found = {self.names[one] for one in words}
        else:
            found = set(_only_cut(words, self.names))
        return " ".join(name for name in self.question.choice_names if name in found)

    def found(self, text: str) -> str:
        """How a message speaks of what stands in a cell.

        Free text may name somebody, and a sensitive answer is nobody's business.
        """
        question = self.question
        private = question.sensitive or question.kind in {"text", "date"}
        return "The answer" if private else f"'{quoted(text)}'"

    def _unknown(self, text: str) -> Fault:
        country = self.question.list_name in COUNTRIES
        return Fault("S312" if country else "S311", partial(self._nearest, text))

    def _nearest(self, text: str) -> dict[str, object]:
        question = self.question
        labels = (label for one in question.choices for label in one.labels.values())
        words = [*filter(None, labels), *question.choice_names]
        hint = "" if question.sensitive else did_you_mean(quoted(text), words)
        allowed = listed(question.choice_names)
        return {"found": self.found(text), "hint": hint, "allowed": allowed}

    def _number(self, text: str) -> str | Fault:
        """A plain number; below 0 only where the form has a constraint to say so."""
        kind, share = self.question.kind, self.question.in_percent
        number = _plain(text.removesuffix("%").rstrip() if share else text)
        if number is None or (kind == "integer" and "." in number):
            what = "whole number" if kind == "integer" else "number"
            return Fault("S313", lambda: {"found": self.found(text), "what": what})
        if self.question.constraint is None and number.startswith("-"):
            return self.broken(number)
        return number

    def broken(self, answer: str) -> Fault:
        """What is wrong with an answer that breaks the question's constraint."""
        messages = self.question.constraint_messages or {}
        constraint = self.question.constraint
        rule = (
            f"The form asks for {constraint.text}." if constraint else "It is below 0."
        )
        reason = next(filter(None, messages.values()), rule)
        return Fault("S315", lambda: {"found": self.found(answer), "reason": reason})


def _only_cut(words: list[str], names: Mapping[str, str]) -> list[str]:
    """The names of the labels that the words spell, if there is exactly one way."""
    longest = max((name.count(" ") + 1 for name in names), default=0)
    ways = [0] * len(words) + [1]
    label: list[tuple[str, int]] = [("", 0)] * len(words)
    for start in range(len(words) - 1, -1, -1):
        for end in range(start + 1, min(start + longest, len(words)) + 1):
            spelled = " ".join(words[start:end])
            if spelled in names and ways[end]:
                ways[start] = min(ways[start] + ways[end], 2)
                label[start] = (names[spelled], end)
    found, at = [], 0
    while ways[0] == 1 and at < len(words):
        name, at = label[at]
        found.append(name)
    return found


def _plain(text: str) -> str | None:
    """The number without exponent, sign + or zeros at the end; None if it is none."""
    value = float(text) if _NUMBER.fullmatch(text) else math.nan
    if not abs(value) < _MOST:
        return None
    plain = f"{Decimal(repr(value + 0.0)):f}"  # + 0.0 makes 0 of -0
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _date(text: str) -> str | Fault:
    """The day; the first of the month where only year and month are asked for."""
    match = _DAY.fullmatch(text)
    day = f"{match[1]}{match[2] or '-01'}" if match else ""
    try:
        return date.fromisoformat(day).isoformat()
    except ValueError:
        return Fault("S314", dict)
