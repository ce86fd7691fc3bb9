"""The Markdown twin of a questionnaire: what a reviewer reads of a workbook.

When a shipped workbook changed on purpose, write the twins again and review their diff:

    for id in $(recruitcheck show | cut -d' ' -f1); do
        recruitcheck show $id > tests/snapshots/$id.md; done
"""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from recruitcheck.content import content_folder
from recruitcheck.issues import Place
from recruitcheck.questionnaires.expressions import parse_expression
from recruitcheck.questionnaires.points import parse_gates, parse_points
from recruitcheck.questionnaires.questionnaire import (
    Choice,
    Question,
    Questionnaire,
    Section,
)
from recruitcheck.questionnaires.twin import MOST_CHOICES, as_markdown

SNAPSHOTS = Path(__file__).parents[1] / "snapshots"
FORMS = sorted(
    path.stem for path in (content_folder() / "questionnaires").glob("*.xlsx")
)


@pytest.mark.parametrize("form", FORMS)
def test_the_twin_of_a_shipped_questionnaire_changed_with_it(form, questionnaires):
    """Else nobody saw what changed; the head of this file says how to write it."""
    expected = (SNAPSHOTS / f"{form}.md").read_text("utf-8")

    assert expected == as_markdown(questionnaires[form])


def test_every_twin_has_its_questionnaire():
    assert FORMS == sorted(path.stem for path in SNAPSHOTS.glob("*.md"))


def question(name: str = "X-1", **more) -> Question:
    values: dict[str, Any] = {
        "id": name,
        "kind": "select_one",
        "labels": {"English (en)": "Who keeps\nthem?", "Spanish (es)": "¿Quién?"},
        "hints": {"English (en)": "", "Spanish (es)": ""},
        "place": Place("x.xlsx", "survey", "B2", name),
        "section": "s",
    }
    return Question(**(values | more))


def form(*questions: Question, **more) -> Questionnaire:
    values: dict[str, Any] = {
        "id": "x",
        "title": "A form",
        "version": "3",
        "respondent": "management",
        "role": "supplier",
        "languages": ("English (en)", "Spanish (es)"),
        "sections": (Section("s", {}, tuple(q.id for q in questions)),),
        "questions": {q.id: q for q in questions},
        "settings": {},
        "hash": "",
        "file": "x.xlsx",
    }
    return Questionnaire(**(values | more))


FULL = question(
    hints={"English (en)": "Ask  in\nprivate", "Spanish (es)": ""},
    choices=(
        Choice("worker", {"English (en)": "Worker", "Spanish (es)": "Trabajador"}),
        Choice("employer", {"English (en)": "Employer", "Spanish (es)": ""}),
        Choice("other", {"English (en)": "Other", "Spanish (es)": ""}),
        Choice("dk", {"English (en)": "Do not know", "Spanish (es)": ""}),
    ),
    list_name="keepers",
    required=True,
    relevant=parse_expression("${M} > 0"),
    constraint=parse_expression(". != 'dk'"),
    constraint_messages={"English (en)": "Say who.", "Spanish (es)": ""},
    form="short",
    scope="site",
    principle="2",
    stage="stay",
    weight=2.5,
    points=parse_points("worker:4 | employer:0 | other:x", "worst"),
    gates=parse_gates("ALERT:<100 | ZT:in(employer,agent) | MAJ"),
    topic="TG-X",
    cost="A_fee",
    unit="days",
    evidence="Locker list",
    missing=("dk", "pns"),
    sensitive=True,
    applies=parse_expression("#{N} > 0", elsewhere=True),
    calculation=parse_expression("1 + 1"),
    intent="Workers hold them",
    finding="Somebody else keeps them",
    action="Give them back.",
    actor="employer",
    note="Law differs",
    clauses=("IRIS-2", "RBA-A"),
)


def test_a_question_is_told_with_all_that_its_row_says():
    expected = """\
# A form

`x` version 3, respondent management, role supplier, languages English (en), Spanish (es)

- purpose: To test

## Start

**X-1** Who keeps them?
*Ask in private*

- type: select_one keepers
- form: short
- required: yes
- scope: site
- stage: stay
- principle: 2
- weight: 2.5
- topic: TG-X
- unit: days
- cost: A_fee
- relevant: `${M} > 0`
- applies: `#{N} > 0`
- constraint: `. != 'dk'`
- message: Say who.
- calculation: `1 + 1`
- rule: worst
- gates: zero_tolerance: employer, agent; major: less than half the points; alert: <100
- missing: dk pns
- sensitive: yes
- evidence: Locker list
- intent: Workers hold them
- finding: Somebody else keeps them
- action: Give them back.
- actor: employer
- note: Law differs
- clauses: IRIS-2; RBA-A
- `worker` Worker (4)
- `employer` Employer (0)
- `other` Other (information)
- `dk` Do not know
"""
    settings = {"form_id": "x", "purpose": "To test", "minutes": ""}

    assert expected == as_markdown(form(FULL, settings=settings))


def test_another_language_changes_the_words_only():
    spanish = as_markdown(form(FULL), language="Spanish (es)")

    assert "**X-1** ¿Quién?\n" in spanish
    assert "- `worker` Trabajador (4)\n" in spanish
    assert "- `employer` Employer (0)\n" in spanish
    assert "- weight: 2.5\n" in spanish


def test_what_is_not_said_leaves_no_line():
    plain = question(kind="text", form="full", labels={})

    assert (
        "**X-1**\n\n- type: text\n- form: full\n"
        == (as_markdown(form(plain)).partition("## Start\n\n")[2])
    )


@pytest.mark.parametrize(
    ("points", "rule", "expected"),
    [
        (">=95:4 | rci<0.25:2 | <95:0", "", ["4: >=95", "2: rci<0.25", "0: <95"]),
        ("a:4 | b:0", "", []),
    ],
)
def test_bands_are_told_in_their_order(points, rule, expected):
    told = as_markdown(form(question(points=parse_points(points, rule))))

    assert expected == [
        line.removeprefix("- points ")
        for line in told.splitlines()
        if line.startswith("- points")
    ]


@pytest.mark.parametrize(
    ("rule", "line"),
    [("linear", "a straight line"), ("log", "a straight line of the logarithm")],
)
def test_goals_are_told_with_what_lies_between(rule, line):
    told = as_markdown(form(question(points=parse_points("20:0 | 85:4", rule))))

    expected = f"- points 0: 20\n- points 4: 85\n- between them: {line}\n"
    assert expected in told


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("proportional", "- rule: proportional"),
        ("count:0=0,1=2.5,2=4", "- rule: count 0 2.5 4"),
        ("", None),
    ],
)
def test_a_rule_is_told_where_several_may_be_ticked(rule, expected):
    told = as_markdown(form(question(points=parse_points("a:4 | b:0", rule))))

    lines = [line for line in told.splitlines() if line.startswith("- rule")]
    assert ([expected] if expected else []) == lines


def test_a_gate_on_a_calculated_number_names_it():
    told = as_markdown(form(question(gates=parse_gates("CRIT:rci>=1.5"))))

    assert "- gates: critical: rci>=1.5\n" in told


def test_a_long_list_is_counted_only():
    names = [f"c{n}" for n in range(MOST_CHOICES + 1)]
    choices = tuple(Choice(name, {"English (en)": name}) for name in names)
    long, short = (
        as_markdown(form(question(choices=some, list_name="countries")))
        for some in (choices, choices[1:])
    )

    assert f"- choices: {len(names)} of the list countries\n" in long
    assert "`c1`" not in long
    assert f"- `c{MOST_CHOICES}`" in short


def test_sections_say_what_is_asked_for_each_corridor():
    one, two = question("a"), question("b")
    sections = (
        Section("s", {"English (en)": "Site"}, ("a",)),
        Section("c", {"English (en)": "Corridor"}, ("b",), repeated=True),
    )
    told = as_markdown(replace(form(one, two), sections=sections))

    assert ["## Site", "## Corridor (for each corridor)"] == [
        line for line in told.splitlines() if line.startswith("##")
    ]
    assert told.index("**a**") < told.index("## Corridor") < told.index("**b**")
