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
        "There is no rate from {base} to {quote} within {days} days of {on}, so that"
        " amounts in {base} cannot be converted at it.",
        "Add a row to rates.csv with the rate, who published it and when you looked it"
        " up. The other direction will do; a third currency will not.",
    ),
    "R204": Entry(
        "The rates from {base} to {quote} on {on} differ: {other} and {rate}. The one"
        " looked up last counts: {kept}.",
        "Keep one row for each pair of currencies and day.",
        "advisory",
    ),
    "R301": Entry(
        "There is no supplier '{supplier}' in this workspace.{hint}",
        "Write the id that the supplier has in its return and in organisations.csv.",
    ),
    "R302": Entry(
        "'{supplier}' is counted twice with the same corridor, recruiter, year, sex and"
        " year of leaving; the first row counts.",
        "Keep one of the rows, or say in which they differ.",
    ),
    "R303": Entry(
        "'{found}' is not female, male or other.{hint}",
        "Write female, male or other, or leave the column empty in all rows.",
    ),
    "R304": Entry(
        "Other rows of this supplier, corridor and recruiter say '{column}', this one"
        " does not. It is counted as further workers, not as the total of the others.",
        "Delete the row if it is the total of the others.",
        "advisory",
    ),
    "R305": Entry(
        "These rows count {counted} workers of {supplier} in {corridor}; its return says"
        " {returned} (M-PRO-03). The rows are used.",
        "Ask the supplier which number is right, and of which day each is.",
        "advisory",
    ),
    "R306": Entry(
        "{n} workers of {supplier} in {corridor} were interviewed, more than the"
        " {workers} that the headcount knows; what is owed to all is not worked out.",
        "Correct the number of workers, or the interviews' supplier_id and origin.",
    ),
    "R401": Entry(
        "A payment of {amount} {currency} has no proof; it counts as said, not as proven.",
        "Name the bank list or receipt, and where an auditor can see it.",
        "advisory",
    ),
}
