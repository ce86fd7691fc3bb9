"""Flags as a page of text: by organisation, each in a sentence with its sources."""

from collections.abc import Iterator
from itertools import groupby

from recruitcheck.flags.flag import Flag, Flags, NotJudged, Subject
from recruitcheck.issues import listed


def flags_text(flags: Flags) -> str:
    """Everything that is raised, then what could not be judged and why."""
    return "\n".join(_lines(flags))


def _lines(flags: Flags) -> Iterator[str]:
    yield (
        f"{len(flags.raised)} flags. A flag is a sign that somebody should look. It is no"
        " proof, excludes nobody"
    )
    yield "and moves no score."
    for name, own in groupby(flags.raised, key=lambda one: _name(one.subject)):
        yield ""
        yield name
        for flag in own:
            yield from _flag(flag)
    if flags.not_judged:
        yield ""
        yield "Not judged, or only in part:"
        yield from _unknown(flags.not_judged)


def _name(subject: Subject) -> str:
    return f"{subject.name}, {subject.cycle}"


def _flag(flag: Flag) -> Iterator[str]:
    where = f" ({flag.subject.corridor})" if flag.subject.corridor else ""
    yield f"  {flag.code} {flag.title}{where}"
    yield f"        {flag.sentence}"
    yield f"        From: {'; '.join(map(str, flag.sources))}"


def _unknown(all_: tuple[NotJudged, ...]) -> Iterator[str]:
    """By flag and reason, with whom it is about."""

    def reason(one: NotJudged) -> tuple[str, str, bool]:
        return one.code, one.why, one.partly

    for (code, why, partly), group in groupby(sorted(all_, key=reason), key=reason):
        names = [
            f"{one.subject.organisation} {one.subject.corridor}".strip()
            for one in group
        ]
        part = "in part: " if partly else ""
        yield f"  {code} {part}{why}: {listed(names)}"
