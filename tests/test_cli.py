"""The command line: what it prints, and with which exit code it leaves."""

import json
import sys

import openpyxl
import pytest
from click.testing import CliRunner

from recruitcheck import cli
from recruitcheck.workspace import init_workspace


def call(monkeypatch, capsys, *words):
    """Exit code, standard output and standard error of one call."""
    monkeypatch.setattr(sys, "argv", ["recruitcheck", *map(str, words)])
    with pytest.raises(SystemExit) as left:
        cli.main()
    said = capsys.readouterr()
    return left.value.code or 0, said.out, said.err


@pytest.fixture
def recruitcheck(monkeypatch, capsys):
    return lambda *words: call(monkeypatch, capsys, *words)


@pytest.fixture
def workspace(tmp_path):
    return init_workspace(tmp_path / "network", name="Ours").root


def test_help_names_every_command():
    done = CliRunner().invoke(cli.commands, ["--help"])
    listed = done.output.partition("Commands:")[2]
    assert "..." not in listed  # each line is whole in 80 columns
    for name in (
        "demo",
        "init",
        "show",
        "blank",
        "check",
        "score",
        "explain",
        "report",
        "run",
        "remediation",
        "sample",
    ):
        assert f"\n  {name}" in done.output


def test_show_lists_the_questionnaires(recruitcheck):
    code, out, _ = recruitcheck("show")
    assert 0 == code
    assert 6 == len(out.splitlines())
    assert "worker-interview" in out


def test_show_prints_one_in_a_language(recruitcheck):
    code, out, _ = recruitcheck("show", "iris-supplier", "--language", "es")
    assert 0 == code
    assert "**M-DOC-01**" in out
    assert "pasaporte" in out


def test_an_unknown_name_gets_the_nearest(recruitcheck):
    code, _, err = recruitcheck("show", "iris-suplier")
    assert 2 == code
    assert "Did you mean 'iris-supplier'?" in err


def test_an_unknown_language_names_those_there_are(recruitcheck):
    code, _, err = recruitcheck("show", "iris-supplier", "--language", "fr")
    assert 2 == code
    assert "Spanish (es)" in err


def test_init_makes_a_workspace_and_refuses_a_full_folder(recruitcheck, tmp_path):
    code, _, err = recruitcheck("init", tmp_path / "net", "--name", 'The "Net"')
    assert 0 == code
    assert "is ready" in err
    assert {"questionnaires", "scoring", "reports", "returns", "interviews"} < {
        path.name for path in (tmp_path / "net").iterdir()
    }
    code, _, err = recruitcheck("init", tmp_path / "net")
    assert 2 == code
    assert "is not empty" in err


def test_blank_writes_a_workbook_and_prints_its_path(recruitcheck, tmp_path):
    path = tmp_path / "blank.xlsx"
    code, out, _ = recruitcheck(
        *("blank", "iris-supplier", "-o", path, "--id", "S-1", "--short"),
        *("--corridor", "NPL-MYS", "--corridor", "BGD-MYS", "--cycle", "2026"),
    )
    assert (0, f"{path}\n") == (code, out)
    assert "Answers" in openpyxl.load_workbook(path).sheetnames


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("blank", "iris-supplier", "--corridor", "Nepal"), "is one country"),
        (("blank", "iris-supplier", "--corridor", "NPL-XXX"), "is not a corridor"),
        (("blank", "worker-interview"), "KoboToolbox"),
        (("blank", "nothing"), "There is no questionnaire"),
        (("score", "--format", "pdf"), "pdf"),
        (("nonsense",), "nonsense"),
    ],
)
def test_wrong_usage_is_said_and_leaves_with_2(
    recruitcheck, tmp_path, monkeypatch, words, said
):
    monkeypatch.chdir(tmp_path)
    code, _, err = recruitcheck(*words)
    assert 2 == code
    assert said in err
    assert "Traceback" not in err


def test_a_folder_that_is_no_workspace_is_said(recruitcheck, tmp_path):
    for command in ("check", "score", "report", "run"):
        code, _, err = recruitcheck(command, tmp_path)
        assert 2 == code
        assert "is not a workspace" in err


def test_an_empty_workspace_runs_and_says_what_is_awaited(recruitcheck, workspace):
    code, out, err = recruitcheck("run", workspace)
    assert 0 == code
    assert f"\nLook at {workspace}/reports/index.html\n" == out
    assert "No return came back yet." in err
    assert (workspace / "reports" / "index.html").is_file()
    code, out, err = recruitcheck("check", workspace)
    assert (0, "Nothing is wrong.\n") == (code, out)
    assert "No return came back yet." in err


def test_broken_settings_are_an_issue(recruitcheck, workspace):
    (workspace / "workspace.toml").write_text('title = "x"\n')
    code, _, err = recruitcheck("run", workspace)
    assert 1 == code
    assert "[W204]" in err
    (workspace / "workspace.toml").write_text("name = \n")
    code, _, err = recruitcheck("run", workspace)
    assert (1, True) == (code, "[M101]" in err)


def test_hostile_content_is_told_and_never_our_fault(recruitcheck, workspace):
    """Five thousand lists in each other, and a table that is none."""
    clauses = workspace / "scoring" / "crosswalks" / "clauses.csv"
    clauses.write_bytes(b"PK\x03\x04")
    code, _, err = recruitcheck("check", workspace)
    assert (1, True) == (code, "clauses.csv:" in err and "[F117]" in err)
    nested = "name = " + "[" * 5_000 + "]" * 5_000
    (workspace / "scoring" / "models" / "iris.toml").write_text(nested)
    code, _, err = recruitcheck("score", workspace)
    assert (1, True) == (code, "scoring/models/iris.toml:" in err and "[F109]" in err)
    (workspace / "workspace.toml").write_text(nested)
    code, _, err = recruitcheck("check", workspace)
    assert (1, True) == (code, "workspace.toml:" in err and "[F109]" in err)


def test_a_broken_model_is_an_issue_and_another_can_be_named(recruitcheck, workspace):
    path = workspace / "scoring" / "models" / "iris.toml"
    path.write_text(path.read_text().replace("least = 85.0", "least = 20.0"))
    code, _, err = recruitcheck("score", workspace)
    assert 1 == code
    assert "bands stand from the best to the worst" in err
    code, _, _ = recruitcheck("score", workspace, "--model", "employer-pays")
    assert 0 == code
    code, _, err = recruitcheck("score", workspace, "--model", "employerpays")
    assert (2, True) == (code, "Did you mean 'employer-pays'?" in err)


def test_files_that_are_not_returns_are_told(recruitcheck, workspace):
    (workspace / "returns" / "scan.pdf").write_bytes(b"%PDF-1.7")
    (workspace / "returns" / "letter.xlsx").write_bytes(b"Dear customer")
    (workspace / "returns" / "~$open.xlsx").write_bytes(b"lock")
    code, out, _ = recruitcheck("check", workspace, "--format", "json")
    found = {one["file"]: one["code"] for one in json.loads(out)}
    assert 1 == code
    assert {"returns/scan.pdf": "W206", "returns/letter.xlsx": "F106"} == found


def test_the_list_of_organisations_is_checked(recruitcheck, workspace):
    (workspace / "organisations.csv").write_text(
        "id,name,role,corridors\n"
        "S-1,One,supplier,NPL-MYS BGD-MYS\n"
        "S-2,Two,suplier,\n"
        "S-3,Three,supplier,Nepal\n"
        ",Nobody,supplier,\n"
    )
    code, out, _ = recruitcheck("check", workspace, "--format", "json")
    assert 1 == code
    assert ["line 3", "line 4", "line 5"] == [one["cell"] for one in json.loads(out)]


def test_a_fault_of_ours_is_said_without_a_traceback(recruitcheck, monkeypatch):
    def broken(*_, **__):
        message = "boom"
        raise RuntimeError(message)

    monkeypatch.setattr("recruitcheck.workspace.read_questionnaires", broken)
    code, _, err = recruitcheck("show")
    assert 3 == code
    assert "This is our fault" in err
    assert "Traceback" not in err


def test_lint_finds_the_shipped_content_clean_and_its_languages_whole(recruitcheck):
    code, out, _ = recruitcheck("lint", "--strict")
    assert 0 == code
    assert "Nothing is wrong." in out
    assert out.count("100%") == 13


def test_lint_names_what_is_wrong_in_a_workspace(recruitcheck, workspace):
    path = workspace / "scoring" / "models" / "iris.toml"
    path.write_text(path.read_text().replace("M-PRO-03", "M-PRO-33"))
    code, out, _ = recruitcheck("lint", workspace, "--format", "json")
    found = json.loads(out)
    assert code in {0, 1}
    assert {"scoring/models/iris.toml"} == {one["file"] for one in found["issues"]}
    assert 6 == len(found["languages"])


def test_issues_prints_the_catalogue(recruitcheck):
    code, out, _ = recruitcheck("issues")
    assert 0 == code
    assert "**S204** *error*" in out


def test_score_with_ranges_and_with_a_changed_model(recruitcheck, workspace):
    code, out, _ = recruitcheck("score", workspace, "--ranges", "--set", "p=1")
    assert 0 == code
    assert "What if: the model 'iris' was changed: p = 1 (was 0)" in out
    assert "Band  Score  Was  Rank  Was  Range  Ranks  Bands  Supplier" in out
    assert "The seed of the draws is 20260101" in out
    code, out, _ = recruitcheck(
        *("score", workspace, "--set", "p=1", "--format", "json")
    )
    assert 0 == code
    assert ["p = 1 (was 0)"] == json.loads(out)["what_if"]["changes"]


def test_a_change_that_cannot_be_made_is_wrong_usage(recruitcheck, workspace):
    code, _, err = recruitcheck("score", workspace, "--set", "wieght.1=30")
    assert 2 == code
    assert "Did you mean 'weight.1'?" in err


def test_sensitivity_as_a_table_and_as_json(recruitcheck, workspace):
    pytest.importorskip("SALib")
    code, out, _ = recruitcheck("sensitivity", workspace)
    assert 0 == code
    assert "Credit for evidence" in out
    code, out, _ = recruitcheck("sensitivity", workspace, "--format", "json")
    assert {} == json.loads(out)["suppliers"]


def test_a_trend_needs_two_cycles(recruitcheck, workspace):
    code, _, err = recruitcheck("trend", workspace)
    assert 2 == code
    assert "A trend needs two cycles" in err


def test_flags_as_text_and_as_json(recruitcheck, workspace):
    code, out, _ = recruitcheck("flags", workspace)
    assert 0 == code
    assert "0 flags." in out
    code, out, _ = recruitcheck("flags", workspace, "--format", "json")
    assert {"flags": [], "not_judged": []} == json.loads(out)


def test_wrong_limits_of_flags_are_told(recruitcheck, workspace):
    (workspace / "scoring" / "flags.toml").write_text("[red]\nunsafe = 25\n", "utf-8")
    code, _, err = recruitcheck("flags", workspace)
    assert 1 == code
    assert "scoring/flags.toml" in err
    assert "red.unsafe" in err


def test_a_brief_of_facts_needs_no_workspace(recruitcheck, tmp_path, monkeypatch):
    """Countries by name; the page is where it says."""
    monkeypatch.chdir(tmp_path)
    code, out, _ = recruitcheck("brief", "Bangladesh", "Saudi Arabia")
    assert (0, "brief-BGD-SAU.html") == (code, out.strip())
    assert "Government of Bangladesh" in (tmp_path / out.strip()).read_text("utf-8")


def test_a_brief_is_about_one_corridor(recruitcheck):
    code, _, err = recruitcheck("brief", "BGD-SAU", "NPL-QAT")
    assert 2 == code
    assert "name one" in err
