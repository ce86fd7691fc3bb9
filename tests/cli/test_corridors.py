"""`recruitcheck corridor`: the risk, why, every fact and source, in plain words."""

import csv
import io
import json
import sys

import pytest

from recruitcheck import cli
from recruitcheck.workspace import init_workspace

ON = ("--on", "2026-11-25")
OWN = (
    "indicator_id,iso3,origin_iso3,destination_iso3,value,unit,applies_to,rule,"
    "reference_date,source_title,source_publisher,source_url,retrieved_on,note\n"
)


@pytest.fixture
def recruitcheck(monkeypatch, capsys):
    def call(*words):
        monkeypatch.setattr(sys, "argv", ["recruitcheck", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return left.value.code or 0, said.out, said.err

    return call


@pytest.fixture
def workspace(tmp_path):
    root = init_workspace(tmp_path / "network", name="Ours").root
    expected = (
        "id,name,role,corridors\nA,A,supplier,NPL-QAT BGD-MDV\nB,B,supplier,DEU-CHE\n"
    )
    (root / "organisations.csv").write_text(expected, "utf-8")
    return root


def test_the_risk_is_told_with_reasons_facts_and_sources(
    recruitcheck, tmp_path, monkeypatch
):
    """Outside a workspace the shipped facts are used."""
    monkeypatch.chdir(tmp_path)

    code, out, err = recruitcheck("corridor", "NPL-QAT", *ON)

    assert (0, "") == (code, err)
    assert out.startswith("Nepal to Qatar (NPL-QAT)\n\nInherent risk 58 of 100")
    text = " ".join(out.split())
    for words in (
        "lies between 47 and 67",
        "80% of what is weighed is known.",
        "A screening default, not validated against outcomes.",
        "Tier 2 Watch List (2025)",
        "- Between the two, worker-paid cost: a survey after the method of SDG",
        "limit: NPR 10,000",
        "Nepali Times, 2025. https://nepalitimes.com/opinion/",
        "Weights: corridor-default 1 (",
        "on 2026-11-25",
    ):
        assert words in text


def test_every_fact_has_the_number_of_a_source_that_is_listed(recruitcheck):
    _, out, _ = recruitcheck("corridor", "BGD-SAU", *ON)

    body, _, sources = out.partition("\nSources\n")
    facts = body[body.index("Facts that were weighed") :]
    listed = {
        int(line[1 : line.index("]")])
        for line in sources.splitlines()
        if line[:1] == "["
    }
    cited = {int(part.split("]")[0]) for part in facts.split("[")[1:]}
    assert set(range(1, max(listed) + 1)) == listed == cited
    lines = facts.replace("\n  ", " ").splitlines()
    told = [line for line in lines if line.startswith("- ")]
    assert len(told) > 15
    assert all(line.endswith("]") for line in told)


def test_json_has_the_figures_and_every_fact(recruitcheck):
    code, out, _ = recruitcheck("corridor", "BGD-MDV", "--format", "json", *ON)

    found = json.loads(out)
    assert 0 == code
    assert 78 == round(found["inherent_risk"])
    assert found["low"] <= found["inherent_risk"] <= found["high"]
    assert 0.72 == pytest.approx(found["completeness"])
    assert ["pair"] == found["floors"]
    assert "2026-11-25" == found["on"]
    assert len(found["facts"]) > 10
    for fact in (*found["facts"], *found["also_known"]):
        assert fact["reference_date"]
        assert all(one["title"] and one["address"] for one in fact["sources"])


@pytest.mark.parametrize(
    "words",
    [("Viet Nam", "Japan"), ("vnm-jpn",), ("Vietnam to Japan",), ("Việt Nam", "日本")],
)
def test_countries_may_be_named(recruitcheck, words):
    code, out, _ = recruitcheck("corridor", *words, *ON)

    assert 0 == code
    assert out.startswith("Vietnam to Japan (VNM-JPN)")
    assert "provisional, because it is less than 60%" in out


def test_several_corridors_are_shown_one_after_the_other(recruitcheck):
    _, out, _ = recruitcheck("corridor", "NPL-MYS", "NPL-QAT", *ON)
    assert "Nepal to Malaysia (NPL-MYS)" in out
    assert "Nepal to Qatar (NPL-QAT)" in out

    _, out, _ = recruitcheck("corridor", "NPL-MYS", "NPL-QAT", "--format", "json", *ON)
    assert ["NPL-MYS", "NPL-QAT"] == [one["corridor"] for one in json.loads(out)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("Nepl", "Malaysia"), "'Nepl' is not a country. Did you mean 'Nepal'?"),
        (("Nepal", "Malasya"), "'Malasya' is not a country. Did you mean 'Malaysia'?"),
        (("NPL-MYX",), "'NPL-MYX' is not a corridor: write NPL-MYS, or two countries"),
        (("Nepal",), "'Nepal' is one country"),
        (("Nepal", "NPL"), "'NPL-NPL' begins and ends in one country: name two"),
    ],
)
def test_a_slip_has_a_hint_and_exit_code_2(recruitcheck, words, said):
    code, out, err = recruitcheck("corridor", *words)

    assert 2 == code
    assert not out
    assert said in err


def test_own_facts_of_a_workspace_count_and_say_what_they_replace(
    recruitcheck, workspace
):
    own = workspace / "scoring" / "countries" / "own" / "my-facts.csv"
    row = "tip_tier,NPL,,,1,tier,,,2026,New report,An office,https://example.org,,\n"
    own.write_text(OWN + row, "utf-8")

    code, out, _ = recruitcheck("corridor", "NPL-QAT", "--workspace", workspace, *ON)

    text = " ".join(out.split())
    assert 0 == code
    assert "trafficking tier: Tier 1 (2026). Your own row." in text
    assert "replaces: Nepal, trafficking tier: Tier 2 Watch List (2025)." in text


def test_a_workspace_is_found_where_one_stands(recruitcheck, workspace, monkeypatch):
    """A row without a source is refused, said, and the command leaves with 1."""
    own = workspace / "scoring" / "countries" / "own" / "my-facts.csv"
    own.write_text(OWN + "tip_tier,NPL,,,1,tier,,,2026,,,,,\n", "utf-8")
    monkeypatch.chdir(workspace)

    code, out, err = recruitcheck("corridor", "NPL-QAT", *ON)

    assert 1 == code
    assert "Inherent risk 58" in out
    assert "scoring/countries/own/my-facts.csv, cell J2 (source-title)" in err
    assert 3 == err.count("[K101]")


def test_wrong_weights_are_said_and_nothing_is_shown(recruitcheck, workspace):
    path = workspace / "scoring" / "corridors.toml"
    path.write_text(
        path.read_text("utf-8").replace("floor_gap = 20", "floor_gap = -1"), "utf-8"
    )

    code, out, err = recruitcheck("corridor", "NPL-QAT", "--workspace", workspace)

    assert 1 == code
    assert not out
    assert "inherent.floor_gap" in err


def test_the_corridors_of_a_workspace_stand_highest_first(recruitcheck, workspace):
    code, out, _ = recruitcheck("corridors", workspace, *ON)

    assert 0 == code
    assert ["BGD-MDV", "NPL-QAT", "DEU-CHE"] == [
        line.split()[0] for line in out.splitlines()[1:4]
    ]
    assert "provisional" in out.splitlines()[3]
    assert "not validated against outcomes" in out


def test_the_corridors_as_csv_and_json(recruitcheck, workspace):
    _, out, _ = recruitcheck("corridors", workspace, "--format", "csv", *ON)
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [("BGD-MDV", "78"), ("NPL-QAT", "58"), ("DEU-CHE", "30")] == [
        (row["corridor"], row["inherent_risk"]) for row in rows
    ]

    _, out, _ = recruitcheck("corridors", workspace, "--format", "json", *ON)
    assert ["BGD-MDV", "NPL-QAT", "DEU-CHE"] == [
        one["corridor"] for one in json.loads(out)
    ]


def test_a_workspace_without_corridors_says_what_to_do(recruitcheck, tmp_path):
    root = init_workspace(tmp_path / "empty", name="Ours").root

    code, _, err = recruitcheck("corridors", root)

    assert 2 == code
    assert "organisations.csv names no corridors" in err


def test_the_day_is_today_if_none_is_given(recruitcheck):
    """It is printed, for it decides which facts are marked old."""
    _, out, _ = recruitcheck("corridor", "NPL-QAT", "--on", "2031-01-01")
    assert "on 2031-01-01" in " ".join(out.split())
    assert " OLD." in out
