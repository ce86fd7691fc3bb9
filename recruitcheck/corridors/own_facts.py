"""Facts that a user adds: rows of Excel or text files with a source and a date each.

All files below `scoring/countries/own` are read. One row is one fact; a row without
title, publisher, address or date is refused, and everything wrong with it is said.
"""

import re
from datetime import date, datetime
from pathlib import Path

from recruitcheck.content import is_content
from recruitcheck.corridors.countries import find_country, nearest_country
from recruitcheck.corridors.currencies import CURRENCIES
from recruitcheck.corridors.facts import ANY, Fact, Source
from recruitcheck.corridors.indicators import INDICATORS, Indicator
from recruitcheck.corridors.tables import (
    BOOKS,
    TEXTS,
    Reading,
    Row,
    Table,
    cell_text,
    read_table,
)
from recruitcheck.issues import Issue, did_you_mean, listed
from recruitcheck.submissions.numerals import digits

_FREE = (
    *("iso3", "origin-iso3", "destination-iso3", "unit", "applies-to", "rule"),
    *("legal-basis", "survey-grade", "retrieved-on", "note"),
    # Of the form that collects indicators; nothing is computed from them.
    *("scope", "scale-min", "scale-max", "higher-is-riskier", "licence"),
    *("redistributable", "entered-by"),
)
_NEEDED = ("indicator-id", "value", "reference-date")
TABLE = Table(
    "own",
    (*_NEEDED, "source-title", "source-publisher", "source-url", *_FREE),
    _FREE,
)
_SOURCE = ("source-title", "source-publisher", "source-url")
_YEAR = re.compile(r"\d{4}", re.ASCII)
_YEARS = range(1900, 2101)
_ANY_END = frozenset({"worker_paid_cost_months", "worker_paid_cost"})
_SURVEY = "A"  # months of earnings come from surveys; D is a single case


def read_own_facts(folder: Path) -> tuple[tuple[Fact, ...], tuple[Issue, ...]]:
    """Every usable row of the files in a folder; none where there is no folder."""
    if not folder.is_dir():
        return (), ()
    reading = Reading()
    found: list[Fact] = []
    for path in sorted(folder.iterdir()):
        if is_content(path) and path.suffix.casefold() in {*TEXTS, *BOOKS}:
            shown = "/".join(("scoring", *path.parts[-3:]))
            rows, issues = read_table(path, TABLE, shown_as=shown)
            reading.issues += issues
            found += [fact for row in rows if (fact := _fact(row, reading))]
    return tuple(found), tuple(reading.issues)


def _fact(row: Row, reading: Reading) -> Fact | None:
    before = len(reading.issues)
    source = _source(row, reading)
    reference = _day(row, "reference-date", reading)
    indicator = _indicator(row, reading)
    about = _about(row, indicator, reading) if indicator else ""
    said = _said(row, indicator, reading) if indicator else {}
    retrieved = source.retrieved_on
    if reference and retrieved and retrieved < reference[: len(retrieved)]:
        place = row.at("retrieved-on")
        reading.wrong("K110", place, reference=reference, retrieved=retrieved)
    if len(reading.issues) > before or indicator is None:
        return None
    return Fact(
        indicator=indicator.id,
        about=about,
        reference=reference,
        sources=(source,),
        scope=cell_text(row, "applies-to"),
        for_some=bool(cell_text(row, "applies-to")),
        detail=cell_text(row, "rule"),
        legal_basis=cell_text(row, "legal-basis"),
        grade=cell_text(row, "survey-grade")
        or (_SURVEY if indicator.id == "worker_paid_cost_months" else ""),
        note=cell_text(row, "note"),
        by_user=True,
        **said,  # type: ignore[arg-type]  # value, unit, amount and currency
    )


def _source(row: Row, reading: Reading) -> Source:
    """As far as it is given; what is missing is said."""
    for column in (*_SOURCE, "reference-date"):
        if not cell_text(row, column):
            reading.wrong("K101", row.at(column), column=column)
    title, publisher, address = (cell_text(row, column) for column in _SOURCE)
    return Source(
        id="own",
        title=title,
        publisher=publisher,
        year=cell_text(row, "reference-date")[:4],
        address=address,
        retrieved_on=_day(row, "retrieved-on", reading),
        terms=cell_text(row, "licence"),
    )


def _day(row: Row, column: str, reading: Reading) -> str:
    """A day or a year in ISO 8601; '' where nothing or nothing readable stands."""
    value = row[column]
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = digits(cell_text(row, column))
    if not text:
        return ""
    if _YEAR.fullmatch(text) and int(text) in _YEARS:
        return text
    try:
        if len(text) == len("2026-03-31"):
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    reading.wrong("K102", row.at(column), found=text)
    return ""


def _indicator(row: Row, reading: Reading) -> Indicator | None:
    name = _as_word(cell_text(row, "indicator-id"))
    known = {_as_word(one): indicator for one, indicator in INDICATORS.items()}
    if name not in known:
        found, allowed = cell_text(row, "indicator-id"), listed(INDICATORS, most=8)
        hint = did_you_mean(found, INDICATORS)
        place = row.at("indicator-id")
        reading.wrong("K103", place, found=found, allowed=allowed, hint=hint)
        return None
    return known[name]


def _as_word(text: str) -> str:
    """'Zero fee' and 'zero_fee' are one word."""
    return "_".join(text.casefold().replace("-", " ").replace("_", " ").split())


def _about(row: Row, indicator: Indicator, reading: Reading) -> str:
    columns: tuple[str, ...] = ("iso3",)
    needed = "its country in 'iso3'"
    if indicator.about == "corridor":
        columns = ("origin-iso3", "destination-iso3")
        needed = "'origin_iso3' and 'destination_iso3'"
    before = len(reading.issues)
    codes = [_country(row, column, reading) for column in columns]
    if len(reading.issues) > before:
        return ""
    if not all(codes) and not (any(codes) and indicator.id in _ANY_END):
        values = {"indicator": indicator.id, "about": indicator.about}
        reading.wrong("K109", row.at(), needed=needed, **values)
    return "-".join(code or ANY for code in codes)


def _country(row: Row, column: str, reading: Reading) -> str:
    found = cell_text(row, column)
    code = find_country(found) if found else ""
    if code is None:
        hint = nearest_country(found)
        reading.wrong("K104", row.at(column), found=found, hint=hint)
    return code or ""


def _said(row: Row, indicator: Indicator, reading: Reading) -> dict[str, object]:
    """The value as the indicator has it, its unit, and an amount of money."""
    if indicator.values:
        return {"value": _word(row, indicator, reading), "unit": indicator.unit}
    number = reading.number(row, "value")
    unit = _unit(row, indicator, reading)
    if number is None:
        return {}
    if not indicator.least <= number <= indicator.most:
        limits = {"least": indicator.least, "most": indicator.most}
        place = row.at("value")
        reading.wrong("K106", place, indicator=indicator.id, found=number, **limits)
    if indicator.unit:
        return {"value": str(number), "unit": unit}
    return {"value": str(number), "unit": unit, "amount": number, "currency": unit}


def _word(row: Row, indicator: Indicator, reading: Reading) -> str:
    found = cell_text(row, "value")
    known = {_as_word(value): value for value in indicator.values}
    if _as_word(found) not in known:
        allowed, hint = listed(indicator.values), did_you_mean(found, indicator.values)
        values = {"found": found, "allowed": allowed, "hint": hint}
        reading.wrong("K105", row.at("value"), indicator=indicator.id, **values)
        return ""
    return known[_as_word(found)]


def _unit(row: Row, indicator: Indicator, reading: Reading) -> str:
    """The unit of a number: that of the indicator, or a currency."""
    found = cell_text(row, "unit")
    wanted = indicator.unit or "a currency (ISO 4217)"
    if not found:
        reading.wrong("K107", row.at("unit"), indicator=indicator.id, unit=wanted)
        return ""
    if indicator.unit and _as_word(found) == _as_word(indicator.unit):
        return indicator.unit
    if not indicator.unit and found.upper() in CURRENCIES:
        return found.upper()
    hint = did_you_mean(found, [indicator.unit] if indicator.unit else CURRENCIES)
    values = {"indicator": indicator.id, "unit": wanted, "found": found, "hint": hint}
    reading.wrong("K108", row.at("unit"), **values)
    return ""
