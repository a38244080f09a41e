"""Turns sources into documents, one after the other, and says what could not be read."""

from __future__ import annotations

import json
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, cast

from improvement_frameworks.core import problem_list
from improvement_frameworks.core.report import Issue, Where
from improvement_frameworks.documents.json_reader import locate_json, read_json
from improvement_frameworks.documents.reading import (
    MAX_BYTES,
    MAX_DEPTH,
    Document,
    Fault,
    Unread,
    decode,
    unread,
)
from improvement_frameworks.documents.source import Nothing, Source, Stream, Value
from improvement_frameworks.documents.yaml_reader import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.documents.reading import Spot

Item: TypeAlias = "Document | Unread"


def read(source: Source) -> Iterator[Item]:
    """Yield the documents of a source; what cannot be read is yielded as an issue."""
    try:
        if isinstance(source, Nothing):
            raise Fault(source.problem, source.params)
        if isinstance(source, Value):
            yield _read_value(source)
        elif source.kind == "jsonl":
            yield from _read_lines(source)
        else:
            yield from _read_whole(source)
    except Fault as fault:
        yield unread(source.name, fault)


def _read_value(source: Value) -> Document:
    try:
        text = json.dumps(source.value, ensure_ascii=False, allow_nan=False, default=_write_day)
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise Fault(problem_list.HALF_CHARACTER) from None
    except RecursionError:
        raise Fault(problem_list.TOO_DEEP, {"limit": MAX_DEPTH}) from None
    except TypeError as fault:
        raise Fault(problem_list.NOT_JSON, {"found": str(fault)}) from None
    except ValueError as fault:
        if "Circular" in str(fault):
            raise Fault(problem_list.TOO_DEEP, {"limit": MAX_DEPTH}) from None
        raise Fault(problem_list.NUMBER, {"found": "NaN or infinity"}) from None
    return Document(source.name, read_json(text), text)


def _write_day(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _read_whole(source: Stream) -> Iterator[Item]:
    text, mark = decode(_read_bytes(source))
    if mark:
        where = Where(source=source.name, line=1, column=1)
        yield Unread(Issue(problem=problem_list.BOM, where=where, severity="info"))
    if source.kind == "yaml":
        yield from _read_yaml(source.name, text)
    else:
        yield from _read_json(source.name, text)


def _read_bytes(source: Stream) -> bytes:
    try:
        with source.open() as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise _unreadable(fault) from None
    if len(data) > MAX_BYTES:
        raise _too_large()
    return data


def _unreadable(fault: OSError) -> Fault:
    return Fault(problem_list.UNREADABLE, {"reason": fault.strerror or type(fault).__name__})


def _too_large() -> Fault:
    return Fault(problem_list.TOO_LARGE, {"limit": MAX_BYTES // (1024 * 1024)})


def _read_json(name: str, text: str) -> Iterator[Document]:
    value = read_json(text)
    if not isinstance(value, list):
        yield Document(name, value, text, partial(locate_json, text))
        return
    if not value:
        raise Fault(problem_list.EMPTY)
    for index, item in enumerate(cast("list[object]", value)):
        locate = partial(_locate_in_list, text, index)
        yield Document(name, item, json.dumps(item, ensure_ascii=False), locate, (index,))


def _locate_in_list(text: str, index: int, paths: Iterable[Path]) -> Mapping[Path, Spot]:
    found = locate_json(text, [(index, *path) for path in paths])
    return {path[1:]: spot for path, spot in found.items()}


def _read_yaml(name: str, text: str) -> Iterator[Document]:
    for document in read_yaml(text):
        try:
            as_json = json.dumps(document.value, ensure_ascii=False)
            as_json.encode("utf-8")
        except UnicodeEncodeError:
            spot = (document.first_line, 1)
            raise Fault(problem_list.HALF_CHARACTER, spot=spot) from None
        yield Document(name, document.value, as_json, partial(_look_up, document.spots))


def _look_up(spots: Mapping[Path, Spot], paths: Iterable[Path]) -> Mapping[Path, Spot]:
    return {path: spots[path] for path in paths if path in spots}


def _read_lines(source: Stream) -> Iterator[Item]:
    number = 0
    found = False
    for line in _lines(source):
        number += 1
        try:
            if len(line) > MAX_BYTES:
                raise _too_large()
            if not line.strip():
                continue
            found = True
            text, _ = decode(line)
            locate = partial(_locate_in_line, text, number)
            yield Document(source.name, read_json(text), text, locate)
        except Fault as fault:
            found = True
            yield unread(source.name, fault, first_line=number)
    if not found:
        raise Fault(problem_list.EMPTY)


def _lines(source: Stream) -> Iterator[bytes]:
    try:
        with source.open() as file:
            while line := file.readline(MAX_BYTES + 1):
                yield line
                while len(line) > MAX_BYTES and not line.endswith(b"\n"):
                    line = file.readline(MAX_BYTES + 1)  # pass over the rest of a line too long
    except OSError as fault:
        raise _unreadable(fault) from None


def _locate_in_line(text: str, number: int, paths: Iterable[Path]) -> Mapping[Path, Spot]:
    found = locate_json(text, paths)
    return {path: (number, column) for path, (_, column) in found.items()}
