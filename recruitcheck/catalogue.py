"""Every message about a file: its code, its words, its advice, and whether it blocks.

F files · Q questionnaires · M scoring models · S submissions · W workspaces.
`blocking`: the whole file cannot be used. `error`: this one thing cannot be used, the
rest is read on. `advisory`: used as it is, but somebody should look.
"""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Severity = Literal["blocking", "error", "advisory"]


class Entry(NamedTuple):
    """A message with `{named}` values, one sentence of advice, and its severity."""

    message: str
    advice: str
    severity: Severity = "error"


CATALOGUE: Mapping[str, Entry] = {
    # F: files
    # Q: questionnaires
    "Q101": Entry(
        "There is no sheet '{sheet}'; the workbook has {there}.",
        "Add the sheet, or start from a copy of a shipped questionnaire.",
        "blocking",
    ),
    "Q102": Entry(
        "'{column}' is missing.",
        "Add it: an XLSForm needs type and name in 'survey', and form_title, form_id,"
        " version and default_language in 'settings'.",
        "blocking",
    ),
    "Q103": Entry(
        "'{found}' is not a {what}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q104": Entry(
        "The choice '{name}' stands twice in this list.",
        "Remove one of the two, or give it another name.",
        "blocking",
    ),
    "Q105": Entry(
        "This ends a group or repeat that was never begun.",
        "Remove the row, or add the matching begin_group or begin_repeat above it.",
        "blocking",
    ),
    "Q106": Entry(
        "The group or repeat is never ended.",
        "Add an end_group or end_repeat row after its last question.",
        "blocking",
    ),
    "Q107": Entry(
        "The repeat '{name}' is not known; the only repeat is 'corridors'.",
        "Name the repeat 'corridors' and begin it with the question 'origin'.",
        "blocking",
    ),
    "Q108": Entry(
        "The name '{name}' stands twice.",
        "Give one of the two questions another name.",
        "blocking",
    ),
    "Q109": Entry(
        "Unknown type '{found}'.{hint} Known are {allowed}.",
        "Use one of the known types.",
        "blocking",
    ),
    "Q110": Entry(
        "There is no choice list '{found}'.{hint}",
        "Add the list to the sheet 'choices', or name one that is there.",
        "blocking",
    ),
    "Q111": Entry(
        "'{found}' is not known in {column}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q112": Entry(
        "'{text}' cannot be read: {reason} (character {position}).",
        "Mend the expression; questionnaires/README.md shows what can be written.",
        "blocking",
    ),
    "Q113": Entry(
        "No question '{found}' stands above this row.{hint}",
        "Refer to a question that is asked earlier.",
        "blocking",
    ),
    "Q114": Entry(
        "'{found}' is not a weight.",
        "Write 0 for information only, or a number above 0.",
        "blocking",
    ),
    "Q115": Entry(
        "'{text}' in {column} cannot be read: {reason}.",
        "Mend the cell; questionnaires/README.md has an example of each column.",
        "blocking",
    ),
    "Q116": Entry(
        "The choice '{name}' has no points.",
        "Add '{name}:' with points from 0 to 4, or x for information only.",
        "blocking",
    ),
    "Q117": Entry(
        "'{name}' has points but is not a choice.",
        "Remove it from rc_points, or add the choice to the list.",
        "blocking",
    ),
    "Q118": Entry(
        "The question has a weight but no points.",
        "Fill rc_points, or set rc_weight to 0.",
        "blocking",
    ),
    "Q119": Entry(
        "The gate names '{name}', which is not a choice.{hint}",
        "Name choices of the question's own list.",
        "blocking",
    ),
    "Q120": Entry(
        "The condition '{text}' speaks of more than one question at once.",
        "Join conditions of single questions by 'and'.",
        "blocking",
    ),
    "Q121": Entry(
        "The condition '{text}' speaks of a question that nobody is asked: {found}.",
        "Refer to a question of the same organisation's questionnaires.",
        "blocking",
    ),
    "Q122": Entry(
        "The answer '{answer}' of {parent} hides this question but is worth less than"
        " some answers that show it and more than others.",
        "Let an answer hide the question only if it is worth at least as much as the"
        " best, or less than the worst, of those that show it.",
        "blocking",
    ),
    # M: scoring models
    "M101": Entry(
        "This is not a TOML file: {reason}.",
        "Mend the line named, or start from a copy of a shipped model.",
        "blocking",
    ),
    "M102": Entry(
        "'{key}' is missing.",
        "Add it; scoring/README.md explains every key.",
        "blocking",
    ),
    "M103": Entry(
        "'{key}' is not a key of a scoring model.{hint}",
        "Remove it, or correct its name; scoring/README.md lists every key.",
        "blocking",
    ),
    "M104": Entry(
        "{found} cannot stand here: {reason}.",
        "Correct the value; scoring/README.md says what each key allows.",
        "blocking",
    ),
    # S: submissions
    # W: workspaces
}
