"""Networks at the edge of what can be said: every page and text reads sensibly."""

import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from recruitcheck.cli.group import table
from recruitcheck.explaining.text import explanation_text
from recruitcheck.flags.find import find_flags
from recruitcheck.flags.text import flags_text
from recruitcheck.remediation.amounts import owed_to_workers
from recruitcheck.remediation.outputs import owed_as_blocks, terms_as_lines
from recruitcheck.remediation.owed import Terms
from recruitcheck.reports.brief_views import brief_view
from recruitcheck.reports.html import render
from recruitcheck.results import Results
from recruitcheck.sampling.outputs import plan_as_blocks
from recruitcheck.sampling.plans import plan_sample
from recruitcheck.workspace import (
    assess_workspace,
    find_units,
    open_workspace,
    write_reports,
)
from tests.edge_networks import EDGES
from tests.networks import NPL

HOLES = re.compile(
    r"\bnan\b|\bNaN\b|\bNone\b|\binf\b|\b0 of 0\b|\bundefined\b|Traceback|\(\)"
    r"|(?<![\w,.])1 (?:workers|suppliers|interviews|companies|corridors|months|days)\b"
)
"""What nobody should ever read: no number, a hole, one thing in the plural."""
FEW = {"no-interviews", "nine", "one-worker", "no-answers"}
"""Networks in which no site has ten interviews."""


@pytest.mark.parametrize("name", EDGES)
def test_every_page_and_text_reads_sensibly(name, tmp_path):
    """No hole, withheld what is of few, and the same bytes twice."""
    workspace = open_workspace(EDGES[name].write(tmp_path / "network"))
    results = assess_workspace(workspace)
    write_reports(workspace, results)
    pages = _pages(workspace.root)
    write_reports(workspace, assess_workspace(workspace))

    assert pages == _pages(workspace.root)
    texts = {path: _words(page.decode()) for path, page in pages.items()}
    texts |= {f"text {n}": text for n, text in enumerate(_texts(results))}
    assert {} == {path: holes for path, t in texts.items() if (holes := _holes(t))}
    corridor = texts["reports/corridors/NPL-MYS.html"]
    assert (name in FEW) == ("What interviewed workers report" not in corridor)


def _pages(root: Path) -> dict[str, bytes]:
    folders = ("suppliers", "recruiters", "corridors", "briefs")
    found = [root / "reports" / "index.html"]
    for folder in folders:
        found += sorted((root / "reports" / folder).glob("*.html"))
    return {str(path.relative_to(root)): path.read_bytes() for path in found}


def _texts(results: Results) -> Iterator[str]:
    """What the commands print of a network."""
    for terms in (Terms(), Terms(currency="MYR")):
        owed = owed_to_workers(results, terms)
        for title, rows, sentences in owed_as_blocks(owed):
            yield "\n".join([title, table(rows), *sentences])
        yield "\n".join([*terms_as_lines(owed), *map(str, owed.issues)])
    for title, rows, sentences in plan_as_blocks(plan_sample(results)):
        yield "\n".join([title, table(rows) if rows else "", *sentences])
    yield flags_text(find_flags(results))
    yield explanation_text(find_units("ONE-01", None, results), results, width=90)
    yield _words(render(brief_view(NPL, results)))


def _words(page: str) -> str:
    """What stands on a page, charts and all, in one line."""
    text = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    text = html.unescape(re.sub(r"<[^>]+>", " ", text))
    # A supplier that nothing holds down has the ceiling "None".
    return re.sub(r"\s+", " ", text).replace("Ceiling None", "")


def _holes(text: str) -> list[str]:
    return [
        text[max(0, one.start() - 60) : one.end() + 40] for one in HOLES.finditer(text)
    ]
