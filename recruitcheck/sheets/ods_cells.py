"""What one cell of an OpenDocument spreadsheet stands for."""

import re

from recruitcheck.sheets.cells import UNREADABLE, Flag, Percent, Value
from recruitcheck.sheets.dates import Kind, from_iso, from_serial
from recruitcheck.sheets.limits import Limits, text_too_long
from recruitcheck.sheets.markup import as_whole, number
from recruitcheck.sheets.ods_names import CALC, OFFICE, TABLE

_SPACES = re.compile(r"[ \t\r\n]+")
_ERROR = re.compile(r"#(?:N/A|[A-Z]+(?:/0)?[!?])|Err:[0-9]{3}")
_DURATION = re.compile(
    r"(-?)P(?:([0-9]{1,9})D)?T(?:([0-9]{1,9})H)?(?:([0-9]{1,9})M)?"
    r"(?:([0-9]{1,9}(?:\.[0-9]*)?)S)?"
)
_TRUTH = {"true": True, "false": False}


class OpenCell:
    """A cell that is being read: its attributes, and the text a person sees."""

    def __init__(
        self, attributes: dict[str, str], limits: Limits, place: str = ""
    ) -> None:
        self.attributes = attributes
        self.formula = attributes.get(f"{TABLE}formula")
        self.in_paragraph = False
        self._limits = limits
        self._place = place
        self._shown: list[str] = []
        self._characters = 0
        self._paragraphs = 0
        self._after_space = True

    def start_paragraph(self) -> None:
        self._paragraphs += 1
        if self._paragraphs > 1:
            self.add("\n")
        self.in_paragraph = True
        self._after_space = True

    def add(self, text: str) -> None:
        """Text to be kept as it is."""
        self._shown.append(text)
        self._characters += len(text)
        self._check_length(self._characters)
        self._after_space = False

    def add_characters(self, text: str) -> None:
        """Text in which a run of spaces is one space, and none at the start."""
        text = _SPACES.sub(" ", text)
        if self._after_space:
            text = text.removeprefix(" ")
        if text:
            self.add(text)
            self._after_space = text.endswith(" ")

    def value(self, kind: Kind | None) -> tuple[Value, Flag]:
        """The value and its mark; `kind` is what the style of the cell shows."""
        told = self.attributes.get(f"{OFFICE}value-type", "")
        shown = "".join(self._shown)
        if self._has_failed(shown):
            return shown or UNREADABLE, "error"
        if told in {"", "string"}:
            return self._text(shown)
        if told == "void":
            return None, ""
        found = self._read(told, shown, kind)
        return (shown or UNREADABLE, "error") if found is None else (found, "")

    def _has_failed(self, shown: str) -> bool:
        if self.attributes.get(f"{CALC}value-type") == "error":
            return True
        return self.formula is not None and _ERROR.fullmatch(shown) is not None

    def _text(self, shown: str) -> tuple[Value, Flag]:
        text = self.attributes.get(f"{OFFICE}string-value") or shown
        self._check_length(len(text))
        if text or self.formula is None:
            return text or None, ""
        # LibreOffice writes the result '' as an empty paragraph and no kind of value.
        is_stored = self._paragraphs or f"{OFFICE}value-type" in self.attributes
        return ("", "") if is_stored else (None, "formula")

    def _read(self, told: str, shown: str, kind: Kind | None) -> Value:
        if told == "percentage":
            share = number(self.attributes.get(f"{OFFICE}value", ""))
            return None if share is None else Percent(share)
        if told in {"float", "currency"}:
            return self._number(shown)
        if told == "boolean":
            return _TRUTH.get(self.attributes.get(f"{OFFICE}boolean-value", ""))
        if told == "date":
            text = self.attributes.get(f"{OFFICE}date-value", "")
            return from_iso(text, kind or "date")
        if told == "time":
            days = _days(self.attributes.get(f"{OFFICE}time-value", ""))
            if days is not None:
                return from_serial(days, kind or "time", from_1904=False)
        return None

    def _number(self, shown: str) -> Value:
        found = number(self.attributes.get(f"{OFFICE}value", ""))
        # LibreOffice turns a truth value of Excel into the formula '=TRUE()', a number
        # that is shown as a word.
        if self.formula is not None and found in {0, 1} and shown.isalpha():
            return bool(found)
        return found if found is None else as_whole(found)

    def _check_length(self, characters: int) -> None:
        if characters > self._limits.text:
            raise text_too_long(self._limits.text, cell=self._place)


def _days(text: str) -> float | None:
    """Days of a duration of ISO 8601, 'PT30H00M00S' is 1.25; None when it is none."""
    found = _DURATION.fullmatch(text)
    if found is None or not any(found.groups()[1:]):
        return None
    sign, days, hours, minutes, seconds = found.groups()
    spent = (float(hours or 0) * 60 + float(minutes or 0)) * 60 + float(seconds or 0)
    length = float(days or 0) + spent / 86_400
    return -length if sign else length
