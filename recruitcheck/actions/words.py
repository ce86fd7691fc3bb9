"""Answers, evidence and clauses in the words of the form, for people to read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from recruitcheck.corridors.countries import corridor_name
from recruitcheck.questionnaires.points import Comparison, PointsScale
from recruitcheck.questionnaires.questionnaire import Question, Role
from recruitcheck.scoring.crosswalk import Clause
from recruitcheck.submissions.answers import Unit
from recruitcheck.submissions.submission import Answer

RESERVED_WORDS: Mapping[str, str] = {
    "dk": "Do not know",
    "pns": "Prefer not to say",
    "na": "Not applicable",
}
OWNERS: Mapping[str, str] = {
    "recruiter_origin": "recruiter in the origin country",
    "recruiter_destination": "recruiter in the destination country",
}
EVIDENCE_WORDS = (
    "only declared",
    "a document was seen",
    "seen on site by a third party",
    "confirmed by workers",
)
"""By evidence level 0-3."""


def first_text(labels: Mapping[str, str]) -> str:
    """The text in the first language that has one, else ''."""
    return next(filter(None, labels.values()), "")


def corridor_label(unit: Unit) -> str:
    """'Nepal to Malaysia'; '' for an organisation without a corridor."""
    return "" if unit.corridor is None else corridor_name(unit.corridor)


def speaks_of_corridor(question: Question, role: Role) -> bool:
    """Whether the answer holds in one corridor only, not for the whole organisation.

    A labour recruiter fills a return for each corridor, so all of its answers do.
    """
    return question.scope == "corridor" or role == "recruiter"


def owner_words(actor: str) -> str:
    """Who must act, in words; the employer where the questionnaire does not say."""
    return OWNERS.get(actor, actor or "employer")


def shown(question: Question, answer: Answer | None) -> str:
    """An answer as the form shows it, in the form's first language; '' for a blank."""
    if answer is None or answer.given == "blank":
        return ""
    if answer.given == "invalid":
        return f"{answer.raw} (cannot be read)"
    if answer.given != "answered":
        labels = {choice.name: first_text(choice.labels) for choice in question.choices}
        return labels.get(answer.given) or RESERVED_WORDS[answer.given]
    if question.choices:
        return "; ".join(_labels(question, answer.value.split()))
    return with_unit(answer.value, question)


def with_unit(number: str, question: Question) -> str:
    """'30 days'; an amount without 'currency', which the return names once."""
    return f"{number} {question.unit.replace('currency', '').strip()}".strip()


def _labels(question: Question, names: Iterable[str]) -> list[str]:
    labels = {choice.name: first_text(choice.labels) for choice in question.choices}
    return [labels.get(name) or name for name in names]


def best_words(question: Question) -> str:
    """The answer that earns all points, as the form words it; '' where none does.

    'Approved or Public' where each of several does on its own, 'all of: ...' where only
    all together do, 'only: ...' where nothing else may be ticked.
    """
    scale = question.points
    if scale is None:
        return ""
    if scale.bands:
        band, points = max(scale.bands, key=lambda pair: pair[1])
        return _bound(band, question) if points else ""
    worth = {name: points or 0.0 for name, points in scale.choices.items()}
    top = max(worth.values(), default=0.0)
    if not top:
        return ""
    if scale.rule in {"single", "worst"}:
        names = _labels(question, (n for n in worth if worth[n] == top))
        only = scale.rule == "worst" and len(names) > 1
        return f"only: {'; '.join(names)}" if only else " or ".join(names)
    good = [name for name, points in worth.items() if points]
    wanted = "; ".join(_labels(question, good))
    if scale.rule == "count":
        return f"{_enough(scale)} or more of: {wanted}"
    return f"all of: {wanted}"


def _enough(scale: PointsScale) -> int:
    """How many ticks first earn the most that any number of them earns."""
    return scale.counts.index(max(scale.counts))


def _bound(band: Comparison, question: Question) -> str:
    number = with_unit(f"{band.bound:g}", question)
    return {
        # Nothing is above 100 % or below 0.
        ">=": number
        if question.unit == "%" and band.bound == 100
        else f"{number} or more",
        ">": f"more than {number}",
        "<=": number if band.bound == 0 else f"{number} or less",
        "<": f"less than {number}",
    }.get(band.sign, number)


def not_ticked(question: Question, answer: Answer | None) -> tuple[str, ...]:
    """The choices worth something that a several-choice answer leaves out, in words.

    Empty for other questions: there one answer replaces another.
    """
    scale = question.points
    if scale is None or scale.rule != "proportional":
        return ()
    ticked = answer.value.split() if answer is not None else ()
    left = (name for name, p in scale.choices.items() if p and name not in ticked)
    return tuple(_labels(question, left))


@dataclass(frozen=True, slots=True)
class MappedClause:
    """A clause that a question is mapped to; a mapping never says that it is met.

    `number` is the framework's own, '' where the clause is named by this toolkit.
    `states`: the framework speaks to governments, so a company's answer only
    contributes evidence to it.
    """

    id: str
    framework: str
    title: str
    number: str
    states: bool


def mapped_clauses(
    question: Question, clauses: Mapping[str, Clause]
) -> tuple[MappedClause, ...]:
    """What a question is mapped to, in the order of its questionnaire."""
    return tuple(
        MappedClause(
            one.id,
            one.framework,
            one.title,
            # 'official order' is our count of a list that its source does not number.
            one.id.replace("_", " ") if one.numbering == "official" else "",
            one.addressee == "government",
        )
        for name in question.clauses
        if (one := clauses.get(name)) is not None
    )


def clauses_words(clauses: Iterable[MappedClause]) -> tuple[str, ...]:
    """One or two sentences: what it is mapped to, by official numbers only."""
    mapped = [one for one in clauses if not one.states]
    states = [one.number for one in clauses if one.states and one.number]
    numbers = [one.number for one in mapped if one.number]
    unnumbered = len({one.framework for one in mapped if not one.number})
    told = ", ".join(numbers)
    if unnumbered:
        other = "framework" if unnumbered == 1 else "frameworks"
        more = f"{unnumbered} {other} without numbered clauses on this"
        told = f"{told}, and {more}" if told else more
    sentences = [f"Mapped to {told}."] if told else []
    if states:
        sentences.append(f"Contributes evidence to {', '.join(states)}.")
    return tuple(sentences)
