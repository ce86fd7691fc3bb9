"""What can be wrong in a scoring model or in a table beside it."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

MODELS: Mapping[str, Entry] = {
    "M101": Entry(
        "This is not a TOML file: {reason}.",
        "Mend the line named, or start from a copy of a shipped file.",
        "blocking",
    ),
    "M102": Entry(
        "'{key}' is missing.",
        "Add it; scoring/README.md explains every key.",
        "blocking",
    ),
    "M103": Entry(
        "'{key}' is not a key of a scoring model.{hint}",
        "Remove it, or correct its name; scoring/README.md lists every key.",
        "blocking",
    ),
    "M104": Entry(
        "{found} cannot stand here: {reason}.",
        "Correct the value; scoring/README.md says what each key allows.",
        "blocking",
    ),
    "M105": Entry(
        "The parts of the model do not go together: {reason}.",
        "Correct one of them; scoring/README.md says what each key means.",
        "blocking",
    ),
    "M107": Entry(
        "'{key}' is not a key of this section.{hint}",
        "Remove it, or correct its name; scoring/README.md lists every key.",
        "blocking",
    ),
    "M108": Entry(
        "The parts of this section do not go together: {reason}.",
        "Correct one of them; scoring/README.md says what each key means.",
        "blocking",
    ),
    "M109": Entry(
        "'{path}' is no part of this model that can be changed.{hint}",
        "Write a part and its value, such as weight.1=30, p=1, cap.major=75, band.A=90,"
        " or credit.0=0.5; scoring/README.md lists every key but minimum_cell, which is"
        " changed in the file alone.",
        "blocking",
    ),
    # Models and tables that can be read, and should still be mended
    "M201": Entry(
        "No questionnaire asks '{found}'.{hint}",
        "Correct the id, or add the question to a questionnaire.",
    ),
    "M202": Entry(
        "No question counts in the principle '{principle}', so its weight is lost.",
        "Name its questions, or fill rc_principle of the questionnaires with its id.",
        "advisory",
    ),
    "M203": Entry(
        "No scoring model counts this question: '{principle}' is none of {allowed}."
        "{hint}",
        "Write the id of a principle, or set rc_weight to 0.",
    ),
    "M204": Entry(
        "'{found}' is {kind}, but the number of migrant workers is needed here.",
        "Name a question of type integer.",
    ),
    "M205": Entry(
        "The model is called '{found}', but its file '{stem}'.",
        "Use one name: commands and workspace.toml go by the file, reports by the id.",
        "advisory",
    ),
    "M206": Entry(
        "The weights of the principles add up to {total}, not to 100.",
        "Only their shares count; weights that add up to 100 are easier to read.",
        "advisory",
    ),
    "M208": Entry(
        "'{principle}' is the principle of no scoring model: {allowed}.{hint}",
        "Write the id of a principle, or clear the cell.",
    ),
    "M221": Entry(
        "The column '{column}' is missing.",
        "Add it, or start from a copy of the shipped table.",
    ),
    "M222": Entry(
        "'{found}' stands in {cell} already.",
        "Remove one of the two rows, or give it an id of its own.",
    ),
    "M223": Entry(
        "{column} is empty.",
        "Fill it; a fact without a source helps nobody.",
    ),
    "M224": Entry(
        "'{found}' is not known in {column}: {allowed}.{hint}",
        "Write one of the words listed.",
    ),
    "M225": Entry(
        "No clause '{found}' stands above this row.{hint}",
        "Name a clause of the table, and put it above what belongs to it.",
    ),
    "M226": Entry(
        "No framework has the clause '{found}'.{hint}",
        "Correct the id, or add the clause and its source to clauses.csv.",
    ),
    "M227": Entry(
        "'{found}' is not a country code: {form}.",
        "Write the code of ISO 3166-1 in capital letters.",
    ),
    "M228": Entry(
        "The country '{found}' is not in the table of countries.{hint}",
        "Correct the code, or add the country to countries.csv.",
    ),
}
