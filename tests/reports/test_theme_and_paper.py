"""The dark view and printing, in a real browser: each test adds a line to the script."""

import pytest

from recruitcheck.reports.html import shipped_reports, write_page
from tests.browser import DARK, LIGHT, needs_browser, open_page, printed_pages
from tests.reports import samples

pytestmark = needs_browser


@pytest.fixture
def page(tmp_path):
    """Write a supplier's page whose script does one thing more when it is loaded."""

    def write(then: str, *, name: str = "page", first: str = ""):
        reports = tmp_path / f"reports-{name}"
        reports.mkdir()
        shipped = (shipped_reports() / "report.js").read_text()
        more = f"document.addEventListener('DOMContentLoaded', () => {{ {then} }});"
        (reports / "report.js").write_text(f"{first}\n{shipped}\n{more}")
        path = tmp_path / f"{name}.html"
        write_page(samples.supplier(), path, reports=reports)
        return path

    return write


def theme_of(text):
    """What `data-theme` says, "" for nothing, and whether the button is pressed."""
    start = text[text.index("<html") : text.index("<head")]
    kept = start.split('data-theme="')[1].split('"')[0] if "data-theme" in start else ""
    pressed = text.split('id="theme" type="button" aria-pressed="')[1].split('"')[0]
    return kept, pressed


@pytest.mark.parametrize(
    ("system", "clicks", "expected"),
    [
        (LIGHT, "", ("", "false")),
        (DARK, "", ("", "true")),
        (LIGHT, "theme.click()", ("dark", "true")),
        (DARK, "theme.click()", ("light", "false")),
        (DARK, "theme.click(); theme.click()", ("dark", "true")),
    ],
)
def test_the_button_is_pressed_where_the_page_is_dark(
    page, tmp_path, system, clicks, expected
):
    """Also where the system made it dark and nobody chose anything."""
    text, log = open_page(page(clicks), tmp_path / "profile", system)

    assert expected == theme_of(text)
    assert "CONSOLE" not in log


def test_a_choice_is_kept_on_the_next_page(page, tmp_path):
    """A reader who chose dark on one page is not blinded by the next one."""
    page("", name="next")
    first = page("theme.click(); location.href = 'next.html'", name="first")

    text, log = open_page(first, tmp_path / "profile", LIGHT)

    assert ("dark", "true") == theme_of(text)
    assert "CONSOLE" not in log


def test_blocked_storage_costs_only_the_memory(page, tmp_path):
    """Some browsers throw where a file asks for storage; the button works on."""
    blocked = (
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new Error('blocked'); } });"
    )
    path = page("theme.click()", first=blocked)

    text, log = open_page(path, tmp_path / "profile", LIGHT)

    assert ("dark", "true") == theme_of(text)
    assert "CONSOLE" not in log


COUNT = "[...document.querySelectorAll('details[open]:not(.numbers)')].length"
ALL = "document.querySelectorAll('details:not(.numbers)').length"


def test_paper_shows_what_is_folded_away(page, tmp_path):
    """All is open while it prints, and as it was afterwards; charts' tables stay out."""
    path = page(f"""
        const before = {COUNT};
        dispatchEvent(new Event("beforeprint"));
        const printing = {COUNT};
        const numbers = document.querySelectorAll("details.numbers[open]").length;
        dispatchEvent(new Event("afterprint"));
        document.title = [before, printing === {ALL}, numbers, {COUNT}].join();
    """)

    text, _ = open_page(path, tmp_path / "profile")

    assert "<title>0,true,0,0</title>" in text


@pytest.mark.parametrize(("kind", "sheets"), [("", 4), (' class="numbers"', 1)])
def test_paper_shows_it_without_script_too(tmp_path, kind, sheets):
    """200 lines of 10 points fill four sheets of A4."""
    reports = tmp_path / "reports"
    (reports / "templates").mkdir(parents=True)
    (reports / "report.js").write_text("")
    lines = "<p>line</p>" * 200
    (reports / "templates" / "supplier.html").write_text(
        '{% extends "base.html" %}{% block foot %}{% endblock %}{% block main %}'
        f"<details{kind}><summary>More</summary>{lines}</details>{{% endblock %}}"
    )
    path = tmp_path / "page.html"
    write_page(samples.supplier(), path, reports=reports)

    assert sheets <= printed_pages(path, tmp_path / "profile") < 3 * sheets
