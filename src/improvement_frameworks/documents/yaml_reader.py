"""Reads YAML as the plain notation for JSON that records need: no aliases, no tags, no guessing.

Only ``null``, ``true``, ``false`` and numbers are read as such; a day, a version or a "no" stays
the text that it is. The texts come from PyYAML's parser; nothing is ever constructed from a tag.
"""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from attrs import Factory, define, frozen

from improvement_frameworks.core import problem_list
from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.documents.reading import MAX_DEPTH, Fault, Spot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import yaml as yaml_types

    from improvement_frameworks.core.pointer import Path

_WHOLE: Final = re.compile(r"-?(?:0|[1-9][0-9]{0,4000})")
_DECIMAL: Final = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?")
_WORDS: Final = {"": None, "~": None, "null": None, "true": True, "false": False}
_TEXT_TAG: Final = "tag:yaml.org,2002:str"


@frozen
class YamlDocument:
    """One document of a YAML text, and where its values stand."""

    value: object
    """What it says."""
    spots: dict[Path, Spot]
    """The line and column of each value."""
    first_line: int
    """The line on which it begins."""


@define
class _Level:
    value: dict[str, object] | list[object]
    path: Path
    key: str | None = None
    keys: set[str] = Factory(set[str])


def read_yaml(text: str) -> Iterator[YamlDocument]:
    """Yield the documents of a YAML text.

    Raises:
        Fault: if it is no YAML or uses what records do not need.
        MissingExtraError: if PyYAML is not installed.
    """
    try:
        import yaml
    except ModuleNotFoundError:
        raise MissingExtraError("Reading YAML", "yaml") from None
    builder = _Builder()
    try:
        for event in _events(text):
            if isinstance(event, yaml.DocumentStartEvent):
                builder = _Builder()
            elif isinstance(event, yaml.DocumentEndEvent):
                yield builder.document()
            else:
                builder.take(event)
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark
        spot = (mark.line + 1, mark.column + 1) if mark else None
        reason = fault.problem or fault.context or "it cannot be read"
        raise Fault(problem_list.SYNTAX, {"kind": "YAML", "reason": reason}, spot) from None
    except yaml.YAMLError as fault:
        reason = str(fault).splitlines()[0]
        raise Fault(problem_list.SYNTAX, {"kind": "YAML", "reason": reason}) from None


def _events(text: str) -> Iterator[yaml_types.Event]:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    parse: Callable[..., Iterator[yaml_types.Event]] = vars(yaml)["parse"]  # its stub is untyped
    return parse(text, Loader=loader)


class _Builder:
    """Puts a document together from the parser's events, without recursion."""

    def __init__(self) -> None:
        self._levels: list[_Level] = []
        self._spots: dict[Path, Spot] = {}
        self._root: object = None
        self._first_line = 0

    def document(self) -> YamlDocument:
        """Return the document when all its events were taken."""
        return YamlDocument(self._root, self._spots, self._first_line or 1)

    def take(self, event: yaml_types.Event) -> None:
        """Take the next event of the parser."""
        import yaml

        mark = event.start_mark
        spot = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        if isinstance(event, yaml.AliasEvent):
            raise Fault(problem_list.ALIAS, {"what": f"An alias (*{event.anchor})"}, spot)
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._levels.pop()
        elif isinstance(event, yaml.NodeEvent):
            self._take_node(event, spot)

    def _take_node(self, event: yaml_types.NodeEvent, spot: Spot) -> None:
        import yaml

        self._first_line = self._first_line or spot[0]
        if event.anchor is not None:
            raise Fault(problem_list.ALIAS, {"what": f"An anchor (&{event.anchor})"}, spot)
        tag: str | None = getattr(event, "tag", None)
        if tag not in {None, "!", _TEXT_TAG}:
            raise Fault(problem_list.ALIAS, {"what": f"The tag {tag}"}, spot)
        if isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event, spot)
            return
        value: dict[str, object] | list[object] = (
            {} if isinstance(event, yaml.MappingStartEvent) else []
        )
        path = self._put(value, spot)
        if len(self._levels) >= MAX_DEPTH:
            raise Fault(problem_list.TOO_DEEP, {"limit": MAX_DEPTH}, spot)
        self._levels.append(_Level(value, path))

    def _take_scalar(self, event: yaml_types.ScalarEvent, spot: Spot) -> None:
        level = self._levels[-1] if self._levels else None
        if level and isinstance(level.value, dict) and level.key is None:
            name = event.value
            if name in level.keys:
                raise Fault(problem_list.KEY_TWICE, {"field": name}, spot)
            level.keys.add(name)
            level.key = name
            self._spots[(*level.path, name)] = spot
            return
        is_plain = event.style in {None, ""} and event.tag is None
        self._put(_resolve(event.value) if is_plain else event.value, spot)

    def _put(self, value: object, spot: Spot) -> Path:
        if not self._levels:
            self._root = value
            self._spots[()] = spot
            return ()
        level = self._levels[-1]
        if isinstance(level.value, list):
            path: Path = (*level.path, len(level.value))
            level.value.append(value)
        elif level.key is None:
            reason = "a field name is a single text"
            raise Fault(problem_list.SYNTAX, {"kind": "YAML", "reason": reason}, spot)
        else:
            path = (*level.path, level.key)
            level.value[level.key] = value
            level.key = None
        self._spots[path] = spot
        return path


def _resolve(text: str) -> object:
    """Return what a plain word stands for; what is no number or constant stays text."""
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and not math.isinf(float(text)):
        return float(text)
    return text
