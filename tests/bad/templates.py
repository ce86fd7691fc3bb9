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
