"""Charts: shapes from matplotlib, text of ours, and the same numbers as a table."""

import re
from dataclasses import replace
from itertools import pairwise

import matplotlib as mpl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from recruitcheck.reports.charts import numbers
from recruitcheck.reports.charts.canvas import TOKENS, Canvas
from recruitcheck.reports.charts.chart import band_of, rank
from recruitcheck.reports.charts.distributions import distribution
from recruitcheck.reports.charts.labels import (
    clean,
    isolate,
    nice_step,
    shorten,
    text_width,
    wrap,
)
from recruitcheck.reports.charts.money import SAFE_BIN, bin_payments, costs, payments
from recruitcheck.reports.charts.principles import principles
from recruitcheck.reports.charts.rulers import ruler
from recruitcheck.reports.charts.workers import by_gap, incidences, voices
from recruitcheck.reports.html import shipped_reports
from recruitcheck.reports.views import (
    Band,
    Incidence,
    Payments,
    Score,
    Withheld,
)
from tests.reports import samples


def test_shapes_leave_as_classes_without_styles():
    """A filled square and a dashed line become two paths the page can colour."""
    canvas = Canvas("c", 40, 20)
    canvas.rect(1, 2, 10, 5.25, "bad")
    canvas.line((0, 10), (40, 10), "rule", 2, (3, 3))

    with mpl.rc_context(fname=shipped_reports() / "charts.mplstyle"):
        svg = canvas.svg("A title", "A description.")

    line = (
        '<path class="s-rule" stroke-width="2" stroke-dasharray="3,3" d="M0 10L40 10"/>'
    )
    square = '<path class="f-bad" d="M1 2L11 2L11 7.2L1 7.2z"/>'
    assert svg.endswith(f"</desc>{square}{line}</svg>")


def test_a_chart_is_an_image_with_title_and_description():
    """Its ids start with its slug, so that two charts share none."""
    svg = Canvas("one", 10, 10).svg("T", "D")

    assert svg.startswith(
        '<svg viewBox="0 0 10 10" role="img" '
        'aria-labelledby="one-title one-description" class="chart">'
        '<title id="one-title">T</title><desc id="one-description">D</desc>'
    )


def test_text_in_charts_is_escaped_and_cleaned():
    """Markup, maths and control characters are only letters."""
    canvas = Canvas("c", 10, 10)
    with canvas.mark("<b>$x$"):
        canvas.rect(0, 0, 1, 1, "ink")
    canvas.text(0, 0, 'a<script>"$\u202e\x07')

    svg = canvas.svg("<i>", "</svg>")

    assert "a&lt;script&gt;&quot;$\ufffd</text>" in svg
    assert "<g><title>&lt;b&gt;$x$</title>" in svg
    assert "<desc id=" in svg
    assert "&lt;/svg&gt;" in svg


def test_every_token_can_be_drawn():
    """No two tokens share a reserved colour."""
    canvas = Canvas("c", 40, 20)
    for place, token in enumerate(TOKENS):
        canvas.rect(place, 0, 1, 1, token)

    drawn = re.findall('class="f-([a-z0-9]+)"', canvas.svg("", ""))

    assert drawn == list(TOKENS)


def test_neighbours_of_one_look_share_a_path():
    """A hundred dots are one path, which is what makes pages fast."""
    canvas = Canvas("c", 100, 10)
    for place in range(100):
        canvas.dot(place, 5, 2, "worker")

    assert canvas.svg("", "").count("<path") == 1


def test_a_chart_names_its_ceiling_and_its_comparisons():
    """52.6 is held at 24.0; last cycle and peers stand below the scale."""
    view = samples.supplier()

    chart = ruler(
        "This supplier",
        view.score,
        view.bands,
        peers=view.peers,
        last=view.last_cycle,
    )

    assert chart is not None
    assert chart.rows == (
        ("This supplier", "24.0"),
        ("Before the ceiling", "52.6"),
        ("Ceiling", "24.0"),
        ("With missing answers at their worst", "24.0"),
        ("With missing answers at their best", "24.0"),
        ("2025 assessment 44.1", "44.1"),
        ("Median of 38 peers 61.3", "61.3"),
    )
    for drawing in (chart.wide, chart.narrow):
        assert "52.6 before the ceiling" in drawing
        assert ">2025 assessment 44.1<" in drawing


def test_nothing_is_drawn_where_there_is_nothing():
    """No score, no principle, no gap, no share, no amount: no chart."""
    why = Withheld("9 interviews")

    assert ruler("x", Score(None), samples.BANDS) is None
    assert principles((), samples.BANDS) is None
    assert distribution((), samples.BANDS, noun="supplier") is None
    assert voices(samples.nine_interviews().voices, 25) is None
    assert incidences((Incidence("x", 9, why),)) is None
    assert costs(replace(samples.COSTS, rows=why)) is None
    assert payments(why) is None


def test_gaps_stand_largest_first_and_unknown_ones_last():
    """64, 28, 18, 6, -6; then not asked and withheld in their own order."""
    assert [row.principle.id for row in by_gap(samples.VOICES)] == list("13A52B4")


def test_a_withheld_share_is_a_word_in_the_chart():
    """Nine answers: neither a dot nor a number."""
    rows = (
        Incidence("Debt", 24, 0.375, 9, 0.2, 0.6),
        Incidence("Coached", 9, Withheld("9 answers, shown from 10")),
    )

    chart = incidences(rows)

    assert chart is not None
    assert chart.rows[1] == (
        *("Coached", "withheld: 9 answers, shown from 10", "withheld", "withheld", "9"),
    )
    assert "withheld: 9 answers, shown from 10" in chart.wide


@pytest.mark.parametrize(
    ("reports", "n", "share", "words"),
    [
        (21, 24, 0.875, "21 of 24"),
        (24, 24, 1.0, "> 90%"),
        (0, 24, 0.0, "< 10%"),
        (50, 50, 1.0, "50 of 50"),
        (None, 24, 1 / 24, "< 10%"),
        (None, 12, 0.25, "25%"),
    ],
)
def test_all_or_none_of_a_few_workers_is_not_told(reports, n, share, words):
    """Under fifty interviews 100 % and 0 % would speak for each worker."""
    assert numbers.report_words(reports, n, share) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "no score"),
        (49.96, "50.0"),
        (49.6, "49.6"),
        (0.0, "0.0"),
        (100.0, "100.0"),
    ],
)
def test_a_score_keeps_its_decimal(value, words):
    """49.6 printed as 50 would stand in the wrong band."""
    assert numbers.score(value) == words


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0, "0%"),
        (0.001, "<1%"),
        (0.005, "1%"),
        (0.994, "99%"),
        (0.999, ">99%"),
        (1, "100%"),
    ],
)
def test_a_part_is_never_nothing_or_everything(share, words):
    """Rounding may not turn a few into none."""
    assert numbers.percent(share) == words


@pytest.mark.parametrize(
    ("shares", "words"),
    [
        ((0.825, 0.175, 0, 0), ("83%", "17%", "0%", "0%")),
        ((0.335, 0.335, 0.33), ("34%", "33%", "33%")),
        ((0, 0), ("0%", "0%")),
        ((1,), ("100%",)),
    ],
)
def test_parts_of_a_whole_add_up(shares, words):
    """Rounded each for itself, 82.5 and 17.5 would make 101; of equals the first."""
    assert numbers.whole_percents(shares) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (1184.0, "USD", "USD 1,180"),
        (23467.0, "NPR", "NPR 23,500"),
        (3.42, "months of pay", "3.4 months of pay"),
        (0.0, "USD", "USD 0"),
        (None, "USD", "not stated"),
    ],
)
def test_money_has_three_digits_and_its_unit(value, unit, words):
    """Amounts remembered by workers are not exact to a unit."""
    assert numbers.money(value, unit) == words


def test_bands_of_any_number_share_five_colours():
    """Three bands take the worst, the middle and the best colour."""
    three = (Band("L", "Low", 0), Band("M", "Middle", 40), Band("H", "High", 80))

    assert [rank(samples.BANDS, letter) for letter in "EDCBA"] == [1, 2, 3, 4, 5]
    assert [rank(three, letter) for letter in "LMH"] == [1, 3, 5]
    assert rank(three, "") == 0
    assert band_of(three, 79.9).letter == "M"
    assert band_of(three, 80.0).letter == "H"


@given(st.text(max_size=60), st.floats(20, 400))
def test_a_label_is_never_wider_than_its_room(text, width):
    """The estimate decides, and each line of a wrapped label keeps to it."""
    assert text_width(shorten(text, width, 14), 14) <= max(width, text_width("…", 14))
    lines = wrap(text, width, 14)
    assert len(lines) <= 2
    assert all(text_width(line, 14) <= max(width, 14) for line in lines)


@given(st.text(max_size=40))
def test_cleaned_text_can_be_written_and_read_back(text):
    """No surrogate, control or override is left; cleaning twice changes nothing."""
    cleaned = clean(text + "\ud800\x00\u202e")

    assert cleaned.encode().decode() == cleaned
    assert clean(cleaned) == cleaned
    assert "\u202e" not in cleaned


def test_only_right_to_left_names_are_isolated():
    """A Nepali name stays as it is, an Arabic one is wrapped."""
    assert isolate(samples.NEPALI) == samples.NEPALI
    assert isolate(samples.ARABIC) == f"\u2068{samples.ARABIC}\u2069"


@given(st.floats(0.001, 1e9), st.integers(1, 10))
def test_a_step_is_round_and_few_steps_reach(span, steps):
    """At most `steps` steps, and more than a third of them."""
    step = nice_step(span, steps)

    assert step * steps >= span * 0.999999
    assert step * steps <= span * 2.5000001


def test_payments_are_binned_by_hand():
    """24 payments. The highest but two is 2,250; 0-999 hold 8, 1,000-1,999 hold 9,
    2,000 and more 4, nothing 3. Bins of 500 would hold two workers (350, 400).
    Median (1,000 + 1,020)/2 and quartiles 725 and 1,462.5 round to steps of 500."""
    picture = bin_payments(samples.AMOUNTS, "USD")

    assert isinstance(picture, Payments)
    assert [(b.low, b.high, b.workers) for b in picture.bins] == [
        (0, 0, 3),
        (0, 1000, 8),
        (1000, 2000, 9),
        (2000, None, 4),
    ]
    assert (picture.lower_quartile, picture.median, picture.upper_quartile) == (
        *(500, 1000, 1500),
    )
    assert picture.paid == 21


@pytest.mark.parametrize(
    ("amounts", "reason"),
    [
        ([500] * 9, "9 amounts, shown from 10"),
        ([0] * 10, "fewer than 3 workers paid something"),
        ([0] * 40 + [900, 950], "fewer than 3 workers paid something"),
        ([500] * 10, "too few workers paid similar amounts"),
        ([0] * 7 + [1, 9, 9], "too few workers paid similar amounts"),
    ],
)
def test_payments_are_withheld_where_they_would_tell(amounts, reason):
    """Below the minimum cell, one or two payers, or everybody alike."""
    assert bin_payments(amounts, "USD") == Withheld(reason)


@given(st.lists(st.integers(0, 5000), min_size=0, max_size=120))
def test_no_bin_tells_one_or_two_workers(amounts):
    """Bins add up, touch, end open, and hold none or at least three workers."""
    picture = bin_payments(amounts, "USD")

    if isinstance(picture, Withheld):
        return
    held = [part.workers for part in picture.bins]
    assert sum(held) == len(amounts)
    assert all(number == 0 or number >= SAFE_BIN for number in held)
    assert picture.bins[-1].high is None
    closed = [part for part in picture.bins if part.high != 0]
    assert all(a.high == b.low for a, b in pairwise(closed))
    shown = {edge for part in picture.bins for edge in (part.low, part.high)}
    if max(amounts) in shown:
        assert amounts.count(max(amounts)) >= SAFE_BIN


@given(st.lists(st.floats(0, 1e9), min_size=10, max_size=60))
def test_payments_of_any_size_have_few_bins(amounts):
    """One absurd amount does not make a million bins."""
    picture = bin_payments(amounts, "USD")

    assert isinstance(picture, Withheld) or len(picture.bins) <= 10


def test_one_dot_per_supplier_turns_into_bars():
    """150 suppliers are dots with a tip each; 151 are bars."""
    rows = [(f"S{place}", place / 2) for place in range(151)]

    dots = distribution(rows[:150], samples.BANDS, noun="supplier")
    bars = distribution(rows, samples.BANDS, noun="supplier")

    assert dots is not None
    assert bars is not None
    assert "<title>S7: 3.5</title>" in dots.wide
    assert "S7:" not in bars.wide
    assert [row[3] for row in bars.rows] == ["0", "11", "40", "50", "50"]
