"""What a blank workbook and its reader agree on: refs, columns, sheets, keys."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from recruitcheck.questionnaires.questionnaire import Kind, Question, Questionnaire

FORMAT = "1"
MOST_BLOCKS = 100  # corridors in one workbook
LISTS = "Lists"
RECORD = "_rc"  # what this workbook is, in rows of key and value

REF, QUESTION, STATE, ANSWER = "A", "B", "C", "D"
COMMENT, EVIDENCE, EVIDENCE_DATE, SEEN_BY = "E", "F", "G", "H"
CONFIRM = "I"  # only where answers were carried over from an earlier return
CARRIED_REF, CARRIED_VALUE = "D", "E"  # of the record: what was carried over
REF_HEADING = "Ref"  # the same in every language: no question is called so

ORGANISATION_IDS = ("supplier_id", "recruiter_id", "member_id")
NAMES = ("supplier_name", "recruiter_name", "member_name")
DATES = ("assessed_on", "audited_on", "interviewed_on")
ORIGIN, DESTINATION, CYCLE = "origin", "destination", "cycle"
RECRUITERS = "recruiters"
COMPARED = frozenset({*ORGANISATION_IDS, CYCLE, RECRUITERS, "currency"})
"""Texts that are compared with those of other files, so that digits must be 0 to 9."""
_NAMED: tuple[Kind, ...] = ("text", "select_one", "integer")
KEY_KINDS: Mapping[str, tuple[Kind, ...]] = {
    **dict.fromkeys((*ORGANISATION_IDS, CYCLE), _NAMED),
    **dict.fromkeys((ORIGIN, DESTINATION), ("select_one",)),
    **dict.fromkeys(DATES, ("date",)),
}
"""Of which type the questions are that say whose return it is, from where and when.

Every form asks them, the short one too.
"""

_REF = re.compile(r"([^/#\s]+)(?:/([^\s]+?))?(?:#([1-9][0-9]{0,3}))?")


@dataclass(frozen=True, slots=True, order=True)
class Ref:
    """What a row is about, as its first cell says: `M-FEE-01/medical#2`.

    `choice` is '' but for the rows of a question with several answers. `block` counts
    the corridors from 1 and is 0 for what holds for all of them.
    """

    question: str
    choice: str = ""
    block: int = 0

    def __str__(self) -> str:
        choice = f"/{self.choice}" if self.choice else ""
        block = f"#{self.block}" if self.block else ""
        return f"{self.question}{choice}{block}"

    @classmethod
    def parse(cls, text: str) -> "Ref | None":
        """The ref of that text, None when it is none."""
        found = _REF.fullmatch(text)
        if found is None or text == REF_HEADING:
            return None
        return cls(found[1], found[2] or "", int(found[3] or 0))


def structural(question: Question) -> bool:
    """Whether it says whose return this is, rather than how that one recruits."""
    return not question.scope


def asked_of(questionnaire: Questionnaire, names: tuple[str, ...]) -> str | None:
    """The one of these structural questions that the questionnaire asks, if any."""
    return next((name for name in names if name in questionnaire.questions), None)


def absent_keys(questionnaire: Questionnaire) -> tuple[str, ...]:
    """What it does not ask although every return must say it."""
    organisation = asked_of(questionnaire, ORGANISATION_IDS)
    there = {
        " or ".join(ORGANISATION_IDS): organisation is not None,
        CYCLE: CYCLE in questionnaire.questions,
    }
    return tuple(name for name, asked in there.items() if not asked)


def has_corridors(questionnaire: Questionnaire) -> bool:
    """Whether it asks the same of several corridors."""
    return any(question.repeated for question in questionnaire.asked)


def key_questions(questionnaire: Questionnaire) -> tuple[str, ...]:
    """The questions without which nobody can know whose return it is."""
    names = (*ORGANISATION_IDS, DESTINATION, CYCLE, ORIGIN)
    return tuple(
        name
        for name in names
        if name in questionnaire.questions and not questionnaire[name].repeated
    )
