"""What one cell of a filled workbook says: an answer, or why it is none.

A slip that leaves one meaning is read: capitals, spaces, another language of the form,
a number kept as text. Whatever has two meanings ('1,250', '03/04/2025') is a fault.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from recruitcheck.issues import did_you_mean, listed
from recruitcheck.questionnaires.blank_texts import (
    ANSWER_WORDS,
    language_code,
    words_for,
)
from recruitcheck.questionnaires.layout import COMPARED, structural
from recruitcheck.questionnaires.questionnaire import (
    RESERVED,
    Choice,
    Question,
    text_in,
)
from recruitcheck.sheets import Percent, Value
from recruitcheck.submissions.numerals import (
    AMBIGUOUS,
    date_in,
    digits,
    is_percentage,
    number_in,
)
from recruitcheck.submissions.submission import Given

_TICKED = {"x", "✓", "✔", "☑", "☒", "true", "1"}
_UNTICKED = {"☐", "false", "0"}
_TRUTH = {"true": "yes", "false": "no"}
_OTHER_WORDS = {"na": ("n/a",)}
_MOST = 1e15  # Excel keeps fifteen digits
_SHOWN = 60  # characters of a cell that a message quotes
_REMEMBERED = 80  # characters; longer texts are no labels, and never come twice
# Not in ordinary text: the joiners of Nepali, Hindi and Persian stay.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff\u00ad\u200e\u200f"))
_JOINERS = dict.fromkeys(map(ord, "\u200c\u200d"))
# Word puts the first two into what is copied from it; NFKC makes one of them.
_HYPHENS = dict.fromkeys(map(ord, "\u2010\u2011"), "-")
_DASHES = dict.fromkeys(map(ord, "\u2012\u2013\u2014\u2015\u2212"), "-")
_ACCENTS = re.compile("[\u0300-\u036f]")


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
    """The text with one kind of space and of hyphen, no invisible signs, trimmed."""
    if not text.isascii():
        # Composed first and last: signs that belong together may stand apart.
        signs = map(_compatible, unicodedata.normalize("NFC", text))
        text = unicodedata.normalize("NFC", "".join(signs))
        text = text.translate(_INVISIBLE | _HYPHENS)
    return " ".join(text.split())


def as_id(text: str) -> str:
    """The text as an id or a ref is written: its digits 0 to 9, its dashes hyphens."""
    return digits(cleaned(text)).translate(_DASHES)


@lru_cache(maxsize=2_000)
def _compatible(sign: str) -> str:
    """The plain form of a sign; marks of footnotes stay: 860¹ is not 8601."""
    mark = sign.isdigit() and not sign.isdecimal()
    return sign if mark else unicodedata.normalize("NFKC", sign)


def folded(text: str) -> str:
    """The text as it is compared: case and invisible signs do not matter."""
    return _remembered(text) if len(text) <= _REMEMBERED else _folded(text)


def _folded(text: str) -> str:
    plain = text if text.isascii() else text.translate(_JOINERS | _DASHES)
    return cleaned(plain).casefold()


def unaccented(text: str) -> str:
    """The text as it is compared where somebody's keyboard has no accents."""
    plain = folded(text)
    if plain.isascii():
        return plain
    return _ACCENTS.sub("", unicodedata.normalize("NFD", plain))


# Labels and refs come again and again, in every row of every return.
_remembered = lru_cache(maxsize=20_000)(_folded)


def as_text(value: Value) -> str:
    """A value of a cell as people would write it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Percent):
        return str(value)
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
    """What yes, no, and the reserved answers are called, in every language, folded.

    `language` is the code of the one that the workbook is in, such as 'es'.
    """

    by_word: Mapping[str, frozenset[str]] = field(default_factory=dict)
    language: str = ""

    @classmethod
    def of(cls, record: Mapping[str, str]) -> "Words":
        """Those that are shipped and those that the workbook's own record names."""
        own = tuple(record.get(word, word) for word in ANSWER_WORDS)
        return _words(own, language_code(record.get("language", "")))

    def reserved(self, text: str) -> Given | None:
        """The reserved answer that a text is, None if it is none."""
        said = folded(text)
        if said in self.by_word["dk"]:
            return "dk"
        if said in self.by_word["pns"]:
            return "pns"
        return "na" if said in self.by_word["na"] else None


@lru_cache(maxsize=64)
def _words(own: tuple[str, ...], language: str) -> Words:
    called = {
        word: {*words_for(word), word, mine, *_OTHER_WORDS.get(word, ())}
        for word, mine in zip(ANSWER_WORDS, own, strict=True)
    }
    folded_words = {
        word: frozenset({*map(folded, names), *map(unaccented, names)})
        for word, names in called.items()
    }
    return Words(folded_words, language)


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
        return _integer(question, value, words)
    if question.kind == "decimal":
        return _number(question, value, words)
    if question.kind == "date":
        return read_date(value, words)
    return _text(question, value)


def _choice(question: Question, text: str, words: Words) -> Said:
    said = folded(text)
    names = _called(question, said, folded) or _called(question, said, unaccented)
    if len(names) == 1:
        return choice_said(min(names))
    reserved = words.reserved(text)
    if reserved is not None and not names:
        in_list = reserved in question.choice_names
        if in_list or reserved in question.missing:
            return Said(reserved)
        return faulty("S219", found=quoted(text))
    if names:
        return faulty("S203", found=quoted(text), several=listed(sorted(names)))
    if said in _TRUTH:
        meant = _meaning(question, _TRUTH[said], words)
        if meant is not None:
            fault = Fault("S253", {"found": text, "label": _label(meant)})
            return replace(choice_said(meant.name), fault=fault)
    labels = [_label(choice) for choice in question.choices]
    every = [label for choice in question.choices for label in choice.labels.values()]
    return faulty(
        "S204",
        found=quoted(text),
        question=question.list_name or question.id,
        allowed=listed(labels),
        # Of words that differ in case only, the last is suggested.
        hint=did_you_mean(
            cleaned(text), [*question.choice_names, *filter(None, every), *labels]
        )
        or _begun(question, said, words),
    )


def _called(
    question: Question, said: str, plain: Callable[[str], str]
) -> frozenset[str]:
    """The choices whose name, or label in any language, is `said` when made plain."""
    return frozenset(
        choice.name for choice in question.choices if said in map(plain, _texts(choice))
    )


def _meaning(question: Question, word: str, words: Words) -> Choice | None:
    """The one choice that is called yes, or no, in a language of the form."""
    meant = [
        choice
        for choice in question.choices
        if not words.by_word[word].isdisjoint(map(folded, _texts(choice)))
    ]
    return meant[0] if len(meant) == 1 else None


def _begun(question: Question, said: str, words: Words) -> str:
    """The hint for a tick, or for the first letters of one choice: 'Y' of 'Yes'."""
    begun = [
        choice
        for choice in question.choices
        if any(folded(one).startswith(said) for one in _texts(choice))
    ]
    meant = begun[0] if len(begun) == 1 else None
    if not begun and said in _TICKED | _UNTICKED:
        meant = _meaning(question, "yes" if said in _TICKED else "no", words)
    return f" Did you mean '{_label(meant)}'?" if meant else ""


def _texts(choice: Choice) -> tuple[str, ...]:
    return choice.name, *choice.labels.values()


def _label(choice: Choice) -> str:
    return text_in(choice.labels, "") or choice.name


def choice_said(names: str) -> Said:
    """The answer of a choice, or of several separated by spaces."""
    if names == "dk":
        return Said("dk")
    if names == "pns":
        return Said("pns")
    return Said("na") if names == "na" else Said("answered", names)


def _integer(question: Question, value: Value, words: Words) -> Said:
    said = _number(question, value, words)
    if said.given == "answered" and "." in said.value:
        return faulty("S218", found=quoted(value))
    return said


def _number(question: Question, value: Value, words: Words) -> Said:
    number = value if isinstance(value, int | float) else None
    if isinstance(value, Percent):
        number = value.shown if question.in_percent else None
    elif isinstance(value, str):
        text = cleaned(value)
        if question.in_percent and is_percentage(text):
            text = text[:-1].rstrip()
        found = number_in(text, words.language)
        if found == AMBIGUOUS:
            return faulty("S206", found=quoted(value))
        number = found
    if number is None or isinstance(value, bool) or not abs(number) < _MOST:
        return faulty("S205", found=quoted(value))
    return Said("answered", _plain(number))


def _plain(number: float) -> str:
    """The number without an exponent or needless zeros."""
    plain = f"{Decimal(repr(number)):f}"
    plain = plain.rstrip("0").rstrip(".") if "." in plain else plain
    return "0" if plain in {"-0", ""} else plain


def read_date(value: Value, words: Words) -> Said:
    """The date of a cell, or of a text that can be only one."""
    if isinstance(value, datetime):
        return Said("answered", value.date().isoformat())
    if isinstance(value, date):
        return Said("answered", value.isoformat())
    text = cleaned(as_text(value))
    if not text:
        return BLANK
    found = date_in(text, words.language) if isinstance(value, str) else None
    if isinstance(found, date):
        return Said("answered", found.isoformat())
    return faulty("S208" if found == AMBIGUOUS else "S207", found=quoted(value))


def _text(question: Question, value: Value) -> Said:
    if isinstance(value, date | time):
        return faulty("S217", found=quoted(value))
    text = as_text(value)
    if not structural(question):
        return Said("answered", text.strip())
    is_id = question.id in COMPARED
    return Said("answered", as_id(text) if is_id else cleaned(text))


def read_tick(value: Value, words: Words) -> bool | Fault | None:
    """Whether a choice was ticked; None where the cell is blank."""
    text = digits(folded(as_text(value)))
    if not text:
        return None
    if text in words.by_word["yes"] or text in _TICKED:
        return True
    if text in words.by_word["no"] or text in _UNTICKED:
        return False
    hint = did_you_mean(text, ("Yes", "No"))
    begun = {
        word
        for word in ("yes", "no")
        if any(called.startswith(text) for called in words.by_word[word])
    }
    if not hint and len(begun) == 1:
        hint = f" Did you mean '{begun.pop().capitalize()}'?"
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
