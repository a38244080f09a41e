"""The published folder: what stands in it, that it is up to date, and how it is written."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from attrs import evolve

from improvement_frameworks.core import registry
from improvement_frameworks.core.errors import ContentError, UnknownFrameworkError
from improvement_frameworks.core.registry import (
    Declared,
    forget,
    framework_ids,
    get_framework,
    get_record_type,
    published_ids,
    register,
)
from improvement_frameworks.schemas import export_schemas, json_schema
from improvement_frameworks.schemas.catalogue import Catalogue
from improvement_frameworks.schemas.export import INDEX, compose_files
from improvement_frameworks.schemas.keyword import FOLDER, PROFILES, Profile, Schema
from improvement_frameworks.schemas.list_document import LISTS
from improvement_frameworks.version import CONTENT_EDITION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

FRAMEWORK_COUNT: Final = len(published_ids())


@cache
def compose() -> Mapping[str, str]:
    """Return the text of each file of the folder."""
    return compose_files(Catalogue(published_ids()))


def all_files(folder: Path) -> list[str]:
    return sorted(
        file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()
    )


def read_json(file: Path) -> Schema:
    return cast("Schema", json.loads(file.read_text(encoding="utf-8")))


def test_every_framework_is_published_in_three_forms() -> None:
    assert FRAMEWORK_COUNT
    assert len(compose()) == 3 * (FRAMEWORK_COUNT + 4) + 3 + len(LISTS)


def test_files_stand_where_they_are_looked_for() -> None:
    expected = {"any-record", "report", "iceberg", "ladder-of-inference"}
    for folder in ("v1.0", "v1.0/draft-07", "v1.0/form"):
        assert {f"{folder}/{name}.schema.json" for name in expected} <= compose().keys()
    assert {"v1.0/index.json", "v1.0/codes.json", "v1.0/rules.json"} <= compose().keys()


def test_files_are_plain_utf_8_that_ends_in_one_line_break() -> None:
    for file, text in compose().items():
        assert text.endswith("}\n"), file
        assert not text.endswith("\n\n"), file
        assert "\r" not in text, file
        assert not text.startswith("\ufeff"), file
        assert text.replace("\n", "").isprintable(), file  # what cannot be seen is escaped
        again = json.dumps(json.loads(text), ensure_ascii=False, indent=2)
        assert [line.split('"')[0] for line in again.split("\n")] == [
            line.split('"')[0] for line in text.splitlines()
        ], file


def test_index_tells_every_other_file() -> None:
    index = cast("Schema", json.loads(compose()[INDEX]))
    assert index["content_edition"] == CONTENT_EDITION
    told = cast("list[Schema]", index["files"])
    assert sorted(f"{FOLDER}/{one['file']}" for one in told) == sorted(compose().keys() - {INDEX})
    for one in told:
        content = compose()[f"{FOLDER}/{one['file']}"].encode()
        assert one["sha256"] == sha256(content).hexdigest()
        assert one["version"] == "1.0"
        schema = cast("Schema", json.loads(content))
        if "profile" in one:
            assert one["title"] == schema["title"]
            profile = cast("Profile", one["profile"])
            assert json_schema(str(one["id"]), profile) == schema


def test_export_writes_the_same_again_and_leaves_nothing_else(tmp_path: Path) -> None:
    out = tmp_path / "deep" / "down"
    written = export_schemas(out)
    assert sorted(file.relative_to(out).as_posix() for file in written) == sorted(compose())
    assert export_schemas(str(out)) == written
    assert all_files(out) == sorted(compose())
    assert {name: (out / name).read_bytes().decode() for name in compose()} == compose()


def test_export_replaces_files_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = tmp_path / INDEX
    old.parent.mkdir()
    old.write_text("old")

    def fail(_file: Path, _target: Path) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="full"):
        export_schemas(tmp_path)
    assert old.read_text() == "old"
    assert all_files(tmp_path) == [INDEX]


def test_export_writes_files_that_others_may_read(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_text("")
    export_schemas(tmp_path / "out")
    mode = (tmp_path / "out" / INDEX).stat().st_mode
    assert mode == plain.stat().st_mode


def test_base_url_makes_every_id_the_address_of_its_file(tmp_path: Path) -> None:
    export_schemas(tmp_path, base_url="https://example.org/schemas/")
    files = [file for file in all_files(tmp_path) if file.endswith(".schema.json")]
    assert len(files) == 3 * (FRAMEWORK_COUNT + 4) + len(LISTS)
    for file in files:
        assert read_json(tmp_path / file)["$id"] == f"https://example.org/schemas/{file}"
    text = (tmp_path / "v1.0" / "iceberg.schema.json").read_text()
    assert "urn:" not in text


@pytest.mark.parametrize("base", ["example.org", "ftp://example.org", "", "file:///tmp"])
def test_a_base_that_is_no_web_address_is_refused(base: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="http"):
        export_schemas(tmp_path / "out", base_url=base)
    assert not (tmp_path / "out").exists()


def test_unknown_names_are_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownFrameworkError, match="'iceberg'"):
        json_schema("icberg")
    with pytest.raises(ValueError, match="draft-07"):
        json_schema("iceberg", "draft-7")  # type: ignore[arg-type]


def test_every_call_returns_a_schema_of_its_own() -> None:
    first = json_schema("any-record")
    cast("Schema", first["$defs"]).clear()
    assert json_schema("any-record")["$defs"]


@pytest.fixture
def plug_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str, str], None]]:
    """Let another distribution offer a package as a framework."""

    def join(name: str, package: str) -> None:
        def find(*, group: str) -> list[EntryPoint]:
            return [EntryPoint(name, package, group)]

        monkeypatch.setattr(registry, "entry_points", find)
        forget()

    yield join
    monkeypatch.undo()
    forget()


def test_an_incomplete_framework_stops_the_export(
    tmp_path: Path, plug_in: Callable[[str, str], None]
) -> None:
    plug_in("half", "json")  # a package that is no framework
    with pytest.raises(ContentError, match=r"record\.py"):
        export_schemas(tmp_path / "out", frameworks=["iceberg", "half"])
    assert not (tmp_path / "out").exists()


def test_a_framework_of_another_package_is_not_published(
    plug_in: Callable[[str, str], None],
) -> None:
    plug_in("plugged", "somebody.plugged")
    assert "plugged" in framework_ids()
    assert "plugged" not in published_ids()
    assert len(published_ids()) == FRAMEWORK_COUNT


def test_what_a_program_declares_is_published_only_if_asked_for(tmp_path: Path) -> None:
    own = evolve(get_framework("iceberg"), id="own")
    register(Declared(own, get_record_type("iceberg"), ()))
    try:
        assert "own" in framework_ids()
        assert "own" not in published_ids()
        schema = json_schema("own")
        export_schemas(tmp_path, frameworks=["own"])
    finally:
        forget()
    assert schema["$id"] == "urn:improvement-frameworks:schema:1.0:own"
    assert "examples" not in schema
    assert (tmp_path / "v1.0" / "own.schema.json").exists()
    assert not (tmp_path / "v1.0" / "iceberg.schema.json").exists()


def test_a_framework_cannot_take_the_name_of_another_schema() -> None:
    for name in ("any-record", "report", "rules"):
        with pytest.raises(ContentError, match=name):
            Catalogue(("iceberg", name))


@pytest.mark.parametrize("profile", PROFILES)
def test_any_record_holds_every_framework(profile: Profile) -> None:
    schema = json_schema("any-record", profile)
    assert len(cast("list[Schema]", schema["oneOf"])) == FRAMEWORK_COUNT
    assert len(cast("list[Schema]", schema["examples"])) == FRAMEWORK_COUNT
