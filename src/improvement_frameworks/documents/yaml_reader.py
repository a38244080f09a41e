"""Reads YAML as the plain notation for JSON that records need: no aliases, no tags, no guessing.

Only ``null``, ``true``, ``false`` and numbers are read as such; a day, a version or a "no" stays
the text that it is. The texts come from PyYAML's parser; nothing is ever constructed from a tag.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from attrs import define, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import needing
from improvement_frameworks.documents.reading import (
    HALF_CHARACTER,
    MAX_DEPTH,
    InputFault,
    Spot,
    spot_at,
)
from improvement_frameworks.problems.problem import Own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import yaml as yaml_types

    from improvement_frameworks.core.pointer import Path

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,4000})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
_TEXT_TAG: Final = "tag:yaml.org,2002:str"
_CONTROL: Final = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INDENTED: Final = (
    "this is not indented like the lines above, or more follows after a text in quotation marks"
)
_REASONS: Final = {
    "mapping values are not allowed": "a colon is here, where no field can begin; put a text "
    "that has a colon in it into quotation marks",
    "cannot start any token": "a text that begins with this character needs quotation marks",
    "could not find expected ':'": "a field's name without a colon, or a text that is not indented",
    "did not find expected key": _INDENTED,
    "expected <block end>": _INDENTED,
    "found unexpected end of stream": "a text has no closing quotation mark",
    "unknown escape character": "a backslash must be doubled here, or the text put into "
    "single quotation marks",
    "expected ',' or": "a comma or a closing bracket is expected here",
}
_TOO_DEEP_FOR_THE_PARSER: Final = "maximum nesting depth"  # in libyaml's words
_TAB: Final = "there is a tab here; YAML is indented with spaces only"


@frozen
class YamlDocument:
    """One document of a YAML text, and where its values stand."""

    value: object
    """What it says."""
    spots: dict[Path, Spot]
    """The place of each value; a field's name stands for what is written below it."""


@define
class _Level:
    value: dict[str, object] | list[object]
    path: Path
    key: str | None = None


def read_yaml(text: str) -> Iterator[YamlDocument]:
    """Yield the documents of a YAML text.

    Raises:
        InputFault: if it is no YAML or uses what records do not need.
        MissingExtraError: if PyYAML is not installed.
    """
    with needing("Reading YAML", "yaml"):
        import yaml
    control = _CONTROL.search(text)
    if control:
        reason = f"a control character (U+{ord(control[0]):04X}) is used here"
        raise _syntax(text, control.start(), reason)
    try:
        yield from _build(text, getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as fault:
        if _TOO_DEEP_FOR_THE_PARSER in str(fault):
            raise _find_depth(text, fault) from None
        raise _explain(text, fault) from None


def _build(text: str, loader: type[object]) -> Iterator[YamlDocument]:
    import yaml

    parse: Callable[..., Iterator[yaml_types.Event]] = vars(yaml)["parse"]  # its stub is untyped
    builder = _Builder()
    for event in parse(text, Loader=loader):
        if isinstance(event, yaml.DocumentStartEvent):
            builder = _Builder()
        elif isinstance(event, yaml.DocumentEndEvent):
            yield builder.document()
        else:
            builder.take(event)


def _find_depth(text: str, fault: yaml_types.YAMLError) -> InputFault:
    """Find where a text gets too deep when libyaml, which looks ahead, has refused it before.

    The parser written in Python knows no such limit and comes to the place where ours is reached.
    """
    import yaml

    mark = getattr(fault, "problem_mark", None)
    try:
        for _ in _build(text, yaml.SafeLoader):
            pass
    except InputFault as found:
        return found
    except yaml.YAMLError:
        pass
    spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    return InputFault(problems.DOC_DEEP, {"limit": MAX_DEPTH}, spot)


def _explain(text: str, fault: yaml_types.YAMLError) -> InputFault:
    found: str = getattr(fault, "problem", None) or "it cannot be read"
    began_earlier = "could not find" in found or "end of stream" in found
    mark = getattr(fault, "context_mark" if began_earlier else "problem_mark", None)
    offset = min(mark.index, len(text.rstrip())) if mark else 0
    reason = next((words for sign, words in _REASONS.items() if sign in found), found)
    rest = text[offset:].strip()
    if ("end of stream" in found and "\n" not in rest) or ("',' or" in found and not rest):
        return InputFault(problems.DOC_TRUNCATED, {"reason": Own(reason)}, spot_at(text, offset))
    return _syntax(text, offset, _TAB if text.startswith("\t", offset) else reason)


def _syntax(text: str, offset: int, reason: str) -> InputFault:
    params = {"kind": "YAML", "reason": Own(reason)}
    return InputFault(problems.DOC_SYNTAX, params, spot_at(text, offset))


class _Builder:
    """Puts a document together from the parser's events, without recursion."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._spots: dict[Path, Spot] = {}
        self._root: object = None

    def document(self) -> YamlDocument:
        """Return the document when all its events were taken."""
        return YamlDocument(self._root, self._spots)

    def take(self, event: yaml_types.Event) -> None:
        """Take the next event of the parser."""
        import yaml

        mark = event.start_mark
        spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._levels.pop()
        elif isinstance(event, yaml.NodeEvent):
            _refuse_feature(event, spot)
            self._take_node(event, spot)

    def _take_node(self, event: yaml_types.NodeEvent, spot: Spot) -> None:
        import yaml

        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, spot)
            return
        value: dict[str, object] | list[object] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        path = self._put(value, spot)
        if len(self._levels) >= MAX_DEPTH:
            raise InputFault(problems.DOC_DEEP, {"limit": MAX_DEPTH}, spot)
        self._levels.append(_Level(value, path))

    def _take_scalar(self, event: yaml_types.ScalarEvent, spot: Spot) -> None:
        text: str = event.value
        level = self._levels[-1] if self._levels else None
        if HALF_CHARACTER.search(text):
            raise InputFault(problems.DOC_CHARACTER, spot=spot)
        if level and isinstance(level.value, dict) and level.key is None:
            path = (*level.path, text)
            if text in level.value:
                raise InputFault(problems.DOC_KEY_TWICE, {"field": text}, spot, path)
            level.key = text
            self._spots[path] = spot
            return
        is_plain = event.style in {None, ""} and event.tag is None
        self._put(_resolve(text) if is_plain else text, spot)

    def _put(self, value: object, spot: Spot) -> Path:
        path: Path = ()
        level = self._levels[-1] if self._levels else None
        if level is None:
            self._root = value
        elif isinstance(level.value, list):
            path = (*level.path, len(level.value))
            level.value.append(value)
        elif level.key is None:
            reason = "a field's name is a single text"
            raise InputFault(problems.DOC_SYNTAX, {"kind": "YAML", "reason": reason}, spot)
        else:
            path = (*level.path, level.key)
            level.value[level.key] = value
            level.key = None
            name_line = self._spots[path][0]
            if name_line < spot[0]:
                return path  # people look for a field where its name stands
        self._spots[path] = spot
        return path


def _refuse_feature(event: yaml_types.NodeEvent, spot: Spot) -> None:
    import yaml

    what = ""
    tag: str | None = getattr(event, "tag", None)
    if isinstance(event, yaml.AliasEvent):
        what = f"An alias (*{event.anchor})"
    elif event.anchor is not None:
        what = f"An anchor (&{event.anchor})"
    elif tag not in {None, "!", _TEXT_TAG}:
        what = f"The tag {tag}"
    if what:
        raise InputFault(problems.DOC_YAML_FEATURE, {"what": what}, spot)


def _resolve(text: str) -> object:
    """Return what a plain word stands for; what is no number or constant stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and not math.isinf(float(text)):
        return float(text)
    return text
