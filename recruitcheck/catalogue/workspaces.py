"""What can be wrong in a workspace."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

WORKSPACES: Mapping[str, Entry] = {
    "W201": Entry(
        "This is an audit of '{organisation}' in cycle {cycle}, but no return of that"
        " supplier in that cycle came back.",
        "Correct supplier_id or cycle, or ask the supplier for its return.",
    ),
    "W202": Entry(
        "'{organisation}' answered cycle {cycle} twice; {other} is later and counts.",
        "Keep one of the two files in the folder.",
    ),
    "W203": Entry(
        "{n} workers of corridor {corridor} were interviewed, but the return states"
        " {workers} migrant workers there.",
        "Correct the number of workers in the return, or the interviews' supplier_id and"
        " origin.",
    ),
    "W204": Entry(
        "{reason}",
        "workspace.toml knows name, model, fictional and include_rejected; only name"
        " must be there.",
        "blocking",
    ),
    "W205": Entry(
        "This line of the list of organisations cannot be used: {reason}.",
        "Write id,name,role,corridors; role is supplier, recruiter or member, corridors"
        " are keys such as NPL-MYS separated by spaces.",
    ),
    "W206": Entry(
        "A file ending in '{ending}' is not read here.",
        "Save it as .xlsx, or move it out of the folder.",
        "advisory",
    ),
    "W207": Entry(
        "'{found}' is no labour recruiter that is known here.{hint}",
        "Correct the id, or add the recruiter to organisations.csv; until then it is"
        " counted as one of its own.",
        "advisory",
    ),
    "W208": Entry(
        "'{found}' was read as the labour recruiter '{id}'.",
        "Write ids as organisations.csv does, so that nobody has to wonder.",
        "advisory",
    ),
    "W209": Entry(
        "The list of organisations has no column '{column}'. Its headings are: {found}.",
        "Write id,name,role,corridors into the first line.",
        "blocking",
    ),
    "W210": Entry(
        "Interviews of '{supplier}' from {origin} in cycle {cycle}, not used ({n}):"
        " {reason}",
        "Correct supplier_id, cycle or W-PRO-02 in the interviews, or ask the supplier"
        " for its return: at least the corridor and the numbers of workers. Without any"
        " return, list it with this corridor in organisations.csv.",
    ),
    "W212": Entry(
        "This is {what}, not a file, and is not read as one.",
        "Put the file itself here.",
        "advisory",
    ),
    "W211": Entry(
        "The ids {ids} differ in capitals only. They count as {n} organisations.",
        "Write the id the same in all files.",
    ),
}
