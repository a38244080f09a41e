"""Parts that a table names and the framework does not, where records may declare their own."""

from __future__ import annotations

import json
import re
from itertools import chain, islice
from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.record.types import CODE, LINE
from improvement_frameworks.core.wording import Names, even, write_code
from improvement_frameworks.problems.problem import Own, quote
from improvement_frameworks.tables.cells.cell_text import write_value
from improvement_frameworks.tables.headings.column_name import words_for_parts
from improvement_frameworks.tables.reading.sheet import Row
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.verdict import find_reason

if TYPE_CHECKING:
    from improvement_frameworks.tables.cells.cell import Habits
    from improvement_frameworks.tables.headings.heading import Heading

OWN_PARTS: Final = "own_parts"
"""The column of the parts that a record declares."""
_TELLING: Final = frozenset({OWN_PARTS, "schema_version"})
"""The columns of a table that declares its parts, or that a program wrote."""
_MOST: Final = 40
"""How many parts of its own a table declares at most; more are texts of another kind."""
_ENDS: Final = " ?!.:"
"""What may be behind a label without making another one of it."""
_ROWS_READ: Final = 5_000
"""How many rows are read for them."""


def declare_parts(heading: Heading, habits: Habits) -> Heading:
    """Return a header that declares what a table calls parts and its framework does not know.

    People ask questions of their own in interviews and polls. What is one letter away from a known
    part stays an error with its offer.

    Args:
        heading: The header.
        habits: How people write; words of their own that mean a known part declare none.
    """
    place = heading.part_place
    said = {column.name for column in heading.columns.values()} | {*heading.constants}
    known = {column.name for column in columns_of(heading.framework)}
    if place is None or OWN_PARTS not in known or _TELLING & said:
        return heading
    words = words_for_parts(heading.framework)
    column = heading.columns[place]
    own = Names(habits.words.get(column.name, {}).items())
    labels: dict[str, str] = {}  # "Why calm?" and "why calm" are one
    codes: dict[str, str] = {}
    taken = {*column.codes}
    for row in islice(heading.sheet.rows(), _ROWS_READ):
        if not isinstance(row, Row) or row.number <= heading.last or place >= len(row.cells):
            continue
        label = write_value(row.cells[place]).strip()
        if label in codes or own.find(label) is not None or not _may_be_label(label):
            continue
        if words.find(label) or words.find_near(label) or find_reason(heading, row):
            continue
        first = labels.setdefault(even(label).rstrip(_ENDS), label)
        if first in codes:
            codes[label] = codes[first]
            continue
        code = write_code(label)
        numbered = (f"{code}-{number}" for number in range(2, _MOST + 3))
        codes[label] = next(one for one in chain([code], numbered) if one not in taken)
        taken.add(codes[label])
        if len(labels) > _MOST:
            return heading
    if not codes:
        return heading
    declared = [(codes[label], label) for label in labels.values()]
    parts = json.dumps([{"code": code, "label": label} for code, label in declared])
    pairs = tuple(Own(f"{quote(label)} as {code}") for code, label in declared)
    told = problems.PARTS_DECLARED.issue(heading.where(heading.row), parts=pairs)
    return evolve(
        heading,
        constants={**heading.constants, OWN_PARTS: parts},
        words={column.name: codes},
        issues=(*heading.issues, told),
    )


def _may_be_label(text: str) -> bool:
    """Whether a text can be the label of a part: a line of words, and no code."""
    is_line = len(text) <= LINE.longest and "\n" not in text
    return is_line and any(map(str.isalpha, text)) and re.fullmatch(CODE.pattern, text) is None
