"""Says that the rules of good use did not run, since a table is very long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Issue, Param
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.rows.heading import Heading


def tell_unjudged(heading: Heading, options: Options, limit: int) -> Issue:
    """Say that a table has more rows than the rules run for, and what was checked of it."""
    checked = "its cells" if options.key_selection is None else "its cells, ids and references"
    params: dict[str, Param] = {"limit": f"{limit:,}", "checked": Own(checked)}
    return problems.TABLE_UNJUDGED.issue(heading.where(heading.row), **params)
