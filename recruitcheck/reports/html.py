"""Pages as HTML: one file each, nothing loaded from elsewhere.

A page carries its style and script inside and allows only these two by their hashes;
everything people wrote is escaped and cannot run. Same view, same bytes.
"""

import base64
import hashlib
import traceback
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from recruitcheck.errors import OutputError, UsageError
from recruitcheck.reports.chart_styles import chart_style
from recruitcheck.reports.charts import numbers
from recruitcheck.reports.charts.chart import band_of, rank
from recruitcheck.reports.charts.evidence import LEVELS
from recruitcheck.reports.charts.labels import clean
from recruitcheck.reports.charts.money import PAYS, paid_twice
from recruitcheck.reports.charts.rulers import limits_words
from recruitcheck.reports.charts.workers import by_gap, gap
from recruitcheck.reports.headlines import gate_sentence
from recruitcheck.reports.network_headlines import worst_first
from recruitcheck.reports.pages import page_of
from recruitcheck.reports.views import (
    BriefView,
    CorridorView,
    NetworkView,
    SupplierView,
    View,
    Withheld,
)
from recruitcheck.sheets import read_text
from recruitcheck.sheets.saving import put_whole

if TYPE_CHECKING:
    from jinja2 import Environment

CHART_STYLE = "charts.mplstyle"
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def render(view: View, *, reports: Path | None = None) -> str:
    """Give the page of a view as HTML.

    `reports` is the folder `reports` of a workspace: its `templates`, `report.css`,
    `report.js` and `charts.mplstyle` go before the shipped ones, file by file.
    Raises UsageError for a template that cannot be used, with its file and line, and
    InvalidFileError with every line of `charts.mplstyle` that is wrong.
    """
    with chart_style(_find(CHART_STYLE, reports)):
        page = page_of(view)
    style = _inside(_find("report.css", reports))
    script = _inside(_find("report.js", reports))
    return _filled(
        _environment(reports),
        template_of(view),
        {
            "view": view,
            "page": page,
            "charts": page.charts,
            "policy": content_policy(style, script),
            "style": style,
            "script": script,
        },
    )


def write_page(view: View, path: Path, *, reports: Path | None = None) -> None:
    """Render a view and put it at `path` whole: a run that dies leaves the old page.

    Makes the folder. Raises OutputError where it cannot be written.
    """
    written = render(view, reports=reports).encode()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise OutputError(f"'{path}' cannot be written: {reason}.") from error
    put_whole(written, path)


def template_of(view: View) -> str:
    """Name the template a view is printed with."""
    match view:
        case SupplierView(role="supplier"):
            return "supplier.html"
        case SupplierView():
            return "recruiter.html"
        case CorridorView():
            return "corridor.html"
        case BriefView():
            return "brief.html"
        case NetworkView():
            return "index.html"


def shipped_reports() -> Path:
    """Find the shipped folder `reports`: in the wheel, else in the checkout."""
    package = Path(__file__).parents[1]
    content = package / "_content" / "reports"
    return content if content.is_dir() else package.parent / "reports"


def content_policy(style: str, script: str) -> str:
    """Allow this style and this script, and nothing else."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _find(name: str, reports: Path | None) -> Path:
    if reports and (reports / name).is_file():
        return reports / name
    return shipped_reports() / name


def _inside(path: Path) -> str:
    """Read a file that stands inside `<style>` or `<script>`."""
    # The content policy hashes what the browser sees: it normalises line ends.
    written, unread = read_text(path)
    if written is None:
        raise UsageError(f"{path}: {unread[0].message}")
    text = written.strip()
    if "</" in text or "<!--" in text:
        raise UsageError(f"{path}: write '<' otherwise, '</' would end the element")
    return text


def _filled(env: "Environment", name: str, given: Mapping[str, Any]) -> str:
    from jinja2 import TemplateSyntaxError

    from recruitcheck.reports.templates import MISTAKES, told

    try:
        return env.get_template(name).render(given) + "\n"
    except TemplateSyntaxError as error:
        where = f"{error.name}, line {error.lineno}"
        raise UsageError(f"template {where}: {error.message}") from error
    except MISTAKES as error:
        raise UsageError(f"template {_place(error, name)}: {told(error)}") from error


def _place(error: Exception, name: str) -> str:
    """Name the innermost template line of an error; jinja puts them in its trace."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename.endswith(".html")]
    if not inside:
        return name
    return f"{Path(inside[-1].filename).name}, line {inside[-1].lineno}"


@lru_cache(maxsize=8)
def _environment(reports: Path | None) -> "Environment":
    """Build the templates' world: escaped, strict about names, without Python."""
    from jinja2 import ChoiceLoader, PrefixLoader, StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    from recruitcheck.reports.templates import Templates

    shipped = Templates(shipped_reports() / "templates")
    own = [Templates(reports / "templates")] if reports else []
    env = ImmutableSandboxedEnvironment(
        loader=ChoiceLoader([PrefixLoader({"shipped": shipped}, ":"), *own, shipped]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters |= FILTERS
    env.globals |= GLOBALS
    env.tests |= {"withheld": _is_withheld, "paid_twice": paid_twice}
    return env


def _finalize(value: object) -> object:
    """Clean plain text on its way out; finished markup stays as it is."""
    return clean(value) if type(value) is str else value


def _is_withheld(value: object) -> bool:
    return isinstance(value, Withheld)


def _safe_href(path: str) -> str:
    """Turn a path into a relative link; a scheme or host cannot survive it."""
    return quote(clean(path).replace("\\", "/").lstrip("/"), safe="/.-_~")


def _day(text: str) -> str:
    """Write 2026-03-06 as 6 March 2026; anything else as it is."""
    parts = text.split("-")
    if len(parts) != 3 or not all(part.isdecimal() for part in parts):
        return text
    year, month, day = (int(part) for part in parts)
    if not 1 <= month <= 12:
        return text
    return f"{day} {_MONTHS[month - 1]} {year}"


def _link_hash(text: str) -> str:
    """Shorten a hash to what a person compares."""
    return text[:12]


FILTERS: dict[str, Callable[..., object]] = {
    "score": numbers.score,
    "change": numbers.change,
    "whole": numbers.whole,
    "percent": numbers.percent,
    "whole_percents": numbers.whole_percents,
    "count": numbers.count,
    "amount": numbers.amount,
    "money": numbers.money,
    "plural": numbers.plural,
    "href": _safe_href,
    "day": _day,
    "short_hash": _link_hash,
    "gate_sentence": gate_sentence,
    "limits": limits_words,
    "by_gap": by_gap,
    "gap": gap,
    "worst_first": worst_first,
}
GLOBALS: dict[str, object] = {
    "rank": rank,
    "band_of": band_of,
    "EVIDENCE": LEVELS,
    "PAYS": PAYS,
}
