"""Rows become records and records rows; what rows say against each other is said."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import pytest
from attrs import evolve
from hypothesis import given, strategies as st
from tests.conftest import few, for_each
from tests.tables.conftest import check_grid, make_sheet, places, read_grid

from improvement_frameworks import Iceberg, framework_ids, get_example, load
from improvement_frameworks.core.record.types import BLANK
from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.core.report.report import Collector
from improvement_frameworks.tables import check, columns_of
from improvement_frameworks.tables.cells.escape import escape
from improvement_frameworks.tables.columnar.frame_check import check_frames
from improvement_frameworks.tables.headings.heading import Heading
from improvement_frameworks.tables.layouts.sheet_heading import find_heading
from improvement_frameworks.tables.options import make_options
from improvement_frameworks.tables.reading.sheet import Row, RowReader, column_letter
from improvement_frameworks.tables.rows.noun_list import noun_lists_of
from improvement_frameworks.tables.writing.record_table import write_rows, write_tables
from improvement_frameworks.tables.writing.template_plan import plan_form
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.testing import records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.problems.problem import Json

HEAD = ("Record", "Title", "Contributor", "Role", "Level", "Text")
EDGES = re.compile(f"^[{BLANK}]+|[{BLANK}]+$")


def grid_of(*given: Record) -> list[list[str | None]]:
    (table,) = write_tables(given, apart=False)
    names = table.headings
    lines = [[escape(row[name]) if name in row else None for name in names] for row in table.rows]
    return [[*names], *lines]


def trim(record: Record, *, lists: bool = False) -> Record:
    """Leave out of a record what a cell does not keep: space around texts, also in lists."""
    framework = record.about.id
    document = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    document.pop("$schema", None)
    places = {"record": [document], "entry": document["entries"]}
    places["contributor"] = document.get("contributors", [])
    for column in columns_of(framework):
        for target in places[column.place]:
            if column.kind != "json":
                _trim(target, column.path)
    for noun in noun_lists_of(framework) if lists else ():
        for owner in places[noun.place]:
            for item in cast("list[dict[str, Json]]", owner.get(noun.name, [])):
                for column in noun.own_columns:
                    _trim(item, column.path)
    nouns = {name: value for name, value in document.items() if value != {} or name == "extensions"}
    for entry in document["entries"]:
        if entry.get("follow_up") == {}:
            del entry["follow_up"]
    return type(record).model_validate_json(json.dumps(nouns))


def _trim(target: dict[str, Json], path: tuple[str, ...]) -> None:
    for step in path[:-1]:
        target = cast("dict[str, Json]", target.get(step, {}))
    value = target.get(path[-1]) if path else None
    if isinstance(value, str):
        target[path[-1]] = EDGES.sub("", value)
    elif isinstance(value, list):
        target[path[-1]] = [EDGES.sub("", str(item)) for item in value]


@for_each(framework_ids())
def test_examples_come_back_as_they_were(framework: str) -> None:
    example = load(get_example(framework))
    report, found = read_grid(grid_of(example, example))
    assert report.ok
    assert found == (example, example)


@pytest.mark.parametrize("framework", framework_ids())
@few
@given(data=st.data())
def test_records_come_back_from_their_rows(framework: str, data: st.DataObject) -> None:
    drawn = data.draw(st.lists(records(framework, resolve=True), min_size=1, max_size=3))
    try:
        wanted = tuple(trim(record) for record in drawn)
        grid = grid_of(*wanted)
    except ValueError:
        return  # trimming made two tags the same, or an entry says nothing
    report, found = read_grid(grid, framework=framework, rules=False)
    assert report.ok, report.to_text()
    assert found == wanted


def test_evidence_without_any_text_stays_evidence() -> None:
    document = {
        "title": "Huddles",
        "entries": [{"phrase": "hear-from-everyone", "evidence": ["Who sees it so?", "a b c"]}],
    }
    record = load({"framework": "safety-phrases", "schema_version": "1.0", **document})
    other = {**document, "entries": [{"id": "e1", "evidence": ["We do, as it is."]}]}
    given = (record, load({"framework": "safety-phrases", "schema_version": "1.0", **other}))
    report, found = read_grid(grid_of(*given), framework="safety-phrases", rules=False)
    assert report.ok
    assert found == given


def test_rows_of_one_record_need_not_repeat_what_it_says() -> None:
    _, found = read_grid(
        [HEAD, ("a", "A", "c1", "nurse", "events", "1"), ("", "", "", "", "patterns", "2")]
    )
    (record,) = found
    assert isinstance(record, Iceberg)
    assert [entry.text for entry in record.entries] == ["1", "2"]
    assert [person.role for person in record.contributors] == ["nurse"]


def test_rows_of_a_record_may_stand_apart() -> None:
    rows = [("a", "A", "", "", "events", "1"), ("b", "B", "", "", "events", "2")]
    _, found = read_grid([HEAD, *rows, ("a", "A", "", "", "patterns", "3")])
    assert [[entry.text for entry in record.entries] for record in found] == [["1", "3"], ["2"]]


def test_without_a_column_record_the_title_tells_them_apart() -> None:
    _, found = read_grid(
        [
            ("Title", "Level", "Text"),
            ("A", "events", "1"),
            ("B", "events", "2"),
            ("A", "events", "3"),
        ]
    )
    assert [(record.title, len(record.entries)) for record in found] == [("A", 2), ("B", 1)]


def test_two_values_for_one_record_are_an_error_at_the_second() -> None:
    rows = [("a", "A", "c1", "nurse", "events", "1"), ("a", "B", "c1", "patient", "events", "2")]
    report = check_grid([HEAD, *rows])
    assert places(report, "error") == [("B3", "ROW-CONFLICT"), ("D3", "ROW-CONFLICT")]
    assert 'title is "B" here but "A" in row 2' in report.errors[0].message


def test_a_contributor_without_an_id_is_given_one() -> None:
    rows = [("a", "A", "", "nurse", "events", "1"), ("", "", "", "patient", "events", "2")]
    report, found = read_grid([HEAD, *rows, ("", "", "", "nurse", "patterns", "3")])
    (record,) = found
    said = [(entry.contributor, entry.text) for entry in record.entries]
    assert said == [("p1", "1"), ("p2", "2"), ("p3", "3")]
    remark = next(issue for issue in report.infos if issue.code == "TABLE-IDS")
    assert (remark.where.address, remark.params["count"]) == ("row 2", 3)


def test_a_row_of_a_contributor_alone_is_no_entry() -> None:
    report, found = read_grid(
        [HEAD, ("a", "A", "", "", "events", "1"), ("a", "A", "c2", "patient", "", "")]
    )
    assert report.ok
    assert len(found[0].entries) == 1
    assert found[0].contributors[0].id == "c2"


def test_a_required_cell_of_an_entry_is_missed_where_it_should_stand() -> None:
    report = check_grid([HEAD, ("a", "A", "", "", "events", ""), ("a", "", "", "", " ", "x")])
    assert places(report, "error") == [("F2", "FIELD-MISSING"), ("E3", "FIELD-MISSING")]


def test_a_noun_needs_its_name_in_the_same_row() -> None:
    head = ("Title", "Group", "Group level", "Level", "Text")
    report = check_grid([head, ("A", "", "team", "events", "1")])
    assert places(report, "error") == [("B2", "FIELD-MISSING")]
    report = check_grid([("Title", "Group level", "Level", "Text"), ("A", "team", "events", "1")])
    assert places(report, "error") == [("row 2", "FIELD-MISSING")]


def test_rules_speak_of_cells() -> None:
    head = ("Title", "Id", "Level", "Text", "Explained by")
    rows = [("A", "e1", "events", "1", "e9"), ("A", "e1", "patterns", "2", "")]
    report = check_grid([head, *rows])
    assert ("E2", "REC-E2") in places(report)
    assert ("B3", "REC-E1") in places(report)
    assert report.judged == 1


def test_rules_can_be_left_out_and_a_faulty_record_is_not_judged() -> None:
    head = ("Record", "Title", "Id", "Level", "Text", "Explained by")
    row = ("a", "A", "e1", "events", "1", "e9")
    report = check_grid([head, row], rules=False)
    assert (report.ok, report.judged, report.documents, report.rows) == (True, 0, 1, 1)
    others = [("b", "B", "", "evnts", "2", ""), ("c", "C", "", "events", "3", "")]
    report = check_grid([head, row, *others])
    assert (report.judged, report.documents, report.rows) == (2, 3, 3)


def test_cut_and_overlong_rows_of_text_files_are_said() -> None:
    head = ("Title", "Level", "Text")
    report = check_grid([head, ("A", "events"), ("A", "events", "x, y", " z"), ("", "", "", "")])
    assert places(report) == [
        ("row 2", "ROW-SHORT"),
        ("C2", "FIELD-MISSING"),
        ("D3", "ROW-LONG"),
    ]
    report = check_grid([head, ("A", "events", "x"), ("A", "events")], is_typed=True, rules=False)
    assert places(report) == [("C3", "FIELD-MISSING")]


def test_a_table_holds_one_framework() -> None:
    mixed = [load(get_example("iceberg")), load(get_example("risk-themes"))]
    with pytest.raises(ValueError, match="one framework"):
        list(write_rows(mixed))
    assert get_record_type("iceberg") is Iceberg


def shipped_example() -> tuple[list[str], list[str]]:
    questions = [one for one in plan_form("iceberg").questions if one.is_shown]
    return [one.column.label for one in questions], [one.example for one in questions]


def test_the_example_of_a_template_is_left_out() -> None:
    head, example = shipped_example()
    own = [""] * len(head)
    own[head.index("Title")], own[head.index("Text")] = "B", "x"
    own[head.index("Level")] = "events"
    report, found = read_grid([head, example, own], rules=False)
    assert places(report, "error", "warning") == []
    assert "TABLE-EXAMPLE" in report.by_code()
    assert [record.title for record in found] == ["B"]
    report, found = read_grid([head, own, example], rules=False)  # only right below the header
    assert "TABLE-EXAMPLE" not in report.by_code()
    assert len(found) == 2


def test_an_answer_that_was_written_over_the_example_is_read() -> None:
    head, example = shipped_example()
    example[head.index("Text")] = "What a team wrote over it."
    report, (record,) = read_grid([head, example], rules=False)
    record_column = column_letter(head.index("Record"))
    assert places(report, "error", "warning") == [(f"{record_column}2", "TABLE-EXAMPLE-CHANGED")]
    assert isinstance(record, Iceberg)
    assert [entry.text for entry in record.entries] == ["What a team wrote over it."]


def test_a_very_long_table_is_judged_only_if_that_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(check, "ROWS_JUDGED", 2)
    head, row = ("Title", "Level", "Text"), ("A", "events", "x")
    assert check_grid([head, row, row]).judged == 1
    report = check_grid([head, row, row, row])
    assert (report.judged, report.documents) == (0, 1)
    assert places(report, "warning", "info") == [("row 1", "TABLE-UNJUDGED")]
    assert check_grid([head, row, row, row], rules=True).judged == 1
    assert "TABLE-UNJUDGED" not in check_grid([head, row, row, row], rules=False).by_code()


def test_what_is_no_list_of_records_is_no_table() -> None:
    record = load(get_example("iceberg"))
    with pytest.raises(TypeError, match=r"write \[record\]"):
        list(write_rows(record))  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    with pytest.raises(TypeError, match="number 2 is of type dict"):
        list(write_rows([record, {"title": "x"}]))  # type: ignore[list-item]  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize("engine", ["rows", "frames"])
def test_an_interruption_leaves_a_true_report(engine: str) -> None:
    grid = [("Title", "Level", "Text"), ("A", "evnts", "x"), ("A", "events", "y")]

    def rows() -> Iterator[Row]:
        for number, cells in enumerate(grid, start=1):
            yield Row(number, cells)
        raise KeyboardInterrupt

    collector = Collector()
    options = make_options({"rules": False})
    heading = find_heading(make_sheet(grid), options)
    assert isinstance(heading, Heading)
    stopped = evolve(heading, sheet=evolve(heading.sheet, reader=RowReader(rows)))
    work: dict[str, Callable[[], object]] = {
        "rows": lambda: list(check.check_rows(stopped, options, collector)),
        "frames": lambda: check_frames(stopped, options, collector, size=1),
    }
    with pytest.raises(KeyboardInterrupt):
        work[engine]()
    report = collector.report()
    assert report.rows == 2
    assert places(report, "error") == [("B2", "VALUE-CODE")]


def test_an_entry_that_says_nothing_is_refused_in_words() -> None:
    nothing: dict[str, object] = {}
    quiet = load(
        {"framework": "safety-phrases", "schema_version": "1.0", "title": "a", "entries": [nothing]}
    )
    with pytest.raises(UnwritableError, match="says nothing"):
        grid_of(quiet)
