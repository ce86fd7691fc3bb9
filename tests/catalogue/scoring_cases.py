"""M: scoring models, and the tables beside them."""

from pathlib import Path

from recruitcheck.questionnaires.lint import lint_questionnaires
from recruitcheck.scoring.lint import lint_scoring
from tests.catalogue.registry import enter
from tests.questionnaires.drafting import ask, score, write_form

MODEL = """\
id = "own"
version = "1"
title = "A model"
credit = [0.6, 0.8, 0.95, 1.0]
migrant_workers = "M-1"

[roles]
supplier = ["management"]

[caps]
zero_tolerance = 24.0
critical = 49.0
major = 69.0

[[bands]]
letter = "A"
name = "Good"
least = 50.0

[[bands]]
letter = "B"
name = "Bad"
least = 0.0

[[principles]]
id = "A"
title = "First"
short = "First"
weight = 60.0

[[principles]]
id = "B"
title = "Second"
short = "Second"
weight = 40.0
questions = ["M-3"]
"""
CLAUSES = """\
framework,clause,title,parent,addressee,numbering,verified,source
OWN,OWN,The framework,,business,official,yes,A page
OWN,OWN-1,The first clause,OWN,business,toolkit,no,A page
"""
COUNTRIES = "iso3,iso2,name\nNPL,NP,Nepal\nMYS,MY,Malaysia\n"
_FILES = {
    "models/own.toml": MODEL,
    "crosswalks/clauses.csv": CLAUSES,
    "countries/countries.csv": COUNTRIES,
}


def write_model(folder: Path, file: str = "", text: str = "") -> None:
    """A folder `scoring` that is in order, but for that file."""
    for name, content in {**_FILES, **({file: text} if file else {})}.items():
        path = folder / "scoring" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")


def _lint(folder: Path):
    drafts, told = lint_questionnaires(folder / "questionnaires")
    return lint_scoring(folder / "scoring", drafts, told)


def _write_form(folder: Path, *more) -> None:
    rows = [
        ask("integer", "M-1", required="yes"),
        score("select_one yn", "M-2", "yes:4 | no:0"),
        score("select_one yn", "M-3", "yes:4 | no:0"),
    ]
    path = folder / "questionnaires" / "form.xlsx"
    lists = {"yn": "yes no", "countries": "NPL MYS"}
    write_form(path, [*rows, *more], lists=lists)


def changed(code: str, file: str, old: str, new: str) -> None:
    """The issue that one replacement in a file of `scoring` brings."""

    def make(folder: Path):
        assert old in _FILES[file]
        _write_form(folder)
        write_model(folder, file, _FILES[file].replace(old, new))
        return _lint(folder)

    enter(code, f"scoring/{file}", make)


_MODEL, _CLAUSES, _COUNTRIES = _FILES
changed("M101", _MODEL, 'id = "own"', 'id = "own')
changed("M102", _MODEL, 'version = "1"\n', "")
changed("M103", _MODEL, "version", 'vershun = "1"\nversion')
changed("M104", _MODEL, "critical = 49.0", "critical = 490.0")
changed("M105", _MODEL, "critical = 49.0", "critical = 9.0")
changed("M201", _MODEL, '"M-3"', '"M-33"')
changed("M202", _MODEL, 'questions = ["M-3"]', "")
changed("M204", _MODEL, 'migrant_workers = "M-1"', 'migrant_workers = "M-2"')
changed("M205", _MODEL, 'id = "own"', 'id = "ours"')
changed("M206", _MODEL, "weight = 40.0", "weight = 30.0")
changed("M221", _CLAUSES, ",source\n", ",sources\n")
changed("M222", _CLAUSES, "OWN-1", "OWN")
changed("M223", _CLAUSES, "A page", "")
changed("M224", _CLAUSES, "toolkit", "tolkit")
changed("M225", _CLAUSES, "clause,OWN,", "clause,OWNER,")
changed("M227", _COUNTRIES, "NPL,NP", "Npl,NP")


def tied(code: str, row, **how) -> None:
    """The issue of a row of a questionnaire that does not fit the tables."""

    def make(folder: Path):
        _write_form(folder, row)
        write_model(folder, **how)
        return _lint(folder)

    enter(code, "questionnaires/form.xlsx", make)


tied("M203", score("select_one yn", "M-4", "yes:4 | no:0", rc_principle="Z"))
tied("M208", ask("text", "t", rc_principle="9"))
tied("M226", ask("text", "t", rc_clauses="OWN-11"))
tied(
    "M228",
    ask("select_one countries", "t"),
    file=_COUNTRIES,
    text="iso3,iso2,name\nNPL,NP,Nepal\n",
)
