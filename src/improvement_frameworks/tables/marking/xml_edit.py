r"""Edits XML where it stands: what is not edited stays as it is, byte for byte.

Expat says where each element begins and ends; changes are spliced in there. What is inserted is
pure ASCII, so that it fits whatever encoding the part has.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from html import escape
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from attrs import define

from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

_START_TAG: Final = re.compile(rb"""<(?:[^<>"']|"[^"]*"|'[^']*')*>""")
_UNWRITTEN: Final = re.compile("[^\t\n -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LIKE_A_MARK: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


@define(eq=False)
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
    end: int = 0
    """Where its end tag begins; of an empty tag, where it ends."""

    @property
    def prefix(self) -> str:
        """Its prefix with the colon, or nothing."""
        return self.full_name.removesuffix(self.name)


class XmlPart:
    """A part of a workbook that can be changed.

    Args:
        data: The part.
        deepest: How deep elements are kept, so that those of a large part need no memory.

    Raises:
        UnwritableError: if it is no well-formed XML, or defines entities.
    """

    def __init__(self, data: bytes, deepest: int = 1_000) -> None:
        self.data = data
        self.elements: list[Element] = []
        self._changes: list[tuple[int, int, bytes]] = []
        parser = expat.ParserCreate()
        opened: list[Element] = []

        def begin(full_name: str, attributes: dict[str, str]) -> None:
            name = full_name.rpartition(":")[2]
            place = parser.CurrentByteIndex
            element = Element(name, full_name, attributes, place, len(opened) + 1)
            opened.append(element)
            if element.depth <= deepest:
                self.elements.append(element)

        def end(_name: str) -> None:
            opened.pop().end = parser.CurrentByteIndex

        def refuse_definitions(*_facts: object) -> None:
            raise UnwritableError("The workbook defines entities, so it is not marked.")

        parser.StartElementHandler = begin
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = refuse_definitions
        try:
            parser.Parse(data, True)  # noqa: FBT003 - expat takes no name here
        except (expat.ExpatError, LookupError, UnicodeError) as fault:
            raise UnwritableError(f"A part of the workbook is damaged: {fault}") from None
        self.root = self.elements[0]

    def named(self, name: str) -> Iterator[Element]:
        """Yield the elements of a name."""
        return (element for element in self.elements if element.name == name)

    def first(self, name: str) -> Element:
        """Return the first element of a name.

        Raises:
            UnwritableError: if there is none.
        """
        for element in self.named(name):
            return element
        raise UnwritableError(f"The workbook is damaged: a part of it has no element {name}.")

    def within(self, parent: Element) -> Iterator[Element]:
        """Yield the elements within another one."""
        first = bisect_right(self.elements, parent.start, key=lambda one: one.start)
        for number in range(first, len(self.elements)):
            if self.elements[number].start >= parent.end:
                return
            yield self.elements[number]

    def find_place(self, later: Container[str]) -> int:
        """Return where something belongs in the root: before the first element of some names."""
        found = (one for one in self.elements if one.depth == 2 and one.name in later)
        return next((one.start for one in found), self.root.end)

    def tag(self, element: Element) -> bytes:
        """Return the start tag of an element."""
        found = _START_TAG.match(self.data, element.start)
        return found[0] if found else b""

    def inner(self, element: Element) -> tuple[int, int]:
        """Return where what is within an element begins and ends."""
        return element.start + len(self.tag(element)), element.end

    def insert(self, place: int, xml: str) -> None:
        """Insert text; what is inserted at one place keeps its order."""
        self.replace(place, place, xml.encode("ascii"))

    def append(self, element: Element, xml: str) -> None:
        """Insert text as the last thing within an element."""
        tag = self.tag(element)
        if tag.endswith(b"/>"):
            filled = f"{tag[:-2].decode('latin-1')}>{xml}</{element.full_name}>"
            self.replace(element.start, element.end, filled.encode("latin-1"))
        else:
            self.insert(element.end, xml)

    def delete(self, element: Element) -> None:
        """Leave an element out."""
        is_empty = self.tag(element).endswith(b"/>")
        end = element.end if is_empty else self.data.index(b">", element.end) + 1
        self.replace(element.start, end, b"")

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put something in place of what is between two places."""
        self._changes.append((start, end, new))

    def apply(self) -> bytes:
        """Return the part with all changes."""
        pieces: list[bytes] = []
        done = 0
        for start, end, new in sorted(self._changes, key=lambda change: change[0]):
            pieces += [self.data[done:start], new]
            done = end
        return b"".join([*pieces, self.data[done:]])


def read_number(attributes: Mapping[str, str], name: str, absent: int = 0) -> int:
    """Return a whole number that an element gives.

    Raises:
        UnwritableError: if it is none.
    """
    text = attributes.get(name, str(absent)).strip()
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise UnwritableError(f"The workbook is damaged: {name} is no number.")
    return int(text)


def write_xml(text: str) -> str:
    r"""Write a text for a part: characters that XML cannot hold are replaced.

    >>> write_xml("a < b\x00 é _x0041_")
    'a &lt; b&#65533; &#233; _x005F_x0041_'
    """
    plain = _LIKE_A_MARK.sub("_x005F_", _UNWRITTEN.sub("\ufffd", text))
    return escape(plain).encode("ascii", "xmlcharrefreplace").decode("ascii")
