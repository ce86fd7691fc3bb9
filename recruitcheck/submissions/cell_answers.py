"""What one cell of a filled workbook says: an answer, or why it is none.

A slip that leaves one meaning is read: capitals, spaces, another language of the form,
a number kept as text. Whatever has two meanings ('1,250', '03/04/2025') is a fault.
"""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from typing import NamedTuple

from recruitcheck.issues import did_you_mean, listed
from recruitcheck.questionnaires.blank_texts import ANSWER_WORDS, words_for
from recruitcheck.questionnaires.layout import structural
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, text_in
from recruitcheck.sheets import Value
from recruitcheck.submissions.submission import Given

_TICKED, _UNTICKED = {"x", "✓", "✔", "true", "1"}, {"false", "0"}
_OTHER_WORDS = {"na": ("n/a",)}
_MOST = 1e15  # Excel keeps fifteen digits
_SHOWN = 60  # characters of a cell that a message quotes
_NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII)
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_GROUPED = re.compile(r"[+-]?\d[\d.,'\u2019 ]*\d", re.ASCII)
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_OTHER_DATE = re.compile(r"\d{1,4}[./ -]\d{1,2}[./ -]\d{1,4}", re.ASCII)
# Not in ordinary text: the joiners of Nepali, Hindi and Persian stay.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))


class Fault(NamedTuple):
    """Why a cell holds no answer: the code of an issue and what its message names."""

    code: str
    values: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """What a cell says. `value` is '' unless `given` is 'answered'."""

    given: Given
    value: str = ""
    fault: Fault | None = None


BLANK = Said("blank")


def faulty(code: str, **values: object) -> Said:
    return Said("invalid", fault=Fault(code, values))


def cleaned(text: str) -> str:
    """The text with one kind of space and no invisible signs, trimmed."""
    plain = unicodedata.normalize("NFKC", text).translate(_INVISIBLE)
    return " ".join(plain.split())


def folded(text: str) -> str:
    """The text as it is compared: case and invisible signs do not matter."""
    return cleaned(text.translate(_JOINERS)).casefold()


def as_text(value: Value) -> str:
    """A value of a cell as people would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return _plain(value) if abs(value) < _MOST else str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value)


def quoted(value: Value) -> str:
    """A value as a message shows it: in one line, and not endless."""
    line = cleaned(as_text(value))
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


@dataclass(frozen=True, slots=True)
class Words:
    """What yes, no, and the reserved answers are called, in every language, folded."""

    by_word: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, workbook: Mapping[str, str]) -> "Words":
        """Those that are shipped and those that the workbook itself uses."""
        return cls(
            {
                word: frozenset(
                    folded(one)
                    for one in (
                        *words_for(word),
                        workbook.get(word, word),
                        word,
                        *_OTHER_WORDS.get(word, ()),
                    )
                )
                for word in ANSWER_WORDS
            }
        )

    def reserved(self, text: str) -> Given | None:
        """The reserved answer that a text is, None if it is none."""
        said = folded(text)
        if said in self.by_word["dk"]:
            return "dk"
        if said in self.by_word["pns"]:
            return "pns"
        return "na" if said in self.by_word["na"] else None


def read_answer(question: Question, value: Value, words: Words) -> Said:
    """The answer that a cell gives to a question with one answer."""
    text = as_text(value)
    if not folded(text):
        return BLANK
    if question.kind == "select_one":
        return _choice(question, text, words)
    reserved = words.reserved(text)
    if reserved is not None and question.kind != "text":
        if reserved in question.missing:
            return Said(reserved)
        return faulty("S219", found=quoted(value))
    if question.kind == "integer":
        return _integer(question, value)
    if question.kind == "decimal":
        return _number(question, value)
    if question.kind == "date":
        return read_date(value)
    return _text(question, value)


def _choice(question: Question, text: str, words: Words) -> Said:
    said = folded(text)
    names = {
        choice.name
        for choice in question.choices
        if said in {folded(choice.name), *map(folded, choice.labels.values())}
    }
    if len(names) == 1:
        return choice_said(names.pop())
    reserved = words.reserved(text)
    if reserved is not None and not names:
        in_list = reserved in question.choice_names
        if in_list or reserved in question.missing:
            return Said(reserved)
        return faulty("S219", found=quoted(text))
    if names:
        return faulty("S203", found=quoted(text), several=listed(sorted(names)))
    labels = [text_in(choice.labels, "") or choice.name for choice in question.choices]
    every = [label for choice in question.choices for label in choice.labels.values()]
    return faulty(
        "S204",
        found=quoted(text),
        question=question.list_name or question.id,
        allowed=listed(labels),
        # Of words that differ in case only, the last is suggested.
        hint=did_you_mean(
            cleaned(text), [*question.choice_names, *filter(None, every), *labels]
        ),
    )


def choice_said(names: str) -> Said:
    """The answer of a choice, or of several separated by spaces."""
    if names == "dk":
        return Said("dk")
    if names == "pns":
        return Said("pns")
    return Said("na") if names == "na" else Said("answered", names)


def _integer(question: Question, value: Value) -> Said:
    said = _number(question, value)
    if said.given == "answered" and "." in said.value:
        return faulty("S218", found=quoted(value))
    return said


def _number(question: Question, value: Value) -> Said:
    number = value if isinstance(value, int | float) else None
    if isinstance(value, str):
        text = _digits(cleaned(value))
        if question.unit == "%":
            text = text.removesuffix("%").rstrip()
        if _THOUSANDS.fullmatch(text) or (
            _GROUPED.fullmatch(text) and not _NUMBER.fullmatch(text)
        ):
            return faulty("S206", found=quoted(value))
        number = float(text) if _NUMBER.fullmatch(text) else None
    if number is None or isinstance(value, bool) or not abs(number) < _MOST:
        return faulty("S205", found=quoted(value))
    return Said("answered", _plain(number))


def _digits(text: str) -> str:
    """The digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in text)


def _plain(number: float) -> str:
    """The number without an exponent or needless zeros."""
    plain = f"{Decimal(repr(number)):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def read_date(value: Value) -> Said:
    """The date of a cell; text only as YYYY-MM-DD."""
    if isinstance(value, datetime):
        return Said("answered", value.date().isoformat())
    if isinstance(value, date):
        return Said("answered", value.isoformat())
    text = _digits(cleaned(as_text(value)))
    if not text:
        return BLANK
    if _ISO_DATE.fullmatch(text):
        try:
            return Said("answered", date.fromisoformat(text).isoformat())
        except ValueError:
            return faulty("S207", found=quoted(value))
    ambiguous = isinstance(value, str) and _OTHER_DATE.fullmatch(text)
    return faulty("S208" if ambiguous else "S207", found=quoted(value))


def _text(question: Question, value: Value) -> Said:
    if isinstance(value, date | time):
        return faulty("S217", found=quoted(value))
    text = as_text(value)
    return Said("answered", cleaned(text) if structural(question) else text.strip())


def read_tick(value: Value, words: Words) -> bool | Fault | None:
    """Whether a choice was ticked; None where the cell is blank."""
    text = folded(as_text(value))
    if not text:
        return None
    if text in words.by_word["yes"] or text in _TICKED:
        return True
    if text in words.by_word["no"] or text in _UNTICKED:
        return False
    allowed: Collection[str] = ("Yes", "No")
    hint = did_you_mean(text, allowed)
    return Fault("S209", {"found": quoted(value), "hint": hint})


def read_ticks(question: Question, ticks: Mapping[str, bool | None]) -> Said:
    """The answer of a question with several answers, by its ticked choices."""
    chosen = [name for name in question.choice_names if ticks.get(name)]
    if chosen:
        return choice_said(" ".join(chosen))
    if all(tick is None for tick in ticks.values()):
        return BLANK
    return faulty("S210")


EXCLUSIVE = frozenset({"none", *RESERVED})
"""Choices that say that no other holds."""
