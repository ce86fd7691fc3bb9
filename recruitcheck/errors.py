"""What recruitcheck raises. Everything else is a fault of ours."""

from collections.abc import Sequence

from recruitcheck.issues import Issue


class RecruitcheckError(Exception):
    """Base of all errors that recruitcheck raises on purpose."""


class InvalidFileError(RecruitcheckError):
    """Files that cannot be used as they are. `issues` names every reason."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(str(issue) for issue in self.issues))


class UsageError(RecruitcheckError):
    """The call cannot be carried out as asked: a name or folder does not exist."""


class OutputError(RecruitcheckError):
    """A result cannot be written where it was asked for."""
