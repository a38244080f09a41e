"""What is exported without names holds no name that is known, and none after a title."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks import Iceberg, LiberatingStructures, figure, to_frame, write_table
from improvement_frameworks.core import CodebookCode
from improvement_frameworks.insight import write_codebook
from improvement_frameworks.tables.convert import convert_file

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

RECORD = Iceberg(
    title="What Robin said",
    contributors=[{"id": "c1", "name": "Robin Example", "role": "nurse"}],
    entries=[
        {"level": "events", "text": "Robin met Mrs Sample.", "contributor": "c1"},
        {"level": "patterns", "text": "Ring 01632 960 123."},
    ],
    actions=[{"text": "Ask", "owner": "Robin Example", "works_on": []}],
)
PLAN = LiberatingStructures(
    title="Robin hosts",
    contributors=[{"id": "c1", "name": "Robin Example"}],
    starts_at="2020-07-13T14:00:00+01:00",
    entries=[
        {"structure": "one-two-four-all", "invitation": "What does Mrs Sample need?", "host": "c1"}
    ],
)
KNOWN = ("Robin", "Example", "Sample")


def write_file(record: Iceberg, path: Path, *, names: bool) -> str:
    write_table([record], path, force=True, names=names)
    return path.read_text(encoding="utf-8")


def convert_it(record: Iceberg, folder: Path, *, names: bool) -> str:
    source, out = folder / "in.json", folder / "out.jsonl"
    source.write_text(record.to_json(), encoding="utf-8")
    assert convert_file(source, out, force=True, names=names).ok
    return out.read_text(encoding="utf-8")


def write_codes(folder: Path, *, names: bool) -> str:
    code = CodebookCode(code="a", label="A", examples=["Robin asked Mrs Sample Example."])
    path = folder / "codes.csv"
    write_codebook([code], path, force=True, names=names)
    return path.read_text(encoding="utf-8")


EXPORTS: Mapping[str, Callable[[Path, bool], str]] = {
    "markdown": lambda _, names: RECORD.to_markdown(names=names),
    "mermaid": lambda _, names: figure(RECORD).to_mermaid(names=names),
    "vega-lite": lambda _, names: json.dumps(figure(RECORD).to_vega_lite(names=names)),
    "calendar": lambda _, names: PLAN.timetable(names=names).to_calendar(),
    "agenda": lambda _, names: PLAN.timetable(names=names).to_markdown(),
    "frame": lambda _, names: str(to_frame([RECORD], names=names).to_dicts()),
    "csv": lambda folder, names: write_file(RECORD, folder / f"{names}.csv", names=names),
    "convert": lambda folder, names: convert_it(RECORD, folder, names=names),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_an_export_without_names_has_none(name: str, tmp_path: Path) -> None:
    export = EXPORTS[name]
    assert "Robin" in export(tmp_path, True)
    shown = export(tmp_path, False)
    for known in KNOWN:
        assert known not in shown
    assert ("01632 960 123" in shown) == ("01632 960 123" in export(tmp_path, True))


def test_a_name_in_one_record_is_left_out_of_all(tmp_path: Path) -> None:
    records = [RECORD, Iceberg(title="Ask Robin", entries=[{"level": "events", "text": "Robin"}])]
    source = tmp_path / "in.jsonl"
    source.write_text("".join(f"{one.to_json(indent=None)}\n" for one in records), "utf-8")
    convert_file(source, tmp_path / "out.jsonl", names=False)
    write_table(records, tmp_path / "out.csv", names=False)
    shown = [(tmp_path / name).read_text("utf-8") for name in ("out.jsonl", "out.csv")]
    assert "Robin" not in "".join((*shown, str(to_frame(records, names=False).to_dicts())))


def test_a_codebook_without_names_has_none_after_a_title(tmp_path: Path) -> None:
    assert "Sample" in write_codes(tmp_path, names=True)
    shown = write_codes(tmp_path, names=False)
    assert "Robin asked Mrs [name]." in shown
    assert "Sample" not in shown
