"""The command line called as a person does, and the example network to call it on."""

import sys

import pytest

from recruitcheck import cli
from recruitcheck.workspace import make_demo


@pytest.fixture
def call(monkeypatch, capsys):
    """Exit code, standard output and standard error of one call."""

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["recruitcheck", *map(str, words)])
        with pytest.raises(SystemExit) as left:
            cli.main()
        said = capsys.readouterr()
        return left.value.code or 0, said.out, said.err

    return run


@pytest.fixture(scope="session")
def demo(tmp_path_factory):
    """The example network, read but not scored. Do not write into it."""
    return make_demo(tmp_path_factory.mktemp("demo") / "network").root
