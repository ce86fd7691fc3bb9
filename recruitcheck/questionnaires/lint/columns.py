"""Columns that XLSForm tools and recruitcheck do not read alike.

Tried with pyxform 4.5: every column of `choices` reaches the phone, and an unknown
column of `survey` or `settings` is dropped without a word, so that a misspelt
`relevent` asks everybody.
"""

import difflib
import re
from collections.abc import Iterator, Mapping

from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.questionnaires.lint.draft import Draft
from recruitcheck.sheets import Heading, Table

TRANSLATED = ("label", "hint", "constraint_message")
_OURS = (
    "rc_form",
    "rc_scope",
    "rc_principle",
    "rc_stage",
    "rc_weight",
    "rc_points",
    "rc_rule",
    "rc_gate",
    "rc_topic",
    "rc_cost",
    "rc_unit",
    "rc_evidence",
    "rc_missing",
    "rc_sensitive",
    "rc_applies",
    "rc_intent",
    "rc_finding",
    "rc_action",
    "rc_actor",
    "rc_note",
    "rc_clauses",
)
_READ: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        {
            *("type", "name", "required", "relevant", "constraint", "appearance"),
            *("calculation", *TRANSLATED, *_OURS),
        }
    ),
    "choices": frozenset({"list_name", "name", "label"}),
    "settings": frozenset({"form_title", "form_id", "version", "default_language"}),
}
# What a phone does with these, recruitcheck does not.
_ON_PHONES_ONLY: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        {
            *("bind", "body", "choice_filter", "control", "default", "guidance_hint"),
            *("instance", "media", "parameters", "read_only", "repeat_count"),
            *("required_message", "rows", "autoplay", "save_to", "trigger"),
        }
    ),
    "choices": frozenset({"media", "sms_option"}),
    "settings": frozenset(
        {
            *("allow_choice_duplicates", "attribute", "auto_delete", "auto_send"),
            *("clean_text_values", "instance_name", "instance_xmlns", "name"),
            *("namespaces", "omit_instanceID", "public_key", "style"),
            *("submission_url", "entity_version", "prefix", "delimiter"),
        }
    ),
}
_ALIASES: Mapping[str, Mapping[str, str]] = {
    "survey": {
        "audio": "media::audio",
        "big-image": "media::big-image",
        "calculate": "calculation",
        "caption": "label",
        "command": "type",
        "constraining_message": "constraint_message",
        "count": "repeat_count",
        "image": "media::image",
        "jr:count": "repeat_count",
        "readonly": "read_only",
        "relevance": "relevant",
        "requiredmsg": "required_message",
        "tag": "name",
        "value": "name",
        "video": "media::video",
    },
    "choices": {
        "audio": "media::audio",
        "big-image": "media::big-image",
        "caption": "label",
        "image": "media::image",
        "list name": "list_name",
        "value": "name",
        "video": "media::video",
    },
    "settings": {
        "id_string": "form_id",
        "set form id": "form_id",
        "set_form_id": "form_id",
        "set form title": "form_title",
        "set_form_title": "form_title",
        "title": "form_title",
    },
}
_POINTS_LIKE = re.compile(
    r"rc_.*|(.*[^a-z])?(points?|pts|scores?|weights?|puntos|puntaje|peso)([^a-z].*)?",
    re.IGNORECASE,
)
_NEAR = 0.8  # how alike a column of somebody's own must be to be taken for a slip


def lint_columns(draft: Draft) -> Iterator[Issue]:
    """Every heading of the three sheets."""
    for table in (draft.survey, draft.choices, draft.settings):
        for heading in table.headings:
            yield from _heading(table, heading)


def _heading(table: Table, heading: Heading) -> Iterator[Issue]:
    place = Place(table.file, table.sheet, heading.ref, heading.text)
    name, _, rest = heading.text.partition("::")
    meant = _ALIASES[table.sheet].get(name.casefold())
    if heading.letters != table.letters[heading.text]:
        yield issue("Q201", place, column=heading.text)
    elif name in _READ[table.sheet] and (not rest or name in TRANSLATED):
        return
    elif meant is not None:
        yield issue("Q202", place, column=heading.text, meant=meant)
    elif _ships_points(table.sheet, name, rest):
        yield issue("Q205", place, column=heading.text)
    elif name in _ON_PHONES_ONLY[table.sheet]:
        yield issue("Q204", place, column=heading.text)
    elif table.sheet == "choices":
        yield issue("Q206", place, column=heading.text)
    elif not _own(table.sheet, name):
        known = _READ[table.sheet] | _ON_PHONES_ONLY[table.sheet]
        hint = did_you_mean(name, sorted(known))
        yield issue("Q203", place, column=heading.text, sheet=table.sheet, hint=hint)


def _ships_points(sheet: str, name: str, rest: str) -> bool:
    """Whether a phone would get this column, and its name speaks of points."""
    said = name if sheet == "choices" else rest
    return bool(_POINTS_LIKE.fullmatch(said))


def _own(sheet: str, name: str) -> bool:
    """Whether it is a column of the author's own, not a misspelt one of ours."""
    near = difflib.get_close_matches(name, _OURS, cutoff=_NEAR)
    return sheet == "survey" and name.startswith("rc_") and not near
