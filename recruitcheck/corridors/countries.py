"""Names of countries, from the table that the content folder holds."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from recruitcheck.content import content_folder
from recruitcheck.corridor import Corridor


@cache
def country_names(folder: Path | None = None) -> Mapping[str, str]:
    """English short names by ISO 3166-1 alpha-3 code, in order of the code."""
    root = folder or content_folder() / "scoring"
    with (root / "countries" / "countries.csv").open(encoding="utf-8") as file:
        return {row["iso3"]: row["name"] for row in csv.DictReader(file)}


def country_name(code: str) -> str:
    """The English short name, or the code itself where it is not known."""
    return country_names().get(code, code)


def corridor_name(corridor: Corridor) -> str:
    """'Nepal to Malaysia'."""
    origin, destination = map(country_name, (corridor.origin, corridor.destination))
    return f"{origin} to {destination}"
