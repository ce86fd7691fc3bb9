"""Units are scored with everything that stands behind them, and rolled up."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from recruitcheck.corridor import Corridor
from recruitcheck.issues import Place
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.points import parse_points
from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.intervals import wilson
from recruitcheck.scoring.roll_ups import roll_up, status_of
from recruitcheck.scoring.rules import (
    Condition,
    Item,
    compile_rules,
    hidden_points,
    shown_worth,
)
from recruitcheck.submissions.answers import make_units
from recruitcheck.submissions.submission import Answer
from recruitcheck.workspace import read_model
from tests.networks import BGD, NPL, answer, best, submission


def network(questionnaires, model, *submissions, interviews=None):
    units, issues = make_units(submissions)
    assert () == issues
    return assess(units, model, questionnaires, interviews)


def interviews(n, supplier="SITE-01", origin="NPL", **answers):
    columns = {"supplier_id": supplier, "origin": origin, "cycle": "2026", "rci": 2.0}
    columns |= {k.replace("_", "-"): v for k, v in answers.items()}
    return pd.DataFrame(
        {k: v if isinstance(v, list) else [v] * n for k, v in columns.items()}
    )


def test_all_best_but_only_declared_is_exactly_60(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    (one,) = network(questionnaires, iris, submission(form)).assessments
    assert (60.0, "C", "complete") == (one.score, one.band, one.status)
    assert () == one.gates
    assert 80 == one.workers


def test_all_best_and_audited_lifts_what_the_auditor_saw(questionnaires, iris):
    """Principle 4 has a question of management and one of auditors in the same topic:
    what the auditor saw makes the claim audited too, so both count 0.95."""
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    (one,) = network(
        questionnaires, iris, submission(form), submission(audit)
    ).assessments
    assert 95.0 == pytest.approx(one.principles["4"])
    assert () == one.gates
    assert one.score > 60


@pytest.mark.parametrize("form", ["iris-recruiter", "bali-aaa-member"])
def test_recruiters_and_members_have_scores_of_their_own(questionnaires, iris, form):
    asked = questionnaires[form]
    scope = {"recruiter": "recruiter", "member": "company"}[asked.role]
    corridors: dict[Corridor, Any] = {NPL: {}} if asked.role == "recruiter" else {}
    sent = submission(asked, corridors=corridors, site=best(asked, scope))
    (one,) = network(questionnaires, iris, sent).assessments
    assert (60.0, asked.role) == (one.score, one.role)


def test_a_passport_kept_caps_the_score(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_DOC_01="employer")
    (one,) = network(questionnaires, iris, submission(form, site=site)).assessments
    assert (24.0, "E") == (one.score, one.band)
    assert one.raw > 24
    assert (("M-DOC-01",), ("M-DOC-01",)) == (one.gates, one.binding)


def test_without_the_number_of_workers_there_is_no_score_and_the_cell_is_named(
    questionnaires, iris
):
    form = questionnaires["iris-supplier"]
    blank = Answer("M-PRO-03", "blank", "", Place("returns/x.xlsx", "Answers", "D21"))
    corridors = {
        NPL: best(form, "corridor", M_PRO_03=blank),
        BGD: best(form, "corridor"),
    }
    found = network(questionnaires, iris, submission(form, corridors=corridors))
    by_corridor = {one.corridor: one for one in found.assessments}
    assert by_corridor[NPL].score is None
    assert "M-PRO-03 (D21)" in by_corridor[NPL].why_none
    assert 60.0 == by_corridor[BGD].score


def test_what_workers_report_caps_the_score_but_is_not_blended(questionnaires, iris):
    """Twelve of twelve paid: zero tolerance, while the score before the cap stays 60."""
    form = questionnaires["iris-supplier"]
    said = interviews(12, W_FEE_01="900", W_FEE_15="0")
    (one,) = network(
        questionnaires, iris, submission(form), interviews=said
    ).assessments
    assert 24.0 == one.score
    assert 60.0 == pytest.approx(one.raw)
    assert ("worker-paid-fee",) == one.gates
    assert {"worker-paid-fee": "zero_tolerance"} == one.outcome_severities
    assert 12 == one.heard.n


def test_interviews_of_others_do_not_count(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    said = pd.concat(
        [
            interviews(12, supplier="SITE-02", W_FEE_01="900"),
            interviews(12, origin="BGD", W_FEE_01="900"),
        ]
    )
    (one,) = network(
        questionnaires, iris, submission(form), interviews=said
    ).assessments
    assert (0, 60.0) == (one.heard.n, one.score)


def test_more_interviews_than_workers_is_an_issue(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    found = network(
        questionnaires, iris, submission(form), interviews=interviews(81, W_FEE_01="0")
    )
    assert ["W203"] == [one.code for one in found.issues]


def test_an_organisation_is_the_mean_of_its_corridors_by_workers(questionnaires, iris):
    """60 with 80 workers and 24 with 20: (60*80 + 24*20) / 100 = 52.8."""
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor"),
        BGD: best(form, "corridor", M_PRO_03="20", M_FEE_01="none"),
    }
    found = network(questionnaires, iris, submission(form, corridors=corridors))
    by_corridor = {one.corridor: one for one in found.assessments}
    total = roll_up(found.assessments, iris)
    low = by_corridor[BGD].low
    assert low < 60
    assert (60 * 80 + low * 20) / 100 == pytest.approx(total.low)
    assert (100, 1.0) == (total.workers, total.covered)


def test_unscored_corridors_are_left_out_and_said(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor"),
        BGD: best(form, "corridor", M_PRO_03="20", M_PRO_05=None),
    }
    found = network(questionnaires, iris, submission(form, corridors=corridors))
    total = roll_up(found.assessments, iris)
    assert (60.0, 0.8) == (total.score, total.covered)


def test_without_any_score_there_is_no_total(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_PRO_02=None)
    found = network(questionnaires, iris, submission(form, site=site))
    total = roll_up(found.assessments, iris)
    assert (None, None, None) == (total.score, total.band, total.covered)


@pytest.mark.parametrize(
    ("share", "status"),
    [(1, "complete"), (0.95, "complete"), (0.8, "provisional"), (0.79, "incomplete")],
)
def test_status(iris, share, status):
    assert status == status_of(share, iris)


def test_a_question_is_hidden_by_a_better_answer_and_counts_like_it(
    questionnaires, iris
):
    """ "Checked, no payments found" hides the repayment questions, which count 1."""
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_FEE_04="none", M_FEE_07=None)
    (one,) = network(questionnaires, iris, submission(form, site=site)).assessments
    assert ("hidden", 1.0) == (
        one.details["M-FEE-07"].state,
        one.details["M-FEE-07"].points,
    )
    assert 60.0 == one.score
    site = best(form, "site", M_FEE_04="notchecked", M_FEE_07=None)
    (one,) = network(questionnaires, iris, submission(form, site=site)).assessments
    assert ("hidden", 0.0) == (
        one.details["M-FEE-07"].state,
        one.details["M-FEE-07"].points,
    )


def test_gates_of_questions_outside_the_model_do_not_fire(questionnaires):
    """The Employer Pays model does not ask about movement at all."""
    model = read_model("employer-pays")
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_MOV_01="never")
    (one,) = network(questionnaires, model, submission(form, site=site)).assessments
    assert () == one.gates
    assert "M-MOV-01" not in one.details


def test_conditions_that_cannot_be_followed_are_issues(questionnaires, iris):
    """Two questions in one condition, and a question that nobody is asked."""
    form = questionnaires["iris-supplier"]
    changed = dict(form.questions)
    for name, text in (
        ("M-GOV-02", "${M-GOV-01} = 'public' or ${M-GOV-03} = 'no'"),
        ("M-GOV-03", "${M-XYZ-99} = 'yes'"),
        ("M-GRV-02", "${M-GOV-01} = 'approved' or ${M-GOV-01} = 'none'"),
    ):
        changed[name] = replace(changed[name], relevant=parse_expression(text))
    _, issues = compile_rules(iris, "supplier", [replace(form, questions=changed)])
    assert {("Q120", "M-GOV-02"), ("Q121", "M-GOV-03"), ("Q122", "M-GRV-02")} == {
        (one.code, one.place.label) for one in issues
    }


def test_a_network_of_nobody_is_empty(questionnaires, iris):
    found = assess((), iris, questionnaires)
    assert ((), ()) == (found.assessments, found.issues)


def test_cycles_stay_apart(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    old = submission(form, cycle="2025", site=best(form, "site", M_DOC_01="employer"))
    found = network(questionnaires, iris, old, submission(form))
    assert [("2025", 24.0), ("2026", 60.0)] == [
        (one.cycle, one.score) for one in found.assessments
    ]
    assert 1 == len(found.of("supplier", cycle="2026"))


def test_n_a_counts_only_with_reason_and_approver(questionnaires, iris):
    """Otherwise it is worth what a blank is worth; "none" is worth no less."""
    form = questionnaires["iris-supplier"]
    approved = answer("M-GOV-07", "na", comment="No subcontractors", seen_by="Auditor")
    found = [
        network(
            questionnaires,
            iris,
            submission(form, site=best(form, "site", M_GOV_07=given)),
        ).assessments[0]
        for given in (approved, "na", None, "none")
    ]
    states = [one.details["M-GOV-07"].state for one in found]
    assert ["na_approved", "na_unapproved", "missing", "answered"] == states
    assert 60.0 == found[0].score
    assert found[1].low == found[2].low == found[3].low < 60
    assert found[0].na_exposure == pytest.approx(60.0 - found[1].low)


def test_a_number_hides_as_good_when_it_is_the_best():
    """Nothing paid is worth most and hides what depends on a payment: counts 1."""
    paid = Item("paid", "management", 1, 0, parse_points("<=0:4 | >0:0", ""))
    asked = Condition("paid", lambda answer: float(answer) > 0, scored=True)
    assert 1.0 == hidden_points(paid, asked, "0", shown_worth(paid, asked))


def test_a_verified_case_needs_no_interview(questionnaires, iris):
    """Payroll shows costs taken back: zero tolerance, unless all was repaid with proof."""
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    own = best(form, "site", M_FEE_04="repaid")

    def verified(proof):
        seen = best(audit, "site", A_FEE_01="found", A_FEE_02=proof)
        sent = submission(form, site=own), submission(audit, site=seen)
        (one,) = network(questionnaires, iris, *sent).assessments
        return set(one.verified), one.outcome_severities.get("worker-paid-fee")

    assert ({"worker-paid-fee"}, "zero_tolerance") == verified("40")
    assert ({"worker-paid-fee"}, "zero_tolerance") == verified(None)
    assert (set(), None) == verified("100")


def test_a_corridor_with_few_interviews_is_taken_with_the_others(questionnaires, iris):
    """12 of 80 from Nepal and 3 of 20 from Bangladesh: there it is 12 of 100, because of
    12 of 15 the three would be known. Nepal, heard well enough, stands for itself."""
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor"),
        BGD: best(form, "corridor", M_PRO_03="20"),
    }
    said = pd.concat(
        [interviews(12, W_DOC_01="me"), interviews(3, origin="BGD", W_DOC_01="agent")]
    )
    found = network(
        questionnaires, iris, submission(form, corridors=corridors), interviews=said
    )
    names = ("favourable", "heard", "population")
    samples = {
        one.corridor: [
            one.inputs.column(f"workers.TG-PASSPORT.{name}")[0].as_py()
            for name in names
        ]
        for one in found.assessments
    }
    assert {NPL: [12, 12, 80], BGD: [12, 12, 100]} == samples


def test_a_corridor_where_nobody_was_heard_leaves_room_for_doubt(questionnaires, iris):
    """All 20 of Bangladesh heard: for Nepal that is 20 of 100, not everybody."""
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor"),
        BGD: best(form, "corridor", M_PRO_03="20"),
    }
    said = interviews(20, origin="BGD", W_DOC_01="me")
    found = network(
        questionnaires, iris, submission(form, corridors=corridors), interviews=said
    )
    (nepal,) = [one for one in found.assessments if one.corridor == NPL]
    assert 100 == nepal.inputs.column("workers.TG-PASSPORT.population")[0].as_py()
    detail = nepal.details["M-DOC-01"]
    assert wilson(20, 20, 100).low + 0.10 == pytest.approx(detail.credited)


def test_an_approved_na_tells_how_much_weight_it_takes_out(questionnaires, iris):
    form = questionnaires["iris-supplier"]
    approved = answer("M-GOV-07", "na", comment="No subcontractors", seen_by="Auditor")
    sent = submission(form, site=best(form, "site", M_GOV_07=approved))
    (one,) = network(questionnaires, iris, sent).assessments
    left = sum(detail.weight for detail in one.details.values())
    out = form["M-GOV-07"].weight
    assert out / (left + out) == pytest.approx(one.na_share)
