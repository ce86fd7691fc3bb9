"""A score tells nothing of a few workers beside what is shown of the others."""

import pandas as pd

from tests.networks import BGD, NPL, best, interviews_with, results_of, submission


def scores(questionnaires, iris, bad, few):
    """Of two corridors: 15 interviews from Nepal, `few` from Bangladesh, `bad` bad."""
    form = questionnaires["iris-supplier"]
    both = {one: best(form, "corridor") for one in (NPL, BGD)}
    known = interviews_with(15, W_DAT_01=["yes"] * 3 + ["no"] * 12)
    rest = ["no"] * bad + ["yes"] * (few - bad)
    table = pd.concat([known, interviews_with(few, origin="BGD", W_DAT_01=rest)])
    results = results_of(
        questionnaires, iris, submission(form, corridors=both), interviews=table
    )
    return {
        one.corridor: (one.score, dict(one.principles))
        for one in results.network.assessments
    }


def test_the_score_of_a_corridor_does_not_tell_what_four_workers_said(
    questionnaires, iris
):
    """It told it to the worker: principle 4 was 57.8, 52.7, 47.5, 41.9 or 36.1."""
    found = [scores(questionnaires, iris, bad, 4) for bad in range(5)]
    assert [found[0]] * 5 == found
    # 3 of 15 in Nepal hold the score down, in Bangladesh as well
    assert found[0][BGD][1]["4"] < 50


def test_ten_workers_speak_for_themselves(questionnaires, iris):
    none, all_ = (scores(questionnaires, iris, bad, 10) for bad in (0, 10))
    assert none[BGD][0] > all_[BGD][0]
    assert none[NPL] == all_[NPL]
