"""A template is ready to be filled in, and filled in as it says, it is valid."""

from __future__ import annotations

import csv
from datetime import date
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve, frozen
from tests.tables.writers.opened import headings, open_book, read_values

from improvement_frameworks import get_framework
from improvement_frameworks.core.registry import framework_ids
from improvement_frameworks.core.types import URL
from improvement_frameworks.tables import load_table, validate_table
from improvement_frameworks.tables.reading.sheet import column_letter
from improvement_frameworks.tables.rows.column import columns_of
from improvement_frameworks.tables.writing.template import write_template
from improvement_frameworks.tables.writing.template_plan import plan_form, show_choices
from improvement_frameworks.tables.writing.template_workbook import COLOURS
from improvement_frameworks.tables.writing.unwritable import UnwritableError
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
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
        return self.book["Record"]

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
        sheet, _, span = check.formula1.partition("!")
        assert sheet.strip("'") == "_lists"
        first, _, last = span.replace("$", "").partition(":")
        letter, end = first.rstrip("0123456789"), int(last.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
        return [self.book["_lists"][f"{letter}{row}"].value for row in range(1, end + 1)]


def make(framework: str, folder: Path) -> Blank:
    path = folder / "blank.xlsx"
    write_template(framework, path)
    return Blank(framework, path, open_book(path))


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
    tmp_path: Path, framework: str
) -> None:
    blank = make(framework, tmp_path)
    asked = {c.label for c in columns_of(framework) if c.kind not in {"json", "constant"}}
    assert set(headings(blank.sheet)) == asked
    assert blank.sheet.freeze_panes == "A2"
    part = get_framework(framework).part.replace("-", " ").capitalize()
    assert blank.sheet["A1"].value == part


@every_framework
def test_needed_columns_stand_out_and_every_heading_says_what_belongs_there(
    tmp_path: Path, framework: str
) -> None:
    blank = make(framework, tmp_path)
    for column in columns_of(framework):
        if column.kind in {"json", "constant"}:
            continue
        cell = blank.sheet.cell(1, blank.column(column.label))
        assert cell.comment is not None
        assert column.meaning in cell.comment.text
        is_orange = cell.fill.fgColor.rgb.endswith(COLOURS["needed"].lstrip("#"))
        assert is_orange == column.is_required == ("Needed" in cell.comment.text)


@every_framework
def test_the_part_can_be_chosen_by_its_label_and_its_note_has_the_questions(
    tmp_path: Path, framework: str
) -> None:
    blank = make(framework, tmp_path)
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
def test_every_closed_list_is_a_drop_down_of_labels(tmp_path: Path, framework: str) -> None:
    blank = make(framework, tmp_path)
    listed = [column for column in columns_of(framework) if column.kind == "code"]
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
    day, number, line = (blank.check(one) for one in ("Happened on", "Occurrences", "Title"))
    assert day is not None
    assert number is not None
    assert line is not None
    assert (day.type, number.type, line.type) == ("date", "whole", "textLength")
    assert (number.formula1, number.formula2) == ("0", "1000000")
    assert line.formula1 == "200"
    cell = blank.sheet.cell(2, blank.column("Happened on"))
    assert cell.number_format == "yyyy-mm-dd"
    assert blank.choices("One off") == ["yes", "no"]


def test_what_the_example_does_not_use_is_folded_away(tmp_path: Path) -> None:
    blank = make("iceberg", tmp_path)
    shown = {q.column.label for q in plan_form("iceberg").questions if q.is_shown}
    assert {"Record", "Title", "Level", "Text", "Contributor role"} <= shown
    assert {"Consent note", "Follow up owner"}.isdisjoint(shown)
    last = max(blank.column(label) for label in shown)
    first_folded = column_letter(last)
    folded = {key for key, span in blank.sheet.column_dimensions.items() if span.hidden}
    assert last == len(shown)
    assert first_folded in folded
    assert folded.isdisjoint(column_letter(index) for index in range(last))


@every_framework
def test_the_workbook_explains_the_framework_and_carries_its_stamp(
    tmp_path: Path, framework: str
) -> None:
    blank = make(framework, tmp_path)
    values = read_values(blank.path)
    assert values["_about"][:2] == [["framework", framework], ["schema_version", SCHEMA_VERSION]]
    states = {name: blank.book[name].sheet_state for name in blank.book.sheetnames}
    assert states.pop("Canvas", "visible") == "visible"
    assert states == {
        "Record": "visible", "About": "visible", "_lists": "hidden", "_about": "hidden"
    }  # fmt: skip
    words = "\n".join(str(cell) for row in values["About"] for cell in row)
    about = get_framework(framework)
    facts = [about.title, about.summary, *(source.citation for source in about.sources)]
    facts += [part.definition for part in about.parts]
    assert [fact for fact in facts if fact not in words] == []


@every_framework
def test_the_same_form_gives_the_same_bytes(tmp_path: Path, framework: str) -> None:
    for name in ("a.xlsx", "b.xlsx", "a.csv", "b.csv"):
        write_template(framework, tmp_path / name)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


@every_framework
def test_the_example_row_says_that_it_is_one(tmp_path: Path, framework: str) -> None:
    blank = make(framework, tmp_path)
    write_template(framework, tmp_path / "blank.csv")
    assert blank.sheet.cell(2, blank.column("Record")).value == "example"
    with (tmp_path / "blank.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert (row["Framework"], row["Record"]) == (framework, "example")
    part = get_framework(framework).part.replace("-", " ").capitalize()
    labels = [term.label for term in get_framework(framework).parts]
    assert all(label in labels for label in row[part].split(";"))


def _is_free(question: Question) -> bool:
    column = question.column
    return column.kind == "text" and question.is_shown and not column.is_list


@pytest.mark.parametrize("first", [2, 3], ids=["the example cleared", "the example left in"])
@every_framework
def test_filled_in_as_a_person_would_it_is_valid(
    tmp_path: Path, framework: str, first: int
) -> None:
    blank = make(framework, tmp_path)
    sheet = blank.sheet
    if first == 2:
        for index in headings(sheet).values():
            sheet.cell(2, index).value = None
    part = get_framework(framework).part.replace("-", " ").capitalize()
    about = get_framework(framework)
    words = [about[code].label for code in about.default_scheme.parts[:3]]
    assert {*words} <= {*blank.choices(part)}
    for row, word in enumerate(words, start=first):
        for question in plan_form(framework).questions:
            column = question.column
            cell = sheet.cell(row, blank.column(column.label))
            if column.label == part:
                cell.value = word
            elif column.label == "Contributor role":
                cell.value = "ward nurse"
            elif column.label == "Happened on":
                cell.value = date(2020, 3, 16)
            elif row == first and column.label == "Title":
                cell.value = "What we learned"
            elif row == first and column.label == "Recorded on":
                cell.value = date(2020, 7, 16)
            elif column.is_required and question.choices:
                cell.value = question.choices[0]
            elif _is_free(question) and (row == first or column.place == "entry"):
                is_address = column.text == URL
                cell.value = ["- said in a few words, = or so", "https://example.org"][is_address]
    filled = tmp_path / "filled.xlsx"
    blank.book.save(filled)
    values = read_values(filled)["Record"]
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
