"""How the kit is written from its tables, and where it is found when the package is installed."""

from __future__ import annotations

import json
import subprocess
import sys
from importlib import import_module
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING, Final
from zipfile import ZipFile

import pytest
from attrs import evolve
from tests.conftest import cases
from tests.vectors.kit import FRAMEWORKS, KIT, VECTORS

from improvement_frameworks import explain
from improvement_frameworks.core import registry
from improvement_frameworks.core.errors import ContentError
from improvement_frameworks.core.registry import (
    Declared,
    forget,
    get_framework,
    get_record_type,
    register,
)
from improvement_frameworks.testing import vector_table
from improvement_frameworks.testing.vector import INDEX
from improvement_frameworks.testing.vector_table import compose_kit, write_vectors

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

ROOT: Final = KIT.parents[2]
BASE: Final[dict[str, object]] = {
    "framework": "iceberg",
    "schema_version": "1.0",
    "title": "Huddles",
    "contributors": [{"id": "c1"}, {"id": "c2"}],
    "entries": [
        {"id": "e1", "level": "events", "text": "One"},
        {"id": "e2", "level": "events", "text": "Two"},
    ],
}


def declare(monkeypatch: pytest.MonkeyPatch, **rows: object) -> None:
    """Let the iceberg declare other rows than it does."""
    table = {"base": BASE, **rows}

    def find(_framework: str) -> dict[str, object]:
        return table

    monkeypatch.setattr(vector_table, "get_declared_vectors", find)


def test_rows_change_the_base_in_four_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {
        "name": "all-ways",
        "title": "All ways.",
        "change": {"/entries/0/text": "Three", "/entries/2": {"level": "events", "text": "More"}},
        "repeat": {"/title": ["ab", 3]},
        "null": ["/notes"],
        "absent": ["/contributors"],
    }
    declare(monkeypatch, shape=[{**row, "code": "VALUE-NULL", "pointer": "/notes"}])
    text = compose_kit(["iceberg"])["iceberg/invalid/all-ways.json"]
    assert text == (
        "{\n"
        '  "framework": "iceberg",\n'
        '  "schema_version": "1.0",\n'
        '  "title": "ababab",\n'
        '  "notes": null,\n'
        '  "entries": [\n'
        '    {"id": "e1", "level": "events", "text": "Three"},\n'
        '    {"id": "e2", "level": "events", "text": "Two"},\n'
        '    {"level": "events", "text": "More"}\n'
        "  ]\n"
        "}\n"
    )


def test_long_values_go_below_and_unseen_characters_are_spelled_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    values = {"seen": "é 🌱 学", "unseen": "\u00a0\u200b\U000e0001", "many": ["a" * 40, "b" * 40]}
    row = {"name": "long", "title": "Long.", "change": {"/extensions": values}}
    declare(monkeypatch, valid=[row])
    text = compose_kit(["iceberg"])["iceberg/valid/long.json"]
    assert json.loads(text)["extensions"] == values
    assert (
        '  "extensions": {\n'
        '    "seen": "é 🌱 学",\n'
        '    "unseen": "\\u00a0\\u200b\\udb40\\udc01",\n'
        f'    "many": ["{"a" * 40}", "{"b" * 40}"]\n'
        "  },\n"
    ) in text


def test_a_row_of_practice_is_named_after_its_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"code": "ICE-W3", "pointer": "/entries/1", "change": PATTERN}
    declare(monkeypatch, practice=[row, {**row, **GOOD}])
    index = json.loads(compose_kit(["iceberg"])[INDEX])
    named, own = (one for one in index["vectors"] if str(one.get("code")).startswith("ICE-W"))
    assert named["file"] == "iceberg/practice/ice-w3.json"
    assert named["title"] == f"{explain('ICE-W3').title}."
    assert {"code": "ICE-W3", "pointer": "/entries/1"} in named["warnings"]
    assert own["title"] == "Good."


GOOD: Final[Mapping[str, object]] = {"name": "good", "title": "Good."}
OTHER: Final = "the report says something else:"
PATTERN: Final = {"/entries/1/level": "patterns"}
BAD_TABLES: Final[Mapping[str, object]] = {
    "no title": ({"valid": [{"name": "one"}]}, "valid.0.title: Field required"),
    "a name with a space": ({"valid": [{**GOOD, "name": "one two"}]}, "valid.0.name: "),
    "an unknown word": ({"valid": [{**GOOD, "chnage": 1}]}, "valid.0.chnage: Extra inputs"),
    "an error of a valid one": ({"valid": [{**GOOD, "code": "X-1"}]}, "valid.0.code: Extra"),
    "no code": ({"shape": [{**GOOD, "pointer": ""}]}, "shape.0.code: Field required"),
    "no pointer": ({"sense": [{**GOOD, "code": "X-1"}]}, "sense.0.pointer: Field required"),
    "an unknown rule": ({"practice": [{"code": "X-1"}]}, "practice.0.name: Field required"),
    "not valid": ({"valid": [{**GOOD, "null": ["/notes"]}]}, f"good: {OTHER} VALUE-NULL at /notes"),
    "another error": (
        {"shape": [{**GOOD, "code": "X-1", "pointer": ""}]},
        f"good: {OTHER} ICE-I1 at /entries,",
    ),
    "another place": (
        {"practice": [{"code": "ICE-W3", "pointer": "", "change": PATTERN}]},
        f"ice-w3: {OTHER} ICE-I1 at /entries,",
    ),
    "twice": ({"valid": [GOOD, GOOD]}, "good: stands twice"),
    "one that all have": ({"valid": [{**GOOD, "name": "tag-twice"}]}, "tag-twice: stands twice"),
    "a place that is not there": (
        {"valid": [{**GOOD, "change": {"/entries/7/text": "a"}}]},
        "good: cannot be changed so: ",
    ),
    "a place within a text": (
        {"valid": [{**GOOD, "change": {"/title/0/text": "a"}}]},
        "good: cannot be changed so: ",
    ),
}


@pytest.mark.parametrize(("rows", "message"), cases(BAD_TABLES))
def test_a_table_that_cannot_be_used_is_told_and_nothing_is_written(
    rows: dict[str, object], message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    declare(monkeypatch, **rows)
    with pytest.raises(ContentError) as told:
        write_vectors(tmp_path / "kit", ["iceberg"])
    assert str(told.value).startswith(f"vectors.toml of iceberg: {message}")
    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize(
    ("table", "message"),
    cases({"none": (None, "there is no such file"), "no TOML": ("[base", "Expected ']'")}),
)
def test_a_package_without_a_readable_table_is_told(
    table: str | None, message: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    package = tmp_path / "half_a_framework"
    package.mkdir()
    (package / "__init__.py").touch()
    if table:
        (package / "vectors.toml").write_text(table)

    def find(*, group: str) -> list[EntryPoint]:
        return [EntryPoint("half", package.name, group)]

    monkeypatch.setattr(registry, "entry_points", find)
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    import_module(package.name)
    forget()
    try:
        with pytest.raises(ContentError) as told:
            write_vectors(tmp_path / "kit", ["iceberg", "half"])
    finally:
        monkeypatch.undo()
        del sys.modules[package.name]
        forget()
    assert str(told.value).startswith(f"{package.name}: vectors.toml: {message}")
    assert not (tmp_path / "kit").exists()


def test_frameworks_that_code_put_together_have_no_vectors(tmp_path: Path) -> None:
    own = evolve(get_framework("iceberg"), id="own")
    register(Declared(own, get_record_type("iceberg"), ()))
    try:
        with pytest.raises(KeyError, match="own was declared by this program"):
            write_vectors(tmp_path / "kit", ["own"])
    finally:
        forget()


def test_the_files_written_are_told(tmp_path: Path) -> None:
    written = write_vectors(str(tmp_path), ["iceberg"])
    assert sorted(written) == sorted(file for file in tmp_path.rglob("*") if file.is_file())


def test_the_kit_comes_with_the_installed_package(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as file:
        file.extractall(tmp_path / "site")
    assert (tmp_path / "site/improvement_frameworks/published/v1.0/vectors/run.mjs").is_file()
    asked = "import improvement_frameworks.testing.vector as v; print(v.__file__, *v.vectors({!r}))"
    done = subprocess.run(
        [sys.executable, "-c", asked.format(FRAMEWORKS[0])],
        env={"PYTHONPATH": str(tmp_path / "site")},
        cwd=tmp_path,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith(str(tmp_path / "site"))
    assert done.stdout.count("Vector(") == len(VECTORS[FRAMEWORKS[0]])
