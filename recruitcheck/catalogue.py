"""Every message about a file: its code, its words, its advice, and whether it blocks.

F files · Q questionnaires · M scoring models · S submissions · W workspaces.
A blocking issue means that nothing can be read past it; an advisory one is read on.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Entry(NamedTuple):
    """A message with `{named}` values, one sentence of advice, and its severity."""

    message: str
    advice: str
    blocking: bool = True


CATALOGUE: Mapping[str, Entry] = {}
