"""Whether answers fit each other."""

from dataclasses import replace
from typing import Any

import pytest

from recruitcheck.issues import Place
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.questionnaire import Question
from recruitcheck.submissions.checks import Checked
from recruitcheck.submissions.submission import Answer, Given
from tests.submissions.filling import SUPPLIER


def answers_of(**values):
    """Answers by question, 'M_GOV_01' for M-GOV-01; None is blank."""
    found = {}
    for number, (key, value) in enumerate(values.items(), start=1):
        name = key.replace("_", "-")
        given: Given = "answered" if value else "blank"
        if value in {"dk", "invalid"}:
            given = value
        text = value if given == "answered" else ""
        place = Place("r.xlsx", "Answers", f"D{number}", name)
        found[name] = Answer(name, given, text, place, raw=text)
    return found


def with_rule(name, **rules):
    """The questionnaire, one of its questions with another rule."""
    parsed: dict[str, Any] = {
        key: parse_expression(text) for key, text in rules.items()
    }
    question = replace(SUPPLIER[name], **parsed)
    return replace(SUPPLIER, questions={**SUPPLIER.questions, name: question})


def with_calculation(text):
    """A form that shows M-DD-04 where `share`, a calculation, is more than half."""
    form = with_rule("M-DD-04", relevant="${share} > 0.5")
    share = Question(
        id="share",
        kind="calculate",
        labels={},
        hints={},
        place=Place("q.xlsx"),
        section="policy",
        calculation=parse_expression(text),
    )
    last = form.questions["M-DD-04"]
    questions = {n: q for n, q in form.questions.items() if n != "M-DD-04"}
    return replace(form, questions={**questions, "share": share, "M-DD-04": last})


def codes(form, site, *blocks):
    checked = Checked(form, {0: site, **dict(enumerate(blocks, start=1))}, {})
    return [(issue.code, issue.place.label) for issue in checked.issues]


@pytest.mark.parametrize(
    ("migrants", "expected"),
    [
        ("90", []),
        ("10", [("S244", "M-DD-04")]),
        (None, []),
        ("invalid", []),
    ],
)
def test_a_condition_may_rest_on_a_calculation(migrants, expected):
    """It is known once all that it is computed from is."""
    form = with_calculation("${M-PRO-02} div ${M-PRO-01}")
    site = answers_of(M_PRO_01="100", M_PRO_02=migrants, M_DD_04="a")

    found = codes(form, site)

    assert expected == [one for one in found if one[1] == "M-DD-04"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [("dk", [("S244", "M-DD-04")]), (None, []), ("draft", [])],
)
def test_not_knowing_is_an_answer_to_a_condition(answer, expected):
    """A blank may still become the answer that shows the question; 'dk' will not."""
    form = with_rule("M-DD-04", relevant="${M-GOV-01} = 'draft'")

    assert expected == codes(form, answers_of(M_GOV_01=answer, M_DD_04="a"))


def test_what_rests_on_a_hidden_question_is_hidden_too():
    """The answer left in the hidden one shows nothing."""
    form = with_rule("M-DD-04", relevant="selected(${M-GOV-02}, 'fee')")
    site = answers_of(M_GOV_01="none", M_GOV_02="fee", M_DD_04="a")

    assert [("S244", "M-GOV-02"), ("S244", "M-DD-04")] == codes(form, site)


def test_one_corridor_may_show_what_another_hides():
    """`join` looks at all corridors; one that is not answered yet may still show it."""
    site = answers_of(M_PRO_02="5", M_DD_02="all")
    direct = answers_of(M_PRO_05="direct")
    agency = answers_of(M_PRO_05="agency")
    blank = answers_of(M_PRO_03="1", M_PRO_05=None)

    assert [("S244", "M-DD-02")] == codes(SUPPLIER, site, direct, direct)
    assert [] == codes(SUPPLIER, site, direct, agency)
    assert [("S213", "M-PRO-05")] == codes(
        with_rule_required("M-PRO-05"), site, direct, blank
    )


def with_rule_required(name):
    question = replace(SUPPLIER[name], required=True)
    return replace(SUPPLIER, questions={**SUPPLIER.questions, name: question})


def test_what_is_required_may_not_apply():
    """A question that no answer has shown yet is not asked for."""
    corridor = answers_of(M_PRO_03=None)

    assert [] == codes(SUPPLIER, answers_of(M_PRO_02="0"), corridor)
    assert [("S213", "M-PRO-03")] == codes(SUPPLIER, answers_of(M_PRO_02="5"), corridor)
    form = with_rule("M-PRO-03", relevant="${nobody-asks-this} > 0")
    assert [] == codes(form, answers_of(M_PRO_02="5"), corridor)


def test_a_constraint_waits_for_the_answer_it_names():
    """Nobody can say that 5 is too many while the number of people is missing."""
    assert [] == codes(SUPPLIER, answers_of(M_PRO_01=None, M_PRO_02="5"))
    assert [("S212", "M-PRO-02")] == codes(
        SUPPLIER, answers_of(M_PRO_01="4", M_PRO_02="5")
    )


def test_a_constraint_without_a_message_is_quoted():
    """Better the rule itself than nothing."""
    form = with_rule("M-DD-04", constraint="string-length(.) < 2")
    question = replace(form["M-DD-04"], constraint_messages={})
    form = replace(form, questions={**form.questions, "M-DD-04": question})

    (issue,) = Checked(form, {0: answers_of(M_DD_04="long")}, {}).issues

    assert "'long' is not allowed here. The rule is: string-length(.) < 2" == (
        issue.message
    )


def test_an_auditor_need_not_name_who_saw_the_evidence():
    """The auditor did."""
    site = answers_of(M_DD_04="a")
    site["M-DD-04"] = replace(site["M-DD-04"], evidence="a.pdf")
    audit = replace(SUPPLIER, respondent="auditor")

    assert [("S242", "M-DD-04")] == codes(SUPPLIER, site)
    assert [] == codes(audit, site)


def test_several_ticks_are_quoted_in_the_words_of_the_workbook():
    """Codes such as 'fee' stand in no workbook that anybody fills in."""
    form = with_rule("M-GOV-02", constraint="count-selected(.) < 2")
    site = answers_of(M_GOV_01="public", M_GOV_02="fee medical")

    (issue,) = Checked(form, {0: site}, {}).issues

    assert "S212" == issue.code
    assert "'Fee, Medical' is not allowed here." in str(issue)
