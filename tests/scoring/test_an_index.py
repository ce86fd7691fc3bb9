"""The worked example of an index: the page, the files and the kernel say the same."""

import contextlib
import io
import math
import re
from pathlib import Path

import pyarrow as pa
import pytest

from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.scoring.engine import score
from recruitcheck.scoring.model_changes import change_model
from recruitcheck.scoring.model_reader import read_scoring_model
from recruitcheck.scoring.rules import compile_rules

DOCS = Path(__file__).parents[2] / "docs"
ANSWERS = {
    "LIFE": "72",
    "EXPECTED": "13.5",
    "SCHOOLED": "8.25",
    "GNI": "7500",
    "WATER": "90",
    "FREE": "school vaccines",
}


@pytest.fixture(scope="module")
def page():
    return (DOCS / "an-index-as-a-model.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def questionnaire():
    found, issues = read_questionnaire(DOCS / "examples" / "index" / "wellbeing.xlsx")
    assert () == issues
    return found


@pytest.fixture(scope="module")
def model():
    found, issues = read_scoring_model(DOCS / "examples" / "index" / "wellbeing.toml")
    assert () == issues
    assert found is not None
    return found


@pytest.fixture
def scored(questionnaire, model):
    """Scores a country under the model with some keys changed."""

    def build(changes=None, **answers):
        own, issues = change_model(model, changes or {})
        assert () == issues
        assert own is not None
        rules, issues = compile_rules(own, "supplier", [questionnaire])
        assert () == issues
        columns = {
            name: pa.array([value], pa.string())
            for name, value in (ANSWERS | answers).items()
        }
        return score(pa.RecordBatch.from_pydict(columns), rules).to_pylist()[0]

    return build


def table(page, head):
    """The rows of the table with that heading, without marks of code."""
    lines = page.partition(f"{head}\n")[2].splitlines()[1:]
    rows = []
    for line in lines:
        if not line.startswith("|"):
            break
        cells = re.split(r"(?<!\\)\|", line)[1:-1]
        rows.append(
            [cell.strip().replace("`", "").replace("\\|", "|") for cell in cells]
        )
    assert rows
    return rows


def agree(printed, found):
    if isinstance(found, str):
        return printed == found
    return math.isclose(float(printed), found, rel_tol=0, abs_tol=1e-9)


def test_the_workbook_asks_what_the_page_says(page, questionnaire):
    """The scale is compared by what it gives at the numbers and words of its cell."""
    rows = table(page, "| `name` | question | `rc_points` | `rc_rule` |")
    assert list(ANSWERS) == [row[0] for row in rows]
    for name, asked, points, rule in rows:
        question = questionnaire[name]
        assert asked == question.labels["English (en)"]
        assert rule == question.points.rule
        for entry in points.split(" | "):
            answer, worth = entry.split(":")
            # 4 points are full points; one of four wanted choices is a quarter.
            assert float(worth) / 4 == question.points.points(answer)


def test_the_numbers_of_the_page_are_those_of_the_kernel(page, scored):
    row = scored()
    for name, printed in table(page, "| column | complete |"):
        assert agree(printed, row[name]), name


def test_the_numbers_are_those_of_the_formulas(scored):
    """UNDP's formula of the HDI and two means, written out; in units of 1."""
    life, income = (72 - 20) / (85 - 20), math.log(7500 / 100) / math.log(75000 / 100)
    education = (13.5 / 18 + 8.25 / 15) / 2
    hdi = (life * education * income) ** (1 / 3)
    services = 2 / (1 / 0.9 + 1 / 0.5)
    expected = (hdi**3 * services) ** (1 / 4)

    row = scored()

    assert math.isclose(100 * hdi, row["principle.development"], abs_tol=1e-9)
    assert math.isclose(100 * services, row["principle.services"], abs_tol=1e-9)
    assert math.isclose(100 * expected, row["raw"], abs_tol=1e-9)


def test_the_steps_by_hand_are_right(page, scored):
    """`education ... = 0.65`: every last number of the block, to its six places."""
    block = page.partition("\neducation    (")[2].partition("```")[0]
    steps = re.findall(
        r"= (0\.\d+)(?:   the HDI)?$", "education (" + block, re.MULTILINE
    )
    row = scored()
    names = ["principle.education", "principle.development", "principle.services"]
    expected = [row[name] / 100 for name in [*names, "raw"]]
    assert [round(one, 6) for one in expected] == [float(step) for step in steps]


def test_the_points_by_hand_are_those_of_the_scales(page, questionnaire):
    rows = table(page, "| answer | points |")
    assert list(ANSWERS) == [answer.split()[0] for answer, _ in rows]
    for answer, sums in rows:
        name, _, given = answer.partition(" ")
        assert ANSWERS[name] == given
        found = questionnaire[name].points.points(given)
        assert float(sums.rpartition("= ")[2]) == round(found, 6)


def test_what_the_shift_does_is_what_the_page_says(page, scored):
    none, shifted = scored(), scored({"shift": 0.99})
    for name, plain, other in table(
        page, '| column | `shift = "none"` | `shift = 0.99` |'
    ):
        assert agree(plain, none[name]), name
        assert agree(other, shifted[name]), name


def test_the_shifted_mean_is_the_formula_of_the_page(scored):
    """Of the three dimensions of the HDI, and of the two services."""
    row = scored({"shift": 0.99})
    parts = ("health", "education", "income")
    logs = [math.log(1 + 0.99 * row[f"principle.{name}"]) for name in parts]
    development = (math.exp(sum(logs) / 3) - 1) / 0.99
    powers = [(1 + 0.99 * points) ** -1 for points in (90, 50)]
    services = ((sum(powers) / 2) ** -1 - 1) / 0.99
    assert math.isclose(development, row["principle.development"], abs_tol=1e-9)
    assert math.isclose(services, row["principle.services"], abs_tol=1e-9)


def test_a_missing_indicator_does_what_the_page_says(page, scored):
    renormalised = scored(SCHOOLED=None)
    worst = scored({"missing": "worst"}, SCHOOLED=None)
    head = '| column | `missing = "renormalise"` | `missing = "worst"` |'
    for name, one, other in table(page, head):
        assert agree(one, renormalised[name]), name
        assert agree(other, worst[name]), name
    complete = scored()
    assert ("C", "B") == (complete["band"], renormalised["band"])
    assert renormalised["score"] > complete["score"] > worst["score"]


def test_a_missing_dimension_leaves_the_mean_and_can_be_0(scored):
    """(0.80 x 0.652181)^(1/2) of what is left of the HDI."""
    row = scored(EXPECTED=None, SCHOOLED=None)
    income = math.log(75) / math.log(750)
    assert row["principle.education"] is None
    left = 100 * math.sqrt(0.8 * income)
    assert math.isclose(left, row["principle.development"], abs_tol=1e-9)
    assert 0 == row["low"]


def test_the_example_of_the_page_runs(page, monkeypatch):
    """From the top folder of the toolkit; it prints the rounded score."""
    monkeypatch.chdir(DOCS.parent)
    code = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code[0], "an-index-as-a-model.md", "exec"), {})  # noqa: S102
    assert "68.3\n" == printed.getvalue()
