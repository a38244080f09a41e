"""The words of the schemas do not depend on how Python runs or how the package was installed."""

from __future__ import annotations

import compileall
import json
import os
import subprocess
import sys
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import Final

import pytest

import improvement_frameworks
from improvement_frameworks import json_schema
from improvement_frameworks.schemas.rule_list import list_rules

PACKAGE: Final = Path(improvement_frameworks.__file__).parent
WORDS: Final = [json_schema("iceberg"), list_rules(["iceberg"])]
PROGRAM: Final = """
import json, sys, improvement_frameworks
from improvement_frameworks.schemas.rule_list import list_rules
schema = improvement_frameworks.json_schema("iceberg")
words = [schema, list_rules(["iceberg"])]
json.dump([improvement_frameworks.__file__, words], sys.stdout)
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the package as byte code without docstrings, and without source."""
    folder = tmp_path_factory.mktemp("compiled")
    copy = folder / PACKAGE.name
    copytree(PACKAGE, copy, ignore=ignore_patterns("__pycache__"))
    assert compileall.compile_dir(copy, quiet=2, legacy=True, optimize=2)
    for file in copy.rglob("*.py"):
        file.unlink()
    return folder


def run(*options: str, source: Path) -> tuple[Path, object]:
    """Return which package wrote the schema and the rules of the iceberg elsewhere, and these."""
    done = subprocess.run(
        [sys.executable, *options, "-c", PROGRAM],
        env={**os.environ, "PYTHONPATH": str(source)},
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    file, words = json.loads(done.stdout)
    return Path(file), words


def test_nothing_loses_its_words_where_python_drops_docstrings() -> None:
    assert run("-OO", source=PACKAGE.parent)[1] == WORDS


def test_nothing_loses_its_words_in_an_installation_without_source(compiled: Path) -> None:
    file, words = run(source=compiled)
    assert file == compiled / PACKAGE.name / "__init__.pyc"
    assert words == WORDS
