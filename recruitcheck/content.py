"""Where the shipped content lies: questionnaires, scoring models, report templates."""

from pathlib import Path

FOLDERS = ("questionnaires", "scoring", "reports")


def content_folder() -> Path:
    """The folder that holds the three content folders.

    In an installed package that is `recruitcheck/_content`, in a checkout its root.
    """
    package = Path(__file__).parent
    packed = package / "_content"
    return packed if packed.is_dir() else package.parent


def is_content(path: Path) -> bool:
    """Whether a file is content, not left behind by an editor or by Excel."""
    return path.is_file() and not path.name.startswith(("~$", ".", "__pycache__"))
