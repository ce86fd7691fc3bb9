"""Filled returns turned into answers, beside pandas that only reads them.

    python benchmarks/returns.py [--returns 1000] [--distinct 200] [--rounds 2]

The returns are made here: blanks of `iris-supplier` (long form, three corridor blocks)
filled in at random by the rules of the questionnaire, one to three corridors each. The
distinct ones are copied under other supplier ids until there are enough. `recruitcheck`
reads and checks them and makes one Arrow batch of their answers; `pandas.read_excel`
with openpyxl only reads all their sheets. Each contender runs in one process of its own,
by turns. Printed: the best round of each in seconds, of the clock and of the processor
(which a busy machine disturbs less), the ratio, and the peak memory.
"""

import argparse
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import openpyxl
import pandas as pd

from recruitcheck.questionnaires.blank import input_cells, write_blank
from recruitcheck.questionnaires.questionnaire import RESERVED, Question, Questionnaire
from recruitcheck.submissions.answers import as_batch, make_units
from recruitcheck.submissions.workbook import read_return
from recruitcheck.workspace import read_questionnaires

SUPPLIER = "SUPPLIER-0000"
FIXED = {"supplier_id": SUPPLIER, "cycle": "2026", "currency": "MYR"}
NUMBERS = (0, 3, 12, 40, 75, 90, 100, 250, 1200)


@dataclass
class Respondent:
    """Answers a questionnaire at random, question by question, by its rules."""

    questionnaire: Questionnaire
    dice: random.Random
    values: dict[tuple[str, int], str] = field(default_factory=dict)
    cells: dict[str, object] = field(default_factory=dict)

    def answer_all(self) -> None:
        blocks = range(1, 1 + self.dice.randint(1, 3))
        for question in self.questionnaire.asked:
            for block in blocks if question.repeated else (0,):
                if self._holds(question.relevant, block):
                    self._answer(question, block)

    def _holds(self, expression, block: int, own: str = "") -> bool:
        def value(name: str) -> str:
            if name == ".":
                return own
            if block or not self.questionnaire[name].repeated:
                here = block if self.questionnaire[name].repeated else 0
                return self.values.get((name, here), "")
            return " ".join(v for (n, _), v in self.values.items() if n == name)

        return expression is None or expression.holds(value)

    def _answer(self, question: Question, block: int) -> None:
        ways = [
            way
            for way in self._ways(question)
            if self._holds(question.constraint, block, way)
        ]
        if not ways or (question.scope and self.dice.random() < 0.05):
            return  # left blank
        value = self.values[question.id, block] = self.dice.choice(ways)
        mark = f"#{block}" if block else ""
        if question.kind == "select_multiple":
            for name in value.split():
                self.cells[f"{question.id}/{name}{mark}"] = "Yes"
        else:
            self.cells[f"{question.id}{mark}"] = self._written(question, value)
        if question.scope:
            self._stand_by(f"{question.id}{mark}", value)

    def _ways(self, question: Question) -> list[str]:
        if question.id in FIXED:
            return [FIXED[question.id]]
        if question.id in {"origin", "destination"}:
            taken = {
                v for (n, _), v in self.values.items() if n in {"origin", "destination"}
            }
            return [name for name in question.choice_names if name not in taken]
        if question.id in {"M-PRO-01", "M-PRO-02"}:
            return ["250", "1200"] if question.id == "M-PRO-01" else ["75", "100"]
        if question.kind == "select_one":
            return list(question.choice_names)
        if question.kind == "select_multiple":
            alone = {"none", *RESERVED}
            names = [name for name in question.choice_names if name not in alone]
            return [" ".join(self.dice.sample(names, self.dice.randint(1, len(names))))]
        if question.kind in {"integer", "decimal"}:
            return [str(number) for number in NUMBERS]
        if question.kind == "date":
            day = date(2023, 1, 1) + timedelta(self.dice.randrange(700))
            return [day.isoformat()]
        return [f"Text number {self.dice.randrange(1000)} about {question.id}"]

    def _written(self, question: Question, value: str) -> object:
        if question.kind == "select_one":
            (choice,) = (one for one in question.choices if one.name == value)
            return choice.labels[self.questionnaire.languages[0]]
        if question.kind in {"integer", "decimal"}:
            return int(value)
        return date.fromisoformat(value) if question.kind == "date" else value

    def _stand_by(self, ref: str, value: str) -> None:
        if value == "na" or self.dice.random() < 0.2:
            self.cells[f"{ref}|1"] = "A comment, as long as people write them."
        if value == "na" or self.dice.random() < 0.3:
            self.cells[f"{ref}|2"] = f"evidence/{ref}.pdf"
            self.cells[f"{ref}|3"] = date(2025, 6, 1)
            self.cells[f"{ref}|4"] = "R. Buyer"


def make_returns(folder: Path, returns: int, distinct: int) -> None:
    questionnaires, _ = read_questionnaires()
    supplier = questionnaires["iris-supplier"]
    blank, filled = folder / "blank.xlsx", folder / "filled.xlsx"
    write_blank(supplier, blank, blocks=3)
    (folder / "returns").mkdir()
    for number in range(min(distinct, returns)):
        respondent = Respondent(supplier, random.Random(number))  # noqa: S311
        respondent.answer_all()
        book = openpyxl.load_workbook(blank, rich_text=True)
        cells = input_cells(book)
        for key, value in respondent.cells.items():
            ref, _, right = key.partition("|")
            cells[ref].offset(column=int(right or 0)).value = value
        book.save(filled)
        for copy in range(number, returns, distinct):
            target = folder / "returns" / f"{copy:05}.xlsx"
            copy_for(f"SUPPLIER-{copy:04}", filled, target)


def copy_for(supplier: str, source: Path, target: Path) -> None:
    """The same answers as those of another supplier."""
    with (
        zipfile.ZipFile(source) as old,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            content = old.read(name)
            if name.endswith(".xml"):
                content = content.replace(SUPPLIER.encode(), supplier.encode())
            new.writestr(name, content)


def turn_into_answers(paths: list[Path]) -> Iterator[str]:
    questionnaires, _ = read_questionnaires()
    submissions, issues = [], 0
    for path in paths:
        submission, found = read_return(path, questionnaires)
        issues += len(found)
        if submission is not None:
            submissions.append(submission)
    units, unmatched = make_units(submissions)
    batch = as_batch(units, "supplier", questionnaires)
    yield f"{len(submissions):,} returns -> {batch.num_rows:,} rows x {batch.num_columns}"
    yield f"{issues + len(unmatched):,} issues"


def only_read(paths: list[Path]) -> Iterator[str]:
    cells = 0
    for path in paths:
        frames = pd.read_excel(path, engine="openpyxl", sheet_name=None)
        cells += sum(frame.size for frame in frames.values())
    yield f"{cells:,} cells"


CONTENDERS = {
    "pandas, only read": only_read,
    "recruitcheck, answers": turn_into_answers,
}


def contend(name: str, folder: Path) -> None:
    paths = sorted((folder / "returns").iterdir())
    begin, begin_cpu = time.perf_counter(), time.process_time()
    did = list(CONTENDERS[name](paths))
    result = {
        "seconds": time.perf_counter() - begin,
        "cpu": time.process_time() - begin_cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "did": "; ".join(did),
    }
    print(json.dumps(result))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--returns", type=int, default=1_000)
    parser.add_argument("--distinct", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--keep", type=Path, help="Use or make the returns in here.")
    parser.add_argument("--contend", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        name, folder = given.contend
        contend(name, Path(folder))
        return
    with tempfile.TemporaryDirectory() as passing:
        folder = given.keep or Path(passing)
        if not (folder / "returns").is_dir():
            folder.mkdir(parents=True, exist_ok=True)
            make_returns(folder, given.returns, given.distinct)
        compete(folder, given.rounds)


def compete(folder: Path, rounds: int) -> None:
    best: dict[str, dict[str, object]] = {}
    for _ in range(rounds):
        for name in CONTENDERS:
            command = [sys.executable, __file__, "--contend", name, str(folder)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            result = json.loads(done.stdout)
            if name not in best or result["seconds"] < best[name]["seconds"]:
                best[name] = result
    print(
        f"{len(list((folder / 'returns').iterdir())):,} returns, one process each;"
        f" load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores"
    )
    for name, result in best.items():
        print(
            f"{name:22} {result['seconds']:7.2f} s   cpu {result['cpu']:7.2f} s"
            f"   peak {result['peak_mb']:5.0f} MB   {result['did']}"
        )
    slow, fast = (best[name] for name in CONTENDERS)
    print(
        f"recruitcheck takes {fast['seconds'] / slow['seconds']:.2f} of the time"
        f" ({fast['cpu'] / slow['cpu']:.2f} of the processor's); wanted is at most 0.33"
    )


if __name__ == "__main__":
    main()
