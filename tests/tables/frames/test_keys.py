"""Ids that stand twice and references that lead nowhere: both engines say the same of them."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, strategies as st
from tests.tables.frames.many import many

from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.core.rules.rules import Selection
from improvement_frameworks.problems.problem import Issue
from improvement_frameworks.tables.cells.cell import Habits
from improvement_frameworks.tables.check import check_rows
from improvement_frameworks.tables.columnar import record_check
from improvement_frameworks.tables.columnar.frame_check import check_frames
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import Options, make_options
from improvement_frameworks.tables.reading.source import open_tables
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("whole_files")

KEYS = ("REC-E1", "REC-E2")
IDS = ("e1", "e2", "e3", "e11", "e1", "e2", " e1", "", "", "n/a", "e 1")
MANY = ("", "", "e1", "e2;e3", "e9", "e1;e9;e2", "e1; e2", '["e1"]', "e9;e8", " e3", "e 1")
PEOPLE = ("c1", "c2", "c2 ", "", "", "nurse-1", "has space")
FAULTY = ("e 1", "has space")
DETAILS = ("", "", "nurse", "patient")

COLUMNS: dict[str, dict[str, tuple[str, ...]]] = {
    "learning-grid": {
        "question": ("started", "stopped"),
        "level": ("system", "System"),
        "text": ("x",),
    },
    "iceberg": {
        "level": ("events", "Patterns"),
        "text": ("x",),
        "explained_by": MANY,
        "actions": (
            "", "", "",
            '[{"text": "a", "works_on": ["e1"]}]',
            '[{"text": "a", "works_on": ["e1", "e9"]}, {"text": "b", "works_on": ["e12"]}]',
        ),
    },
    "ladder-of-inference": {
        "rung": ("observable-data", "Selected data"),
        "text": ("x",),
        "based_on": MANY,
        "riskiest_step": ("", "", "", "e1", "e9", "e2 "),
        "loops": (
            "", "", "",
            '[{"kind": "reflexive-loop", "from_step": "e1", "to_step": "e7"}]',
            '[{"kind": "reflexive-loop", "from_step": "e2", "to_step": "e3"}]',
        ),
        "alternative_readings": (
            "", "", "",
            '[{"text": "a", "step": "e1", "contributor": "c1"}]',
            '[{"text": "a", "step": "e4", "contributor": "p2"}]',
            '[{"text": "a", "step": "e2", "contributor": "nurse-2"}]',
        ),
    },
    "liberating-structures": {
        "structure": ("1-2-4-all",),
        "minutes": ("5",),
        "host": ("c1", "c2", "c3", "p1", "p2", "p3", "nurse-2", "", ""),
    },
}  # fmt: skip
HEADS = {"record": ("a", "a", "b", "c", ""), "title": ("A", "A", "A", "", ""), "notes": ("n", "")}


@st.composite
def tables(draw: st.DrawFn) -> tuple[str, list[list[str]]]:
    """Make a table with few ids: they are likely to stand twice, or nowhere."""
    framework = draw(st.sampled_from(sorted(COLUMNS)))
    words = {
        **COLUMNS[framework],
        "id": IDS,
        "contributor": PEOPLE,
        "contributor_role": DETAILS,
        **HEADS,
    }
    more = ["record", "title", "notes", "contributor", "contributor_role", "id"]
    for name in draw(st.lists(st.sampled_from(more), max_size=2, unique=True)):
        del words[name]
    order = draw(st.permutations(list(words)))
    places = {column.name: column.place for column in columns_of(framework)}
    if draw(st.sampled_from([True, True, False])):
        for name, every in words.items():
            right = tuple(word for word in every if word not in FAULTY)
            if places[name] != "entry" and name != "record":  # or rows contradict each other
                right = (draw(st.sampled_from(right)), *[""] * (name != "title"))
            words[name] = right
    row = st.tuples(*(st.sampled_from(words[name]) for name in order)).map(list)
    rows = draw(st.lists(st.one_of(row, row, row, st.just([])), min_size=2, max_size=30))
    return framework, [list(order), *rows]


def issues_of(collector: Collector) -> tuple[list[str], list[str], object]:
    """Return the issues of the keys in their order, all issues sorted, and all numbers."""
    report = collector.report()
    keys = [str(issue.to_dict()) for issue in report.issues if issue.code in KEYS]
    found = report.to_dict()
    every = sorted(str(issue.to_dict()) for issue in report.issues)
    return keys, every, {**found, "issues": None}


def compare(
    file: Path, options: Options, *, keep: int = 1_000, block: int = 100_000, rows: int = 7
) -> list[Issue]:
    """Compare both engines, and return the issues of ids and references."""
    sheets = [sheet for sheet in open_tables(file) if not isinstance(sheet, Issue)]
    heading = find_heading(sheets[0], options) if sheets else None
    if heading is None or isinstance(heading, Issue):
        return []
    one, other = Collector(keep=keep), Collector(keep=keep)
    for _ in check_rows(heading, options, one):
        pass
    check_frames(heading, options, other, size=block if file.suffix == ".csv" else rows)
    assert issues_of(other) == issues_of(one)
    return [issue for issue in other.report().issues if issue.code in KEYS]


def write(file: Path, rows: list[list[str]]) -> None:
    """Write a table as CSV."""
    text = StringIO(newline="")
    csv.writer(text).writerows(rows)
    file.write_bytes(text.getvalue().encode())


@given(
    table=tables(),
    keep=st.sampled_from([1, 2, 1_000]),
    block=st.sampled_from([50, 300, 100_000]),
    ignore=st.sampled_from([(), (), (), ("REC-E1",), ("REC-E2",), KEYS]),
)
@many
def test_text_files(
    tmp_path: Path,
    table: tuple[str, list[list[str]]],
    keep: int,
    block: int,
    ignore: tuple[str, ...],
) -> None:
    framework, rows = table
    file = tmp_path / "table.csv"
    write(file, rows)
    selection = Selection(ignore=ignore)
    options = Options(
        framework=framework,
        rules=False,
        keys=True,
        engine="rows",
        selection=selection,
        habits=Habits(blank_words=frozenset({"n/a"})),
    )
    compare(file, options, keep=keep, block=block)


@given(table=tables(), keep=st.sampled_from([1, 1_000]), rows=st.sampled_from([1, 3, 100]))
@many
def test_parquet(tmp_path: Path, table: tuple[str, list[list[str]]], keep: int, rows: int) -> None:
    import polars as pl

    framework, (head, *body) = table
    columns = {
        name: [row[place] if row and row[place] else None for row in body]
        for place, name in enumerate(head)
    }
    file = tmp_path / "table.parquet"
    pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String)).write_parquet(file)
    options = Options(framework=framework, rules=False, keys=True, engine="rows")
    compare(file, options, keep=keep, rows=rows)


GRID = ["record", "title", "question", "level", "text", "id"]


def grid_row(record: str, name: str) -> list[str]:
    return [record, "A", "started", "system", "x", name]


def found_in(file: Path, *, keys: bool = True) -> list[tuple[str, int | None, str, str]]:
    """Return code, row, pointer and message of each issue of the keys."""
    options = Options(rules=False, engine="rows", keys=keys)
    issues = compare(file, options, block=120)
    return [(i.code, i.where.row, i.where.pointer, i.message) for i in issues]


def test_an_id_stands_twice_far_apart(tmp_path: Path) -> None:
    """The second one is said, wherever batches end; those of other records are no matter."""
    file = tmp_path / "table.csv"
    rows = [grid_row("a" if n % 3 else "b", f"e{n}") for n in range(60)]
    write(file, [GRID, grid_row("a", "x1"), grid_row("b", "x2"), *rows, grid_row("a", "x1")])
    ((code, row, pointer, message),) = found_in(file)
    assert (code, row, pointer) == ("REC-E1", 64, "/entries/41/id")
    assert message == 'The ID "x1" is used more than once in entries. Times: 2.'


def test_a_faulty_record_is_not_asked_for_its_ids(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    faulty = grid_row("b", "x2")
    faulty[3] = "Systm"
    rows = [grid_row(record, f"x{n}") for n in (1, 1, 2) for record in "ab"]
    write(file, [GRID, *rows, faulty])
    assert [found[:3] for found in found_in(file)] == [("REC-E1", 4, "/entries/1/id")]


def test_references_forward_and_to_other_records(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    head = ["record", "title", "level", "text", "id", "explained_by"]
    write(
        file,
        [
            head,
            ["a", "A", "events", "x", "event-one", "event-two"],
            ["", "", "patterns", "x", "event-two", "event-six;event-one"],
            ["b", "B", "events", "x", "event-six", "event-one"],
            ["", "", "events", "x", "", "event-six"],
        ],
    )
    found = found_in(file)
    assert [one[:3] for one in found] == [
        ("REC-E2", 3, "/entries/1/explained_by/0"),
        ("REC-E2", 4, "/entries/0/explained_by/0"),
    ]
    assert "event-six" in found[0][3]
    assert found[1][3].endswith("Did you mean event-six?")


def test_ids_all_alike_are_counted_and_some_are_told(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    write(file, [GRID, *[grid_row("a", "e1")] * 300])
    options = Options(rules=False, keys=True, engine="rows")
    issues = compare(file, options, keep=5, block=400)
    assert [issue.where.row for issue in issues] == [3, 4, 5, 6, 7]
    assert issues[0].params["times"] == 300


def test_what_is_too_long_to_be_read_again_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The numbers are those of the other engine; the issues are those of the records read again."""
    monkeypatch.setattr(record_check, "ROWS_READ_AGAIN", 5)
    file = tmp_path / "table.csv"
    write(file, [GRID, *(grid_row(record, "e1") for record in "aabbbccc")])
    options = Options(rules=False, keys=True, engine="rows")
    (sheet,) = open_tables(file)
    assert not isinstance(sheet, Issue)
    heading = find_heading(sheet, options)
    assert not isinstance(heading, Issue)
    collector = Collector()
    check_frames(heading, options, collector)
    report = collector.report()
    assert (report.counts["REC-E1", "error"], report.documents) == (5, 3)
    assert [issue.where.row for issue in report.issues if issue.code == "REC-E1"] == [3, 5, 6]


@pytest.mark.parametrize(
    ("rules", "keys", "expected"),
    [
        (None, None, KEYS),
        (None, False, None),
        (None, True, KEYS),
        (False, None, None),
        (False, True, KEYS),
    ],
)
def test_when_ids_are_checked(
    *, rules: bool | None, keys: bool | None, expected: tuple[str, ...] | None
) -> None:
    selection = Options(rules=rules, keys=keys).key_selection
    assert (selection.select if selection else None) == expected


def test_what_is_ignored_is_not_checked() -> None:
    selection = make_options({"keys": True, "rules": False, "ignore": "REC-E1"}).key_selection
    assert selection is not None
    assert selection.select == ("REC-E2",)
    assert make_options({"keys": True, "ignore": "REC"}).key_selection is None


def test_nothing_is_said_unless_it_is_asked_for(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    write(file, [GRID, grid_row("a", "e1"), grid_row("a", "e1")])
    assert not found_in(file, keys=False)
    assert found_in(file)
