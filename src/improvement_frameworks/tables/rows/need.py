"""Which cells must not be blank, and in which rows: said once for every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self, TypeVar

from attrs import frozen

from improvement_frameworks.tables.rows.column import CONTRIBUTOR

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterable, Iterator, Sequence

    from improvement_frameworks.tables.rows.column import Column


@frozen
class Need:
    """A cell that must not be blank in a row that says anything of what it is part of."""

    column: Column
    """Its column."""
    group: tuple[str, ...]
    """The columns that say something of the entry, or of the noun, that cannot be without it."""


def find_needs(columns: Collection[Column]) -> tuple[Need, ...]:
    """Return what entries cannot be without, then what each noun of several columns cannot."""
    entry = [column for column in columns if column.place == "entry"]
    says = tuple(column.name for column in entry if column.name != CONTRIBUTOR)
    nouns: dict[tuple[str, ...], list[Column]] = {}
    for column in columns:
        if len(column.path) > 1:
            nouns.setdefault((column.place, *column.path[:-1]), []).append(column)
    needs = [Need(column, says) for column in entry if column.is_required]
    for noun in nouns.values():
        names = tuple(column.name for column in noun)
        needs += [Need(column, names) for column in noun if column.is_needed]
    return tuple(needs)


class Mask(Protocol):
    """Whether something holds: in one row, in the rows of a batch, or of a frame elsewhere."""

    def __and__(self, other: Self, /) -> Self:
        """Whether both hold."""
        ...


M = TypeVar("M", bound=Mask)


def find_lacks(
    needs: Iterable[Need],
    here: Container[str],
    is_blank: Callable[[str], M | None],
    says_any: Callable[[Sequence[str]], M | None],
) -> Iterator[tuple[Column, M]]:
    """Yield each column that lacks cells which must not be blank, and in which rows it does.

    That a table has no column for what every entry needs is a matter of its header. What a noun
    needs may be lacking in this way, too.

    Args:
        needs: What must not be blank.
        here: The names of the columns of the table.
        is_blank: Tells where a column is blank; nothing if that is nowhere.
        says_any: Tells where any of some columns is not blank; nothing if that is nowhere.
    """
    for need in needs:
        name = need.column.name
        is_here = name in here
        if not (is_here or need.column.is_needed):
            continue
        blank = is_blank(name) if is_here else None
        if is_here and blank is None:
            continue
        said = says_any(need.group)
        if said is not None:
            yield need.column, said if blank is None else said & blank
