"""The public names are a promise: what is there, what it says about itself, how it is typed."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from types import FunctionType
from typing import TYPE_CHECKING, Final, cast

import pytest

import improvement_frameworks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Written by hand. A name that leaves this list breaks somebody's program.
CONSTANTS: Final = {"CONTENT_EDITION", "SCHEMA_VERSION", "__version__"}
ERRORS: Final = {
    "ContentError",
    "DuplicateFrameworkError",
    "ImprovementFrameworksError",
    "InvalidRecordError",
    "MissingExtraError",
    "UnknownFrameworkError",
}
RECORDS: Final = {
    "Iceberg",
    "LadderOfInference",
    "LearningGrid",
    "LearningPrinciples",
    "LiberatingStructures",
    "Record",
    "RiskThemes",
}
NOUNS: Final = {
    "Activity",
    "AlternativeReading",
    "Consent",
    "Contributor",
    "Entry",
    "FollowUp",
    "Group",
    "IcebergEntry",
    "Intervention",
    "LadderStep",
    "LearningGridEntry",
    "LearningPrinciplesEntry",
    "LinkedRecord",
    "Loop",
    "Period",
    "PlannedStep",
    "PlannedStructure",
    "Purpose",
    "Reference",
    "Response",
    "Signal",
    "StepTest",
}
CONTENT: Final = {"Framework", "Part", "Scheme", "Source", "Term"}
CHECKING: Final = {"Issue", "Problem", "Report", "Rule", "Selection", "Where"}
GRIDS: Final = {"GridLevel", "GridQuestion", "compare_grids", "declare_grid"}
FUNCTIONS: Final = {
    "explain",
    "export_schemas",
    "framework_ids",
    "get_example",
    "get_framework",
    "get_record_type",
    "get_rules",
    "json_schema",
    "load",
    "load_all",
    "load_table",
    "new",
    "rule",
    "to_frame",
    "validate",
    "validate_table",
    "write_table",
}
NAMES: Final = CONSTANTS | ERRORS | RECORDS | NOUNS | CONTENT | CHECKING | GRIDS | FUNCTIONS
DECLARED: Final = sorted(NAMES - CONSTANTS)

# Constructors that take the fields of a model: the fields say their types.
UNTYPED: Final = {"Noun.__init__", "Record.__init__"}


def value(name: str) -> object:
    return getattr(improvement_frameworks, name)


def test_the_public_names_are_these() -> None:
    assert set(improvement_frameworks.__all__) == NAMES
    assert len(improvement_frameworks.__all__) == len(NAMES), "a name stands twice"


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


@pytest.mark.parametrize("name", sorted(NAMES))
def test_every_name_can_be_imported_from_the_top(name: str) -> None:
    assert value(name) is not None
    assert value(name) is value(name)


@pytest.mark.parametrize("name", DECLARED)
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
    for name in ERRORS:
        kind = value(name)
        assert isinstance(kind, type)
        assert issubclass(kind, base)


def test_records_and_nouns_cannot_be_changed() -> None:
    for name in RECORDS | NOUNS:
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


@pytest.mark.parametrize("name", DECLARED)
def test_every_name_says_what_it_is(name: str) -> None:
    own = vars(value(name)).get("__doc__") if isinstance(value(name), type) else value(name).__doc__
    first = str(own or "").strip().partition("\n")[0]
    assert re.match(r"[A-Z].*[.:,;a-z]$", first), f"{name}: {first!r}"
    assert not first.startswith("Method generated"), name


@pytest.mark.parametrize("name", DECLARED)
def test_every_method_says_what_it_does(name: str) -> None:
    for where, function in written(name):
        if not where.endswith("__init__"):
            assert (function.__doc__ or "").strip(), where


@pytest.mark.parametrize("name", DECLARED)
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
