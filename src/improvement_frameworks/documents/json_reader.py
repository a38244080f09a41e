"""Reads JSON more strictly than most parsers, and finds the place of a value in the text."""

from __future__ import annotations

import json
import math
import re
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn, cast

from improvement_frameworks import problems
from improvement_frameworks.documents.reading import (
    HALF_CHARACTER,
    MAX_DEPTH,
    InputFault,
    Spot,
    spot_at,
    spots_at,
)
from improvement_frameworks.problems.problem import Own

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from improvement_frameworks.core.pointer import Path

_BRACKETS: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[{]|[\]}]')
_BRACKETS_AND_COMMAS: Final = re.compile(_BRACKETS.pattern + "|,")
_STRING: Final = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"')
_WORD: Final = re.compile(r'[^\s\[{\]},:"]+')
_GAP: Final = re.compile(r"[ \t\r\n]*")
_NAME: Final = re.compile(rf"({_STRING.pattern}){_GAP.pattern}:{_GAP.pattern}")
_NEXT: Final = re.compile(rf"{_GAP.pattern},?{_GAP.pattern}")
_HALF_AS_CODE: Final = re.compile(r"\\u[dD][89a-fA-F]")
_TOKEN: Final = re.compile(r'[ \t\r\n]*([\[{\]},:"]|[^\s\[{\]},:"]+)')

# In a text that was read before, these always find what they look for.
_read_value: Callable[[str, int], tuple[Any, int]] = vars(json.JSONDecoder())["scan_once"]
_pass_gap = cast("Callable[[str, int], re.Match[str]]", _GAP.match)
_pass_name = cast("Callable[[str, int], re.Match[str]]", _NAME.match)
_pass_comma = cast("Callable[[str, int], re.Match[str]]", _NEXT.match)


class _KeyTwiceError(Exception):
    """A signal within this module."""


class _NoNumberError(Exception):
    """A signal within this module."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


def read_json(text: str) -> object:
    """Return what a JSON text says.

    Raises:
        InputFault: if it is no JSON, breaks off, holds two documents, a field twice, a number
            that is none, half a character, or is nested too deeply.
    """
    _refuse_depth(text)
    try:
        value: object = _STRICT.decode(text)
    except json.JSONDecodeError as fault:
        raise _syntax(text, fault) from None
    except _KeyTwiceError:
        raise _find_key_twice(text) from None
    except _NoNumberError as fault:
        start, path = _Walk(text).find(re.compile(re.escape(fault.word)))
        raise InputFault(
            problems.DOC_NUMBER, {"found": fault.word}, spot_at(text, start), path
        ) from None
    except ValueError:  # a whole number with more digits than Python reads
        too_long = re.compile(f"-?[0-9]{{{sys.get_int_max_str_digits() + 1}}}")
        start, path = _Walk(text).find(too_long)
        params = {"found": "A whole number of thousands of digits"}
        raise InputFault(problems.DOC_NUMBER, params, spot_at(text, start), path) from None
    if _may_have_half_characters(text):
        _refuse_half_characters(text)
    return value


def _may_have_half_characters(text: str) -> bool:
    if not text.isascii() and HALF_CHARACTER.search(text):
        return True
    return "\\u" in text and _HALF_AS_CODE.search(text) is not None


def _refuse_depth(text: str) -> None:
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return
    depth = 0
    for match in _BRACKETS.finditer(text):
        if match[0] in "[{":
            depth += 1
            if depth > MAX_DEPTH:
                spot = spot_at(text, match.start())
                raise InputFault(problems.DOC_DEEP, {"limit": MAX_DEPTH}, spot)
        elif match[0] in "]}":
            depth -= 1


def split_list(text: str) -> Iterator[tuple[int, str]]:
    """Yield the offset and the text of each item of a JSON list that was read."""
    depth, start = 0, text.index("[") + 1
    for match in _BRACKETS_AND_COMMAS.finditer(text):
        sign = match[0]
        if depth == 1 and sign in ",]":
            item = text[start : match.start()]
            yield match.start() - len(item.lstrip()), item.strip()
            start = match.end()
        depth += (sign in "[{") - (sign in "]}")


def _pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) < len(pairs):
        raise _KeyTwiceError
    return value


def _no_number(word: str) -> NoReturn:
    raise _NoNumberError(word)


def _float(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise _NoNumberError(digits)
    return number


_STRICT: Final = json.JSONDecoder(
    object_pairs_hook=_pairs, parse_constant=_no_number, parse_float=_float
)

_COMMA: Final = "nothing follows this comma; leave it out"
_WORDS: Final = {
    "Expecting value": "a value is expected here",
    "Expecting ',' delimiter": "a comma or a closing bracket is expected here",
    "Expecting ':' delimiter": "a colon is expected here",
    "Expecting property name enclosed in double quotes": "a field name in double quotation marks "
    "is expected here",
    "Illegal trailing comma before end of object": _COMMA,
    "Illegal trailing comma before end of array": _COMMA,
    "Invalid control character at": "there is a line break or another control character in a text",
    "Invalid \\escape": "a backslash in a text must be doubled",
    "Invalid \\uXXXX escape": "four figures from 0 to f are expected after \\u",
    "Unterminated string starting at": "a text has no closing quotation mark",
}


def _syntax(text: str, fault: json.JSONDecodeError) -> InputFault:
    offset = min(fault.pos, len(text.rstrip()))
    before, rest = text[: fault.pos].rstrip(), text[fault.pos :].strip()
    reason = _WORDS.get(fault.msg.rstrip(": "), "something else is expected here")
    if fault.msg == "Extra data":
        if rest.startswith(("{", "[")):
            return InputFault(problems.DOC_SEVERAL, spot=spot_at(text, offset))
        reason = "the document has ended, and yet more follows"
    elif not before:
        reason = "JSON begins with { or [; the name of a file in YAML ends in .yaml"
    elif _breaks_off(rest, fault.msg):
        return InputFault(problems.DOC_TRUNCATED, {"reason": Own(reason)}, spot_at(text, offset))
    elif before.endswith(",") and rest.startswith(("]", "}")):
        reason, offset = _COMMA, len(before) - 1  # as Python says since 3.13
    elif rest.startswith(("//", "/*", "#")):
        reason = "JSON has no comments"
    return InputFault(
        problems.DOC_SYNTAX, {"kind": "JSON", "reason": Own(reason)}, spot_at(text, offset)
    )


def _breaks_off(rest: str, message: str) -> bool:
    """Whether the text ends before anything is closed, be it within a word."""
    is_open = message.startswith("Unterminated string")
    return is_open or not rest or _WORD.fullmatch(rest) is not None


def _refuse_half_characters(text: str) -> None:
    for start, path, string in _Walk(text).strings():
        if HALF_CHARACTER.search(string):
            raise InputFault(problems.DOC_CHARACTER, spot=spot_at(text, start), path=path)


def _find_key_twice(text: str) -> InputFault:
    walk = _Walk(text)
    for start, path, name in walk.strings():
        if walk.found_twice:
            return InputFault(problems.DOC_KEY_TWICE, {"field": name}, spot_at(text, start), path)
    raise AssertionError("a key stands twice, but the walk does not find it")  # pragma: no cover


def locate_json(text: str, paths: Iterable[Path]) -> Mapping[Path, Spot]:
    """Return the line and column of each value that a path leads to, in a text that was read."""
    wanted = set(paths)
    below: dict[Path, set[str | int]] = {}
    for path in wanted:
        for length, step in enumerate(path):
            below.setdefault(path[:length], set()).add(step)
    found: dict[Path, int] = {}
    waiting: list[tuple[Path, int]] = [((), _pass_gap(text, 0).end())]
    while waiting:
        path, start = waiting.pop()
        if path in wanted:
            found[path] = start
        if path in below:
            items = _find_items(text, start, below[path])
            waiting += (((*path, step), offset) for step, offset in items)
    return spots_at(text, found)


def _find_items(text: str, start: int, steps: set[str | int]) -> Iterator[tuple[str | int, int]]:
    """Yield the offsets of some values of an object or a list, passing over the others."""
    is_object = text[start] == "{"
    left = len(steps) if is_object or text[start] == "[" else 0
    position, index = _pass_gap(text, start + 1).end(), 0
    while left and text[position] not in "}]":
        step: str | int = index
        if is_object:
            name = _pass_name(text, position)
            word = name[1]
            step = cast("str", json.loads(word)) if "\\" in word else word[1:-1]
            position = name.end()
        if step in steps:
            yield step, position
            left -= 1
            if not left:
                return
        position = _pass_comma(text, _read_value(text, position)[1]).end()
        index += 1


class _Walk:
    """Goes once through a JSON text that is known to be well written, without recursion."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.found_twice = False
        self._keys: list[set[str] | None] = []

    def values(self) -> Iterable[tuple[int, Path]]:
        """Yield the offset and the path of every value."""
        for start, path, _string, is_key in self._tokens():
            if not is_key:
                yield start, path

    def strings(self) -> Iterable[tuple[int, Path, str]]:
        """Yield offset, path and content of every text, field names included."""
        for start, path, string, _is_key in self._tokens():
            if string is not None:
                yield start, path, string

    def find(self, word: re.Pattern[str]) -> tuple[int, Path]:
        """Return offset and path of the first value that is written in this way."""
        return next((start, path) for start, path in self.values() if word.match(self.text, start))

    def _tokens(self) -> Iterable[tuple[int, Path, str | None, bool]]:
        text, position = self.text, 0
        path: list[str | int] = []
        expects_key = False
        while match := _TOKEN.match(text, position):
            sign, start, position = match[1], match.start(1), match.end()
            string: str | None = None
            if sign == '"':
                end = cast("re.Match[str]", _STRING.match(text, start)).end()
                string, position = cast("str", json.loads(text[start:end])), end
            if sign in "}]":
                self._keys.pop()
                path.pop()
                expects_key = False
            elif sign == ",":
                expects_key = self._keys[-1] is not None
                if not expects_key:
                    path[-1] = int(path[-1]) + 1
            elif sign == ":":
                expects_key = False
            elif expects_key and string is not None:
                known = cast("set[str]", self._keys[-1])
                self.found_twice = self.found_twice or string in known
                known.add(string)
                path[-1] = string
                yield start, tuple(path), string, True
            else:
                yield start, tuple(path), string, False
                if sign in "{[":
                    self._keys.append(set() if sign == "{" else None)
                    path.append("" if sign == "{" else 0)
                    expects_key = sign == "{"
