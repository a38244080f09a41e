"""What is said of rows and of whole tables, once for every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks import problems
from improvement_frameworks.problems.problem import Own
from improvement_frameworks.tables.rows.cell_text import write_plain

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Issue, Param
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Row
    from improvement_frameworks.tables.rows.heading import Heading


def repeats_header(heading: Heading, row: Row) -> bool:
    """Whether a row below the header says the same, as where several exports were put together."""
    return heading.sheet.is_spreadsheet and all(
        write_plain(cell).strip() == heading.names.get(place, "")
        for place, cell in enumerate(row.cells)
    )


def tell_header(heading: Heading, row: Row) -> Issue:
    """Say that a row is the header once more and was left out."""
    return problems.ROW_LEFT_OUT.issue(heading.where(row), reason=Own("it repeats the header"))


def tell_unjudged(heading: Heading, options: Options, limit: int) -> Issue:
    """Say that a table has more rows than the rules run for, and what was checked of it."""
    checked = "its cells" if options.key_selection is None else "its cells, ids and references"
    params: dict[str, Param] = {"limit": f"{limit:,}", "checked": Own(checked)}
    return problems.TABLE_UNJUDGED.issue(heading.where(heading.row), **params)
