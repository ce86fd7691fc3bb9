"""Ctrl-C in the middle of a run."""

import signal
import subprocess
import sys

from recruitcheck.workspace import make_demo


def test_an_interrupted_run_says_so_and_leaves_no_half_file(tmp_path):
    """The exit code is 130, as of any program that was interrupted, not 2."""
    root = make_demo(tmp_path / "demo").root
    before = {path for path in root.rglob("*") if path.is_file()}
    with subprocess.Popen(
        [sys.executable, "-m", "recruitcheck", "run", str(root)],
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stderr is not None
        assert "Reading 26 returns\n" == run.stderr.readline()
        run.send_signal(signal.SIGINT)
        said = run.stderr.read()
    assert 130 == run.returncode
    assert "Stopped. No file is half written" in said
    assert "Traceback" not in said
    assert before == {path for path in root.rglob("*") if path.is_file()}
