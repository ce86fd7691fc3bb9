"""Why a score is what it is, laid out as a page of text that a terminal can show."""

import math
from collections.abc import Iterator, Sequence
from textwrap import wrap

from recruitcheck.actions.steps import RaisingStep
from recruitcheck.actions.words import clauses_words
from recruitcheck.explaining.records import (
    FiredRule,
    LostQuestion,
    ScoreExplained,
    explain_score,
    steps_of,
)
from recruitcheck.issues import Place
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment

MOST = 10  # questions shown before the rest is only counted
WIDTH = 88
_NARROWEST = 50
_NUMBER = 6  # columns that a number of points takes
_IN = " " * (_NUMBER + 2)


def explanation_text(
    units: Sequence[Assessment],
    results: Results,
    *,
    width: int = WIDTH,
    most: int = MOST,
) -> str:
    """Each corridor's lost points, then what raises the score of all of them most.

    `width` is that of the lines, `most` the number of questions shown in each.
    """
    page = _Page(max(width, _NARROWEST), most)
    parts = ["\n".join(page.explained(explain_score(one, results))) for one in units]
    steps = steps_of(units, results)
    if steps:
        parts.append("\n".join(page.raising(steps, several=len(units) > 1)))
    return "\n\n".join(parts)


class _Page:
    """Lays out; knows how wide it is and how much it shows."""

    def __init__(self, width: int, most: int) -> None:
        self.width, self.most = width, most

    def explained(self, found: ScoreExplained) -> Iterator[str]:
        head = (found.name, found.corridor_name, found.cycle)
        title = " · ".join(filter(None, head))
        yield from wrap(title, self.width)
        yield "=" * min(len(title), self.width)
        if found.score is None:
            yield from wrap(f"No score. {found.why_none}", self.width)
            return
        yield f"{found.score:.1f} of 100, band {found.band} ({found.band_name})"
        if found.completeness is not None and found.completeness < 1:
            yield from wrap(_unanswered(found), self.width)
        yield ""
        yield from self._where(found)
        if found.rules:
            yield ""
            yield from self._rules(found)
        if found.lost:
            yield ""
            yield from self._questions(found)

    def _where(self, found: ScoreExplained) -> Iterator[str]:
        total = 100 - (found.score or 0.0)
        yield f"Where the other {total:.1f} points went"
        reasons = {
            "answers that are not the best answer": found.lost_to("answer"),
            "questions without an answer": found.lost_to("missing"),
            "claims without enough proof": found.lost_to("evidence"),
            "claims that interviewed workers contradict": found.lost_to("workers"),
            f"the ceiling of {found.cap:g} that the rules below set": found.ceiling,
            "rounding to one decimal": found.rounding,
        }
        tenths = _tenths(list(reasons.values()), total)
        for words, points in zip(reasons, tenths, strict=True):
            if points:
                yield from self._points(points, words)
        yield f"{'-' * _NUMBER}"
        yield from self._points(total, "points lost")

    def _rules(self, found: ScoreExplained) -> Iterator[str]:
        """The rules that fired: those that hold the score down, then the others."""
        binding = [rule for rule in found.rules if rule.binding]
        others = [rule for rule in found.rules if not rule.binding]
        if binding and found.raw is not None:
            yield from wrap(
                f"The score is held at {found.cap:g} (without a ceiling"
                f" {found.raw:.1f}) until all of this is put right:",
                self.width,
            )
            for rule in binding:
                yield from self._rule(rule, "- ")
        if others:
            if binding:
                yield ""
            yield "These rules also fired, but hold nothing down now:"
            for rule in others:
                yield from self._rule(rule, f"- ceiling {rule.cap:g}: ")

    def _rule(self, rule: FiredRule, before: str) -> Iterator[str]:
        where = rule.id
        if rule.place is None:
            where = "audit" if rule.because == "audit" else "worker interviews"
        yield from self._hanging(f"{before}{rule.title} ({where})", "  ", "    ")

    def _questions(self, found: ScoreExplained) -> Iterator[str]:
        listed = [one for one in found.lost if one.points >= 0.05][: self.most]
        yield "What each question cost, in points of 100"
        for one in listed:
            yield ""
            yield from self._question(one)
        rest = found.lost[len(listed) :]
        points = sum(one.points for one in rest)
        if points >= 0.05:
            yield ""
            n = len(rest)
            word = "question" if n == 1 else "questions"
            yield from self._points(points, f"in {n} more {word}; --all shows them")

    def _question(self, one: LostQuestion) -> Iterator[str]:
        yield from self._points(one.points, f"{one.question}  {one.label}")
        tenths = _tenths([reason.points for reason in one.reasons], one.points)
        yield from self._answer(one)
        several = sum(map(bool, tenths)) > 1
        for reason, points in zip(one.reasons, tenths, strict=True):
            if points:
                before = f"{points:.1f}  " if several else ""
                after = " " * len(before)
                yield from self._hanging(before + reason.words, _IN, _IN + after)
        yield from self._hanging(_where(one.place), _IN, _IN)
        for sentence in clauses_words(one.clauses):
            yield from self._hanging(sentence, _IN, _IN)

    def _answer(self, one: LostQuestion) -> Iterator[str]:
        """The answer as the form words it, and the best one if it is another."""
        if one.given:
            best = " (the best answer)" if one.is_best else ""
            yield from self._hanging(f"Answer: “{one.given}”{best}", _IN, _IN + "  ")
        if one.best and not one.is_best:
            yield from self._hanging(f"Best:   “{one.best}”", _IN, _IN + "  ")

    def raising(self, steps: Sequence[RaisingStep], *, several: bool) -> Iterator[str]:
        over = ", over all corridors" if several else ""
        yield f"What raises the score most{over}, one after the other"
        for number, step in enumerate(steps, start=1):
            yield ""
            yield from self._step(number, step)

    def _step(self, number: int, step: RaisingStep) -> Iterator[str]:
        names = ", ".join(step.questions)
        yield f"{number}.  +{step.gain:.1f} points, to {step.score:.1f}  ({names})"
        if step.scope:
            yield from self._hanging(f"In {step.scope}.", "    ", "    ")
        if len(step.actions) > 1:
            words = "All of it together, because one alone gains nothing:"
            yield from self._hanging(words, "    ", "    ")
        mark = "- " if len(step.actions) > 1 else ""
        for action in step.actions:
            yield from self._hanging(mark + action, "    ", "    " + " " * len(mark))
        if step.best:
            best = f"Best answer: “{step.best}”"
            yield from self._hanging(best, "    ", "    ")
        yield f"    Who acts first: {step.owner}"

    def _points(self, points: float, words: str) -> Iterator[str]:
        yield from self._hanging(f"{points:{_NUMBER}.1f}  {words}", "", _IN)

    def _hanging(self, text: str, first: str, then: str) -> list[str]:
        lead = len(text) - len(text.lstrip())
        return wrap(
            text.lstrip(),
            self.width,
            initial_indent=first + " " * lead,
            subsequent_indent=then,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _where(place: Place) -> str:
    if place.cell is None:
        return f"In {place.file}"
    return f"Cell {place.cell} of sheet '{place.sheet}' in {place.file}"


def _unanswered(found: ScoreExplained) -> str:
    share = _percent(found.completeness or 0.0)
    high = found.high if found.high is not None else 100.0
    return (
        f"{share} % of what was asked is answered, by weight; a blank earns nothing. With"
        f" the best answer to each blank the score would be {high:.1f}."
    )


def _percent(share: float) -> str:
    """A share below 1 as whole percent, never '100'."""
    return f"{min(math.floor(share * 100 + 0.5), 99)}"


def _tenths(parts: Sequence[float], total: float) -> list[float]:
    """The parts to one decimal so that they add up to the rounded total.

    What rounding leaves over goes to the parts that lose most by it.
    """
    floors = [math.floor(part * 10 + 1e-9) for part in parts]
    left = round(10 * round(total, 1)) - sum(floors)  # as it is printed
    by_rest = sorted(range(len(parts)), key=lambda i: floors[i] - parts[i] * 10)
    for i in by_rest[: max(left, 0)]:
        floors[i] += 1
    return [tenth / 10 for tenth in floors]
