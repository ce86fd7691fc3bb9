"""How an interview was made: its minutes, and a sign that tells interviewers apart."""

import numpy as np
import pandas as pd
import pytest

from recruitcheck.submissions.survey_export import join_interviews, read_survey_export
from tests.submissions.conftest import as_export
from tests.submissions.test_survey_export import AISHA, THREE


def read(path, form):
    interviews, issues = read_survey_export(path, form, shown_as=path.name)
    assert interviews is not None, issues
    return interviews


def with_columns(table, **columns):
    """An export with columns of the phone or server at its front."""
    told = [[name, *values] for name, values in columns.items()]
    return [
        [*(column[row] for column in told), *cells] for row, cells in enumerate(table)
    ]


def test_minutes_are_those_from_start_to_end(form, save_csv):
    """Across time zones, with and without an offset; not where they make no sense."""
    table = with_columns(
        as_export([*THREE, AISHA, AISHA], form),
        start=[
            *("2026-02-19T09:00:00.000+05:45", "2026-02-19 10:00:00", "2026-02-19"),
            *("yesterday", "2026-02-19T09:00:00Z"),
        ],
        end=[
            *("2026-02-19T03:45:30.000+00:00", "2026-02-19 10:00:45", "2026-02-18"),
            *("2026-02-19", ""),
        ],
    )
    minutes = read(save_csv(table), form).table["interview_minutes"]
    assert [30.5, 0.75] == pytest.approx(minutes[:2].tolist())
    assert np.isnan(minutes[2:]).all()


@pytest.mark.parametrize("heading", ["username", "_submitted_by", "SubmitterName"])
def test_interviewers_are_told_apart_and_not_named(form, save_csv, heading):
    table = with_columns(as_export(THREE, form), **{heading: ["anna", "bo", "anna"]})
    who = read(save_csv(table), form).table["interviewer"].astype(str).tolist()
    assert who[0] == who[2] != who[1]
    assert all(name not in "".join(who) for name in ("anna", "bo"))


def test_an_export_that_says_neither_has_neither(form, save_csv):
    table = read(save_csv(as_export(THREE, form)), form).table
    assert table["interview_minutes"].isna().all()
    assert table["interviewer"].isna().all()


def test_the_column_that_says_something_tells_who_interviewed(form, save_csv):
    """Kobo writes `username` of the phone, often blank, and `_submitted_by`."""
    table = with_columns(
        as_export(THREE, form), username=["", "", ""], _submitted_by=["a", "b", "a"]
    )
    assert 2 == read(save_csv(table), form).table["interviewer"].nunique()


def test_exports_with_and_without_are_joined(form, save_csv):
    one = save_csv(with_columns(as_export([AISHA], form), username=["anna"]), "one.csv")
    other = save_csv(as_export([AISHA | {"cycle": "2026"}], form), "other.csv")
    joined, _ = join_interviews([read(one, form), read(other, form)])
    assert [False, True] == pd.isna(joined.table["interviewer"]).tolist()
