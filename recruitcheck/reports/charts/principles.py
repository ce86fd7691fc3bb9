"""A bar per principle, and the row of names that other charts share."""

from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart, band_of, rank
from recruitcheck.reports.charts.labels import shorten, text_width, wrap
from recruitcheck.reports.charts.numbers import NOTHING, percent, score
from recruitcheck.reports.charts.strips import limits_of
from recruitcheck.reports.views import Band, Principle, PrincipleScore


def principles(rows: Sequence[PrincipleScore], bands: Sequence[Band]) -> Chart | None:
    """Draw a bar per principle, and dashed what missing answers could add."""
    if not rows:
        return None
    cells = tuple(_principle_cells(row, bands) for row in rows)
    title = "Score of each principle, 0 to 100"
    story = "; ".join(f"{cell[0]} {cell[2]}" for cell in cells) + "."
    wide = _wide_principles(rows, bands).svg(title, story)
    narrow = _narrow_principles(rows, bands).svg(title, story)
    columns = (
        ("Principle", False),
        ("Weight", True),
        ("Score", True),
        ("At least", True),
        ("At most", True),
        ("Answered", True),
        ("Band", False),
    )
    return Chart("principles", wide, narrow, columns, cells)


def _principle_cells(row: PrincipleScore, bands: Sequence[Band]) -> tuple[str, ...]:
    limits = (row.low, row.high)
    return (
        f"{row.principle.id} {row.principle.title}",
        percent(row.weight),
        score(row.score),
        *(NOTHING if limit is None else score(limit) for limit in limits),
        percent(row.answered_weight),
        NOTHING if row.score is None else band_of(bands, row.score).letter,
    )


def _wide_principles(rows: Sequence[PrincipleScore], bands: Sequence[Band]) -> Canvas:
    top, step = 36, 44
    canvas = Canvas("principles", WIDE, top + step * len(rows) + 6)
    axis = Axis(440, 4.2)
    for limit in limits_of(bands):
        at = axis.at(limit)
        canvas.line((at, top - 6), (at, canvas.height - 6), "grid")
        canvas.text(at, top - 12, f"{limit:g}", "s3", "middle")
    for right, text in ((396, "Weight"), (930, "Score")):
        canvas.text(right, top - 12, text, "s3", "end")
    if any(_could_rise(row) for row in rows):
        canvas.text(WIDE, top - 12, "If completed", "s3", "end")
    for number in range(1, len(rows) + 1):
        canvas.line((0, top + step * number), (WIDE, top + step * number), "grid")
    for number, row in enumerate(rows):
        y = top + step * number
        _draw_bar(canvas, row, bands, axis, y + 13)
        write_principle(canvas, row.principle, y + step / 2, 330)
        canvas.text(396, y + 27, percent(row.weight), "s", "end")
        canvas.text(930, y + 27, score(row.score), "l b", "end")
        if row.score is None:
            continue
        draw_chip(canvas, bands, row.score, 942, y + 11)
        if _could_rise(row):
            canvas.text(WIDE, y + 27, f"up to {score(row.high)}", "s", "end")
    return canvas


def _could_rise(row: PrincipleScore) -> bool:
    if row.score is None or row.high is None:
        return False
    return row.high > row.score + 0.05


def _narrow_principles(rows: Sequence[PrincipleScore], bands: Sequence[Band]) -> Canvas:
    step = 76
    canvas = Canvas("principles-narrow", NARROW, step * len(rows))
    axis = Axis(0, 2.6)
    for number, row in enumerate(rows):
        y = step * number
        canvas.line((0, y + step - 2), (NARROW, y + step - 2), "grid")
        _draw_bar(canvas, row, bands, axis, y + 46)
        write_principle(canvas, row.principle, y + 22, NARROW)
        canvas.text(NARROW - 32, y + 60, score(row.score), "l b", "end")
        if row.score is not None:
            draw_chip(canvas, bands, row.score, NARROW - 24, y + 44)
    return canvas


def _draw_bar(
    canvas: Canvas,
    row: PrincipleScore,
    bands: Sequence[Band],
    axis: Axis,
    y: float,
) -> None:
    if row.score is None:
        return
    place = rank(bands, band_of(bands, row.score).letter)
    length = max(row.score * axis.pixels, 2)
    with canvas.mark(f"{row.principle.title}: {score(row.score)}"):
        canvas.rect(axis.left, y, length, 18, f"band{place}")
        if row.high is not None and _could_rise(row):
            rest = (row.high - row.score) * axis.pixels
            canvas.outline(axis.at(row.score), y + 0.5, rest, 17, (3, 2))


def write_principle(
    canvas: Canvas, name: Principle, middle: float, width: float, *, bold: bool = False
) -> None:
    """Write id and title from the left edge, on two lines where one is too long."""
    short = shorten(name.id, 60, 14)
    lead = 8 + text_width(short, 14)
    lines = wrap(name.title, width - lead, 15 if bold else 14)
    first = middle + 5 - 8.5 * (len(lines) - 1)
    canvas.text(0, first, short, "l b")
    for number, line in enumerate(lines):
        canvas.text(lead, first + 17 * number, line, "l b" if bold else "l")


def draw_chip(
    canvas: Canvas, bands: Sequence[Band], value: float, x: float, y: float
) -> None:
    band = band_of(bands, value)
    place = rank(bands, band.letter)
    canvas.rect(x, y, 24, 22, f"band{place}")
    canvas.text(x + 12, y + 16, band.letter, f"chip b on{place}", "middle")
