"""Chooses how a table is checked: row by row, or in frames."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from improvement_frameworks.core.errors import MissingExtraError
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.options import ROWS_JUDGED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.options import Options
    from improvement_frameworks.tables.reading.sheet import Sheet

_LEAST_SIZE: Final = 1024 * 1024
"""Smaller tables are checked before Polars is even imported."""


def needs_rows(heading: Heading) -> bool:
    """Whether a table can be read row by row only: its columns are not those of the entries."""
    is_drawn = heading.survey or heading.canvas or heading.fills_down or heading.head_count
    is_joined = heading.splits or heading.constants or heading.sheet.joins or heading.told_by
    return bool(is_drawn or heading.grouped_by or is_joined)


def uses_frames(heading: Heading, options: Options) -> bool:
    """Whether a table is checked in frames: without the rules, or because it is too long for them.

    Raises:
        MissingExtraError: if frames are asked for and Polars is not installed.
    """
    if options.engine == "rows" or options.rules is True:
        return False
    if options.mapping is not None or needs_rows(heading):
        return False
    has_polars = find_spec("polars") is not None
    if options.engine == "frames":
        if not has_polars:
            raise MissingExtraError("Checking tables in frames", "tables")
        return True
    reader = heading.sheet.reader
    if not has_polars or reader.size <= _LEAST_SIZE:
        return False
    if options.rules is False:
        return True
    if heading.sheet.name:  # of a workbook, which takes long to read twice
        return False
    return reader.may_have_more(heading.last + ROWS_JUDGED) and _is_too_long(heading)


def load_frames(sheets: Iterable[Sheet], options: Options) -> None:
    """Load what checks frames while a long workbook is read, if it will be checked by that.

    A form of 50,000 rows takes an eighth less for it.
    """
    wanted = (s for s in sheets if (s.name == options.sheet if options.sheet else not s.is_hidden))
    first = next(wanted, None)
    if (
        first is not None
        and first.name
        and first.reader.size > _LEAST_SIZE
        and options.rules is False
        and options.engine != "rows"
        and find_spec("polars") is not None
    ):
        with ThreadPoolExecutor(1) as thread:
            reading = thread.submit(lambda: first.top)  # which it keeps
            import_module("improvement_frameworks.tables.columnar.frame_check")
            reading.result()


def _is_too_long(heading: Heading) -> bool:
    """Whether a table has more rows than the rules run for; blank rows do not count."""
    import polars as pl

    rows = 0
    for batch in heading.batches():
        if not isinstance(batch, Issue):
            blank = batch.frame.select(pl.all_horizontal(pl.all().is_null()).sum()).item()
            rows += batch.frame.height - blank
        if rows > ROWS_JUDGED:
            return True
    return False
