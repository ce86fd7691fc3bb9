"""Whether the text beside a ref is that of its question.

Answers are found by ref. Where somebody sorted or pasted the texts and the answers but
not the refs, each of them answers what people read there, and not its ref.
"""

from collections.abc import Iterator, Mapping

from recruitcheck.issues import Issue, issue, listed
from recruitcheck.questionnaires.layout import ANSWER, QUESTION, Ref
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.sheets import column_index
from recruitcheck.submissions.cell_answers import as_text, folded
from recruitcheck.submissions.rows import Row, Rows

_TEXT = column_index(QUESTION)
_ASTERISK = " *"  # behind a question that must be answered


def other_texts(
    rows: Rows, asked: Mapping[str, Question], file: str
) -> Iterator[Issue]:
    """One issue for all answers beside a text that is not that of their ref.

    A blank text says nothing. Any language of the form will do.
    """
    found = [row for row in _read(rows, asked) if not _belongs(row, asked)]
    if found:
        cells = listed([row.cell(QUESTION) for row in found])
        place = found[0].place(file, QUESTION)
        yield issue("S252", place, n=len(found), cells=cells)


def _read(rows: Rows, asked: Mapping[str, Question]) -> Iterator[Row]:
    """The rows of answers, and those above the ticks of a question."""
    for ref, same in rows.by_ref.items():
        heads = asked[ref.question].kind == "select_multiple" and not ref.choice
        yield from (row for row in same if heads or row.filled(ANSWER))


def _belongs(row: Row, asked: Mapping[str, Question]) -> bool:
    text = as_text(row.values.get(_TEXT))
    if not folded(text):
        return True
    return any(_begins(text, label) for label in _labels(row.ref, asked) if label)


def _labels(ref: Ref, asked: Mapping[str, Question]) -> Iterator[str]:
    """What may be written beside the ref."""
    question = asked[ref.question]
    if not ref.choice:
        yield from (*question.labels.values(), question.id)
        return
    for choice in question.choices:
        if choice.name == ref.choice:
            yield from (*choice.labels.values(), choice.name)


def _begins(text: str, label: str) -> bool:
    """Whether the label comes first; what is in small type stands on the next lines."""
    lines = text.splitlines()[: len(label.splitlines())]
    first = "\n".join(lines).removesuffix(_ASTERISK)
    return first == label or folded(first) == folded(label)
