"""The check page in a real browser: the same report as here, from disk, asking nobody for anything.

The examples and a part of all vectors are given to it, and what it gives back is compared byte for
byte with what the same library says in this Python.
"""

from __future__ import annotations

import os
from shutil import copyfile
from typing import TYPE_CHECKING, Final, cast
from zipfile import ZipFile

import pytest
from tests.consumers.documents import FRAMEWORKS, ROOT, SCHEMAS

from improvement_frameworks import validate_file
from improvement_frameworks.pages.dropped import check_dropped
from improvement_frameworks.pages.form import write_form

if TYPE_CHECKING:
    from pathlib import Path

    from tests.consumers.conftest import AskNode

    from improvement_frameworks.problems.problem import Json

    Found = dict[str, Json]

PAGE: Final = ROOT / "dist" / "check.html"
EXAMPLES: Final = ROOT / "examples"
FOLDERS: Final = ("exports", "mistakes", "spreadsheets", "video-consultations")
STEP: Final = 5
"""One of so many vectors of each framework; tests/vectors has all of them, in several languages."""
TABLE: Final = EXAMPLES / "exports" / "huddle-notes.xlsx"


def gather(folder: Path) -> dict[str, Path]:
    """Copy what there is to check into folders, and return them by name."""
    vectors = SCHEMAS / "vectors"
    given = {
        "vectors": [file for name in FRAMEWORKS for file in find_files(vectors / name)[::STEP]]
    }
    given |= {name: find_files(EXAMPLES / name) for name in FOLDERS}
    for name, files in given.items():
        top = vectors if name == "vectors" else EXAMPLES / name
        (folder / name).mkdir(parents=True)
        for file in files:
            copyfile(file, folder / name / "-".join(file.relative_to(top).parts))
    return {name: folder / name for name in given}


def find_files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("*"))
    return [file for file in files if file.suffix in {".json", ".jsonl", ".yaml", ".csv", ".xlsx"}]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("check")


@pytest.fixture(scope="module")
def found(ask_browser: AskNode, folder: Path) -> Found:
    """Everything that the browser saw, in one session."""
    if not PAGE.is_file():
        pytest.skip("The check page is missing. Run: make check-page")
    forms = {name: folder / name / "iceberg.html" for name in ("alone", "beside")}
    for form in forms.values():
        form.parent.mkdir()
        form.write_text(write_form("iceberg"), encoding="utf-8")
    batches: list[Json] = [
        {
            "name": name,
            "files": [str(file) for file in sorted(place.iterdir())],
            "out": str(folder / "browser" / name),
        }
        for name, place in gather(folder / "given").items()
    ]
    return ask_browser(
        "check_page.js",
        page=str(PAGE),
        batches=batches,
        table=str(TABLE),
        forms={name: str(form) for name, form in forms.items()},
        pictures=os.environ.get("PICTURES_OF_PAGES"),
    )


def read_parts(file: Path) -> dict[str, bytes]:
    """Return what a file holds; two Pythons may pack the same parts in different ways.

    A workbook that is written anew says when; that part is left out.
    """
    if file.suffix == ".html":
        return {"": file.read_bytes()}
    with ZipFile(file) as archive:
        names = [name for name in archive.namelist() if name != "docProps/core.xml"]
        return {name: archive.read(name) for name in names}


def test_the_browser_says_the_same_as_this_python(found: Found, folder: Path) -> None:
    said = cast("dict[str, str]", found["said"])
    assert set(said) == {"vectors", *FOLDERS}
    for name, status in said.items():
        here, there = folder / "here" / name, folder / "browser" / name
        outcome = check_dropped(folder / "given" / name, here)
        assert sorted(file.name for file in there.iterdir()) == sorted(outcome["files"]), name
        for file in outcome["files"]:
            assert read_parts(there / file) == read_parts(here / file), f"{name}: {file}"
        assert f"Errors: {outcome['errors']}. Warnings: {outcome['warnings']}." in status
    assert {"records.zip", "huddle-notes-marked.xlsx"} < {
        file.name for file in (folder / "browser").glob("*/*")
    }


def test_what_it_saves_is_valid(found: Found, folder: Path) -> None:
    assert found
    records = read_parts(folder / "browser" / "video-consultations" / "records.zip")
    assert len(records) == len(list((EXAMPLES / "video-consultations").iterdir()))
    for name, data in records.items():
        file = folder / name
        file.write_bytes(data)
        assert validate_file(file).errors == (), name


def test_a_spreadsheet_that_is_dropped_is_read_and_reported(found: Found) -> None:
    dropped = cast("dict[str, Json]", found["dropped"])
    assert str(dropped["status"]).startswith("Checked. Errors: ")
    assert dropped["focus"] == "Report", "whoever cannot see the page is taken to the report"
    assert "Did you mean stopped?" in str(dropped["text"])
    assert dropped["saves"] == ["Report: report.html", "Marked copy: huddle-notes-marked.xlsx"]


def test_what_it_cannot_read_is_said_before_it_is_read(found: Found) -> None:
    assert found["unread"] == (
        "answers.parquet: This page cannot read Parquet. "
        "Save the table as CSV or as an Excel workbook."
    )


def test_a_form_hands_its_record_over(found: Found) -> None:
    handed = cast("dict[str, str]", found["handed"])
    assert handed["status"].startswith("Checked. Errors: 0.")
    assert "Handed over" in handed["text"], "the title that was written in the form"


def test_it_asks_nobody_for_anything(found: Found) -> None:
    assert found["others"] == []
    assert found["refused"] == "connect-src"
    complaints = cast("list[str]", found["complaints"])
    assert [one for one in complaints if "Content Security Policy" not in one] == []


def test_it_keeps_nobody_out(found: Found) -> None:
    loading = cast("dict[str, Json]", found["loading"])
    assert loading == {"bar": 1, "violations": []}
    assert found["looks"] == {"violations": [], "overflow": []}


def test_it_is_small_enough_to_be_sent(found: Found) -> None:
    assert found
    assert PAGE.stat().st_size < 10_000_000
