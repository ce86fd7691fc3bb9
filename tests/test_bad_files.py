"""Every bad file gives exactly its issues, in little memory, and never a traceback."""

import pytest

from recruitcheck.catalogue import CATALOGUE
from tests.bad import BAD_FILES
from tests.bad.expecting import Reading, expected, kept
from tests.bad.registry import FOLDER

MOST_MEMORY = 300_000_000


@pytest.fixture(scope="module")
def reading():
    with Reading() as found:
        yield found


@pytest.mark.parametrize("name", BAD_FILES)
def test_a_bad_file_gives_its_issues(name, reading, tmp_path):
    """Read in a process of its own, which is ended when it takes too long."""
    report = reading.outcome(BAD_FILES[name], tmp_path)

    assert "ended" not in report, report["ended"]
    assert expected(BAD_FILES[name]) == kept(report)
    assert MOST_MEMORY > report["memory"]


def test_there_are_enough_of_them():
    """Sixty were asked for; each has its expectation, and none is left over."""
    assert 60 <= len(BAD_FILES)
    assert {f"{name}.json" for name in BAD_FILES} == {
        path.name for path in FOLDER.glob("*.json")
    }


def test_each_issue_of_a_file_is_met_by_a_bad_file():
    """Every code of files in the catalogue, but for a file that is not there."""
    met = {
        issue["code"] for bad in BAD_FILES.values() for issue in expected(bad)["issues"]
    }

    assert {code for code in CATALOGUE if code.startswith("F")} - met <= {"F101"}


def test_what_is_not_read_is_blocked_and_what_is_blocked_is_not_read():
    """Nobody gets half a file, and nobody nothing without a reason."""
    for bad in BAD_FILES.values():
        found = expected(bad)
        blocked = any(
            CATALOGUE[issue["code"]].severity == "blocking" for issue in found["issues"]
        )
        assert found["read"] != blocked, bad.name
