"""Every issue of the catalogue comes from a real file, as its message says."""

import re
from string import Formatter

import pytest

from recruitcheck.catalogue import CATALOGUE
from tests.catalogue import CASES


@pytest.mark.parametrize("code", sorted(CATALOGUE))
def test_a_real_file_gives_the_issue(code, tmp_path):
    """With the name of the file, and a message in which every value is filled in."""
    if code not in CASES:
        pytest.fail(
            f"Nothing shows that {code} is ever told: add its smallest file to"
            " tests/catalogue, see tests/catalogue/__init__.py.",
            pytrace=False,
        )

    issues = list(CASES[code].make(tmp_path))

    told = [one for one in issues if one.code == code]
    assert told, f"only {[one.code for one in issues]}"
    assert CASES[code].file in {one.place.file for one in told}
    assert all(_pattern(code).fullmatch(one.message) for one in told), told


def test_every_case_is_of_a_code():
    """One that left the catalogue takes its case with it."""
    assert set() == set(CASES) - set(CATALOGUE)


def _pattern(code: str) -> re.Pattern[str]:
    """The message with something in place of each value; only a hint may be blank."""
    parts = []
    for text, name, _, _ in Formatter().parse(CATALOGUE[code].message):
        parts.append(re.escape(text))
        if name is not None:
            parts.append(
                r"( Did you mean '[^']+'\?)?" if name == "hint" else r"(?!None).+"
            )
    return re.compile("".join(parts), re.DOTALL)
