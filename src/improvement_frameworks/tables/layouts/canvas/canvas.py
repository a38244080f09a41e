"""The drawing itself, as people type it into a sheet: captions, and answers beside or below.

Captions name the parts of a framework: the questions of a grid down the side with the levels
across, the bands of an iceberg, the rungs of a ladder, the boxes of a matrix, a review as questions
and answers. Each line of a cell is an entry, with the address of its cell. What belongs to no
caption is told.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

from improvement_frameworks.core.registry import get_framework, remember_until_declared
from improvement_frameworks.tables.cells.cell_text import write_texts
from improvement_frameworks.tables.headings.column_name import (
    find_name,
    headings_of,
    name_parts,
    words_for_parts,
)
from improvement_frameworks.tables.headings.everyday import EverydayWords
from improvement_frameworks.tables.headings.header import BULLET
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from improvement_frameworks.tables.reading.sheet import Row

LONGEST_CAPTION: Final = 200
"""How many characters a caption has at most."""
LASTING: Final = re.compile(r"[0-9.]{1,9} ?(?:m|mins?|minutes?|h|hrs?|hours?)\.?", re.IGNORECASE)
"""How long something takes."""
TAGS: Final = "tags"
"""The column of the words under which an entry is found."""
_MANY_PARTS: Final = 3
OF_ROWS: Final = frozenset({"happened_on"})
"""The columns that speak of a whole row."""

Spot: TypeAlias = "tuple[int, int]"
"""The number of a row, and the position of a cell in it."""


@frozen
class Canvas:
    """Where the captions of a canvas are, and what each cell of content belongs to."""

    captions: Mapping[Spot, str]
    """The cells that name a part, with its code."""
    axis: Mapping[Spot, str]
    """The cells that name a code of the second list, such as the levels of a grid."""
    answers: Mapping[Spot, Mapping[str, str]]
    """The cells that hold entries, with the codes that their captions give."""
    inner: Mapping[Spot, str]
    """What is below the caption in the same cell, where it is."""
    beside: Mapping[Spot, Mapping[str, Spot]]
    """By cell of an answer: the cells that say more of it, by column, such as who will do it."""
    fields: Mapping[Spot, tuple[str, str]]
    """The cells that hold a field of the record: its column and its value."""
    left_out: tuple[Spot, ...]
    """The cells of content that belong to nothing."""
    continued: tuple[Spot, ...] = ()
    """The cells with answers below the row of their caption, where a caption would be blank."""
    sides: tuple[Spot, ...] = ()
    """The cells above answers side by side, which became tags."""


def names_axis(row: Row, framework: str) -> bool:
    """Whether a row names several codes of a second list, such as the levels of a grid."""
    texts = list(filter(None, write_texts(row)))
    for words in list_axes(framework).values():
        if len({code for text in texts if (code := words.find(text))}) > 1:
            return True
    return False


def find_captioned(row: Row) -> list[str]:
    """Return the frameworks of which a row names all parts or three, and little but columns."""
    texts = list(filter(None, write_texts(row)))
    named = {pair for text in texts for pair in name_parts(text).items()}
    found = Counter(framework for framework, _ in named)
    return [name for name, n in found.items() if _are_captions(texts, name, n)]


def _are_captions(texts: Sequence[str], framework: str, named: int) -> bool:
    parts = len({*headings_of(framework).parts.values()})
    if named < max(2, min(_MANY_PARTS, parts)):
        return False
    others = (text for text in texts if framework not in name_parts(text))
    return sum(find_name(framework, text) is None for text in others) < named


def names_only(texts: Sequence[str], framework: str) -> bool:
    """Whether all texts name codes of one list: parts, or what may be across them."""
    axes = (words_for_parts(framework), *list_axes(framework).values())
    return any(all(words.find(text) for text in texts) for words in axes)


@remember_until_declared
def list_axes(framework: str) -> Mapping[str, EverydayWords]:
    """Return by column of an entry: the words for what may be across if the parts are below."""
    axes = headings_of(framework).axes
    return {column: EverydayWords(words) for column, words in axes.items()}


def find_blocks(rows: Iterable[int]) -> dict[int, int]:
    """Return for each row the first of those that follow each other without a blank one."""
    found: dict[int, int] = {}
    for row in sorted(set(rows)):
        found[row] = found.get(row - 1, row)
    return found


def find_text(framework: str) -> str:
    """Return the column of what an entry says: of a tally, how many said it."""
    head_count = get_framework(framework).head_count
    if head_count and not head_count.is_by_point:
        return head_count.counts
    needed = [c for c in columns_of(framework) if c.is_required and c.place == "entry"]
    texts = [column.name for column in needed if column.kind == "text"]
    return texts[0] if len(texts) == 1 else "text"


def list_beside(framework: str) -> frozenset[str]:
    """Return the columns that say more of an answer to their left, such as who will do it."""
    columns = (c for c in columns_of(framework) if c.place == "entry" and c.kind != "code")
    return frozenset(column.name for column in columns) - {find_text(framework)}


def split_answer(text: str) -> list[str]:
    r"""Return the answers of one cell: a line each, without bullets and numbers in front.

    >>> split_answer("- A huddle\n- Video\n"), split_answer("One line")
    (['A huddle', 'Video'], ['One line'])
    """
    lines = (_drop_bullet(line).strip() for line in text.splitlines())
    return [line for line in lines if line]


def _drop_bullet(line: str) -> str:
    found = BULLET.match(line)
    return line[found.end() :] if found else line
