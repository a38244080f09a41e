"""The example spreadsheets are read without any option, and every cell is accounted for."""

from __future__ import annotations

from pathlib import Path
from typing import Final, cast

from improvement_frameworks import validate_table
from improvement_frameworks.tables import load_table

SPREADSHEETS: Final = Path(__file__).parents[2] / "examples" / "spreadsheets"


def entries_of(name: str) -> list[dict[str, object]]:
    (record,) = load_table(SPREADSHEETS / name).records
    document = record.model_dump(mode="json", exclude_none=True)
    return cast("list[dict[str, object]]", document["entries"])


def test_a_drawing_is_read_as_the_drawing() -> None:
    report = validate_table(SPREADSHEETS / "missed-calls-iceberg.csv", rules=False)
    assert report.ok
    assert report.cells == report.cells_read == 7
    levels = [entry["level"] for entry in entries_of("missed-calls-iceberg.csv")]
    assert levels == ["events", "events", "patterns", "structures", "mental-models"]


def test_a_worksheet_is_filled_down_and_what_is_no_data_is_told() -> None:
    name = "late-starts-worksheet.csv"
    report = validate_table(SPREADSHEETS / name, rules=False)
    assert report.ok
    assert (report.rows, report.documents) == (5, 1)
    (record,) = load_table(SPREADSHEETS / name).records
    assert record.title == "Late starts in theatre 2"
    assert str(record.recorded_on) == "2021-03-09"
    levels = [entry["level"] for entry in entries_of(name)]
    assert levels == ["events", "events", "patterns", "patterns", "structures"]
    told = report.by_code()
    assert [issue.where.row for issue in told["ROW-LEFT-OUT"]] == [10]
    assert "kept on the wall" in told["LINES-LEFT-OUT"][0].message
    assert told["CELLS-FILLED"][0].params["count"] == 2
