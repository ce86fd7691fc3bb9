"""What can be wrong in a template of reports."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

TEMPLATES: Mapping[str, Entry] = {
    "T101": Entry(
        "The template cannot be read: {reason}.",
        "Mend this line, or start from a copy of a shipped template.",
    ),
    "T102": Entry(
        "There is no {what} '{found}'.{hint}",
        "Use one that reports/README.md lists, or one of Jinja's own.",
    ),
    "T103": Entry(
        "There is no template '{found}'.{hint}",
        "Correct the name; a shipped one is written 'shipped:supplier.html'.",
    ),
    "T104": Entry(
        "'{found}' prints what people wrote as it is, and it could run on the page.",
        "Leave it out: text is escaped, and charts need it only as shipped.",
        "advisory",
    ),
    "T105": Entry(
        "Nothing is called '{found}' here.{hint}",
        "Use what reports/README.md says a template is given.",
    ),
    "T106": Entry(
        "The template that this one extends has no block '{found}', so it is never"
        " shown.{hint}",
        "Name a block of that template, or put the text inside one.",
    ),
    "T107": Entry(
        "'{found}' would end the style or the script in the middle of the page.",
        "Write it otherwise, in a script as '<' + '/'.",
    ),
    "T108": Entry(
        "'{found}' is no setting of how a chart looks.{hint}",
        "Write 'key: value' with a key of matplotlib, as the shipped charts.mplstyle"
        " does; what chooses a program or a folder is not taken.",
    ),
    "T109": Entry(
        "'{found}' cannot stand after '{key}'.",
        "Write a value as the shipped charts.mplstyle does.",
    ),
}
