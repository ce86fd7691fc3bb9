"""A survey export read, checked and turned into the table, beside pandas.read_csv.

    python benchmarks/survey_csv.py [--rows 100000] [--columns 130] [--runs 3]

The file is what KoboToolbox writes of the shipped worker interview: groups and names
as headings, several answers both ways, the columns of the server, and further columns
that are no question of the form, up to 130. Interviews skip as the form does; 3 of 100
workers refuse, 1 of 20 questions is left blank and 1 amount of 1,000 is no number.

Each contender runs in a process of its own on the same file, by turns. Printed: the
best run in seconds from the file to the table, imports left out, on the clock and of
the processor (others may be at work too), the ratio, and the most memory that the
process ever held, imports included. Both must find as many interviews with consent.
Wanted: at most 4 times as long, under 500 MB.
"""

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from recruitcheck.content import content_folder
from recruitcheck.questionnaires.questionnaire import Question, Questionnaire
from recruitcheck.questionnaires.reader import read_questionnaire
from recruitcheck.submissions.interviews import CONSENT, ORIGIN
from recruitcheck.submissions.survey_export import read_survey_export

MOST_RATIO, MOST_MB = 4.0, 500
SERVER = [
    "_id",
    "_uuid",
    "_submission_time",
    "_validation_status",
    "_notes",
    "_status",
    "_submitted_by",
    "__version__",
    "_tags",
    "_index",
]
WORDS = {
    "supplier_id": [f"SITE-{n:02}" for n in range(40)],
    "cycle": ["2026"],
    "recruiter_id": [f"REC-{n:02}" for n in range(90)],
    "pay_currency": ["USD", "USD", "NPR"],
    "cost_currency": ["USD", "USD", "NPR"],
    "destination": ["MYS", "QAT"],
    ORIGIN: ["NPL", "BGD", "IDN", "MMR"],
}


def worker_interview() -> Questionnaire:
    path = content_folder() / "questionnaires" / "worker-interview.xlsx"
    questionnaire, issues = read_questionnaire(path)
    if questionnaire is None:
        sys.exit("\n".join(map(str, issues)))
    return questionnaire


def answer(question: Question, chance: random.Random) -> str:
    if question.id == CONSENT:
        return "no" if chance.random() < 0.03 else "yes"
    if question.id in WORDS:
        return chance.choice(WORDS[question.id])
    if chance.random() < 0.05 and not question.required:
        return ""
    if question.kind == "select_one":
        return chance.choice(question.choice_names)
    if question.kind == "select_multiple":
        names = [name for name in question.choice_names if name not in question.missing]
        if "no" in names:  # "no" stands alone
            names.remove("no")
        return " ".join(name for name in names if chance.random() < 0.3)
    if question.kind == "date":
        return f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 28):02}"
    if question.kind == "decimal" and chance.random() < 0.001:
        return "a lot"
    if question.kind == "integer":
        return str(chance.randrange(5, 15))
    most = 100 if question.constraint and "100" in question.constraint.text else 3_000
    return str(chance.choice((0, chance.randrange(most), chance.randrange(30) * 3)))


def interview(form: Questionnaire, chance: random.Random) -> dict[str, str]:
    told: dict[str, str] = {}
    for question in form.asked:
        shown = question.relevant is None or question.relevant.holds(told)
        told[question.id] = answer(question, chance) if shown else ""
    return told


def rows(form: Questionnaire, count: int, columns: int) -> Iterator[list[str]]:
    chance = random.Random(20261123)  # noqa: S311
    heading = []
    for question in form.asked:
        name = "/".join(filter(None, ("interview", question.section, question.id)))
        heading.append(name)
        if question.kind == "select_multiple":
            heading += [f"{name}/{choice}" for choice in question.choice_names]
    heading += ["worker_name", "phone", "remarks", *SERVER]
    more = columns - len(heading)
    yield [*heading, *(f"module_b/b{n:02}" for n in range(more))]
    for number in range(count):
        told = interview(form, chance)
        cells = []
        for question in form.asked:
            words = told[question.id].split()
            cells.append(told[question.id])
            if question.kind == "select_multiple":
                ticked = [str(int(name in words)) for name in question.choice_names]
                cells += ticked if words else [""] * len(ticked)
        cells += [f"Worker {number}", f"98{number:08}", f"free text; of {number}"]
        key = uuid.UUID(int=chance.getrandbits(128), version=4)
        cells += [str(number), str(key), "2026-03-02T09:41:07", "", ""]
        cells += ["submitted_via_web", "enumerator", "vQ7pXyZ", "", str(number + 1)]
        yield cells + [str(chance.randrange(1, 6)) for _ in range(more)]


def write_export(path: Path, form: Questionnaire, count: int, columns: int) -> None:
    """As KoboToolbox does: every cell in quotation marks, ';' between."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for cells in rows(form, count, columns):
            quoted = (cell.replace('"', '""') for cell in cells)
            file.write('"' + '";"'.join(quoted) + '"\r\n')


def contend(name: str, path: Path) -> None:
    form = worker_interview()
    begin, busy = time.perf_counter(), time.process_time()
    if name == "pandas":
        table = pd.read_csv(path, dtype=str, sep=";")
        seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
        (column,) = (one for one in table if str(one).endswith(CONSENT))
        found = int((table[column] == "yes").sum())
    else:
        interviews, _ = read_survey_export(path, form)
        seconds, cpu = time.perf_counter() - begin, time.process_time() - busy
        found = len(interviews) if interviews else 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    result = {"seconds": seconds, "cpu": cpu, "peak_mb": peak, "interviews": found}
    print(json.dumps(result))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--columns", type=int, default=130)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--contend", nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.contend:
        contend(given.contend[0], Path(given.contend[1]))
        return
    runs: dict[str, list[dict[str, float]]] = {"pandas": [], "recruitcheck": []}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export.csv"
        write_export(path, worker_interview(), given.rows, given.columns)
        size = path.stat().st_size / 1e6
        print(f"{given.rows:,} rows x {given.columns} columns, {size:.0f} MB")
        for _ in range(given.runs):
            for name, results in runs.items():
                command = [sys.executable, __file__, "--contend", name, str(path)]
                done = subprocess.run(
                    command, check=True, capture_output=True, text=True
                )
                results.append(json.loads(done.stdout))
    best = {name: min(one["seconds"] for one in of) for name, of in runs.items()}
    busy = {name: min(one["cpu"] for one in of) for name, of in runs.items()}
    peak = {name: max(one["peak_mb"] for one in of) for name, of in runs.items()}
    for name, results in runs.items():
        every = ", ".join(f"{one['seconds']:.2f}" for one in results)
        print(
            f"{name:12} {best[name]:6.2f} s   processor {busy[name]:5.2f} s"
            f"   peak {peak[name]:4.0f} MB   ({every})"
        )
    ratio = best["recruitcheck"] / best["pandas"]
    ratio_cpu = busy["recruitcheck"] / busy["pandas"]
    print(f"{ratio:.1f} times as long as pandas.read_csv(dtype=str),", end=" ")
    print(f"{ratio_cpu:.1f} times the processor")
    found = {one["interviews"] for results in runs.values() for one in results}
    if len(found) > 1:
        sys.exit(f"the contenders disagree about the interviews: {sorted(found)}")
    if ratio > MOST_RATIO or peak["recruitcheck"] > MOST_MB:
        sys.exit(f"wanted: at most {MOST_RATIO:.0f} times, under {MOST_MB} MB")


if __name__ == "__main__":
    main()
