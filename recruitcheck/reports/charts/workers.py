"""What workers say: beside management, and what they report."""

from collections.abc import Sequence

from recruitcheck.reports.charts.canvas import Axis, Canvas
from recruitcheck.reports.charts.chart import NARROW, WIDE, Chart
from recruitcheck.reports.charts.labels import wrap
from recruitcheck.reports.charts.numbers import NOTHING, percent, report_words, whole
from recruitcheck.reports.charts.principles import write_principle
from recruitcheck.reports.views import Incidence, VoiceRow, Withheld


def gap(row: VoiceRow) -> float | None:
    """Management minus workers, in points; None unless both were asked and shown."""
    if row.management is None or not isinstance(row.workers, float | int):
        return None
    return row.management - row.workers


def by_gap(rows: Sequence[VoiceRow]) -> tuple[VoiceRow, ...]:
    """Sort the largest gap first, rows without one last in their own order."""

    def key(row: VoiceRow) -> float:
        points = gap(row)
        return 1000.0 if points is None else -points

    return tuple(sorted(rows, key=key))


def voices(rows: Sequence[VoiceRow], flag_gap: float) -> Chart | None:
    """Draw workers and management on one scale. None where no gap can be shown."""
    ordered = by_gap(rows)
    if not any(gap(row) is not None for row in ordered):
        return None
    cells = tuple(_voice_cells(row) for row in ordered)
    title = "Workers and management on the same scale, 0 to 100"
    story = "; ".join(f"{c[0]}: workers {c[1]}, management {c[4]}" for c in cells) + "."
    wide = _wide_voices(ordered, flag_gap).svg(title, story)
    narrow = _narrow_voices(ordered, flag_gap).svg(title, story)
    columns = (
        ("Principle", False),
        ("Workers", True),
        ("At least", True),
        ("At most", True),
        ("Management", True),
        ("Gap", True),
        ("Interviews", True),
    )
    return Chart("voices", wide, narrow, columns, cells)


def _voice_cells(row: VoiceRow) -> tuple[str, ...]:
    return (
        f"{row.principle.id} {row.principle.title}",
        whole(row.workers),
        whole(row.low),
        whole(row.high),
        whole(row.management),
        whole(gap(row)),
        str(row.n),
    )


def _wide_voices(rows: Sequence[VoiceRow], flag_gap: float) -> Canvas:
    top, step = 64, 46
    canvas = Canvas("voices", WIDE, top + step * len(rows) + 6)
    axis = Axis(350, 4.9)
    for limit in (0, 25, 50, 75, 100):
        at = axis.at(limit)
        canvas.line((at, top - 6), (at, canvas.height - 6), "grid")
        canvas.text(at, top - 12, str(limit), "s3 halo", "middle")
    for right, text in ((950, "Gap, points"), (WIDE, "Interviews")):
        canvas.text(right, top - 12, text, "s3", "end")
    for number in range(1, len(rows) + 1):
        canvas.line((0, top + step * number), (WIDE, top + step * number), "grid")
    for number, row in enumerate(rows):
        y = top + step * (number + 0.5)
        flagged = (gap(row) or 0) >= flag_gap
        write_principle(canvas, row.principle, y, 320, bold=flagged)
        _draw_voice(canvas, row, axis, y, flagged=flagged)
        canvas.text(950, y + 5, _gap_words(row), _gap_look(flagged=flagged), "end")
        canvas.text(WIDE, y + 5, str(row.n), "s", "end")
    _name_dots(canvas, rows[0], axis, top)
    return canvas


def _name_dots(canvas: Canvas, row: VoiceRow, axis: Axis, top: float) -> None:
    """Name the two dots of the first row above it, instead of a legend."""
    if row.management is None or not isinstance(row.workers, float | int):
        return
    first, second = sorted(
        ((axis.at(row.workers), "w"), (axis.at(row.management), "m"))
    )
    near = second[0] - first[0] < 150
    names = {"w": ("Workers say", "worker"), "m": ("Management says", "mgmt")}
    for (at, who), anchor in ((first, "end"), (second, "start")):
        text, colour = names[who]
        shift = -4 if anchor == "end" else 4
        place = (at + shift, anchor) if near else (at, "middle")
        canvas.text(place[0], top - 36, text, f"l b {who}", place[1])
        canvas.line((at, top - 29), (at, top + 14), colour)


def _narrow_voices(rows: Sequence[VoiceRow], flag_gap: float) -> Canvas:
    top, step = 30, 86
    canvas = Canvas("voices-narrow", NARROW, top + step * len(rows))
    canvas.dot(7, 9, 6, "worker")
    canvas.text(18, 14, "Workers say", "s b")
    canvas.dot(123, 9, 5, "paper", "mgmt")
    canvas.text(134, 14, "Management says", "s")
    canvas.text(NARROW, 14, "Gap", "s3", "end")
    axis = Axis(22, 2.3)
    for number, row in enumerate(rows):
        y = top + step * number
        flagged = (gap(row) or 0) >= flag_gap
        canvas.line((0, y + step - 2), (NARROW, y + step - 2), "grid")
        canvas.line((axis.at(0), y + 60), (axis.at(100), y + 60), "grid")
        write_principle(canvas, row.principle, y + 22, NARROW, bold=flagged)
        _draw_voice(canvas, row, axis, y + 60, flagged=flagged)
        look = _gap_look(flagged=flagged)
        canvas.text(NARROW, y + 65, _gap_words(row), look, "end")
    return canvas


def _gap_words(row: VoiceRow) -> str:
    if isinstance(row.workers, Withheld):
        return "withheld"
    return "not asked" if gap(row) is None else whole(gap(row))


def _gap_look(*, flagged: bool) -> str:
    return "l b bad" if flagged else "l"


def _draw_voice(
    canvas: Canvas, row: VoiceRow, axis: Axis, y: float, *, flagged: bool
) -> None:
    tip = f"{row.principle.title}: workers {whole(row.workers)}"
    with canvas.mark(f"{tip}, management {whole(row.management)}"):
        if not isinstance(row.workers, float | int):
            _draw_management(canvas, row, axis, y, on_right=True)
            return
        workers = axis.at(row.workers)
        if row.low is not None and row.high is not None:
            ends = axis.at(row.low), axis.at(row.high)
            canvas.line((ends[0], y + 12), (ends[1], y + 12), "worker", 1.4)
        above = row.management is not None and row.management >= row.workers
        if row.management is not None:
            colour, weight = ("bad", 3) if flagged else ("soft", 2.5)
            canvas.line((workers, y), (axis.at(row.management), y), colour, weight)
        _draw_management(canvas, row, axis, y, on_right=above)
        canvas.dot(workers, y, 7, "worker")
        shift, side = (-13, "end") if above else (13, "start")
        canvas.text(workers + shift, y + 4.5, whole(row.workers), "v w halo", side)


def _draw_management(
    canvas: Canvas, row: VoiceRow, axis: Axis, y: float, *, on_right: bool
) -> None:
    if row.management is None:
        return
    at = axis.at(row.management)
    canvas.dot(at, y, 6.2, "paper", "mgmt")
    shift, side = (13, "start") if on_right else (-13, "end")
    canvas.text(at + shift, y + 4.5, whole(row.management), "v m halo", side)


def incidences(rows: Sequence[Incidence]) -> Chart | None:
    """Draw shares of workers with their interval; None where all are withheld."""
    if all(isinstance(row.share, Withheld) for row in rows):
        return None
    cells = tuple(_incidence_cells(row) for row in rows)
    title = "Share of interviewed workers who report it, with 95% interval"
    story = "; ".join(f"{cell[0]}: {cell[1]}" for cell in cells) + "."
    wide = _wide_incidences(rows).svg(title, story)
    narrow = _narrow_incidences(rows).svg(title, story)
    columns = (
        ("Workers report", False),
        ("Of interviewed", True),
        ("Share", True),
        ("95% interval", True),
        ("Interviews", True),
    )
    return Chart("incidences", wide, narrow, columns, cells)


def _incidence_cells(row: Incidence) -> tuple[str, ...]:
    if isinstance(row.share, Withheld):
        held = f"withheld: {row.share.reason}"
        return (row.label, held, "withheld", "withheld", str(row.n))
    said = report_words(row.reports, row.n, row.share)
    return (row.label, said, _share_words(row), _interval_words(row), str(row.n))


def _share_words(row: Incidence) -> str:
    if isinstance(row.share, Withheld):
        return "withheld"
    if row.n < 50 and row.share in {0, 1}:
        return report_words(None, row.n, row.share)
    return percent(row.share)


def _interval_words(row: Incidence) -> str:
    if row.low is None or row.high is None:
        return NOTHING
    return f"{percent(row.low)} to {percent(row.high)}"


def _wide_incidences(rows: Sequence[Incidence]) -> Canvas:
    top, step = 36, 42
    canvas = Canvas("incidences", WIDE, top + step * len(rows) + 6)
    axis = Axis(400, 420)
    for tenths in (0, 2, 4, 6, 8, 10):
        at = axis.at(tenths / 10)
        canvas.line((at, top - 6), (at, canvas.height - 6), "grid")
        canvas.text(at, top - 12, f"{tenths * 10}%", "s3", "middle")
    canvas.text(WIDE, top - 12, "Share, 95% interval", "s3", "end")
    for number, row in enumerate(rows):
        y = top + step * (number + 0.5)
        canvas.line((0, y + step / 2), (WIDE, y + step / 2), "grid")
        _write_lines(canvas, wrap(row.label, 370, 14), y)
        if isinstance(row.share, Withheld):
            canvas.text(WIDE, y + 5, f"withheld: {row.share.reason}", "s", "end")
            continue
        _draw_incidence(canvas, row, axis, y)
        words = f"{_share_words(row)} ({_interval_words(row)})"
        canvas.text(WIDE, y + 5, words, "l", "end")
    return canvas


def _write_lines(canvas: Canvas, lines: tuple[str, ...], middle: float) -> None:
    first = middle + 5 - 8.5 * (len(lines) - 1)
    for number, line in enumerate(lines):
        canvas.text(0, first + 17 * number, line)


def _narrow_incidences(rows: Sequence[Incidence]) -> Canvas:
    step = 84
    canvas = Canvas("incidences-narrow", NARROW, step * len(rows))
    axis = Axis(8, 180)
    for number, row in enumerate(rows):
        y = step * number
        canvas.line((0, y + step - 2), (NARROW, y + step - 2), "grid")
        _write_lines(canvas, wrap(row.label, NARROW, 14), y + 22)
        if isinstance(row.share, Withheld):
            canvas.text(0, y + 66, f"withheld: {row.share.reason}", "s")
            continue
        canvas.line((axis.at(0), y + 60), (axis.at(1), y + 60), "grid")
        _draw_incidence(canvas, row, axis, y + 60)
        words = f"{_share_words(row)} ({_interval_words(row)})"
        canvas.text(NARROW, y + 65, words, "s b", "end")
    return canvas


def _draw_incidence(canvas: Canvas, row: Incidence, axis: Axis, y: float) -> None:
    if isinstance(row.share, Withheld):
        return
    # All or none of a few workers: a dot would say what the words must not.
    told = row.n >= 50 or row.share not in {0, 1}
    with canvas.mark(f"{row.label}: {_share_words(row)}"):
        if row.low is not None and row.high is not None:
            ends = axis.at(row.low), axis.at(row.high)
            canvas.line((ends[0], y), (ends[1], y), "worker", 3)
        if told:
            canvas.dot(axis.at(row.share), y, 6.5, "worker")
