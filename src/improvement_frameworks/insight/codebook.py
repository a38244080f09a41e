"""Codebooks of other programs, as REFI-QDA files (.qdc) and as tables (.csv).

A codebook that is written and read again is the same, but for the order of its codes: a REFI-QDA
file has them as a tree. Programs that know nothing of the further columns of the table read its
``name`` and ``description``.
"""

from __future__ import annotations

import re
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import ValidationError

from improvement_frameworks import problems
from improvement_frameworks.core.file import replacing
from improvement_frameworks.core.record.coding import CodebookCode
from improvement_frameworks.core.record.types import CODE
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.wording import write_code
from improvement_frameworks.core.work.masking import change_texts
from improvement_frameworks.documents.reading import InputFault
from improvement_frameworks.insight.qdc import (
    Fields,
    UnreadableError,
    is_guid,
    make_guid,
    read_qdc,
    write_qdc,
)
from improvement_frameworks.privacy import mask_names
from improvement_frameworks.problems.problem import Issue, Own, Where, quote
from improvement_frameworks.tables.cells.escape import unescape
from improvement_frameworks.tables.writing.text_table import TextTable
from improvement_frameworks.tables.writing.writer import write_table_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from improvement_frameworks.core.report.report import Report

COLUMNS: Final = {
    "code": "code",
    "name": "label",
    "tag": "label",
    "label": "label",
    "path": "label",
    "description": "definition",
    "definition": "definition",
    "include": "include",
    "exclude": "exclude",
    "example": "examples",
    "parent": "parent",
    "codable": "codable",
    "colour": "colour",
    "color": "colour",
    "guid": "guid",
}
"""What the columns of a table hold, by their heading; ``example 2`` holds another example."""
ENDINGS: Final = (".qdc", ".csv")
"""How the files end that a codebook is read from."""
YES: Final = frozenset({"true", "yes", "1", ""})
NO: Final = frozenset({"false", "no", "0"})


class Codebook(NamedTuple):
    """A codebook that was read, and what is to be said about it."""

    codes: tuple[CodebookCode, ...]
    """Its codes, in the order of the file."""
    report: Report
    """What could not be read, and what was left out."""


def write_codebook(
    codes: Iterable[CodebookCode], path: str | Path, *, force: bool = False, names: bool = True
) -> None:
    """Write a codebook for other programs.

    Args:
        codes: The codes, such as the ``codebook`` of a record of a poll.
        path: A new file that ends in ``.qdc`` (REFI-QDA) or ``.csv``.
        force: Whether an existing file may be replaced.
        names: Whether names of people after a title are written.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if the file is of another kind, or cannot hold the codes; the message says why.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    file, known = Path(path), tuple(codes)
    if not names:
        known = hide_names(known)
    if file.suffix.lower() == ".qdc":
        text = write_qdc(known)
        with replacing(file, force=force) as draft:
            draft.write_text(text, encoding="utf-8", newline="\n")
    elif file.suffix.lower() == ".csv":
        _write_table(known, file, force=force)
    else:
        raise ValueError(f"A codebook is written as .qdc or .csv, and not as {file.name}.")


def hide_names(codes: Iterable[CodebookCode]) -> tuple[CodebookCode, ...]:
    """Return codes without names of people after a title.

    >>> code = CodebookCode(code="a", label="A", examples=["Ask Mrs Sample."])
    >>> hide_names([code])[0].examples
    ('Ask Mrs [name].',)
    """
    hide = partial(mask_names, names=(), after_titles=True)
    return tuple(change_texts(one, hide) for one in codes)


def read_codebook(path: str | Path) -> Codebook:
    """Read a codebook that another program wrote.

    A code that a file gives only a name gets a code from it. Nothing is raised for a bad file: the
    report says what is wrong.

    Args:
        path: A file that ends in ``.qdc`` (REFI-QDA), or a table (``.csv``) with a column ``name``.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> book = load(get_example("poll")).codebook
        >>> folder = getfixture("tmp_path")
        >>> write_codebook(book, folder / "codes.qdc")
        >>> codes, report = read_codebook(folder / "codes.qdc")
        >>> [code.label for code in codes][:2], report.ok
        (['How people are', 'Pressure on staff'], True)
    """
    file, collector = Path(path), Collector(rules=False)
    try:
        found, issues = _read(file)
    except (UnreadableError, OSError) as fault:
        reason = fault.strerror if isinstance(fault, OSError) else str(fault)
        collector.add([_unreadable(file, reason or type(fault).__name__)])
        return Codebook((), collector.report())
    codes = tuple(_make_codes(file, found, issues))
    collector.add(issues)
    return Codebook(codes, collector.report())


def _read(file: Path) -> tuple[list[Fields], list[Issue]]:
    """Return what a file says of its codes, and what is to be said of the file.

    Raises:
        UnreadableError: if it is no codebook.
        OSError: if it cannot be read.
    """
    ending = file.suffix.lower()
    if ending not in ENDINGS:
        raise UnreadableError("codebooks end in .qdc or .csv")
    found, issues = _read_qdc(file) if ending == ".qdc" else _read_table(file)
    if not found:
        raise UnreadableError("there are no codes in it")
    return found, issues


def _unreadable(file: Path, reason: str) -> Issue:
    return problems.CODEBOOK_UNREADABLE.issue(Where(source=str(file)), reason=Own(reason))


def _read_qdc(file: Path) -> tuple[list[Fields], list[Issue]]:
    found, left_out = read_qdc(file)
    what = tuple(f"{name} ({times})" for name, times in left_out.items())
    return found, [_left_out(file, what)] if what else []


def _left_out(file: Path, what: tuple[str, ...]) -> Issue:
    return problems.CODEBOOK_LEFT_OUT.issue(Where(source=str(file)), what=what)


def _write_table(codes: Sequence[CodebookCode], file: Path, *, force: bool) -> None:
    most = max((len(one.examples) for one in codes), default=0)
    examples = ["example", *(f"example {number}" for number in range(2, most + 1))]
    headings = ["code", "name", "description", "include", "exclude", *examples]
    headings += ["parent", "codable", "colour", "guid"]
    rows = [
        {
            "code": one.code,
            "name": one.label,
            "description": one.definition or "",
            "include": one.include or "",
            "exclude": one.exclude or "",
            **dict(zip(examples, one.examples, strict=False)),
            "parent": one.parent or "",
            "codable": "false" if one.codable is False else "true",
            "colour": one.colour or "",
            "guid": one.guid or "",
        }
        for one in codes
    ]
    write_table_file(file, TextTable(headings, rows), force=force)


def _read_table(file: Path) -> tuple[list[Fields], list[Issue]]:
    """Return what a table says of its codes.

    Raises:
        UnreadableError: if it has no column of names, or a row is faulty.
    """
    from improvement_frameworks.tables.reading.csv_reader import open_csv
    from improvement_frameworks.tables.reading.sheet import Sheet

    issues: list[Issue] = []
    found: list[Fields] = []
    try:
        sheets = list(open_csv(file))
        names: list[str] | None = None
        for sheet in sheets:
            if not isinstance(sheet, Sheet):
                issues.append(sheet)
                continue
            for row in sheet.rows():
                if isinstance(row, Issue):
                    issues.append(row)
                    continue
                cells = [unescape(str(cell or "")) for cell in row.cells]
                if names is None:
                    names = [_name_column(cell) for cell in cells]
                    issues += _check_columns(file, cells, names)
                elif any(map(str.strip, cells)):
                    found.append(_read_row(names, cells, row.line or row.number))
    except InputFault as fault:
        raise UnreadableError("there is nothing in it") from fault
    return found, issues


def _name_column(heading: str) -> str:
    plain = heading.strip().casefold()
    return COLUMNS.get(re.sub(r"^example \d+$", "example", plain), "")


def _check_columns(file: Path, headings: Sequence[str], names: Sequence[str]) -> Iterator[Issue]:
    """Yield what is to be said of the columns.

    Raises:
        UnreadableError: if none holds the names of the codes.
    """
    if "label" not in names:
        raise UnreadableError("it has no column name")
    pairs = zip(headings, names, strict=True)
    what = tuple(f"column {quote(heading)}" for heading, name in pairs if not name)
    if what:
        yield _left_out(file, what)


def _read_row(names: Sequence[str], cells: Sequence[str], line: int) -> Fields:
    found: Fields = {"line": [str(line)]}
    for name, cell in zip(names, cells, strict=False):
        if name and cell.strip():
            found.setdefault(name, []).append(cell)
    return found


def _make_codes(file: Path, found: Sequence[Fields], issues: list[Issue]) -> Iterator[CodebookCode]:
    """Yield the codes that are right, and add what is wrong with the others."""
    codes = _choose_codes(found)
    named = {one.get("label", [""])[0]: code for one, code in zip(found, codes, strict=True)}
    known = {*codes}
    for one, code in zip(found, codes, strict=True):
        parent = codes[int(one["above"][0])] if one.get("above") else one.get("parent", [""])[0]
        if parent and parent not in known:
            parent = named.get(parent, parent)
        try:
            yield _make_code(one, code, parent)
        except ValueError as fault:
            where = Where(source=str(file), line=int(one["line"][0]))
            name = quote(one.get("label", [code])[0])
            reason = Own(_say(fault))
            issues.append(problems.CODEBOOK_CODE.issue(where, name=name, reason=reason))


def _make_code(one: Fields, code: str, parent: str) -> CodebookCode:
    word = one.get("codable", [""])[0].strip().casefold()
    if word not in YES | NO:
        raise ValueError(f"whether it can be given to an answer is not clear from {word!r}")
    guid = one.get("guid", [""])[0].strip("{}")
    said: dict[str, object] = {
        name: one[name][0]
        for name in ("definition", "include", "exclude", "colour")
        if one.get(name)
    }
    if parent:
        said["parent"] = parent
    if word in NO:
        said["codable"] = False
    if guid and not (is_guid(guid) and guid == make_guid(code)):
        said["guid"] = guid
    label = one.get("label", [code])[0]
    return CodebookCode.model_validate(
        {"code": code, "label": label, "examples": one.get("examples", []), **said}
    )


def _say(fault: ValueError) -> str:
    """Return in words what is wrong with the values of a code."""
    if not isinstance(fault, ValidationError):
        return str(fault)
    first = fault.errors()[0]
    expected = str(first.get("ctx", {}).get("expected", first["msg"]))
    return f"its {first['loc'][0]} is not {expected}"


def _choose_codes(found: Sequence[Fields]) -> list[str]:
    """Return a code for each of them that no other has: its own, or one from its name."""
    own = [one.get("code", [""])[-1].strip() for one in found]
    taken = {code for code in own if re.fullmatch(CODE.pattern, code)}
    chosen: list[str] = []
    used: set[str] = set()
    numbers: dict[str, count[int]] = {}
    for one, code in zip(found, own, strict=True):
        free = code
        if code not in taken or code in used:
            wanted = free = write_code(one.get("label", [""])[0])
            while free in taken or free in used:
                free = f"{wanted}-{next(numbers.setdefault(wanted, count(2)))}"
        chosen.append(free)
        used.add(free)
    return chosen
