"""A released schema keeps its promises: its whole life, played in a copy of the project."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.conftest import cases

from improvement_frameworks import export_schemas, json_schema
from improvement_frameworks.schemas.__main__ import main
from improvement_frameworks.schemas.compare import compare
from improvement_frameworks.schemas.keyword import FOLDER, PROFILES
from improvement_frameworks.schemas.release import (
    BrokenPromiseError,
    declare_release,
    find_broken_promises,
    read_releases,
    take_fingerprint,
)
from improvement_frameworks.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from improvement_frameworks.problems.problem import Json
    from improvement_frameworks.schemas.keyword import Schema

ROOT: Final = Path(__file__).parents[2]
DAY: Final = date(2026, 12, 1)


@pytest.fixture
def published(tmp_path: Path) -> Path:
    export_schemas(tmp_path, frameworks=["iceberg"])
    return tmp_path


def change(file: Path, edit: dict[str, object]) -> None:
    schema = cast("Schema", json.loads(file.read_text(encoding="utf-8")))
    file.write_text(json.dumps({**schema, **edit}), encoding="utf-8")


def test_the_project_keeps_its_own_promises() -> None:
    assert (ROOT / "schemas/releases.json").is_file()
    assert find_broken_promises(ROOT / "schemas") == ()


def test_before_a_release_a_schema_may_change(published: Path) -> None:
    change(published / FOLDER / "iceberg.schema.json", {"required": []})
    assert find_broken_promises(published) == ()


def test_after_a_release_words_may_change_and_nothing_else(published: Path) -> None:
    declare_release(published, DAY)
    file = published / FOLDER / "draft-07/iceberg.schema.json"
    change(file, {"title": "Other", "description": "Other words.", "examples": []})
    (published / FOLDER / "codes.json").write_text("{}", encoding="utf-8")
    assert find_broken_promises(published) == ()
    change(file, {"required": ["framework"]})
    (broken,) = find_broken_promises(published)
    assert f"{FOLDER}/draft-07/iceberg.schema.json" in broken
    assert "2026-12-01" in broken


def test_a_released_schema_may_not_vanish(published: Path) -> None:
    declare_release(published, DAY)
    (published / FOLDER / "form/iceberg.schema.json").unlink()
    (broken,) = find_broken_promises(published)
    assert f"{FOLDER}/form/iceberg.schema.json" in broken
    assert "gone" in broken


def test_a_version_is_released_once_and_only_if_older_promises_are_kept(published: Path) -> None:
    declare_release(published, DAY)
    with pytest.raises(ValueError, match="2026-12-01"):
        declare_release(published, date(2027, 1, 1))
    assert read_releases(published)[SCHEMA_VERSION]["released_on"] == "2026-12-01"
    shutil.copytree(published / FOLDER, published / "v1.9")
    change(published / "v1.9/iceberg.schema.json", {"minProperties": 9})
    with pytest.raises(BrokenPromiseError, match="minProperties"):
        declare_release(published, date(2027, 1, 1), "1.9")


def test_nothing_is_released_where_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no schemas"):
        declare_release(tmp_path, DAY)


def test_the_command_fails_when_a_promise_is_broken(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(published), "--declare", "2026-12-01"]) == 0
    released = read_releases(published)[SCHEMA_VERSION]["files"]
    assert {f"{FOLDER}/iceberg.schema.json", f"{FOLDER}/form/report.schema.json"} <= released.keys()
    assert main([str(published), "--declare", "2026-12-02"]) == 1
    assert "2026-12-01" in capsys.readouterr().err
    change(published / FOLDER / "report.schema.json", {"required": []})
    assert main([str(published)]) == 1
    assert f"{FOLDER}/report.schema.json" in capsys.readouterr().err


SCHEMA: Final[Schema] = {
    "$id": "urn:x",
    "title": "Team",
    "type": "object",
    "properties": {
        "title": {"type": "string", "description": "Its name.", "maxLength": 9},
        "kind": {"oneOf": [{"const": "a", "title": "A"}, {"const": "b", "title": "B"}]},
        "codes": {"enum": ["x", "y"]},
        "examples": {"const": {"title": "T"}},
    },
    "required": ["title", "kind"],
    "examples": [{"title": "T"}],
}


FINGERPRINTS: Final[dict[str, tuple[tuple[str, ...], Json, bool]]] = {
    "the title of the schema": (("title",), "Other", True),
    "a description": (("properties", "title", "description"), "Other", True),
    "a comment": (("$comment",), "New", True),
    "examples": (("examples",), [], True),
    "the order of what is required": (("required",), ["kind", "title"], True),
    "the order of codes": (("properties", "codes", "enum"), ["y", "x"], True),
    "the words of a choice": (
        ("properties", "kind", "oneOf"),
        [{"const": "b", "title": "Bee"}, {"const": "a"}],
        True,
    ),
    "the name": (("$id",), "urn:y", False),
    "a bound": (("properties", "title", "maxLength"), 10, False),
    "a code": (("properties", "codes", "enum"), ["x", "z"], False),
    "a field that is named like a word": (("properties", "description"), {}, False),
    "a constant that looks like words": (
        ("properties", "examples", "const"),
        {"title": "U"},
        False,
    ),
}


@pytest.mark.parametrize(("place", "value", "same"), cases(FINGERPRINTS))
def test_a_fingerprint_is_of_what_decides(
    place: tuple[str, ...], value: Json, *, same: bool
) -> None:
    changed = cast("dict[str, object]", json.loads(json.dumps(SCHEMA)))
    *way, last = place
    holder = changed
    for step in way:
        holder = cast("dict[str, object]", holder[step])
    holder[last] = value
    assert (take_fingerprint(cast("Schema", changed)) == take_fingerprint(SCHEMA)) is same


def test_no_two_published_schemas_have_one_fingerprint() -> None:
    schemas = [json_schema(name, form) for name in ("iceberg", "report") for form in PROFILES]
    assert len({take_fingerprint(schema) for schema in schemas}) == len(schemas)


class Project:
    """A small copy of the project, with two of its frameworks, in which its code can change."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.source = root / "src" / "improvement_frameworks"
        shutil.copytree(ROOT / "src", root / "src")  # with what is compiled: it is run eight times
        for folder in (self.source / "frameworks").iterdir():
            if folder.is_dir() and folder.name not in {"iceberg", "learning_principles"}:
                shutil.rmtree(folder)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=self.root,
            env={"PYTHONPATH": str(self.root / "src")},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def publish(self) -> str:
        """Write the schemas, and return what is said if they are refused."""
        before = self.read()
        done = self.run("-m", "improvement_frameworks", "schema", "--out", "schemas")
        assert done.returncode == 0 or self.read() == before
        return done.stderr if done.returncode else ""

    def read(self) -> dict[str, bytes]:
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in (self.root / "schemas").rglob("*")
            if file.is_file()
        }

    def edit(self, file: str, old: str, new: str) -> None:
        path = self.source / file
        text = path.read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{file}: {old}"
        path.write_text(text.replace(old, new), encoding="utf-8")

    def raise_to(self, version: str, *read: str) -> None:
        path = self.source / "version.py"
        lines = path.read_text(encoding="utf-8").splitlines()
        named = ", ".join(f'"{one}"' for one in (*read, version))
        new = {
            "SchemaVersion:": f"SchemaVersion: TypeAlias = Literal[{named}]",
            "SCHEMA_VERSION:": f'SCHEMA_VERSION: Final[SchemaVersion] = "{version}"',
        }
        path.write_text("\n".join(new.get(line.split(" ")[0], line) for line in lines) + "\n")

    def check(self, *changes: dict[str, object]) -> list[list[str]]:
        """Return the codes of the errors of some records, as the copy of the library finds them."""
        head: dict[str, object] = {"framework": "iceberg", "title": "Huddles", "entries": []}
        records = json.dumps([head | change for change in changes])
        done = self.run("-c", CHECK, records)
        return cast("list[list[str]]", json.loads(done.stdout))

    def diff(self, old: str, new: str) -> str:
        """Return what `improve schema diff` says of two versions."""
        schemas = (
            json.loads((self.root / f"schemas/{version}/iceberg.schema.json").read_text("utf-8"))
            for version in (old, new)
        )
        return compare(*schemas).effect

    def declare(self, version: str) -> None:
        declare_release(self.root / "schemas", DAY, version)


CHECK: Final = """
import json, sys
from improvement_frameworks import validate
reports = map(validate, json.loads(sys.argv[1]))
print(json.dumps([[issue.code for issue in report.errors] for report in reports]))
"""
NOTES: Final = "    notes: Opt[Prose] = None\n"
MOOD: Final = '    mood: Opt[Line] = None\n    """How people felt."""\n'


def test_the_life_of_a_release(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert project.publish() == ""
    project.declare("1.0")
    shutil.copytree(tmp_path / "schemas/v1.0", tmp_path / "schemas/before")

    # A sentence is corrected: the same version.
    project.edit("core/record/record.py", "Anything else worth keeping.", "Whatever else to keep.")
    assert project.publish() == ""
    assert b"Whatever else to keep." in project.read()["schemas/v1.0/iceberg.schema.json"]
    assert project.diff("before", "v1.0") == "documentation"
    shutil.rmtree(tmp_path / "schemas/before")

    # An optional field is new: refused, until the second number goes up.
    project.edit("core/record/record.py", NOTES, MOOD + NOTES)
    said = project.publish()
    assert "/properties/mood: is new" in said
    assert "raise the schema version" in said
    kept = {name: text for name, text in project.read().items() if name.startswith("schemas/v1.0")}
    project.raise_to("1.1", "1.0")
    assert project.publish() == ""
    now = project.read()
    assert {name: now[name] for name in kept} == kept
    assert b"schema:1.1:iceberg" in now["schemas/v1.1/iceberg.schema.json"]
    assert project.diff("v1.0", "v1.1") == "widening"
    assert project.check(
        {"schema_version": "1.0"},
        {"schema_version": "1.1", "mood": "Tired."},
        {"schema_version": "1.2"},
    ) == [[], [], ["VERSION-FUTURE"]]
    project.declare("1.1")

    # Something is narrowed or taken away: refused, whatever the second number.
    project.raise_to("1.2", "1.0", "1.1")
    project.edit("core/record/record.py", "    title: Line\n", "    title: Id\n")
    project.edit("core/record/record.py", MOOD, "")
    said = project.publish()
    assert "/properties/title/maxLength" in said
    assert "/properties/mood: is gone" in said
    assert "first number" in said
    project.edit("core/record/record.py", "    title: Id\n", "    title: Line\n")

    # It is the next major version that may, beside the older ones.
    project.raise_to("2.0")
    assert project.publish() == ""
    assert {"v1.0", "v1.1", "v2.0"} <= {name.split("/")[1] for name in project.read()}
    assert find_broken_promises(tmp_path / "schemas") == ()
    assert list(read_releases(tmp_path / "schemas")) == ["1.0", "1.1"]
