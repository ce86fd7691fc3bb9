"""Calls that cannot work, and files that cannot be read: what is said, and the code."""

import shutil

import pytest

from recruitcheck.errors import UsageError
from recruitcheck.workspace import init_workspace, make_demo


@pytest.fixture
def empty(tmp_path):
    """A workspace in which nothing came back yet."""
    return init_workspace(tmp_path / "network").root


@pytest.mark.parametrize(
    ("command", "table"),
    [
        ("remediation", "rates.csv"),
        ("remediation", "headcounts.csv"),
        ("sample", "headcounts.csv"),
    ],
)
@pytest.mark.parametrize("content", [b"", b"<html><body>no</body></html>"])
def test_a_table_that_cannot_be_read_is_said(call, empty, command, table, content):
    """It was left out without a word, and the command left with 0."""
    (empty / table).write_bytes(content)

    code, _, err = call(command, empty)

    assert 1 == code
    assert f"{table}:" in err


@pytest.mark.parametrize(
    "words",
    [
        ("score", "WORKSPACE", "-o", "FILE/scores.csv"),
        ("sample", "WORKSPACE", "-o", "FILE/plan.xlsx"),
        ("brief", "NPL-MYS", "-o", "FILE/brief.html"),
        ("blank", "bali-aaa-member", "-o", "FILE/blank.xlsx"),
        ("init", "FILE/network"),
        ("demo", "FILE/network"),
    ],
)
def test_where_nothing_can_be_written_is_wrong_usage(call, empty, tmp_path, words):
    """A file stands where a folder is named."""
    file = tmp_path / "file"
    file.write_text("x")
    asked = [
        one.replace("WORKSPACE", str(empty)).replace("FILE", str(file)) for one in words
    ]

    code, _, err = call(*asked)

    assert 2 == code, err
    assert str(file) in err
    assert "our fault" not in err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brief", "NPL"), "'NPL' is one country: a corridor has two"),
        (("explain", "ONE", "WORKSPACE"), "there is none yet."),
        (("actions", "import", "WORKSPACE"), "Name the plans that came back"),
        (("sample", "WORKSPACE", "-o", "plan.csv"), "a file ending in .xlsx"),
    ],
)
def test_a_call_that_cannot_work_says_what_to_name(call, empty, words, said):
    code, _, err = call(*(one.replace("WORKSPACE", str(empty)) for one in words))

    assert 2 == code
    assert said in err


def test_a_fictional_network_of_somebody_else_is_not_replaced(tmp_path):
    """The demo took any workspace marked fictional for an old demo, and deleted it."""
    root = init_workspace(tmp_path / "mine", name="My trial", fictional=True).root

    with pytest.raises(UsageError, match="is not a demo"):
        make_demo(root)

    assert (root / "workspace.toml").is_file()
    shutil.rmtree(root)
    make_demo(root)
    assert "Example network" == make_demo(root).settings.name
