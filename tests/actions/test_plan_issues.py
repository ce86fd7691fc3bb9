"""What people do to an action plan: each slip is told with its cell, none is guessed."""

from datetime import date

import openpyxl
import pytest

from recruitcheck.actions.layout import COLUMNS, FIRST_ROW, HEADING_ROW
from recruitcheck.actions.plan_reader import read_action_plan
from recruitcheck.actions.plans import misplaced, read_action_plans
from recruitcheck.questionnaires.blank import write_blank
from tests.actions.filling import DONE, ROW, change_plan, row, signed_plan


@pytest.fixture
def path(questionnaires, iris, tmp_path):
    return signed_plan(questionnaires, iris, tmp_path / "plan.xlsx")


@pytest.fixture
def change(path):
    """Change the plan, see `change_plan`, and read it: the plan, and the issues."""

    def write(*cells, **how):
        change_plan(path, *cells, **how)
        return read_action_plan(path, shown_as="plan.xlsx")

    return write


def told(issues):
    return [(one.code, one.place.sheet, one.place.cell) for one in issues]


def at(code, key):
    return [(code, "Plan", f"{COLUMNS[key]}{ROW}")]


def action(plan, path):
    """What became of the action in the row that was changed."""
    ref = openpyxl.load_workbook(path)["Plan"][f"A{ROW}"].value
    return next(one for one in plan.actions if str(one.id) == ref)


def test_an_unknown_status_counts_as_open_and_the_nearest_is_offered(change, path):
    plan, issues = change(row(**{**DONE, "status": "Donne"}))

    assert at("A207", "status") == told(issues)
    assert "Did you mean 'Done'?" in issues[0].message
    assert "Open, In progress, Done" in issues[0].message
    assert "open" == action(plan, path).status


def test_case_spaces_and_another_language_are_read(change, path):
    for word in (" DONE ", "hecho"):
        plan, issues = change(row(**{**DONE, "status": word}))
        assert () == issues
        assert action(plan, path).closed


@pytest.mark.parametrize("key", ["due", "proof_date"])
@pytest.mark.parametrize("value", ["03/04/2026", "soon", "31.02.2026"])
def test_a_date_that_is_none_or_could_be_two_is_told(change, path, key, value):
    plan, issues = change(row(status="Open", **{key: value}))

    assert at("A209", key) == told(issues)
    assert None is getattr(action(plan, path), key)


def test_a_date_written_as_text_is_read(change, path):
    plan, issues = change(row(**{**DONE, "proof_date": "2026-04-20"}))
    assert () == issues
    assert date(2026, 4, 20) == action(plan, path).proof_date


@pytest.mark.parametrize(
    ("missing", "words", "key"),
    [
        ({"proof": None}, "the proof is missing", "proof"),
        ({"proof_date": None}, "the date of the proof is missing", "proof_date"),
        (
            {"proof": None, "proof_date": None},
            "the proof and its date are missing",
            "proof",
        ),
    ],
)
def test_done_without_proof_is_not_closed(change, path, missing, words, key):
    plan, issues = change(row(**{**DONE, **missing}))

    assert at("A210", key) == told(issues)
    assert words in issues[0].message
    assert not action(plan, path).closed


def test_done_and_not_looked_at_is_not_closed(change, path):
    plan, issues = change(row(**{**DONE, "checked_by": None}))

    assert at("A211", "checked_by") == told(issues)
    assert "advisory" == issues[0].severity
    assert not action(plan, path).closed


@pytest.mark.parametrize("entries", [{}, {"owner": "site  MANAGER"}])
def test_nobody_checks_their_own_proof(change, path, entries):
    """Neither who filled in the plan nor the owner of the action."""
    plan, issues = change(row(**DONE | {"checked_by": "SITE manager"} | entries))

    assert at("A212", "checked_by") == told(issues)
    assert not action(plan, path).closed


def test_a_proof_from_after_the_plan_is_not_read(change, path):
    plan, issues = change(row(**{**DONE, "proof_date": date(2026, 5, 2)}))

    assert ["A213", "A210"] == [one.code for one in issues]
    assert None is action(plan, path).proof_date


def test_an_action_that_is_not_of_this_plan_is_not_read(change, path):
    plan, issues = change(row(ref="SITE-01/site/M-DOC-99", **DONE))

    assert ["A203", "A208"] == [one.code for one in issues]
    assert "Did you mean 'SITE-01/site/M-DOC-" in issues[0].message
    assert [] == [one for one in plan.actions if one.closed]


def test_an_action_that_stands_twice_is_not_read_at_all(change, path):
    first = openpyxl.load_workbook(path)["Plan"][f"A{FIRST_ROW}"].value
    plan, issues = change(row(ref=first, **DONE))

    assert "A204" == issues[0].code
    assert f"A{FIRST_ROW}, A{ROW}" in issues[0].message
    assert first not in [str(one.id) for one in plan.actions]


def test_a_row_without_its_ref_is_told_if_something_stands_there(change):
    _, issues = change(row(ref=None, **DONE))
    assert ["A206", "A208"] == [one.code for one in issues]


def test_a_row_that_was_deleted_is_named_and_nothing_is_lost(change, path):
    ref = openpyxl.load_workbook(path)["Plan"][f"A{ROW}"].value
    plan, issues = change({}, then=lambda book: book["Plan"].delete_rows(ROW))

    assert ["A208"] == [one.code for one in issues]
    assert ref in issues[0].message
    assert ref not in [str(one.id) for one in plan.actions]


def test_what_was_found_cannot_be_rewritten(change, path):
    was = openpyxl.load_workbook(path)["Plan"][f"{COLUMNS['action']}{ROW}"].value
    plan, issues = change(row(action="Nothing to do", severity="Minor", finding="Fine"))

    assert ["A214", "A214"] == [one.code for one in issues]  # it was minor before
    assert was == action(plan, path).action


@pytest.mark.parametrize("status", ["We see it otherwise", "Proof not accepted"])
def test_a_no_needs_a_reason(change, status):
    _, issues = change(row(status=status))
    assert at("A215", "answer") == told(issues)
    assert () == change(row(status=status, answer="It is the law here."))[1]


def test_a_formula_is_not_read(change):
    _, issues = change(row(proof="=1+1"))
    assert at("A216", "proof") == told(issues)
    _, issues = change(row(proof=None, proof_date="=TODAY()"))
    assert at("A216", "proof_date") == told(issues)


def test_the_day_on_the_first_sheet_must_be_there_and_be_one(change):
    plan, issues = change({"C10": None}, sheet="Start")
    assert [("A205", "Start", "C10")] == told(issues)
    assert plan.returned is None
    plan, issues = change({"C10": "last week"}, sheet="Start")
    assert [("A209", "Start", "C10")] == told(issues)
    _, issues = change({}, then=lambda book: book.remove(book["Start"]))
    assert [("A205", None, None)] == told(issues)


def test_rows_and_columns_may_be_moved(change, path):
    """Rows are known by their ref, columns by their heading."""

    def move(book):
        sheet = book["Plan"]
        sheet.move_range(f"K{HEADING_ROW}:P{FIRST_ROW + 60}", cols=4)

    plan, issues = change(row(**DONE), then=move)
    assert () == issues
    assert action(plan, path).closed


def test_a_column_without_its_heading_blocks(change):
    plan, issues = change({f"{COLUMNS['status']}{HEADING_ROW}": "State of play"})

    assert plan is None
    assert [("A202", "Plan", f"row {HEADING_ROW}")] == told(issues)
    assert "'Status'" in issues[0].message


def test_without_the_sheet_of_the_plan_it_blocks(change):
    plan, issues = change({}, then=lambda book: book.remove(book["Plan"]))
    assert (None, [("A202", None, None)]) == (plan, told(issues))


def test_another_workbook_of_ours_is_no_plan(questionnaires, tmp_path):
    blank = tmp_path / "blank.xlsx"
    write_blank(questionnaires["iris-audit"], blank)
    plan, issues = read_action_plan(blank)
    assert (None, ["A200"]) == (plan, [one.code for one in issues])


def test_a_plan_of_a_later_format_is_no_plan_here(change):
    plan, issues = change({"B1": "99"}, sheet="_rc")
    assert (None, ["A201"]) == (plan, [one.code for one in issues])


def test_a_forged_record_raises_nothing_and_closes_nothing_of_others(change):
    """Ids that are none, or of another organisation, are no actions of this plan."""

    def forge(book):
        book["_rc"]["D2"] = "no id at all"
        book["_rc"]["D3"] = "SITE-99/site/M-DOC-01"
        book["Plan"][f"A{ROW + 1}"] = "SITE-99/site/M-DOC-01"
        book["_rc"]["L1"] = "whatever"

    plan, issues = change({}, then=forge)
    assert {"SITE-01"} == {one.id.organisation for one in plan.actions}
    assert ["A203", "A203"] == [one.code for one in issues]
    assert "minor" == plan.actions[0].severity


def test_a_file_that_is_not_there_or_no_workbook_is_told(tmp_path):
    assert "F101" == read_action_plan(tmp_path / "none.xlsx")[1][0].code
    (tmp_path / "text.xlsx").write_text("hello")
    assert None is read_action_plan(tmp_path / "text.xlsx")[0]


def test_a_plan_of_somebody_else_and_an_old_question_are_told(path):
    plans, issues = read_action_plans([(path, "actions/plan.xlsx")])

    assert () == issues
    about = {one.id.about for one in plans[0].actions}
    assert () == misplaced(plans, ["SITE-01"], about)
    (issue,) = misplaced(plans, ["SITE-02"], about)
    assert ("A217", "actions/plan.xlsx") == (issue.code, issue.place.file)
    found = misplaced(plans, ["SITE-01"], about - {"M-DOC-01"})
    assert [("A218", "SITE-01/site/M-DOC-01")] == [
        (one.code, one.place.label) for one in found
    ]


def test_a_plan_may_lose_columns_that_say_what_was_found(change):
    """What was answered is read all the same."""
    where = f"{COLUMNS['clauses']}{HEADING_ROW}"
    plan, issues = change({where: None, **row(**DONE)})

    assert () == issues
    assert plan is not None
    assert 1 == sum(one.closed for one in plan.actions)


def test_rows_below_the_plan_with_notes_alone_are_no_actions(change):
    plan, issues = change({"B200": "see next week", "A201": " "})

    assert () == issues
    assert plan is not None


def test_a_row_without_a_status_is_open(change, path):
    plan, issues = change(row(status=None))

    assert () == issues
    assert "open" == action(plan, path).status
