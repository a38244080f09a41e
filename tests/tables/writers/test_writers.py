"""Tables are written whole or not at all, and what was written comes back."""

from __future__ import annotations

import csv
import io
import json
import resource
from contextlib import contextmanager
from typing import TYPE_CHECKING
from zipfile import ZipFile

import polars as pl
import pytest
from hypothesis import given, strategies as st
from tests.conftest import cases
from tests.memory import measure_peaks
from tests.tables.writers.opened import open_book, read_values

from improvement_frameworks.tables.cells.escape import unescape
from improvement_frameworks.tables.writing.text_table import TextTable
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.tables.writing.writer import WRITERS, write_table_file

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from pathlib import Path

HEADINGS = ("title", "text")
ROW = {"title": "A title", "text": 'é, "quoted"\nand more; 😀'}
TRICKY = st.text(
    alphabet=st.one_of(
        st.sampled_from("=+-@'\t\r\n\0\x0b_x0041;,\"\ufeff\ufffe "), st.characters(codec="utf-8")
    ),
    max_size=12,
)


def read_back(path: Path) -> list[dict[str, str]]:
    """Read a table with a reader that is not ours."""
    if path.suffix == ".csv":
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
        return [{key: unescape(value) for key, value in row.items()} for row in rows]
    if path.suffix == ".parquet":
        frame = pl.read_parquet(path)
        return [{key: value or "" for key, value in row.items()} for row in frame.to_dicts()]
    if path.suffix == ".xlsx":
        (grid,) = read_values(path).values()
        head, *body = [[str(cell) for cell in row] for row in grid]
        return [dict(zip(head, map(unescape, row), strict=True)) for row in body]
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


@contextmanager
def little_room(size: int) -> Generator[None]:
    """Let no file grow larger, as on a full disc."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


every_form = pytest.mark.parametrize("ending", cases({ending: ending for ending in WRITERS}))


@every_form
def test_a_row_comes_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    write_table_file(path, TextTable(HEADINGS, [ROW, {"title": "=1+1"}]))
    assert read_back(path) == [ROW, {"title": "=1+1", "text": ""}]


@every_form
def test_a_table_without_rows_has_its_header(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    write_table_file(path, TextTable(HEADINGS, []))
    assert read_back(path) == []
    if ending == ".parquet":
        assert pl.read_parquet(path).columns == list(HEADINGS)


@every_form
@given(rows=st.lists(st.fixed_dictionaries({"title": TRICKY, "text": TRICKY}), max_size=3))
def test_any_text_comes_back_or_is_refused_by_name(
    tmp_path_factory: pytest.TempPathFactory, ending: str, rows: list[dict[str, str]]
) -> None:
    path = tmp_path_factory.mktemp("any") / f"table{ending}"
    full = [{"title": "first", "text": "first"}, *rows, {"title": "last", "text": "last"}]
    try:
        write_table_file(path, TextTable(HEADINGS, full))
    except UnwritableError as fault:
        assert str(fault).startswith("Row ")  # noqa: PT017 - either it comes back or it says why
        assert not path.exists()
    else:
        assert read_back(path) == full


UNWRITABLE: Mapping[str, tuple[str, str, str]] = {
    "csv-nul": (".csv", "a\0b", "zero byte"),
    "csv-half": (".csv", "\ud800", "half of a character"),
    "lines-half": (".jsonl", "\ud800", "half of a character"),
    "parquet-half": (".parquet", "\ud800", "half of a character"),
    "workbook-half": (".xlsx", "\ud800", "half of a character"),
    "workbook-long": (".xlsx", "x" * 32_768, "32,768 characters; a cell holds at most 32,767"),
    "workbook-wide": (".xlsx", "😀" * 16_384, "32,767"),
    "workbook-escaped": (".xlsx", "=" + "x" * 32_766, "32,767"),
    "workbook-xml": (".xlsx", "a\uffff", r"U\+FFFF"),
    "workbook-mark": (".xlsx", "_x0041_x0042_", "escape marks"),
}


@pytest.mark.parametrize(("ending", "text", "reason"), cases(UNWRITABLE))
def test_what_a_form_cannot_hold_is_named_and_nothing_is_written(
    tmp_path: Path, ending: str, text: str, reason: str
) -> None:
    path = tmp_path / f"table{ending}"
    path.write_text("old")
    with pytest.raises(UnwritableError, match=f"^Row 3, column text: .*{reason}"):
        write_table_file(path, TextTable(HEADINGS, [ROW, {"text": text}]), force=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_the_longest_text_and_control_characters_stand_in_a_workbook(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    rows = [{"title": "x" * 32_767, "text": "\0\x01\x1f\r_x0041_"}]
    write_table_file(path, TextTable(HEADINGS, rows))
    assert read_back(path) == rows


@every_form
def test_a_value_without_a_heading_is_refused(tmp_path: Path, ending: str) -> None:
    with pytest.raises(UnwritableError, match="Row 2, column level: there is no such heading"):
        write_table_file(tmp_path / f"table{ending}", TextTable(HEADINGS, [{"level": "events"}]))
    assert list(tmp_path.iterdir()) == []


@every_form
def test_an_existing_file_is_replaced_only_by_force(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    path.write_text("old")
    with pytest.raises(FileExistsError, match="force"):
        write_table_file(path, TextTable(HEADINGS, [ROW]))
    assert path.read_text() == "old"
    write_table_file(path, TextTable(HEADINGS, [ROW]), force=True)
    assert read_back(path) == [ROW]


@every_form
def test_a_full_disc_leaves_the_old_file_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"table{ending}"
    path.write_text("old")
    rows = ({"title": f"{n * 7919}", "text": f"{n * 104_729}" * 5} for n in range(3_000))
    with little_room(4_000), pytest.raises(OSError, match=r"too large|cannot be written"):
        write_table_file(path, TextTable(HEADINGS, rows), force=True)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@every_form
def test_rows_that_fail_midway_leave_nothing(tmp_path: Path, ending: str) -> None:
    def rows() -> Iterator[dict[str, str]]:
        yield ROW
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_table_file(tmp_path / f"table{ending}", TextTable(HEADINGS, rows()))
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_form_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"\.csv, \.xlsx, \.parquet"):
        write_table_file(tmp_path / "table.doc", TextTable(HEADINGS, [ROW]))


def test_cells_of_a_workbook_are_text_under_a_frozen_header(tmp_path: Path) -> None:
    path = tmp_path / "table.xlsx"
    texts = ["=1+1", "https://example.org", "12", "{=A1}", "@SUM(A1)", "mailto:a@example.org"]
    write_table_file(path, TextTable(HEADINGS, [{"text": text} for text in texts]))
    sheet = open_book(path)["Table"]
    assert sheet.freeze_panes == "A2"
    cells = [sheet.cell(row, 2) for row in range(2, 8)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert {cell.hyperlink for cell in cells} == {None}
    assert b"<f>" not in ZipFile(path).read("xl/worksheets/sheet1.xml")


def test_a_sheet_holds_so_many_rows_and_columns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("improvement_frameworks.tables.writing.workbook_writer.MOST_ROWS", 3)
    with pytest.raises(UnwritableError, match="rows: write CSV or Parquet"):
        write_table_file(tmp_path / "a.xlsx", TextTable(HEADINGS, [ROW, ROW, ROW]))
    with pytest.raises(UnwritableError, match="16,384 columns"):
        write_table_file(tmp_path / "a.xlsx", TextTable([str(n) for n in range(16_385)], []))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("ending", [".csv", ".xlsx", ".jsonl"])
def test_rows_are_not_kept_in_memory(tmp_path: Path, ending: str) -> None:
    before = f"""
from pathlib import Path
from improvement_frameworks.tables.writing.text_table import TextTable
from improvement_frameworks.tables.writing.writer import write_table_file

def write(count):
    rows = ({{"title": str(n), "text": str(n * 7919) * 20}} for n in range(count))
    path = Path({str(tmp_path / f"table{ending}")!r})
    write_table_file(path, TextTable({HEADINGS!r}, rows), force=True)
"""
    _, few, many = measure_peaks(before, "write(100)", "write(1_000)", "write(10_000)")
    assert many < 2 * few + 200_000
