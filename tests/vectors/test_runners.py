"""Others can use the kit: plain JavaScript with Ajv, and a program for the command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.parity.node import FOLDER, SET_UP
from tests.vectors.kit import FRAMEWORKS, KIT, VECTORS

if TYPE_CHECKING:
    from improvement_frameworks.testing.vector import Vector

PAGE: Final = KIT.parents[2] / "docs" / "how-to" / "conformance.md"
ALL: Final = sum(len(of_one) for of_one in VECTORS.values())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Return the folder of somebody's own project, where Ajv is installed."""
    modules = FOLDER / "node_modules"
    if shutil.which("node") is None or not modules.is_dir():
        pytest.skip(SET_UP)
    (tmp_path / "node_modules").symlink_to(modules, target_is_directory=True)
    return tmp_path


def run_javascript(kit: Path) -> tuple[int, str]:
    done = subprocess.run(
        ["node", kit / "run.mjs"], capture_output=True, encoding="utf-8", check=False
    )
    assert not done.stderr
    return done.returncode, done.stdout


def test_javascript_agrees_on_all_vectors_and_says_what_the_page_shows(project: Path) -> None:
    shutil.copytree(KIT.parent, project / "v1")
    code, said = run_javascript(project / "v1" / "vectors")
    assert said == f"{ALL} vectors tried, 0 with another verdict.\n"
    assert code == 0
    page = PAGE.read_text(encoding="utf-8")
    (shown,) = re.findall(r"^\d+ vectors tried.*\n", page, re.MULTILINE)
    assert re.sub(r"^\d+", "", shown) == re.sub(r"^\d+", "", said)


@pytest.fixture
def small_kit(project: Path) -> Path:
    """Return a kit of two icebergs that stand under each other's names."""
    kit = project / "v1" / "vectors"
    kit.mkdir(parents=True)
    shutil.copy(KIT / "run.mjs", kit)
    shutil.copy(KIT.parent / "iceberg.schema.json", kit.parent)
    good, bad = "iceberg/valid/one-entry.json", "iceberg/invalid/entries-level-not-on-its-list.json"
    for source, target in ((good, "bad.json"), (bad, "good.json")):
        shutil.copy(KIT / source, kit / target)
    about = {"framework": "iceberg", "title": "Shown."}
    rows = [
        {**about, "file": "good.json", "valid": True},
        {**about, "file": "bad.json", "valid": False, "layer": "shape"},
        {**about, "file": "bad.json", "valid": False, "layer": "sense"},
    ]
    (kit / "index.json").write_text(json.dumps({"vectors": rows}))
    return kit


def test_javascript_tells_what_it_judges_otherwise(small_kit: Path) -> None:
    code, said = run_javascript(small_kit)
    assert said.splitlines() == [
        "Refused: good.json. Shown.",
        "Accepted: bad.json. Shown.",
        "3 vectors tried, 2 with another verdict.",
    ]
    assert code == 1


def test_javascript_is_not_content_with_nothing(small_kit: Path) -> None:
    (small_kit / "index.json").write_text('{"vectors": []}')
    assert run_javascript(small_kit) == (1, "0 vectors tried, 0 with another verdict.\n")


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
def test_check_jsonschema_accepts_all_but_faults_of_shape(framework: str) -> None:
    right = [v for v in VECTORS[framework] if not v.expected or v.expected.layer == "sense"]
    assert run_check_jsonschema(framework, right) == set()


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_check_jsonschema_refuses_each_fault_of_shape(framework: str) -> None:
    wrong = [v for v in VECTORS[framework] if v.expected and v.expected.layer == "shape"]
    assert run_check_jsonschema(framework, wrong) == {vector.file for vector in wrong}
