"""Data frames that a program holds: records come back from them, and issues name their rows."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any

import numpy as np
import polars as pl
import pytest
from attrs import evolve

from improvement_frameworks import (
    Iceberg,
    framework_ids,
    get_example,
    load,
    load_table,
    to_frame,
    validate_table,
    write_table,
)
from improvement_frameworks.tables.reading.frame_reader import read_value

if TYPE_CHECKING:
    from pathlib import Path

    from improvement_frameworks.tables.writing.frame_writer import Backend

pd: Any = import_module("pandas")  # they come without types
pa: Any = import_module("pyarrow")


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("framework", framework_ids())
def test_examples_come_back_from_frames(framework: str, backend: Backend) -> None:
    example = load(get_example(framework))
    frame: Any = to_frame([example, example], backend=backend)
    assert load_table(frame).records == (example, example)


@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
@pytest.mark.parametrize("framework", framework_ids())
def test_frames_of_a_framework_have_the_same_typed_columns(
    framework: str, backend: Backend
) -> None:
    full: Any = to_frame([load(get_example(framework))], backend=backend)
    empty: Any = to_frame([], framework=framework, backend=backend)
    assert len(empty) == 0 < len(full)
    if backend == "pandas":
        assert full.dtypes.to_dict() == empty.dtypes.to_dict()
        assert str(full["recorded_on"].dtype) == "datetime64[ns]"
    else:
        assert full.schema == empty.schema


def test_days_numbers_and_yes_or_no_have_types_of_their_own() -> None:
    entry = {"level": "patterns", "text": "x", "occurrences": 3, "first_seen": "2020-03-16"}
    entries = [entry, {"level": "events", "text": "y"}]
    record = Iceberg.model_validate(
        {
            "framework": "iceberg",
            "schema_version": "1.0",
            "title": "A",
            "one_off": False,
            "entries": entries,
        }
    )
    frame = to_frame([record])
    assert frame["occurrences"].to_list() == [3, None]
    assert frame["first_seen"].to_list() == [date(2020, 3, 16), None]
    assert frame["one_off"].to_list() == [False, False]
    assert frame["recorded_on"].null_count() == 2
    assert load_table(frame).records == (record,)
    assert load_table(to_frame([record], backend="pandas")).records == (record,)


def test_a_frame_of_nothing_needs_to_know_its_framework() -> None:
    with pytest.raises(ValueError, match="Name the framework"):
        to_frame([])
    with pytest.raises(ValueError, match="records of iceberg, not of learning-grid"):
        to_frame([load(get_example("iceberg"))], framework="learning-grid")


def test_what_is_no_table_is_refused_at_once() -> None:
    for thing in (3, None, {"title": ["A"]}, [{"title": "A"}], pl.Series(["A"])):
        with pytest.raises(TypeError, match=rf"unsupported: {type(thing).__name__}; make a frame"):
            validate_table(thing)  # type: ignore[arg-type]


def test_issues_of_a_frame_name_row_and_column() -> None:
    frame = pl.DataFrame({"Title": ["A", "A"], "Level": ["events", "evnts"], "Text": ["x", "y"]})
    issue = validate_table(frame).errors[0]
    assert (issue.where.row, issue.where.cell, issue.where.heading) == (2, "", "Level")
    assert str(issue.where) == "row 2 (Level)"


def make_pandas(**columns: list[object]) -> Any:  # noqa: ANN401 - pandas has no types
    plain = {"title": ["A", "A"], "level": ["events", "events"], "text": ["x", "y"]}
    return pd.DataFrame({**plain, **columns})


def test_of_two_columns_with_one_name_the_second_is_an_error() -> None:
    frame = make_pandas(tags=["a", "b"]).set_axis(["title", "level", "text", "text"], axis=1)
    (issue,) = validate_table(frame).errors
    assert issue.code == "COLUMN-TWICE"
    assert '"text" means the same column as "text" in column 3' in issue.message


def test_an_arrow_table_may_have_two_columns_of_one_name_as_well() -> None:
    table: Any = pa.table(
        [["A"], ["events"], ["x"], ["y"]], names=["title", "level", "text", "text"]
    )
    assert [issue.code for issue in validate_table(table).errors] == ["COLUMN-TWICE"]


@pytest.mark.parametrize("word", [b"caf\xc3\xa9", b"plain"])
def test_bytes_are_never_taken_for_a_text(word: bytes) -> None:
    columns: dict[str, Any] = {"title": ["A", "A"], "level": ["events"] * 2, "text": [word, word]}
    numbered = pl.DataFrame({**columns, "n": [7, 8]}).lazy()
    for report in (
        validate_table(pd.DataFrame(columns)),
        validate_table(pl.DataFrame(columns)),
        validate_table(pa.table(columns)),
        validate_table(numbered, framework="iceberg", row_number="n"),
    ):
        assert {issue.code for issue in report.errors} == {"CELL-BYTES"}
        assert report.count("error") == 2
    rows = [issue.where.row for issue in report.errors]
    assert rows == [7, 8]


def test_an_index_that_has_a_name_is_a_column() -> None:
    (record,) = load_table(make_pandas().set_index(["title", "level"])).records
    assert record.title == "A"
    frame = make_pandas().rename_axis("title")  # a column of that name goes before it
    assert load_table(frame).records[0].title == "A"


def test_names_of_several_levels_are_joined() -> None:
    frame = make_pandas()
    frame.columns = pd.MultiIndex.from_tuples([(name, "") for name in frame.columns])
    assert [len(record.entries) for record in load_table(frame).records] == [2]


def test_a_frame_is_left_as_it_was() -> None:
    frame = make_pandas().set_index("title")
    before = frame.copy()
    assert validate_table(frame).ok
    pd.testing.assert_frame_equal(frame, before)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        (np.float32("nan"), None),
        (np.float64("nan"), None),
        (Decimal("NaN"), None),
        (np.int64(3), 3),
        (np.float32(0.5), 0.5),
        (np.bool_(True), True),
        (pd.NaT, None),
        (pd.NA, None),
        (Decimal("1.50"), "1.50"),
    ],
)
def test_scalars_of_libraries_are_read_as_those_of_python(value: object, wanted: object) -> None:
    found = read_value(value)
    assert (found, type(found)) == (wanted, type(wanted))


def test_rows_without_a_number_are_refused() -> None:
    frame = make_pandas(number=[1, None]).astype({"number": "Int64"})
    with pytest.raises(ValueError, match="'number' gives some rows no number"):
        validate_table(frame, row_number="number")


@pytest.mark.parametrize(
    ("words", "fault", "said"),
    [
        ({"date_fromat": "%d"}, TypeError, "Is it date_format"),
        ({"layout": "tall"}, ValueError, "'auto', 'long', 'wide'"),
        ({"people": "all"}, ValueError, "'drop', 'keep'"),
        ({"engine": "quick"}, ValueError, "'rows', 'frames'"),
        ({"blank": "N/A"}, TypeError, "a list of words"),
        ({"mapping": 3}, TypeError, "mapping file"),
    ],
)
def test_options_are_checked(words: dict[str, object], fault: type[Exception], said: str) -> None:
    frame = pl.DataFrame({"level": ["events"], "text": ["x"]})
    with pytest.raises(fault, match=said):
        validate_table(frame, **words)  # type: ignore[arg-type]


def test_no_records_make_no_table(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no records"):
        write_table([], tmp_path / "a.csv")
    assert not list(tmp_path.iterdir())


def make_odd_frame(backend: str) -> Any:  # noqa: ANN401
    """Make a frame whose columns have types of their own, some of them strange."""
    data: dict[str, list[object]] = {
        "record": ["a", "a", None, "b", None, "b"],
        "number": [70, 20, 30, 40, 50, 60],
        "recorded_on": [date(2020, 3, 16), None, date(2020, 3, 17), date(1800, 1, 1), None, None],
        "question": ["started", "Stopped", "new", "old", None, None],
        "level": ["system", " system", "systm", None, None, None],
        "text": ["fine", " fine", "", "x", None, "last"],
        "mentions": [1.0, float("nan"), 2.5, 3.0, None, -1.0],
        "happened_on": [
            *map(datetime.fromisoformat, ("2020-03-01", "2020-03-02T10:00")),
            *[None] * 4,
        ],
    }
    if backend == "pyarrow":
        return pa.table({**data, "tags": [["a"], ["b", "b"], None, [], None, None]})
    if backend == "pandas":
        return pd.DataFrame({**data, "evidence": ["x", 1, Decimal("2.5"), True, None, b"\xff"]})
    return pl.DataFrame({**data, "evidence": [b"a", b"\xff", None, None, None, b""]}, strict=False)


@pytest.mark.parametrize("row_number", ["", "number"])
@pytest.mark.parametrize("backend", ["polars", "pandas", "pyarrow"])
def test_frames_are_checked_by_columns_as_row_by_row(backend: str, row_number: str) -> None:
    frame = make_odd_frame(backend)
    rows, frames = (
        validate_table(
            frame, framework="learning-grid", engine=engine, rules=False, row_number=row_number
        )
        for engine in ("rows", "frames")
    )
    assert sum(rows.counts.values()) > 5
    assert sorted(map(str, frames.issues)) == sorted(map(str, rows.issues))
    assert evolve(frames, issues=()) == evolve(rows, issues=())


def test_rows_of_a_frame_are_read_in_the_order_of_their_numbers() -> None:
    frame = pl.DataFrame(
        {
            "number": [9, 4],
            "title": ["A", "A"],
            "group_name": ["Ward 2", "Ward 1"],
            "question": ["started", "stopped"],
            "level": ["system", "system"],
            "text": ["x", "y"],
        }
    )
    (issue,) = validate_table(frame, row_number="number").issues
    assert (issue.code, issue.where.row) == ("ROW-CONFLICT", 9)
