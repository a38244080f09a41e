"""By which names the columns of a framework are known, and the words for its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import nearest
from improvement_frameworks.core.registry import get_framework, remember_until_declared
from improvement_frameworks.core.wording import find_gist, fold, index_names
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.everyday import EverydayWords, index_gists

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks.tables.rows.column import Column


_BRACKETS: Final = {")": "(", "]": "["}
PART_NAMES: Final = (
    "column",
    "section",
    "area",
    "frame",
    "category",
    "list",
    "lane",
    "box",
    "prompt",
)
"""What boards of sticky notes and people call the column of the parts."""
LONGEST_NAME: Final = 60
"""How many characters a heading has at most to be compared by its words."""


@remember_until_declared
def words_for_parts(framework: str) -> EverydayWords:
    """Return the words that people write for the parts of a framework."""
    parts = get_framework(framework).parts
    return EverydayWords(parts, parts)


def part_column(framework: str) -> str:
    """Return the name of the column of the parts."""
    return (get_framework(framework).part or "").replace("-", "_")


@remember_until_declared
def name_index(framework: str) -> Mapping[str, str]:
    """Return every way in which the columns of a framework are named, and the column's name."""
    columns = columns_of(framework)
    own = {fold(column.name): column.name for column in columns}
    others = [(name, c.name) for c in columns for name in (c.label, *c.aliases)]
    return {**index_names(others), **own}


@remember_until_declared
def common_index(framework: str) -> Mapping[str, str]:
    """Return the everyday names of columns, which count where no column is called so itself."""
    own = name_index(framework)
    columns = columns_of(framework)
    pairs = [(name, c.name) for c in columns for name in c.common_names]
    pairs += [(name, part_column(framework)) for name in PART_NAMES]
    names = index_names(pairs)
    return {key: name for key, name in names.items() if key not in own}


@remember_until_declared
def _gist_index(framework: str) -> Mapping[frozenset[str], str]:
    days = {c.name for c in columns_of(framework) if c.kind in {"date", "moment"}}
    own = ((key, name) for key, name in name_index(framework).items() if name not in days)
    return index_gists((*common_index(framework).items(), *own))  # "What happened" is no day


def find_name(framework: str, text: str) -> str | None:
    """Return the column that a heading names: as it is called, as people call it, or in its words.

    >>> find_name("iceberg", "Level"), find_name("iceberg", "Who is responsible?")
    ('level', 'follow_up_owner')
    >>> find_name("iceberg", "Level (1-4)")
    'level'
    """
    words = fold(text)
    name = name_index(framework).get(words) or common_index(framework).get(words)
    if name is None and (bare := _drop_brackets(text)):
        return find_name(framework, bare)
    if name is None and len(words) <= LONGEST_NAME:
        name = _gist_index(framework).get(find_gist(text))
    return name


def _drop_brackets(text: str) -> str:
    """Return a heading without what is in brackets at its end; nothing if there is no such thing.

    >>> _drop_brackets("Likelihood (1-5)"), _drop_brackets("Likelihood")
    ('Likelihood', '')
    """
    text = text.rstrip()
    opening = _BRACKETS.get(text[-1:])
    return text[: text.rfind(opening)].rstrip() if opening and opening in text else ""


def find_near_name(text: str, index: Mapping[str, str], seen: Mapping[str, int]) -> str | None:
    """Return the column whose name is nearest to a heading, of those not seen yet."""
    key = nearest(fold(text), [key for key, name in index.items() if name not in seen])
    return index[key] if key else None


def tell_constant(column: Column) -> str:
    """Say how a code that no row says is given, if it is the same for all of them."""
    if not column.codes:
        return ""
    return f'If it is the same in all rows: --constant "{column.name}={column.codes[0]}"'
