"""Colours: every pair in use can be read, by everybody, in light and dark."""

import math
import re

import pytest

from recruitcheck.reports.charts.canvas import TOKENS
from recruitcheck.reports.html import shipped_reports

CSS = (shipped_reports() / "report.css").read_text("utf-8")
BLOCKS = [
    dict(re.findall(r"--(\w+):\s*(#[0-9a-f]{6})", block))
    for block in re.findall(r":root[^{]*\{([^}]*)\}", CSS)
]
LIGHT, DARK = BLOCKS[0], BLOCKS[1]
THEMES = pytest.mark.parametrize(
    "tokens", [pytest.param(LIGHT, id="light"), pytest.param(DARK, id="dark")]
)
# text token, background token; AA asks 4.5 : 1 for text of these sizes
TEXT = [
    *(("ink", "paper"), ("ink2", "paper"), ("ink3", "paper"), ("bad", "paper")),
    *(("worker", "paper"), ("mgmt", "paper"), ("link", "paper"), ("ink", "badsoft")),
    *((f"on{place}", f"band{place}") for place in range(1, 6)),
    *((f"ontint{place}", f"tint{place}") for place in range(1, 6)),
]
# marks that carry meaning by themselves; AA asks 3 : 1
MARKS = [("ink2", "paper"), ("worker", "paper"), ("mgmt", "paper"), ("bad", "paper")]
# Machado, Oliveira and Fernandes 2009, severity 1
BLINDNESS = {
    "protan": (
        *((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216)),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deutan": (
        *((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413)),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritan": (
        *((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602)),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2 contrast ratio, 1 to 21."""
    low, high = sorted(
        sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear(c), strict=True))
        for c in (one, other)
    )
    return (high + 0.05) / (low + 0.05)


def lab(parts: list[float]) -> tuple[float, float, float]:
    matrix = (
        *((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722)),
        (0.0193, 0.1192, 0.9505),
    )
    white = (0.95047, 1.0, 1.08883)
    x, y, z = (
        sum(m * p for m, p in zip(row, parts, strict=True)) / w
        for row, w in zip(matrix, white, strict=True)
    )
    fx, fy, fz = (
        t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def seen(colour: str, kind: str) -> tuple[float, float, float]:
    parts = linear(colour)
    rows = BLINDNESS[kind]
    mixed = [sum(m * p for m, p in zip(row, parts, strict=True)) for row in rows]
    return lab([min(1.0, max(0.0, part)) for part in mixed])


def test_black_on_white_has_the_known_contrast():
    """21 : 1, and #767676 on white is the well-known 4.54 : 1."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_both_dark_blocks_are_equal():
    """One for the system's wish, one for the button."""
    assert BLOCKS[1] == BLOCKS[2]
    assert LIGHT.keys() == DARK.keys()


@THEMES
@pytest.mark.parametrize(("text", "ground"), TEXT)
def test_text_can_be_read(tokens, text, ground):
    """4.5 : 1 for every pair of text and ground in use."""
    assert contrast(tokens[text], tokens[ground]) >= 4.5


@THEMES
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_can_be_seen(tokens, mark, ground):
    """3 : 1 for shapes that carry meaning by themselves."""
    assert contrast(tokens[mark], tokens[ground]) >= 3


@THEMES
@pytest.mark.parametrize("kind", sorted(BLINDNESS))
def test_bands_differ_for_colour_blind_readers(tokens, kind):
    """Any two bands are at least 20 apart (dE76); about 2 can just be told apart."""
    bands = [seen(tokens[f"band{place}"], kind) for place in range(1, 6)]
    distances = [
        math.dist(one, other)
        for place, one in enumerate(bands)
        for other in bands[:place]
    ]

    assert min(distances) >= 20


@THEMES
@pytest.mark.parametrize("kind", sorted(BLINDNESS))
def test_workers_and_alarms_differ_for_colour_blind_readers(tokens, kind):
    """The colour of workers' voice is never taken for the colour of a gap."""
    apart = math.dist(seen(tokens["worker"], kind), seen(tokens["bad"], kind))

    assert apart >= 50


def test_charts_draw_only_colours_the_page_knows():
    """Each token has a colour and both classes."""
    for token in TOKENS:
        assert token in LIGHT
        assert f".f-{token} {{ fill: var(--{token}); }}" in CSS
        assert f".s-{token} {{ stroke: var(--{token}); }}" in CSS


def test_every_token_in_the_sheet_is_used():
    """Nothing is left over from an older look."""
    used = set(re.findall(r"var\(--(\w+)\)", CSS))

    assert used >= set(LIGHT)
    assert used <= set(LIGHT)
