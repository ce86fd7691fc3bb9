"""The corpus of bad files by hand.

    python -m tests.bad list                 what there is, and why
    python -m tests.bad write FOLDER         all files, to try other programs on them
    python -m tests.bad accept [NAME ...]    keep what comes as what is expected

Look at the difference in Git before you commit what you accepted.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bad import BAD_FILES
from tests.bad.expecting import Reading, accept


def main() -> None:
    command, *rest = sys.argv[1:] or ["list"]
    if command == "list":
        _list()
    elif command == "write" and rest:
        _write(Path(rest[0]))
    elif command == "accept":
        _accept(rest or list(BAD_FILES))
    else:
        sys.exit(__doc__)


def _list() -> None:
    for bad in BAD_FILES.values():
        sys.stdout.write(f"{bad.file}  ({bad.reader})\n    {bad.why}\n")


def _write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for bad in BAD_FILES.values():
        bad.write(folder)


def _accept(names: list[str]) -> None:
    with TemporaryDirectory() as folder, Reading() as reading:
        for name in names:
            report = reading.outcome(BAD_FILES[name], Path(folder))
            if "ended" in report:
                sys.exit(f"{name}: {report['ended']}")
            accept(BAD_FILES[name], report)
            codes = " ".join(issue["code"] for issue in report["issues"]) or "read"
            cost = f"{report['seconds']:.2f} s, {report['memory'] / 1e6:.0f} MB"
            sys.stdout.write(f"{name}: {codes}, {cost}\n")


if __name__ == "__main__":
    main()
