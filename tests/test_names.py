"""What is public has a name that nothing else has: who finds the name has found the thing."""

from __future__ import annotations

import ast
import importlib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import improvement_frameworks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(improvement_frameworks.__file__).parent
FRAMEWORKS: Final = ROOT / "frameworks"


def name_module(path: Path) -> str:
    parts = path.relative_to(ROOT.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def declared(path: Path) -> Iterator[str]:
    """Yield what a module declares by itself, other than what begins with an underscore."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        match node:
            case ast.ClassDef(name=name) | ast.FunctionDef(name=name):
                names = [name]
            case ast.AnnAssign(target=ast.Name(id=name)):
                names = [name]
            case ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar" | "ParamSpec"))):
                names = []
            case ast.Assign(targets=targets):
                names = [one.id for one in targets if isinstance(one, ast.Name)]
            case _:
                names = []
        yield from {name for name in names if not name.startswith("_")} - {"TYPE_CHECKING"}


@cache
def find_homes() -> dict[str, list[str]]:
    """Return what each module declares; frameworks have names of their own."""
    return {
        name_module(path): sorted({*declared(path)})
        for path in sorted(ROOT.rglob("*.py"))
        if FRAMEWORKS not in path.parents
    }


@cache
def find_listed() -> dict[str, list[str]]:
    """Return the names that each package hands on, for those that say so."""
    packages = {name_module(path) for path in ROOT.rglob("__init__.py")} & find_homes().keys()
    found = {package: vars(importlib.import_module(package)) for package in sorted(packages)}
    return {
        n: cast("list[str]", names["__all__"]) for n, names in found.items() if "__all__" in names
    }


SHARED: Final = {
    "draw": "each kind of figure is a module that draws",
    "main": "what a program begins with",
    "assert_valid": "the fixture gives the function of this name",
    "explain": "a command is called like the function that it calls",
    "new": "a command",
    "show": "a command",
    "validate": "a command",
}
"""Names that several things have on purpose."""


def find_public() -> Iterator[tuple[str, str]]:
    """Yield each public name with the module that declares it.

    Public is what a package hands on, and where no package says what it hands on, all there is.
    """
    for module, names in find_homes().items():
        above = module.split(".")
        packages = {".".join(above[:length]) for length in range(2, len(above) + 1)}
        home = vars(importlib.import_module(module))
        for name in names:
            handed_on = any(
                name in listed and getattr(importlib.import_module(door), name) is home[name]
                for door, listed in find_listed().items()
            )
            if handed_on or not packages & find_listed().keys():
                yield name, module


def test_what_is_public_has_a_name_of_its_own() -> None:
    public = {*find_public()}
    names = {name for name, _ in public}
    assert {"Framework", "validate", "Column", "Fault", "DOC_EMPTY"} <= names
    homes = {name: [home for home, own in find_homes().items() if name in own] for name in names}
    shared = {name: found for name, found in homes.items() if len(found) > 1}
    assert {name: found for name, found in shared.items() if name not in SHARED} == {}
    assert shared.keys() == SHARED.keys(), "there is no other name of this kind any more"
