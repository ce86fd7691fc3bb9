"""The command about money owed, on the example network."""

import json

import pytest

from recruitcheck.workspace import init_workspace


def test_remediation_prints_a_table_for_each_supplier(call, demo):
    code, out, err = call("remediation", demo, "--rate", "6")

    assert 0 == code, err
    assert "Sunda Circuits (fictional), SUNDA-01, 2026" in out
    assert "Together, USD" in out
    assert "Interest: 6% a year until 2026-06-24" in out


def test_remediation_of_one_supplier_as_json_with_a_plan(call, demo, tmp_path):
    code, out, err = call(
        *("remediation", demo, "--supplier", "KAEDE-07", "--format", "json"),
        *("--reference", "median", "-o", tmp_path / "plans"),
    )

    assert 0 == code, err
    record = json.loads(out)
    assert ["KAEDE-07"] == [one["supplier"] for one in record["suppliers"]]
    assert ["payment-plan-KAEDE-07.xlsx"] == [
        path.name for path in (tmp_path / "plans").iterdir()
    ]
    assert "Look at" in err


def test_no_figure_of_the_hotel_with_six_interviews_is_shown(call, demo):
    """Four of six paid at Melur Lagoon Hotel."""
    _, out, _ = call("remediation", demo, "--supplier", "MELUR-05", "--format", "json")

    (supplier,) = json.loads(out)["suppliers"]
    (cohort,) = supplier["cohorts"]
    assert [None] * 5 == [
        cohort[name]
        for name in ("interviews", "reference", "confirmed", "repaid", "owed")
    ]
    assert {} == supplier["totals"]


def test_missing_rates_are_problems_in_the_data(call, demo):
    code, out, err = call(
        *("remediation", demo, "--supplier", "KAEDE-07", "--currency", "jpy")
    )

    assert 1 == code
    assert "JPY" in out
    assert "There is no rate from USD to JPY" in err


@pytest.mark.parametrize("rate", ["six", "-1", "101", "NaN"])
def test_a_rate_is_a_percentage(call, demo, rate):
    code, _, err = call("remediation", demo, "--rate", rate)

    assert 2 == code
    assert "is not a percentage from 0 to 100" in err


def test_an_unknown_supplier_is_wrong_usage(call, demo):
    code, _, err = call("remediation", demo, "--supplier", "SUNDA")

    assert 2 == code
    assert "Did you mean 'SUNDA-01'?" in err


def test_init_ships_the_headings_of_the_tables(tmp_path):
    root = init_workspace(tmp_path / "network").root

    assert "date,from,to,rate,source,retrieved-on\n" == (root / "rates.csv").read_text()
    assert (
        (root / "headcounts.csv").read_text().startswith("supplier,corridor,recruiter")
    )
