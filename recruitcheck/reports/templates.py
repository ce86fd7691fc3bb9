"""Templates read from a folder, and what can go wrong with one in words.

A template is a small program. It runs in Jinja's sandbox: it cannot open a file, call
Python or change what it is given, and a loop over numbers ends at 100,000. It can still
waste time and memory, so use templates of people you trust. This module is loaded only
where a page is made or looked over.
"""

from collections.abc import Callable
from pathlib import Path

from jinja2 import (  # noqa: TID253
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from jinja2.loaders import split_template_path  # noqa: TID253

from recruitcheck.sheets import read_text

MISTAKES = (
    *(TemplateError, SyntaxError, TypeError, ValueError, ArithmeticError, LookupError),
    *(RecursionError, MemoryError),
)
"""What reading or filling a template raises that is wrong."""

_TOLD = {
    RecursionError: "it is nested too deeply, or calls itself without end",
    MemoryError: "it needs more memory than there is",
    SyntaxError: "its blocks are nested too deeply",
}


def told(mistake: BaseException) -> str:
    """What is wrong, without a full stop."""
    if isinstance(mistake, TemplateError):
        return str(mistake.message).rstrip(".")
    text = str(mistake).rstrip(".")
    if "integer string conversion" in text:  # Python's words for 4,301 digits and more
        return "it holds a number of too many digits"
    return _TOLD.get(type(mistake), text or type(mistake).__name__)


class Templates(FileSystemLoader):
    """The templates of a folder, none larger than other content may be."""

    def get_source(
        self,
        environment: Environment,  # noqa: ARG002
        template: str,
    ) -> tuple[str, str, Callable[[], bool]]:
        path = Path(self.searchpath[0], *split_template_path(template))
        if not path.is_file():
            raise TemplateNotFound(template)
        text, issues = read_text(path, name=template)
        if text is None:
            raise TemplateSyntaxError(issues[0].message, 1, template, str(path))
        changed = path.stat().st_mtime_ns
        return text, str(path), lambda: path.stat().st_mtime_ns == changed
