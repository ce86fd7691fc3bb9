"""Submissions become units, and units one Arrow batch."""

from datetime import date

import pytest

from recruitcheck.submissions.answers import aged, as_batch, make_units
from tests.networks import BGD, NPL, answer, best, submission


def rows(units, role, questionnaires):
    return as_batch(units, role, questionnaires).to_pylist()


def test_a_unit_is_one_organisation_in_one_corridor(questionnaires):
    form = questionnaires["iris-supplier"]
    corridors = {one: best(form, "corridor") for one in (NPL, BGD)}
    units, issues = make_units([submission(form, corridors=corridors)])
    assert () == issues
    assert [BGD, NPL] == [unit.corridor for unit in units]
    assert ("SITE-01", "BGD-MYS", "2026") == units[0].key


def test_an_audit_joins_the_return_of_its_site_and_cycle(questionnaires):
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    units, issues = make_units([submission(audit), submission(form)])
    assert () == issues
    assert ["management", "auditor"] == [r.respondent for r in units[0].returns]
    found = units[0].answer("A-FEE-01")
    assert found is not None
    assert "none" == found.value


def test_an_audit_without_a_return_is_an_issue(questionnaires):
    audit = submission(questionnaires["iris-audit"], "NOBODY")
    units, issues = make_units([audit])
    assert () == units
    assert [("W201", audit.file)] == [(one.code, one.place.file) for one in issues]


def test_of_two_returns_of_one_cycle_the_later_counts(questionnaires):
    form = questionnaires["iris-supplier"]
    old = submission(form, dated=date(2026, 1, 1), file="returns/a.xlsx")
    new = submission(form, dated=date(2026, 2, 1), file="returns/0.xlsx")
    units, issues = make_units([new, old])
    assert [new] == [unit.own for unit in units]
    assert [("W202", "returns/a.xlsx")] == [(i.code, i.place.file) for i in issues]


def test_a_recruiter_has_one_unit_per_return(questionnaires):
    form = questionnaires["iris-recruiter"]
    site = best(form, "recruiter")
    both = [
        submission(form, "HIMAL", corridors={one: {}}, site=site, file=f"{one}.xlsx")
        for one in (NPL, BGD)
    ]
    units, issues = make_units(both)
    assert () == issues
    assert [BGD, NPL] == [unit.corridor for unit in units]


def test_a_member_has_no_corridor(questionnaires):
    form = questionnaires["bali-aaa-member"]
    units, _ = make_units([submission(form, corridors={}, site=best(form, "company"))])
    assert [None] == [unit.corridor for unit in units]
    assert [""] == [row["corridor"] for row in rows(units, "member", questionnaires)]


def test_answers_go_over_as_text_and_reserved_words(questionnaires):
    """A blank is null, n/a is approved with reason and approver only."""
    form = questionnaires["iris-supplier"]
    reason = {"comment": "No subcontractors"}
    sites = [
        best(form, "site", M_GOV_01=None, M_GOV_07=answer("M-GOV-07", "na", **more))
        for more in (reason, {"seen_by": "Buyer"}, reason | {"seen_by": "Buyer"})
    ]
    sent = [submission(form, f"SITE-{n}", site=site) for n, site in enumerate(sites)]
    found = rows(make_units(sent)[0], "supplier", questionnaires)
    assert [None] * 3 == [row["M-GOV-01"] for row in found]
    assert ["na", "na", "na_approved"] == [row["M-GOV-07"] for row in found]
    assert [False] * 3 == [row["respondent.auditor"] for row in found]


def test_a_question_that_the_short_form_leaves_out_was_not_asked(questionnaires):
    form = questionnaires["iris-supplier"]
    short = {q.id for q in form.in_form("short")}
    site = {k: v for k, v in best(form, "site").items() if k in short}
    corridor = {k: v for k, v in best(form, "corridor").items() if k in short}
    sent = submission(form, site=site, corridors={NPL: corridor}, form="short")
    full = submission(form, "SITE-02")
    found = rows(make_units([sent, full])[0], "supplier", questionnaires)
    assert ["not_asked", "written"] == [row["M-GOV-03"] for row in found]
    assert ["public", "public"] == [row["M-GOV-01"] for row in found]


def test_the_channels_of_all_corridors_decide_for_the_site(questionnaires):
    """Direct from Bangladesh, by agency from Nepal: the site uses agencies."""
    form = questionnaires["iris-supplier"]
    corridors = {
        NPL: best(form, "corridor", M_PRO_05="agency_o referral"),
        BGD: best(form, "corridor", M_PRO_05="direct"),
    }
    units, _ = make_units([submission(form, corridors=corridors)])
    found = {row["M-PRO-05@site"] for row in rows(units, "supplier", questionnaires)}
    assert {"agency_o referral direct"} == found


def test_a_corridor_without_an_answer_decides_nothing_for_the_site(questionnaires):
    """The other one does; where none answered, nobody knows."""
    form = questionnaires["iris-supplier"]
    said = {"answered": "direct", "blank": None}
    for expected, (first, second) in {
        "direct": ("answered", "blank"),
        None: ("blank", "blank"),
    }.items():
        corridors = {
            NPL: best(form, "corridor", M_PRO_05=said[first]),
            BGD: best(form, "corridor", M_PRO_05=said[second]),
        }
        units, _ = make_units([submission(form, corridors=corridors)])
        found = rows(units, "supplier", questionnaires)
        assert {expected} == {row["M-PRO-05@site"] for row in found}


@pytest.mark.parametrize(
    ("written", "number"), [("250", 250), ("2.5", 2), ("many", None), (None, None)]
)
def test_a_number_is_one_whatever_the_question_is(questionnaires, written, number):
    """A model may take any question for the number of migrant workers."""
    form = questionnaires["iris-supplier"]
    site = best(form, "site", M_PRO_02=written)

    (unit,) = make_units([submission(form, site=site)])[0]

    assert number == unit.number("M-PRO-02")
    assert None is unit.number("M-NOT-99")


@pytest.mark.parametrize(
    ("level", "months", "expected"),
    [(2, 24, 2), (2, 24.1, 1), (1, 30, 0), (3, 36, 2), (3, 36.1, 0), (0, 30, 0)],
)
def test_evidence_ages(level, months, expected):
    """Over 24 months one level less, over 36 declared (method, section 3)."""
    assert expected == aged(level, months)


@pytest.mark.parametrize(
    ("dated", "level"),
    [
        (date(2024, 3, 1), 1),  # 24 months to the day, with a leap day between
        (date(2024, 2, 29), 0),
        (date(2024, 3, 31), 1),
        (date(2026, 4, 1), 1),  # after the return: not old
        (None, 1),
    ],
)
def test_evidence_ages_by_the_calendar(questionnaires, dated, level):
    """The return is of 1 March 2026."""
    form = questionnaires["iris-supplier"]
    seen = answer(
        "M-GOV-01", "public", seen_by="A", evidence="p.pdf", evidence_date=dated
    )
    sent = submission(form, site=best(form, "site", M_GOV_01=seen))
    (row,) = rows(make_units([sent])[0], "supplier", questionnaires)
    assert level == row["evidence.M-GOV-01"]


def test_a_document_counts_when_somebody_saw_it(questionnaires):
    """Named and seen is level 1; unseen, or three years old, is a declaration."""
    form = questionnaires["iris-supplier"]
    named = {"evidence": "policy.pdf", "evidence_date": date(2026, 1, 1)}
    site = best(
        form,
        "site",
        M_GOV_01=answer("M-GOV-01", "public", seen_by="A. Buyer", **named),
        M_GOV_02=answer("M-GOV-02", "fee", **named),
        M_GOV_03=answer(
            "M-GOV-03",
            "written",
            seen_by="A. Buyer",
            evidence="letter.pdf",
            evidence_date=date(2022, 1, 1),
        ),
    )
    (row,) = rows(
        make_units([submission(form, site=site)])[0], "supplier", questionnaires
    )
    assert [1, 0, 0] == [row[f"evidence.M-GOV-0{n}"] for n in (1, 2, 3)]


def test_what_an_auditor_answers_was_seen_on_site(questionnaires):
    form, audit = questionnaires["iris-supplier"], questionnaires["iris-audit"]
    levels = [
        rows(
            make_units([submission(form), submission(audit, dated=dated)])[0],
            "supplier",
            questionnaires,
        )[0]["evidence.A-DOC-01"]
        for dated in (date(2026, 2, 1), date(2023, 9, 1))
    ]
    assert [2, 1] == levels
