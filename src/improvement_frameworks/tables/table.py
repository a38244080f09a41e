"""What is done with whole tables: they are checked, loaded and written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from improvement_frameworks.core.report import ISSUES_KEPT, Collector

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Unpack

    from narwhals.typing import IntoFrame

    from improvement_frameworks.core.record import Record
    from improvement_frameworks.core.report import Report
    from improvement_frameworks.tables.options import TableWords

Table: TypeAlias = "str | Path | IntoFrame"
"""A file or a data frame."""


def validate_table(
    source: Table, *, keep: int = ISSUES_KEPT, **words: Unpack[TableWords]
) -> Report:
    """Check a table and say which cells need mending, and why.

    Args:
        source: A file (``.csv``, ``.xlsx``, ``.ods``, ``.parquet``, or ``.jsonl`` with a row a
            line), or a data frame of pandas, Polars, PyArrow or Modin, or one whose data are
            elsewhere: of PySpark, Dask, DuckDB, Ibis, SQLFrame, or a Polars `LazyFrame`. Of these,
            only counts and what the report keeps is fetched; the rules of good use do not run.
        keep: How many issues of one code the report keeps; it counts all of them.
        **words: What you know about the table: ``framework``, ``sheet``, ``title``,
            ``date_format``, ``blank``, ``layout``, ``mapping``, ``people``, ``rules``, ``select``,
            ``ignore``, ``strict``, ``row_number``, ``unpack_limit``. See `TableWords`.

    Returns:
        The report, each issue with its sheet, row and cell. Bad data never raises.

    Raises:
        ValueError: if a word names no rule, or no column gives the numbers of the rows.
        UnknownFrameworkError: if no framework has this id.
        MissingExtraError: if a library is missing that the kind of file needs.
    """
    collector = Collector(keep=keep, rules=words.get("rules") is not False)
    for _ in _check(source, words, collector):
        pass
    return collector.report()


def load_table(source: Table, **words: Unpack[TableWords]) -> tuple[Record, ...]:
    """Return the typed records of a table: a file or a data frame in memory.

    Raises:
        ValueError: if the data of the frame are not in memory.
        InvalidRecordError: with the whole report, if there is any error.

    Examples:
        >>> from improvement_frameworks import get_example, load, to_frame
        >>> record = load(get_example("iceberg"))
        >>> load_table(to_frame([record])) == (record,)
        True
    """
    from improvement_frameworks.tables.columnar import is_lazy

    if not isinstance(source, str | Path) and is_lazy(source):
        raise ValueError("records are made of data in memory; collect the frame first")
    collector = Collector()
    words["engine"] = "rows"  # frames make no records
    records = tuple(_check(source, words, collector))
    collector.report().raise_if_invalid()
    return records


def write_table(records: Iterable[Record], path: str | Path, *, force: bool = False) -> None:
    """Write records as a table: one row an entry.

    Args:
        records: Records of one framework.
        path: A new file that ends in ``.csv``, ``.xlsx``, ``.parquet`` or ``.jsonl``.
        force: Whether an existing file may be replaced.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if there are no records or they are of several frameworks, or a text cannot
            stand in the file.
        MissingExtraError: if a library is missing that the kind of file needs.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    from improvement_frameworks.tables.writing.record_row import list_headings, write_rows
    from improvement_frameworks.tables.writing.writer import write_table_file

    rows = list(write_rows(records))
    if not rows:
        raise ValueError("There are no records, so there is nothing to write.")
    write_table_file(Path(path), list_headings(rows), rows, force=force)


def _check(source: Table, words: TableWords, collector: Collector) -> Iterator[Record]:
    from improvement_frameworks.tables.options import make_options

    if isinstance(source, str | Path):
        from improvement_frameworks.tables.check import check_file

        return check_file(Path(source), make_options(words), collector)
    from improvement_frameworks.tables.columnar import check_frame

    return check_frame(source, make_options(words), collector)
