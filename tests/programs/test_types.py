"""What type checkers say of programs that use the library: of those in the README, and of others.

Mypy and Pyright are run in their strict modes.
"""

from __future__ import annotations

import doctest
import json
import re
import subprocess
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, get_args

import pytest
from tests.conftest import for_each

from improvement_frameworks import frameworks
from improvement_frameworks.core.record.listed import Known, Listed, camel
from improvement_frameworks.core.registry import get_framework, get_record_type, published_ids

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT: Final = Path(__file__).parents[2]
FIRST_PAGES: Final = [ROOT / "README.md", ROOT / "docs" / "how-to" / "own-grid.md"]
"""Pages that every type checker understands; others show results, which Pyright calls unused."""
PAGES: Final = [
    *(ROOT / "README.md", ROOT / "CONTRIBUTING.md"),
    *sorted((ROOT / "docs").glob("*.md")),
    *sorted((ROOT / "docs" / "how-to").glob("*.md")),
]

GOOD: Final = """
from datetime import date

from typing_extensions import assert_type

from improvement_frameworks import (
    AnyRecord, Iceberg, LearningGrid, Record, declare_grid, to_frame,
)
from improvement_frameworks.frameworks.iceberg import IcebergEntry
from improvement_frameworks.frameworks.learning_grid import Grid, GridLevel, GridQuestion
import polars

record = Iceberg(
    title="A",
    focus="success",
    group={"name": "Ward", "level": "team"},
    recorded_on="2020-07-16",
    contributors=[{"id": "c1", "role": "nurse"}],
    entries=[{"level": "events", "text": "B"}, IcebergEntry(level="patterns", text="C")],
)
assert_type(record.recorded_on, date | None)
assert_type(record.entries, tuple[IcebergEntry, ...])
assert_type(to_frame([record]), polars.DataFrame)


def tell(one: AnyRecord) -> str:
    if one.framework == "iceberg":
        assert_type(one, Iceberg)
        return one.depth or ""
    if one.framework == "learning-grid":
        assert_type(one, LearningGrid)
        return one.stem_in_use
    return one.title


class TrustIceberg(Iceberg):
    def ward(self) -> str:
        return self.group.name if self.group else ""


assert_type(TrustIceberg(title="A", entries=[], recorded_on=date(2020, 7, 16)).ward(), str)

WinterGrid: type[Grid] = declare_grid(
    id="winter-grid",
    title="Winter",
    stem="Since winter...",
    questions=[GridQuestion("kept", "Kept", "What is kept?")],
    levels=[GridLevel("ward", "Ward")],
)


def count(grid: Grid) -> int:
    return grid.cell_coverage().filled


count(WinterGrid(title="A", entries=[{"question": "kept", "level": "ward", "text": "B"}]))
records: list[Record] = [record, record.replace(title="B"), record.add({"level": "events"})]
"""

WRONG: Final = {
    "a misspelt code": 'Iceberg(title="A", focus="succes", entries=[])',
    "a misspelt code of an entry": 'IcebergEntry(level="event", text="A")',
    "a misspelt field": 'Iceberg(titel="A", title="A", entries=[])',
    "a field that is missing": 'Iceberg(title="A")',
    "a number for a list": 'Iceberg(title="A", entries=3)',
    "a number for a day": 'Iceberg(title="A", recorded_on=3, entries=[])',
}


Lines = dict[str, set[int]]
"""The lines with an error in each file."""


def ask_mypy(folder: Path) -> Lines:
    """Run mypy with this project's own options, so that what it knows of the library is kept."""
    words = ["--no-error-summary", "--output=json", *map(str, sorted(folder.glob("*.py")))]
    command = [sys.executable, "-m", "mypy", *words]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=ROOT)
    assert not done.stderr, done.stderr
    errors = [json.loads(line) for line in done.stdout.splitlines()]
    return gather((one["file"], one["line"]) for one in errors if one["severity"] == "error")


def ask_pyright(folder: Path) -> Lines:
    (folder / "pyrightconfig.json").write_text('{"typeCheckingMode": "strict"}', encoding="utf-8")
    command = [sys.executable, "-m", "pyright", "--outputjson", "--pythonpath", sys.executable, "."]
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=folder)
    errors = json.loads(done.stdout)["generalDiagnostics"]
    places = ((one["file"], one["range"]["start"]["line"] + 1) for one in errors)
    return gather(places)


def gather(places: Iterable[tuple[str, int]]) -> Lines:
    found: Lines = {}
    for file, line in places:
        found.setdefault(Path(file).name, set()).add(line)
    return found


CHECKERS: Final = {"mypy": ask_mypy, "pyright": ask_pyright}


def test_the_package_says_that_it_has_types() -> None:
    """Without this file, the programs of users would be checked as if it had none."""
    assert Path(str(frameworks.__file__)).parents[1].joinpath("py.typed").is_file()


@pytest.mark.parametrize("checker", CHECKERS)
def test_programs_are_understood_and_mistakes_are_found(checker: str, tmp_path: Path) -> None:
    if find_spec(checker) is None:
        pytest.skip(f"{checker} is not installed")
    lines = [*GOOD.splitlines(), *WRONG.values()]
    (tmp_path / "program.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    pages = PAGES if checker == "mypy" else FIRST_PAGES
    checked = 0
    for page in pages:
        shown = doctest.DocTestParser().get_examples(page.read_text(encoding="utf-8"))
        right = [one.source for one in shown if one.exc_msg is None]  # others show a mistake
        if right:
            checked += 1
            file = tmp_path / f"page_{page.stem.replace('-', '_')}.py"
            file.write_text("".join(right), encoding="utf-8")
    assert checked > len(FIRST_PAGES) or pages is FIRST_PAGES
    first = len(GOOD.splitlines()) + 1
    assert CHECKERS[checker](tmp_path) == {"program.py": set(range(first, first + len(WRONG)))}


@for_each(published_ids())
def test_the_codes_that_type_checkers_know_are_those_of_the_content(framework: str) -> None:
    """Each list of a framework that its content has is a type, by its own name."""
    module = import_module(f"{get_record_type(framework).__module__.rpartition('.')[0]}.codes")
    content = get_framework(framework)
    lists = {content.part, *(one.id for one in content.vocabularies)}
    lists |= {"scheme"} if len(content.schemes) > 1 else set()
    types = {name: alias for name, alias in vars(module).items() if hasattr(alias, "__metadata__")}
    assert types.keys() == {camel(name) for name in lists}
    for name in lists:
        words, (plain, listed) = content.vocabulary(name), get_args(types[camel(name)])
        assert isinstance(listed, Listed | Known)
        assert listed.vocabulary == words
        assert get_args(plain) == (() if words.open else words.codes), name


def test_type_checkers_know_the_records_of_every_framework() -> None:
    text = Path(str(frameworks.__file__)).read_text(encoding="utf-8")
    (union,) = re.findall(r"AnyRecord: TypeAlias = \((.*?)\)", text, re.DOTALL)
    known = [name.strip() for name in union.split("|")]
    assert known == [get_record_type(name).__name__ for name in published_ids()]
