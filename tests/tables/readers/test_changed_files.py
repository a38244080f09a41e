"""Files that are changed at random: whatever is wrong, a report says it, and nothing else happens.

A workbook is changed as a package: parts are dropped, swapped, renamed, cut and written over. Or
single bytes of the file are changed. ``make fuzz`` runs these tests for long.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from tests.tables.readers.writing import new_book

from improvement_frameworks.tables import validate_table
from improvement_frameworks.tables.layouts.mapping import MappingError
from improvement_frameworks.tables.layouts.mapping_proposal import propose_mapping
from improvement_frameworks.tables.marking.marked_workbook import write_marked
from improvement_frameworks.tables.writing.unwritable import UnwritableError

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

ROWS: Final = [
    ["Title", "Level", "Text", "Happened on"],
    ["Huddle", "Events", "Calls are lost.", "2020-06-25"],
    ["", "Patterns", "Mondays", "16/07/2020"],
    ["", "Structures", "One line", "43906"],
]
MANY: Final = settings().max_examples
HEALTH: Final = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
ODS_HEAD: Final = """<?xml version="1.0" encoding="UTF-8"?><office:document-content
 xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body>
 <office:spreadsheet><table:table table:name="N">"""
ODS_TAIL: Final = "</table:table></office:spreadsheet></office:body></office:document-content>"
NUMBERS: Final = [b"0", b"-1", b"1", b"4294967296", b"18446744073709551616", b"1e999", b"nan"]
WORDS: Final = [b"", b"<", b"&#0;", b"XFD1048576", b"A1:XFD1048576", b"../a.xml", b'"', b"\xff\xfe"]


@pytest.fixture(scope="module")
def workbooks(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return a workbook of each kind, by its ending."""
    folder = tmp_path_factory.mktemp("fuzz")
    book = new_book()
    for row in ROWS:
        book.active.append(row)
    book.active.merge_cells("A2:A3")
    book.save(folder / "a.xlsx")
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{value}</text:p>'
            "</table:table-cell>"
            for value in cells
        )
        + '<table:table-cell table:number-columns-repeated="3"/></table:table-row>'
        for cells in ROWS
    )
    with ZipFile(folder / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", ODS_HEAD + rows + ODS_TAIL)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    found = {ending: (folder / f"a{ending}").read_bytes() for ending in (".xlsx", ".ods")}
    assert all(validate_table(folder / f"a{ending}").documents == 1 for ending in found)
    return found


def change_package(path: Path, random: Random) -> None:
    """Change some parts of a workbook."""
    with ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(random.randint(1, 3)):
        name, other = random.choice(sorted(parts)), random.choice(sorted(parts))
        match random.choice(["drop", "swap", "rename", "cut", "number", "word", "byte"]):
            case "drop":
                parts = {one: part for one, part in parts.items() if one != name} or parts
            case "swap":
                parts[name], parts[other] = parts[other], parts[name]
            case "rename":
                parts[name + random.choice([".dat", "x", ".xml"])] = parts.pop(name)
            case "cut":
                parts[name] = parts[name][: random.randint(0, len(parts[name]))]
            case "number":
                parts[name] = replace_one(parts[name], rb"[0-9]+", random.choice(NUMBERS), random)
            case "word":
                parts[name] = replace_one(parts[name], rb"[\w:.]+", random.choice(WORDS), random)
            case _:
                parts[name] = change_bytes(parts[name], random)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)


def replace_one(data: bytes, pattern: bytes, new: bytes, random: Random) -> bytes:
    found = list(re.finditer(pattern, data))
    if not found:
        return data
    one = random.choice(found)
    return data[: one.start()] + new + data[one.end() :]


def change_bytes(data: bytes, random: Random) -> bytes:
    changed = bytearray(data)
    for _ in range(random.randint(1, 4) if changed else 0):
        changed[random.randrange(len(changed))] = random.choice([0, 0x7F, 0x80, 0xFF, 0x3C])
    return bytes(changed)


def check(path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Check a file in every way in which it may be read; it may only be refused in words."""
    report = validate_table(path)
    assert all(issue.message and issue.hint for issue in report.issues)
    with suppress(MappingError):
        propose_mapping(path)
    with suppress(UnwritableError):
        write_marked(path, report, path.with_name("marked.xlsx"), force=True)
    assert "panicked" not in capfd.readouterr().err


@pytest.mark.parametrize("ending", [".xlsx", ".ods"])
@given(random=st.randoms(use_true_random=False))
@settings(suppress_health_check=HEALTH)
def test_a_changed_workbook_is_read_or_refused_in_words(
    ending: str,
    random: Random,
    workbooks: dict[str, bytes],
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(workbooks[ending])
    if random.random() < 0.8:
        change_package(path, random)
    else:
        path.write_bytes(change_bytes(path.read_bytes(), random))
    check(path, capfd)


@given(random=st.randoms(use_true_random=False))
@settings(max_examples=max(2, MANY // 20), suppress_health_check=HEALTH)
def test_changed_parquet_is_read_or_refused_in_words(
    random: Random, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.parquet"
    pl.DataFrame(ROWS[1:] * 20, schema=ROWS[0], orient="row").write_parquet(path)
    path.write_bytes(change_bytes(path.read_bytes(), random))
    check(path, capfd)
