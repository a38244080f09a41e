"""What the page about generated types shows is what happens."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING

import pytest
from tests.consumers.conftest import FOLDER
from tests.consumers.documents import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGE = ROOT / "docs" / "how-to" / "generate-types.md"


pytestmark = pytest.mark.usefixtures("ask_node")  # says what is missing, if anything is


def find_all(pattern: str) -> list[tuple[str, ...]]:
    """Return the groups of everything on the page that matches from the beginning of a line."""
    found = re.finditer(f"^{pattern}", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    return [match.groups() for match in found]


def find_block(start: str) -> str:
    """Return the text of the one code block that starts so."""
    ((text,),) = find_all(rf"```{re.escape(start)}\n(.*?)^```$")
    return text


def run_in_copy(folder: Path, *command: str) -> str:
    """Run a command where the schemas and the packages are, as a reader of the page would."""
    (folder / "schemas").symlink_to(ROOT / "schemas", target_is_directory=True)
    (folder / "node_modules").symlink_to(FOLDER / "node_modules", target_is_directory=True)
    return subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=True
    ).stdout


def test_zod_prints_what_the_page_shows(tmp_path: Path) -> None:
    name = "check-with-zod.mjs"
    (tmp_path / name).write_text(find_block(f'js title="{name}"'), encoding="utf-8")
    printed = run_in_copy(tmp_path, "node", name)
    assert printed == find_block(f'text title="output of {name}"')


def test_typescript_gets_the_type_that_the_page_shows(tmp_path: Path) -> None:
    ((schema,),) = find_all(r"\$ npx json-schema-to-typescript (\S+) > ")
    printed = run_in_copy(tmp_path, "node_modules/.bin/json2ts", schema)
    assert find_block("ts") in printed


def test_versions_are_those_of_the_tests() -> None:
    packages = (FOLDER / "package.json").read_text(encoding="utf-8")
    project = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    rows = find_all(r"\| ([^|]+) \| ([^|]+) \| in every test run")
    assert len(rows) == 3
    for names, versions in rows:
        for name, version in zip(names.split(", "), versions.split(", "), strict=True):
            pinned = (f'"{name.lower()}": "{version}"', f'"{name}=={version}"')
            assert pinned[0] in packages or pinned[1] in project, name
