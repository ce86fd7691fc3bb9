"""All flags of a network: every rule asked of everybody it is about."""

from collections.abc import Iterator

from recruitcheck.flags.case import Case
from recruitcheck.flags.flag import Flag, Flags, NotJudged, Raised, Subject, Verdict
from recruitcheck.flags.rules import CORRIDOR_RULES, RECRUITER_RULES, SITE_RULES
from recruitcheck.results import Results

Judged = tuple[str, Subject, Verdict]


def find_flags(results: Results) -> Flags:
    """The flags of suppliers and recruiters in their latest cycles.

    Advisory: no score and no band moves. What could not be judged is told with why.
    """
    judged = [*_suppliers(results), *_recruiters(results)]
    judged.sort(key=lambda one: (one[1].organisation, one[0], one[1].corridor))
    raised = [
        Flag(code, subject, verdict.sentence, verdict.sources)
        for code, subject, verdict in judged
        if isinstance(verdict, Raised)
    ]
    unknown = [
        NotJudged(code, subject, verdict.why, verdict.partly)
        for code, subject, verdict in judged
        if verdict is not None and not isinstance(verdict, Raised)
    ]
    return Flags(tuple(raised), tuple(unknown))


def _suppliers(results: Results) -> Iterator[Judged]:
    limits = results.flag_limits
    for units in results.latest("supplier").values():
        cases = [Case(unit, results) for unit in units]
        whole = _subject(cases[0], whole=True)
        for code, judge_site in SITE_RULES.items():
            yield code, whole, judge_site(cases, limits)
        for case in cases:
            for code, judge in CORRIDOR_RULES.items():
                yield code, _subject(case), judge(case, limits)


def _recruiters(results: Results) -> Iterator[Judged]:
    for units in results.latest("recruiter").values():
        for case in (Case(unit, results) for unit in units):
            for code, judge in RECRUITER_RULES.items():
                yield code, _subject(case), judge(case, results.flag_limits)


def _subject(case: Case, *, whole: bool = False) -> Subject:
    unit = case.unit
    where = "" if whole else str(unit.corridor or "")
    name = unit.unit.own.name or unit.organisation
    return Subject(unit.organisation, name, where, unit.cycle)
