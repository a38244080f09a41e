"""Reads single cells: what people write, what workbooks hold, and what is refused with words."""

from __future__ import annotations

import time as time_module
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

import pytest

from improvement_frameworks.core.registry import get_record_type
from improvement_frameworks.tables.cells.cell import CellReader, Habits
from improvement_frameworks.tables.cells.date_format import DateFormatError
from improvement_frameworks.tables.reading.sheet import CellError
from improvement_frameworks.tables.rows.column import columns_of

if TYPE_CHECKING:
    from improvement_frameworks.tables.cells.cell import Cell
    from improvement_frameworks.tables.reading.sheet import Raw


def read(name: str, raw: Raw, habits: Habits | None = None) -> Cell:
    for framework in ("iceberg", "liberating-structures", "risk-themes", "learning-grid"):
        for column in columns_of(framework):
            if column.name == name:
                record = get_record_type(framework)
                return CellReader(column, record, habits or Habits()).read(raw)
    raise LookupError(name)


READ: tuple[tuple[str, Raw, object, tuple[str, ...]], ...] = (
    ("level", "events", "events", ()),
    ("level", "Events", "events", ("CELLS-LABELS",)),
    ("level", "MENTAL MODELS", "mental-models", ("CELLS-LABELS",)),
    ("level", " mental_models\u00a0", "mental-models", ("CELLS-TRIMMED", "CELLS-LABELS")),
    ("text", "  Said. ", "Said.", ("CELLS-TRIMMED",)),
    ("text", "\u200bSaid.", "Said.", ("CELLS-TRIMMED",)),
    ("text", "'=1+1", "=1+1", ("CELLS-CONVERTED",)),
    ("text", "''-", "'-", ("CELLS-CONVERTED",)),
    ("text", "'tis", "'tis", ()),
    ("tags", "night, phone", ["night", "phone"], ("CELLS-CONVERTED",)),
    ("tags", "night, late; phone", ["night, late", "phone"], ()),
    ("tags", '["night, late"]', ["night, late"], ()),
    ("explained_by", "e1, e2", ["e1", "e2"], ("CELLS-CONVERTED",)),
    ("text", 12.0, "12", ("CELLS-CONVERTED",)),
    ("text", 0.5, "0.5", ("CELLS-CONVERTED",)),
    ("text", True, "TRUE", ("CELLS-CONVERTED",)),
    ("text", date(2020, 3, 16), "2020-03-16", ("CELLS-CONVERTED",)),
    ("text", time(9, 30), "09:30:00", ("CELLS-CONVERTED",)),
    ("text", timedelta(hours=30), "1 day, 6:00:00", ("CELLS-CONVERTED",)),
    ("first_seen", "2020-02-29", "2020-02-29", ()),
    ("first_seen", date(2020, 3, 16), "2020-03-16", ()),
    ("first_seen", datetime(2020, 3, 16, 14, 5), "2020-03-16", ("CELLS-CONVERTED",)),  # noqa: DTZ001
    ("first_seen", "2020-03-16 14:05:00", "2020-03-16", ("CELLS-CONVERTED",)),
    ("first_seen", "2020-03-16T14:05:00Z", "2020-03-16", ("CELLS-CONVERTED",)),
    ("starts_at", "2020-07-13T09:30:00Z", "2020-07-13T09:30:00Z", ()),
    ("follow_up_status", "Not started", "planned", ("CELLS-LABELS",)),
    ("follow_up_status", "\u2714", "done", ("CELLS-LABELS",)),
    ("one_off", "\u2713", True, ("CELLS-CONVERTED",)),
    ("minutes", "12 min", 12, ("CELLS-CONVERTED",)),
    ("starts_at", "2020-07-13 09:30:00Z", "2020-07-13T09:30:00Z", ("CELLS-CONVERTED",)),
    ("starts_at", datetime(2020, 7, 13, 9, 30, tzinfo=UTC), "2020-07-13T09:30:00+00:00", ()),
    ("occurrences", "12", 12, ()),
    ("occurrences", 12.0, 12, ()),
    ("occurrences", "12.0", 12, ("CELLS-CONVERTED",)),
    ("occurrences", "+12", 12, ("CELLS-CONVERTED",)),
    ("one_off", "yes", True, ()),
    ("one_off", "FALSE", False, ()),
    ("one_off", "x", True, ("CELLS-CONVERTED",)),
    ("one_off", 1, True, ("CELLS-CONVERTED",)),
    ("one_off", False, False, ()),
    ("tags", "video; home;", ["video", "home"], ()),
    ("tags", '["a; b", "c"]', ["a; b", "c"], ()),
    ("evidence", "An audit; of 12.\nA note.", ["An audit; of 12.", "A note."], ()),
    ("consent_uses", "Publish;Quote", ["publish", "quote"], ("CELLS-LABELS", "CELLS-LABELS")),
    ("schema_version", "1", "1.0", ()),
    ("schema_version", 1.0, "1.0", ()),
    ("framework", "iceberg", "iceberg", ()),
    ("steps", '[{"what": "Alone"}]', [{"what": "Alone"}], ()),
)


@pytest.mark.parametrize(("name", "raw", "value", "notes"), READ)
def test_cells_are_read_as_people_mean_them(
    name: str, raw: Raw, value: object, notes: tuple[str, ...]
) -> None:
    cell = read(name, raw)
    assert cell.problem is None
    assert (cell.value, type(cell.value)) == (value, type(value))
    assert tuple(note.problem.code for note in cell.notes) == notes


@pytest.mark.parametrize("raw", [None, "", "  ", "\u00a0\u200b", "\t\n"])
def test_blank_is_absent(raw: Raw) -> None:
    assert read("level", raw).is_blank
    assert read("tags", raw).is_blank


REFUSED: tuple[tuple[str, Raw, str, str], ...] = (
    ("level", "Evnts", "VALUE-CODE", "Did you mean events?"),
    ("level", CellError("#REF!"), "CELL-ERROR", "It gives #REF!."),
    ("first_seen", "03/04/2020", "CELL-DATE", '"03/04/2020". Day and month'),
    ("first_seen", "4.3.20", "CELL-DATE", '"4.3.20"'),
    ("first_seen", "2020-02-30", "VALUE-FORM", '"2020-02-30", where a date such as 2020-03-16'),
    ("first_seen", "16 Mach 2020", "VALUE-FORM", '"16 Mach 2020"'),
    ("first_seen", 906, "VALUE-KIND", "906"),
    ("occurrences", "a dozen", "VALUE-KIND", '"a dozen", where a whole number from 0 to'),
    ("occurrences", 0.5, "VALUE-KIND", '"0.5", where a whole number'),
    ("occurrences", "1,000", "VALUE-KIND", '"1,000"'),
    ("occurrences", "1.000", "VALUE-KIND", '"1.000", where a whole number'),
    ("level", "N/A", "VALUE-CODE", 'If it means nothing: --blank "N/A".'),
    ("occurrences", "-1", "VALUE-RANGE", "-1, where a whole number from 0 to"),
    ("one_off", "perhaps", "VALUE-KIND", '"perhaps", where true or false'),
    ("text", "x" * 40_000, "VALUE-LONG", "text: 40000. At most 10000"),
    ("title", "two\nlines", "VALUE-FORM", "text with a line break"),
    ("id", "entry 1", "VALUE-FORM", '"entry 1", where an id'),
    ("tags", "home; home", "VALUE-TWICE", '"home"'),
    ("consent_uses", "publish;burn", "VALUE-CODE", '"burn"'),
    ("steps", '[{"what": "Alone"}', "CELL-JSON", "is not valid JSON"),
    ("steps", '[{"what": 1}]', "VALUE-KIND", "the number 1"),
    ("steps", "[" * 70 + "]" * 70, "DOC-DEEP", "64 levels deep"),
    ("schema_version", "2.0", "CELL-CONSTANT", '"2.0", where 1.0 is expected'),
    ("framework", "ladder-of-inference", "CELL-CONSTANT", "where iceberg is expected"),
)


@pytest.mark.parametrize(("name", "raw", "code", "words"), REFUSED)
def test_what_is_refused_is_explained(name: str, raw: Raw, code: str, words: str) -> None:
    cell = read(name, raw)
    assert cell.problem is not None
    assert cell.problem.code == code
    assert words in cell.problem.write_message({"field": name, **cell.params})
    assert cell.problem.write_hint({"field": name, **cell.params})


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("03/04/2020", ['"%d/%m/%Y" (day first)', '"%m/%d/%Y" (month first)']),
        ("3.4.20", ['"%d.%m.%y" (day first)', '"%m.%d.%y" (month first)']),
    ],
)
def test_an_unclear_date_asks_for_its_format(text: str, offers: list[str]) -> None:
    cell = read("first_seen", text)
    assert cell.problem is not None
    hint = cell.problem.write_hint({"field": "first_seen", **cell.params})
    assert all(offer in hint for offer in offers)
    assert hint.count("--date-format") == len(offers)


@pytest.mark.parametrize(
    "text",
    [
        "16/03/2020",
        "3.16.20",
        "2020/03/16",
        "16 March 2020",
        "16-Mar-20",
        "Monday, 16th of March 2020",
        "March 16, 2020",
        "16/03/2020 09:30",
        "43906",
        43906,
    ],
)
def test_a_date_that_can_be_one_day_only_is_read_and_said(text: str | int) -> None:
    cell = read("first_seen", text)
    assert cell.value == "2020-03-16"
    assert [note.problem.code for note in cell.notes] == ["CELLS-CONVERTED"]


def test_a_given_date_format_is_read_and_iso_still_is() -> None:
    habits = Habits("%d/%m/%Y")
    cell = read("first_seen", "03/04/2020", habits)
    assert cell.value == "2020-04-03"
    assert [note.problem.code for note in cell.notes] == ["CELLS-CONVERTED"]
    assert read("first_seen", "2020-04-03", habits).value == "2020-04-03"
    assert read("first_seen", "13/13/2020", habits).problem is not None


@pytest.mark.parametrize(
    "form", ["DD/MM/YYYY", "%Q", "%", "%d/%m", "%m/%Y", "%d", "2020-03-16", "%d/%d/%Y", "%H", "\0"]
)
def test_a_date_format_that_tells_no_day_is_refused(form: str) -> None:
    with pytest.raises(DateFormatError, match="write day, month and year"):
        Habits(form)


@pytest.mark.parametrize("form", ["%d.%m.%y", "%d %B %Y", "%m/%d/%Y %I:%M %p", "%Y%m%d", "%j/%Y"])
def test_a_date_format_that_tells_the_day_is_taken(form: str) -> None:
    assert Habits(form).date_format == form


def test_words_for_nothing_are_blank_only_if_they_are_named() -> None:
    assert read("text", "N/A").value == "N/A"
    cell = read("text", " n/a ", Habits(blank_words=frozenset({"N/A"})))
    assert cell.is_blank
    assert [note.problem.code for note in cell.notes] == ["CELLS-TRIMMED", "CELLS-BLANK"]


def test_free_text_is_never_repeated_in_a_message() -> None:
    cell = read("text", "Mrs Example of 1 High Street " * 500)
    assert cell.problem is not None
    assert "Example" not in str(dict(cell.params))


def test_labels_and_aliases_are_those_of_the_content() -> None:
    columns = [c for c in columns_of("learning-grid") if c.kind == "code"]
    assert len(columns) > 4
    for column in columns:
        reader = CellReader(column, get_record_type("learning-grid"), Habits())
        for term in column.terms:
            assert reader.read(term.code).notes == ()
            assert reader.read(term.label.upper()).value in (term.code, [term.code])


@pytest.mark.parametrize("raw", [datetime(2020, 7, 13, 9, 30), "2020-07-13 09:30"])  # noqa: DTZ001
def test_a_moment_without_a_zone_is_meant_in_local_time(
    raw: Raw, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "XST-3")  # three hours before Greenwich
    time_module.tzset()
    cell = read("starts_at", raw)
    monkeypatch.undo()
    time_module.tzset()
    assert cell.value == "2020-07-13T09:30:00+03:00"
    assert [note.problem.code for note in cell.notes] == ["CELLS-CONVERTED"]


def test_a_rating_is_no_status_and_is_told_as_blank() -> None:
    nothing = frozenset({"n/a"})
    cell = read("follow_up_status", "Amber", Habits(blank_words=nothing, is_default=True))
    assert cell.is_blank
    assert [note.problem.code for note in cell.notes] == ["CELLS-BLANK"]


def test_an_offer_is_taken_only_if_asked_for_and_certain() -> None:
    accepts = Habits(accepts_offers=True)
    assert read("level", "Paterns", accepts).value == "patterns"
    assert read("level", "Paterns").problem
    assert read("level", "Evnx", accepts).problem  # two letters are wrong
