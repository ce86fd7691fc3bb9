"""The risk of a corridor: before anybody acts, after practice, as workers report it."""

from collections.abc import Sequence
from typing import NamedTuple

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import HALF, NARROW, Chart
from recruitcheck.reports.charts.labels import shorten
from recruitcheck.reports.charts.numbers import NOTHING
from recruitcheck.reports.views import Risk

_STEP, _TOP = 50, 26


class _Row(NamedTuple):
    label: str
    value: float | None
    low: float | None = None
    high: float | None = None
    last: bool = False


def risk(picture: Risk | None) -> Chart | None:
    """Draw each term on one scale from 0 (low) to 100; None without a risk."""
    if picture is None:
        return None
    rows = _rows(picture)
    cells = tuple(
        (
            row.label,
            NOTHING if row.value is None else f"{row.value:.0f}",
            NOTHING if row.low is None else f"{row.low:.0f}",
            NOTHING if row.high is None else f"{row.high:.0f}",
        )
        for row in rows
    )
    story = "; ".join(f"{cell[0]} {cell[1]}" for cell in cells) + "."
    title = "Risk of the corridor, 0 low to 100 high"
    columns = (("Risk", False), ("Value", True), ("At least", True), ("At most", True))
    wide = _draw(rows, "risk", HALF).svg(title, story)
    narrow = _draw(rows, "risk-narrow", NARROW).svg(title, story)
    return Chart("risk", wide, narrow, columns, cells)


def _rows(picture: Risk) -> Sequence[_Row]:
    rows = [
        _Row("Before anybody acts", picture.value, picture.low, picture.high),
    ]
    left = picture.residual
    if left is not None:
        rows += [
            _Row("Less what suppliers do", left.after_practice),
            _Row("What workers report", left.harm),
            _Row("What is left", left.value, last=True),
        ]
    return rows


def _draw(rows: Sequence[_Row], slug: str, width: float) -> Canvas:
    canvas = Canvas(slug, width, _TOP + _STEP * len(rows) + 4)
    axis = Axis(4, (width - 48) / 100)
    for mark in (0, 20, 40, 60, 80, 100):
        at = axis.at(mark)
        canvas.line((at, _TOP - 6), (at, canvas.height - 4), "grid")
        words = {0: "0 low", 100: "100 high"}.get(mark, str(mark))
        canvas.text(at, _TOP - 12, words, "s3", "middle" if mark else "start")
    for place, row in enumerate(rows):
        _draw_row(canvas, row, axis, _TOP + _STEP * place)
    return canvas


def _draw_row(canvas: Canvas, row: _Row, axis: Axis, y: float) -> None:
    look = "l b halo" if row.last else "l halo"
    canvas.text(4, y + 16, shorten(row.label, canvas.width - 60, 14), look)
    if row.value is None:
        canvas.text(4, y + 38, "not known: too few interviews", "s3 halo")
        return
    bar, colour = y + 26, "bad" if row.last else "ink2"
    canvas.rect(4, bar, axis.at(100) - 4, 12, "grid")
    with canvas.mark(f"{row.label}: {row.value:.0f} of 100"):
        canvas.rect(4, bar, axis.at(row.value) - 4, 12, colour)
    if row.low is not None and row.high is not None:
        middle = bar + 6
        canvas.line((axis.at(row.low), middle), (axis.at(row.high), middle), "soft", 3)
        for end in (row.low, row.high):
            canvas.line((axis.at(end), bar), (axis.at(end), bar + 12), "soft", 2)
    canvas.text(
        canvas.width, bar + 11, f"{row.value:.0f}", "l b" if row.last else "l", "end"
    )
