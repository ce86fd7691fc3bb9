"""Fixtures that many tests share."""

import pytest

from recruitcheck.workspace import read_model, read_questionnaires


@pytest.fixture(scope="session")
def questionnaires():
    """The shipped questionnaires by id."""
    found, issues = read_questionnaires()
    assert issues == ()
    return found


@pytest.fixture(scope="session")
def iris():
    """The default scoring model."""
    return read_model("iris")
