"""What can be wrong with rates, headcounts and payments: tables that users keep."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

MONEY: Mapping[str, Entry] = {
    "R101": Entry(
        "The table has no column {missing}: it has {found}, and needs {wanted}.",
        "Write the headings in the first row, spelt as in scoring/README.md, section"
        " 'Tables of your own'.",
        "blocking",
    ),
    "R102": Entry(
        "Column '{column}' is not known here, or stands twice, and was not read.{hint}",
        "Correct the heading, or leave the column as a note of your own.",
        "advisory",
    ),
    "R103": Entry(
        "The cell '{column}' is empty.",
        "Fill it in; a row without it is not used.",
    ),
    "R104": Entry(
        "'{found}' is not the code of a currency.{hint}",
        "Write the three letters of ISO 4217, such as USD, MYR or NPR.",
    ),
    "R105": Entry(
        "'{found}' is not a date that everybody reads alike.",
        "Write year, month and day, as in 2026-03-31.",
    ),
    "R106": Entry(
        "'{found}' is not a number.",
        "Write digits only, with a point before decimals: 1250 or 12.5.",
    ),
    "R107": Entry(
        "'{found}' is not a number above 0.",
        "Write digits only, with a point before decimals: 1250 or 0.0113.",
    ),
    "R108": Entry(
        "'{found}' is not a whole number of 0 or more.",
        "Write digits only: 1250.",
    ),
    "R109": Entry(
        "'{found}' is not a corridor.",
        "Write the countries of origin and destination as in NPL-MYS.",
    ),
    "R110": Entry(
        "'{found}' is not a year.",
        "Write four digits, such as 2024.",
    ),
    "R201": Entry(
        "The rate is from {currency} to {currency}.",
        "Write two different currencies, or delete the row.",
    ),
    "R202": Entry(
        "The rate is of {on}, but was looked up on {retrieved}, before that day.",
        "Correct one of the two dates.",
    ),
    "R203": Entry(
        "There is no rate from {base} to {quote} within {days} days of {on}; amounts in"
        " {base} of that time are not converted.",
        "Add a row to rates.csv with the rate, who published it and when you looked it"
        " up. The other direction will do; a third currency will not.",
    ),
    "R204": Entry(
        "The rates from {base} to {quote} on {on} differ: {other} and {rate}. The one"
        " looked up last counts: {kept}.",
        "Keep one row for each pair of currencies and day.",
        "advisory",
    ),
}
