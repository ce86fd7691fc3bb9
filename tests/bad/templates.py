"""Bad templates, styles and scripts of a workspace's own reports."""

from functools import partial

from tests.bad.registry import bad

template = partial(bad, "html", reader="lint_templates", file="templates/supplier.html")


@template()
def template_nested_deep() -> bytes:
    """Five thousand brackets: Jinja's parser raised RecursionError."""
    return b"{{ " + b"(" * 5_000 + b"view" + b")" * 5_000 + b" }}\n"


@template()
def template_loops_in_loops() -> bytes:
    """Python allows twenty blocks in each other."""
    return b"{% for a in view %}" * 30 + b"{% endfor %}" * 30


@template()
def template_of_a_megabyte() -> bytes:
    """More text than any page has."""
    return b"a" * 1_000_000


@template()
def template_in_another_encoding() -> bytes:
    """Saved as Windows-1252."""
    return "<p>Prüfung</p>".encode("cp1252")


@template()
def template_with_an_open_block() -> bytes:
    """A loop that does not end."""
    return b"<p>\n{% for one in view %}\n</p>\n"


@template()
def template_number_of_5000_digits() -> bytes:
    """Python refuses to read it."""
    return b"{{ " + b"9" * 5_000 + b" }}"


@bad("css", reader="lint_templates", file="report.css")
def style_in_another_encoding() -> bytes:
    """A style saved as Windows-1252."""
    return "h1::before { content: '»' }".encode("cp1252")


chart_style = partial(bad, "mplstyle", reader="lint_templates", file="charts.mplstyle")


@chart_style()
def chart_style_in_another_encoding() -> bytes:
    """matplotlib raised."""
    return "# Größe\nlines.linewidth: 2\n".encode("cp1252")


@chart_style()
def chart_style_of_nonsense() -> bytes:
    """A misspelt key, a value that is none, a line that is nothing, and code."""
    return (
        b"lines.linewith: 2\nlines.linewidth: thick\nbold\n"
        b"axes.prop_cycle: cycler('color', __import__('os').system('true'))\n"
    )


@chart_style()
def chart_style_that_runs_programs() -> bytes:
    """Texts set by LaTeX, a program of somebody else."""
    return b"text.usetex: True\nfigure.hooks: os:system\nbackend: module://evil\n"
