"""The main job on the example network, through the real command."""

import csv
import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from recruitcheck.actions.findings import find_findings
from recruitcheck.explaining.records import as_record, explain_score
from recruitcheck.submissions.actions_taken import FindingId
from recruitcheck.submissions.survey_export import read_survey_export
from recruitcheck.workspace import assess_workspace, open_workspace
from tests.browser import needs_browser, open_page, printed_pages


def run(*words, cwd):
    return subprocess.run(
        [sys.executable, "-m", "recruitcheck", *words],
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demo's folder and what the command said."""
    root = tmp_path_factory.mktemp("demo")
    done = run("demo", cwd=root)
    assert 0 == done.returncode, done.stderr
    return root / "recruitcheck-demo", done


@pytest.fixture(scope="module")
def scores(demo):
    return json.loads((demo[0] / "scores.json").read_text("utf-8"))


def pages(folder):
    return {
        path.relative_to(folder).as_posix()
        for path in (folder / "reports").rglob("*.html")
        if "templates" not in path.parts
    }


def test_writes_a_page_for_everybody_and_the_scores(demo, scores):
    folder, _ = demo
    found = pages(folder)
    assert "reports/index.html" in found
    folders = {"supplier": "suppliers", "recruiter": "recruiters", "member": "members"}
    for one in scores["organisations"]:
        name = f"reports/{folders[one['role']]}/{one['organisation']}.html"
        assert name in found
    for one in scores["corridors"]:
        assert f"reports/corridors/{one['corridor']}.html" in found
        assert f"reports/briefs/{one['corridor']}.html" in found
    corridors = 2 * len(scores["corridors"])
    assert len(scores["organisations"]) + corridors + 1 == len(found)


def test_is_the_network_that_the_issue_asked_for(scores):
    """13 suppliers in 5 corridors, 4 recruiters, a member, all bands, two cycles."""
    roles = [one["role"] for one in scores["organisations"]]
    assert 13 == roles.count("supplier")
    assert 4 == roles.count("recruiter")
    assert 1 == roles.count("member")
    assert 5 == len(scores["corridors"])
    bands = {o["band"] for o in scores["organisations"] if o["role"] == "supplier"}
    assert {"A", "B", "C", "D", "E"} == bands
    old = {a["organisation"] for a in scores["assessments"] if a["cycle"] == "2025"}
    assert 3 == len(old)
    assert any(one["why_no_score"] for one in scores["assessments"])
    assert any(one["na_exposure"] for one in scores["assessments"])
    small = {one["interviews"] for one in scores["assessments"]}
    assert any(0 < n < 10 for n in small)
    assert scores["fictional"] is True


def test_says_how_far_it_is_and_where_to_look(demo):
    _, done = demo
    assert "Reading" in done.stderr
    assert "Band  Score  Supplier" in done.stdout
    assert "reports/index.html" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_table_has_a_row_per_organisation_corridor_and_cycle(demo, scores):
    text = (demo[0] / "scores.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert len(scores["assessments"]) == len(rows)
    for row, one in zip(rows, scores["assessments"], strict=True):
        assert one["organisation"] == row["organisation"]
        assert ("" if one["score"] is None else str(one["score"])) == row["score"]


def test_every_page_says_that_it_is_fictional(demo):
    folder, _ = demo
    for name in pages(folder):
        assert "Fictional example data" in (folder / name).read_text("utf-8"), name


def test_two_runs_give_the_same_bytes(demo, tmp_path):
    folder, _ = demo
    assert 0 == run("demo", "again", cwd=tmp_path).returncode

    def digest(root):
        return {
            path.relative_to(root): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(root.rglob("*"))
            if path.is_file() and path.name != "workspace.toml"
        }

    assert digest(folder) == digest(tmp_path / "again")


def test_no_output_leads_back_to_an_interview(demo, questionnaires):
    """Neither ids of interviews nor amounts of single workers stand in any output."""
    folder, _ = demo
    (export,) = (folder / "interviews").iterdir()
    interviews, _ = read_survey_export(export, questionnaires["worker-interview"])
    assert interviews is not None
    ids = set(interviews.table["instance"].dropna().astype(str))
    assert len(ids) > 200
    for path in (*folder.glob("scores.*"), *(folder / n for n in pages(folder))):
        words = set(re.findall(r"[0-9a-f-]{8,}", path.read_text("utf-8")))
        assert not ids & words, path


def test_a_workspace_can_be_run_again_and_loses_pages_that_no_longer_hold(demo):
    folder, _ = demo
    stale = folder / "reports" / "suppliers" / "GONE-99.html"
    stale.write_text("old")
    before = (folder / "scores.json").read_bytes()
    done = run("run", str(folder), cwd=folder.parent)
    assert 1 == done.returncode  # one return of the example has mistakes
    assert not stale.exists()
    assert before == (folder / "scores.json").read_bytes()


def test_check_names_every_mistake_with_its_place(demo, tmp_path):
    folder, _ = demo
    where = ("-o", str(tmp_path / "checked"))
    done = run("check", str(folder), "--format", "json", *where, cwd=folder.parent)
    assert 1 == done.returncode
    issues = json.loads(done.stdout)
    errors = [one for one in issues if one["severity"] != "advisory"]
    assert errors
    assert all(one["file"] and one["advice"] for one in issues)
    assert all(one["cell"] for one in errors)
    assert "Traceback" not in done.stderr


def test_another_model_scores_the_same_answers(demo):
    folder, _ = demo
    done = run(
        *("score", str(folder), "--model", "employer-pays", "--format", "json"),
        cwd=folder.parent,
    )
    found = json.loads(done.stdout)
    assert "employer-pays" == found["model"]["id"]
    assert {"policy", "costs", "repayment"} < set(
        found["organisations"][0]["principles"]
    )


def test_an_old_demo_is_replaced_and_nothing_else_is(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("precious")
    done = run("demo", "mine", cwd=tmp_path)
    assert 2 == done.returncode
    assert "is not empty and is not a demo" in done.stderr
    assert "precious" == (tmp_path / "mine" / "thesis.txt").read_text()


@needs_browser
def test_every_page_opens_without_a_complaint_or_a_request(demo, tmp_path):
    """Nothing in the console; the policy allows no request and no page asks for one."""
    folder, _ = demo
    for name in sorted(pages(folder)):
        page, log = open_page(folder / name, tmp_path)
        assert "CONSOLE" not in log, name
        assert "</html>" in page, name
        assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page), name
        assert "default-src 'none'" in page.replace("&#39;", "'"), name


@needs_browser
def test_a_brief_fills_two_sheets_of_paper(demo, tmp_path):
    """It is made to be handed round: one more sheet and nobody brings it."""
    briefs = sorted((demo[0] / "reports" / "briefs").glob("*.html"))
    copies = [Path(shutil.copy(one, tmp_path)) for one in briefs]

    sheets = {one.stem: printed_pages(one, tmp_path / "profile") for one in copies}

    assert dict.fromkeys(sheets, 2) == sheets


def test_every_lost_point_is_explained(demo):
    """For every unit the terms add up to 100 less its score, each with its cell."""
    results = assess_workspace(open_workspace(demo[0]))
    for unit in results.network.assessments:
        one = json.loads(json.dumps(as_record(explain_score(unit, results))))
        if one["score"] is None:
            assert one["why_no_score"]
            continue
        parts = ("answer", "missing", "evidence", "workers")
        lost = sum(entry[part] for entry in one["lost"] for part in parts)
        total = lost + one["gate"] + one["rounding"]
        assert 100 - one["score"] == pytest.approx(total, abs=1e-9)
        assert [] == [entry for entry in one["lost"] if not entry["cell"]]
        assert [] == [entry for entry in one["lost"] if not entry["mapped_to"]]


def test_an_explanation_reads_like_a_page(demo):
    folder, _ = demo
    done = run(
        *("explain", "SUNDA-01", str(folder), "--corridor", "NPL-MYS"),
        cwd=folder.parent,
    )
    assert "24.0 of 100, band E (Critical)" in done.stdout
    assert "The score is held at 24 (without a ceiling 58.5)" in done.stdout
    assert "Cell D125 of sheet 'Answers' in returns/2026/SUNDA-01.xlsx" in done.stdout
    assert "What raises the score most" in done.stdout
    done = run(
        *("explain", "SUNDA-01", str(folder), "--corridor", "NPL-QAT"),
        cwd=folder.parent,
    )
    assert (2, True) == (done.returncode, "NPL-MYS" in done.stderr)
    done = run(
        *("explain", "SELAT-12", str(folder), "--corridor", "BGD-MYS"),
        cwd=folder.parent,
    )
    assert "No score." in done.stdout


def test_says_what_changed_between_the_two_cycles(demo):
    done = run("trend", ".", cwd=demo[0])
    assert 0 == done.returncode, done.stderr
    assert "Sunda Circuits (fictional)" in done.stdout
    assert "Nepal to Malaysia" in done.stdout
    assert "Not compared, because there is no return in 2025" in done.stdout
    record = json.loads(run("trend", ".", "--format", "json", cwd=demo[0]).stdout)
    assert ["KERUING-02", "RIMBA-03", "SUNDA-01"] == [
        one["organisation"] for one in record["organisations"]
    ]
    for one in record["organisations"]:
        parts = sum(one["split"].values()) + one["mix"]
        assert one["change"] == pytest.approx(parts, abs=1e-9)


def test_every_unmet_question_and_every_rule_that_fired_is_a_finding(demo):
    """None is left out, none has no action, and no two have one id."""
    results = assess_workspace(open_workspace(demo[0]))
    found = find_findings(results)
    ids = {one.id for one in found}
    assert len(ids) == len(found)
    assert [] == [one.id for one in found if not one.action or not one.days]
    for name in results.cycles:
        for unit in results.of_cycle(name, results.cycles[name][-1]):
            unmet = {
                detail.question
                for detail in unit.details.values()
                if detail.weight and detail.points < 1 and detail.state != "hidden"
            }
            for about in (*unmet, *unit.gates, *unit.alerts):
                places = {FindingId(name, c, about) for c in ("", str(unit.corridor))}
                assert places & ids, (unit.unit.key, about)
