"""What changed between two cycles, split exactly, on like questions only."""

import json
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.matching import match
from recruitcheck.scoring.splits import kitagawa, split_change
from recruitcheck.scoring.trend import find_trend
from recruitcheck.submissions.answers import make_units
from tests.networks import BGD, NPL, answer, best, submission
from tests.scoring.test_engine_laws import batch, rules, units
from tests.scoring.test_method_examples import toy_rules, unit

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)
many = settings(max_examples=400, deadline=None)
amounts = st.integers(1, 500)
scores_ = st.floats(0, 100)


def two_rows(old, new):
    """A batch of both, null where only one has a column."""
    names = dict.fromkeys([*old.schema.names, *new.schema.names])
    rows = [one.to_pylist()[0] for one in (old, new)]
    return pa.RecordBatch.from_pydict(
        {name: [row.get(name) for row in rows] for name in names}
    )


def test_splits_the_change_of_the_example():
    """T1: 63.43 to 71.77, of which answers +7.87, evidence +2.75, workers -2.28."""
    example = EXAMPLES["T1_trend_shapley"]
    given_, expected = example["input"], example["expected"]
    rows = two_rows(unit(given_["old"]), unit(given_["new"]))
    (old, new), split = split_change(rows, toy_rules())
    assert expected["old"] == pytest.approx(old, abs=1e-9)
    assert expected["new"] == pytest.approx(new, abs=1e-9)
    parts = expected["contributions"]
    assert parts["answer"] == pytest.approx(split.answers, abs=1e-9)
    assert parts["evidence"] == pytest.approx(split.evidence, abs=1e-9)
    assert parts["workers"] == pytest.approx(split.workers, abs=1e-9)
    assert expected["change"] == pytest.approx(split.total, abs=1e-9)


def test_every_supplier_can_improve_while_the_corridor_falls():
    """T2, a documented exception of the method: both suppliers improve (+5.3 within),
    but 140 workers more at the worse one take 11.7 away."""
    example = EXAMPLES["T2_kitagawa_every_supplier_improves_corridor_falls"]
    old, new = (
        [tuple(pair) for pair in example["input"][when].values()]
        for when in ("old", "new")
    )
    assert all(after > before for (_, before), (_, after) in zip(old, new, strict=True))
    found, expected = kitagawa(old, new), example["expected"]
    assert expected["within"] == pytest.approx(found.within, abs=1e-9)
    assert expected["mix"] == pytest.approx(found.mix, abs=1e-9)
    assert expected["change"] == pytest.approx(found.within + found.mix, abs=1e-9)


@many
@given(st.lists(st.tuples(amounts, scores_, amounts, scores_), min_size=1, max_size=6))
def test_within_and_mix_add_up_to_the_change(members):
    old = [(n, s) for n, s, _, _ in members]
    new = [(m, t) for _, _, m, t in members]
    found = kitagawa(old, new)
    before = sum(n * s for n, s in old) / sum(n for n, _ in old)
    after = sum(m * t for m, t in new) / sum(m for m, _ in new)
    assert after - before == pytest.approx(found.within + found.mix, abs=1e-9)
    same = [(n, t) for (n, _), (_, t) in zip(old, new, strict=True)]
    assert 0.0 == pytest.approx(kitagawa(old, same).mix, abs=1e-9)


@many
@given(st.data())
def test_the_parts_add_up_to_the_change_on_matched_questions(data):
    """For any two cycles of any questionnaire, and nothing is left to explain."""
    of = data.draw(rules())
    rows = batch(data.draw(units(of)), data.draw(units(of)))
    old, new = details(rows, of)
    matched = match(of, old, new)
    if not matched.matched:
        return
    (before, after), split = split_change(rows, matched.rules)
    assert after - before == pytest.approx(split.total, abs=1e-9)
    assert [before, after] == score(rows, matched.rules).column("capped").to_pylist()
    assert 0.0 == split.workers  # nobody was heard


@many
@given(st.data())
def test_a_part_that_did_not_change_contributes_nothing(data):
    """The same answers in both cycles: all of it is evidence; and the other way round."""
    of = data.draw(rules())
    one, other = data.draw(units(of)), data.draw(units(of))
    evidence = {k: v for k, v in other.items() if k.startswith("evidence.")}
    answers = {k: v for k, v in other.items() if k not in evidence}
    for changed, silent in ((evidence, "answers"), (answers, "evidence")):
        rows = batch(one, one | changed)
        matched = match(of, *details(rows, of))
        if matched.matched:
            _, split = split_change(rows, matched.rules)
            assert 0.0 == pytest.approx(getattr(split, silent), abs=1e-9)


@many
@given(st.data())
def test_only_what_counted_in_both_cycles_is_compared(data):
    of = data.draw(rules())
    rows = batch(data.draw(units(of)), data.draw(units(of)))
    old, new = details(rows, of)
    found = match(of, old, new)
    scored = {item.id for item in found.rules.items if item.principle is not None}
    for item in of.items[1:]:
        states = {old[item.id].state, new[item.id].state}
        both = not states & {"na_approved", "out_of_scope"}
        assert both == (item.id in scored)
        one_only = not both and not states <= {"na_approved", "out_of_scope"}
        assert one_only == (item.id in found.left_out)
    again = details(rows, found.rules)
    for before, after in zip((old, new), again, strict=True):
        assert {q: d.state for q, d in before.items()} == {
            q: d.state for q, d in after.items()
        }


def network(questionnaires, model, *sent, interviews=None):
    return assess(make_units(sent)[0], model, questionnaires, interviews)


def compared(of):
    """The trend of a network that has one."""
    found = find_trend(of)
    assert found is not None
    return found


def both(form, old=None, new=None, name="SITE-01", **more):
    """Returns of one supplier in two cycles, with other site answers."""
    return [
        submission(
            form,
            name,
            cycle=cycle,
            site=best(form, "site", **(changes or {})),
            file=f"returns/{cycle}/{name}.xlsx",
            **more,
        )
        for cycle, changes in (("2025", old), ("2026", new))
    ]


def test_a_supplier_that_did_not_change_has_no_change(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    found = compared(network(questionnaires, iris, *both(form)))
    assert ("2025", "2026") == (found.old, found.new)
    (one,) = found.organisations
    assert (60.0, 60.0) == pytest.approx((one.change.old, one.change.new))
    assert (0.0, 0.0, 0.0) == (one.split.answers, one.split.evidence, one.split.workers)
    assert (0.0, False) == (one.mix, one.change.real)
    assert {} == found.apart


def test_a_change_is_real_beyond_five_points_and_beyond_the_ranges(
    questionnaires, iris
):
    """From 24 under a ceiling to 60: real. A ceiling of 69 instead of 49 for a score of
    60 changes nothing."""
    form = questionnaires["iris-supplier"]
    sent = both(form, {"M_DOC_01": "employer"})
    (one,) = compared(network(questionnaires, iris, *sent)).organisations
    assert (24.0, 60.0) == pytest.approx((one.change.old, one.change.new))
    assert one.change.real
    assert 36.0 == pytest.approx(one.split.answers)
    assert 36.0 == pytest.approx(one.change.points)


def test_five_points_that_the_ranges_do_not_bear_out_are_no_change(
    questionnaires, iris
):
    """Two answers worse: more than five points, but the ranges of 0.6 +- 0.1 for what
    is declared overlap."""
    form = questionnaires["iris-supplier"]
    sent = both(form, {"M_GOV_01": "none", "M_FEE_03": "no"})
    (one,) = compared(network(questionnaires, iris, *sent)).organisations
    assert one.change.points > 5
    assert one.change.old_range.overlaps(one.change.new_range)
    assert not one.change.real


def test_less_than_five_points_is_no_change_however_sure(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    sure = iris.model_copy(
        update={
            "ranges": iris.ranges.model_copy(
                update={"weights": 0.0, "means": (0.0,), "credit": (0.0,) * 4}
            )
        }
    )
    sent = both(form, {"M_FEE_03": "no"})
    (one,) = compared(network(questionnaires, sure, *sent)).organisations
    assert 0 < one.change.points < 5
    assert not one.change.old_range.overlaps(one.change.new_range)
    assert not one.change.real


def test_a_first_audit_counts_as_evidence(questionnaires, iris):
    """Nothing was answered otherwise, but somebody looked: the auditors' own questions
    are left out, what they saw makes claims audited."""
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    sent = [*both(form), submission(audit, file="returns/2026/audit.xlsx")]
    (one,) = compared(network(questionnaires, iris, *sent)).organisations
    assert one.split.evidence > 5
    assert (0.0, 0.0) == (one.split.answers, one.split.workers)
    (unit_,) = one.units
    assert ((False, True), (False, False)) == (unit_.audited, unit_.interviewed)
    assert "not asked in 2025" == unit_.left_out["A-DOC-01"]
    assert not any(question.startswith("A-") for question in unit_.matched)


def test_what_auditors_answer_otherwise_counts_as_answers(questionnaires, iris):
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    seen = [
        submission(audit, cycle=cycle, file=f"returns/{cycle}/audit.xlsx", site=site)
        for cycle, site in (
            ("2025", best(audit, "site", A_GRV_01="none")),
            ("2026", best(audit, "site")),
        )
    ]
    (one,) = compared(network(questionnaires, iris, *both(form), *seen)).organisations
    assert one.split.answers > 0
    assert 0.0 == pytest.approx(one.split.evidence)
    assert "A-GRV-01" in one.units[0].matched


def test_what_workers_say_counts_as_workers(questionnaires, iris):
    """Twenty workers in 2026 say that the employer keeps their passports."""
    form = questionnaires["iris-supplier"]
    said = pd.DataFrame(
        {
            "supplier_id": "SITE-01",
            "origin": "NPL",
            "cycle": "2026",
            "W-DOC-01": ["employer"] * 20,
        }
    )
    found = compared(network(questionnaires, iris, *both(form), interviews=said))
    (one,) = found.organisations
    assert -36.0 == pytest.approx(one.split.workers)
    assert (0.0, 0.0) == (one.split.answers, one.split.evidence)
    assert (False, True) == one.units[0].interviewed


def corridors(form, nepal, bangladesh, **worse):
    return {
        NPL: best(form, "corridor", M_PRO_03=str(nepal)),
        BGD: best(form, "corridor", M_PRO_03=str(bangladesh), **worse),
    }


def test_workers_who_move_between_corridors_of_a_supplier_are_the_mix(
    questionnaires, iris
):
    """Nothing changes in either corridor, but more workers are in the worse one."""
    form = questionnaires["iris-supplier"]
    sent = [
        submission(
            form,
            cycle=cycle,
            corridors=corridors(form, *numbers, M_DD_01="no"),
            file=f"returns/{cycle}.xlsx",
        )
        for cycle, numbers in (("2025", (80, 20)), ("2026", (20, 80)))
    ]
    found = compared(network(questionnaires, iris, *sent))
    (one,) = found.organisations
    assert one.mix < -0.1
    assert 0.0 == pytest.approx(one.split.total)
    assert one.change.points == pytest.approx(one.mix + one.split.total)
    assert [(20, 80), (80, 20)] == [unit_.workers for unit_ in one.units]
    assert [BGD, NPL] == [corridor.corridor for corridor in found.corridors]
    for corridor in found.corridors:
        assert (0.0, 0.0) == pytest.approx((corridor.within, corridor.mix))


def test_a_corridor_falls_while_each_of_its_suppliers_improves(questionnaires, iris):
    """The documented exception, through whole returns: both suppliers answer one
    question better, but the workers are now at the one under a ceiling of 24."""
    form = questionnaires["iris-supplier"]

    def sent(name, cycle, workers, **site):
        return submission(
            form,
            name,
            cycle=cycle,
            site=best(form, "site", **site),
            corridors={NPL: best(form, "corridor", M_PRO_03=str(workers))},
            file=f"returns/{cycle}/{name}.xlsx",
        )

    found = compared(
        network(
            questionnaires,
            iris,
            sent("GOOD-01", "2025", 150, M_FEE_03="no"),
            sent("GOOD-01", "2026", 50),
            sent(
                "POOR-02",
                "2025",
                50,
                M_GRV_01="none",
                M_FEE_08="yes",
                M_DOC_01="employer",
            ),
            sent("POOR-02", "2026", 150, M_GRV_01="none"),
        )
    )
    assert all(one.change.points > 0 for one in found.organisations)
    (corridor,) = found.corridors
    assert corridor.within > 0
    assert corridor.change.points == pytest.approx(corridor.within + corridor.mix)
    assert ("GOOD-01", "POOR-02") == tuple(u.organisation for u in corridor.units)


def test_who_cannot_be_compared_is_named_with_why(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    sent = [
        *both(form),
        submission(form, "NEW-02"),
        submission(form, "OLD-03", cycle="2025"),
        *[
            submission(form, "NONE-04", cycle=c, corridors={NPL: {}}, file=f"{c}.xlsx")
            for c in ("2025", "2026")
        ],
        *[
            submission(
                form,
                "ZERO-05",
                cycle=c,
                corridors={NPL: best(form, "corridor", M_PRO_03=n)},
                file=f"{c}.xlsx",
            )
            for c, n in (("2025", "80"), ("2026", "0"))
        ],
    ]
    found = compared(network(questionnaires, iris, *sent))
    assert ["SITE-01"] == [one.organisation for one in found.organisations]
    assert {
        ("NEW-02", "NPL-MYS"): "no return in 2025",
        ("NONE-04", "NPL-MYS"): "no score in 2025",
        ("OLD-03", "NPL-MYS"): "no return in 2026",
        ("ZERO-05", "NPL-MYS"): "no number of migrant workers in 2026",
    } == found.apart


@pytest.mark.parametrize(
    ("named", "compared"),
    [
        ({}, ("2025", "2026")),
        ({"new": "2025"}, ("2024", "2025")),
        ({"old": "2024"}, ("2024", "2026")),
        ({"new": "2024"}, None),
        ({"old": "2026"}, None),
    ],
)
def test_cycles_can_be_named(questionnaires, iris, named, compared):
    form = questionnaires["iris-supplier"]
    sent = [
        submission(form, cycle=cycle, file=f"{cycle}.xlsx")
        for cycle in ("2024", "2025", "2026")
    ]
    found = find_trend(network(questionnaires, iris, *sent), **named)
    assert compared == (found and (found.old, found.new))


def test_one_cycle_has_no_trend(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    assert find_trend(network(questionnaires, iris, submission(form))) is None
    assert find_trend(network(questionnaires, iris)) is None


def test_members_and_recruiters_are_compared_too(questionnaires, iris):
    """A member has no corridor and no workers; it counts alone."""
    form = questionnaires["bali-aaa-member"]
    sent = [
        replace(
            submission(form, "BRAND", corridors={}, site=best(form, "company")),
            cycle=cycle,
            file=f"{cycle}.xlsx",
        )
        for cycle in ("2025", "2026")
    ]
    found = compared(network(questionnaires, iris, *sent))
    (one,) = found.organisations
    assert ("member", None) == (one.role, one.units[0].corridor)
    assert one.units[0].workers is None
    assert () == found.corridors


def test_a_question_that_became_not_applicable_is_left_out(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    waived = answer("M-GOV-07", "na", comment="No buyer", seen_by="A. Auditor")
    sent = both(form, None, {"M_GOV_07": waived})
    (one,) = compared(network(questionnaires, iris, *sent)).organisations
    assert {"M-GOV-07": "not applicable in 2026"} == one.units[0].left_out
    assert 0.0 == one.change.points
