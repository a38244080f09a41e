"""What is done with whole tables: they are checked, loaded and written."""

from __future__ import annotations

from collections import deque
from inspect import isroutine
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from attrs import evolve

from improvement_frameworks.core.expected import expect
from improvement_frameworks.core.report.report import ISSUES_KEPT, Collector
from improvement_frameworks.documents import Loaded
from improvement_frameworks.tables.reading.parquet_trial import foresee, stop_trials

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO, Unpack

    from narwhals.typing import IntoFrame
    from typing_extensions import TypeIs

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.options import TableWords

Table: TypeAlias = "str | Path | bytes | IO[bytes] | IntoFrame"
"""A file, the bytes of one, an open file or a data frame."""


def validate_table(
    source: Table, *, name: str = "", keep: int = ISSUES_KEPT, **words: Unpack[TableWords]
) -> Report:
    r"""Check a table and say which cells need fixing, and why.

    Args:
        source: A file (``.csv``, ``.xlsx``, ``.ods``, ``.parquet``, or ``.jsonl`` with a row a
            line), its bytes, an open file, or a data frame of pandas, Polars, PyArrow or Modin, or
            one whose data are elsewhere: of PySpark, Dask, DuckDB, Ibis, SQLFrame, or a Polars
            `LazyFrame`. Of these, only counts and what the report keeps is fetched; the rules of
            good use do not run.
        name: What bytes or an open file are called, with an ending such as ``.csv``, if they do
            not say it themselves. While they are checked they are in a temporary file.
        keep: How many issues of one code the report keeps; it counts all of them.
        **words: What you know about the table: ``framework``, ``sheet``, ``title``,
            ``date_format``, ``blank``, ``layout``, ``mapping``, ``people``, ``rules``, ``select``,
            ``ignore``, ``strict``, ``row_number``, ``unpack_limit``. See `TableWords`.

    Returns:
        The report, each issue with its sheet, row and cell. Bad data never raises.

    Raises:
        TypeError: if the source is none of these.
        ValueError: if a word names no rule, or no column gives the numbers of the rows.
        UnknownFrameworkError: if no framework has this id.
        MissingExtraError: if a library is missing that the kind of file needs.

    Examples:
        >>> rows = b"title,level,text\nHuddles,evnts,They take ten minutes.\n"
        >>> where = validate_table(rows, name="huddles.csv").errors[0].where
        >>> print(where.source, where)
        huddles.csv B2 (level)
    """
    collector = Collector(keep=keep, rules=words.get("rules") is not False)
    return _check(source, name, words, collector, most=0).report


def load_table(source: Table, *, name: str = "", **words: Unpack[TableWords]) -> Loaded:
    """Return the typed records of a table that are right, and the report on all of it.

    Nothing is raised for bad data: what is not right is in the report. To stop at any error, call
    ``report.raise_if_invalid()``.

    Args:
        source: A file, its bytes, an open file, or a data frame in memory.
        name: What bytes or an open file are called, if they do not say it themselves.
        **words: What you know about the table, as for `validate_table`.

    Raises:
        TypeError: if the source is none of these.
        ValueError: if the data of the frame are not in memory.

    Examples:
        >>> from improvement_frameworks import get_example, load, to_frame
        >>> record = load(get_example("iceberg"))
        >>> records, report = load_table(to_frame([record]))
        >>> records == (record,), report.ok
        (True, True)
    """
    if not _is_file(source) and not _is_upload(source):
        from improvement_frameworks.tables.columnar import is_lazy

        if is_lazy(source):
            raise ValueError("records are made of data in memory; collect the frame first")
    words["engine"] = "rows"  # frames make no records
    return _check(source, name, words, Collector(), most=None)


def write_table(
    records: Iterable[Record], path: str | Path, *, force: bool = False, names: bool = True
) -> None:
    """Write records as a table: one row an entry.

    In a workbook, lists such as actions have a sheet of their own, with a row for each item; in
    other files they are JSON text in a cell.

    Args:
        records: Records of one framework.
        path: A new file that ends in ``.csv``, ``.xlsx``, ``.parquet`` or ``.jsonl``.
        force: Whether an existing file may be replaced.
        names: Whether names of people are written: those of contributors, and those after a title.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if there are no records or they are of several frameworks, or a text cannot
            stand in the file.
        MissingExtraError: if a library is missing that the kind of file needs.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    from improvement_frameworks.tables.writing.record_table import write_record_table

    expect("path", path, (str, Path), "the path of a file")
    write_record_table(records, Path(path), force=force, names=names)


def _check(
    source: Table, name: str, words: TableWords, collector: Collector, *, most: int | None
) -> Loaded:
    """Check a table and keep so many of its records at most; none, if they are not asked for."""
    if not _is_upload(source):
        records = tuple(deque(_check_each(source, words, collector), maxlen=most))
        return Loaded(records, collector.report())
    from improvement_frameworks.tables.reading.upload import as_file, name_of

    shown = name_of(source, name)
    with as_file(source, shown) as path:
        records = tuple(deque(_check_each(path, words, collector), maxlen=most))
    report = collector.report()
    named = tuple(evolve(issue, where=evolve(issue.where, source=shown)) for issue in report.issues)
    return Loaded(records, evolve(report, issues=named))


def _is_file(source: Table) -> TypeIs[str | Path]:
    return isinstance(source, str | Path)


def _is_upload(source: Table) -> TypeIs[bytes | IO[bytes]]:
    return isinstance(source, bytes) or isroutine(getattr(source, "read", None))


def _check_each(
    source: str | Path | IntoFrame, words: TableWords, collector: Collector
) -> Iterator[Record]:
    if _is_file(source):
        foresee(Path(source))
        try:
            from improvement_frameworks.tables.check import check_file
            from improvement_frameworks.tables.options import make_options

            options = make_options(words)
        except BaseException:
            stop_trials()
            raise
        return check_file(Path(source), options, collector)
    from improvement_frameworks.tables.columnar import check_frame
    from improvement_frameworks.tables.options import make_options

    return check_frame(source, make_options(words), collector)
