"""Versions: the lower bounds are tested, nothing is capped, and a clone installs exact versions."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import cast

import pytest

ROOT = Path(__file__).parents[1]


PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def declared() -> list[str]:
    project = PYPROJECT["project"]
    extras = cast("dict[str, list[str]]", project["optional-dependencies"])
    wanted = [*cast("list[str]", project["dependencies"])]
    for name in ("cli", "yaml", "calendar", "tables", "fast"):
        wanted += extras[name]
    return sorted(set(wanted))


def test_the_lowest_versions_are_the_declared_ones() -> None:
    lines = (ROOT / "tests/lowest.txt").read_text(encoding="utf-8").splitlines()
    lowest = [line.replace("==", ">=") for line in lines if line and not line.startswith("#")]
    assert sorted(lowest) == declared()


@pytest.mark.parametrize("requirement", declared())
def test_no_dependency_is_capped(requirement: str) -> None:
    assert re.fullmatch(r"[a-z-]+>=[0-9.]+", requirement)


def lines_of(file: str) -> list[str]:
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def in_groups() -> set[str]:
    """Return the names of all that the dependency groups install."""
    groups = cast("dict[str, list[str | dict[str, str]]]", PYPROJECT["dependency-groups"])
    given = [one for group in groups.values() for one in group if isinstance(one, str)]
    return {re.split(r"[\[>=<]", one)[0] for one in given}


@pytest.mark.parametrize("file", ["constraints.txt", "constraints-lowest.txt"])
def test_constraints_are_exact_versions_without_addresses(file: str) -> None:
    lines = lines_of(file)
    assert lines
    assert [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.+!]+", line)
    ] == []


def versions_in(file: str) -> dict[str, str]:
    pairs = (line.partition("==") for line in lines_of(file))
    return {name.lower().replace("_", "-"): version for name, _, version in pairs}


def test_the_lowest_versions_are_what_is_installed_to_test_them() -> None:
    """A version may be written with more zeros than its bound has."""
    installed = versions_in("constraints-lowest.txt")
    for name, lowest in versions_in("tests/lowest.txt").items():
        assert re.fullmatch(re.escape(lowest) + r"(?:\.0)*", installed[name]), name
    test = {re.split(r"[\[>=<]", one)[0] for one in PYPROJECT["dependency-groups"]["test"]}
    assert test - installed.keys() == set()


def test_constraints_name_all_that_a_clone_installs() -> None:
    named = versions_in("constraints.txt").keys()
    wanted = {re.split(r"[\[>=<]", one)[0] for one in declared()} | in_groups()
    assert wanted - named == set()
    assert wanted
