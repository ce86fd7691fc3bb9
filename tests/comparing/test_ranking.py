"""Suppliers beside each other, their ranges, and what a changed model would do."""

import json

import pytest

from recruitcheck.comparing.ranking import (
    changes_note,
    ranges_note,
    rank_suppliers,
    ranking_rows,
    what_if_record,
)
from recruitcheck.errors import InvalidFileError, UsageError
from recruitcheck.exports import as_csv, as_record
from recruitcheck.results import Results
from recruitcheck.scoring.assessing import assess
from recruitcheck.submissions.answers import make_units
from recruitcheck.workspace import what_if
from tests.networks import BGD, NPL, best, results_of, submission


@pytest.fixture(scope="module")
def results(questionnaires, iris):
    """A full score, one with a "no", one under a ceiling of 24, one without a score."""
    form = questionnaires["iris-supplier"]
    sent = [
        submission(form, "BEST-01"),
        submission(
            form, "PART-02", corridors={BGD: best(form, "corridor", M_DD_01="no")}
        ),
        submission(form, "GATE-03", site=best(form, "site", M_DOC_01="employer")),
        submission(form, "NONE-04", corridors={NPL: {}}),
    ]
    network = assess(make_units(sent)[0], iris, questionnaires)
    return Results(
        title="Ours",
        network=network,
        questionnaires=questionnaires,
        interviews=None,
        clauses={},
        inputs=(),
        issues=network.issues,
    )


def plain(record):
    """A record as a program reads it."""
    return json.loads(json.dumps(record))


def test_suppliers_are_ranked_from_the_worst_and_those_without_a_score_last(results):
    ranked = rank_suppliers(results)
    assert [("GATE-03", 3), ("PART-02", 2), ("BEST-01", 1), ("NONE-04", None)] == [
        (one.organisation, one.rank) for one in ranked
    ]


@pytest.mark.parametrize(("answer", "gates"), [(None, ""), ("employer", "M-DOC-01")])
def test_a_blank_is_no_accusation_where_there_is_no_score(
    questionnaires, iris, answer, gates
):
    """Nothing is known of its corridor; what the site did answer still counts."""
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_DOC_01=answer)
    one = submission(form, "NONE-04", site=site, corridors={NPL: {}})

    heading, row = ranking_rows(results_of(questionnaires, iris, one))

    assert ("Gates", gates) == (heading[-1], row[-1])
    assert "-" == row[0]


def test_the_ranking_shows_ranges_of_who_has_a_score(results):
    heading, gate, _, best_, none = ranking_rows(results, ranges=True)
    assert ["Band", "Score", "Range", "Ranks", "Bands"] == heading[:5]
    assert ["E", "24.0", "24.0-24.0", "3", "E 100%"] == gate[:5]
    assert ["C", "60.0"] == best_[:2]
    low, high = map(float, best_[2].split("-"))
    assert 50 <= low < 60 < high <= 70
    assert ["-", "-", "-", "-", "-"] == none[:5]


def test_the_note_says_what_was_varied_and_with_which_seed(results):
    note = ranges_note(results)
    assert "of 2,000" in note
    assert "up to 25% more or" in note
    assert "20260101" in note
    assert "Who pays" not in note
    assert "its weight is 25%" in note


def test_a_changed_model_is_shown_beside_the_one_it_was(results):
    after = what_if(results, ["cap.zero_tolerance = 40", "credit.0=0.5"])
    said = "What if: the model 'iris' was changed: cap.zero_tolerance = 40 (was 24)"
    assert changes_note(after).startswith(said)
    assert "" == changes_note(results)
    heading, gate, _, best_, none = ranking_rows(after, before=results)
    assert ["Band", "Score", "Was", "Rank", "Was", "Supplier"] == heading[:6]
    assert ["40.0", "24.0", "3", "3"] == gate[1:5]
    assert ["50.0", "60.0", "1", "1"] == best_[1:5]
    assert ["-", "-", "-", "-"] == none[1:5]


def test_every_output_of_a_changed_model_says_so(results):
    after = what_if(results, ["p=1"])
    said = "p = 1 (was 0)"
    assert said in as_csv(after)
    record = plain(as_record(after))
    assert [said] == record["model"]["changes"]
    assert said in record["model"]["version"]
    compared = plain(what_if_record(results, after))
    assert [said] == compared["changes"]
    assert {
        "organisation": "BEST-01",
        "score_before": 60.0,
        "score": 60.0,
        "band_before": "C",
        "band": "C",
        "rank_before": 1,
        "rank": 1,
    } in compared["suppliers"]


def test_changes_that_cannot_be_made_are_told_together(results):
    with pytest.raises(UsageError) as told:
        what_if(results, ["weight.9=1", "p=x"])
    assert "'weight.9' is no part of this model" in str(told.value)
    with pytest.raises(UsageError, match=r"as in weight\.1=30: not p\."):
        what_if(results, ["p"])


def test_rescoring_changes_nothing_where_the_model_is_the_same(results):
    again = results.rescored(results.model)
    assert as_csv(results) == as_csv(again)
    assert results.issues == again.issues


def test_rescoring_refuses_conditions_that_nobody_can_follow(results):
    """Auditors alone: what their questions depend on is asked of nobody."""
    with pytest.raises(InvalidFileError) as told:
        what_if(results, ['roles.supplier=["auditor"]'])
    assert {"Q121"} == {one.code for one in told.value.issues}


def test_the_files_give_ranges_and_their_seed(results):
    record = plain(as_record(results))
    assert 2 == record["format"]
    assert (2_000, 20_260_101) == (record["ranges"]["draws"], record["ranges"]["seed"])
    by_name = {one["organisation"]: one for one in record["organisations"]}
    gate, none = by_name["GATE-03"], by_name["NONE-04"]
    assert (24.0, 24.0, 24.0) == tuple(gate[f"score_p{p}"] for p in ("05", "50", "95"))
    assert (3, 3, 3, 3) == tuple(
        gate[key] for key in ("rank", "rank_p05", "rank_p95", "rank_of")
    )
    assert 1.0 == gate["band_chances"]["E"]
    assert none["score_p05"] is none["rank"] is none["band_chances"] is None
    unit = next(u for u in record["assessments"] if u["organisation"] == "GATE-03")
    assert 24.0 == unit["score_p05"]
    heading, *rows = as_csv(results).splitlines()
    columns = heading.split(",")
    assert ["chance_E", "model", "model_version", "model_hash", "ranges_seed"] == (
        columns[-5:]
    )
    cells = dict(zip(columns, rows[1].split(","), strict=True))
    assert ("GATE-03", "24.0", "1.0", "20260101") == (
        cells["organisation"],
        cells["score_p05"],
        cells["chance_E"],
        cells["ranges_seed"],
    )
