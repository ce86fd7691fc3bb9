"""What interviewed workers say, as far as it may be told without telling on anybody."""

from collections.abc import Sequence
from dataclasses import dataclass

from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.workers import Incidence

FEW = 50  # workers at one employer below which all and none are not told apart


def heard_together(units: Sequence[Assessment], minimum: int) -> tuple[Assessment, ...]:
    """The units whose interviews may be counted together.

    Units below the minimum cell are left out unless together they reach it: otherwise
    a total less the shown units would give them away.
    """
    heard = [one for one in units if one.heard.n]
    large = [one for one in heard if one.heard.n >= minimum]
    small = sum(one.heard.n for one in heard if one.heard.n < minimum)
    return tuple(heard if small >= minimum or not large else large)


def withheld_words(n: int, minimum: int) -> str:
    """'7 interviews, shown from 10': completes 'Withheld: ...'."""
    words = "interview" if n == 1 else "interviews"
    return f"{n} {words}, shown from {minimum}"


@dataclass(frozen=True, slots=True)
class TopicVoice:
    """Of `n` workers heard in a topic, how many have a favourable view.

    `favourable` is None where that may not be told; `withheld` then says why.
    """

    favourable: int | None
    n: int
    withheld: str = ""


def voice_in_topic(
    units: Sequence[Assessment], topic: str, minimum: int
) -> TopicVoice | None:
    """The workers of an organisation on a topic, pooled; None where none was asked.

    Always over all its corridors that may be told, so that no corridor can be had by
    subtracting another.
    """
    said = [
        t
        for one in heard_together(units, minimum)
        if (t := one.heard.topics.get(topic)) is not None
    ]
    n = sum(t.heard for t in said)
    if not n:
        return None
    if n < minimum:
        return TopicVoice(None, n, withheld_words(n, minimum))
    favourable = sum(t.favourable for t in said)
    if n < FEW and not 2 <= favourable <= n - 2:
        few = "favourable" if favourable < n / 2 else "unfavourable"
        return TopicVoice(None, n, f"at most one {few} view")
    return TopicVoice(favourable, n)


def reported_words(found: Incidence, finding: str, minimum: int) -> str:
    """'9 of 24 interviewed workers ...', without numbers where they would tell."""
    if found.reports < 2 or found.n < minimum:
        return f"Interviewed workers {finding}"
    if found.reports == found.n < FEW:
        return f"More than 90 % of {found.n} interviewed workers {finding}"
    return f"{found.reports} of {found.n} interviewed workers {finding}"
