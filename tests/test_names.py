"""No two public things share a name, so that a reader who finds a name has found the thing."""

from __future__ import annotations

import ast
import importlib
from collections import defaultdict
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


HOMES: Final = {
    name_module(path): sorted({*declared(path)})
    for path in sorted(ROOT.rglob("*.py"))
    if FRAMEWORKS not in path.parents
}
"""What each module declares; frameworks have names of their own."""
LISTED: Final = {
    package: cast("list[str]", vars(importlib.import_module(package))["__all__"])
    for package in (name_module(path) for path in ROOT.rglob("__init__.py"))
    if "__all__" in vars(importlib.import_module(package)) and package in HOMES
}
"""The names that each package hands on, for those that say so."""


def public_names() -> Iterator[tuple[str, str]]:
    """Yield each public name with the module that declares it.

    Public is what a package hands on, and where a package has no such list, all that stands in it.
    """
    for module, names in HOMES.items():
        home = importlib.import_module(module)
        package = module if module in LISTED else module.rpartition(".")[0]
        for name in names:
            handed_on = any(
                name in listed
                and getattr(importlib.import_module(door), name) is vars(home).get(name)
                for door, listed in LISTED.items()
            )
            if handed_on or package not in LISTED:
                yield name, module


def test_no_two_public_things_share_a_name() -> None:
    homes: defaultdict[str, list[str]] = defaultdict(list)
    for name, module in public_names():
        homes[name].append(module)
    assert {"Framework", "validate", "Row", "Fault", "DOC_EMPTY"} <= homes.keys()
    assert {name: found for name, found in homes.items() if len(found) > 1} == {}
