"""Facts in a workspace: its own rows, and what they change."""

from recruitcheck.corridor import Corridor
from recruitcheck.workspace import assess_workspace, make_demo


def test_facts_of_a_workspace_make_the_risk_of_its_corridors(tmp_path):
    """A newer row of the user's own moves the risk; the old fact is kept beside it."""
    workspace = make_demo(tmp_path / "demo")
    corridor = Corridor.parse("NPL-MYS")
    before = assess_workspace(workspace).inherent_risk(corridor)
    own = workspace.root / "scoring" / "countries" / "own"
    own.mkdir(exist_ok=True)
    (own / "mine.csv").write_text(
        "indicator_id,iso3,value,reference_date,source_title,source_publisher,source_url\n"
        "tip_tier,NPL,3,2026,A report,A ministry,https://example.org\n"
    )

    after = assess_workspace(workspace)

    assert after.inherent_risk(corridor).value > before.value
    assert [] == [one for one in after.issues if one.code[0] == "C"]
