"""What commands share: how many problems there are, in words, and how much is shown."""

import pytest

from recruitcheck.cli.group import counted, say_problems
from recruitcheck.issues import Place, issue


def advisory(file="a.pdf"):
    return issue("W206", Place(file), ending=".pdf")


def error(file="organisations.csv"):
    return issue("W205", Place(file), reason="the id is missing")


@pytest.mark.parametrize(
    ("issues", "expected"),
    [
        ([], "Nothing is wrong."),
        ([error()], "1 error in 1 file"),
        ([error()] * 2 + [advisory()], "2 errors, 1 advisory in 2 files"),
        ([advisory()] * 2, "2 advisories in 1 file"),
    ],
)
def test_a_count_reads_as_a_sentence(issues, expected):
    assert expected == counted(issues)


def test_errors_are_shown_and_advisories_counted(capsys):
    say_problems([advisory(), error(), advisory("b.pdf")])
    said = capsys.readouterr().err
    assert "organisations.csv:" in said
    assert "a.pdf" not in said
    assert said.endswith("2 advisories: see `recruitcheck check`.\n")


def test_without_advisories_nothing_is_counted(capsys):
    say_problems([])
    assert "" == capsys.readouterr().err
