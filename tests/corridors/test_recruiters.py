"""Which labour recruiter is meant where somebody names one."""

import pandas as pd
import pytest

from recruitcheck.corridors.recruiters import (
    RecruiterNames,
    name_recruiters,
    name_recruiters_of_workers,
)
from recruitcheck.issues import Place
from recruitcheck.submissions.submission import Answer
from tests.networks import NPL, submission

KNOWN = RecruiterNames(
    {"PAPER-LOTUS": "Paper Lotus Labour Export", "REC-1": "One", "REC1": "Two"}
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PAPER-LOTUS", "PAPER-LOTUS"),
        ("paper lotus", "PAPER-LOTUS"),
        ("Paper Lotus Labour Export", "PAPER-LOTUS"),
        ("Páper_Lotus", "PAPER-LOTUS"),
        ("REC-1", "REC-1"),
        ("rec 1", None),
        ("PAPER-LOTOS", None),
    ],
)
def test_an_id_or_name_but_for_capitals_spaces_and_signs(text, expected):
    """Of two that could be meant neither is; a slip of a letter is no guess."""
    assert expected == KNOWN.find(text)


def returned(questionnaires, *names):
    form = questionnaires["iris-supplier"]
    cell = Place("returns/x.xlsx", "Answers", "D30", "recruiters")
    answer = Answer("recruiters", "answered", " ".join(names), cell)
    sent = submission(form, recruiters={NPL: names})
    answers = {**sent.corridors[NPL], "recruiters": answer}
    return submission(form, corridors={NPL: answers}, recruiters={NPL: names})


def test_returns_name_recruiters_by_their_ids(questionnaires):
    sent = returned(questionnaires, "paper-lotus", "PAPER-LOTUS", "PAPER-LOTOS")
    (found,), issues = name_recruiters([sent], KNOWN)
    assert {NPL: ("PAPER-LOTUS", "PAPER-LOTOS")} == found.recruiters
    assert [("W208", "D30"), ("W207", "D30")] == [
        (one.code, one.place.cell) for one in issues
    ]
    assert (
        "'PAPER-LOTOS' is no labour recruiter that is known here."
        " Did you mean 'PAPER-LOTUS'?"
    ) == issues[1].message


def test_a_return_that_needs_nothing_is_the_same(questionnaires):
    sent = returned(questionnaires, "PAPER-LOTUS")
    assert ((sent,), ()) == name_recruiters([sent], KNOWN)


def test_where_no_recruiter_is_known_nothing_is_said(questionnaires):
    sent = returned(questionnaires, "ANYBODY")
    table = pd.DataFrame({"file": ["a.csv"], "recruiter_id": ["ANYBODY"]})
    assert ((sent,), ()) == name_recruiters([sent], RecruiterNames({}))
    assert (table, ()) == name_recruiters_of_workers(table, RecruiterNames({}))


def test_a_name_outside_the_answers_stands_at_its_file(questionnaires):
    sent = submission(questionnaires["iris-supplier"], recruiters={NPL: ("WHO",)})
    _, issues = name_recruiters([sent], KNOWN)
    assert [Place(sent.file, label="recruiters")] == [one.place for one in issues]


def test_interviews_name_recruiters_by_their_ids():
    """One issue a name and file, however many workers wrote it."""
    table = pd.DataFrame(
        {
            "file": ["a.csv"] * 3 + ["b.csv"],
            "recruiter_id": ["paper lotus", "paper lotus", None, "WHO"],
        }
    )
    found, issues = name_recruiters_of_workers(table, KNOWN)
    assert ["PAPER-LOTUS", "PAPER-LOTUS", None, "WHO"] == [
        None if pd.isna(name) else name for name in found["recruiter_id"].astype(object)
    ]
    assert [("W208", "a.csv"), ("W207", "b.csv")] == [
        (one.code, one.place.file) for one in issues
    ]


def test_a_survey_that_does_not_ask_for_recruiters():
    table = pd.DataFrame({"file": ["a.csv"]})
    assert (table, ()) == name_recruiters_of_workers(table, KNOWN)


def test_interviews_that_need_nothing_are_the_same():
    table = pd.DataFrame({"file": ["a.csv"], "recruiter_id": ["PAPER-LOTUS"]})
    assert (table, ()) == name_recruiters_of_workers(table, KNOWN)
