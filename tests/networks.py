"""Small networks for tests: submissions written in code, on the shipped forms."""

from datetime import date

import pandas as pd

from recruitcheck.corridor import Corridor
from recruitcheck.corridors.fact_tables import read_facts
from recruitcheck.issues import Place
from recruitcheck.results import Results
from recruitcheck.scoring.assessing import assess
from recruitcheck.scoring.crosswalk import read_clauses
from recruitcheck.submissions.answers import make_units
from recruitcheck.submissions.submission import Answer, Given, Submission

NPL, BGD = Corridor("NPL", "MYS"), Corridor("BGD", "MYS")


def answer(question, value, **more):
    """An answer: text, or one of the reserved words, or None for a blank."""
    given: Given = "blank" if value is None else "answered"
    if value in {"dk", "pns", "na"}:
        given, value = value, ""
    return Answer(
        question,
        given,
        value or "",
        Place("returns/x.xlsx", "Answers", "D9", question),
        **more,
    )


def best(questionnaire, scope, **changes):
    """The best answer to every scored question of a scope, and a sensible profile."""
    profile = {
        "M-PRO-01": "500",
        "M-PRO-02": "120",
        "M-PRO-03": "80",
        "M-PRO-04": "20",
        "M-PRO-05": "agency_o",
        "R-SUB-01": "0",
    }
    answers = {}
    for question in questionnaire:
        if question.scope != scope:
            continue
        value = profile.get(question.id)
        if value is None and question.points is not None:
            value = _best(question.points)
        answers[question.id] = answer(question.id, value)
    for name, value in changes.items():
        key = name.replace("_", "-")
        answers[key] = value if isinstance(value, Answer) else answer(key, value)
    return answers


def _best(scale):
    if scale.bands:
        band = max(scale.bands, key=lambda pair: pair[1])[0]
        step = {">": 1, "<": -1}.get(band.sign, 0)
        return f"{band.bound + step:g}"
    worth = {name: points or 0.0 for name, points in scale.choices.items()}
    if scale.rule in {"proportional", "count"}:
        return " ".join(name for name, points in worth.items() if points)
    return max(worth, key=worth.__getitem__)


def submission(
    questionnaire, organisation="SITE-01", corridors=None, site=None, **more
):
    """A return in which everything is answered as well as can be."""
    wanted = {NPL: best(questionnaire, "corridor")} if corridors is None else corridors
    return Submission(
        **{
            "questionnaire": questionnaire.id,
            "version": questionnaire.version,
            "questionnaire_hash": questionnaire.hash,
            "respondent": questionnaire.respondent,
            "role": questionnaire.role,
            "organisation": organisation,
            "name": f"Site {organisation} (fictional)",
            "sector": "electronics",
            "destination": "MYS",
            "cycle": "2026",
            "dated": date(2026, 3, 1),
            "currency": "USD",
            "site": best(questionnaire, "site") if site is None else site,
            "corridors": wanted,
            "file": f"returns/{questionnaire.id}-{organisation}.xlsx",
            "hash": "0" * 64,
        }
        | more
    )


def results_of(
    questionnaires, model, *submissions, interviews=None, expected=(), issues=()
):
    """What a network of these submissions and interviews results in."""
    units, wrong = make_units(submissions)
    assert () == wrong
    return Results(
        title="Test network",
        network=assess(units, model, questionnaires, interviews),
        questionnaires=questionnaires,
        interviews=interviews,
        clauses=read_clauses(),
        inputs=(),
        issues=issues,
        expected=expected,
        facts=read_facts()[0],
        fictional=True,
    )


def interviews_with(n, supplier="SITE-01", origin="NPL", **answers):
    """A table of `n` interviews; an answer is one for all or a list of one each."""
    columns = {"supplier_id": supplier, "origin": origin, "destination": "MYS"}
    columns |= {"cycle": "2026", "interviewed_on": "2026-03-02", "rci": 0.0}
    columns |= {"cost_currency": "USD"}
    columns |= {k.replace("_", "-"): v for k, v in answers.items()}
    return pd.DataFrame(
        {k: v if isinstance(v, list) else [v] * n for k, v in columns.items()}
    )


def seen(name, value):
    return answer(name, value, evidence="proof.pdf", seen_by="An auditor")


def proven(form, scope, **changes):
    """The best answers, each with a document that somebody saw."""
    given = best(form, scope, **changes)
    return {
        name: seen(name, one.value) if one.given == "answered" else one
        for name, one in given.items()
    }


def supplier(form, *, site=None, corridor=None, more=None):
    """A return whose answers are the best, and all proven, but for these.

    `more`: answers of further corridors.
    """
    corridors = {NPL: proven(form, "corridor", **(corridor or {}))}
    return submission(
        form,
        site=proven(form, "site", **(site or {})),
        corridors=corridors | (more or {}),
    )
