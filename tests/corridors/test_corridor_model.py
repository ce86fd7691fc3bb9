"""The judgements of corridors together, as a workspace has them."""

from recruitcheck.content import content_folder
from recruitcheck.corridors.corridor_model import (
    read_corridor_model,
    shipped_corridor_model,
)

SHIPPED = (content_folder() / "scoring" / "corridors.toml").read_text("utf-8")


def test_a_folder_without_the_file_has_the_shipped_model(tmp_path):
    assert (shipped_corridor_model(), ()) == read_corridor_model(tmp_path)


def test_every_section_is_the_own_one(tmp_path):
    """Three numbers and a text changed, each in another section."""
    text = SHIPPED.replace("fill_towards = 60", "fill_towards = 50")
    text = text.replace("credit = 0.80", "credit = 0.70")
    text = text.replace("several = 3", "several = 4")
    (tmp_path / "corridors.toml").write_text(text, "utf-8")

    found, issues = read_corridor_model(tmp_path)

    assert () == issues
    assert found is not None
    assert (50, 0.7, 4) == (
        found.inherent.fill_towards,
        found.residual.credit,
        found.forced_labour.several,
    )
    assert shipped_corridor_model().gaps == found.gaps


def test_all_that_is_wrong_is_said_once(tmp_path):
    text = SHIPPED.replace("credit = 0.80", "credit = 2.0")
    text = text.replace("several = 3", "several = 0.5")
    (tmp_path / "corridors.toml").write_text(text, "utf-8")

    found, issues = read_corridor_model(tmp_path)

    assert found is None
    assert ["residual.credit", "forced_labour.several"] == [
        one.place.label for one in issues
    ]
