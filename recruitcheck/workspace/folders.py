"""Workspaces as folders: made, opened, their settings read."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, ValidationError

from recruitcheck.content import FOLDERS, content_folder, is_content
from recruitcheck.errors import InvalidFileError, OutputError, UsageError
from recruitcheck.issues import Issue, Place, did_you_mean, issue
from recruitcheck.sheets import parse_toml, read_text
from recruitcheck.workspace.guide import GUIDE

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails


SETTINGS = "workspace.toml"
EXPECTED = "organisations.csv"
RETURNS = "returns"
INTERVIEWS = "interviews"
REPORTS = "reports"
README = "README.md"
ACTIONS = "actions"
_DEMO = "Example network"
_LONGEST_KEY = 60  # characters of it that a message quotes
_KINDS: Mapping[str, str] = {
    "string_type": "text in quotes",
    "bool_type": "true or false, without quotes",
}


class Settings(BaseModel):
    """What `workspace.toml` may say.

    `include_rejected`: interviews that the server marks as rejected are read too.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    name: str
    model: str = "iris"
    fictional: bool = False
    include_rejected: bool = False


@dataclass(frozen=True, slots=True)
class Workspace:
    """An opened workspace."""

    root: Path
    settings: Settings


def init_workspace(
    root: Path | str, *, name: str = "", fictional: bool = False
) -> Workspace:
    """Make a workspace with the shipped content in an empty or new folder.

    UsageError where the folder already holds something, OutputError where it cannot be
    made.
    """
    root = Path(root)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        message = f"{root} is not empty; name a new folder"
        raise UsageError(message)
    try:
        return _initiated(root, name=name, fictional=fictional)
    except OSError as error:
        message = f"{root} cannot be made: {error.strerror or error}"
        raise OutputError(message) from None


def _initiated(root: Path, *, name: str, fictional: bool) -> Workspace:
    from recruitcheck.corridors.headcounts import HEADCOUNTS
    from recruitcheck.corridors.rates import RATES

    shipped = content_folder()
    for folder in FOLDERS:
        for path in sorted((shipped / folder).rglob("*")):
            if is_content(path) and not _is_output(path.relative_to(shipped)):
                _copy(path, root / path.relative_to(shipped))
    for folder in (RETURNS, INTERVIEWS):
        (root / folder).mkdir(parents=True)
    title = name or root.resolve().name
    flag = "\nfictional = true\n" if fictional else "\n"
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    (root / SETTINGS).write_text(f'name = "{quoted}"\nmodel = "iris"{flag}', "utf-8")
    (root / EXPECTED).write_text("id,name,role,corridors\n", "utf-8")
    (root / README).write_text(GUIDE.format(name=title), "utf-8")
    for table in (RATES, HEADCOUNTS):
        heading = ",".join(table.columns)
        (root / f"{table.name}.csv").write_text(f"{heading}\n", "utf-8")
    return open_workspace(root)


def _is_output(path: Path) -> bool:
    """Whether a file below `reports/` is a page that we wrote, not content."""
    return path.parts[0] == REPORTS and (
        path.name == "index.html" and len(path.parts) == 2
    )


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def open_workspace(root: Path | str) -> Workspace:
    """The workspace in a folder.

    UsageError where there is none, InvalidFileError where its settings are wrong.
    """
    root = Path(root)
    path = root / SETTINGS
    if not path.is_file():
        message = (
            f"{root} is not a workspace: it has no {SETTINGS}."
            " Make one with `recruitcheck init`."
        )
        raise UsageError(message)
    settings, issues = read_settings(path, shown_as=SETTINGS)
    if settings is None:
        raise InvalidFileError(issues)
    return Workspace(root, settings)


def read_settings(
    path: Path, *, shown_as: str | None = None
) -> tuple[Settings | None, tuple[Issue, ...]]:
    """The settings of a file `workspace.toml`, or None and everything wrong in it."""
    file = shown_as or str(path)
    text, issues = read_text(path, name=file)
    if text is None:
        return None, issues
    values, issues = parse_toml(text, file)
    if values is None:
        return None, issues
    try:
        return Settings.model_validate(values), ()
    except ValidationError as error:
        return None, tuple(_wrong_setting(file, one) for one in error.errors())


def _wrong_setting(file: str, error: "ErrorDetails") -> Issue:
    key, kind = str(error["loc"][0])[:_LONGEST_KEY], error["type"]
    reason = f"'{key}' is no setting.{did_you_mean(key, Settings.model_fields)}"
    if kind == "missing":
        reason = f"'{key}' is missing."
    elif kind in _KINDS:
        reason = f"'{key}' must be {_KINDS[kind]}."
    return issue("W204", Place(file, label=key), reason=reason)


def make_demo(root: Path | str) -> Workspace:
    """A workspace with the fictional example network; an old demo is replaced.

    UsageError where the folder holds anything else.
    """
    root = Path(root)
    if root.exists() and any(root.iterdir()):
        _remove_demo(root)
    workspace = init_workspace(root, name=_DEMO, fictional=True)
    examples = content_folder() / "questionnaires" / "examples"
    for path in sorted(examples.rglob("*")):
        if is_content(path) and path.suffix != ".md":
            _copy(path, root / path.relative_to(examples))
    settings = workspace.settings
    return replace(open_workspace(root), settings=settings)


def _remove_demo(root: Path) -> None:
    try:
        old = open_workspace(root)
    except (UsageError, InvalidFileError):
        old = None
    # What somebody else invented to try things out is not ours to delete.
    if old is None or not old.settings.fictional or old.settings.name != _DEMO:
        message = f"{root} is not empty and is not a demo; name another folder"
        raise UsageError(message)
    try:
        shutil.rmtree(root)
    except OSError as error:
        message = f"{root} cannot be replaced: {error.strerror or error}"
        raise OutputError(message) from None
