"""The command about whom to interview, on the example network."""

import json


def test_sample_prints_every_site_and_writes_the_plan(call, demo, tmp_path):
    code, out, err = call("sample", demo, "-o", tmp_path / "plan.xlsx")

    assert 0 == code, err
    assert "Melur Lagoon Hotel (fictional), MELUR-05" in out
    assert "BGD-MYS: not known how many workers there are" in out  # sent no return
    assert "Interviews refused, all sites together: 12." in out
    assert "if workers are picked by chance" in out
    assert (tmp_path / "plan.xlsx").is_file()


def test_sample_of_one_site_as_json(call, demo):
    code, out, _ = call(
        *("sample", demo, "--supplier", "SUNDA-01", "--each", "12", "--format", "json")
    )

    assert 0 == code
    (site,) = json.loads(out)["sites"]
    assert (350, 24) == (site["workers"], site["interviews"])
    assert 44 == site["done"]


def test_an_unknown_supplier_is_wrong_usage(call, demo):
    code, _, err = call("sample", demo, "--supplier", "SUNDA")

    assert 2 == code
    assert "Did you mean 'SUNDA-01'?" in err
