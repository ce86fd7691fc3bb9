"""Countries: their names in any language, from the table that the content folder holds.

`countries.csv` has the code, the English short name and what else people call them;
names in other languages come from Babel (Unicode CLDR), read when first needed.
"""

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from recruitcheck.content import content_folder
from recruitcheck.corridor import Corridor
from recruitcheck.issues import did_you_mean

_BETWEEN = r"\s*(?:-+>?|[\u2013\u2014\u2192>]|\bto\b)\s*"  # hyphens, dashes, arrows


@cache
def country_names(folder: Path | None = None) -> Mapping[str, str]:
    """English short names by ISO 3166-1 alpha-3 code, in order of the code."""
    return {row["iso3"]: row["name"] for row in _rows(folder)}


def country_name(code: str) -> str:
    """The English short name, or the code itself where it is not known."""
    return country_names().get(code, code)


def corridor_name(corridor: Corridor) -> str:
    """'Nepal to Malaysia'."""
    origin, destination = map(country_name, (corridor.origin, corridor.destination))
    return f"{origin} to {destination}"


def find_country(text: str) -> str | None:
    """The alpha-3 code of a code or a name: 'KSA', 'viet nam', 'Côte d'Ivoire', '네팔'.

    None where nobody calls a country so, or where two are called alike in different
    languages; `nearest_country` then gives a hint.
    """
    name = _folded(text)
    return _own_names().get(name) or _names_in_any_language().get(name)


def nearest_country(text: str) -> str:
    """' Did you mean Nepal?' for the nearest English name, '' when none is near."""
    return did_you_mean(text.strip(), (*country_names().values(), *country_names()))


def find_corridor(text: str) -> Corridor | None:
    """The corridor of a key ('NPL-MYS') or of two names ('Viet Nam - Japan', 'X to Y').

    None where either is not a country. Origin first, always.
    """
    for match in re.finditer(_BETWEEN, text, re.IGNORECASE):
        ends = text[: match.start()], text[match.end() :]
        origin, destination = map(find_country, ends)
        if origin and destination:
            return Corridor(origin, destination)
    return None


def _rows(folder: Path | None = None) -> list[dict[str, str]]:
    root = folder or content_folder() / "scoring"
    with (root / "countries" / "countries.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _folded(text: str) -> str:
    """'  Côte d'Ivoire ' is 'cote d ivoire': only letters and digits count."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    # Marks of Latin letters go; in other scripts they are part of the word.
    kept = (
        letter
        for letter in plain
        if not (unicodedata.combining(letter) and letter < "\u0370")
    )
    return " ".join(re.sub(r"[\W_]+", " ", "".join(kept)).split())


@cache
def _own_names() -> Mapping[str, str]:
    """Codes and names of the table; they come before those of other languages."""
    found: dict[str, str] = {}
    rows = _rows()
    for row in rows:
        for name in (row["iso3"], row["iso2"], row["name"]):
            found.setdefault(_folded(name), row["iso3"])
    for row in rows:
        for name in filter(None, map(_folded, (row.get("aliases") or "").split(";"))):
            found.setdefault(name, row["iso3"])
    return found


@cache
def _names_in_any_language() -> Mapping[str, str]:
    """Names in every language of CLDR that say one country only."""
    from babel import Locale
    from babel.localedata import locale_identifiers

    codes = {row["iso2"]: row["iso3"] for row in _rows()}
    found: dict[str, set[str]] = {}
    # A language names the countries; a region of it ('es_MX') hardly adds to that.
    for identifier in sorted(locale_identifiers()):
        locale = Locale.parse(identifier)
        if locale.territory or locale.variant:
            continue
        for iso2, name in locale.territories.items():
            if iso2 in codes:
                found.setdefault(_folded(str(name)), set()).add(codes[iso2])
    return {name: codes.pop() for name, codes in found.items() if len(codes) == 1}
