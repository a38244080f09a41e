"""Rows from JSON Lines and from Parquet keep their types."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from typing import TYPE_CHECKING

import polars as pl
import pytest

from improvement_frameworks import validate_table
from improvement_frameworks.tables.reading import parquet_reader
from improvement_frameworks.tables.reading.parquet_trial import start_trial, stop_trials

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tables.readers.writing import Read


def test_rows_of_json_lines(tmp_path: Path, read: Read) -> None:
    rows = [{"a": "x", "b": ["é", "z"]}, {"a": None, "c": 1.5, "d": True}]
    text = json.dumps(rows[0]) + "\r\n\n" + json.dumps(rows[1]) + "\n"
    (tmp_path / "a.jsonl").write_bytes(text.encode())
    found = read(tmp_path / "a.jsonl")
    assert [(row.number, row.line, list(row.cells)) for row in found.rows] == [
        (0, None, ["a", "b", "c", "d"]),
        (1, 1, ["x", '["é", "z"]', None, None]),
        (3, 3, [None, None, 1.5, True]),
    ]
    assert [(s.is_typed, s.is_spreadsheet) for s in found.sheets] == [(True, False)]
    assert found.issues == []


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("[1, 2]", "DOC-NOT-OBJECT"),
        ('{"a": 1, "a": 2}', "DOC-KEY-TWICE"),
        ('{"a": NaN}', "DOC-NUMBER"),
        ('{"a": ', "DOC-TRUNCATED"),
        ("a,b", "DOC-SYNTAX"),
    ],
)
def test_a_faulty_line_leaves_the_others(line: str, code: str, tmp_path: Path, read: Read) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"a": 1}}\n{line}\n{{"a": 3}}\n')
    found = read(tmp_path / "a.jsonl")
    assert [(i.code, i.where.row, i.where.line) for i in found.issues] == [(code, 2, 2)]
    assert found.cells == [["a"], [1], [3]]


def test_a_field_that_comes_late_is_said(tmp_path: Path, read: Read) -> None:
    lines = ['{"a": 1}'] * 1_000 + ['{"a": 2, "late": 3}'] * 2
    (tmp_path / "a.ndjson").write_text("\n".join(lines))
    found = read(tmp_path / "a.ndjson")
    assert [(i.code, i.where.row) for i in found.issues] == [("COLUMN-UNKNOWN", 1_001)]
    assert len(found.rows) == 1_003


def test_rows_of_parquet(tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet_reader, "ROWS", 2)
    day = dt.date(2020, 3, 16)
    frame = pl.DataFrame(
        {
            "text": ["a", None, "c"],
            "items": [["x", "ü"], [], None],
            "day": [day, None, day],
            "number": [1, 2, 3],
            "share": [0.5, None, 1.5],
            "money": [Decimal("1.20"), None, Decimal(2)],
            "parts": [{"k": day}, {"k": None}, None],
            "kind": pl.Series(["p", "q", None], dtype=pl.Categorical),
            "raw": [b"r", None, b"s"],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert found.issues == []
    assert [row.number for row in found.rows] == [0, 1, 2, 3]
    assert found.cells == [
        frame.columns,
        ["a", '["x", "ü"]', day, 1, 0.5, "1.20", '{"k": "2020-03-16"}', "p", "r"],
        [None, "[]", None, 2, None, None, '{"k": null}', "q", None],
        ["c", None, day, 3, 1.5, "2.00", None, None, "s"],
    ]
    assert [(s.is_typed, s.is_spreadsheet) for s in found.sheets] == [(True, False)]


def test_parquet_of_many_columns(tmp_path: Path, read: Read) -> None:
    pl.DataFrame({f"c{n}": [n] for n in range(1_500)}).write_parquet(tmp_path / "a.parquet")
    found = read(tmp_path / "a.parquet")
    assert found.codes == ["TABLE-WIDE"]
    assert [len(row.cells) for row in found.rows] == [1_000, 1_000]


def test_damaged_parquet(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a.parquet"
    pl.DataFrame({"a": ["some", "words"]}).write_parquet(file)
    data = file.read_bytes()
    spoiled = [
        b"a,b\n1,2\n",
        data[:-30],
        b"PAR1" + b"x" * 100 + b"PAR1",
        data[:20] + b"\xff" * 60 + data[80:],
    ]
    for one in spoiled:
        file.write_bytes(one)
        assert read(file).codes == ["TABLE-DAMAGED"]


def test_parquet_that_would_end_the_process(tmp_path: Path, read: Read) -> None:
    """A page says that it holds less than no values, so Polars asks for exabytes."""
    file = tmp_path / "a.parquet"
    pl.DataFrame({"a": ["words"] * 64}).write_parquet(file, compression="uncompressed")
    data = file.read_bytes()
    number = b",\x15\x80\x01"  # 64 in the header of the page
    assert data.count(number) == 1
    file.write_bytes(data.replace(number, b",\x15\xff\x01"))
    assert read(file).codes == ["TABLE-DAMAGED"]


def test_a_name_that_looks_like_a_pattern(tmp_path: Path, read: Read) -> None:
    file = tmp_path / "a[1]*.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(file)
    assert read(file).cells == [["a"], [1]]


def test_a_trial_that_was_stopped_says_nothing_of_the_file(tmp_path: Path) -> None:
    path = tmp_path / "good.parquet"
    pl.DataFrame({"text": ["a"]}).write_parquet(path)
    stopped = start_trial(path)
    stop_trials()
    assert stopped.is_stopped
    assert start_trial(path) is not stopped
    assert start_trial(path).has_passed


def test_a_wrong_option_leaves_no_trial_behind(tmp_path: Path) -> None:
    path = tmp_path / "good.parquet"
    pl.DataFrame({"text": ["a"]}).write_parquet(path)
    begun = start_trial(path)
    with pytest.raises(ValueError, match="engine"):
        validate_table(path, engine="nope")  # type: ignore[arg-type]  # which is what is tried
    assert begun.is_stopped
