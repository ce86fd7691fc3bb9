"""What the workbook of an action plan and its reader agree on."""

from collections.abc import Mapping

from recruitcheck.questionnaires.blank_texts import Texts, words_for
from recruitcheck.submissions.actions_taken import STATUSES, Status

FORMAT = "1"
KEY = "plan"  # of the record: the format of the plan
HEADING_ROW = 3
FIRST_ROW = 4
REF = "ref"  # the column of the ids

SAID = ("finding", "severity", "corridor", "question", "where", "clauses", "action")
"""Columns that say what was found and what to do; nobody changes them."""

GIVEN = (*SAID, "actor")
ASKED = ("owner", "due", "status", "answer", "proof", "proof_date", "checked_by")
"""Columns to fill in."""

COLUMNS: Mapping[str, str] = dict(
    zip((REF, *GIVEN, *ASKED), "ABCDEFGHIJKLMNOP", strict=True)
)
FILLED_BY, FILLED_ON = "filled_by", "filled_on"  # refs on the first sheet
ORIGINALS = "DEFGHIJK"  # columns of the record: the id, then `SAID` as it went out


def heading(key: str, texts: Texts) -> str:
    return "Ref" if key == REF else texts.say(f"plan_column_{key}")


def headings_of(key: str, record: Mapping[str, str]) -> frozenset[str]:
    """What a column may be called: as the plan's record says, and in every language."""
    own = {record.get(f"column_{key}", ""), "Ref" if key == REF else ""} - {""}
    return frozenset(own) if key == REF else words_for(f"plan_column_{key}") | own


def status_words(status: Status, texts: Texts) -> str:
    return texts.say(f"plan_status_{status}")


def known_statuses(record: Mapping[str, str]) -> Mapping[str, Status]:
    """The status of each word that may name one, as the plan's record and as we say it."""
    return {
        word: status
        for status in STATUSES
        for word in (
            *words_for(f"plan_status_{status}"),
            record.get(f"status_{status}", status),
        )
    }
