"""Ids of organisations that two files spell in two ways."""

from collections.abc import Iterable

from recruitcheck.issues import Issue, Place, issue, listed
from recruitcheck.submissions.answers import Unit
from recruitcheck.submissions.cell_answers import folded


def spelt_in_two_ways(units: Iterable[Unit]) -> tuple[Issue, ...]:
    """One issue for ids that differ in capitals only, at the file of the last."""
    by_id: dict[str, dict[str, str]] = {}
    for unit in units:
        own = unit.own
        by_id.setdefault(folded(own.organisation), {})[own.organisation] = own.file
    return tuple(
        issue(
            "W211",
            Place(files[max(files)]),
            ids=listed([f"'{one}'" for one in sorted(files)]),
            n=len(files),
        )
        for _, files in sorted(by_id.items())
        if len(files) > 1
    )
