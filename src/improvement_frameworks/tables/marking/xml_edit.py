r"""Edits XML where it stands: what is not edited stays as it is, byte for byte.

Expat says where each element begins and ends; changes are spliced in there. What is inserted is
pure ASCII, so that it fits whatever encoding the part has.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, Protocol
from xml.parsers import expat

from attrs import define, frozen

from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Mapping

_START_TAG: Final = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_UNWRITTEN: Final = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_A_MARK: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@frozen
class Element:
    """An element of a part: its name with and without prefix, and where it begins and ends."""

    name: str
    """Its name without prefix."""
    full_name: str
    """Its name as it is written."""
    attributes: Mapping[str, str]
    """Its attributes as they are written."""
    start: int
    """Where its start tag begins."""
    depth: int
    """How deep it lies; the root is at 1."""

    @property
    def prefix(self) -> str:
        """Its prefix with the colon, or nothing."""
        return self.full_name.removesuffix(self.name)


class Visitor(Protocol):
    """Takes the elements of a part in their order."""

    def begin(self, element: Element) -> None:
        """Take an element that begins."""
        ...

    def end(self, element: Element, place: int) -> None:
        """Take an element that ends: ``place`` is before its end tag, or after an empty tag."""
        ...


@define
class _Open:
    stack: list[Element]


def walk(data: bytes, visitor: Visitor) -> None:
    """Show the elements of a part to a visitor.

    Raises:
        UnwritableError: if it is no well-formed XML, or defines entities.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = False
    opened = _Open([])

    def begin(full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.rpartition(":")[2]
        place = parser.CurrentByteIndex
        element = Element(name, full_name, attributes, place, len(opened.stack) + 1)
        opened.stack.append(element)
        visitor.begin(element)

    def end(_name: str) -> None:
        visitor.end(opened.stack.pop(), parser.CurrentByteIndex)

    def refuse_definitions(*_facts: object) -> None:
        raise UnwritableError("The workbook defines entities, so it is not marked.")

    parser.StartElementHandler = begin
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = refuse_definitions
    try:
        parser.Parse(data, True)  # noqa: FBT003 - expat takes no name here
    except (expat.ExpatError, LookupError, UnicodeError) as fault:
        raise UnwritableError(f"A part of the workbook is damaged: {fault}") from None


def read_number(attributes: Mapping[str, str], name: str, absent: int = 0) -> int:
    """Return a whole number that an element gives.

    Raises:
        UnwritableError: if it is none.
    """
    text = attributes.get(name, str(absent)).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnwritableError(f"The workbook is damaged: {name} is no number.")
    return int(text)


class Edits:
    """The changes to a part."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._changes: list[tuple[int, int, bytes]] = []

    def insert(self, place: int, xml: str) -> None:
        """Insert text; what is inserted at one place keeps its order."""
        self._changes.append((place, place, xml.encode("ascii")))

    def set_attributes(self, element: Element, values: Mapping[str, str]) -> None:
        """Set attributes of an element."""
        tag = read_tag(self.data, element.start)
        end = element.start + len(tag)
        self._changes.append((element.start, end, set_attributes(tag, values)))

    def delete(self, element: Element, place: int) -> None:
        """Leave an element out; ``place`` is where it ends."""
        is_empty = read_tag(self.data, element.start).endswith(b"/>")
        end = place if is_empty else self.data.index(b">", place) + 1
        self._changes.append((element.start, end, b""))

    def cut(self, start: int, end: int) -> None:
        """Leave out what is between two places."""
        self._changes.append((start, end, b""))

    def append(self, element: Element, place: int, xml: str) -> None:
        """Insert text as the last thing within an element; ``place`` is where it ends."""
        tag = read_tag(self.data, element.start)
        if tag.endswith(b"/>"):
            whole = f"{tag[:-2].decode('latin-1')}>{xml}</{element.full_name}>"
            self._changes.append((element.start, place, whole.encode("latin-1")))
        else:
            self.insert(place, xml)

    def apply(self) -> bytes:
        """Return the part with all changes."""
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[0]):
            pieces += [self.data[done:start], new]
            done = end
        return b"".join([*pieces, self.data[done:]])


def read_tag(data: bytes, start: int) -> bytes:
    """Return the start tag at a place."""
    found = _START_TAG.match(data, start)
    return found[0] if found else b""


def set_attributes(tag: bytes, values: Mapping[str, str]) -> bytes:
    """Return a start tag with other values of some attributes.

    >>> set_attributes(b'<c r="A1" s="2"/>', {"s": "7", "t": "n"})
    b'<c r="A1" s="7" t="n"/>'
    """
    for name, value in values.items():
        written = f' {name}="{value}"'.encode("ascii")
        old = re.compile(rb"\s" + name.encode() + rb"""\s*=\s*("[^"]*"|'[^']*')""")
        if old.search(tag):
            tag = old.sub(written, tag, count=1)
        else:
            end = -2 if tag.endswith(b"/>") else -1
            tag = tag[:end].rstrip() + written + tag[end:]
    return tag


def write_xml(text: str) -> str:
    r"""Write a text for a part: characters that XML cannot hold are replaced.

    >>> write_xml("a < b\x00 é _x0041_")
    'a &lt; b&#65533; &#233; _x005F_x0041_'
    """
    plain = _LIKE_A_MARK.sub("_x005F_", _UNWRITTEN.sub("\ufffd", text))
    return escape(plain).encode("ascii", "xmlcharrefreplace").decode("ascii")
