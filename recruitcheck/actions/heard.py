"""What interviewed workers say, in words. What may be said is decided elsewhere.

See `recruitcheck.corridors.privacy` for the rules.
"""

from collections.abc import Iterable, Sequence

from recruitcheck.corridors.outcomes import Told, told
from recruitcheck.results import Results
from recruitcheck.scoring.assessment import Assessment
from recruitcheck.scoring.scoring_model import Outcome, OutcomeGate
from recruitcheck.summaries.samples import (
    cell_of,
    interviewed,
    outcome_samples,
    topic_samples,
)

NEARLY_NONE = 0.10  # METHOD prints "< 10 %" and "> 90 %"


def withheld_words(n: int, minimum: int) -> str:
    """Why a figure of `n` interviews is not shown: completes 'Withheld: ...'."""
    if n >= minimum:
        return "it would tell what a few workers said"
    words = "interview" if n == 1 else "interviews"
    return f"{n} {words}, shown from {minimum}"


def reported(
    outcome: Outcome, units: Iterable[Assessment], results: Results
) -> Told | None:
    """What the workers of these units report; None where nobody was asked."""
    interviews = interviewed(results)
    if interviews is None:
        return None
    samples = outcome_samples(interviews, outcome)
    cells = [cell_of(one) for one in units]
    return told(samples, cells, results.model.minimum_cell)


def gate_statement(gate: OutcomeGate, one: Assessment, results: Results) -> str:
    """'9 of 24 interviewed workers ...', without numbers where they would tell."""
    found = reported(gate, [one], results)
    if found is not None and found.reports is not None and found.reports >= 2:
        return f"{found.reports} of {found.n} interviewed workers {gate.finding}"
    if found is not None and found.limit == "most" and 1 / found.n < NEARLY_NONE:
        return f"More than 90 % of {found.n} interviewed workers {gate.finding}"
    return f"Interviewed workers {gate.finding}"


def topic_told(
    units: Iterable[Assessment], topic: str, results: Results
) -> Told | None:
    """Workers with a favourable view of a topic, pooled; None where none was asked."""
    cells = [cell_of(one) for one in units]
    return told(topic_samples(results, topic), cells, results.model.minimum_cell)


def limit_of_views(found: Told) -> str:
    """What is said where only the limit of a share of favourable views is known."""
    words = {"few": "at most one favourable view", "most": "at most one other view"}
    where = " at each employer" if found.parts > 1 else ""
    return f"{words[found.limit]}{where}"


def topic_words(units: Sequence[Assessment], topic: str, results: Results) -> str:
    """'9 of 24 interviewed workers have a favourable view', or why that is not said.

    '' where nobody was asked. Over all corridors of the organisation, never of one.
    """
    found = topic_told(units, topic, results)
    if found is None:
        return ""
    if found.n == 0:
        why = withheld_words(found.heard, results.model.minimum_cell)
        return f"withheld: {why}"
    if found.reports is None:
        if found.limit:
            return f"{limit_of_views(found)}, of {found.n} interviewed workers"
        return f"withheld: {withheld_words(found.n, results.model.minimum_cell)}"
    return f"{found.reports} of {found.n} interviewed workers have a favourable view"
