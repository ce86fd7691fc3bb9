"""Pages in a real browser: no error, nothing refused, and the script does its work."""

import pytest

from recruitcheck.reports.html import write_page
from tests.browser import needs_browser, open_page
from tests.reports import samples

pytestmark = needs_browser


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """Open every sample page; the text of the page after its script, and the log."""
    folder = tmp_path_factory.mktemp("pages")
    profile = tmp_path_factory.mktemp("profile")

    def run(name: str) -> tuple[str, str]:
        path = folder / f"{name}.html"
        write_page(samples.ALL[name](), path)
        return open_page(path, profile)

    return {name: run(name) for name in ("supplier", "hostile", "corridor", "network")}


def test_the_browser_has_nothing_to_complain_about(opened):
    """A refused style, a script error or a bad path would be in the console."""
    for page, log in opened.values():
        assert "CONSOLE" not in log
        assert "</html>" in page


def test_the_script_runs_under_the_policy(opened):
    """It shows the buttons it gives work to, and counts rows."""
    page, _ = opened["supplier"]

    assert "20 of 20 shown" in page
    assert 'id="theme" type="button" aria-pressed="false">' in page
    assert '<button type="button">Points</button>' in page


def test_hostile_text_runs_nothing(opened):
    """One script element is left after parsing: ours."""
    page, _ = opened["hostile"]

    assert page.count("<script>") == 1
