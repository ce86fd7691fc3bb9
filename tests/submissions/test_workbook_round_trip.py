"""What people answer in a shipped questionnaire is what is read back."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.blank import write_blank
from recruitcheck.questionnaires.blank_texts import texts_in
from recruitcheck.questionnaires.questionnaire import (
    RESERVED,
    Form,
    Question,
    Questionnaire,
)
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.submissions.cell_answers import Words, cleaned, read_answer
from recruitcheck.submissions.submission import Submission
from recruitcheck.submissions.workbook import read_return
from tests.submissions.filling import fill

SHIPPED = sorted(
    path.name
    for path in (content_folder() / "questionnaires").glob("*.xlsx")
    if path.name != "worker-interview.xlsx"
)
NUMBERS = (0, 2, 7, 50, 100, 365, 1250, 12.5, 99.75, 1234567.89)
ENDS = ("origin", "destination")  # no two of them are the same country
IDS = ("SITE-01", "1001", "a.b_c-d")
TEXTS = st.text(
    st.characters(
        codec="utf-8", exclude_categories=["C", "Z"], include_characters=" ="
    ),
    min_size=1,
    max_size=20,
).filter(
    # Hypothesis draws words of our own source too, `dk` among them.
    lambda text: (
        cleaned(text) == text and not text.startswith("#") and text not in RESERVED
    )
)


@cache
def shipped(name: str) -> Questionnaire:
    path = content_folder() / "questionnaires" / name
    questionnaire, issues = read_questionnaire(path, shown_as=name)
    assert questionnaire is not None, issues
    return questionnaire


@dataclass(slots=True)
class Respondent:
    """Answers a questionnaire at random, following its rules question by question.

    `values` are answers as XLSForm stores them, by question and block; `cells` what is
    written into the workbook.
    """

    questionnaire: Questionnaire
    form: Form
    language: str
    draw: st.DrawFn
    values: dict[tuple[str, int], str] = field(default_factory=dict)
    cells: dict[str, Any] = field(default_factory=dict)

    def answer_all(self) -> None:
        blocks = range(1, 1 + self.draw(st.integers(1, 2)))
        for question in self.questionnaire.in_form(self.form):
            for block in blocks if question.repeated else (0,):
                if self._asked(question, block):
                    self._answer(question, block)

    def _asked(self, question: Question, block: int) -> bool:
        return question.relevant is None or question.relevant.holds(
            lambda name: self._value(name, block)
        )

    def _value(self, name: str, block: int) -> str:
        if not self.questionnaire[name].repeated:
            return self.values.get((name, 0), "")
        if block:
            return self.values.get((name, block), "")
        given = [text for (other, _), text in self.values.items() if other == name]
        return " ".join(given)

    def _answer(self, question: Question, block: int) -> None:
        value = self.draw(st.sampled_from(self._allowed(question, block)))
        ref = question.id + (f"#{block}" if block else "")
        self.values[question.id, block] = value
        if question.kind == "select_multiple":
            mark = f"#{block}" if block else ""
            for choice in question.choice_names:
                tick = self._tick(choice in value.split())
                self.cells[f"{question.id}/{choice}{mark}"] = tick
        else:
            self.cells[ref] = self._written(question, value)
        if question.scope:
            self._stand_by(ref, value)

    def _stand_by(self, ref: str, value: str) -> None:
        """Comment, evidence, its date and who saw it; all of them for n/a."""
        if value != "na" and self.draw(st.booleans()):
            return
        self.cells[f"{ref}|comment"] = self.draw(TEXTS)
        self.cells[f"{ref}|evidence"] = self.draw(TEXTS)
        self.cells[f"{ref}|evidence_date"] = self.draw(  # before every return
            st.dates(date(1970, 1, 1), date(1989, 12, 31))
        )
        self.cells[f"{ref}|seen_by"] = self.draw(TEXTS)

    def _allowed(self, question: Question, block: int) -> list[str]:
        """Some of the answers that the rules of the question allow."""
        found = [
            one for one in self._possible(question) if self._keeps(question, block, one)
        ]
        if question.id in ENDS:
            taken = {v for (name, _), v in self.values.items() if name in ENDS}
            found = [one for one in found if one not in taken]
        reserved = [code for code in question.missing if code in RESERVED]
        return found + [code for code in reserved if not question.choices]

    def _keeps(self, question: Question, block: int, answer: str) -> bool:
        """Whether an answer keeps to the constraint."""
        return question.constraint is None or question.constraint.holds(
            lambda name: answer if name == "." else self._value(name, block)
        )

    def _possible(self, question: Question) -> list[str]:
        if question.id == "M-PRO-02":  # else most questions are never asked
            return ["2", "7", "0"] if self.draw(st.booleans()) else ["2", "7"]
        if question.id == "M-PRO-01":
            return ["7", "50", "1250"]
        if question.kind == "select_one":
            return list(question.choice_names)
        if question.kind == "select_multiple":
            alone = [
                name for name in question.choice_names if name in ("none", *RESERVED)
            ]
            others = [name for name in question.choice_names if name not in alone]
            chosen = self.draw(st.sets(st.sampled_from(others), min_size=1))
            return [*alone, " ".join(name for name in others if name in chosen)]
        if question.kind == "date":
            return [self.draw(st.dates(date(1990, 1, 1), date(2025, 1, 1))).isoformat()]
        if question.kind == "integer":
            return [str(number) for number in NUMBERS if isinstance(number, int)]
        if question.kind == "decimal":
            return [str(number) for number in NUMBERS]
        texts: Mapping[str, tuple[str, ...]] = {
            "recruiters": ("REC-01 REC-02",),
            "cycle": ("2026", "2026-H2"),
            "currency": ("USD", "MYR"),
        }
        known = texts.get(question.id, IDS if question.id.endswith("_id") else ())
        return list(known) or [self.draw(TEXTS)]

    def _tick(self, chosen: bool) -> Any:  # noqa: FBT001
        say = texts_in(self.language).say
        yes, no = [say("yes"), "x", True, 1], [None, say("no"), False, 0]
        return self.draw(st.sampled_from(yes if chosen else no))

    def _written(self, question: Question, value: str) -> Any:
        """One of the ways in which people may write that answer."""
        if question.kind == "select_one":
            (choice,) = (c for c in question.choices if c.name == value)
            label = choice.labels[self.language]
            ways: list[Any] = [label, f" {label.upper()}\u00a0", value]
        elif value in RESERVED:
            ways = [texts_in(self.language).say(value), value.upper()]
        elif question.kind in {"integer", "decimal"}:
            ways = [float(value), value, f" {value} "]
        elif question.kind == "date":
            ways = [date.fromisoformat(value), value]
        else:
            ways = [value]
        return self.draw(st.sampled_from(ways))


def expected_answers(respondent: Respondent) -> Mapping[tuple[str, int], Any]:
    """Given, value and what stands beside it, by question and block."""
    found = {}
    for (name, block), value in respondent.values.items():
        ref = name + (f"#{block}" if block else "")
        beside = tuple(
            respondent.cells.get(f"{ref}|{column}")
            or (None if "date" in column else "")
            for column in ("comment", "evidence", "evidence_date", "seen_by")
        )
        said = (value, "") if value in RESERVED else ("answered", value)
        found[name, block] = (*said, *beside)
    return found


def read_answers(submission: Submission) -> Mapping[tuple[str, int], Any]:
    """The same of a submission, its corridors counted in order; without blanks."""
    blocks = [submission.site, *submission.corridors.values()]
    return {
        (answer.question, block): (
            answer.given,
            answer.value,
            answer.comment,
            answer.evidence,
            answer.evidence_date,
            answer.seen_by,
        )
        for block, answers in enumerate(blocks)
        for answer in answers.values()
        if answer.given != "blank"
    }


@pytest.mark.parametrize("name", SHIPPED)
@settings(
    max_examples=6,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_what_is_answered_is_read_back(tmp_path, name, data):
    """Any answers that follow the rules come back exactly, without an issue."""
    questionnaire = shipped(name)
    forms = list(itertools.product(questionnaire.languages, ("short", "full")))
    language, form = data.draw(st.sampled_from(forms))
    respondent = Respondent(questionnaire, form, language, data.draw)
    respondent.answer_all()
    blank = _blank(tmp_path, questionnaire, language, form)
    path = fill(blank, tmp_path / "return.xlsx", respondent.cells)

    submission, issues = read_return(path, {questionnaire.id: questionnaire})

    assert () == issues
    assert submission is not None
    assert expected_answers(respondent) == read_answers(submission)
    assert (language, form) == (submission.language, submission.form)


def _blank(
    folder: Path, questionnaire: Questionnaire, language: str, form: Form
) -> Path:
    path = folder / f"{form}-{questionnaire.languages.index(language)}.xlsx"
    if not path.exists():
        write_blank(questionnaire, path, language=language, form=form)
    return path


@pytest.mark.parametrize("name", SHIPPED)
def test_every_label_means_one_choice(name):
    """In whatever language a label is written, it is the choice it labels."""
    words = Words.of({})
    for question in shipped(name).asked:
        if question.kind == "select_one":
            for choice in question.choices:
                for label in (choice.name, *choice.labels.values()):
                    said = read_answer(question, label, words)
                    found = said.value or said.given
                    assert (choice.name, None) == (found, said.fault), question.id
