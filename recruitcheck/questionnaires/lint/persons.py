"""Questions for what names a person: a name, a number, an address."""

import re
from collections.abc import Iterator, Mapping

from recruitcheck.issues import Issue, issue
from recruitcheck.questionnaires.layout import NAMES
from recruitcheck.questionnaires.lint.draft import Draft, row_kind

_PHONE = r"phone|mobile|telephone|whatsapp|cell\s?phone|cell"
_PAPER = r"passport|visa|permit|identity|identification|id|iqama|citizenship"
_ASKING = r"^|\b(what|which) (is|are) "
_WHOSE = r"(your|(the )?(worker|person)('?s)?|his|her|their)"
_SPANISH = r"(tel[eé]fono|celular|m[oó]vil|pasaporte|dni|c[eé]dula)"
_LAST = r"\W*$"  # nothing follows: 'How long was your passport kept' asks no number
_NUMBER = r"(no\.?|nr\.?|numbers?)(?!\w)"
# Numbers, then words, that name a person, in English, Spanish and Nepali.
_NUMBERED = (
    rf"\b({_PHONE}|sim|contact)\s+{_NUMBER}",
    rf"\b({_PAPER})(\s+card)?\s+{_NUMBER}",
    rf"({_ASKING}){_WHOSE}\s+({_PHONE}|{_PAPER}){_LAST}",
    rf"^({_PHONE}|{_PAPER}){_LAST}",
    r"\b(social security|bank account|national id|aadhaar)\b",
    r"\bn[uú]mero de (su )?(pasaporte|identidad|identificaci[oó]n|visa|cuenta)\b",
    r"\bn[uú]mero de (su )?(tel[eé]fono|celular|m[oó]vil|contacto)\b",
    rf"(^|\bcu[aá]l es )((su|tu)\s+)?{_SPANISH}{_LAST}",
    rf"(^|(तपाईंको|कामदारको)\s+)(फोन|मोबाइल|राहदानी|पासपोर्ट)(\s*(के|कति)\s*हो)?{_LAST}",
    r"(फोन|मोबाइल|राहदानी|पासपोर्ट|नागरिकता|परिचयपत्र)(को)?\s*(नम्बर|नं)",
)
_NAMED = (
    r"\b(your|full|first|last|family|given|(worker|person)('?s)?)\s+names?\b",
    r"\bname of the (worker|interviewee|respondent|person)\b",
    rf"^names?{_LAST}|\bwhat are you called\b|\bwho are you\b",
    r"\bsurnames?\b",
    r"\b(telephone|phone|whatsapp|e-?\s?mail)\b",
    r"\b(your|home|postal|street|workers?'?s?)\s+address\b|^address$",
    r"\b(date of birth|birth\s?(date|day)|dob)\b",
    rf"^(nombre|नाम){_LAST}|\bc[oó]mo (se|te) llamas?( usted)?{_LAST}",
    r"\b(su|tu) nombre\b|\bnombre completo\b|\bapellidos?\b",
    r"\bnombre (del? trabajador|de la (trabajadora|persona))\b",
    r"\b(tel[eé]fono|celular|m[oó]vil|correo( electr[oó]nico)?|domicilio)\b",
    r"\b(documento|c[eé]dula) de identidad\b",
    r"\b(su direcci[oó]n|direcci[oó]n (postal|particular))\b",
    r"\b(fecha de nacimiento|cu[aá]ndo naci[oó])\b",
    r"(तपाईंको|पूरा|कामदारको)\s+नाम",
    r"फोन|मोबाइल|ठेगाना|इमेल|जन्म\s*मिति",
)
# By type of question: an amount names nobody.
_PERSONAL: Mapping[str, re.Pattern[str]] = {
    "text": re.compile("|".join((*_NUMBERED, *_NAMED)), re.IGNORECASE),
    "integer": re.compile("|".join(_NUMBERED), re.IGNORECASE),
    "decimal": re.compile("|".join(_NUMBERED), re.IGNORECASE),
    "date": re.compile("|".join(_NAMED), re.IGNORECASE),
}


def lint_persons(draft: Draft) -> Iterator[Issue]:
    """By label or name, in English, Spanish and Nepali. Organisations may be named."""
    survey = draft.survey
    labels = [h.text for h in survey.headings if h.text.split("::")[0] == "label"]
    code = "Q218" if draft.respondent == "worker" else "Q219"
    for row in survey.rows:
        name, pattern = row.text("name"), _PERSONAL.get(row_kind(row))
        if pattern is None or name in NAMES:
            continue
        spoken = re.sub(r"[^a-z]+", " ", name.casefold()).strip()
        texts = (*map(row.text, labels), spoken)
        found = next(filter(None, map(pattern.search, texts)), None)
        if found is not None:
            yield issue(code, survey.place(row, "name"), found=found[0].strip())
