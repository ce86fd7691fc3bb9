"""Fit labels into a width nobody measured, and pick readable axis steps."""

import math
import re
import unicodedata
from functools import lru_cache

_BIDI_CONTROLS = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NOT_TEXT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"
)
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]")

# Advance of Inter in ems, rounded up; other fonts of the stack are narrower.
_NARROW = frozenset("iljtfrI.,:;'|!()[] ")
_WIDE = frozenset("mwMW@%&—…")


def clean(text: str) -> str:
    """Drop what could reorder or break a page: controls, bidi overrides, surrogates.

    Joiners stay: Nepali and Persian words need them.
    """
    if text.isprintable():
        return text
    return _NOT_TEXT.sub("\ufffd", _BIDI_CONTROLS.sub("", text))


def isolate(text: str) -> str:
    """Keep a right-to-left name from reordering the sentence it stands in."""
    safe = clean(text)
    if not _RIGHT_TO_LEFT.search(safe):
        return safe
    return f"\N{FIRST STRONG ISOLATE}{safe}\N{POP DIRECTIONAL ISOLATE}"


def text_width(text: str, size: float) -> float:
    """Estimate the width of `text` in pixels, at a font size in pixels."""
    return size * sum(_advance(character) for character in text)


@lru_cache(maxsize=4096)
def _advance(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.0
    if character in _NARROW:
        return 0.33
    if character in _WIDE:
        return 0.9
    if character.isupper() or character.isdigit():
        return 0.67
    return 0.58 if character.isascii() else 0.7


def shorten(text: str, width: float, size: float) -> str:
    """Cut `text` to `width` pixels, with an ellipsis where something is lost."""
    if text_width(text, size) <= width:
        return text
    room = width - text_width("…", size)
    kept = ""
    for character in text:
        if text_width(kept + character, size) > room:
            break
        kept += character
    return kept.rstrip() + "…"


def wrap(text: str, width: float, size: float, lines: int = 2) -> tuple[str, ...]:
    """Break `text` at spaces into at most `lines` lines; the last is shortened."""
    wrapped: list[str] = []
    words = text.split()
    while words and len(wrapped) < lines - 1:
        line = words.pop(0)
        while words and text_width(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        wrapped.append(shorten(line, width, size))
    rest = " ".join(words)
    return (*wrapped, shorten(rest, width, size)) if rest else tuple(wrapped)


def nice_step(span: float, steps: int) -> float:
    """Give the smallest 1, 2, 2.5 or 5 times a power of ten with `steps` in `span`."""
    if span <= 0:
        return 1.0
    rough = span / steps
    power: float = 10.0 ** math.floor(math.log10(rough))
    fits = [factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough]
    return fits[0] if fits else 10 * power
