"""Which scheme of a framework a table follows, as its parts show: the levels with a vision, say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.problems.problem import quote
from improvement_frameworks.tables.cells.cell_text import write_column
from improvement_frameworks.tables.headings.column_name import (
    part_column,
    words_for_parts,
)
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from improvement_frameworks.tables.headings.heading import Heading

SCHEME: Final = "scheme"
"""The column of the scheme."""
_TELLING: Final = frozenset({SCHEME, "schema_version"})
"""The columns of a table that says its scheme, or that a program wrote, which means what it says.
"""


def take_scheme(heading: Heading) -> Heading:
    """Return a header that knows the scheme of its parts, if they are not those of the usual one.

    It is the smallest that has all of them, if that is one; what is taken is told.
    """
    about = get_framework(heading.framework)
    usual = next((one for one in about.schemes if one.default), None)
    names = {column.name for column in columns_of(heading.framework)}
    said = {column.name for column in heading.columns.values()} | {*heading.constants}
    if usual is None or heading.noun or SCHEME not in names or _TELLING & said:
        return heading
    found = _find_parts(heading)
    if found <= {*usual.parts}:
        return heading
    fitting = [one for one in about.schemes if found <= {*one.parts}]
    least = min((len(one.parts) for one in fitting), default=0)
    smallest = [one for one in fitting if len(one.parts) == least]
    if len(smallest) != 1:
        return heading
    scheme = smallest[0]
    told = problems.SCHEME_TAKEN.issue(
        heading.where(heading.row), scheme=scheme.id, title=quote(scheme.title)
    )
    constants = {**heading.constants, SCHEME: scheme.id}
    return evolve(heading, constants=constants, issues=(*heading.issues, told))


def _find_parts(heading: Heading) -> set[str]:
    """Return the parts that a table names, as far as its first rows show."""
    if heading.canvas is not None:
        return {*heading.canvas.captions.values()}
    part = part_column(heading.framework)
    if heading.survey is not None:
        return {group.codes[part] for group in heading.survey.groups if part in group.codes}
    place, words = heading.part_place, words_for_parts(heading.framework)
    if place is None:
        return set()
    below = (row for row in heading.sheet.top if row.number > heading.last)
    return {code for text in write_column(below, place) if (code := words.find(text))}
