"""What can be wrong in a questionnaire."""

from collections.abc import Mapping

from recruitcheck.catalogue.entry import Entry

QUESTIONNAIRES: Mapping[str, Entry] = {
    "Q101": Entry(
        "There is no sheet '{sheet}'; the workbook has {there}.",
        "Add the sheet, or start from a copy of a shipped questionnaire.",
        "blocking",
    ),
    "Q102": Entry(
        "'{column}' is missing.",
        "Add it: a form needs type, name and a label in 'survey', list_name and name in"
        " 'choices', form_title, form_id, version and default_language in 'settings',"
        " respondent and role in 'rc_settings'.",
        "blocking",
    ),
    "Q103": Entry(
        "'{found}' is not a {what}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q104": Entry(
        "The choice '{name}' stands twice in this list.",
        "Remove one of the two, or give it another name.",
        "blocking",
    ),
    "Q105": Entry(
        "This ends a group or repeat that was never begun.",
        "Remove the row, or add the matching begin_group or begin_repeat above it.",
        "blocking",
    ),
    "Q106": Entry(
        "The group or repeat is never ended.",
        "Add an end_group or end_repeat row after its last question.",
        "blocking",
    ),
    "Q107": Entry(
        "The repeat '{name}' is not known; the only repeat is 'corridors'.",
        "Name the repeat 'corridors' and begin it with the question 'origin'.",
        "blocking",
    ),
    "Q108": Entry(
        "The name '{name}' stands twice.",
        "Give one of the two questions another name.",
        "blocking",
    ),
    "Q109": Entry(
        "Unknown type '{found}'.{hint} Known are {allowed}.",
        "Use one of the known types.",
        "blocking",
    ),
    "Q110": Entry(
        "There is no choice list '{found}'.{hint}",
        "Add the list to the sheet 'choices', or name one that is there.",
        "blocking",
    ),
    "Q111": Entry(
        "'{found}' is not known in {column}: {allowed}.{hint}",
        "Write one of the words listed.",
        "blocking",
    ),
    "Q112": Entry(
        "'{text}' cannot be read: {reason} (character {position}).",
        "Mend the expression; questionnaires/README.md shows what can be written.",
        "blocking",
    ),
    "Q113": Entry(
        "No question '{found}' stands above this row.{hint}",
        "Refer to a question that is asked earlier.",
        "blocking",
    ),
    "Q114": Entry(
        "'{found}' is not a weight.",
        "Write 0 for information only, or a number above 0.",
        "blocking",
    ),
    "Q115": Entry(
        "'{text}' in {column} cannot be read: {reason}.",
        "Mend the cell; questionnaires/README.md has an example of each column.",
        "blocking",
    ),
    "Q116": Entry(
        "The choice '{name}' has no points.",
        "Add it to rc_points with points from 0 to 4, or x for information only.",
        "blocking",
    ),
    "Q117": Entry(
        "'{name}' has points but is not a choice.",
        "Remove it from rc_points, or add the choice to the list.",
        "blocking",
    ),
    "Q118": Entry(
        "The question has a weight but no points.",
        "Fill rc_points, or set rc_weight to 0.",
        "blocking",
    ),
    "Q119": Entry(
        "The gate names '{name}', which is not a choice.{hint}",
        "Name choices of the question's own list.",
        "blocking",
    ),
    "Q120": Entry(
        "The condition '{text}' speaks of more than one question at once.",
        "Join conditions of single questions by 'and'.",
        "blocking",
    ),
    "Q121": Entry(
        "The condition '{text}' speaks of a question that nobody is asked: {found}.",
        "Refer to a question of the same organisation's questionnaires.",
        "blocking",
    ),
    "Q122": Entry(
        "The answer '{answer}' of {parent} hides this question but is worth less than"
        " some answers that show it and more than others.",
        "Let an answer hide the question only if it is worth at least as much as the"
        " best, or less than the worst, of those that show it.",
        "blocking",
    ),
    "Q123": Entry(
        "The form_id '{form}' is also that of {other}.",
        "Give each questionnaire a form_id of its own.",
        "blocking",
    ),
    "Q124": Entry(
        "The cell holds {found}, which says nothing.",
        "Write the value itself, or let Excel work the formula out and save.",
        "blocking",
    ),
    "Q125": Entry(
        "Several choices may be ticked, but no rule says what they are worth together.",
        "Fill rc_rule with proportional, worst or count:0=0,1=2, or set rc_weight to 0.",
        "blocking",
    ),
    "Q126": Entry(
        "{column} compares '{found}', which this form does not calculate.{hint}",
        "Name a question of type calculate, or leave the name out to compare the"
        " answer itself.",
        "blocking",
    ),
    "Q127": Entry(
        "'{name}' says whose return it is, so its type must be {allowed}.",
        "Correct its type, or give the question another name.",
        "blocking",
    ),
    "Q128": Entry(
        "The repeat has no question '{name}', so nobody can know which corridor its"
        " answers are about.",
        "Begin the repeat with 'origin', a select_one of countries.",
        "blocking",
    ),
    # Questionnaires that can be read, and should still be mended
    "Q201": Entry(
        "The heading '{column}' stands twice.",
        "Remove one of the two columns; only one of them is read.",
    ),
    "Q202": Entry(
        "XLSForm tools take '{column}' for another name of '{meant}'; it is not read"
        " here.",
        "Use the other name, or begin the name of a column of your own with 'rc_'.",
    ),
    "Q203": Entry(
        "'{column}' is not a column of '{sheet}'.{hint} No tool reads it.",
        "Correct its name, begin the name of a column of your own with 'rc_', or move"
        " it to 'rc_settings'.",
    ),
    "Q204": Entry(
        "Phones use '{column}', but it means nothing here.",
        "Check that answers in Excel make sense without it.",
        "advisory",
    ),
    "Q205": Entry(
        "'{column}' is sent to the phone of whoever answers, and it looks like points.",
        "Write points into rc_points of the sheet 'survey' only, and remove this column.",
    ),
    "Q206": Entry(
        "'{column}' is sent to the phone of whoever answers.",
        "Remove the column, unless a choice_filter needs it.",
        "advisory",
    ),
    "Q207": Entry(
        "'{name}' cannot be a name in XLSForm.",
        "Begin with a letter or '_', go on with letters, digits, '_', '-' or '.', as in"
        " M-FEE-08; 'meta' is taken.",
    ),
    "Q208": Entry(
        "'{name}' differs from '{other}' in {cell} in capitals only.",
        "Give one of the two another name: exports and people mix them up.",
    ),
    "Q209": Entry(
        "The name of the choice '{name}' has a space in it.",
        "Write '_' instead: several answers are stored with spaces between them.",
    ),
    "Q210": Entry(
        "No question uses the list '{list}'.{hint}",
        "Name it in the type of a question, or remove its rows.",
        "advisory",
    ),
    "Q211": Entry(
        "There is no {column} in {language}.",
        "Translate it; until then people see the default language.",
        "advisory",
    ),
    "Q212": Entry(
        "There is no column '{column}', so all of that is missing in {language}.",
        "Add the column and fill it.",
    ),
    "Q213": Entry(
        "The questions have no labels in the language '{language}'.{hint}",
        "Write the language in every heading alike, as in 'Nepali (ne)'.",
    ),
    "Q214": Entry(
        "The question has no label in any language.",
        "Write what is asked.",
    ),
    "Q215": Entry(
        "'{text}' tells whoever answers what the answer is worth.",
        "Take the points out of the text; they belong into rc_points.",
    ),
    "Q216": Entry(
        "'{text}' looks like an expression, but this column is shown as it is.",
        "Move it to 'relevant', 'constraint' or 'calculation'.",
    ),
    "Q217": Entry(
        "Two choices of the list '{list}' read '{text}', so nobody can tell them apart.",
        "Give each choice of a list a label of its own.",
    ),
    "Q218": Entry(
        "This asks a worker for '{found}': with it the person can be found.",
        "Remove the question; interviews are kept without names, numbers and addresses.",
    ),
    "Q219": Entry(
        "This seems to ask for '{found}', which names a person.",
        "Ask for it only if it is needed, and say who will see it.",
        "advisory",
    ),
    "Q220": Entry(
        "The choice '{name}' has no label in any language.",
        "Write what people are to read.",
    ),
    "Q221": Entry(
        "'{found}' is asked further down, in {cell}.",
        "Move that question above this row, or refer to one that is asked earlier.",
    ),
    "Q222": Entry(
        "'{found}' is not a choice of {question}: {allowed}.{hint}",
        "Write the name of the choice as in the sheet 'choices', capitals included.",
    ),
    "Q223": Entry(
        "{question} is {sort}, but {used}.",
        "Compare choices with their names in quotes, numbers with numbers, and days"
        " with days such as '2026-03-31'.",
    ),
    "Q224": Entry(
        "This holds only where '{choice}' and nothing else is ticked in {question}.",
        "Write selected(${question}, 'choice') if other ticks do not matter.",
        "advisory",
    ),
    "Q225": Entry(
        "The condition '{text}' never holds, whatever is answered to {questions}.",
        "Mend it, or remove what is never asked.",
    ),
    "Q226": Entry(
        "No answer fulfils the constraint '{text}'.",
        "Mend it; as it is the question cannot be answered.",
    ),
    "Q227": Entry(
        "The condition '{text}' in {column} speaks of no question, so it is always the"
        " same.",
        "Name the answer that decides, as in ${question} = 'yes', or clear the cell.",
    ),
    "Q228": Entry(
        "The condition '{text}' speaks of the answer to the very question it shows.",
        "Name another question, or move it to 'constraint'.",
    ),
    "Q229": Entry(
        "The constraint '{text}' does not speak of the answer itself, which is '.'.",
        "Compare '.' with something, or move it to 'relevant'.",
    ),
    "Q230": Entry(
        "This question is asked, yet it has a calculation.",
        "Clear the cell, or make it a question of type calculate.",
    ),
    "Q231": Entry(
        "The calculation is missing.",
        "Write the formula, or remove the row.",
    ),
    "Q232": Entry(
        "'{found}' is asked for each corridor, and this row stands for all of them.",
        "Take all corridors together: selected(join(' ', ${question}), 'choice').",
    ),
    "Q233": Entry(
        "This is in the short form, but '{found}' is only in the full one.",
        "Write short into rc_form of that question too, or full into this one's.",
    ),
    "Q234": Entry(
        "'${{{found}}}' in this text names no question of the form.{hint}",
        "Correct the name: phones write the answer in its place.",
    ),
    "Q235": Entry(
        "'{text}' divides by 0, which gives no number.",
        "Divide by an answer, or by another number.",
    ),
    "Q236": Entry(
        "'{text}' holds a space that is not an ordinary one: phones cannot read it.",
        "Type the spaces again; the one was copied from another program.",
    ),
    "Q241": Entry(
        "Where {question} is not answered, phones take '!=' for true and web forms may"
        " take it for false.",
        "Say what holds instead, with '=' or '>'.",
        "advisory",
    ),
    "Q242": Entry(
        "Whether {question} is answered is true or false in web forms and on phones by"
        " different rules.",
        "Compare it: ${question} != ''.",
        "advisory",
    ),
    "Q243": Entry(
        "'{text}' rounds a number that may be below 0: phones make -1 of -1.5, web"
        " forms -2.",
        "Round only what a constraint keeps at 0 or above.",
        "advisory",
    ),
    "Q244": Entry(
        "Phones compare the pattern '{text}' with the whole answer, web forms look for"
        " it anywhere in the answer.",
        "Begin the pattern with '^(' and end it with ')$'.",
        "advisory",
    ),
    "Q251": Entry(
        "No band holds {found}.",
        "Add a band, so that every number has points.",
    ),
    "Q252": Entry(
        "The band '{band}' is never reached.",
        "Put it above the band that takes its numbers, or remove it.",
    ),
    "Q253": Entry(
        "The points run from {least} to {most}, not from 0 to 4.",
        "Use the whole scale, unless no answer is that bad or that good.",
        "advisory",
    ),
    "Q254": Entry(
        "There are points but no weight, so they never count.",
        "Fill rc_weight, with 0 if the points are only to be shown.",
        "advisory",
    ),
    "Q255": Entry(
        "The gate of this question limits the score, so it may not be answered by 'not"
        " applicable'.",
        "Remove 'na' from rc_missing, and from the choices of the question.",
    ),
    "Q256": Entry(
        "'{name}' is allowed here, but it is not a choice of the list '{list}'.",
        "Add the choice to the list, or remove the word from rc_missing.",
    ),
    "Q257": Entry(
        "'{name}' is a choice of the list '{list}', but it is not allowed here.",
        "Add the word to rc_missing, or use a list without it.",
    ),
    "Q258": Entry(
        "{column} is empty, so that reports cannot say what is wrong and who mends it.",
        "Fill it; questionnaires/README.md has an example.",
        "advisory",
    ),
    "Q259": Entry(
        "The question stands in {other} too, with another {column}.",
        "Make both alike, or give one of the two another name: one id means one"
        " question.",
    ),
    "Q260": Entry(
        "No answer sets off the gate '{gate}'.",
        "Correct its condition, or remove it.",
    ),
    "Q261": Entry(
        "'{found}' in rc_cost is no category of cost: {allowed}.{hint}",
        "Write one of the categories, or clear the cell.",
    ),
    "Q262": Entry(
        "The topic '{found}' is that of this question only.{hint}",
        "Write the topic as the questions of other forms have it.",
        "advisory",
    ),
    "Q271": Entry(
        "'{found}' is no text of the blank workbook, so it is never shown.{hint}",
        "Take the keys of the shipped questionnaires/blank_text.csv.",
    ),
    "Q272": Entry(
        "{found} stands in only one of this text and the English one: '{text}'.",
        "Use the same words in braces: each is filled in when the workbook is written.",
    ),
    "Q273": Entry(
        "Texts of the blank workbook that are missing in {language}, shown in English"
        " ({count}): {keys}.",
        "Translate them in this column.",
        "advisory",
    ),
}
