"""Reads a collection from files, folders, tables and records in memory."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from improvement_frameworks import problems
from improvement_frameworks.core.expected import expect_all
from improvement_frameworks.core.insights.collection import Collection, Origin, collect
from improvement_frameworks.core.record.record import Record
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.rules.rules import Selection
from improvement_frameworks.documents.each import check_each
from improvement_frameworks.documents.together import Together
from improvement_frameworks.problems import BETWEEN_RECORDS
from improvement_frameworks.problems.problem import Where, quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Unpack

    from narwhals.typing import IntoFrame

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.documents.source import Input
    from improvement_frameworks.problems.problem import Issue
    from improvement_frameworks.tables import TableWords

BETWEEN: Final = Selection(select=("error", *(one.code for one in BETWEEN_RECORDS)))
"""What is checked when records are read for what they say together: errors, and their ids."""
MANY_WAVES: Final = 6
"""With more waves than these, people are told that they can name the days on which waves begin."""


class Collected(NamedTuple):
    """What was read: the records that are right, and the report on everything."""

    collection: Collection
    """The records of the documents and tables without errors."""
    report: Report
    """What could not be read, and what is wrong between records."""


def read_collection(
    *sources: str | Path | Record | IntoFrame,
    waves: Iterable[date] = (),
    **words: Unpack[TableWords],
) -> Collected:
    """Read records of any frameworks from wherever they are.

    Args:
        *sources: Files, folders, patterns such as ``records/*.json``, records, and data frames in
            memory. A folder may hold documents (JSON, JSON Lines, YAML) and tables.
        waves: The days on which waves begin. Without them, records with the same period are of one
            wave. A record without a period is of the wave of those that were recorded at about the
            same time, or else of the month in which it was recorded.
        **words: What you know about the tables, as for `validate_table`.

    Returns:
        The collection, and a report that says what could not be read. Bad data never raises.

    Raises:
        TypeError: if a source is none of these.
        MissingExtraError: if a library is missing that a kind of file needs.

    Examples:
        >>> from improvement_frameworks import Iceberg
        >>> from improvement_frameworks.insight import read_collection
        >>> collection, report = read_collection(Iceberg(title="Huddles", entries=[]))
        >>> len(collection), report.ok
        (1, True)
    """
    collector, together = Collector(), Together()
    origins = list(_read(sources, words, collector, together))
    starts = expect_all("waves", waves, date, "a list of days")
    collection = collect(origins, waves=starts)
    collector.add(together.issues(BETWEEN), documents=0)
    collector.add(_describe(collection, has_starts=bool(starts)), documents=0)
    return Collected(collection, collector.report())


def _describe(collection: Collection, *, has_starts: bool) -> Iterator[Issue]:
    """Yield what is worth knowing about the records that were taken together."""
    kept = {member.record: member for member in collection.members} if collection.repeated else {}
    for one in collection.repeated:
        first = kept[one.record].key
        yield problems.COLL_TWICE.issue(Where(source=one.source), first=quote(first))
    languages = {
        m.record.language.split("-")[0].lower() for m in collection.members if m.record.language
    }
    if len(languages) > 1:
        yield problems.COLL_LANGUAGES.issue(languages=tuple(sorted(languages)))
    count = _count_overlapping(collection)
    if count and not has_starts:
        yield problems.COLL_PERIODS.issue(count=count)
    waves = {member.wave for member in collection.members if member.wave}
    if len(waves) > MANY_WAVES and not has_starts:
        yield problems.COLL_WAVES.issue(count=len(waves))
    without = sum(member.wave is None for member in collection.members)
    if without:
        yield problems.COLL_NO_DAY.issue(count=without)


def _count_overlapping(collection: Collection) -> int:
    """Return how many different periods overlap with another one."""
    found = {
        (m.record.period.start, m.record.period.end or m.record.period.start)
        for m in collection.members
        if m.record.period
    }
    periods = sorted(found)
    touching: set[tuple[date, date]] = set()
    for earlier, later in pairwise(periods):
        if later[0] <= earlier[1]:
            touching |= {earlier, later}
    return len(touching)


def _read(
    sources: Iterable[str | Path | Record | IntoFrame],
    words: TableWords,
    collector: Collector,
    together: Together,
) -> Iterator[Origin]:
    number = 0
    for source in sources:
        if isinstance(source, list | tuple):
            raise TypeError("Give records one by one: read_collection(*records).")
        if isinstance(source, Record):
            number += 1
            together.take_record(source, "")
            collector.add([])
            yield Origin(source, number=number)
        elif isinstance(source, str | Path):
            yield from _read_files(str(source), words, collector, together)
        else:
            yield from _read_frame(source, words, collector, together)


def _read_files(
    path: str, words: TableWords, collector: Collector, together: Together
) -> Iterator[Origin]:
    from improvement_frameworks.tables.reading import find_inputs

    inputs = find_inputs([path])
    places = _Places()
    numbers: Counter[str] = Counter()
    sources = places.follow(inputs.documents)
    for checked in check_each(sources, collector, BETWEEN, together=together):
        numbers[places.name] += 1
        if checked.record is not None and not any(i.severity == "error" for i in checked.issues):
            yield Origin(checked.record, places.name, numbers[places.name])
    for table in inputs.tables:
        yield from _number(_check_table(table, words, collector), str(table), together)


def _check_table(path: Path, words: TableWords, collector: Collector) -> Iterator[Record]:
    from improvement_frameworks.tables import check_file
    from improvement_frameworks.tables.options import make_options

    return check_file(path, make_options(_read_rows(words)), collector)


def _read_frame(
    frame: IntoFrame, words: TableWords, collector: Collector, together: Together
) -> Iterator[Origin]:
    from improvement_frameworks.tables.columnar import check_frame, is_lazy
    from improvement_frameworks.tables.options import make_options

    if is_lazy(frame):
        raise TypeError("Records are made of data in memory. Collect the frame first.")
    records = check_frame(frame, make_options(_read_rows(words)), collector)
    yield from _number(records, "", together)


def _read_rows(words: TableWords) -> TableWords:
    """Return how tables are read: as records, with the same checks."""
    return {**words, "engine": "rows", "select": BETWEEN.select}


def _number(records: Iterable[Record], source: str, together: Together) -> Iterator[Origin]:
    for number, record in enumerate(records, start=1):
        together.take_record(record, source)
        yield Origin(record, source, number)


class _Places:
    """Knows which of the sources is being read."""

    def __init__(self) -> None:
        self.name = ""

    def follow(self, sources: Iterable[Input]) -> Iterator[Input]:
        for source in sources:
            self.name = source.name
            yield source
