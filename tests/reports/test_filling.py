"""Pages are filled from assessments: what is shown, what is withheld, what is said."""

import pandas as pd
import pytest

from recruitcheck.actions.words import shown
from recruitcheck.organisations import Expected
from recruitcheck.reports import views
from recruitcheck.reports.corridor_views import corridor_view
from recruitcheck.reports.headlines import supplier_lede
from recruitcheck.reports.network_views import network_view
from recruitcheck.reports.parts import page_name
from recruitcheck.reports.supplier_views import supplier_view
from recruitcheck.reports.worker_parts import incidence_rows
from recruitcheck.summaries.samples import shown_units
from tests.networks import (
    BGD,
    NPL,
    answer,
    best,
    interviews_with,
    submission,
)


def paid(reports, n):
    return interviews_with(n, W_FEE_01=["900"] * reports + ["0"] * (n - reports))


def fee_row(results):
    units = results.of_cycle("SITE-01", "2026")
    (row,) = [one for one in incidence_rows(units, results) if one.kind == "fee"]
    return row


def test_below_ten_interviews_nothing_is_said(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    row = fee_row(make(form, interviews=paid(3, 9)))
    assert views.Withheld("9 interviews, shown from 10") == row.share
    assert (None, None, None) == (row.reports, row.low, row.high)


def test_ten_interviews_are_shown(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    row = fee_row(make(form, interviews=paid(3, 10)))
    assert (3, 10, 0.3) == (row.reports, row.n, row.share)


@pytest.mark.parametrize("n", [10, 11, 30, 49])
def test_nobody_and_one_worker_look_the_same_and_so_do_all_and_all_but_one(
    make, questionnaires, n
):
    """Otherwise a share would tell what a single worker said."""
    form = submission(questionnaires["iris-supplier"])
    none, one, most, all_ = (
        fee_row(make(form, interviews=paid(k, n))) for k in (0, 1, n - 1, n)
    )
    assert none == one
    assert most == all_
    assert none != most
    assert none.reports is None


def test_of_fifty_the_exact_share_is_shown(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    row = fee_row(make(form, interviews=paid(1, 50)))
    assert (1, 0.02) == (row.reports, row.share)


def test_a_small_unit_is_not_pooled_with_a_large_one(make, questionnaires):
    """The total less the large unit would show what the few said."""
    form = questionnaires["iris-supplier"]
    corridors = {one: best(form, "corridor") for one in (NPL, BGD)}
    said = pd.concat(
        [paid(6, 12), interviews_with(4, origin="BGD", W_FEE_01=["900"] * 4)]
    )
    results = make(submission(form, corridors=corridors), interviews=said)
    units = results.of_cycle("SITE-01", "2026")
    assert [NPL] == [one.corridor for one in shown_units(units, results)]
    view = supplier_view("SITE-01", results)
    assert {12} == {one.n for one in view.incidences}
    assert [12] == [one.n for one in view.costs]
    assert view.interviews == views.Interviews(16, 160, "2026-03-02", "2026-03-02")


def test_small_units_that_together_are_enough_are_pooled(make, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {one: best(form, "corridor") for one in (NPL, BGD)}
    said = pd.concat(
        [paid(3, 6), interviews_with(6, origin="BGD", W_FEE_01=["900"] * 3 + ["0"] * 3)]
    )
    results = make(submission(form, corridors=corridors), interviews=said)
    assert 12 == supplier_view("SITE-01", results).incidences[0].n


def test_worker_gates_count_only_where_no_single_worker_shows(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    said = {
        k: supplier_view("SITE-01", make(form, interviews=paid(k, n)))
        .gates[0]
        .statement
        for k, n in ((1, 40), (5, 40), (12, 12))
    }
    assert "Interviewed workers paid for their job and were not repaid" == said[1]
    assert said[5].startswith("5 of 40 interviewed workers paid")
    assert said[12].startswith("More than 90 % of 12 interviewed workers paid")


def test_a_gate_is_told_with_question_answer_and_cell(make, questionnaires):
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_DOC_01="employer")
    view = supplier_view("SITE-01", make(submission(form, site=site)))
    (gate,) = view.gates
    assert ("zero_tolerance", 24.0, True) == (gate.level, gate.cap, gate.binding)
    assert ("M-DOC-01", "answer", "The site") == (
        *(gate.question_id, gate.because),
        gate.answer,
    )
    assert "zero_tolerance" == view.findings[0].severity
    assert "D9" == view.findings[0].cells[0].cell
    assert (24.0, "E", 24.0) == (view.score.value, view.score.band, view.score.cap)


def test_a_blank_gate_question_says_so(make, questionnaires):
    form = questionnaires["iris-supplier"]
    view = supplier_view(
        "SITE-01", make(submission(form, site=best(form, "site", M_DOC_01=None)))
    )
    assert "missing" == view.gates[0].because
    assert "Not answered: " in view.findings[0].title
    assert any("1 question is not answered" == one.title for one in view.findings)


def test_a_corridor_without_a_score_says_why(make, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor"),
        BGD: best(form, "corridor", M_PRO_04=None),
    }
    view = supplier_view("SITE-01", make(submission(form, corridors=corridors)))
    assert "No score for Bangladesh to Malaysia" in [one.title for one in view.findings]
    by_label = {one.label: one.score for one in view.corridors}
    assert "M-PRO-04 (D9)" in by_label["Bangladesh to Malaysia"].why_none


def test_without_any_score_the_page_says_why(make, questionnaires):
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_PRO_02=None)
    view = supplier_view("SITE-01", make(submission(form, site=site)))
    assert view.score.value is None
    assert "M-PRO-02 (D9)" in view.score.why_none


def test_every_asked_question_has_one_row_per_scope(make, questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {one: best(form, "corridor") for one in (NPL, BGD)}
    view = supplier_view("SITE-01", make(submission(form, corridors=corridors)))
    asked = [q for q in form.asked if q.scope]
    expected = sum(2 if q.scope == "corridor" else 1 for q in asked)
    assert expected == len(view.answers)
    assert expected == len({(row.question_id, row.scope) for row in view.answers})


def test_coverage_adds_up_to_all_scored_questions(make, questionnaires):
    form = questionnaires["iris-supplier"]
    view = supplier_view("SITE-01", make(submission(form)))
    c = view.coverage
    states = (c.answered, c.missing, c.hidden, c.na_approved, c.na_unapproved)
    # The audit's questions are out of scope: nobody audited.
    assert len(form.scored) == sum(states)
    assert len(questionnaires["iris-audit"].scored) == c.out_of_scope


def test_what_the_employer_pays_stands_beside_what_workers_paid(make, questionnaires):
    form = questionnaires["iris-supplier"]
    corridor = best(form, "corridor", M_FEE_01="fee medical", M_FEE_02="1200")
    said = interviews_with(
        12, W_FEE_01=["300"] * 12, W_FEE_02=["250"] * 12, W_FEE_03=["50"] * 12
    )
    results = make(submission(form, corridors={NPL: corridor}), interviews=said)
    (costs,) = supplier_view("SITE-01", results).costs
    assert not isinstance(costs.rows, views.Withheld)
    rows = {row.label: row for row in costs.rows}
    assert (250.0, "yes") == (
        rows["Agents and sub-agents"].worker_mean,
        rows["Agents and sub-agents"].employer_pays,
    )
    assert (None, "no") == (
        rows["Insurance"].worker_mean,
        rows["Insurance"].employer_pays,
    )
    assert (300.0, 1200.0, "USD") == (
        *(costs.worker_total, costs.employer_total),
        costs.employer_unit,
    )


def test_what_one_or_two_workers_paid_is_not_shown(make, questionnaires):
    """Two paid for insurance: the mean times twelve would be their payment. Equipment
    is hidden too, else the total less the others would tell."""
    form = submission(questionnaires["iris-supplier"])
    said = interviews_with(
        12,
        W_FEE_01=["430"] * 2 + ["400"] * 10,
        W_FEE_02=["350"] * 12,
        W_FEE_04=["30"] * 2 + ["0"] * 10,
        W_FEE_07=["50"] * 12,
    )
    (costs,) = supplier_view("SITE-01", make(form, interviews=said)).costs
    assert not isinstance(costs.rows, views.Withheld)
    rows = {row.label: (row.worker_mean, row.few) for row in costs.rows}
    assert (None, True) == rows["Insurance"]
    assert (None, True) == rows["Equipment"]
    assert (350.0, False) == rows["Agents and sub-agents"]


def test_last_cycle_and_peers(make, questionnaires):
    form = questionnaires["iris-supplier"]
    many = [submission(form, f"SITE-0{n}") for n in range(1, 8)]
    old = submission(form, cycle="2025", site=best(form, "site", M_DOC_01="employer"))
    view = supplier_view("SITE-01", make(old, *many))
    assert views.LastCycle("2025", 24.0, "E") == view.last_cycle
    assert views.Peers(60.0, 6, "other suppliers of this network") == view.peers
    assert supplier_view("SITE-01", make(*many[:3])).peers is None


def test_a_corridor_counts_unassessed_workers_as_nothing(make, questionnaires):
    """80 workers at 60 and 80 without a score: practice 30, covered half."""
    form = questionnaires["iris-supplier"]
    silent = {NPL: best(form, "corridor", M_PRO_05=None)}
    results = make(
        submission(form),
        submission(form, "SITE-02", corridors=silent),
        expected=(Expected("SITE-03", "Three", "supplier", (NPL,)),),
    )
    view = corridor_view(NPL, results)
    assert (30.0, 60.0, 0.5) == (
        *(view.practice.value, view.practice.assessed_only),
        view.practice.covered_workers,
    )
    assert ["SITE-02", "SITE-03"] == [one.id for one in view.absent]
    assert ["SITE-01"] == [one.id for one in view.suppliers]


def test_the_same_rule_at_two_levels_is_two_findings(make, questionnaires):
    """One report at one supplier is no zero tolerance because of another's many."""
    form = questionnaires["iris-supplier"]
    said = pd.concat(
        [paid(12, 20), interviews_with(20, "SITE-02", W_FEE_01=["1"] + ["0"] * 19)]
    )
    results = make(submission(form), submission(form, "SITE-02"), interviews=said)
    found = corridor_view(NPL, results).findings
    assert ["zero_tolerance", "major"] == [one.severity for one in found]
    assert ["SITE-01", "SITE-02"] == [one.text[5:12] for one in found]


def test_the_index_knows_everybody(make, questionnaires):
    supplier, agency = questionnaires["iris-supplier"], questionnaires["iris-recruiter"]
    member = questionnaires["bali-aaa-member"]
    results = make(
        submission(supplier, recruiters={NPL: ("HIMAL", "SILENT")}),
        submission(
            agency, "HIMAL", corridors={NPL: {}}, site=best(agency, "recruiter")
        ),
        submission(member, "BRAND", corridors={}, site=best(member, "company")),
        expected=(
            Expected("SILENT", "Silent Manpower", "recruiter"),
            Expected("GONE", "Gone Ltd", "supplier"),
        ),
    )
    view = network_view(results)
    assert ["SITE-01"] == [one.id for one in view.suppliers]
    assert [("HIMAL", 60.0), ("SILENT", None)] == [
        (one.id, one.score.value) for one in view.recruiters
    ]
    assert "Silent Manpower" == view.recruiters[1].name
    assert ["BRAND"] == [one.id for one in view.members]
    assert ["SILENT", "GONE"] == [one.id for one in view.absent]
    assert [1, 1] == [len(view.corridors), view.corridors[0].suppliers]
    assert {"IRIS", "EPP", "DHAKA", "RBA", "CGF", "SHA", "FLA", "BALI_AAA", "GCM"} <= {
        row.id for row in view.frameworks
    }
    states = {row.id: row.states for row in view.frameworks}
    assert (True, True, False) == (states["GCM"], states["SDG"], states["IRIS"])


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("SITE-01", "SITE-01.html"),
        ("../../etc/passwd", "______etc_passwd.html"),
        ("", "_.html"),
        ("Käse/1", "K_se_1.html"),
    ],
)
def test_ids_become_harmless_file_names(name, expected):
    assert expected == page_name(name)


def test_answers_are_shown_as_the_form_words_them(questionnaires):
    form = questionnaires["iris-supplier"]
    channels, wage = form["M-PRO-05"], form["M-GOV-04"]
    assert "Agency in the origin country; Individual broker" == shown(
        channels, answer("M-PRO-05", "agency_o broker")
    )
    assert "90 %" == shown(wage, answer("M-GOV-04", "90"))
    assert "Not applicable" == shown(form["M-GOV-07"], answer("M-GOV-07", "na"))
    assert "" == shown(wage, answer("M-GOV-04", None))
    assert "" == shown(wage, None)


def test_ranges_stand_beside_the_score(make, questionnaires):
    """Two suppliers of all-yes alike: 60 in every draw of equal points, rank 1 of 2."""
    form = questionnaires["iris-supplier"]
    view = supplier_view("SITE-01", make(submission(form), submission(form, "SITE-02")))

    assert view.ranges is not None
    assert (1, 1, 2) == (view.ranges.best_rank, view.ranges.worst_rank, view.ranges.of)
    assert ("C", True) == (view.ranges.bands[0][0], view.ranges.bands[0][1] > 0.5)
    assert all(share >= 0.005 for _, share in view.ranges.bands)
    assert view.ranges.low <= 60.0 <= view.ranges.high


def test_a_change_is_split_into_its_reasons(make, questionnaires):
    """From a kept passport (capped at 24) to all-yes (60): answers did it, for real."""
    form = questionnaires["iris-supplier"]
    old = submission(form, cycle="2025", site=best(form, "site", M_DOC_01="employer"))
    results = make(old, submission(form))

    found = supplier_view("SITE-01", results).change

    assert found is not None
    assert ("2025", True, 0) == (found.cycle, found.real, found.left_out)
    assert ["better or worse answers"] == [words for words, _ in found.parts]
    assert found.new - found.old == pytest.approx(found.parts[0][1])
    corridor = corridor_view(NPL, results).change
    assert corridor is not None
    assert (found.old, found.new) == pytest.approx((corridor.old, corridor.new))


def test_one_cycle_has_no_change(make, questionnaires):
    results = make(submission(questionnaires["iris-supplier"]))

    assert supplier_view("SITE-01", results).change is None
    assert corridor_view(NPL, results).change is None


@pytest.mark.parametrize(
    ("payers", "back", "said"),
    [
        (12, 12, True),
        (12, 7, True),
        (12, 6, False),
        (9, 9, False),  # fewer than ten paid: it would be about few workers
        (12, 0, False),
    ],
)
def test_the_first_paragraph_says_that_most_were_repaid(
    make, questionnaires, payers, back, said
):
    form = submission(questionnaires["iris-supplier"])
    repaid = ["900"] * back + ["100"] * (payers - back) + [""] * (20 - payers)
    table = interviews_with(
        20, W_FEE_01=["900"] * payers + ["0"] * (20 - payers), W_FEE_15=repaid
    )

    lede = supplier_lede(supplier_view("SITE-01", make(form, interviews=table)))

    assert said == ("most who paid say that they got all of it back" in lede)


def months(table, **columns):
    return table.assign(**{"W-CON-06": "300", "pay_currency": "USD"} | columns)


def test_months_of_pay_stand_under_their_own_names(make, questionnaires):
    """R1-like: 6 of 12 paid 900, three months each: mean 1.5, P80 3, half above one."""
    form = submission(questionnaires["iris-supplier"])
    found = corridor_view(NPL, make(form, interviews=months(paid(6, 12)))).months
    assert found is not None
    assert not isinstance(found.rows, views.Withheld)
    assert [
        ("Mean of each worker's own cost in months of own pay", "1.5"),
        ("Median: half of the workers paid this or less", "1.5"),
        ("Fourth quintile: four in five paid this or less", "3"),
        ("Workers who paid more than one month of pay", "50%"),
        ("Mean cost divided by mean pay (not the mean of the workers' ratios)", "1.5"),
    ] == list(found.rows)
    assert (12, 0) == (found.n, found.without_pay)
    assert "not the national indicator" in found.note


@pytest.mark.parametrize(
    ("reports", "n", "why"),
    [
        (6, 9, "9 interviews, shown from 10"),
        (0, 12, "too few workers paid something"),
    ],
)
def test_months_of_pay_of_too_few_are_withheld(make, questionnaires, reports, n, why):
    form = submission(questionnaires["iris-supplier"])
    view = corridor_view(NPL, make(form, interviews=months(paid(reports, n))))
    assert view.months is not None
    assert views.Withheld(why) == view.months.rows
    assert view.suppliers[0].months is not None


def test_all_of_them_paid_more_than_a_month(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    found = corridor_view(NPL, make(form, interviews=months(paid(12, 12)))).months
    assert found is not None
    assert not isinstance(found.rows, views.Withheld)
    assert (
        "all or all but one did"
        == dict(found.rows)["Workers who paid more than one month of pay"]
    )


def test_without_a_cost_there_are_no_months(make, questionnaires):
    form = submission(questionnaires["iris-supplier"])
    said = interviews_with(12, W_DOC_01=["me"] * 12)
    assert None is corridor_view(NPL, make(form, interviews=said)).months


def test_nobody_or_one_at_each_of_several_employers_is_said_in_words(
    make, questionnaires
):
    """Two of twenty would be 10 %: neither "< 10 %" nor a number would be true."""
    form = questionnaires["iris-supplier"]
    said = pd.concat([paid(1, 10), interviews_with(10, "SITE-02", W_FEE_01=["0"] * 10)])
    results = make(submission(form), submission(form, "SITE-02"), interviews=said)
    (row,) = [
        one for one in corridor_view(NPL, results).incidences if one.kind == "fee"
    ]
    reason = "nobody or one worker at each employer reports it"
    assert views.Withheld(reason) == row.share


def test_payments_at_several_suppliers_are_counted_in_threes(make, questionnaires):
    """13 paid nothing and 15 paid 900: in threes 12 and 15."""
    form = questionnaires["iris-supplier"]
    other = interviews_with(14, "SITE-02", W_FEE_01=["900"] * 8 + ["0"] * 6)
    results = make(
        submission(form),
        submission(form, "SITE-02"),
        interviews=pd.concat([paid(7, 14), other]),
    )
    (picture,) = corridor_view(NPL, results).payments
    assert isinstance(picture, views.Payments)
    assert picture.rounded
    assert (12, None) == (picture.bins[0].workers, picture.paid)
    assert all(one.workers % 3 == 0 for one in picture.bins)
