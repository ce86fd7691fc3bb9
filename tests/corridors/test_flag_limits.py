"""When a flag is raised: the table that people edit, and what is wrong in it."""

from decimal import Decimal

import pytest

from recruitcheck.corridors.flag_limits import Limits, read_limits
from tests.networks import NPL


def test_the_shipped_limits_are_those_of_the_code():
    """A workspace without a table and a caller without one get the same."""
    limits, issues = read_limits()
    assert () == issues
    assert Limits() == limits


def written(tmp_path, text=None, fees=None):
    folder = tmp_path / "scoring"
    folder.mkdir()
    if text is not None:
        (folder / "flags.toml").write_text(text, "utf-8")
    if fees is not None:
        (folder / "service-fees.csv").write_text(fees, "utf-8")
    return read_limits(tmp_path)


def test_a_workspace_has_its_own_limits(tmp_path):
    limits, issues = written(tmp_path, "[red]\nunsafe = 0.5\n[interviews]\n")
    assert () == issues
    assert limits is not None
    assert (0.5, 0.20) == (limits.red.unsafe, limits.red.fee_gap)


def test_a_workspace_without_the_table_gets_the_shipped_one(tmp_path):
    assert (Limits(), ()) == written(tmp_path)


@pytest.mark.parametrize(
    ("text", "code", "label"),
    [
        ("[red]\nunsafe = 25\n[interviews]\n", "M104", "red.unsafe"),
        ("[red]\nunsave = 0.25\n[interviews]\n", "M107", "red.unsave"),
        ("[red]\n", "M102", "interviews"),
        ("[red]\nsilent_from = 2.5\n[interviews]\n", "M104", "red.silent_from"),
    ],
)
def test_a_wrong_limit_is_told_with_its_key(tmp_path, text, code, label):
    limits, issues = written(tmp_path, text)
    assert limits is None
    told = issues[0]
    assert (code, "scoring/flags.toml", label) == (
        told.code,
        told.place.file,
        told.place.label,
    )


HEADING = "corridor,currency,lowest-fee,source,retrieved-on\n"


def test_usual_fees_are_read_with_their_source(tmp_path):
    fees = f"{HEADING}NPL-MYS,MYR,2500.50,Survey of agencies,2026-01-31\n"
    limits, issues = written(tmp_path, fees=fees)
    assert () == issues
    assert limits is not None
    usual = limits.fees[NPL]
    assert ("MYR", Decimal("2500.50")) == (usual.currency, usual.lowest)
    assert "Survey of agencies, looked up 2026-01-31" == usual.source
    assert ("scoring/service-fees.csv", "C2") == (usual.place.file, usual.place.cell)


def test_a_wrong_row_of_fees_is_left_out_and_told(tmp_path):
    fees = (
        f"{HEADING}NPL-MYS,ringgit,2500,Survey,2026-01-31\n"
        "Nepal,MYR,-1,,yesterday\n"
        "BGD-MYS,MYR,2500,Survey,2026-01-31\n"
    )
    limits, issues = written(tmp_path, fees=fees)
    assert limits is not None
    assert ["BGD-MYS"] == list(map(str, limits.fees))
    assert {"B2", "A3", "C3", "E3"} <= {str(one.place.cell) for one in issues}
