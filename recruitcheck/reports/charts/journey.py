"""Where the money goes: what the average worker paid, in the order it was paid."""

from itertools import groupby
from operator import attrgetter

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import HALF, NARROW, Chart
from recruitcheck.reports.charts.labels import shorten, text_width
from recruitcheck.reports.charts.money import paid_words
from recruitcheck.reports.charts.numbers import amount, money
from recruitcheck.reports.views import CostOfCorridor, Journey, JourneyStep

_STEP = 27


def journey(picture: Journey, *, slug: str = "journey") -> Chart | None:
    """Bars that each begin where the last one ended. None where nothing was paid."""
    if not any(step.mean for step in picture.steps):
        return None
    running = 0.0
    cells = []
    for step in picture.steps:
        running += step.mean or 0.0
        cells.append((step.place, step.label, _words(step), amount(running)))
    title = f"What the average worker paid, step by step, {picture.unit}"
    story = "; ".join(f"{c[1]} {c[2]}" for c in cells) + "."
    columns = (
        ("Where", False),
        ("Payment", False),
        (f"Mean, {picture.unit}", True),
        ("So far", True),
    )
    wide = _draw(picture, slug, HALF, 216).svg(title, story)
    narrow = _draw(picture, f"{slug}-narrow", NARROW, 150).svg(title, story)
    return Chart(slug, wide, narrow, columns, tuple(cells))


def _draw(picture: Journey, slug: str, width: float, labels: float) -> Canvas:
    places = [
        (p, list(held)) for p, held in groupby(picture.steps, attrgetter("place"))
    ]
    top = 40 if picture.cap is not None else 6
    height = top + _STEP * (len(picture.steps) + 1.05 * len(places)) + 44
    canvas = Canvas(slug, width, height)
    paid = sum(step.mean or 0.0 for step in picture.steps)
    longest = max(paid, picture.total, picture.cap or 0.0)
    axis = Axis(labels + 10, (width - labels - 60) / longest)
    if picture.cap is not None:
        _draw_cap(canvas, picture, axis)
    y, running = float(top), 0.0
    for place, steps in places:
        canvas.text(0, y + 18, place, "s b")
        canvas.line((0, y + 26), (width, y + 26), "rule")
        y += _STEP * 1.05
        for step in steps:
            running = _draw_step(canvas, step, axis, y, labels=labels, running=running)
            y += _STEP
    canvas.line((0, y + 8), (width, y + 8), "ink", 1.4)
    canvas.text(0, y + 31, "Average per worker", "l b")
    canvas.text(width, y + 31, money(picture.total, picture.unit), "l b bad", "end")
    return canvas


def _draw_step(
    canvas: Canvas,
    step: JourneyStep,
    axis: Axis,
    y: float,
    *,
    labels: float,
    running: float,
) -> float:
    """Draw one payment and give the total after it."""
    canvas.text(0, y + 17, shorten(step.label, labels, 14))
    paid = step.mean or 0.0
    end = axis.at(running + paid)
    if paid:
        with canvas.mark(
            f"{step.label}: {_words(step)}, so far {amount(running + paid)}"
        ):
            canvas.rect(
                axis.at(running), y + 4, max(end - axis.at(running), 1), 18, "bad"
            )
        canvas.line((end, y + 4), (end, y + _STEP + 4), "ink3", 0.8)
    words, look = _words(step), "s3 halo" if step.few else "v halo"
    if end + 6 + text_width(words, 13) <= canvas.width:
        canvas.text(end + 6, y + 17, words, look)
    else:
        canvas.text(axis.at(running) - 6, y + 17, words, look, "end")
    return running + paid


def _words(step: JourneyStep) -> str:
    return paid_words(step.mean, few=step.few, partly=step.partly)


def _draw_cap(canvas: Canvas, picture: Journey, axis: Axis) -> None:
    at = axis.at(picture.cap or 0.0)
    canvas.line((at, 20), (at, canvas.height - 38), "ink3", 1, (3, 3))
    words = f"{picture.cap_name}: {money(picture.cap, picture.unit)}"
    canvas.beside(at, 14, words, "s", gap=5)


def comparison(rows: tuple[CostOfCorridor, ...]) -> Chart | None:
    """Months of pay by corridor: the median and the middle half of the workers."""
    if len(rows) < 2:
        return None
    cells = tuple(
        (r.label, *(f"{v:.1f}" for v in (m.lower, m.median, m.upper)), str(m.n))
        for r in rows
        for m in [r.months]
    )
    title = "Cost of recruitment in months of pay, by corridor"
    story = "; ".join(
        f"{c[0]}: median {c[2]}, middle half {c[1]} to {c[3]}" for c in cells
    )
    columns = (
        ("Corridor", False),
        ("Lower quartile", True),
        ("Median", True),
        ("Upper quartile", True),
        ("Interviews", True),
    )
    wide = _compare(rows, "comparison", 400).svg(title, story)
    narrow = _compare(rows, "comparison-narrow", NARROW).svg(title, story)
    return Chart("comparison", wide, narrow, columns, cells)


def _compare(rows: tuple[CostOfCorridor, ...], slug: str, width: float) -> Canvas:
    step, top = 46, 30
    canvas = Canvas(slug, width, top + step * len(rows) + 8)
    last = max(1.0, *(row.months.upper for row in rows))
    marks = (
        [0, 1, 2, 3, 4, 5, 6] if last <= 6 else [0, 2, 4, 6, 8, 10, 12, 15, 20, 30, 50]
    )
    axis = Axis(6, (width - 52) / last)
    for mark in marks:
        if mark <= last:
            at = axis.at(mark)
            canvas.line((at, top - 8), (at, canvas.height - 6), "grid")
            words = "0 months" if mark == 0 else str(mark)
            canvas.text(at, top - 14, words, "s3", "middle" if mark else "start")
    for place, row in enumerate(rows):
        y, months = top + step * place, row.months
        look = "l b halo" if row.here else "l halo"
        canvas.text(6, y + 15, shorten(row.label, width - 90, 14), look)
        canvas.text(width, y + 15, f"n = {months.n}", "s3 halo", "end")
        with canvas.mark(f"{row.label}: median {months.median:.1f} months of pay"):
            left, right = axis.at(months.lower), axis.at(months.upper)
            canvas.line(
                (left, y + 31), (right, y + 31), "bad" if row.here else "soft", 5
            )
            canvas.dot(axis.at(months.median), y + 31, 6, "bad" if row.here else "mgmt")
        at = max(axis.at(months.upper), axis.at(months.median) + 6)
        canvas.text(at + 8, y + 35, f"{months.median:.1f}", "v b" if row.here else "v")
    return canvas
