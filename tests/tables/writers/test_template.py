"""A template is ready to be filled in, and filled in as it says, it is valid."""

from __future__ import annotations

import csv
from datetime import date
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, frozen
from tests.tables.writers.opened import headings, open_book, read_values

from improvement_frameworks import get_framework
from improvement_frameworks.core.record.types import URL
from improvement_frameworks.core.registry import framework_ids
from improvement_frameworks.tables import load_table, validate_table
from improvement_frameworks.tables.reading.sheet import column_letter
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.rows.noun_list import noun_lists_of
from improvement_frameworks.tables.writing.template import write_template
from improvement_frameworks.tables.writing.template_plan import plan_form, show_choices
from improvement_frameworks.tables.writing.template_sheet import COLOURS
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.tables.writers.opened import Book, Check, Sheet

    from improvement_frameworks.tables.writing.template_plan import Question

every_framework = pytest.mark.parametrize("framework", framework_ids())


@frozen
class Blank:
    framework: str
    path: Path
    book: Book

    @property
    def sheet(self) -> Sheet:
        return self.book["Entries"]

    def column(self, label: str) -> int:
        return headings(self.sheet)[label]

    def check(self, label: str) -> Check | None:
        """Return what the workbook checks in a column."""
        place = self.sheet.cell(2, self.column(label)).coordinate
        end = place.replace("2", "502")
        checks = self.sheet.data_validations.dataValidation
        return next((one for one in checks if str(one.sqref) == f"{place}:{end}"), None)

    def choices(self, label: str) -> list[object]:
        """Return what can be chosen in a column, from the hidden sheet to which it points."""
        check = self.check(label)
        assert check is not None
        return self.chosen_from(check)

    def chosen_from(self, check: Check) -> list[object]:
        """Return what can be chosen in a cell."""
        sheet, _, span = check.formula1.partition("!")
        assert sheet.strip("'") == "_lists"
        first, _, last = span.replace("$", "").partition(":")
        letter, end = first.rstrip("0123456789"), int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return [self.book["_lists"][f"{letter}{row}"].value for row in range(1, end + 1)]


def make(framework: str, folder: Path) -> Blank:
    path = folder / "blank.xlsx"
    write_template(framework, path)
    return Blank(framework, path, open_book(path))


@pytest.fixture(scope="module")
def blank_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Blank]:
    """What makes the form of a framework, once for all tests that only look at it."""

    @cache
    def find(framework: str) -> Blank:
        return make(framework, tmp_path_factory.mktemp(framework))

    return find


@pytest.mark.parametrize("framework", ["iceberg", "learning-grid"])
def test_what_is_written_on_the_canvas_is_read(tmp_path: Path, framework: str) -> None:
    blank = make(framework, tmp_path)
    assert "TABLE-CANVAS" not in validate_table(blank.path).by_code()
    book: Any = import_module("openpyxl").load_workbook(blank.path)
    canvas = book["Canvas"]
    assert canvas.page_setup.orientation == "landscape"
    canvas["B1"].value, canvas["B3"].value = "Calls", "16 July 2020"
    canvas["B6"].value = "- Three calls were lost.\n- A patient left."
    book.save(tmp_path / "filled.xlsx")
    (record,) = load_table(tmp_path / "filled.xlsx").records
    document = record.model_dump(mode="json", exclude_none=True)
    assert (document["title"], document["recorded_on"]) == ("Calls", "2020-07-16")
    about = get_framework(framework)
    said = [(entry[about.part], entry["text"]) for entry in document["entries"]]
    first = about.parts[0].code
    assert said == [(first, "Three calls were lost."), (first, "A patient left.")]
    assert not validate_table(tmp_path / "filled.xlsx", rules=False).errors


@every_framework
def test_headings_are_the_labels_of_all_columns_that_people_fill_in(
    blank_of: Callable[[str], Blank], framework: str
) -> None:
    blank = blank_of(framework)
    asked = [c for c in columns_of(framework) if c.kind not in {"json", "constant"}]
    of_entries = {column.label for column in asked if column.place != "record"}
    assert set(headings(blank.sheet)) == of_entries
    about = [str(label) for label, *_ in read_values(blank.path)["Record"][2:]]
    assert set(about) == {c.label for c in asked if c.place == "record" and c.path}
    for noun in noun_lists_of(framework):
        assert [*headings(blank.book[noun.label])] == [
            column.label for column in noun.columns if column.name != "record"
        ]
    assert blank.sheet.freeze_panes == "A2"
    part = get_framework(framework).part.replace("-", " ").capitalize()
    assert blank.sheet["A1"].value == part


@every_framework
def test_needed_columns_stand_out_and_every_heading_says_what_belongs_there(
    blank_of: Callable[[str], Blank], framework: str
) -> None:
    blank = blank_of(framework)
    for column in columns_of(framework):
        if column.kind in {"json", "constant"} or column.place == "record":
            continue
        cell = blank.sheet.cell(1, blank.column(column.label))
        assert cell.comment is not None
        assert column.meaning in cell.comment.text
        is_orange = cell.fill.fgColor.rgb.endswith(COLOURS["needed"].lstrip("#"))
        assert is_orange == column.is_required == ("Needed" in cell.comment.text)


@every_framework
def test_the_part_can_be_chosen_by_its_label_and_its_note_has_the_questions(
    blank_of: Callable[[str], Blank], framework: str
) -> None:
    blank = blank_of(framework)
    about = get_framework(framework)
    label = about.part.replace("-", " ").capitalize()
    assert blank.choices(label) == [part.label for part in about.parts]
    note = blank.sheet.cell(1, blank.column(label)).comment
    assert note is not None
    asked = [prompt for part in about.parts for prompt in part.prompts]
    has_all = all(prompt in note.text for prompt in asked)
    assert has_all != ("The sheet About" in note.text), "a note that would be too long says where"
    assert has_all or len(about.parts) > 4


@every_framework
def test_every_closed_list_is_a_drop_down_of_labels(
    blank_of: Callable[[str], Blank], framework: str
) -> None:
    blank = blank_of(framework)
    listed = [c for c in columns_of(framework) if c.kind == "code" and c.place != "record"]
    assert listed
    for column in listed:
        assert blank.choices(column.label) == [term.label for term in column.terms]
        check = blank.check(column.label)
        assert check is not None
        takes_other_words = column.is_list or column.is_open
        assert check.showErrorMessage != takes_other_words, "several words, or words of one's own"


def test_a_label_that_would_be_misread_gives_way_to_its_code() -> None:
    tags = next(c for c in columns_of("risk-themes") if c.name == "themes")
    first, second, *_ = tags.terms
    twins = (evolve(first, label="One; two"), evolve(second, label="Fine"))
    assert show_choices(evolve(tags, terms=twins)) == (first.code, "Fine")


def test_days_numbers_and_texts_are_checked(tmp_path: Path) -> None:
    blank = make("iceberg", tmp_path)
    day, number, line = (blank.check(one) for one in ("Happened on", "Occurrences", "Text"))
    assert day is not None
    assert number is not None
    assert line is not None
    assert (day.type, number.type, line.type) == ("date", "whole", "textLength")
    assert (number.formula1, number.formula2) == ("0", "1000000")
    assert line.formula1 == "10000"
    cell = blank.sheet.cell(2, blank.column("Happened on"))
    assert cell.number_format == "yyyy-mm-dd"
    record = blank.book["Record"]
    labels = [str(label) for label, *_ in read_values(blank.path)["Record"]]
    (one,) = (
        check
        for check in record.data_validations.dataValidation
        if str(check.sqref) == f"B{labels.index('One off') + 1}"
    )
    assert blank.chosen_from(one) == ["yes", "no"]


def test_what_the_example_does_not_use_is_folded_away(blank_of: Callable[[str], Blank]) -> None:
    blank = blank_of("iceberg")
    shown = {q.column.label for q in plan_form("iceberg").questions if q.is_shown}
    shown &= {question.column.label for question in plan_form("iceberg").of_entries}
    assert {"Level", "Text", "Contributor role"} <= shown
    assert "Follow up owner" not in shown
    last = max(blank.column(label) for label in shown)
    first_folded = column_letter(last)
    folded = {key for key, span in blank.sheet.column_dimensions.items() if span.hidden}
    assert last == len(shown)
    assert first_folded in folded
    assert folded.isdisjoint(column_letter(index) for index in range(last))


@every_framework
def test_the_workbook_explains_the_framework_and_carries_its_stamp(
    blank_of: Callable[[str], Blank], framework: str
) -> None:
    blank = blank_of(framework)
    values = read_values(blank.path)
    assert values["_about"][:2] == [["framework", framework], ["schema_version", SCHEMA_VERSION]]
    states = {name: blank.book[name].sheet_state for name in blank.book.sheetnames}
    assert states.pop("Canvas", "visible") == "visible"
    lists = dict.fromkeys((noun.label for noun in noun_lists_of(framework)), "visible")
    hidden = {"_lists": "hidden", "_about": "hidden"}
    assert (
        states == {"Record": "visible", "Entries": "visible", "About": "visible"} | lists | hidden
    )
    words = "\n".join(str(cell) for row in values["About"] for cell in row)
    about = get_framework(framework)
    facts = [about.title, about.summary, *(source.citation for source in about.sources)]
    facts += [part.definition for part in about.parts]
    assert [fact for fact in facts if fact not in words] == []


@pytest.mark.parametrize("framework", ["ladder-of-inference", "risk-themes"])
def test_the_same_form_gives_the_same_bytes(
    blank_of: Callable[[str], Blank], tmp_path: Path, framework: str
) -> None:
    for name in ("b.xlsx", "a.csv", "b.csv"):
        write_template(framework, tmp_path / name)
    assert blank_of(framework).path.read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@every_framework
def test_the_example_row_says_that_it_is_one(tmp_path: Path, framework: str) -> None:
    write_template(framework, tmp_path / "blank.csv")
    with (tmp_path / "blank.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Framework"], row["Record"]) == (framework, "example")
    part = get_framework(framework).part.replace("-", " ").capitalize()
    labels = [term.label for term in get_framework(framework).parts]
    assert all(label in labels for label in row[part].split(";"))


def _is_free(question: Question) -> bool:
    column = question.column
    return column.kind == "text" and question.is_shown and not column.is_list


def answer_about_record(blank: Blank) -> None:
    sheet = blank.book["Record"]
    for row, question in enumerate(plan_form(blank.framework).of_record, start=3):
        cell = sheet.cell(row, 2)
        if question.column.label == "Title":
            cell.value = "What we learned"
        elif question.column.label == "Recorded on":
            cell.value = date(2020, 7, 16)
        elif _is_free(question):
            is_address = question.column.text == URL
            cell.value = ["- said in a few words, = or so", "https://example.org"][is_address]


def answer_about_entry(blank: Blank, row: int, part: str) -> None:
    name = get_framework(blank.framework).part.replace("-", " ").capitalize()
    for question in plan_form(blank.framework).questions:
        column = question.column
        if column.place == "record":
            continue
        cell = blank.sheet.cell(row, blank.column(column.label))
        if column.label == name:
            cell.value = part
        elif column.label == "Contributor role":
            cell.value = "ward nurse"
        elif column.label == "Happened on":
            cell.value = date(2020, 3, 16)
        elif column.is_required and question.choices:
            cell.value = question.choices[0]
        elif _is_free(question):
            is_address = column.text == URL
            cell.value = ["- said in a few words, = or so", "https://example.org"][is_address]


def test_the_sheets_of_a_template_are_read_together(tmp_path: Path) -> None:
    blank = make("ladder-of-inference", tmp_path)
    record, entries = blank.book["Record"], blank.book["Entries"]
    labels = [str(label) for label, *_ in read_values(blank.path)["Record"]]
    record[f"B{labels.index('Title') + 1}"] = "A late start"
    record[f"B{labels.index('Recorded on') + 1}"] = "16 July 2020"
    for row, (rung, text, key) in enumerate(
        [("Observable data", "He came at nine.", "e1"), ("Conclusions", "He does not care.", "e2")],
        start=2,
    ):
        for label, value in (("Rung", rung), ("Text", text), ("Id", key)):
            entries.cell(row, blank.column(label)).value = value
        for label in {*headings(entries)} - {"Rung", "Text", "Id"}:
            entries.cell(row, blank.column(label)).value = None
    readings = blank.book["Alternative readings"]
    for label, value in (("Step", "e2"), ("Text", "His bus was late."), ("Implies", "Ask him.")):
        readings.cell(2, headings(readings)[label]).value = value
    filled = tmp_path / "filled.xlsx"
    blank.book.save(filled)
    (found,), report = load_table(filled)
    assert not report.errors, report.to_text()
    assert report.cells == report.cells_read == 11
    document = found.model_dump(mode="json", exclude_none=True)
    assert (document["title"], document["recorded_on"]) == ("A late start", "2020-07-16")
    assert document["alternative_readings"][0]["text"] == "His bus was late."


def test_what_is_wrong_on_the_sheet_of_the_record_is_told_at_its_cell(tmp_path: Path) -> None:
    blank = make("iceberg", tmp_path)
    labels = [str(label) for label, *_ in read_values(blank.path)["Record"]]
    row = labels.index("Recorded on") + 1
    blank.book["Record"][f"B{row}"] = "soon"
    blank.book["Record"]["B30"] = "Written by night."
    blank.sheet["A3"], blank.sheet["B3"] = "Events", "Calls were lost."
    blank.book.save(tmp_path / "filled.xlsx")
    report = validate_table(tmp_path / "filled.xlsx")
    assert [(i.code, i.where.address) for i in report.errors] == [("VALUE-FORM", f"Record!B{row}")]
    (told,) = report.by_code()["CELLS-LEFT-OUT"]
    assert "B30" in str(told.params["cells"])


def test_facts_of_the_record_hold_for_its_canvas(tmp_path: Path) -> None:
    blank = make("future-change-matrix", tmp_path)
    labels = [str(label) for label, *_ in read_values(blank.path)["Record"]]
    blank.book["Record"][f"B{labels.index('Group name') + 1}"] = "Ward 3"
    canvas = blank.book["Canvas"]
    assert [str(canvas[place].value).split("\n")[0] for place in ("A5", "B5", "A8", "B8")] == [
        "End", "Amplify", "Let go", "Restart"
    ]  # fmt: skip
    canvas["B1"], canvas["B9"] = "After the first wave", "Visits in the evening"
    blank.book.save(tmp_path / "filled.xlsx")
    (found,), report = load_table(tmp_path / "filled.xlsx")
    assert not report.errors, report.to_text()
    document = found.model_dump(mode="json", exclude_none=True)
    assert document["group"]["name"] == "Ward 3"
    assert document["entries"] == [{"quadrant": "restart", "text": "Visits in the evening"}]


@every_framework
def test_filled_in_as_a_person_would_it_is_valid(
    blank_of: Callable[[str], Blank], tmp_path: Path, framework: str
) -> None:
    blank = evolve(blank_of(framework), book=open_book(blank_of(framework).path))
    part = get_framework(framework).part.replace("-", " ").capitalize()
    about = get_framework(framework)
    words = [about[code].label for code in about.default_scheme.parts[:3]]
    assert {*words} <= {*blank.choices(part)}
    answer_about_record(blank)
    for first in (3, 2):  # the example left in, and the example cleared
        if first == 2:
            for row in range(2, 3 + len(words)):
                for index in headings(blank.sheet).values():
                    blank.sheet.cell(row, index).value = None
        for row, word in enumerate(words, start=first):
            answer_about_entry(blank, row, word)
        filled = tmp_path / "filled.xlsx"
        blank.book.save(filled)
        values = read_values(filled)["Entries"]
        assert values[first][blank.column(part) - 1] == words[1]
        assert values[first][blank.column("Happened on") - 1] == date(2020, 3, 16)
        report = validate_table(filled)
        assert report.ok, str(report)
        assert report.rows == len(words)


def test_without_an_example_all_columns_are_in_view(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(_wanted: str) -> dict[str, object]:
        raise KeyError

    monkeypatch.setattr("improvement_frameworks.tables.writing.template_plan.get_example", find)
    form = plan_form("iceberg")
    assert all(question.is_shown for question in form.questions)
    assert not form.has_example
    write_template("iceberg", str(tmp_path / "blank.csv"))
    assert len((tmp_path / "blank.csv").read_text("utf-8").splitlines()) == 1
    blank = make("iceberg", tmp_path)
    assert blank.sheet["A2"].value is None


def test_other_kinds_of_form_are_refused_and_files_are_kept(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match=r"\.xlsx, \.csv"):
        write_template("iceberg", tmp_path / "blank.docx")
    path = tmp_path / "blank.xlsx"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        write_template("iceberg", path)
    assert path.read_text() == "mine"
    assert list(tmp_path.iterdir()) == [path]
