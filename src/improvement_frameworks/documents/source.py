"""Finds what there is to read: a file, a folder, a pattern, bytes, text, or what Python holds."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Mapping
from inspect import isroutine
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, Literal, TypeAlias, cast

from attrs import field, frozen

from improvement_frameworks import problems
from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.documents.reading import MAX_BYTES, unreadable
from improvement_frameworks.problems.problem import Own, quote

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from improvement_frameworks.core.pointer import Path as PointerPath
    from improvement_frameworks.problems.problem import Param, Problem

Kind: TypeAlias = Literal["json", "jsonl", "yaml"]
GivenDocument: TypeAlias = "Mapping[str, object] | Record"
Given: TypeAlias = "str | Path | bytes | IO[bytes] | GivenDocument | Sequence[GivenDocument]"

KINDS: Final[Mapping[str, Kind]] = {
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".yaml": "yaml",
    ".yml": "yaml",
}
ENDINGS: Final = tuple(KINDS)
TABLE_ENDINGS: Final = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".parquet")
"""How the names of tables end; lines of JSON may be either."""
STANDARD_INPUT: Final = "-"


@frozen
class Stream:
    """Something to read as bytes."""

    name: str
    """How reports name it."""
    kind: Kind
    """How it is written."""
    open: Callable[[], IO[bytes]]
    """Opens it; the reader closes it."""
    path: Path | None = None
    """Where it lies, if it is a file that another process can read as well."""
    is_part: bool = False
    """Whether it is some of the lines of a file; then it may hold nothing."""


@frozen
class Value:
    """A document that Python code already holds."""

    value: object
    """The document."""
    name: str = ""
    """How reports name it."""
    prefix: PointerPath = ()
    """Its place in a list of documents."""


@frozen
class Nothing:
    """A source that is not read, and why."""

    name: str
    """How reports name it."""
    problem: Problem
    """What is wrong."""
    params: Mapping[str, Param] = field(factory=dict[str, "Param"])
    """The facts of the case."""


Input: TypeAlias = "Stream | Value | Nothing"


def find_sources(given: Given) -> Iterator[Input]:
    """Yield what a caller's source stands for, in a fixed order.

    Text is taken as a document if it begins with a brace or a bracket or has a line break, and as a
    path or pattern otherwise.

    Raises:
        TypeError: if it is none of these.
    """
    if isinstance(given, Record | Mapping):
        yield _from_value(given)
    elif isinstance(given, list | tuple):
        yield from _from_list(given)
    elif isinstance(given, bytes):
        yield _from_bytes(given)
    elif isroutine(getattr(given, "read", None)):
        yield _from_open_file(cast("IO[bytes]", given))
    elif isinstance(given, str) and _is_document(given):
        yield _from_bytes(given.encode("utf-8", "surrogatepass"))
    elif isinstance(given, str) and given == STANDARD_INPUT:
        yield _open_standard_input()
    else:
        yield from find_files(cast("str | Path", given))


def _from_value(given: object, prefix: PointerPath = ()) -> Value:
    held = given.model_dump(mode="json", by_alias=True) if isinstance(given, Record) else given
    return Value(held, prefix=prefix)


def _from_list(given: Sequence[GivenDocument]) -> Iterator[Input]:
    """Yield the documents of a list, as those of a JSON text that holds a list."""
    if not given:
        yield Nothing("", problems.DOC_EMPTY)
    for index, item in enumerate(given):
        if isinstance(item, str | bytes | os.PathLike):
            raise TypeError(
                "This takes a list of dicts or records, but the list holds a value of the type "
                f"{type(item).__name__}. Give files and texts one by one, or a folder."
            )
        yield _from_value(item, (index,))


def _from_open_file(file: IO[bytes]) -> Stream:
    data = cast("object", file.read(MAX_BYTES + 1))
    if not isinstance(data, bytes):
        raise TypeError(
            "This takes a file object that is open for reading bytes, but its read() gives a "
            f"value of the type {type(data).__name__}; open the file with 'rb', or give the bytes."
        )
    own: object = getattr(file, "name", "")
    name = own if isinstance(own, str) else ""
    return Stream(
        name, KINDS.get(Path(name).suffix.lower()) or _guess_kind(data), lambda: BytesIO(data)
    )


def _name_file(given: str | Path) -> str:
    try:
        if not isinstance(cast("object", given), bytes):
            return os.fspath(given)
    except TypeError:
        pass
    raise TypeError(
        "This takes one path, text, bytes, open file, dict or record, or a list of dicts or "
        f"records, but it was given a value of the type {type(given).__name__}. For a table or a "
        "data frame there are validate_table and load_table."
    )


def _open_standard_input() -> Input:
    name = "(standard input)"
    try:
        return _from_bytes(sys.stdin.buffer.read(MAX_BYTES + 1), name)
    except (AttributeError, OSError, ValueError):  # a program without a terminal may have none
        return Nothing(name, problems.DOC_UNREADABLE, {"reason": Own("it is closed")})


def take_text(text: str | bytes) -> Iterator[Input]:
    """Yield a text as a source, whatever it says; no file is opened."""
    if not isinstance(cast("object", text), str | bytes):
        raise TypeError(f"This takes a text, but it was given a {type(text).__name__}.")
    yield _from_bytes(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)


def find_files(given: str | Path) -> Iterator[Input]:
    """Yield what lies at a path, in a folder or under a pattern; it is never read as a text."""
    yield from _find_files(_name_file(given))


def _is_document(text: str) -> bool:
    start = text.lstrip("\ufeff \t\r\n")
    return start[:1] in {"{", "["} or "\n" in text or not start


def _from_bytes(data: bytes, name: str = "") -> Stream:
    return Stream(name, _guess_kind(data), lambda: BytesIO(data))


def _guess_kind(data: bytes) -> Kind:
    start = data[:1_000_000].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] not in {b"{", b"[", b""} and _is_text(start):
        return "yaml"
    lines = [line for line in start.splitlines() if line.strip()][:2]
    one_a_line = all(line.startswith(b"{") and line.rstrip().endswith(b"}") for line in lines)
    return "jsonl" if len(lines) == 2 and one_a_line else "json"


def _is_text(data: bytes) -> bool:
    return data[:1].isascii() and b"\x00" not in data


def _find_files(name: str) -> Iterator[Input]:
    path = Path(name)
    try:
        is_folder, exists = path.is_dir(), path.exists() or path.is_symlink()
    except OSError as fault:
        yield _unreadable(path, fault)
        return
    if is_folder:
        yield from _find_in_folder(path)
    elif exists:
        yield _from_file(path)
    elif glob.has_magic(name):
        matches = [Path(match) for match in sorted(glob.glob(name, recursive=True))]  # noqa: PTH207 - the pattern may be absolute
        matches = [match for match in matches if match.is_file()]
        files = [match for match in matches if match.suffix.lower() in KINDS]
        if not files:
            yield _nothing_in(name)
        for match in files:
            yield _from_file(match)
        yield from _tell_tables(name, matches)
    else:
        yield explain_no_file(path)


def _find_in_folder(folder: Path) -> Iterator[Input]:
    found = False
    others: list[Path] = []
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = Path(place, name)
            if path.suffix.lower() not in KINDS:
                others.append(path)
            elif not name.startswith("."):
                found = True
                yield _from_file(path)
    for fault in closed:
        yield _unreadable(Path(fault.filename), fault)
    if not found and not closed:
        yield _nothing_in(str(folder))
    yield from _tell_tables(str(folder), others)


def names_table(path: Path) -> bool:
    """Whether a file in a folder is a table by its name; a text rarely is one."""
    ending = path.suffix.lower()
    return ending in TABLE_ENDINGS and ending != ".txt" and not path.name.startswith((".", "~$"))


def _tell_tables(name: str, paths: Iterable[Path]) -> Iterator[Nothing]:
    """Say how many tables lie among the documents, as nobody reads them here."""
    tables = [path for path in paths if names_table(path)]
    if tables:
        params: dict[str, Param] = {"count": len(tables), "example": quote(tables[0].name)}
        yield Nothing(name, problems.DOC_TABLES, params)


def _from_file(path: Path) -> Input:
    kind = KINDS.get(path.suffix.lower())
    if names_table(path):
        return Nothing(str(path), problems.DOC_TABLE, {"ending": path.suffix})
    if kind is None and path.suffix:
        params: dict[str, Param] = {"ending": path.suffix, "endings": ENDINGS}
        return Nothing(str(path), problems.DOC_KIND, params)
    if path.is_file():
        return Stream(str(path), kind or "json", lambda: path.open("rb"), path)
    return explain_no_file(path)


def explain_no_file(path: Path) -> Nothing:
    """Say why a path leads to no file that can be read."""
    reason = ""
    if path.is_dir():
        reason = "it is a folder"
    elif path.exists():
        reason = "it is no ordinary file"
    elif path.is_symlink():
        reason = "it is a link that leads nowhere"
    if reason:
        return Nothing(str(path), problems.DOC_UNREADABLE, {"reason": Own(reason)})
    near = nearest(path.name, _names_in(path.parent))
    offer = Own(f" Did you mean {near}?") if near else ""
    return Nothing(str(path), problems.DOC_NOT_FOUND, {"name": str(path), "offer": offer})


def _unreadable(path: Path, fault: OSError) -> Nothing:
    return Nothing(str(path), problems.DOC_UNREADABLE, unreadable(fault).params)


def _nothing_in(name: str) -> Nothing:
    return Nothing(name, problems.DOC_NONE, {"name": name, "endings": ENDINGS})


def _names_in(folder: Path) -> list[str]:
    try:
        return [path.name for path in folder.iterdir()]
    except OSError:
        return []
