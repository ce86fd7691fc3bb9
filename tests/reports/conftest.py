"""Fixtures of the tests of reports."""

from functools import partial

import pytest

from tests.networks import results_of


@pytest.fixture
def make(questionnaires, iris):
    """Results of some submissions and interviews."""
    return partial(results_of, questionnaires, iris)
