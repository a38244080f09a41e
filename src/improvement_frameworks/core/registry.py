"""Finds frameworks by their id: those of this library, those of plug-ins, those declared by code.

A framework is a package with a ``content.toml`` and a ``record`` module, perhaps with a
``rules.toml`` and an ``insights.toml`` and, for what the common checks cannot say, the modules of
the same names. Nothing of it is loaded before it is asked for. Another distribution joins by an
entry point of the group ``improvement_frameworks`` whose name is the framework's id and whose value
is its package.
"""

from __future__ import annotations

import json
import pkgutil
import tomllib
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.util import find_spec
from itertools import chain
from typing import TYPE_CHECKING, Final, ParamSpec, TypeVar, cast

from attrs import frozen

from improvement_frameworks.core.content.content_file import find_folder, read_framework
from improvement_frameworks.core.errors import (
    ContentError,
    DuplicateFrameworkError,
    UnknownFrameworkError,
)
from improvement_frameworks.core.expected import expect

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from improvement_frameworks.core.content.framework import Framework
    from improvement_frameworks.core.content.migration import Migration
    from improvement_frameworks.core.insights.insights import Insight
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.rules.rules import Rule

ENTRY_POINTS: Final = "improvement_frameworks"
BUILT_IN: Final = "improvement_frameworks.frameworks"
SHARED_RULES: Final = (
    "improvement_frameworks.core.rules.header_rule",
    "improvement_frameworks.core.rules.privacy_rule",
)
"""The modules beside which the rules of every record are declared."""
SHARED_INSIGHTS: Final = "improvement_frameworks.core.insights.header_insight"


@frozen
class Declared:
    """A framework that code put together, such as a group's own grid."""

    framework: Framework
    """Its reference content."""
    record: type[Record]
    """The class of its records."""
    rules: tuple[Rule[object], ...]
    """Its practice checks."""
    migrations: tuple[Migration, ...] = ()
    """The steps by which older documents are brought to the present version."""
    insights: tuple[Insight, ...] = ()
    """Its insights."""


_declared: dict[str, Declared] = {}
_memories: list[Callable[[], None]] = []

_MOST_REMEMBERED: Final = 20_000
"""How many results of a function are remembered at most: texts are asked for, too."""

P = ParamSpec("P")
T = TypeVar("T")


def remember_until_declared(function: Callable[P, T]) -> Callable[P, T]:
    """Remember what a function returns until a program declares or forgets anything."""
    remembering = lru_cache(_MOST_REMEMBERED)(function)
    _memories.append(remembering.cache_clear)
    return cast("Callable[P, T]", remembering)


def tell_declared() -> None:
    """Forget what was found out about frameworks, since something was declared."""
    for forget_it in _memories:
        forget_it()


def register(declared: Declared) -> None:
    """Make a framework that code put together known under its id.

    Registering the same id again replaces what code declared before.

    Raises:
        DuplicateFrameworkError: if a package already offers a framework with this id.
    """
    known = _packages().get(declared.framework.id)
    if known:
        raise DuplicateFrameworkError(declared.framework.id, str(known), "this program")
    _declared[declared.framework.id] = declared
    tell_declared()


def _expect_id(wanted: str) -> None:
    expect("The framework", wanted, str, "named by its id, such as iceberg")


def framework_ids() -> tuple[str, ...]:
    """Return the ids of all known frameworks, in alphabetical order.

    Raises:
        DuplicateFrameworkError: if two packages offer one id.
    """
    return tuple(sorted({*_packages(), *_declared}))


def declared_ids() -> tuple[str, ...]:
    """Return the ids of the frameworks that this program put together, in alphabetical order."""
    return tuple(sorted(_declared))


def published_ids() -> tuple[str, ...]:
    """Return the ids of the frameworks that this library brings itself, in alphabetical order.

    Raises:
        DuplicateFrameworkError: if two packages offer one id.
    """
    own = f"{BUILT_IN}."
    return tuple(sorted(n for n, home in _packages().items() if home.package.startswith(own)))


def get_framework(wanted: str) -> Framework:
    """Return a framework's reference content.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its content file is unusable.
    """
    _expect_id(wanted)
    if wanted in _declared:
        return _declared[wanted].framework
    package = _package(wanted)
    framework = read_framework(package)
    if framework.id != wanted:
        raise ContentError(
            package, "id", f"is {framework.id!r}, but the package joins as {wanted!r}"
        )
    return framework


def get_record_type(wanted: str) -> type[Record]:
    """Return the class of a framework's records.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if the package has no such class, or its rules are unusable or name fields
            that its records do not have.
    """
    _expect_id(wanted)
    if wanted in _declared:
        return _declared[wanted].record
    return _find_record_type(_package(wanted))


@cache
def _find_record_type(package: str) -> type[Record]:
    from improvement_frameworks.core.record.dimension import check_dimensions
    from improvement_frameworks.core.record.record import Record
    from improvement_frameworks.core.rules.common_check import CHECKS
    from improvement_frameworks.core.rules.rule_content import read_rules
    from improvement_frameworks.core.rules.setting import check_settings

    module = _load(package, "record")
    for value in vars(module).values():
        if (
            isinstance(value, type)
            and issubclass(value, Record)
            and value.__module__ == module.__name__
        ):
            check_settings(read_rules(f"{package}.rules"), "rules", CHECKS, value)
            check_dimensions(value)
            return value
    raise ContentError(f"{package}.record", "(module)", "declares no class that extends Record")


def get_rules(wanted: str) -> tuple[Rule[object], ...]:
    """Return the rules of a framework: those of every record, then its own.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its file of rules is unusable.
    """
    return (*get_shared_rules(), *get_own_rules(wanted))


def get_shared_rules() -> tuple[Rule[object], ...]:
    """Return the rules of every record, whatever its framework."""
    from improvement_frameworks.core.rules.rule_content import read_rules

    return tuple(chain.from_iterable(map(read_rules, SHARED_RULES)))


def get_own_rules(wanted: str) -> tuple[Rule[object], ...]:
    """Return the rules that a framework declares itself, and those of extensions of it.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its content or its file of rules is unusable.
    """
    from improvement_frameworks.core.record.extension import extension_rules
    from improvement_frameworks.core.rules.rule_content import read_rules

    _expect_id(wanted)
    if wanted in _declared:
        return (*_declared[wanted].rules, *extension_rules(wanted))
    get_framework(wanted)  # whether there is such a package at all
    return (*read_rules(f"{_package(wanted)}.rules"), *extension_rules(wanted))


def find_rule(code: str, module: str = "") -> Rule[object]:
    """Return a rule by its code, as another process needs it.

    Args:
        code: The code of its problem.
        module: The module beside which it is declared, where it is looked for first.

    Raises:
        LookupError: if neither the module nor any framework declares it.
    """
    from improvement_frameworks.core.rules.rule_content import read_rules

    here = read_rules(module) if module else ()
    known = (one for name in framework_ids() for one in get_own_rules(name))
    for one in chain(here, get_shared_rules(), known):
        if one.code == code:
            return one
    raise LookupError(f"No rule has the code {code}.")


def get_shared_insights() -> tuple[Insight, ...]:
    """Return the insights on records of any framework."""
    from improvement_frameworks.core.insights.insight_content import read_insights

    return read_insights(SHARED_INSIGHTS)


def get_own_insights(wanted: str) -> tuple[Insight, ...]:
    """Return the insights that a framework declares itself.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its content or its file of insights is unusable, or names fields or
            practice checks that its records do not have.
    """
    _expect_id(wanted)
    if wanted in _declared:
        return _declared[wanted].insights
    get_framework(wanted)  # whether there is such a package at all
    return _find_insights(_package(wanted))


@cache
def _find_insights(package: str) -> tuple[Insight, ...]:
    from improvement_frameworks.core.insights.common_insight import COMMON_INSIGHTS
    from improvement_frameworks.core.insights.insight_content import read_insights
    from improvement_frameworks.core.rules.rule_content import read_rules
    from improvement_frameworks.core.rules.setting import check_settings

    found = read_insights(f"{package}.insights")
    rules = [*get_shared_rules(), *read_rules(f"{package}.rules")]
    codes = [one.code for one in rules]
    check_settings(found, "insights", COMMON_INSIGHTS, _find_record_type(package), codes)
    return found


def all_insights() -> Iterator[Insight]:
    """Yield every insight: those on records of any framework, then those of each framework."""
    yield from get_shared_insights()
    for framework in framework_ids():
        yield from get_own_insights(framework)


def find_insight(code: str, module: str = "") -> Insight:
    """Return an insight by its code, as another process needs it.

    Args:
        code: Its code.
        module: The module beside which it is declared, where it is looked for first.

    Raises:
        LookupError: if neither the module nor any framework declares it.
    """
    from improvement_frameworks.core.insights.insight_content import read_insights

    here = read_insights(module) if module else ()
    for one in chain(here, all_insights()):
        if one.code == code:
            return one
    raise LookupError(f"No insight has the code {code}.")


def get_migrations(wanted: str) -> tuple[Migration, ...]:
    """Return the steps by which a framework's older documents are brought to the present version.

    Raises:
        UnknownFrameworkError: if no framework has this id.
    """
    _expect_id(wanted)
    if wanted in _declared:
        return _declared[wanted].migrations
    name = f"{_package(wanted)}.migrations"
    return import_module(name).MIGRATIONS if find_spec(name) else ()


def get_example(wanted: str) -> dict[str, object]:
    """Return a framework's worked example, a document without errors.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its package has none.
        KeyError: if a framework that code put together has none.
    """
    _expect_id(wanted)
    if wanted in _declared:
        raise KeyError(f"{wanted} was declared by this program and has no worked example")
    package = _package(wanted)
    try:
        text = (find_folder(package) / "example.json").read_text(encoding="utf-8")
    except FileNotFoundError as fault:
        raise ContentError(package, "example.json", f"cannot be read: {fault}") from None
    return cast("dict[str, object]", json.loads(text))


def get_declared_vectors(wanted: str) -> dict[str, object]:
    """Return the table from which a framework's part of the conformance kit is written.

    It stands in ``vectors.toml`` beside the example.

    Raises:
        UnknownFrameworkError: if no framework has this id.
        ContentError: if its package has none, or one that is not well written.
        KeyError: if a framework that code put together has none.
    """
    if wanted in _declared:
        raise KeyError(f"{wanted} was declared by this program and has no vectors")
    package = _package(wanted)
    try:
        text = (find_folder(package) / "vectors.toml").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ContentError(package, "vectors.toml", "there is no such file") from None
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise ContentError(package, "vectors.toml", str(fault)) from None


def _load(package: str, name: str) -> ModuleType:
    try:
        return import_module(f"{package}.{name}")
    except ModuleNotFoundError as fault:
        if not f"{package}.{name}.".startswith(f"{fault.name}."):
            raise  # the module is there, but needs another one that is not installed
        raise ContentError(package, f"{name}.py", f"cannot be imported: {fault}") from None


def _package(wanted: str) -> str:
    try:
        return _packages()[wanted].package
    except KeyError:
        raise UnknownFrameworkError(wanted, framework_ids()) from None


@frozen
class _Home:
    """Where a framework comes from."""

    package: str
    distribution: str

    def __str__(self) -> str:
        return f"{self.package} of {self.distribution}"


@cache
def _packages() -> dict[str, _Home]:
    """Return where each framework comes from, by its id."""
    folder = [str(files(BUILT_IN))]
    found = {
        module.name.replace("_", "-"): _Home(f"{BUILT_IN}.{module.name}", "improvement-frameworks")
        for module in pkgutil.iter_modules(folder)
        if module.ispkg
    }
    for point in entry_points(group=ENTRY_POINTS):
        home = _Home(point.value, point.dist.name if point.dist else "an unknown distribution")
        first = found.setdefault(point.name, home)
        if first != home:
            raise DuplicateFrameworkError(point.name, str(first), str(home))
    return found


def forget() -> None:
    """Forget what was found and declared, so that packages installed meanwhile are seen."""
    from improvement_frameworks.core.record.extension import forget_extensions

    _packages.cache_clear()
    _declared.clear()
    forget_extensions()
    tell_declared()
