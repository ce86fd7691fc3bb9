"""Q: questionnaires, each a form with one thing wrong.

Columns of `survey` are type (A), name (B), label (C), then those that the rows name.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl

from recruitcheck.questionnaires.lint import lint_questionnaires
from recruitcheck.scoring.lint import lint_scoring
from recruitcheck.workspace import lint_content
from tests.catalogue.registry import case, enter
from tests.catalogue.scoring_cases import write_model
from tests.questionnaires.drafting import LABEL, Row, ask, score, write_form

FILE = "questionnaires/form.xlsx"
A = ask("select_one yn", "a")
N = ask("integer", "n")
YES = {"list_name": "l", "name": "a", LABEL: "Yes"}
POINTS = "yes:4 | no:0"


def form(
    code: str,
    *rows: Row,
    cells: Mapping[str, object] | None = None,
    without: str = "",
    **how: Any,
) -> None:
    """The issue that a form of these rows has, after `cells` of it were changed."""

    def make(folder: Path):
        path = write_form(folder / FILE, rows, **how)
        book = openpyxl.load_workbook(path)
        for address, value in (cells or {}).items():
            sheet, _, cell = address.partition("!")
            book[sheet][cell].value = value
        if without:
            del book[without]
        book.save(path)
        return lint_questionnaires(folder / "questionnaires")[1]

    enter(code, FILE, make)


def asks(relevant: str) -> Row:
    return ask("text", "z", relevant=relevant)


# What stops a form from being read
form("Q101", A, without="choices")
form("Q102", ask("text", ""))
form("Q103", A, role="buyer")
form("Q104", A, lists={"yn": "yes no yes"})
form("Q105", A, ask("end_group"))
form("Q106", ask("begin_group", "g"), A)
form("Q107", ask("begin_repeat", "jobs"), A, ask("end_repeat"))
form("Q108", A, A)
form("Q109", ask("integr", "n"))
form("Q110", ask("select_one ny", "a"))
form("Q111", ask("text", "a", rc_form="shrt"))
form("Q112", A, asks("(${a} = 'yes'"))
form("Q113", A, asks("${nobody} = 'yes'"))
form("Q114", ask("text", "a", rc_weight="much"))
form("Q115", score("select_one yn", "a", "yes:9 | no:0"))
form("Q116", score("select_one yn", "a", "yes:4"))
form("Q117", score("select_one yn", "a", f"{POINTS} | maybe:2"))
form("Q118", ask("text", "a", rc_weight=1))
form("Q119", score("select_one yn", "a", POINTS, rc_gate="ZT:in(never)"))
form(
    "Q122",
    score("select_one steps", "a", "none:0 | some:2 | all:4"),
    score("select_one yn", "b", POINTS, relevant="${a} = 'none' or ${a} = 'all'"),
    lists={"yn": "yes no", "steps": "none some all"},
)
form("Q124", A, cells={"survey!C2": "#REF!"})
form("Q125", score("select_multiple yn", "a", POINTS))
form("Q126", score("integer", "n", "ratio>=5:4 | ratio<5:0"))
form("Q127", ask("note", "supplier_id"))
form("Q128", ask("begin_repeat", "corridors"), A, ask("end_repeat"))

# Columns
form("Q201", ask("text", "a", rc_note="x"), cells={"survey!E1": "rc_note"})
form("Q202", ask("text", "a", relevance="x"))
form("Q203", ask("text", "a", relevent="x"))
form("Q204", ask("text", "a", choice_filter="x"))
form("Q205", A, choices=[YES | {"points": 4}])
form("Q206", A, choices=[YES | {"region": "north"}])

# Texts
ES = "label::Spanish (es)"
form("Q211", ask("text", "a") | {ES: "Uno"}, ask("text", "b"))
form("Q212", ask("text", "a") | {ES: "Uno"})
form(
    "Q213",
    ask("text", "a") | {"hint::English (en)": "One", "hint::Spanish (es)": "Uno"},
)
form("Q207", ask("text", "M FEE 08"))
form("Q208", ask("text", "a"), ask("text", "A"))
form("Q209", ask("select_one l", "a"), choices=[YES | {"name": "a b"}])
form("Q210", ask("text", "a"), choices=[YES])
form("Q214", ask("text", "a", ""))
form("Q215", ask("text", "a", "Public (4 points)"))
form("Q216", A, ask("text", "b", "Shown if ${a} = 'yes'"))
form("Q217", A, choices=[YES, YES | {"name": "b"}])
form("Q218", ask("text", "a", "Passport number"), respondent="worker")
form("Q219", ask("text", "a", "Your name"))

form(
    "Q262",
    ask("text", "a", rc_topic="TG-PASSPORT"),
    ask("text", "b", rc_topic="TG-PASSPORT"),
    ask("text", "c", rc_topic="TG-PASSPRT"),
)


@case("Q261", FILE)
def _(folder):
    write_form(folder / FILE, [ask("decimal", "a", rc_cost="A_feee")])
    return lint_content(folder).issues


# Conditions
form("Q221", asks("${a} = 'yes'"), A)
form("Q222", A, asks("${a} = 'Yes'"))
form("Q223", A, asks("${a} > 3"))
form("Q224", ask("select_multiple yn", "a"), asks("${a} = 'yes'"))
form("Q225", A, asks("${a} = 'yes' and ${a} = 'no'"))
form("Q226", ask("integer", "n", constraint=". > 3 and . < 2"))
form("Q227", asks("1 = 1"))
form("Q228", ask("text", "a", relevant="${a} != ''"), cells={"survey!D2": ". != ''"})
form("Q229", N, ask("integer", "m", constraint="${n} > 3"))
form("Q230", ask("integer", "n", calculation="1 + 1"))
form("Q231", ask("calculate", "c", calculation=""))
form(
    "Q232",
    ask("begin_repeat", "corridors"),
    ask("select_one yn", "origin"),
    ask("end_repeat"),
    asks("${origin} = 'yes'"),
)
form("Q233", A, ask("text", "z", relevant="${a} = 'yes'", rc_form="short"))
form(
    "Q220",
    ask("select_one l", "a"),
    choices=[YES, {"list_name": "l", "name": "b", LABEL: None}],
)
form("Q236", A, asks("${a}\u00a0= 'yes'"))
form("Q234", ask("text", "a", "Why ${b}?"))
form("Q235", N, ask("calculate", "c", calculation="${n} div 0"))
form("Q241", A, asks("${a} != 'yes'"))
form("Q242", A, asks("boolean(${a})"))
form("Q243", ask("decimal", "n"), asks("round(${n}) > 3"))
form("Q244", ask("text", "a", constraint="regex(., '[A-Z]+')"))

# Points
form("Q251", score("integer", "n", ">=5:4 | <3:0", constraint=". >= 0"))
form("Q252", score("integer", "n", ">=0:4 | >5:1 | <0:0"))
form("Q253", score("select_one yn", "a", "yes:3 | no:0"))
form("Q254", ask("select_one yn", "a", rc_points=POINTS))
form(
    "Q255",
    score("select_one yn", "a", POINTS, rc_gate="ZT:in(no)", rc_missing="na"),
    choices=[{"list_name": "yn", "name": "na", LABEL: "Not applicable"}],
)
form("Q256", ask("select_one yn", "a", rc_missing="dk", rc_scope="site"))
form("Q257", ask("select_one yn", "a", rc_scope="site"), lists={"yn": "yes no dk"})
form("Q258", score("select_one yn", "a", POINTS, rc_finding=""))
form("Q260", score("integer", "n", ">=5:4 | <5:0", rc_gate="ZT:>9", constraint=". < 9"))


def words(code: str, *lines: str) -> None:
    """The issue of a file with the words around the questions."""

    def make(folder: Path):
        path = folder / "questionnaires" / "blank_text.csv"
        path.parent.mkdir()
        path.write_text("\n".join(lines), "utf-8")
        return lint_questionnaires(path.parent)[1]

    enter(code, "questionnaires/blank_text.csv", make)


words("Q271", "key,Spanish (es)", "sheet_strat,Primero")
words("Q272", "key,Spanish (es)", "corridor,Corredor")
words("Q273", "key,French (fr)", "yes,Oui")


@case("Q123", "questionnaires/z.xlsx")
def _(folder):
    for name in ("form", "z"):
        path = folder / "questionnaires" / f"{name}.xlsx"
        write_form(path, [A], form_id="same")
    return lint_questionnaires(folder / "questionnaires")[1]


@case("Q259", "questionnaires/z.xlsx")
def _(folder):
    for name, kind in (("form", "text"), ("z", "integer")):
        path = folder / "questionnaires" / f"{name}.xlsx"
        write_form(path, [ask(kind, "a", rc_scope="site")])
    return lint_questionnaires(folder / "questionnaires")[1]


def scored(code: str, **columns: str) -> None:
    """The issue that a model finds in the condition of a question."""

    def make(folder: Path):
        rows = [
            ask("integer", "M-1", required="yes"),
            score("select_one yn", "M-2", POINTS),
            score("select_one yn", "M-3", POINTS, **columns),
        ]
        write_form(folder / FILE, rows)
        write_model(folder)
        drafts, told = lint_questionnaires(folder / "questionnaires")
        return [*told, *lint_scoring(folder / "scoring", drafts, told)]

    enter(code, FILE, make)


scored("Q120", relevant="${M-1} > 1 or ${M-2} = 'yes'")
scored("Q121", rc_applies="#{W-1} = 'yes'")
