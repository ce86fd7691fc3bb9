"""Why a score is what it is: the split in words, with answers, clauses and cells."""

from functools import partial

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.explaining.records import (
    as_record,
    explain_score,
    explanation_record,
)
from recruitcheck.explaining.text import _tenths, explanation_text
from recruitcheck.scoring.crosswalk import read_clauses
from tests.networks import (
    BGD,
    NPL,
    answer,
    best,
    interviews_with,
    proven,
    results_of,
    submission,
    supplier,
)


@pytest.fixture
def make(questionnaires, iris):
    """Results of some submissions and interviews."""
    return partial(results_of, questionnaires, iris)


@pytest.fixture
def form(questionnaires):
    return questionnaires["iris-supplier"]


def with_answers(form, **changes):
    """A return with the best answer to all other questions."""
    names = {k.replace("_", "-"): v for k, v in changes.items()}
    of = {scope: best(form, scope) for scope in ("site", "corridor")}
    for name, value in names.items():
        scope = form[name].scope
        given = value if hasattr(value, "given") else answer(name, value)
        of[scope][name] = given
    return submission(form, site=of["site"], corridors={NPL: of["corridor"]})


def explained(results):
    (one,) = results.network.assessments
    return explain_score(one, results)


def question(found, name):
    return next(one for one in found.lost if one.question == name)


def words(found, name):
    return [reason.words for reason in question(found, name).reasons]


def test_best_answers_that_nobody_proved_lose_to_evidence_only(make, form):
    """All is declared: every principle is 60, the mean of alike numbers is 60."""
    found = explained(make(submission(form)))

    assert 60.0 == found.score
    assert found.lost_to("evidence") == pytest.approx(40, abs=1e-9)
    assert [0, 0, 0] == [found.lost_to(k) for k in ("answer", "missing", "workers")]
    assert {True} == {one.is_best for one in found.lost}


def test_the_points_of_all_questions_ceiling_and_rounding_add_up(make, form):
    results = make(with_answers(form, M_MOV_01="never", M_GOV_01=None, M_CON_01="3"))
    found = explained(results)

    lost = sum(one.points for one in found.lost)
    total = lost + found.ceiling + found.rounding
    assert 100 - found.score == pytest.approx(total, abs=1e-9)
    assert found.ceiling > 0
    assert [("M-MOV-01", 24.0, True)] == [
        (rule.id, rule.cap, rule.binding) for rule in found.rules if rule.cap == 24
    ]


def test_a_question_says_what_was_answered_and_what_would_be_best(make, form):
    found = explained(make(with_answers(form, M_CON_01="3")))
    one = question(found, "M-CON-01")

    assert ("3 days", "5 days or more", False) == (one.given, one.best, one.is_best)
    assert "This answer earns 50 % of the best." == one.reasons[0].words
    assert ("returns/x.xlsx", "Answers", "D9") == (
        one.place.file,
        one.place.sheet,
        one.place.cell,
    )


def test_says_why_an_answer_is_missing(make, form):
    """Blank, do not know, not applicable without approval, not readable, not asked."""
    unreadable = answer("M-GRV-02", None)
    unreadable = type(unreadable)(
        "M-GRV-02", "invalid", "", unreadable.place, raw="many"
    )
    found = explained(
        make(
            with_answers(
                form,
                M_CON_03=None,
                M_DAT_01="dk",
                M_EQL_01="na",
                M_GRV_02=unreadable,
            )
        )
    )

    assert ["It is not answered. A blank earns nothing."] == words(found, "M-CON-03")
    assert ["“Do not know” earns nothing, like a blank."] == words(found, "M-DAT-01")
    assert ["“Not applicable” counts only with a reason and a named approver."] == (
        words(found, "M-EQL-01")
    )
    assert ["“many” cannot be read as an answer, so it earns nothing."] == (
        words(found, "M-GRV-02")
    )


def test_a_question_that_hangs_on_a_blank_says_so(make, form):
    """M-GOV-02 is asked where there is a policy; whether there is one, nobody said."""
    found = explained(make(with_answers(form, M_GOV_01=None)))

    assert ["A question that it depends on is not answered, so it earns nothing."] == (
        words(found, "M-GOV-02")
    )


def test_a_question_that_a_bad_answer_hides_says_so(make, form):
    found = explained(make(with_answers(form, M_GOV_01="none")))

    assert (
        ["It was not asked because of an earlier answer, and counts like that."]
    ) == words(found, "M-GOV-02")


def test_an_auditor_who_saw_less_is_named_with_the_cell(make, form, questionnaires):
    audit_form = questionnaires["iris-audit"]
    audit = submission(
        audit_form,
        site=best(audit_form, "site", A_MOV_01="curfew logbook"),
        corridors={NPL: best(audit_form, "corridor")},
    )
    (one,) = make(submission(form), audit).network.assessments
    found = explain_score(one, make(submission(form), audit))

    # The worst tick is worth 1 of 4 points; it limits what management claims.
    first = question(found, "M-MOV-01").reasons[0]
    assert (
        "The auditor saw less (A-MOV-01, cell D9): it counts 25 % of the best answer."
    ) == first.words


def test_workers_who_contradict_are_never_counted_in_words(make, form):
    """Points lost to workers are shown, how many of them said so is not."""
    table = interviews_with(20, W_DOC_01=["employer"] * 19 + ["me"])
    results = make(submission(form), interviews=table)
    found = explained(results)

    assert "Interviewed workers contradict it." in words(found, "M-DOC-01")
    (one,) = results.network.assessments
    text = explanation_text([one], results, most=99)
    assert "19" not in text.replace("UNGP-19", "")
    assert "Passports are kept by the employer or an agent (worker interviews)" in text
    assert "interviewed workers contradict the answer (M-DOC-01)" in _line(text)


def test_what_too_few_workers_said_is_not_split_off(make, form):
    """Six of Bangladesh and fifteen of Nepal make the score of Bangladesh: the points
    that these lose less those of Nepal would tell what the six said."""
    corridors = {one: best(form, "corridor") for one in (NPL, BGD)}
    table = pd.concat(
        [
            interviews_with(15, W_DOC_01=["employer"] * 13 + ["self"] * 2),
            interviews_with(6, origin="BGD", W_DOC_01=["employer"] * 6),
        ]
    )
    results = make(submission(form, corridors=corridors), interviews=table)
    lost = {
        str(one.corridor): question(explain_score(one, results), "M-DOC-01")
        for one in results.network.assessments
    }
    kinds = {name: [r.kind for r in one.reasons] for name, one in lost.items()}
    assert {"BGD-MYS": ["evidence"], "NPL-MYS": ["evidence", "workers"]} == kinds
    assert "too few workers" in lost["BGD-MYS"].reasons[0].words


def test_without_a_score_the_reason_stands_there_and_nothing_else(make, form):
    results = make(with_answers(form, M_PRO_02=None))
    found = explained(results)

    assert (None, (), "M-PRO-02 (D9)" in found.why_none) == (
        found.score,
        found.lost,
        True,
    )
    assert None is as_record(found)["gate"]
    text = explanation_text(results.network.assessments, results)
    assert "No score. Not answered" in text
    assert "raises" not in text


def test_no_clause_of_the_toolkit_is_printed_as_a_number(make, form):
    results = make(with_answers(form, M_CON_01="3"))
    text = explanation_text(results.network.assessments, results, most=999, width=200)
    ours = {c.id for c in read_clauses().values() if c.numbering != "official"}

    assert [] == [name for name in ours if name in text.replace(" ", "_")]
    assert "Mapped to IRIS-" in text
    assert "Contributes evidence to GCM-" in text


@pytest.mark.parametrize("width", [50, 80, 100])
def test_no_line_is_wider_than_asked(make, form, width):
    results = make(with_answers(form, M_MOV_01="never", M_GOV_02="fee medical"))
    text = explanation_text(results.network.assessments, results, width=width, most=99)

    assert [] == [line for line in text.splitlines() if len(line) > width]


def test_shows_the_costliest_and_counts_the_rest(make, form):
    results = make(submission(form))
    (one,) = results.network.assessments
    found = explain_score(one, results)
    text = explanation_text([one], results, most=2)

    shown = [q.question for q in found.lost if f"  {q.question}  " in text]
    assert [q.question for q in found.lost[:2]] == shown
    assert f"in {len(found.lost) - 2} more questions; --all shows them" in text


def test_the_record_says_the_same_for_all_corridors_and_what_raises_them(make, form):
    both = {NPL: best(form, "corridor"), BGD: best(form, "corridor", M_CON_01="0")}
    results = make(submission(form, corridors=both))
    record = explanation_record(results.network.assessments, results)

    assert ["BGD-MYS", "NPL-MYS"] == [a["corridor"] for a in record["assessments"]]
    assert record["raises_most"][0]["gain"] > 0
    text = explanation_text(results.network.assessments, results)
    assert "What raises the score most, over all corridors, one after the other" in text


def test_all_that_can_be_said_of_a_bad_return_is_said(make, form):
    """Blanks, a ceiling that binds, what to do and who acts."""
    worse = best(form, "corridor", M_CON_01="0", M_ORI_01=None)
    site = best(form, "site", M_MOV_01="never", M_RET_02="refuse", M_GRV_02=None)
    both = {NPL: best(form, "corridor"), BGD: worse}
    results = make(submission(form, site=site, corridors=both))
    text = explanation_text(results.network.assessments, results, most=3)

    assert "a blank earns nothing. With" in text
    assert "questions without an answer" in text
    assert "The score is held at 24 (without a ceiling" in text
    assert f"  - {form['M-MOV-01'].finding}" in text
    assert "Who acts first: employer" in text


def test_a_step_in_one_corridor_says_where(make, form):
    more = {BGD: proven(form, "corridor", M_CON_01="0")}
    results = make(supplier(form, more=more))
    text = explanation_text(results.network.assessments, results)

    assert "In Bangladesh to Malaysia." in text
    assert "Best answer: “5 days or more”" in text


def test_a_rule_that_fired_on_a_blank_says_so(make, form):
    """Nobody said that the site keeps passports."""
    site = best(form, "site", M_DOC_01=None)
    results = make(submission(form, site=site))
    (one,) = results.network.assessments

    (rule,) = explain_score(one, results).rules

    label = form["M-DOC-01"].labels["English (en)"]
    assert ("missing", f"There is no answer to “{label}”") == (rule.because, rule.title)


def _line(text):
    """A text in one line, as it was before it was broken into lines."""
    return " ".join(text.split())


def test_a_ceiling_that_is_above_the_score_holds_nothing_down(make, form):
    """A major rule has a ceiling of 69; all that is declared stays at 60 or below."""
    site = best(form, "site", M_MOV_01="permission")
    text = explanation_text(
        (results := make(submission(form, site=site))).network.assessments, results
    )

    assert "These rules also fired, but hold nothing down now:" in text
    assert "  - ceiling 69: " in text
    assert "The score is held at" not in text


def test_a_document_that_was_seen_halves_what_is_lost_to_evidence(make, form):
    """Credit .80 for a document that was seen, .60 for a claim: 20 of 100, not 40."""
    found = explained(make(supplier(form)))
    assert found.lost_to("evidence") == pytest.approx(20, abs=1e-9)


@pytest.mark.parametrize("parts", [[0.95], [0.05, 0.05], [0.25, 0.25, 0.25]])
def test_halves_are_rounded_as_the_total_is_printed(parts):
    total = sum(parts)
    assert f"{total:.1f}" == f"{sum(_tenths(parts, total)):.1f}"


@given(st.lists(st.floats(0, 40), min_size=1, max_size=8))
def test_rounded_parts_add_up_to_the_rounded_total(parts):
    tenths = _tenths(parts, sum(parts))

    assert round(sum(parts), 1) == pytest.approx(sum(tenths))
    assert all(abs(a - b) <= 0.1 + 1e-9 for a, b in zip(parts, tenths, strict=True))
