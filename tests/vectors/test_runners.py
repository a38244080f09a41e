"""Other languages can use the kit: plain JavaScript with Ajv, and a program for the command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.parity.node import FOLDER, SET_UP, NodeMissingError
from tests.vectors.kit import FRAMEWORKS, KIT, VECTORS

if TYPE_CHECKING:
    from improvement_frameworks.testing.vector import Vector

PAGE: Final = KIT.parents[2] / "docs" / "how-to" / "conformance.md"
ALL: Final = sum(len(of_one) for of_one in VECTORS.values())


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Copy the published folder as somebody would do for a project of their own, with Ajv there."""
    modules = FOLDER / "node_modules"
    if shutil.which("node") is None or not modules.is_dir():
        raise NodeMissingError(SET_UP)
    (tmp_path / "node_modules").symlink_to(modules, target_is_directory=True)
    return Path(shutil.copytree(KIT.parent, tmp_path / "v1")) / "vectors"


def run_javascript(kit: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["node", kit / "run.mjs"], capture_output=True, encoding="utf-8", check=False
    )
    assert not done.stderr
    return done.returncode, done.stdout


def test_javascript_agrees_on_all_vectors(copy: Path) -> None:
    code, said = run_javascript(copy)
    assert said == f"{ALL} vectors tried, 0 with another verdict.\n"
    assert code == 0


def test_page_shows_what_javascript_says(copy: Path) -> None:
    shown = re.findall(r"^\d+ vectors tried.*\n", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert shown == [run_javascript(copy)[1]]


def test_javascript_tells_what_it_judges_otherwise(copy: Path) -> None:
    one = copy / "iceberg" / "valid" / "one-entry.json"
    other = copy / "iceberg" / "invalid" / "level-as-label.json"
    broken, mended = other.read_bytes(), one.read_bytes()
    one.write_bytes(broken)
    other.write_bytes(mended)
    code, said = run_javascript(copy)
    assert said.splitlines() == [
        "Refused: iceberg/valid/one-entry.json. One event is enough to begin with.",
        "Accepted: iceberg/invalid/level-as-label.json. "
        "A level is named by its code, patterns, and not by its label.",
        f"{ALL} vectors tried, 2 with another verdict.",
    ]
    assert code == 1


def test_javascript_is_not_content_with_nothing(copy: Path) -> None:
    (copy / "index.json").write_text('{"vectors": []}')
    assert run_javascript(copy) == (1, "0 vectors tried, 0 with another verdict.\n")


def run_check_jsonschema(framework: str, vectors: list[Vector]) -> set[str]:
    """Return the files that are refused, of those that are valid or not as to their form."""
    assert vectors
    schema = KIT.parent / f"{framework}.schema.json"
    files = [str(KIT / vector.file) for vector in vectors]
    program = Path(sys.executable).with_name("check-jsonschema")
    done = subprocess.run(
        [program, "--schemafile", schema, "--output-format", "json", *files],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert not done.stderr
    said = json.loads(done.stdout)
    assert not said.get("parse_errors")
    assert done.returncode == (1 if said["errors"] else 0)
    errors = cast("list[dict[str, str]]", said["errors"])
    return {Path(error["filename"]).relative_to(KIT).as_posix() for error in errors}


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_check_jsonschema_accepts_what_is_valid(framework: str) -> None:
    assert run_check_jsonschema(framework, [v for v in VECTORS[framework] if v.is_valid]) == set()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_check_jsonschema_refuses_each_fault_of_shape(framework: str) -> None:
    wrong = [v for v in VECTORS[framework] if v.expected and v.expected.layer == "shape"]
    assert run_check_jsonschema(framework, wrong) == {vector.file for vector in wrong}
