"""Every message about a file: its code, its words, its advice, and whether it blocks.

A action plans · F files · K countries and corridors · Q questionnaires ·
M scoring models · R rates and money owed · S submissions · T templates · W workspaces.
`blocking`: the whole file cannot be used. `error`: this one thing cannot be used, the
rest is read on. `advisory`: used as it is, but somebody should look.
"""

from collections.abc import Mapping

from recruitcheck.catalogue.actions import ACTIONS
from recruitcheck.catalogue.corridors import CORRIDORS
from recruitcheck.catalogue.entry import Entry, Severity
from recruitcheck.catalogue.files import FILES
from recruitcheck.catalogue.models import MODELS
from recruitcheck.catalogue.money import MONEY
from recruitcheck.catalogue.questionnaires import QUESTIONNAIRES
from recruitcheck.catalogue.submissions import SUBMISSIONS
from recruitcheck.catalogue.templates import TEMPLATES
from recruitcheck.catalogue.workspaces import WORKSPACES

__all__ = ["CATALOGUE", "Entry", "Severity"]

CATALOGUE: Mapping[str, Entry] = {
    **ACTIONS,
    **FILES,
    **QUESTIONNAIRES,
    **CORRIDORS,
    **MODELS,
    **MONEY,
    **SUBMISSIONS,
    **TEMPLATES,
    **WORKSPACES,
}
