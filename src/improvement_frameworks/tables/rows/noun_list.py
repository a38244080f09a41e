"""The lists of nouns that have a sheet of their own, such as actions: a row for each of them.

Which lists a record or its entries have, and what is said of each item, follows from the record.
Two columns join an item to what it belongs to: its record and, where an entry has the list, its
entry.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from improvement_frameworks.core.record.docstring import described_fields
from improvement_frameworks.core.record.field import find_model, is_list
from improvement_frameworks.core.record.header import Entry
from improvement_frameworks.core.record.types import LINE, Line
from improvement_frameworks.core.registry import get_record_type, remember_until_declared
from improvement_frameworks.core.wording import fold, index_names
from improvement_frameworks.tables.rows.column import (
    RECORD_COLUMN,
    Column,
    columns_within,
    is_column,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from pydantic import BaseModel

    from improvement_frameworks.core.pointer import Path
    from improvement_frameworks.tables.rows.column import Place

ENTRY: Final = "entry"
"""The column that tells to which entry an item belongs."""

_ENTRY_COLUMN: Final = Column(
    name=ENTRY,
    label="Entry",
    kind="text",
    place="record",
    path=(),
    meaning="Tells to which entry it belongs: the ID of the entry, or its row, such as row 5.",
    is_required=True,
    text=LINE,
    annotation=Line,
)


@frozen(slots=False)  # slots and cached properties together are slow
class NounList:
    """A list of nouns of a record or of its entries, as a sheet has it."""

    name: str
    """The field that holds it."""
    label: str
    """Its name for people, and that of its sheet."""
    place: Place
    """Whether the record has it, or each entry."""
    columns: tuple[Column, ...]
    """What it belongs to, and then what is said of an item."""
    meaning: str
    """What it says, in words."""

    @property
    def own_columns(self) -> tuple[Column, ...]:
        """What is said of an item."""
        return tuple(column for column in self.columns if column.path)

    def path_to(self, entry: int) -> Path:
        """Return the steps to the list in a document."""
        return (self.name,) if self.place == "record" else ("entries", entry, self.name)

    @cached_property
    def name_index(self) -> Mapping[str, str]:
        """Every way in which its columns are named, and the column's name."""
        own = {fold(column.name): column.name for column in self.columns}
        return {**index_names((column.label, column.name) for column in self.columns), **own}

    def find_name(self, text: str) -> str | None:
        """Return the column that a heading names: as it is called, or as people call it."""
        return self._names.get(fold(text))

    @cached_property
    def _names(self) -> Mapping[str, str]:
        common = index_names((name, c.name) for c in self.columns for name in c.common_names)
        return {**common, **self.name_index}


@remember_until_declared
def noun_lists_of(framework: str) -> tuple[NounList, ...]:
    """Return the lists of nouns of a framework's records: those of the record, then of entries.

    Raises:
        UnknownFrameworkError: if no framework has this id.

    Examples:
        >>> [noun.label for noun in noun_lists_of("iceberg")]
        ['References', 'Actions']
        >>> [column.name for column in noun_lists_of("iceberg")[0].columns][:3]
        ['record', 'title', 'url']
    """
    record = get_record_type(framework)
    entry = find_model(record.model_fields["entries"]) or Entry
    return (*_find_lists(record, "record"), *_find_lists(entry, "entry"))


def _find_lists(model: type[BaseModel], place: Place) -> Iterator[NounList]:
    for name, about in described_fields(model).items():
        noun = find_model(about)
        if noun is None or not is_list(about) or (place == "record" and not is_column(name)):
            continue
        joins = (RECORD_COLUMN, _ENTRY_COLUMN) if place == "entry" else (RECORD_COLUMN,)
        inside: Path = ("entries", 0, name, 0) if place == "entry" else (name, 0)
        taken = {column.name for column in joins}
        own = tuple(_adapt(column, name, inside, taken) for column in columns_within(noun))
        label = name.replace("_", " ").capitalize()
        yield NounList(name, label, place, (*joins, *own), about.description or "")


def _adapt(column: Column, noun: str, inside: Path, taken: Container[str]) -> Column:
    """Return a column of an item as the sheet of its list has it."""
    words = noun.replace("_", " ")
    if column.name in taken:
        label = f"{words} {column.name}".capitalize()
        column = evolve(column, name=f"{noun}_{column.name}", label=label)
    common = column.common_names
    if column.name == "text":
        common = (*common, words, words.removesuffix("s"))
    return evolve(column, inside=inside, common_names=common)
