"""The worked numbers of the method, reproduced through the kernel to 1e-9."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from recruitcheck.questionnaires.points import Gate, PointsScale
from recruitcheck.scoring.engine import details, score
from recruitcheck.scoring.means import generalised_mean, round_half_up
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import Band, Caps, Principle, ScoringModel
from recruitcheck.submissions.answers import aged

EXAMPLES = json.loads(
    (Path(__file__).parents[1] / "worked" / "method_examples.json").read_text()
)
TOY = EXAMPLES["_questionnaire"]
SCORED = [
    name
    for name in EXAMPLES
    if name.split("_")[0]
    in {
        *{"S1", "S2", "S3", "S4", "S4b", "S4c", "S5", "S5b", "S5c", "S6", "S6b"},
        *{"S7", "S7b", "S7c", "S8"},
    }
]


def toy_model(**changes):
    weights = TOY["principle_weights"]
    return ScoringModel(
        id="toy",
        version="1",
        title="The method's toy questionnaire",
        credit=tuple(TOY["credit"]),
        roles={"supplier": ("management",)},
        principles=tuple(
            Principle(id=p, title=p, short=p, weight=w) for p, w in weights.items()
        ),
        caps=Caps(**TOY["caps"]),
        bands=tuple(Band(letter=b, name=b, least=v) for v, b in TOY["bands"]),
        **changes,
    )


def toy_rules():
    model = toy_model()
    principles = [p.id for p in model.principles]
    items = [Item("uses_agency", "management", 0, None, None)]
    for question in TOY["questions"]:
        conditions = []
        if "requires" in question:
            shown = set(question["requires"]["when"])
            conditions.append(
                Condition(question["requires"]["parent"], shown.__contains__, True)
            )
        if "scope" in question:
            conditions.append(Condition("uses_agency", "yes".__eq__, False))
        gate = question.get("gate")
        items.append(
            Item(
                question["id"],
                "management",
                question["weight"],
                principles.index(question["principle"]),
                PointsScale("single", question["options"]),
                (Gate(gate["severity"]),) if gate else (),
                tuple(conditions),
                question.get("na_allowed", False),
                topic=question["id"],  # each question is a topic of its own
            )
        )
    return Rules(model, tuple(items))


def unit(answers, *, uses_agency=False):
    """A batch of one from an example's answers."""
    columns: dict[str, Any] = {"uses_agency": ["yes" if uses_agency else "no"]}
    for question in (q["id"] for q in TOY["questions"]):
        given = answers.get(question, {})
        answer = given.get("answer")
        answer = {"dont_know": "dk"}.get(answer, answer)
        if answer == "na" and given.get("na_approved_by"):
            answer = "na_approved"
        columns[question] = pa.array([answer], pa.string())
        level = aged(given.get("evidence", 0), given.get("evidence_age_months", 0))
        columns[f"evidence.{question}"] = [level]
        if "workers" in given:
            said = given["workers"]
            columns[f"workers.{question}.favourable"] = [said["ok"]]
            columns[f"workers.{question}.heard"] = [said["n"]]
            columns[f"workers.{question}.population"] = [said["N"]]
    return pa.RecordBatch.from_pydict(columns)


def scored(example):
    given = example["input"]
    if "answers" in given:
        return unit(given["answers"], uses_agency=given["profile"]["uses_agency"])
    return unit(given)


@pytest.mark.parametrize("name", SCORED)
def test_reproduces_the_example(name):
    example = EXAMPLES[name]
    batch = scored(example)
    found = score(batch, toy_rules()).to_pylist()[0]
    expected = example["expected"]
    for key in ("raw", "cap", "score", "completeness", "na_exposure"):
        if key in expected:
            assert expected[key] == pytest.approx(found[key], abs=1e-9), key
    for key in ("band", "status", "gates"):
        if key in expected:
            assert expected[key] == found[key], key
    if "binding_gates" in expected:
        assert expected["binding_gates"] == found["binding"]
    if "capped" in expected:
        assert expected["capped"] == pytest.approx(found["low"], abs=1e-9)
    for principle, value in expected.get("principle_scores", {}).items():
        assert value == pytest.approx(found[f"principle.{principle}"], abs=1e-9)
    if "discrepancy_index" in expected:
        index = expected["discrepancy_index"]
        assert (index is None) == (found["discrepancy"] is None)
        assert (index or 0.0) == pytest.approx(found["discrepancy"] or 0.0, abs=1e-9)
    if "flags" in expected:
        assert expected["flags"] == found["discrepancies"]
    detail = details(batch, toy_rules())[0]
    for question, gap in expected.get("discrepancies", {}).items():
        assert gap == pytest.approx(detail[question].discrepancy, abs=1e-9)
    for question, points in expected.get("question_points", {}).items():
        assert points == pytest.approx(detail[question].credited, abs=1e-9), question


def test_the_interval_is_every_missing_answer_at_its_worst_and_best():
    """S3b: two blanks, one of them a gate's, give 24.0 to 73.419."""
    example = EXAMPLES["S3b_score_interval_with_missing"]
    found = score(unit(example["input"]), toy_rules()).to_pylist()[0]
    assert example["expected"] == pytest.approx([found["low"], found["high"]], abs=1e-9)


@pytest.mark.parametrize("name", ["S10_between_means", "S10b_between_means"])
def test_means_between_principles(name):
    """S10: the power of the mean decides how far one bad principle pulls down."""
    example = EXAMPLES[name]
    scores = np.array(example["input"]["scores"], float)[:, None]
    weights = np.array(example["input"]["weights"], float)
    for power, expected in example["expected"].items():
        model = toy_model(mean=float(power))
        assert expected == pytest.approx(
            generalised_mean(scores, weights, model)[0], abs=1e-9
        )


def test_rounding_and_bands():
    """S11: halves go up, and the band is read from the rounded score."""
    for value, (rounded, band) in EXAMPLES["S11_rounding_and_bands"][
        "expected"
    ].items():
        found = float(round_half_up(np.array([float(value)]))[0])
        assert rounded == found
        assert band == toy_model().band(found).letter
