"""Checks data frames: those in memory as tables, others where their data lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from improvement_frameworks.tables.check import check_sheets
from improvement_frameworks.tables.reading.frame_reader import (
    import_narwhals,
    open_frame,
    recognise,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from narwhals.typing import IntoFrame

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Collector
    from improvement_frameworks.tables.options import Options


def is_lazy(frame: IntoFrame) -> bool:
    """Whether the data of a frame are not in memory.

    Raises:
        TypeError: if it is no data frame.
        MissingExtraError: if narwhals is not installed.
    """
    known, _ = recognise(frame)
    return isinstance(known, import_narwhals().LazyFrame)


def check_frame(frame: IntoFrame, options: Options, collector: Collector) -> Iterator[Record]:
    """Check a data frame; yield the records that are right, none of a frame that is not in memory.

    Raises:
        TypeError: if it is no data frame.
        ValueError: if no column gives the numbers of the rows as it was said.
        MissingExtraError: if narwhals is not installed.
    """
    known, shown = recognise(frame)
    if isinstance(known, import_narwhals().LazyFrame):
        from improvement_frameworks.tables.columnar.lazy_frame import check_lazy

        check_lazy(known, options, collector, row_number=options.row_number)
        return
    sheet = open_frame(known, options.row_number, shown)
    yield from check_sheets([sheet], options, collector)
