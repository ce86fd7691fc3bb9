"""Findings: what is wrong, how hard, who says so, what to do and by whom."""

import pandas as pd
import pytest

from recruitcheck.actions.findings import find_findings
from recruitcheck.submissions.actions_taken import FindingId
from tests.networks import (
    BGD,
    NPL,
    best,
    interviews_with,
    proven,
    submission,
    supplier,
)


def by_id(found):
    return {str(one.id): one for one in found}


def test_good_answers_that_somebody_saw_proven_are_no_finding(make, form):
    assert () == find_findings(make(supplier(form)))


def test_good_answers_without_proof_are_minor_and_last(make, form):
    found = find_findings(make(submission(form)))

    assert {("evidence", "minor", 90)} == {(f.kind, f.severity, f.days) for f in found}
    one = by_id(found)["SITE-01/site/M-DOC-01"]
    assert "Not proven yet: Who keeps migrant workers' passports?" in one.title
    assert one.action.startswith("Show the proof to somebody outside")
    assert one.place is not None
    assert "D9" == one.place.cell


def test_a_rule_that_fired_ranks_a_finding(make, form):
    """Who may never leave housing: zero tolerance, 14 days, the questionnaire's words."""
    found = find_findings(make(supplier(form, site={"M_MOV_01": "never"})))
    one = found[0]

    assert FindingId("SITE-01", "", "M-MOV-01") == one.id
    assert "SITE-01/site/M-MOV-01" == str(one.id)
    assert ("answer", "zero_tolerance", "zero_tolerance", 14) == (
        one.kind,
        one.severity,
        one.rule,
        one.days,
    )
    assert form["M-MOV-01"].finding == one.title
    assert form["M-MOV-01"].action == one.action
    assert ("Never", "At any time", "employer") == (one.given, one.best, one.owner)
    assert "DHAKA-4" in [clause.number for clause in one.clauses]
    assert ("management", "Never") == (one.sides[0].who, one.sides[0].says)


def test_a_blank_a_reserved_answer_and_an_unapproved_na_are_findings(make, form):
    site = {"M_CON_03": None, "M_DAT_01": "dk", "M_EQL_01": "na"}
    found = by_id(find_findings(make(supplier(form, site=site))))

    assert "Not answered: After arrival" in found["SITE-01/site/M-CON-03"].title
    blank = found["SITE-01/site/M-CON-03"]
    assert "Answer the question in the next return." in blank.action
    assert "no answer" == blank.sides[0].says
    assert "missing" == found["SITE-01/site/M-DAT-01"].kind
    assert found["SITE-01/site/M-EQL-01"].title.startswith("“Not applicable” without")


def test_what_an_earlier_answer_hides_is_one_finding_not_many(make, form):
    """Without a policy nobody asks what it covers: the missing policy is the finding."""
    found = by_id(find_findings(make(supplier(form, site={"M_GOV_01": "none"}))))

    assert "SITE-01/site/M-GOV-01" in found
    assert "SITE-01/site/M-GOV-02" not in found


def test_half_a_good_answer_says_what_is_not_ticked(make, form):
    site = {"M_GOV_02": "fee medical insurance tests training equipment travel"}
    found = by_id(find_findings(make(supplier(form, site=site))))

    title = found["SITE-01/site/M-GOV-02"].title
    assert title.endswith("Not ticked: Passports, visas, permits and papers")


def test_without_a_rule_the_points_that_it_costs_decide(make, form, iris):
    """From `actions.major_loss` points on it is major, else minor."""
    site = {"M_GOV_06": "policy", "M_EQL_01": "law", "M_GRV_02": "50"}
    found = find_findings(make(supplier(form, site=site, corridor={"M_CON_01": "1"})))

    ranked = {one.id.about: (one.severity, one.lost) for one in found}
    for severity, lost in ranked.values():
        assert lost is not None
        assert ("major" if lost >= iris.actions.major_loss else "minor") == severity
    assert {"major", "minor"} == {severity for severity, _ in ranked.values()}
    losses = [(s != "major", -(lost or 0)) for s, lost in ranked.values()]
    assert sorted(losses) == losses


def test_a_corridor_has_findings_of_its_own(make, form):
    """The same question in two corridors: two findings; a site answer: one."""
    other = {BGD: proven(form, "corridor", M_CON_01="1")}
    results = make(
        supplier(form, corridor={"M_CON_01": "2"}, site={"M_GRV_02": "50"}, more=other)
    )
    found = by_id(find_findings(results))

    assert {
        "SITE-01/BGD-MYS/M-CON-01",
        "SITE-01/NPL-MYS/M-CON-01",
        "SITE-01/site/M-GRV-02",
    } == set(found)
    assert "Bangladesh to Malaysia" == found["SITE-01/BGD-MYS/M-CON-01"].scope


def test_no_other_supplier_changes_a_finding(make, form):
    one = supplier(form, site={"M_MOV_01": "never"})
    alone = find_findings(make(one), "SITE-01")
    together = find_findings(
        make(one, submission(form, "SITE-02", site=best(form, "site"))), "SITE-01"
    )

    assert alone == together


def test_an_auditor_who_saw_less_stands_beside_the_claim(make, form, questionnaires):
    audit_form = questionnaires["iris-audit"]
    audit = submission(
        audit_form,
        site=best(audit_form, "site", A_MOV_01="curfew logbook"),
        corridors={NPL: best(audit_form, "corridor")},
    )
    found = by_id(find_findings(make(supplier(form), audit)))

    claim = found["SITE-01/site/M-MOV-01"]
    assert claim.title.endswith("the auditor contradicts the answer")
    sides = {side.who: side.says for side in claim.sides}
    assert "At any time" == sides["management"]
    assert (
        "A-MOV-01: Night curfew for all residents; Pass or permission book"
        == (sides["auditor"])
    )
    assert sides["documents"].startswith("“proof.pdf” seen")


def test_what_workers_report_is_a_finding_with_their_number(make, form):
    """9 of 24 say that somebody keeps their passport: certain enough, zero tolerance."""
    table = interviews_with(24, W_DOC_01=["employer"] * 9 + ["me"] * 15)
    found = by_id(find_findings(make(supplier(form), interviews=table)))

    one = found["SITE-01/NPL-MYS/passport-kept"]
    assert ("workers", "zero_tolerance", None) == (one.kind, one.severity, one.place)
    assert one.title.startswith("9 of 24 interviewed workers")
    assert one.clauses
    assert "Return all passports" in one.action


@pytest.mark.parametrize(("reports", "n"), [(1, 24), (3, 9)])
def test_few_workers_are_never_counted(make, form, reports, n):
    """One report, or fewer interviews than the minimum cell: no number anywhere."""
    table = interviews_with(n, W_DOC_01=["employer"] * reports + ["me"] * (n - reports))
    found = find_findings(make(supplier(form), interviews=table))

    told = [one.title for one in found if one.kind == "workers"]
    assert told == [
        "Interviewed workers say that the employer or an agent keeps their passport"
    ]
    words = " ".join(side.says for one in found for side in one.sides)
    assert f"{reports} of {n}" not in words


def test_workers_of_a_topic_are_counted_over_all_corridors_only(make, form):
    """14 + 8 interviews: the 8 alone are too few, and no corridor shows its own number."""
    table = pd.concat(
        [
            interviews_with(14, W_DOC_01=["employer"] * 5 + ["me"] * 9),
            interviews_with(8, origin="BGD", W_DOC_01=["employer"] * 4 + ["me"] * 4),
        ]
    )
    more = {BGD: proven(form, "corridor")}
    found = by_id(
        find_findings(
            make(
                supplier(form, site={"M_DOC_01": "agent"}, more=more),
                interviews=table,
            )
        )
    )

    said = {
        side.says
        for one in found.values()
        for side in one.sides
        if side.who == "workers" and one.kind != "workers"
    }
    assert said == {"9 of 14 interviewed workers have a favourable view"}


def test_a_recruiter_has_findings_in_each_of_its_returns(make, questionnaires):
    form = questionnaires["iris-recruiter"]
    worse = {"R_GRV_01": "start"}
    returns = [
        submission(
            form,
            "REC-01",
            site=best(form, "recruiter", **worse),
            corridors={corridor: {}},
            file=f"returns/{corridor}.xlsx",
        )
        for corridor in (NPL, BGD)
    ]
    found = by_id(find_findings(make(*returns)))

    assert {"REC-01/NPL-MYS/R-GRV-01", "REC-01/BGD-MYS/R-GRV-01"} <= set(found)
    one = found["REC-01/NPL-MYS/R-GRV-01"]
    assert "recruiter in the origin country" == one.owner


@pytest.mark.parametrize("text", ["", "A/B", "A//C", "/x/y", "a/b/"])
def test_what_is_no_id_is_none(text):
    assert None is FindingId.parse(text)


def test_an_id_is_read_back_also_when_the_organisation_has_a_slash():
    one = FindingId("A/B", "", "M-DOC-01")
    assert one == FindingId.parse(str(one))
    assert FindingId("A", "NPL-MYS", "x") == FindingId.parse("A/NPL-MYS/x")
