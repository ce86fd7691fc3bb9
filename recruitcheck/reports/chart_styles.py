"""`charts.mplstyle`: how matplotlib draws the shapes of a chart, read and checked.

matplotlib itself would only warn, in its own words, and could be told to run LaTeX.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from recruitcheck.errors import InvalidFileError
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.sheets import read_text, short

# Whatever chooses a program, a window or a folder, and not how a shape looks.
_NOT_OURS = (
    *("backend", "interactive", "toolbar", "timezone", "keymap.", "webagg.", "tk."),
    *("animation.", "pgf.", "ps.", "docstring.", "date.epoch", "savefig.directory"),
    *("text.usetex", "text.latex", "savefig.format", "macosx.", "figure.hooks"),
)
# Up to a comment; a colour such as "#b5432a" stands in quotation marks.
_SAID = re.compile(r'(?:[^"#]|"[^"]*"?)*+')


def read_chart_style(
    path: Path, *, shown_as: str
) -> tuple[Mapping[Any, object], tuple[Issue, ...]]:
    """The settings of matplotlib that the file makes, and every line that is wrong."""
    import matplotlib as mpl

    text, unread = read_text(path, name=shown_as)
    known = {
        key: check
        for key, check in mpl.rcParams.validate.items()
        if not key.startswith(_NOT_OURS)
    }
    found: dict[Any, object] = {}  # matplotlib lists its keys as a type
    issues = list(unread)
    for number, line in enumerate((text or "").splitlines(), start=1):
        said = line[: _SAID.match(line).end()].strip()  # type: ignore[union-attr]
        if not said:
            continue
        key, colon, value = (part.strip() for part in said.partition(":"))
        place = Place(shown_as, cell=f"line {number}")
        if not colon or key not in known:
            hint = did_you_mean(key, known)
            issues.append(issue("T108", place, found=short(key), hint=hint))
            continue
        try:
            found[key] = known[key](value.strip('"'))
        except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
            issues.append(issue("T109", place, found=short(value), key=key))
    return found, tuple(issues)


@contextmanager
def chart_style(path: Path) -> Iterator[None]:
    """Draw with matplotlib's own defaults and that file; InvalidFileError if wrong."""
    import matplotlib as mpl

    settings, issues = read_chart_style(path, shown_as=path.as_posix())
    if issues:
        raise InvalidFileError(issues)
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(settings)
        yield
