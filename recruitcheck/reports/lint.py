"""The authoring lint of `reports/`: what would stop a page, or print what it must not."""

from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.content import is_content
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.reports.chart_styles import read_chart_style
from recruitcheck.reports.html import CHART_STYLE
from recruitcheck.reports.html import _environment as environment_of
from recruitcheck.sheets import read_text

if TYPE_CHECKING:
    from jinja2 import Environment, nodes

GIVEN = frozenset({"view", "page", "charts", "policy", "style", "script"})
_INSIDE = ("report.css", "report.js")


def lint_templates(folder: Path) -> tuple[Issue, ...]:
    """Everything wrong in the templates, style and script of a folder `reports`.

    Templates are read, not run: what they make of a view shows only on the page.
    """
    env = environment_of(folder)
    templates = folder / "templates"
    given = GIVEN | set(env.globals) | set(_stored(env))
    found: list[Issue] = []
    for path in sorted(templates.rglob("*.html")):
        if is_content(path):
            name = path.relative_to(templates).as_posix()
            found += _lint_template(path, f"{folder.name}/templates/{name}", env, given)
    for name in _INSIDE:
        path = folder / name
        if path.is_file():
            found += _lint_inside(path, f"{folder.name}/{name}")
    style = folder / CHART_STYLE
    if style.is_file():
        shown = f"{folder.name}/{CHART_STYLE}"
        found += read_chart_style(style, shown_as=shown)[1]
    return tuple(dict.fromkeys(found))


def _stored(env: "Environment") -> Iterator[str]:
    """Every name that any template sets: a parent or an include may give it on."""
    from jinja2 import nodes

    for name in env.list_templates(extensions=["html"]):
        tree = _parsed(env, name)
        with suppress(RecursionError):  # told of the template itself
            for node in tree.find_all(nodes.Node) if tree else ():
                match node:
                    case nodes.Name(ctx="store" | "param") | nodes.Macro():
                        yield node.name
                    case nodes.Import():
                        yield node.target
                    case nodes.FromImport():
                        for one in node.names:  # or the name and what it becomes
                            yield one if isinstance(one, str) else one[1]


def _parsed(env: "Environment", name: str) -> "nodes.Template | None":
    """A template by its name; None where it cannot be read, which is told of it."""
    from recruitcheck.reports.templates import MISTAKES

    loader = env.loader
    try:
        return env.parse(loader.get_source(env, name)[0], name) if loader else None
    except MISTAKES:
        return None


def _lint_inside(path: Path, file: str) -> Iterator[Issue]:
    """What would end the element that it stands in, or hide the rest of the page."""
    text, unread = read_text(path, name=file)
    yield from unread
    for line, part in enumerate((text or "").splitlines(), start=1):
        for sign in ("</", "<!--"):
            if sign in part:
                yield issue("T107", Place(file, cell=f"line {line}"), found=sign)


def _lint_template(
    path: Path, file: str, env: "Environment", given: Collection[str]
) -> tuple[Issue, ...]:
    from jinja2 import TemplateSyntaxError

    from recruitcheck.reports.templates import MISTAKES, told

    text, unread = read_text(path, name=file)
    if text is None:
        return unread
    try:
        tree = env.parse(text, path.name, str(path))
        template = _Template(file, tree, env)
        return (
            *template.tools(),
            *template.unescaped(),
            *template.others(),
            *template.lost_blocks(),
            *template.names(given),
            *template.depth(text),
        )
    except MISTAKES as mistake:
        line = getattr(mistake, "lineno", None)
        is_ours = isinstance(mistake, TemplateSyntaxError)
        place = Place(file, cell=f"line {line}" if line and is_ours else None)
        return (issue("T101", place, reason=told(mistake)),)


@dataclass(frozen=True)
class _Template:
    """A template that could be parsed, and the world it is used in."""

    file: str
    tree: "nodes.Template"
    env: "Environment"

    def _place(self, node: "nodes.Node") -> Place:
        return Place(self.file, cell=f"line {node.lineno}")

    def tools(self) -> Iterator[Issue]:
        """Filters and tests that there are not."""
        from jinja2 import nodes

        for node in self.tree.find_all((nodes.Filter, nodes.Test)):
            what, known = "filter", list(self.env.filters)
            if isinstance(node, nodes.Test):
                what, known = "test", list(self.env.tests)
            if node.name not in known:
                place, hint = self._place(node), did_you_mean(node.name, known)
                yield issue("T102", place, what=what, found=node.name, hint=hint)

    def unescaped(self) -> Iterator[Issue]:
        """What is printed as it is: what people wrote could run on the page."""
        from jinja2 import nodes

        for node in self.tree.find_all(nodes.Filter):
            if node.name == "safe" and not _is_ours(node.node):
                yield issue("T104", self._place(node), found="safe")
        for modifier in self.tree.find_all(nodes.EvalContextModifier):
            yield issue("T104", self._place(modifier), found="autoescape")

    def others(self) -> Iterator[Issue]:
        """Templates that there are not."""
        known = self.env.list_templates()
        for node, name in _named(self.tree):
            if name not in known and not getattr(node, "ignore_missing", False):
                hint = did_you_mean(name, known)
                yield issue("T103", self._place(node), found=name, hint=hint)

    def lost_blocks(self) -> Iterator[Issue]:
        """Blocks that the template it extends does not have: nobody prints them."""
        from jinja2 import nodes

        above = self._blocks_above()
        for node in self.tree.body:
            if isinstance(node, nodes.Block) and above and node.name not in above:
                place, hint = self._place(node), did_you_mean(node.name, above)
                yield issue("T106", place, found=node.name, hint=hint)

    def _blocks_above(self) -> Collection[str]:
        """Blocks of all templates that it extends; none where some cannot be read."""
        from jinja2 import nodes

        found: dict[str, None] = {}
        todo = list(_parents(self.tree))
        for name in todo:  # it grows while we walk up
            known = name in self.env.list_templates() and todo.count(name) == 1
            tree = _parsed(self.env, name) if known else None
            if tree is None:
                return {}
            found |= dict.fromkeys(node.name for node in tree.find_all(nodes.Block))
            todo += _parents(tree)
        return found

    def depth(self, text: str) -> Iterator[Issue]:
        """Loops in loops that Python, which a template becomes, cannot follow."""
        from jinja2 import TemplateSyntaxError

        from recruitcheck.reports.templates import told

        try:
            self.env.compile(text)
        except TemplateSyntaxError:  # a filter that there is not
            return
        except (SyntaxError, RecursionError, MemoryError) as mistake:
            yield issue("T101", Place(self.file), reason=told(mistake))

    def names(self, given: Collection[str]) -> Iterator[Issue]:
        """Names that nothing gives to a template."""
        from jinja2 import TemplateSyntaxError, meta, nodes

        try:
            missing = meta.find_undeclared_variables(self.tree) - set(given)
        except TemplateSyntaxError:  # a filter that there is not
            return
        for node in self.tree.find_all(nodes.Name):
            if node.name in missing:
                missing.remove(node.name)  # told where it stands first
                place, hint = self._place(node), did_you_mean(node.name, sorted(given))
                yield issue("T105", place, found=node.name, hint=hint)


def _named(tree: "nodes.Template") -> Iterator[tuple["nodes.Node", str]]:
    """What it extends, includes and imports, where the name is written out."""
    from jinja2 import nodes

    for kind in (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport):
        for node in tree.find_all(kind):
            template = getattr(node, "template", None)
            if isinstance(template, nodes.Const):
                yield node, str(template.value)


def _parents(tree: "nodes.Template") -> Iterator[str]:
    from jinja2 import nodes

    for node, name in _named(tree):
        if isinstance(node, nodes.Extends):
            yield name


def _is_ours(node: "nodes.Node | None") -> bool:
    """Whether we drew it: the style, the script, and the charts."""
    from jinja2 import nodes

    if isinstance(node, nodes.Getattr):
        return node.attr in {"wide", "narrow"}
    return isinstance(node, nodes.Name) and node.name in {"style", "script"}
