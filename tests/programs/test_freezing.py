"""What PyInstaller is told to pack: every module that a program may need, and every data file."""

from __future__ import annotations

import runpy
import tomllib
from importlib import import_module
from pathlib import Path
from typing import Final

import improvement_frameworks
from improvement_frameworks.freezing import get_hook_dirs

PACKAGE: Final = Path(improvement_frameworks.__file__).parent
FOR_DEVELOPERS: Final = ("testing", "freezing", "generate")


def test_pyinstaller_finds_the_hook_by_the_entry_point() -> None:
    project = tomllib.loads((PACKAGE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    points = project["project"]["entry-points"]["pyinstaller40"]
    module, _, function = str(points["hook-dirs"]).partition(":")
    assert getattr(import_module(module), function) is get_hook_dirs


def test_nothing_that_a_program_needs_is_left_behind() -> None:
    (folder,) = map(Path, get_hook_dirs())
    told = runpy.run_path(str(folder / f"hook-{PACKAGE.name}.py"))
    packed = {(Path(source), Path(target)) for source, target in told["datas"]}
    modules, files = set[str](), set[tuple[Path, Path]]()
    for path in PACKAGE.rglob("*"):
        place = path.relative_to(PACKAGE.parent)
        if path.suffix == ".py" and place.stem.isidentifier():
            parts = place.with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            if len(parts) < 2 or parts[1] not in FOR_DEVELOPERS:
                modules.add(name)
        elif path.is_file() and path.suffix not in {".py", ".pyc"}:
            files.add((path, place.parent))
    assert {path.suffix for path, _ in files} >= {".toml", ".json", ".css", ".js"}
    assert files <= packed
    assert modules == set(told["hiddenimports"])
