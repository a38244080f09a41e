"""The public names are a promise: what is there, what it says about itself, how it is typed."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Final, cast

import pytest
from tests.conftest import for_each

import improvement_frameworks
from improvement_frameworks import Record
from improvement_frameworks.core import Noun
from improvement_frameworks.core.registry import get_record_type, published_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

NAMES: Final = frozenset(dir(improvement_frameworks))
CONSTANTS: Final = {"AnyRecord", "CONTENT_EDITION", "SCHEMA_VERSION", "__version__"}
DECLARED: Final = sorted(NAMES - CONSTANTS)
ROOT: Final = Path(improvement_frameworks.__file__).parent
DOORS: Final = sorted(
    ".".join(path.relative_to(ROOT.parent).parts[:-1])
    for path in ROOT.rglob("__init__.py")
    if "hand_on(" in path.read_text(encoding="utf-8")
)

# Constructors that take the fields of a model: the fields say their types.
UNTYPED: Final = {"Noun.__init__", "Record.__init__"}


def value(name: str) -> object:
    return getattr(improvement_frameworks, name)


def classes(base: type) -> dict[str, type]:
    """Return the public classes that extend one."""
    found = {name: value(name) for name in DECLARED}
    return {n: one for n, one in found.items() if isinstance(one, type) and issubclass(one, base)}


def test_records_and_functions_stand_at_the_top() -> None:
    records = {get_record_type(framework).__name__ for framework in published_ids()}
    assert classes(Record).keys() == records | {"Record"}
    assert {"validate", "load", "new", "explain", "rule", "json_schema", "to_frame"} <= NAMES
    for name, noun in classes(Noun).items():
        is_common = noun.__module__.startswith("improvement_frameworks.core.")
        assert is_common or issubclass(noun, Record), f"{name} belongs to its framework's package"


@pytest.mark.parametrize("door", DOORS)
def test_type_checkers_read_the_same_list(door: str) -> None:
    module = importlib.import_module(door)
    homes = read_homes(module)
    public = cast("list[str]", vars(module)["__all__"])
    assert sorted(homes) == sorted(public)
    for name, home in homes.items():
        assert getattr(module, name) is getattr(importlib.import_module(home), name)


def read_homes(module: ModuleType) -> dict[str, str]:
    """Return where each name of a door is at home, as type checkers read it."""
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    (checked,) = (one.body for one in tree.body if isinstance(one, ast.If))
    homes: dict[str, str] = {}
    for one in checked:
        if isinstance(one, ast.AnnAssign):
            assert isinstance(one.target, ast.Name)
            homes[one.target.id] = module.__name__
        if not isinstance(one, ast.ImportFrom):
            continue
        for name in one.names:
            if name.name == "*":
                homes |= read_homes(importlib.import_module(str(one.module)))
            elif one.module != "typing":
                assert name.asname == name.name, "handed on as itself"
                homes[name.name] = str(one.module)
    return homes


def test_dir_shows_all_of_them_before_and_after_they_are_loaded() -> None:
    script = "import improvement_frameworks as f; print(*dir(f)); f.Iceberg; print(*dir(f))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    before, after = done.stdout.splitlines()
    assert before.split() == after.split() == sorted(NAMES)


def test_a_star_brings_all_of_them() -> None:
    script = "from improvement_frameworks import *; print(Iceberg, validate, __version__)"
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert done.returncode == 0, done.stderr


@for_each(sorted(NAMES))
def test_every_name_can_be_imported_from_the_top(name: str) -> None:
    assert value(name) is not None
    assert value(name) is value(name)


@for_each(DECLARED)
def test_every_name_is_defined_where_it_is_loaded_from(name: str) -> None:
    home = importlib.import_module(str(getattr(value(name), "__module__", "")))
    assert getattr(home, name) is value(name)
    assert home.__name__.startswith("improvement_frameworks.")


@pytest.mark.parametrize("name", ["icberg", "core_", "Any", "annotations_", "_HOMES_", ""])
def test_an_unknown_name_is_an_attribute_error(name: str) -> None:
    with pytest.raises(AttributeError, match="improvement_frameworks"):
        getattr(improvement_frameworks, name)
    assert not hasattr(improvement_frameworks, name)


def test_errors_share_a_base() -> None:
    base = improvement_frameworks.ImprovementFrameworksError
    assert isinstance(base, type)
    assert classes(Exception) == classes(base)


def test_records_and_nouns_cannot_be_changed() -> None:
    for name in classes(Noun):
        config: object = getattr(value(name), "model_config")  # noqa: B009 - a class of any kind
        assert isinstance(config, dict)
        assert config["frozen"] is True, name
        assert config["extra"] == "forbid", name


def written(name: str) -> Iterator[tuple[str, FunctionType]]:
    """Yield the functions that this library wrote for a name: itself, or methods of a class."""
    one = value(name)
    if isinstance(one, FunctionType):
        yield name, one
    if isinstance(one, type):
        for kind in one.__mro__:
            if kind.__module__.startswith("improvement_frameworks."):
                for inner, member in vars(kind).items():
                    function = behind(member)
                    if function and (inner == "__init__" or not inner.startswith("_")):
                        yield f"{kind.__name__}.{inner}", function


def behind(member: object) -> FunctionType | None:
    """Return the function behind a member of a class, if a person wrote it."""
    function: object = member
    if isinstance(member, property):
        function = member.fget
    elif isinstance(member, classmethod | staticmethod):
        function = inspect.unwrap(cast("Callable[..., object]", member))
    if isinstance(function, FunctionType) and "<attrs" not in function.__code__.co_filename:
        return function
    return None


def test_functions_of_every_form_are_looked_at() -> None:
    found = {where for name in DECLARED for where, _ in written(name)}
    assert {"validate", "Report.ok", "Record.merge", "Record.coverage", "Framework.scheme"} <= found


@for_each(DECLARED)
def test_every_name_says_what_it_is(name: str) -> None:
    own = vars(value(name)).get("__doc__") if isinstance(value(name), type) else value(name).__doc__
    first = str(own or "").strip().partition("\n")[0]
    assert re.match(r"[A-Z].*[.:,;a-z]$", first), f"{name}: {first!r}"
    assert not first.startswith("Method generated"), name


@for_each(DECLARED)
def test_every_method_says_what_it_does(name: str) -> None:
    for where, function in written(name):
        if not where.endswith("__init__"):
            assert (function.__doc__ or "").strip(), where


@for_each(DECLARED)
def test_every_signature_is_typed_and_knows_no_any(name: str) -> None:
    for where, function in written(name):
        if where in UNTYPED:
            continue
        signature = inspect.signature(function)
        hints = {one.name: one.annotation for one in signature.parameters.values()}
        hints = {name: hint for name, hint in hints.items() if name not in {"self", "cls"}}
        hints["return"] = signature.return_annotation
        for argument, hint in hints.items():
            assert hint is not inspect.Parameter.empty, f"{where}: {argument} has no type"
            assert not re.search(r"\bAny\b", str(hint)), f"{where}: {argument} is Any"
