"""Converts: records into a table, a table into records, one kind of file into another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Unpack

from improvement_frameworks import problems
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.work.masking import leave_out_all_names
from improvement_frameworks.documents import Loaded
from improvement_frameworks.documents.writing import RECORD_ENDINGS, write_records
from improvement_frameworks.problems.problem import Where
from improvement_frameworks.tables.check import check_inputs
from improvement_frameworks.tables.options import TableWords, make_options
from improvement_frameworks.tables.reading.table_file import find_inputs
from improvement_frameworks.tables.writing.record_table import write_record_table
from improvement_frameworks.tables.writing.writer import WRITERS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.reading.table_file import Inputs


def convert_file(
    source: Path,
    out: Path,
    *,
    force: bool = False,
    as_rows: bool = False,
    names: bool = True,
    **words: Unpack[TableWords],
) -> Report:
    """Write what a file holds in another form; if anything in it is wrong, nothing is written.

    Args:
        source: A table, a document, or a folder or pattern of both.
        out: A new file; see `rewrite_files`.
        force: Whether an existing file may be replaced.
        as_rows: Whether ``.jsonl`` gets a row a line, not a record a line.
        names: Whether names of people are written: those of contributors, and those after a title.
        **words: What is known about the table that is read.

    Returns:
        The report on the source; the file was written if it is ok. A note says which lists are
        JSON text in it, and how many records were left out.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if the ending is not known, the new file is the source itself, there is nothing
            to write, or a table would have to hold several frameworks.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    change = tuple if names else leave_out_all_names
    return rewrite_files([str(source)], out, change, force=force, as_rows=as_rows, **words)


def rewrite_files(
    sources: Sequence[str],
    out: Path,
    change: Callable[[tuple[Record, ...]], Sequence[Record]],
    *,
    force: bool = False,
    as_rows: bool = False,
    **words: Unpack[TableWords],
) -> Report:
    """Write the records of files, changed, to a new one; if anything is wrong, write nothing.

    Args:
        sources: Tables, documents, and folders and patterns of both.
        out: A new file: ``.json``, ``.jsonl`` or ``.yaml`` for records, ``.csv``, ``.xlsx`` or
            ``.parquet`` for a table.
        change: Takes all records and returns those to write.
        force: Whether an existing file may be replaced.
        as_rows: Whether ``.jsonl`` gets a row a line, not a record a line.
        **words: What is known about the table that is read. If a framework is named, records of
            others are not written.

    Returns:
        The report on the sources; the file was written if it is ok. A note says which lists are
        JSON text in it, and how many records were left out.

    Raises:
        FileExistsError: if there is such a file and ``force`` is not given.
        ValueError: if the ending is not known, the new file is one that is read, there is nothing
            to write, or the file cannot hold these records together.
        OSError: if it cannot be written; an older file stays as it is then.
    """
    ending = out.suffix.lower()
    known = (*RECORD_ENDINGS, *(end for end in WRITERS if end not in RECORD_ENDINGS))
    if ending not in known:
        raise ValueError(f"{out.name} must end in one of: {', '.join(known)}.")
    inputs = find_inputs(sources)
    _refuse_own(out, inputs)
    collector = Collector()
    records = _read(inputs, words, collector)
    report = collector.report()
    if not report.ok:
        return report
    if not records:
        raise ValueError(f"{', '.join(sources)}: no records, so there is nothing to write.")
    changed = _choose(change(records), words.get("framework", ""), out, collector)
    if ending in RECORD_ENDINGS and not as_rows:
        write_records(out, changed, force=force)
    else:
        _refuse_several(changed)
        in_cells = write_record_table(changed, out, force=force)
        if in_cells:
            told = problems.LISTS_AS_TEXT.issue(Where(source=str(out)), columns=tuple(in_cells))
            collector.add([told], documents=0)
    return collector.report()


def _choose(
    records: Sequence[Record], framework: str, out: Path, collector: Collector
) -> Sequence[Record]:
    """Return the records of a framework, if one is named, and say how many others there are.

    Raises:
        ValueError: if there is none of it.
    """
    if not framework:
        return records
    chosen = [record for record in records if record.framework == framework]
    others = tuple(sorted({record.framework for record in records} - {framework}))
    if not chosen:
        raise ValueError(f"There is no record of {framework}. There are: {', '.join(others)}.")
    if others:
        count = len(records) - len(chosen)
        where = Where(source=str(out))
        told = problems.RECORDS_NOT_WRITTEN.issue(where, count=count, frameworks=others)
        collector.add([told], documents=0)
    return chosen


def _refuse_several(records: Sequence[Record]) -> None:
    """Refuse to write records of several frameworks into one table.

    Raises:
        ValueError: if there are several; it says how to choose one.
    """
    several = sorted({record.framework for record in records})
    if len(several) > 1:
        raise ValueError(
            f"One table holds the records of one framework, but here are {', '.join(several)}. "
            f"Choose one, such as: --framework {several[0]}"
        )


def _refuse_own(out: Path, inputs: Inputs) -> None:
    """Refuse to write to a file that is read.

    Raises:
        ValueError: if it is one of them.
    """
    files = [*inputs.tables, *(getattr(one, "path", None) for one in inputs.documents)]
    if out.exists() and any(file and file.exists() and out.samefile(file) for file in files):
        raise ValueError(f"{out} is a file that is read; name another one to write to.")


def read_records(source: Path, words: TableWords) -> Loaded:
    """Return the records of a table or a document, or of a folder or pattern of both.

    Args:
        source: Where they are.
        words: What is known about the tables.
    """
    collector = Collector()
    records = _read(find_inputs([str(source)]), words, collector)
    return Loaded(records, collector.report())


def _read(inputs: Inputs, words: TableWords, collector: Collector) -> tuple[Record, ...]:
    options = make_options({**words, "engine": "rows"})  # frames make no records
    return tuple(found.record for found in check_inputs(inputs, options, collector))
