"""The fact tables of `scoring/countries`, and the rows that users put beside them.

Shipped tables have a column for each thing they say, and name sources by id. Rows of
the user, below `own/`, all have the same columns and carry their source themselves.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from recruitcheck.content import content_folder, is_content
from recruitcheck.corridors.countries import country_names
from recruitcheck.corridors.facts import ANY, Fact, Facts, Source
from recruitcheck.corridors.indicators import INDICATORS, INSTRUMENTS
from recruitcheck.corridors.own_facts import read_own_facts
from recruitcheck.corridors.tables import Reading, Row, Table, cell_text, read_table
from recruitcheck.issues import Issue, did_you_mean, listed

FOLDER, OWN = "countries", "own"
BASES = ("listed", "derived", "carried forward")
_COUNTRY, _PAIR = ("iso3",), ("origin-iso3", "destination-iso3")
_COMMON = ("reference", "basis", "sources")
_REFERENCE = re.compile(r"\d{4}(-\d\d-\d\d)?", re.ASCII)
_CODE = re.compile(r"[A-Z]{3}", re.ASCII)


@dataclass(frozen=True)
class _Kind:
    """A shipped table: its columns, and the fact that a row says besides the common."""

    table: Table
    fact: Callable[[Row, Reading], Mapping[str, object] | None]


def read_facts(scoring: Path | None = None) -> tuple[Facts, tuple[Issue, ...]]:
    """What is known of countries and corridors, and everything wrong in the tables.

    `scoring` is the folder of a workspace; a table that is not there is the shipped
    one. Rows below `countries/own` count as the user's. A row that is wrong is left
    out and said.
    """
    shipped, issues = _read(scoring) if scoring is not None else _shipped()
    own: tuple[Fact, ...] = ()
    if scoring is not None:
        own, wrong = read_own_facts(scoring / FOLDER / OWN)
        issues = (*issues, *wrong)
    return Facts.of([*shipped, *own]), issues


@cache
def _shipped() -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    return _read(content_folder() / "scoring")


def _read(scoring: Path) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    reading = Reading()
    sources = _read_sources(scoring, reading)
    found: list[Fact] = []
    for kind in _KINDS:
        for row in _rows(scoring, kind.table, reading):
            fact = _fact(row, kind, sources, reading)
            if fact is not None:
                found.append(fact)
    return tuple(found), tuple(reading.issues)


def _rows(scoring: Path, table: Table, reading: Reading) -> Iterable[Row]:
    name = f"{FOLDER}/{table.name}.csv"
    path = scoring / name
    if not is_content(path):
        path = content_folder() / "scoring" / name
    rows, issues = read_table(path, table, shown_as=f"{scoring.name}/{name}")
    reading.issues += issues
    return rows


_SOURCES = Table(
    "sources",
    (
        *("source-id", "title", "publisher", "year", "address", "version", "terms"),
        *("retrieved-on", "retrieved-from", "note"),
    ),
    ("version", "retrieved-from", "note"),
)


def _read_sources(scoring: Path, reading: Reading) -> Mapping[str, Source]:
    found: dict[str, Source] = {}
    for row in _rows(scoring, _SOURCES, reading):
        empty = [name for name in _SOURCES.needed if not cell_text(row, name)]
        for name in empty:
            reading.wrong("K203", row.at(name), column=name)
        if not empty:
            found[cell_text(row, "source-id")] = _source(row)
    return found


def _source(row: Row) -> Source:
    return Source(
        id=cell_text(row, "source-id"),
        title=cell_text(row, "title"),
        publisher=cell_text(row, "publisher"),
        year=cell_text(row, "year"),
        address=cell_text(row, "address"),
        retrieved_on=cell_text(row, "retrieved-on"),
        version=cell_text(row, "version"),
        terms=cell_text(row, "terms"),
        retrieved_from=cell_text(row, "retrieved-from"),
        note=cell_text(row, "note"),
    )


def _fact(
    row: Row, kind: _Kind, sources: Mapping[str, Source], reading: Reading
) -> Fact | None:
    before = len(reading.issues)
    about = _about(row, kind.table, reading)
    cited = _cited(row, sources, reading)
    basis = _word(row, "basis", BASES, "K202", reading)
    reference = cell_text(row, "reference")
    if not _REFERENCE.fullmatch(reference):
        reading.wrong("K102", row.at("reference"), found=reference)
    said = kind.fact(row, reading)
    if said is None or len(reading.issues) > before:
        return None
    common = {"note": cell_text(row, "note"), **said}
    return Fact(
        about=about,
        reference=reference,
        sources=cited,
        basis=basis,
        **common,  # type: ignore[arg-type]  # each kind below gives the fields of a fact
    )


def _about(row: Row, table: Table, reading: Reading) -> str:
    """'NPL' or 'NPL-MYS'; of costs one end may be open."""
    open_ended = table.name == "recruitment_costs"
    codes = []
    for column in _PAIR if "origin-iso3" in table.columns else _COUNTRY:
        code = cell_text(row, column) or (ANY if open_ended else "")
        if code != ANY and not (_CODE.fullmatch(code) and code in country_names()):
            hint = did_you_mean(code, country_names())
            reading.wrong("K104", row.at(column), found=code, hint=hint)
        codes.append(code)
    return "-".join(codes)


def _cited(
    row: Row, sources: Mapping[str, Source], reading: Reading
) -> tuple[Source, ...]:
    names = cell_text(row, "sources").split()
    if not names:
        reading.wrong("K101", row.at("sources"), column="sources")
    for name in names:
        if name not in sources:
            hint = did_you_mean(name, sources)
            reading.wrong("K201", row.at("sources"), found=name, hint=hint)
    return tuple(sources[name] for name in names if name in sources)


def _word(
    row: Row, column: str, allowed: Sequence[str], code: str, reading: Reading
) -> str:
    found = cell_text(row, column)
    if found not in allowed:
        hint = did_you_mean(found, allowed)
        values = {"found": found, "allowed": listed(allowed), "hint": hint}
        reading.wrong(code, row.at(column), indicator=column, **values)
    return found


def _value(row: Row, indicator: str, reading: Reading) -> str:
    return _word(row, "value", INDICATORS[indicator].values, "K105", reading)


def _amount(row: Row, column: str, reading: Reading) -> Decimal | None:
    return reading.positive(row, column) if cell_text(row, column) else None


def _money(row: Row, reading: Reading) -> dict[str, object]:
    amount, high = (_amount(row, name, reading) for name in ("amount", "amount-high"))
    currency = (reading.currency(row, "currency") or "") if amount else ""
    return {"amount": amount, "amount_high": high, "currency": currency}


def _coded(row: Row, indicator: str, reading: Reading) -> dict[str, object]:
    value = _value(row, indicator, reading)
    return {"indicator": indicator, "value": value, "unit": INDICATORS[indicator].unit}


def _tier(row: Row, reading: Reading) -> Mapping[str, object]:
    return _coded(row, "tip_tier", reading)


def _governance(row: Row, reading: Reading) -> Mapping[str, object]:
    names = [name for name, one in INDICATORS.items() if one.ages == "governance"]
    indicator = _word(row, "indicator", names, "K105", reading)
    rank = reading.number(row, "value")
    if rank is not None and not 0 <= rank <= 100:
        values = {"indicator": indicator, "least": 0.0, "most": 100.0}
        reading.wrong("K106", row.at("value"), found=rank, **values)
    value = cell_text(row, "value")
    return {"indicator": indicator, "value": value, "unit": cell_text(row, "unit")}


def _fee_rule(row: Row, reading: Reading) -> Mapping[str, object]:
    side = _word(row, "side", ("origin", "destination"), "K105", reading)
    if side not in {"origin", "destination"}:
        return {}
    return {
        **_coded(row, f"fee_law_{side}", reading),
        **_money(row, reading),
        "scope": cell_text(row, "scope"),
        "detail": cell_text(row, "rule"),
        "legal_basis": cell_text(row, "legal-basis"),
        "grade": cell_text(row, "confidence"),
        "for_some": cell_text(row, "covers") == "some",
        "destinations": tuple(cell_text(row, "destinations").split()),
    }


def _ratification(row: Row, reading: Reading) -> Mapping[str, object]:
    code = _word(row, "instrument", tuple(INSTRUMENTS), "K105", reading)
    if code not in INSTRUMENTS:
        return {}
    detail = cell_text(row, "ratified-on")
    return {**_coded(row, f"ratification_{code}", reading), "detail": detail}


def _tied(row: Row, reading: Reading) -> Mapping[str, object]:
    return _coded(row, "employer_tied", reading)


def _agreement(row: Row, reading: Reading) -> Mapping[str, object]:
    """An agreement in place that says the employer pays is a value of its own."""
    found = _coded(row, "bilateral_agreement", reading)
    clause = cell_text(row, "employer-pays-clause")
    if found["value"] == "in_place" and clause == "yes":
        found["value"] = "employer_pays"
    return {**found, "detail": cell_text(row, "instrument"), "scope": ""}


def _cost(row: Row, reading: Reading) -> Mapping[str, object]:
    """In months of earnings where the survey says so, else in money only."""
    months = cell_text(row, "months")
    in_months = bool(months) and reading.number(row, "months") is not None
    kind = "worker_paid_cost_months" if in_months else "worker_paid_cost"
    money = _money(row, reading)
    detail = ", ".join(
        filter(None, (cell_text(row, "statistic"), cell_text(row, "surveyed")))
    )
    return {
        "indicator": kind,
        "value": months if in_months else cell_text(row, "amount"),
        "unit": INDICATORS[kind].unit if in_months else cell_text(row, "currency"),
        "scope": cell_text(row, "population"),
        "detail": detail,
        "grade": cell_text(row, "grade"),
        **money,
    }


def _cap(row: Row, reading: Reading) -> Mapping[str, object]:
    value, unit = cell_text(row, "amount"), cell_text(row, "currency")
    detail = cell_text(row, "rule")
    said = {"indicator": "fee_cap", "value": value, "unit": unit, "detail": detail}
    return {**said, **_money(row, reading)}


def _table(
    name: str, about: Sequence[str], own: Sequence[str], others: Sequence[str] = ()
) -> Table:
    free = (*others, "note")
    return Table(name, (*about, *own, *_COMMON, *free), free)


_KINDS = (
    _Kind(_table("trafficking_tiers", _COUNTRY, ("value", "unit")), _tier),
    _Kind(_table("governance", _COUNTRY, ("indicator", "value", "unit")), _governance),
    _Kind(
        _table(
            "fee_rules",
            _COUNTRY,
            ("side", "value", "unit", "scope", "rule"),
            (
                "covers",
                "destinations",
                "amount",
                "currency",
                "legal-basis",
                "confidence",
            ),
        ),
        _fee_rule,
    ),
    _Kind(
        _table(
            "ratifications",
            _COUNTRY,
            ("instrument", "value", "unit"),
            ("ratified-on",),
        ),
        _ratification,
    ),
    _Kind(_table("employer_tied", _COUNTRY, ("value", "unit")), _tied),
    _Kind(
        _table(
            "agreements",
            _PAIR,
            ("value", "unit", "instrument", "employer-pays-clause"),
        ),
        _agreement,
    ),
    _Kind(
        _table(
            "recruitment_costs",
            _PAIR,
            ("population", "months", "statistic", "surveyed", "grade"),
            ("amount", "amount-high", "currency"),
        ),
        _cost,
    ),
    _Kind(_table("fee_caps", _PAIR, ("amount", "currency", "rule")), _cap),
)
