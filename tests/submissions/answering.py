"""Random interviews that a form allows, asked in its order and skipping as it does."""

from datetime import date

from hypothesis import strategies as st

from recruitcheck.questionnaires.questionnaire import (
    RESERVED,
    Question,
    Questionnaire,
)

WORDS = {
    "supplier_id": ["SITE-01", "SITE-2.b"],
    "cycle": ["2025", "2025-H2"],
    "recruiter_id": ["", "REC-07"],
    "pay_currency": ["MYR", "USD"],
    "cost_currency": ["USD", "NPR"],
}
KNOWN = ("W-PRO-01", "W-PRO-02", "destination")
"""Questions that an interview must answer, and not with 'do not know'."""


def answers_to(question: Question) -> st.SearchStrategy[str]:
    """Answers that the form takes, and blanks where it does not insist."""
    if question.id in WORDS:
        return st.sampled_from(WORDS[question.id])
    if question.kind == "select_one":
        left_out = RESERVED if question.id in KNOWN else ()
        names = [name for name in question.choice_names if name not in left_out]
        told = st.sampled_from(names)
    elif question.kind == "select_multiple":
        # In the order of the list, which is how they are kept.
        names = [name for name in question.choice_names if name not in question.missing]
        some = st.sets(st.sampled_from(names), min_size=1).map(
            lambda ticked: " ".join(name for name in names if name in ticked)
        )
        told = some | st.sampled_from(sorted(question.missing))
    elif question.kind == "date":
        told = st.dates(date(2015, 1, 1), date(2025, 6, 30)).map(date.isoformat)
    elif question.kind == "integer":
        told = st.integers(0, 60).map(str)
    else:
        told = st.decimals(0, 100_000, places=2).map(lambda n: f"{n.normalize():f}")
    return told if question.required else told | st.just("")


def allowed(question: Question, answer: str, before: dict[str, str]) -> bool:
    if not answer or question.constraint is None or answer in question.missing:
        return True
    return question.constraint.holds({**before, ".": answer})


@st.composite
def interviews(draw: st.DrawFn, form: Questionnaire) -> dict[str, str]:
    told: dict[str, str] = {}
    for question in form.asked:
        shown = question.relevant is None or question.relevant.holds(told)
        answer = draw(answers_to(question)) if shown else ""
        told[question.id] = answer if allowed(question, answer, told) else ""
    return told
