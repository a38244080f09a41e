"""No regular expression of the source takes more than linear time, whatever it is given."""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from attrs import frozen
from tests.patterns.attack import find_growth

import improvement_frameworks
from improvement_frameworks.core.registry import all_insights, get_rules, published_ids
from improvement_frameworks.privacy import PersonalKind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

SOURCE = Path(improvement_frameworks.__file__).parent
ANCHORED = {"match", "fullmatch"}
FUNCTIONS = {
    "compile",
    "search",
    "match",
    "fullmatch",
    "sub",
    "subn",
    "split",
    "findall",
    "finditer",
}


@frozen
class Use:
    """A pattern of the source and how it is used."""

    where: str
    pattern: re.Pattern[str]
    anchored: bool


def _as_text(pattern: re.Pattern[str] | re.Pattern[bytes]) -> re.Pattern[str]:
    if isinstance(pattern.pattern, bytes):
        return re.compile(
            pattern.pattern.decode("latin-1"), (pattern.flags & ~re.UNICODE) | re.ASCII
        )
    return re.compile(pattern.pattern, pattern.flags)


def _patterns_in(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern):
        yield _as_text(cast("re.Pattern[str]", value))
    elif isinstance(value, PersonalKind):
        for pattern in value.patterns.values():
            yield pattern.regex
            if pattern.near:
                yield re.compile(pattern.near)
    elif isinstance(value, Mapping):
        for one in cast("Mapping[object, object]", value).values():
            yield from _patterns_in(one)
    elif isinstance(value, tuple | list | set | frozenset):
        for one in cast("Iterable[object]", value):
            yield from _patterns_in(one)


def _modules() -> Iterator[tuple[ModuleType, ast.Module]]:
    for found in pkgutil.walk_packages([str(SOURCE)], "improvement_frameworks."):
        if found.name.endswith("__main__"):
            continue
        module = importlib.import_module(found.name)
        yield module, ast.parse(Path(module.__file__ or "").read_text(encoding="utf-8"))


def _anchored_names(tree: ast.Module) -> set[str]:
    """Return the patterns of a module that are only ever asked about the place they begin at."""
    calls: defaultdict[str, list[str]] = defaultdict(list)
    loads: Counter[str] = Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            calls[node.value.id].append(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            loads[node.id] += 1
    return {
        name
        for name, called in calls.items()
        if len(called) == loads[name] and set(called) <= ANCHORED
    }


def _find_uses() -> Iterator[Use]:
    for module, tree in _modules():
        known: set[str] = set()
        anchored = _anchored_names(tree)
        for name, value in vars(module).items():
            for pattern in _patterns_in(value):
                known.add(pattern.pattern)
                yield Use(f"{module.__name__}.{name}", pattern, name in anchored)
        for node in ast.walk(tree):
            if _calls_re(node) and isinstance(
                first := cast("ast.Call", node).args[0], ast.Constant
            ):
                call = cast("ast.Attribute", cast("ast.Call", node).func).attr
                pattern = _as_text(re.compile(cast("str", first.value)))
                if call == "compile" and pattern.pattern in known:
                    continue  # it has a name, under which it was found
                yield Use(f"{module.__name__}:{first.lineno}", pattern, call in ANCHORED)


def _calls_re(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.func.attr in FUNCTIONS
    )


def _find_declared_uses() -> Iterator[Use]:
    """Yield the patterns that rules and insights declare in their files."""
    rules = {rule.problem.code: rule for one in published_ids() for rule in get_rules(one)}
    patterns = {code: rule.patterns for code, rule in rules.items()}
    patterns |= {one.code: one.patterns for one in all_insights()}
    for code, named in patterns.items():
        for name, text in named.items():
            yield Use(f"{code}.{name}", re.compile(text), anchored=False)


@cache
def find_uses() -> list[Use]:
    """Return the patterns of the source, each once."""
    uses = (*_find_uses(), *_find_declared_uses())
    return [*{(use.pattern, use.anchored): use for use in uses}.values()]


def test_patterns_are_found_wherever_they_are() -> None:
    names = {use.where.removeprefix("improvement_frameworks.") for use in find_uses()}
    assert len(names) > 60
    assert any(name.endswith(".PERSONAL_KINDS") for name in names)  # in a mapping
    assert any(":" in name for name in names)  # within a function
    assert "ICE-W8.wanted" in names  # in a file beside the source


def test_steps_grow_with_the_text_and_no_faster() -> None:
    found = {use.where: find_growth(use.pattern, anchored=use.anchored) for use in find_uses()}
    assert {where: attack for where, attack in found.items() if attack is not None} == {}


@pytest.mark.parametrize(
    "slow",
    [
        r"(?:a+)+$",
        r"\s+$",
        r"\d+(?:\.\d+)?\s*%",
        r"^[^\n]*[^\s][^\n]*$",
        r"(?:\s+[\w-]+)*\s+at",
        r"<!--.*?-->",
        r"a*a*b",
        r"(?:a|aa)*c",
        r"\bnurse\s+\s*at",
    ],
)
def test_slow_patterns_are_found(slow: str) -> None:
    assert find_growth(re.compile(slow)) is not None


@pytest.mark.parametrize(
    "quick",
    [
        r"(?<!\d)\d++\s*+%",
        r'"[^"\\]*(?:\\.[^"\\]*)*"',
        r"\w+",
        r"^[a-z]+(?:-[a-z]+)*$",
        r"a{1,500}b",
    ],
)
def test_quick_patterns_are_left_alone(quick: str) -> None:
    assert find_growth(re.compile(quick)) is None
