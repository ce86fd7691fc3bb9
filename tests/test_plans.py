"""Action plans of a workspace: sent, returned, taken in, and read by every run."""

import json
import shutil
import sys
from datetime import date

import pytest

from recruitcheck import cli
from recruitcheck.actions.findings import find_findings
from recruitcheck.content import content_folder
from recruitcheck.errors import OutputError, UsageError
from recruitcheck.plans import export_plans, import_plans
from recruitcheck.workspace import assess_workspace, init_workspace, open_workspace
from tests.actions.filling import fill_plan, rows_of
from tests.networks import results_of, supplier

TODAY = date(2026, 6, 1)
DONE = {
    "status": "Done",
    "proof": "minutes.pdf",
    "proof_date": date(2026, 4, 20),
    "checked_by": "Buyer",
    "owner": "HR lead",
}
EXAMPLES = content_folder() / "questionnaires" / "examples" / "returns" / "2026"


@pytest.fixture
def workspace(tmp_path):
    """One supplier and its return, and no forms but its own, which reads faster."""
    made = init_workspace(tmp_path / "network", name="Ours")
    for path in (made.root / "questionnaires").glob("*.xlsx"):
        if path.stem != "iris-supplier":
            path.unlink()
    shutil.copy(EXAMPLES / "BAYU-04.xlsx", made.root / "returns")
    return made


@pytest.fixture
def recruitcheck(monkeypatch, capsys):
    """One call of the command: exit code, standard output, standard error."""

    def call(*words):
        monkeypatch.setattr(sys, "argv", ["recruitcheck", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return left.value.code or 0, said.out, said.err

    return call


def score_of(workspace):
    (one,) = assess_workspace(workspace).network.assessments
    return one.low


def test_a_plan_goes_out_comes_back_and_moves_the_score(workspace, tmp_path):
    before = score_of(workspace)
    (path,) = export_plans(workspace)
    assert workspace.root / "plans" / "BAYU-04.xlsx" == path
    mailed = tmp_path / "filled.xlsx"
    shutil.copy(path, mailed)

    done = import_plans(workspace, [fill_plan(mailed, {None: DONE})], today=TODAY)

    assert (workspace.root / "actions" / "filled.xlsx",) == done.stored
    assert () == done.issues
    assert len(rows_of(path)) == len(done.progress.closed)
    assert before < score_of(workspace)
    assert "actions/filled.xlsx" in [one.file for one in done.results.inputs]


def test_a_plan_put_into_the_folder_by_hand_is_read_by_every_run(workspace):
    before = score_of(workspace)
    (path,) = export_plans(workspace)
    (workspace.root / "actions").mkdir()
    shutil.copy(path, workspace.root / "actions")
    fill_plan(workspace.root / "actions" / path.name, {None: DONE})

    assert before < score_of(workspace)


def test_importing_twice_changes_nothing(workspace, tmp_path):
    (path,) = export_plans(workspace, tmp_path / "out")
    fill_plan(path, {None: DONE})
    first = import_plans(workspace, [path], today=TODAY)
    score = score_of(workspace)

    again = import_plans(workspace, [path, *first.stored], today=TODAY)

    assert ((), 2) == (again.stored, len(again.present))
    assert () == again.progress.closed
    assert score == score_of(workspace)
    assert 1 == len(list((workspace.root / "actions").iterdir()))


def test_a_second_plan_of_the_same_name_stands_beside_the_first(workspace, tmp_path):
    (path,) = export_plans(workspace, tmp_path / "out")
    fill_plan(path, {None: DONE})
    import_plans(workspace, [path], today=TODAY)
    first = (workspace.root / "actions" / "BAYU-04.xlsx").read_bytes()
    fill_plan(
        path,
        {None: {"status": "Proof not accepted", "answer": "Pages are missing"}},
        on="2026-05-20",
    )

    later = import_plans(workspace, [path], today=TODAY)

    assert ["BAYU-04-2.xlsx"] == [one.name for one in later.stored]
    assert first == (workspace.root / "actions" / "BAYU-04.xlsx").read_bytes()
    assert len(rows_of(path)) == len(later.progress.reopened)


def test_what_came_back_is_filled_in_when_the_plan_is_written_again(
    workspace, tmp_path
):
    (path,) = export_plans(workspace, tmp_path / "out")
    fill_plan(path, {None: DONE})
    import_plans(workspace, [path], today=TODAY)

    (again,) = export_plans(workspace)

    assert {("Done", "minutes.pdf", "Buyer")} == {
        (row["status"], row["proof"], row["checked_by"]) for row in rows_of(again)
    }
    assert (again,) == export_plans(workspace)  # nothing new stands in it


def test_entries_that_did_not_come_back_yet_are_never_overwritten(workspace):
    (path,) = export_plans(workspace)
    fill_plan(path, {None: {"status": "In progress"}})
    kept = path.read_bytes()

    with pytest.raises(UsageError, match="did not come back yet"):
        export_plans(workspace)
    assert kept == path.read_bytes()
    (other,) = export_plans(workspace, path.parent / "b.xlsx", organisation="BAYU-04")
    assert "b.xlsx" == other.name
    path.write_text("somebody's notes")
    with pytest.raises(UsageError, match="did not come back yet"):
        export_plans(workspace)


def test_who_has_nothing_to_do_gets_no_plan(workspace, questionnaires, iris):
    results = results_of(
        questionnaires, iris, supplier(questionnaires["iris-supplier"])
    )
    assert () == export_plans(workspace, results=results)


def test_a_file_that_cannot_be_used_is_refused_and_not_kept(workspace, tmp_path):
    wrong = tmp_path / "letter.xlsx"
    wrong.write_text("Dear Sir")

    done = import_plans(workspace, [wrong], today=TODAY)

    assert ((wrong,), ()) == (done.refused, done.stored)
    assert done.issues
    assert not (workspace.root / "actions").exists()


def test_a_folder_that_cannot_be_made_is_told(workspace, tmp_path):
    (path,) = export_plans(workspace, tmp_path / "out")
    (workspace.root / "actions").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be written"):
        import_plans(workspace, [path], today=TODAY)
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(OutputError, match="cannot be made"):
        export_plans(workspace, tmp_path / "file" / "x")


def test_the_commands_say_what_changed(recruitcheck, workspace, tmp_path):
    root = workspace.root
    code, out, _ = recruitcheck("actions", "export", root, "-o", tmp_path / "out")
    assert (0, f"{tmp_path / 'out' / 'BAYU-04.xlsx'}\n") == (code, out)
    path = tmp_path / "out" / "BAYU-04.xlsx"
    first, *_ = find_findings(assess_workspace(workspace))
    fill_plan(path, {str(first.id): DONE})

    code, out, err = recruitcheck(
        *("actions", "import", path, root, "--today", "2026-12-31")
    )

    assert 0 == code
    assert "Taken in as" in err
    assert "Closed now, with a proof that somebody checked:" in out
    assert f"  {first.id}  " in out
    assert "Overdue on 2026-12-31:" in out
    assert "and" in out.splitlines()[-1]
    code, out, err = recruitcheck(
        *("actions", "import", path, "-w", root, "--format", "json"),
        *("--today", "2026-04-01"),
    )
    record = json.loads(out)
    assert "was taken in before" in err
    assert ([], [], "2026-04-01") == (
        record["closed"],
        record["overdue"],
        record["today"],
    )
    assert [str(first.id)] == [a["id"] for a in record["actions"] if a["closed"]]


def test_a_slip_leaves_with_1_and_names_its_cell(recruitcheck, workspace, tmp_path):
    (path,) = export_plans(workspace, tmp_path / "out")
    fill_plan(path, {None: {"status": "Nearly"}})

    code, out, err = recruitcheck("actions", "import", path, workspace.root)

    assert 1 == code
    assert "'Nearly' is not a status" in err
    assert "actions/BAYU-04.xlsx, sheet 'Plan', cell L4" in err
    assert out.startswith("Organisation")
    code, _, err = recruitcheck("score", workspace.root)
    assert (1, True) == (code, "[A207]" in err)


def test_a_name_that_is_none_gets_the_nearest(recruitcheck, workspace):
    code, _, err = recruitcheck(
        "actions", "export", workspace.root, "--supplier", "BAYU-4"
    )
    assert (2, True) == (code, "Did you mean 'BAYU-04'?" in err)


def test_a_plan_in_spanish_comes_back_too(recruitcheck, workspace, tmp_path):
    path = tmp_path / "es.xlsx"
    code, *_ = recruitcheck(
        *("actions", "export", workspace.root, "--supplier", "BAYU-04"),
        *("-o", path, "--language", "es", "--from", "2026-04-01"),
    )
    assert 0 == code
    fill_plan(path, {None: {**DONE, "status": "Hecho"}})
    done = import_plans(open_workspace(workspace.root), [path], today=TODAY)
    assert len(rows_of(path)) == len(done.progress.closed)
