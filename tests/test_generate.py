"""What the project publishes follows from its declarations, and is written whole or not at all."""

from __future__ import annotations

import re
from pathlib import Path
from shutil import copytree, ignore_patterns
from typing import TYPE_CHECKING, Final

import pytest
from attrs import evolve

from improvement_frameworks import generate, get_framework
from improvement_frameworks.core.registry import published_ids
from improvement_frameworks.generate import main
from improvement_frameworks.pages.site.reference import MARK
from improvement_frameworks.schemas.keyword import FOLDER
from improvement_frameworks.testing import vector_table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from improvement_frameworks import Framework

ROOT: Final = Path(__file__).parents[1]
AGAIN: Final = "run: make generate"
MARKED: Final = "<!-- generated: begin -->\n<!-- generated: end -->\n"
FILLED: Final = ("README.md", "mkdocs.yml")
"""Files by hand of which a part is generated."""
FILLING: Final = re.compile(r"(generated: begin[^\n]*\n).*?([^\n]*generated: end)", re.DOTALL)
GONE: Final = (
    "docs/reference/codes/gone-1.md",
    f"schemas/{FOLDER}/gone.schema.json",
    f"schemas/{FOLDER}/vectors/iceberg/valid/gone.json",
)
"""Files that were generated once and are no longer."""
KEPT: Final = ("docs/reference/own-page.md", "schemas/v0.9/iceberg.schema.json")
"""Files that nothing generates, and a released schema."""


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """All files of a project that was written over an older one, with this project's own pages."""
    project = tmp_path_factory.mktemp("project")
    copytree(ROOT / "schemas", project / "schemas", ignore=ignore_patterns(FOLDER))
    for name in FILLED:
        text = (ROOT / name).read_text(encoding="utf-8")
        emptied, parts = FILLING.subn(r"\1\2", text)
        assert parts
        (project / name).write_text(emptied, encoding="utf-8")
    for name in (*GONE, *KEPT):
        file = project / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"{{}}\n{MARK}\n" if name in GONE else "{}\n")
    assert main([str(project)]) == 0
    return read_all(project)


def read_all(folder: Path) -> dict[str, str]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes().decode()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_the_committed_files_are_those_of_the_declarations(texts: Mapping[str, str]) -> None:
    written = {name: text for name, text in texts.items() if name not in KEPT}
    stale = [name for name, text in written.items() if (ROOT / name).read_bytes() != text.encode()]
    assert stale == [], AGAIN


def test_no_other_generated_file_is_committed(texts: Mapping[str, str]) -> None:
    schemas = {f"schemas/{FOLDER}/{name}" for name in read_all(ROOT / "schemas" / FOLDER)}
    pages = {
        f"docs/reference/{name}"
        for name, text in read_all(ROOT / "docs/reference").items()
        if MARK in text
    }
    assert sorted((schemas | pages) - texts.keys()) == [], AGAIN


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in FILLED:
        (tmp_path / name).write_text(f"# By hand\n{MARKED}")
    return tmp_path


def test_all_is_written_and_what_is_no_longer_generated_goes(texts: Mapping[str, str]) -> None:
    assert [name for name in GONE if name in texts] == []
    assert {texts[name] for name in KEPT} == {"{}\n"}
    source = ROOT / "src" / "improvement_frameworks"
    code = {file.relative_to(ROOT).as_posix() for file in source.glob("frameworks/*/codes.py")}
    assert len(code) == len(published_ids())
    others = {"docstrings.json", "tables/headings/headings.json", "frameworks/__init__.py"}
    assert code | {f"src/improvement_frameworks/{name}" for name in others} == {
        name for name in texts if name.startswith("src/")
    }


def test_new_codes_are_written_before_all_else(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A record that names a list cannot be loaded, and nothing made, before the list is a type."""
    (project / "README.md").write_text("no markers")

    def get_changed(framework: str) -> Framework:
        content = get_framework(framework)
        (gone, *kept) = content.parts
        own = f"{gone.code}-anew"
        parts = (evolve(gone, code=own), *kept) if framework == "logic-model" else content.parts
        return evolve(content, parts=parts)

    monkeypatch.setattr(generate, "get_framework", get_changed)
    assert main([str(project)]) == 1
    assert "README.md" in capsys.readouterr().err
    (written,) = (project / "src").rglob("*.py")
    assert written.parts[-2:] == ("logic_model", "codes.py")
    assert 'Literal["inputs-anew", "activities",' in written.read_text()


def test_nothing_is_written_when_one_thing_is_wrong(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = read_all(project)
    (project / "README.md").write_text("no markers")
    assert main([str(project)]) == 1
    assert "README.md" in capsys.readouterr().err
    (project / "README.md").write_text(before["README.md"])

    def find(_framework: str) -> dict[str, object]:
        return {"base": {}, "valid": [{"name": "A name", "title": "Not a code."}]}

    monkeypatch.setattr(vector_table, "get_declared_vectors", find)
    assert main([str(project)]) == 1
    assert "vectors.toml" in capsys.readouterr().err
    assert read_all(project) == before
