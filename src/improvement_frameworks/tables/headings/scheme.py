"""Which scheme of a framework a table follows, as its parts show: the levels with a vision, say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from improvement_frameworks import problems
from improvement_frameworks.core.registry import get_framework
from improvement_frameworks.problems.problem import quote
from improvement_frameworks.tables.headings.heading import find_named_parts
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
    found = {code for _, code in find_named_parts(heading)}
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
