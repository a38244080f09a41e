"""Lists of nouns, such as actions, are rows on a sheet of their own, joined to record and entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, cast

import pytest
from hypothesis import given, strategies as st
from tests.conftest import few
from tests.tables.conftest import make_sheet, places
from tests.tables.test_record import trim

from improvement_frameworks import framework_ids, get_example, load
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.tables import load_table, validate_table, write_table
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.check import check_sheets
from improvement_frameworks.tables.convert import convert_file
from improvement_frameworks.tables.options import make_options
from improvement_frameworks.tables.rows.noun_list import noun_lists_of
from improvement_frameworks.tables.writing.record_table import write_tables
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tests.tables.conftest import Grid

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.report.report import Report
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.tables.options import TableWords

Book: TypeAlias = "dict[str, Grid]"

BAND = ("Title", "Id", "Level", "Text")
ROWS = (BAND, ("Calls", "e1", "events", "Calls were lost."), ("", "", "patterns", "On Mondays."))


def read_book(book: Book, **words: object) -> tuple[tuple[Record, ...], Report]:
    options = make_options(cast("TableWords", words))
    collector = Collector()
    sheets = [make_sheet(grid, name=name, is_typed=True) for name, grid in book.items()]
    return tuple(check_sheets(sheets, options, collector)), collector.report()


def documents(found: Sequence[Record]) -> list[dict[str, Json]]:
    return [record.model_dump(mode="json", exclude_none=True) for record in found]


def test_examples_of_all_frameworks_come_back_from_their_sheets(tmp_path: Path) -> None:
    used: set[str] = set()
    for framework in framework_ids():
        example = load(get_example(framework))
        path = tmp_path / f"{framework}.xlsx"
        write_table([example, example], path)
        found, report = load_table(path)
        assert report.ok, report.to_text()
        assert found == (example, example)
        used |= {table.name for table in write_tables([example])}
    assert {"Actions", "Sign offs", "Alternative readings", "Moves", "Replies"} <= used


@pytest.mark.parametrize("framework", ["improvement-idea", "risk-themes"])
@few
@given(data=st.data())
def test_records_come_back_from_their_sheets(framework: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(records(framework, resolve=True), min_size=1, max_size=2))
    try:
        wanted = [trim(record, lists=True) for record in drawn]
        tables = write_tables(wanted)
    except ValueError:
        return  # trimming made two tags the same, or an entry says nothing
    book: Book = {
        table.name: [
            [*table.headings],
            *([escape(row.get(name, "")) for name in table.headings] for row in table.rows),
        ]
        for table in tables
    }
    found, report = read_book(book, framework=framework, rules=False)
    assert report.ok, report.to_text()
    assert found == tuple(wanted)


def test_codes_in_a_row_of_data_are_no_headings_above_ticks() -> None:
    """Drawn once: "planned" and "yes" below each other were taken for columns of check boxes."""
    grid: Grid = [
        ["Title", "Text", "Follow-up", "Follow-up status", "Anonymous"],
        ["Night", "Calls were lost.", "Ask the wards.", "planned", "yes"],
        ["Night", "Lists were long.", "", "", "yes"],
    ]
    (record,), report = read_book({"Table": grid}, framework="risk-themes", rules=False)
    assert report.ok, report.to_text()
    statuses = [entry.follow_up and entry.follow_up.status for entry in record.entries]
    assert statuses == ["planned", None]


def test_what_people_call_the_columns_of_actions_is_read() -> None:
    actions = (
        ("Action", "Who", "By when", "Status"),
        ("Add a line.", "lead", "30/09/2020", "Done"),
    )
    (record,), report = read_book({"Notes": ROWS, "Actions": actions}, rules=False)
    assert report.ok, report.to_text()
    assert documents([record])[0]["actions"] == [
        {"text": "Add a line.", "owner": "lead", "due": "2020-09-30", "status": "done"}
    ]
    assert report.cells == report.cells_read == 10


def test_an_item_names_its_entry_by_id_or_by_row() -> None:
    grid = (
        ("Title", "Id", "Stage", "Text"),
        ("Ideas", "a", "Asked", "Shorter letters"),
        ("", "", "Asked", "Longer hours"),
    )
    replies = (("Entry", "Text"), ("row 3", "Not in winter."), ("a", "Yes."), ("9", "Lost."))
    found, report = read_book(
        {"Ideas": grid, "Replies": replies}, framework="improvement-idea", rules=False
    )
    assert not found
    assert ("Replies!A4", "ROW-NO-ENTRY") in places(report, "error")
    found, report = read_book(
        {"Ideas": grid, "Replies": replies[:3]}, framework="improvement-idea", rules=False
    )
    (document,) = documents(found)
    said = [entry.get("replies") for entry in cast("list[dict[str, Json]]", document["entries"])]
    assert said == [[{"text": "Yes."}], [{"text": "Not in winter."}]]


def test_items_go_to_the_record_that_they_name() -> None:
    grid = (BAND, ("A", "", "events", "1"), ("B", "", "events", "2"))
    actions = (("Record", "Text"), ("B", "x"), ("A", "y"), ("C", "z"), ("", "u"))
    found, report = read_book({"Notes": grid, "Actions": actions}, rules=False)
    told = [(issue.where.address, issue.message) for issue in report.errors]
    assert told == [
        ("Actions!A4", 'This row belongs to no record: "C".'),
        ("Actions!A5", "This row belongs to no record: record is blank."),
    ]
    assert {issue.code for issue in report.errors} == {"ROW-NO-RECORD"}
    assert [d["actions"] for d in documents(found)] == [[{"text": "y"}], [{"text": "x"}]]


def test_errors_and_rules_have_the_address_on_the_sheet_of_the_list() -> None:
    actions = (("Works on", "Text", "Due"), ("e9", "x", ""), ("e1", "y", "soon"))
    book: Book = {"Notes": ROWS, "Actions": actions[:2]}
    _, report = read_book(book)
    assert ("Actions!A2", "REC-E2") in places(report)
    found, report = read_book({"Notes": ROWS, "Actions": actions}, rules=False)
    assert places(report, "error") == [("Actions!C3", "VALUE-FORM")]
    assert not found


def test_a_sheet_that_only_has_the_name_of_a_list_is_left_out_and_told() -> None:
    book: Book = {"Notes": ROWS, "Actions": [["Buy milk"], ["Call Mondays' team"]]}
    found, report = read_book(book, rules=False)
    assert len(found) == 1
    assert "SHEET-LEFT-OUT" in report.by_code()


def test_a_table_of_its_own_may_be_called_as_a_list() -> None:
    found, report = read_book({"Actions": ROWS}, rules=False)
    assert report.ok
    assert len(found) == 1


def test_what_a_csv_file_cannot_hold_as_rows_is_told(tmp_path: Path) -> None:
    example = load(get_example("risk-themes"))
    source = tmp_path / "r.json"
    source.write_text(example.to_json(), encoding="utf-8")
    report = convert_file(source, tmp_path / "r.csv")
    assert report.by_code()["LISTS-AS-TEXT"][0].params["columns"] == ("actions",)
    assert "LISTS-AS-TEXT" not in convert_file(source, tmp_path / "r.xlsx").by_code()
    assert validate_table(tmp_path / "r.csv").ok
    assert load_table(tmp_path / "r.xlsx").records == (example,)


def test_columns_that_join_are_never_called_as_those_of_an_item() -> None:
    for framework in framework_ids():
        for noun in noun_lists_of(framework):
            names = [column.name for column in noun.columns]
            assert len(set(names)) == len(names), (framework, noun.name)
