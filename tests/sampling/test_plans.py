"""The sampling plan of a network, and what of it was done."""

import json
from dataclasses import replace
from typing import Any

import openpyxl
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.headcounts import Headcount, Headcounts
from recruitcheck.errors import UsageError
from recruitcheck.organisations import Expected
from recruitcheck.sampling.outputs import plan_as_blocks, plan_as_record, write_plan
from recruitcheck.sampling.plans import plan_sample
from tests.networks import (
    BGD,
    NPL,
    answer,
    best,
    interviews_with,
    results_of,
    submission,
)


@pytest.fixture
def network(questionnaires, iris):
    """A function: results of one supplier with these workers by corridor."""
    form = questionnaires["iris-supplier"]

    def results(workers, *, counts=(), interviews=None, recruited="20", **more):
        corridors = {
            corridor: best(form, "corridor", M_PRO_03=n, M_PRO_04=recruited)
            for corridor, n in workers.items()
        }
        returned = submission(form, corridors=corridors, **more)
        found = results_of(questionnaires, iris, returned, interviews=interviews)
        return replace(found, headcounts=Headcounts(tuple(counts)))

    return results


def row(current, recruiter="", sex=None, corridor=NPL, supplier="SITE-01"):
    return Headcount(supplier, corridor, current, None, recruiter, sex=sex, source="x")


def only(plan):
    (site,) = plan.sites
    return site


def test_a_site_with_two_corridors(network):
    """350 workers: 19; 5 each and the rest in proportion."""
    site = only(plan_sample(network({NPL: "240", BGD: "110"})))

    assert (350, 19) == (site.workers, site.interviews)
    assert {"BGD-MYS": (110, 8, 3), "NPL-MYS": (240, 11, 4)} == {
        str(one.corridor): (one.workers, one.interviews, one.recent)
        for one in site.corridors
    }
    assert site.done is None
    assert site.reach is not None
    assert 19 == site.reach.n


def test_headcounts_go_before_the_return_and_split_by_recruiter_and_sex(network):
    counts = [
        row(60, "REC-1", "female"),
        row(30, "REC-1", "male"),
        row(4, "", "female"),
        row(6, "", "male"),
    ]

    plan = plan_sample(network({NPL: "80"}, counts=counts))

    assert ["R305"] == [one.code for one in plan.issues]
    (one,) = only(plan).corridors
    # Ten of a hundred: one each, the other eight as 0.8 and 7.2; REC-1's as 5.3 and 2.7.
    assert (100, 10) == (one.workers, one.interviews)
    assert [
        ("", "female", 4, 1),
        ("", "male", 6, 1),
        ("REC-1", "female", 60, 5),
        ("REC-1", "male", 30, 3),
    ] == [(s.recruiter, s.sex, s.workers, s.interviews) for s in one.strata]


def test_no_more_new_arrivals_than_came(network):
    (one,) = only(plan_sample(network({NPL: "80"}, recruited="2"))).corridors

    assert (2, True) == (one.recent, one.recent_known)


def test_it_is_said_where_nobody_counts_new_arrivals(network):
    (one,) = only(
        plan_sample(network({NPL: "80"}, recruited=answer("M-PRO-04", None)))
    ).corridors

    assert (4, False) == (one.recent, one.recent_known)


def test_recruiters_of_the_return_without_a_count_are_named(network):
    results = network(
        {NPL: "80"}, counts=[row(80, "REC-1")], recruiters={NPL: ("REC-1", "REC-2")}
    )

    (one,) = only(plan_sample(results)).corridors

    assert ("REC-2",) == one.uncounted


def test_a_corridor_that_nobody_counts_is_named(network):
    results = network({NPL: "80", BGD: answer("M-PRO-03", None)})

    site = only(plan_sample(results))

    assert [NPL] == [one.corridor for one in site.corridors]
    assert (BGD,) == site.uncounted


def test_a_site_that_sent_no_return_is_planned_by_headcounts(network):
    results = network({NPL: "80"}, counts=[row(25, supplier="LATE-02")])
    late = Expected("LATE-02", "Late (fictional)", "supplier", (NPL, BGD))
    agent = Expected("REC-1", "Agent (fictional)", "recruiter", (NPL,))

    plan = plan_sample(replace(results, expected=(late, agent)))

    site = plan.sites[0]
    assert ("LATE-02", 25, 10, (BGD,)) == (
        site.supplier,
        site.workers,
        site.interviews,
        site.uncounted,
    )
    assert ["LATE-02", "SITE-01"] == [one.supplier for one in plan.sites]


def test_more_in_each_corridor_on_request(network):
    site = only(plan_sample(network({NPL: "240", BGD: "110"}), each=10))

    assert [True, True] == [one.shown for one in site.corridors]
    assert 20 == site.interviews


def test_an_unknown_supplier_is_refused_with_the_nearest(network):
    with pytest.raises(UsageError, match="Did you mean 'SITE-01'"):
        plan_sample(network({NPL: "80"}), supplier="SITE-1")


def held(n, **more):
    answers = {"W_PRO_03": "2026-01-02"} | more
    asked = {name: v for name, v in answers.items() if name.startswith("W_")}
    keys = {name: v for name, v in answers.items() if name not in asked}
    return interviews_with(n, **asked).assign(**keys)


COUNTS = [
    row(60, "REC-1", "female"),
    row(12, "REC-1", "male"),
    row(8, "", "male"),
]


def test_after_fieldwork_planned_stands_beside_done(network):
    """12 interviews, all with women of REC-1 who came lately; of 8 nothing is said."""
    table = held(12, recruiter_id="REC-1", worker_sex="female")

    plan = plan_sample(network({NPL: "80"}, counts=COUNTS, interviews=table), refused=3)

    assert 3 == plan.refused
    site = only(plan)
    (one,) = site.corridors
    assert (12, 12) == (site.done, one.done)
    assert site.held is not None
    assert 12 == site.held.n
    assert "reached" == one.recent_state
    assert [("", "male", None), ("REC-1", "female", "reached")] == [
        (s.recruiter, s.sex, s.state) for s in one.strata[:2]
    ]
    assert "not yet" == one.strata[2].state


@pytest.mark.parametrize("started", ["2025-02-28", None])
def test_who_came_earlier_or_does_not_say_is_no_new_arrival(network, started):
    table = held(12, W_PRO_03=started)

    (one,) = only(plan_sample(network({NPL: "80"}, interviews=table))).corridors

    assert "not yet" == one.recent_state


def test_of_few_interviews_no_stratum_is_told(network):
    table = held(9, recruiter_id="REC-1", worker_sex="female")

    (one,) = only(
        plan_sample(network({NPL: "80"}, counts=COUNTS, interviews=table))
    ).corridors

    assert 9 == one.done
    assert [None] * 3 == [stratum.state for stratum in one.strata]
    assert one.recent_state is None


def test_more_interviews_than_workers_say_nothing_exact(network):
    (one,) = only(plan_sample(network({NPL: "8"}, interviews=held(9)))).corridors

    assert one.held is None


def test_as_text(network):
    table = held(12, recruiter_id="REC-1", worker_sex="female")
    results = network(
        {NPL: "80", BGD: "40"},
        counts=COUNTS,
        interviews=table,
        recruiters={BGD: ("REC-9",)},
    )

    ((title, rows, sentences),) = plan_as_blocks(plan_sample(results))

    assert "Site SITE-01 (fictional), SITE-01" == title
    assert ["BGD-MYS", "40", "5", "2", "0"] == rows[1]
    assert ["NPL-MYS", "80", "6", "2, reached", "12"] == rows[2]
    assert ["  no recruiter, men", "8", "1", "", ""] == rows[3]
    assert ["  REC-1, women", "60", "4", "", "reached"] == rows[4]
    assert ["Together", "120", "11", "", "12"] == rows[-1]
    assert "With the 12 interviews held:" == sentences[0]
    assert any(
        text.startswith("BGD-MYS: figures of fewer than 10 interviews are not shown")
        for text in sentences
    )
    assert (
        "BGD-MYS: also cover REC-9; headcounts.csv does not say how many workers came"
        " with them."
    ) in sentences
    assert "Done: 12 interviews; still to do: 5 of BGD-MYS." == sentences[-1]


def test_as_text_before_fieldwork_and_without_workers(network):
    results = network({NPL: answer("M-PRO-03", None)})
    nobody = Expected("NEW-01", "New (fictional)", "supplier", ())

    new, site = plan_as_blocks(plan_sample(replace(results, expected=(nobody,))))

    assert ([], ["No corridor is known of this site."]) == new[1:]
    assert [
        "NPL-MYS: not known how many workers there are; add them to headcounts.csv."
    ] == site[2]


def test_as_text_where_all_are_asked_and_all_is_done(network):
    results = network(
        {NPL: "12", BGD: "4"},
        interviews=held(12),
        recruited=answer("M-PRO-04", None),
    )

    ((_, rows, sentences),) = plan_as_blocks(plan_sample(results))

    assert ["BGD-MYS", "4", "4", "2?", "0"] == rows[1]
    assert "BGD-MYS: all 4 are asked." in sentences
    assert "NPL-MYS: all 12 are asked." in sentences
    assert "NPL-MYS: nobody says how many arrived within 12 months." in sentences


def test_done_is_said(network):
    ((_, _, sentences),) = plan_as_blocks(
        plan_sample(network({NPL: "80"}, interviews=held(12)))
    )

    assert "Done: 12 interviews; planned: 10." == sentences[-1]


def test_as_plain_data(network):
    plan = plan_sample(network({NPL: "80"}, counts=COUNTS), each=6)
    record: Any = json.loads(json.dumps(plan_as_record(plan)))

    assert (1, 10, 6, None) == (
        record["format"],
        record["minimum_cell"],
        record["least_in_each_corridor"],
        record["refused"],
    )
    (site,) = record["sites"]
    (one,) = site["corridors"]
    assert ("NPL-MYS", 80, 10, 4) == (
        one["corridor"],
        one["workers"],
        one["interviews"],
        one["arrived_within_12_months"],
    )
    assert 3 == len(one["strata"])
    assert 0 < one["reach"]["silent_share"] < 1


def test_as_a_workbook_for_the_field_team(network, tmp_path):
    """Strata as rows, room to tally, no formula, the same bytes each time."""
    plan = plan_sample(network({NPL: "80", BGD: "40"}, counts=COUNTS))

    for name in ("a.xlsx", "b.xlsx"):
        write_plan(plan, tmp_path / name)

    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert ["Read first", "Plan", "What it says"] == book.sheetnames
    rows = list(book["Plan"].iter_rows(min_row=2, values_only=True))
    assert [
        ("SITE-01", "BGD-MYS", "any", "any", 40, 5, "2 of 5", None, None),
        ("SITE-01", "NPL-MYS", "no recruiter", "men", 8, 1, "2 of 6", None, None),
        ("SITE-01", "NPL-MYS", "REC-1", "women", 60, 4, None, None, None),
        ("SITE-01", "NPL-MYS", "REC-1", "men", 12, 1, None, None, None),
    ] == rows
    cells = [c for sheet in book for r in sheet.iter_rows() for c in r]
    assert [] == [c.coordinate for c in cells if c.data_type == "f"]


def test_two_corridors_of_one_origin_do_not_mix(network):
    """Headcounts belong to a corridor, not to a country."""
    other = Corridor("NPL", "QAT")
    site = only(plan_sample(network({NPL: "80"}, counts=[row(500, corridor=other)])))

    assert 80 == site.workers
