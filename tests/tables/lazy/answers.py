"""Makes long tables of answers with honest mistakes, each row with its number and its record."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Final, TypeAlias

from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.tables.check import check_rows
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import make_options
from improvement_frameworks.tables.reading.sheet import Row, RowReader, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Unpack

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.options import TableWords

Table: TypeAlias = "Mapping[str, Sequence[str | int | None]]"

ROW: Final = "row"
FEW: Final = ("framework", "record", "title", "recorded_on", "question", "level", "text", ROW)
"""Some columns of each kind, for engines that take long to plan each question."""
QUESTIONS: Final = ("started", "stopped", "more", "less")

# How a cell may go wrong, or be written otherwise: (column, what stands there)
MISTAKES: Final[Sequence[tuple[str, str | None]]] = (
    ("level", "galaxy"),
    ("level", "System"),
    ("level", " system"),
    ("level", "local\n"),
    ("level", None),
    ("level", "n/a"),
    ("question", None),
    ("question", "nonsense {n}"),
    ("text", None),
    ("text", "  "),
    ("text", "Trimmed {n} "),
    ("text", "\u00a0"),
    ("text", "x" * 10_001),
    ("text", "'quoted' {n}"),
    ("recorded_on", "03/04/2020"),
    ("recorded_on", "2020-02-29"),
    ("recorded_on", "2019-02-29"),
    ("recorded_on", "2020-06-30 10:15:00"),
    ("recorded_on", "\u0662\u0660\u0662\u0660-01-01"),
    ("recorded_on", "2020-07-{day}"),
    ("contributor", "no id!"),
    ("contributor", None),
    ("contributor_role", "somebody else {n}"),
    ("group_name", "Another ward"),
    ("group_name", None),
    ("group_level", "team"),
    ("group_level", "squad {n}"),
    ("title", None),
    ("title", "Another title"),
    ("id", "e {n}"),
    ("tags", "one;two;one"),
    ("tags", "one; two"),
)


def make_table(rows: int, *, bad: float = 0.01, rows_each: int = 50) -> Table:
    """Make a learning grid: ``bad`` is how many of its rows hold a mistake."""
    chance = random.Random(20200716)  # noqa: S311 - the same mistakes each time
    made = [dict(_right(number, rows_each)) for number in range(1, rows + 1)]
    for number, row in enumerate(made, start=1):
        if number % 997 == 0:
            row.update(dict.fromkeys(row))  # a blank row
        elif chance.random() < bad:
            column, text = chance.choice(MISTAKES)
            row[column] = text and text.format(n=number, day=10 + number % 20)
    for row in made[rows_each * 3 : rows_each * 4]:
        row["title"] = None  # a record without a title
    columns: dict[str, list[str | int | None]] = {
        name: [row[name] for row in made] for name in made[0]
    }
    return {**columns, ROW: list(range(1, rows + 1))}


def _right(number: int, rows_each: int) -> Iterator[tuple[str, str | None]]:
    record = (number - 1) // rows_each
    person = number % 5
    yield "framework", "learning-grid"
    yield "record", f"r{record}"
    yield "title", f"Week {record}"
    yield "group_name", f"Ward {record % 7}" if record % 3 else None
    yield "group_level", None
    yield "recorded_on", f"2020-{1 + record % 12:02}-{1 + record % 28:02}"
    yield "contributor", f"c{person}"
    yield "contributor_role", f"role {person}"
    yield "id", f"e{number}"
    yield "question", QUESTIONS[number % len(QUESTIONS)]
    yield "level", "system" if number % 3 else "personal"
    yield "text", f"Answer {number}" + ("\nand more" if number % 8 == 0 else "")
    yield "tags", None if number % 4 else "one;two"


def check_here(table: Table, *, keep: int = 1_000, **words: Unpack[TableWords]) -> Report:
    """Check the same rows one by one, without any library of data frames."""
    names = [name for name in table if name != ROW]
    columns = [table[name] for name in names]

    def read() -> Iterator[Row]:
        yield Row(0, names)
        for number, *cells in zip(table[ROW], *columns, strict=True):
            assert isinstance(number, int)
            yield Row(number, cells)

    sheet = Sheet("(data frame)", "", RowReader(read), is_typed=True, is_spreadsheet=False)
    options = make_options({"rules": False, **words})
    collector = Collector(keep=keep, rules=options.rules is not False)
    heading = find_heading(sheet, options)
    assert isinstance(heading, Heading)
    collector.add(heading.issues, documents=0)
    for _ in check_rows(heading, options, collector):
        pass
    return collector.report()
