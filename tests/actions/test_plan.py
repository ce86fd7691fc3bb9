"""The action plan goes out, is filled in, comes back, and the score moves by the method."""

from dataclasses import replace
from datetime import date

import openpyxl
import pytest

from recruitcheck.actions.findings import find_findings
from recruitcheck.actions.layout import ASKED, COLUMNS, GIVEN, HEADING_ROW
from recruitcheck.actions.plan_reader import read_action_plan
from recruitcheck.actions.plan_writer import write_action_plan
from recruitcheck.actions.progress import effect_words, progress_of
from recruitcheck.errors import UsageError
from recruitcheck.issues import Place
from recruitcheck.submissions.actions_taken import (
    ActionTaken,
    latest_actions,
    with_proofs,
)
from tests.actions.filling import fill_plan, rows_of
from tests.networks import (
    BGD,
    NPL,
    answer,
    best,
    interviews_with,
    submission,
)
from tests.submissions.libreoffice import needs_libreoffice, save_again

DONE = {
    "status": "Done",
    "proof": "policy.pdf",
    "proof_date": date(2026, 4, 20),
    "checked_by": "Buyer's auditor",
    "owner": "HR lead",
    "answer": "We keep the signed policy on file.",
}
POLICY = "SITE-01/site/M-DOC-01"


@pytest.fixture
def plan_of(make, tmp_path):
    """The plan of some submissions, written."""

    def write(*submissions, name="plan.xlsx", interviews=None, **more):
        results = make(*submissions, interviews=interviews)
        path = tmp_path / name
        write_action_plan(find_findings(results, "SITE-01"), path, **more)
        return path

    return write


def taken(path):
    """What the plan says by id; there must be nothing wrong in it."""
    plan, issues = read_action_plan(path)
    assert () == issues
    assert plan is not None
    return {str(one.id): one for one in plan.actions}


def codes(path):
    plan, issues = read_action_plan(path, shown_as="plan.xlsx")
    assert plan is not None
    return plan, [(one.code, one.place.cell) for one in issues]


def score_after(make, paths, *submissions):
    """The score once these plans have come back."""
    actions = [one for path in paths for one in taken(path).values()]
    (one,) = make(*with_proofs(submissions, actions)).network.assessments
    return one.score


def test_a_row_says_what_was_found_and_what_to_do(plan_of, form):
    path = plan_of(submission(form, site=best(form, "site", M_MOV_01="never")))
    first = rows_of(path)[0]

    assert "SITE-01/site/M-MOV-01" == first["ref"]
    assert first["finding"].startswith(form["M-MOV-01"].finding)
    assert "Management: Never" in first["finding"]
    assert ("Zero tolerance", "All corridors") == (first["severity"], first["corridor"])
    assert first["where"].startswith("sheet Answers, cell D9, returns/")
    assert "Mapped to IRIS-2, DHAKA-4" in first["clauses"]
    assert form["M-MOV-01"].action == first["action"]
    # Assessed on 1 March; zero tolerance has 14 days.
    assert date(2026, 3, 15) == first["due"].date()
    assert ("Open", None) == (first["status"], first["owner"])


def test_days_may_count_from_another_day(plan_of, form):
    path = plan_of(submission(form), since=date(2026, 6, 1))
    assert {date(2026, 8, 30)} == {row["due"].date() for row in rows_of(path)}


def test_status_is_a_list_dates_are_dates_and_nothing_is_locked(plan_of, form):
    book = openpyxl.load_workbook(plan_of(submission(form)))
    sheet = book["Plan"]

    rules = {str(rule.sqref)[0]: rule for rule in sheet.data_validations.dataValidation}
    status = rules[COLUMNS["status"]]
    assert (
        "list",
        '"Open,In progress,Done,We see it otherwise,Proof not accepted"',
    ) == (
        status.type,
        status.formula1,
    )
    assert {"date"} == {rules[COLUMNS[key]].type for key in ("due", "proof_date")}
    assert [False, False] == [s.protection.sheet for s in book.worksheets[:2]]
    assert "veryHidden" == book["_rc"].sheet_state


def test_the_same_findings_give_the_same_bytes(plan_of, form):
    one = plan_of(submission(form), name="a.xlsx").read_bytes()
    assert one == plan_of(submission(form), name="b.xlsx").read_bytes()


def test_a_plan_untouched_says_that_all_is_open(plan_of, form):
    plan, told = codes(plan_of(submission(form)))

    assert [("A205", "C10")] == told  # nobody wrote the day
    assert {"open"} == {one.status for one in plan.actions}
    assert ("SITE-01", "2026", None) == (plan.organisation, plan.cycle, plan.returned)


def test_what_is_written_is_read_back(plan_of, form):
    path = fill_plan(plan_of(submission(form)), {POLICY: DONE})
    one = taken(path)[POLICY]

    assert ("done", "policy.pdf", date(2026, 4, 20), "Buyer's auditor", "HR lead") == (
        one.status,
        one.proof,
        one.proof_date,
        one.checked_by,
        one.owner,
    )
    assert (date(2026, 5, 1), True, "minor") == (one.returned, one.closed, one.severity)


def test_in_spanish_it_reads_the_same(plan_of, form, questionnaires):
    questions = {question.id: question for question in form}
    path = plan_of(submission(form), language="es", questions=questions)
    fill_plan(path, {POLICY: {**DONE, "status": "Hecho"}})

    assert taken(path)[POLICY].closed
    row = next(row for row in rows_of(path) if row["ref"] == POLICY)
    assert "pasaportes" in row["question"]
    assert "Leve" == row["severity"]


def test_all_proven_lifts_declared_to_document_seen(plan_of, make, form):
    """All best answers, only declared: 60. A checked document for each: 80.

    Credit of levels 0 and 1 is .60 and .80, so every principle is 60 and then 80.
    """
    one = submission(form)
    path = fill_plan(plan_of(one), {None: DONE})

    assert 60.0 == score_after(make, [], one)
    assert 80.0 == score_after(make, [path], one)


def of_principle(form, principle):
    return {
        f"SITE-01/{'NPL-MYS' if question.scope == 'corridor' else 'site'}/{question.id}"
        for question in form
        if question.scored and question.principle == principle
    }


def test_one_principle_proven_moves_the_score_as_worked_by_hand(plan_of, make, form):
    """Principle 2 goes from 60 to 80, its weight is 20 of 100, the others stay at 60.

    ln(1 + .99 * 60) = ln 60.4 = 4.10099, ln(1 + .99 * 80) = ln 80.2 = 4.38452;
    .8 * 4.10099 + .2 * 4.38452 = 4.15770; (e^4.15770 - 1) / .99 = 63.56, so 63.6.
    """
    one = submission(form)
    rows = dict.fromkeys(of_principle(form, "2"), DONE)
    path = fill_plan(plan_of(one), rows)

    assert 63.6 == score_after(make, [path], one)


@needs_libreoffice
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_filled_in_and_saved_by_libreoffice_it_moves_the_score(
    plan_of, make, form, tmp_path, ending
):
    """The same as above, by way of another program and its own file format."""
    one = submission(form)
    path = fill_plan(plan_of(one), dict.fromkeys(of_principle(form, "2"), DONE))
    saved = save_again(path, tmp_path, ending)

    assert taken(path) == {
        name: replace(action, place=taken(path)[name].place)
        for name, action in taken(saved).items()
    }
    assert 63.6 == score_after(make, [saved], one)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"status": "In progress"}, "it is not done"),
        ({"checked_by": None}, "nobody looked at the proof"),
        ({"status": "Proof not accepted"}, "whoever looked did not accept it"),
        ({"status": "We see it otherwise"}, "it is not done"),
        ({"proof_date": date(2024, 2, 20)}, "over 24 months old on 1 March 2026"),
    ],
)
def test_what_is_not_closed_or_too_old_moves_nothing(plan_of, make, form, changed, why):
    one = submission(form)
    path = fill_plan(plan_of(one), {None: {**DONE, **changed}})
    plan, _ = read_action_plan(path)
    assert plan is not None

    (after,) = make(*with_proofs([one], plan.actions)).network.assessments
    assert 60.0 == after.score, why


def test_a_plan_never_changes_an_answer(plan_of, make, form):
    """'We have a policy now' needs a return; the proof of no policy earns nothing."""
    one = submission(form, site=best(form, "site", M_GOV_01="none"))
    before = score_after(make, [], one)
    path = fill_plan(plan_of(one), {"SITE-01/site/M-GOV-01": DONE})

    assert before == score_after(make, [path], one)
    action = taken(path)["SITE-01/site/M-GOV-01"]
    assert effect_words(action, make(one)).startswith("The answer earns nothing yet")


def test_a_proof_counts_for_the_new_answer_and_in_later_cycles(plan_of, make, form):
    """The plan of 2026 closed it; the return of 2027 brings the answer it proves."""
    old = submission(form, site=best(form, "site", M_GOV_01="none"))
    path = fill_plan(plan_of(old), {"SITE-01/site/M-GOV-01": DONE})
    new = submission(form, cycle="2027", dated=date(2027, 3, 1))
    earlier = submission(form, cycle="2025", dated=date(2025, 3, 1))
    found = with_proofs([new, earlier], taken(path).values())

    assert ("policy.pdf", date(2026, 4, 20), "Buyer's auditor") == (
        found[0].site["M-GOV-01"].evidence,
        found[0].site["M-GOV-01"].evidence_date,
        found[0].site["M-GOV-01"].seen_by,
    )
    assert earlier is found[1]


def test_a_newer_document_of_the_return_itself_stays(plan_of, form):
    own = answer(
        "M-GRV-02",
        "50",
        evidence="own.pdf",
        evidence_date=date(2026, 4, 30),
        seen_by="Auditor",
    )
    one = submission(form, site=best(form, "site", M_GRV_02=own))
    path = fill_plan(plan_of(one), {"SITE-01/site/M-GRV-02": DONE})

    (found,) = with_proofs([one], taken(path).values())
    assert "own.pdf" == found.site["M-GRV-02"].evidence
    older = replace(own, evidence_date=date(2024, 1, 1))
    (found,) = with_proofs(
        [submission(form, site=best(form, "site", M_GRV_02=older))],
        taken(path).values(),
    )
    assert "policy.pdf" == found.site["M-GRV-02"].evidence


def test_a_corridor_proof_holds_in_that_corridor(plan_of, form):
    path = fill_plan(plan_of(submission(form)), {"SITE-01/NPL-MYS/M-CON-01": DONE})
    (found,) = with_proofs([submission(form)], taken(path).values())

    assert "policy.pdf" == found.corridors[NPL]["M-CON-01"].evidence


def test_the_plan_returned_last_counts(plan_of, make, form):
    """First done, then the proof was not accepted: it is open again, in either order."""
    one = submission(form)
    first = fill_plan(plan_of(one, name="b.xlsx"), {None: DONE})
    reason = {**DONE, "status": "Proof not accepted"}
    later = fill_plan(plan_of(one, name="a.xlsx"), {None: reason}, on="2026-06-01")

    for paths in ([first, later], [later, first]):
        assert 60.0 == score_after(make, paths, one)


def test_an_earlier_state_is_filled_in_when_the_plan_goes_out_again(plan_of, form):
    one = submission(form)
    path = fill_plan(plan_of(one), {POLICY: DONE})
    again = plan_of(one, name="again.xlsx", actions=taken(path).values())

    row = next(row for row in rows_of(again) if row["ref"] == POLICY)
    assert {**DONE, "proof_date": row["proof_date"].date()} == {
        key: row[key] if key != "proof_date" else row[key].date() for key in DONE
    }


def test_what_workers_report_is_not_closed_by_paper(plan_of, make, form):
    table = interviews_with(24, W_DOC_01=["employer"] * 9 + ["me"] * 15)
    one = submission(form)
    path = plan_of(one, interviews=table)
    fill_plan(path, {"SITE-01/NPL-MYS/passport-kept": DONE})
    action = taken(path)["SITE-01/NPL-MYS/passport-kept"]

    assert action.closed
    results = make(*with_proofs([one], [action]), interviews=table)
    assert 24.0 == results.network.assessments[0].score
    assert effect_words(action, results).startswith("Workers have to say so")


def test_progress_says_what_closed_what_is_late_and_what_is_new(plan_of, make, form):
    one = submission(form)
    before = latest_actions(taken(fill_plan(plan_of(one), {})).values())
    done = fill_plan(plan_of(one), {POLICY: DONE, None: {"status": "In progress"}})
    after = latest_actions(taken(fill_plan(done, {POLICY: DONE})).values())
    findings = find_findings(make(one))

    # Assessed on 1 March: minor findings are due on 30 May.
    told = progress_of(before, after[:-1], findings, date(2026, 5, 31))

    assert [POLICY] == [str(x.id) for x in told.closed]
    assert len(after) - 2 == len(told.overdue)
    assert [str(after[-1].id)] == [str(x.id) for x in told.new]
    assert () == progress_of(before, after, findings, date(2026, 5, 30)).overdue
    back = progress_of(after, before, findings, date(2026, 5, 30))
    assert [POLICY] == [str(x.id) for x in back.reopened]


def test_no_plan_without_a_finding_and_none_of_two_organisations(make, form, tmp_path):
    both = find_findings(make(submission(form), submission(form, "SITE-02")))
    for findings in ((), both):
        with pytest.raises(UsageError, match="one organisation"):
            write_action_plan(findings, tmp_path / "plan.xlsx")


def test_text_that_looks_like_a_formula_stays_text(plan_of, form, tmp_path):
    path = plan_of(submission(form))
    fill_plan(path, {POLICY: {**DONE, "answer": "x"}})
    action = replace(taken(path)[POLICY], answer="=1+1", proof="@cmd")
    again = plan_of(submission(form), name="again.xlsx", actions=[action])

    assert ("=1+1", "@cmd") == (
        taken(fill_plan(again, {}))[POLICY].answer,
        taken(again)[POLICY].proof,
    )


def test_every_column_has_a_heading(plan_of, form):
    sheet = openpyxl.load_workbook(plan_of(submission(form)))["Plan"]
    headings = [sheet[f"{c}{HEADING_ROW}"].value for c in COLUMNS.values()]
    assert len(GIVEN) + len(ASKED) + 1 == len(set(headings))


def test_what_an_auditor_saw_needs_a_new_audit(plan_of, make, form, questionnaires):
    audit_form = questionnaires["iris-audit"]
    audit = submission(
        audit_form,
        site=best(audit_form, "site", A_MOV_01="curfew logbook"),
        corridors={NPL: best(audit_form, "corridor")},
    )
    one = submission(form)
    path = fill_plan(plan_of(one, audit), {"SITE-01/site/A-MOV-01": DONE})
    action = taken(path)["SITE-01/site/A-MOV-01"]

    assert audit is with_proofs([audit], [action])[0]
    results = make(one, audit)
    assert effect_words(action, results).startswith("An auditor has to see it")
    assert effect_words(action, make(submission(form, "SITE-02"))).startswith(
        "No return of this organisation"
    )


def test_a_closed_claim_says_whether_a_better_answer_is_missing(plan_of, make, form):
    one = submission(form, site=best(form, "site", M_GRV_02="50"))
    both = dict.fromkeys([POLICY, "SITE-01/site/M-GRV-02"], DONE)
    actions = taken(fill_plan(plan_of(one), both))

    assert "Its proof counts as a document that was seen." == effect_words(
        actions[POLICY], make(one)
    )
    assert effect_words(actions["SITE-01/site/M-GRV-02"], make(one)).endswith(
        "A better answer has to come by a new return."
    )


def test_a_recruiter_proof_holds_in_the_return_of_its_corridor(questionnaires, make):
    """Its answers stand in `site` of a return for one corridor."""
    form = questionnaires["iris-recruiter"]
    returns = [
        submission(
            form,
            "REC-01",
            site=best(form, "recruiter"),
            corridors={corridor: {}},
            file=f"returns/{corridor}.xlsx",
        )
        for corridor in (NPL, BGD)
    ]
    (action,) = (
        taken_of(one)
        for one in find_findings(make(*returns))
        if str(one.id) == "REC-01/NPL-MYS/R-FEE-01"
    )
    first, second = with_proofs(returns, [action])

    assert "policy.pdf" == first.site["R-FEE-01"].evidence
    assert second is returns[1]


def test_a_blank_is_not_proven_and_an_undated_document_stays(plan_of, form):
    undated = answer("M-GRV-02", "50", evidence="own.pdf", seen_by="Auditor")
    one = submission(form, site=best(form, "site", M_GRV_02=undated, M_CON_03=None))
    path = fill_plan(plan_of(one), {None: DONE})
    (found,) = with_proofs([one], taken(path).values())

    assert "own.pdf" == found.site["M-GRV-02"].evidence
    assert "" == found.site["M-CON-03"].evidence


def taken_of(finding):
    """An action of that finding, closed."""
    return ActionTaken(
        id=finding.id,
        cycle=finding.cycle,
        returned=date(2026, 5, 1),
        status="done",
        severity=finding.severity,
        action=finding.action,
        owner="",
        due=None,
        answer="",
        proof="policy.pdf",
        proof_date=date(2026, 4, 20),
        checked_by="Buyer",
        place=Place("actions/a.xlsx"),
    )
