"""What can be wrong in the facts about countries and corridors.

The letter is K: with C, a code would look like a convention of the ILO (C105, C181).
"""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

CORRIDORS: Mapping[str, Entry] = {
    "K101": Entry(
        "'{column}' is empty: a fact without a source and a date is not used.",
        "Name the title of the source, its publisher, its address and the day or year"
        " that the fact is about.",
    ),
    "K102": Entry(
        "'{found}' is not a date or a year.",
        "Write 2026-03-31, or 2026 where only the year is known.",
    ),
    "K103": Entry(
        "There is no indicator '{found}': {allowed}.{hint}",
        "Write an indicator of the table in scoring/countries/README.md.",
    ),
    "K104": Entry(
        "'{found}' is not a country.{hint}",
        "Write its code (NPL) or its name in any language.",
    ),
    "K105": Entry(
        "'{found}' is not a value of {indicator}: {allowed}.{hint}",
        "Write one of the words listed.",
    ),
    "K106": Entry(
        "{indicator} cannot be {found}: it lies between {least:g} and {most:g}.",
        "Correct the number; write digits only, with a point before decimals.",
    ),
    "K107": Entry(
        "A number without a unit is not used; {indicator} is measured in {unit}.",
        "Write the unit of the source into 'unit'.",
    ),
    "K108": Entry(
        "{indicator} is measured in {unit}, not in '{found}'.{hint}",
        "Convert the number first, or write the unit that it has.",
    ),
    "K109": Entry(
        "{indicator} is about a {about}: {needed}.",
        "Fill 'iso3' for a country, 'origin_iso3' and 'destination_iso3' for a"
        " corridor.",
    ),
    "K110": Entry(
        "The fact is of {reference}, but was looked up on {retrieved}, before that day.",
        "Correct one of the two dates.",
    ),
    "K201": Entry(
        "The source '{found}' is not in sources.csv.{hint}",
        "Add the source with title, publisher, address and terms, or correct its id.",
    ),
    "K202": Entry(
        "'{found}' is not a basis of a fact: {allowed}.{hint}",
        "Write how the fact came about.",
    ),
    "K203": Entry(
        "'{column}' is empty.",
        "Fill it in; a row without it is not used.",
    ),
}
