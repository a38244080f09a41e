"""Others can use the kit: plain JavaScript with Ajv, and a program for the command line."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from importlib.metadata import entry_points
from typing import TYPE_CHECKING, Final, cast

import pytest
from click.testing import CliRunner
from tests.parity.node import FOLDER, SET_UP
from tests.vectors.kit import FRAMEWORKS, KIT, VECTORS

if TYPE_CHECKING:
    from pathlib import Path

    from click import Command

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
    (shown,) = re.findall(r"^\.\.\.( vectors tried.*\n)", page, re.MULTILINE)
    assert said == f"{ALL}{shown}"


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


@pytest.mark.parametrize("framework", FRAMEWORKS)
def test_check_jsonschema_refuses_each_fault_of_shape_and_nothing_else(framework: str) -> None:
    """The program runs in this process: starting it takes longer than all that it does."""
    files = {str(KIT / v.file): v for v in VECTORS[framework]}
    schema = str(KIT.parent / f"{framework}.schema.json")
    (program,) = entry_points(group="console_scripts", name="check-jsonschema")
    done = CliRunner().invoke(
        cast("Command", program.load()), ["--schemafile", schema, "--output-format", "json", *files]
    )
    assert not done.stderr
    said = json.loads(done.stdout)
    assert not said.get("parse_errors")
    assert done.exit_code == 1
    refused = {error["filename"] for error in cast("list[dict[str, str]]", said["errors"])}
    wrong = {file for file, v in files.items() if v.expected and v.expected.layer == "shape"}
    assert len(wrong) < len(files)
    assert refused == wrong
