"""The frames engine gives the report of the rows engine, whatever stands in the table."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from attrs import evolve
from hypothesis import example, given, strategies as st
from tests.tables.frames.many import many

from improvement_frameworks import framework_ids
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell import Habits
from improvement_frameworks.tables.check import check_rows
from improvement_frameworks.tables.columnar.frame_check import check_frames
from improvement_frameworks.tables.engine import uses_frames
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import Options
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.headings.heading import Heading
    from improvement_frameworks.tables.rows.column import Column

pytestmark = pytest.mark.usefixtures("whole_files")

ANYTHING = (
    "", " ", "\u200b", "\u00a0", "x", "a", "b", "- b", "=1+1", "'=1", "''@", "it's", "-",
    "N/A", "ok",
    "two\nlines", "two\r\nlines", "\nx", 'say "x"', ",", ";", "[", "[]", '["a", "b"]', '["a;b"]',
    "[1]", "{}", "null", "é", "漢字",
    "\u0663", "x" * 61, "x" * 201, "x" * 10_001, "a;b", "a;a", "a; b ",
    "\u2028", "a\u0085b", "has space", " lead", "trail ", "\t", "a\x1cb", "Ünïcode",
)  # fmt: skip
FAR = "\u0662\u0660\u0662\u0660-\u0660\u0661-\u0660\u0661"
"""A day in the digits of another script."""
DATES = (
    "2020-03-16", "2020-02-29", "2021-02-29", "2020-3-16", "16/03/2020", "03/04/2020", FAR,
    "2020-03-16 00:00:00", "2020-03-16T10:00:00Z", "1899-12-31", "2020-03-16\n", "43906",
    "2199-12-31",
)  # fmt: skip
NUMBERS = ("0", "1", "007", "3.0", "+5", "-1", "999", "1440", "1441", "1000000", "1000001", "1e3")
YES = ("yes", "no", "Yes", "TRUE", "x", "0", "maybe")
IDS = ("c1", "c2", "c1 ", "c" * 64, "c" * 65, "c1;c2", "c1;", "-c", "c.1_2-x")
NO_DATA = (("Total",), ("n = 12", *[""] * 20), ("", "Total", *[""] * 20), ("Break", *[""] * 20))
"""How rows begin that are no data, in some tables."""
REFERENCES = (
    '[{"title": "x"}]',
    '[{"title":"x"}]',
    '[{"title": 1}]',
    '{"org.a": true}',
    '{"b": 1}',
)


def words_of(column: Column) -> tuple[str, ...]:
    """Return what is likely to stand in a column."""
    match column.kind:
        case "code":
            terms = column.terms[:4]
            codes = tuple(term.code for term in terms)
            return (*codes, *(t.label for t in terms), codes[0].upper(), ";".join(codes[:2]), " ")
        case "date" | "moment":
            return DATES
        case "number":
            return NUMBERS
        case "yes-no":
            return YES
        case "id":
            return IDS
        case "json":
            return REFERENCES
        case "constant":
            return (column.constant, column.constant.upper())
        case _:
            return ("fine", "A text", "other", "a;b", "b;a", "one\ntwo")


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Make a table of any framework: a header and rows, good and bad."""
    framework = draw(st.sampled_from(framework_ids()))
    columns = columns_of(framework)
    needed = [c for c in columns if c.is_required and c.place == "entry"]
    more = draw(st.lists(st.sampled_from(columns), max_size=8, unique_by=lambda c: c.name))
    chosen = {column.name: column for column in (*needed, *more)}
    order = draw(st.permutations(list(chosen)))
    beside = draw(st.lists(st.sampled_from(["", "house column"]), max_size=2, unique=True))
    cells = [st.sampled_from((*words_of(chosen[name]) * 3, "", "", *ANYTHING)) for name in order]
    cells += [st.sampled_from(("", "", "x", " ")) for _ in beside]
    row = st.tuples(*cells).map(list)
    good = [words_of(chosen[name])[0] for name in order] + [""] * len(beside)
    names = [*order, *beside]
    no_data = st.sampled_from(NO_DATA).map(lambda start: [*start, *good][: len(good)])
    rows = draw(
        st.lists(st.one_of(row, st.just(good), st.just([]), st.just(names), no_data), max_size=25)
    )
    for place in draw(st.lists(st.integers(0, 24), max_size=2)):
        if place < len(rows):
            rows[place] = draw(st.sampled_from([rows[place][:-1], [*rows[place], "", "x"]]))
    return framework, [names, *rows]


_HEAD = ["text", "level", "framework", "record", "question", "tags"]
_ROW = ["fine", "personal", "learning-grid", "fine", "started", "fine"]


def write(table: list[list[str]], delimiter: str, end: str, *, quoted: bool) -> bytes:
    """Write a table as a CSV file."""
    text = StringIO(newline="")
    if quoted:
        out = csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL)
    else:
        out = csv.writer(text, delimiter=delimiter, lineterminator=end)
    out.writerows(table)
    return text.getvalue().encode()


def find(file: Path, options: Options) -> Heading | None:
    """Return the header of a file, if it has one."""
    sheets = [sheet for sheet in open_tables(file) if not isinstance(sheet, Issue)]
    heading = find_heading(sheets[0], options) if sheets else None
    return None if isinstance(heading, Issue) else heading


def report(collector: Collector) -> dict[str, Json]:
    """Return a report whose issues are sorted by their words."""
    found = collector.report().to_dict()
    issues = found["issues"]
    assert isinstance(issues, list)
    return {**found, "issues": [str(issue) for issue in sorted(issues, key=str)]}


def compare(file: Path, options: Options, *, keep: int, block: int, rows: int) -> None:
    """Compare both engines."""
    heading = find(file, options)
    if heading is None or not uses_frames(heading, evolve(options, engine="frames")):
        return
    one, other = Collector(keep=keep), Collector(keep=keep)
    for _ in check_rows(heading, options, one):
        pass
    check_frames(heading, options, other, size=block if file.suffix == ".csv" else rows)
    assert report(other) == report(one)


@given(
    table=tables(),
    form=st.tuples(
        st.sampled_from([",", ";", "\t"]), st.sampled_from(["\n", "\r\n"]), st.booleans()
    ),
    keep=st.sampled_from([1, 3, 1_000]),
    block=st.sampled_from([50, 300, 100_000]),
    habits=st.builds(
        Habits,
        st.sampled_from(["", "", "%d/%m/%Y", "%Y-%d-%m"]),
        st.sampled_from([frozenset[str](), frozenset({"n/a", "ok"}), frozenset({"-"})]),
    ),
)
@many
def test_text_files(
    tmp_path: Path,
    table: tuple[str, list[list[str]]],
    form: tuple[str, str, bool],
    keep: int,
    block: int,
    habits: Habits,
) -> None:
    framework, rows = table
    file = tmp_path / "table.csv"
    delimiter, end, quoted = form
    file.write_bytes(write(rows, delimiter, end, quoted=quoted))
    options = Options(framework=framework, rules=False, engine="rows", habits=habits)
    compare(file, options, keep=keep, block=block, rows=7)


@given(
    table=tables(),
    place=st.integers(40, 400),
    broken=st.sampled_from([b'"', b'""', b"\r", b"\0", b"\xff", b"\n", b'"\n"']),
    block=st.sampled_from([50, 300, 100_000]),
)
@example(
    table=("learning-grid", [_HEAD, _ROW, _ROW, _ROW, _ROW[:-1], [*_ROW[:4], "two\nlines"], _ROW]),
    place=222,
    broken=b'"',
    block=50,
)
@example(
    table=("learning-grid", [["question", "tags", "language", "framework", "text", "level"]]),
    place=20,
    broken=b"\r",
    block=50,
)
@many
def test_broken_text_files(
    tmp_path: Path, table: tuple[str, list[list[str]]], place: int, broken: bytes, block: int
) -> None:
    """A stray mark or byte is said as row by row, wherever the file is cut."""
    framework, rows = table
    data = write(rows, ",", "\n", quoted=False)
    file = tmp_path / "table.csv"
    file.write_bytes(data[:place] + broken + data[place:])
    options = Options(framework=framework, rules=False, engine="rows")
    compare(file, options, keep=1_000, block=block, rows=7)


@given(table=tables(), keep=st.sampled_from([1, 1_000]), rows=st.sampled_from([1, 3, 100]))
@example(
    table=("poll", [["question", "text", "mentions"], ["lock-in-risk", "fine", "0"]]),
    keep=1_000,
    rows=100,
)
@many
def test_parquet(tmp_path: Path, table: tuple[str, list[list[str]]], keep: int, rows: int) -> None:
    import polars as pl

    framework, (head, *body) = table
    width = sum(bool(name) for name in head)
    columns = {
        name: [row[place] if place < len(row) and row[place] else None for row in body]
        for place, name in enumerate(head[:width])
    }
    file = tmp_path / "table.parquet"
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(file)
    options = Options(framework=framework, rules=False, engine="rows")
    compare(file, options, keep=keep, block=100, rows=rows)


@pytest.mark.parametrize("rows", [1, 2, 100])
def test_typed_parquet(tmp_path: Path, rows: int) -> None:
    """Days, numbers and lists in columns of their own types are read as row by row."""
    from datetime import date, datetime

    import polars as pl

    days = [datetime.fromisoformat(day) for day in ("2020-03-16", "2020-03-16T09:00")]
    file = tmp_path / "table.parquet"
    pl.DataFrame(
        {
            "record": ["a", "a", "b", None],
            "recorded_on": [date(2020, 3, 16), date(2020, 3, 17), date(1800, 1, 1), None],
            "question": ["started", "Stopped", "new", "old"],
            "level": ["system"] * 4,
            "text": ["fine", " fine", "", "x"],
            "happened_on": [*days, None, None],
            "tags": [["a", "b"], ["a", "a"], [], None],
            "evidence": [1, 2, None, 4],
        },
        schema_overrides={"happened_on": pl.Datetime},
    ).write_parquet(file)
    options = Options(framework="learning-grid", rules=False, engine="rows")
    compare(file, options, keep=1_000, block=100, rows=rows)
