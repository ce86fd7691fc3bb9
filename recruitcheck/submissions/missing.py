"""Who was asked for a return and has not answered yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from recruitcheck.organisations import Expected
from recruitcheck.submissions.submission import Submission


@dataclass(frozen=True, slots=True)
class Missing:
    """An organisation without a usable return in the latest cycle of any return.

    `last` is the cycle in which it last answered, '' for never.
    """

    organisation: str
    name: str
    role: str
    corridors: tuple[str, ...]
    last: str

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        corridors = " ".join(self.corridors)
        return self.organisation, self.name, self.role, corridors, self.last


def find_missing(
    expected: Iterable[Expected], submissions: Iterable[Submission]
) -> tuple[Missing, ...]:
    """Who of the list of organisations has not answered, in its order.

    A site of which only an audit came back has not.
    """
    last: dict[str, str] = {}
    for one in submissions:
        if one.respondent != "auditor":
            last[one.organisation] = max(one.cycle, last.get(one.organisation, ""))
    latest = max(last.values(), default="")
    return tuple(
        Missing(one.id, one.name, one.role, tuple(map(str, one.corridors)), cycle)
        for one in expected
        if (cycle := last.get(one.id, "")) < latest or not cycle
    )


def screen_rows_of_missing(missing: Iterable[Missing]) -> list[list[str]]:
    """Who has not answered as a table of texts, its headings first."""
    heading = ["Not answered", "Name", "Kind", "Corridors", "Last cycle"]
    return [heading, *([cell or "-" for cell in one.cells] for one in missing)]
