"""Questionnaires, models and other content of a workspace, found, read and linted."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from recruitcheck.content import content_folder, is_content
from recruitcheck.errors import InvalidFileError, UsageError
from recruitcheck.issues import Issue, Place, did_you_mean, issue, listed
from recruitcheck.questionnaires.questionnaire import Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.scoring.model_reader import read_scoring_model
from recruitcheck.scoring.scoring_model import ScoringModel

if TYPE_CHECKING:
    from recruitcheck.corridors.corridor_model import CorridorModel


T = TypeVar("T")


def read_questionnaires(
    folder: Path | None = None,
) -> tuple[dict[str, Questionnaire], tuple[Issue, ...]]:
    """All questionnaires of a folder by id; the shipped ones by default."""
    root = folder or content_folder() / "questionnaires"
    found: dict[str, Questionnaire] = {}
    issues: list[Issue] = []
    for path in sorted(root.glob("*.xlsx")):
        if not is_content(path):
            continue
        shown = f"{root.name}/{path.name}"
        questionnaire, wrong = read_questionnaire(path, shown_as=shown)
        issues += wrong
        if questionnaire is not None:
            if questionnaire.id in found:
                other = found[questionnaire.id].file
                place = Place(shown, "settings", label="form_id")
                issues.append(issue("Q123", place, form=questionnaire.id, other=other))
            found[questionnaire.id] = questionnaire
    return found, tuple(issues)


def find_questionnaire(
    name: str, questionnaires: Mapping[str, Questionnaire]
) -> Questionnaire:
    """The questionnaire of that id; UsageError with the nearest where there is none."""
    return found_by_name(name.removesuffix(".xlsx"), questionnaires, "questionnaire")


def found_by_name(name: str, known: Mapping[str, T], what: str) -> T:
    if name not in known:
        hint = did_you_mean(name, known)
        there = listed(tuple(known)) if known else "there is none yet"
        message = f"There is no {what} '{name}': {there}.{hint}"
        raise UsageError(message)
    return known[name]


def read_model(name: str, folder: Path | None = None) -> ScoringModel:
    """The scoring model of that name in `scoring/models` of a folder or the package.

    UsageError where there is none, InvalidFileError with everything wrong in it.
    """
    root = (folder or content_folder()) / "scoring" / "models"
    paths = {
        path.stem: path for path in sorted(root.glob("*.toml")) if is_content(path)
    }
    path = found_by_name(name.removesuffix(".toml"), paths, "scoring model")
    shown = f"scoring/models/{path.name}"
    model, issues = read_scoring_model(path, shown_as=shown)
    if model is None:
        raise InvalidFileError(issues)
    return model


def read_corridor_rules(root: Path) -> "CorridorModel":
    """The judgements of corridors; InvalidFileError with everything wrong in them."""
    from recruitcheck.corridors.corridor_model import read_corridor_model

    found, issues = read_corridor_model(root / "scoring")
    if found is None:
        raise InvalidFileError(issues)
    return found


@dataclass(frozen=True, slots=True)
class Linted:
    """What is wrong in content, and the share of texts by language of each form."""

    issues: tuple[Issue, ...]
    coverage: Mapping[str, Mapping[str, float]]


def lint_content(root: Path | None = None) -> Linted:
    """Look over questionnaires, scoring files and templates of a workspace.

    The shipped content by default. All issues at once, in the order of the files.
    """
    from recruitcheck.corridors.lint import lint_corridors
    from recruitcheck.questionnaires.lint import coverage, lint_questionnaires
    from recruitcheck.reports.lint import lint_templates
    from recruitcheck.scoring.crosswalk import read_clauses
    from recruitcheck.scoring.lint import lint_scoring

    folder = root or content_folder()
    drafts, told = lint_questionnaires(folder / "questionnaires")
    scoring = lint_scoring(folder / "scoring", drafts, told)
    forms = [draft.questionnaire for draft in drafts if draft.questionnaire]
    unsound = any(one.code.startswith(("F", "M22")) for one in scoring)
    clauses = None if unsound else read_clauses(folder)
    corridors = lint_corridors(folder / "scoring", forms, clauses)
    return Linted(
        (*told, *scoring, *corridors, *lint_templates(folder / "reports")),
        {d.file: coverage(d.questionnaire) for d in drafts if d.questionnaire},
    )
