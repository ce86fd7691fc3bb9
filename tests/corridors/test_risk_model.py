"""The weights of inherent risk stand in a file; what is wrong in it is said."""

import re

import pytest

from recruitcheck.content import content_folder
from recruitcheck.corridors.risk_model import read_risk_model, shipped_risk_model

TEXT = (content_folder() / "scoring" / "corridors.toml").read_text("utf-8")


def changed(tmp_path, pattern, by):
    text, times = re.subn(pattern, by, TEXT, count=1, flags=re.MULTILINE)
    assert 1 == times
    (tmp_path / "corridors.toml").write_text(text, "utf-8")
    return read_risk_model(tmp_path)


def test_the_shipped_weights_are_those_of_the_method():
    model = shipped_risk_model()

    assert (0.30, 0.45, 0.25) == tuple(model.weights.model_dump().values())
    assert 60 == model.fill_towards
    assert 20 == model.floor_gap
    assert ("corridor-default", "1") == (model.id, model.version)


def test_a_comment_changes_no_hash_and_a_weight_does(tmp_path):
    same, _ = changed(tmp_path, "^floor_gap", "# why not\nfloor_gap")
    other, _ = changed(tmp_path, "^floor_gap = 20", "floor_gap = 25")

    assert same is not None
    assert other is not None
    assert shipped_risk_model().hash == same.hash
    assert shipped_risk_model().hash != other.hash


def test_a_workspace_without_the_file_has_the_shipped_weights(tmp_path):
    model, issues = read_risk_model(tmp_path)

    assert () == issues
    assert shipped_risk_model() == model


@pytest.mark.parametrize(
    ("pattern", "by", "code", "label"),
    [
        ("^floor_gap = 20", "floor_gap = 200", "M104", "inherent.floor_gap"),
        ("^floor_gap = 20", "floor_gab = 20", "M102", "inherent.floor_gap"),
        ("^origin = 0.30", "origin = 0.40", "M108", "inherent"),
        ("^tip_tier = 0.35", "tip_tier = 0.45", "M108", "inherent"),
        ('"C097", ', '"C999", ', "M104", "inherent.instruments"),
        ('"C097", ', '"C181", ', "M104", "inherent.instruments"),
        (
            '"rule_of_law", "v',
            '"rule_of_low", "v',
            "M104",
            "inherent.governance_destination",
        ),
        (r"\[100, 0\]", "[100, 100]", "M108", "inherent"),
        ("^zero_fee = 20", "zero = 20", "M104", "inherent.scales"),
        (r"\[1, 40\]", "[4, 40]", "M104", "inherent.scales.cost_months"),
        (r"\[3, 65\]", "[3, 35]", "M104", "inherent.scales.cost_months"),
    ],
)
def test_what_does_not_go_together_is_said(tmp_path, pattern, by, code, label):
    """With the key, and what is wrong; no risk is then worked out."""
    model, issues = changed(tmp_path, pattern, by)

    assert model is None
    assert (code, label) in [(one.code, one.place.label) for one in issues]
    assert {"scoring/corridors.toml"} == {one.place.file for one in issues}
