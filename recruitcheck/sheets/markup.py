"""XML of one part: expat without document types, entities or a way to other files."""

import math
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Protocol
from xml.parsers import expat

from recruitcheck.sheets.limits import Refused, damaged, quoted, too_large

DEEPEST = 200
TRUE = ("1", "true")

_LONGEST_TAG = 1 << 20
_MOST_NAMES = 10_000
_MOST_ELEMENTS = 100_000
# Those that expat knows itself: for others Python would try any of its codecs.
_ENCODINGS = ("utf-8", "utf-16", "us-ascii", "iso-8859-1")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_MOST_DIGITS = 300
_MOST_EXACT = 2**53
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")


class Handler(Protocol):
    """Is told each element below the root, and the text between tags.

    Must turn down what is nested deeper than `DEEPEST`.
    """

    def start(self, name: str, attributes: dict[str, str], /) -> None: ...
    def end(self, name: str, /) -> None: ...
    def text(self, characters: str, /) -> None: ...


def parse(
    chunks: Iterable[bytes],
    part: str,
    root: str,
    handler: Handler,
    *,
    namespaces: bool = False,
) -> None:
    """Tell `handler` what the part holds; refused if not well-formed or hostile.

    Names are told without the prefix of the root: namespaces differ between ordinary
    and strict workbooks, and expat is a fifth slower when it resolves them. With
    `namespaces`, and for the root then too, a name is 'namespace name'.
    """
    names: dict[str, str] = {}
    parser = expat.ParserCreate(None, " " if namespaces else None, names)
    parser.buffer_text = True
    parser.XmlDeclHandler = _check_encoding
    parser.StartDoctypeDeclHandler = _refuse_document_type
    parser.StartElementHandler = _Root(parser, part, root, handler).start
    fed = 0
    try:
        for chunk in chunks:
            parser.Parse(chunk)
            # A tag with a million attributes, or a million different names, would
            # take far more memory than its bytes.
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise too_large("bytes in one XML tag", _LONGEST_TAG)
            fed += len(chunk)
            if len(names) > _MOST_NAMES:
                raise too_large("different XML names", _MOST_NAMES)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        where = f"line {error.lineno}, column {error.offset + 1}"
        raise damaged(f"its part {quoted(part)} is no valid XML at {where}") from None


@dataclass(frozen=True, slots=True)
class _Root:
    """Waits for the root element, checks it and hands over to the handler."""

    parser: expat.XMLParserType
    part: str
    name: str
    handler: Handler

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        prefix, colon, local = name.rpartition(":")
        if " " in self.name:
            colon, local = "", name
        if local != self.name:
            word = self.name.rpartition(" ")[2]
            raise damaged(f"its part {quoted(self.part)} is no '{word}'")
        handler: Handler = self.handler
        if colon:
            handler = _Unprefixed(f"{prefix}:", handler)
        self.parser.StartElementHandler = handler.start
        self.parser.EndElementHandler = handler.end
        self.parser.CharacterDataHandler = handler.text


@dataclass(frozen=True, slots=True)
class _Unprefixed:
    prefix: str
    handler: Handler

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.handler.start(name.removeprefix(self.prefix), attributes)

    def end(self, name: str) -> None:
        self.handler.end(name.removeprefix(self.prefix))

    def text(self, characters: str) -> None:
        self.handler.text(characters)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise Refused("F108", found="XML in an unusual encoding")


def _refuse_document_type(*_: object) -> None:
    raise Refused("F108", found="a document type definition (DTD)")


def too_deep() -> Refused:
    return too_large("levels of nested XML", DEEPEST)


def unescaped(text: str) -> str:
    """Text with '_x000D_' turned into the character it stands for."""
    return _ESCAPED.sub(_characters, text) if "_x" in text else text


def _characters(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("_x", "").replace("_", ""))
    # Half of a surrogate pair is no character; Python could not write it again.
    return units.decode("utf-16-be", errors="replace")


def elements(
    chunks: Iterable[bytes], part: str, root: str, wanted: Collection[str]
) -> list[tuple[str, dict[str, str]]]:
    """Attributes of the elements that `wanted` names as 'parent/element', in order."""
    collector = _Collector(root, wanted)
    parse(chunks, part, root, collector)
    return collector.found


class _Collector:
    def __init__(self, root: str, wanted: Collection[str]) -> None:
        self.found: list[tuple[str, dict[str, str]]] = []
        self._wanted = wanted
        self._open = [root]

    def start(self, name: str, attributes: dict[str, str]) -> None:
        path = f"{self._open[-1]}/{name}"
        if path in self._wanted:
            self.found.append((path, attributes))
        self._open.append(name)
        if len(self._open) > DEEPEST:
            raise too_deep()
        if len(self.found) > _MOST_ELEMENTS:
            raise too_large(f"elements '{name}'", _MOST_ELEMENTS)

    def end(self, _name: str) -> None:
        self._open.pop()

    def text(self, characters: str) -> None:
        """Text does not matter here."""


def whole(text: str) -> int:
    """A row, a column or how often one is repeated; 0 for what is none."""
    is_whole = len(text) < 8 and text.isdecimal() and text.isascii()
    return int(text) if is_whole else 0


def number(text: str) -> int | float | None:
    """Whole numbers exactly, others as float; None for what is no finite number."""
    if _NUMBER.fullmatch(text) is None:
        return None
    if len(text) <= _MOST_DIGITS and text.lstrip("+-").isdecimal():
        return int(text)
    found = float(text)
    return found if math.isfinite(found) else None


def as_whole(found: float) -> int | float:
    """The same number as an int where it is a whole one that a float holds exactly."""
    exact = abs(found) <= _MOST_EXACT and found == int(found)
    return int(found) if exact else found
