"""Rows that say the same of their records, and cells that are told quickly: the same report."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import example, given, strategies as st
from tests.tables.frames.many import many
from tests.tables.frames.test_same_report import ANYTHING, compare, words_of, write

from improvement_frameworks import framework_ids, validate_table
from improvement_frameworks.tables.cells.cell import Habits
from improvement_frameworks.tables.columnar import batch_reader
from improvement_frameworks.tables.options import Options, make_options
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.options import Engine
    from improvement_frameworks.tables.rows.column import Column

pytestmark = pytest.mark.usefixtures("whole_files")

KEYS = ("", " ", "a", "b", "a", "b", " a", "'a", "x" * 201, "two\nlines")
DETAILS = ("", "", "nurse", "patient", " nurse", "\u200b")


def pick(column: Column) -> st.SearchStrategy[str]:
    """Make a cell: most are good."""
    if column.name in {"record", "title"}:
        return st.sampled_from(KEYS)
    if column.place == "contributor":
        return st.sampled_from(DETAILS)
    good, *others = words_of(column)
    return st.one_of(st.just(good), st.just(good), st.sampled_from((*others, *ANYTHING)))


@st.composite
def record_tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Make a table of few records with many rows each, of which some say something else."""
    framework = draw(st.sampled_from(framework_ids()))
    columns = columns_of(framework)
    heads = [c for c in columns if c.place == "record" and c.kind not in {"constant", "json"}]
    chosen = draw(st.lists(st.sampled_from(heads), min_size=1, max_size=3, unique=True))
    others = [c for c in columns if c.place == "contributor" or c.name == "contributor"]
    chosen += draw(st.lists(st.sampled_from(others), max_size=2, unique=True)) if others else []
    entries = [c for c in columns if c.place == "entry" and c.name != "contributor"]
    needed = [c for c in entries if c.is_required]
    more = draw(st.lists(st.sampled_from(entries), max_size=2, unique=True))
    body = [*needed, *(column for column in more if column not in needed)]
    rows: list[list[str]] = []
    for _ in range(draw(st.integers(1, 4))):
        head = [draw(pick(column)) for column in chosen]
        for _ in range(draw(st.integers(1, 15))):
            said = list(head)
            if draw(st.integers(0, 9)) == 0:
                place = draw(st.integers(0, len(said) - 1))
                said[place] = draw(pick(chosen[place]))
            is_void = draw(st.integers(0, 19)) == 0
            rows.append(
                [""] * (len(chosen) + len(body))
                if is_void
                else [*said, *(draw(pick(column)) for column in body)]
            )
    names = [column.name for column in (*chosen, *body)]
    order = draw(st.permutations(range(len(names))))
    return framework, [[row[place] for place in order] for row in (names, *rows)]


@pytest.mark.parametrize("few", [0, 100])
@given(
    table=record_tables(),
    keep=st.sampled_from([1, 3, 1_000]),
    block=st.sampled_from([300, 1_500, 100_000]),
    keys=st.booleans(),
)
@many
def test_text_files(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    table: tuple[str, list[list[str]]],
    keep: int,
    block: int,
    few: int,
    *,
    keys: bool,
) -> None:
    monkeypatch.setattr(batch_reader, "_FEW", few)
    framework, rows = table
    file = tmp_path / "table.csv"
    file.write_bytes(write(rows, ",", "\n", quoted=False))
    options = make_options({"framework": framework, "rules": False, "engine": "rows", "keys": keys})
    compare(file, options, keep=keep, block=block, rows=7)


@given(
    table=record_tables(),
    usual=st.sampled_from([0, 1, 3]),
    few=st.sampled_from([0, 2]),
    habits=st.builds(
        Habits,
        st.just(""),
        st.sampled_from([None, frozenset[str](), frozenset({"n/a", "ok", "fine"})]),
        is_default=st.booleans(),
    ),
)
@example(
    table=("iceberg", [["record", "level", "text", "tags"], ["", "events", "fine", ","]]),
    usual=0,
    few=0,
    habits=Habits("", frozenset()),
)
@many
def test_what_is_told_quickly(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    table: tuple[str, list[list[str]]],
    usual: int,
    few: int,
    habits: Habits,
) -> None:
    """Whether a cell is usual, or how prose begins and ends, hides nothing from the gate."""
    monkeypatch.setattr(batch_reader, "_USUAL", usual)
    monkeypatch.setattr(batch_reader, "_FEW", few)
    framework, rows = table
    file = tmp_path / "table.parquet"
    columns = {name: [row[place] or None for row in rows[1:]] for place, name in enumerate(rows[0])}
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(file)
    options = Options(framework=framework, rules=False, engine="rows", habits=habits)
    compare(file, options, keep=1_000, block=100, rows=30)


def test_a_day_that_differs_is_seen_though_the_texts_around_it_do_not(tmp_path: Path) -> None:
    file = tmp_path / "a.parquet"
    days = [date(2020, 6, 30)] * 59 + [date(2020, 7, 1)]
    pl.DataFrame(
        {
            "record": ["a"] * 60,
            "title": ["Huddles"] * 60,
            "recorded_on": days,
            "level": ["events"] * 60,
            "text": ["A huddle took ten minutes."] * 60,
        }
    ).write_parquet(file)
    engines: tuple[Engine, ...] = ("rows", "frames")
    for engine in engines:
        report = validate_table(file, framework="iceberg", rules=False, engine=engine)
        found = [(i.code, i.where.row, i.where.heading) for i in report.errors]
        assert found == [("ROW-CONFLICT", 60, "recorded_on")]
