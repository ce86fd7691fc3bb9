"""Scores on the model's scale: one ruler, many dots, one bar per principle."""

from collections import Counter
from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart, band_of, rank
from recruitcheck.reports.charts.labels import shorten, text_width, wrap
from recruitcheck.reports.charts.numbers import NOTHING, percent, plural, score
from recruitcheck.reports.views import (
    Band,
    LastCycle,
    Peers,
    Principle,
    PrincipleScore,
    Score,
)

MANY_DOTS = 150  # from here on a dot per organisation becomes a bar per two points
_STRIP = 32  # height of the strip of bands


def ruler(
    subject: str,
    result: Score,
    bands: Sequence[Band],
    *,
    peers: Peers | None = None,
    last: LastCycle | None = None,
) -> Chart | None:
    """Draw one score with its ceiling, its interval and what to compare it with.

    None where there is no score.
    """
    if result.value is None:
        return None
    compared = _compared(peers, last)
    title = f"{subject}: {score(result.value)} of 100, band {result.band}"
    told = [limits_words(result), *(text for _, text in compared)]
    story = "; ".join(text for text in told if text) + "."
    canvases = Canvas("ruler", 700, 140 + 20 * len(compared)), _phone_ruler(compared)
    for canvas in canvases:
        _draw_ruler(canvas, subject, result, bands, compared)
    wide, narrow = (canvas.svg(title, story) for canvas in canvases)
    rows = [(subject, score(result.value)), *_limit_rows(result)]
    rows += [(text, score(value)) for value, text in compared]
    columns = ("What", False), ("Score", True)
    return Chart("ruler", wide, narrow, columns, tuple(rows))


def _compared(
    peers: Peers | None, last: LastCycle | None
) -> tuple[tuple[float, str], ...]:
    found = []
    if last:
        found.append((last.score, f"{last.cycle} assessment {score(last.score)}"))
    if peers:
        words = f"Median of {peers.n} peers {score(peers.median)}"
        found.append((peers.median, words))
    return tuple(found)


def _limit_rows(result: Score) -> list[tuple[str, str]]:
    rows = (
        ("Before the ceiling", result.raw),
        ("Ceiling", result.cap),
        ("With missing answers at their worst", result.low),
        ("With missing answers at their best", result.high),
    )
    return [(words, score(value)) for words, value in rows if value is not None]


def limits_words(result: Score) -> str:
    """Say what holds the score and what missing answers could change; may be ""."""
    if result.value is None:
        return ""
    parts = []
    if result.raw is not None and result.raw > result.value + 0.05:
        parts.append(f"{score(result.raw)} before the ceiling")
    if result.high is not None and result.high > result.value + 0.05:
        parts.append(f"up to {score(result.high)} with the missing answers")
    return ", ".join(parts)


def _phone_ruler(compared: Sequence[object]) -> Canvas:
    return Canvas("ruler-narrow", NARROW, 174 + 20 * len(compared))


def _draw_ruler(
    canvas: Canvas,
    subject: str,
    result: Score,
    bands: Sequence[Band],
    compared: tuple[tuple[float, str], ...],
) -> None:
    axis = Axis(8, (canvas.width - 16) / 100)
    top = 106 if canvas.width == NARROW else 72
    middle = axis.at(result.value or 0.0)
    draw_bands(canvas, bands, axis, top, current=result.band)
    _draw_limits(canvas, result, axis, top - 11)
    arrow = ((middle - 8, top - 28), (middle + 8, top - 28), (middle, top - 5))
    canvas.polygon(arrow, "ink")
    canvas.line((middle, top - 8), (middle, top + _STRIP), "ink", 2.5)
    _write_value(canvas, subject, score(result.value), middle, top - 36)
    _write_limits(canvas, limits_words(result), middle, top - 20)
    _draw_compared(canvas, compared, axis, top + _STRIP)


def _write_value(
    canvas: Canvas, subject: str, value: str, middle: float, y: float
) -> None:
    held = min(max(middle, 34), canvas.width - 34)
    canvas.text(held, y, value, "big", "middle")
    if held > text_width(subject, 15) + 42:
        canvas.text(held - 42, y - 1, subject, "l b", "end")
    else:
        canvas.text(held + 42, y - 1, subject, "l b")


def _draw_limits(canvas: Canvas, result: Score, axis: Axis, y: float) -> None:
    value = result.value or 0.0
    low = value if result.low is None else result.low
    high = value if result.high is None else result.high
    if high > low:
        canvas.line((axis.at(low), y), (axis.at(high), y), "ink2", 2)
        for end in (low, high):
            canvas.line((axis.at(end), y - 4), (axis.at(end), y + 4), "ink2", 2)
    if result.raw is not None and result.raw > value + 0.05:
        raw = axis.at(result.raw)
        canvas.line((axis.at(max(high, value)), y), (raw, y), "ink2", 1.4, (3, 3))
        canvas.dot(raw, y, 5, "paper", "ink2")


def _write_limits(canvas: Canvas, words: str, middle: float, y: float) -> None:
    if canvas.width == NARROW:
        for number, line in enumerate(wrap(words, NARROW, 13)):
            canvas.text(0, 14 + 17 * number, line, "s")
        return
    canvas.beside(middle, y, words, "s", gap=46)


def _draw_compared(
    canvas: Canvas,
    compared: tuple[tuple[float, str], ...],
    axis: Axis,
    top: float,
) -> None:
    """Write a line per value: highest first, so leaders pass beside the texts."""
    for number, (value, text) in enumerate(sorted(compared, reverse=True)):
        at, y = axis.at(value), top + 42 + 20 * number
        canvas.line((at, top + 2), (at, y), "ink3")
        canvas.beside(at, y, text, "s halo", gap=6)


def draw_bands(
    canvas: Canvas, bands: Sequence[Band], axis: Axis, y: float, *, current: str = ""
) -> None:
    """Draw the model's scale as a strip: letters, words where they fit, limits."""
    for band, end in _with_ends(bands):
        left, right = axis.at(band.low) + (band.low > 0), axis.at(end) - (end < 100)
        place = rank(bands, band.letter)
        canvas.rect(left, y, right - left, _STRIP, f"band{place}")
        words = f"{band.letter} {band.word}"
        fits = text_width(words, 13) + 14 <= right - left
        text = words if fits else band.letter
        bold = " b" if band.letter == current else ""
        canvas.text(left + 8, y + 21, text, f"chip on{place}{bold}")
    for limit in _limits(bands):
        anchor = "start" if limit == 0 else "end" if limit == 100 else "middle"
        canvas.text(axis.at(limit), y + _STRIP + 17, f"{limit:g}", "s3", anchor)


def _with_ends(bands: Sequence[Band]) -> list[tuple[Band, float]]:
    ends = [*(band.low for band in bands[1:]), 100.0]
    return list(zip(bands, ends, strict=True))


def _limits(bands: Sequence[Band]) -> tuple[float, ...]:
    return (*(band.low for band in bands), 100.0)


def distribution(
    results: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    *,
    noun: str,
    mean: float | None = None,
    width: float = WIDE,
) -> Chart | None:
    """Draw each organisation (name, score) over the bands, the extremes by name.

    `mean` is marked as the worker-weighted mean. None where nobody has a score.
    """
    if not results:
        return None
    ordered = sorted(results, key=_by_score)
    held = Counter(band_of(bands, value).letter for _, value in ordered)
    lowest, highest = ordered[0], ordered[-1]
    told = ", ".join(f"{band.letter} {held[band.letter]}" for band in bands)
    story = (
        f"By band: {told}. Lowest {score(lowest[1])} ({lowest[0]}), highest "
        f"{score(highest[1])} ({highest[0]})."
    )
    title = f"Scores of {plural(len(ordered), noun)}"
    wide, narrow = (
        _distribution(ordered, bands, mean, across).svg(title, story)
        for across in (width, NARROW)
    )
    rows = tuple(
        (band.letter, band.word, f"{band.low:g}", str(held[band.letter]))
        for band in reversed(bands)
    )
    counted = f"Number of {noun}s"
    columns = ("Band", False), ("Word", False), ("From", True), (counted, True)
    return Chart("distribution", wide, narrow, columns, rows)


def _by_score(result: tuple[str, float]) -> float:
    return result[1]


def _distribution(
    ordered: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    mean: float | None,
    width: float,
) -> Canvas:
    axis = Axis(8, (width - 16) / 100)
    radius = 4.0 if width == NARROW else 6.0
    many = len(ordered) > MANY_DOTS
    stacks = _stacked(ordered, 2.0 if many else 2 * radius / axis.pixels)
    tallest = max(len(stack) for stack in stacks.values())
    unit = 130 / tallest if many else min(2 * radius + 1, 260 / tallest)
    top = 48 + tallest * unit
    slug = "distribution-narrow" if width == NARROW else "distribution"
    canvas = Canvas(slug, width, top + _STRIP + 56)
    ends = [axis.at(middle) for middle in (min(stacks), max(stacks))]
    if mean is not None:  # below the names, which keep clear of its line by their halo
        _draw_mean(canvas, axis, mean, top + 8)
    _name_extremes(canvas, ordered, ends, top)
    draw_bands(canvas, bands, axis, top + 8)
    for middle, stack in stacks.items():
        at = axis.at(middle)
        if many:
            with canvas.mark(f"about {middle:g}: {len(stack)}"):
                bar = len(stack) * unit
                wide = 2 * axis.pixels - 2
                canvas.rect(at - wide / 2, top - bar, wide, bar, "ink2")
            continue
        for number, (name, value) in enumerate(stack):
            with canvas.mark(f"{name}: {score(value)}"):
                canvas.dot(at, top - radius - number * unit, radius - 0.5, "ink2")
    _count_bands(canvas, ordered, bands, axis, top + _STRIP + 46)
    return canvas


def _stacked(
    ordered: Sequence[tuple[str, float]], step: float
) -> dict[float, list[tuple[str, float]]]:
    """Gather scores into stacks `step` points wide, by the middle of the stack."""
    stacks: dict[float, list[tuple[str, float]]] = {}
    for result in ordered:
        place = min(int(result[1] / step), int(99.9 / step))
        stacks.setdefault((place + 0.5) * step, []).append(result)
    return stacks


def _draw_mean(canvas: Canvas, axis: Axis, mean: float, bottom: float) -> None:
    at = axis.at(mean)
    canvas.line((at, 4), (at, bottom), "worker", 2)
    words = f"Worker-weighted mean of these {score(mean)}"
    canvas.beside(at, 15, words, "l b w halo", gap=8)


def _name_extremes(
    canvas: Canvas, ordered: Sequence[tuple[str, float]], ends: list[float], top: float
) -> None:
    """Name the lowest above its dot, and the highest where both have room."""
    room = canvas.width / 2 - 12
    lowest, highest = (
        shorten(f"{name} {score(value)}", room, 13)
        for name, value in (ordered[0], ordered[-1])
    )
    canvas.line((ends[0], 40), (ends[0], top - 2), "soft")
    reach = text_width(lowest, 13)
    left = min(ends[0] - 4, canvas.width - reach)
    canvas.text(left, 34, lowest, "s halo")
    right = max(ends[1] + 4, left + reach + 12 + text_width(highest, 13))
    if len(ordered) > 1 and right <= canvas.width:
        canvas.line((ends[1], 40), (ends[1], top - 2), "soft")
        canvas.text(right, 34, highest, "s halo", "end")


def _count_bands(
    canvas: Canvas,
    ordered: Sequence[tuple[str, float]],
    bands: Sequence[Band],
    axis: Axis,
    y: float,
) -> None:
    held = Counter(band_of(bands, value).letter for _, value in ordered)
    for band, end in _with_ends(bands):
        number = held[band.letter]
        look = "l b" if number else "s3"
        canvas.text(axis.at((band.low + end) / 2), y, str(number), look, "middle")


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
    for limit in _limits(bands):
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
