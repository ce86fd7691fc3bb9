"""Pages: one inert file each, equal to the byte, written whole or not at all."""

import base64
import hashlib
import re
from dataclasses import fields, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from recruitcheck.errors import OutputError, UsageError
from recruitcheck.reports import views
from recruitcheck.reports.html import render, shipped_reports, template_of, write_page
from tests.reports import samples

VOID = {"meta", "path", "circle", "rect", "input", "br"}


class Page(HTMLParser):
    """Tags, ids and attributes of a page; fails on a tag that is never closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        assert not self.open

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((self.open[-1] if self.open else "", data))

    def values(self, attribute: str) -> list[str]:
        return [a[attribute] or "" for _, a in self.found if attribute in a]

    def inside(self, tag: str) -> str:
        return "".join(text for held, text in self.texts if held == tag)


@pytest.fixture(params=sorted(samples.ALL))
def page(request) -> str:
    return render(samples.ALL[request.param]())


def test_a_page_is_well_formed_with_unique_ids(page):
    """Every tag is closed in order, and no id stands twice."""
    ids = Page(page).values("id")

    assert len(ids) == len(set(ids))


def test_every_id_that_is_named_exists(page):
    """Labels, skip link and filters point to something."""
    read = Page(page)
    ids = set(read.values("id"))
    named = [
        name
        for attribute in ("aria-labelledby", "data-filters")
        for value in read.values(attribute)
        for name in value.split()
    ]
    named += [value[1:] for value in read.values("href") if value.startswith("#")]

    assert set(named) <= ids
    assert named


def test_the_policy_allows_this_style_and_script_alone(page):
    """The hashes in the policy are those of the only style and the only script."""
    read = Page(page)
    tags = [tag for tag, _ in read.found]
    policy = next(
        attributes["content"]
        for tag, attributes in read.found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    hashes = [
        "'sha256-"
        + base64.b64encode(hashlib.sha256(read.inside(tag).encode()).digest()).decode()
        + "'"
        for tag in ("style", "script")
    ]

    assert policy == (
        f"default-src 'none'; style-src {hashes[0]}; script-src {hashes[1]}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert (tags.count("style"), tags.count("script")) == (1, 1)


def test_nothing_is_loaded_or_run_from_elsewhere(page):
    """No style or event attribute, no source, no scheme in a link."""
    read = Page(page)
    attributes = {name for _, given in read.found for name in given}

    assert not attributes & {
        "style",
        "src",
        "srcset",
        "onload",
        "onclick",
        "xlink:href",
    }
    assert not [href for href in read.values("href") if ":" in href or "//" in href]
    assert "url(" not in read.inside("style")
    assert "@import" not in read.inside("style")


def test_each_chart_is_described_and_has_its_table(page):
    """role, title and description, and as many tables as charts drawn twice."""
    read = Page(page)
    charts = [a for tag, a in read.found if tag == "svg" and a.get("class") == "chart"]

    assert all(chart["role"] == "img" for chart in charts)
    assert all(len((c["aria-labelledby"] or "").split()) == 2 for c in charts)
    tags = [tag for tag, _ in read.found]
    assert tags.count("details") >= len(charts) // 2


def test_what_people_wrote_stays_text():
    """Markup, template and maths signs come out as they went in, as letters."""
    read = Page(render(samples.hostile()))
    shown = "".join(text for tag, text in read.texts if tag not in {"style", "script"})

    assert '<script>alert("x")</script>${7*7}{{ 7*7 }}</style>" onload="x' in shown
    assert "49</style>" not in shown
    assert not {"\u202e", "\x07", "\ud800"} & set(shown)


def test_links_cannot_leave_the_report():
    """A scheme, a host and a backslash become a harmless relative path."""
    hrefs = Page(render(samples.hostile())).values("href")

    assert "javascript%3Aalert%281%29" in hrefs
    assert "evil.example/x" in hrefs
    assert "data%3Atext/html%2Cx" in hrefs


def test_equal_views_give_equal_bytes():
    """No date, no counter, no order of a set."""
    for make in samples.ALL.values():
        assert render(make()) == render(make())


@pytest.mark.parametrize("name", ["supplier", "corridor", "network", "recruiter"])
def test_each_view_has_its_template(name):
    """Recruiters and members share a page of their own."""
    expected = {"network": "index.html"}.get(name, f"{name}.html")

    assert template_of(samples.ALL[name]()) == expected


def test_withheld_figures_are_words():
    """Nine interviews: the reason is told, and no mean, share or gap."""
    page = render(samples.nine_interviews())

    assert "9 interviews took place. What workers say is shown from 10" in page
    assert "are withheld: <bdi>9 interviews, shown from 10</bdi>" in page
    assert "<b>9 interviews</b>" in page
    assert 'id="voices-title"' not in page
    assert 'id="costs0-title"' not in page
    assert 'id="incidences-title"' not in page


def test_no_interviews_are_told_as_such():
    """Not a zero, not a withheld figure: nobody was asked."""
    page = render(samples.without_interviews())

    assert "No worker was interviewed in this cycle" in page
    assert "No worker gave an amount in this cycle." in page
    assert "Withheld" not in page


def test_a_missing_score_is_words_not_zero():
    """No band, no ruler."""
    page = render(samples.no_score())

    assert "No score" in page
    assert 'id="ruler-title"' not in page
    assert "0.0<small>of 100" not in page


def test_bands_come_from_the_view():
    """A model with three bands is drawn with three."""
    bands = (
        views.Band("L", "Low", 0.0),
        views.Band("M", "Middle", 40.0),
        views.Band("H", "High", 80.0),
    )
    view = replace(
        samples.supplier(),
        bands=bands,
        score=views.Score(52.6, "M", 52.6),
        gates=(),
        corridors=(),
        recruiters=(),
    )

    page = render(view)

    assert "M Middle" in page
    assert "band M (Middle)" in page
    assert "C Partial" not in page


def test_fictional_data_carries_a_banner():
    """Only where the view says so."""
    assert "Fictional example data." in render(samples.corridor())
    assert "Fictional example data." not in render(samples.empty_corridor())


def test_a_view_has_no_field_for_a_worker():
    """The contract: nothing in a view can hold a worker's name, id or answer."""
    names = {
        field.name
        for kind in vars(views).values()
        if isinstance(kind, type) and hasattr(kind, "__dataclass_fields__")
        for field in fields(kind)
    }

    assert not {
        name for name in names if re.search("worker_(id|name)|interview_id", name)
    }


@pytest.fixture
def workspace(tmp_path):
    (tmp_path / "templates").mkdir()
    return tmp_path


def test_a_workspace_changes_one_block(workspace):
    """The block is its own, the rest is shipped."""
    (workspace / "templates" / "supplier.html").write_text(
        '{% extends "shipped:supplier.html" %}'
        "{% block context %}<p>Ours: {{ m.user(view.name) }}</p>{% endblock %}",
        "utf-8",
    )

    page = render(samples.supplier(), reports=workspace)

    assert "<p>Ours: <bdi>Sunrise Precision Components Sdn. Bhd.</bdi></p>" in page
    assert "Who paid for recruitment" in page


def test_a_workspace_brings_its_own_style(workspace):
    """The policy follows the style; Windows line ends do not break its hash."""
    (workspace / "report.css").write_bytes(b"body {\r\n color: red }\r\n")

    page = render(samples.supplier(), reports=workspace)

    assert "<style>body {\n color: red }</style>" in page


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{% block %}", "supplier.html, line 1"),
        ("ok\n{{ view.nam }}", "supplier.html, line 2: .* has no attribute 'nam'"),
        ('{% extends "shipped:suplier.html" %}', "suplier.html"),
        ("{{ view.__class__.__mro__ }}", "access to attribute '__class__'.*unsafe"),
        ("ok\n{{ 1 // 0 }}", "supplier.html, line 2: .*by zero"),
        ("{{ [1][2] }}", "supplier.html, line 1: .*no element 2"),
        ("{% for n in range(100001) %}{% endfor %}", "line 1: Range too big"),
        ('{% include "supplier.html" %}', "line 1: it .* calls itself without end"),
        ("{{ " + "(" * 5_000, "supplier.html: it is nested too deeply"),
        ("{% for a in page %}" * 30 + "{% endfor %}" * 30, "supplier.html: its blocks"),
        ("{{ " + "9" * 5_000 + " }}", "supplier.html: .* number of too many digits"),
        ("a" * 250_001, "supplier.html, line 1: .* more than 250,000 bytes"),
    ],
)
def test_a_broken_template_is_named_with_its_line(workspace, template, told):
    """Never a traceback, never a page with a hole, never Python by the back door."""
    (workspace / "templates" / "supplier.html").write_text(template, "utf-8")

    with pytest.raises(UsageError, match=told):
        render(samples.supplier(), reports=workspace)


def test_a_style_may_not_end_its_element(workspace):
    """Otherwise a stylesheet could write markup."""
    (workspace / "report.css").write_text("/* </style> */", "utf-8")

    with pytest.raises(UsageError, match=r"report\.css"):
        render(samples.supplier(), reports=workspace)


def test_a_style_in_another_encoding_is_told(workspace):
    """Whose letters these are would be a guess."""
    (workspace / "report.css").write_bytes("/* Größe */".encode("cp1252"))

    with pytest.raises(UsageError, match=r"report\.css: .* not in UTF-8"):
        render(samples.supplier(), reports=workspace)


def test_a_page_is_written_into_a_new_folder(tmp_path):
    """And nothing else is left there."""
    path = tmp_path / "reports" / "suppliers" / "HIMAL-01.html"

    write_page(samples.supplier(), path)

    assert path.read_text("utf-8") == render(samples.supplier())
    assert [found.name for found in path.parent.iterdir()] == ["HIMAL-01.html"]


def test_a_failed_write_leaves_the_old_page(tmp_path, monkeypatch):
    """The disk is full when the new page is to take the old one's place."""
    path = tmp_path / "index.html"
    path.write_text("old", "utf-8")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)

    with pytest.raises(OutputError, match=r"index\.html' cannot be written: No space"):
        write_page(samples.network(), path)
    assert path.read_text("utf-8") == "old"
    assert [found.name for found in tmp_path.iterdir()] == ["index.html"]


def test_the_shipped_folder_has_what_a_page_needs():
    """In a checkout and in the wheel alike."""
    names = {path.name for path in shipped_reports().rglob("*") if path.is_file()}

    assert names >= {
        *("base.html", "macros.html", "supplier.html", "recruiter.html"),
        *("corridor.html", "index.html", "report.css", "report.js", "charts.mplstyle"),
    }


def test_the_readme_names_every_block_of_every_page():
    """What people may change is documented."""
    readme = (shipped_reports() / "README.md").read_text("utf-8")
    templates = shipped_reports() / "templates"
    blocks = {
        name
        for path in templates.glob("*.html")
        for name in re.findall(r"{% block (\w+) %}", path.read_text("utf-8"))
    }

    assert {name for name in blocks if f"`{name}`" not in readme} == set()
