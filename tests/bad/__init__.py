"""Wrong and hostile files beside the issues they must give; see README.md."""

import tests.bad.content
import tests.bad.exports
import tests.bad.old_workbooks
import tests.bad.opendocuments
import tests.bad.other_files
import tests.bad.returns
import tests.bad.templates
import tests.bad.texts
import tests.bad.workbooks  # noqa: F401 - each enters its files
from tests.bad.registry import BAD_FILES, BadFile

__all__ = ["BAD_FILES", "BadFile"]
