"""Turns sources into documents, one after the other, and says what could not be read."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, TypeAlias, cast

from improvement_frameworks import problems
from improvement_frameworks.documents.json_reader import locate_json, read_json, split_list
from improvement_frameworks.documents.reading import (
    MAX_BYTES,
    Document,
    InputFault,
    Raw,
    Unread,
    decode,
    refuse_foreign,
    spots_at,
    unread,
    unreadable,
)
from improvement_frameworks.documents.source import Input, Nothing, Stream, Value
from improvement_frameworks.documents.value_reader import read_value
from improvement_frameworks.problems.problem import Where

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.documents.reading import Spot

Item: TypeAlias = "Document | Unread"


def read(source: Input) -> Iterator[Item]:
    """Yield the documents of a source; what cannot be read is yielded as an issue."""
    for item in split(source):
        if isinstance(item, Raw):
            yield from read_raw(item)
        else:
            yield item


def split(source: Input) -> Iterator[Item | Raw]:
    """Yield what a source holds, one after the other; texts in JSON are not read yet."""
    try:
        if isinstance(source, Nothing):
            raise InputFault(source.problem, source.params)
        if isinstance(source, Value):
            yield _read_value(source)
        elif source.kind == "jsonl":
            yield from _split_lines(source)
        elif source.kind == "json":
            yield Raw(source.name, _read_bytes(source), None)
        else:
            yield from _read_yaml(source)
    except InputFault as fault:
        yield unread(source.name, fault)


def read_raw(raw: Raw) -> Iterator[Item]:
    """Read a JSON text exactly; one that is no line of a file may be a list of documents."""
    line = raw.line or 1
    try:
        if len(raw.data) > MAX_BYTES:
            raise _too_large()
        text, mark = decode(raw.data if raw.line is None else raw.data.rstrip(b"\r\n"))
        if mark:
            yield _remark_mark(raw.source, line)
        if raw.line is None:
            yield from _read_json(raw.source, text)
        else:
            locate = partial(_locate_in_part, text, (line, 1))
            yield Document(raw.source, read_json(text), text, locate)
    except InputFault as fault:
        yield unread(raw.source, fault, first_line=line)


def trust_raw(raw: Raw) -> Document:
    """Return the document of a JSON text that is known to be well written and to hold one."""
    text = raw.data.rstrip(b"\r\n").decode() if raw.line else raw.data.decode()
    locate = partial(_locate_in_part, text, (raw.line or 1, 1))
    return Document(raw.source, json.loads(text), text, locate)


def _read_value(source: Value) -> Document:
    value = read_value(source.value, source.prefix)
    return Document(source.name, value, json.dumps(value, ensure_ascii=False), prefix=source.prefix)


def _remark_mark(name: str, line: int) -> Unread:
    where = Where(source=name, line=line, column=1)
    return Unread(problems.DOC_BOM.issue(where, "info"))


def _read_bytes(source: Stream) -> bytes:
    try:
        with source.open() as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise unreadable(fault) from None
    if len(data) > MAX_BYTES:
        raise _too_large()
    return data


def _too_large() -> InputFault:
    return InputFault(problems.DOC_LARGE, {"limit": MAX_BYTES // (1024 * 1024)})


def _read_json(name: str, text: str) -> Iterator[Document]:
    value = read_json(text)
    if not isinstance(value, list):
        yield Document(name, value, text, partial(locate_json, text))
        return
    if not value:
        raise InputFault(problems.DOC_EMPTY)
    parts = list(split_list(text))
    starts = spots_at(text, {(index,): start for index, (start, _) in enumerate(parts)})
    for index, (item, (_, part)) in enumerate(zip(cast("list[object]", value), parts, strict=True)):
        locate = partial(_locate_in_part, part, starts[index,])
        yield Document(name, item, part, locate, (index,))


def _locate_in_part(part: str, start: Spot, paths: Iterable[Path]) -> Mapping[Path, Spot]:
    """Find places in a part of a text, given the line and column on which the part begins."""
    return {
        path: (start[0] + line - 1, column + (start[1] - 1 if line == 1 else 0))
        for path, (line, column) in locate_json(part, paths).items()
    }


def _read_yaml(source: Stream) -> Iterator[Item]:
    from improvement_frameworks.documents.yaml_reader import read_yaml

    name, found = source.name, False
    text, mark = decode(_read_bytes(source))
    if mark:
        yield _remark_mark(name, 1)
    for document in read_yaml(text):
        value = document.value
        if isinstance(value, list):
            for index, item in enumerate(cast("list[object]", value)):
                found = True
                yield _write_as_json(name, item, document.spots, (index,))
        elif value is not None:  # there may be nothing between two lines of hyphens
            found = True
            yield _write_as_json(name, value, document.spots, ())
    if not found:
        raise InputFault(problems.DOC_EMPTY)


def _write_as_json(name: str, value: object, spots: Mapping[Path, Spot], prefix: Path) -> Document:
    text = json.dumps(value, ensure_ascii=False)
    return Document(name, value, text, partial(_look_up, spots, prefix), prefix)


def _look_up(
    spots: Mapping[Path, Spot], prefix: Path, paths: Iterable[Path]
) -> Mapping[Path, Spot]:
    return {path: spots[*prefix, *path] for path in paths if (*prefix, *path) in spots}


def _split_lines(source: Stream) -> Iterator[Raw]:
    found = source.is_part
    for number, line in enumerate(_lines(source), start=1):
        if number == 1 and not source.is_part:
            refuse_foreign(line)  # then the whole file is of another kind
        if not line.isspace():
            found = True
            yield Raw(source.name, line, number)
    if not found:
        raise InputFault(problems.DOC_EMPTY)


def _lines(source: Stream) -> Iterator[bytes]:
    try:
        with source.open() as file:
            while line := file.readline(MAX_BYTES + 1):
                yield line
                while len(line) > MAX_BYTES and not line.endswith(b"\n"):
                    line = file.readline(MAX_BYTES + 1)  # pass over the rest of a line too long
    except OSError as fault:
        raise unreadable(fault) from None
