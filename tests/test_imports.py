"""What importing costs, and which way imports go."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest
from tests.conftest import cases

ROOT: Final = Path(__file__).parents[1]
PACKAGE: Final = ROOT / "src" / "improvement_frameworks"
HEAVY: Final = {
    "pydantic",
    "pydantic_core",
    "attr",
    "attrs",
    "jsonschema",
    "click",
    "yaml",
    "rich",
    "tomllib",
    "icalendar",
    "fastapi",
    "hypothesis",
    "improvement_frameworks.core",
    "improvement_frameworks.frameworks.iceberg",
}


def loaded_by(*arguments: str) -> set[str]:
    """Return the names of all modules that a run of Python has loaded at its end."""
    show = "import atexit, sys; atexit.register(lambda: print(*sys.modules, file=sys.stderr))"
    script = f"{show}\n{arguments[0]}"
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments[1:]],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT.parent,
        # Measuring coverage loads modules of its own.
        env={name: value for name, value in os.environ.items() if not name.startswith("COV")},
    )
    return set(done.stderr.split())


def test_importing_the_package_loads_nothing_heavy() -> None:
    loaded = loaded_by("import improvement_frameworks")
    assert "improvement_frameworks" in loaded
    assert loaded & HEAVY == set()
    assert loaded - loaded_by("import importlib") == {
        "__future__",
        "improvement_frameworks",
        "improvement_frameworks.frameworks",
        "improvement_frameworks.lazy",
    }


def test_records_are_read_without_the_words_of_their_framework() -> None:
    """A class of records needs the codes alone; ``Story`` has facts of its content besides."""
    files = [PACKAGE / "frameworks" / name / "example.json" for name in ("went_well", "story")]
    script = (
        "from pathlib import Path\nfrom improvement_frameworks import Story, WentWell\n"
        "for kind, file in zip((WentWell, Story), sys.argv[1:]):\n"
        "    kind.model_validate_json(Path(file).read_bytes())\n"
    )
    loaded = loaded_by(script, *map(str, files))
    assert "improvement_frameworks.frameworks.story.record" in loaded
    words = {"tomllib", "improvement_frameworks.core.content.framework"}
    assert loaded & {*words, "improvement_frameworks.problems", "jsonschema"} == set()


def test_checking_a_document_loads_its_framework_and_no_table() -> None:
    script = "import sys; sys.argv[0] = 'improve'; from improvement_frameworks.cli import program"
    file = PACKAGE / "frameworks" / "iceberg" / "example.json"
    loaded = loaded_by(f"{script}; program.run(sys.argv[1:])", "validate", str(file))
    tables = {name for name in loaded if name.startswith("improvement_frameworks.tables.")}
    reading = "improvement_frameworks.tables.reading"
    assert tables == {reading, f"{reading}.table_file"}
    records = {name for name in loaded if name.endswith(".record") and ".frameworks." in name}
    assert records == {"improvement_frameworks.frameworks.iceberg.record"}


def test_asking_what_there_is_loads_nothing_heavy() -> None:
    script = "import improvement_frameworks as f; dir(f); f.__version__; hasattr(f, 'nothing')"
    assert loaded_by(script) & HEAVY == set()


def test_a_name_loads_what_it_needs_and_no_more() -> None:
    assert "pydantic" in loaded_by("from improvement_frameworks import Iceberg")
    framework = loaded_by("from improvement_frameworks import Framework, get_framework, Report")
    assert "attrs" in framework
    assert framework & {"pydantic", "jsonschema", "click", "yaml", "rich"} == set()
    checked = loaded_by("from improvement_frameworks import validate; validate('{}')")
    assert checked & {"yaml", "click", "rich", "jsonschema", "hypothesis", "html"} == set()


RUN: Final = "from improvement_frameworks.__main__ import main; main()"


@pytest.mark.parametrize(
    "line",
    [
        "--help",
        "--version",
        "validate --help",
        "new --help",
        "list",
        "show iceberg",
        "show liberating-structures",
    ],
)
def test_help_lists_and_pages_load_no_models(line: str) -> None:
    loaded = loaded_by(RUN, *line.split())
    assert "click" in loaded
    assert loaded & {"pydantic", "pydantic_core", "jsonschema", "yaml", "rich"} == set()


@pytest.mark.parametrize(
    ("script", "reads"),
    cases(
        {
            "a record": ("from improvement_frameworks import Iceberg", False),
            "a check": (
                "import improvement_frameworks as f; f.validate(f.get_example('iceberg'))",
                False,
            ),
            "a schema": (
                "from improvement_frameworks import json_schema; json_schema('iceberg')",
                True,
            ),
        }
    ),
)
def test_only_what_needs_words_reads_the_source(script: str, reads: bool) -> None:  # noqa: FBT001
    """What stands under the fields is read when somebody asks: reading takes long."""
    show = "from linecache import cache; print(*(file for file in cache if len(cache[file]) > 1))"
    done = subprocess.run(
        [sys.executable, "-c", f"{script}; {show}"],
        check=True,
        capture_output=True,
        text=True,
        cwd=ROOT.parent,
    )
    assert (str(PACKAGE / "core" / "record" / "header.py") in done.stdout.split()) is reads


def test_frameworks_come_in_by_one_door() -> None:
    for path in (PACKAGE / "frameworks").glob("*/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module:
                of_this = node.module.startswith("improvement_frameworks")
                is_own = node.module.startswith("improvement_frameworks.frameworks.")
                assert not of_this or is_own or node.module == "improvement_frameworks.core", path


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "COLUMNS": "200"},
    )


def test_imports_go_one_way() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout
    assert "Contracts: 3 kept, 0 broken." in done.stdout


def test_every_part_of_the_package_has_its_layer() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    (layered,) = [one for one in contracts if one["type"] == "layers"]
    assert layered["exhaustive"] is True
    layers = {name for layer in layered["layers"] for name in layer.split(" | ")}
    ignored = set(layered["exhaustive_ignores"])
    here = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    assert layers | ignored == here - {"__init__", "__pycache__"}
    assert layers & ignored == set()
    (forbidden,) = [one for one in contracts if one["type"] == "forbidden"]
    engines = {f"improvement_frameworks.{name}" for name in layers - {"frameworks", "__main__"}}
    assert set(forbidden["source_modules"]) == engines


@pytest.mark.parametrize(
    ("file", "line", "contract"),
    cases(
        {
            "core uses an engine": (
                "core/file.py",
                "import improvement_frameworks.documents",
                "imports go one way",
            ),
            "an engine uses a framework": (
                "schemas/listing.py",
                "import improvement_frameworks.frameworks.iceberg.record",
                "no engine imports a framework",
            ),
            "a framework uses another": (
                "frameworks/iceberg/rules.py",
                "import improvement_frameworks.frameworks.risk_themes.record",
                "no framework imports another",
            ),
            "a module without a layer": ("odds.py", "", "imports go one way"),
        }
    ),
)
def test_the_contracts_would_notice(file: str, line: str, contract: str, tmp_path: Path) -> None:
    copy = tmp_path / "src" / "improvement_frameworks"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (copy / file).open("a", encoding="utf-8") as code:
        code.write(f"\n{line}\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout
    assert f"{contract} BROKEN" in done.stdout
