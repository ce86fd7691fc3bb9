"""Flags of the interviews themselves: copied, rushed, or heard by one person only.

Where the interviews cannot be trusted, neither can what they say; a flag asks somebody
to look at how they were made. No interview is pointed at.

IN-01  Two interviews are nearly the same where they agree in 95 % of what both answer.
       Source: Kuriakose and Robbins, Statistical Journal of the IAOS 32 (2016), 283-291.
IN-02  An interview is too fast with less than six seconds for each answer.
IN-03  Welch's t of the workers' mean points, one interviewer against all others, after
       the mean of each corridor is taken off.
       Source: Welch, Biometrika 34 (1947), 28-35.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from recruitcheck.corridors.flag_limits import Limits
from recruitcheck.corridors.privacy import two_digits
from recruitcheck.flags.case import Case, Count
from recruitcheck.flags.flag import Raised, Source, Unknown, Verdict
from recruitcheck.questionnaires.questionnaire import RESERVED
from recruitcheck.scoring.workers import points_of_workers
from recruitcheck.submissions.interviews import INTERVIEWER, MINUTES

if TYPE_CHECKING:
    import pandas as pd

Codes = npt.NDArray[np.int32]
_ROWS = 256  # compared with all others at a time: memory stays bounded


def _site(cases: Sequence[Case]) -> "pd.DataFrame | Unknown":
    """All interviews of a site in a cycle, if they are as many as the minimum cell."""
    table = cases[0].results.table([case.unit for case in cases])
    least = cases[0].minimum
    if table is None or len(table) < least:
        return Unknown(f"fewer than {least} workers of this site were interviewed")
    return table


def _answers(table: "pd.DataFrame", case: Case) -> Codes:
    """Interviews x questions of workers as codes; -1 where nothing was answered."""
    import pandas as pd

    worker = case.results.worker
    names = [
        q.id for q in (worker.asked if worker else ()) if q.scope and q.id in table
    ]
    columns = [table[name].astype(object) for name in names]
    codes = [
        pd.factorize(column.where(column.notna() & ~column.isin(list(RESERVED))))[0]
        for column in columns
    ]
    return np.array(codes, np.int32).reshape(len(names), len(table)).T


def near_identical(cases: Sequence[Case], limits: Limits) -> Verdict:
    """IN-01: many interviews have a twin that agrees in nearly every answer."""
    table = _site(cases)
    if isinstance(table, Unknown):
        return table
    asked, codes = limits.interviews, _answers(table, cases[0])
    twins = Count(
        int(twinned(codes, asked.match, asked.match_answers).sum()), len(codes), "all"
    )
    if not twins.reaches(asked.match_share):
        return None
    return Raised(
        f"{twins.first} interviews agree with another one in {100 * asked.match:.0f} % or"
        " more of what both answer.",
        (Source("all questions", interviews=len(codes)),),
    )


def twinned(codes: Codes, match: float, least: int) -> npt.NDArray[np.bool_]:
    """Per interview whether another one agrees in that share of what both answer.

    `codes`: interviews x questions, -1 for no answer. Both must have answered `least`.
    """
    found = np.zeros(len(codes), np.bool_)
    given = codes >= 0
    for first in range(0, len(codes), _ROWS):
        rows = slice(first, first + _ROWS)
        both = np.zeros((len(codes[rows]), len(codes)), np.int32)
        same = np.zeros_like(both)
        for column, there in zip(codes.T, given.T, strict=True):
            together = there[rows, None] & there
            both += together
            same += together & (column[rows, None] == column)
        alike = (both >= least) & (same >= match * both)
        alike[np.arange(len(both)), np.arange(first, first + len(both))] = False
        found[rows] = alike.any(1)
    return found


def too_fast(cases: Sequence[Case], limits: Limits) -> Verdict:
    """IN-02: interviews in which nobody can have asked and answered everything."""
    table = _site(cases)
    if isinstance(table, Unknown):
        return table
    minutes = _numbers(table, MINUTES)
    known = ~np.isnan(minutes)
    if known.sum() < cases[0].minimum:
        return Unknown("the export has no start and end of the interviews")
    answers = (_answers(table, cases[0]) >= 0).sum(1)
    least = limits.interviews.seconds_per_answer
    fast = known & (60 * minutes < least * answers)
    found = Count(int(fast.sum()), int(known.sum()), "start and end")
    if not found.reaches(limits.interviews.fast_share):
        return None
    return Raised(
        f"{found.first} interviews took less than {least:g} seconds for each answer.",
        (found.source,),
    )


def _numbers(table: "pd.DataFrame", name: str) -> npt.NDArray[np.float64]:
    if name not in table:
        return np.full(len(table), np.nan)
    return np.asarray(table[name], float)


def one_interviewer(cases: Sequence[Case], limits: Limits) -> Verdict:
    """IN-03: workers tell one interviewer something else than they tell all others."""
    table = _site(cases)
    if isinstance(table, Unknown):
        return table
    worker, least = cases[0].results.worker, cases[0].minimum
    if (
        worker is None
        or INTERVIEWER not in table
        or not table[INTERVIEWER].notna().any()
    ):
        return Unknown("the export does not say who interviewed")
    points = np.asarray(points_of_workers(table, worker).mean(axis=1), float)
    codes = np.asarray(table[INTERVIEWER].astype(object).fillna(""), object)
    told = ~np.isnan(points) & (codes != "")
    points, codes = points[told], codes[told]
    points = points - _means_of(points, np.asarray(table["origin"].astype(str))[told])
    names, sizes = np.unique(codes.astype(str), return_counts=True)
    able = [
        name
        for name, n in zip(names, sizes, strict=True)
        if least <= n <= len(codes) - least
    ]
    if not able:
        return Unknown(f"no two interviewers have {least} interviews here to compare")
    effects = [_effect(points, codes == name) for name in able]
    largest = max(effects, key=lambda one: abs(one[0]))
    difference, t, n = largest
    if (
        abs(difference) < limits.interviews.effect
        or abs(t) < limits.interviews.effect_t
    ):
        return None
    better = "more" if difference > 0 else "less"
    return Raised(
        f"The answers in the {n} interviews of one interviewer are worth"
        f" {two_digits(abs(100 * difference)):g} points of 100 {better} than in the"
        f" {len(points) - n} of all others, corridors taken alike.",
        (Source("all scored questions", interviews=len(points)),),
    )


def _means_of(
    points: npt.NDArray[np.float64], groups: npt.NDArray[np.str_]
) -> npt.NDArray[np.float64]:
    """The mean of each one's group."""
    _, places = np.unique(groups, return_inverse=True)
    means = np.bincount(places, points) / np.bincount(places)
    return np.asarray(means[places])


def _effect(
    points: npt.NDArray[np.float64], own: npt.NDArray[np.bool_]
) -> tuple[float, float, int]:
    """Difference of the means, Welch's t of it, and how many interviews are `own`."""
    one, other = points[own], points[~own]
    difference = float(one.mean() - other.mean())
    error = (one.var(ddof=1) / len(one) + other.var(ddof=1) / len(other)) ** 0.5
    return difference, difference / error if error else np.inf, len(one)
