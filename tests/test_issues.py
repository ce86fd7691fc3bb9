"""Issues: what can be wrong in a file, told with its place, its code and an advice."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

import recruitcheck
from recruitcheck import catalogue
from recruitcheck.catalogue import CATALOGUE
from recruitcheck.errors import InvalidFileError, RecruitcheckError
from recruitcheck.issues import (
    Issue,
    Place,
    as_records,
    catalogue_as_markdown,
    did_you_mean,
    issue,
    listed,
)

PACKAGE = Path(recruitcheck.__file__).parent
CODE = re.compile(r"[A-Z][0-9]{3}")
FAMILIES = set(re.findall(r"\b([A-Z]) [a-z]", str(catalogue.__doc__)))


@pytest.mark.parametrize("code", CATALOGUE)
def test_every_message_is_a_sentence_with_an_advice(code):
    entry = CATALOGUE[code]

    assert CODE.fullmatch(code)
    assert code[0] in FAMILIES
    assert entry.severity in {"blocking", "error", "advisory"}
    assert entry.message.endswith((".", "{hint}", "{reason}"))
    assert entry.advice.endswith(".")
    for text in (entry.message, entry.advice):
        assert text == " ".join(text.split())


@pytest.mark.parametrize("code", CATALOGUE)
def test_an_advice_names_nothing_that_is_filled_in(code):
    """It is the same for every issue of the code, so that it can be looked up."""
    assert not re.search(r"(?<![$#])\{", CATALOGUE[code].advice)


def _modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name != "catalogue":
            yield path, ast.parse(path.read_text("utf-8"))


def test_every_code_is_used_and_every_used_code_is_there():
    used = {
        node.value
        for _, module in _modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CODE.fullmatch(node.value)
    }

    assert set() == used - set(CATALOGUE), "used, but not in the catalogue"
    assert set() == set(CATALOGUE) - used, "in the catalogue, but not used"


def _made() -> Iterator[tuple[str, str, set[str]]]:
    """Where the code stands in the call itself: place, code, names of the values."""
    for path, module in _modules():
        for node in ast.walk(module):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            made_by = ast.unparse(node.func)
            code = getattr(node.args[0], "value", None)
            given = {keyword.arg or "**" for keyword in node.keywords}
            if (
                made_by in {"issue", "Refused"}
                and code in CATALOGUE
                and given != {"**"}
            ):
                where = f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno}"
                own = {"sheet", "cell"} if made_by == "Refused" else set()
                yield where, str(code), given - own


def test_every_issue_is_given_what_its_message_names():
    """Else a wrong file would end in a traceback instead of an issue."""
    found = [
        (where, code, sorted(lacking))
        for where, code, given in _made()
        if (lacking := _fields(CATALOGUE[code].message) - given)
    ]

    assert [] == found
    assert len(list(_made())) > 20


def _fields(message: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(message) if name}


def test_an_issue_is_told_with_its_place_its_code_and_what_to_do():
    place = Place("returns/a.xlsx", "Answers", "D14", "M-GOV-01")
    one = issue(
        "S204",
        place,
        found="Yess",
        question="M-GOV-01",
        allowed="yes, no",
        hint=did_you_mean("Yess", ["yes", "no"]),
    )

    assert (
        "returns/a.xlsx, sheet 'Answers', cell D14 (M-GOV-01):\n"
        "  'Yess' is not a choice of 'M-GOV-01': yes, no. Did you mean 'yes'? [S204]\n"
        "  Choose from the list in the cell."
    ) == str(one)
    assert ("error", False) == (one.severity, one.blocking)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place("a.csv"), "a.csv"),
        (Place("a.csv", cell="row 12"), "a.csv, row 12"),
        (Place("a.csv", cell="line 3", label="id"), "a.csv, line 3 (id)"),
        (Place("a.xlsx", "survey", "A1"), "a.xlsx, sheet 'survey', cell A1"),
        (Place("a.xlsx", "survey"), "a.xlsx, sheet 'survey'"),
        (Place("a.toml", label="caps.major"), "a.toml (caps.major)"),
        (Place("a.toml", label=""), "a.toml"),
    ],
)
def test_a_place_is_told_as_far_as_it_is_known(place, expected):
    assert expected == str(place)


def test_braces_in_what_somebody_wrote_are_left_alone():
    one = issue("Q109", Place("a"), found="{hint}", hint="", allowed="text")

    assert "Unknown type '{hint}'. Known are text." == one.message


def test_only_a_blocking_issue_stops_the_file():
    found = {
        severity: Issue(code, Place("a"), "x").blocking
        for code, (_, _, severity) in CATALOGUE.items()
    }

    assert {"blocking": True, "error": False, "advisory": False} == found


@pytest.mark.parametrize(
    ("found", "allowed", "expected"),
    [
        ("integr", ["integer", "decimal"], " Did you mean 'integer'?"),
        ("SHORT", ["short", "full"], " Did you mean 'short'?"),
        ("nepal", ["Nepal", "Népal"], " Did you mean 'Nepal'?"),
        ("xyz", ["integer", "decimal"], ""),
        ("", ["yes"], ""),
        ("yes", [], ""),
        ("fee", (one for one in ("fees", "pay")), " Did you mean 'fees'?"),
    ],
)
def test_the_nearest_word_is_offered_if_one_is_near(found, allowed, expected):
    assert expected == did_you_mean(found, allowed)


def test_a_long_list_is_cut():
    words = [str(n) for n in range(14)]

    assert "0, 1, 2 and 11 more" == listed(words, most=3)
    assert "0, 1" == listed(words[:2])
    assert "0, 1, 2" == listed(words[:3], most=3)
    assert listed(words).endswith("11 and 2 more")
    assert "" == listed([])


def test_records_hold_everything_for_another_program():
    one = issue("Q108", Place("q.xlsx", "survey", "B14", "x"), name="x")

    assert [
        {
            "code": "Q108",
            "severity": "blocking",
            "file": "q.xlsx",
            "sheet": "survey",
            "cell": "B14",
            "label": "x",
            "message": "The name 'x' stands twice.",
            "advice": "Give one of the two questions another name.",
        }
    ] == as_records([one])
    assert [] == as_records([])


def test_an_error_about_files_tells_all_their_issues():
    both = [issue("Q108", Place("q.xlsx"), name=name) for name in ("first", "second")]

    error = InvalidFileError(both)

    assert isinstance(error, RecruitcheckError)
    assert tuple(both) == error.issues
    assert f"{both[0]}\n{both[1]}" == str(error)


def test_the_docs_list_them_all():
    """Write the page anew with `recruitcheck issues > docs/issues.md`."""
    page = Path(__file__).parents[1] / "docs" / "issues.md"
    assert catalogue_as_markdown() == page.read_text("utf-8")
