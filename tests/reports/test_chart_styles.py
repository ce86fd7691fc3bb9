"""How matplotlib draws shapes: what the file may say, and what it may not."""

import matplotlib as mpl
import pytest

from recruitcheck.errors import InvalidFileError
from recruitcheck.reports.chart_styles import chart_style, read_chart_style
from recruitcheck.reports.html import shipped_reports

SHIPPED = shipped_reports() / "charts.mplstyle"


@pytest.fixture
def read(tmp_path):
    """The settings of a file of these lines, and code and line of what is wrong."""

    def run(*lines):
        path = tmp_path / "charts.mplstyle"
        path.write_text("\n".join(lines), "utf-8")
        found, issues = read_chart_style(path, shown_as="charts.mplstyle")
        return found, [(one.code, one.place.cell) for one in issues]

    return run


def test_lines_are_settings_and_comments(read):
    """A colour with its '#' stands in quotation marks."""
    found, issues = read(
        "# shapes",
        "",
        "lines.linewidth : 2  # points",
        'axes.edgecolor: "#b5432a"',
        "savefig.bbox: standard",
    )

    assert [] == issues
    assert {
        "lines.linewidth": 2.0,
        "axes.edgecolor": "#b5432a",
        "savefig.bbox": None,
    } == found


def test_every_line_that_is_wrong_is_told(read):
    """The others are read all the same."""
    found, issues = read(
        "lines.linewith: 2",
        "lines.linewidth: thick",
        "bold",
        "text.usetex: True",
        "backend: module://evil",
        "axes.prop_cycle: cycler('color', print())",
        "figure.dpi: 72",
    )

    assert {"figure.dpi": 72.0} == found
    assert [
        ("T108", "line 1"),
        ("T109", "line 2"),
        ("T108", "line 3"),
        ("T108", "line 4"),
        ("T108", "line 5"),
        ("T109", "line 6"),
    ] == issues


def test_the_shipped_style_is_what_matplotlib_reads_of_it():
    """Within, over the defaults and nobody's own settings; afterwards as before."""
    before = dict(mpl.rcParams)
    with mpl.rc_context({"lines.linewidth": 9.0}), chart_style(SHIPPED):
        ours = dict(mpl.rcParams)
    with mpl.rc_context(fname=SHIPPED):
        theirs = dict(mpl.rcParams)

    assert theirs == ours
    assert before == dict(mpl.rcParams)


def test_nothing_is_drawn_with_a_style_that_is_wrong(tmp_path):
    path = tmp_path / "charts.mplstyle"
    path.write_text("bold\n")

    with pytest.raises(InvalidFileError, match="T108"), chart_style(path):
        pytest.fail("it was drawn")
