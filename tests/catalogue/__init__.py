"""The smallest real file that gives each issue of the catalogue.

A new code needs a case: a function that writes the file into a folder, reads it with
the real reader, and gives its issues.

    @case("S999", "returns/a.xlsx")
    def _(folder):
        return issues_of(folder, {"M-GOV-01": "Aproved"})

It stands in the module of its letter. `test_catalogue.py` holds that every code has a
case, that it gives the code, in that file, and that its message is filled.
"""

from importlib import import_module
from pathlib import Path

from tests.catalogue.registry import CASES

for _path in sorted(Path(__file__).parent.glob("*_cases.py")):
    import_module(f"tests.catalogue.{_path.stem}")

__all__ = ["CASES"]
