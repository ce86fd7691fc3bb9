"""The lint of templates: what would stop a page, or print what it must not."""

import pytest

from recruitcheck.content import content_folder
from recruitcheck.reports.lint import lint_templates


@pytest.fixture
def lint(tmp_path):
    """Code and line of what is found in a folder `reports` of these templates."""

    def run(**templates):
        for name, text in templates.items():
            path = tmp_path / "reports" / "templates" / f"{name}.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        issues = lint_templates(tmp_path / "reports")
        return [(one.code, one.place.cell, one.message) for one in issues]

    return run


def codes(found):
    return [(code, cell) for code, cell, _ in found]


def test_the_shipped_templates_are_clean():
    """And the style and the script beside them."""
    assert () == lint_templates(content_folder() / "reports")


def test_a_folder_without_templates_has_no_issues(tmp_path):
    """The shipped ones are used."""
    assert () == lint_templates(tmp_path / "reports")


def test_one_block_of_a_shipped_template_may_be_changed(lint):
    """Names that the parent sets are known; a lock file is no template."""
    page = '{% extends "shipped:supplier.html" %}{% block kind %}Ours {{ e }}'
    assert [] == lint(**{"supplier": f"{page}{{% endblock %}}", ".draft": "{% if"})


def test_a_template_that_cannot_be_read_names_its_line(lint):
    """A tag that is not closed, and one that is not known."""
    found = lint(supplier="<p>\n{% if view %}\n", index="{% fro x in y %}")
    assert [("T101", "line 1"), ("T101", "line 2")] == codes(found)
    assert "unknown tag 'fro'" in found[0][2]


def test_a_template_in_another_encoding(tmp_path):
    """Written as Windows-1252; it has no line. Others are read all the same."""
    folder = tmp_path / "reports" / "templates"
    folder.mkdir(parents=True)
    (folder / "index.html").write_bytes("Überblick".encode("cp1252"))
    (folder / "supplier.html").write_text("{{ vieww }}", "utf-8")
    issues = lint_templates(tmp_path / "reports")
    assert [("F118", None), ("T105", "line 1")] == [
        (one.code, one.place.cell) for one in issues
    ]
    assert "reports/templates/index.html" == issues[0].place.file
    assert "not in UTF-8" in issues[0].message


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("{{ " + "(" * 5_000, "it is nested too deeply, or calls itself without end"),
        ("{{ " + "1 + " * 20_000 + "1 }}", "it is nested too deeply, or calls itself"),
        ("{% for a in page %}" * 30 + "{% endfor %}" * 30, "its blocks are nested too"),
        ("{{ " + "9" * 5_000 + " }}", "it holds a number of too many digits"),
    ],
)
def test_a_template_that_python_cannot_follow(lint, template, reason):
    """Told for this template; one that includes it is looked over all the same."""
    found = lint(supplier=template, index='{% import "supplier.html" as s %}{{ s }}')

    assert [("T101", None)] == codes(found)
    assert reason in found[0][2]


def test_a_filter_and_a_test_that_there_are_not(lint):
    """All of them at once, with the nearest match; names wait until they are mended."""
    page = "{{ 1|scoree }}\n{% if view is withheldd %}{% endif %}{{ nobody }}"
    found = lint(supplier=page)
    assert [("T102", "line 1"), ("T102", "line 2")] == codes(found)
    assert "There is no filter 'scoree'. Did you mean 'score'?" == found[0][2]
    assert "There is no test 'withheldd'. Did you mean 'withheld'?" == found[1][2]


@pytest.mark.parametrize(
    "tag",
    [
        '{% extends "bse.html" %}',
        '{% include "bse.html" %}',
        '{% import "bse.html" as x %}',
        '{% from "bse.html" import y, z as x %}',
    ],
)
def test_another_template_that_there_is_not(lint, tag):
    """With the nearest match; a name that is worked out is not known before."""
    found = lint(supplier=tag)
    assert [("T103", "line 1")] == codes(found)
    assert "Did you mean 'base.html'?" in found[0][2]


@pytest.mark.parametrize(
    "tag",
    [
        "{% extends view.name %}",
        '{% include "bse.html" ignore missing %}',
        '{% include "index.html" %}',
    ],
)
def test_another_template_that_may_be_there(lint, tag):
    """Chosen on the page, optional, or shipped."""
    assert [] == lint(supplier=tag)


def test_what_is_printed_without_escaping(lint):
    """Charts, style and script are ours; what people wrote is not."""
    page = """
    {{ style|safe }}{{ page.charts.wide|safe }}
    {{ view.name|safe }}
    {{ view|safe }}
    {% filter safe %}{{ view.name }}{% endfilter %}
    {% autoescape false %}{{ view.name }}{% endautoescape %}
    """
    lines = [("T104", f"line {line}") for line in (3, 4, 5, 6)]
    assert lines == codes(lint(supplier=page))


def test_a_name_that_nothing_gives(lint):
    """Where it stands first; what another template sets may be given on."""
    page = "{% set mine = 1 %}{{ mine }}{{ view }}\n{{ veiw }}{{ veiw }}{{ part }}"
    found = lint(supplier=page, index="{% for part in view %}{% endfor %}")
    assert [("T105", "line 2")] == codes(found)
    assert "Nothing is called 'veiw' here. Did you mean 'view'?" == found[0][2]


def test_a_block_that_the_parent_does_not_have(lint):
    """Nobody would print it; one inside a known block is printed there."""
    page = """{% extends "shipped:supplier.html" %}
    {% block heroo %}x{% endblock %}
    {% block hero %}{% block own %}y{% endblock %}{% endblock %}"""
    found = lint(supplier=page)
    assert [("T106", "line 2")] == codes(found)
    assert "Did you mean 'hero'?" in found[0][2]


@pytest.mark.parametrize("parent", ["supplier", "broken", "nothing"])
def test_a_parent_that_cannot_be_followed_hides_no_block(lint, parent):
    """It extends itself, cannot be read, or is not there: that is told, or seen."""
    page = f'{{% extends "{parent}.html" %}}{{% block own %}}x{{% endblock %}}'
    found = lint(supplier=page, broken="{% if %}")
    assert "T106" not in [code for code, _, _ in found]


def test_a_style_and_a_script_that_would_end_their_element(tmp_path):
    """They stand inside the page."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "report.css").write_text("p {}\n/* </style> */", "utf-8")
    (folder / "report.js").write_text("let a = '<!-- </b>'", "utf-8")
    issues = lint_templates(folder)
    assert [
        ("report.css", "line 2"),
        ("report.js", "line 1"),
        ("report.js", "line 1"),
    ] == [(one.place.file.split("/")[1], one.place.cell) for one in issues]
    assert {"T107"} == {one.code for one in issues}
