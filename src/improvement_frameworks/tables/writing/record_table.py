"""Writes records as tables: one row an entry, what belongs to the record repeated in each.

Lists of nouns, such as actions, are JSON text in a cell, or have rows of their own beside them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from improvement_frameworks.core.record.record import Record, framework_of
from improvement_frameworks.core.work.masking import leave_out_all_names
from improvement_frameworks.tables.rows.column import CONTRIBUTOR, FRAMEWORK, RECORD, columns_of
from improvement_frameworks.tables.rows.noun_list import ENTRY, NounList, noun_lists_of
from improvement_frameworks.tables.writing.text_table import TextTable
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.writer import write_table_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.rows.column import Column, Place

TextRow: TypeAlias = "dict[str, str]"
"""The cells of a row by the names of their columns; blank ones are left out."""

_PERSON: Final = "contributors"


def write_record_table(
    records: Iterable[Record], path: Path, *, force: bool = False, names: bool = True
) -> list[str]:
    """Write records as a table: in a workbook, each list of nouns has a sheet of its own.

    Args:
        records: Records of one framework.
        path: The file.
        force: Whether an existing file may be replaced.
        names: Whether names of people are written.

    Returns:
        The columns in which lists of nouns are JSON text, as in any other kind of file.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if there are no records or they are of several frameworks, or a text cannot
            be in the file.
        MissingExtraError: if a library is missing that the kind of file needs.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    if not names:
        records = leave_out_all_names(records)
    tables = write_tables(records, apart=path.suffix.lower() == ".xlsx")
    if not tables:
        raise ValueError("There are no records, so there is nothing to write.")
    write_table_file(path, *tables, force=force)
    used = tables[0].headings
    framework = next(iter(tables[0].rows))[FRAMEWORK]
    lists = {(noun.place, (noun.name,)) for noun in noun_lists_of(framework)}
    columns = columns_of(framework)
    return [c.name for c in columns if (c.place, c.path) in lists and c.name in used]


def write_tables(records: Iterable[Record], *, apart: bool = True) -> tuple[TextTable, ...]:
    """Write records as a table of entries, and each list of nouns in them as a table of its own.

    Args:
        records: Records of one framework.
        apart: Whether lists of nouns have tables of their own; if not, they are JSON text.

    Raises:
        ValueError: if the records are of several frameworks, which need tables of their own.
        UnwritableError: if an entry says nothing, since its row would be blank.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> tables = write_tables([load(get_example("risk-themes"))])
        >>> [table.name for table in tables]
        ['Table', 'Actions']
        >>> [row["works_on"] for row in tables[1].rows][:1]
        ['e1']
    """
    beside: dict[str, list[TextRow]] | None = {} if apart else None
    rows = list(_write_all(records, beside))
    if not rows:
        return ()
    framework = rows[0][FRAMEWORK]
    others = (
        TextTable(_list_used(noun.columns, items), items, noun.label)
        for noun in noun_lists_of(framework)
        if (items := (beside or {}).get(noun.name))
    )
    return (TextTable(_list_used(columns_of(framework), rows), rows), *others)


def write_rows(records: Iterable[Record]) -> Iterator[TextRow]:
    """Write records as rows of text, record after record.

    A contributor who says nothing has a row of their own, and so has a record without entries.

    Raises:
        ValueError: if the records are of several frameworks, which need tables of their own.
        UnwritableError: if an entry says nothing, since its row would be blank.
        TypeError: if it is one record and no list of them, or anything else is among them.

    Examples:
        >>> from improvement_frameworks import get_example, load
        >>> rows = list(write_rows([load(get_example("iceberg"))]))
        >>> rows[0]["record"], rows[0]["level"]
        ('r1', 'events')
    """
    return _write_all(records, None)


def _write_all(
    records: Iterable[Record], beside: dict[str, list[TextRow]] | None
) -> Iterator[TextRow]:
    """Yield the rows of records; lists of nouns go into ``beside``, if it is given."""
    if isinstance(cast("object", records), Record):  # a record is iterable itself
        raise TypeError("a table is made of several records: write [record] for a single one")
    if not isinstance(cast("object", records), Iterable):
        kind = type(records).__name__
        raise TypeError(f"a table is made of a list of records, not of a value of the type {kind}")
    framework = ""
    row = 2  # the first one below the header
    for number, record in enumerate(cast("Iterable[object]", records), start=1):
        if not isinstance(record, Record):
            kind = type(record).__name__
            raise TypeError(f"a table is made of records, but number {number} is of type {kind}")
        own = framework_of(type(record))
        if own != (framework or own):
            raise ValueError(
                f"One table holds the records of one framework, but here are {framework} and {own}."
            )
        framework = own
        for written in _write_record(record, own, f"r{number}", beside, row):
            row += 1
            yield written


def _write_record(
    record: Record,
    framework: str,
    key: str,
    beside: dict[str, list[TextRow]] | None,
    first_row: int,
) -> Iterator[TextRow]:
    document = cast(
        "dict[str, Json]", record.model_dump(mode="json", by_alias=True, exclude_none=True)
    )
    columns = columns_of(framework)
    lists = noun_lists_of(framework)
    if beside is not None:
        _move_lists(document, lists, "record", {RECORD: key}, beside)
    head = {RECORD: key, **_cells(document, columns, "record")}
    entries = cast("list[dict[str, Json]]", document.get("entries", []))
    people = cast("list[dict[str, Json]]", document.get(_PERSON, []))
    written = 0
    speakers = list(dict.fromkeys(str(e[CONTRIBUTOR]) for e in entries if CONTRIBUTOR in e))
    ids = [str(person["id"]) for person in people]
    silent = [person for person in people if person["id"] not in speakers]
    said_in_order = [*speakers, *(str(person["id"]) for person in silent)]
    if ids != said_in_order:  # rows of their own keep their order
        silent, first = [], people
    else:
        first = []
    by_id = {str(person["id"]): person for person in people}
    for person in first:
        yield {**head, **_person(person, columns)}
        written += 1
    for entry in entries:
        speaker = by_id.get(str(entry.get(CONTRIBUTOR)), {})
        if beside is not None:
            name = str(entry.get("id", f"row {first_row + written}"))
            _move_lists(entry, lists, "entry", {RECORD: key, ENTRY: name}, beside)
        said = _cells(entry, columns, "entry")
        if not said.keys() - {CONTRIBUTOR}:
            raise UnwritableError(
                f"Record {key}: an entry says nothing, so a table has no row for it. "
                "Leave the entry out, or say something in it."
            )
        yield {**head, **_person(speaker, columns), **said}
        written += 1
    for person in silent:
        yield {**head, **_person(person, columns)}
        written += 1
    if not written:
        yield head


def _move_lists(
    owner: dict[str, Json],
    lists: Iterable[NounList],
    place: Place,
    names: Mapping[str, str],
    beside: dict[str, list[TextRow]],
) -> None:
    """Move the lists of nouns of a record or an entry into rows that name what they belong to."""
    for noun in lists:
        if noun.place == place and (items := owner.pop(noun.name, None)):
            for item in cast("list[dict[str, Json]]", items):
                row = {**names, **_cells(item, noun.columns, "entry")}
                beside.setdefault(noun.name, []).append(row)


def _person(person: Mapping[str, Json], columns: Iterable[Column]) -> TextRow:
    if not person:
        return {}
    return {CONTRIBUTOR: str(person["id"]), **_cells(person, columns, "contributor")}


def _cells(value: Mapping[str, Json], columns: Iterable[Column], place: str) -> TextRow:
    cells: TextRow = {}
    for column in columns:
        if column.place != place or not column.path:
            continue
        found: Json = cast("Json", value)
        for step in column.path:
            found = found.get(step) if isinstance(found, dict) else None
        if column.apart and isinstance(found, dict):
            found = {name: inner for name, inner in found.items() if name not in column.apart}
            found = found or None
        if found is not None:
            cells[column.name] = write_cell(found, column)
    return cells


def write_cell(value: Json, column: Column) -> str:
    """Write one value of a record as the text of a cell.

    >>> tags = next(column for column in columns_of("iceberg") if column.name == "tags")
    >>> write_cell(["video", "home"], tags), write_cell(["a; b"], tags)
    ('video;home', '["a; b"]')
    """
    if column.kind == "json":
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if column.separator is None or not isinstance(value, list):
        return str(value)
    items = [str(item) for item in value]
    joined = column.separator.join(items)
    is_plain = not joined.startswith("[") and not any(
        column.separator in item
        or (column.takes_commas and "," in item)
        or item != item.strip()
        or item[:1] == "'"
        for item in items
    )
    return joined if is_plain else json.dumps(items, ensure_ascii=False)


def _list_used(columns: Iterable[Column], rows: Iterable[TextRow]) -> list[str]:
    """Return the columns that are required or that any row uses, in their order."""
    used = {name for row in rows for name in row}
    return [column.name for column in columns if column.is_required or column.name in used]
