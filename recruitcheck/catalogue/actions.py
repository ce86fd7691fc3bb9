"""What can be wrong in a returned action plan."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

ACTIONS: Mapping[str, Entry] = {
    "A200": Entry(
        "This is not an action plan that recruitcheck made: its sheet '_rc' says nothing"
        " of one.",
        "Fill in the plan that `recruitcheck actions export` wrote, and keep all its"
        " sheets.",
        "blocking",
    ),
    "A201": Entry(
        "This plan has the format '{found}', which is not known here.",
        "Use the version of recruitcheck that made the plan, or a newer one.",
        "blocking",
    ),
    "A202": Entry(
        "The plan has no column '{column}'.",
        "Give the column its heading back, or fill in the plan again as it was sent.",
        "blocking",
    ),
    "A203": Entry(
        "'{found}' is no action of this plan.{hint}",
        "Put back what stood in the column 'Ref', or export a new plan.",
    ),
    "A204": Entry(
        "The action '{found}' stands in several rows: {cells}. None of them is read.",
        "Keep one row of each action.",
    ),
    "A205": Entry(
        "The day on which the plan was filled in is missing, so it counts as the"
        " earliest of all plans.",
        "Write it on the first sheet, as in 2026-03-31.",
    ),
    "A206": Entry(
        "This row has no 'Ref', so nobody can know of which action it speaks.",
        "Put back what stood in the column 'Ref'.",
    ),
    "A207": Entry(
        "'{found}' is not a status: {allowed}.{hint} The action counts as open.",
        "Choose from the list in the cell.",
    ),
    "A208": Entry(
        "{n} actions of this plan have no row any more: {ids}. They stay as they were.",
        "Put the rows back; an action that is done is marked, not deleted.",
        "advisory",
    ),
    "A209": Entry(
        "'{found}' is not a date that can be read in one way.",
        "Write year, month and day, as in 2026-03-31.",
    ),
    "A210": Entry(
        "It is marked as done, but {missing} missing, so it is not closed.",
        "Name the proof (a file name or what it is) and the day it was made.",
    ),
    "A211": Entry(
        "It is done and its proof is named, but nobody has signed to have seen it, so it"
        " does not count as evidence yet.",
        "Look at the proof and write who you are under 'Checked by'.",
        "advisory",
    ),
    "A212": Entry(
        "'{found}' has filled in the plan, and cannot check its own proof: the action is"
        " not closed.",
        "Let the customer or an auditor look at the proof and sign.",
    ),
    "A213": Entry(
        "The proof is dated {found}, after the plan was filled in ({filled}): its date is"
        " not read.",
        "Correct the date of the proof, or the day on the first sheet.",
    ),
    "A214": Entry(
        "This cell said '{before}' when the plan went out and says '{found}' now. What"
        " went out counts.",
        "Write your answer in the blue cells; the others are only to be read.",
        "advisory",
    ),
    "A215": Entry(
        "'{status}' needs a reason, and the answer is empty.",
        "Say why in the answer of this row.",
        "advisory",
    ),
    "A216": Entry(
        "The content of this cell cannot be read.",
        "Write the value itself into the cell, without a formula.",
    ),
    "A217": Entry(
        "This plan is of '{organisation}', of whom no return came back.{hint}",
        "Put the return into the folder `returns` too, or move the plan away.",
        "advisory",
    ),
    "A218": Entry(
        "'{found}' asks about nothing that is scored here any more, so the action changes"
        " no score.",
        "Keep it for the record, or export a new plan.",
        "advisory",
    ),
}
