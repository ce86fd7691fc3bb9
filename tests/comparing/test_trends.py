"""A trend as a page of text and as plain data."""

import json
from dataclasses import replace

import pytest

from recruitcheck.comparing.trends import (
    corridor_rows,
    organisation_rows,
    trend_notes,
    trend_record,
)
from recruitcheck.errors import UsageError
from recruitcheck.results import Results
from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.trend import find_trend
from recruitcheck.submissions.answers import make_units
from recruitcheck.workspace import compare_cycles
from tests.networks import best, submission


@pytest.fixture(scope="module")
def results(questionnaires, iris):
    """One lifts a ceiling, one answers two questions better, one does nothing; the
    first is audited in the second cycle; one more came back in the second cycle only."""
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    better = {"M_GOV_01": "none", "M_FEE_03": "no"}
    before = {"LIFT-01": {"M_DOC_01": "employer"}, "MORE-02": better, "SAME-03": {}}
    sent = [
        submission(
            form,
            name,
            cycle=cycle,
            site=best(form, "site", **(site if cycle == "2025" else {})),
            file=f"returns/{cycle}/{name}.xlsx",
        )
        for name, site in before.items()
        for cycle in ("2025", "2026")
    ]
    sent += [submission(form, "NEW-04"), submission(audit, "LIFT-01")]
    network = assess(make_units(sent)[0], iris, questionnaires)
    return Results("Ours", network, questionnaires, None, {}, ())


@pytest.fixture(scope="module")
def trend(results):
    return results.trend


def test_organisations_from_the_worst_change_with_what_made_it(trend, results):
    heading, same, more, lift = organisation_rows(trend, results)
    assert ["Organisation", "2025", "2026", "Change"] == heading[:4]
    unchanged = ["60.0", "60.0", "-", "-", "-", "-", "-", "no: less than 5 points"]
    assert unchanged == same[1:]
    assert more[-1].startswith("no: ranges ")
    assert more[-1].endswith(" overlap")
    assert more[3] == more[4]  # all of it is answers
    assert more[3].startswith("+")
    assert "24.0" == lift[1]
    assert "yes" == lift[-1]
    assert lift[5].startswith("+")  # the audit is evidence


def test_corridors_with_what_their_suppliers_and_their_workers_did(trend, results):
    heading, row = corridor_rows(trend, results)
    assert ["Suppliers", "Moved"] == heading[4:6]
    assert "Nepal to Malaysia" == row[0]
    assert row[3] == row[4]
    assert "-" == row[5]


def test_the_notes_say_what_is_unlike_and_who_is_left_out(trend, results):
    notes = "\n".join(trend_notes(trend, results))
    assert "Real change: 5 points or more" in notes
    assert "there was an audit in 2026 only; that is part of the change." in notes
    assert "questions that counted in one cycle only are left out." in notes
    assert (
        "Not compared, because there is no return in 2025:"
        " Site NEW-04 (fictional) in NPL-MYS."
    ) in notes


def test_as_plain_data_to_the_question(trend, results):
    record = json.loads(json.dumps(trend_record(trend, results)))
    assert (results.model.hash, 20_260_101) == (record["model"]["hash"], record["seed"])
    lift = record["organisations"][0]
    assert ("LIFT-01", "supplier", True) == (
        lift["organisation"],
        lift["role"],
        lift["real"],
    )
    assert lift["change"] == pytest.approx(sum(lift["split"].values()) + lift["mix"])
    (unit,) = lift["corridors"]
    assert ([80, 80], [False, True]) == (unit["migrant_workers"], unit["audited"])
    assert "not asked in 2025" == unit["left_out"]["A-DOC-01"]
    (corridor,) = record["corridors"]
    assert ["LIFT-01", "MORE-02", "SAME-03"] == corridor["suppliers"]
    assert corridor["change"] == pytest.approx(corridor["within"] + corridor["mix"])
    assert [
        {"organisation": "NEW-04", "corridor": "NPL-MYS", "why": "no return in 2025"}
    ] == record["not_compared"]


def test_cycles_that_are_not_there_are_told(results, questionnaires, iris):
    with pytest.raises(UsageError, match="There is no cycle '2020': 2025, 2026"):
        compare_cycles(results, old="2020")
    assert ("2025", "2026") == (
        (found := compare_cycles(results)).old,
        found.new,
    )
    empty = replace(results, network=assess((), iris, questionnaires))
    with pytest.raises(UsageError, match="needs two cycles: there is none"):
        compare_cycles(empty)
    form = questionnaires["iris-supplier"]
    units, _ = make_units([submission(form)])
    one = replace(results, network=assess(units, iris, questionnaires))
    with pytest.raises(UsageError, match="there is only 2026"):
        compare_cycles(one)
    assert find_trend(one.network) is None
