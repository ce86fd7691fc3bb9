"""How workers came, where the money went, and what it costs elsewhere."""

import re
from dataclasses import replace

import pytest

from recruitcheck.reports.charts.flow import colour, flow
from recruitcheck.reports.charts.journey import comparison, journey
from recruitcheck.reports.charts.numbers import NOTHING
from recruitcheck.reports.charts.risk import risk
from recruitcheck.reports.views import FlowStop
from tests.reports import samples


def test_a_flow_is_a_table_too():
    """Stops with workers, employers with a median too, then ways; else a dash."""
    found = flow(samples.FLOW)

    assert found is not None
    assert ("Who helped most", "A broker or agent", "", "180", NOTHING) == found.rows[0]
    assert ("Employer in Malaysia", "Perai Moulding", "", "61", "2.0") in found.rows
    assert (
        "Labour recruiter to Employer in Malaysia",
        *("No recruiter named", "Perai Moulding", "20", NOTHING),
    ) == found.rows[-1]


def test_a_band_is_coloured_by_what_was_paid_and_the_rest_is_grey():
    """By workers of the employer: a median of 2.0 is much. 84 are not shown apart."""
    found = flow(samples.FLOW)

    assert found is not None
    assert (
        "<title>No recruiter named to Perai Moulding: 20 workers; the median of Perai"
        ' Moulding is 2.0 months of pay</title><path class="f-tint1"' in found.wide
    )
    assert (
        "<title>A broker or agent to Himal Bridge: 150 workers</title>"
        '<path class="f-rule"' in found.wide
    )
    assert (
        "<title>Ways that are too few to show apart: 84 workers together</title>"
        '<path class="f-grid"' in found.wide
    )


@pytest.mark.parametrize(
    ("months", "expected"),
    [(None, "rule"), (0.0, "tint4"), (0.5, "tint2"), (1.9, "tint2"), (2.0, "tint1")],
)
def test_the_limits_of_colours_belong_to_the_worse_one(months, expected):
    assert expected == colour(months)


def test_bands_of_a_stop_add_up_to_its_bar():
    """All ways and the grey rest leave where the bar stands: heights agree."""
    found = flow(replace(samples.FLOW, ways=((), ())))

    assert found is not None
    drawn = "".join(re.findall(r'class="f-ink" d="([^"]*)"', found.wide))
    corners = re.findall(r"M([\d.]+) ([\d.]+)L[\d.]+ [\d.]+L[\d.]+ ([\d.]+)", drawn)
    heights = [
        float(bottom) - float(top) for left, top, bottom in corners if left == "0"
    ]
    assert [180, 100, 34] == [round(h / sum(heights) * 314) for h in heights]


def test_a_flow_of_one_stop_a_step_can_be_drawn():
    one = (FlowStop("All", 12),)
    found = flow(replace(samples.FLOW, n=12, steps=(one, one, one), ways=((), ())))

    assert found is not None
    assert 3 == len(found.rows)


def test_no_flow_is_no_chart():
    assert flow(None) is None


def test_each_payment_begins_where_the_last_one_ended():
    """700, then unknown, then 55 and 150: 700, 700, 755, 905 so far."""
    found = journey(samples.JOURNEY)

    assert found is not None
    assert ["700", "700", "755", "905"] == [row[3] for row in found.rows]
    assert "by too few to show" == found.rows[1][2]
    bars = re.findall(r'class="f-bad" d="M([\d.]+) [\d.]+L([\d.]+)', found.wide)
    assert 3 == len(bars)
    assert bars[0][1] == bars[1][0]
    assert bars[1][1] == bars[2][0]
    assert "Legal maximum in Nepal, 2025: USD 75" in found.wide


def test_a_journey_without_a_known_law_has_no_line():
    found = journey(replace(samples.JOURNEY, cap=None, cap_name=""))

    assert found is not None
    assert "Legal maximum" not in found.wide


def test_nothing_paid_is_no_journey():
    paid_nothing = tuple(replace(step, mean=0.0) for step in samples.JOURNEY.steps)

    assert journey(replace(samples.JOURNEY, steps=paid_nothing)) is None


def test_the_own_corridor_stands_out():
    found = comparison(samples.COMPARISON)

    assert found is not None
    assert ("Nepal to Malaysia", "1.8", "2.7", "4.4", "290") == found.rows[1]
    assert 'class="l b halo">Nepal to Malaysia<' in found.wide
    assert 'class="l halo">Bangladesh to Malaysia<' in found.wide


def test_one_corridor_is_not_compared():
    assert comparison(samples.COMPARISON[:1]) is None


def test_each_term_of_the_risk_has_a_row():
    """Inherent with its bounds, after practice, as workers report it, what is left."""
    found = risk(samples.RISK)

    assert found is not None
    assert (
        ("Before anybody acts", "47", "30", "67"),
        ("Less what suppliers do", "26", NOTHING, NOTHING),
        ("What workers report", "75", NOTHING, NOTHING),
        ("What is left", "75", NOTHING, NOTHING),
    ) == found.rows


def test_harm_that_nobody_knows_is_said_in_words():
    left = samples.RISK.residual
    assert left is not None
    found = risk(replace(samples.RISK, residual=replace(left, harm=None)))

    assert found is not None
    assert NOTHING == found.rows[2][1]
    assert "not known: too few interviews" in found.wide


def test_a_corridor_nobody_reports_from_has_inherent_risk_alone():
    found = risk(replace(samples.RISK, residual=None))

    assert found is not None
    assert 1 == len(found.rows)
    assert risk(None) is None
