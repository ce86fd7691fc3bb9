"""What a flag says: one sentence with the numbers that raised it, and their sources."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

TITLES: Mapping[str, str] = {
    "RF-01": "The recruiter works for nothing",
    "RF-02": "The service fee is too low for the corridor",
    "RF-03": "Three stories about one fee",
    "RF-04": "A perfect zero",
    "RF-05": "Answers that look prepared",
    "RF-06": "Paid twice",
    "RF-07": "Debt that traps",
    "RF-08": "Less pay than promised",
    "RF-09": "The contract comes after the fact",
    "RF-10": "Passports are kept",
    "RF-11": "A policy and nothing behind it",
    "RF-12": "A silent complaint channel",
    "RF-13": "Repaid on paper",
    "RF-14": "Payments for job orders",
    "RF-15": "Sub-agents live from workers",
    "RF-16": "A corridor that nobody named",
    "IN-01": "Interviews that are nearly the same",
    "IN-02": "Interviews that are too fast",
    "IN-03": "One interviewer hears something else",
}
"""Short titles by code: RF red flags, IN flags of the interviews themselves."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a number comes from: a cell, or so many interviews of a question."""

    question: str
    file: str = ""
    sheet: str | None = None
    cell: str | None = None
    interviews: int | None = None

    def __str__(self) -> str:
        if self.interviews is not None:
            return f"{self.question}, {self.interviews:,} interviews"
        at = f", sheet '{self.sheet}', cell {self.cell}" if self.cell else ""
        return f"{self.question}, {self.file}{at}"


@dataclass(frozen=True, slots=True)
class Raised:
    """A flag that is raised: why in one sentence, and where its numbers come from."""

    sentence: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Unknown:
    """A flag that could not be judged, or only in part, and why."""

    why: str
    partly: bool = False


Verdict = Raised | Unknown | None
"""None: judged, and nothing to see."""


def either(parts: Iterable[Verdict]) -> Verdict:
    """One verdict of several signs, any of which raises the flag."""
    found = list(parts)
    raised = [one for one in found if isinstance(one, Raised)]
    if raised:
        sources = dict.fromkeys(s for one in raised for s in one.sources)
        return Raised(" ".join(one.sentence for one in raised), tuple(sources))
    unknown = [one for one in found if isinstance(one, Unknown)]
    if not unknown:
        return None
    why = "; ".join(dict.fromkeys(one.why for one in unknown))
    partly = len(unknown) < len(found) or any(one.partly for one in unknown)
    return Unknown(why, partly=partly)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a flag is about. `corridor` is '' where it is about the whole organisation."""

    organisation: str
    name: str
    corridor: str
    cycle: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A flag that was raised. Advisory: it asks somebody to look, and proves nothing."""

    code: str
    subject: Subject
    sentence: str
    sources: tuple[Source, ...]

    @property
    def title(self) -> str:
        return TITLES[self.code]


@dataclass(frozen=True, slots=True)
class NotJudged:
    """A flag that nobody could judge, or only in part, and why."""

    code: str
    subject: Subject
    why: str
    partly: bool

    @property
    def title(self) -> str:
        return TITLES[self.code]


@dataclass(frozen=True, slots=True)
class Flags:
    """All flags of a network's latest cycles, in order of organisation and code."""

    raised: tuple[Flag, ...]
    not_judged: tuple[NotJudged, ...]

    def of(self, organisation: str, corridor: str = "") -> "Flags":
        """Those of an organisation; of one corridor and of the whole, if one is named."""

        def about(subject: Subject) -> bool:
            fits = not corridor or subject.corridor in {"", corridor}
            return subject.organisation == organisation and fits

        return Flags(
            tuple(one for one in self.raised if about(one.subject)),
            tuple(one for one in self.not_judged if about(one.subject)),
        )


def flags_record(flags: Flags) -> Mapping[str, object]:
    """The flags as plain data."""
    return {
        "flags": [
            {
                "code": one.code,
                "title": one.title,
                **_subject(one.subject),
                "sentence": one.sentence,
                "sources": [asdict(source) for source in one.sources],
            }
            for one in flags.raised
        ],
        "not_judged": [
            {
                "code": one.code,
                "title": one.title,
                **_subject(one.subject),
                "why": one.why,
                "partly": one.partly,
            }
            for one in flags.not_judged
        ],
    }


def _subject(subject: Subject) -> dict[str, object]:
    return asdict(subject) | {"corridor": subject.corridor or None}
