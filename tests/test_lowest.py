"""The lower bounds are those that ``make test-lowest`` installs, and there are no upper ones."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import cast

import pytest

ROOT = Path(__file__).parents[1]


def declared() -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
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
