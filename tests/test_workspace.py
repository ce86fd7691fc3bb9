"""A workspace as people keep it: what is read, what is passed over, what is said."""

import os
import shutil

import openpyxl
import pytest

from recruitcheck.content import content_folder
from recruitcheck.errors import InvalidFileError, OutputError, UsageError
from recruitcheck.workspace import (
    assess_workspace,
    find_units,
    init_workspace,
    lint_content,
    make_demo,
    open_workspace,
    read_expected,
    read_questionnaires,
    read_returns,
)
from tests.questionnaires.drafting import ask, write_form

EXAMPLES = content_folder() / "questionnaires" / "examples"
RETURNS = EXAMPLES / "returns" / "2026"
EXPORT = next((EXAMPLES / "interviews").iterdir())


@pytest.fixture
def workspace(tmp_path):
    return init_workspace(tmp_path / "network", name="Ours")


def told(issues):
    return [(one.code, one.place.file) for one in issues]


def test_two_forms_with_one_id_are_told(tmp_path):
    """The later one counts; a file that Excel keeps beside an open one is no form."""
    rows = [ask("text", "supplier_id")]
    for name in ("a", "b"):
        write_form(tmp_path / f"{name}.xlsx", rows, form_id="same")
    shutil.copy(tmp_path / "a.xlsx", tmp_path / "~$a.xlsx")

    found, issues = read_questionnaires(tmp_path)

    folder = tmp_path.name
    assert [("Q123", f"{folder}/b.xlsx")] == told(issues)
    assert {"same": f"{folder}/b.xlsx"} == {id_: q.file for id_, q in found.items()}


def test_a_questionnaire_that_cannot_be_used_stops_the_scoring(workspace):
    """Its issues say why; else answers would be left out in silence."""
    path = workspace.root / "questionnaires" / "iris-supplier.xlsx"
    book = openpyxl.load_workbook(path)
    book["survey"]["A2"] = "txet"
    book.save(path)

    with pytest.raises(InvalidFileError) as error:
        assess_workspace(workspace)

    assert ("Q109", "questionnaires/iris-supplier.xlsx") in told(error.value.issues)


def test_a_condition_that_no_score_can_keep_stops_the_scoring(workspace):
    """A better answer could lower the score then."""
    shutil.copy(RETURNS / "RIMBA-03.xlsx", workspace.root / "returns")
    path = workspace.root / "questionnaires" / "iris-supplier.xlsx"
    path.with_stem("employer-pays-supplier").unlink()  # it asks the same, as it was
    book = openpyxl.load_workbook(path)
    survey = book["survey"]
    (column,) = (cell.column_letter for cell in survey[1] if cell.value == "relevant")
    (row,) = (cell.row for cell in survey["B"] if cell.value == "M-GOV-02")
    # What is between the worst and the best answer hides the question.
    shown = "${M-GOV-01} = 'none' or ${M-GOV-01} = 'public'"
    survey[f"{column}{row}"].value = shown
    book.save(path)

    with pytest.raises(InvalidFileError) as error:
        assess_workspace(workspace)

    assert {"Q122"} == {one.code for one in error.value.issues if one.blocking}


def test_notes_among_the_returns_are_passed_over_and_other_files_told(workspace):
    """A README is no return; whatever else cannot be read is."""
    returns = workspace.root / "returns"
    (returns / "README.md").write_text("Sent on Monday.")
    (returns / "scan.pdf").write_bytes(b"%PDF-1.7")
    (returns / "LETTER").write_text("Dear customer")

    found = read_returns(workspace, {})

    assert () == found.returns
    assert [("W206", "returns/LETTER"), ("W206", "returns/scan.pdf")] == told(
        found.issues
    )


def test_what_is_named_like_a_return_and_is_none_is_told(workspace):
    """A folder, links that lead nowhere or out of the workspace, a pipe."""
    returns = workspace.root / "returns"
    (returns / "folder.xlsx").mkdir()
    (returns / "2026").mkdir()
    (returns / "gone.xlsx").symlink_to(returns / "nowhere.xlsx")
    (returns / "shared").symlink_to(workspace.root / "interviews")
    os.mkfifo(returns / "pipe.xlsx")

    found = read_returns(workspace, {})

    assert () == found.returns
    assert {
        "returns/folder.xlsx": "This is a folder,",
        "returns/gone.xlsx": "This is a link that leads nowhere,",
        "returns/pipe.xlsx": "This is neither a file nor a folder,",
        "returns/shared": "This is a link to a folder,",
    } == {
        one.place.file: one.message.partition(" not")[0]
        for one in found.issues
        if one.code == "W212"
    }


def test_interviews_that_can_be_read_are_used_whatever_the_others_are(
    workspace, questionnaires
):
    """Each file is told of; where none can be read there are no interviews."""
    folder = workspace.root / "interviews"
    (folder / "notes.csv").write_text("name,remark\nA,B\n")

    nothing = read_returns(workspace, questionnaires)
    shutil.copy(EXPORT, folder / EXPORT.name)
    some = read_returns(workspace, questionnaires)

    assert None is nothing.interviews
    assert ("S301", "interviews/notes.csv") in told(nothing.issues)
    assert ("S301", "interviews/notes.csv") in told(some.issues)
    assert some.interviews is not None
    assert len(some.interviews) > 100
    names = {one.file for one in some.inputs}
    assert {"interviews/notes.csv", f"interviews/{EXPORT.name}"} == names


def test_interviews_need_a_form_for_workers(workspace):
    """Without one there is nothing to read them by."""
    shutil.copy(EXPORT, workspace.root / "interviews")

    found = read_returns(workspace, {})

    assert None is found.interviews


def test_the_list_of_organisations_may_be_missing(workspace):
    """Then nobody is missed."""
    (workspace.root / "organisations.csv").unlink()

    assert ((), ()) == read_expected(workspace)


def test_an_organisation_has_a_unit_in_each_corridor(workspace):
    """All of its latest cycle, or the one of a corridor in any case."""
    shutil.copy(RETURNS / "RIMBA-03.xlsx", workspace.root / "returns")
    results = assess_workspace(workspace)

    units = find_units("RIMBA-03", None, results)

    assert len(units) > 1
    key = str(units[-1].corridor)
    assert (units[-1],) == find_units("RIMBA-03", key.lower(), results)
    with pytest.raises(UsageError, match="Did you mean 'RIMBA-03'"):
        find_units("RIMA-03", None, results)


def test_settings_may_be_saved_by_notepad(workspace):
    """It writes a mark at the beginning of the file."""
    path = workspace.root / "workspace.toml"
    path.write_text('name = "Café"\n', "utf-8-sig")

    assert "Café" == open_workspace(workspace.root).settings.name


def test_settings_in_an_old_encoding_say_so(workspace):
    """TOML is UTF-8."""
    path = workspace.root / "workspace.toml"
    path.write_bytes('name = "Café"\n'.encode("cp1252"))

    with pytest.raises(InvalidFileError) as error:
        open_workspace(workspace.root)

    assert [("F118", "workspace.toml")] == told(error.value.issues)


def test_the_content_of_a_workspace_is_linted_under_its_own_names(workspace):
    """Questionnaires, scoring and templates in one go."""
    root = workspace.root
    (root / "reports" / "templates" / "supplier.html").write_text("{{ vew.name }}")
    model = root / "scoring" / "models" / "iris.toml"
    model.write_text(model.read_text("utf-8").replace("M-PRO-03", "M-PRO-33"), "utf-8")

    files = {one.place.file for one in lint_content(root).issues}

    assert {"reports/templates/supplier.html", "scoring/models/iris.toml"} == files


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="links need rights on Windows")
def test_a_demo_that_cannot_be_replaced_says_why(tmp_path):
    """As where its folder is a link to another one, which stays as it was."""
    make_demo(tmp_path / "demo")
    (tmp_path / "link").symlink_to(tmp_path / "demo", target_is_directory=True)

    with pytest.raises(OutputError, match=r"cannot be replaced: .*symbolic link"):
        make_demo(tmp_path / "link")

    assert (tmp_path / "demo" / "workspace.toml").is_file()


def test_a_crosswalk_that_is_no_table_is_told_when_linting(workspace):
    """And the rest of the content is looked at all the same."""
    root = workspace.root
    (root / "scoring" / "crosswalks" / "clauses.csv").write_bytes(b"%PDF-1.7")
    (root / "reports" / "templates" / "supplier.html").write_text("{{ vew.name }}")

    issues = lint_content(root).issues

    assert {
        ("F117", "scoring/crosswalks/clauses.csv"),
        ("T105", "reports/templates/supplier.html"),
    } == set(told(issues))


def test_facts_of_ones_own_are_linted(workspace):
    """Before anything is scored with them."""
    own = workspace.root / "scoring" / "countries" / "own" / "my-facts.csv"
    own.write_text(own.read_text().rstrip("\n") + "\ntip_tire,NPL,,,3\n")

    issues = lint_content(workspace.root).issues

    assert {"scoring/countries/own/my-facts.csv"} == {one.place.file for one in issues}
    assert "K103" in {one.code for one in issues}


@pytest.mark.parametrize(("include", "expected"), [("false", 1), ("true", 2)])
def test_rejected_interviews_are_read_if_the_workspace_says_so(
    workspace, questionnaires, include, expected
):
    """Else they are left out and told."""
    settings = workspace.root / "workspace.toml"
    settings.write_text(f'name = "Ours"\ninclude_rejected = {include}\n')
    (workspace.root / "interviews" / "e.csv").write_text(
        "supplier_id,destination,W-PRO-01,W-PRO-02,_validation_status\n"
        "S-1,MYS,yes,NPL,\n"
        "S-1,MYS,yes,NPL,validation_status_not_approved\n"
    )

    found = read_returns(open_workspace(workspace.root), questionnaires)

    assert found.interviews is not None
    assert expected == len(found.interviews)
    assert (expected == 1) == ("S308" in {one.code for one in found.issues})


def test_judgements_of_corridors_that_cannot_be_used_stop_the_scoring(workspace):
    path = workspace.root / "scoring" / "corridors.toml"
    text = path.read_text("utf-8").replace("credit = 0.80", "credit = 8.0")
    path.write_text(text, "utf-8")

    with pytest.raises(InvalidFileError) as error:
        assess_workspace(workspace)

    assert [("M104", "scoring/corridors.toml")] == told(error.value.issues)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('model = "iris"', "'name' is missing."),
        (
            'name = "Ours"\nfictional = "yes"',
            "'fictional' must be true or false, without quotes.",
        ),
        ('name = "Ours"\nmodle = "iris"', "'modle' is no setting."),
    ],
)
def test_settings_that_cannot_be_read_say_why(workspace, text, reason):
    (workspace.root / "workspace.toml").write_text(text, "utf-8")

    with pytest.raises(InvalidFileError) as error:
        open_workspace(workspace.root)

    assert [("W204", "workspace.toml")] == told(error.value.issues)
    assert reason in error.value.issues[0].message
