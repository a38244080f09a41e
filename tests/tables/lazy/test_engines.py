"""Every library of data frames that narwhals knows finds what is found row by row."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve
from tests.tables.lazy.answers import FEW, ROW, check_here, make_table

from improvement_frameworks.tables import load_table, validate_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import polars as pl
    from narwhals.typing import IntoFrame
    from tests.tables.lazy.answers import Table

    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.tables.options import TableWords

KEEP = 20

pytestmark = pytest.mark.filterwarnings(
    "ignore:.*defaulting to pandas implementation:UserWarning",
)


@pytest.fixture(scope="module")
def table() -> Table:
    return make_table(3_000, bad=0.2)


@pytest.fixture(scope="module")
def here(table: Table) -> Report:
    report = check_here(table, keep=KEEP, blank=["n/a"])
    assert len({code for code, _ in report.counts}) > 10
    assert report.truncated
    return report


@pytest.fixture(scope="module")
def frame(table: Table) -> pl.DataFrame:
    import polars as pl

    return pl.DataFrame(table)


def _polars(frame: pl.DataFrame, _: Path) -> IntoFrame:
    return frame


def _polars_lazy(frame: pl.DataFrame, _: Path) -> IntoFrame:
    return frame.lazy()


def _pyarrow(frame: pl.DataFrame, _: Path) -> IntoFrame:
    return cast("IntoFrame", frame.to_arrow())


def _pandas(frame: pl.DataFrame, _: Path) -> IntoFrame:
    return cast("IntoFrame", frame.to_pandas())


def _duckdb(frame: pl.DataFrame, _: Path) -> IntoFrame:
    duckdb = pytest.importorskip("duckdb")
    return cast("IntoFrame", duckdb.from_arrow(frame.to_arrow()))


def _ibis(frame: pl.DataFrame, _: Path) -> IntoFrame:
    ibis = pytest.importorskip("ibis")
    pytest.importorskip("pyarrow_hotfix")
    return cast("IntoFrame", ibis.memtable(frame.to_arrow()))


@pytest.mark.parametrize("put", [_polars, _pyarrow, _pandas])
def test_the_same_is_found_in_memory_by_columns(
    put: Callable[[pl.DataFrame, Path], IntoFrame],
    frame: pl.DataFrame,
    here: Report,
    tmp_path: Path,
) -> None:
    """What goes across rows is told last."""
    there = validate_table(
        put(frame, tmp_path),
        row_number=ROW,
        keep=KEEP,
        blank=["n/a"],
        rules=False,
        engine="frames",
    )
    assert sorted(map(str, there.issues)) == sorted(map(str, here.issues))
    assert evolve(there, issues=()) == evolve(here, issues=())


@pytest.mark.parametrize("put", [_polars_lazy, _duckdb, _ibis])
def test_finds_what_is_found_here(
    put: Callable[[pl.DataFrame, Path], IntoFrame],
    frame: pl.DataFrame,
    here: Report,
    tmp_path: Path,
) -> None:
    there = validate_table(
        put(frame, tmp_path), row_number=ROW, keep=KEEP, blank=["n/a"], rules=False
    )
    assert there.to_dict() == here.to_dict()


def test_sqlframe_finds_what_is_found_here(
    table: Table, frame: pl.DataFrame, tmp_path: Path
) -> None:
    sqlframe = pytest.importorskip("sqlframe.duckdb")
    path = tmp_path / "answers.parquet"
    frame.select(FEW).write_parquet(path)
    rows = cast("IntoFrame", sqlframe.DuckDBSession().read.parquet(str(path)))
    there = validate_table(rows, row_number=ROW, keep=KEEP, blank=["n/a"], rules=False)
    here = check_here({name: table[name] for name in FEW}, keep=KEEP, blank=["n/a"])
    assert there.to_dict() == here.to_dict()


def test_modin_finds_what_is_found_here() -> None:
    modin = pytest.importorskip("modin.pandas")
    pytest.importorskip("modin.config").Engine.put("python")
    few = make_table(100, bad=0.5)
    there = validate_table(modin.DataFrame(few), row_number=ROW, rules=False)
    assert there.to_dict() == check_here(few).to_dict()


def test_postgres_finds_what_is_found_here(
    frame: pl.DataFrame, here: Report, postgres: Path, postgres_user: str
) -> None:
    ibis = pytest.importorskip("ibis")
    database = ibis.postgres.connect(host=str(postgres), user=postgres_user, database="postgres")
    try:
        answers = database.create_table("answers", frame.to_arrow())
        there = validate_table(answers, row_number=ROW, keep=KEEP, blank=["n/a"], rules=False)
    finally:
        database.disconnect()
    assert there.to_dict() == here.to_dict()


def test_without_row_numbers_all_is_counted_and_each_value_told_once(
    frame: pl.DataFrame, here: Report
) -> None:
    there = validate_table(frame.drop(ROW).lazy(), blank=["n/a"], rules=False)
    counts = dict(here.counts)
    conflicts = counts.pop(("ROW-CONFLICT", "error"))
    found = dict(there.counts)
    # what is said most often counts as right, so fewer rows or as many contradict it
    assert 0 < found.pop(("RECORD-CONFLICT", "error")) <= conflicts
    assert found == counts
    assert (there.rows, there.documents) == (here.rows, here.documents)
    assert not any(issue.where.row for issue in there.issues)
    galaxies = [i for i in there.issues if "galaxy" in i.message]
    assert [issue.where.heading for issue in galaxies] == ["level"]


def test_says_that_the_rules_were_not_run(frame: pl.DataFrame) -> None:
    assert "TABLE-LAZY" in validate_table(frame.lazy()).by_code()
    assert "TABLE-LAZY" not in validate_table(frame.lazy(), rules=False).by_code()
    assert "TABLE-LAZY" in validate_table(frame.lazy(), rules=False, keys=True).by_code()


def _grid(**columns: object) -> pl.LazyFrame:
    import polars as pl

    whole = {"question": ["more", "less", "more"], "level": ["system"] * 3, "text": ["a", "b", "c"]}
    return pl.DataFrame({**whole, **columns}).lazy()


def _codes(report: Report) -> dict[str, int]:
    return {code: number for (code, _), number in report.counts.items()}


def test_records_without_a_title_are_told() -> None:
    titled = {"record": ["r1", "r1", "r2"], "title": ["T", None, None], "row": [3, 4, 5]}
    report = validate_table(_grid(**titled), framework="learning-grid", row_number="row")
    assert _codes(report) == {"FIELD-MISSING": 1, "TABLE-LAZY": 1}
    (issue,) = report.errors
    assert (issue.where.row, issue.params["field"]) == (5, "title")


def test_a_row_that_names_no_record_is_told_since_nothing_is_above_it() -> None:
    report = validate_table(
        _grid(record=["r1", None, "r1"], title=["T", "T", "T"], row=[1, 2, 3]),
        framework="learning-grid",
        row_number="row",
    )
    (issue,) = report.errors
    assert (issue.code, issue.where.row, issue.where.heading) == ("FIELD-MISSING", 2, "record")
    assert report.documents == 1


def test_one_record_if_none_is_named() -> None:
    report = validate_table(_grid(), framework="learning-grid")
    assert report.ok
    assert (report.rows, report.documents) == (3, 1)
    assert set(_codes(report)) == {"TABLE-TITLE", "TABLE-LAZY"}


def test_typed_columns_are_read_as_here() -> None:
    days = [date(2020, 6, 30), None, date(1066, 10, 14)]
    typed = _grid(title=["T"] * 3, recorded_on=days, contributor=[1, 2, 2], tags=[0.5, None, None])
    there = validate_table(typed, framework="learning-grid", rules=False)
    here = validate_table(typed.collect(), framework="learning-grid", rules=False)
    counts = _codes(there)
    conflicts = counts.pop("RECORD-CONFLICT", 0)
    expected = _codes(here)
    assert conflicts == expected.pop("ROW-CONFLICT", 0)
    assert counts == expected


def test_an_empty_frame_says_so() -> None:
    report = validate_table(_grid().head(0), framework="learning-grid")
    assert "TABLE-NO-ROWS" in report.by_code()


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        (
            {"Name": "A", "What have you stopped doing? (Organisational)": "Visits"},
            {"framework": "learning-grid", "layout": "wide"},
        ),
        ({"item": "raise-problems", "answer": "4"}, {"framework": "team-safety-survey"}),
        (
            {"text": "Silos", "themes": "silos"},
            {"mapping": {"framework": "risk-themes", "constants": {"stance": "risk"}}},
        ),
        (
            {"What": "Stopped - Personal", "text": "Visits"},
            {
                "mapping": {
                    "framework": "learning-grid",
                    "columns": {"What": {"split": ["question", "level"]}},
                }
            },
        ),
    ],
    ids=["survey", "answers to count", "constants", "two codes in a cell"],
)
def test_what_is_read_row_by_row_has_to_be_in_memory(
    columns: dict[str, str], words: TableWords
) -> None:
    import polars as pl

    report = validate_table(pl.DataFrame({n: [v] for n, v in columns.items()}).lazy(), **words)
    assert [issue.code for issue in report.errors] == ["TABLE-LAZY-ROWS"]
    assert report.rows == 0


def test_a_frame_without_known_columns_is_refused() -> None:
    import polars as pl

    report = validate_table(pl.DataFrame({"x": [1]}).lazy(), framework="learning-grid")
    assert [issue.code for issue in report.errors] == ["TABLE-NO-HEADER"]


def test_a_column_without_a_name_is_told_once() -> None:
    report = validate_table(_grid(**{"": ["x", None, "y"]}), framework="learning-grid")
    assert _codes(report)["COLUMN-NAMELESS"] == 1


def test_names_of_people_can_be_dropped() -> None:
    frame = _grid(contributor_name=["A", "B", "C"], title=["T"] * 3)
    assert "TABLE-PEOPLE" in validate_table(frame, people="drop").by_code()


@pytest.mark.parametrize("name", ["number", "text"])
def test_row_numbers_are_whole_numbers_of_a_column(name: str) -> None:
    with pytest.raises(ValueError, match=f"no column '{name}' of whole numbers"):
        validate_table(_grid(), row_number=name)


def test_records_are_made_of_data_in_memory_only() -> None:
    with pytest.raises(ValueError, match="collect the frame first"):
        load_table(_grid())


def test_more_values_than_are_read_are_counted_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("improvement_frameworks.tables.columnar.lazy_value.VALUES_READ", 2)
    report = validate_table(
        _grid(title=["T"] * 3, level=["x", "y", "z"]), framework="learning-grid", rules=False
    )
    assert _codes(report) == {"VALUE-CODE": 2, "CELLS-UNREAD": 1}
    (issue,) = report.by_code()["CELLS-UNREAD"]
    assert (issue.where.heading, issue.params["count"]) == ("level", 1)


def test_more_contradictions_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("improvement_frameworks.tables.columnar.lazy_record.GROUPS_READ", 2)
    frame = _grid(record=["r"] * 3, title=["T", "U", "V"])
    report = validate_table(frame, framework="learning-grid")
    assert "RECORDS-UNREAD" in report.by_code()


@pytest.mark.parametrize("bad", [0.05, 0.9])
def test_many_cells_with_the_same_mistake_are_not_all_fetched(
    bad: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    import polars as pl

    for module in ("lazy_frame", "lazy_value"):
        monkeypatch.setattr(f"improvement_frameworks.tables.columnar.{module}.ROWS_FETCHED", 0)
    table = make_table(2_000, bad=bad)
    for keep in (1, 7):
        there = validate_table(pl.DataFrame(table).lazy(), row_number=ROW, keep=keep, rules=False)
        assert there.to_dict() == check_here(table, keep=keep).to_dict()
