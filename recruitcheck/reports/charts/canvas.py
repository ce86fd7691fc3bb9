"""One chart: shapes drawn by matplotlib, text written for the browser.

matplotlib lays out text slowly and knows one font; a browser shapes Nepali, Burmese
and Arabic. So a Figure without Axes draws the shapes, and `<text>` joins its SVG.
Shapes are drawn in reserved colours, one per colour token of `report.css`, and leave
as classes (`f-worker` fills, `s-rule` strokes): dark mode and the strict content
policy then work on one drawing.
"""

import html
import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from recruitcheck.reports.charts.labels import clean, shorten, text_width

if TYPE_CHECKING:
    from matplotlib.patches import PathPatch

TOKENS = (
    *("ink", "ink2", "ink3", "rule", "grid", "soft", "paper"),
    *("worker", "mgmt", "emp", "bad"),
    *("band1", "band2", "band3", "band4", "band5"),
    *("proof1", "proof2", "proof3", "proof4"),
    *("tint1", "tint2", "tint4"),
)
_COLOUR = {token: f"#0000{number:02x}" for number, token in enumerate(TOKENS, 1)}
_TOKEN = {colour: token for token, colour in _COLOUR.items()}

_MOVE, _LINE, _CURVE, _CLOSE = 1, 2, 4, 79  # codes of matplotlib.path.Path
# Handle length that makes four cubic curves a circle, to 0.03 % of the radius;
# Path.unit_circle has eight curves and doubles the size of a chart of dots.
_KAPPA = 0.5523
_CIRCLE = (
    *((1, 0), (1, _KAPPA), (_KAPPA, 1), (0, 1), (-_KAPPA, 1), (-1, _KAPPA), (-1, 0)),
    *((-1, -_KAPPA), (-_KAPPA, -1), (0, -1), (_KAPPA, -1), (1, -_KAPPA), (1, 0)),
    (1, 0),
)

_SHAPE = re.compile(r'<g id="(\d+)-\d+">\s*<path ([^>]*)/>')
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')
_DECLARATION = re.compile(r"([\w-]+):\s*([^;]+)")
_FRACTION = re.compile(r"(\.\d)\d+")
_SPACE = re.compile(r"\s*([MLCz])\s*|\s+$")

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a value lies across the drawing: `left` is 0, each unit has `pixels`."""

    left: float
    pixels: float

    def at(self, value: float) -> float:
        return self.left + value * self.pixels


@dataclass(frozen=True, slots=True)
class _Look:
    fill: str
    stroke: str
    width: float
    dash: tuple[float, float] | None
    mark: int


@dataclass(slots=True)
class Canvas:
    """A drawing of `width` x `height` CSS pixels, y downwards.

    Shapes lie under all text. `slug` is unique on the page: the ids of the SVG
    start with it.
    """

    slug: str
    width: float
    height: float
    _shapes: list[tuple[_Look, list[Point], list[int]]] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    _tips: list[str] = field(default_factory=lambda: [""])
    _mark: int = 0

    def rect(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        right, bottom = x + width, y + height
        self.polygon(((x, y), (right, y), (right, bottom), (x, bottom)), fill)

    def outline(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        dash: tuple[float, float] | None = None,
    ) -> None:
        right, bottom = x + width, y + height
        corners = [(x, y), (right, y), (right, bottom), (x, bottom), (x, y)]
        codes = [_MOVE, _LINE, _LINE, _LINE, _CLOSE]
        self._add(_Look("", "ink3", 1, dash, self._mark), corners, codes)

    def polygon(self, points: Sequence[Point], fill: str) -> None:
        codes = [_MOVE, *[_LINE] * (len(points) - 1), _CLOSE]
        look = _Look(fill, "", 0, None, self._mark)
        self._add(look, [*points, points[0]], codes)

    def ribbon(
        self, left: tuple[Point, Point], right: tuple[Point, Point], fill: str
    ) -> None:
        """A band from one upright edge to another, each of a top and a bottom."""
        (x0, top0), (_, bottom0) = left
        (x1, top1), (_, bottom1) = right
        half = (x0 + x1) / 2
        points = [
            *((x0, top0), (half, top0), (half, top1), (x1, top1)),
            *((x1, bottom1), (half, bottom1), (half, bottom0), (x0, bottom0)),
            (x0, top0),
        ]
        codes = [_MOVE, *[_CURVE] * 3, _LINE, *[_CURVE] * 3, _CLOSE]
        self._add(_Look(fill, "", 0, None, self._mark), points, codes)

    def line(
        self,
        start: Point,
        end: Point,
        stroke: str = "rule",
        width: float = 1,
        dash: tuple[float, float] | None = None,
    ) -> None:
        look = _Look("", stroke, width, dash, self._mark)
        self._add(look, [start, end], [_MOVE, _LINE])

    def dot(
        self, x: float, y: float, radius: float, fill: str, stroke: str = ""
    ) -> None:
        points = [(x + radius * across, y + radius * down) for across, down in _CIRCLE]
        look = _Look(fill, stroke, 2 if stroke else 0, None, self._mark)
        self._add(look, points, [_MOVE, *[_CURVE] * 12, _CLOSE])

    def text(
        self, x: float, y: float, text: str, look: str = "l", anchor: str = "start"
    ) -> None:
        """Write `text`, escaped, with its baseline at `y`.

        `look` names classes that `report.css` has below `.chart`.
        """
        side = "" if anchor == "start" else f' text-anchor="{anchor}"'
        self._texts.append(
            f'<text x="{x:.1f}" y="{y:.1f}" class="{look}"{side}>'
            f"{_escaped(text)}</text>"
        )

    def beside(self, x: float, y: float, text: str, look: str, *, gap: float) -> None:
        """Write right of `x`, else left of it, else from the left edge, cut to fit."""
        size = 14 if look.startswith("l") else 13
        width = text_width(text, size)
        if x + gap + width <= self.width:
            self.text(x + gap, y, text, look)
        elif x - gap - width >= 0:
            self.text(x - gap, y, text, look, "end")
        else:
            self.text(0, y, shorten(text, self.width, size), look)

    @contextmanager
    def mark(self, tip: str) -> Iterator[None]:
        """Shapes drawn inside belong together and show `tip` under the mouse."""
        self._tips.append(tip)
        self._mark = len(self._tips) - 1
        yield
        self._mark = 0

    def svg(self, title: str, description: str) -> str:
        """Give the whole `<svg>` element; all text is escaped here."""
        ids = f"{self.slug}-title", f"{self.slug}-description"
        return (
            f'<svg viewBox="0 0 {self.width:g} {self.height:g}" role="img" '
            f'aria-labelledby="{ids[0]} {ids[1]}" class="chart">'
            f'<title id="{ids[0]}">{_escaped(title)}</title>'
            f'<desc id="{ids[1]}">{_escaped(description)}</desc>'
            f"{self._groups()}{''.join(self._texts)}</svg>"
        )

    def _add(self, look: _Look, points: list[Point], codes: list[int]) -> None:
        # An artist costs more than its points: neighbours of one look share a path.
        if self._shapes and self._shapes[-1][0] == look:
            self._shapes[-1][1].extend(points)
            self._shapes[-1][2].extend(codes)
            return
        self._shapes.append((look, points, codes))

    def _groups(self) -> str:
        parts: list[str] = []
        current = 0
        for mark, attributes in _SHAPE.findall(self._saved()):
            if int(mark) != current:
                parts.append("</g>" if current else "")
                current = int(mark)
                tip = _escaped(self._tips[current])
                parts.append(f"<g><title>{tip}</title>" if current else "")
            parts.append(_as_path(dict(_ATTRIBUTE.findall(attributes))))
        return "".join(parts) + ("</g>" if current else "")

    def _saved(self) -> str:
        """Give the SVG matplotlib writes, each shape in a group `mark-number`."""
        from matplotlib.figure import Figure

        figure = Figure((self.width / 72, self.height / 72), dpi=72, frameon=False)
        for number, (look, points, codes) in enumerate(self._shapes):
            patch = _patch(look, points, codes, self.height)
            patch.set_gid(f"{look.mark}-{number}")
            figure.add_artist(patch)
        written = io.StringIO()
        nothing = dict.fromkeys(("Date", "Creator", "Format", "Type"))
        figure.savefig(written, format="svg", metadata=nothing)
        return written.getvalue()


def _escaped(text: str) -> str:
    return html.escape(clean(text))


def _patch(
    look: _Look, points: list[Point], codes: list[int], height: float
) -> "PathPatch":
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path
    from matplotlib.transforms import Affine2D

    return PathPatch(
        Path(points, codes),
        facecolor=_COLOUR[look.fill] if look.fill else "none",
        edgecolor=_COLOUR[look.stroke] if look.stroke else "none",
        linewidth=look.width,
        linestyle=(0, look.dash) if look.dash else "solid",
        transform=Affine2D.from_values(1, 0, 0, -1, 0, height),
    )


def _as_path(attributes: dict[str, str]) -> str:
    """Turn style="" into classes and attributes: the content policy refuses it."""
    style = dict(_DECLARATION.findall(attributes["style"]))
    classes = []
    if style.get("fill", "none") != "none":
        classes.append(f"f-{_TOKEN[style['fill']]}")
    if style.get("stroke", "none") != "none":
        classes.append(f"s-{_TOKEN[style['stroke']]}")
    kept = "".join(
        f' {name}="{style[name]}"'
        for name in ("stroke-width", "stroke-dasharray")
        if name in style
    )
    drawn = _SPACE.sub(r"\1", _FRACTION.sub(r"\1", attributes["d"]))
    return f'<path class="{" ".join(classes)}"{kept} d="{drawn}"/>'
