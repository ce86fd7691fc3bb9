"""What is written from a workspace: pages, briefs, scores."""

from pathlib import Path
from typing import TYPE_CHECKING

from recruitcheck.issues import Issue
from recruitcheck.workspace.contents import read_model
from recruitcheck.workspace.folders import REPORTS, Workspace
from recruitcheck.workspace.results import assess_workspace
from recruitcheck.workspace.returned import Progress

if TYPE_CHECKING:
    from recruitcheck.corridor import Corridor
    from recruitcheck.questionnaires.questionnaire import Role
    from recruitcheck.results import Results


BRIEFS = "briefs"


def write_reports(
    workspace: Workspace,
    results: "Results",
    *,
    progress: Progress = lambda _: None,
) -> Path:
    """Write every page below `reports/` and give the path of the index.

    Pages of a former run that no longer hold are removed.
    """
    from recruitcheck.remediation.payments import read_payments
    from recruitcheck.reports.brief_views import brief_view
    from recruitcheck.reports.corridor_views import corridor_view
    from recruitcheck.reports.html import write_page
    from recruitcheck.reports.network_views import network_view
    from recruitcheck.reports.parts import page_name
    from recruitcheck.reports.supplier_views import supplier_view

    reports = workspace.root / REPORTS
    roles: tuple[Role, ...] = ("supplier", "recruiter", "member")
    names = [(role, name) for role in roles for name in results.latest(role)]
    pages = len(names) + 2 * len(results.corridors) + 1
    progress(f"Writing {pages} page{'' if pages == 1 else 's'}")
    payments, _ = read_payments(workspace.root, results.latest("supplier"))
    written = set()
    for role, name in names:
        path = reports / f"{role}s" / page_name(name)
        view = supplier_view(name, results, payments=payments)
        write_page(view, path, reports=reports)
        written.add(path)
    for corridor in results.corridors:
        path = reports / "corridors" / page_name(str(corridor))
        write_page(corridor_view(corridor, results), path, reports=reports)
        brief = reports / BRIEFS / page_name(str(corridor))
        write_page(brief_view(corridor, results), brief, reports=reports)
        written |= {path, brief}
    index = reports / "index.html"
    write_page(network_view(results), index, reports=reports)
    for folder in ("suppliers", "recruiters", "members", "corridors", BRIEFS):
        for old in (reports / folder).glob("*.html"):
            if old not in written:
                old.unlink()
    return index


def write_brief(
    corridor: "Corridor", path: Path, workspace: Workspace | None = None
) -> tuple[Issue, ...]:
    """Write the dialogue brief of a corridor; without a workspace from facts alone.

    Gives what is wrong in the files it rests on.
    """
    from recruitcheck.reports.brief_views import brief_view
    from recruitcheck.reports.html import write_page

    results = _facts_alone() if workspace is None else assess_workspace(workspace)
    reports = None if workspace is None else workspace.root / REPORTS
    write_page(brief_view(corridor, results), path, reports=reports)
    return results.issues


def _facts_alone() -> "Results":
    """The shipped facts, and nothing about anybody."""
    from recruitcheck.corridors.fact_tables import read_facts
    from recruitcheck.results import Results
    from recruitcheck.scoring.assessment import Network
    from recruitcheck.scoring.crosswalk import read_clauses

    facts, issues = read_facts()
    return Results(
        title="",
        network=Network(read_model("iris"), (), {}),
        questionnaires={},
        interviews=None,
        clauses=read_clauses(),
        inputs=(),
        issues=issues,
        facts=facts,
    )


def run_workspace(
    workspace: Workspace,
    *,
    model: str | None = None,
    processes: int | None = 1,
    progress: Progress = lambda _: None,
) -> "Results":
    """Check, score and report a workspace; everything it says is in the result."""
    from recruitcheck.exports import write_scores

    results = assess_workspace(
        workspace, model=model, processes=processes, progress=progress
    )
    write_reports(workspace, results, progress=progress)
    write_scores(results, workspace.root)
    return results
