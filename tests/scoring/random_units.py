"""Random models, questions and units for laws: many units in one batch, from a seed.

What they have: profile questions, questions hidden by others, gates with and without
triggers, topics in which auditors and workers speak, approved and unapproved N/A, all
kinds of missing, principles with parts, means of any power, missing renormalised.
"""

from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
from hypothesis import strategies as st

from recruitcheck.questionnaires.points import Gate, PointsScale, Severity
from recruitcheck.scoring.rules import Condition, Item, Rules
from recruitcheck.scoring.scoring_model import Part, Principle
from tests.scoring.test_engine_laws import ANSWERS, SCALE, model

UNITS = 40  # in a batch; with 40 examples 1,600 cases of a law
TOPICS = ("T1", "T2")
MISSING = (None, "dk", "pns", "nonsense")
SEVERITIES: tuple[Severity, ...] = ("zero_tolerance", "critical", "major")
GATES = (
    *((Gate(severity),) for severity in SEVERITIES),
    (Gate("zero_tolerance", ("no",)), Gate("major", ("partial",))),
    (Gate("critical", ("no",)), Gate("alert", ("partial",))),
)

seeds = st.integers(0, 2**63).map(np.random.default_rng)


def chance(rng, of=0.5):
    return bool(rng.random() < of)


@dataclass(frozen=True)
class Case:
    """Rules, and the columns of units: plain lists, so that tests can change them."""

    rules: Rules
    columns: dict[str, list[object]]

    @property
    def questions(self):
        return [i.id for i in self.rules.items if i.principle is not None]

    def batch(self, **changes):
        """The batch, with some columns changed: a list, or one value for all."""
        n = len(self.columns["agency"])
        columns = self.columns | {
            name: value if isinstance(value, list) else [value] * n
            for name, value in changes.items()
        }
        return pa.RecordBatch.from_pydict(
            {name: pa.array(v, _type(name)) for name, v in columns.items()}
        )


def _type(name):
    kind = name.partition(".")[0]
    return {
        "evidence": pa.int8(),
        "respondent": pa.bool_(),
        "workers": pa.float64(),
    }.get(kind, pa.string())


def random_model(rng, *, gates=True, missing="worst"):
    """Three principles, the last of two parts with means of their own."""
    powers = [-1.0, 0.0, 0.5, 1.0]
    principles = [
        Principle(id=p, title=p, short=p, weight=w, mean=float(rng.choice([1.0, m])))
        for p, w, m in (("x", 2.0, 0.0), ("y", 1.0, -1.0))
    ]
    parts = [
        Part(id="z1", weight=2.0, mean=float(rng.choice(powers))),
        Part(id="z2", parts=(Part(id="z2a"), Part(id="z2b", weight=0.5))),
    ]
    last = Principle(
        id="z", title="z", short="z", weight=3.0, parts=parts, mean=rng.choice(powers)
    )
    changes = {} if gates else {"caps": dict.fromkeys(SEVERITIES, 100.0)}
    return model(
        mean=float(rng.choice(powers)),
        principles=[*principles, last],
        missing=missing,
        **changes,
    )


def random_rules(rng, *, gates=True, missing="worst", scale=SCALE):
    """Up to ten questions of management and auditors."""
    own = random_model(rng, gates=gates, missing=missing)
    top = [own.principles.index(p) for p in own.principles for _ in p.leaves]
    items = [Item("agency", "management", 0, None, None)]
    for number in range(int(rng.integers(2, 11))):
        leaf = int(rng.integers(len(own.leaves)))
        auditor = number > 0 and chance(rng, 0.3)
        capping = GATES[rng.integers(len(GATES))] if chance(rng, 0.3) else ()
        items.append(
            Item(
                f"q{number}",
                "auditor" if auditor else "management",
                float(rng.choice([1.0, 2.0, 3.0, 5.0])),
                top[leaf],
                scale,
                capping,
                tuple(_conditions(rng, number)),
                not any(g.severity != "alert" for g in capping) and chance(rng),
                topic=str(rng.choice([*TOPICS, ""])),
                part=leaf,
            )
        )
    return Rules(own, tuple(items))


def _conditions(rng, number):
    if chance(rng, 0.2):
        yield Condition("agency", "yes".__eq__, scored=False)
    if number and chance(rng, 0.35):
        shows = [("partial", "yes"), ("yes",), ("no",)][rng.integers(3)]
        parent = int(rng.integers(number))
        yield Condition(f"q{parent}", frozenset(shows).__contains__, scored=True)


def random_case(rng, *, units=UNITS, **how):
    """Rules and units. N/A is approved only where no other question hides."""
    of = random_rules(rng, **how)
    columns = {
        "agency": _choose(rng, ["yes", "no"], units),
        "respondent.auditor": _choose(rng, [True, True, False], units),
    }
    for item in of.items[1:]:
        given = [*ANSWERS, *ANSWERS, *MISSING, "na"]
        given += [] if item.conditions else ["na_approved"]
        columns[item.id] = _choose(rng, given, units)
        columns[f"evidence.{item.id}"] = rng.integers(0, 4, units).tolist()
    for topic in TOPICS:
        population = rng.integers(1, 120, units)
        heard = rng.integers(0, np.minimum(population, 60) + 1)
        columns[f"workers.{topic}.heard"] = heard.tolist()
        columns[f"workers.{topic}.favourable"] = rng.integers(0, heard + 1).tolist()
        known = rng.random(units) < 0.7
        columns[f"workers.{topic}.population"] = [
            int(n) if k else None for n, k in zip(population, known, strict=True)
        ]
    return Case(of, columns)


def _choose(rng, values, units):
    return [values[n] for n in rng.integers(0, len(values), units)]


def with_model(rules, **changes):
    """The rules under a model with something changed."""
    return Rules(rules.model.model_copy(update=changes), rules.items)


def worth(scale_points):
    """A scale on which every answer is worth the same."""
    return PointsScale("single", dict.fromkeys(ANSWERS, scale_points))


def scaled(rules, factor):
    """The rules with all weights, of questions and of parts, times a factor."""
    items = tuple(replace(item, weight=item.weight * factor) for item in rules.items)
    principles = tuple(_heavier(p, factor) for p in rules.model.principles)
    return Rules(rules.model.model_copy(update={"principles": principles}), items)


def _heavier(part, factor):
    parts = tuple(_heavier(one, factor) for one in part.parts)
    changes = {"weight": part.weight * factor, "parts": parts}
    return part.model_copy(update=changes)
