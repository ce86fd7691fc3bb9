"""The lint of the judgements of corridors."""

from dataclasses import replace

import pytest

from recruitcheck.content import content_folder
from recruitcheck.corridors.lint import lint_corridors
from recruitcheck.scoring.crosswalk import read_clauses
from recruitcheck.workspace import lint_content

SHIPPED = (content_folder() / "scoring" / "corridors.toml").read_text("utf-8")


@pytest.fixture
def lint(tmp_path, questionnaires):
    """What is said of the shipped file with one piece of text replaced."""

    def run(old, new, forms=None):
        assert old in SHIPPED
        (tmp_path / "corridors.toml").write_text(SHIPPED.replace(old, new, 1), "utf-8")
        known = list(questionnaires.values()) if forms is None else forms
        issues = lint_corridors(tmp_path, known, read_clauses())
        return [(one.code, one.place.label) for one in issues]

    return run


def test_the_shipped_file_is_sound(lint):
    assert [] == lint("several = 3", "several = 3")


def test_a_question_that_nobody_asks(lint):
    assert [("M201", "forced_labour.indicators.4.asked")] == lint(
        'asked = ["W-MOV-03"]', 'asked = ["W-MOV-33"]'
    )
    assert [("M201", "forced_labour.indicators.4.reported")] == lint(
        "${W-MOV-03} = 'never'", "${W-MOV-33} = 'never'"
    )


def test_an_answer_that_is_none(lint):
    """W-MOV-03 has no choice 'nevr'."""
    found = lint("${W-MOV-03} = 'never'", "${W-MOV-03} = 'nevr'")
    assert ["forced_labour.indicators.4.reported"] == [place for _, place in found]


def test_a_condition_that_can_never_hold(lint):
    found = lint(
        "${W-MOV-03} = 'never'", "${W-MOV-03} = 'never' and ${W-MOV-03} = 'free'"
    )
    assert [("Q225", "forced_labour.indicators.4.reported")] == found


def test_a_clause_that_is_not_in_the_crosswalk(lint):
    assert [("M226", "forced_labour.indicators.1.id")] == lint("ILO_FL-1", "ILO_FL-12")


def test_a_condition_that_cannot_be_read(lint):
    assert [("M104", "forced_labour.indicators.4.reported")] == lint(
        "${W-MOV-03} = 'never'", "${W-MOV-03} == 'never'"
    )


def test_without_a_worker_questionnaire_questions_are_not_missed(lint):
    assert [] == lint("W-MOV-03", "W-MOV-33", forms=[])


def test_a_workspace_is_linted_with_it(tmp_path):
    (tmp_path / "scoring").mkdir()
    text = SHIPPED.replace("credit = 0.80", "credit = 8.0")
    (tmp_path / "scoring" / "corridors.toml").write_text(text, "utf-8")
    issues = lint_content(tmp_path).issues
    assert [("M104", "residual.credit")] == [
        (one.code, one.place.label)
        for one in issues
        if one.place.file == "scoring/corridors.toml"
    ]


def test_a_clause_of_a_gap_that_is_not_in_the_crosswalk(lint):
    assert [("M226", "rule_gaps.gaps.1.clauses")] == lint(
        'clauses = ["GCM-6.c", "SDG-10.7.1"]', 'clauses = ["GCM-66.c", "SDG-10.7.1"]'
    )


def test_a_clause_of_an_instrument_that_is_not_in_the_crosswalk(lint):
    assert [("M226", "rule_gaps.instruments.C181")] == lint(
        'C181 = ["', 'C181 = ["NO-1", "'
    )


@pytest.mark.parametrize(
    ("cost", "codes"), [("A_feee", ["Q261"]), ("repaid", []), ("recurring", [])]
)
def test_an_amount_has_a_category_of_cost(lint, questionnaires, cost, codes):
    """Else no table would show it, and no sum hold it."""
    form = questionnaires["worker-interview"]
    paid = replace(form["W-FEE-02"], cost=cost)
    forms = [replace(form, questions={**form.questions, paid.id: paid})]

    found = lint("several = 3", "several = 3", forms)

    assert [(code, "W-FEE-02") for code in codes] == found
