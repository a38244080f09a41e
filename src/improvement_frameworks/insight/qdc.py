"""Codebooks as REFI-QDA files (.qdc), which programs for qualitative research exchange.

Such a file holds codes as a tree, each with a GUID, a name, a description and perhaps a colour.
What else a code has is written into its description, one paragraph each, so that people can read it
there and reading gives it back.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid5
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr

from attrs import define, field

from improvement_frameworks.core.record.types import CODE
from improvement_frameworks.documents.reading import MAX_BYTES, MAX_DEPTH
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.coding import CodebookCode

NAMESPACE: Final = "urn:QDA-XML:codebook:1.0"
GUIDS: Final = uuid5(UUID(int=0), NAMESPACE)
"""In which the GUIDs of codes are made that have none."""
NO_XML: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that no XML can hold."""

LABELS: Final[Mapping[str, str]] = {
    "include": "Include",
    "exclude": "Exclude",
    "examples": "Example",
    "code": "Code",
}
"""How a paragraph of a description begins that holds another field."""
_LABELLED: Final = re.compile(rf"(\\*)({'|'.join(LABELS.values())}): ?")

Fields = dict[str, list[str]]
"""What a file says of a code: texts by the field of a codebook's code."""


class UnreadableError(ValueError):
    """A file is no codebook; says why."""


def make_guid(code: str) -> str:
    """Return the GUID of a code that has none: always the same for the same code.

    >>> make_guid("silos") == make_guid("silos") != make_guid("control")
    True
    """
    return str(uuid5(GUIDS, code))


def write_qdc(codes: Sequence[CodebookCode]) -> str:
    """Return a codebook as the text of a REFI-QDA file.

    Raises:
        UnwritableError: if there are no codes, a code is twice in it, is below itself or below one
            that is missing, or holds a character that XML does not know.
    """
    below: dict[str | None, list[CodebookCode]] = {}
    for one in codes:
        below.setdefault(one.parent, []).append(one)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<CodeBook xmlns="{NAMESPACE}" origin="improvement-frameworks {__version__}">',
        "<Codes>",
    ]
    written: set[str] = set()
    left: list[CodebookCode | None] = [*reversed(below.get(None, []))]
    while left:
        code = left.pop()
        if code is None:
            lines.append("</Code>")
            continue
        if code.code in written:
            raise UnwritableError(f"The code {code.code!r} is twice in the codebook.")
        written.add(code.code)
        lines += _begin(code)
        left += [None, *reversed(below.get(code.code, []))]
    lost = next((one.code for one in codes if one.code not in written), None)
    if lost:
        raise UnwritableError(f"The code {lost!r} is below itself, or below one that is missing.")
    if not codes:
        raise UnwritableError("There are no codes, so there is nothing to write.")
    text = "\n".join([*lines, "</Codes>", "</CodeBook>", ""])
    if found := NO_XML.search(text):
        raise UnwritableError(f"XML cannot hold the character {found[0]!r}.")
    return text.replace("\r", "&#13;")


def _begin(one: CodebookCode) -> Iterator[str]:
    """Yield the start tag of a code and its description."""
    guid = one.guid if one.guid and is_guid(one.guid) else make_guid(one.code)
    colour = f" color={quoteattr(one.colour)}" if one.colour else ""
    codable = str(one.codable is not False).lower()
    yield f'<Code guid="{guid}" name={quoteattr(one.label)} isCodable="{codable}"{colour}>'
    paragraphs = [_guard(one.definition)] if one.definition else []
    labelled = (
        *((LABELS["include"], text) for text in (one.include,) if text),
        *((LABELS["exclude"], text) for text in (one.exclude,) if text),
        *((LABELS["examples"], text) for text in one.examples),
        (LABELS["code"], one.code),
    )
    paragraphs += [_guard(text, label) for label, text in labelled]
    description = "\n".join(paragraphs)
    yield f"<Description>{escape(description)}</Description>"


def _guard(text: str, label: str = "") -> str:
    """Return a paragraph in which no line looks like the beginning of another one."""
    first, *rest = text.split("\n")
    lines = [f"{label}: {first}" if label else _guard_line(first), *map(_guard_line, rest)]
    return "\n".join(lines)


def _guard_line(line: str) -> str:
    return f"\\{line}" if _LABELLED.match(line) else line


def is_guid(text: str) -> bool:
    """Whether a text has the form of a GUID."""
    return bool(re.fullmatch("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", text))


def read_qdc(path: Path) -> tuple[list[Fields], Counter[str]]:
    """Return what a REFI-QDA file says of its codes, and how often it says something else.

    Of each code, ``line`` is the line of the file, and ``above`` the place of its parent.

    Raises:
        UnreadableError: if it is no such file, defines entities, or is too large or too deep.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise UnreadableError(f"it is larger than {MAX_BYTES // 1024**2} MB")
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    reader = _Reader(parser)
    parser.StartElementHandler = reader.begin
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.take
    parser.StartDoctypeDeclHandler = _refuse_definitions
    try:
        parser.Parse(path.read_bytes(), True)  # noqa: FBT003 - expat takes no name here
    except (expat.ExpatError, LookupError, UnicodeError) as fault:
        raise UnreadableError(f"it is no XML as it should be: {fault}") from None
    return reader.codes, reader.left_out


def _refuse_definitions(*_facts: object) -> None:
    raise UnreadableError("it defines entities, which no such program writes. Do not trust it")


@define
class _Reader:
    """Takes what a parser finds."""

    parser: expat.XMLParserType
    codes: list[Fields] = field(factory=list[Fields])
    left_out: Counter[str] = field(factory=Counter[str])
    _open: list[str] = field(factory=list[str])
    _above: list[int] = field(factory=list[int])
    _text: list[str] | None = None

    def begin(self, full_name: str, given: dict[str, str]) -> None:
        """Take an element that begins."""
        name = full_name.rpartition(" ")[2]
        within = self._open[-1] if self._open else ""
        if not within and name != "CodeBook":
            raise UnreadableError(f"it begins with {name} in place of CodeBook")
        if len(self._open) > MAX_DEPTH:
            raise UnreadableError(f"its codes are more than {MAX_DEPTH} levels deep")
        self._open.append(name)
        if name == "Code" and within in _HOLDERS:
            above = [str(self._above[-1])] if self._above else []
            self._above.append(len(self.codes))
            line = self.parser.CurrentLineNumber
            self.codes.append({**_read_attributes(given), "above": above, "line": [str(line)]})
        elif name == "Description" and within == "Code":
            self._text = []
        elif within in _KNOWN and name not in {"CodeBook", "Codes"}:
            self.left_out[name] += 1

    def end(self, full_name: str) -> None:
        """Take the end of an element."""
        name = full_name.rpartition(" ")[2]
        self._open.pop()
        within = self._open[-1] if self._open else ""
        if name == "Description" and within == "Code" and self._text is not None:
            _take_apart("".join(self._text), self.codes[self._above[-1]])
            self._text = None
        elif name == "Code" and within in _HOLDERS:
            self._above.pop()

    def take(self, text: str) -> None:
        """Take text."""
        if self._text is not None:
            self._text.append(text)


_HOLDERS: Final = frozenset({"Codes", "Code"})
_KNOWN: Final = frozenset({"CodeBook", "Codes", "Code"})


def _read_attributes(given: Mapping[str, str]) -> Fields:
    named = {"guid": given.get("guid", "").strip("{}"), "label": given.get("name", "")}
    found: Fields = {name: [text] for name, text in named.items() if text}
    if colour := given.get("color"):
        short = re.fullmatch("#([0-9A-Fa-f])([0-9A-Fa-f])([0-9A-Fa-f])", colour)
        found["colour"] = [f"#{''.join(2 * one for one in short.groups())}" if short else colour]
    if "isCodable" in given:
        found["codable"] = [given["isCodable"]]
    return found


def _take_apart(description: str, found: Fields) -> None:
    """Take the paragraphs of a description as fields of the code."""
    fields = {label: name for name, label in LABELS.items()}
    name, lines = "definition", list[str]()
    for line in (*description.split("\n"), None):
        labelled = _LABELLED.match(line) if line is not None else None
        if line is not None and not (labelled and _begins_field(line, labelled)):
            lines.append(line[1:] if labelled and labelled[1] else line)
            continue
        if any(map(str.strip, lines)):
            found.setdefault(name, []).append("\n".join(lines))
        if line is not None and labelled:
            name, lines = fields[labelled[2]], [line[labelled.end() :]]


def _begins_field(line: str, labelled: re.Match[str]) -> bool:
    """Whether a line begins another field; what follows ``Code`` has to look like a code."""
    is_code = labelled[2] == LABELS["code"]
    rest = line[labelled.end() :]
    return not labelled[1] and (not is_code or bool(re.fullmatch(CODE.pattern, rest)))
